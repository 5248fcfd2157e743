//! Pictures as page templates print them in copied text, in the languages that the reader is for: the same forms in each, over the text and
//! in it. The words are invented.

use serde_json::json;

use crate::diag::SourceText;
use crate::parse::press::read;

/// What a page of a language is made of.
struct Page {
    headline: &'static str,
    byline: &'static str,
    stamp: &'static str,
    paragraphs: [&'static str; 4],
    crosshead: &'static str,
    scene: &'static str,
    other: &'static str,
    name: &'static str,
    agency: &'static str,
    label: &'static str,
    archive: &'static str,
}

const PAGES: [Page; 8] = [
    Page {
        headline: "Border towns rebuild the old bridge after a winter of floods",
        byline: "By Clara Whitmore",
        stamp: "Published 14 March 2024 at 09:30",
        paragraphs: [
            "The two towns on the river began to rebuild their bridge on Thursday, three months after the flood that tore two of its arches away. Workers said the pillars had held.",
            "The mayor told residents that the toll would not rise before the autumn. He said the ministry had promised to pay for half of the work by then.",
            "Traders who used to cross twice a day now take the ferry, which runs every two hours and does not carry lorries. Some of them have closed their shops.",
            "A second inspection is planned for next week, and the results will be sent to both councils. Nobody expects the road to be open before June.",
        ],
        crosshead: "A slow repair",
        scene: "Workers lower a steel beam beside the broken arch in Sabine on Thursday",
        other: "Residents wait for the ferry below the old toll house, March 11, 2024",
        name: "Paul Corin",
        agency: "AP",
        label: "Photo:",
        archive: "File",
    },
    Page {
        headline: "Deux villes frontalières rebâtissent leur pont après un hiver de crues",
        byline: "Par Claire Vasseur",
        stamp: "Publié le 14 mars 2024 à 09h30",
        paragraphs: [
            "Les deux villes riveraines ont commencé jeudi à reconstruire leur pont, trois mois après la crue qui avait emporté deux de ses arches. Les piles ont tenu, disent les ouvriers.",
            "Le maire a promis aux habitants que le péage n’augmenterait pas avant l’automne. Selon lui, le ministère doit payer la moitié des travaux d’ici là.",
            "Les commerçants qui traversaient deux fois par jour prennent désormais le bac, qui part toutes les deux heures et n’embarque pas de camions. Certains ont fermé boutique.",
            "Une deuxième inspection est prévue la semaine prochaine et ses résultats seront transmis aux deux conseils. Personne n’attend la réouverture avant juin.",
        ],
        crosshead: "Une lente réparation",
        scene: "Des ouvriers posent une poutre d’acier près de l’arche brisée à Sabine, jeudi",
        other: "Des habitants attendent le bac au pied de l’ancien péage, le 11 mars 2024",
        name: "Paul Corin",
        agency: "AFP",
        label: "Photo :",
        archive: "Archives",
    },
    Page {
        headline: "Dos pueblos fronterizos reconstruyen su puente tras un invierno de crecidas",
        byline: "Por Clara Ventura",
        stamp: "Publicado el 14 de marzo de 2024 a las 09:30",
        paragraphs: [
            "Los dos pueblos de la ribera empezaron el jueves a reconstruir su puente, tres meses después de la crecida que se llevó dos de sus arcos. Los pilares aguantaron, dicen los obreros.",
            "El alcalde prometió a los vecinos que el peaje no subirá antes del otoño. Según él, el ministerio debe pagar la mitad de las obras para entonces.",
            "Los comerciantes que cruzaban dos veces al día toman ahora el transbordador, que sale cada dos horas y no lleva camiones. Algunos han cerrado sus tiendas.",
            "La próxima semana habrá una segunda inspección y sus resultados se enviarán a los dos ayuntamientos. Nadie espera la apertura antes de junio.",
        ],
        crosshead: "Una reparación lenta",
        scene: "Unos obreros colocan una viga de acero junto al arco roto en Sabina, el jueves",
        other: "Vecinos esperan el transbordador al pie del antiguo peaje, el 11 de marzo de 2024",
        name: "Paulo Corín",
        agency: "EFE",
        label: "Foto:",
        archive: "Archivo",
    },
    Page {
        headline: "Zwei Grenzorte bauen ihre Brücke nach einem Winter voller Hochwasser wieder auf",
        byline: "Von Klara Wendler",
        stamp: "Veröffentlicht am 14. März 2024, 09:30 Uhr",
        paragraphs: [
            "Die beiden Orte am Fluss haben am Donnerstag begonnen, ihre Brücke wieder aufzubauen, drei Monate nach der Flut, die zwei Bögen mitgerissen hatte. Die Pfeiler hätten gehalten, sagen Arbeiter.",
            "Der Bürgermeister versprach den Anwohnern, dass die Maut nicht vor dem Herbst steigt. Das Ministerium wolle bis dahin die Hälfte der Arbeiten bezahlen.",
            "Händler, die früher zweimal am Tag hinüberfuhren, nehmen nun die Fähre, die alle zwei Stunden ablegt und keine Lastwagen mitnimmt. Einige haben ihre Läden geschlossen.",
            "In der kommenden Woche ist eine zweite Prüfung geplant, deren Ergebnisse an beide Räte gehen. Vor Juni rechnet niemand mit der Öffnung.",
        ],
        crosshead: "Warten auf den Sommer",
        scene: "Arbeiter setzen am Donnerstag in Sabin einen Stahlträger neben den gebrochenen Bogen",
        other: "Anwohner warten am alten Mauthaus auf die Fähre (11. März 2024)",
        name: "Paul Korin",
        agency: "dpa",
        label: "Foto:",
        archive: "Archiv",
    },
    Page {
        headline: "Два прикордонні міста відбудовують міст після зими з повенями",
        byline: "Автор: Клара Венда",
        stamp: "14 березня 2024, 09:30",
        paragraphs: [
            "Два міста над річкою у четвер почали відбудовувати міст, через три місяці після повені, що знесла два прогони. Робітники кажуть, що опори витримали.",
            "Міський голова пообіцяв мешканцям, що плата не зросте до осені. За його словами, міністерство має сплатити половину вартості робіт.",
            "Торговці, які переїжджали двічі на день, тепер користуються поромом, що ходить кожні дві години і не бере вантажівок. Дехто закрив крамниці.",
            "Наступного тижня заплановано другу перевірку, її результати надішлють обом радам. Ніхто не чекає відкриття раніше червня.",
        ],
        crosshead: "Повільний ремонт",
        scene: "Робітники встановлюють сталеву балку біля зруйнованого прогону в Сабині",
        other: "Мешканці чекають на пором біля старої застави, 11 березня 2024 року",
        name: "Павло Корін",
        agency: "УНІАН",
        label: "Фото:",
        archive: "Архів",
    },
    Page {
        headline: "Два приграничных города восстанавливают мост после зимы с паводками",
        byline: "Автор: Клара Венда",
        stamp: "14 марта 2024, 09:30",
        paragraphs: [
            "Два города на реке в четверг начали восстанавливать мост, через три месяца после паводка, который снёс два пролёта. Рабочие говорят, что опоры выдержали.",
            "Мэр пообещал жителям, что плата не вырастет до осени. По его словам, министерство должно оплатить половину работ.",
            "Торговцы, которые переезжали дважды в день, теперь пользуются паромом, который ходит каждые два часа и не берёт грузовики. Некоторые закрыли лавки.",
            "На следующей неделе намечена вторая проверка, её результаты направят обоим советам. Никто не ждёт открытия раньше июня.",
        ],
        crosshead: "Медленный ремонт",
        scene: "Рабочие устанавливают стальную балку у разрушенного пролёта в Сабине",
        other: "Жители ждут паром у старой заставы, 11 марта 2024 года",
        name: "Павел Корин",
        agency: "ТАСС",
        label: "Фото:",
        archive: "Архив",
    },
    Page {
        headline: "İki sınır kasabası taşkınlarla geçen kışın ardından köprüsünü onarıyor",
        byline: "Haber: Kadriye Venda",
        stamp: "14 Mart 2024 09:30",
        paragraphs: [
            "Nehir kıyısındaki iki kasaba, iki kemerini götüren taşkından üç ay sonra perşembe günü köprüyü yeniden yapmaya başladı. İşçiler ayakların dayandığını söyledi.",
            "Belediye başkanı, geçiş ücretinin sonbahardan önce artmayacağına söz verdi. Bakanlığın işlerin yarısını ödeyeceğini belirtti.",
            "Günde iki kez karşıya geçen esnaf artık iki saatte bir kalkan ve kamyon almayan feribotu kullanıyor. Bazıları dükkânını kapattı.",
            "Gelecek hafta ikinci bir denetim planlanıyor, sonuçlar iki meclise gönderilecek. Hazirandan önce açılış beklenmiyor.",
        ],
        crosshead: "Yavaş onarım",
        scene: "İşçiler perşembe günü Sabine'de yıkılan kemerin yanına çelik kiriş indiriyor",
        other: "Kasaba sakinleri eski gişenin önünde feribotu bekliyor, 11 Mart 2024",
        name: "Polat Korin",
        agency: "DHA",
        label: "Fotoğraf:",
        archive: "Arşiv",
    },
    Page {
        headline: "Dwa przygraniczne miasta odbudowują most po zimie pełnej powodzi",
        byline: "Klara Wenda",
        stamp: "14 marca 2024, 09:30",
        paragraphs: [
            "Dwa miasta nad rzeką zaczęły w czwartek odbudowę mostu, trzy miesiące po powodzi, która zabrała dwa przęsła. Robotnicy mówią, że filary wytrzymały.",
            "Burmistrz obiecał mieszkańcom, że opłata nie wzrośnie przed jesienią. Ministerstwo ma do tego czasu zapłacić połowę kosztów.",
            "Kupcy, którzy przejeżdżali dwa razy dziennie, korzystają teraz z promu, który kursuje co dwie godziny i nie zabiera ciężarówek. Część zamknęła sklepy.",
            "Na przyszły tydzień zaplanowano drugą kontrolę, a jej wyniki trafią do obu rad. Nikt nie spodziewa się otwarcia przed czerwcem.",
        ],
        crosshead: "Powolna naprawa",
        scene: "Robotnicy układają stalową belkę obok zerwanego przęsła w Sabinie",
        other: "Mieszkańcy czekają na prom pod dawną rogatką, 11 marca 2024",
        name: "Paweł Korin",
        agency: "PAP",
        label: "Fot.",
        archive: "Archiwum",
    },
];

impl Page {
    /// The words of a form: `{s}` the scene, `{o}` another, `{n}` a name, `{a}` an agency, `{l}` a label, `{f}` a word for old pictures.
    fn fill(&self, form: &str) -> String {
        let words = [
            ("{s}", self.scene),
            ("{o}", self.other),
            ("{n}", self.name),
            ("{a}", self.agency),
            ("{l}", self.label),
            ("{f}", self.archive),
        ];
        let fill = |text: String, (key, word): &(&str, &str)| text.replace(key, word);
        words.iter().fold(form.to_owned(), fill)
    }

