//! Kickers and labels as desks set them, in invented words.

use super::*;

#[test]
fn kickers_are_parted_from_headlines() {
    let mut faults = Vec::new();
    for (text, kicker, headline) in [
        (
            "VIDEO. Rawa: Le pont rouvre après un an",
            Some("VIDEO"),
            "Rawa: Le pont rouvre après un an",
        ),
        (
            "Inondations à Sarn. Le pont de Rawa rouvre après un an",
            Some("Inondations à Sarn"),
            "Le pont de Rawa rouvre après un an",
        ),
        (
            "Vu d’Allemagne. Le pont de Rawa rouvre après un an",
            Some("Vu d’Allemagne"),
            "Le pont de Rawa rouvre après un an",
        ),
        (
            "+++ EILMELDUNG +++ Die Brücke von Rawa ist wieder offen",
            Some("EILMELDUNG"),
            "Die Brücke von Rawa ist wieder offen",
        ),
        (
            "#عاجل الجسر يفتح من جديد بعد عام من الأعمال",
            Some("عاجل"),
            "الجسر يفتح من جديد بعد عام من الأعمال",
        ),
        (
            "En images. Le pont de Rawa rouvre après un an",
            Some("En images"),
            "Le pont de Rawa rouvre après un an",
        ),
        (
            "Infographie. Le pont de Rawa rouvre après un an",
            Some("Infographie"),
            "Le pont de Rawa rouvre après un an",
        ),
        (
            "Exclusive-Bridge to open again in the spring",
            Some("Exclusive"),
            "Bridge to open again in the spring",
        ),
        (
            "Exclusive: Bridge to open again in the spring",
            Some("Exclusive"),
            "Bridge to open again in the spring",
        ),
        (
            "EXCLUSIVE | Bridge to open again in the spring",
            Some("EXCLUSIVE"),
            "Bridge to open again in the spring",
        ),
        (
            "UPDATE 1-Bridge to open again in the spring",
            Some("UPDATE 1"),
            "Bridge to open again in the spring",
        ),
        (
            "WRAPUP 3-Bridge to open again in the spring",
            Some("WRAPUP 3"),
            "Bridge to open again in the spring",
        ),
        (
            "REFILE-Bridge to open again in the spring",
            Some("REFILE"),
            "Bridge to open again in the spring",
        ),
        (
            "CORRECTED-Bridge to open again in the spring",
            Some("CORRECTED"),
            "Bridge to open again in the spring",
        ),
        (
            "REFILE-UPDATE 2-Bridge to open again in the spring",
            Some("REFILE-UPDATE 2"),
            "Bridge to open again in the spring",
        ),
        (
            "ROUNDUP 2: Brücke wird im Frühjahr geöffnet",
            Some("ROUNDUP 2"),
            "Brücke wird im Frühjahr geöffnet",
        ),
        (
            "LIVE: Bridge to open again in the spring",
            Some("LIVE"),
            "Bridge to open again in the spring",
        ),
        (
            "BREAKING: Bridge to open again in the spring",
            Some("BREAKING"),
            "Bridge to open again in the spring",
        ),
        (
            "URGENT: Bridge to open again in the spring",
            Some("URGENT"),
            "Bridge to open again in the spring",
        ),
        (
            "EXTRA: Bridge to open again in the spring",
            Some("EXTRA"),
            "Bridge to open again in the spring",
        ),
        (
            "EILMELDUNG: Brücke wird im Frühjahr geöffnet",
            Some("EILMELDUNG"),
            "Brücke wird im Frühjahr geöffnet",
        ),
        (
            "SON DAKİKA | Köprü baharda yeniden açılıyor",
            Some("SON DAKİKA"),
            "Köprü baharda yeniden açılıyor",
        ),
        (
            "Son dakika: Köprü baharda yeniden açılıyor",
            Some("Son dakika"),
            "Köprü baharda yeniden açılıyor",
        ),
        (
            "GÜNCELLEME 2 - Köprü baharda yeniden açılıyor",
            Some("GÜNCELLEME 2"),
            "Köprü baharda yeniden açılıyor",
        ),
        (
            "DİKEN ÖZEL Köprü baharda yeniden açılıyor",
            Some("DİKEN ÖZEL"),
            "Köprü baharda yeniden açılıyor",
        ),
        (
            "ОНОВЛЕНО Міст відкрили через рік після повені",
            Some("ОНОВЛЕНО"),
            "Міст відкрили через рік після повені",
        ),
        (
            "СРОЧНО: Мост открыли через год после паводка",
            Some("СРОЧНО"),
            "Мост открыли через год после паводка",
        ),
        (
            "عاجل: افتتاح الجسر فوق النهر بعد عام",
            Some("عاجل"),
            "افتتاح الجسر فوق النهر بعد عام",
        ),
        (
            "عاجل-رويترز: افتتاح الجسر فوق النهر بعد عام",
            Some("عاجل"),
            "افتتاح الجسر فوق النهر بعد عام",
        ),
        (
            "بالفيديو.. افتتاح الجسر فوق النهر بعد عام",
            Some("بالفيديو"),
            "افتتاح الجسر فوق النهر بعد عام",
        ),
        (
            "شاهد: افتتاح الجسر فوق النهر بعد عام",
            Some("شاهد"),
            "افتتاح الجسر فوق النهر بعد عام",
        ),
        (
            "IRAK. Le pont de Rawa rouvre après un an",
            Some("IRAK"),
            "Le pont de Rawa rouvre après un an",
        ),
        (
            "Irak - Le pont de Rawa rouvre après un an",
            Some("Irak"),
            "Le pont de Rawa rouvre après un an",
        ),
        (
            "Guerre de Rawa. La ville affirme avoir gagné",
            Some("Guerre de Rawa"),
            "La ville affirme avoir gagné",
        ),
        (
            "Monde > Proche-Orient > Le pont de Rawa rouvre",
            Some("Monde > Proche-Orient"),
            "Le pont de Rawa rouvre",
        ),
        (
            "World | Middle East | Bridge of Rawa opens again",
            Some("World | Middle East"),
            "Bridge of Rawa opens again",
        ),
        (
            "Guerre du pont : la ville affirme avoir gagné",
            None,
            "Guerre du pont : la ville affirme avoir gagné",
        ),
        ("Le pont rouvre - enfin", None, "Le pont rouvre - enfin"),
        (
            "سانا: افتتاح الجسر فوق النهر بعد عام",
            None,
            "سانا: افتتاح الجسر فوق النهر بعد عام",
        ),
        (
            "Maire: le pont de la ville rouvrira en mai",
            None,
            "Maire: le pont de la ville rouvrira en mai",
        ),
        (
            "Video-Konferenz der Minister beschließt neue Brücke",
            None,
            "Video-Konferenz der Minister beschließt neue Brücke",
        ),
        (
            "Live music returns to the old bridge of Rawa",
            None,
            "Live music returns to the old bridge of Rawa",
        ),
        (
            "Opinion polls show that the town wants a bridge",
            None,
            "Opinion polls show that the town wants a bridge",
        ),
        (
            "Shots fired. One man dies on the old bridge",
            None,
            "Shots fired. One man dies on the old bridge",
        ),
        (
            "Prof. Example leaves the office of the bridge",
            None,
            "Prof. Example leaves the office of the bridge",
        ),
        (
            "Two die on bridge | World News Daily",
            None,
            "Two die on bridge | World News Daily",
        ),
        (
            "تقرير جديد عن حالة الجسر فوق النهر",
            None,
            "تقرير جديد عن حالة الجسر فوق النهر",
        ),
    ] {
        if split_kicker(text, "") != (kicker, headline) {
            faults.push(format!("{text}: {:?}", split_kicker(text, "")));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn a_colon_with_a_space_before_it_parts_a_kicker_where_it_is_no_rule() {
    let headline = "Flut im Tal : Die Brücke von Sarn steht wieder";
    let parted = Some("Flut im Tal");
    assert_eq!(split_kicker(headline, "de").0, parted);
    // French sets that space before every colon.
    assert_eq!(split_kicker(headline, "fr").0, None);
    let path = "» » » Die Brücke von Sarn steht wieder";
    assert_eq!(split_kicker(path, "de"), (None, path));
}

#[test]
fn a_kicker_loses_the_path_that_leads_to_it() {
    for (text, wanted) in [
        ("World", "World"),
        ("World:", "World"),
        ("2. Gündem", "Gündem"),
        ("Home > World", "World"),
        ("الرئيسية العالم العربي", "العالم العربي"),
        ("World > Africa", "World > Africa"),
        ("2 years of war", "2 years of war"),
        ("Home", "Home"),
    ] {
        assert_eq!(trim_kicker(text), wanted, "{text}");
    }
}

#[test]
fn the_name_of_a_site_is_no_part_of_its_headline() {
    for (text, wanted) in [
        (
            "Bridge of Rawa opens again - BBC News",
            "Bridge of Rawa opens again",
        ),
        (
            "Le pont de Rawa rouvre | Le Monde",
            "Le pont de Rawa rouvre",
        ),
        (
            "Bridge of Rawa opens again | Reuters",
            "Bridge of Rawa opens again",
        ),
        ("BRIDGE OF RAWA OPENS AGAIN=", "BRIDGE OF RAWA OPENS AGAIN"),
        (
            "Bridge of Rawa opens again - governor",
            "Bridge of Rawa opens again - governor",
        ),
        (
            "Bridge of Rawa opens again - Reuters",
            "Bridge of Rawa opens again - Reuters",
        ),
        ("Bridge - BBC News", "Bridge - BBC News"),
    ] {
        assert_eq!(trim_headline(text), wanted);
    }
}

#[test]
fn lines_of_the_trade_are_kickers() {
    for text in [
        "VIDEO",
        "Exclusive",
        "UPDATE 2",
        "URGENT / عاجل",
        "ВІДЕО",
        "Monde",
        "Middle East",
        "SON DAKİKA",
        "Gündem",
        "В мире",
        "Суспільство",
        "شرق أوسط",
        "عرب وعالم",
        "NÛÇE",
        "سیاسی",
        "Reportage",
        "PRESS RELEASE",
        "World & Nation",
        "Аналитика",
    ] {
        assert!(is_kicker_word(text), "{text}");
    }
    for text in [
        "The bridge",
        "Reportage from the bridge",
        "",
        "—",
        "Anna Example",
    ] {
        assert!(!is_kicker_word(text), "{text}");
    }
}

#[test]
fn labels_are_parted_from_standfirsts() {
    let after = "Un an après la crue, le pont de la ville accueille de nouveau les voitures.";
    for (form, wanted) in [
        ("REOUVERTURE @", Some("REOUVERTURE")),
        ("FAITS DIVERS @", Some("FAITS DIVERS")),
        (
            "LE POINT SUR LES TRAVAUX - @",
            Some("LE POINT SUR LES TRAVAUX"),
        ),
        ("DÉCRYPTAGE - @", Some("DÉCRYPTAGE")),
        ("ANALYSE. @", Some("ANALYSE")),
        ("Reportage. @", Some("Reportage")),
        ("Exclusif - @", Some("Exclusif")),
        ("Résumé : @", Some("Résumé")),
        ("ONU @", None),
        ("AFP - @", None),
        ("@", None),
    ] {
        let text = form.replace('@', after);
        assert_eq!(split_label(&text, "fr").0, wanted, "{text}");
    }
    assert_eq!(split_label(&format!("REOUVERTURE {after}"), "en").0, None);
    assert_eq!(
        split_label(
            "The bridge is open. Lorries cross it once more, the mayor said.",
            "en"
        )
        .0,
        None
    );
    assert_eq!(
        split_label(
            "U.S. officials said that the bridge is open to lorries once more.",
            "en"
        )
        .0,
        None
    );
}

#[test]
fn a_bar_sets_a_theme_off_whatever_its_letters() {
    for (line, kicker, headline) in [
        (
            "Peace talks | Rebels and government sign a truce in Sarn",
            "Peace talks",
            "Rebels and government sign a truce in Sarn",
        ),
        (
            "Négociations de paix | Le pont de la vallée rouvre lundi",
            "Négociations de paix",
            "Le pont de la vallée rouvre lundi",
        ),
        (
            "Konflikt in Sarn // Die Brücke ist wieder für alle offen",
            "Konflikt in Sarn",
            "Die Brücke ist wieder für alle offen",
        ),
        (
            "مفاوضات السلام | إعادة فتح جسر الوادي أمام حركة السير",
            "مفاوضات السلام",
            "إعادة فتح جسر الوادي أمام حركة السير",
        ),
        (
            "Мирные переговоры | Стороны подписали перемирие на полгода",
            "Мирные переговоры",
            "Стороны подписали перемирие на полгода",
        ),
        (
            "Barış görüşmeleri | Taraflar altı aylık ateşkes imzaladı dün",
            "Barış görüşmeleri",
            "Taraflar altı aylık ateşkes imzaladı dün",
        ),
    ] {
        assert_eq!(split_kicker(line, "en"), (Some(kicker), headline), "{line}");
    }
    for line in [
        "The bridge of Sarn opens again after a year | Harbour News",
        "Rebels sign a truce for half a year | The mayor doubts it",
        "Reuters | Rebels and government sign a truce in Sarn",
    ] {
        assert_eq!(split_kicker(line, "en").0, None, "{line}");
    }
}

#[test]
fn a_section_and_its_theme_are_one_kicker() {
    for line in [
        "World | Peace talks",
        "Politik / Friedensgespräche",
        "Мир | Мирные переговоры",
    ] {
        assert!(is_kicker_word(line), "{line}");
    }
    for line in [
        "World | 12 March 2021",
        "Harbour | Peace talks",
        "World | Peace | Talks",
    ] {
        assert!(!is_kicker_word(line), "{line}");
    }
}
