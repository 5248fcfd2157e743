# كلمات الواجهة بصيغة Fluent (https://projectfluent.org). يستبدل الموقع كلمة أو يضيف لغة بملف يحمل الاسم نفسه في مجلده i18n/.

## الإطار
home = الرئيسية
skip = انتقل إلى المحتوى
navigation = القائمة الرئيسية
sections = أقسام الأرشيف
breadcrumbs = أنت هنا
moved = تغيّر عنوان هذه الصفحة
not-found = الصفحة غير موجودة
not-found-note = لا يقود هذا العنوان إلى أي صفحة في الأرشيف. ربما نُسخ خطأً.
empty = لا مقالات بعد.
empty-terms = لم يُصنَّف شيء هنا بعد.
comma = ،

## القوائم
articles = المقالات
newest = الأحدث
articles-coarse = دون تاريخ أدق
count-articles = { $count ->
    [zero] لا مقالات
    [one] مقال واحد
    [two] مقالان
    [few] { $text } مقالات
    [many] { $text } مقالًا
   *[other] { $text } مقال
}
count-terms = { $count ->
    [zero] لا مداخل
    [one] مدخل واحد
    [two] مدخلان
    [few] { $text } مداخل
    [many] { $text } مدخلًا
   *[other] { $text } مدخل
}
chart-all = حسب السنة
chart-year = حسب الشهر
chart-month = حسب اليوم
chart-day = هذا اليوم
chart-undated = بلا تاريخ
partial-all = المقالات الأقدم في صفحات السنوات أعلاه.
partial-year = سائر مقالات السنة في صفحات الأشهر أعلاه.
partial-month = سائر مقالات الشهر في صفحات الأيام أعلاه.
partial-day = لا تعرض هذه الصفحة إلا بعض مقالات اليوم.
partial-undated = لا تعرض هذه الصفحة إلا بعض المقالات غير المؤرخة.
neighbours-periods = الفترات المجاورة
period-previous = الفترة السابقة
period-next = الفترة التالية
period-up = نظرة عامة
letters = الفهرس الأبجدي
undated = بلا تاريخ
years = السنوات
term-span = { $first } – { $last }
term-spellings = صيغ أخرى في الأرشيف:
coordinates = الإحداثيات:
feed-term = اشترك في هذه الخلاصة (Atom)
feed-site-atom = خلاصة Atom
feed-site-json = خلاصة JSON
feed-title = { $site }: { $term }

## الفهارس
taxonomy-tags = المواضيع
taxonomy-tags-one = موضوع
taxonomy-places = الأماكن
taxonomy-places-one = مكان
taxonomy-people = الأشخاص
taxonomy-people-one = شخص
taxonomy-actors = الجهات
taxonomy-actors-one = جهة
taxonomy-conflicts = النزاعات
taxonomy-conflicts-one = نزاع
taxonomy-agencies = الوكالات
taxonomy-agencies-one = وكالة
taxonomy-languages = اللغات
taxonomy-languages-one = لغة

## التواريخ
date-published = نُشر
date-event = وقعت الأحداث
date-modified = عُدّل
date-retrieved = أُودع الأرشيف
dateline = كُتب في
date-inferred = مستنتج من:
date-uncertain = تاريخ غير مؤكد
date-approximate-mark = تاريخ تقريبي
date-words = في النص:
date-about = نحو { $date }
date-span = من { $first } إلى { $last }
date-before = قبل { $date }
date-after = ابتداءً من { $date }

## المقال
headline-stands-in = لا عنوان في المصدر: حلّت محلّه كلمات النص الأولى.
translations = هذا النص بلغات أخرى
warning = تنبيه:
warning-graphic = مشاهد عنف
warning-death = روايات عن قتلى
warning-sexual-violence = عنف جنسي
warning-torture = تعذيب
warning-children = أطفال بين الضحايا
warning-suicide = انتحار
corrected = { $count ->
    [one] عُدّل هذا المقال بعد نشره: انظر الملاحظة
   *[other] عُدّل هذا المقال بعد نشره: انظر الملاحظات
}
corrections = تعديلات بعد النشر
correction-update = تحديث
correction-correction = تصحيح
correction-clarification = توضيح
correction-retraction = سحب
correction-redaction = حجب
redaction-note = حُذفت من هذا المقال أسماء أو تفاصيل حمايةً لأشخاص.
retracted = مقال مسحوب.
retracted-mark = مسحوب
retracted-note = سحبت هيئة التحرير هذا المقال. لم يعد نصّه منشورًا؛ ويبقى العنوان مع أسباب السحب.
related = اقرأ أيضًا
related-missing = ليس في الأرشيف
more = في الموضوع نفسه
neighbours-articles = مقالات مجاورة
article-previous = المقال السابق
article-next = المقال التالي

