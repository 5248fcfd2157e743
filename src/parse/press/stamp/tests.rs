//! Lines of dates as houses print them, and sentences that only look like them.

use super::*;

fn read(text: &str) -> (String, String) {
    let stamp = parse(text, Order::DayFirst).unwrap_or_else(|| panic!("{text}"));
    let show = |mention: &Option<Mention>| {
        mention
            .as_ref()
            .and_then(|mention| mention.to_date(""))
            .map(|date| date.iso())
            .unwrap_or_default()
    };
    (show(&stamp.published), show(&stamp.modified))
}

#[test]
fn publication_and_change_are_told_apart() {
    assert_eq!(
        read("Publié le 27/11/2021 à 15:33, mis à jour le 28/11/2021 à 09:10"),
        ("2021-11-27T15:33:00".into(), "2021-11-28T09:10:00".into())
    );
    assert_eq!(
        read("Mis à jour le 28/11/2021, publié le 27/11/2021"),
        ("2021-11-27".into(), "2021-11-28".into())
    );
    assert_eq!(
        read("First published on Fri 19 Feb 2021 17.20 GMT").0,
        "2021-02-19T17:20:00Z"
    );
    assert_eq!(
        read("Actualizado lunes 14/05/2012 07:40 horas").1,
        "2012-05-14T07:40:00"
    );
    assert_eq!(
        read("الثلاثاء، 06 آب/اغسطس 2013، آخر تحديث 05:37 (GMT+0400)")
            .0
            .get(..10),
        Some("2013-08-06")
    );
    assert_eq!(read("Datum 17.05.2023").0, "2023-05-17");
}

#[test]
fn a_section_beside_the_date_is_kept() {
    let text = "North Country 10:52 August 23, 2019";
    let stamp = parse(text, Order::DayFirst).expect("a date line");
    assert_eq!(&text[stamp.rest.expect("a rest")], "North Country");
}

#[test]
fn a_relative_time_gives_words_and_no_date() {
    let text = "Publié il y a 5 heures, mis à jour à 11h07";
    let stamp = parse(text, Order::DayFirst).expect("a date line");
    assert_eq!((stamp.published, stamp.modified), (None, None));
    assert_eq!(&text[stamp.words], "il y a 5 heures, mis à jour à 11h07");
}

#[test]
fn a_sentence_with_a_date_is_no_line_of_dates() {
    for text in [
        "The mill burned down on 3 May 2016 and was rebuilt within a year.",
        "Der Markt in Rawa am Morgen des 3. Mai 2016",
    ] {
        assert_eq!(parse(text, Order::DayFirst), None, "{text}");
    }
}

/// A line, its date of publication, its date of change, its words, and what stands beside it.
type Line = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

