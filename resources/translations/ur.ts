<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ur" sourcelanguage="en">
 <context>
  <name>Alike</name>
  <message numerus="yes">
   <source>%n more household(s) may be this one.</source>
   <translation>
    <numerusform>مزید %n گھرانہ بھی یہی ہو سکتا ہے۔</numerusform>
    <numerusform>مزید %n گھرانے بھی یہی ہو سکتے ہیں۔</numerusform>
   </translation>
  </message>
  <message>
   <source>Ask the registry before you submit. This laptop cannot see where or who; one new number in 256 is named by chance.</source>
   <translation>جمع کرانے سے پہلے رجسٹری سے پوچھ لیں۔ یہ لیپ ٹاپ نہیں دیکھ سکتا کہ کہاں یا کون؛ 256 میں سے ایک نیا نمبر محض اتفاق سے بتایا جاتا ہے۔</translation>
  </message>
  <message>
   <source>Look at it</source>
   <translation>اسے دیکھیں</translation>
  </message>
  <message>
   <source>They are two</source>
   <translation>یہ دو گھرانے ہیں</translation>
  </message>
  <message>
   <source>This may be household {number} · {head}, {village}.</source>
   <translation>ہو سکتا ہے یہ وہی گھرانہ ہو: {number} · {head}، {village}۔</translation>
  </message>
  <message>
   <source>{numbers} may be registered in another area already.</source>
   <translation>ہو سکتا ہے {numbers} پہلے سے کسی دوسرے علاقے میں درج ہو۔</translation>
  </message>
 </context>
 <context>
  <name>Attached</name>
  <message>
   <source>File</source>
   <translation>فائل</translation>
  </message>
  <message>
   <source>Film</source>
   <translation>فلم</translation>
  </message>
  <message>
   <source>Picture</source>
   <translation>تصویر</translation>
  </message>
  <message>
   <source>Sound recording</source>
   <translation>آواز کی ریکارڈنگ</translation>
  </message>
  <message>
   <source>{kind}, {size}</source>
   <translation>{kind}، {size}</translation>
  </message>
 </context>
 <context>
  <name>Bundles</name>
  <message numerus="yes">
   <source>%n bundle(s) found</source>
   <translation>
    <numerusform>%n بنڈل ملا</numerusform>
    <numerusform>%n بنڈل ملے</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n change(s) in all</source>
   <translation>
    <numerusform>کل %n تبدیلی</numerusform>
    <numerusform>کل %n تبدیلیاں</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n change(s) on the way up.</source>
   <translation>
    <numerusform>%n تبدیلی رجسٹری کی طرف روانہ۔</numerusform>
    <numerusform>%n تبدیلیاں رجسٹری کی طرف روانہ۔</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n conflict(s)</source>
   <translation>
    <numerusform>%n تضاد</numerusform>
    <numerusform>%n تضاد</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n letter(s)</source>
   <translation>
    <numerusform>%n خط</numerusform>
    <numerusform>%n خطوط</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n letter(s) wait here to go on.</source>
   <translation>
    <numerusform>%n خط آگے جانے کے لیے یہاں رکھا ہے۔</numerusform>
    <numerusform>%n خطوط آگے جانے کے لیے یہاں رکھے ہیں۔</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n new household(s)</source>
   <translation>
    <numerusform>%n نیا گھرانہ</numerusform>
    <numerusform>%n نئے گھرانے</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n photo(s) or file(s) came.</source>
   <translation>
    <numerusform>%n تصویر یا فائل آئی۔</numerusform>
    <numerusform>%n تصاویر یا فائلیں آئیں۔</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n photo(s) or file(s) did not fit.</source>
   <translation>
    <numerusform>%n تصویر یا فائل کی جگہ نہیں تھی۔</numerusform>
    <numerusform>%n تصاویر یا فائلوں کی جگہ نہیں تھی۔</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n photo(s) or file(s) with it.</source>
   <translation>
    <numerusform>%n تصویر یا فائل ساتھ ہے۔</numerusform>
    <numerusform>%n تصاویر یا فائلیں ساتھ ہیں۔</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n updated</source>
   <translation>
    <numerusform>%n گھرانہ بدلا</numerusform>
    <numerusform>%n گھرانے بدلے</numerusform>
   </translation>
  </message>
  <message>
   <source>, </source>
   <comment>between names</comment>
   <translation>، </translation>
  </message>
  <message numerus="yes">
   <source>A supervisor holds %n change(s).</source>
   <translation>
    <numerusform>%n تبدیلی نگران کے پاس ہے۔</numerusform>
    <numerusform>%n تبدیلیاں نگران کے پاس ہیں۔</numerusform>
   </translation>
  </message>
  <message>
   <source>Another place…</source>
   <translation>کوئی اور جگہ…</translation>
  </message>
  <message>
   <source>Answers for {laptops}.</source>
   <translation>ان کے لیے جواب: {laptops}۔</translation>
  </message>
  <message>
   <source>Bundle</source>
   <translation>بنڈل</translation>
  </message>
  <message>
   <source>Bundles</source>
   <translation>بنڈل</translation>
  </message>
  <message>
   <source>By stick, where no line reaches</source>
   <translation>جہاں نیٹ ورک نہ ہو وہاں اسٹک سے</translation>
  </message>
  <message>
   <source>Choose a file…</source>
   <translation>فائل چنیں…</translation>
  </message>
  <message>
   <source>Everything that should leave this laptop, sealed in one file. It stays here too until the registry confirms it.</source>
   <translation>جو کچھ اس لیپ ٹاپ سے جانا ہے، ایک مہر بند فائل میں۔ رجسٹری کی تصدیق تک یہ یہاں بھی رہے گا۔</translation>
  </message>
  <message>
   <source>For the laptops only</source>
   <translation>صرف لیپ ٹاپوں کے لیے</translation>
  </message>
  <message>
   <source>For the registry only</source>
   <translation>صرف رجسٹری کے لیے</translation>
  </message>
  <message>
   <source>For whoever is on the way</source>
   <translation>راستے میں ہر ایک کے لیے</translation>
  </message>
  <message>
   <source>Heard of {laptops}.</source>
   <translation>ان کی خبر ملی: {laptops}۔</translation>
  </message>
  <message>
   <source>No bundle lies on a stick</source>
   <translation>کسی اسٹک پر کوئی بنڈل نہیں</translation>
  </message>
  <message>
   <source>No stick is plugged in</source>
   <translation>کوئی اسٹک نہیں لگی</translation>
  </message>
  <message>
   <source>Nothing new for this laptop</source>
   <translation>اس لیپ ٹاپ کے لیے کچھ نیا نہیں</translation>
  </message>
  <message>
   <source>Read a bundle</source>
   <translation>بنڈل پڑھیں</translation>
  </message>
  <message>
   <source>Reading</source>
   <translation>پڑھا جا رہا ہے</translation>
  </message>
  <message>
   <source>Stick</source>
   <translation>اسٹک</translation>
  </message>
  <message>
   <source>Take it in</source>
   <translation>اندر لے لیں</translation>
  </message>
  <message numerus="yes">
   <source>The registry confirmed %n change(s).</source>
   <translation>
    <numerusform>رجسٹری نے %n تبدیلی کی تصدیق کی۔</numerusform>
    <numerusform>رجسٹری نے %n تبدیلیوں کی تصدیق کی۔</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>The registry has %n photo(s) or file(s) more of this laptop.</source>
   <translation>
    <numerusform>رجسٹری کے پاس اس لیپ ٹاپ کی %n اور تصویر یا فائل پہنچ گئی۔</numerusform>
    <numerusform>رجسٹری کے پاس اس لیپ ٹاپ کی %n اور تصاویر یا فائلیں پہنچ گئیں۔</numerusform>
   </translation>
  </message>
  <message>
   <source>What is for this laptop is taken, all of it or nothing. Reading one twice does no harm.</source>
   <translation>جو اس لیپ ٹاپ کے لیے ہے وہ پورا لیا جاتا ہے یا بالکل نہیں۔ دوبارہ پڑھنے سے کوئی نقصان نہیں۔</translation>
  </message>
  <message>
   <source>Who it is for</source>
   <translation>کس کے لیے ہے</translation>
  </message>
  <message>
   <source>Write a bundle</source>
   <translation>بنڈل لکھیں</translation>
  </message>
  <message>
   <source>Write to the stick</source>
   <translation>اسٹک پر لکھیں</translation>
  </message>
  <message>
   <source>Writing</source>
   <translation>لکھا جا رہا ہے</translation>
  </message>
  <message>
   <source>Written and read back: {file}, {size}.</source>
   <translation>لکھ کر دوبارہ پڑھ لیا گیا: {file}، {size}۔</translation>
  </message>
  <message>
   <source>Your activation code</source>
   <translation>آپ کا فعال کرنے کا کوڈ</translation>
  </message>
  <message>
   <source>laptop {number}</source>
   <translation>لیپ ٹاپ {number}</translation>
  </message>
  <message>
   <source>the registry</source>
   <translation>رجسٹری</translation>
  </message>
  <message>
   <source>written by {writer}, {when}; {size}.</source>
   <translation>لکھنے والا {writer}، {when}؛ {size}۔</translation>
  </message>
  <message>
   <source>{letters}, {changes}.</source>
   <translation>{letters}، {changes}۔</translation>
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
   <translation>{what}۔</translation>
  </message>
 </context>
 <context>
  <name>Conflicts</name>
  <message numerus="yes">
   <source>%n field(s)</source>
   <translation>
    <numerusform>%n خانہ</numerusform>
    <numerusform>%n خانے</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n household(s)</source>
   <translation>
    <numerusform>%n گھرانہ</numerusform>
    <numerusform>%n گھرانے</numerusform>
   </translation>
  </message>
  <message>
   <source>Another value</source>
   <translation>کوئی اور جواب</translation>
  </message>
  <message>
   <source>Conflicts</source>
   <translation>تضادات</translation>
  </message>
  <message>
   <source>Decided. Everybody gets it with the next sync.</source>
   <translation>فیصلہ ہو گیا۔ اگلے سنک کے ساتھ سب کو مل جائے گا۔</translation>
  </message>
  <message>
   <source>Don't know</source>
   <translation>معلوم نہیں</translation>
  </message>
  <message>
   <source>Household {number} · {head}</source>
   <translation>گھرانہ {number} · {head}</translation>
  </message>
  <message>
   <source>Is neither right?</source>
   <translation>کوئی بھی درست نہیں؟</translation>
  </message>
  <message>
   <source>It was changed while it was reviewed</source>
   <translation>جانچ کے دوران یہ بدل گیا</translation>
  </message>
  <message>
   <source>Newest first</source>
   <translation>نئے پہلے</translation>
  </message>
  <message>
   <source>No conflicts</source>
   <translation>کوئی تضاد نہیں</translation>
  </message>
  <message>
   <source>Refused</source>
   <translation>جواب سے انکار</translation>
  </message>
  <message>
   <source>Save decision</source>
   <translation>فیصلہ محفوظ کریں</translation>
  </message>
  <message>
   <source>Status</source>
   <translation>حالت</translation>
  </message>
  <message>
   <source>The same household was changed on two laptops. Choose field by field; nothing is ever deleted.</source>
   <translation>ایک ہی گھرانہ دو لیپ ٹاپ پر بدلا گیا۔ ہر خانے کا فیصلہ کریں؛ کچھ بھی حذف نہیں ہوتا۔</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>واپس لیں</translation>
  </message>
  <message>
   <source>Use the button below the question, or its key, to write another value.</source>
   <translation>کوئی اور جواب لکھنے کے لیے سوال کے نیچے والا بٹن یا اس کی کلید دبائیں۔</translation>
  </message>
  <message>
   <source>Where two people write different answers about one household, it waits here for a decision.</source>
   <translation>جہاں دو افراد ایک گھرانے کے بارے میں مختلف جواب لکھیں، وہ یہاں فیصلے کا انتظار کرتا ہے۔</translation>
  </message>
  <message>
   <source>Why this decision? (kept in the record)</source>
   <translation>یہ فیصلہ کیوں؟ (ریکارڈ میں رہے گا)</translation>
  </message>
  <message>
   <source>Write another value</source>
   <translation>کوئی اور جواب لکھیں</translation>
  </message>
  <message>
   <source>empty</source>
   <translation>خالی</translation>
  </message>
  <message>
   <source>was: {value}</source>
   <translation>پہلے: {value}</translation>
  </message>
  <message>
   <source>{done} of {count} decided</source>
   <translation>{count} میں سے {done} طے</translation>
  </message>
  <message>
   <source>{person}, laptop {laptop}, {when}</source>
   <translation>{person}، لیپ ٹاپ {laptop}، {when}</translation>
  </message>
 </context>
 <context>
  <name>District</name>
  <message>
   <source>All</source>
   <translation>کل</translation>
  </message>
  <message>
   <source>By enumerator</source>
   <translation>ہر شمار کنندہ کا کام</translation>
  </message>
  <message>
   <source>Changed on two laptops, to be decided</source>
   <translation>دو لیپ ٹاپوں پر بدلے گئے، فیصلہ باقی ہے</translation>
  </message>
  <message>
   <source>Decide</source>
   <translation>فیصلہ کریں</translation>
  </message>
  <message>
   <source>Enter shows one person's households</source>
   <translation>انٹر دبانے سے اس شخص کے گھرانے کھلتے ہیں</translation>
  </message>
  <message>
   <source>Hand over</source>
   <translation>حوالے کریں</translation>
  </message>
  <message>
   <source>Laptops</source>
   <translation>لیپ ٹاپ</translation>
  </message>
  <message>
   <source>Last change</source>
   <translation>آخری تبدیلی</translation>
  </message>
  <message>
   <source>Last sync: {ago}</source>
   <translation>آخری سنک: {ago}</translation>
  </message>
  <message>
   <source>Longest waits: {head}, {ago}</source>
   <translation>سب سے پرانا: {head}، {ago}</translation>
  </message>
  <message>
   <source>Not synced yet</source>
   <translation>ابھی سنک نہیں ہوا</translation>
  </message>
  <message>
   <source>Review</source>
   <translation>جانچ شروع کریں</translation>
  </message>
  <message>
   <source>To review</source>
   <translation>جانچ باقی</translation>
  </message>
  <message numerus="yes">
   <source>for more than %n day(s)</source>
   <translation>
    <numerusform>%n دن سے زیادہ سے</numerusform>
    <numerusform>%n دن سے زیادہ سے</numerusform>
   </translation>
  </message>
  <message>
   <source>in conflict</source>
   <translation>تضاد میں</translation>
  </message>
  <message>
   <source>laptops silent</source>
   <translation>لیپ ٹاپ خاموش</translation>
  </message>
  <message>
   <source>nobody yet</source>
   <translation>ابھی کوئی نہیں</translation>
  </message>
  <message>
   <source>only on this laptop</source>
   <translation>صرف اس لیپ ٹاپ پر</translation>
  </message>
  <message>
   <source>to review</source>
   <translation>کی جانچ باقی ہے</translation>
  </message>
 </context>
 <context>
  <name>Editors</name>
  <message>
   <source>Accuracy (m)</source>
   <translation>درستی (میٹر)</translation>
  </message>
  <message>
   <source>Accuracy {metres} m, satellites: {count}</source>
   <translation>درستی {metres} میٹر، سیٹلائٹ: {count}</translation>
  </message>
  <message>
   <source>Add a point from the receiver</source>
   <translation>رسیور سے ایک نقطہ شامل کریں</translation>
  </message>
  <message>
   <source>Choose a file</source>
   <translation>فائل چنیں</translation>
  </message>
  <message>
   <source>Choose a picture</source>
   <translation>تصویر چنیں</translation>
  </message>
  <message>
   <source>Choose another</source>
   <translation>کوئی اور چنیں</translation>
  </message>
  <message>
   <source>Clear</source>
   <translation>صاف کریں</translation>
  </message>
  <message>
   <source>Close the camera</source>
   <translation>کیمرا بند کریں</translation>
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
   <translation>مکمل</translation>
  </message>
  <message>
   <source>Draw anew</source>
   <translation>نئے سرے سے بنائیں</translation>
  </message>
  <message>
   <source>Draw on it</source>
   <translation>اس پر نشان لگائیں</translation>
  </message>
  <message>
   <source>Draw with the pen, or with arrows and Space; Backspace takes a line back, Delete all.</source>
   <translation>قلم سے بنائیں، یا تیر والے بٹنوں اور سپیس سے؛ بیک سپیس آخری لکیر اور ڈیلیٹ سب لکیریں ہٹا دیتا ہے۔</translation>
  </message>
  <message>
   <source>End the recording</source>
   <translation>ریکارڈنگ ختم کریں</translation>
  </message>
  <message>
   <source>HH</source>
   <comment>hour of a time, where it is typed</comment>
   <translation>گھنٹہ</translation>
  </message>
  <message>
   <source>Keeping it</source>
   <translation>محفوظ کیا جا رہا ہے</translation>
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
   <source>Looking for a receiver</source>
   <translation>رسیور تلاش کیا جا رہا ہے</translation>
  </message>
  <message>
   <source>MM</source>
   <comment>month of a date, where it is typed</comment>
   <translation>ماہ</translation>
  </message>
  <message>
   <source>No receiver is connected. Connect one and try again, or type the position from its display.</source>
   <translation>کوئی رسیور جڑا ہوا نہیں ہے۔ رسیور جوڑ کر دوبارہ کوشش کریں، یا اس کی سکرین سے مقام لکھ دیں۔</translation>
  </message>
  <message>
   <source>Not on this laptop yet. The next exchange brings it, once the registry has it.</source>
   <translation>ابھی اس لیپ ٹاپ پر نہیں ہے۔ جب رجسٹری کے پاس ہو گی تو اگلا تبادلہ اسے لے آئے گا۔</translation>
  </message>
  <message>
   <source>One point in each line: latitude and longitude, then, where it is known, altitude and accuracy in metres.</source>
   <translation>ہر سطر میں ایک نقطہ: عرض بلد اور طول بلد، پھر اگر معلوم ہو تو بلندی اور درستی میٹر میں۔</translation>
  </message>
  <message>
   <source>Picture of a signed paper</source>
   <translation>دستخط شدہ کاغذ کی تصویر</translation>
  </message>
  <message>
   <source>Picture of the code</source>
   <translation>کوڈ کی تصویر</translation>
  </message>
  <message>
   <source>Picture of the signature</source>
   <translation>دستخط کی تصویر</translation>
  </message>
  <message>
   <source>Read from a picture</source>
   <translation>تصویر سے پڑھیں</translation>
  </message>
  <message>
   <source>Reading the picture</source>
   <translation>تصویر پڑھی جا رہی ہے</translation>
  </message>
  <message>
   <source>Receiver</source>
   <translation>رسیور</translation>
  </message>
  <message>
   <source>Record</source>
   <translation>ریکارڈ کریں</translation>
  </message>
  <message>
   <source>Recording, {seconds} s</source>
   <translation>ریکارڈ ہو رہا ہے، {seconds} سیکنڈ</translation>
  </message>
  <message>
   <source>Refused</source>
   <translation>جواب سے انکار</translation>
  </message>
  <message>
   <source>Remove</source>
   <translation>ہٹا دیں</translation>
  </message>
  <message>
   <source>Scan or type the code</source>
   <translation>کوڈ سکین کریں یا لکھیں</translation>
  </message>
  <message>
   <source>Scan with the camera</source>
   <translation>کیمرے سے سکین کریں</translation>
  </message>
  <message>
   <source>Shown small. The whole of it comes with a later exchange.</source>
   <translation>چھوٹی دکھائی جا رہی ہے۔ پوری تصویر بعد کے کسی تبادلے میں آئے گی۔</translation>
  </message>
  <message>
   <source>Sign anew</source>
   <translation>نئے سرے سے دستخط کریں</translation>
  </message>
  <message>
   <source>Stop listening</source>
   <translation>سننا بند کریں</translation>
  </message>
  <message>
   <source>Take a photo</source>
   <translation>تصویر کھینچیں</translation>
  </message>
  <message>
   <source>Take from the receiver</source>
   <translation>رسیور سے لیں</translation>
  </message>
  <message>
   <source>Take it</source>
   <translation>یہی لے لیں</translation>
  </message>
  <message>
   <source>Taken, but less exact than the form wants. {words}. Step into the open and try again.</source>
   <translation>مقام لے لیا گیا، مگر سوالنامے کی مانگ سے کم درست ہے۔ {words}۔ کھلی جگہ میں آ کر دوبارہ کوشش کریں۔</translation>
  </message>
  <message>
   <source>Taken. {words}</source>
   <translation>لے لیا گیا۔ {words}</translation>
  </message>
  <message>
   <source>The camera cannot be used: another program may hold it. Choose a file instead.</source>
   <translation>کیمرا استعمال نہیں ہو سکتا: شاید کوئی اور پروگرام اسے استعمال کر رہا ہے۔ اس کے بجائے فائل چنیں۔</translation>
  </message>
  <message>
   <source>This cannot be recorded on this laptop. What was recorded elsewhere is kept.</source>
   <translation>یہ اس لیپ ٹاپ پر ریکارڈ نہیں ہو سکتا۔ جو کہیں اور ریکارڈ ہوا وہ محفوظ ہے۔</translation>
  </message>
  <message>
   <source>Type to search</source>
   <translation>تلاش کے لیے لکھیں</translation>
  </message>
  <message>
   <source>Undo the last line</source>
   <translation>آخری لکیر ہٹائیں</translation>
  </message>
  <message>
   <source>Use it now</source>
   <translation>ابھی یہی لیں</translation>
  </message>
  <message>
   <source>View larger</source>
   <translation>بڑا دیکھیں</translation>
  </message>
  <message>
   <source>View smaller</source>
   <translation>چھوٹا دیکھیں</translation>
  </message>
  <message>
   <source>Waiting for the receiver</source>
   <translation>رسیور کا انتظار ہے</translation>
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
  <message>
   <source>{choice}, place {place}</source>
   <translation>{choice}، درجہ {place}</translation>
  </message>
 </context>
 <context>
  <name>Files</name>
  <message numerus="yes">
   <source>%n household(s) will leave the encrypted store.</source>
   <translation>
    <numerusform>%n گھرانہ خفیہ ذخیرے سے باہر جائے گا۔</numerusform>
    <numerusform>%n گھرانے خفیہ ذخیرے سے باہر جائیں گے۔</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n more problem(s) are not shown.</source>
   <translation>
    <numerusform>مزید %n مسئلہ نہیں دکھایا گیا۔</numerusform>
    <numerusform>مزید %n مسئلے نہیں دکھائے گئے۔</numerusform>
   </translation>
  </message>
  <message>
   <source>, </source>
   <comment>between tables</comment>
   <translation>، </translation>
  </message>
  <message>
   <source>A CSV file, a workbook or JSON, with the questions' names as headers. It is tried first, which writes nothing; a row is taken in whole or not at all.</source>
   <translation>فائل (CSV، ورک بک یا JSON) جس کی سرخیاں سوالوں کے نام ہوں۔ پہلے آزمایا جاتا ہے اور اس سے کچھ نہیں لکھا جاتا؛ ہر قطار پوری لی جاتی ہے یا بالکل نہیں۔</translation>
  </message>
  <message>
   <source>All households</source>
   <translation>تمام گھرانے</translation>
  </message>
  <message>
   <source>Approved only</source>
   <translation>صرف منظور شدہ</translation>
  </message>
  <message>
   <source>Beginning…</source>
   <translation>شروع ہو رہا ہے…</translation>
  </message>
  <message>
   <source>CSV, for any spreadsheet</source>
   <translation>CSV، ہر اسپریڈشیٹ کے لیے</translation>
  </message>
  <message>
   <source>Cancel</source>
   <translation>منسوخ کریں</translation>
  </message>
  <message>
   <source>Choose a file…</source>
   <translation>فائل چنیں…</translation>
  </message>
  <message>
   <source>Choose where…</source>
   <translation>جگہ چنیں…</translation>
  </message>
  <message>
   <source>Codes of choices</source>
   <translation>جوابات کے کوڈ</translation>
  </message>
  <message>
   <source>Column</source>
   <translation>کالم</translation>
  </message>
  <message>
   <source>Every row is a new household</source>
   <translation>ہر قطار نیا گھرانہ ہے</translation>
  </message>
  <message>
   <source>Export and import</source>
   <translation>برآمد اور درآمد</translation>
  </message>
  <message>
   <source>JSON, for programs</source>
   <translation>JSON، پروگراموں کے لیے</translation>
  </message>
  <message>
   <source>Kind of files</source>
   <translation>فائلوں کی قسم</translation>
  </message>
  <message>
   <source>Known by {column}</source>
   <translation>پہچان: {column}</translation>
  </message>
  <message>
   <source>New folder: {folder}</source>
   <translation>نیا فولڈر: {folder}</translation>
  </message>
  <message>
   <source>No file is chosen</source>
   <translation>کوئی فائل نہیں چنی گئی</translation>
  </message>
  <message>
   <source>Nothing is written yet. New: {new} · changed: {changed} · as they are here: {same} · not taken in: {refused}.</source>
   <translation>ابھی کچھ نہیں لکھا گیا۔ نئے: {new} · بدلنے والے: {changed} · پہلے جیسے: {same} · جو نہیں لیے جائیں گے: {refused}۔</translation>
  </message>
  <message>
   <source>Open the folder</source>
   <translation>فولڈر کھولیں</translation>
  </message>
  <message>
   <source>Parquet, for statistics</source>
   <translation>Parquet، شماریات کے لیے</translation>
  </message>
  <message>
   <source>Problems by row</source>
   <translation>قطار وار مسائل</translation>
  </message>
  <message>
   <source>Progress</source>
   <translation>پیش رفت</translation>
  </message>
  <message>
   <source>Questionnaire</source>
   <translation>سوالنامہ</translation>
  </message>
  <message>
   <source>Row</source>
   <translation>قطار</translation>
  </message>
  <message>
   <source>Rows by table: {rows}.</source>
   <translation>ہر جدول کی قطاریں: {rows}۔</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>روکیں</translation>
  </message>
  <message numerus="yes">
   <source>Stopped: %n row(s) were not looked at.</source>
   <translation>
    <numerusform>روک دیا گیا: %n قطار نہیں دیکھی گئی۔</numerusform>
    <numerusform>روک دیا گیا: %n قطاریں نہیں دیکھی گئیں۔</numerusform>
   </translation>
  </message>
  <message>
   <source>Stopping…</source>
   <translation>رک رہا ہے…</translation>
  </message>
  <message>
   <source>Submitted and approved</source>
   <translation>جمع شدہ اور منظور شدہ</translation>
  </message>
  <message>
   <source>Table</source>
   <translation>جدول</translation>
  </message>
  <message>
   <source>Tables for analysis, lists from outside</source>
   <translation>تجزیے کے لیے جدول، باہر سے فہرستیں</translation>
  </message>
  <message>
   <source>Tables or documents that other programs read, in a new folder, with a book that explains every column.</source>
   <translation>جدول یا دستاویزات جو دوسرے پروگرام پڑھتے ہیں، ایک نئے فولڈر میں، ہر کالم کی وضاحت کے ساتھ۔</translation>
  </message>
  <message>
   <source>Take a list in</source>
   <translation>فہرست شامل کریں</translation>
  </message>
  <message>
   <source>Take it in</source>
   <translation>شامل کریں</translation>
  </message>
  <message>
   <source>Taken in. New: {new} · changed: {changed} · as they were: {same} · not taken in: {refused}.</source>
   <translation>شامل ہو گئی۔ نئے: {new} · بدلے: {changed} · پہلے جیسے: {same} · جو نہیں لیے گئے: {refused}۔</translation>
  </message>
  <message>
   <source>The files will not be encrypted</source>
   <translation>یہ فائلیں خفیہ نہیں ہوں گی</translation>
  </message>
  <message>
   <source>What choices are written as</source>
   <translation>چنے ہوئے جواب کس طرح لکھے جائیں</translation>
  </message>
  <message>
   <source>What is wrong</source>
   <translation>کیا غلط ہے</translation>
  </message>
  <message>
   <source>What tells households apart</source>
   <translation>گھرانوں کی پہچان</translation>
  </message>
  <message>
   <source>Where the folder is to be made</source>
   <translation>فولڈر کہاں بنایا جائے</translation>
  </message>
  <message>
   <source>Which households</source>
   <translation>کون سے گھرانے</translation>
  </message>
  <message>
   <source>Whoever has them can read every name, number and answer. Keep them where you would keep the households' papers. The access journal says who wrote them and when.</source>
   <translation>جس کے پاس یہ ہوں وہ ہر نام، نمبر اور جواب پڑھ سکتا ہے۔ انہیں وہیں رکھیں جہاں گھرانوں کے کاغذات رکھتے ہیں۔ رسائی کے روزنامچے میں درج ہوگا کہ کس نے اور کب لکھیں۔</translation>
  </message>
  <message>
   <source>Words of choices</source>
   <translation>جوابات کے الفاظ</translation>
  </message>
  <message>
   <source>Write households into files</source>
   <translation>گھرانے فائلوں میں لکھیں</translation>
  </message>
  <message>
   <source>Write the files</source>
   <translation>فائلیں لکھیں</translation>
  </message>
  <message>
   <source>Written: {folder}.</source>
   <translation>لکھ دیا گیا: {folder}۔</translation>
  </message>
  <message>
   <source>{done} of {of} households</source>
   <translation>{of} میں سے {done} گھرانے</translation>
  </message>
 </context>
 <context>
  <name>Home</name>
  <message numerus="yes">
   <source>%n household(s) assigned to you</source>
   <translation>
    <numerusform>%n گھرانہ آپ کے ذمے</numerusform>
    <numerusform>%n گھرانے آپ کے ذمے</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n household(s) exist only on this laptop</source>
   <translation>
    <numerusform>%n گھرانہ صرف اسی لیپ ٹاپ پر ہے</numerusform>
    <numerusform>%n گھرانے صرف اسی لیپ ٹاپ پر ہیں</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n household(s) in conflict</source>
   <translation>
    <numerusform>%n گھرانے میں تضاد ہے</numerusform>
    <numerusform>%n گھرانوں میں تضاد ہے</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n household(s) in progress</source>
   <translation>
    <numerusform>%n گھرانہ جاری ہے</numerusform>
    <numerusform>%n گھرانے جاری ہیں</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n household(s) on this laptop</source>
   <translation>
    <numerusform>اس لیپ ٹاپ پر %n گھرانہ</numerusform>
    <numerusform>اس لیپ ٹاپ پر %n گھرانے</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n household(s) returned</source>
   <translation>
    <numerusform>%n گھرانہ واپس آیا</numerusform>
    <numerusform>%n گھرانے واپس آئے</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n message(s) from the office</source>
   <translation>
    <numerusform>دفتر کا %n پیغام</numerusform>
    <numerusform>دفتر کے %n پیغامات</numerusform>
   </translation>
  </message>
  <message>
   <source>All households</source>
   <translation>تمام گھرانے</translation>
  </message>
  <message>
   <source>All of them</source>
   <translation>سب دیکھیں</translation>
  </message>
  <message>
   <source>Continue</source>
   <translation>جاری رکھیں</translation>
  </message>
  <message>
   <source>Good afternoon, {name}</source>
   <translation>السلام علیکم، {name}</translation>
  </message>
  <message>
   <source>Good evening, {name}</source>
   <translation>شام بخیر، {name}</translation>
  </message>
  <message>
   <source>Good morning, {name}</source>
   <translation>صبح بخیر، {name}</translation>
  </message>
  <message>
   <source>Household {number} · {head}</source>
   <translation>گھرانہ {number} · {head}</translation>
  </message>
  <message>
   <source>I have seen this</source>
   <translation>میں نے دیکھ لیا</translation>
  </message>
  <message>
   <source>Last answer {ago}</source>
   <translation>آخری جواب {ago}</translation>
  </message>
  <message>
   <source>Last sync: {ago}.</source>
   <translation>آخری سنک: {ago}۔</translation>
  </message>
  <message>
   <source>Last sync: {ago}. If this laptop is lost or broken, this work is lost.</source>
   <translation>آخری سنک: {ago}۔ لیپ ٹاپ گم یا خراب ہوا تو یہ کام ضائع ہو جائے گا۔</translation>
  </message>
  <message>
   <source>Needs you</source>
   <translation>آپ کی توجہ</translation>
  </message>
  <message>
   <source>New household</source>
   <translation>نیا گھرانہ</translation>
  </message>
  <message>
   <source>Nothing is only on this laptop</source>
   <translation>ایسا کچھ نہیں جو صرف اسی لیپ ٹاپ پر ہو</translation>
  </message>
  <message>
   <source>Nothing waits for you.</source>
   <translation>آپ کے لیے کچھ باقی نہیں۔</translation>
  </message>
  <message>
   <source>Open one to see what the supervisor asks, at each question.</source>
   <translation>کھولیں تو ہر سوال پر نظر آئے گا کہ نگران کیا پوچھتا ہے۔</translation>
  </message>
  <message>
   <source>Search name, CNIC, phone or household number</source>
   <translation>نام، شناختی کارڈ، فون یا گھرانہ نمبر تلاش کریں</translation>
  </message>
  <message>
   <source>Start the first household with Ctrl+N, or sync to receive those that were given to you.</source>
   <translation>پہلا گھرانہ Ctrl+N سے شروع کریں، یا سنک کریں تاکہ آپ کو دیے گئے گھرانے مل جائیں۔</translation>
  </message>
  <message>
   <source>Sync now</source>
   <translation>ابھی سنک کریں</translation>
  </message>
  <message>
   <source>There are no households on this laptop yet</source>
   <translation>اس لیپ ٹاپ پر ابھی کوئی گھرانہ نہیں</translation>
  </message>
  <message>
   <source>This laptop has not synced yet. If it is lost or broken, this work is lost.</source>
   <translation>اس لیپ ٹاپ نے ابھی تک سنک نہیں کیا۔ یہ گم یا خراب ہوا تو یہ کام ضائع ہو جائے گا۔</translation>
  </message>
  <message>
   <source>This program is too old for all that the registry sends. Ask for version {version}.</source>
   <translation>یہ پروگرام اتنا پرانا ہے کہ رجسٹری کی بھیجی ہر چیز نہیں پڑھ سکتا۔ ورژن {version} مانگیں۔</translation>
  </message>
  <message>
   <source>Version {version} of this program is there, and it is important. Ask your administrator for it.</source>
   <translation>اس پروگرام کا ورژن {version} آ چکا ہے، اور یہ اہم ہے۔ اپنے منتظم سے مانگیں۔</translation>
  </message>
  <message>
   <source>Version {version} of this program is there. Your administrator brings it.</source>
   <translation>اس پروگرام کا ورژن {version} آ چکا ہے۔ آپ کے منتظم اسے لائیں گے۔</translation>
  </message>
  <message>
   <source>Worked on last</source>
   <translation>حالیہ کام</translation>
  </message>
  <message numerus="yes">
   <source>and %n other(s) in progress</source>
   <translation>
    <numerusform>اور %n مزید جاری ہے</numerusform>
    <numerusform>اور %n مزید جاری ہیں</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Household</name>
  <message>
   <source>Approved</source>
   <translation>منظور شدہ</translation>
  </message>
  <message>
   <source>Back</source>
   <translation>واپس</translation>
  </message>
  <message>
   <source>Confirmed</source>
   <translation>تصدیق شدہ</translation>
  </message>
  <message>
   <source>Conflict</source>
   <translation>تضاد</translation>
  </message>
  <message>
   <source>Died</source>
   <translation>وفات پا گئے</translation>
  </message>
  <message>
   <source>Entered in error</source>
   <translation>غلطی سے درج</translation>
  </message>
  <message>
   <source>Handed over</source>
   <translation>حوالے کیا گیا</translation>
  </message>
  <message>
   <source>Household {number} · {head}</source>
   <translation>گھرانہ {number} · {head}</translation>
  </message>
  <message>
   <source>In progress</source>
   <translation>جاری</translation>
  </message>
  <message>
   <source>In the household</source>
   <translation>گھرانے میں ہے</translation>
  </message>
  <message>
   <source>Install a questionnaire</source>
   <translation>سوالنامہ نصب کریں</translation>
  </message>
  <message>
   <source>Left the household</source>
   <translation>گھرانہ چھوڑ گئے</translation>
  </message>
  <message>
   <source>New household</source>
   <translation>نیا گھرانہ</translation>
  </message>
  <message>
   <source>No name yet</source>
   <translation>ابھی نام نہیں</translation>
  </message>
  <message>
   <source>Only on this laptop</source>
   <translation>صرف اس لیپ ٹاپ پر</translation>
  </message>
  <message>
   <source>Questionnaire</source>
   <translation>سوالنامہ</translation>
  </message>
  <message>
   <source>Returned</source>
   <translation>واپس بھیجا گیا</translation>
  </message>
  <message>
   <source>Saved as unfinished. You can go on at any time.</source>
   <translation>نامکمل محفوظ ہو گیا۔ آپ کسی بھی وقت جاری رکھ سکتے ہیں۔</translation>
  </message>
  <message>
   <source>Submitted</source>
   <translation>جمع شدہ</translation>
  </message>
  <message>
   <source>Submitted. It is kept on this laptop until the registry confirms it.</source>
   <translation>جمع ہو گیا۔ رجسٹری کی تصدیق تک یہ اسی لیپ ٹاپ پر محفوظ رہے گا۔</translation>
  </message>
  <message>
   <source>Unfinished</source>
   <translation>نامکمل</translation>
  </message>
 </context>
 <context>
  <name>Households</name>
  <message numerus="yes">
   <source>%n household(s) found</source>
   <translation>
    <numerusform>%n گھرانہ ملا</numerusform>
    <numerusform>%n گھرانے ملے</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n household(s) on this laptop</source>
   <translation>
    <numerusform>اس لیپ ٹاپ پر %n گھرانہ</numerusform>
    <numerusform>اس لیپ ٹاپ پر %n گھرانے</numerusform>
   </translation>
  </message>
  <message>
   <source>All enumerators</source>
   <translation>سب شمار کنندگان</translation>
  </message>
  <message>
   <source>All {count}</source>
   <translation>سب {count}</translation>
  </message>
  <message>
   <source>Approved {count}</source>
   <translation>منظور شدہ {count}</translation>
  </message>
  <message>
   <source>Changed</source>
   <translation>تبدیلی</translation>
  </message>
  <message>
   <source>Conflicts {count}</source>
   <translation>تضادات {count}</translation>
  </message>
  <message>
   <source>Enumerator</source>
   <translation>شمار کنندہ</translation>
  </message>
  <message>
   <source>Head of household</source>
   <translation>سربراہِ خاندان</translation>
  </message>
  <message>
   <source>Households</source>
   <translation>گھرانے</translation>
  </message>
  <message>
   <source>In progress {count}</source>
   <translation>جاری {count}</translation>
  </message>
  <message>
   <source>Name, CNIC, phone, village or number</source>
   <translation>نام، شناختی کارڈ، فون، گاؤں یا نمبر</translation>
  </message>
  <message>
   <source>Names, identity cards, phones, villages and numbers were searched. Try fewer letters or another spelling.</source>
   <translation>نام، شناختی کارڈ، فون، گاؤں اور نمبر تلاش کیے گئے۔ کم حروف یا دوسرے ہجے آزمائیں۔</translation>
  </message>
  <message>
   <source>New household</source>
   <translation>نیا گھرانہ</translation>
  </message>
  <message>
   <source>Newest first</source>
   <translation>نئے پہلے</translation>
  </message>
  <message>
   <source>No households here</source>
   <translation>یہاں کوئی گھرانہ نہیں</translation>
  </message>
  <message>
   <source>No.</source>
   <translation>نمبر</translation>
  </message>
  <message>
   <source>Nothing found for {text}</source>
   <translation>{text} کے لیے کچھ نہیں ملا</translation>
  </message>
  <message>
   <source>Only on this laptop {count}</source>
   <translation>صرف اس لیپ ٹاپ پر {count}</translation>
  </message>
  <message>
   <source>People</source>
   <translation>افراد</translation>
  </message>
  <message>
   <source>Returned {count}</source>
   <translation>واپس {count}</translation>
  </message>
  <message>
   <source>Start one with Ctrl+N, or sync to get yours.</source>
   <translation>Ctrl+N سے نیا شروع کریں، یا اپنے گھرانے لینے کے لیے سنک کریں۔</translation>
  </message>
  <message>
   <source>Status</source>
   <translation>حالت</translation>
  </message>
  <message>
   <source>They come with the next sync or bundle.</source>
   <translation>اگلے سنک یا بنڈل کے ساتھ آئیں گے۔</translation>
  </message>
  <message>
   <source>To review {count}</source>
   <translation>جانچ باقی {count}</translation>
  </message>
  <message>
   <source>Village</source>
   <translation>گاؤں</translation>
  </message>
  <message>
   <source>Where it is</source>
   <translation>کہاں ہے</translation>
  </message>
 </context>
 <context>
  <name>Keys</name>
  <message>
   <source>Add a person</source>
   <translation>فرد شامل کریں</translation>
  </message>
  <message>
   <source>All keys</source>
   <translation>تمام کلیدیں</translation>
  </message>
  <message>
   <source>Answering</source>
   <translation>جواب دینا</translation>
  </message>
  <message>
   <source>Bigger text</source>
   <translation>بڑا متن</translation>
  </message>
  <message>
   <source>Change language</source>
   <translation>زبان بدلیں</translation>
  </message>
  <message>
   <source>Choose an answer</source>
   <translation>جواب چنیں</translation>
  </message>
  <message>
   <source>Close</source>
   <translation>بند کریں</translation>
  </message>
  <message>
   <source>Comment on an answer</source>
   <translation>جواب پر تبصرہ</translation>
  </message>
  <message>
   <source>Deciding a conflict</source>
   <translation>تضاد کا فیصلہ</translation>
  </message>
  <message>
   <source>Don't know</source>
   <translation>معلوم نہیں</translation>
  </message>
  <message>
   <source>Everywhere</source>
   <translation>ہر جگہ</translation>
  </message>
  <message>
   <source>Finish this screen</source>
   <translation>یہ صفحہ مکمل کریں</translation>
  </message>
  <message>
   <source>Go to section</source>
   <translation>حصے پر جائیں</translation>
  </message>
  <message>
   <source>Keep A</source>
   <translation>پہلا رکھیں</translation>
  </message>
  <message>
   <source>Keep B</source>
   <translation>دوسرا رکھیں</translation>
  </message>
  <message>
   <source>Keyboard</source>
   <translation>کی بورڈ</translation>
  </message>
  <message>
   <source>Leave without changing</source>
   <translation>بدلے بغیر واپس</translation>
  </message>
  <message>
   <source>Light or dark</source>
   <translation>روشن یا گہرا</translation>
  </message>
  <message>
   <source>Lock</source>
   <translation>لاک کریں</translation>
  </message>
  <message>
   <source>Moving</source>
   <translation>حرکت</translation>
  </message>
  <message>
   <source>New household</source>
   <translation>نیا گھرانہ</translation>
  </message>
  <message>
   <source>Next person</source>
   <translation>اگلا فرد</translation>
  </message>
  <message>
   <source>Next problem</source>
   <translation>اگلا مسئلہ</translation>
  </message>
  <message>
   <source>Next question</source>
   <translation>اگلا سوال</translation>
  </message>
  <message>
   <source>Next unanswered</source>
   <translation>اگلا خالی سوال</translation>
  </message>
  <message>
   <source>Normal text</source>
   <translation>معمول کا متن</translation>
  </message>
  <message>
   <source>Previous person</source>
   <translation>پچھلا فرد</translation>
  </message>
  <message>
   <source>Previous problem</source>
   <translation>پچھلا مسئلہ</translation>
  </message>
  <message>
   <source>Previous question</source>
   <translation>پچھلا سوال</translation>
  </message>
  <message>
   <source>Previous unanswered</source>
   <translation>پچھلا خالی سوال</translation>
  </message>
  <message>
   <source>Redo</source>
   <translation>دوبارہ کریں</translation>
  </message>
  <message>
   <source>Refused</source>
   <translation>جواب سے انکار</translation>
  </message>
  <message>
   <source>Review and submit</source>
   <translation>جائزہ اور جمع</translation>
  </message>
  <message>
   <source>Reviewing a household</source>
   <translation>گھرانے کی جانچ</translation>
  </message>
  <message>
   <source>Search</source>
   <translation>تلاش</translation>
  </message>
  <message>
   <source>Sections, page, help</source>
   <translation>حصے، صفحہ، مدد</translation>
  </message>
  <message>
   <source>Smaller text</source>
   <translation>چھوٹا متن</translation>
  </message>
  <message>
   <source>Sync</source>
   <translation>سنک</translation>
  </message>
  <message>
   <source>Type a value</source>
   <translation>جواب لکھیں</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>واپس لیں</translation>
  </message>
  <message>
   <source>Why is it so?</source>
   <translation>ایسا کیوں ہے؟</translation>
  </message>
 </context>
 <context>
  <name>Laptops</name>
  <message numerus="yes">
   <source>%n change(s)</source>
   <translation>
    <numerusform>%n تبدیلی</numerusform>
    <numerusform>%n تبدیلیاں</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n laptop(s) silent: real numbers may be higher</source>
   <translation>
    <numerusform>%n لیپ ٹاپ خاموش: اصل تعداد زیادہ ہو سکتی ہے</numerusform>
    <numerusform>%n لیپ ٹاپ خاموش: اصل تعداد زیادہ ہو سکتی ہے</numerusform>
   </translation>
  </message>
  <message>
   <source>As each told it last in a bundle</source>
   <translation>جیسا ہر ایک نے اپنے آخری بنڈل میں بتایا</translation>
  </message>
  <message>
   <source>Laptop</source>
   <translation>لیپ ٹاپ</translation>
  </message>
  <message>
   <source>Laptops</source>
   <translation>لیپ ٹاپ</translation>
  </message>
  <message>
   <source>Last bundle</source>
   <translation>آخری بنڈل</translation>
  </message>
  <message numerus="yes">
   <source>No bundle for more than %n day(s)</source>
   <translation>
    <numerusform>%n دن سے زیادہ سے کوئی بنڈل نہیں آیا</numerusform>
    <numerusform>%n دن سے زیادہ سے کوئی بنڈل نہیں آیا</numerusform>
   </translation>
  </message>
  <message>
   <source>No laptop has been silent for long</source>
   <translation>کوئی لیپ ٹاپ زیادہ دیر سے خاموش نہیں</translation>
  </message>
  <message>
   <source>No laptop of the district is known here yet. They appear with the first sync or bundle.</source>
   <translation>ضلع کا کوئی لیپ ٹاپ ابھی یہاں معلوم نہیں۔ پہلے سنک یا بنڈل کے ساتھ نظر آئیں گے۔</translation>
  </message>
  <message>
   <source>Not confirmed yet</source>
   <translation>تصدیق باقی</translation>
  </message>
  <message>
   <source>Of that, here</source>
   <translation>ان میں سے یہاں</translation>
  </message>
  <message>
   <source>State</source>
   <translation>حالت</translation>
  </message>
  <message>
   <source>in touch</source>
   <translation>رابطے میں</translation>
  </message>
  <message>
   <source>no bundle yet</source>
   <translation>ابھی کوئی بنڈل نہیں</translation>
  </message>
  <message>
   <source>not known</source>
   <translation>معلوم نہیں</translation>
  </message>
  <message>
   <source>over the network only</source>
   <translation>صرف نیٹ ورک سے</translation>
  </message>
  <message>
   <source>silent</source>
   <translation>خاموش</translation>
  </message>
 </context>
 <context>
  <name>Lock</name>
  <message numerus="yes">
   <source>%n household(s) only on this laptop</source>
   <translation>
    <numerusform>%n گھرانہ صرف اس لیپ ٹاپ پر</numerusform>
    <numerusform>%n گھرانے صرف اس لیپ ٹاپ پر</numerusform>
   </translation>
  </message>
  <message>
   <source>A letter is wrong. Have it read to you again, group by group; this does not count as a try.</source>
   <translation>کوئی حرف غلط ہے۔ اسے چار چار حرف کر کے دوبارہ پڑھوائیں؛ یہ کوشش میں شمار نہیں ہوتا۔</translation>
  </message>
  <message>
   <source>Activation code</source>
   <translation>فعال کرنے کا کوڈ</translation>
  </message>
  <message numerus="yes">
   <source>At least %n letter(s)</source>
   <translation>
    <numerusform>کم از کم %n حرف</numerusform>
    <numerusform>کم از کم %n حروف</numerusform>
   </translation>
  </message>
  <message>
   <source>Back</source>
   <translation>واپس</translation>
  </message>
  <message>
   <source>Begin without a file</source>
   <translation>فائل کے بغیر شروع کریں</translation>
  </message>
  <message>
   <source>Caps Lock is on</source>
   <translation>کیپس لاک آن ہے</translation>
  </message>
  <message>
   <source>Choose a file</source>
   <translation>فائل چنیں</translation>
  </message>
  <message>
   <source>Choose a passphrase.</source>
   <translation>پاس ورڈ چنیں۔</translation>
  </message>
  <message>
   <source>Everything you enter is kept encrypted on this laptop. Only your passphrase opens it: choose one that you will not forget.</source>
   <translation>آپ جو کچھ لکھیں گے وہ اس لیپ ٹاپ پر خفیہ کر کے رکھا جاتا ہے۔ اسے صرف آپ کا پاس ورڈ کھولتا ہے: ایسا چنیں جو آپ نہ بھولیں۔</translation>
  </message>
  <message>
   <source>File from the office</source>
   <translation>دفتر کی فائل</translation>
  </message>
  <message>
   <source>Files from the office</source>
   <translation>دفتر کی فائلیں</translation>
  </message>
  <message>
   <source>From the office, on paper or by telephone. Capitals and dashes do not matter.</source>
   <translation>دفتر سے، کاغذ پر یا فون پر۔ بڑے چھوٹے حروف اور لکیروں سے فرق نہیں پڑتا۔</translation>
  </message>
  <message>
   <source>I forgot my passphrase</source>
   <translation>مجھے اپنا پاس ورڈ یاد نہیں</translation>
  </message>
  <message>
   <source>I have it on paper</source>
   <translation>یہ میرے پاس کاغذ پر ہے</translation>
  </message>
  <message>
   <source>If you forget your passphrase, this code opens the laptop once and lets you choose another. Write or print it, and keep it elsewhere than the laptop, or read it to the office. It is shown only now; a code from before no longer counts.</source>
   <translation>اگر آپ اپنا پاس ورڈ بھول جائیں تو یہ کوڈ لیپ ٹاپ کو ایک بار کھولتا ہے اور آپ نیا پاس ورڈ چن سکتے ہیں۔ اسے لکھ لیں یا چھاپ لیں اور لیپ ٹاپ سے الگ رکھیں، یا دفتر کو پڑھ کر سنا دیں۔ یہ صرف ابھی دکھایا جا رہا ہے؛ پہلے والا کوڈ اب نہیں چلتا۔</translation>
  </message>
  <message>
   <source>Keyboard: {layout}</source>
   <translation>کی بورڈ: {layout}</translation>
  </message>
  <message>
   <source>Laptop {laptop}, for {areas}</source>
   <translation>لیپ ٹاپ {laptop}، علاقہ {areas}</translation>
  </message>
  <message>
   <source>Locked</source>
   <translation>لاک ہے</translation>
  </message>
  <message>
   <source>New passphrase</source>
   <translation>نیا پاس ورڈ</translation>
  </message>
  <message>
   <source>Next</source>
   <translation>آگے</translation>
  </message>
  <message>
   <source>Open with the code</source>
   <translation>کوڈ سے کھولیں</translation>
  </message>
  <message>
   <source>Passphrase</source>
   <translation>پاس ورڈ</translation>
  </message>
  <message>
   <source>Print</source>
   <translation>چھاپیں</translation>
  </message>
  <message>
   <source>Put the stick into this laptop: its file appears here.</source>
   <translation>یو ایس بی اس لیپ ٹاپ میں لگائیں: اس کی فائل یہاں نظر آئے گی۔</translation>
  </message>
  <message>
   <source>Recovery code</source>
   <translation>بحالی کوڈ</translation>
  </message>
  <message>
   <source>Recovery code of {person}</source>
   <translation>{person} کا بحالی کوڈ</translation>
  </message>
  <message>
   <source>Registry {registry}</source>
   <translation>رجسٹری {registry}</translation>
  </message>
  <message>
   <source>Say who you are.</source>
   <translation>بتائیں آپ کون ہیں۔</translation>
  </message>
  <message>
   <source>Set up this laptop</source>
   <translation>یہ لیپ ٹاپ تیار کریں</translation>
  </message>
  <message>
   <source>Setting up…</source>
   <translation>تیار ہو رہا ہے…</translation>
  </message>
  <message>
   <source>Start</source>
   <translation>شروع کریں</translation>
  </message>
  <message>
   <source>Step {number} of {all}</source>
   <translation>مرحلہ {number} از {all}</translation>
  </message>
  <message>
   <source>The code is complete.</source>
   <translation>کوڈ مکمل ہے۔</translation>
  </message>
  <message>
   <source>The code is not complete yet.</source>
   <translation>کوڈ ابھی مکمل نہیں۔</translation>
  </message>
  <message>
   <source>The office makes a file for each laptop and gives it to you on a stick. No network is needed.</source>
   <translation>دفتر ہر لیپ ٹاپ کے لیے ایک فائل بناتا ہے اور آپ کو یو ایس بی پر دیتا ہے۔ نیٹ ورک کی ضرورت نہیں۔</translation>
  </message>
  <message>
   <source>The office or your recovery sheet has a code of {all} letters and digits. It opens this laptop once, and you choose a new passphrase. After {tries} wrong tries each further one has to wait, at most five minutes; nothing is ever deleted.</source>
   <translation>دفتر کے پاس یا آپ کے بحالی کے کاغذ پر {all} حروف اور ہندسوں کا ایک کوڈ ہے۔ یہ اس لیپ ٹاپ کو ایک بار کھولتا ہے، اور آپ نیا پاس ورڈ چنتے ہیں۔ {tries} غلط کوششوں کے بعد ہر اگلی کوشش کے لیے انتظار کرنا پڑتا ہے، زیادہ سے زیادہ پانچ منٹ؛ کچھ بھی کبھی مٹایا نہیں جاتا۔</translation>
  </message>
  <message>
   <source>The same once more</source>
   <translation>وہی دوبارہ</translation>
  </message>
  <message>
   <source>The two passphrases differ. Type them again.</source>
   <translation>دونوں پاس ورڈ ایک جیسے نہیں۔ دوبارہ لکھیں۔</translation>
  </message>
  <message>
   <source>There is no printer here. Write the code on paper instead.</source>
   <translation>یہاں کوئی پرنٹر نہیں۔ کوڈ کاغذ پر لکھ لیں۔</translation>
  </message>
  <message>
   <source>This laptop is locked</source>
   <translation>یہ لیپ ٹاپ لاک ہے</translation>
  </message>
  <message>
   <source>Type the activation code.</source>
   <translation>فعال کرنے کا کوڈ لکھیں۔</translation>
  </message>
  <message>
   <source>Unlock</source>
   <translation>کھولیں</translation>
  </message>
  <message>
   <source>Unlocking…</source>
   <translation>کھل رہا ہے…</translation>
  </message>
  <message>
   <source>Use a recovery code</source>
   <translation>بحالی کوڈ استعمال کریں</translation>
  </message>
  <message numerus="yes">
   <source>Wait %n second(s)</source>
   <translation>
    <numerusform>%n سیکنڈ انتظار کریں</numerusform>
    <numerusform>%n سیکنڈ انتظار کریں</numerusform>
   </translation>
  </message>
  <message>
   <source>Who are you?</source>
   <translation>آپ کون ہیں؟</translation>
  </message>
  <message>
   <source>Write your name.</source>
   <translation>اپنا نام لکھیں۔</translation>
  </message>
  <message>
   <source>Your name</source>
   <translation>آپ کا نام</translation>
  </message>
  <message>
   <source>Your passphrase</source>
   <translation>آپ کا پاس ورڈ</translation>
  </message>
  <message>
   <source>Your recovery code</source>
   <translation>آپ کا بحالی کوڈ</translation>
  </message>
  <message>
   <source>Your work is saved and opens where you left it.</source>
   <translation>آپ کا کام محفوظ ہے اور وہیں سے کھلے گا جہاں چھوڑا تھا۔</translation>
  </message>
  <message>
   <source>zero one two three four five six seven eight nine Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel Juliett Kilo Mike November Papa Quebec Romeo Sierra Tango Victor Whiskey X-ray Yankee Zulu</source>
   <comment>thirty-two words: the digits from 0, then A B C D E F G H J K M N P Q R S T V W X Y Z</comment>
   <translation>صفر ایک دو تین چار پانچ چھ سات آٹھ نو الفا براوو چارلی ڈیلٹا ایکو فاکسٹراٹ گالف ہوٹل جولیٹ کیلو مائیک نومبر پاپا کیوبک رومیو سیرا ٹینگو وکٹر وہسکی ایکسرے یانکی زولو</translation>
  </message>
  <message>
   <source>{count} of {all}. Read as the same: {same}</source>
   <translation>{all} میں سے {count}۔ ایک ہی سمجھے جاتے ہیں: {same}</translation>
  </message>
  <message>
   <source>{file} on {stick}</source>
   <translation>{stick} پر {file}</translation>
  </message>
 </context>
 <context>
  <name>Problem</name>
  <message>
   <source>A comment has at most {most} letters. Nothing was changed; say it shorter.</source>
   <translation>تبصرے میں زیادہ سے زیادہ {most} حروف ہو سکتے ہیں۔ کچھ نہیں بدلا؛ مختصر لکھیں۔</translation>
  </message>
  <message>
   <source>A comment has no words. Nothing was changed; say what to look at.</source>
   <translation>تبصرہ خالی ہے۔ کچھ نہیں بدلا؛ لکھیں کہ کیا دیکھنا ہے۔</translation>
  </message>
  <message>
   <source>A compass is to be read. Here the direction is typed, in degrees.</source>
   <translation>قطب نما پڑھا جانا ہے۔ یہاں سمت درجوں میں ٹائپ کی جاتی ہے۔</translation>
  </message>
  <message>
   <source>A household is returned with at least one comment and at most {most}, so that the enumerator knows what to look at. Nothing was changed.</source>
   <translation>گھرانہ کم از کم ایک اور زیادہ سے زیادہ {most} تبصروں کے ساتھ واپس بھیجا جاتا ہے، تاکہ شمار کنندہ جان سکے کہ کیا دیکھنا ہے۔ کچھ نہیں بدلا۔</translation>
  </message>
  <message>
   <source>A later version of Indraj wrote this store. Nothing was changed; install that version.</source>
   <translation>یہ ذخیرہ اندراج کے نئے ورژن نے لکھا ہے۔ کچھ نہیں بدلا گیا؛ وہی ورژن نصب کریں۔</translation>
  </message>
  <message>
   <source>A list has one choice twice; both were kept.</source>
   <translation>ایک فہرست میں ایک ہی انتخاب دو بار ہے؛ دونوں رکھے گئے۔</translation>
  </message>
  <message>
   <source>A message says something, in at most {most} characters. Nothing was sent.</source>
   <translation>پیغام میں کچھ لکھا ہونا چاہیے، زیادہ سے زیادہ {most} حروف۔ کچھ نہیں بھیجا گیا۔</translation>
  </message>
  <message>
   <source>A new passphrase and recovery code were set for {about}.</source>
   <translation>{about} کا نیا پاس ورڈ اور بحالی کوڈ مقرر کیا گیا۔</translation>
  </message>
  <message>
   <source>A newer version of Indraj wrote this bundle. Nothing here was changed; update Indraj and read it again.</source>
   <translation>یہ بنڈل اندراج کے نئے ورژن نے لکھا ہے۔ یہاں کچھ نہیں بدلا؛ اندراج کو نیا کریں اور دوبارہ پڑھیں۔</translation>
  </message>
  <message>
   <source>A part of it was erased by law, and what is left cannot be proved. It is kept; a person at the registry decides.</source>
   <translation>اس کا ایک حصہ قانوناً مٹایا گیا، اور جو بچا ہے اس کا ثبوت ممکن نہیں۔ وہ محفوظ ہے؛ رجسٹری میں کوئی شخص فیصلہ کرے گا۔</translation>
  </message>
  <message>
   <source>A part of the form is of the kind {name}, which nobody knows; it is not shown.</source>
   <translation>فارم کا ایک حصہ {name} قسم کا ہے جسے کوئی نہیں جانتا؛ وہ نہیں دکھایا جاتا۔</translation>
  </message>
  <message>
   <source>A person needs a name. Nobody was added; give the name that others know.</source>
   <translation>شخص کا نام ضروری ہے۔ کسی کو شامل نہیں کیا گیا؛ وہ نام دیں جس سے لوگ اسے جانتے ہیں۔</translation>
  </message>
  <message>
   <source>A piece of a laptop's work is missing or was exchanged. Nothing was lost here; ask the registry's administrator to look.</source>
   <translation>کسی لیپ ٹاپ کے کام کا ایک حصہ غائب ہے یا بدلا گیا ہے۔ یہاں کچھ ضائع نہیں ہوا؛ رجسٹری کے منتظم سے دیکھنے کو کہیں۔</translation>
  </message>
  <message>
   <source>A plug-in of another program is to ask this. Here it is asked in the ordinary way.</source>
   <translation>یہ سوال کسی اور پروگرام کے پلگ اِن نے پوچھنا ہے۔ یہاں اسے عام طریقے سے پوچھا جاتا ہے۔</translation>
  </message>
  <message>
   <source>A printer of a telephone is to be used. Here nothing is printed by itself.</source>
   <translation>فون کا پرنٹر استعمال ہونا ہے۔ یہاں کچھ خود سے نہیں چھپتا۔</translation>
  </message>
  <message>
   <source>A question is about {where}, which is no place of this form; it is not shown.</source>
   <translation>ایک سوال {where} کے بارے میں ہے جو اس فارم کی کوئی جگہ نہیں؛ وہ نہیں دکھایا جاتا۔</translation>
  </message>
  <message>
   <source>A question is called data, like the form itself; the form was given another name inside.</source>
   <translation>ایک سوال کا نام وہی ہے جو خود فارم کا ہے؛ فارم کو اندر سے دوسرا نام دیا گیا۔</translation>
  </message>
  <message>
   <source>A reason is to be asked for every change of a finished household. It is not; who changed what and when, with the value before, is in its history.</source>
   <translation>مکمل گھرانے کی ہر تبدیلی کی وجہ پوچھی جانی ہے۔ وہ نہیں پوچھی جاتی؛ کس نے کیا کب بدلا، پہلی قدر سمیت، اس کی تاریخ میں ہے۔</translation>
  </message>
  <message>
   <source>A rule is about {where}, which is no place of this form; it has no effect.</source>
   <translation>ایک قاعدہ {where} کے بارے میں ہے جو اس فارم کی کوئی جگہ نہیں؛ اس کا کوئی اثر نہیں۔</translation>
  </message>
  <message>
   <source>An answer builds on something that this laptop no longer has, so it was not used. Nothing was lost; write a new bundle and have it answered.</source>
   <translation>ایک جواب کسی ایسی چیز پر قائم ہے جو اس لیپ ٹاپ کے پاس اب نہیں، اس لیے استعمال نہیں ہوا۔ کچھ ضائع نہیں ہوا؛ نیا بنڈل لکھیں اور اس کا جواب منگوائیں۔</translation>
  </message>
  <message>
   <source>An answer has at most {most} letters. This one was not written; say it shorter.</source>
   <translation>ایک جواب میں زیادہ سے زیادہ {most} حروف ہو سکتے ہیں۔ یہ جواب نہیں لکھا گیا؛ اسے مختصر کریں۔</translation>
  </message>
  <message>
   <source>An answer says in which list to look. Lists (CSV) of that name beside the questionnaire were taken in; where there is none, nothing is offered.</source>
   <translation>ایک جواب بتاتا ہے کہ کس فہرست میں دیکھنا ہے۔ سوالنامے کے ساتھ پڑی اسی نام کی فہرستیں (CSV) شامل کر لی گئیں؛ جہاں کوئی نہ ہو وہاں کوئی انتخاب نہیں۔</translation>
  </message>
  <message>
   <source>An earlier row has the same key {key}. This one was not taken in.</source>
   <translation>پہلے کی ایک قطار کی یہی کنجی {key} ہے۔ یہ قطار نہیں لی گئی۔</translation>
  </message>
  <message>
   <source>An expression of this questionnaire cannot be understood, at {where}: {expression}. Nothing was installed; correct it in the form.</source>
   <translation>اس سوالنامے کی ایک عبارت سمجھ نہیں آئی، {where} پر: {expression}۔ کچھ نصب نہیں ہوا؛ فارم میں درست کریں۔</translation>
  </message>
  <message>
   <source>An identity number has 13 digits; this one has {digits}. Check it against the card.</source>
   <translation>شناختی نمبر میں 13 ہندسے ہوتے ہیں؛ اس میں {digits} ہیں۔ کارڈ سے ملا کر دیکھیں۔</translation>
  </message>
  <message>
   <source>Another answer came in while this was being decided, so nothing was decided about it. Look at all the answers and decide again.</source>
   <translation>اس فیصلے کے دوران ایک اور جواب آ گیا، اس لیے اس کا کوئی فیصلہ نہیں ہوا۔ تمام جوابات دیکھ کر دوبارہ فیصلہ کریں۔</translation>
  </message>
  <message>
   <source>Another laptop brought it, and its questionnaire is not published, so nobody can say that it is what was written. It is put aside until it is.</source>
   <translation>اسے کوئی دوسرا لیپ ٹاپ لایا ہے اور اس کا سوالنامہ شائع نہیں ہوا، اس لیے کوئی نہیں کہہ سکتا کہ یہ وہی ہے جو لکھا گیا تھا۔ سوالنامہ شائع ہونے تک اسے الگ رکھا گیا ہے۔</translation>
  </message>
  <message>
   <source>Another laptop sealed under this one's number, so this is kept and not delivered. A person at the registry decides.</source>
   <translation>اسی نمبر سے کسی اور لیپ ٹاپ نے بھی کام بند کیا، اس لیے یہ محفوظ ہے مگر آگے نہیں گیا۔ رجسٹری میں کوئی شخص فیصلہ کرے گا۔</translation>
  </message>
  <message>
   <source>Another program of a telephone is to give the answer. Here it is typed.</source>
   <translation>جواب فون کے کسی اور پروگرام سے آنا ہے۔ یہاں اسے ٹائپ کیا جاتا ہے۔</translation>
  </message>
  <message>
   <source>Another registry answers at this address than the one that enrolled this laptop. Nothing was handed over and nothing was lost; check the address.</source>
   <translation>اس پتے پر وہ رجسٹری نہیں جس نے یہ لیپ ٹاپ رجسٹر کیا تھا۔ نہ کچھ دیا گیا نہ ضائع ہوا؛ پتہ جانچیں۔</translation>
  </message>
  <message>
   <source>Asks whether {question} is {code}, which is none of its choices.</source>
   <translation>یہاں پوچھا جاتا ہے کہ آیا {question} کا جواب {code} ہے، جو اس کے انتخاب میں نہیں۔</translation>
  </message>
  <message>
   <source>Asks whether {question}, of which several can be chosen, is {code} and nothing else; selected() asks whether it is among them.</source>
   <translation>پوچھتا ہے کہ {question}، جس میں کئی چُنے جا سکتے ہیں، صرف {code} ہے یا نہیں؛ selected() پوچھتا ہے کہ وہ ان میں شامل ہے یا نہیں۔</translation>
  </message>
  <message>
   <source>Both are in {village}.</source>
   <translation>دونوں {village} میں ہیں۔</translation>
  </message>
  <message>
   <source>Both have the telephone number {phone}.</source>
   <translation>دونوں کا فون نمبر {phone} ہے۔</translation>
  </message>
  <message>
   <source>Calculations of this questionnaire need each other's results: {members}. Nothing was installed; break the circle in the form.</source>
   <translation>اس سوالنامے کے حسابات ایک دوسرے کے نتیجے پر منحصر ہیں: {members}۔ کچھ نصب نہیں ہوا؛ فارم میں یہ دائرہ توڑیں۔</translation>
  </message>
  <message>
   <source>Calls {name}, a function of another program. Where it is reached, a calculation stays blank and a condition keeps nobody from asking.</source>
   <translation>{name} کو بلاتا ہے جو کسی اور پروگرام کا فنکشن ہے۔ جہاں اس کی باری آئے، حساب خالی رہتا ہے اور شرط کسی کو پوچھنے سے نہیں روکتی۔</translation>
  </message>
  <message>
   <source>Column {column} is for another program and was left out.</source>
   <translation>کالم {column} کسی اور پروگرام کے لیے ہے اور چھوڑ دیا گیا۔</translation>
  </message>
  <message>
   <source>Column {column} stands there twice; the second one was left out.</source>
   <translation>کالم {column} دو بار موجود ہے؛ دوسرا چھوڑ دیا گیا۔</translation>
  </message>
  <message>
   <source>Column {column}, row {row} and perhaps others: signs were written as in XML; they were put right.</source>
   <translation>کالم {column}، سطر {row} اور شاید دوسری سطریں: نشانات ایکس ایم ایل کی طرح لکھے گئے تھے؛ درست کر دیے گئے۔</translation>
  </message>
  <message>
   <source>Compares the day {question} with a small number; a day counts from 1970. Put the age into a calculation of its own.</source>
   <translation>تاریخ {question} کا موازنہ چھوٹے عدد سے کرتا ہے؛ تاریخ ۱۹۷۰ سے گنی جاتی ہے۔ عمر کے لیے الگ حساب بنائیں۔</translation>
  </message>
  <message>
   <source>Compares {question}, a number or a date, with the words {text}; they are never the same.</source>
   <translation>{question} (عدد یا تاریخ) کا مقابلہ الفاظ {text} سے کیا جاتا ہے؛ وہ کبھی برابر نہیں ہوتے۔</translation>
  </message>
  <message>
   <source>Entities are written in version {name}, newer than Indraj knows; what it knows of them is made, the rest is left out.</source>
   <translation>اکائیاں نسخہ {name} میں لکھی ہیں جو اندراج کے علم سے نیا ہے؛ جو معلوم ہے وہ بنتا ہے، باقی چھوڑ دیا جاتا ہے۔</translation>
  </message>
  <message>
   <source>In {language}, {count} texts are missing, the first of them at {where}; they are said in {other}.</source>
   <translation>{language} میں {count} متن نہیں ہیں، پہلا {where} پر ہے؛ وہ {other} میں کہے جاتے ہیں۔</translation>
  </message>
  <message>
   <source>Indraj failed in a way it should not. What was saved before is still saved. Where it happened, without anybody's answers, was written to {file}; please send that file to the project.</source>
   <translation>اندراج میں ایسی خرابی آئی جو نہیں آنی چاہیے تھی۔ جو پہلے محفوظ ہوا وہ محفوظ ہے۔ خرابی کی جگہ، کسی کے جوابات کے بغیر، {file} میں لکھ دی گئی؛ مہربانی فرما کر وہ فائل منصوبے کو بھیجیں۔</translation>
  </message>
  <message>
   <source>Is asked depending on itself; whether it is then shown is a matter of chance.</source>
   <translation>اس کا پوچھا جانا خود اسی پر منحصر ہے؛ پھر اس کا دکھایا جانا اتفاق ہے۔</translation>
  </message>
  <message>
   <source>Is never asked: {expression} cannot be true.</source>
   <translation>کبھی نہیں پوچھا جاتا: {expression} درست نہیں ہو سکتا۔</translation>
  </message>
  <message>
   <source>It approves or returns a household, which only a supervisor's laptop may do. It is kept; a person at the registry decides.</source>
   <translation>یہ کسی گھرانے کو منظور یا واپس کرتا ہے، جو صرف نگران کا لیپ ٹاپ کر سکتا ہے۔ یہ محفوظ ہے؛ رجسٹری میں کوئی شخص فیصلہ کرے گا۔</translation>
  </message>
  <message>
   <source>It gives a household or a person a status that there is not. It is kept; a person at the registry decides.</source>
   <translation>یہ کسی گھرانے یا شخص کو ایسی حالت دیتا ہے جو موجود نہیں۔ یہ محفوظ ہے؛ رجسٹری میں کوئی شخص فیصلہ کرے گا۔</translation>
  </message>
  <message>
   <source>It is packed in a way that this registry does not know yet. It is put aside and not confirmed; the laptop sends it again once the registry is upgraded.</source>
   <translation>یہ ایسے باندھا گیا ہے جسے یہ رجسٹری ابھی نہیں جانتی۔ اسے الگ رکھا گیا ہے اور اس کی تصدیق نہیں ہوئی؛ رجسٹری کا نیا نسخہ آنے پر لیپ ٹاپ اسے دوبارہ بھیجے گا۔</translation>
  </message>
  <message>
   <source>It was signed with a key that this laptop has given up. It is kept; a person at the registry decides.</source>
   <translation>اس پر ایسی کلید سے دستخط ہیں جو یہ لیپ ٹاپ چھوڑ چکا ہے۔ یہ محفوظ ہے؛ رجسٹری میں کوئی شخص فیصلہ کرے گا۔</translation>
  </message>
  <message>
   <source>More was erased from this than the registry ordered. It was put aside; what is whole comes by another road.</source>
   <translation>اس میں سے رجسٹری کے حکم سے زیادہ مٹایا گیا ہے۔ اسے الگ رکھ دیا گیا؛ جو مکمل ہے وہ کسی اور راستے سے آئے گا۔</translation>
  </message>
  <message>
   <source>Must be answered and can be answered by nobody: it is required and read-only, and nothing fills it.</source>
   <translation>جواب لازم ہے مگر کوئی دے نہیں سکتا: یہ لازمی بھی ہے اور صرف پڑھنے کے لیے بھی، اور کوئی چیز اسے نہیں بھرتی۔</translation>
  </message>
  <message>
   <source>No answer is ever right: {expression} cannot be true.</source>
   <translation>کوئی جواب کبھی درست نہیں: {expression} درست نہیں ہو سکتا۔</translation>
  </message>
  <message>
   <source>No change here ever wrote to {household}, or all of it is erased already. Nothing was erased.</source>
   <translation>یہاں {household} کے بارے میں کبھی کچھ نہیں لکھا گیا، یا سب کچھ پہلے ہی مٹایا جا چکا ہے۔ کچھ نہیں مٹایا گیا۔</translation>
  </message>
  <message>
   <source>No new passphrase was given, and nobody can be asked here. Nothing was changed; name a file with --new-passphrase-file, or set INDRAJ_NEW_PASSPHRASE.</source>
   <translation>نیا پاس ورڈ نہیں دیا گیا اور یہاں کسی سے پوچھا نہیں جا سکتا۔ کچھ نہیں بدلا؛ --new-passphrase-file سے فائل بتائیں یا INDRAJ_NEW_PASSPHRASE مقرر کریں۔</translation>
  </message>
  <message>
   <source>No package {version} for {platform} was published. Nothing was changed; `indraj registry update list` shows them.</source>
   <translation>{platform} کے لیے پیکج {version} شائع نہیں ہوا۔ کچھ نہیں بدلا گیا؛ `indraj registry update list` انہیں دکھاتا ہے۔</translation>
  </message>
  <message>
   <source>No passphrase was given, and nobody can be asked here. Nothing was changed; name a file with --passphrase-file, or set INDRAJ_PASSPHRASE.</source>
   <translation>پاس ورڈ نہیں دیا گیا، اور یہاں کسی سے پوچھا نہیں جا سکتا۔ کچھ نہیں بدلا گیا؛ --passphrase-file سے فائل بتائیں، یا INDRAJ_PASSPHRASE مقرر کریں۔</translation>
  </message>
  <message>
   <source>No photo or file {digest} is known in this area. `indraj registry attachments list` shows what is.</source>
   <translation>اس علاقے میں {digest} نام کی کوئی تصویر یا فائل معلوم نہیں۔ `indraj registry attachments list` دکھاتا ہے کہ کیا ہے۔</translation>
  </message>
  <message>
   <source>No position can be had. Nothing was changed; type it from the receiver's display.</source>
   <translation>مقام معلوم نہیں ہو سکا۔ کچھ نہیں بدلا؛ رسیور کی سکرین سے مقام لکھ دیں۔</translation>
  </message>
  <message>
   <source>No questionnaire is installed in this store. Install one with `indraj form install`, or enrol the laptop with a provisioning file.</source>
   <translation>اس ذخیرے میں کوئی سوالنامہ نصب نہیں۔ `indraj form install` سے نصب کریں، یا لیپ ٹاپ کو دفتر کی فائل سے رجسٹر کریں۔</translation>
  </message>
  <message>
   <source>No recovery code of laptop {device} is here that this key opens. `indraj registry recovery list` shows whose are; the code on paper and the province's key open the laptop too.</source>
   <translation>لیپ ٹاپ {device} کا کوئی بازیابی کوڈ یہاں ایسا نہیں جو اس کلید سے کھلے۔ `indraj registry recovery list` دکھاتا ہے کہ کن کے کوڈ ہیں؛ کاغذ پر لکھا کوڈ اور صوبے کی کلید بھی لیپ ٹاپ کھولتے ہیں۔</translation>
  </message>
  <message>
   <source>No recovery code of this store is like that, or it was used before. Nothing was changed; read it again letter by letter, or ask the province to open it. Tries before a wait: {left}.</source>
   <translation>اس ذخیرے کا ایسا کوئی بحالی کوڈ نہیں، یا وہ پہلے استعمال ہو چکا ہے۔ کچھ نہیں بدلا؛ اسے ایک ایک حرف کر کے دوبارہ پڑھیں، یا صوبائی دفتر سے کھلوائیں۔ انتظار سے پہلے باقی کوششیں: {left}۔</translation>
  </message>
  <message>
   <source>No recovery code was given, and nobody can be asked here. Nothing was changed; name a file with --code-file, or set INDRAJ_RECOVERY_CODE.</source>
   <translation>بحالی کوڈ نہیں دیا گیا اور یہاں کسی سے پوچھا نہیں جا سکتا۔ کچھ نہیں بدلا؛ --code-file سے فائل بتائیں یا INDRAJ_RECOVERY_CODE مقرر کریں۔</translation>
  </message>
  <message>
   <source>Nobody called {name} can open this store. Nothing was changed; these can: {people}.</source>
   <translation>{name} نام کا کوئی شخص یہ ذخیرہ نہیں کھول سکتا۔ کچھ نہیں بدلا؛ یہ لوگ کھول سکتے ہیں: {people}۔</translation>
  </message>
  <message>
   <source>Nobody disagrees about this answer. Nothing was changed; `conflict list` shows what is contested.</source>
   <translation>اس جواب پر کوئی اختلاف نہیں۔ کچھ نہیں بدلا گیا؛ `conflict list` اختلافات دکھاتا ہے۔</translation>
  </message>
  <message>
   <source>Nothing came from the receiver. See that it is switched on and that it is the one chosen here, or type the position.</source>
   <translation>رسیور سے کچھ نہیں آیا۔ دیکھیں کہ وہ چل رہا ہے اور یہاں وہی چنا گیا ہے، یا مقام خود لکھ دیں۔</translation>
  </message>
  <message>
   <source>Nothing in this bundle is for this laptop; it is for {whose}. Nothing here was changed.</source>
   <translation>اس بنڈل میں اس لیپ ٹاپ کے لیے کچھ نہیں؛ یہ {whose} کے لیے ہے۔ یہاں کچھ نہیں بدلا۔</translation>
  </message>
  <message>
   <source>Nothing is held at {place}. Nothing was changed; `indraj registry quarantine list` shows what is.</source>
   <translation>{place} پر کچھ روکا ہوا نہیں۔ کچھ نہیں بدلا گیا؛ `indraj registry quarantine list` دکھاتا ہے کہ کیا روکا ہوا ہے۔</translation>
  </message>
  <message>
   <source>Nothing that is named {hash}, or more than one thing, was put aside. Nothing was changed; `indraj registry quarantine aside` lists what lies there.</source>
   <translation>{hash} نام کی کوئی چیز الگ نہیں رکھی گئی، یا اس نام کی ایک سے زیادہ ہیں۔ کچھ نہیں بدلا گیا؛ `indraj registry quarantine aside` بتاتا ہے کہ وہاں کیا رکھا ہے۔</translation>
  </message>
  <message>
   <source>Only a supervisor's laptop approves and returns households. Nothing was changed; ask your administrator if this should be one.</source>
   <translation>گھرانے صرف نگران کا لیپ ٹاپ منظور کرتا یا واپس بھیجتا ہے۔ کچھ نہیں بدلا؛ اگر یہ نگران کا لیپ ٹاپ ہونا چاہیے تو اپنے منتظم سے پوچھیں۔</translation>
  </message>
  <message>
   <source>People disagree about {count} of this household's answers. Nothing was changed; settle that first.</source>
   <translation>اس گھرانے کے {count} جوابات پر اختلاف ہے۔ کچھ نہیں بدلا؛ پہلے اس کا فیصلہ کریں۔</translation>
  </message>
  <message>
   <source>Reads {path}, which is no place of this form.</source>
   <translation>یہاں {path} پڑھا جاتا ہے، جو اس فارم میں کوئی جگہ نہیں۔</translation>
  </message>
  <message>
   <source>Reckons with {question}, whose choices are no numbers; what comes of it is always blank.</source>
   <translation>{question} سے حساب کرتا ہے جس کے انتخاب عدد نہیں؛ نتیجہ ہمیشہ خالی رہتا ہے۔</translation>
  </message>
  <message>
   <source>Say why the unusual answer is right. Nothing was written.</source>
   <translation>بتائیں کہ غیر معمولی جواب درست کیوں ہے۔ کچھ نہیں لکھا گیا۔</translation>
  </message>
  <message>
   <source>Says {name}, an attribute of another program; it changes nothing here.</source>
   <translation>{name} کسی اور پروگرام کی صفت ہے؛ یہاں اس سے کچھ نہیں بدلتا۔</translation>
  </message>
  <message>
   <source>Several households here have the key {key}. The row was not taken in.</source>
   <translation>یہاں کئی گھرانوں کی کنجی {key} ہے۔ قطار نہیں لی گئی۔</translation>
  </message>
  <message>
   <source>Several questionnaires are installed: {forms}. Nothing was written; name one with --form.</source>
   <translation>کئی سوالنامے نصب ہیں: {forms}۔ کچھ نہیں لکھا گیا؛ --form سے ایک کا نام دیں۔</translation>
  </message>
  <message>
   <source>Several wrote to the registry at the same moment. Nothing of this was stored; try again.</source>
   <translation>کئی نے ایک ہی لمحے رجسٹری میں لکھا۔ اس میں سے کچھ محفوظ نہیں ہوا؛ دوبارہ کوشش کریں۔</translation>
  </message>
  <message>
   <source>Sheet {sheet} has two columns for one thing; what only {column} said was taken into {kept}.</source>
   <translation>شیٹ {sheet} میں ایک ہی چیز کے دو کالم ہیں؛ جو کچھ صرف {column} میں تھا وہ {kept} میں لے لیا گیا۔</translation>
  </message>
  <message>
   <source>Sheet {sheet}, row {row}, column {column}: {detail} Nothing was installed; correct it in the workbook.</source>
   <translation>شیٹ {sheet}، سطر {row}، کالم {column}: {detail} کچھ نصب نہیں کیا گیا؛ اسے ورک بک میں درست کریں۔</translation>
  </message>
  <message>
   <source>Sheet {sheet}, row {row}: {detail} Nothing was installed; correct it in the workbook.</source>
   <translation>شیٹ {sheet}، سطر {row}: {detail} کچھ نصب نہیں کیا گیا؛ اسے ورک بک میں درست کریں۔</translation>
  </message>
  <message>
   <source>Sheet {sheet}, row {row}: {name} has no words; its name is shown instead.</source>
   <translation>شیٹ {sheet}، سطر {row}: {name} کے الفاظ نہیں ہیں؛ اس کی جگہ اس کا نام دکھایا جاتا ہے۔</translation>
  </message>
  <message>
   <source>Sheet {sheet}, row {row}: {name} is a name that forms keep for themselves; it is called {new} now.</source>
   <translation>شیٹ {sheet}، سطر {row}: {name} وہ نام ہے جو فارم اپنے لیے رکھتے ہیں؛ اب اس کا نام {new} ہے۔</translation>
  </message>
  <message>
   <source>Sheet {sheet}: {detail} Nothing was installed; correct it in the workbook.</source>
   <translation>شیٹ {sheet}: {detail} کچھ نصب نہیں کیا گیا؛ اسے ورک بک میں درست کریں۔</translation>
  </message>
  <message>
   <source>Somebody works on this household here. The row was not taken in; submit or discard that work first.</source>
   <translation>اس گھرانے پر یہاں کام جاری ہے۔ قطار نہیں لی گئی؛ پہلے وہ کام جمع کریں یا چھوڑ دیں۔</translation>
  </message>
  <message>
   <source>Something outside the program failed. What was saved before is still saved; try again.</source>
   <translation>پروگرام سے باہر کوئی خرابی آئی۔ جو پہلے محفوظ ہوا وہ محفوظ ہے؛ دوبارہ کوشش کریں۔</translation>
  </message>
  <message>
   <source>Something that came is not what it claims to be. It was not taken; nothing here was changed. Ask the registry's administrator.</source>
   <translation>جو کچھ آیا وہ ویسا نہیں جیسا ظاہر کرتا ہے۔ اسے نہیں لیا گیا؛ یہاں کچھ نہیں بدلا۔ رجسٹری کے منتظم سے پوچھیں۔</translation>
  </message>
  <message>
   <source>Stopped. Nothing was written, and the households are as they were.</source>
   <translation>روک دیا گیا۔ کچھ نہیں لکھا گیا اور گھرانے جوں کے توں ہیں۔</translation>
  </message>
  <message>
   <source>Table {table} has a column {column} that is no question. Nothing was taken in; take the column out, or call it as the question is called.</source>
   <translation>جدول {table} میں کالم {column} کوئی سوال نہیں۔ کچھ نہیں لیا گیا؛ کالم نکال دیں یا اس کا نام سوال کے نام پر رکھیں۔</translation>
  </message>
  <message>
   <source>Takes by itself where the laptop stands. Without a receiver it stays blank; the window says so.</source>
   <translation>لیپ ٹاپ کی جگہ خود لیتا ہے۔ وصول کنندہ آلے کے بغیر یہ خالی رہتا ہے، اور سکرین یہ بتاتی ہے۔</translation>
  </message>
  <message>
   <source>That is no status of it. Nothing was written; say here, left, died or entered-in-error for a person, and one of the household's statuses for a household.</source>
   <translation>یہ اس کی کوئی حالت نہیں۔ کچھ نہیں لکھا گیا؛ فرد کے لیے here، left، died یا entered-in-error لکھیں، اور گھرانے کے لیے اس کی کوئی حالت۔</translation>
  </message>
  <message>
   <source>That is not the activation code of this file. Nothing was changed; check the letters, and that the paper belongs to this laptop.</source>
   <translation>یہ اس فائل کا فعال کرنے کا کوڈ نہیں۔ کچھ نہیں بدلا گیا؛ حروف دیکھیں، اور یہ کہ کاغذ اسی لیپ ٹاپ کا ہے۔</translation>
  </message>
  <message>
   <source>That passphrase does not open this store. Nothing was lost; check the keyboard's language and type it again. Tries before a wait: {left}.</source>
   <translation>اس پاس ورڈ سے یہ ذخیرہ نہیں کھلتا۔ کچھ ضائع نہیں ہوا؛ کی بورڈ کی زبان دیکھیں اور دوبارہ لکھیں۔ انتظار سے پہلے باقی کوششیں: {left}۔</translation>
  </message>
  <message>
   <source>The area {area} can have no tables of its own: its code holds more than ASCII letters, digits, `_` and `-`. Nothing was changed; leave it out.</source>
   <translation>علاقہ {area} کی اپنی جدولیں نہیں ہو سکتیں: اس کے کوڈ میں انگریزی حروف، ہندسوں، `_` اور `-` کے علاوہ بھی کچھ ہے۔ کچھ نہیں بدلا؛ اسے چھوڑ دیں۔</translation>
  </message>
  <message>
   <source>The bundle could not be written: the stick is full, protected or was pulled out. Nothing was lost; what was on it before is still there. Try again or take another stick.</source>
   <translation>بنڈل نہیں لکھا جا سکا: اسٹک بھری ہوئی ہے، محفوظ کی گئی ہے یا نکال لی گئی۔ کچھ ضائع نہیں ہوا؛ جو پہلے تھا وہ اب بھی ہے۔ دوبارہ کوشش کریں یا دوسری اسٹک لیں۔</translation>
  </message>
  <message>
   <source>The central side's libraries are not installed on this computer. Install them with `pip install indraj[registry]`; a laptop does not need them.</source>
   <translation>مرکزی حصے کی لائبریریاں اس کمپیوٹر پر نصب نہیں۔ انہیں `pip install indraj[registry]` سے نصب کریں؛ لیپ ٹاپ کو ان کی ضرورت نہیں۔</translation>
  </message>
  <message>
   <source>The choices are to be touched in a picture. Here they stand in a list, with the same codes.</source>
   <translation>انتخاب تصویر میں چھو کر ہونا ہے۔ یہاں وہی انتخاب انہی کوڈوں کے ساتھ فہرست میں ہیں۔</translation>
  </message>
  <message>
   <source>The content is not what was signed. It was not taken; nothing here was changed. Ask the registry's administrator.</source>
   <translation>مواد وہ نہیں جس پر دستخط ہوئے تھے۔ اسے نہیں لیا گیا؛ یہاں کچھ نہیں بدلا۔ رجسٹری کے منتظم سے پوچھیں۔</translation>
  </message>
  <message>
   <source>The date is to be asked in another calendar. Here it is asked in the Gregorian one, as it is stored everywhere.</source>
   <translation>تاریخ کسی اور تقویم میں پوچھی جانی ہے۔ یہاں عیسوی تقویم میں پوچھی جاتی ہے، جیسے ہر جگہ محفوظ ہوتی ہے۔</translation>
  </message>
  <message>
   <source>The disk altered entries of the register's log: {places}. All else was done, and nothing from there on is called durable, so laptops keep their copies. Mend the disk, and restore the newest backup that is whole: laptops bring again what came since.</source>
   <translation>ڈسک نے رجسٹر کے لاگ کے اندراجات بدل دیے: {places}۔ باقی سب ہو گیا، اور وہاں سے آگے کچھ بھی پکا محفوظ نہیں گنا جاتا، اس لیے لیپ ٹاپ اپنی نقلیں رکھتے ہیں۔ ڈسک ٹھیک کریں، اور سب سے نیا سالم بیک اپ بحال کریں: جو اس کے بعد آیا وہ لیپ ٹاپ دوبارہ لائیں گے۔</translation>
  </message>
  <message>
   <source>The disk is full. What was saved before is safe, but this was not saved. Free some space, then do it again.</source>
   <translation>ڈسک بھر گئی ہے۔ جو پہلے محفوظ ہوا وہ محفوظ ہے، مگر یہ محفوظ نہیں ہوا۔ کچھ جگہ خالی کریں، پھر دوبارہ کریں۔</translation>
  </message>
  <message>
   <source>The disk refused to read or write. What was saved before is kept as far as the disk holds it. Check that the disk is present and may be written to, then try again.</source>
   <translation>ڈسک نے پڑھنے یا لکھنے سے انکار کیا۔ جو پہلے محفوظ ہوا وہ ڈسک پر جہاں تک ہے محفوظ ہے۔ دیکھیں کہ ڈسک موجود ہے اور اس پر لکھا جا سکتا ہے، پھر کوشش کریں۔</translation>
  </message>
  <message>
   <source>The end of this bundle is missing: it was not copied whole, or the stick was pulled out too early. Nothing here was changed; copy it again or have it written again.</source>
   <translation>اس بنڈل کا آخری حصہ غائب ہے: یہ پورا نقل نہیں ہوا یا اسٹک جلد نکال لی گئی۔ یہاں کچھ نہیں بدلا؛ دوبارہ نقل کریں یا دوبارہ لکھوائیں۔</translation>
  </message>
  <message>
   <source>The exchange did not come about. Nothing was lost; try again later.</source>
   <translation>تبادلہ نہ ہو سکا۔ کچھ ضائع نہیں ہوا؛ بعد میں دوبارہ کوشش کریں۔</translation>
  </message>
  <message>
   <source>The exchange was stopped. What had arrived is kept, nothing was lost, and it can be started again at any time.</source>
   <translation>تبادلہ روک دیا گیا۔ جو پہنچ چکا وہ محفوظ ہے، کچھ ضائع نہیں ہوا، اور اسے کسی بھی وقت دوبارہ شروع کیا جا سکتا ہے۔</translation>
  </message>
  <message>
   <source>The file cannot be read, or there is nothing in it. Nothing was changed; see that the stick or card is still connected.</source>
   <translation>فائل پڑھی نہیں جا سکتی، یا اس میں کچھ نہیں ہے۔ کچھ نہیں بدلا؛ دیکھیں کہ سٹک یا کارڈ اب بھی لگا ہوا ہے۔</translation>
  </message>
  <message>
   <source>The file is for several people: {people}. Nothing was changed; say who begins, or give the activation code.</source>
   <translation>یہ فائل کئی لوگوں کے لیے ہے: {people}۔ کچھ نہیں بدلا گیا؛ بتائیں کون شروع کر رہا ہے، یا فعال کرنے کا کوڈ دیں۔</translation>
  </message>
  <message>
   <source>The file is larger than {most}, the most that an answer may be. Nothing was changed; choose a smaller one.</source>
   <translation>فائل {most} سے بڑی ہے، جو جواب کی آخری حد ہے۔ کچھ نہیں بدلا؛ اس سے چھوٹی فائل چنیں۔</translation>
  </message>
  <message>
   <source>The file is too large: an answer takes at most 64 MiB. Nothing was changed; choose a smaller file.</source>
   <translation>فائل بہت بڑی ہے: ایک جواب میں زیادہ سے زیادہ 64 میگابائٹ آ سکتے ہیں۔ کچھ تبدیل نہیں ہوا؛ کوئی چھوٹی فائل چنیں۔</translation>
  </message>
  <message>
   <source>The file names nobody of that name. It is for {people}. Nothing was changed; check the name, or ask for a file of your own.</source>
   <translation>فائل میں اس نام کا کوئی نہیں۔ یہ ان کے لیے ہے: {people}۔ کچھ نہیں بدلا گیا؛ نام دیکھیں، یا اپنی فائل مانگیں۔</translation>
  </message>
  <message>
   <source>The file of this answer is damaged and was left as it is. The answer itself is kept. Attach the file again, or exchange with the registry to receive it.</source>
   <translation>اس جواب کی فائل خراب ہے اور جوں کی توں چھوڑ دی گئی ہے۔ جواب خود محفوظ ہے۔ فائل دوبارہ منسلک کریں، یا اسے وصول کرنے کے لیے رجسٹری سے تبادلہ کریں۔</translation>
  </message>
  <message>
   <source>The file of this answer is not on this laptop. The answer itself is kept; exchange with the registry to receive the file.</source>
   <translation>اس جواب کی فائل اس لیپ ٹاپ پر نہیں ہے۔ جواب خود محفوظ ہے؛ فائل وصول کرنے کے لیے رجسٹری سے تبادلہ کریں۔</translation>
  </message>
  <message>
   <source>The file {file} cannot be read. Nothing was attached; check its name and that you may read it.</source>
   <translation>فائل {file} پڑھی نہیں جا سکتی۔ کچھ منسلک نہیں ہوا؛ اس کا نام دیکھیں اور یہ کہ آپ اسے پڑھ سکتے ہیں۔</translation>
  </message>
  <message>
   <source>The file {file} cannot be read. Nothing was changed; check its name and that you may read it.</source>
   <translation>فائل {file} پڑھی نہیں جا سکتی۔ کچھ نہیں بدلا گیا؛ نام اور پڑھنے کی اجازت دیکھیں۔</translation>
  </message>
  <message>
   <source>The file {file} cannot be written. Choose another place; what was attached stays in the store.</source>
   <translation>فائل {file} لکھی نہیں جا سکتی۔ کوئی اور جگہ چنیں؛ جو منسلک ہوا وہ ذخیرے میں موجود ہے۔</translation>
  </message>
  <message>
   <source>The file {file} could be used until {day}. Nothing was changed; ask your administrator for a new one, or mend this laptop's date if it is wrong.</source>
   <translation>فائل {file} صرف {day} تک استعمال ہو سکتی تھی۔ کچھ نہیں بدلا گیا؛ منتظم سے نئی فائل مانگیں، یا اگر اس لیپ ٹاپ کی تاریخ غلط ہے تو اسے درست کریں۔</translation>
  </message>
  <message>
   <source>The file {list} beside the questionnaire is no list (CSV in UTF-8, XML or GeoJSON). Nothing was installed; mend it or take it away.</source>
   <translation>سوالنامے کے ساتھ رکھی فائل {list} کوئی فہرست نہیں (یو ٹی ایف آٹھ میں CSV، ایکس ایم ایل یا جیو جیسن)۔ کچھ نصب نہیں کیا گیا؛ اسے درست کریں یا ہٹا دیں۔</translation>
  </message>
  <message>
   <source>The files in {folder} will not be encrypted: whoever has them can read every answer. Keep them where you would keep the households' papers.</source>
   <translation>فولڈر {folder} کی فائلیں خفیہ نہیں ہوں گی: جس کے پاس ہوں وہ ہر جواب پڑھ سکتا ہے۔ انہیں وہیں رکھیں جہاں گھرانوں کے کاغذات رکھتے ہیں۔</translation>
  </message>
  <message>
   <source>The files with the store's keys are damaged, and were left as they are. The answers are still there, but cannot be opened without a key. Do not delete the folder; ask your administrator for recovery.</source>
   <translation>ذخیرے کی چابیوں والی فائلیں خراب ہیں اور جوں کی توں چھوڑ دی گئیں۔ جوابات موجود ہیں مگر چابی کے بغیر نہیں کھل سکتے۔ فولڈر حذف نہ کریں؛ بحالی کے لیے منتظم سے کہیں۔</translation>
  </message>
  <message>
   <source>The form is to be laid out as {name}. Here its sections stand beside the questions.</source>
   <translation>فارم کو {name} کی صورت میں دکھانا ہے۔ یہاں حصے سوالات کے ساتھ کھڑے ہوتے ہیں۔</translation>
  </message>
  <message>
   <source>The heads' names are alike ({percent} %): {one} and {other}.</source>
   <translation>سربراہوں کے نام ملتے جلتے ہیں ({percent} فیصد): {one} اور {other}۔</translation>
  </message>
  <message>
   <source>The identity number {number} is in both: {one} and {other}.</source>
   <translation>شناختی نمبر {number} دونوں میں ہے: {one} اور {other}۔</translation>
  </message>
  <message>
   <source>The instrument did not give what was asked of it. Nothing was changed; try again.</source>
   <translation>آلے نے وہ نہیں دیا جو اس سے مانگا گیا تھا۔ کچھ نہیں بدلا؛ دوبارہ کوشش کریں۔</translation>
  </message>
  <message>
   <source>The interview is to be recorded in the background. Indraj never listens unasked; nothing is recorded, and the question stays blank.</source>
   <translation>سوالنامہ چاہتا ہے کہ گفتگو پس منظر میں ریکارڈ ہو۔ اندراج بلا اجازت کبھی نہیں سنتا؛ کچھ ریکارڈ نہیں ہوتا اور سوال خالی رہتا ہے۔</translation>
  </message>
  <message>
   <source>The key that opens the district's bundles is still locked on this laptop. Nothing here was changed; enter your activation code first.</source>
   <translation>ضلع کے بنڈل کھولنے والی چابی اس لیپ ٹاپ پر ابھی بند ہے۔ یہاں کچھ نہیں بدلا؛ پہلے اپنا فعالی کوڈ لکھیں۔</translation>
  </message>
  <message>
   <source>The laptop had been revoked when this came. It is kept; a person at the registry decides.</source>
   <translation>جب یہ پہنچا تو لیپ ٹاپ کی اجازت ختم ہو چکی تھی۔ یہ محفوظ ہے؛ رجسٹری میں کوئی شخص فیصلہ کرے گا۔</translation>
  </message>
  <message>
   <source>The laptop is ready to work without the registry and will tell it at the next exchange.</source>
   <translation>لیپ ٹاپ رجسٹری کے بغیر کام کے لیے تیار ہے اور اگلے تبادلے پر اسے بتا دے گا۔</translation>
  </message>
  <message>
   <source>The laptop was not given this area. The work is kept; a person at the registry decides.</source>
   <translation>یہ علاقہ اس لیپ ٹاپ کو نہیں دیا گیا تھا۔ کام محفوظ ہے؛ رجسٹری میں کوئی شخص فیصلہ کرے گا۔</translation>
  </message>
  <message>
   <source>The list {where} does not lie beside the questionnaire; whoever asks in it finds nothing. Put it into the same folder and install again.</source>
   <translation>فہرست {where} سوالنامے کے ساتھ موجود نہیں؛ اس میں پوچھنے والا کچھ نہیں پاتا۔ اسے اسی فولڈر میں رکھیں اور دوبارہ نصب کریں۔</translation>
  </message>
  <message>
   <source>The log of interviews is to hold where the laptop was. It does not; who changed what and when is in each household's history, and cannot be altered.</source>
   <translation>سوالنامہ چاہتا ہے کہ لیپ ٹاپ کی جگہ بھی درج ہو۔ وہ درج نہیں ہوتی؛ کس نے کیا کب بدلا، یہ ہر گھرانے کی تاریخ میں ہے اور بدلا نہیں جا سکتا۔</translation>
  </message>
  <message>
   <source>The message speaks for another laptop than the one that brought it. Nothing was taken.</source>
   <translation>پیغام کسی اور لیپ ٹاپ کی طرف سے ہے، لانے والے کی طرف سے نہیں۔ کچھ نہیں لیا گیا۔</translation>
  </message>
  <message>
   <source>The office asks for a passphrase of at least {letters} letters. Nothing was changed; choose a longer one.</source>
   <translation>دفتر کم از کم {letters} حروف کا پاس ورڈ مانگتا ہے۔ کچھ نہیں بدلا گیا؛ لمبا پاس ورڈ چنیں۔</translation>
  </message>
  <message>
   <source>The oldest lines of who saw which household were let go, up to {about}.</source>
   <translation>کس نے کون سا گھرانہ دیکھا، اس کی سب سے پرانی سطریں {about} تک ہٹا دی گئیں۔</translation>
  </message>
  <message>
   <source>The one-time token of this provisioning file was used already or has run out. Nothing was lost; ask for a new provisioning file.</source>
   <translation>اس فائل کا ایک بار کا اجازت نامہ استعمال ہو چکا یا ختم ہو گیا۔ کچھ ضائع نہیں ہوا؛ دفتر سے نئی فائل مانگیں۔</translation>
  </message>
  <message>
   <source>The open visit was not moved to another version of the questionnaire. There is no move to take back.</source>
   <translation>کھلا دورہ سوالنامے کے کسی دوسرے نسخے پر نہیں لے جایا گیا۔ واپس لینے کے لیے کچھ نہیں۔</translation>
  </message>
  <message>
   <source>The passphrase file {file} cannot be read. Nothing was changed; check the file's name and that you may read it.</source>
   <translation>پاس ورڈ کی فائل {file} پڑھی نہیں جا سکتی۔ کچھ نہیں بدلا گیا؛ فائل کا نام اور پڑھنے کی اجازت دیکھیں۔</translation>
  </message>
  <message>
   <source>The pattern {pattern} is found anywhere in an answer; begin it with ^ and end it with $ to mean all of it.</source>
   <translation>نمونہ {pattern} جواب میں کہیں بھی مل جائے تو درست ہے؛ پورا جواب مراد ہو تو ^ سے شروع اور $ پر ختم کریں۔</translation>
  </message>
  <message>
   <source>The people or things listed for this household are others here. Lists of households that are here already are changed by hand; the row was not taken in.</source>
   <translation>اس گھرانے کے درج افراد یا چیزیں یہاں مختلف ہیں۔ جو گھرانے پہلے سے یہاں ہیں ان کی فہرستیں ہاتھ سے بدلی جاتی ہیں؛ قطار نہیں لی گئی۔</translation>
  </message>
  <message>
   <source>The province's key opened the store; wrong passphrases before: {about}.</source>
   <translation>صوبے کی چابی سے ذخیرہ کھولا گیا؛ اس سے پہلے غلط پاس ورڈ: {about}۔</translation>
  </message>
  <message>
   <source>The provisioning file named no address of a registry. Everything is kept here; give the address with --registry.</source>
   <translation>دفتر کی فائل میں رجسٹری کا پتہ نہیں تھا۔ سب کچھ یہاں محفوظ ہے؛ پتہ --registry سے دیں۔</translation>
  </message>
  <message>
   <source>The provisioning file {file} cannot be read. Nothing was changed; check its name and that you may read it.</source>
   <translation>دفتر کی فائل {file} پڑھی نہیں جا سکتی۔ کچھ نہیں بدلا گیا؛ نام اور پڑھنے کی اجازت دیکھیں۔</translation>
  </message>
  <message>
   <source>The proxy of this network asks for a name and password, or does not accept those it was given. Nothing was lost; an administrator sets them with `indraj device proxy`.</source>
   <translation>اس نیٹ ورک کی پراکسی نام اور پاس ورڈ مانگتی ہے، یا جو دیے گئے انہیں قبول نہیں کرتی۔ کچھ ضائع نہیں ہوا؛ منتظم انہیں `indraj device proxy` سے مقرر کرتا ہے۔</translation>
  </message>
  <message>
   <source>The questionnaire brings a key to encrypt with. It is not used: the store on this laptop and everything that leaves it are encrypted anyway, to the province's own keys.</source>
   <translation>سوالنامہ خفیہ کاری کی اپنی کلید لاتا ہے۔ وہ استعمال نہیں ہوتی: اس لیپ ٹاپ کا ذخیرہ اور یہاں سے جانے والی ہر چیز ویسے بھی صوبے کی اپنی کلیدوں سے خفیہ ہے۔</translation>
  </message>
  <message>
   <source>The questionnaire doubts no answer there now, so there is nothing to confirm.</source>
   <translation>سوالنامہ اس وقت وہاں کسی جواب پر شک نہیں کرتا، اس لیے تصدیق کے لیے کچھ نہیں۔</translation>
  </message>
  <message>
   <source>The questionnaire gives this answer by itself, so it cannot be written. Nothing was written.</source>
   <translation>یہ جواب سوالنامہ خود دیتا ہے، اس لیے اسے لکھا نہیں جا سکتا۔ کچھ نہیں لکھا گیا۔</translation>
  </message>
  <message>
   <source>The questionnaire has no list called {table}. Nothing was taken in.</source>
   <translation>سوالنامے میں {table} نام کی کوئی فہرست نہیں۔ کچھ نہیں لیا گیا۔</translation>
  </message>
  <message>
   <source>The questionnaire says how its answers are written in short messages. They are never sent so.</source>
   <translation>سوالنامہ بتاتا ہے کہ جوابات مختصر پیغام (ایس ایم ایس) میں کیسے لکھے جائیں۔ وہ کبھی اس طرح نہیں بھیجے جاتے۔</translation>
  </message>
  <message>
   <source>The questionnaire says where or when its answers are sent, or that they are deleted then. They go to the registry with the next exchange, and stay here encrypted.</source>
   <translation>سوالنامہ بتاتا ہے کہ جوابات کہاں یا کب بھیجے جائیں، یا بعد میں مٹا دیے جائیں۔ وہ اگلے تبادلے میں رجسٹری کو جاتے ہیں اور یہاں خفیہ حالت میں رہتے ہیں۔</translation>
  </message>
  <message>
   <source>The questionnaire that this household was captured with has not come to this laptop yet. Nothing was lost; exchange with the registry and open it again.</source>
   <translation>جس سوالنامے سے یہ گھرانہ درج ہوا وہ ابھی اس لیپ ٹاپ پر نہیں آیا۔ کچھ ضائع نہیں ہوا؛ رجسٹری سے سنک کریں اور دوبارہ کھولیں۔</translation>
  </message>
  <message>
   <source>The questionnaire uses {feature}, which Indraj does not do: {where}</source>
   <translation>سوالنامے میں {feature} استعمال ہوا ہے جو اندراج نہیں کرتا: {where}</translation>
  </message>
  <message>
   <source>The receiver cannot be opened: it was unplugged, another program uses it, or this person may not. Connect it again, or type the position.</source>
   <translation>رسیور نہیں کھل سکا: وہ نکال لیا گیا ہے، کوئی اور پروگرام اسے استعمال کر رہا ہے، یا اس شخص کو اجازت نہیں۔ اسے دوبارہ جوڑیں، یا مقام خود لکھ دیں۔</translation>
  </message>
  <message>
   <source>The receiver does not know yet where it is. Go into the open and wait for a minute, then try again, or type the position.</source>
   <translation>رسیور کو ابھی معلوم نہیں کہ وہ کہاں ہے۔ کھلی جگہ میں جا کر ایک منٹ انتظار کریں، پھر دوبارہ کوشش کریں، یا مقام خود لکھ دیں۔</translation>
  </message>
  <message>
   <source>The registry cannot be reached. Nothing was lost; everything is kept here. Check the network and try again later.</source>
   <translation>رجسٹری سے رابطہ نہیں ہو رہا۔ کچھ ضائع نہیں ہوا؛ سب یہاں محفوظ ہے۔ نیٹ ورک دیکھیں اور بعد میں کوشش کریں۔</translation>
  </message>
  <message>
   <source>The registry cannot be served at {place}: the address or port is not this computer's or is in use, or the certificate and its key do not fit. Nothing was changed.</source>
   <translation>رجسٹری {place} پر نہیں چلائی جا سکتی: یہ پتا یا پورٹ اس کمپیوٹر کا نہیں یا استعمال میں ہے، یا سرٹیفکیٹ اور اس کی کلید آپس میں نہیں ملتے۔ کچھ نہیں بدلا۔</translation>
  </message>
  <message>
   <source>The registry could not do this. What it stored before is still stored; try again.</source>
   <translation>رجسٹری یہ نہ کر سکی۔ جو اس نے پہلے محفوظ کیا وہ محفوظ ہے؛ دوبارہ کوشش کریں۔</translation>
  </message>
  <message>
   <source>The registry declined this exchange. Nothing was lost; everything is kept here. Ask the registry's administrator.</source>
   <translation>رجسٹری نے یہ تبادلہ قبول نہیں کیا۔ کچھ ضائع نہیں ہوا؛ سب یہاں محفوظ ہے۔ رجسٹری کے منتظم سے پوچھیں۔</translation>
  </message>
  <message>
   <source>The registry did not accept this laptop's access. Nothing was lost; try again.</source>
   <translation>رجسٹری نے اس لیپ ٹاپ کی رسائی قبول نہیں کی۔ کچھ ضائع نہیں ہوا؛ دوبارہ کوشش کریں۔</translation>
  </message>
  <message>
   <source>The registry does not accept this laptop's clock. Nothing was lost; set date and time right and try again.</source>
   <translation>رجسٹری اس لیپ ٹاپ کی گھڑی قبول نہیں کرتی۔ کچھ ضائع نہیں ہوا؛ تاریخ اور وقت درست کریں اور دوبارہ کوشش کریں۔</translation>
  </message>
  <message>
   <source>The registry does not have this area yet. It is put aside and not confirmed; the laptop sends it again once the office has added the area.</source>
   <translation>رجسٹری میں یہ علاقہ ابھی نہیں۔ اسے الگ رکھا گیا ہے اور اس کی تصدیق نہیں ہوئی؛ دفتر کے علاقہ شامل کرنے پر لیپ ٹاپ اسے دوبارہ بھیجے گا۔</translation>
  </message>
  <message>
   <source>The registry does not have this questionnaire yet. The work is kept, and delivered as soon as it is published.</source>
   <translation>رجسٹری کے پاس ابھی یہ سوالنامہ نہیں۔ کام محفوظ ہے، اور سوالنامہ شائع ہوتے ہی آگے جائے گا۔</translation>
  </message>
  <message>
   <source>The registry does not know this laptop. Nothing was lost; everything is kept here. Ask the registry's administrator for a provisioning file.</source>
   <translation>رجسٹری اس لیپ ٹاپ کو نہیں جانتی۔ کچھ ضائع نہیں ہوا؛ سب یہاں محفوظ ہے۔ رجسٹری کے منتظم سے لیپ ٹاپ کی فائل مانگیں۔</translation>
  </message>
  <message>
   <source>The registry has put aside as much as it keeps of what this laptop brought, and waits for a person. Nothing is lost: the laptop keeps it and sends it again.</source>
   <translation>اس لیپ ٹاپ کا لایا ہوا جتنا کام رجسٹری الگ رکھ سکتی ہے اتنا الگ رکھا جا چکا ہے، اور وہ کسی شخص کے فیصلے کا انتظار کرتی ہے۔ کچھ ضائع نہیں ہوا: لیپ ٹاپ اسے اپنے پاس رکھتا ہے اور دوبارہ بھیجتا ہے۔</translation>
  </message>
  <message>
   <source>The registry holds less than it confirmed before. Nothing was lost; everything is kept here. Its administrator must say that it was restored from a backup.</source>
   <translation>رجسٹری کے پاس اس سے کم ہے جس کی وہ تصدیق کر چکی تھی۔ کچھ ضائع نہیں ہوا؛ سب یہاں محفوظ ہے۔ اس کے منتظم کو بتانا ہو گا کہ اسے بیک اپ سے بحال کیا گیا۔</translation>
  </message>
  <message>
   <source>The registry is busy and asks to come back in {retry_after_seconds} seconds. Nothing was lost; try again then.</source>
   <translation>رجسٹری مصروف ہے اور {retry_after_seconds} سیکنڈ بعد آنے کو کہتی ہے۔ کچھ ضائع نہیں ہوا؛ تب دوبارہ کوشش کریں۔</translation>
  </message>
  <message>
   <source>The registry knows nobody as {person}. Nothing was changed; `indraj registry person list` shows everybody.</source>
   <translation>رجسٹری {person} کے نام سے کسی کو نہیں جانتی۔ کچھ نہیں بدلا گیا؛ `indraj registry person list` سب کو دکھاتا ہے۔</translation>
  </message>
  <message>
   <source>The registry no longer accepts this laptop. Nothing was lost; everything is kept here. Hand the laptop to your supervisor.</source>
   <translation>رجسٹری اب یہ لیپ ٹاپ قبول نہیں کرتی۔ کچھ ضائع نہیں ہوا؛ سب یہاں محفوظ ہے۔ لیپ ٹاپ اپنے نگران کے حوالے کریں۔</translation>
  </message>
  <message>
   <source>The registry promises more and sends nothing. Nothing was lost; try again later.</source>
   <translation>رجسٹری مزید کا کہتی ہے مگر کچھ نہیں بھیجتی۔ کچھ ضائع نہیں ہوا؛ بعد میں دوبارہ کوشش کریں۔</translation>
  </message>
  <message>
   <source>The registry signs with a newer key than the one in this folder. Nothing was changed; bring the newest file `registry.key` here and try again.</source>
   <translation>رجسٹری اب اس فولڈر کی کنجی سے نئی کنجی سے دستخط کرتی ہے۔ کچھ نہیں بدلا گیا؛ سب سے نئی فائل `registry.key` یہاں لائیں اور دوبارہ کوشش کریں۔</translation>
  </message>
  <message>
   <source>The registry takes no message of this size. Nothing was lost; ask the registry's administrator.</source>
   <translation>رجسٹری اتنا بڑا پیغام نہیں لیتی۔ کچھ ضائع نہیں ہوا؛ رجسٹری کے منتظم سے پوچھیں۔</translation>
  </message>
  <message>
   <source>The registry's database does not answer. Nothing was lost; check that it runs and that its address is right.</source>
   <translation>رجسٹری کا ڈیٹا بیس جواب نہیں دیتا۔ کچھ ضائع نہیں ہوا؛ دیکھیں کہ وہ چل رہا ہے اور اس کا پتا درست ہے۔</translation>
  </message>
  <message>
   <source>The registry's database is not there, or nothing is in it. Nothing was changed; check that its disk is there and that its address is right, or restore a backup in an empty folder.</source>
   <translation>رجسٹری کا ڈیٹا بیس موجود نہیں، یا اس میں کچھ نہیں۔ کچھ نہیں بدلا؛ دیکھیں کہ اس کی ڈسک موجود ہے اور اس کا پتا درست ہے، یا کسی خالی فولڈر میں بیک اپ بحال کریں۔</translation>
  </message>
  <message>
   <source>The registry's database is of a later version than this program. Nothing was changed; install that version.</source>
   <translation>رجسٹری کا ڈیٹا بیس اس پروگرام سے نئے نسخے کا ہے۔ کچھ نہیں بدلا گیا؛ پروگرام کا وہی نسخہ نصب کریں۔</translation>
  </message>
  <message>
   <source>The registry's database is of an earlier version than this program. Back it up and run `indraj registry upgrade`; nothing was changed.</source>
   <translation>رجسٹری کا ڈیٹا بیس اس پروگرام سے پرانے نسخے کا ہے۔ پہلے اس کی نقل محفوظ کریں، پھر `indraj registry upgrade` چلائیں؛ کچھ نہیں بدلا گیا۔</translation>
  </message>
  <message>
   <source>The registry's database is older than what the registry said last. If `restore` was stopped, run it again. If the database came from a backup otherwise, run `indraj registry restored` once, then serve again.</source>
   <translation>رجسٹری کا ڈیٹا بیس اس سے پرانا ہے جو رجسٹری نے آخری بار بتایا تھا۔ اگر `restore` بیچ میں رک گیا تھا تو اسے دوبارہ چلائیں۔ اگر ڈیٹا بیس کسی اور طرح محفوظ نقل سے آیا ہے تو ایک بار `indraj registry restored` چلائیں، پھر دوبارہ خدمت شروع کریں۔</translation>
  </message>
  <message>
   <source>The registry's key in this file is not the one that this laptop has followed. Nothing was changed. Ask the registry's administrator: somebody may have had the registry's old key.</source>
   <translation>اس فائل میں رجسٹری کی کنجی وہ نہیں جس پر یہ لیپ ٹاپ آ چکا ہے۔ کچھ نہیں بدلا گیا۔ رجسٹری کے منتظم سے پوچھیں: ہو سکتا ہے رجسٹری کی پرانی کنجی کسی اور کے پاس رہی ہو۔</translation>
  </message>
  <message>
   <source>The row does not say by what the household is known. It was not taken in.</source>
   <translation>قطار یہ نہیں بتاتی کہ گھرانہ کس سے پہچانا جائے۔ قطار نہیں لی گئی۔</translation>
  </message>
  <message>
   <source>The same change was delivered before. Nothing is missing.</source>
   <translation>یہی تبدیلی پہلے پہنچ چکی ہے۔ کچھ کم نہیں۔</translation>
  </message>
  <message>
   <source>The signature does not fit: it was altered or comes from somebody else. It was not taken; nothing here was changed. Ask for it again from its source.</source>
   <translation>دستخط درست نہیں: اسے بدلا گیا ہے یا یہ کسی اور کا ہے۔ اسے نہیں لیا گیا؛ یہاں کچھ نہیں بدلا۔ اصل جگہ سے دوبارہ مانگیں۔</translation>
  </message>
  <message>
   <source>The store could not do this. What was saved before is still saved; try again, and run `indraj store check`.</source>
   <translation>ذخیرہ یہ نہ کر سکا۔ جو پہلے محفوظ ہوا وہ محفوظ ہے؛ دوبارہ کوشش کریں، اور `indraj store check` چلائیں۔</translation>
  </message>
  <message>
   <source>The store is open in another window or program. Nothing was changed; close that one first.</source>
   <translation>ذخیرہ کسی اور ونڈو یا پروگرام میں کھلا ہے۔ کچھ نہیں بدلا گیا؛ پہلے اسے بند کریں۔</translation>
  </message>
  <message>
   <source>The store was sealed to the province's key {about}.</source>
   <translation>ذخیرہ صوبے کی چابی {about} سے بھی کھلنے لگا۔</translation>
  </message>
  <message>
   <source>The store's database does not open with the store's own key: one of its files was exchanged or damaged. Nothing was changed. Do not delete the folder; restore a backup to another place, or ask your administrator.</source>
   <translation>ذخیرے کا ڈیٹا بیس اپنی ہی چابی سے نہیں کھلتا: اس کی کوئی فائل بدلی گئی یا خراب ہو گئی۔ کچھ نہیں بدلا گیا۔ فولڈر حذف نہ کریں؛ بیک اپ کسی اور جگہ بحال کریں یا منتظم سے پوچھیں۔</translation>
  </message>
  <message>
   <source>The store's files are damaged, and were left as they are. What the registry confirmed is safe there. Do not delete the folder; restore a backup to another place, or ask your administrator.</source>
   <translation>ذخیرے کی فائلیں خراب ہیں اور جوں کی توں چھوڑ دی گئیں۔ جس کی رجسٹری نے تصدیق کی وہ وہاں محفوظ ہے۔ فولڈر حذف نہ کریں؛ بیک اپ کسی اور جگہ بحال کریں یا منتظم سے پوچھیں۔</translation>
  </message>
  <message>
   <source>The type {type} is another program's own; it is asked as {new}.</source>
   <translation>قسم {type} کسی اور پروگرام کی اپنی ہے؛ اسے {new} کے طور پر پوچھا جاتا ہے۔</translation>
  </message>
  <message>
   <source>There already is a file {file}, and it was left as it is: it may be a key that laptops are sealed to. Choose another name.</source>
   <translation>فائل {file} پہلے سے موجود ہے اور ویسی ہی رہنے دی گئی: ہو سکتا ہے یہ وہ چابی ہو جس سے لیپ ٹاپ کھلتے ہیں۔ کوئی اور نام چنیں۔</translation>
  </message>
  <message>
   <source>There already is a registry at this place, and it was left as it is. Choose another folder or database.</source>
   <translation>اس جگہ پہلے سے ایک رجسٹری ہے اور اسے ویسے ہی چھوڑ دیا گیا۔ کوئی اور فولڈر یا ڈیٹا بیس چنیں۔</translation>
  </message>
  <message>
   <source>There already is a store at this place, and it was left as it is. Choose another folder.</source>
   <translation>اس جگہ پہلے سے ایک ذخیرہ ہے اور اسے ویسے ہی چھوڑ دیا گیا۔ کوئی اور فولڈر چنیں۔</translation>
  </message>
  <message>
   <source>There is no area {area} in the geography. Nothing was changed; `indraj registry area list` shows them.</source>
   <translation>جغرافیے میں {area} کوئی علاقہ نہیں۔ کچھ نہیں بدلا گیا؛ `indraj registry area list` سب دکھاتا ہے۔</translation>
  </message>
  <message>
   <source>There is no area {subject}, and no change here ever wrote to such a household. Nothing was assigned.</source>
   <translation>{subject} نام کا کوئی علاقہ نہیں، اور یہاں ایسے گھرانے کے بارے میں کبھی کچھ نہیں لکھا گیا۔ کچھ تفویض نہیں ہوا۔</translation>
  </message>
  <message>
   <source>There is no household {household} in this store. Check the id, or exchange with the registry to receive it.</source>
   <translation>اس ذخیرے میں گھرانہ {household} نہیں۔ شناخت جانچیں، یا لینے کے لیے رجسٹری سے سنک کریں۔</translation>
  </message>
  <message>
   <source>There is no questionnaire {form} in this store; there are: {forms}. Nothing was written.</source>
   <translation>اس ذخیرے میں سوالنامہ {form} نہیں؛ یہ ہیں: {forms}۔ کچھ نہیں لکھا گیا۔</translation>
  </message>
  <message>
   <source>There is no readable code in this picture. Take it nearer and sharper, or type the code.</source>
   <translation>اس تصویر میں کوئی پڑھا جا سکنے والا کوڈ نہیں ہے۔ زیادہ قریب سے اور صاف تصویر لیں، یا کوڈ لکھ دیں۔</translation>
  </message>
  <message>
   <source>There is no registry at this place. Check the folder or the database, or make one with `indraj registry init`.</source>
   <translation>اس جگہ کوئی رجسٹری نہیں۔ فولڈر یا ڈیٹا بیس جانچیں، یا `indraj registry init` سے بنائیں۔</translation>
  </message>
  <message>
   <source>There is no side with that number; there are {count}. Nothing was changed.</source>
   <translation>اس نمبر کا کوئی جواب نہیں؛ کل {count} ہیں۔ کچھ نہیں بدلا گیا۔</translation>
  </message>
  <message>
   <source>There is no store at this place. Check the folder, or make one with `indraj store create` or `indraj device enrol`.</source>
   <translation>اس جگہ کوئی ذخیرہ نہیں۔ فولڈر جانچیں، یا `indraj store create` یا `indraj device enrol` سے بنائیں۔</translation>
  </message>
  <message>
   <source>There is no such question in this questionnaire. Nothing was written; check the name of the field.</source>
   <translation>اس سوالنامے میں ایسا کوئی سوال نہیں۔ کچھ نہیں لکھا گیا؛ خانے کا نام جانچیں۔</translation>
  </message>
  <message>
   <source>There is no such thing in this store. Check what was asked for, or exchange with the registry to receive it.</source>
   <translation>اس ذخیرے میں ایسی کوئی چیز نہیں۔ جو مانگا گیا اسے جانچیں، یا لینے کے لیے رجسٹری سے سنک کریں۔</translation>
  </message>
  <message>
   <source>There is nothing in this bundle. Nothing here was changed.</source>
   <translation>اس بنڈل میں کچھ نہیں۔ یہاں کچھ نہیں بدلا۔</translation>
  </message>
  <message>
   <source>These two are no pair that is listed. Nothing was changed; `indraj duplicate list` shows the pairs.</source>
   <translation>یہ دونوں فہرست کا کوئی جوڑا نہیں۔ کچھ نہیں بدلا؛ `indraj duplicate list` جوڑے دکھاتا ہے۔</translation>
  </message>
  <message>
   <source>This activation code does not open the district's key. Look at it again; nothing was changed.</source>
   <translation>یہ فعالی کوڈ ضلع کی چابی نہیں کھولتا۔ دوبارہ دیکھیں؛ کچھ نہیں بدلا۔</translation>
  </message>
  <message>
   <source>This answer breaks a rule of the questionnaire. Check it with the person, and correct it.</source>
   <translation>یہ جواب سوالنامے کے ایک اصول کے خلاف ہے۔ جواب دینے والے سے پوچھ کر اسے درست کریں۔</translation>
  </message>
  <message>
   <source>This answer is not among the choices of the question. Nothing else was changed; choose one of them.</source>
   <translation>یہ جواب سوال کے انتخابات میں نہیں ہے۔ اور کچھ نہیں بدلا؛ ان میں سے ایک چنیں۔</translation>
  </message>
  <message>
   <source>This answer is not of the kind that the question takes, such as a whole number or a date. Nothing was written.</source>
   <translation>یہ جواب اس قسم کا نہیں جو سوال میں چاہیے، جیسے پورا عدد یا تاریخ۔ کچھ نہیں لکھا گیا۔</translation>
  </message>
  <message>
   <source>This bundle belongs to another registry than this laptop does. Nothing here was changed.</source>
   <translation>یہ بنڈل کسی اور رجسٹری کا ہے، اس لیپ ٹاپ کی رجسٹری کا نہیں۔ یہاں کچھ نہیں بدلا۔</translation>
  </message>
  <message>
   <source>This bundle is larger than any may be. It was not read; nothing here was changed.</source>
   <translation>یہ بنڈل مقررہ حد سے بڑا ہے۔ اسے نہیں پڑھا گیا؛ یہاں کچھ نہیں بدلا۔</translation>
  </message>
  <message>
   <source>This bundle is not as it was written: it is damaged or somebody changed it. Nothing here was changed; have it written again.</source>
   <translation>یہ بنڈل ویسا نہیں جیسا لکھا گیا تھا: خراب ہے یا کسی نے بدلا ہے۔ یہاں کچھ نہیں بدلا؛ دوبارہ لکھوائیں۔</translation>
  </message>
  <message>
   <source>This bundle is not sealed to you: it comes from another district, or was written with a newer key of yours that this laptop has not heard of. Nothing here was changed; exchange first, or take it to the registry.</source>
   <translation>یہ بنڈل آپ کے لیے بند نہیں کیا گیا: یہ کسی اور ضلعے کا ہے، یا آپ کی کسی نئی کنجی سے لکھا گیا ہے جس کی خبر اس لیپ ٹاپ کو نہیں ملی۔ یہاں کچھ نہیں بدلا؛ پہلے تبادلہ کریں، یا اسے رجسٹری تک لے جائیں۔</translation>
  </message>
  <message>
   <source>This bundle is on its way to the registry; there is nothing in it for this laptop. Nothing here was changed.</source>
   <translation>یہ بنڈل رجسٹری کو جا رہا ہے؛ اس میں اس لیپ ٹاپ کے لیے کچھ نہیں۔ یہاں کچھ نہیں بدلا۔</translation>
  </message>
  <message>
   <source>This bundle was not taken. Nothing here was changed.</source>
   <translation>یہ بنڈل نہیں لیا گیا۔ یہاں کچھ نہیں بدلا۔</translation>
  </message>
  <message>
   <source>This file is no picture that can be read here. Nothing was changed; JPEG and PNG pictures always can.</source>
   <translation>یہ فائل ایسی تصویر نہیں جو یہاں پڑھی جا سکے۔ کچھ نہیں بدلا؛ جے پیگ اور پی این جی تصویریں ہمیشہ پڑھی جا سکتی ہیں۔</translation>
  </message>
  <message>
   <source>This file is no questionnaire (XLSForm or XForm). Nothing was installed; choose another file.</source>
   <translation>یہ فائل سوالنامہ نہیں (XLSForm یا XForm)۔ کچھ نصب نہیں ہوا؛ کوئی اور فائل چنیں۔</translation>
  </message>
  <message>
   <source>This file is not a bundle. Nothing here was changed; choose a file that Indraj wrote.</source>
   <translation>یہ فائل بنڈل نہیں۔ یہاں کچھ نہیں بدلا؛ وہ فائل چنیں جو اندراج نے لکھی۔</translation>
  </message>
  <message>
   <source>This file was made before the registry took another key. Nothing was changed; ask the registry's administrator for a new file.</source>
   <translation>یہ فائل رجسٹری کے نئی کنجی لینے سے پہلے بنی تھی۔ کچھ نہیں بدلا گیا؛ رجسٹری کے منتظم سے نئی فائل مانگیں۔</translation>
  </message>
  <message>
   <source>This household has the newest version of its questionnaire that this laptop holds. There is nothing to move it to.</source>
   <translation>اس گھرانے کے پاس سوالنامے کا وہی تازہ ترین نسخہ ہے جو اس لیپ ٹاپ پر ہے۔ اسے کہیں لے جانے کی ضرورت نہیں۔</translation>
  </message>
  <message>
   <source>This household is not submitted, so there is nothing to review yet. Nothing was changed.</source>
   <translation>یہ گھرانہ جمع نہیں ہوا، اس لیے ابھی جانچنے کو کچھ نہیں۔ کچھ نہیں بدلا۔</translation>
  </message>
  <message>
   <source>This household is open for answering on this laptop. Nothing was changed; submit it or give that up first.</source>
   <translation>یہ گھرانہ اس لیپ ٹاپ پر جواب دینے کے لیے کھلا ہے۔ کچھ نہیں بدلا؛ پہلے اسے جمع کریں یا چھوڑ دیں۔</translation>
  </message>
  <message>
   <source>This household is too large to travel in one piece. Everything that was answered is kept on this laptop; shorten its longest answers.</source>
   <translation>یہ گھرانہ ایک ساتھ بھیجنے کے لیے بہت بڑا ہے۔ جو کچھ لکھا گیا ہے وہ سب اس لیپ ٹاپ پر محفوظ ہے؛ سب سے لمبے جوابات مختصر کریں۔</translation>
  </message>
  <message>
   <source>This household was erased by order of the office. Nothing of it is kept, and nothing more can be written about it.</source>
   <translation>یہ گھرانہ دفتر کے حکم سے مٹا دیا گیا ہے۔ اس کی کوئی چیز محفوظ نہیں، اور اس کے بارے میں مزید کچھ نہیں لکھا جا سکتا۔</translation>
  </message>
  <message>
   <source>This is a group of questions and needs an object with their answers. Nothing was written.</source>
   <translation>یہ سوالات کا گروپ ہے اور اسے ان کے جوابات کا مجموعہ چاہیے۔ کچھ نہیں لکھا گیا۔</translation>
  </message>
  <message>
   <source>This is a list of people or things and needs a list of objects. Nothing was written.</source>
   <translation>یہ افراد یا چیزوں کی فہرست ہے اور اسے اندراجات کی فہرست چاہیے۔ کچھ نہیں لکھا گیا۔</translation>
  </message>
  <message>
   <source>This is no answer that the question can take. Nothing was written.</source>
   <translation>یہ اس سوال کا جواب نہیں ہو سکتا۔ کچھ نہیں لکھا گیا۔</translation>
  </message>
  <message>
   <source>This is no whole backup of a registry. Nothing was changed; take another copy.</source>
   <translation>یہ کسی رجسٹری کی مکمل محفوظ نقل نہیں۔ کچھ نہیں بدلا گیا؛ دوسری نقل لیں۔</translation>
  </message>
  <message>
   <source>This is not the address of a proxy. Write it as `http://name:password@host:port`, `none` or `system`.</source>
   <translation>یہ کسی پراکسی کا پتہ نہیں ہے۔ اسے یوں لکھیں: `http://name:password@host:port`، `none` یا `system`۔</translation>
  </message>
  <message>
   <source>This laptop belongs to the registry {mine}, and the file is of another one, {other}. Nothing was changed; ask for a file of your own registry.</source>
   <translation>یہ لیپ ٹاپ رجسٹری {mine} کا ہے، اور فائل کسی اور رجسٹری {other} کی ہے۔ کچھ نہیں بدلا گیا؛ اپنی رجسٹری کی فائل مانگیں۔</translation>
  </message>
  <message>
   <source>This laptop has heard of no package like {file}. Sync first, or read a bundle of the office; do not install what the registry has not published.</source>
   <translation>اس لیپ ٹاپ نے {file} جیسے کسی پیکج کا نہیں سنا۔ پہلے ہم آہنگ کریں، یا دفتر کا بنڈل پڑھیں؛ جو رجسٹری نے شائع نہیں کیا اسے انسٹال نہ کریں۔</translation>
  </message>
  <message>
   <source>This laptop is not enrolled yet, so there is no registry to exchange with. Everything is kept here; take a provisioning file with `indraj device enrol`.</source>
   <translation>یہ لیپ ٹاپ ابھی رجسٹر نہیں، اس لیے تبادلے کو کوئی رجسٹری نہیں۔ سب یہاں محفوظ ہے؛ دفتر کی فائل `indraj device enrol` سے لیں۔</translation>
  </message>
  <message>
   <source>This laptop knows no place {code}. It knows its own areas, what lies in them and what they lie in; `indraj geography` shows them.</source>
   <translation>یہ لیپ ٹاپ {code} نام کی کوئی جگہ نہیں جانتا۔ یہ اپنے علاقے، ان کے اندر کی جگہیں اور جن میں وہ واقع ہیں، جانتا ہے؛ `indraj geography` انہیں دکھاتا ہے۔</translation>
  </message>
  <message>
   <source>This laptop was set up from a file that says nobody to seal bundles to. Nothing was written; ask for a new provisioning file, or exchange over the network.</source>
   <translation>یہ لیپ ٹاپ ایسی فائل سے تیار ہوا جو نہیں بتاتی کہ بنڈل کس کے لیے بند کیے جائیں۔ کچھ نہیں لکھا گیا؛ لیپ ٹاپ کی نئی فائل مانگیں یا نیٹ ورک سے تبادلہ کریں۔</translation>
  </message>
  <message>
   <source>This list is of another registry, or from before it was restored. Nothing was changed; make a new one with `indraj registry durable --json`.</source>
   <translation>یہ فہرست کسی اور رجسٹری کی ہے، یا اس کی بحالی سے پہلے کی۔ کچھ نہیں بدلا گیا؛ `indraj registry durable --json` سے نئی فہرست بنائیں۔</translation>
  </message>
  <message>
   <source>This program was installed without {extra}. Nothing was written; have it added, or take CSV or JSON.</source>
   <translation>یہ پروگرام {extra} کے بغیر نصب ہوا۔ کچھ نہیں لکھا گیا؛ اسے شامل کروائیں، یا CSV یا JSON لیں۔</translation>
  </message>
  <message>
   <source>This question is not asked after the other answers, so it cannot be answered. Nothing was written.</source>
   <translation>باقی جوابات کے بعد یہ سوال نہیں پوچھا جاتا، اس لیے اس کا جواب نہیں دیا جا سکتا۔ کچھ نہیں لکھا گیا۔</translation>
  </message>
  <message>
   <source>This question needs an answer before the household can be submitted. Everything answered so far is kept.</source>
   <translation>گھرانہ جمع کرنے سے پہلے اس سوال کا جواب ضروری ہے۔ اب تک کے تمام جواب محفوظ ہیں۔</translation>
  </message>
  <message>
   <source>This questionnaire cannot be used. Nothing was installed; `indraj form check` lists what is wrong: {detail}</source>
   <translation>یہ سوالنامہ استعمال نہیں ہو سکتا۔ کچھ نصب نہیں ہوا؛ `indraj form check` خرابیاں بتاتا ہے: {detail}</translation>
  </message>
  <message>
   <source>This store is not sealed to that recovery key. Nothing was changed; compare the key's short name with the one in the laptop's provisioning file.</source>
   <translation>یہ ذخیرہ اس بحالی چابی سے نہیں کھلتا۔ کچھ نہیں بدلا؛ چابی کا مختصر نام لیپ ٹاپ کی دفتر والی فائل کے نام سے ملائیں۔</translation>
  </message>
  <message>
   <source>This store was copied from another place, and two copies must not write as one laptop. Everything is kept here and you can go on working; before the next exchange take a new provisioning file with `indraj device enrol`.</source>
   <translation>یہ ذخیرہ کہیں اور سے نقل کیا گیا ہے، اور دو نقلیں ایک لیپ ٹاپ کے نام سے نہیں لکھ سکتیں۔ سب یہاں محفوظ ہے اور آپ کام جاری رکھ سکتے ہیں؛ اگلے تبادلے سے پہلے `indraj device enrol` سے نئی فائل لیں۔</translation>
  </message>
  <message>
   <source>This store was put back to an earlier state, and must not write on as if nothing had happened. Everything is kept here and you can go on working; before the next exchange take a new provisioning file with `indraj device enrol`.</source>
   <translation>یہ ذخیرہ پرانی حالت پر واپس لایا گیا ہے، اور یوں آگے نہیں لکھ سکتا جیسے کچھ ہوا ہی نہ ہو۔ سب یہاں محفوظ ہے اور آپ کام جاری رکھ سکتے ہیں؛ اگلے تبادلے سے پہلے `indraj device enrol` سے نئی فائل لیں۔</translation>
  </message>
  <message>
   <source>This was signed with a key that the registry has given up. It was not taken; nothing here was changed. Exchange again; if this is said again, tell the registry's administrator: somebody may have the old key.</source>
   <translation>اس پر ایسی کنجی کے دستخط ہیں جو رجسٹری چھوڑ چکی ہے۔ اسے نہیں لیا گیا؛ یہاں کچھ نہیں بدلا۔ دوبارہ تبادلہ کریں؛ اگر پھر یہی کہا جائے تو رجسٹری کے منتظم کو بتائیں: ہو سکتا ہے پرانی کنجی کسی اور کے پاس ہو۔</translation>
  </message>
  <message>
   <source>This workbook is written for ODK-X, which has rules of its own. Nothing was installed; write it as an XLSForm.</source>
   <translation>یہ ورک بک او ڈی کے ایکس کے لیے لکھی گئی ہے، جس کے اپنے قاعدے ہیں۔ کچھ نصب نہیں کیا گیا؛ اسے ایکس ایل ایس فارم کے طور پر لکھیں۔</translation>
  </message>
  <message>
   <source>Too many requests came from here in a short time. Nothing was lost; wait a little and try again.</source>
   <translation>یہاں سے تھوڑے وقت میں بہت زیادہ درخواستیں آئیں۔ کچھ ضائع نہیں ہوا؛ ذرا ٹھہر کر دوبارہ کوشش کریں۔</translation>
  </message>
  <message>
   <source>Too many wrong passphrases. Nothing was lost; wait {seconds} seconds and try again.</source>
   <translation>کئی غلط پاس ورڈ لکھے گئے۔ کچھ ضائع نہیں ہوا؛ {seconds} سیکنڈ انتظار کریں اور دوبارہ کوشش کریں۔</translation>
  </message>
  <message>
   <source>Two laptops write as one. Both are kept and nothing was lost; take a new provisioning file for one of them.</source>
   <translation>دو لیپ ٹاپ ایک کے نام سے لکھ رہے ہیں۔ دونوں محفوظ ہیں اور کچھ ضائع نہیں ہوا؛ ایک کے لیے نئی فائل لیں۔</translation>
  </message>
  <message>
   <source>Two people disagree about this answer. Nothing was written; settle the conflict first, with one of its sides or another value.</source>
   <translation>اس جواب پر دو افراد میں اختلاف ہے۔ کچھ نہیں لکھا گیا؛ پہلے تضاد کا فیصلہ کریں، کسی ایک جواب سے یا کسی اور سے۔</translation>
  </message>
  <message>
   <source>What came cannot be read as what it should be. It was not taken; nothing here was changed. Check where it came from and try again.</source>
   <translation>جو آیا وہ پڑھا نہیں جا سکا۔ اسے نہیں لیا گیا؛ یہاں کچھ نہیں بدلا۔ دیکھیں کہاں سے آیا اور دوبارہ کوشش کریں۔</translation>
  </message>
  <message>
   <source>What came is larger than anything allowed. It was not taken; nothing here was changed.</source>
   <translation>جو آیا وہ اجازت سے بڑا ہے۔ اسے نہیں لیا گیا؛ یہاں کچھ نہیں بدلا۔</translation>
  </message>
  <message>
   <source>What came over this connection is not the language of receivers (NMEA 0183). Choose another connection, or type the position.</source>
   <translation>اس راستے سے جو آیا وہ رسیوروں کی زبان (این ایم ای اے 0183) نہیں ہے۔ کوئی اور راستہ چنیں، یا مقام خود لکھ دیں۔</translation>
  </message>
  <message>
   <source>What came was written by a version of Indraj that this one does not understand. It was not taken; nothing here was changed. Update Indraj.</source>
   <translation>جو آیا وہ اندراج کے ایسے ورژن نے لکھا جسے یہ نہیں سمجھتا۔ اسے نہیں لیا گیا؛ یہاں کچھ نہیں بدلا۔ اندراج کو تازہ کریں۔</translation>
  </message>
  <message>
   <source>What is said of the area {area} is not as it must be: {field}. Nothing was changed; `docs/registry.md` says what each field may be.</source>
   <translation>علاقہ {area} کے بارے میں جو لکھا گیا وہ درست نہیں: {field}۔ کچھ نہیں بدلا گیا؛ `docs/registry.md` بتاتا ہے کہ ہر خانے میں کیا ہو سکتا ہے۔</translation>
  </message>
  <message>
   <source>What is said of {file} is not as it must be: {field}. Nothing was published; give `--version` and `--platform` where its name does not tell them.</source>
   <translation>{file} کے بارے میں جو کہا گیا وہ درست نہیں: {field}۔ کچھ شائع نہیں ہوا؛ جہاں فائل کے نام سے معلوم نہ ہو وہاں `--version` اور `--platform` دیں۔</translation>
  </message>
  <message>
   <source>What search() is to look for is not said plainly; there are no choices but those written out. Name the list, the columns and the way as words in quotation marks.</source>
   <translation>واضح نہیں کہ search() کیا تلاش کرے؛ صرف لکھے ہوئے انتخاب موجود ہیں۔ فہرست، کالم اور طریقہ واوین میں لکھیں۔</translation>
  </message>
  <message>
   <source>What the same laptop wrote before it is not here yet. It is put aside, and taken as soon as that comes.</source>
   <translation>اسی لیپ ٹاپ نے اس سے پہلے جو لکھا تھا وہ ابھی یہاں نہیں پہنچا۔ اسے الگ رکھا گیا ہے، اور اس کے آتے ہی لے لیا جائے گا۔</translation>
  </message>
  <message>
   <source>Where the registry keeps photos and files cannot be reached or is full. Nothing was lost; check its address, its rights and its room.</source>
   <translation>جہاں رجسٹری تصاویر اور فائلیں رکھتی ہے وہاں تک رسائی نہیں یا جگہ بھر گئی ہے۔ کچھ ضائع نہیں ہوا؛ اس کا پتہ، اجازتیں اور گنجائش دیکھ لیں۔</translation>
  </message>
  <message>
   <source>Who saw which household is shown to a supervisor, or to whoever holds the province's recovery key (`--province-key`). Nothing was changed.</source>
   <translation>کس نے کون سا گھرانہ دیکھا، یہ صرف سپروائزر کو دکھایا جاتا ہے، یا اسے جس کے پاس صوبے کی بحالی کی چابی ہو (`--province-key`)۔ کچھ نہیں بدلا۔</translation>
  </message>
  <message>
   <source>You cannot take your own key away. Nothing was changed; somebody else who can open the store has to do it.</source>
   <translation>آپ اپنی چابی خود نہیں ہٹا سکتے۔ کچھ نہیں بدلا؛ یہ کام کسی ایسے دوسرے شخص کو کرنا ہوگا جو ذخیرہ کھول سکتا ہو۔</translation>
  </message>
  <message>
   <source>{column} is no question of the household, so it cannot tell households apart. Nothing was taken in.</source>
   <translation>{column} گھرانے کا کوئی سوال نہیں، اس لیے اس سے گھرانے الگ نہیں پہچانے جا سکتے۔ کچھ نہیں لیا گیا۔</translation>
  </message>
  <message>
   <source>{count} of {people} people have names that are alike.</source>
   <translation>{people} میں سے {count} افراد کے نام ملتے جلتے ہیں۔</translation>
  </message>
  <message>
   <source>{expression} asks whether {question} is there, which it always is; compare it with a value.</source>
   <translation>{expression} یہ پوچھتا ہے کہ {question} موجود ہے یا نہیں، اور وہ ہمیشہ موجود ہے؛ اس کا کسی قدر سے مقابلہ کریں۔</translation>
  </message>
  <message>
   <source>{file} cannot be read as what its name says. Nothing was taken in.</source>
   <translation>{file} اپنے نام کے مطابق پڑھی نہیں جا سکتی۔ کچھ نہیں لیا گیا۔</translation>
  </message>
  <message>
   <source>{file} cannot be read. Nothing here was changed; check that the stick is plugged in.</source>
   <translation>{file} نہیں پڑھی جا سکتی۔ یہاں کچھ نہیں بدلا؛ دیکھیں کہ اسٹک لگی ہوئی ہے۔</translation>
  </message>
  <message>
   <source>{file} cannot be written: its folder is not there, is full, or is not yours to write in. Nothing was lost; choose another place and try again.</source>
   <translation>{file} نہیں لکھی جا سکتی: اس کا فولڈر موجود نہیں، بھرا ہوا ہے، یا آپ کو اس میں لکھنے کی اجازت نہیں۔ کچھ ضائع نہیں ہوا؛ کوئی اور جگہ چنیں اور دوبارہ کوشش کریں۔</translation>
  </message>
  <message>
   <source>{file} holds no JSON object. Nothing was changed; check the file.</source>
   <translation>{file} میں کوئی JSON مجموعہ نہیں۔ کچھ نہیں بدلا گیا؛ فائل جانچیں۔</translation>
  </message>
  <message>
   <source>{file} is no CSV, workbook or JSON file. Nothing was taken in.</source>
   <translation>{file} نہ CSV ہے، نہ ورک بک، نہ JSON۔ کچھ نہیں لیا گیا۔</translation>
  </message>
  <message>
   <source>{file} is no list of places: a CSV in UTF-8 with commas between, and columns `code` and `name_en`. Nothing was changed.</source>
   <translation>{file} مقامات کی فہرست نہیں: `UTF-8` میں ایک CSV چاہیے، درمیان میں کوما (,) کے ساتھ، اور کالم `code` اور `name_en`۔ کچھ نہیں بدلا۔</translation>
  </message>
  <message>
   <source>{file} is no provisioning file. Nothing was changed; ask your administrator for the file made with `indraj registry device add`.</source>
   <translation>{file} دفتر کی فائل نہیں۔ کچھ نہیں بدلا گیا؛ منتظم سے وہ فائل مانگیں جو `indraj registry device add` سے بنتی ہے۔</translation>
  </message>
  <message>
   <source>{file} is no recovery key that this passphrase opens. Nothing was changed; check the file and the passphrase it was made with.</source>
   <translation>{file} ایسی بحالی چابی نہیں جو اس پاس ورڈ سے کھلے۔ کچھ نہیں بدلا؛ فائل اور وہ پاس ورڈ دیکھیں جس سے وہ بنی تھی۔</translation>
  </message>
  <message>
   <source>{file} is not what the registry published under that name. Do not install it; ask for another copy, and tell the office where this one came from.</source>
   <translation>{file} وہ نہیں جو رجسٹری نے اس نام سے شائع کیا تھا۔ اسے انسٹال نہ کریں؛ دوسری نقل مانگیں، اور دفتر کو بتائیں کہ یہ کہاں سے آئی۔</translation>
  </message>
  <message>
   <source>{file} is too large to travel to the laptops. Nothing was published; shorten its lists. Villages and other places need none: they come with the geography.</source>
   <translation>{file} لیپ ٹاپوں تک بھیجنے کے لیے بہت بڑا ہے۔ کچھ شائع نہیں ہوا؛ اس کی فہرستیں مختصر کریں۔ دیہات اور دوسری جگہوں کی فہرست ضروری نہیں: وہ جغرافیے کے ساتھ آتی ہیں۔</translation>
  </message>
  <message>
   <source>{file} is version {version}, which the registry has withdrawn. Do not install it; ask for a newer one.</source>
   <translation>{file} ورژن {version} ہے، جسے رجسٹری نے واپس لے لیا ہے۔ اسے انسٹال نہ کریں؛ نیا ورژن مانگیں۔</translation>
  </message>
  <message>
   <source>{folder} could not be written. Nothing was left there, and the households are as they were; look whether the disk is full or protected.</source>
   <translation>{folder} میں لکھا نہیں جا سکا۔ وہاں کچھ نہیں چھوڑا گیا اور گھرانے جوں کے توں ہیں؛ دیکھیں ڈسک بھری یا محفوظ تو نہیں۔</translation>
  </message>
  <message>
   <source>{folder} is not an empty folder. Nothing was written; name a folder that is not there yet.</source>
   <translation>{folder} خالی فولڈر نہیں۔ کچھ نہیں لکھا گیا؛ ایسے فولڈر کا نام دیں جو ابھی موجود نہ ہو۔</translation>
  </message>
  <message>
   <source>{message}</source>
   <translation>{message}</translation>
  </message>
  <message>
   <source>{name} can open this store already. Nothing was changed; a new passphrase is set with `indraj user passphrase`.</source>
   <translation>{name} یہ ذخیرہ پہلے ہی کھول سکتے ہیں۔ کچھ نہیں بدلا؛ نیا پاس ورڈ `indraj user passphrase` سے مقرر ہوتا ہے۔</translation>
  </message>
  <message>
   <source>{person} began to put the store under another key.</source>
   <translation>{person} نے ذخیرے کی چابی بدلنا شروع کی۔</translation>
  </message>
  <message>
   <source>{person} compared household {about} with others like it.</source>
   <translation>{person} نے گھرانے {about} کا اس جیسے دوسرے گھرانوں سے موازنہ کیا۔</translation>
  </message>
  <message>
   <source>{person} enrolled this laptop as device {about}.</source>
   <translation>{person} نے اس لیپ ٹاپ کو نمبر {about} سے رجسٹر کیا۔</translation>
  </message>
  <message>
   <source>{person} gave laptop {about} another key for its work.</source>
   <translation>{person} نے لیپ ٹاپ {about} کو اس کے کام کے لیے نئی کلید دی۔</translation>
  </message>
  <message>
   <source>{person} had a list of households written: {about}.</source>
   <translation>{person} نے گھرانوں کی فہرست نکلوائی: {about}۔</translation>
  </message>
  <message>
   <source>{person} had a recovery code made for {about}.</source>
   <translation>{person} نے {about} کے لیے بحالی کوڈ بنوایا۔</translation>
  </message>
  <message>
   <source>{person} made a backup.</source>
   <translation>{person} نے نقل بنائی۔</translation>
  </message>
  <message>
   <source>{person} made the store.</source>
   <translation>{person} نے ذخیرہ بنایا۔</translation>
  </message>
  <message>
   <source>{person} needs the activation code that the office gave. Nothing was changed; give the code as well.</source>
   <translation>{person} کے لیے دفتر کا دیا ہوا فعال کرنے کا کوڈ چاہیے۔ کچھ نہیں بدلا گیا؛ کوڈ بھی دیں۔</translation>
  </message>
  <message>
   <source>{person} opened household {about}.</source>
   <translation>{person} نے گھرانہ {about} کھولا۔</translation>
  </message>
  <message>
   <source>{person} opened the store with a recovery code; wrong guesses before: {about}.</source>
   <translation>{person} نے بحالی کوڈ سے ذخیرہ کھولا؛ اس سے پہلے غلط کوششیں: {about}۔</translation>
  </message>
  <message>
   <source>{person} opened the store; wrong passphrases before: {about}.</source>
   <translation>{person} نے ذخیرہ کھولا؛ اس سے پہلے غلط پاس ورڈ: {about}۔</translation>
  </message>
  <message>
   <source>{person} read the history of household {about}.</source>
   <translation>{person} نے گھرانے {about} کی تاریخ پڑھی۔</translation>
  </message>
  <message>
   <source>{person} set a passphrase of {about}.</source>
   <translation>{person} نے {about} کا پاس ورڈ مقرر کیا۔</translation>
  </message>
  <message>
   <source>{person} took households in from a file; rows in it: {about}.</source>
   <translation>{person} نے فائل سے گھرانے شامل کیے؛ اس کی قطاریں: {about}۔</translation>
  </message>
  <message>
   <source>{person} took the key of {about} away.</source>
   <translation>{person} نے {about} کی چابی ہٹا دی۔</translation>
  </message>
  <message>
   <source>{person} works with the register no more. Nothing was changed; if they do again, `indraj registry person end ID --undo` says so.</source>
   <translation>{person} اب رجسٹر کے ساتھ کام نہیں کرتے۔ کچھ نہیں بدلا؛ اگر وہ دوبارہ کام کر رہے ہیں تو `indraj registry person end ID --undo` یہ بتاتا ہے۔</translation>
  </message>
  <message>
   <source>{person} wrote households into files that anybody can read: {about}.</source>
   <translation>{person} نے گھرانے ایسی فائلوں میں لکھے جو کوئی بھی پڑھ سکتا ہے: {about}۔</translation>
  </message>
 </context>
 <context>
  <name>Questionnaire</name>
  <message numerus="yes">
   <source>%n question(s) do not apply any more. What was answered is kept.</source>
   <translation>
    <numerusform>%n سوال اب لاگو نہیں۔ دیا گیا جواب محفوظ ہے۔</numerusform>
    <numerusform>%n سوال اب لاگو نہیں۔ دیے گئے جواب محفوظ ہیں۔</numerusform>
   </translation>
  </message>
  <message>
   <source>Back to households</source>
   <translation>گھرانوں پر واپس</translation>
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
   <source>Go to the first</source>
   <translation>پہلے پر جائیں</translation>
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
  <message numerus="yes">
   <source>Returned with %n comment(s). It is answered when you submit again.</source>
   <translation>
    <numerusform>%n تبصرے کے ساتھ واپس آیا۔ دوبارہ جمع کرنے پر اس کا جواب ہو جائے گا۔</numerusform>
    <numerusform>%n تبصروں کے ساتھ واپس آیا۔ دوبارہ جمع کرنے پر ان کا جواب ہو جائے گا۔</numerusform>
   </translation>
  </message>
  <message>
   <source>Review and submit</source>
   <translation>جائزہ اور جمع</translation>
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
   <translation>کوئی مسئلہ نہیں۔</translation>
  </message>
  <message>
   <source>There is nothing to undo.</source>
   <translation>واپس لینے کو کچھ نہیں۔</translation>
  </message>
  <message>
   <source>To read out</source>
   <translation>پڑھ کر سنائیں</translation>
  </message>
  <message>
   <source>Two people wrote different answers here. Decide it under Conflicts; until then it cannot be changed.</source>
   <translation>یہاں دو افراد نے مختلف جواب لکھے۔ «تضادات» میں فیصلہ کریں؛ تب تک یہ بدلا نہیں جا سکتا۔</translation>
  </message>
  <message>
   <source>Use this value</source>
   <translation>یہ جواب استعمال کریں</translation>
  </message>
  <message>
   <source>What was written</source>
   <translation>جو لکھا گیا</translation>
  </message>
  <message>
   <source>left empty</source>
   <translation>خالی چھوڑے گئے</translation>
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
  <name>Reading</name>
  <message numerus="yes">
   <source>%n answer(s) break a rule of the questionnaire. It can be approved all the same.</source>
   <translation>
    <numerusform>%n جواب سوالنامے کے اصول کے خلاف ہے۔ پھر بھی منظور ہو سکتا ہے۔</numerusform>
    <numerusform>%n جوابات سوالنامے کے اصول کے خلاف ہیں۔ پھر بھی منظور ہو سکتا ہے۔</numerusform>
   </translation>
  </message>
  <message>
   <source>Answers of the household</source>
   <translation>گھرانے کے جوابات</translation>
  </message>
  <message>
   <source>Approve</source>
   <translation>منظور کریں</translation>
  </message>
  <message>
   <source>Approved. Everybody gets it with the next sync.</source>
   <translation>منظور ہوا۔ اگلے سنک پر سب کو مل جائے گا۔</translation>
  </message>
  <message>
   <source>Back to households</source>
   <translation>گھرانوں پر واپس</translation>
  </message>
  <message>
   <source>Comment to the enumerator</source>
   <translation>شمار کنندہ کے لیے تبصرہ</translation>
  </message>
  <message>
   <source>Decide the conflict</source>
   <translation>تضاد کا فیصلہ کریں</translation>
  </message>
  <message>
   <source>It is approved. To send it back, comment on a question.</source>
   <translation>یہ منظور شدہ ہے۔ واپس بھیجنا ہو تو کسی سوال پر تبصرہ لکھیں۔</translation>
  </message>
  <message>
   <source>It is right: {reason}</source>
   <translation>یہ درست ہے: {reason}</translation>
  </message>
  <message>
   <source>It waits for the enumerator. You can add to your comments.</source>
   <translation>یہ شمار کنندہ کا منتظر ہے۔ آپ مزید تبصرے لکھ سکتے ہیں۔</translation>
  </message>
  <message>
   <source>Nothing stands in the way. To return it, comment on a question.</source>
   <translation>کوئی رکاوٹ نہیں۔ واپس بھیجنا ہو تو کسی سوال پر تبصرہ لکھیں۔</translation>
  </message>
  <message>
   <source>People disagree about it; that is decided under Conflicts first.</source>
   <translation>اس پر اختلاف ہے؛ پہلے تضادات میں فیصلہ کریں۔</translation>
  </message>
  <message>
   <source>Return</source>
   <translation>واپس بھیجیں</translation>
  </message>
  <message numerus="yes">
   <source>Return with %n comment(s)</source>
   <translation>
    <numerusform>%n تبصرے کے ساتھ واپس بھیجیں</numerusform>
    <numerusform>%n تبصروں کے ساتھ واپس بھیجیں</numerusform>
   </translation>
  </message>
  <message>
   <source>Returned. The enumerator gets it with the next sync.</source>
   <translation>واپس بھیجا گیا۔ اگلے سنک پر شمار کنندہ کو مل جائے گا۔</translation>
  </message>
  <message>
   <source>The enumerator gets it back with what you wrote.</source>
   <translation>شمار کنندہ کو آپ کے تبصروں کے ساتھ واپس ملے گا۔</translation>
  </message>
  <message>
   <source>The enumerator has not submitted it yet.</source>
   <translation>شمار کنندہ نے اسے ابھی جمع نہیں کیا۔</translation>
  </message>
  <message>
   <source>The household as a whole</source>
   <translation>پورا گھرانہ</translation>
  </message>
  <message>
   <source>Two people wrote different answers; this is what was agreed last. Decide it under Conflicts.</source>
   <translation>دو افراد نے الگ الگ جواب لکھے؛ یہ آخری متفقہ جواب ہے۔ تضادات میں فیصلہ کریں۔</translation>
  </message>
  <message>
   <source>What should be looked at?</source>
   <translation>کیا دیکھنا ہے؟</translation>
  </message>
  <message>
   <source>With a comment the household goes back; without, approve it.</source>
   <translation>تبصرے کے ساتھ گھرانہ واپس جاتا ہے؛ تبصرہ نہ ہو تو منظور کریں۔</translation>
  </message>
  <message>
   <source>not answered</source>
   <translation>جواب نہیں</translation>
  </message>
  <message>
   <source>not asked</source>
   <translation>نہیں پوچھا گیا</translation>
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
   <source>Cancel</source>
   <translation>منسوخ</translation>
  </message>
  <message>
   <source>Check these</source>
   <translation>یہ جانچ لیں</translation>
  </message>
  <message>
   <source>Confirm</source>
   <translation>تصدیق کریں</translation>
  </message>
  <message>
   <source>Everything that is needed is there.</source>
   <translation>جو ضروری ہے سب موجود ہے۔</translation>
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
   <source>It is right: {reason} ({person})</source>
   <translation>یہ درست ہے: {reason} ({person})</translation>
  </message>
  <message>
   <source>It is right…</source>
   <translation>یہ درست ہے…</translation>
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
   <source>Unusual, and said to be right</source>
   <translation>غیر معمولی، مگر درست بتائے گئے</translation>
  </message>
  <message>
   <source>Why is this unusual answer right?</source>
   <translation>یہ غیر معمولی جواب درست کیوں ہے؟</translation>
  </message>
  <message>
   <source>Why?</source>
   <translation>کیوں؟</translation>
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
   <translation>خالی چھوڑے گئے</translation>
  </message>
  <message>
   <source>refused</source>
   <translation>جواب سے انکار</translation>
  </message>
  <message>
   <source>with problems</source>
   <translation>مسائل والے</translation>
  </message>
  <message>
   <source>{person}, {when}</source>
   <comment>who commented and when</comment>
   <translation>{person}، {when}</translation>
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
   <translation>غلطی سے درج</translation>
  </message>
  <message>
   <source>In error</source>
   <translation>غلطی سے</translation>
  </message>
  <message>
   <source>Is here again</source>
   <translation>پھر یہاں ہے</translation>
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
   <translation>جوابات محفوظ رہتے ہیں، اور فرد فہرست میں رہتا ہے۔</translation>
  </message>
  <message>
   <source>Why is this person no longer in the household?</source>
   <translation>یہ فرد اب گھر میں کیوں نہیں؟</translation>
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
   <translation>
    <numerusform>%n تبدیلی ابھی باقی ہے۔</numerusform>
    <numerusform>%n تبدیلیاں ابھی باقی ہیں۔</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n photo(s) or file(s) wait.</source>
   <translation>
    <numerusform>%n تصویر یا فائل ابھی باقی ہے۔</numerusform>
    <numerusform>%n تصاویر یا فائلیں ابھی باقی ہیں۔</numerusform>
   </translation>
  </message>
  <message>
   <source>All photos and files are at the registry.</source>
   <translation>تمام تصاویر اور فائلیں رجسٹری میں ہیں۔</translation>
  </message>
  <message>
   <source>Choose the office's file</source>
   <translation>دفتر کی فائل چنیں</translation>
  </message>
  <message>
   <source>History</source>
   <translation>تاریخچہ</translation>
  </message>
  <message>
   <source>Last sync: {ago}</source>
   <translation>آخری سنک: {ago}</translation>
  </message>
  <message>
   <source>Looking for the registry…</source>
   <translation>رجسٹری سے رابطہ ہو رہا ہے…</translation>
  </message>
  <message>
   <source>Not synced yet</source>
   <translation>ابھی سنک نہیں ہوا</translation>
  </message>
  <message>
   <source>Over the network</source>
   <translation>نیٹ ورک سے</translation>
  </message>
  <message>
   <source>Photos and files: sent {sent}, {left} KB left</source>
   <translation>تصاویر اور فائلیں: بھیجی گئیں {sent}، باقی {left} کلو بائٹ</translation>
  </message>
  <message>
   <source>Photos and files: {waiting} of {of} wait to be sent.</source>
   <translation>تصاویر اور فائلیں: {of} میں سے {waiting} بھیجی جانی باقی ہیں۔</translation>
  </message>
  <message>
   <source>Progress</source>
   <translation>پیش رفت</translation>
  </message>
  <message>
   <source>Sends what is only here to {registry}, fetches news.</source>
   <translation>جو صرف یہاں ہے وہ {registry} کو بھیجتا ہے اور نئی معلومات لاتا ہے۔</translation>
  </message>
  <message>
   <source>Sent {sent} · waiting {waiting} · received {received}</source>
   <translation>بھیجے {sent} · باقی {waiting} · وصول {received}</translation>
  </message>
  <message>
   <source>Sent {sent}, received {received}.</source>
   <translation>بھیجے {sent}، وصول {received}۔</translation>
  </message>
  <message>
   <source>Stop</source>
   <translation>روکیں</translation>
  </message>
  <message>
   <source>Stopping…</source>
   <translation>رک رہا ہے…</translation>
  </message>
  <message>
   <source>Sync</source>
   <translation>سنک</translation>
  </message>
  <message>
   <source>Sync now</source>
   <translation>ابھی سنک کریں</translation>
  </message>
  <message>
   <source>The registry's address is not known yet.</source>
   <translation>رجسٹری کا پتہ ابھی معلوم نہیں۔</translation>
  </message>
  <message>
   <source>This laptop is enrolled.</source>
   <translation>یہ لیپ ٹاپ رجسٹر ہو گیا۔</translation>
  </message>
  <message>
   <source>This laptop is not enrolled</source>
   <translation>یہ لیپ ٹاپ رجسٹر نہیں</translation>
  </message>
  <message>
   <source>This laptop needs a new file</source>
   <translation>اس لیپ ٹاپ کو نئی فائل چاہیے</translation>
  </message>
  <message>
   <source>Where your households are right now</source>
   <translation>آپ کے گھرانے اس وقت کہاں ہیں</translation>
  </message>
  <message>
   <source>You can work and nothing is lost. To send it, choose the file that the office made for this laptop.</source>
   <translation>آپ کام کر سکتے ہیں اور کچھ ضائع نہیں ہوتا۔ بھیجنے کے لیے وہ فائل چنیں جو دفتر نے اس لیپ ٹاپ کے لیے بنائی۔</translation>
  </message>
  <message numerus="yes">
   <source>about %n second(s) left</source>
   <translation>
    <numerusform>تقریباً %n سیکنڈ باقی</numerusform>
    <numerusform>تقریباً %n سیکنڈ باقی</numerusform>
   </translation>
  </message>
  <message>
   <source>confirmed by the registry</source>
   <translation>رجسٹری نے تصدیق کی</translation>
  </message>
  <message>
   <source>handed over, not confirmed yet</source>
   <translation>حوالے کیے گئے، تصدیق باقی</translation>
  </message>
  <message>
   <source>only on this laptop</source>
   <translation>صرف اس لیپ ٹاپ پر</translation>
  </message>
  <message>
   <source>received {received}</source>
   <translation>وصول {received}</translation>
  </message>
  <message>
   <source>{up} KB up, {down} KB down</source>
   <translation>{up} کلو بائٹ اوپر، {down} کلو بائٹ نیچے</translation>
  </message>
 </context>
 <context>
  <name>Time</name>
  <message numerus="yes">
   <source>%n day(s) ago</source>
   <translation>
    <numerusform>%n دن پہلے</numerusform>
    <numerusform>%n دن پہلے</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n hour(s) ago</source>
   <translation>
    <numerusform>%n گھنٹہ پہلے</numerusform>
    <numerusform>%n گھنٹے پہلے</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n minute(s) ago</source>
   <translation>
    <numerusform>%n منٹ پہلے</numerusform>
    <numerusform>%n منٹ پہلے</numerusform>
   </translation>
  </message>
  <message>
   <source>Yesterday</source>
   <translation>کل</translation>
  </message>
  <message>
   <source>just now</source>
   <translation>ابھی ابھی</translation>
  </message>
  <message>
   <source>{day} {month}</source>
   <translation>{day} {month}</translation>
  </message>
  <message>
   <source>{day} {month} {year}, {time}</source>
   <translation>{day} {month} {year}، {time}</translation>
  </message>
  <message>
   <source>{weekday} {day} {month} {year}</source>
   <translation>{weekday}، {day} {month} {year}</translation>
  </message>
 </context>
 <context>
  <name>Version</name>
  <message numerus="yes">
   <source>%n conflict(s) stay as they are.</source>
   <translation>
    <numerusform>%n اختلاف جوں کا توں رہے گا۔</numerusform>
    <numerusform>%n اختلافات جوں کے توں رہیں گے۔</numerusform>
   </translation>
  </message>
  <message>
   <source>A newer version of the questionnaire is here</source>
   <translation>سوالنامے کا نیا نسخہ آ گیا ہے</translation>
  </message>
  <message>
   <source>Answers that the new question does not take</source>
   <translation>جوابات جو نیا سوال قبول نہیں کرتا</translation>
  </message>
  <message>
   <source>Answers to questions that are gone</source>
   <translation>ان سوالوں کے جواب جو اب نہیں رہے</translation>
  </message>
  <message>
   <source>Called otherwise, with their answers</source>
   <translation>نام بدلا ہے، جوابات ساتھ ہیں</translation>
  </message>
  <message>
   <source>Filled with version {old}; version {new} is installed on this laptop.</source>
   <translation>نسخہ {old} سے بھرا گیا؛ اس لیپ ٹاپ پر نسخہ {new} موجود ہے۔</translation>
  </message>
  <message>
   <source>It can be undone until the household is submitted.</source>
   <translation>گھرانہ جمع ہونے تک اسے واپس لیا جا سکتا ہے۔</translation>
  </message>
  <message>
   <source>Move to version {new}</source>
   <translation>نسخہ {new} پر لے جائیں</translation>
  </message>
  <message>
   <source>Moved from version {old} to version {new} in this visit.</source>
   <translation>اس دورے میں نسخہ {old} سے نسخہ {new} پر لایا گیا۔</translation>
  </message>
  <message>
   <source>New questions</source>
   <translation>نئے سوال</translation>
  </message>
  <message>
   <source>See what would move</source>
   <translation>دیکھیں کیا بدلے گا</translation>
  </message>
  <message>
   <source>Stay with version {old}</source>
   <translation>نسخہ {old} پر رہیں</translation>
  </message>
  <message>
   <source>They have to be asked again.</source>
   <translation>یہ دوبارہ پوچھنے ہوں گے۔</translation>
  </message>
  <message>
   <source>They stay in the household and in its history; no question of the new version shows them.</source>
   <translation>یہ گھرانے اور اس کی تاریخ میں محفوظ رہتے ہیں؛ نئے نسخے کا کوئی سوال انہیں نہیں دکھاتا۔</translation>
  </message>
  <message>
   <source>This household was filled with version {old}. Version {new} is installed now. This is what would become of its answers:</source>
   <translation>یہ گھرانہ نسخہ {old} سے بھرا گیا تھا۔ اب نسخہ {new} موجود ہے۔ اس کے جوابات کا یہ ہوگا:</translation>
  </message>
  <message>
   <source>Undo the move</source>
   <translation>منتقلی واپس لیں</translation>
  </message>
  <message numerus="yes">
   <source>Undoing takes back %n answer(s) given since then.</source>
   <translation>
    <numerusform>واپس لینے سے اس کے بعد کا %n جواب بھی واپس ہو جائے گا۔</numerusform>
    <numerusform>واپس لینے سے اس کے بعد کے %n جواب بھی واپس ہو جائیں گے۔</numerusform>
   </translation>
  </message>
  <message>
   <source>answers have no place</source>
   <translation>جوابات کی جگہ نہیں</translation>
  </message>
  <message>
   <source>answers stay as they are</source>
   <translation>جوابات جوں کے توں رہیں گے</translation>
  </message>
  <message>
   <source>are called otherwise</source>
   <translation>کا نام بدلا ہے</translation>
  </message>
  <message>
   <source>new questions</source>
   <translation>نئے سوال</translation>
  </message>
  <message>
   <source>to fix before submitting</source>
   <translation>جمع کرنے سے پہلے درست کرنے ہیں</translation>
  </message>
 </context>
 <context>
  <name>Why</name>
  <message>
   <source>A condition about the answers below</source>
   <translation>نیچے دیے گئے جوابات کے بارے میں ایک شرط</translation>
  </message>
  <message>
   <source>All of these have to be so:</source>
   <translation>یہ سب باتیں پوری ہونی چاہئیں:</translation>
  </message>
  <message>
   <source>All questions</source>
   <translation>تمام سوال</translation>
  </message>
  <message>
   <source>An answer is always needed.</source>
   <translation>جواب ہمیشہ ضروری ہے۔</translation>
  </message>
  <message>
   <source>An answer is needed because</source>
   <translation>جواب ضروری ہے کیونکہ</translation>
  </message>
  <message>
   <source>An answer is needed here.</source>
   <translation>یہاں جواب ضروری ہے۔</translation>
  </message>
  <message>
   <source>An answer is not needed because</source>
   <translation>جواب ضروری نہیں کیونکہ</translation>
  </message>
  <message>
   <source>Choose a question in the list.</source>
   <translation>فہرست میں سے کوئی سوال چنیں۔</translation>
  </message>
  <message>
   <source>Find a question</source>
   <translation>سوال تلاش کریں</translation>
  </message>
  <message>
   <source>For the form's author: the rules as written</source>
   <translation>فارم بنانے والے کے لیے: قواعد جیسے لکھے گئے</translation>
  </message>
  <message>
   <source>Go</source>
   <translation>جائیں</translation>
  </message>
  <message>
   <source>Go to the question</source>
   <translation>سوال پر جائیں</translation>
  </message>
  <message>
   <source>How many there are follows from</source>
   <translation>تعداد ان جوابات سے نکلتی ہے</translation>
  </message>
  <message>
   <source>It can be changed because</source>
   <translation>اسے بدلا جا سکتا ہے کیونکہ</translation>
  </message>
  <message>
   <source>It can never be changed by hand.</source>
   <translation>اسے ہاتھ سے کبھی نہیں بدلا جا سکتا۔</translation>
  </message>
  <message>
   <source>It cannot be changed because</source>
   <translation>اسے بدلا نہیں جا سکتا کیونکہ</translation>
  </message>
  <message>
   <source>It depends on these together:</source>
   <translation>اس کا انحصار ان سب پر ہے:</translation>
  </message>
  <message>
   <source>It is always asked.</source>
   <translation>یہ ہمیشہ پوچھا جاتا ہے۔</translation>
  </message>
  <message>
   <source>It is asked because</source>
   <translation>یہ پوچھا جاتا ہے کیونکہ</translation>
  </message>
  <message>
   <source>It is not asked because</source>
   <translation>یہ نہیں پوچھا جاتا کیونکہ</translation>
  </message>
  <message>
   <source>It is not so</source>
   <translation>ایسا نہیں</translation>
  </message>
  <message>
   <source>It is so</source>
   <translation>ایسا ہی ہے</translation>
  </message>
  <message>
   <source>It is worked out from</source>
   <translation>اس کا حساب ان جوابات سے لگتا ہے</translation>
  </message>
  <message>
   <source>Not asked</source>
   <translation>نہیں پوچھے گئے</translation>
  </message>
  <message>
   <source>One of these is enough:</source>
   <translation>ان میں سے ایک کافی ہے:</translation>
  </message>
  <message>
   <source>Questions</source>
   <translation>سوالات</translation>
  </message>
  <message>
   <source>The answer is refused because</source>
   <translation>جواب قبول نہیں ہوا کیونکہ</translation>
  </message>
  <message>
   <source>The answer is taken because</source>
   <translation>جواب قبول ہوا کیونکہ</translation>
  </message>
  <message>
   <source>The form works this out. Nobody types it.</source>
   <translation>اس کا حساب فارم خود لگاتا ہے۔ کوئی اسے لکھتا نہیں۔</translation>
  </message>
  <message>
   <source>The part “{name}” applies because</source>
   <translation>حصہ ”{name}“ لاگو ہے کیونکہ</translation>
  </message>
  <message>
   <source>The part “{name}” can be changed because</source>
   <translation>حصہ ”{name}“ بدلا جا سکتا ہے کیونکہ</translation>
  </message>
  <message>
   <source>The part “{name}” cannot be changed because</source>
   <translation>حصہ ”{name}“ بدلا نہیں جا سکتا کیونکہ</translation>
  </message>
  <message>
   <source>The part “{name}” does not apply because</source>
   <translation>حصہ ”{name}“ لاگو نہیں کیونکہ</translation>
  </message>
  <message>
   <source>This answer is not among the choices any more.</source>
   <translation>یہ جواب اب انتخابات میں شامل نہیں۔</translation>
  </message>
  <message>
   <source>This answer is refused.</source>
   <translation>یہ جواب قبول نہیں ہوا۔</translation>
  </message>
  <message>
   <source>This cannot be changed.</source>
   <translation>اسے بدلا نہیں جا سکتا۔</translation>
  </message>
  <message>
   <source>This is shown to be read out.</source>
   <translation>یہ پڑھ کر سنانے کے لیے ہے۔</translation>
  </message>
  <message>
   <source>This part applies.</source>
   <translation>یہ حصہ لاگو ہے۔</translation>
  </message>
  <message>
   <source>This part does not apply.</source>
   <translation>یہ حصہ لاگو نہیں۔</translation>
  </message>
  <message>
   <source>This question is asked, and an answer is needed.</source>
   <translation>یہ سوال پوچھا جاتا ہے اور جواب ضروری ہے۔</translation>
  </message>
  <message>
   <source>This question is asked.</source>
   <translation>یہ سوال پوچھا جاتا ہے۔</translation>
  </message>
  <message>
   <source>This question is not asked.</source>
   <translation>یہ سوال نہیں پوچھا جاتا۔</translation>
  </message>
  <message>
   <source>Two people wrote different answers here.</source>
   <translation>یہاں دو لوگوں نے مختلف جواب لکھے۔</translation>
  </message>
  <message>
   <source>What an answer must be</source>
   <translation>جواب کیسا ہونا چاہیے</translation>
  </message>
  <message>
   <source>What can be chosen depends on</source>
   <translation>کیا چنا جا سکتا ہے، اس کا انحصار ان پر ہے</translation>
  </message>
  <message>
   <source>What was typed is no answer here.</source>
   <translation>جو لکھا گیا وہ یہاں جواب نہیں بن سکتا۔</translation>
  </message>
  <message>
   <source>Why is it so?</source>
   <translation>ایسا کیوں ہے؟</translation>
  </message>
  <message>
   <source>Why is this question so?</source>
   <translation>یہ سوال ایسا کیوں ہے؟</translation>
  </message>
  <message>
   <source>With problems</source>
   <translation>مسائل والے</translation>
  </message>
  <message>
   <source>Worked out</source>
   <translation>حساب والے</translation>
  </message>
  <message>
   <source>not answered</source>
   <translation>جواب نہیں دیا گیا</translation>
  </message>
  <message>
   <source>not asked</source>
   <translation>نہیں پوچھا گیا</translation>
  </message>
  <message>
   <source>the answer to “{question}”</source>
   <translation>”{question}“ کا جواب</translation>
  </message>
  <message>
   <source>“{question}” has an answer</source>
   <translation>”{question}“ کا جواب موجود ہے</translation>
  </message>
  <message>
   <source>“{question}” has no answer</source>
   <translation>”{question}“ کا جواب نہیں ہے</translation>
  </message>
  <message>
   <source>“{question}” is after today</source>
   <translation>”{question}“ آج کے بعد ہے</translation>
  </message>
  <message>
   <source>“{question}” is anything but: {value}</source>
   <translation>”{question}“ یہ نہ ہو: {value}</translation>
  </message>
  <message>
   <source>“{question}” is at least {value}</source>
   <translation>”{question}“ کم از کم {value} ہو</translation>
  </message>
  <message>
   <source>“{question}” is at most {value}</source>
   <translation>”{question}“ زیادہ سے زیادہ {value} ہو</translation>
  </message>
  <message>
   <source>“{question}” is before today</source>
   <translation>”{question}“ آج سے پہلے ہے</translation>
  </message>
  <message>
   <source>“{question}” is less than {value}</source>
   <translation>”{question}“ {value} سے کم ہو</translation>
  </message>
  <message>
   <source>“{question}” is more than {value}</source>
   <translation>”{question}“ {value} سے زیادہ ہو</translation>
  </message>
  <message>
   <source>“{question}” is none of: {value}</source>
   <translation>”{question}“ ان میں سے کوئی نہ ہو: {value}</translation>
  </message>
  <message>
   <source>“{question}” is not after today</source>
   <translation>”{question}“ آج کے بعد نہ ہو</translation>
  </message>
  <message>
   <source>“{question}” is not before today</source>
   <translation>”{question}“ آج سے پہلے نہ ہو</translation>
  </message>
  <message>
   <source>“{question}” is not less than {value}</source>
   <translation>”{question}“ {value} سے کم نہ ہو</translation>
  </message>
  <message>
   <source>“{question}” is not more than {value}</source>
   <translation>”{question}“ {value} سے زیادہ نہ ہو</translation>
  </message>
  <message>
   <source>“{question}” is not today</source>
   <translation>”{question}“ آج نہ ہو</translation>
  </message>
  <message>
   <source>“{question}” is not written in that way</source>
   <translation>”{question}“ اس طرح نہ لکھا ہو</translation>
  </message>
  <message>
   <source>“{question}” is not {value} or less</source>
   <translation>”{question}“ {value} یا اس سے کم نہ ہو</translation>
  </message>
  <message>
   <source>“{question}” is not {value} or more</source>
   <translation>”{question}“ {value} یا اس سے زیادہ نہ ہو</translation>
  </message>
  <message>
   <source>“{question}” is one of: {value}</source>
   <translation>”{question}“ ان میں سے ایک ہو: {value}</translation>
  </message>
  <message>
   <source>“{question}” is today</source>
   <translation>”{question}“ آج ہو</translation>
  </message>
  <message>
   <source>“{question}” is written as it has to be</source>
   <translation>”{question}“ درست طریقے سے لکھا ہو</translation>
  </message>
  <message>
   <source>“{question}” is: {value}</source>
   <translation>”{question}“ یہ ہو: {value}</translation>
  </message>
  <message>
   <source>“{value}” is chosen in “{question}”</source>
   <translation>”{question}“ میں ”{value}“ چنا گیا ہو</translation>
  </message>
  <message>
   <source>“{value}” is not chosen in “{question}”</source>
   <translation>”{question}“ میں ”{value}“ نہ چنا گیا ہو</translation>
  </message>
 </context>
 <context>
  <name>Window</name>
  <message>
   <source>Bigger text</source>
   <translation>بڑا متن</translation>
  </message>
  <message>
   <source>Bundles</source>
   <translation>بنڈل</translation>
  </message>
  <message>
   <source>Close this message</source>
   <translation>یہ پیغام بند کریں</translation>
  </message>
  <message>
   <source>Conflicts</source>
   <translation>تضادات</translation>
  </message>
  <message>
   <source>Dark colours</source>
   <translation>گہرے رنگ</translation>
  </message>
  <message>
   <source>Files</source>
   <translation>فائلیں</translation>
  </message>
  <message>
   <source>Households</source>
   <translation>گھرانے</translation>
  </message>
  <message>
   <source>Indraj</source>
   <translation>اندراج</translation>
  </message>
  <message>
   <source>Indraj failed in a way it should not. What was saved before is still saved; if this comes again, start Indraj anew.</source>
   <translation>اندراج میں ایسی خرابی آئی جو نہیں آنی چاہیے تھی۔ جو پہلے محفوظ ہوا وہ محفوظ ہے؛ دوبارہ ہو تو اندراج نئے سرے سے کھولیں۔</translation>
  </message>
  <message>
   <source>Keyboard</source>
   <translation>کی بورڈ</translation>
  </message>
  <message>
   <source>Laptops</source>
   <translation>لیپ ٹاپ</translation>
  </message>
  <message>
   <source>Light colours</source>
   <translation>روشن رنگ</translation>
  </message>
  <message>
   <source>Lock</source>
   <translation>لاک کریں</translation>
  </message>
  <message>
   <source>Navigation</source>
   <translation>رہنمائی</translation>
  </message>
  <message>
   <source>Sync</source>
   <translation>سنک</translation>
  </message>
  <message>
   <source>Today</source>
   <translation>آج</translation>
  </message>
  <message>
   <source>laptop not enrolled</source>
   <translation>لیپ ٹاپ رجسٹر نہیں</translation>
  </message>
  <message>
   <source>laptop {name}</source>
   <translation>لیپ ٹاپ {name}</translation>
  </message>
 </context>
</TS>
