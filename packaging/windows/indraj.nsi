; The Windows installer: for one person, without administrator's rights.
; makensis -DVERSION=... -DTREE=... -DOUT=... indraj.nsi
Target amd64-unicode
Unicode true
SetCompressor /SOLID lzma
RequestExecutionLevel user
Name "Indraj"
OutFile "${OUT}"
; Not $LOCALAPPDATA\Indraj: there lie people's registers, and Windows takes small and
; large letters for the same.
InstallDir "$LOCALAPPDATA\Programs\Indraj"
Icon "${TREE}/indraj.ico"
UninstallIcon "${TREE}/indraj.ico"
ShowInstDetails nevershow
!define CLASSES "Software\Classes"
!define REMOVAL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Indraj"
!define OPEN '"$INSTDIR\python\pythonw.exe" -m enrolment_app'

Page directory
Page instfiles
UninstPage uninstConfirm
UninstPage instfiles

Section "Indraj"
  ; An earlier version's files go first, so that none of them is left among the new.
  RMDir /r "$INSTDIR\lib"
  RMDir /r "$INSTDIR\python"
  SetOutPath "$INSTDIR"
  File /r "${TREE}/*"
  WriteUninstaller "$INSTDIR\remove.exe"
  CreateShortcut "$SMPROGRAMS\Indraj.lnk" "$INSTDIR\python\pythonw.exe" "-m enrolment_app" "$INSTDIR\indraj.ico"
  CreateShortcut "$DESKTOP\Indraj.lnk" "$INSTDIR\python\pythonw.exe" "-m enrolment_app" "$INSTDIR\indraj.ico"
  WriteRegStr HKCU "${CLASSES}\.indraj-laptop" "" "Indraj.Laptop"
  WriteRegStr HKCU "${CLASSES}\Indraj.Laptop" "" "Indraj laptop file"
  WriteRegStr HKCU "${CLASSES}\Indraj.Laptop\DefaultIcon" "" "$INSTDIR\indraj.ico"
  WriteRegStr HKCU "${CLASSES}\Indraj.Laptop\shell\open\command" "" '${OPEN} "%1"'
  WriteRegStr HKCU "${CLASSES}\.indraj-bundle" "" "Indraj.Bundle"
  WriteRegStr HKCU "${CLASSES}\Indraj.Bundle" "" "Indraj bundle of sealed work"
  WriteRegStr HKCU "${CLASSES}\Indraj.Bundle\DefaultIcon" "" "$INSTDIR\indraj.ico"
  WriteRegStr HKCU "${CLASSES}\Indraj.Bundle\shell\open\command" "" '${OPEN} "%1"'
  WriteRegStr HKCU "${REMOVAL}" "DisplayName" "Indraj"
  WriteRegStr HKCU "${REMOVAL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${REMOVAL}" "DisplayIcon" "$INSTDIR\indraj.ico"
  WriteRegStr HKCU "${REMOVAL}" "UninstallString" '"$INSTDIR\remove.exe"'
SectionEnd

Section "Uninstall"
  ; Only what was installed: people's registers lie elsewhere and are never touched.
  RMDir /r "$INSTDIR\lib"
  RMDir /r "$INSTDIR\python"
  Delete "$INSTDIR\indraj.cmd"
  Delete "$INSTDIR\indraj.ico"
  Delete "$INSTDIR\remove.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Indraj.lnk"
  Delete "$DESKTOP\Indraj.lnk"
  DeleteRegKey HKCU "${CLASSES}\.indraj-laptop"
  DeleteRegKey HKCU "${CLASSES}\Indraj.Laptop"
  DeleteRegKey HKCU "${CLASSES}\.indraj-bundle"
  DeleteRegKey HKCU "${CLASSES}\Indraj.Bundle"
  DeleteRegKey HKCU "${REMOVAL}"
SectionEnd
