//! Forms of dates and hours in each language, and what only looks like them.

use super::*;

fn iso(text: &str, order: Order) -> String {
    read_date(text, order)
        .map(|date| date.iso())
        .unwrap_or_default()
}

#[test]
fn dates_are_read_in_each_language() {
    for (text, wanted) in [
        ("le 1er janvier 2019", "2019-01-01"),
        ("24 octobre 2017", "2017-10-24"),
        ("27/11/2021 à 15:33", "2021-11-27T15:33:00"),
        ("27.11.2021, 15.33 Uhr", "2021-11-27T15:33:00"),
        ("August 20, 2019", "2019-08-20"),
        ("Aug. 20, 2019", "2019-08-20"),
        ("lunes 14/05/2012 07:40 horas", "2012-05-14T07:40:00"),
        ("14 de mayo de 2012", "2012-05-14"),
        ("17. Mai 2023", "2023-05-17"),
        ("الثلاثاء، 06 آب/اغسطس 2013", "2013-08-06"),
        ("٦ أغسطس ٢٠١٣", "2013-08-06"),
        ("8 серпня 2016 року", "2016-08-08"),
        ("8 августа 2016 г.", "2016-08-08"),
        ("8 Ağustos 2016", "2016-08-08"),
        ("5ê Adarê 2018", "2018-03-05"),
        ("5'ê Adarê 2018an", "2018-03-05"),
        ("Fri 19 Feb 2021 17.20 GMT", "2021-02-19T17:20:00Z"),
        ("212101 GMT Nov 18", "2018-11-21T21:01:00Z"),
        ("AP-WF-08-29-16 1626GMT", "2016-08-29T16:26:00Z"),
        ("3 JAN 90", "1990-01-03"),
        ("2021-02-19T17:20:00+03:00", "2021-02-19T17:20:00+03:00"),
        ("April 22 , 1997", "1997-04-22"),
        ("الثلاثاء ١ / ١٢ / ٢٠٢٠", "2020-12-01"),
        ("1 / 12 / 20", ""),
        ("04 May 2013 05:37 (GMT+0400)", "2013-05-04T05:37:00+04:00"),
        ("20231125T074932Z", "2023-11-25T07:49:32Z"),
        ("22/10/2024 10:33:06", "2024-10-22T10:33:06"),
        ("01/05/14-02/95", "1995-05-01T14:02:00"),
        // The solar calendars of Iran, Afghanistan and Kurdistan.
        ("۱۴۰۱/۳/۲۹", "2022-06-19"),
        ("1401-03-29", "2022-06-19"),
        ("۲۹ خرداد ۱۴۰۱، ۱۸:۵۷", "2022-06-19T18:57:00"),
        ("1 فروردین 1400", "2021-03-21"),
        ("٣٠ی بەفرانباری ٢٧٢٢", "2023-01-20"),
        ("30 اسفند 1400", ""),
        ("۲۹ خرداد", ""),
        // The year of the lunar calendar of today.
        ("1445/03/12", ""),
    ] {
        assert_eq!(iso(text, Order::DayFirst), wanted, "{text}");
    }
}

#[test]
fn figures_follow_the_language_unless_they_cannot() {
    assert_eq!(iso("4/5/2017", Order::MonthFirst), "2017-04-05");
    assert_eq!(iso("4/5/2017", Order::DayFirst), "2017-05-04");
    assert_eq!(iso("27/11/2021", Order::MonthFirst), "2021-11-27");
    assert_eq!(iso("11/27/2021", Order::DayFirst), "2021-11-27");
}

#[test]
fn a_date_without_a_year_is_mentioned_but_is_no_day() {
    let found = mentions("PARIS, 1er janv (XYZ) -", Order::DayFirst);
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].month, found[0].day, found[0].year),
        (1, Some(1), None)
    );
    assert_eq!(found[0].full_day(), None);
}

#[test]
fn what_is_no_date_is_left() {
    for text in [
        "1/3",
        "12 may have been",
        "99/99/2010",
        "31 février 2010",
        "",
        "room 2012",
    ] {
        assert_eq!(iso(text, Order::DayFirst), "", "{text}");
    }
}

