<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
 <context>
  <name>Editors</name>
  <message>
   <source>Accuracy (m)</source>
   <translation>Accuracy (m)</translation>
  </message>
  <message>
   <source>DD</source>
   <comment>day of a date, where it is typed</comment>
   <translation>DD</translation>
  </message>
  <message>
   <source>Don't know</source>
   <translation>Don't know</translation>
  </message>
  <message>
   <source>Done</source>
   <comment>box to tick after reading out</comment>
   <translation>Done</translation>
  </message>
  <message>
   <source>HH</source>
   <comment>hour of a time, where it is typed</comment>
   <translation>HH</translation>
  </message>
  <message>
   <source>Latitude</source>
   <translation>Latitude</translation>
  </message>
  <message>
   <source>Longitude</source>
   <translation>Longitude</translation>
  </message>
  <message>
   <source>MM</source>
   <comment>month of a date, where it is typed</comment>
   <translation>MM</translation>
  </message>
  <message>
   <source>Refused</source>
   <translation>Refused</translation>
  </message>
  <message>
   <source>This cannot be recorded on this laptop. What was recorded elsewhere is kept.</source>
   <translation>This cannot be recorded on this laptop. What was recorded elsewhere is kept.</translation>
  </message>
  <message>
   <source>Type to search</source>
   <translation>Type to search</translation>
  </message>
  <message>
   <source>YYYY</source>
   <comment>year of a date, where it is typed</comment>
   <translation>YYYY</translation>
  </message>
  <message>
   <source>day</source>
   <translation>day</translation>
  </message>
  <message>
   <source>hour</source>
   <translation>hour</translation>
  </message>
  <message>
   <source>minute</source>
   <translation>minute</translation>
  </message>
  <message>
   <source>mm</source>
   <comment>minute of a time, where it is typed</comment>
   <translation>mm</translation>
  </message>
  <message>
   <source>month</source>
   <translation>month</translation>
  </message>
  <message>
   <source>year</source>
   <translation>year</translation>
  </message>
 </context>
 <context>
  <name>Household</name>
  <message>
   <source>Approved</source>
   <translation>Approved</translation>
  </message>
  <message>
   <source>Confirmed</source>
   <translation>Confirmed</translation>
  </message>
  <message>
   <source>Conflict</source>
   <translation>Conflict</translation>
  </message>
  <message>
   <source>Entered in error</source>
   <translation>Entered in error</translation>
  </message>
  <message>
   <source>Handed over</source>
   <translation>Handed over</translation>
  </message>
  <message>
   <source>In progress</source>
   <translation>In progress</translation>
  </message>
  <message>
   <source>No name yet</source>
   <translation>No name yet</translation>
  </message>
  <message>
   <source>Only on this laptop</source>
   <translation>Only on this laptop</translation>
  </message>
  <message>
   <source>Returned</source>
   <translation>Returned</translation>
  </message>
  <message>
   <source>Submitted</source>
   <translation>Submitted</translation>
  </message>
  <message>
   <source>Unfinished</source>
   <translation>Unfinished</translation>
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
   <translation>All {count}</translation>
  </message>
  <message>
   <source>Changed</source>
   <translation>Changed</translation>
  </message>
  <message>
   <source>Conflicts {count}</source>
   <translation>Conflicts {count}</translation>
  </message>
  <message>
   <source>Head of household</source>
   <translation>Head of household</translation>
  </message>
  <message>
   <source>Households</source>
   <translation>Households</translation>
  </message>
  <message>
   <source>In progress {count}</source>
   <translation>In progress {count}</translation>
  </message>
  <message>
   <source>Name, CNIC, phone, village or number</source>
   <translation>Name, CNIC, phone, village or number</translation>
  </message>
  <message>
   <source>Names, identity cards, phones, villages and numbers were searched. Try fewer letters or another spelling.</source>
   <translation>Names, identity cards, phones, villages and numbers were searched. Try fewer letters or another spelling.</translation>
  </message>
  <message>
   <source>New household</source>
   <translation>New household</translation>
  </message>
  <message>
   <source>Newest first</source>
   <translation>Newest first</translation>
  </message>
  <message>
   <source>No households here</source>
   <translation>No households here</translation>
  </message>
  <message>
   <source>No.</source>
   <translation>No.</translation>
  </message>
  <message>
   <source>Nothing found for {text}</source>
   <translation>Nothing found for {text}</translation>
  </message>
  <message>
   <source>Only on this laptop {count}</source>
   <translation>Only on this laptop {count}</translation>
  </message>
  <message>
   <source>People</source>
   <translation>People</translation>
  </message>
  <message>
   <source>Returned {count}</source>
   <translation>Returned {count}</translation>
  </message>
  <message>
   <source>Start one with Ctrl+N, or sync to get yours.</source>
   <translation>Start one with Ctrl+N, or sync to get yours.</translation>
  </message>
  <message>
   <source>Status</source>
   <translation>Status</translation>
  </message>
  <message>
   <source>Village</source>
   <translation>Village</translation>
  </message>
  <message>
   <source>Where it is</source>
   <translation>Where it is</translation>
  </message>
 </context>
 <context>
  <name>Keys</name>
  <message>
   <source>Add a person</source>
   <translation>Add a person</translation>
  </message>
  <message>
   <source>All keys</source>
   <translation>All keys</translation>
  </message>
  <message>
   <source>Answering</source>
   <translation>Answering</translation>
  </message>
  <message>
   <source>Bigger text</source>
   <translation>Bigger text</translation>
  </message>
  <message>
   <source>Change language</source>
   <translation>Change language</translation>
  </message>
  <message>
   <source>Choose an answer</source>
   <translation>Choose an answer</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>Close</translation>
  </message>
  <message>
   <source>Deciding a conflict</source>
   <translation>Deciding a conflict</translation>
  </message>
  <message>
   <source>Don't know</source>
   <translation>Don't know</translation>
  </message>
  <message>
   <source>Everywhere</source>
   <translation>Everywhere</translation>
  </message>
  <message>
   <source>Finish this screen</source>
   <translation>Finish this screen</translation>
  </message>
  <message>
   <source>Go to section</source>
   <translation>Go to section</translation>
  </message>
  <message>
   <source>Keep A</source>
   <translation>Keep A</translation>
  </message>
  <message>
   <source>Keep B</source>
   <translation>Keep B</translation>
  </message>
  <message>
   <source>Keyboard</source>
   <translation>Keyboard</translation>
  </message>
  <message>
   <source>Leave without changing</source>
   <translation>Leave without changing</translation>
  </message>
  <message>
   <source>Light or dark</source>
   <translation>Light or dark</translation>
  </message>
  <message>
   <source>Lock</source>
   <translation>Lock</translation>
  </message>
  <message>
   <source>Moving</source>
   <translation>Moving</translation>
  </message>
  <message>
   <source>New household</source>
   <translation>New household</translation>
  </message>
  <message>
   <source>Next person</source>
   <translation>Next person</translation>
  </message>
  <message>
   <source>Next problem</source>
   <translation>Next problem</translation>
  </message>
  <message>
   <source>Next question</source>
   <translation>Next question</translation>
  </message>
  <message>
   <source>Next unanswered</source>
   <translation>Next unanswered</translation>
  </message>
  <message>
   <source>Normal text</source>
   <translation>Normal text</translation>
  </message>
  <message>
   <source>Previous person</source>
   <translation>Previous person</translation>
  </message>
  <message>
   <source>Previous problem</source>
   <translation>Previous problem</translation>
  </message>
  <message>
   <source>Previous question</source>
   <translation>Previous question</translation>
  </message>
  <message>
   <source>Previous unanswered</source>
   <translation>Previous unanswered</translation>
  </message>
  <message>
   <source>Redo</source>
   <translation>Redo</translation>
  </message>
  <message>
   <source>Refused</source>
   <translation>Refused</translation>
  </message>
  <message>
   <source>Review and submit</source>
   <translation>Review and submit</translation>
  </message>
  <message>
   <source>Search</source>
   <translation>Search</translation>
  </message>
  <message>
   <source>Sections, page, help</source>
   <translation>Sections, page, help</translation>
  </message>
  <message>
   <source>Smaller text</source>
   <translation>Smaller text</translation>
  </message>
  <message>
   <source>Sync</source>
   <translation>Sync</translation>
  </message>
  <message>
   <source>Type a value</source>
   <translation>Type a value</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Undo</translation>
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
   <translation>Caps Lock is on</translation>
  </message>
  <message>
   <source>Choose a file</source>
   <translation>Choose a file</translation>
  </message>
  <message>
   <source>Choose a passphrase.</source>
   <translation>Choose a passphrase.</translation>
  </message>
  <message>
   <source>Everything you enter is kept encrypted on this laptop. Only your passphrase opens it: choose one that you will not forget.</source>
   <translation>Everything you enter is kept encrypted on this laptop. Only your passphrase opens it: choose one that you will not forget.</translation>
  </message>
  <message>
   <source>File from the office</source>
   <translation>File from the office</translation>
  </message>
  <message>
   <source>File from the office, if you were given one</source>
   <translation>File from the office, if you were given one</translation>
  </message>
  <message>
   <source>Keyboard: {layout}</source>
   <translation>Keyboard: {layout}</translation>
  </message>
  <message>
   <source>Locked</source>
   <translation>Locked</translation>
  </message>
  <message>
   <source>None: you can enrol this laptop later.</source>
   <translation>None: you can enrol this laptop later.</translation>
  </message>
  <message>
   <source>Passphrase</source>
   <translation>Passphrase</translation>
  </message>
  <message>
   <source>Set up this laptop</source>
   <translation>Set up this laptop</translation>
  </message>
  <message>
   <source>Setting up…</source>
   <translation>Setting up…</translation>
  </message>
  <message>
   <source>Start</source>
   <translation>Start</translation>
  </message>
  <message>
   <source>The same once more</source>
   <translation>The same once more</translation>
  </message>
  <message>
   <source>The two passphrases differ. Type them again.</source>
   <translation>The two passphrases differ. Type them again.</translation>
  </message>
  <message>
   <source>This laptop is locked</source>
   <translation>This laptop is locked</translation>
  </message>
  <message>
   <source>Unlock</source>
   <translation>Unlock</translation>
  </message>
  <message>
   <source>Unlocking…</source>
   <translation>Unlocking…</translation>
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
   <translation>Without this file</translation>
  </message>
  <message>
   <source>Write your name.</source>
   <translation>Write your name.</translation>
  </message>
  <message>
   <source>Your name</source>
   <translation>Your name</translation>
  </message>
  <message>
   <source>Your passphrase</source>
   <translation>Your passphrase</translation>
  </message>
  <message>
   <source>Your work is saved and opens where you left it.</source>
   <translation>Your work is saved and opens where you left it.</translation>
  </message>
 </context>
 <context>
  <name>Problem</name>
  <message>
   <source>Indraj failed in a way it should not. What was saved before is still saved. Where it happened, without anybody's answers, was written to {file}; please send that file to the project.</source>
   <translation>Indraj failed in a way it should not. What was saved before is still saved. Where it happened, without anybody's answers, was written to {file}; please send that file to the project.</translation>
  </message>
  <message>
   <source>The passphrase file {file} cannot be read. Nothing was changed; check the file's name and that you may read it.</source>
   <translation>The passphrase file {file} cannot be read. Nothing was changed; check the file's name and that you may read it.</translation>
  </message>
 </context>
 <context>
  <name>Questionnaire</name>
  <message>
   <source>Two people wrote different answers here. Decide it under Conflicts; until then it cannot be changed.</source>
   <translation>Two people wrote different answers here. Decide it under Conflicts; until then it cannot be changed.</translation>
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
   <translation>Yesterday</translation>
  </message>
  <message>
   <source>just now</source>
   <translation>just now</translation>
  </message>
  <message>
   <source>{day} {month}</source>
   <translation>{day} {month}</translation>
  </message>
  <message>
   <source>{day} {month} {year}, {time}</source>
   <translation>{day} {month} {year}, {time}</translation>
  </message>
  <message>
   <source>{weekday} {day} {month} {year}</source>
   <translation>{weekday} {day} {month} {year}</translation>
  </message>
 </context>
 <context>
  <name>Window</name>
  <message>
   <source>Bigger text</source>
   <translation>Bigger text</translation>
  </message>
  <message>
   <source>Close this message</source>
   <translation>Close this message</translation>
  </message>
  <message>
   <source>Conflicts</source>
   <translation>Conflicts</translation>
  </message>
  <message>
   <source>Dark colours</source>
   <translation>Dark colours</translation>
  </message>
  <message>
   <source>Households</source>
   <translation>Households</translation>
  </message>
  <message>
   <source>Indraj</source>
   <translation>Indraj</translation>
  </message>
  <message>
   <source>Indraj failed in a way it should not. What was saved before is still saved; if this comes again, start Indraj anew.</source>
   <translation>Indraj failed in a way it should not. What was saved before is still saved; if this comes again, start Indraj anew.</translation>
  </message>
  <message>
   <source>Keyboard</source>
   <translation>Keyboard</translation>
  </message>
  <message>
   <source>Light colours</source>
   <translation>Light colours</translation>
  </message>
  <message>
   <source>Lock</source>
   <translation>Lock</translation>
  </message>
  <message>
   <source>Navigation</source>
   <translation>Navigation</translation>
  </message>
  <message>
   <source>Sync</source>
   <translation>Sync</translation>
  </message>
  <message>
   <source>Today</source>
   <translation>Today</translation>
  </message>
  <message>
   <source>laptop not enrolled</source>
   <translation>laptop not enrolled</translation>
  </message>
  <message>
   <source>laptop {name}</source>
   <translation>laptop {name}</translation>
  </message>
 </context>
</TS>
