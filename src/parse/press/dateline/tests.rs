//! Datelines of the trade, with invented continuations.

use super::*;

mod bare;
mod wires;

const REST: &str = "The bridge over the river was opened to traffic again, officials said.";

/// Each dateline with its place, its date, its agencies, and the language of what follows.
fn check(table: &[(&str, &str, &str, &str)], rest: &str) {
    let mut faults = Vec::new();
    for (dateline, place, date, agency) in table {
        let text = format!("{dateline} {rest}");
        let line = parse(&text);
        let read = line.as_ref().map(|line| {
            let agencies = line.agencies.join(", ");
            (
                line.verbatim,
                line.place.unwrap_or_default(),
                line.date.unwrap_or_default(),
                agencies,
            )
        });
        if read != Some((dateline, place, date, (*agency).to_owned())) {
            faults.push(format!("{dateline}: {read:?}"));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn datelines_are_read_as_agencies_write_them() {
    check(
        &[
            ("PARIS, 1er janv (AFP) -", "PARIS", "1er janv", "AFP"),
            ("BAGHDAD (Reuters) -", "BAGHDAD", "", "Reuters"),
            ("LA CROSSE, Wis. (AP) —", "LA CROSSE, Wis.", "", "AP"),
            ("DRY FORK, Ky. (AP) —", "DRY FORK, Ky.", "", "AP"),
            ("SEOUL, Aug. 20 (Yonhap) --", "SEOUL", "Aug. 20", "Yonhap"),
            (
                "BEIRUT/THE HAGUE, March 7 (Reuters) -",
                "BEIRUT/THE HAGUE",
                "March 7",
                "Reuters",
            ),
            ("دمشق، سوريا (CNN) --", "دمشق، سوريا", "", "CNN"),
            (
                "واشنطن، الولايات المتحدة الأمريكية (CNN)—",
                "واشنطن، الولايات المتحدة الأمريكية",
                "",
                "CNN",
            ),
            ("مانيلا، 3 ديسمبر (رويترز) -", "مانيلا", "3 ديسمبر", "رويترز"),
            ("عدن 7 مارس آذار (رويترز) -", "عدن", "7 مارس آذار", "رويترز"),
            (
                "SAN SALVADOR, 19 MAR 89 (AFP) -- [TEXT]",
                "SAN SALVADOR",
                "19 MAR 89",
                "AFP",
            ),
            (
                "SAN SALVADOR, 3 JAN 90 -- [REPORT] [RADIO EXAMPLE] [TEXT]",
                "SAN SALVADOR",
                "3 JAN 90",
                "RADIO EXAMPLE",
            ),
            ("Washington (dpa) -", "Washington", "", "dpa"),
            ("Berlin/Kiew (dpa) –", "Berlin/Kiew", "", "dpa"),
            ("WIEN (APA) -", "WIEN", "", "APA"),
            ("Wien/Klagenfurt (APA) -", "Wien/Klagenfurt", "", "APA"),
            (
                "КИЇВ, 5 березня /Укрінформ/ –",
                "КИЇВ",
                "5 березня",
                "Укрінформ",
            ),
            (
                "КИЇВ, 19 квітня /УКРІНФОРМ/.",
                "КИЇВ",
                "19 квітня",
                "УКРІНФОРМ",
            ),
            (
                "МОСКВА, 5 мар — РИА Новости.",
                "МОСКВА",
                "5 мар",
                "РИА Новости",
            ),
            (
                "МОСКВА, 15 фев - РИА Новости.",
                "МОСКВА",
                "15 фев",
                "РИА Новости",
            ),
            ("MOSCOW, March 5. /TASS/.", "MOSCOW", "March 5", "TASS"),
            (
                "Киев. 5 марта. ИНТЕРФАКС-УКРАИНА -",
                "Киев",
                "5 марта",
                "ИНТЕРФАКС-УКРАИНА",
            ),
            (
                "Махачкала, 5 сентября. (Интерфакс).",
                "Махачкала",
                "5 сентября",
                "Интерфакс",
            ),
            ("КИЇВ. 5 березня. УНН.", "КИЇВ", "5 березня", "УНН"),
            ("Київ. Укрінформ.", "Київ", "", "Укрінформ"),
            (
                "KYIV. Feb 24 (Interfax-Ukraine) –",
                "KYIV",
                "Feb 24",
                "Interfax-Ukraine",
            ),
            (
                "ERBIL, Kurdistan Region -",
                "ERBIL, Kurdistan Region",
                "",
                "",
            ),
            ("İSTANBUL (AA) -", "İSTANBUL", "", "AA"),
            ("HAKKARİ (DHA) -", "HAKKARİ", "", "DHA"),
            ("AMED –", "AMED", "", ""),
            ("ŞIRNEX -", "ŞIRNEX", "", ""),
            ("AMED (DİHA) -", "AMED", "", "DİHA"),
            ("Hewlêr (Rûdaw) –", "Hewlêr", "", "Rûdaw"),
            ("بغداد - «الشرق الأوسط»:", "بغداد", "", "الشرق الأوسط"),
            ("بيروت (أ ف ب) -", "بيروت", "", "أ ف ب"),
            ("القدس المحتلة – وكالات:", "القدس المحتلة", "", "وكالات"),
            ("5 آذار (شينخوا) --", "", "5 آذار", "شينخوا"),
            ("25 أكتوبر (رويترز) –", "", "25 أكتوبر", "رويترز"),
            ("رام الله 5-3-2018 وفا-", "رام الله", "5-3-2018", "وفا"),
            ("أربيل (کوردستان24) -", "أربيل", "", "کوردستان24"),
            (
                "بەغدا، 3ی ئازار (رۆیتەرز) -",
                "بەغدا",
                "3ی ئازار",
                "رۆیتەرز",
            ),
            (
                "KUALA LUMPUR, March 5 (Bernama) --",
                "KUALA LUMPUR",
                "March 5",
                "Bernama",
            ),
            ("New Delhi, Mar 5 (PTI)", "New Delhi", "Mar 5", "PTI"),
            (
                "BEIJING, March 5 (Xinhua) --",
                "BEIJING",
                "March 5",
                "Xinhua",
            ),
            ("Madrid, 5 mar (EFE).-", "Madrid", "5 mar", "EFE"),
            ("Bogotá (EFE).", "Bogotá", "", "EFE"),
            ("La Habana, 17 may (RHC)", "La Habana", "17 may", "RHC"),
            ("(Reuters) -", "", "", "Reuters"),
            ("(CNN) –", "", "", "CNN"),
            ("Aug 10 (Reuters) -", "", "Aug 10", "Reuters"),
            ("WASHINGTON --", "WASHINGTON", "", ""),
            ("JERUSALEM —", "JERUSALEM", "", ""),
            ("AL-QAIM, Iraq (AP) _", "AL-QAIM, Iraq", "", "AP"),
            ("OJO FRÍO, Mexico —", "OJO FRÍO, Mexico", "", ""),
            (
                "TAMPA, Fla., Sept. 24, 2014 —",
                "TAMPA, Fla.",
                "Sept. 24, 2014",
                "",
            ),
            (
                "HEBRON, Monday, May 17, 2021 (WAFA) –",
                "HEBRON",
                "Monday, May 17, 2021",
                "WAFA",
            ),
            (
                "Goz Mahara, Chad, March 9, 2021 (AFP) -",
                "Goz Mahara, Chad",
                "March 9, 2021",
                "AFP",
            ),
            (
                "Le Caire (Égypte), 19 septembre (LaPresse) –",
                "Le Caire (Égypte)",
                "19 septembre",
                "LaPresse",
            ),
            ("(ANSA) - ROMA, 14 MAR -", "ROMA", "14 MAR", "ANSA"),
            ("ST. LOUIS, MO (KTVI) –", "ST. LOUIS, MO", "", "KTVI"),
            ("Damascus, SANA-", "Damascus", "", "SANA"),
            ("VERLANGE 19/02 (BELGA) =", "VERLANGE", "19/02", "BELGA"),
            (
                "MADRID, 5 Ago. (EUROPA PRESS) -",
                "MADRID",
                "5 Ago",
                "EUROPA PRESS",
            ),
            ("PESHAWAR:", "PESHAWAR", "", ""),
            ("Jammu, Sept 13", "Jammu", "Sept 13", ""),
            ("PORTELA.–", "PORTELA", "", ""),
            ("Graz/Sarevo –", "Graz/Sarevo", "", ""),
            ("Deir Sama –", "Deir Sama", "", ""),
            ("(Abuja) –", "Abuja", "", ""),
            ("LEIPZIG afp/epd |", "LEIPZIG", "", "afp, epd"),
            ("BERLIN taz |", "BERLIN", "", "taz"),
            ("NNA -", "", "", "NNA"),
            ("(Keystone-ATS)", "", "", "Keystone-ATS"),
            ("REUTERS, 25th MAY, 2017-", "", "25th MAY, 2017", "REUTERS"),
            (
                "Москва. 7 июня. INTERFAX.RU -",
                "Москва",
                "7 июня",
                "INTERFAX.RU",
            ),
            (
                "الخرطوم ـ «القدس العربي» ـ وكالات:",
                "الخرطوم",
                "",
                "القدس العربي, وكالات",
            ),
            ("خرم‌آباد - ایرنا -", "خرم‌آباد", "", "ایرنا"),
            ("ISTANBUL (ANP) -", "ISTANBUL", "", "ANP"),
            ("Tripoli (dpa) -", "Tripoli", "", "dpa"),
            ("Rome, May 3 (ANSA) -", "Rome", "May 3", "ANSA"),
        ],
        REST,
    );
}

#[test]
fn datelines_without_a_space_before_the_text_are_read() {
    for (text, place, agency) in [
        (
            "Moscú, 1 ene (EFE).-La fábrica reabrió sus puertas este lunes.",
            "Moscú",
            "EFE",
        ),
        (
            "حلب-سانا افتتحت الورشات اليوم الجسر فوق النهر بعد عام من الترميم.",
            "حلب",
            "سانا",
        ),
        (
            "بغداد:نقل عن مصادر في البلدية أن الجسر افتتح أمام المارة بعد ترميمه.",
            "بغداد",
            "",
        ),
        (
            "ANKARA-Anadolu Agency The bridge over the river was opened again.",
            "ANKARA",
            "Anadolu Agency",
        ),
        (
            "KABUL, July 9 (Xinhua)-- The bridge over the river was opened again.",
            "KABUL",
            "Xinhua",
        ),
    ] {
        let line = parse(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(line.place, Some(place), "{text}");
        assert_eq!(line.agencies.join(", "), agency, "{text}");
    }
}

#[test]
fn who_signs_within_a_dateline_is_read() {
    for (text, person) in [
        (
            "КАИР, 17 окт — РИА Новости, Иван Примеров. Мост через реку снова открыт для движения.",
            "Иван Примеров",
        ),
        (
            "AKÇABELEN (AA) - SELMA ÖRNEK - Akçabelen'de köprü yeniden trafiğe açıldı.",
            "SELMA ÖRNEK",
        ),
        (
            "СОЧИ, 21 сентября. /Корр.ИТАР-ТАСС Павел Примеров/. Мост снова открыт для движения.",
            "Павел Примеров",
        ),
    ] {
        let line = parse(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(line.person, Some(person), "{text}");
        assert_eq!(line.agencies.len(), 1, "{text}");
    }
}

#[test]
fn a_paragraph_without_one_is_left() {
    for text in [
        "The mill (built in 1890) was closed for repairs after the winter storm.",
        "« Nous reviendrons », a dit le maire - sans préciser quand ni comment.",
        "Trois ans après la fermeture (et deux projets), le moulin tourne.",
        "Mosul (en Irak) est une ville de pierre au bord du fleuve, dit le guide.",
        "Trois morts (dont un enfant) - le bilan de la crue s'alourdit encore ce soir.",
        "Berlin – das ist die Stadt, in der das Museum seit hundert Jahren steht.",
        "Moscow, which has long supported the museum, said it would send the paintings.",
        "Paris. Il pleut depuis trois jours et la Seine déborde sur les quais.",
        "In Berlin, March 5 was a day of rain and of long speeches in the square.",
        "The mayor - a baker by trade - said that the bridge would open on Monday.",
        "Analyse – Die Brücke ist offen, und niemand weiß, wer sie bezahlen soll.",
        "VIDEO - The bridge over the river was opened to traffic again on Monday.",
        "On March 5, the bridge over the river was opened to traffic again.",
        "Le 5 mars 2018, le pont a été rouvert à la circulation après un an.",
        "AP reporters saw the bridge being opened to traffic again on Monday.",
        "Reuters could not verify the claim that the bridge had been closed.",
        "Am 5. März – einem Montag – wurde die Brücke wieder geöffnet.",
        "قال رئيس البلدية: افتتح الجسر أمام المارة بعد عام من الترميم والعمل.",
        "وأضاف المتحدث - وهو مهندس - أن الجسر سيفتح أمام المارة يوم الاثنين.",
        "Мэр сказал: мост снова открыт для движения после года ремонта.",
        "Як повідомляв Укрінформ, міст знову відкрито для руху після ремонту.",
        "El alcalde (de 62 años) dijo que el puente se abrirá el lunes por la tarde.",
        "Wer zahlt? (Symbolbild) Die Brücke ist offen, die Rechnung auch, sagt sie.",
        "Anna Muster: Die Brücke ist offen, und wir freuen uns alle sehr darüber.",
        "Hôpital, école, mairie — Tout a été rouvert lundi matin dans la ville.",
    ] {
        assert_eq!(
            parse(text).filter(|line| line.certainty >= 50),
            None,
            "{text}"
        );
    }
}

#[test]
fn a_dateline_alone_on_its_line_is_read() {
    for (text, place, agency) in [
        ("IDLIB, Syria", "IDLIB, Syria", ""),
        ("BANGUI —", "BANGUI", ""),
        ("Tirana -", "Tirana", ""),
        ("| El Cairo |", "El Cairo", ""),
        ("ANKARA-Anadolu Agency", "ANKARA", "Anadolu Agency"),
        ("(كابول - أ ف ب)", "كابول", "أ ف ب"),
        ("حماة-سانا", "حماة", "سانا"),
        ("السومرية نيوز/ كركوك", "كركوك", "السومرية نيوز"),
        ("السومرية نيوز / بغداد", "بغداد", "السومرية نيوز"),
        ("K24 – ھەولێر", "ھەولێر", "K24"),
        ("AA / İSTANBUL", "İSTANBUL", "AA"),
        ("MADRID, 5 Ago. (EUROPA PRESS) -", "MADRID", "EUROPA PRESS"),
        ("VERLANGE 19/02 (BELGA) =", "VERLANGE", "BELGA"),
        ("Київ • УНН", "Київ", "УНН"),
        ("Київ. Укрінформ.", "Київ", "Укрінформ"),
        ("EFE / Madrid", "Madrid", "EFE"),
        ("Baghdad", "Baghdad", ""),
        ("بيروت: محمد المثال", "بيروت", ""),
        ("إسطنبول/ محمد صبري المثال/ الأناضول", "إسطنبول", "الأناضول"),
    ] {
        let line = alone(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(line.place, Some(place), "{text}");
        assert_eq!(line.agencies.join(", "), agency, "{text}");
    }
    for text in [
        "Video –",
        "Breaking News",
        "Why we left",
        "12 March 2016",
        "The mill is at work again",
        "AFP",
        "Le pont rouvre",
        "Lire aussi :",
    ] {
        assert_eq!(
            alone(text).filter(|line| line.certainty >= 50),
            None,
            "{text}"
        );
    }
}

#[test]
fn slashes_part_who_signs_from_the_city() {
    let cases = [
        (
            "Ayşe ÖRNEK/ANKARA, (DHA)- MERKEZDE dün akşam bir köprü açıldı.",
            (Some("ANKARA"), Some("Ayşe ÖRNEK")),
        ),
        (
            "عدن/محمد المثال/الأناضول أعلن الصيادون افتتاح الجسر الجديد",
            (Some("عدن"), Some("محمد المثال")),
        ),
        (
            "KUALA LUMPUR/BANGKOK, May 3 (Reuters) - The bridge opened on Monday.",
            (Some("KUALA LUMPUR/BANGKOK"), None),
        ),
    ];
    for (text, expected) in cases {
        let line = parse(text).map(|line| (line.place, line.person));
        assert_eq!(line, Some(expected), "{text}");
    }
}

#[test]
fn a_paper_that_opens_its_text_is_no_place() {
    let line = parse("Harbour News – The bridge over the Sabine was opened on Monday.");
    assert!(line.is_some_and(|line| line.place.is_none() && line.agencies == ["Harbour News"]));
    let line = parse("BERLIN – The bridge over the Sabine was opened on Monday.");
    assert!(line.is_some_and(|line| line.place == Some("BERLIN") && line.agencies.is_empty()));
}

#[test]
fn a_city_and_its_agency_alone_on_a_line_sign_nothing() {
    for line in [
        "VALLORBE-SUR-LUNE (AFP)",
        "Oberlauben (dpa)",
        "Сосновка (ТАСС)",
        "TILXEZAL (ANHA)",
        "Çamlıköy - DHA",
        "Montelontra (ANSA)",
    ] {
        let read = alone(line);
        let sure = read.as_ref().is_some_and(|read| {
            read.certainty >= 85 && read.place.is_some() && read.person.is_none()
        });
        assert!(sure, "{line}: {read:?}");
    }
    // With a given name it is a person.
    for line in ["Clara Example (AFP)", "ANNE EXAMPLE (AP)"] {
        assert!(alone(line).is_none_or(|read| read.certainty < 85), "{line}");
    }
}

#[test]
fn beside_an_agency_capitals_behind_a_stroke_are_another() {
    let read = parse("BAGDAD, 7 abr (Reuters/KPA) - El alcalde abrió el puente el lunes.");
    let agencies = read.map(|read| read.agencies).unwrap_or_default();
    assert_eq!(agencies, ["Reuters", "KPA"]);
}

#[test]
fn a_section_is_no_city() {
    for text in [
        "Sport - Le public du stade a longuement fêté ses champions.",
        "Politik - Die Brücke ist wieder offen, sagte der Bürgermeister.",
    ] {
        assert_eq!(parse(text).and_then(|read| read.place), None, "{text}");
    }
}

#[test]
fn a_city_and_an_agency_each_with_its_stop() {
    for head in ["LIMA. EFE. ", "LIMA.  AP.  ", "Bogotá. AFP. "] {
        let text = format!(
            "{head}La alcaldía abrió ayer el puente sobre el río, que estuvo cerrado un año."
        );
        let line = parse(&text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(line.agencies.len(), 1, "{text}: {line:?}");
        assert!(line.place.is_some(), "{text}");
    }
}

#[test]
fn labels_of_a_change_and_papers_are_no_places() {
    for text in [
        "Update, 29.04.2020, 17:15 Uhr: Die Brücke von Sarn bleibt am Wochenende gesperrt, wie die Polizei mitteilte.",
        "Aktualisierung, 3. Mai 2019, 9:20 Uhr: Die Brücke von Sarn bleibt gesperrt, wie die Polizei am Morgen mitteilte.",
        "Mise à jour, 3 mai 2019, 17:15 : Le pont de Sarn reste fermé ce week-end, a annoncé la police dans la soirée.",
        "Actualización, 3.05.2019, 17:15: El puente de Sarn sigue cerrado este fin de semana, dijo la policía por la tarde.",
        "Aktualizováno 3. května: The bridge of Sarn stays closed for the whole weekend, the police said in the evening.",
        "Uppdaterad 3 maj 2019: Bron i Sarn förblir stängd hela helgen, meddelade polisen på kvällen efter olyckan.",
        "Sarner Presse 1. November 2023 In der Nacht hat es auf der Brücke von Sarn gebrannt, wie die Polizei mitteilte.",
    ] {
        let place = parse(text).and_then(|line| line.place);
        assert_eq!(place, None, "{text}");
    }
}

#[test]
fn a_place_that_stands_twice_is_given_once_and_is_no_agency() {
    let line = alone("SarnauSarnau (ots)").expect("a dateline");
    assert_eq!(line.place, Some("Sarnau"));
    assert_eq!(line.agencies, [""; 0]);
}

#[test]
fn an_agency_that_passed_a_text_on_is_credited() {
    let line = parse(
        "HARBOUR POST via JTA — The town of Sarn has sworn in a new judge, the first from the islands.",
    );
    let line = line.expect("a dateline");
    assert_eq!((line.place, line.agencies), (None, vec!["JTA".to_owned()]));
}
