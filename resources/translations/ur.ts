<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ur" sourcelanguage="en">
 <context>
  <name>Editors</name>
  <message>
   <source>Accuracy (m)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>DD</source>
   <comment>day of a date, where it is typed</comment>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Don't know</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Done</source>
   <comment>box to tick after reading out</comment>
   <translation type="unfinished" />
  </message>
  <message>
   <source>HH</source>
   <comment>hour of a time, where it is typed</comment>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Latitude</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Longitude</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>MM</source>
   <comment>month of a date, where it is typed</comment>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Refused</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This cannot be recorded on this laptop. What was recorded elsewhere is kept.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Type to search</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>YYYY</source>
   <comment>year of a date, where it is typed</comment>
   <translation type="unfinished" />
  </message>
  <message>
   <source>day</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>hour</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>minute</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>mm</source>
   <comment>minute of a time, where it is typed</comment>
   <translation type="unfinished" />
  </message>
  <message>
   <source>month</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>year</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Household</name>
  <message>
   <source>Approved</source>
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
   <source>In progress</source>
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
   <source>Returned</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Submitted</source>
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
   <source>Indraj failed in a way it should not. What was saved before is still saved. Where it happened, without anybody's answers, was written to {file}; please send that file to the project.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The passphrase file {file} cannot be read. Nothing was changed; check the file's name and that you may read it.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Questionnaire</name>
  <message>
   <source>Two people wrote different answers here. Decide it under Conflicts; until then it cannot be changed.</source>
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