const LINES: &[Line] = &[
    // French.
    (
        "Publié le 27/11/2021 à 15:33",
        "2021-11-27T15:33:00",
        "",
        "27/11/2021 à 15:33",
        "",
    ),
    (
        "Publié le 27 novembre 2021 à 15h33, mis à jour le 28 novembre 2021 à 9h10",
        "2021-11-27T15:33:00",
        "2021-11-28T09:10:00",
        "27 novembre 2021 à 15h33, mis à jour le 28 novembre 2021 à 9h10",
        "",
    ),
    (
        "Publié le 27/11/2021 à 15:33 | Mis à jour à 16:10",
        "2021-11-27T15:33:00",
        "2021-11-27T16:10:00",
        "27/11/2021 à 15:33 | Mis à jour à 16:10",
        "",
    ),
    (
        "Mis en ligne le 1er janv. 2019",
        "2019-01-01",
        "",
        "1er janv. 2019",
        "",
    ),
    (
        "MàJ le 28/11/2021 à 09:10",
        "",
        "2021-11-28T09:10:00",
        "28/11/2021 à 09:10",
        "",
    ),
    (
        "Modifié le : 28/11/2021 - 09:10",
        "",
        "2021-11-28T09:10:00",
        "28/11/2021 - 09:10",
        "",
    ),
    (
        "Publié le : 27/11/2021 - 15:33    Modifié le : 28/11/2021 - 09:10",
        "2021-11-27T15:33:00",
        "2021-11-28T09:10:00",
        "27/11/2021 - 15:33    Modifié le : 28/11/2021 - 09:10",
        "",
    ),
    ("Mardi 3 mai 2016", "2016-05-03", "", "Mardi 3 mai 2016", ""),
    (
        "Le 3 mai 2016 à 8h05",
        "2016-05-03T08:05:00",
        "",
        "3 mai 2016 à 8h05",
        "",
    ),
    (
        "Dernière mise à jour : 3 mai 2016",
        "",
        "2016-05-03",
        "3 mai 2016",
        "",
    ),
    (
        "Par Anne Exemple, publié le 4 mars 2018 à 10:00",
        "2018-03-04T10:00:00",
        "",
        "4 mars 2018 à 10:00",
        "Par Anne Exemple",
    ),
    (
        "Publié le 4 mars 2018 par Anne Exemple",
        "2018-03-04",
        "",
        "4 mars 2018",
        "par Anne Exemple",
    ),
    // English.
    (
        "First published on Fri 19 Feb 2021 17.20 GMT",
        "2021-02-19T17:20:00Z",
        "",
        "Fri 19 Feb 2021 17.20 GMT",
        "",
    ),
    (
        "Last modified on Sat 20 Feb 2021 05.01 GMT",
        "",
        "2021-02-20T05:01:00Z",
        "Sat 20 Feb 2021 05.01 GMT",
        "",
    ),
    (
        "Fri 19 Feb 2021 17.20 GMT",
        "2021-02-19T17:20:00Z",
        "",
        "Fri 19 Feb 2021 17.20 GMT",
        "",
    ),
    ("Published 3 May 2016", "2016-05-03", "", "3 May 2016", ""),
    (
        "Posted: May 3, 2016 8:05 PM EDT | Updated: May 4, 2016 9:00 AM EDT",
        "2016-05-03T20:05:00",
        "2016-05-04T09:00:00",
        "May 3, 2016 8:05 PM EDT | Updated: May 4, 2016 9:00 AM EDT",
        "",
    ),
    (
        "Updated 14:05 GMT (22:05 HKT) March 5, 2016",
        "",
        "2016-03-05T14:05:00Z",
        "14:05 GMT (22:05 HKT) March 5, 2016",
        "",
    ),
    (
        "Updated 9:10 AM ET, Sat March 5, 2016",
        "",
        "2016-03-05T09:10:00",
        "9:10 AM ET, Sat March 5, 2016",
        "",
    ),
    (
        "May 3, 2016 / 8:05 AM / CBS News",
        "2016-05-03T08:05:00",
        "",
        "May 3, 2016 / 8:05 AM",
        "CBS News",
    ),
    (
        "3 May 2016 • 8:05am",
        "2016-05-03T08:05:00",
        "",
        "3 May 2016 • 8:05am",
        "",
    ),
    (
        "Reuters | May 3, 2016",
        "2016-05-03",
        "",
        "May 3, 2016",
        "Reuters",
    ),
    (
        "North Country 10:52 August 23, 2019",
        "2019-08-23T10:52:00",
        "",
        "10:52 August 23, 2019",
        "North Country",
    ),
    (
        "212101 GMT Nov 18",
        "2018-11-21T21:01:00Z",
        "",
        "212101 GMT Nov 18",
        "",
    ),
    (
        "AP-WF-08-29-16 1626GMT",
        "2016-08-29T16:26:00Z",
        "",
        "AP-WF-08-29-16 1626GMT",
        "",
    ),
    (
        "Tue., May 3, 2016",
        "2016-05-03",
        "",
        "Tue., May 3, 2016",
        "",
    ),
    (
        "Tuesday 3 May 2016 08:05, UK",
        "2016-05-03T08:05:00",
        "",
        "Tuesday 3 May 2016 08:05",
        "UK",
    ),
    // German.
    (
        "Stand: 03.05.2016 14:05 Uhr",
        "2016-05-03T14:05:00",
        "",
        "03.05.2016 14:05 Uhr",
        "",
    ),
    (
        "Veröffentlicht am 03.05.2016 | Lesedauer: 3 Minuten",
        "2016-05-03",
        "",
        "03.05.2016",
        "Lesedauer: 3 Minuten",
    ),
    (
        "Aktualisiert am 3. Mai 2016, 14.05 Uhr",
        "",
        "2016-05-03T14:05:00",
        "3. Mai 2016, 14.05 Uhr",
        "",
    ),
    (
        "03.05.2016, 14:05 Uhr",
        "2016-05-03T14:05:00",
        "",
        "03.05.2016, 14:05 Uhr",
        "",
    ),
    // Spanish.
    (
        "Actualizado domingo 28/10/2012 03:21 horas",
        "",
        "2012-10-28T03:21:00",
        "domingo 28/10/2012 03:21 horas",
        "",
    ),
    (
        "Publicado el 3 de mayo de 2016 a las 08:05",
        "2016-05-03T08:05:00",
        "",
        "3 de mayo de 2016 a las 08:05",
        "",
    ),
    (
        "Madrid, 3 de mayo de 2016",
        "2016-05-03",
        "",
        "3 de mayo de 2016",
        "",
    ),
    // Arabic.
    (
        "آخر تحديث: 04 آب/أغسطس 2013 - 05:37",
        "",
        "2013-08-04T05:37:00",
        "04 آب/أغسطس 2013 - 05:37",
        "",
    ),
    (
        "نشر في: 4 أغسطس 2013 - 05:37",
        "2013-08-04T05:37:00",
        "",
        "4 أغسطس 2013 - 05:37",
        "",
    ),
    (
        "تاريخ النشر: 04.08.2013 | 05:37 GMT",
        "2013-08-04T05:37:00Z",
        "",
        "04.08.2013 | 05:37 GMT",
        "",
    ),
    (
        "الأحد، 04 آب/اغسطس 2013، آخر تحديث 02:21 (GMT+0400)",
        "2013-08-04",
        "2013-08-04T02:21:00+04:00",
        "الأحد، 04 آب/اغسطس 2013، آخر تحديث 02:21 (GMT+0400)",
        "",
    ),
    // Ukrainian, Russian.
    (
        "5 березня 2022, 14:05",
        "2022-03-05T14:05:00",
        "",
        "5 березня 2022, 14:05",
        "",
    ),
    (
        "Опубліковано: 5 березня 2022, 14:05",
        "2022-03-05T14:05:00",
        "",
        "5 березня 2022, 14:05",
        "",
    ),
    (
        "Опубликовано: 05.03.2022 14:05, обновлено: 06.03.2022 10:12",
        "2022-03-05T14:05:00",
        "2022-03-06T10:12:00",
        "05.03.2022 14:05, обновлено: 06.03.2022 10:12",
        "",
    ),
    (
        "Субота, 5 березня 2022, 14:05",
        "2022-03-05T14:05:00",
        "",
        "Субота, 5 березня 2022, 14:05",
        "",
    ),
    // Turkish, Kurdish.
    (
        "Yayınlanma: 05.03.2022 - 14:05 Güncelleme: 06.03.2022 - 10:12",
        "2022-03-05T14:05:00",
        "2022-03-06T10:12:00",
        "05.03.2022 - 14:05 Güncelleme: 06.03.2022 - 10:12",
        "",
    ),
    (
        "Giriş Tarihi: 05.03.2022 14:05 Son Güncelleme: 06.03.2022 10:12",
        "2022-03-05T14:05:00",
        "2022-03-06T10:12:00",
        "05.03.2022 14:05 Son Güncelleme: 06.03.2022 10:12",
        "",
    ),
    (
        "05 Mart 2022 Cumartesi 14:05",
        "2022-03-05T14:05:00",
        "",
        "05 Mart 2022 Cumartesi 14:05",
        "",
    ),
    (
        "Dîrok: 5ê Adara 2018an",
        "2018-03-05",
        "",
        "5ê Adara 2018an",
        "",
    ),
    (
        "Hat weşandin: 05.03.2018",
        "2018-03-05",
        "",
        "05.03.2018",
        "",
    ),
    // Spaces lost between two lines.
    (
        "10 أغسطس 2021١٠ أغسطس ٢٠٢١",
        "2021-08-10",
        "",
        "10 أغسطس 2021١٠ أغسطس ٢٠٢١",
        "",
    ),
    (
        "2 Feb 20212 Feb 2021",
        "2021-02-02",
        "",
        "2 Feb 20212 Feb 2021",
        "",
    ),
    (
        "03 May 201817:42",
        "2018-05-03T17:42:00",
        "",
        "03 May 201817:42",
        "",
    ),
    (
        "14/11/2022 - 18:32آخر تحديث: 15/11/2022 - 20:10",
        "2022-11-14T18:32:00",
        "2022-11-15T20:10:00",
        "14/11/2022 - 18:32آخر تحديث: 15/11/2022 - 20:10",
        "",
    ),
    (
        "Tue 29 Nov 2016 15.26 GMTFirst published on Mon 28 Nov 2016 07.46 GMT",
        "2016-11-28T07:46:00Z",
        "2016-11-29T15:26:00Z",
        "Tue 29 Nov 2016 15.26 GMTFirst published on Mon 28 Nov 2016 07.46 GMT",
        "",
    ),
    (
        "Example.com | Anne ExampleUpdated January 05, 2019",
        "",
        "2019-01-05",
        "January 05, 2019",
        "Example.com | Anne Example",
    ),
    // Issues, wires, counters.
    (
        "Газета «Пример» №56 от 01.04.2019, стр. 6",
        "2019-04-01",
        "",
        "01.04.2019",
        "Газета «Пример",
    ),
    (
        "Этот материал вышел в № 44 от 26 апреля 2017",
        "2017-04-26",
        "",
        "26 апреля 2017",
        "Этот материал вышел",
    ),
    (
        "Source: Agency| 2019-04-11 03:12:45|Editor: anne",
        "2019-04-11T03:12:00",
        "",
        "2019-04-11 03:12:45",
        "Source: Agency",
    ),
    (
        "FirstCreated: 20151022T104411Z",
        "2015-10-22T10:44:00Z",
        "",
        "20151022T104411Z",
        "",
    ),
    (
        "3 квітня 2025, 16:22 • 4217 перегляди",
        "2025-04-03T16:22:00",
        "",
        "3 квітня 2025, 16:22",
        "",
    ),
    (
        "Політика, 12 лип 2022, 10:15 / 12 845",
        "2022-07-12T10:15:00",
        "",
        "12 лип 2022, 10:15",
        "Політика",
    ),
    (
        "EX0467    2024-07-16/18:22",
        "2024-07-16T18:22:00",
        "",
        "2024-07-16/18:22",
        "EX0467",
    ),
    (
        "٢٣ - أبريل - ٢٠٢٣",
        "2023-04-23",
        "",
        "٢٣ - أبريل - ٢٠٢٣",
        "",
    ),
    (
        "21.10.2019 - محدث : 22.10.2019",
        "2019-10-21",
        "2019-10-22",
        "21.10.2019 - محدث : 22.10.2019",
        "",
    ),
    (
        "14 تشرینی یه\u{200c}که\u{200c}م 2015",
        "2015-10-14",
        "",
        "14 تشرینی یه\u{200c}که\u{200c}م 2015",
        "",
    ),
    // Told from now.
    ("il y a 3 heures", "", "", "il y a 3 heures", ""),
    (
        "Publié il y a 3 heures, mis à jour à 09h42",
        "",
        "",
        "il y a 3 heures, mis à jour à 09h42",
        "",
    ),
    ("2 hours ago", "", "", "2 hours ago", ""),
    ("vor 3 Stunden", "", "", "vor 3 Stunden", ""),
    ("منذ 3 ساعات", "", "", "منذ 3 ساعات", ""),
    ("3 години тому", "", "", "3 години тому", ""),
    ("2 saat önce", "", "", "2 saat önce", ""),
    ("Hier à 14:05", "", "", "Hier à 14:05", ""),
    ("Heute, 14.05 Uhr", "", "", "Heute, 14.05 Uhr", ""),
    ("Сьогодні, 14:05", "", "", "Сьогодні, 14:05", ""),
];