## الوسائط
media-absent = غير محفوظ في الأرشيف: لم تُحفظ إلا التسمية التوضيحية.
media-within = داخل النص
media-sensitive = محتوى حساس: عرض
media-captions = ترجمة مكتوبة
media-video = تنزيل الفيديو
media-audio = تنزيل التسجيل
media-file = تنزيل الوثيقة
media-left-out = صورة أو تسجيل لا تتضمنه هذه النسخة الخفيفة:

## البطاقة
subjects = من وماذا وأين
casualties = الحصائل المعلنة
casualties-note = ينقل كل سطر تصريحًا واحدًا؛ ولا تُجمع الأعداد.
casualties-what = الحصيلة
casualties-figure = العدد
casualties-source = بحسب
casualties-date = بتاريخ
casualty-killed = قتلى
casualty-injured = جرحى
casualty-missing = مفقودون
casualty-detained = محتجزون
casualty-displaced = نازحون
unattributed = مصدر غير محدد
figure-between = من { $low } إلى { $high }
figure-at-least = { $low } على الأقل
figure-at-most = { $high } على الأكثر
known = كيف عرفنا ذلك
sources = المصادر
source-retrieved = اطُّلع عليه في
source-archived = نسخة محفوظة
verification = التحقق
verification-by = من قِبل
status-verified = تم التحقق
status-partly-verified = تم التحقق جزئيًا
status-unverified = لم يتم التحقق
status-disputed = محل خلاف
agency-origin = النص الأصلي
agency-with = مساهمة
agency-republisher = إعادة نشر
language = اللغة
original = الملف الأصلي
format-markdown = نص منسّق (Markdown)
format-press = نص صحفي كما ورد
rights = الحقوق
cite = للاستشهاد بهذا المقال
precision-exact = موقع دقيق
precision-settlement = بلدة أو مدينة
precision-district = قضاء
precision-province = محافظة
precision-country = بلد
identifier = المعرّف الدائم:

## The body
body-notes = الحواشي
body-note = حاشية
body-back = العودة إلى النص
body-table = جدول

## التحقق من نسخة
verify-title = التحقق من نسخة
verify-intro = يستطيع أي شخص أن يتحقق من أن نسخة من هذا الموقع، على ذاكرة محمولة أو لدى مضيف آخر أو هنا، كاملة ولم يتغير فيها شيء. يذكر الموقع لكل ملف بصمته SHA-256: وهي رقم يتغير متى تغير حرف واحد من الملف.
verify-lists = يذكر الملف manifest.sha256 الملفات التي في أعلى الموقع والقوائم التي في المجلد manifest، وتذكر كل قائمة منها ملفات مجلد واحد. وتقرؤها أدوات موجودة في كل نظام تقريبًا.
verify-where = افتح الطرفية في مجلد النسخة، وهو المجلد الذي فيه manifest.sha256، واكتب أسطر نظامك.
verify-silence = إن لم يظهر شيء فكل ملف كما نُشر. وإلا ذُكر اسم كل ملف مفقود أو متغير.
verify-depeche = البرنامج الذي صنع هذا الموقع يتحقق من كل شيء دفعة واحدة، في مجلد أو على عنوانه، ويذكر الملفات الغريبة أيضًا: تلك التي لا تذكرها أي قائمة وتتجاوزها الأدوات الأخرى.
verify-ours = ممن هذه النسخة
verify-signed = الملف manifest.sha256 موقّع. وبهذا المفتاح يبيّن minisign هل القوائم هي التي نُشرت هنا.
verify-key = النسخة المزورة تعرض مفتاحًا آخر: قارنه بالمفتاح الذي تعرفه من مكان آخر أو من زيارة سابقة.
verify-unsigned = القوائم غير موقعة: فهي تبيّن أن النسخة كاملة لا ممن هي. قارن ملف manifest.sha256 فيها بالملف الموجود على عنوان الموقع.