#[test]
fn a_weekday_with_a_dated_anchor_gives_a_day() {
    let anchor = NaiveDate::from_ymd_opt(2016, 3, 8).expect("a Tuesday");
    let (words, day) = own_weekday(&Words::of(
        "Le pont a rouvert ce vendredi, selon la mairie.",
    ))
    .expect("a weekday");
    assert_eq!(words, "ce vendredi");
    assert_eq!(infer_day(day, anchor), NaiveDate::from_ymd_opt(2016, 3, 11));
    let (_, tuesday) =
        own_weekday(&Words::of("It opened on Tuesday, they said.")).expect("a weekday");
    assert_eq!(infer_day(tuesday, anchor), Some(anchor));
    assert!(own_weekday(&Words::of("افتتح الجسر الخميس")).is_some());
    assert!(own_weekday(&Words::of("They met on Friday 12 May.")).is_none());
}

#[test]
fn relative_times_are_known_for_what_they_are() {
    for text in [
        "il y a 3 heures",
        "il y a une heure",
        "il y a 5 min",
        "à l'instant",
        "2 hours ago",
        "an hour ago",
        "5h ago",
        "1 hour 5 minutes ago",
        "just now",
        "hace 2 horas",
        "hace un día",
        "vor 3 Stunden",
        "vor einer Stunde",
        "3 години тому",
        "20 хвилин тому",
        "5 минут назад",
        "منذ 3 ساعات",
        "منذ ساعتين",
        "قبل ٥ دقائق",
        "2 saat önce",
        "3 dakika önce",
        "há 2 horas",
        "berî 3 saetan",
        "پێش ٣ کاتژمێر",
        "před 2 hodinami",
        "pred 5 minútami",
        "prije 3 sata",
        "преди 2 часа",
        "пре 3 сата",
        "לפני 3 שעות",
        "πριν από 2 ώρες",
        "acum 3 ore",
        "3 timmar sedan",
        "2 timer siden",
        "3 ore fa",
        "2 tuntia sitten",
        "3 jam yang lalu",
    ] {
        let words = Words::of(text);
        let moments = Moments::of(&Scan::new(&words), Order::DayFirst);
        let found: Vec<&str> = moments
            .relative
            .iter()
            .map(|range| &text[range.clone()])
            .collect();
        assert_eq!(found, [text]);
    }
}