#[test]
fn lines_of_dates_are_read_in_each_language() {
    let mut wrong = Vec::new();
    for &(text, published, modified, words, rest) in LINES {
        let Some(stamp) = parse(text, Order::MonthFirst) else {
            wrong.push(format!("{text}: nothing"));
            continue;
        };
        let show = |mention: &Option<Mention>| {
            mention
                .as_ref()
                .and_then(|mention| mention.to_date(""))
                .map(|date| date.iso())
                .unwrap_or_default()
        };
        let beside = stamp.rest.clone().map_or("", |rest| &text[rest]);
        let read = (
            show(&stamp.published),
            show(&stamp.modified),
            &text[stamp.words.clone()],
            beside,
        );
        if read != (published.to_owned(), modified.to_owned(), words, rest) {
            wrong.push(format!("{text}: {read:?}"));
        }
        if stamp.certainty < 60 {
            wrong.push(format!("{text}: {}", stamp.certainty));
        }
        if stamp.only_change != (published.is_empty() && !modified.is_empty()) {
            wrong.push(format!("{text}: only a change?"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn sentences_and_captions_are_no_lines_of_dates() {
    let mut wrong = Vec::new();
    for text in [
        "The mill burned down on 3 May 2016 and was rebuilt within a year.",
        "Le 3 mai 2016, le moulin a brûlé.",
        "Le moulin a brûlé le 3 mai 2016.",
        "Der Markt in Rawa am Morgen des 3. Mai 2016",
        "Updated figures of 3 May 2016 show a rise",
        "Published figures show a rise of 3 percent",
        "The date of birth was given as 3 May 1970",
        "Il y a 3 ans, le moulin brûlait",
        "It was sold 3 years ago to the town",
        "Am 3. Mai 2016 brannte die Mühle ab",
        "El 3 de mayo de 2016 ardió el molino",
        "اندلع الحريق في المطحنة يوم 3 مايو 2016",
        "Млин згорів 3 травня 2016 року",
        "3 травня 2016 року згорів старий млин",
        "Değirmen 3 Mayıs 2016'da yandı",
        "Posted by the door were three men",
        "12 killed in the flood of 3 May 2016",
        "Des camions attendent devant le pont le 8 mars 2016",
        "Flood of 2016: what we know",
        "At 10:31 the bridge fell",
        "1/3",
        "3 min read",
        "Lecture 5 min",
        "From 10:00 to 12:00 the road is closed",
        "Stand with Rawa on 3 May 2016 at the old mill",
        "Today the bridge is open",
        "Hier le pont a rouvert à 14:05",
        "Modifié par la crue du 3 mai 2016, le lit du fleuve passe plus au nord",
    ] {
        if let Some(stamp) = parse(text, Order::DayFirst).filter(|stamp| stamp.certainty > 40) {
            wrong.push(format!("{text}: {} {stamp:?}", stamp.certainty));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_city_before_the_date_is_the_place() {
    for (text, place) in [
        ("Paris, le 3 mai 2016", "Paris"),
        ("Kyiv, March 5", "Kyiv"),
        ("Rawa, den 3. Mai 2016", "Rawa"),
        ("San Exemplo, 3 de mayo de 2016", "San Exemplo"),
        ("Київ, 5 березня 2022", "Київ"),
    ] {
        let stamp = parse(text, Order::DayFirst).expect(text);
        assert_eq!(stamp.place.map(|place| &text[place]), Some(place), "{text}");
        assert_eq!(stamp.rest, None, "{text}");
    }
}

#[test]
fn a_label_alone_speaks_of_the_line_after_it() {
    for (text, wanted) in [
        ("Published", Some(Label::Published)),
        ("Veröffentlicht am:", Some(Label::Published)),
        ("Date de publication", Some(Label::Published)),
        ("Last updated:", Some(Label::Updated)),
        ("آخر تحديث", Some(Label::Updated)),
        ("Оновлено", Some(Label::Updated)),
        ("Published yesterday", None),
        ("The bridge", None),
        ("", None),
    ] {
        assert_eq!(label(text), wanted, "{text}");
    }
    let stamp =
        parse_under(Label::Updated, "3 May 2016 at 14:05", Order::DayFirst).expect("a date");
    assert!(stamp.only_change && stamp.published.is_none() && stamp.modified.is_some());
    let stamp = parse_under(Label::Published, "3 May 2016", Order::DayFirst).expect("a date");
    assert!(!stamp.only_change && stamp.published.is_some());
}
