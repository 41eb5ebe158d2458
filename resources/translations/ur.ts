<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ur" sourcelanguage="en">
 <context>
  <name>Conflicts</name>
  <message numerus="yes">
   <source>%n field(s)</source>
   <translation type="unfinished">
    <numerusform />
    <numerusform />
   </translation>
  </message>
  <message numerus="yes">
   <source>%n household(s)</source>
   <translation type="unfinished">
    <numerusform />
    <numerusform />
   </translation>
  </message>
  <message>
   <source>Another value</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Conflicts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Decided. Everybody gets it with the next sync.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Don't know</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Household {number} · {head}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Is no side right?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Newest first</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No conflicts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Press the last key of a row and write the correct value.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Refused</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save decision</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Status</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The same household was changed on two laptops. Choose field by field; nothing is ever deleted.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Undo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Where two people write different answers about one household, it waits here for a decision.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Why this decision? (kept in the record)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Write another value</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>empty</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>was: {value}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{done} of {count} decided</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{person}, laptop {laptop}, {when}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Editors</name>
  <message>
   <source>Accuracy (m)</source>
   <translation>درستی (میٹر)</translation>
  </message>
  <message>
   <source>DD</source>
   <comment>day of a date, where it is typed</comment>
   <translation>دن</translation>
  </message>
  <message>
   <source>Don't know</source>
   <translation>معلوم نہیں</translation>
  </message>
  <message>
   <source>Done</source>
   <comment>box to tick after reading out</comment>
   <translation>ہو گیا</translation>
  </message>
  <message>
   <source>HH</source>
   <comment>hour of a time, where it is typed</comment>
   <translation>گھنٹہ</translation>
  </message>
  <message>
   <source>Latitude</source>
   <translation>عرض بلد</translation>
  </message>
  <message>
   <source>Longitude</source>
   <translation>طول بلد</translation>
  </message>
  <message>
   <source>MM</source>
   <comment>month of a date, where it is typed</comment>
   <translation>ماہ</translation>
  </message>
  <message>
   <source>Refused</source>
   <translation>جواب سے انکار</translation>
  </message>
  <message>
   <source>This cannot be recorded on this laptop. What was recorded elsewhere is kept.</source>
   <translation>یہ اس لیپ ٹاپ پر درج نہیں ہو سکتا۔ جو کہیں اور درج ہوا وہ محفوظ ہے۔</translation>
  </message>
  <message>
   <source>Type to search</source>
   <translation>تلاش کے لیے لکھیں</translation>
  </message>
  <message>
   <source>YYYY</source>
   <comment>year of a date, where it is typed</comment>
   <translation>سال</translation>
  </message>
  <message>
   <source>day</source>
   <translation>دن</translation>
  </message>
  <message>
   <source>hour</source>
   <translation>گھنٹہ</translation>
  </message>
  <message>
   <source>minute</source>
   <translation>منٹ</translation>
  </message>
  <message>
   <source>mm</source>
   <comment>minute of a time, where it is typed</comment>
   <translation>منٹ</translation>
  </message>
  <message>
   <source>month</source>
   <translation>مہینہ</translation>
  </message>
  <message>
   <source>year</source>
   <translation>سال</translation>
  </message>
 </context>
 <context>
  <name>Home</name>
  <message numerus="yes">
   <source>%n household(s) exist only on this laptop</source>
   <translation type="unfinished">
    <numerusform />
    <numerusform />
   </translation>
  </message>
  <message numerus="yes">
   <source>%n household(s) in conflict</source>
   <translation type="unfinished">
    <numerusform />
    <numerusform />
   </translation>
  </message>
  <message numerus="yes">
   <source>%n household(s) in progress</source>
   <translation type="unfinished">
    <numerusform />
    <numerusform />
   </translation>
  </message>
  <message numerus="yes">
   <source>%n household(s) on this laptop</source>
   <translation type="unfinished">
    <numerusform />
    <numerusform />
   </translation>
  </message>
  <message numerus="yes">
   <source>%n household(s) returned</source>
   <translation type="unfinished">
    <numerusform />
    <numerusform />
   </translation>
  </message>
  <message>
   <source>All households</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Continue</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Good afternoon, {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Good evening, {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Good morning, {name}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Household {number} · {head}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Last answer {ago}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Last sync: {ago}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Last sync: {ago}. If this laptop is lost or broken, this work is lost.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Needs you</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>New household</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing is only on this laptop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing waits for you.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Search name, CNIC, phone or household number</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Start the first household with Ctrl+N, or sync to receive those that were given to you.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sync now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There are no households on this laptop yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This laptop has not synced yet. If it is lost or broken, this work is lost.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Worked on last</source>
   <translation type="unfinished" />
  </message>
  <message numerus="yes">
   <source>and %n other(s) in progress</source>
   <translation type="unfinished">
    <numerusform />
    <numerusform />
   </translation>
  </message>
 </context>
 <context>
  <name>Household</name>
  <message>
   <source>Approved</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Back</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Confirmed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Conflict</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Entered in error</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Handed over</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Household {number} · {head}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In progress</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Install a questionnaire</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>New household</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No name yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Only on this laptop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Questionnaire</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Returned</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Saved as unfinished. You can go on at any time.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Submitted</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Submitted. It is kept on this laptop until the registry confirms it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Unfinished</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Households</name>
  <message numerus="yes">
   <source>%n household(s) on this laptop</source>
   <translation type="unfinished">
    <numerusform />
    <numerusform />
   </translation>
  </message>
  <message>
   <source>All {count}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Changed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Conflicts {count}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Head of household</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Households</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In progress {count}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Name, CNIC, phone, village or number</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Names, identity cards, phones, villages and numbers were searched. Try fewer letters or another spelling.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>New household</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Newest first</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No households here</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing found for {text}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Only on this laptop {count}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>People</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Returned {count}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Start one with Ctrl+N, or sync to get yours.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Status</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Village</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Where it is</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Keys</name>
  <message>
   <source>Add a person</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All keys</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Answering</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bigger text</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Change language</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose an answer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Close</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Deciding a conflict</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Don't know</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Everywhere</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Finish this screen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go to section</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keep A</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keep B</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keyboard</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Leave without changing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Light or dark</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lock</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Moving</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>New household</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Next person</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Next problem</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Next question</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Next unanswered</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Normal text</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Previous person</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Previous problem</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Previous question</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Previous unanswered</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Redo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Refused</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Review and submit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Search</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sections, page, help</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Smaller text</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sync</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Type a value</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Undo</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Lock</name>
  <message numerus="yes">
   <source>%n household(s) only on this laptop</source>
   <translation type="unfinished">
    <numerusform />
    <numerusform />
   </translation>
  </message>
  <message>
   <source>Caps Lock is on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a passphrase.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Everything you enter is kept encrypted on this laptop. Only your passphrase opens it: choose one that you will not forget.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>File from the office</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>File from the office, if you were given one</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keyboard: {layout}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Locked</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>None: you can enrol this laptop later.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Passphrase</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Set up this laptop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Setting up…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Start</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The same once more</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The two passphrases differ. Type them again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This laptop is locked</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Unlock</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Unlocking…</source>
   <translation type="unfinished" />
  </message>
  <message numerus="yes">
   <source>Wait %n second(s)</source>
   <translation type="unfinished">
    <numerusform />
    <numerusform />
   </translation>
  </message>
  <message>
   <source>Without this file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Write your name.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Your name</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Your passphrase</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Your work is saved and opens where you left it.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Problem</name>
  <message>
   <source>A later version of Indraj wrote this store. Nothing was changed; install that version.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A piece of a laptop's work is missing or was exchanged. Nothing was lost here; ask the registry's administrator to look.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A real identity number does not begin with 0. Right for invented people only.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>An expression of this questionnaire cannot be understood, at {where}: {expression}. Nothing was installed; correct it in the form.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>An identity number has 13 digits; this one has {digits}. Check it against the card.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Another registry answers at this address than the one that enrolled this laptop. Nothing was handed over and nothing was lost; check the address.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Calculations of this questionnaire need each other's results: {members}. Nothing was installed; break the circle in the form.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Indraj failed in a way it should not. What was saved before is still saved. Where it happened, without anybody's answers, was written to {file}; please send that file to the project.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No province is known for the first digit of this identity number. Check it against the card.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No questionnaire is installed in this store. Install one with `indraj form install`, or enrol the laptop with a provisioning file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nobody disagrees about this answer. Nothing was changed; `conflict list` shows what is contested.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Several questionnaires are installed: {forms}. Nothing was written; name one with --form.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Something outside the program failed. What was saved before is still saved; try again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Something that came is not what it claims to be. It was not taken; nothing here was changed. Ask the registry's administrator.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>That is no status of it. Nothing was written; say here, left, died or entered-in-error for a person, and one of the household's statuses for a household.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>That passphrase does not open this store. Nothing was lost; check the keyboard's language and type it again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The content is not what was signed. It was not taken; nothing here was changed. Ask the registry's administrator.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The disk is full. What was saved before is safe, but this was not saved. Free some space, then do it again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The disk refused to read or write. What was saved before is kept as far as the disk holds it. Check that the disk is present and may be written to, then try again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The exchange did not come about. Nothing was lost; try again later.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The exchange was stopped. What had arrived is kept, nothing was lost, and it can be started again at any time.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The file {file} cannot be read. Nothing was changed; check its name and that you may read it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The files with the store's keys are damaged, and were left as they are. The answers are still there, but cannot be opened without a key. Do not delete the folder; ask your administrator for recovery.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The laptop is ready to work without the registry and will tell it at the next exchange.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The last digit of this identity number is usual for the other sex. Check the card; leave it if it is right.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The message speaks for another laptop than the one that brought it. Nothing was taken.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The one-time token of this provisioning file was used already or has run out. Nothing was lost; ask for a new provisioning file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The passphrase file {file} cannot be read. Nothing was changed; check the file's name and that you may read it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The provisioning file named no address of a registry. Everything is kept here; give the address with --registry.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The provisioning file {file} cannot be read. Nothing was changed; check its name and that you may read it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The questionnaire that this household was captured with has not come to this laptop yet. Nothing was lost; exchange with the registry and open it again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The registry cannot be reached. Nothing was lost; everything is kept here. Check the network and try again later.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The registry could not do this. What it stored before is still stored; try again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The registry declined this exchange. Nothing was lost; everything is kept here. Ask the registry's administrator.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The registry did not accept this laptop's access. Nothing was lost; try again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The registry does not accept this laptop's clock. Nothing was lost; set date and time right and try again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The registry does not know this laptop. Nothing was lost; everything is kept here. Ask the registry's administrator for a provisioning file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The registry holds less than it confirmed before. Nothing was lost; everything is kept here. Its administrator must say that it was restored from a backup.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The registry is busy and asks to come back in {retry_after_seconds} seconds. Nothing was lost; try again then.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The registry no longer accepts this laptop. Nothing was lost; everything is kept here. Hand the laptop to your supervisor.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The registry promises more and sends nothing. Nothing was lost; try again later.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The registry takes no message of this size. Nothing was lost; ask the registry's administrator.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The signature does not fit: it was altered or comes from somebody else. It was not taken; nothing here was changed. Ask for it again from its source.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The store could not do this. What was saved before is still saved; try again, and run `indraj store check`.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The store is open in another window or program. Nothing was changed; close that one first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The store's database does not open with the store's own key: one of its files was exchanged or damaged. Nothing was changed. Do not delete the folder; restore a backup to another place, or ask your administrator.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The store's files are damaged, and were left as they are. What the registry confirmed is safe there. Do not delete the folder; restore a backup to another place, or ask your administrator.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There already is a registry at this place, and it was left as it is. Choose another folder or database.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There already is a store at this place, and it was left as it is. Choose another folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no household {household} in this store. Check the id, or exchange with the registry to receive it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no questionnaire {form} in this store; there are: {forms}. Nothing was written.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no registry at this place. Check the folder or the database, or make one with `indraj registry init`.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no side with that number; there are {count}. Nothing was changed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no store at this place. Check the folder, or make one with `indraj store create` or `indraj device enrol`.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no such question in this questionnaire. Nothing was written; check the name of the field.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no such thing in this store. Check what was asked for, or exchange with the registry to receive it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This file is no questionnaire (XLSForm or XForm). Nothing was installed; choose another file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This identity number looks made up. Check it against the card.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This is a group of questions and needs an object with their answers. Nothing was written.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This is a list of people or things and needs a list of objects. Nothing was written.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This is no answer that the question can take. Nothing was written.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This is no telephone number of Pakistan. Write it as 0300-1234567 or +92 300 1234567.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This laptop is not enrolled yet, so there is no registry to exchange with. Everything is kept here; take a provisioning file with `indraj device enrol`.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This question is not asked after the other answers, so it cannot be answered. Nothing was written.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This questionnaire cannot be used. Nothing was installed; `indraj form check` lists what is wrong: {detail}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This store was copied from another place, and two copies must not write as one laptop. Everything is kept here and you can go on working; before the next exchange take a new provisioning file with `indraj device enrol`.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This store was put back to an earlier state, and must not write on as if nothing had happened. Everything is kept here and you can go on working; before the next exchange take a new provisioning file with `indraj device enrol`.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Too many wrong passphrases. Nothing was lost; wait {seconds} seconds and try again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Two laptops write as one. Both are kept and nothing was lost; take a new provisioning file for one of them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Two people disagree about this answer. Nothing was written; settle the conflict first, with one of its sides or another value.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What came cannot be read as what it should be. It was not taken; nothing here was changed. Check where it came from and try again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What came is larger than anything allowed. It was not taken; nothing here was changed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What came was written by a version of Indraj that this one does not understand. It was not taken; nothing here was changed. Update Indraj.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} holds no JSON object. Nothing was changed; check the file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{file} is no provisioning file. Nothing was changed; ask your administrator for the file made with `indraj registry device add`.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{message}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Questionnaire</name>
  <message numerus="yes">
   <source>%n question(s) do not apply any more. What was answered is kept.</source>
   <translation>
    <numerusform>%n سوال اب لاگو نہیں رہا۔ دیا گیا جواب محفوظ ہے۔</numerusform>
    <numerusform>%n سوال اب لاگو نہیں رہے۔ دیے گئے جواب محفوظ ہیں۔</numerusform>
   </translation>
  </message>
  <message>
   <source>Back to households</source>
   <translation>گھرانوں کی فہرست پر واپس</translation>
  </message>
  <message>
   <source>Back to the questions</source>
   <translation>سوالات پر واپس</translation>
  </message>
  <message>
   <source>Before this visit</source>
   <translation>اس دورے سے پہلے</translation>
  </message>
  <message>
   <source>Every question has an answer.</source>
   <translation>ہر سوال کا جواب موجود ہے۔</translation>
  </message>
  <message>
   <source>Help</source>
   <translation>مدد</translation>
  </message>
  <message>
   <source>How to ask</source>
   <translation>کیسے پوچھیں</translation>
  </message>
  <message>
   <source>Not saved: {why}</source>
   <translation>محفوظ نہیں ہوا: {why}</translation>
  </message>
  <message>
   <source>Progress</source>
   <translation>پیش رفت</translation>
  </message>
  <message>
   <source>Question {number}</source>
   <translation>سوال {number}</translation>
  </message>
  <message>
   <source>Read the question as it is written.</source>
   <translation>سوال جیسا لکھا ہے ویسا ہی پڑھیں۔</translation>
  </message>
  <message>
   <source>Review and submit</source>
   <translation>جائزہ لیں اور جمع کریں</translation>
  </message>
  <message>
   <source>Saved {time}</source>
   <translation>محفوظ {time}</translation>
  </message>
  <message>
   <source>Saving…</source>
   <translation>محفوظ ہو رہا ہے…</translation>
  </message>
  <message>
   <source>Sections</source>
   <translation>حصے</translation>
  </message>
  <message>
   <source>That was the last; this is the first.</source>
   <translation>وہ آخری تھا؛ یہ پہلا ہے۔</translation>
  </message>
  <message>
   <source>There are no problems.</source>
   <translation>کوئی مسئلہ نہیں ہے۔</translation>
  </message>
  <message>
   <source>There is nothing to undo.</source>
   <translation>واپس لینے کو کچھ نہیں ہے۔</translation>
  </message>
  <message>
   <source>To read out</source>
   <translation>پڑھ کر سنائیں</translation>
  </message>
  <message>
   <source>Two people wrote different answers here. Decide it under Conflicts; until then it cannot be changed.</source>
   <translation>یہاں دو افراد نے الگ الگ جواب لکھے ہیں۔ فیصلہ «اختلافات» میں کریں؛ تب تک یہ بدلا نہیں جا سکتا۔</translation>
  </message>
  <message>
   <source>Use this value</source>
   <translation>یہی جواب استعمال کریں</translation>
  </message>
  <message>
   <source>What was written</source>
   <translation>جو لکھا گیا</translation>
  </message>
  <message>
   <source>left empty</source>
   <translation>خالی چھوڑا گیا</translation>
  </message>
  <message>
   <source>open review</source>
   <translation>جائزہ کھولیں</translation>
  </message>
  <message>
   <source>{answered} of {total} answered</source>
   <translation>{total} میں سے {answered} جواب</translation>
  </message>
  <message>
   <source>{person} · laptop {device}</source>
   <translation>{person} · لیپ ٹاپ {device}</translation>
  </message>
  <message>
   <source>{section}, does not apply</source>
   <translation>{section}، لاگو نہیں</translation>
  </message>
  <message>
   <source>{section}, {answered} of {total} answered</source>
   <translation>{section}، {total} میں سے {answered} جواب</translation>
  </message>
 </context>
 <context>
  <name>Review</name>
  <message numerus="yes">
   <source>%n problem(s) block submitting. Your work is saved either way.</source>
   <translation>
    <numerusform>%n مسئلے کی وجہ سے ابھی جمع نہیں ہو سکتا۔ آپ کا کام ہر حال میں محفوظ ہے۔</numerusform>
    <numerusform>%n مسائل کی وجہ سے ابھی جمع نہیں ہو سکتا۔ آپ کا کام ہر حال میں محفوظ ہے۔</numerusform>
   </translation>
  </message>
  <message>
   <source>Answer them</source>
   <translation>جواب دیں</translation>
  </message>
  <message>
   <source>Answers</source>
   <translation>جوابات</translation>
  </message>
  <message>
   <source>Check these</source>
   <translation>یہ جانچ لیں</translation>
  </message>
  <message>
   <source>Everything that is needed is there.</source>
   <translation>جو کچھ ضروری ہے وہ موجود ہے۔</translation>
  </message>
  <message>
   <source>Fix before submitting</source>
   <translation>جمع کرنے سے پہلے درست کریں</translation>
  </message>
  <message>
   <source>Go</source>
   <translation>جائیں</translation>
  </message>
  <message>
   <source>Left empty</source>
   <translation>خالی چھوڑے گئے</translation>
  </message>
  <message>
   <source>Nothing has to be fixed.</source>
   <translation>کچھ درست کرنا باقی نہیں۔</translation>
  </message>
  <message>
   <source>Save as partial, come back later</source>
   <translation>نامکمل محفوظ کریں، بعد میں آئیں</translation>
  </message>
  <message>
   <source>Sections</source>
   <translation>حصے</translation>
  </message>
  <message>
   <source>Submit household</source>
   <translation>گھرانہ جمع کریں</translation>
  </message>
  <message>
   <source>answered</source>
   <translation>جواب دیے گئے</translation>
  </message>
  <message>
   <source>does not apply</source>
   <translation>لاگو نہیں</translation>
  </message>
  <message>
   <source>don't know</source>
   <translation>معلوم نہیں</translation>
  </message>
  <message>
   <source>go to next</source>
   <translation>اگلے پر جائیں</translation>
  </message>
  <message>
   <source>left empty</source>
   <translation>خالی</translation>
  </message>
  <message>
   <source>refused</source>
   <translation>انکار</translation>
  </message>
  <message>
   <source>with problems</source>
   <translation>مسائل والے</translation>
  </message>
 </context>
 <context>
  <name>Roster</name>
  <message>
   <source>#</source>
   <comment>heading of the number of a person</comment>
   <translation>نمبر</translation>
  </message>
  <message numerus="yes">
   <source>%n person(s)</source>
   <translation>
    <numerusform>%n فرد</numerusform>
    <numerusform>%n افراد</numerusform>
   </translation>
  </message>
  <message>
   <source>, </source>
   <comment>between words</comment>
   <translation>، </translation>
  </message>
  <message>
   <source>Add person</source>
   <translation>فرد شامل کریں</translation>
  </message>
  <message>
   <source>Age</source>
   <translation>عمر</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>منسوخ</translation>
  </message>
  <message>
   <source>Died</source>
   <translation>وفات پا گئے</translation>
  </message>
  <message>
   <source>Entered in error</source>
   <translation>غلطی سے درج ہوا</translation>
  </message>
  <message>
   <source>In error</source>
   <translation>غلط اندراج</translation>
  </message>
  <message>
   <source>Is here again</source>
   <translation>پھر سے یہاں ہے</translation>
  </message>
  <message>
   <source>Left</source>
   <translation>چلے گئے</translation>
  </message>
  <message>
   <source>Left the household</source>
   <translation>گھر چھوڑ گئے</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>نام</translation>
  </message>
  <message>
   <source>No longer here…</source>
   <translation>اب یہاں نہیں…</translation>
  </message>
  <message>
   <source>No name yet</source>
   <translation>ابھی نام نہیں</translation>
  </message>
  <message>
   <source>People in the household</source>
   <translation>گھر کے افراد</translation>
  </message>
  <message>
   <source>Relation</source>
   <translation>رشتہ</translation>
  </message>
  <message>
   <source>Sex</source>
   <translation>جنس</translation>
  </message>
  <message>
   <source>Status</source>
   <translation>حالت</translation>
  </message>
  <message>
   <source>The answers are kept, and the person stays in the list.</source>
   <translation>جوابات محفوظ رہیں گے، اور فرد فہرست میں رہے گا۔</translation>
  </message>
  <message>
   <source>Why is this person no longer in the household?</source>
   <translation>یہ فرد اب گھر میں کیوں نہیں ہے؟</translation>
  </message>
  <message>
   <source>person</source>
   <translation>فرد</translation>
  </message>
  <message>
   <source>{answered} of {total} answered</source>
   <translation>{total} میں سے {answered} جواب</translation>
  </message>
  <message>
   <source>{place}. {name}</source>
   <comment>number and name of a person</comment>
   <translation>{place}۔ {name}</translation>
  </message>
 </context>
 <context>
  <name>Sync</name>
  <message numerus="yes">
   <source>%n change(s) still wait.</source>
   <translation type="unfinished">
    <numerusform />
    <numerusform />
   </translation>
  </message>
  <message>
   <source>Choose the office's file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>History</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Last sync: {ago}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Looking for the registry…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not synced yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Over the network</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Progress</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sends what is only here to {registry}, fetches news.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sent {sent} · waiting {waiting} · received {received}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sent {sent}, received {received}.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stopping…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sync</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sync now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The registry's address is not known yet.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This laptop is enrolled.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This laptop is not enrolled</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Where your households are right now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>You can work and nothing is lost. To send it, choose the file that the office made for this laptop.</source>
   <translation type="unfinished" />
  </message>
  <message numerus="yes">
   <source>about %n second(s) left</source>
   <translation type="unfinished">
    <numerusform />
    <numerusform />
   </translation>
  </message>
  <message>
   <source>confirmed by the registry</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>handed over, not confirmed yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>only on this laptop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{up} KB up, {down} KB down</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Time</name>
  <message numerus="yes">
   <source>%n day(s) ago</source>
   <translation type="unfinished">
    <numerusform />
    <numerusform />
   </translation>
  </message>
  <message numerus="yes">
   <source>%n hour(s) ago</source>
   <translation type="unfinished">
    <numerusform />
    <numerusform />
   </translation>
  </message>
  <message numerus="yes">
   <source>%n minute(s) ago</source>
   <translation type="unfinished">
    <numerusform />
    <numerusform />
   </translation>
  </message>
  <message>
   <source>Yesterday</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>just now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{day} {month}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{day} {month} {year}, {time}</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>{weekday} {day} {month} {year}</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Window</name>
  <message>
   <source>Bigger text</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Close this message</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Conflicts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Dark colours</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Households</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Indraj</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Indraj failed in a way it should not. What was saved before is still saved; if this comes again, start Indraj anew.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keyboard</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Light colours</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lock</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Navigation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sync</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Today</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>laptop not enrolled</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>laptop {name}</source>
   <translation type="unfinished" />
  </message>
 </context>
</TS>
