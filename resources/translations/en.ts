<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
 <context>
  <name>Alike</name>
  <message numerus="yes">
   <source>%n more household(s) may be this one.</source>
   <translation>
    <numerusform>%n more household may be this one.</numerusform>
    <numerusform>%n more households may be this one.</numerusform>
   </translation>
  </message>
  <message>
   <source>Ask the registry before you submit. This laptop cannot see where or who; one new number in 256 is named by chance.</source>
   <translation>Ask the registry before you submit. This laptop cannot see where or who; one new number in 256 is named by chance.</translation>
  </message>
  <message>
   <source>Look at it</source>
   <translation>Look at it</translation>
  </message>
  <message>
   <source>They are two</source>
   <translation>They are two</translation>
  </message>
  <message>
   <source>This may be household {number} · {head}, {village}.</source>
   <translation>This may be household {number} · {head}, {village}.</translation>
  </message>
  <message>
   <source>{numbers} may be registered in another area already.</source>
   <translation>{numbers} may be registered in another area already.</translation>
  </message>
 </context>
 <context>
  <name>Attached</name>
  <message>
   <source>File</source>
   <translation>File</translation>
  </message>
  <message>
   <source>Film</source>
   <translation>Film</translation>
  </message>
  <message>
   <source>Picture</source>
   <translation>Picture</translation>
  </message>
  <message>
   <source>Sound recording</source>
   <translation>Sound recording</translation>
  </message>
  <message>
   <source>{kind}, {size}</source>
   <translation>{kind}, {size}</translation>
  </message>
 </context>
 <context>
  <name>Bundles</name>
  <message numerus="yes">
   <source>%n bundle(s) found</source>
   <translation>
    <numerusform>%n bundle found</numerusform>
    <numerusform>%n bundles found</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n change(s) in all</source>
   <translation>
    <numerusform>%n change in all</numerusform>
    <numerusform>%n changes in all</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n change(s) on the way up.</source>
   <translation>
    <numerusform>%n change on the way up.</numerusform>
    <numerusform>%n changes on the way up.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n conflict(s)</source>
   <translation>
    <numerusform>%n conflict</numerusform>
    <numerusform>%n conflicts</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n letter(s)</source>
   <translation>
    <numerusform>%n letter</numerusform>
    <numerusform>%n letters</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n letter(s) wait here to go on.</source>
   <translation>
    <numerusform>%n letter waits here to go on.</numerusform>
    <numerusform>%n letters wait here to go on.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n new household(s)</source>
   <translation>
    <numerusform>%n new household</numerusform>
    <numerusform>%n new households</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n photo(s) or file(s) came.</source>
   <translation>
    <numerusform>%n photo or file came.</numerusform>
    <numerusform>%n photos or files came.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n photo(s) or file(s) did not fit.</source>
   <translation>
    <numerusform>%n photo or file did not fit.</numerusform>
    <numerusform>%n photos or files did not fit.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n photo(s) or file(s) with it.</source>
   <translation>
    <numerusform>%n photo or file with it.</numerusform>
    <numerusform>%n photos or files with it.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n updated</source>
   <translation>
    <numerusform>%n updated</numerusform>
    <numerusform>%n updated</numerusform>
   </translation>
  </message>
  <message>
   <source>, </source>
   <comment>between names</comment>
   <translation>, </translation>
  </message>
  <message numerus="yes">
   <source>A supervisor holds %n change(s).</source>
   <translation>
    <numerusform>A supervisor holds %n change.</numerusform>
    <numerusform>A supervisor holds %n changes.</numerusform>
   </translation>
  </message>
  <message>
   <source>Another place…</source>
   <translation>Another place…</translation>
  </message>
  <message>
   <source>Answers for {laptops}.</source>
   <translation>Answers for {laptops}.</translation>
  </message>
  <message>
   <source>Bundle</source>
   <translation>Bundle</translation>
  </message>
  <message>
   <source>Bundles</source>
   <translation>Bundles</translation>
  </message>
  <message>
   <source>By stick, where no line reaches</source>
   <translation>By stick, where no line reaches</translation>
  </message>
  <message>
   <source>Choose a file…</source>
   <translation>Choose a file…</translation>
  </message>
  <message>
   <source>Everything that should leave this laptop, sealed in one file. It stays here too until the registry confirms it.</source>
   <translation>Everything that should leave this laptop, sealed in one file. It stays here too until the registry confirms it.</translation>
  </message>
  <message>
   <source>For the laptops only</source>
   <translation>For the laptops only</translation>
  </message>
  <message>
   <source>For the registry only</source>
   <translation>For the registry only</translation>
  </message>
  <message>
   <source>For whoever is on the way</source>
   <translation>For whoever is on the way</translation>
  </message>
  <message>
   <source>Heard of {laptops}.</source>
   <translation>Heard of {laptops}.</translation>
  </message>
  <message>
   <source>No bundle lies on a stick</source>
   <translation>No bundle lies on a stick</translation>
  </message>
  <message>
   <source>No stick is plugged in</source>
   <translation>No stick is plugged in</translation>
  </message>
  <message>
   <source>Nothing new for this laptop</source>
   <translation>Nothing new for this laptop</translation>
  </message>
  <message>
   <source>Read a bundle</source>
   <translation>Read a bundle</translation>
  </message>
  <message>
   <source>Reading</source>
   <translation>Reading</translation>
  </message>
  <message>
   <source>Stick</source>
   <translation>Stick</translation>
  </message>
  <message>
   <source>Take it in</source>
   <translation>Take it in</translation>
  </message>
  <message numerus="yes">
   <source>The registry confirmed %n change(s).</source>
   <translation>
    <numerusform>The registry confirmed %n change.</numerusform>
    <numerusform>The registry confirmed %n changes.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>The registry has %n photo(s) or file(s) more of this laptop.</source>
   <translation>
    <numerusform>The registry has %n more photo or file of this laptop.</numerusform>
    <numerusform>The registry has %n more photos or files of this laptop.</numerusform>
   </translation>
  </message>
  <message>
   <source>What is for this laptop is taken, all of it or nothing. Reading one twice does no harm.</source>
   <translation>What is for this laptop is taken, all of it or nothing. Reading one twice does no harm.</translation>
  </message>
  <message>
   <source>Who it is for</source>
   <translation>Who it is for</translation>
  </message>
  <message>
   <source>Write a bundle</source>
   <translation>Write a bundle</translation>
  </message>
  <message>
   <source>Write to the stick</source>
   <translation>Write to the stick</translation>
  </message>
  <message>
   <source>Writing</source>
   <translation>Writing</translation>
  </message>
  <message>
   <source>Written and read back: {file}, {size}.</source>
   <translation>Written and read back: {file}, {size}.</translation>
  </message>
  <message>
   <source>Your activation code</source>
   <translation>Your activation code</translation>
  </message>
  <message>
   <source>laptop {number}</source>
   <translation>laptop {number}</translation>
  </message>
  <message>
   <source>the registry</source>
   <translation>the registry</translation>
  </message>
  <message>
   <source>written by {writer}, {when}; {size}.</source>
   <translation>written by {writer}, {when}; {size}.</translation>
  </message>
  <message>
   <source>{letters}, {changes}.</source>
   <translation>{letters}, {changes}.</translation>
  </message>
  <message>
   <source>{size} KB</source>
   <translation>{size} KB</translation>
  </message>
  <message>
   <source>{size} MB</source>
   <translation>{size} MB</translation>
  </message>
  <message>
   <source>{what}.</source>
   <translation>{what}.</translation>
  </message>
 </context>
 <context>
  <name>Conflicts</name>
  <message numerus="yes">
   <source>%n field(s)</source>
   <translation>
    <numerusform>%n field</numerusform>
    <numerusform>%n fields</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n household(s)</source>
   <translation>
    <numerusform>%n household</numerusform>
    <numerusform>%n households</numerusform>
   </translation>
  </message>
  <message>
   <source>Another value</source>
   <translation>Another value</translation>
  </message>
  <message>
   <source>Conflicts</source>
   <translation>Conflicts</translation>
  </message>
  <message>
   <source>Decided. Everybody gets it with the next sync.</source>
   <translation>Decided. Everybody gets it with the next sync.</translation>
  </message>
  <message>
   <source>Don't know</source>
   <translation>Don't know</translation>
  </message>
  <message>
   <source>Household {number} · {head}</source>
   <translation>Household {number} · {head}</translation>
  </message>
  <message>
   <source>Is neither right?</source>
   <translation>Is neither right?</translation>
  </message>
  <message>
   <source>It was changed while it was reviewed</source>
   <translation>It was changed while it was reviewed</translation>
  </message>
  <message>
   <source>Newest first</source>
   <translation>Newest first</translation>
  </message>
  <message>
   <source>No conflicts</source>
   <translation>No conflicts</translation>
  </message>
  <message>
   <source>Refused</source>
   <translation>Refused</translation>
  </message>
  <message>
   <source>Save decision</source>
   <translation>Save decision</translation>
  </message>
  <message>
   <source>Status</source>
   <translation>Status</translation>
  </message>
  <message>
   <source>The same household was changed on two laptops. Choose field by field; nothing is ever deleted.</source>
   <translation>The same household was changed on two laptops. Choose field by field; nothing is ever deleted.</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Undo</translation>
  </message>
  <message>
   <source>Use the button below the question, or its key, to write another value.</source>
   <translation>Use the button below the question, or its key, to write another value.</translation>
  </message>
  <message>
   <source>Where two people write different answers about one household, it waits here for a decision.</source>
   <translation>Where two people write different answers about one household, it waits here for a decision.</translation>
  </message>
  <message>
   <source>Why this decision? (kept in the record)</source>
   <translation>Why this decision? (kept in the record)</translation>
  </message>
  <message>
   <source>Write another value</source>
   <translation>Write another value</translation>
  </message>
  <message>
   <source>empty</source>
   <translation>empty</translation>
  </message>
  <message>
   <source>was: {value}</source>
   <translation>was: {value}</translation>
  </message>
  <message>
   <source>{done} of {count} decided</source>
   <translation>{done} of {count} decided</translation>
  </message>
  <message>
   <source>{person}, laptop {laptop}, {when}</source>
   <translation>{person}, laptop {laptop}, {when}</translation>
  </message>
 </context>
 <context>
  <name>District</name>
  <message>
   <source>All</source>
   <translation>All</translation>
  </message>
  <message>
   <source>By enumerator</source>
   <translation>By enumerator</translation>
  </message>
  <message>
   <source>Changed on two laptops, to be decided</source>
   <translation>Changed on two laptops, to be decided</translation>
  </message>
  <message>
   <source>Decide</source>
   <translation>Decide</translation>
  </message>
  <message>
   <source>Enter shows one person's households</source>
   <translation>Enter shows one person's households</translation>
  </message>
  <message>
   <source>Hand over</source>
   <translation>Hand over</translation>
  </message>
  <message>
   <source>Laptops</source>
   <translation>Laptops</translation>
  </message>
  <message>
   <source>Last change</source>
   <translation>Last change</translation>
  </message>
  <message>
   <source>Last sync: {ago}</source>
   <translation>Last sync: {ago}</translation>
  </message>
  <message>
   <source>Longest waits: {head}, {ago}</source>
   <translation>Longest waits: {head}, {ago}</translation>
  </message>
  <message>
   <source>Not synced yet</source>
   <translation>Not synced yet</translation>
  </message>
  <message>
   <source>Review</source>
   <translation>Review</translation>
  </message>
  <message>
   <source>To review</source>
   <translation>To review</translation>
  </message>
  <message numerus="yes">
   <source>for more than %n day(s)</source>
   <translation>
    <numerusform>for more than %n day</numerusform>
    <numerusform>for more than %n days</numerusform>
   </translation>
  </message>
  <message>
   <source>in conflict</source>
   <translation>in conflict</translation>
  </message>
  <message>
   <source>laptops silent</source>
   <translation>laptops silent</translation>
  </message>
  <message>
   <source>nobody yet</source>
   <translation>nobody yet</translation>
  </message>
  <message>
   <source>only on this laptop</source>
   <translation>only on this laptop</translation>
  </message>
  <message>
   <source>to review</source>
   <translation>to review</translation>
  </message>
 </context>
 <context>
  <name>Editors</name>
  <message>
   <source>Accuracy (m)</source>
   <translation>Accuracy (m)</translation>
  </message>
  <message>
   <source>Accuracy {metres} m, satellites: {count}</source>
   <translation>Accuracy {metres} m, satellites: {count}</translation>
  </message>
  <message>
   <source>Add a point from the receiver</source>
   <translation>Add a point from the receiver</translation>
  </message>
  <message>
   <source>Choose a file</source>
   <translation>Choose a file</translation>
  </message>
  <message>
   <source>Choose a picture</source>
   <translation>Choose a picture</translation>
  </message>
  <message>
   <source>Choose another</source>
   <translation>Choose another</translation>
  </message>
  <message>
   <source>Clear</source>
   <translation>Clear</translation>
  </message>
  <message>
   <source>Close the camera</source>
   <translation>Close the camera</translation>
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
   <source>Draw anew</source>
   <translation>Draw anew</translation>
  </message>
  <message>
   <source>Draw on it</source>
   <translation>Draw on it</translation>
  </message>
  <message>
   <source>Draw with the pen, or with arrows and Space; Backspace takes a line back, Delete all.</source>
   <translation>Draw with the pen, or with arrows and Space; Backspace takes a line back, Delete all.</translation>
  </message>
  <message>
   <source>End the recording</source>
   <translation>End the recording</translation>
  </message>
  <message>
   <source>HH</source>
   <comment>hour of a time, where it is typed</comment>
   <translation>HH</translation>
  </message>
  <message>
   <source>Keeping it</source>
   <translation>Keeping it</translation>
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
   <source>Looking for a receiver</source>
   <translation>Looking for a receiver</translation>
  </message>
  <message>
   <source>MM</source>
   <comment>month of a date, where it is typed</comment>
   <translation>MM</translation>
  </message>
  <message>
   <source>No receiver is connected. Connect one and try again, or type the position from its display.</source>
   <translation>No receiver is connected. Connect one and try again, or type the position from its display.</translation>
  </message>
  <message>
   <source>Not on this laptop yet. The next exchange brings it, once the registry has it.</source>
   <translation>Not on this laptop yet. The next exchange brings it, once the registry has it.</translation>
  </message>
  <message>
   <source>One point in each line: latitude and longitude, then, where it is known, altitude and accuracy in metres.</source>
   <translation>One point in each line: latitude and longitude, then, where it is known, altitude and accuracy in metres.</translation>
  </message>
  <message>
   <source>Picture of a signed paper</source>
   <translation>Picture of a signed paper</translation>
  </message>
  <message>
   <source>Picture of the code</source>
   <translation>Picture of the code</translation>
  </message>
  <message>
   <source>Picture of the signature</source>
   <translation>Picture of the signature</translation>
  </message>
  <message>
   <source>Read from a picture</source>
   <translation>Read from a picture</translation>
  </message>
  <message>
   <source>Reading the picture</source>
   <translation>Reading the picture</translation>
  </message>
  <message>
   <source>Receiver</source>
   <translation>Receiver</translation>
  </message>
  <message>
   <source>Record</source>
   <translation>Record</translation>
  </message>
  <message>
   <source>Recording, {seconds} s</source>
   <translation>Recording, {seconds} s</translation>
  </message>
  <message>
   <source>Refused</source>
   <translation>Refused</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>Remove</translation>
  </message>
  <message>
   <source>Scan or type the code</source>
   <translation>Scan or type the code</translation>
  </message>
  <message>
   <source>Scan with the camera</source>
   <translation>Scan with the camera</translation>
  </message>
  <message>
   <source>Shown small. The whole of it comes with a later exchange.</source>
   <translation>Shown small. The whole of it comes with a later exchange.</translation>
  </message>
  <message>
   <source>Sign anew</source>
   <translation>Sign anew</translation>
  </message>
  <message>
   <source>Stop listening</source>
   <translation>Stop listening</translation>
  </message>
  <message>
   <source>Take a photo</source>
   <translation>Take a photo</translation>
  </message>
  <message>
   <source>Take from the receiver</source>
   <translation>Take from the receiver</translation>
  </message>
  <message>
   <source>Take it</source>
   <translation>Take it</translation>
  </message>
  <message>
   <source>Taken, but less exact than the form wants. {words}. Step into the open and try again.</source>
   <translation>Taken, but less exact than the form wants. {words}. Step into the open and try again.</translation>
  </message>
  <message>
   <source>Taken. {words}</source>
   <translation>Taken. {words}</translation>
  </message>
  <message>
   <source>The camera cannot be used: another program may hold it. Choose a file instead.</source>
   <translation>The camera cannot be used: another program may hold it. Choose a file instead.</translation>
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
   <source>Undo the last line</source>
   <translation>Undo the last line</translation>
  </message>
  <message>
   <source>Use it now</source>
   <translation>Use it now</translation>
  </message>
  <message>
   <source>View larger</source>
   <translation>View larger</translation>
  </message>
  <message>
   <source>View smaller</source>
   <translation>View smaller</translation>
  </message>
  <message>
   <source>Waiting for the receiver</source>
   <translation>Waiting for the receiver</translation>
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
  <message>
   <source>{choice}, place {place}</source>
   <translation>{choice}, place {place}</translation>
  </message>
 </context>
 <context>
  <name>Files</name>
  <message numerus="yes">
   <source>%n household(s) will leave the encrypted store.</source>
   <translation>
    <numerusform>%n household will leave the encrypted store.</numerusform>
    <numerusform>%n households will leave the encrypted store.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n more problem(s) are not shown.</source>
   <translation>
    <numerusform>%n more problem is not shown.</numerusform>
    <numerusform>%n more problems are not shown.</numerusform>
   </translation>
  </message>
  <message>
   <source>, </source>
   <comment>between tables</comment>
   <translation>, </translation>
  </message>
  <message>
   <source>A CSV file, a workbook or JSON, with the questions' names as headers. It is tried first, which writes nothing; a row is taken in whole or not at all.</source>
   <translation>A CSV file, a workbook or JSON, with the questions' names as headers. It is tried first, which writes nothing; a row is taken in whole or not at all.</translation>
  </message>
  <message>
   <source>All households</source>
   <translation>All households</translation>
  </message>
  <message>
   <source>Approved only</source>
   <translation>Approved only</translation>
  </message>
  <message>
   <source>Beginning…</source>
   <translation>Beginning…</translation>
  </message>
  <message>
   <source>CSV, for any spreadsheet</source>
   <translation>CSV, for any spreadsheet</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Cancel</translation>
  </message>
  <message>
   <source>Choose a file…</source>
   <translation>Choose a file…</translation>
  </message>
  <message>
   <source>Choose where…</source>
   <translation>Choose where…</translation>
  </message>
  <message>
   <source>Codes of choices</source>
   <translation>Codes of choices</translation>
  </message>
  <message>
   <source>Column</source>
   <translation>Column</translation>
  </message>
  <message>
   <source>Every row is a new household</source>
   <translation>Every row is a new household</translation>
  </message>
  <message>
   <source>Export and import</source>
   <translation>Export and import</translation>
  </message>
  <message>
   <source>JSON, for programs</source>
   <translation>JSON, for programs</translation>
  </message>
  <message>
   <source>Kind of files</source>
   <translation>Kind of files</translation>
  </message>
  <message>
   <source>Known by {column}</source>
   <translation>Known by {column}</translation>
  </message>
  <message>
   <source>New folder: {folder}</source>
   <translation>New folder: {folder}</translation>
  </message>
  <message>
   <source>No file is chosen</source>
   <translation>No file is chosen</translation>
  </message>
  <message>
   <source>Nothing is written yet. New: {new} · changed: {changed} · as they are here: {same} · not taken in: {refused}.</source>
   <translation>Nothing is written yet. New: {new} · changed: {changed} · as they are here: {same} · not taken in: {refused}.</translation>
  </message>
  <message>
   <source>Open the folder</source>
   <translation>Open the folder</translation>
  </message>
  <message>
   <source>Parquet, for statistics</source>
   <translation>Parquet, for statistics</translation>
  </message>
  <message>
   <source>Problems by row</source>
   <translation>Problems by row</translation>
  </message>
  <message>
   <source>Progress</source>
   <translation>Progress</translation>
  </message>
  <message>
   <source>Questionnaire</source>
   <translation>Questionnaire</translation>
  </message>
  <message>
   <source>Row</source>
   <translation>Row</translation>
  </message>
  <message>
   <source>Rows by table: {rows}.</source>
   <translation>Rows by table: {rows}.</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Stop</translation>
  </message>
  <message numerus="yes">
   <source>Stopped: %n row(s) were not looked at.</source>
   <translation>
    <numerusform>Stopped: %n row was not looked at.</numerusform>
    <numerusform>Stopped: %n rows were not looked at.</numerusform>
   </translation>
  </message>
  <message>
   <source>Stopping…</source>
   <translation>Stopping…</translation>
  </message>
  <message>
   <source>Submitted and approved</source>
   <translation>Submitted and approved</translation>
  </message>
  <message>
   <source>Table</source>
   <translation>Table</translation>
  </message>
  <message>
   <source>Tables for analysis, lists from outside</source>
   <translation>Tables for analysis, lists from outside</translation>
  </message>
  <message>
   <source>Tables or documents that other programs read, in a new folder, with a book that explains every column.</source>
   <translation>Tables or documents that other programs read, in a new folder, with a book that explains every column.</translation>
  </message>
  <message>
   <source>Take a list in</source>
   <translation>Take a list in</translation>
  </message>
  <message>
   <source>Take it in</source>
   <translation>Take it in</translation>
  </message>
  <message>
   <source>Taken in. New: {new} · changed: {changed} · as they were: {same} · not taken in: {refused}.</source>
   <translation>Taken in. New: {new} · changed: {changed} · as they were: {same} · not taken in: {refused}.</translation>
  </message>
  <message>
   <source>The files will not be encrypted</source>
   <translation>The files will not be encrypted</translation>
  </message>
  <message>
   <source>What choices are written as</source>
   <translation>What choices are written as</translation>
  </message>
  <message>
   <source>What is wrong</source>
   <translation>What is wrong</translation>
  </message>
  <message>
   <source>What tells households apart</source>
   <translation>What tells households apart</translation>
  </message>
  <message>
   <source>Where the folder is to be made</source>
   <translation>Where the folder is to be made</translation>
  </message>
  <message>
   <source>Which households</source>
   <translation>Which households</translation>
  </message>
  <message>
   <source>Whoever has them can read every name, number and answer. Keep them where you would keep the households' papers. The access journal says who wrote them and when.</source>
   <translation>Whoever has them can read every name, number and answer. Keep them where you would keep the households' papers. The access journal says who wrote them and when.</translation>
  </message>
  <message>
   <source>Words of choices</source>
   <translation>Words of choices</translation>
  </message>
  <message>
   <source>Write households into files</source>
   <translation>Write households into files</translation>
  </message>
  <message>
   <source>Write the files</source>
   <translation>Write the files</translation>
  </message>
  <message>
   <source>Written: {folder}.</source>
   <translation>Written: {folder}.</translation>
  </message>
  <message>
   <source>{done} of {of} households</source>
   <translation>{done} of {of} households</translation>
  </message>
 </context>
 <context>
  <name>Home</name>
  <message numerus="yes">
   <source>%n household(s) assigned to you</source>
   <translation>
    <numerusform>%n household assigned to you</numerusform>
    <numerusform>%n households assigned to you</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n household(s) exist only on this laptop</source>
   <translation>
    <numerusform>%n household exists only on this laptop</numerusform>
    <numerusform>%n households exist only on this laptop</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n household(s) in conflict</source>
   <translation>
    <numerusform>%n household in conflict</numerusform>
    <numerusform>%n households in conflict</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n household(s) in progress</source>
   <translation>
    <numerusform>%n household in progress</numerusform>
    <numerusform>%n households in progress</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n household(s) on this laptop</source>
   <translation>
    <numerusform>%n household on this laptop</numerusform>
    <numerusform>%n households on this laptop</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n household(s) returned</source>
   <translation>
    <numerusform>%n household returned</numerusform>
    <numerusform>%n households returned</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n message(s) from the office</source>
   <translation>
    <numerusform>%n message from the office</numerusform>
    <numerusform>%n messages from the office</numerusform>
   </translation>
  </message>
  <message>
   <source>All households</source>
   <translation>All households</translation>
  </message>
  <message>
   <source>All of them</source>
   <translation>All of them</translation>
  </message>
  <message>
   <source>Continue</source>
   <translation>Continue</translation>
  </message>
  <message>
   <source>Good afternoon, {name}</source>
   <translation>Good afternoon, {name}</translation>
  </message>
  <message>
   <source>Good evening, {name}</source>
   <translation>Good evening, {name}</translation>
  </message>
  <message>
   <source>Good morning, {name}</source>
   <translation>Good morning, {name}</translation>
  </message>
  <message>
   <source>Household {number} · {head}</source>
   <translation>Household {number} · {head}</translation>
  </message>
  <message>
   <source>I have seen this</source>
   <translation>I have seen this</translation>
  </message>
  <message>
   <source>Last answer {ago}</source>
   <translation>Last answer {ago}</translation>
  </message>
  <message>
   <source>Last sync: {ago}.</source>
   <translation>Last sync: {ago}.</translation>
  </message>
  <message>
   <source>Last sync: {ago}. If this laptop is lost or broken, this work is lost.</source>
   <translation>Last sync: {ago}. If this laptop is lost or broken, this work is lost.</translation>
  </message>
  <message>
   <source>Needs you</source>
   <translation>Needs you</translation>
  </message>
  <message>
   <source>New household</source>
   <translation>New household</translation>
  </message>
  <message>
   <source>Nothing is only on this laptop</source>
   <translation>Nothing is only on this laptop</translation>
  </message>
  <message>
   <source>Nothing waits for you.</source>
   <translation>Nothing waits for you.</translation>
  </message>
  <message>
   <source>Open one to see what the supervisor asks, at each question.</source>
   <translation>Open one to see what the supervisor asks, at each question.</translation>
  </message>
  <message>
   <source>Search name, CNIC, phone or household number</source>
   <translation>Search name, CNIC, phone or household number</translation>
  </message>
  <message>
   <source>Start the first household with Ctrl+N, or sync to receive those that were given to you.</source>
   <translation>Start the first household with Ctrl+N, or sync to receive those that were given to you.</translation>
  </message>
  <message>
   <source>Sync now</source>
   <translation>Sync now</translation>
  </message>
  <message>
   <source>There are no households on this laptop yet</source>
   <translation>There are no households on this laptop yet</translation>
  </message>
  <message>
   <source>This laptop has not synced yet. If it is lost or broken, this work is lost.</source>
   <translation>This laptop has not synced yet. If it is lost or broken, this work is lost.</translation>
  </message>
  <message>
   <source>This program is too old for all that the registry sends. Ask for version {version}.</source>
   <translation>This program is too old for all that the registry sends. Ask for version {version}.</translation>
  </message>
  <message>
   <source>Version {version} of this program is there, and it is important. Ask your administrator for it.</source>
   <translation>Version {version} of this program is there, and it is important. Ask your administrator for it.</translation>
  </message>
  <message>
   <source>Version {version} of this program is there. Your administrator brings it.</source>
   <translation>Version {version} of this program is there. Your administrator brings it.</translation>
  </message>
  <message>
   <source>Worked on last</source>
   <translation>Worked on last</translation>
  </message>
  <message numerus="yes">
   <source>and %n other(s) in progress</source>
   <translation>
    <numerusform>and %n other in progress</numerusform>
    <numerusform>and %n others in progress</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Household</name>
  <message>
   <source>Approved</source>
   <translation>Approved</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>Back</translation>
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
   <source>Died</source>
   <translation>Died</translation>
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
   <source>Household {number} · {head}</source>
   <translation>Household {number} · {head}</translation>
  </message>
  <message>
   <source>In progress</source>
   <translation>In progress</translation>
  </message>
  <message>
   <source>In the household</source>
   <translation>In the household</translation>
  </message>
  <message>
   <source>Install a questionnaire</source>
   <translation>Install a questionnaire</translation>
  </message>
  <message>
   <source>Left the household</source>
   <translation>Left the household</translation>
  </message>
  <message>
   <source>New household</source>
   <translation>New household</translation>
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
   <source>Questionnaire</source>
   <translation>Questionnaire</translation>
  </message>
  <message>
   <source>Returned</source>
   <translation>Returned</translation>
  </message>
  <message>
   <source>Saved as unfinished. You can go on at any time.</source>
   <translation>Saved as unfinished. You can go on at any time.</translation>
  </message>
  <message>
   <source>Submitted</source>
   <translation>Submitted</translation>
  </message>
  <message>
   <source>Submitted. It is kept on this laptop until the registry confirms it.</source>
   <translation>Submitted. It is kept on this laptop until the registry confirms it.</translation>
  </message>
  <message>
   <source>Unfinished</source>
   <translation>Unfinished</translation>
  </message>
 </context>
 <context>
  <name>Households</name>
  <message numerus="yes">
   <source>%n household(s) found</source>
   <translation>
    <numerusform>%n household found</numerusform>
    <numerusform>%n households found</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n household(s) on this laptop</source>
   <translation>
    <numerusform>%n household on this laptop</numerusform>
    <numerusform>%n households on this laptop</numerusform>
   </translation>
  </message>
  <message>
   <source>All enumerators</source>
   <translation>All enumerators</translation>
  </message>
  <message>
   <source>All {count}</source>
   <translation>All {count}</translation>
  </message>
  <message>
   <source>Approved {count}</source>
   <translation>Approved {count}</translation>
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
   <source>Enumerator</source>
   <translation>Enumerator</translation>
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
   <source>They come with the next sync or bundle.</source>
   <translation>They come with the next sync or bundle.</translation>
  </message>
  <message>
   <source>To review {count}</source>
   <translation>To review {count}</translation>
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
   <source>Comment on an answer</source>
   <translation>Comment on an answer</translation>
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
   <source>Reviewing a household</source>
   <translation>Reviewing a household</translation>
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
  <message>
   <source>Why is it so?</source>
   <translation>Why is it so?</translation>
  </message>
 </context>
 <context>
  <name>Laptops</name>
  <message numerus="yes">
   <source>%n change(s)</source>
   <translation>
    <numerusform>%n change</numerusform>
    <numerusform>%n changes</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n laptop(s) silent: real numbers may be higher</source>
   <translation>
    <numerusform>%n laptop silent: real numbers may be higher</numerusform>
    <numerusform>%n laptops silent: real numbers may be higher</numerusform>
   </translation>
  </message>
  <message>
   <source>As each told it last in a bundle</source>
   <translation>As each told it last in a bundle</translation>
  </message>
  <message>
   <source>Laptop</source>
   <translation>Laptop</translation>
  </message>
  <message>
   <source>Laptops</source>
   <translation>Laptops</translation>
  </message>
  <message>
   <source>Last bundle</source>
   <translation>Last bundle</translation>
  </message>
  <message numerus="yes">
   <source>No bundle for more than %n day(s)</source>
   <translation>
    <numerusform>No bundle for more than %n day</numerusform>
    <numerusform>No bundle for more than %n days</numerusform>
   </translation>
  </message>
  <message>
   <source>No laptop has been silent for long</source>
   <translation>No laptop has been silent for long</translation>
  </message>
  <message>
   <source>No laptop of the district is known here yet. They appear with the first sync or bundle.</source>
   <translation>No laptop of the district is known here yet. They appear with the first sync or bundle.</translation>
  </message>
  <message>
   <source>Not confirmed yet</source>
   <translation>Not confirmed yet</translation>
  </message>
  <message>
   <source>Of that, here</source>
   <translation>Of that, here</translation>
  </message>
  <message>
   <source>State</source>
   <translation>State</translation>
  </message>
  <message>
   <source>in touch</source>
   <translation>in touch</translation>
  </message>
  <message>
   <source>no bundle yet</source>
   <translation>no bundle yet</translation>
  </message>
  <message>
   <source>not known</source>
   <translation>not known</translation>
  </message>
  <message>
   <source>over the network only</source>
   <translation>over the network only</translation>
  </message>
  <message>
   <source>silent</source>
   <translation>silent</translation>
  </message>
 </context>
 <context>
  <name>Lock</name>
  <message numerus="yes">
   <source>%n household(s) only on this laptop</source>
   <translation>
    <numerusform>%n household only on this laptop</numerusform>
    <numerusform>%n households only on this laptop</numerusform>
   </translation>
  </message>
  <message>
   <source>A letter is wrong. Have it read to you again, group by group; this does not count as a try.</source>
   <translation>A letter is wrong. Have it read to you again, group by group; this does not count as a try.</translation>
  </message>
  <message>
   <source>Activation code</source>
   <translation>Activation code</translation>
  </message>
  <message numerus="yes">
   <source>At least %n letter(s)</source>
   <translation>
    <numerusform>At least %n letter</numerusform>
    <numerusform>At least %n letters</numerusform>
   </translation>
  </message>
  <message>
   <source>Back</source>
   <translation>Back</translation>
  </message>
  <message>
   <source>Begin without a file</source>
   <translation>Begin without a file</translation>
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
   <source>Files from the office</source>
   <translation>Files from the office</translation>
  </message>
  <message>
   <source>From the office, on paper or by telephone. Capitals and dashes do not matter.</source>
   <translation>From the office, on paper or by telephone. Capitals and dashes do not matter.</translation>
  </message>
  <message>
   <source>I forgot my passphrase</source>
   <translation>I forgot my passphrase</translation>
  </message>
  <message>
   <source>I have it on paper</source>
   <translation>I have it on paper</translation>
  </message>
  <message>
   <source>If you forget your passphrase, this code opens the laptop once and lets you choose another. Write or print it, and keep it elsewhere than the laptop, or read it to the office. It is shown only now; a code from before no longer counts.</source>
   <translation>If you forget your passphrase, this code opens the laptop once and lets you choose another. Write or print it, and keep it elsewhere than the laptop, or read it to the office. It is shown only now; a code from before no longer counts.</translation>
  </message>
  <message>
   <source>Keyboard: {layout}</source>
   <translation>Keyboard: {layout}</translation>
  </message>
  <message>
   <source>Laptop {laptop}, for {areas}</source>
   <translation>Laptop {laptop}, for {areas}</translation>
  </message>
  <message>
   <source>Locked</source>
   <translation>Locked</translation>
  </message>
  <message>
   <source>New passphrase</source>
   <translation>New passphrase</translation>
  </message>
  <message>
   <source>Next</source>
   <translation>Next</translation>
  </message>
  <message>
   <source>Open with the code</source>
   <translation>Open with the code</translation>
  </message>
  <message>
   <source>Passphrase</source>
   <translation>Passphrase</translation>
  </message>
  <message>
   <source>Print</source>
   <translation>Print</translation>
  </message>
  <message>
   <source>Put the stick into this laptop: its file appears here.</source>
   <translation>Put the stick into this laptop: its file appears here.</translation>
  </message>
  <message>
   <source>Recovery code</source>
   <translation>Recovery code</translation>
  </message>
  <message>
   <source>Recovery code of {person}</source>
   <translation>Recovery code of {person}</translation>
  </message>
  <message>
   <source>Registry {registry}</source>
   <translation>Registry {registry}</translation>
  </message>
  <message>
   <source>Say who you are.</source>
   <translation>Say who you are.</translation>
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
   <source>Step {number} of {all}</source>
   <translation>Step {number} of {all}</translation>
  </message>
  <message>
   <source>The code is complete.</source>
   <translation>The code is complete.</translation>
  </message>
  <message>
   <source>The code is not complete yet.</source>
   <translation>The code is not complete yet.</translation>
  </message>
  <message>
   <source>The office makes a file for each laptop and gives it to you on a stick. No network is needed.</source>
   <translation>The office makes a file for each laptop and gives it to you on a stick. No network is needed.</translation>
  </message>
  <message>
   <source>The office or your recovery sheet has a code of {all} letters and digits. It opens this laptop once, and you choose a new passphrase. After {tries} wrong tries each further one has to wait, at most five minutes; nothing is ever deleted.</source>
   <translation>The office or your recovery sheet has a code of {all} letters and digits. It opens this laptop once, and you choose a new passphrase. After {tries} wrong tries each further one has to wait, at most five minutes; nothing is ever deleted.</translation>
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
   <source>There is no printer here. Write the code on paper instead.</source>
   <translation>There is no printer here. Write the code on paper instead.</translation>
  </message>
  <message>
   <source>This laptop is locked</source>
   <translation>This laptop is locked</translation>
  </message>
  <message>
   <source>Type the activation code.</source>
   <translation>Type the activation code.</translation>
  </message>
  <message>
   <source>Unlock</source>
   <translation>Unlock</translation>
  </message>
  <message>
   <source>Unlocking…</source>
   <translation>Unlocking…</translation>
  </message>
  <message>
   <source>Use a recovery code</source>
   <translation>Use a recovery code</translation>
  </message>
  <message numerus="yes">
   <source>Wait %n second(s)</source>
   <translation>
    <numerusform>Wait %n second</numerusform>
    <numerusform>Wait %n seconds</numerusform>
   </translation>
  </message>
  <message>
   <source>Who are you?</source>
   <translation>Who are you?</translation>
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
   <source>Your recovery code</source>
   <translation>Your recovery code</translation>
  </message>
  <message>
   <source>Your work is saved and opens where you left it.</source>
   <translation>Your work is saved and opens where you left it.</translation>
  </message>
  <message>
   <source>zero one two three four five six seven eight nine Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel Juliett Kilo Mike November Papa Quebec Romeo Sierra Tango Victor Whiskey X-ray Yankee Zulu</source>
   <comment>thirty-two words: the digits from 0, then A B C D E F G H J K M N P Q R S T V W X Y Z</comment>
   <translation>zero one two three four five six seven eight nine Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel Juliett Kilo Mike November Papa Quebec Romeo Sierra Tango Victor Whiskey X-ray Yankee Zulu</translation>
  </message>
  <message>
   <source>{count} of {all}. Read as the same: {same}</source>
   <translation>{count} of {all}. Read as the same: {same}</translation>
  </message>
  <message>
   <source>{file} on {stick}</source>
   <translation>{file} on {stick}</translation>
  </message>
 </context>
 <context>
  <name>Problem</name>
  <message>
   <source>A comment has at most {most} letters. Nothing was changed; say it shorter.</source>
   <translation>A comment has at most {most} letters. Nothing was changed; say it shorter.</translation>
  </message>
  <message>
   <source>A comment has no words. Nothing was changed; say what to look at.</source>
   <translation>A comment has no words. Nothing was changed; say what to look at.</translation>
  </message>
  <message>
   <source>A compass is to be read. Here the direction is typed, in degrees.</source>
   <translation>A compass is to be read. Here the direction is typed, in degrees.</translation>
  </message>
  <message>
   <source>A household is returned with at least one comment and at most {most}, so that the enumerator knows what to look at. Nothing was changed.</source>
   <translation>A household is returned with at least one comment and at most {most}, so that the enumerator knows what to look at. Nothing was changed.</translation>
  </message>
  <message>
   <source>A later version of Indraj wrote this store. Nothing was changed; install that version.</source>
   <translation>A later version of Indraj wrote this store. Nothing was changed; install that version.</translation>
  </message>
  <message>
   <source>A list has one choice twice; both were kept.</source>
   <translation>A list has one choice twice; both were kept.</translation>
  </message>
  <message>
   <source>A message says something, in at most {most} characters. Nothing was sent.</source>
   <translation>A message says something, in at most {most} characters. Nothing was sent.</translation>
  </message>
  <message>
   <source>A new passphrase and recovery code were set for {about}.</source>
   <translation>A new passphrase and recovery code were set for {about}.</translation>
  </message>
  <message>
   <source>A newer version of Indraj wrote this bundle. Nothing here was changed; update Indraj and read it again.</source>
   <translation>A newer version of Indraj wrote this bundle. Nothing here was changed; update Indraj and read it again.</translation>
  </message>
  <message>
   <source>A part of it was erased by law, and what is left cannot be proved. It is kept; a person at the registry decides.</source>
   <translation>A part of it was erased by law, and what is left cannot be proved. It is kept; a person at the registry decides.</translation>
  </message>
  <message>
   <source>A part of the form is of the kind {name}, which nobody knows; it is not shown.</source>
   <translation>A part of the form is of the kind {name}, which nobody knows; it is not shown.</translation>
  </message>
  <message>
   <source>A person needs a name. Nobody was added; give the name that others know.</source>
   <translation>A person needs a name. Nobody was added; give the name that others know.</translation>
  </message>
  <message>
   <source>A piece of a laptop's work is missing or was exchanged. Nothing was lost here; ask the registry's administrator to look.</source>
   <translation>A piece of a laptop's work is missing or was exchanged. Nothing was lost here; ask the registry's administrator to look.</translation>
  </message>
  <message>
   <source>A plug-in of another program is to ask this. Here it is asked in the ordinary way.</source>
   <translation>A plug-in of another program is to ask this. Here it is asked in the ordinary way.</translation>
  </message>
  <message>
   <source>A printer of a telephone is to be used. Here nothing is printed by itself.</source>
   <translation>A printer of a telephone is to be used. Here nothing is printed by itself.</translation>
  </message>
  <message>
   <source>A question is about {where}, which is no place of this form; it is not shown.</source>
   <translation>A question is about {where}, which is no place of this form; it is not shown.</translation>
  </message>
  <message>
   <source>A question is called data, like the form itself; the form was given another name inside.</source>
   <translation>A question is called data, like the form itself; the form was given another name inside.</translation>
  </message>
  <message>
   <source>A reason is to be asked for every change of a finished household. It is not; who changed what and when, with the value before, is in its history.</source>
   <translation>A reason is to be asked for every change of a finished household. It is not; who changed what and when, with the value before, is in its history.</translation>
  </message>
  <message>
   <source>A rule is about {where}, which is no place of this form; it has no effect.</source>
   <translation>A rule is about {where}, which is no place of this form; it has no effect.</translation>
  </message>
  <message>
   <source>An answer builds on something that this laptop no longer has, so it was not used. Nothing was lost; write a new bundle and have it answered.</source>
   <translation>An answer builds on something that this laptop no longer has, so it was not used. Nothing was lost; write a new bundle and have it answered.</translation>
  </message>
  <message>
   <source>An answer has at most {most} letters. This one was not written; say it shorter.</source>
   <translation>An answer has at most {most} letters. This one was not written; say it shorter.</translation>
  </message>
  <message>
   <source>An answer says in which list to look. Lists (CSV) of that name beside the questionnaire were taken in; where there is none, nothing is offered.</source>
   <translation>An answer says in which list to look. Lists (CSV) of that name beside the questionnaire were taken in; where there is none, nothing is offered.</translation>
  </message>
  <message>
   <source>An earlier row has the same key {key}. This one was not taken in.</source>
   <translation>An earlier row has the same key {key}. This one was not taken in.</translation>
  </message>
  <message>
   <source>An expression of this questionnaire cannot be understood, at {where}: {expression}. Nothing was installed; correct it in the form.</source>
   <translation>An expression of this questionnaire cannot be understood, at {where}: {expression}. Nothing was installed; correct it in the form.</translation>
  </message>
  <message>
   <source>An identity number has 13 digits; this one has {digits}. Check it against the card.</source>
   <translation>An identity number has 13 digits; this one has {digits}. Check it against the card.</translation>
  </message>
  <message>
   <source>Another answer came in while this was being decided, so nothing was decided about it. Look at all the answers and decide again.</source>
   <translation>Another answer came in while this was being decided, so nothing was decided about it. Look at all the answers and decide again.</translation>
  </message>
  <message>
   <source>Another laptop brought it, and its questionnaire is not published, so nobody can say that it is what was written. It is put aside until it is.</source>
   <translation>Another laptop brought it, and its questionnaire is not published, so nobody can say that it is what was written. It is put aside until it is.</translation>
  </message>
  <message>
   <source>Another laptop sealed under this one's number, so this is kept and not delivered. A person at the registry decides.</source>
   <translation>Another laptop sealed under this one's number, so this is kept and not delivered. A person at the registry decides.</translation>
  </message>
  <message>
   <source>Another program of a telephone is to give the answer. Here it is typed.</source>
   <translation>Another program of a telephone is to give the answer. Here it is typed.</translation>
  </message>
  <message>
   <source>Another registry answers at this address than the one that enrolled this laptop. Nothing was handed over and nothing was lost; check the address.</source>
   <translation>Another registry answers at this address than the one that enrolled this laptop. Nothing was handed over and nothing was lost; check the address.</translation>
  </message>
  <message>
   <source>Asks whether {question} is {code}, which is none of its choices.</source>
   <translation>Asks whether {question} is {code}, which is none of its choices.</translation>
  </message>
  <message>
   <source>Asks whether {question}, of which several can be chosen, is {code} and nothing else; selected() asks whether it is among them.</source>
   <translation>Asks whether {question}, of which several can be chosen, is {code} and nothing else; selected() asks whether it is among them.</translation>
  </message>
  <message>
   <source>Both are in {village}.</source>
   <translation>Both are in {village}.</translation>
  </message>
  <message>
   <source>Both have the telephone number {phone}.</source>
   <translation>Both have the telephone number {phone}.</translation>
  </message>
  <message>
   <source>Calculations of this questionnaire need each other's results: {members}. Nothing was installed; break the circle in the form.</source>
   <translation>Calculations of this questionnaire need each other's results: {members}. Nothing was installed; break the circle in the form.</translation>
  </message>
  <message>
   <source>Calls {name}, a function of another program. Where it is reached, a calculation stays blank and a condition keeps nobody from asking.</source>
   <translation>Calls {name}, a function of another program. Where it is reached, a calculation stays blank and a condition keeps nobody from asking.</translation>
  </message>
  <message>
   <source>Column {column} is for another program and was left out.</source>
   <translation>Column {column} is for another program and was left out.</translation>
  </message>
  <message>
   <source>Column {column} stands there twice; the second one was left out.</source>
   <translation>Column {column} stands there twice; the second one was left out.</translation>
  </message>
  <message>
   <source>Column {column}, row {row} and perhaps others: signs were written as in XML; they were put right.</source>
   <translation>Column {column}, row {row} and perhaps others: signs were written as in XML; they were put right.</translation>
  </message>
  <message>
   <source>Compares the day {question} with a small number; a day counts from 1970. Put the age into a calculation of its own.</source>
   <translation>Compares the day {question} with a small number; a day counts from 1970. Put the age into a calculation of its own.</translation>
  </message>
  <message>
   <source>Compares {question}, a number or a date, with the words {text}; they are never the same.</source>
   <translation>Compares {question}, a number or a date, with the words {text}; they are never the same.</translation>
  </message>
  <message>
   <source>Entities are written in version {name}, newer than Indraj knows; what it knows of them is made, the rest is left out.</source>
   <translation>Entities are written in version {name}, newer than Indraj knows; what it knows of them is made, the rest is left out.</translation>
  </message>
  <message>
   <source>In {language}, {count} texts are missing, the first of them at {where}; they are said in {other}.</source>
   <translation>In {language}, {count} texts are missing, the first of them at {where}; they are said in {other}.</translation>
  </message>
  <message>
   <source>Indraj failed in a way it should not. What was saved before is still saved. Where it happened, without anybody's answers, was written to {file}; please send that file to the project.</source>
   <translation>Indraj failed in a way it should not. What was saved before is still saved. Where it happened, without anybody's answers, was written to {file}; please send that file to the project.</translation>
  </message>
  <message>
   <source>Is asked depending on itself; whether it is then shown is a matter of chance.</source>
   <translation>Is asked depending on itself; whether it is then shown is a matter of chance.</translation>
  </message>
  <message>
   <source>Is never asked: {expression} cannot be true.</source>
   <translation>Is never asked: {expression} cannot be true.</translation>
  </message>
  <message>
   <source>It approves or returns a household, which only a supervisor's laptop may do. It is kept; a person at the registry decides.</source>
   <translation>It approves or returns a household, which only a supervisor's laptop may do. It is kept; a person at the registry decides.</translation>
  </message>
  <message>
   <source>It gives a household or a person a status that there is not. It is kept; a person at the registry decides.</source>
   <translation>It gives a household or a person a status that there is not. It is kept; a person at the registry decides.</translation>
  </message>
  <message>
   <source>It is packed in a way that this registry does not know yet. It is put aside and not confirmed; the laptop sends it again once the registry is upgraded.</source>
   <translation>It is packed in a way that this registry does not know yet. It is put aside and not confirmed; the laptop sends it again once the registry is upgraded.</translation>
  </message>
  <message>
   <source>It was signed with a key that this laptop has given up. It is kept; a person at the registry decides.</source>
   <translation>It was signed with a key that this laptop has given up. It is kept; a person at the registry decides.</translation>
  </message>
  <message>
   <source>More was erased from this than the registry ordered. It was put aside; what is whole comes by another road.</source>
   <translation>More was erased from this than the registry ordered. It was put aside; what is whole comes by another road.</translation>
  </message>
  <message>
   <source>Must be answered and can be answered by nobody: it is required and read-only, and nothing fills it.</source>
   <translation>Must be answered and can be answered by nobody: it is required and read-only, and nothing fills it.</translation>
  </message>
  <message>
   <source>No answer is ever right: {expression} cannot be true.</source>
   <translation>No answer is ever right: {expression} cannot be true.</translation>
  </message>
  <message>
   <source>No change here ever wrote to {household}, or all of it is erased already. Nothing was erased.</source>
   <translation>No change here ever wrote to {household}, or all of it is erased already. Nothing was erased.</translation>
  </message>
  <message>
   <source>No new passphrase was given, and nobody can be asked here. Nothing was changed; name a file with --new-passphrase-file, or set INDRAJ_NEW_PASSPHRASE.</source>
   <translation>No new passphrase was given, and nobody can be asked here. Nothing was changed; name a file with --new-passphrase-file, or set INDRAJ_NEW_PASSPHRASE.</translation>
  </message>
  <message>
   <source>No package {version} for {platform} was published. Nothing was changed; `indraj registry update list` shows them.</source>
   <translation>No package {version} for {platform} was published. Nothing was changed; `indraj registry update list` shows them.</translation>
  </message>
  <message>
   <source>No passphrase was given, and nobody can be asked here. Nothing was changed; name a file with --passphrase-file, or set INDRAJ_PASSPHRASE.</source>
   <translation>No passphrase was given, and nobody can be asked here. Nothing was changed; name a file with --passphrase-file, or set INDRAJ_PASSPHRASE.</translation>
  </message>
  <message>
   <source>No photo or file {digest} is known in this area. `indraj registry attachments list` shows what is.</source>
   <translation>No photo or file {digest} is known in this area. `indraj registry attachments list` shows what is.</translation>
  </message>
  <message>
   <source>No position can be had. Nothing was changed; type it from the receiver's display.</source>
   <translation>No position can be had. Nothing was changed; type it from the receiver's display.</translation>
  </message>
  <message>
   <source>No questionnaire is installed in this store. Install one with `indraj form install`, or enrol the laptop with a provisioning file.</source>
   <translation>No questionnaire is installed in this store. Install one with `indraj form install`, or enrol the laptop with a provisioning file.</translation>
  </message>
  <message>
   <source>No recovery code of laptop {device} is here that this key opens. `indraj registry recovery list` shows whose are; the code on paper and the province's key open the laptop too.</source>
   <translation>No recovery code of laptop {device} is here that this key opens. `indraj registry recovery list` shows whose are; the code on paper and the province's key open the laptop too.</translation>
  </message>
  <message>
   <source>No recovery code of this store is like that, or it was used before. Nothing was changed; read it again letter by letter, or ask the province to open it. Tries before a wait: {left}.</source>
   <translation>No recovery code of this store is like that, or it was used before. Nothing was changed; read it again letter by letter, or ask the province to open it. Tries before a wait: {left}.</translation>
  </message>
  <message>
   <source>No recovery code was given, and nobody can be asked here. Nothing was changed; name a file with --code-file, or set INDRAJ_RECOVERY_CODE.</source>
   <translation>No recovery code was given, and nobody can be asked here. Nothing was changed; name a file with --code-file, or set INDRAJ_RECOVERY_CODE.</translation>
  </message>
  <message>
   <source>Nobody called {name} can open this store. Nothing was changed; these can: {people}.</source>
   <translation>Nobody called {name} can open this store. Nothing was changed; these can: {people}.</translation>
  </message>
  <message>
   <source>Nobody disagrees about this answer. Nothing was changed; `conflict list` shows what is contested.</source>
   <translation>Nobody disagrees about this answer. Nothing was changed; `conflict list` shows what is contested.</translation>
  </message>
  <message>
   <source>Nothing came from the receiver. See that it is switched on and that it is the one chosen here, or type the position.</source>
   <translation>Nothing came from the receiver. See that it is switched on and that it is the one chosen here, or type the position.</translation>
  </message>
  <message>
   <source>Nothing in this bundle is for this laptop; it is for {whose}. Nothing here was changed.</source>
   <translation>Nothing in this bundle is for this laptop; it is for {whose}. Nothing here was changed.</translation>
  </message>
  <message>
   <source>Nothing is held at {place}. Nothing was changed; `indraj registry quarantine list` shows what is.</source>
   <translation>Nothing is held at {place}. Nothing was changed; `indraj registry quarantine list` shows what is.</translation>
  </message>
  <message>
   <source>Nothing that is named {hash}, or more than one thing, was put aside. Nothing was changed; `indraj registry quarantine aside` lists what lies there.</source>
   <translation>Nothing that is named {hash}, or more than one thing, was put aside. Nothing was changed; `indraj registry quarantine aside` lists what lies there.</translation>
  </message>
  <message>
   <source>Only a supervisor's laptop approves and returns households. Nothing was changed; ask your administrator if this should be one.</source>
   <translation>Only a supervisor's laptop approves and returns households. Nothing was changed; ask your administrator if this should be one.</translation>
  </message>
  <message>
   <source>People disagree about {count} of this household's answers. Nothing was changed; settle that first.</source>
   <translation>People disagree about {count} of this household's answers. Nothing was changed; settle that first.</translation>
  </message>
  <message>
   <source>Reads {path}, which is no place of this form.</source>
   <translation>Reads {path}, which is no place of this form.</translation>
  </message>
  <message>
   <source>Reckons with {question}, whose choices are no numbers; what comes of it is always blank.</source>
   <translation>Reckons with {question}, whose choices are no numbers; what comes of it is always blank.</translation>
  </message>
  <message>
   <source>Say why the unusual answer is right. Nothing was written.</source>
   <translation>Say why the unusual answer is right. Nothing was written.</translation>
  </message>
  <message>
   <source>Says {name}, an attribute of another program; it changes nothing here.</source>
   <translation>Says {name}, an attribute of another program; it changes nothing here.</translation>
  </message>
  <message>
   <source>Several households here have the key {key}. The row was not taken in.</source>
   <translation>Several households here have the key {key}. The row was not taken in.</translation>
  </message>
  <message>
   <source>Several questionnaires are installed: {forms}. Nothing was written; name one with --form.</source>
   <translation>Several questionnaires are installed: {forms}. Nothing was written; name one with --form.</translation>
  </message>
  <message>
   <source>Several wrote to the registry at the same moment. Nothing of this was stored; try again.</source>
   <translation>Several wrote to the registry at the same moment. Nothing of this was stored; try again.</translation>
  </message>
  <message>
   <source>Sheet {sheet} has two columns for one thing; what only {column} said was taken into {kept}.</source>
   <translation>Sheet {sheet} has two columns for one thing; what only {column} said was taken into {kept}.</translation>
  </message>
  <message>
   <source>Sheet {sheet}, row {row}, column {column}: {detail} Nothing was installed; correct it in the workbook.</source>
   <translation>Sheet {sheet}, row {row}, column {column}: {detail} Nothing was installed; correct it in the workbook.</translation>
  </message>
  <message>
   <source>Sheet {sheet}, row {row}: {detail} Nothing was installed; correct it in the workbook.</source>
   <translation>Sheet {sheet}, row {row}: {detail} Nothing was installed; correct it in the workbook.</translation>
  </message>
  <message>
   <source>Sheet {sheet}, row {row}: {name} has no words; its name is shown instead.</source>
   <translation>Sheet {sheet}, row {row}: {name} has no words; its name is shown instead.</translation>
  </message>
  <message>
   <source>Sheet {sheet}, row {row}: {name} is a name that forms keep for themselves; it is called {new} now.</source>
   <translation>Sheet {sheet}, row {row}: {name} is a name that forms keep for themselves; it is called {new} now.</translation>
  </message>
  <message>
   <source>Sheet {sheet}: {detail} Nothing was installed; correct it in the workbook.</source>
   <translation>Sheet {sheet}: {detail} Nothing was installed; correct it in the workbook.</translation>
  </message>
  <message>
   <source>Somebody works on this household here. The row was not taken in; submit or discard that work first.</source>
   <translation>Somebody works on this household here. The row was not taken in; submit or discard that work first.</translation>
  </message>
  <message>
   <source>Something outside the program failed. What was saved before is still saved; try again.</source>
   <translation>Something outside the program failed. What was saved before is still saved; try again.</translation>
  </message>
  <message>
   <source>Something that came is not what it claims to be. It was not taken; nothing here was changed. Ask the registry's administrator.</source>
   <translation>Something that came is not what it claims to be. It was not taken; nothing here was changed. Ask the registry's administrator.</translation>
  </message>
  <message>
   <source>Stopped. Nothing was written, and the households are as they were.</source>
   <translation>Stopped. Nothing was written, and the households are as they were.</translation>
  </message>
  <message>
   <source>Table {table} has a column {column} that is no question. Nothing was taken in; take the column out, or call it as the question is called.</source>
   <translation>Table {table} has a column {column} that is no question. Nothing was taken in; take the column out, or call it as the question is called.</translation>
  </message>
  <message>
   <source>Takes by itself where the laptop stands. Without a receiver it stays blank; the window says so.</source>
   <translation>Takes by itself where the laptop stands. Without a receiver it stays blank; the window says so.</translation>
  </message>
  <message>
   <source>That is no status of it. Nothing was written; say here, left, died or entered-in-error for a person, and one of the household's statuses for a household.</source>
   <translation>That is no status of it. Nothing was written; say here, left, died or entered-in-error for a person, and one of the household's statuses for a household.</translation>
  </message>
  <message>
   <source>That is not the activation code of this file. Nothing was changed; check the letters, and that the paper belongs to this laptop.</source>
   <translation>That is not the activation code of this file. Nothing was changed; check the letters, and that the paper belongs to this laptop.</translation>
  </message>
  <message>
   <source>That passphrase does not open this store. Nothing was lost; check the keyboard's language and type it again. Tries before a wait: {left}.</source>
   <translation>That passphrase does not open this store. Nothing was lost; check the keyboard's language and type it again. Tries before a wait: {left}.</translation>
  </message>
  <message>
   <source>The area {area} can have no tables of its own: its code holds more than ASCII letters, digits, `_` and `-`. Nothing was changed; leave it out.</source>
   <translation>The area {area} can have no tables of its own: its code holds more than ASCII letters, digits, `_` and `-`. Nothing was changed; leave it out.</translation>
  </message>
  <message>
   <source>The bundle could not be written: the stick is full, protected or was pulled out. Nothing was lost; what was on it before is still there. Try again or take another stick.</source>
   <translation>The bundle could not be written: the stick is full, protected or was pulled out. Nothing was lost; what was on it before is still there. Try again or take another stick.</translation>
  </message>
  <message>
   <source>The central side's libraries are not installed on this computer. Install them with `pip install indraj[registry]`; a laptop does not need them.</source>
   <translation>The central side's libraries are not installed on this computer. Install them with `pip install indraj[registry]`; a laptop does not need them.</translation>
  </message>
  <message>
   <source>The choices are to be touched in a picture. Here they stand in a list, with the same codes.</source>
   <translation>The choices are to be touched in a picture. Here they stand in a list, with the same codes.</translation>
  </message>
  <message>
   <source>The content is not what was signed. It was not taken; nothing here was changed. Ask the registry's administrator.</source>
   <translation>The content is not what was signed. It was not taken; nothing here was changed. Ask the registry's administrator.</translation>
  </message>
  <message>
   <source>The date is to be asked in another calendar. Here it is asked in the Gregorian one, as it is stored everywhere.</source>
   <translation>The date is to be asked in another calendar. Here it is asked in the Gregorian one, as it is stored everywhere.</translation>
  </message>
  <message>
   <source>The disk altered entries of the register's log: {places}. All else was done, and nothing from there on is called durable, so laptops keep their copies. Mend the disk, and restore the newest backup that is whole: laptops bring again what came since.</source>
   <translation>The disk altered entries of the register's log: {places}. All else was done, and nothing from there on is called durable, so laptops keep their copies. Mend the disk, and restore the newest backup that is whole: laptops bring again what came since.</translation>
  </message>
  <message>
   <source>The disk is full. What was saved before is safe, but this was not saved. Free some space, then do it again.</source>
   <translation>The disk is full. What was saved before is safe, but this was not saved. Free some space, then do it again.</translation>
  </message>
  <message>
   <source>The disk refused to read or write. What was saved before is kept as far as the disk holds it. Check that the disk is present and may be written to, then try again.</source>
   <translation>The disk refused to read or write. What was saved before is kept as far as the disk holds it. Check that the disk is present and may be written to, then try again.</translation>
  </message>
  <message>
   <source>The end of this bundle is missing: it was not copied whole, or the stick was pulled out too early. Nothing here was changed; copy it again or have it written again.</source>
   <translation>The end of this bundle is missing: it was not copied whole, or the stick was pulled out too early. Nothing here was changed; copy it again or have it written again.</translation>
  </message>
  <message>
   <source>The exchange did not come about. Nothing was lost; try again later.</source>
   <translation>The exchange did not come about. Nothing was lost; try again later.</translation>
  </message>
  <message>
   <source>The exchange was stopped. What had arrived is kept, nothing was lost, and it can be started again at any time.</source>
   <translation>The exchange was stopped. What had arrived is kept, nothing was lost, and it can be started again at any time.</translation>
  </message>
  <message>
   <source>The file cannot be read, or there is nothing in it. Nothing was changed; see that the stick or card is still connected.</source>
   <translation>The file cannot be read, or there is nothing in it. Nothing was changed; see that the stick or card is still connected.</translation>
  </message>
  <message>
   <source>The file is for several people: {people}. Nothing was changed; say who begins, or give the activation code.</source>
   <translation>The file is for several people: {people}. Nothing was changed; say who begins, or give the activation code.</translation>
  </message>
  <message>
   <source>The file is larger than {most}, the most that an answer may be. Nothing was changed; choose a smaller one.</source>
   <translation>The file is larger than {most}, the most that an answer may be. Nothing was changed; choose a smaller one.</translation>
  </message>
  <message>
   <source>The file is too large: an answer takes at most 64 MiB. Nothing was changed; choose a smaller file.</source>
   <translation>The file is too large: an answer takes at most 64 MiB. Nothing was changed; choose a smaller file.</translation>
  </message>
  <message>
   <source>The file names nobody of that name. It is for {people}. Nothing was changed; check the name, or ask for a file of your own.</source>
   <translation>The file names nobody of that name. It is for {people}. Nothing was changed; check the name, or ask for a file of your own.</translation>
  </message>
  <message>
   <source>The file of this answer is damaged and was left as it is. The answer itself is kept. Attach the file again, or exchange with the registry to receive it.</source>
   <translation>The file of this answer is damaged and was left as it is. The answer itself is kept. Attach the file again, or exchange with the registry to receive it.</translation>
  </message>
  <message>
   <source>The file of this answer is not on this laptop. The answer itself is kept; exchange with the registry to receive the file.</source>
   <translation>The file of this answer is not on this laptop. The answer itself is kept; exchange with the registry to receive the file.</translation>
  </message>
  <message>
   <source>The file {file} cannot be read. Nothing was attached; check its name and that you may read it.</source>
   <translation>The file {file} cannot be read. Nothing was attached; check its name and that you may read it.</translation>
  </message>
  <message>
   <source>The file {file} cannot be read. Nothing was changed; check its name and that you may read it.</source>
   <translation>The file {file} cannot be read. Nothing was changed; check its name and that you may read it.</translation>
  </message>
  <message>
   <source>The file {file} cannot be written. Choose another place; what was attached stays in the store.</source>
   <translation>The file {file} cannot be written. Choose another place; what was attached stays in the store.</translation>
  </message>
  <message>
   <source>The file {file} could be used until {day}. Nothing was changed; ask your administrator for a new one, or mend this laptop's date if it is wrong.</source>
   <translation>The file {file} could be used until {day}. Nothing was changed; ask your administrator for a new one, or mend this laptop's date if it is wrong.</translation>
  </message>
  <message>
   <source>The file {list} beside the questionnaire is no list (CSV in UTF-8, XML or GeoJSON). Nothing was installed; mend it or take it away.</source>
   <translation>The file {list} beside the questionnaire is no list (CSV in UTF-8, XML or GeoJSON). Nothing was installed; mend it or take it away.</translation>
  </message>
  <message>
   <source>The files in {folder} will not be encrypted: whoever has them can read every answer. Keep them where you would keep the households' papers.</source>
   <translation>The files in {folder} will not be encrypted: whoever has them can read every answer. Keep them where you would keep the households' papers.</translation>
  </message>
  <message>
   <source>The files with the store's keys are damaged, and were left as they are. The answers are still there, but cannot be opened without a key. Do not delete the folder; ask your administrator for recovery.</source>
   <translation>The files with the store's keys are damaged, and were left as they are. The answers are still there, but cannot be opened without a key. Do not delete the folder; ask your administrator for recovery.</translation>
  </message>
  <message>
   <source>The form is to be laid out as {name}. Here its sections stand beside the questions.</source>
   <translation>The form is to be laid out as {name}. Here its sections stand beside the questions.</translation>
  </message>
  <message>
   <source>The heads' names are alike ({percent} %): {one} and {other}.</source>
   <translation>The heads' names are alike ({percent} %): {one} and {other}.</translation>
  </message>
  <message>
   <source>The identity number {number} is in both: {one} and {other}.</source>
   <translation>The identity number {number} is in both: {one} and {other}.</translation>
  </message>
  <message>
   <source>The instrument did not give what was asked of it. Nothing was changed; try again.</source>
   <translation>The instrument did not give what was asked of it. Nothing was changed; try again.</translation>
  </message>
  <message>
   <source>The interview is to be recorded in the background. Indraj never listens unasked; nothing is recorded, and the question stays blank.</source>
   <translation>The interview is to be recorded in the background. Indraj never listens unasked; nothing is recorded, and the question stays blank.</translation>
  </message>
  <message>
   <source>The key that opens the district's bundles is still locked on this laptop. Nothing here was changed; enter your activation code first.</source>
   <translation>The key that opens the district's bundles is still locked on this laptop. Nothing here was changed; enter your activation code first.</translation>
  </message>
  <message>
   <source>The laptop had been revoked when this came. It is kept; a person at the registry decides.</source>
   <translation>The laptop had been revoked when this came. It is kept; a person at the registry decides.</translation>
  </message>
  <message>
   <source>The laptop is ready to work without the registry and will tell it at the next exchange.</source>
   <translation>The laptop is ready to work without the registry and will tell it at the next exchange.</translation>
  </message>
  <message>
   <source>The laptop was not given this area. The work is kept; a person at the registry decides.</source>
   <translation>The laptop was not given this area. The work is kept; a person at the registry decides.</translation>
  </message>
  <message>
   <source>The list {where} does not lie beside the questionnaire; whoever asks in it finds nothing. Put it into the same folder and install again.</source>
   <translation>The list {where} does not lie beside the questionnaire; whoever asks in it finds nothing. Put it into the same folder and install again.</translation>
  </message>
  <message>
   <source>The log of interviews is to hold where the laptop was. It does not; who changed what and when is in each household's history, and cannot be altered.</source>
   <translation>The log of interviews is to hold where the laptop was. It does not; who changed what and when is in each household's history, and cannot be altered.</translation>
  </message>
  <message>
   <source>The message speaks for another laptop than the one that brought it. Nothing was taken.</source>
   <translation>The message speaks for another laptop than the one that brought it. Nothing was taken.</translation>
  </message>
  <message>
   <source>The office asks for a passphrase of at least {letters} letters. Nothing was changed; choose a longer one.</source>
   <translation>The office asks for a passphrase of at least {letters} letters. Nothing was changed; choose a longer one.</translation>
  </message>
  <message>
   <source>The oldest lines of who saw which household were let go, up to {about}.</source>
   <translation>The oldest lines of who saw which household were let go, up to {about}.</translation>
  </message>
  <message>
   <source>The one-time token of this provisioning file was used already or has run out. Nothing was lost; ask for a new provisioning file.</source>
   <translation>The one-time token of this provisioning file was used already or has run out. Nothing was lost; ask for a new provisioning file.</translation>
  </message>
  <message>
   <source>The open visit was not moved to another version of the questionnaire. There is no move to take back.</source>
   <translation>The open visit was not moved to another version of the questionnaire. There is no move to take back.</translation>
  </message>
  <message>
   <source>The passphrase file {file} cannot be read. Nothing was changed; check the file's name and that you may read it.</source>
   <translation>The passphrase file {file} cannot be read. Nothing was changed; check the file's name and that you may read it.</translation>
  </message>
  <message>
   <source>The pattern {pattern} is found anywhere in an answer; begin it with ^ and end it with $ to mean all of it.</source>
   <translation>The pattern {pattern} is found anywhere in an answer; begin it with ^ and end it with $ to mean all of it.</translation>
  </message>
  <message>
   <source>The people or things listed for this household are others here. Lists of households that are here already are changed by hand; the row was not taken in.</source>
   <translation>The people or things listed for this household are others here. Lists of households that are here already are changed by hand; the row was not taken in.</translation>
  </message>
  <message>
   <source>The province's key opened the store; wrong passphrases before: {about}.</source>
   <translation>The province's key opened the store; wrong passphrases before: {about}.</translation>
  </message>
  <message>
   <source>The provisioning file named no address of a registry. Everything is kept here; give the address with --registry.</source>
   <translation>The provisioning file named no address of a registry. Everything is kept here; give the address with --registry.</translation>
  </message>
  <message>
   <source>The provisioning file {file} cannot be read. Nothing was changed; check its name and that you may read it.</source>
   <translation>The provisioning file {file} cannot be read. Nothing was changed; check its name and that you may read it.</translation>
  </message>
  <message>
   <source>The proxy of this network asks for a name and password, or does not accept those it was given. Nothing was lost; an administrator sets them with `indraj device proxy`.</source>
   <translation>The proxy of this network asks for a name and password, or does not accept those it was given. Nothing was lost; an administrator sets them with `indraj device proxy`.</translation>
  </message>
  <message>
   <source>The questionnaire brings a key to encrypt with. It is not used: the store on this laptop and everything that leaves it are encrypted anyway, to the province's own keys.</source>
   <translation>The questionnaire brings a key to encrypt with. It is not used: the store on this laptop and everything that leaves it are encrypted anyway, to the province's own keys.</translation>
  </message>
  <message>
   <source>The questionnaire doubts no answer there now, so there is nothing to confirm.</source>
   <translation>The questionnaire doubts no answer there now, so there is nothing to confirm.</translation>
  </message>
  <message>
   <source>The questionnaire gives this answer by itself, so it cannot be written. Nothing was written.</source>
   <translation>The questionnaire gives this answer by itself, so it cannot be written. Nothing was written.</translation>
  </message>
  <message>
   <source>The questionnaire has no list called {table}. Nothing was taken in.</source>
   <translation>The questionnaire has no list called {table}. Nothing was taken in.</translation>
  </message>
  <message>
   <source>The questionnaire says how its answers are written in short messages. They are never sent so.</source>
   <translation>The questionnaire says how its answers are written in short messages. They are never sent so.</translation>
  </message>
  <message>
   <source>The questionnaire says where or when its answers are sent, or that they are deleted then. They go to the registry with the next exchange, and stay here encrypted.</source>
   <translation>The questionnaire says where or when its answers are sent, or that they are deleted then. They go to the registry with the next exchange, and stay here encrypted.</translation>
  </message>
  <message>
   <source>The questionnaire that this household was captured with has not come to this laptop yet. Nothing was lost; exchange with the registry and open it again.</source>
   <translation>The questionnaire that this household was captured with has not come to this laptop yet. Nothing was lost; exchange with the registry and open it again.</translation>
  </message>
  <message>
   <source>The questionnaire uses {feature}, which Indraj does not do: {where}</source>
   <translation>The questionnaire uses {feature}, which Indraj does not do: {where}</translation>
  </message>
  <message>
   <source>The receiver cannot be opened: it was unplugged, another program uses it, or this person may not. Connect it again, or type the position.</source>
   <translation>The receiver cannot be opened: it was unplugged, another program uses it, or this person may not. Connect it again, or type the position.</translation>
  </message>
  <message>
   <source>The receiver does not know yet where it is. Go into the open and wait for a minute, then try again, or type the position.</source>
   <translation>The receiver does not know yet where it is. Go into the open and wait for a minute, then try again, or type the position.</translation>
  </message>
  <message>
   <source>The registry cannot be reached. Nothing was lost; everything is kept here. Check the network and try again later.</source>
   <translation>The registry cannot be reached. Nothing was lost; everything is kept here. Check the network and try again later.</translation>
  </message>
  <message>
   <source>The registry cannot be served at {place}: the address or port is not this computer's or is in use, or the certificate and its key do not fit. Nothing was changed.</source>
   <translation>The registry cannot be served at {place}: the address or port is not this computer's or is in use, or the certificate and its key do not fit. Nothing was changed.</translation>
  </message>
  <message>
   <source>The registry could not do this. What it stored before is still stored; try again.</source>
   <translation>The registry could not do this. What it stored before is still stored; try again.</translation>
  </message>
  <message>
   <source>The registry declined this exchange. Nothing was lost; everything is kept here. Ask the registry's administrator.</source>
   <translation>The registry declined this exchange. Nothing was lost; everything is kept here. Ask the registry's administrator.</translation>
  </message>
  <message>
   <source>The registry did not accept this laptop's access. Nothing was lost; try again.</source>
   <translation>The registry did not accept this laptop's access. Nothing was lost; try again.</translation>
  </message>
  <message>
   <source>The registry does not accept this laptop's clock. Nothing was lost; set date and time right and try again.</source>
   <translation>The registry does not accept this laptop's clock. Nothing was lost; set date and time right and try again.</translation>
  </message>
  <message>
   <source>The registry does not have this area yet. It is put aside and not confirmed; the laptop sends it again once the office has added the area.</source>
   <translation>The registry does not have this area yet. It is put aside and not confirmed; the laptop sends it again once the office has added the area.</translation>
  </message>
  <message>
   <source>The registry does not have this questionnaire yet. The work is kept, and delivered as soon as it is published.</source>
   <translation>The registry does not have this questionnaire yet. The work is kept, and delivered as soon as it is published.</translation>
  </message>
  <message>
   <source>The registry does not know this laptop. Nothing was lost; everything is kept here. Ask the registry's administrator for a provisioning file.</source>
   <translation>The registry does not know this laptop. Nothing was lost; everything is kept here. Ask the registry's administrator for a provisioning file.</translation>
  </message>
  <message>
   <source>The registry has put aside as much as it keeps of what this laptop brought, and waits for a person. Nothing is lost: the laptop keeps it and sends it again.</source>
   <translation>The registry has put aside as much as it keeps of what this laptop brought, and waits for a person. Nothing is lost: the laptop keeps it and sends it again.</translation>
  </message>
  <message>
   <source>The registry holds less than it confirmed before. Nothing was lost; everything is kept here. Its administrator must say that it was restored from a backup.</source>
   <translation>The registry holds less than it confirmed before. Nothing was lost; everything is kept here. Its administrator must say that it was restored from a backup.</translation>
  </message>
  <message>
   <source>The registry is busy and asks to come back in {retry_after_seconds} seconds. Nothing was lost; try again then.</source>
   <translation>The registry is busy and asks to come back in {retry_after_seconds} seconds. Nothing was lost; try again then.</translation>
  </message>
  <message>
   <source>The registry knows nobody as {person}. Nothing was changed; `indraj registry person list` shows everybody.</source>
   <translation>The registry knows nobody as {person}. Nothing was changed; `indraj registry person list` shows everybody.</translation>
  </message>
  <message>
   <source>The registry no longer accepts this laptop. Nothing was lost; everything is kept here. Hand the laptop to your supervisor.</source>
   <translation>The registry no longer accepts this laptop. Nothing was lost; everything is kept here. Hand the laptop to your supervisor.</translation>
  </message>
  <message>
   <source>The registry promises more and sends nothing. Nothing was lost; try again later.</source>
   <translation>The registry promises more and sends nothing. Nothing was lost; try again later.</translation>
  </message>
  <message>
   <source>The registry signs with a newer key than the one in this folder. Nothing was changed; bring the newest file `registry.key` here and try again.</source>
   <translation>The registry signs with a newer key than the one in this folder. Nothing was changed; bring the newest file `registry.key` here and try again.</translation>
  </message>
  <message>
   <source>The registry takes no message of this size. Nothing was lost; ask the registry's administrator.</source>
   <translation>The registry takes no message of this size. Nothing was lost; ask the registry's administrator.</translation>
  </message>
  <message>
   <source>The registry's database does not answer. Nothing was lost; check that it runs and that its address is right.</source>
   <translation>The registry's database does not answer. Nothing was lost; check that it runs and that its address is right.</translation>
  </message>
  <message>
   <source>The registry's database is not there, or nothing is in it. Nothing was changed; check that its disk is there and that its address is right, or restore a backup in an empty folder.</source>
   <translation>The registry's database is not there, or nothing is in it. Nothing was changed; check that its disk is there and that its address is right, or restore a backup in an empty folder.</translation>
  </message>
  <message>
   <source>The registry's database is of a later version than this program. Nothing was changed; install that version.</source>
   <translation>The registry's database is of a later version than this program. Nothing was changed; install that version.</translation>
  </message>
  <message>
   <source>The registry's database is of an earlier version than this program. Back it up and run `indraj registry upgrade`; nothing was changed.</source>
   <translation>The registry's database is of an earlier version than this program. Back it up and run `indraj registry upgrade`; nothing was changed.</translation>
  </message>
  <message>
   <source>The registry's database is older than what the registry said last. If `restore` was stopped, run it again. If the database came from a backup otherwise, run `indraj registry restored` once, then serve again.</source>
   <translation>The registry's database is older than what the registry said last. If `restore` was stopped, run it again. If the database came from a backup otherwise, run `indraj registry restored` once, then serve again.</translation>
  </message>
  <message>
   <source>The registry's key in this file is not the one that this laptop has followed. Nothing was changed. Ask the registry's administrator: somebody may have had the registry's old key.</source>
   <translation>The registry's key in this file is not the one that this laptop has followed. Nothing was changed. Ask the registry's administrator: somebody may have had the registry's old key.</translation>
  </message>
  <message>
   <source>The row does not say by what the household is known. It was not taken in.</source>
   <translation>The row does not say by what the household is known. It was not taken in.</translation>
  </message>
  <message>
   <source>The same change was delivered before. Nothing is missing.</source>
   <translation>The same change was delivered before. Nothing is missing.</translation>
  </message>
  <message>
   <source>The signature does not fit: it was altered or comes from somebody else. It was not taken; nothing here was changed. Ask for it again from its source.</source>
   <translation>The signature does not fit: it was altered or comes from somebody else. It was not taken; nothing here was changed. Ask for it again from its source.</translation>
  </message>
  <message>
   <source>The store could not do this. What was saved before is still saved; try again, and run `indraj store check`.</source>
   <translation>The store could not do this. What was saved before is still saved; try again, and run `indraj store check`.</translation>
  </message>
  <message>
   <source>The store is open in another window or program. Nothing was changed; close that one first.</source>
   <translation>The store is open in another window or program. Nothing was changed; close that one first.</translation>
  </message>
  <message>
   <source>The store was sealed to the province's key {about}.</source>
   <translation>The store was sealed to the province's key {about}.</translation>
  </message>
  <message>
   <source>The store's database does not open with the store's own key: one of its files was exchanged or damaged. Nothing was changed. Do not delete the folder; restore a backup to another place, or ask your administrator.</source>
   <translation>The store's database does not open with the store's own key: one of its files was exchanged or damaged. Nothing was changed. Do not delete the folder; restore a backup to another place, or ask your administrator.</translation>
  </message>
  <message>
   <source>The store's files are damaged, and were left as they are. What the registry confirmed is safe there. Do not delete the folder; restore a backup to another place, or ask your administrator.</source>
   <translation>The store's files are damaged, and were left as they are. What the registry confirmed is safe there. Do not delete the folder; restore a backup to another place, or ask your administrator.</translation>
  </message>
  <message>
   <source>The type {type} is another program's own; it is asked as {new}.</source>
   <translation>The type {type} is another program's own; it is asked as {new}.</translation>
  </message>
  <message>
   <source>There already is a file {file}, and it was left as it is: it may be a key that laptops are sealed to. Choose another name.</source>
   <translation>There already is a file {file}, and it was left as it is: it may be a key that laptops are sealed to. Choose another name.</translation>
  </message>
  <message>
   <source>There already is a registry at this place, and it was left as it is. Choose another folder or database.</source>
   <translation>There already is a registry at this place, and it was left as it is. Choose another folder or database.</translation>
  </message>
  <message>
   <source>There already is a store at this place, and it was left as it is. Choose another folder.</source>
   <translation>There already is a store at this place, and it was left as it is. Choose another folder.</translation>
  </message>
  <message>
   <source>There is no area {area} in the geography. Nothing was changed; `indraj registry area list` shows them.</source>
   <translation>There is no area {area} in the geography. Nothing was changed; `indraj registry area list` shows them.</translation>
  </message>
  <message>
   <source>There is no area {subject}, and no change here ever wrote to such a household. Nothing was assigned.</source>
   <translation>There is no area {subject}, and no change here ever wrote to such a household. Nothing was assigned.</translation>
  </message>
  <message>
   <source>There is no household {household} in this store. Check the id, or exchange with the registry to receive it.</source>
   <translation>There is no household {household} in this store. Check the id, or exchange with the registry to receive it.</translation>
  </message>
  <message>
   <source>There is no questionnaire {form} in this store; there are: {forms}. Nothing was written.</source>
   <translation>There is no questionnaire {form} in this store; there are: {forms}. Nothing was written.</translation>
  </message>
  <message>
   <source>There is no readable code in this picture. Take it nearer and sharper, or type the code.</source>
   <translation>There is no readable code in this picture. Take it nearer and sharper, or type the code.</translation>
  </message>
  <message>
   <source>There is no registry at this place. Check the folder or the database, or make one with `indraj registry init`.</source>
   <translation>There is no registry at this place. Check the folder or the database, or make one with `indraj registry init`.</translation>
  </message>
  <message>
   <source>There is no side with that number; there are {count}. Nothing was changed.</source>
   <translation>There is no side with that number; there are {count}. Nothing was changed.</translation>
  </message>
  <message>
   <source>There is no store at this place. Check the folder, or make one with `indraj store create` or `indraj device enrol`.</source>
   <translation>There is no store at this place. Check the folder, or make one with `indraj store create` or `indraj device enrol`.</translation>
  </message>
  <message>
   <source>There is no such question in this questionnaire. Nothing was written; check the name of the field.</source>
   <translation>There is no such question in this questionnaire. Nothing was written; check the name of the field.</translation>
  </message>
  <message>
   <source>There is no such thing in this store. Check what was asked for, or exchange with the registry to receive it.</source>
   <translation>There is no such thing in this store. Check what was asked for, or exchange with the registry to receive it.</translation>
  </message>
  <message>
   <source>There is nothing in this bundle. Nothing here was changed.</source>
   <translation>There is nothing in this bundle. Nothing here was changed.</translation>
  </message>
  <message>
   <source>These two are no pair that is listed. Nothing was changed; `indraj duplicate list` shows the pairs.</source>
   <translation>These two are no pair that is listed. Nothing was changed; `indraj duplicate list` shows the pairs.</translation>
  </message>
  <message>
   <source>This activation code does not open the district's key. Look at it again; nothing was changed.</source>
   <translation>This activation code does not open the district's key. Look at it again; nothing was changed.</translation>
  </message>
  <message>
   <source>This answer breaks a rule of the questionnaire. Check it with the person, and correct it.</source>
   <translation>This answer breaks a rule of the questionnaire. Check it with the person, and correct it.</translation>
  </message>
  <message>
   <source>This answer is not among the choices of the question. Nothing else was changed; choose one of them.</source>
   <translation>This answer is not among the choices of the question. Nothing else was changed; choose one of them.</translation>
  </message>
  <message>
   <source>This answer is not of the kind that the question takes, such as a whole number or a date. Nothing was written.</source>
   <translation>This answer is not of the kind that the question takes, such as a whole number or a date. Nothing was written.</translation>
  </message>
  <message>
   <source>This bundle belongs to another registry than this laptop does. Nothing here was changed.</source>
   <translation>This bundle belongs to another registry than this laptop does. Nothing here was changed.</translation>
  </message>
  <message>
   <source>This bundle is larger than any may be. It was not read; nothing here was changed.</source>
   <translation>This bundle is larger than any may be. It was not read; nothing here was changed.</translation>
  </message>
  <message>
   <source>This bundle is not as it was written: it is damaged or somebody changed it. Nothing here was changed; have it written again.</source>
   <translation>This bundle is not as it was written: it is damaged or somebody changed it. Nothing here was changed; have it written again.</translation>
  </message>
  <message>
   <source>This bundle is not sealed to you: it comes from another district, or was written with a newer key of yours that this laptop has not heard of. Nothing here was changed; exchange first, or take it to the registry.</source>
   <translation>This bundle is not sealed to you: it comes from another district, or was written with a newer key of yours that this laptop has not heard of. Nothing here was changed; exchange first, or take it to the registry.</translation>
  </message>
  <message>
   <source>This bundle is on its way to the registry; there is nothing in it for this laptop. Nothing here was changed.</source>
   <translation>This bundle is on its way to the registry; there is nothing in it for this laptop. Nothing here was changed.</translation>
  </message>
  <message>
   <source>This bundle was not taken. Nothing here was changed.</source>
   <translation>This bundle was not taken. Nothing here was changed.</translation>
  </message>
  <message>
   <source>This file is no picture that can be read here. Nothing was changed; JPEG and PNG pictures always can.</source>
   <translation>This file is no picture that can be read here. Nothing was changed; JPEG and PNG pictures always can.</translation>
  </message>
  <message>
   <source>This file is no questionnaire (XLSForm or XForm). Nothing was installed; choose another file.</source>
   <translation>This file is no questionnaire (XLSForm or XForm). Nothing was installed; choose another file.</translation>
  </message>
  <message>
   <source>This file is not a bundle. Nothing here was changed; choose a file that Indraj wrote.</source>
   <translation>This file is not a bundle. Nothing here was changed; choose a file that Indraj wrote.</translation>
  </message>
  <message>
   <source>This file was made before the registry took another key. Nothing was changed; ask the registry's administrator for a new file.</source>
   <translation>This file was made before the registry took another key. Nothing was changed; ask the registry's administrator for a new file.</translation>
  </message>
  <message>
   <source>This household has the newest version of its questionnaire that this laptop holds. There is nothing to move it to.</source>
   <translation>This household has the newest version of its questionnaire that this laptop holds. There is nothing to move it to.</translation>
  </message>
  <message>
   <source>This household is not submitted, so there is nothing to review yet. Nothing was changed.</source>
   <translation>This household is not submitted, so there is nothing to review yet. Nothing was changed.</translation>
  </message>
  <message>
   <source>This household is open for answering on this laptop. Nothing was changed; submit it or give that up first.</source>
   <translation>This household is open for answering on this laptop. Nothing was changed; submit it or give that up first.</translation>
  </message>
  <message>
   <source>This household is too large to travel in one piece. Everything that was answered is kept on this laptop; shorten its longest answers.</source>
   <translation>This household is too large to travel in one piece. Everything that was answered is kept on this laptop; shorten its longest answers.</translation>
  </message>
  <message>
   <source>This household was erased by order of the office. Nothing of it is kept, and nothing more can be written about it.</source>
   <translation>This household was erased by order of the office. Nothing of it is kept, and nothing more can be written about it.</translation>
  </message>
  <message>
   <source>This is a group of questions and needs an object with their answers. Nothing was written.</source>
   <translation>This is a group of questions and needs an object with their answers. Nothing was written.</translation>
  </message>
  <message>
   <source>This is a list of people or things and needs a list of objects. Nothing was written.</source>
   <translation>This is a list of people or things and needs a list of objects. Nothing was written.</translation>
  </message>
  <message>
   <source>This is no answer that the question can take. Nothing was written.</source>
   <translation>This is no answer that the question can take. Nothing was written.</translation>
  </message>
  <message>
   <source>This is no whole backup of a registry. Nothing was changed; take another copy.</source>
   <translation>This is no whole backup of a registry. Nothing was changed; take another copy.</translation>
  </message>
  <message>
   <source>This is not the address of a proxy. Write it as `http://name:password@host:port`, `none` or `system`.</source>
   <translation>This is not the address of a proxy. Write it as `http://name:password@host:port`, `none` or `system`.</translation>
  </message>
  <message>
   <source>This laptop belongs to the registry {mine}, and the file is of another one, {other}. Nothing was changed; ask for a file of your own registry.</source>
   <translation>This laptop belongs to the registry {mine}, and the file is of another one, {other}. Nothing was changed; ask for a file of your own registry.</translation>
  </message>
  <message>
   <source>This laptop has heard of no package like {file}. Sync first, or read a bundle of the office; do not install what the registry has not published.</source>
   <translation>This laptop has heard of no package like {file}. Sync first, or read a bundle of the office; do not install what the registry has not published.</translation>
  </message>
  <message>
   <source>This laptop is not enrolled yet, so there is no registry to exchange with. Everything is kept here; take a provisioning file with `indraj device enrol`.</source>
   <translation>This laptop is not enrolled yet, so there is no registry to exchange with. Everything is kept here; take a provisioning file with `indraj device enrol`.</translation>
  </message>
  <message>
   <source>This laptop knows no place {code}. It knows its own areas, what lies in them and what they lie in; `indraj geography` shows them.</source>
   <translation>This laptop knows no place {code}. It knows its own areas, what lies in them and what they lie in; `indraj geography` shows them.</translation>
  </message>
  <message>
   <source>This laptop was set up from a file that says nobody to seal bundles to. Nothing was written; ask for a new provisioning file, or exchange over the network.</source>
   <translation>This laptop was set up from a file that says nobody to seal bundles to. Nothing was written; ask for a new provisioning file, or exchange over the network.</translation>
  </message>
  <message>
   <source>This list is of another registry, or from before it was restored. Nothing was changed; make a new one with `indraj registry durable --json`.</source>
   <translation>This list is of another registry, or from before it was restored. Nothing was changed; make a new one with `indraj registry durable --json`.</translation>
  </message>
  <message>
   <source>This program was installed without {extra}. Nothing was written; have it added, or take CSV or JSON.</source>
   <translation>This program was installed without {extra}. Nothing was written; have it added, or take CSV or JSON.</translation>
  </message>
  <message>
   <source>This question is not asked after the other answers, so it cannot be answered. Nothing was written.</source>
   <translation>This question is not asked after the other answers, so it cannot be answered. Nothing was written.</translation>
  </message>
  <message>
   <source>This question needs an answer before the household can be submitted. Everything answered so far is kept.</source>
   <translation>This question needs an answer before the household can be submitted. Everything answered so far is kept.</translation>
  </message>
  <message>
   <source>This questionnaire cannot be used. Nothing was installed; `indraj form check` lists what is wrong: {detail}</source>
   <translation>This questionnaire cannot be used. Nothing was installed; `indraj form check` lists what is wrong: {detail}</translation>
  </message>
  <message>
   <source>This store is not sealed to that recovery key. Nothing was changed; compare the key's short name with the one in the laptop's provisioning file.</source>
   <translation>This store is not sealed to that recovery key. Nothing was changed; compare the key's short name with the one in the laptop's provisioning file.</translation>
  </message>
  <message>
   <source>This store was copied from another place, and two copies must not write as one laptop. Everything is kept here and you can go on working; before the next exchange take a new provisioning file with `indraj device enrol`.</source>
   <translation>This store was copied from another place, and two copies must not write as one laptop. Everything is kept here and you can go on working; before the next exchange take a new provisioning file with `indraj device enrol`.</translation>
  </message>
  <message>
   <source>This store was put back to an earlier state, and must not write on as if nothing had happened. Everything is kept here and you can go on working; before the next exchange take a new provisioning file with `indraj device enrol`.</source>
   <translation>This store was put back to an earlier state, and must not write on as if nothing had happened. Everything is kept here and you can go on working; before the next exchange take a new provisioning file with `indraj device enrol`.</translation>
  </message>
  <message>
   <source>This was signed with a key that the registry has given up. It was not taken; nothing here was changed. Exchange again; if this is said again, tell the registry's administrator: somebody may have the old key.</source>
   <translation>This was signed with a key that the registry has given up. It was not taken; nothing here was changed. Exchange again; if this is said again, tell the registry's administrator: somebody may have the old key.</translation>
  </message>
  <message>
   <source>This workbook is written for ODK-X, which has rules of its own. Nothing was installed; write it as an XLSForm.</source>
   <translation>This workbook is written for ODK-X, which has rules of its own. Nothing was installed; write it as an XLSForm.</translation>
  </message>
  <message>
   <source>Too many requests came from here in a short time. Nothing was lost; wait a little and try again.</source>
   <translation>Too many requests came from here in a short time. Nothing was lost; wait a little and try again.</translation>
  </message>
  <message>
   <source>Too many wrong passphrases. Nothing was lost; wait {seconds} seconds and try again.</source>
   <translation>Too many wrong passphrases. Nothing was lost; wait {seconds} seconds and try again.</translation>
  </message>
  <message>
   <source>Two laptops write as one. Both are kept and nothing was lost; take a new provisioning file for one of them.</source>
   <translation>Two laptops write as one. Both are kept and nothing was lost; take a new provisioning file for one of them.</translation>
  </message>
  <message>
   <source>Two people disagree about this answer. Nothing was written; settle the conflict first, with one of its sides or another value.</source>
   <translation>Two people disagree about this answer. Nothing was written; settle the conflict first, with one of its sides or another value.</translation>
  </message>
  <message>
   <source>What came cannot be read as what it should be. It was not taken; nothing here was changed. Check where it came from and try again.</source>
   <translation>What came cannot be read as what it should be. It was not taken; nothing here was changed. Check where it came from and try again.</translation>
  </message>
  <message>
   <source>What came is larger than anything allowed. It was not taken; nothing here was changed.</source>
   <translation>What came is larger than anything allowed. It was not taken; nothing here was changed.</translation>
  </message>
  <message>
   <source>What came over this connection is not the language of receivers (NMEA 0183). Choose another connection, or type the position.</source>
   <translation>What came over this connection is not the language of receivers (NMEA 0183). Choose another connection, or type the position.</translation>
  </message>
  <message>
   <source>What came was written by a version of Indraj that this one does not understand. It was not taken; nothing here was changed. Update Indraj.</source>
   <translation>What came was written by a version of Indraj that this one does not understand. It was not taken; nothing here was changed. Update Indraj.</translation>
  </message>
  <message>
   <source>What is said of the area {area} is not as it must be: {field}. Nothing was changed; `docs/registry.md` says what each field may be.</source>
   <translation>What is said of the area {area} is not as it must be: {field}. Nothing was changed; `docs/registry.md` says what each field may be.</translation>
  </message>
  <message>
   <source>What is said of {file} is not as it must be: {field}. Nothing was published; give `--version` and `--platform` where its name does not tell them.</source>
   <translation>What is said of {file} is not as it must be: {field}. Nothing was published; give `--version` and `--platform` where its name does not tell them.</translation>
  </message>
  <message>
   <source>What search() is to look for is not said plainly; there are no choices but those written out. Name the list, the columns and the way as words in quotation marks.</source>
   <translation>What search() is to look for is not said plainly; there are no choices but those written out. Name the list, the columns and the way as words in quotation marks.</translation>
  </message>
  <message>
   <source>What the same laptop wrote before it is not here yet. It is put aside, and taken as soon as that comes.</source>
   <translation>What the same laptop wrote before it is not here yet. It is put aside, and taken as soon as that comes.</translation>
  </message>
  <message>
   <source>Where the registry keeps photos and files cannot be reached or is full. Nothing was lost; check its address, its rights and its room.</source>
   <translation>Where the registry keeps photos and files cannot be reached or is full. Nothing was lost; check its address, its rights and its room.</translation>
  </message>
  <message>
   <source>Who saw which household is shown to a supervisor, or to whoever holds the province's recovery key (`--province-key`). Nothing was changed.</source>
   <translation>Who saw which household is shown to a supervisor, or to whoever holds the province's recovery key (`--province-key`). Nothing was changed.</translation>
  </message>
  <message>
   <source>You cannot take your own key away. Nothing was changed; somebody else who can open the store has to do it.</source>
   <translation>You cannot take your own key away. Nothing was changed; somebody else who can open the store has to do it.</translation>
  </message>
  <message>
   <source>{column} is no question of the household, so it cannot tell households apart. Nothing was taken in.</source>
   <translation>{column} is no question of the household, so it cannot tell households apart. Nothing was taken in.</translation>
  </message>
  <message>
   <source>{count} of {people} people have names that are alike.</source>
   <translation>{count} of {people} people have names that are alike.</translation>
  </message>
  <message>
   <source>{expression} asks whether {question} is there, which it always is; compare it with a value.</source>
   <translation>{expression} asks whether {question} is there, which it always is; compare it with a value.</translation>
  </message>
  <message>
   <source>{file} cannot be read as what its name says. Nothing was taken in.</source>
   <translation>{file} cannot be read as what its name says. Nothing was taken in.</translation>
  </message>
  <message>
   <source>{file} cannot be read. Nothing here was changed; check that the stick is plugged in.</source>
   <translation>{file} cannot be read. Nothing here was changed; check that the stick is plugged in.</translation>
  </message>
  <message>
   <source>{file} cannot be written: its folder is not there, is full, or is not yours to write in. Nothing was lost; choose another place and try again.</source>
   <translation>{file} cannot be written: its folder is not there, is full, or is not yours to write in. Nothing was lost; choose another place and try again.</translation>
  </message>
  <message>
   <source>{file} holds no JSON object. Nothing was changed; check the file.</source>
   <translation>{file} holds no JSON object. Nothing was changed; check the file.</translation>
  </message>
  <message>
   <source>{file} is no CSV, workbook or JSON file. Nothing was taken in.</source>
   <translation>{file} is no CSV, workbook or JSON file. Nothing was taken in.</translation>
  </message>
  <message>
   <source>{file} is no list of places: a CSV in UTF-8 with commas between, and columns `code` and `name_en`. Nothing was changed.</source>
   <translation>{file} is no list of places: a CSV in UTF-8 with commas between, and columns `code` and `name_en`. Nothing was changed.</translation>
  </message>
  <message>
   <source>{file} is no provisioning file. Nothing was changed; ask your administrator for the file made with `indraj registry device add`.</source>
   <translation>{file} is no provisioning file. Nothing was changed; ask your administrator for the file made with `indraj registry device add`.</translation>
  </message>
  <message>
   <source>{file} is no recovery key that this passphrase opens. Nothing was changed; check the file and the passphrase it was made with.</source>
   <translation>{file} is no recovery key that this passphrase opens. Nothing was changed; check the file and the passphrase it was made with.</translation>
  </message>
  <message>
   <source>{file} is not what the registry published under that name. Do not install it; ask for another copy, and tell the office where this one came from.</source>
   <translation>{file} is not what the registry published under that name. Do not install it; ask for another copy, and tell the office where this one came from.</translation>
  </message>
  <message>
   <source>{file} is too large to travel to the laptops. Nothing was published; shorten its lists. Villages and other places need none: they come with the geography.</source>
   <translation>{file} is too large to travel to the laptops. Nothing was published; shorten its lists. Villages and other places need none: they come with the geography.</translation>
  </message>
  <message>
   <source>{file} is version {version}, which the registry has withdrawn. Do not install it; ask for a newer one.</source>
   <translation>{file} is version {version}, which the registry has withdrawn. Do not install it; ask for a newer one.</translation>
  </message>
  <message>
   <source>{folder} could not be written. Nothing was left there, and the households are as they were; look whether the disk is full or protected.</source>
   <translation>{folder} could not be written. Nothing was left there, and the households are as they were; look whether the disk is full or protected.</translation>
  </message>
  <message>
   <source>{folder} is not an empty folder. Nothing was written; name a folder that is not there yet.</source>
   <translation>{folder} is not an empty folder. Nothing was written; name a folder that is not there yet.</translation>
  </message>
  <message>
   <source>{message}</source>
   <translation>{message}</translation>
  </message>
  <message>
   <source>{name} can open this store already. Nothing was changed; a new passphrase is set with `indraj user passphrase`.</source>
   <translation>{name} can open this store already. Nothing was changed; a new passphrase is set with `indraj user passphrase`.</translation>
  </message>
  <message>
   <source>{person} began to put the store under another key.</source>
   <translation>{person} began to put the store under another key.</translation>
  </message>
  <message>
   <source>{person} compared household {about} with others like it.</source>
   <translation>{person} compared household {about} with others like it.</translation>
  </message>
  <message>
   <source>{person} enrolled this laptop as device {about}.</source>
   <translation>{person} enrolled this laptop as device {about}.</translation>
  </message>
  <message>
   <source>{person} gave laptop {about} another key for its work.</source>
   <translation>{person} gave laptop {about} another key for its work.</translation>
  </message>
  <message>
   <source>{person} had a list of households written: {about}.</source>
   <translation>{person} had a list of households written: {about}.</translation>
  </message>
  <message>
   <source>{person} had a recovery code made for {about}.</source>
   <translation>{person} had a recovery code made for {about}.</translation>
  </message>
  <message>
   <source>{person} made a backup.</source>
   <translation>{person} made a backup.</translation>
  </message>
  <message>
   <source>{person} made the store.</source>
   <translation>{person} made the store.</translation>
  </message>
  <message>
   <source>{person} needs the activation code that the office gave. Nothing was changed; give the code as well.</source>
   <translation>{person} needs the activation code that the office gave. Nothing was changed; give the code as well.</translation>
  </message>
  <message>
   <source>{person} opened household {about}.</source>
   <translation>{person} opened household {about}.</translation>
  </message>
  <message>
   <source>{person} opened the store with a recovery code; wrong guesses before: {about}.</source>
   <translation>{person} opened the store with a recovery code; wrong guesses before: {about}.</translation>
  </message>
  <message>
   <source>{person} opened the store; wrong passphrases before: {about}.</source>
   <translation>{person} opened the store; wrong passphrases before: {about}.</translation>
  </message>
  <message>
   <source>{person} read the history of household {about}.</source>
   <translation>{person} read the history of household {about}.</translation>
  </message>
  <message>
   <source>{person} set a passphrase of {about}.</source>
   <translation>{person} set a passphrase of {about}.</translation>
  </message>
  <message>
   <source>{person} took households in from a file; rows in it: {about}.</source>
   <translation>{person} took households in from a file; rows in it: {about}.</translation>
  </message>
  <message>
   <source>{person} took the key of {about} away.</source>
   <translation>{person} took the key of {about} away.</translation>
  </message>
  <message>
   <source>{person} works with the register no more. Nothing was changed; if they do again, `indraj registry person end ID --undo` says so.</source>
   <translation>{person} works with the register no more. Nothing was changed; if they do again, `indraj registry person end ID --undo` says so.</translation>
  </message>
  <message>
   <source>{person} wrote households into files that anybody can read: {about}.</source>
   <translation>{person} wrote households into files that anybody can read: {about}.</translation>
  </message>
 </context>
 <context>
  <name>Questionnaire</name>
  <message numerus="yes">
   <source>%n question(s) do not apply any more. What was answered is kept.</source>
   <translation>
    <numerusform>%n question does not apply any more. What was answered is kept.</numerusform>
    <numerusform>%n questions do not apply any more. What was answered is kept.</numerusform>
   </translation>
  </message>
  <message>
   <source>Back to households</source>
   <translation>Back to households</translation>
  </message>
  <message>
   <source>Back to the questions</source>
   <translation>Back to the questions</translation>
  </message>
  <message>
   <source>Before this visit</source>
   <translation>Before this visit</translation>
  </message>
  <message>
   <source>Every question has an answer.</source>
   <translation>Every question has an answer.</translation>
  </message>
  <message>
   <source>Go to the first</source>
   <translation>Go to the first</translation>
  </message>
  <message>
   <source>Help</source>
   <translation>Help</translation>
  </message>
  <message>
   <source>How to ask</source>
   <translation>How to ask</translation>
  </message>
  <message>
   <source>Not saved: {why}</source>
   <translation>Not saved: {why}</translation>
  </message>
  <message>
   <source>Progress</source>
   <translation>Progress</translation>
  </message>
  <message>
   <source>Question {number}</source>
   <translation>Question {number}</translation>
  </message>
  <message>
   <source>Read the question as it is written.</source>
   <translation>Read the question as it is written.</translation>
  </message>
  <message numerus="yes">
   <source>Returned with %n comment(s). It is answered when you submit again.</source>
   <translation>
    <numerusform>Returned with %n comment. It is answered when you submit again.</numerusform>
    <numerusform>Returned with %n comments. They are answered when you submit again.</numerusform>
   </translation>
  </message>
  <message>
   <source>Review and submit</source>
   <translation>Review and submit</translation>
  </message>
  <message>
   <source>Saved {time}</source>
   <translation>Saved {time}</translation>
  </message>
  <message>
   <source>Saving…</source>
   <translation>Saving…</translation>
  </message>
  <message>
   <source>Sections</source>
   <translation>Sections</translation>
  </message>
  <message>
   <source>That was the last; this is the first.</source>
   <translation>That was the last; this is the first.</translation>
  </message>
  <message>
   <source>There are no problems.</source>
   <translation>There are no problems.</translation>
  </message>
  <message>
   <source>There is nothing to undo.</source>
   <translation>There is nothing to undo.</translation>
  </message>
  <message>
   <source>To read out</source>
   <translation>To read out</translation>
  </message>
  <message>
   <source>Two people wrote different answers here. Decide it under Conflicts; until then it cannot be changed.</source>
   <translation>Two people wrote different answers here. Decide it under Conflicts; until then it cannot be changed.</translation>
  </message>
  <message>
   <source>Use this value</source>
   <translation>Use this value</translation>
  </message>
  <message>
   <source>What was written</source>
   <translation>What was written</translation>
  </message>
  <message>
   <source>left empty</source>
   <translation>left empty</translation>
  </message>
  <message>
   <source>open review</source>
   <translation>open review</translation>
  </message>
  <message>
   <source>{answered} of {total} answered</source>
   <translation>{answered} of {total} answered</translation>
  </message>
  <message>
   <source>{person} · laptop {device}</source>
   <translation>{person} · laptop {device}</translation>
  </message>
  <message>
   <source>{section}, does not apply</source>
   <translation>{section}, does not apply</translation>
  </message>
  <message>
   <source>{section}, {answered} of {total} answered</source>
   <translation>{section}, {answered} of {total} answered</translation>
  </message>
 </context>
 <context>
  <name>Reading</name>
  <message numerus="yes">
   <source>%n answer(s) break a rule of the questionnaire. It can be approved all the same.</source>
   <translation>
    <numerusform>%n answer breaks a rule of the questionnaire. It can be approved all the same.</numerusform>
    <numerusform>%n answers break a rule of the questionnaire. It can be approved all the same.</numerusform>
   </translation>
  </message>
  <message>
   <source>Answers of the household</source>
   <translation>Answers of the household</translation>
  </message>
  <message>
   <source>Approve</source>
   <translation>Approve</translation>
  </message>
  <message>
   <source>Approved. Everybody gets it with the next sync.</source>
   <translation>Approved. Everybody gets it with the next sync.</translation>
  </message>
  <message>
   <source>Back to households</source>
   <translation>Back to households</translation>
  </message>
  <message>
   <source>Comment to the enumerator</source>
   <translation>Comment to the enumerator</translation>
  </message>
  <message>
   <source>Decide the conflict</source>
   <translation>Decide the conflict</translation>
  </message>
  <message>
   <source>It is approved. To send it back, comment on a question.</source>
   <translation>It is approved. To send it back, comment on a question.</translation>
  </message>
  <message>
   <source>It is right: {reason}</source>
   <translation>It is right: {reason}</translation>
  </message>
  <message>
   <source>It waits for the enumerator. You can add to your comments.</source>
   <translation>It waits for the enumerator. You can add to your comments.</translation>
  </message>
  <message>
   <source>Nothing stands in the way. To return it, comment on a question.</source>
   <translation>Nothing stands in the way. To return it, comment on a question.</translation>
  </message>
  <message>
   <source>People disagree about it; that is decided under Conflicts first.</source>
   <translation>People disagree about it; that is decided under Conflicts first.</translation>
  </message>
  <message>
   <source>Return</source>
   <translation>Return</translation>
  </message>
  <message numerus="yes">
   <source>Return with %n comment(s)</source>
   <translation>
    <numerusform>Return with %n comment</numerusform>
    <numerusform>Return with %n comments</numerusform>
   </translation>
  </message>
  <message>
   <source>Returned. The enumerator gets it with the next sync.</source>
   <translation>Returned. The enumerator gets it with the next sync.</translation>
  </message>
  <message>
   <source>The enumerator gets it back with what you wrote.</source>
   <translation>The enumerator gets it back with what you wrote.</translation>
  </message>
  <message>
   <source>The enumerator has not submitted it yet.</source>
   <translation>The enumerator has not submitted it yet.</translation>
  </message>
  <message>
   <source>The household as a whole</source>
   <translation>The household as a whole</translation>
  </message>
  <message>
   <source>Two people wrote different answers; this is what was agreed last. Decide it under Conflicts.</source>
   <translation>Two people wrote different answers; this is what was agreed last. Decide it under Conflicts.</translation>
  </message>
  <message>
   <source>What should be looked at?</source>
   <translation>What should be looked at?</translation>
  </message>
  <message>
   <source>With a comment the household goes back; without, approve it.</source>
   <translation>With a comment the household goes back; without, approve it.</translation>
  </message>
  <message>
   <source>not answered</source>
   <translation>not answered</translation>
  </message>
  <message>
   <source>not asked</source>
   <translation>not asked</translation>
  </message>
 </context>
 <context>
  <name>Review</name>
  <message numerus="yes">
   <source>%n problem(s) block submitting. Your work is saved either way.</source>
   <translation>
    <numerusform>%n problem blocks submitting. Your work is saved either way.</numerusform>
    <numerusform>%n problems block submitting. Your work is saved either way.</numerusform>
   </translation>
  </message>
  <message>
   <source>Answer them</source>
   <translation>Answer them</translation>
  </message>
  <message>
   <source>Answers</source>
   <translation>Answers</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Cancel</translation>
  </message>
  <message>
   <source>Check these</source>
   <translation>Check these</translation>
  </message>
  <message>
   <source>Confirm</source>
   <translation>Confirm</translation>
  </message>
  <message>
   <source>Everything that is needed is there.</source>
   <translation>Everything that is needed is there.</translation>
  </message>
  <message>
   <source>Fix before submitting</source>
   <translation>Fix before submitting</translation>
  </message>
  <message>
   <source>Go</source>
   <translation>Go</translation>
  </message>
  <message>
   <source>It is right: {reason} ({person})</source>
   <translation>It is right: {reason} ({person})</translation>
  </message>
  <message>
   <source>It is right…</source>
   <translation>It is right…</translation>
  </message>
  <message>
   <source>Left empty</source>
   <translation>Left empty</translation>
  </message>
  <message>
   <source>Nothing has to be fixed.</source>
   <translation>Nothing has to be fixed.</translation>
  </message>
  <message>
   <source>Save as partial, come back later</source>
   <translation>Save as partial, come back later</translation>
  </message>
  <message>
   <source>Sections</source>
   <translation>Sections</translation>
  </message>
  <message>
   <source>Submit household</source>
   <translation>Submit household</translation>
  </message>
  <message>
   <source>Unusual, and said to be right</source>
   <translation>Unusual, and said to be right</translation>
  </message>
  <message>
   <source>Why is this unusual answer right?</source>
   <translation>Why is this unusual answer right?</translation>
  </message>
  <message>
   <source>Why?</source>
   <translation>Why?</translation>
  </message>
  <message>
   <source>answered</source>
   <translation>answered</translation>
  </message>
  <message>
   <source>does not apply</source>
   <translation>does not apply</translation>
  </message>
  <message>
   <source>don't know</source>
   <translation>don't know</translation>
  </message>
  <message>
   <source>go to next</source>
   <translation>go to next</translation>
  </message>
  <message>
   <source>left empty</source>
   <translation>left empty</translation>
  </message>
  <message>
   <source>refused</source>
   <translation>refused</translation>
  </message>
  <message>
   <source>with problems</source>
   <translation>with problems</translation>
  </message>
  <message>
   <source>{person}, {when}</source>
   <comment>who commented and when</comment>
   <translation>{person}, {when}</translation>
  </message>
 </context>
 <context>
  <name>Roster</name>
  <message>
   <source>#</source>
   <comment>heading of the number of a person</comment>
   <translation>#</translation>
  </message>
  <message numerus="yes">
   <source>%n person(s)</source>
   <translation>
    <numerusform>%n person</numerusform>
    <numerusform>%n people</numerusform>
   </translation>
  </message>
  <message>
   <source>, </source>
   <comment>between words</comment>
   <translation>, </translation>
  </message>
  <message>
   <source>Add person</source>
   <translation>Add person</translation>
  </message>
  <message>
   <source>Age</source>
   <translation>Age</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>Cancel</translation>
  </message>
  <message>
   <source>Died</source>
   <translation>Died</translation>
  </message>
  <message>
   <source>Entered in error</source>
   <translation>Entered in error</translation>
  </message>
  <message>
   <source>In error</source>
   <translation>In error</translation>
  </message>
  <message>
   <source>Is here again</source>
   <translation>Is here again</translation>
  </message>
  <message>
   <source>Left</source>
   <translation>Left</translation>
  </message>
  <message>
   <source>Left the household</source>
   <translation>Left the household</translation>
  </message>
  <message>
   <source>Name</source>
   <translation>Name</translation>
  </message>
  <message>
   <source>No longer here…</source>
   <translation>No longer here…</translation>
  </message>
  <message>
   <source>No name yet</source>
   <translation>No name yet</translation>
  </message>
  <message>
   <source>People in the household</source>
   <translation>People in the household</translation>
  </message>
  <message>
   <source>Relation</source>
   <translation>Relation</translation>
  </message>
  <message>
   <source>Sex</source>
   <translation>Sex</translation>
  </message>
  <message>
   <source>Status</source>
   <translation>Status</translation>
  </message>
  <message>
   <source>The answers are kept, and the person stays in the list.</source>
   <translation>The answers are kept, and the person stays in the list.</translation>
  </message>
  <message>
   <source>Why is this person no longer in the household?</source>
   <translation>Why is this person no longer in the household?</translation>
  </message>
  <message>
   <source>{answered} of {total} answered</source>
   <translation>{answered} of {total} answered</translation>
  </message>
  <message>
   <source>{place}. {name}</source>
   <comment>number and name of a person</comment>
   <translation>{place}. {name}</translation>
  </message>
 </context>
 <context>
  <name>Sync</name>
  <message numerus="yes">
   <source>%n change(s) still wait.</source>
   <translation>
    <numerusform>%n change still waits.</numerusform>
    <numerusform>%n changes still wait.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n photo(s) or file(s) wait.</source>
   <translation>
    <numerusform>%n photo or file waits.</numerusform>
    <numerusform>%n photos or files wait.</numerusform>
   </translation>
  </message>
  <message>
   <source>All photos and files are at the registry.</source>
   <translation>All photos and files are at the registry.</translation>
  </message>
  <message>
   <source>Choose the office's file</source>
   <translation>Choose the office's file</translation>
  </message>
  <message>
   <source>History</source>
   <translation>History</translation>
  </message>
  <message>
   <source>Last sync: {ago}</source>
   <translation>Last sync: {ago}</translation>
  </message>
  <message>
   <source>Looking for the registry…</source>
   <translation>Looking for the registry…</translation>
  </message>
  <message>
   <source>Not synced yet</source>
   <translation>Not synced yet</translation>
  </message>
  <message>
   <source>Over the network</source>
   <translation>Over the network</translation>
  </message>
  <message>
   <source>Photos and files: sent {sent}, {left} KB left</source>
   <translation>Photos and files: sent {sent}, {left} KB left</translation>
  </message>
  <message>
   <source>Photos and files: {waiting} of {of} wait to be sent.</source>
   <translation>Photos and files: {waiting} of {of} wait to be sent.</translation>
  </message>
  <message>
   <source>Progress</source>
   <translation>Progress</translation>
  </message>
  <message>
   <source>Sends what is only here to {registry}, fetches news.</source>
   <translation>Sends what is only here to {registry}, fetches news.</translation>
  </message>
  <message>
   <source>Sent {sent} · waiting {waiting} · received {received}</source>
   <translation>Sent {sent} · waiting {waiting} · received {received}</translation>
  </message>
  <message>
   <source>Sent {sent}, received {received}.</source>
   <translation>Sent {sent}, received {received}.</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>Stop</translation>
  </message>
  <message>
   <source>Stopping…</source>
   <translation>Stopping…</translation>
  </message>
  <message>
   <source>Sync</source>
   <translation>Sync</translation>
  </message>
  <message>
   <source>Sync now</source>
   <translation>Sync now</translation>
  </message>
  <message>
   <source>The registry's address is not known yet.</source>
   <translation>The registry's address is not known yet.</translation>
  </message>
  <message>
   <source>This laptop is enrolled.</source>
   <translation>This laptop is enrolled.</translation>
  </message>
  <message>
   <source>This laptop is not enrolled</source>
   <translation>This laptop is not enrolled</translation>
  </message>
  <message>
   <source>This laptop needs a new file</source>
   <translation>This laptop needs a new file</translation>
  </message>
  <message>
   <source>Where your households are right now</source>
   <translation>Where your households are right now</translation>
  </message>
  <message>
   <source>You can work and nothing is lost. To send it, choose the file that the office made for this laptop.</source>
   <translation>You can work and nothing is lost. To send it, choose the file that the office made for this laptop.</translation>
  </message>
  <message numerus="yes">
   <source>about %n second(s) left</source>
   <translation>
    <numerusform>about %n second left</numerusform>
    <numerusform>about %n seconds left</numerusform>
   </translation>
  </message>
  <message>
   <source>confirmed by the registry</source>
   <translation>confirmed by the registry</translation>
  </message>
  <message>
   <source>handed over, not confirmed yet</source>
   <translation>handed over, not confirmed yet</translation>
  </message>
  <message>
   <source>only on this laptop</source>
   <translation>only on this laptop</translation>
  </message>
  <message>
   <source>received {received}</source>
   <translation>received {received}</translation>
  </message>
  <message>
   <source>{up} KB up, {down} KB down</source>
   <translation>{up} KB up, {down} KB down</translation>
  </message>
 </context>
 <context>
  <name>Time</name>
  <message numerus="yes">
   <source>%n day(s) ago</source>
   <translation>
    <numerusform>%n day ago</numerusform>
    <numerusform>%n days ago</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n hour(s) ago</source>
   <translation>
    <numerusform>%n hour ago</numerusform>
    <numerusform>%n hours ago</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n minute(s) ago</source>
   <translation>
    <numerusform>%n minute ago</numerusform>
    <numerusform>%n minutes ago</numerusform>
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
  <name>Version</name>
  <message numerus="yes">
   <source>%n conflict(s) stay as they are.</source>
   <translation>
    <numerusform>%n conflict stays as it is.</numerusform>
    <numerusform>%n conflicts stay as they are.</numerusform>
   </translation>
  </message>
  <message>
   <source>A newer version of the questionnaire is here</source>
   <translation>A newer version of the questionnaire is here</translation>
  </message>
  <message>
   <source>Answers that the new question does not take</source>
   <translation>Answers that the new question does not take</translation>
  </message>
  <message>
   <source>Answers to questions that are gone</source>
   <translation>Answers to questions that are gone</translation>
  </message>
  <message>
   <source>Called otherwise, with their answers</source>
   <translation>Called otherwise, with their answers</translation>
  </message>
  <message>
   <source>Filled with version {old}; version {new} is installed on this laptop.</source>
   <translation>Filled with version {old}; version {new} is installed on this laptop.</translation>
  </message>
  <message>
   <source>It can be undone until the household is submitted.</source>
   <translation>It can be undone until the household is submitted.</translation>
  </message>
  <message>
   <source>Move to version {new}</source>
   <translation>Move to version {new}</translation>
  </message>
  <message>
   <source>Moved from version {old} to version {new} in this visit.</source>
   <translation>Moved from version {old} to version {new} in this visit.</translation>
  </message>
  <message>
   <source>New questions</source>
   <translation>New questions</translation>
  </message>
  <message>
   <source>See what would move</source>
   <translation>See what would move</translation>
  </message>
  <message>
   <source>Stay with version {old}</source>
   <translation>Stay with version {old}</translation>
  </message>
  <message>
   <source>They have to be asked again.</source>
   <translation>They have to be asked again.</translation>
  </message>
  <message>
   <source>They stay in the household and in its history; no question of the new version shows them.</source>
   <translation>They stay in the household and in its history; no question of the new version shows them.</translation>
  </message>
  <message>
   <source>This household was filled with version {old}. Version {new} is installed now. This is what would become of its answers:</source>
   <translation>This household was filled with version {old}. Version {new} is installed now. This is what would become of its answers:</translation>
  </message>
  <message>
   <source>Undo the move</source>
   <translation>Undo the move</translation>
  </message>
  <message numerus="yes">
   <source>Undoing takes back %n answer(s) given since then.</source>
   <translation>
    <numerusform>Undoing takes back %n answer given since then.</numerusform>
    <numerusform>Undoing takes back %n answers given since then.</numerusform>
   </translation>
  </message>
  <message>
   <source>answers have no place</source>
   <translation>answers have no place</translation>
  </message>
  <message>
   <source>answers stay as they are</source>
   <translation>answers stay as they are</translation>
  </message>
  <message>
   <source>are called otherwise</source>
   <translation>are called otherwise</translation>
  </message>
  <message>
   <source>new questions</source>
   <translation>new questions</translation>
  </message>
  <message>
   <source>to fix before submitting</source>
   <translation>to fix before submitting</translation>
  </message>
 </context>
 <context>
  <name>Why</name>
  <message>
   <source>A condition about the answers below</source>
   <translation>A condition about the answers below</translation>
  </message>
  <message>
   <source>All of these have to be so:</source>
   <translation>All of these have to be so:</translation>
  </message>
  <message>
   <source>All questions</source>
   <translation>All questions</translation>
  </message>
  <message>
   <source>An answer is always needed.</source>
   <translation>An answer is always needed.</translation>
  </message>
  <message>
   <source>An answer is needed because</source>
   <translation>An answer is needed because</translation>
  </message>
  <message>
   <source>An answer is needed here.</source>
   <translation>An answer is needed here.</translation>
  </message>
  <message>
   <source>An answer is not needed because</source>
   <translation>An answer is not needed because</translation>
  </message>
  <message>
   <source>Choose a question in the list.</source>
   <translation>Choose a question in the list.</translation>
  </message>
  <message>
   <source>Find a question</source>
   <translation>Find a question</translation>
  </message>
  <message>
   <source>For the form's author: the rules as written</source>
   <translation>For the form's author: the rules as written</translation>
  </message>
  <message>
   <source>Go</source>
   <translation>Go</translation>
  </message>
  <message>
   <source>Go to the question</source>
   <translation>Go to the question</translation>
  </message>
  <message>
   <source>How many there are follows from</source>
   <translation>How many there are follows from</translation>
  </message>
  <message>
   <source>It can be changed because</source>
   <translation>It can be changed because</translation>
  </message>
  <message>
   <source>It can never be changed by hand.</source>
   <translation>It can never be changed by hand.</translation>
  </message>
  <message>
   <source>It cannot be changed because</source>
   <translation>It cannot be changed because</translation>
  </message>
  <message>
   <source>It depends on these together:</source>
   <translation>It depends on these together:</translation>
  </message>
  <message>
   <source>It is always asked.</source>
   <translation>It is always asked.</translation>
  </message>
  <message>
   <source>It is asked because</source>
   <translation>It is asked because</translation>
  </message>
  <message>
   <source>It is not asked because</source>
   <translation>It is not asked because</translation>
  </message>
  <message>
   <source>It is not so</source>
   <translation>It is not so</translation>
  </message>
  <message>
   <source>It is so</source>
   <translation>It is so</translation>
  </message>
  <message>
   <source>It is worked out from</source>
   <translation>It is worked out from</translation>
  </message>
  <message>
   <source>Not asked</source>
   <translation>Not asked</translation>
  </message>
  <message>
   <source>One of these is enough:</source>
   <translation>One of these is enough:</translation>
  </message>
  <message>
   <source>Questions</source>
   <translation>Questions</translation>
  </message>
  <message>
   <source>The answer is refused because</source>
   <translation>The answer is refused because</translation>
  </message>
  <message>
   <source>The answer is taken because</source>
   <translation>The answer is taken because</translation>
  </message>
  <message>
   <source>The form works this out. Nobody types it.</source>
   <translation>The form works this out. Nobody types it.</translation>
  </message>
  <message>
   <source>The part “{name}” applies because</source>
   <translation>The part “{name}” applies because</translation>
  </message>
  <message>
   <source>The part “{name}” can be changed because</source>
   <translation>The part “{name}” can be changed because</translation>
  </message>
  <message>
   <source>The part “{name}” cannot be changed because</source>
   <translation>The part “{name}” cannot be changed because</translation>
  </message>
  <message>
   <source>The part “{name}” does not apply because</source>
   <translation>The part “{name}” does not apply because</translation>
  </message>
  <message>
   <source>This answer is not among the choices any more.</source>
   <translation>This answer is not among the choices any more.</translation>
  </message>
  <message>
   <source>This answer is refused.</source>
   <translation>This answer is refused.</translation>
  </message>
  <message>
   <source>This cannot be changed.</source>
   <translation>This cannot be changed.</translation>
  </message>
  <message>
   <source>This is shown to be read out.</source>
   <translation>This is shown to be read out.</translation>
  </message>
  <message>
   <source>This part applies.</source>
   <translation>This part applies.</translation>
  </message>
  <message>
   <source>This part does not apply.</source>
   <translation>This part does not apply.</translation>
  </message>
  <message>
   <source>This question is asked, and an answer is needed.</source>
   <translation>This question is asked, and an answer is needed.</translation>
  </message>
  <message>
   <source>This question is asked.</source>
   <translation>This question is asked.</translation>
  </message>
  <message>
   <source>This question is not asked.</source>
   <translation>This question is not asked.</translation>
  </message>
  <message>
   <source>Two people wrote different answers here.</source>
   <translation>Two people wrote different answers here.</translation>
  </message>
  <message>
   <source>What an answer must be</source>
   <translation>What an answer must be</translation>
  </message>
  <message>
   <source>What can be chosen depends on</source>
   <translation>What can be chosen depends on</translation>
  </message>
  <message>
   <source>What was typed is no answer here.</source>
   <translation>What was typed is no answer here.</translation>
  </message>
  <message>
   <source>Why is it so?</source>
   <translation>Why is it so?</translation>
  </message>
  <message>
   <source>Why is this question so?</source>
   <translation>Why is this question so?</translation>
  </message>
  <message>
   <source>With problems</source>
   <translation>With problems</translation>
  </message>
  <message>
   <source>Worked out</source>
   <translation>Worked out</translation>
  </message>
  <message>
   <source>not answered</source>
   <translation>not answered</translation>
  </message>
  <message>
   <source>not asked</source>
   <translation>not asked</translation>
  </message>
  <message>
   <source>the answer to “{question}”</source>
   <translation>the answer to “{question}”</translation>
  </message>
  <message>
   <source>“{question}” has an answer</source>
   <translation>“{question}” has an answer</translation>
  </message>
  <message>
   <source>“{question}” has no answer</source>
   <translation>“{question}” has no answer</translation>
  </message>
  <message>
   <source>“{question}” is after today</source>
   <translation>“{question}” is after today</translation>
  </message>
  <message>
   <source>“{question}” is anything but: {value}</source>
   <translation>“{question}” is anything but: {value}</translation>
  </message>
  <message>
   <source>“{question}” is at least {value}</source>
   <translation>“{question}” is at least {value}</translation>
  </message>
  <message>
   <source>“{question}” is at most {value}</source>
   <translation>“{question}” is at most {value}</translation>
  </message>
  <message>
   <source>“{question}” is before today</source>
   <translation>“{question}” is before today</translation>
  </message>
  <message>
   <source>“{question}” is less than {value}</source>
   <translation>“{question}” is less than {value}</translation>
  </message>
  <message>
   <source>“{question}” is more than {value}</source>
   <translation>“{question}” is more than {value}</translation>
  </message>
  <message>
   <source>“{question}” is none of: {value}</source>
   <translation>“{question}” is none of: {value}</translation>
  </message>
  <message>
   <source>“{question}” is not after today</source>
   <translation>“{question}” is not after today</translation>
  </message>
  <message>
   <source>“{question}” is not before today</source>
   <translation>“{question}” is not before today</translation>
  </message>
  <message>
   <source>“{question}” is not less than {value}</source>
   <translation>“{question}” is not less than {value}</translation>
  </message>
  <message>
   <source>“{question}” is not more than {value}</source>
   <translation>“{question}” is not more than {value}</translation>
  </message>
  <message>
   <source>“{question}” is not today</source>
   <translation>“{question}” is not today</translation>
  </message>
  <message>
   <source>“{question}” is not written in that way</source>
   <translation>“{question}” is not written in that way</translation>
  </message>
  <message>
   <source>“{question}” is not {value} or less</source>
   <translation>“{question}” is not {value} or less</translation>
  </message>
  <message>
   <source>“{question}” is not {value} or more</source>
   <translation>“{question}” is not {value} or more</translation>
  </message>
  <message>
   <source>“{question}” is one of: {value}</source>
   <translation>“{question}” is one of: {value}</translation>
  </message>
  <message>
   <source>“{question}” is today</source>
   <translation>“{question}” is today</translation>
  </message>
  <message>
   <source>“{question}” is written as it has to be</source>
   <translation>“{question}” is written as it has to be</translation>
  </message>
  <message>
   <source>“{question}” is: {value}</source>
   <translation>“{question}” is: {value}</translation>
  </message>
  <message>
   <source>“{value}” is chosen in “{question}”</source>
   <translation>“{value}” is chosen in “{question}”</translation>
  </message>
  <message>
   <source>“{value}” is not chosen in “{question}”</source>
   <translation>“{value}” is not chosen in “{question}”</translation>
  </message>
 </context>
 <context>
  <name>Window</name>
  <message>
   <source>Bigger text</source>
   <translation>Bigger text</translation>
  </message>
  <message>
   <source>Bundles</source>
   <translation>Bundles</translation>
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
   <source>Files</source>
   <translation>Files</translation>
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
   <source>Laptops</source>
   <translation>Laptops</translation>
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
