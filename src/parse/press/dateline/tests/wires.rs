//! Datelines of wires and data sets: houses in small letters, branches, days in brackets, who signs before the city, lines alone.

use super::*;

#[test]
fn houses_branches_and_days_are_read() {
    check(
        &[
            (
                "PUERTO LOMAS, Ver.-(xpro).-",
                "PUERTO LOMAS, Ver.",
                "",
                "xpro",
            ),
            ("ANKARA (İXYA) -", "ANKARA", "", "İXYA"),
            (
                "MOSCOW (Example News / Sputnik - 29th April, 2020)",
                "MOSCOW",
                "29th April, 2020",
                "Sputnik",
            ),
        ],
        REST,
    );
    check(
        &[
            (
                "Москва. 23 сентября. ИНТЕРФАКС-ЮГ -",
                "Москва",
                "23 сентября",
                "ИНТЕРФАКС-ЮГ",
            ),
            ("ТАСС, 23 июня.", "", "23 июня", "ТАСС"),
        ],
        "Мост через реку снова открыт, сообщил мэр.",
    );
}

#[test]
fn a_road_between_two_cities_is_no_dateline() {
    for text in [
        "Diyarbakır - Mardin yolunda bekleyen araç dün akşam yeniden hareket etti.",
        "Paris - Lyon line trains were late again on Monday, the company said.",
    ] {
        assert_eq!(parse(text), None, "{text}");
    }
}

#[test]
fn a_line_of_a_wire_is_read_alone() {
    for (text, place, agency, person) in [
        ("AA / France / Anne Example", "France", "AA", "Anne Example"),
        ("AA/Ankara/Anne Example", "Ankara", "AA", "Anne Example"),
        (
            "Por Ana Ejemplo Minsk , 23 may ( EFE ) .",
            "Minsk",
            "EFE",
            "Ana Ejemplo",
        ),
        ("ديجون (فرنسا) (أ ف ب)", "ديجون (فرنسا)", "أ ف ب", ""),
        ("Москва, 24 июня - XYZNEWS.", "Москва", "XYZNEWS", ""),
    ] {
        let line = alone(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(line.place, Some(place), "{text}");
        assert_eq!(line.agencies, [agency], "{text}");
        assert_eq!(line.person.unwrap_or_default(), person, "{text}");
    }
    for text in ["World / France / Anne Example", "Por Ana Ejemplo Minsk"] {
        let found = alone(text).filter(|line| line.certainty >= 60);
        assert_eq!(found, None, "{text}");
    }
}

#[test]
fn an_hour_a_bare_day_and_a_word_before_the_day_are_no_part_of_the_city() {
    check(
        &[
            (
                "Вашингтон, 25 января 2021, 08:51 —",
                "Вашингтон",
                "25 января 2021, 08:51",
                "",
            ),
            ("28.08. Kijów (PAP) -", "Kijów", "28.08.", "PAP"),
            (
                "القدس في 24 ديسمبر /العُمانية/",
                "القدس",
                "24 ديسمبر",
                "العُمانية",
            ),
        ],
        "Мост через реку снова открыт, сообщил мэр.",
    );
    assert!(parse("12.50. The train leaves (AFP) - and more follow it.").is_none());
}
