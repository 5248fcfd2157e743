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

/// A line, its date of publication, its date of change, the words of the date, and what stands beside it.
const LINES: &str = include_str!("lines.txt");

#[test]
fn lines_of_dates_are_read_in_each_language() {
    let mut wrong = Vec::new();
    for line in LINES.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('¦').map(str::trim).collect();
        let [text, published, modified, words, rest] = fields[..] else {
            panic!("five fields: {line}")
        };
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