#[test]
fn every_form_of_a_date_is_read() {
    for (text, wanted) in [
        // Figures.
        ("2019/08/20", "2019-08-20"),
        ("2019.08.20", "2019-08-20"),
        ("2019-08-20 09:31", "2019-08-20T09:31:00"),
        ("2019-08-20T09:31Z", "2019-08-20T09:31:00Z"),
        ("2019-08-20T09:31:22.500-0500", "2019-08-20T09:31:22-05:00"),
        ("27.11.2021 15:33", "2021-11-27T15:33:00"),
        ("27. 11. 2021", "2021-11-27"),
        ("27-11-2021 15h33", "2021-11-27T15:33:00"),
        ("27/11/21", "2021-11-27"),
        ("27.11.21", "2021-11-27"),
        ("14:05 05.03.2022", "2022-03-05T14:05:00"),
        ("05.03.2022, 14:05", "2022-03-05T14:05:00"),
        ("05.03.2022 - 14:05", "2022-03-05T14:05:00"),
        ("05.03.2022 14.05 Uhr", "2022-03-05T14:05:00"),
        ("2019年8月20日", "2019-08-20"),
        ("2019년 8월 20일", "2019-08-20"),
        ("٢٠١٣/٠٨/٠٤", "2013-08-04"),
        ("۲۰۱۳/۰۸/۰۴", "2013-08-04"),
        // English.
        ("August 20th, 2019", "2019-08-20"),
        ("20th of August 2019", "2019-08-20"),
        ("20th August, 2019", "2019-08-20"),
        ("AUG 20 2019", "2019-08-20"),
        ("Aug 20, '19", "2019-08-20"),
        ("20-Aug-2019", "2019-08-20"),
        ("20-AUG-19", "2019-08-20"),
        ("2018-Aug-20", "2018-08-20"),
        ("Tuesday, August 20, 2019 3.33 pm", "2019-08-20T15:33:00"),
        ("Aug 20, 2019 3 p.m. ET", "2019-08-20T15:00:00"),
        ("3:33 PM EDT, Tue August 20, 2019", "2019-08-20T15:33:00"),
        ("12:10 a.m. GMT, 20 August 2019", "2019-08-20T00:10:00Z"),
        ("Fri Feb 19 17:20:00 GMT 2021", "2021-02-19"),
        ("Sept. 5, 2019", "2019-09-05"),
        ("3 May 2016 • 8:05am", "2016-05-03T08:05:00"),
        ("May 3, 2016 / 8:05 AM / CBS News", "2016-05-03T08:05:00"),
        ("page 10 May 3, 2016", "2016-05-03"),
        ("212101Z NOV 18", "2018-11-21T21:01:00Z"),
        ("211530 Nov 2018", "2018-11-21T15:30:00"),
        ("19MAR89", "1989-03-19"),
        ("05 MAR 90 1230 GMT", "1990-03-05T12:30:00Z"),
        // French.
        ("le 1er janv. 2019", "2019-01-01"),
        ("mardi 20 août 2019 à 15h33", "2019-08-20T15:33:00"),
        ("Mar. 20 août 2019, 15 h 33", "2019-08-20T15:33:00"),
        ("20 août 2019 à 8 heures 05", "2019-08-20T08:05:00"),
        ("5 févr. 2020", "2020-02-05"),
        // Spanish, Portuguese, Italian.
        ("20 de agosto de 2019", "2019-08-20"),
        ("20 de agosto del 2019 a las 08:05 h", "2019-08-20T08:05:00"),
        ("20 ago 2019", "2019-08-20"),
        ("agosto 20, 2019", "2019-08-20"),
        ("20 de março de 2019 às 15h33", "2019-03-20T15:33:00"),
        ("20 settembre 2019", "2019-09-20"),
        ("1º de maio de 2019", "2019-05-01"),
        // German, Dutch, Polish.
        (
            "Dienstag, 20. August 2019, 15.33 Uhr",
            "2019-08-20T15:33:00",
        ),
        ("3. März 2019 um 15:33 Uhr", "2019-03-03T15:33:00"),
        ("20 augustus 2019 om 15.33 uur", "2019-08-20T15:33:00"),
        ("20 sierpnia 2019, 15:33", "2019-08-20T15:33:00"),
        // Arabic and Persian.
        ("الأحد 04 آب/أغسطس 2013", "2013-08-04"),
        ("الأحد 4 آب (أغسطس) 2013", "2013-08-04"),
        ("4 أغسطس/آب 2013", "2013-08-04"),
        ("٤ تشرين الثاني ٢٠١٣", "2013-11-04"),
        ("4 كانون الثاني/يناير 2013", "2013-01-04"),
        ("04 أغسطس 2013م - 05:37 مساءً", "2013-08-04T17:37:00"),
        ("الأحد 27 رمضان 1434 هـ - 4 أغسطس 2013", "2013-08-04"),
        ("27/9/1434 هـ الموافق 4/8/2013", "2013-08-04"),
        (
            "4 غشت 2013 على الساعة 05:37 بتوقيت غرينتش",
            "2013-08-04T05:37:00Z",
        ),
        ("۴ سپتامبر ۲۰۱۳", "2013-09-04"),
        // Ukrainian, Russian.
        ("5 березня 2022, 14:05", "2022-03-05T14:05:00"),
        ("5 березня 2022 року о 14:05", "2022-03-05T14:05:00"),
        ("субота, 5 березня 2022 р., 14:05", "2022-03-05T14:05:00"),
        ("14:05, 5 марта 2022 г.", "2022-03-05T14:05:00"),
        ("5-го марта 2022", "2022-03-05"),
        ("5 мар 2022 14:05 МСК", "2022-03-05T14:05:00+03:00"),
        // Turkish, Kurdish.
        ("05 Mart 2022 Cumartesi 14:05", "2022-03-05T14:05:00"),
        ("5 Mart 2022'de", "2022-03-05"),
        ("05.03.2022 - 14:05", "2022-03-05T14:05:00"),
        ("5ê Adara 2018an", "2018-03-05"),
        ("5'ê Adarê 2018'an", "2018-03-05"),
        ("5 Adar 2018", "2018-03-05"),
        ("5ê kanûna paşîn 2018", "2018-01-05"),
        ("٥ی ئازاری ٢٠١٨", "2018-03-05"),
        ("5ی ئازاری 2018", "2018-03-05"),
        // A month and its year.
        ("août 2019", "2019-08"),
        ("August, 2019", "2019-08"),
        ("agosto de 2019", "2019-08"),
        ("серпень 2019", "2019-08"),
    ] {
        assert_eq!(any(text, Order::DayFirst), wanted, "{text}");
    }
}

/// The first date with a year, be it a day or a month.
fn any(text: &str, order: Order) -> String {
    let whole = iso(text, order);
    if !whole.is_empty() {
        return whole;
    }
    let first = mentions(text, order)
        .into_iter()
        .find_map(|mention| mention.to_date(text));
    first.map(|date| date.edtf().to_owned()).unwrap_or_default()
}

