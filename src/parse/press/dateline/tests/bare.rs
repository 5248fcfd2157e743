//! Datelines without marks, with labels and with brackets of other kinds.

use super::super::*;

fn read(text: &str) -> Option<&str> {
    parse(text).and_then(|line| line.place)
}

#[test]
fn a_city_may_open_a_text_without_a_mark() {
    for (text, place) in [
        (
            "KABUL A suicide bomber struck a minibus in the city on Monday, officials said.",
            Some("KABUL"),
        ),
        (
            "KABUL Gunmen attacked a checkpoint near the ring road, officials said on Monday.",
            Some("KABUL"),
        ),
        (
            "BEIRUT/ANKARA Two men were held at the border, the army said on Monday evening.",
            Some("BEIRUT/ANKARA"),
        ),
        (
            "PORT LOMAS, Kestrelia The mayor has opened the bridge again, officials said on Monday.",
            Some("PORT LOMAS, Kestrelia"),
        ),
        (
            "Berlin Bei einem Brand sind am Wochenende drei Menschen verletzt worden, sagte ein Sprecher.",
            Some("Berlin"),
        ),
        (
            "Meinung Berlin Ein Streit geht zu Ende, und keiner hat gewonnen, wie ein Sprecher sagte.",
            Some("Berlin"),
        ),
        // A name, a title, a label, a word of the sentence.
        (
            "KABUL UNIVERSITY said on Monday that it would open again after the flood of last week.",
            None,
        ),
        (
            "Berlin Mitte war am Wochenende wegen eines Brandes gesperrt, wie ein Sprecher sagte.",
            None,
        ),
        (
            "EXCLUSIVE The mayor has opened the bridge again, officials said on Monday evening.",
            None,
        ),
        (
            "Paris will open the bridge again on Monday, the mayor said in a letter to residents.",
            None,
        ),
        (
            "[August 03, 2013]  NORTHTOWN (AP) -- The bridge was opened to traffic again.",
            Some("NORTHTOWN"),
        ),
        (
            "NATO The alliance said on Monday that it would send more ships to the northern sea.",
            None,
        ),
    ] {
        assert_eq!(read(text), place, "{text}");
    }
}

#[test]
fn a_label_leads_to_a_place_on_its_line() {
    for (text, place) in [
        ("Reporting from Northtown", Some("Northtown")),
        ("Bildirdiği yer, Örnekköy", Some("Örnekköy")),
        ("Informa desde Villa Ejemplo", Some("Villa Ejemplo")),
        ("DateLine: Northtown, Oct 22, 2015 (AFP)", Some("Northtown")),
        ("Место работы, Пример", None),
        ("Reporting from the flooded villages", None),
    ] {
        assert_eq!(alone(text).and_then(|line| line.place), place, "{text}");
    }
}

#[test]
fn a_bracket_holds_a_country_or_the_mark_of_a_service() {
    for (text, place, agencies) in [
        (
            "Hafenstadt (Russland) - Bei einem Brand sind fünf Menschen ums Leben gekommen.",
            "Hafenstadt (Russland)",
            "",
        ),
        (
            "Berlin (ots) - Am Dienstag hat eine Streife einen Wagen gestellt, wie es hieß.",
            "Berlin",
            "",
        ),
        (
            "Hafenstadt (dpa) - Bei einem Brand sind fünf Menschen ums Leben gekommen.",
            "Hafenstadt",
            "dpa",
        ),
    ] {
        let line = parse(text);
        let read = line
            .as_ref()
            .map(|line| (line.place.unwrap_or_default(), line.agencies.join(", ")));
        assert_eq!(read, Some((place, agencies.to_owned())), "{text}");
    }
}

#[test]
fn a_paper_sets_its_own_name_behind_the_city() {
    for (text, place, agency) in [
        ("تونس-المثال", "تونس", "المثال"),
        ("شفق نيوز/ كركوك", "كركوك", "شفق نيوز"),
        ("ЕРЕВАН - 29 СЕНТЯБРЯ, ПРИМЕР24", "ЕРЕВАН", "ПРИМЕР24"),
        ("إسطنبول/ محمد المثال/ الأناضول", "إسطنبول", "الأناضول"),
    ] {
        let line = alone(text);
        let read = line
            .as_ref()
            .map(|line| (line.place.unwrap_or_default(), line.agencies.join(", ")));
        assert_eq!(read, Some((place, agency.to_owned())), "{text}");
    }
    assert!(alone("BBC News, Nairobi").is_none());
    assert!(alone("Dernières Infos - Conflit").is_none_or(|line| line.certainty < 60));
}

#[test]
fn what_stands_before_a_colon_or_a_dash_may_be_no_place() {
    for text in [
        "الوكيل الإخباري - قال متحدث باسم البلدية إن الجسر مفتوح منذ صباح الاثنين أمام السيارات",
        "ACHTUNG: Die Brücke ist gesperrt, und das noch bis Montag, wie die Stadt am Abend mitteilte.",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
}
