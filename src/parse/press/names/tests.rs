//! Names of agencies and persons, with invented persons.

use super::*;

#[test]
fn agencies_are_named_as_written_and_once() {
    for (text, names) in [
        ("20 Minutes avec AFP", &["AFP"][..]),
        ("AFP, AP et Reuters", &["AFP", "AP", "Reuters"]),
        ("dpa/afp", &["dpa", "afp"]),
        ("Agence France-Presse (AFP)", &["Agence France-Presse"]),
        ("The Associated Press", &["The Associated Press"]),
        ("الأناضول، رويترز", &["الأناضول", "رويترز"]),
        ("(بغداد - أ ف ب)", &["أ ف ب"]),
        ("передає Укрінформ", &["Укрінформ"]),
        ("МОСКВА, 5 мар — РИА Новости", &["РИА Новости"]),
        ("İstanbul / DHA", &["DHA"]),
        ("Hewlêr (Rûdaw)", &["Rûdaw"]),
        ("the aa and the ap on a mehr day", &[]),
        ("write to @afp or to afp@example.org", &[]),
    ] {
        assert_eq!(agencies(text), names, "{text}");
    }
}

#[test]
fn nothing_but_agencies_is_told_from_agencies_among_words() {
    for text in [
        "AFP",
        "(AFP)",
        "/Укрінформ/",
        "AFP/Reuters",
        "AFP, AP et Reuters",
        "رويترز + وكالات",
        "dpa/afp",
        "AP.",
        "Agence France-Presse",
    ] {
        assert!(only_agencies(text), "{text}");
    }
    for text in [
        "20 Minutes avec AFP",
        "AFP FORUM",
        "the AP said",
        "AP-7",
        "",
        "dpa-Korrespondent",
        "Petra Muster",
    ] {
        assert!(!only_agencies(text), "{text}");
    }
}

#[test]
fn an_agency_that_closes_a_text_is_set_off_from_it() {
    for (text, agency) in [
        ("The bridge is open. (AP)", Some("AP")),
        ("Le pont est ouvert (AFP).", Some("AFP")),
        ("Die Brücke ist offen. - dpa", Some("dpa")),
        ("Міст відкрито. /Укрінформ/", Some("Укрінформ")),
        ("El puente está abierto. EFE", Some("EFE")),
        ("افتتح الجسر. (أ ف ب)", Some("أ ف ب")),
        ("The bridge is open (AFP, Reuters)", Some("AFP, Reuters")),
        ("… dijo el alcalde. EFE/AFP", Some("EFE/AFP")),
        ("They spoke to the AFP", None),
        ("said a man who works for Reuters.", None),
        ("Die Brücke ist offen", None),
    ] {
        assert_eq!(closing_agencies(text), agency, "{text}");
    }
}

#[test]
fn names_are_known_by_their_form_in_each_script() {
    for text in [
        "Anne Exemple",
        "ANNE EXAMPLE",
        "Jean-Pierre Essai",
        "J. Iturbe",
        "A. B. Example",
        "Ana de la Prueba",
        "Karl von Muster",
        "Omar al-Khatib",
        "Omar bin Said",
        "Seán Ó Sampla",
        "Ian McTest",
        "Олена Прикладна",
        "І. Петренко",
        "Иван Иванович Примеров",
        "Ольга ДАНИЛЕНКО",
        "Çağla Örnek",
        "Şîlan Mînak",
        "محمد المثال",
        "أحمد عبد المثال",
        "ئارام نموونە",
        "D’Arcy Sample",
        "Pieter van der Voorbeeld",
        "Ludovic de Foo",
    ] {
        assert!(is_name(text), "{text}");
    }
    for text in [
        "Anne",
        "the mill",
        "The Mill",
        "Breaking News",
        "Middle East",
        "Le pont rouvre",
        "Agence France-Presse",
        "Bridge over river",
        "مقتل محمد",
        "افتتاح الجسر",
        "Why We Left",
        "Rawa 2016",
        "Notre Histoire",
        "Верховная Рада",
        "AFP Paris",
        "A. B.",
        "anne example",
    ] {
        assert!(!is_name(text), "{text}");
    }
}

#[test]
fn titled_words_begin_with_capitals() {
    for text in [
        "Le Quotidien",
        "Omar al-Khatib",
        "Associated Press and dpa",
        "وكالة",
    ] {
        assert!(is_titled(text), "{text}");
    }
    for text in ["Le pont rouvre", "12", "a mill"] {
        assert!(!is_titled(text), "{text}");
    }
}

#[test]
fn an_agency_is_named_without_the_word_that_says_what_it_is() {
    for (text, name) in [
        ("Por Agencia EFE", "EFE"),
        ("Agência Lusa", "Lusa"),
        ("Agence France-Presse", "Agence France-Presse"),
        ("The Associated Press", "The Associated Press"),
        ("وكالة رويترز", "وكالة رويترز"),
    ] {
        assert_eq!(agencies(text), [name], "{text}");
    }
}