#[test]
fn days_without_a_year_are_mentioned_as_they_stand() {
    for (text, words, month, day) in [
        ("SEOUL, Aug. 20 (Yonhap) --", "Aug. 20", 8, 20),
        ("BEIRUT, March 7 (Wire) -", "March 7", 3, 7),
        ("Moscú, 1 ene (EFE).-La", "1 ene", 1, 1),
        ("MADRID, 12 may (EFE)", "12 may", 5, 12),
        ("МОСКВА, 5 мар — Агентство.", "5 мар", 3, 5),
        ("مانيلا، 3 ديسمبر (رويترز)", "3 ديسمبر", 12, 3),
        ("Di 21’ê Nîsanê de", "21’ê Nîsanê", 4, 21),
        ("May 3 and later", "May 3", 5, 3),
        ("5 Mart'ta", "5 Mart'ta", 3, 5),
        ("le 14 juillet, à 10:31", "14 juillet", 7, 14),
        ("3 May 16.05", "3 May", 5, 3),
        ("3 May 16:05", "3 May", 5, 3),
        ("5 мар 18:30", "5 мар", 3, 5),
    ] {
        let found = mentions(text, Order::DayFirst);
        let shown: Vec<_> = found
            .iter()
            .map(|mention| {
                (
                    &text[mention.bytes.clone()],
                    mention.month,
                    mention.day,
                    mention.year,
                )
            })
            .collect();
        assert_eq!(shown, [(words, month, Some(day), None)], "{text}");
    }
}

#[test]
fn figures_and_words_that_are_no_date_are_left() {
    for text in [
        "12 may have been hurt",
        "10 out of 12 voters",
        "10 march through the town",
        "at 10:31 today",
        "192.168.10.20",
        "5.2 million",
        "May 5.2 million",
        "in May 45% of them",
        "may 3 of them come",
        "1.500.000",
        "version 1.2.10",
        "24/7/365",
        "1/2/3/2016",
        "2-1",
        "+380 50 123-45-67",
        "T-72 and M-16",
        "room 2012",
        "1443/5/12",
        "99/99/2010",
        "13/13/2010",
        "2019-13-45",
        "3 листи",
        "5 ara",
        "il y a 3 ans",
        "20 000",
        "May 1,500 people",
    ] {
        let days: Vec<_> = mentions(text, Order::DayFirst)
            .into_iter()
            .filter(|mention| mention.bytes.len() > 5)
            .collect();
        assert!(days.is_empty(), "{text}: {days:?}");
    }
}

#[test]
fn a_weekday_of_another_week_or_of_a_name_is_not_the_texts_own() {
    for text in [
        "Il avait rouvert vendredi dernier, selon la mairie.",
        "It will open next Friday, they said.",
        "They meet every Friday in the hall.",
        "On Black Friday the shops were full.",
        "In Santo Domingo the bridge was opened.",
        "Das wird am kommenden Montag entschieden.",
        "Le jeudi 24 octobre, le pont a rouvert.",
        "افتتح الجسر يوم الأحد الماضي",
        "Köprü geçen cumartesi açıldı.",
        "The mill was sold.",
    ] {
        assert_eq!(own_weekday(&Words::of(text)), None, "{text}");
    }
    for (text, day) in [
        ("Le pont a rouvert ce jeudi.", 3),
        ("La mairie l'a annoncé jeudi soir.", 3),
        ("It opened again on Tuesday.", 1),
        ("Officials said Friday that it was open.", 4),
        ("Das teilte die Stadt am Montag mit.", 0),
        ("Se abrió este lunes.", 0),
        ("Міст відкрили у середу.", 2),
        ("Мост открыли в пятницу.", 4),
        ("Köprü bu cuma açıldı.", 4),
        ("افتتح الجسر يوم الأحد", 6),
    ] {
        assert_eq!(
            own_weekday(&Words::of(text)).map(|(_, day)| day),
            Some(day),
            "{text}"
        );
    }
}

#[test]
fn a_long_text_is_read_in_one_pass() {
    for piece in [
        "2016-01-01 ",
        "May ",
        "3 May ",
        "3 May 3 ",
        "il y a 3 ",
        "10:",
        "1/",
        "an an ",
        "5'",
    ] {
        mentions(&piece.repeat(20_000), Order::DayFirst);
    }
}