    /// The pictures that are read where a form stands over the text, or in it.
    fn read(&self, form: &str, place: Place) -> serde_json::Value {
        let picture = format!("{}\n\n", self.fill(form));
        let at = |own: Place| if own == place { picture.as_str() } else { "" };
        let [one, two, three, four] = self.paragraphs;
        let text = format!(
            "{}\n\n{}\n{}\n\n{}{one}\n\n{two}\n\n{}{three}\n\n{}\n\n{}{four}\n\n{one} {two}\n",
            self.headline,
            self.byline,
            self.stamp,
            at(Place::Over),
            at(Place::Within),
            self.crosshead,
            at(Place::UnderCrosshead),
        );
        let read = read(&SourceText::new("text.txt", &text)).summary_json();
        json!([read["captions"], read["crossheads"]])
    }

    fn wants(&self, pictures: &[(&str, &str)]) -> serde_json::Value {
        let picture = |(text, credit): &(&str, &str)| {
            let credit = (!credit.is_empty()).then(|| self.fill(credit));
            json!({ "text": self.fill(text), "credit": credit })
        };
        let pictures: Vec<_> = pictures.iter().map(picture).collect();
        json!([pictures, [self.crosshead]])
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Place {
    Over,
    Within,
    UnderCrosshead,
}

/// Reads a form in every language, and tells where it is read otherwise.
fn faults(places: &[Place], forms: &[(&str, &[(&str, &str)])]) -> Vec<String> {
    let mut faults = Vec::new();
    for page in &PAGES {
        for (form, pictures) in forms {
            for &place in places {
                let (read, wanted) = (page.read(form, place), page.wants(pictures));
                if read != wanted {
                    faults.push(format!("{place:?}: {}\n  {read}", page.fill(form)));
                }
            }
        }
    }
    faults
}

#[test]
fn a_credit_may_have_lost_its_space() {
    let faults = faults(
        &[Place::Over, Place::Within],
        &[
            ("{s}Reuters", &[("{s}", "Reuters")]),
            ("{s}Getty Images", &[("{s}", "Getty Images")]),
            ("{s}CopyrightAFP", &[("{s}", "AFP")]),
            (
                "{s}Source: East News, {l} {n}/REPORTER",
                &[("{s}", "East News, {l} {n}/REPORTER")],
            ),
        ],
    );
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_note_before_a_source_is_no_part_of_its_name() {
    let faults = faults(
        &[Place::Over, Place::Within],
        &[
            ("{s} [{f}: Reuters]", &[("{s}", "Reuters")]),
            ("{s} [{f}: {n}/Reuters]", &[("{s}", "{n}/Reuters")]),
        ],
    );
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn dots_and_bars_set_off_credits() {
    let faults = faults(
        &[Place::Over, Place::Within],
        &[
            ("{s} • {n}/Reuters", &[("{s}", "{n}/Reuters")]),
            ("{s} · {l} {n}", &[("{s}", "{n}")]),
        ],
    );
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn where_the_text_goes_on_nobody_signs() {
    let faults = faults(
        &[Place::Within],
        &[
            ("{s}.\n\n{n} / {a}", &[("{s}.", "{n} / {a}")]),
            ("{s}.\nAFP", &[("{s}.", "AFP")]),
            ("{s}.\n\n© {n}", &[("{s}.", "{n}")]),
            (
                "{s}\n{l} {n}/{a}\n\n{o}\n{l} {a}",
                &[("{s}", "{n}/{a}"), ("{o}", "{a}")],
            ),
        ],
    );
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_gallery_may_give_its_credits_first() {
    let form = "{n}/{a}\n{s}.\n\nReuters/{n}\n{o}.";
    let pictures: &[(&str, &str)] = &[("{s}.", "{n}/{a}"), ("{o}.", "Reuters/{n}")];
    let faults = faults(&[Place::Over, Place::Within], &[(form, pictures)]);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn who_is_credited_beside_who_signs_took_a_picture() {
    let faults = faults(
        &[Place::Over],
        &[
            ("{n}/{a}", &[("", "{n}/{a}")]),
            (
                "{n}/AFP via Getty Images",
                &[("", "{n}/AFP via Getty Images")],
            ),
            ("{l} {n}/{a}", &[("", "{n}/{a}")]),
        ],
    );
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_picture_may_stand_under_a_crosshead() {
    let form = "{s} ({n}/{a})";
    let faults = faults(&[Place::UnderCrosshead], &[(form, &[("{s}", "{n}/{a}")])]);
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// What is read of an English page, with something over the text and something under it.
fn english(over: &str, within: &str, under: &str) -> serde_json::Value {
    let page = &PAGES[0];
    let [one, two, three, four] = page.paragraphs;
    let text = format!(
        "{}\n\n{}\n{}\n\n{over}\n\n{one}\n\n{two}\n\n{within}\n\n{three}\n\n{four}\n\n{one} {two}\n\n{under}\n",
        page.headline, page.byline, page.stamp
    );
    read(&SourceText::new("text.txt", &text)).summary_json()
}

#[test]
fn the_headline_once_more_over_a_credit_is_a_caption() {
    let headline = PAGES[0].headline;
    let read = english(&format!("{headline}\n\n© AFP/ Anna Ruben"), "", "");
    let shown = json!([{ "text": headline, "credit": "AFP/ Anna Ruben" }]);
    assert_eq!(read["captions"], shown);
}

#[test]
fn a_caption_shown_whole_and_folded_is_one() {
    let scene =
        "Anna Ruben, left, and Paul Corin of the ferry company shake hands in Sabine on Thursday";
    let over = format!(
        "{scene}. They met for an hour. less\n{scene}. They met ... more\nPhoto: Anna Merin, AP"
    );
    let text = format!("{scene}. They met for an hour.");
    let shown = json!([{ "text": text, "credit": "Anna Merin, AP" }]);
    assert_eq!(english(&over, "", "")["captions"], shown);
}

#[test]
fn photographs_may_be_credited_under_the_text() {
    let read = english(
        "",
        "",
        "Photos: Anna Ruben/123RF\n\nRelated articles:\n\nFerry runs every hour from May on",
    );
    assert_eq!(
        read["captions"],
        json!([{ "text": "", "credit": "Anna Ruben/123RF" }])
    );
    let read = english("", "", "Source: AFP");
    assert_eq!(read["captions"], json!([]));
}

#[test]
fn a_series_and_a_title_under_it_again_and_again_lead_elsewhere() {
    let one = "River crisis, explained\n\nFloods carry off the largest mill of the valley";
    let other = "River crisis, explained\n\nFerry towns count the cost of a closed winter";
    let page = &PAGES[0];
    let [first, second, third, fourth] = page.paragraphs;
    let text = format!(
        "{}\n\n{}\n{}\n\n{first}\n\n{second}\n\n{one}\n\n{third}\n\n{fourth}\n\n{other}\n\n{first} {second}\n\n{third} {fourth}\n",
        page.headline, page.byline, page.stamp
    );
    let read = read(&SourceText::new("text.txt", &text)).summary_json();
    assert_eq!(read["crossheads"], json!([]));
    assert_eq!(read["related"].as_array().map(Vec::len), Some(2));
}

#[test]
fn who_is_shown_may_have_a_role_before_the_name() {
    let page = &PAGES[0];
    let text = format!(
        "{}\n\n{}\n{}\n\nThe mayor, Anna Merin, opened the bridge on Thursday, three months after the flood that tore two of its arches away.\n\n\
         Dead hunter, Paul Merin.\n\nMerin told residents that the toll would not rise before the autumn, and that the ministry would pay for half of it.\n\n\
         Traders who used to cross twice a day met Merin at the ferry, which runs every two hours and does not carry lorries.\n\n{}\n",
        page.headline, page.byline, page.stamp, page.paragraphs[3]
    );
    let read = read(&SourceText::new("text.txt", &text)).summary_json();
    assert_eq!(
        read["captions"],
        json!([{ "text": "Dead hunter, Paul Merin.", "credit": null }])
    );
}

#[test]
fn buttons_in_a_row_are_no_credit() {
    let read = english(
        "",
        "",
        "Mixx Facebook Twitter Digg delicious reddit MySpace StumbleUpon LinkedIn Viadeo",
    );
    assert_eq!(read["captions"], json!([]));
}
