//! Whole texts, in the manner of the trade and of our own invention, each for one form of copy. How well the reader reads at large, and
//! the laws that hold for any text, are `tests/press.rs`.

use serde_json::{Value, json};

use super::*;
use crate::diag::Code;

mod pages;
mod pictures;
mod signs;

fn reading(text: &str) -> Reading {
    read(&SourceText::new("text.txt", text))
}

fn summary(text: &str) -> Value {
    reading(text).summary_json()
}

/// Holds the named fields of a text's summary against what an editor reads in it.
fn expect(text: &str, wanted: Value) {
    let summary = summary(text);
    let Value::Object(wanted) = wanted else {
        panic!("fields by name")
    };
    for (field, value) in wanted {
        let shown = match (&value, &summary[&field]) {
            (Value::Number(_), Value::Array(list)) => json!(list.len()),
            (_, shown) => shown.clone(),
        };
        assert_eq!(shown, value, "{field} of {summary:#}");
    }
}

const FRENCH: &str = "VIDEO. Rawa: Le pont du nord rouvre après un an de travaux et la ville respire

TRAVAUX Douze mois après la crue, les premiers camions traversent de nouveau le fleuve…

Le Quotidien avec AFP

—

Des camions attendent devant le pont du nord le 8 mars 2016.
Des camions attendent devant le pont du nord le 8 mars 2016. — ANNA EXEMPLE / AFP

Le pont du nord a rouvert ce vendredi à la circulation, après un an de travaux. Les camions peuvent de nouveau gagner le marché sans faire le détour par la vallée, a annoncé la mairie.

>> A lire aussi : Le moulin de la vallée reprend son activité

Les ingénieurs ont remplacé deux piles et renforcé la digue. Le coût n’a pas été communiqué, mais le gouvernorat avait prévu une somme importante au budget.

Une « longue attente »

« Nous avons attendu ce jour », a dit un marchand de légumes. Les bacs, qui assuraient le passage depuis la crue, resteront en service jusqu’à l’été, selon la mairie.";

#[test]
fn a_french_newspaper_page_is_read_whole() {
    expect(
        FRENCH,
        json!({
            "kicker": "VIDEO",
            "headline": "Rawa: Le pont du nord rouvre après un an de travaux et la ville respire",
            "standfirst_label": "TRAVAUX",
            "standfirst": "Douze mois après la crue, les premiers camions traversent de nouveau le fleuve…",
            "byline": "Le Quotidien avec AFP",
            "agency": "AFP",
            "published": null,
            "published_iso": null,
            "published_inferred": "2016-03-11",
            "captions": [{ "text": "Des camions attendent devant le pont du nord le 8 mars 2016.", "credit": "ANNA EXEMPLE / AFP" }],
            "crossheads": ["Une « longue attente »"],
            "related": ["Le moulin de la vallée reprend son activité"],
            "language": "fr",
            "direction": "ltr",
            "body_paragraphs": 3,
        }),
    );
    let reading = reading(FRENCH);
    assert!(reading.diagnostics.has(Code::DateInferred));
    let rules: Vec<&str> = reading
        .leftovers
        .iter()
        .map(|leftover| leftover.rule.as_str())
        .collect();
    assert_eq!(rules, ["press/separator", "press/repeated-caption"]);
}

#[test]
fn line_ends_and_blank_lines_do_not_matter() {
    let plain = summary(FRENCH);
    assert_eq!(summary(&FRENCH.replace('\n', "\r\n")), plain);
    assert_eq!(summary(&FRENCH.replace('\n', "\r")), plain);
    assert_eq!(summary(&FRENCH.replace("\n\n", "\n")), plain);
    assert_eq!(
        summary(&format!(
            "\u{2}{}\u{3}",
            FRENCH.replace("marché", "mar\u{ad}ché")
        )),
        plain
    );
}

#[test]
fn a_wire_story_wrapped_at_seventy_columns_is_read() {
    let text = "Bridge of the north opens again after a year, officials say =\n\n\
        RAWA, March 11 (Reuters) - Lorries crossed the northern bridge of Rawa\n\
        again on Friday, a year after a flood had carried away two of its\n\
        pillars, local officials said.\n\n\
        The governorate paid for the repairs, which took longer than planned\n\
        because of a want of steel, the mayor told reporters.\n\n\
        (Reporting by Anne Example; Editing by John Sample)\n";
    expect(
        text,
        json!({
            "headline": "Bridge of the north opens again after a year, officials say",
            "dateline_place": "RAWA",
            "dateline_date": "March 11",
            "agency": "Reuters",
            "byline": "Anne Example",
            "published_iso": null,
            "body_paragraphs": 2,
            "language": "en",
        }),
    );
}

#[test]
fn datelines_are_read_in_each_language() {
    for (text, place, agency, language) in [
        (
            "Reabre el puente\n\nMoscú, 1 ene (EFE).-El puente del norte volvió a abrirse al tráfico este lunes, un año después de la crecida, dijeron las autoridades de la región.",
            "Moscú",
            "EFE",
            "es",
        ),
        (
            "Die Brücke ist wieder offen\n\nRawa (dpa) - Die Brücke im Norden der Stadt ist nach einem Jahr wieder für den Verkehr geöffnet worden, wie die Behörden am Montag mitteilten.",
            "Rawa",
            "dpa",
            "de",
        ),
        (
            "إعادة افتتاح الجسر الشمالي\n\nراوة، 3 ديسمبر (رويترز) - أعيد يوم الجمعة افتتاح الجسر الشمالي أمام حركة السير بعد عام من الإصلاحات، حسبما قالت السلطات المحلية في المدينة.",
            "راوة",
            "رويترز",
            "ar",
        ),
        (
            "Міст знову відкрито\n\nКИЇВ, 5 березня /Укрінформ/ – Північний міст міста знову відкрили для руху через рік після повені, повідомила міська влада у понеділок вранці.",
            "КИЇВ",
            "Укрінформ",
            "uk",
        ),
        (
            "Köprü yeniden açıldı\n\nİSTANBUL (AA) - Kentin kuzeyindeki köprü, bir yıl süren onarımın ardından bugün yeniden trafiğe açıldı ve kamyonlar için bir şerit ayrıldı.",
            "İSTANBUL",
            "AA",
            "tr",
        ),
    ] {
        expect(
            text,
            json!({ "dateline_place": place, "agency": agency, "language": language, "body_paragraphs": 1 }),
        );
    }
}

#[test]
fn an_arabic_page_runs_from_right_to_left() {
    let text = "عاجل: إعادة افتتاح الجسر الشمالي بعد عام من الإصلاحات\n\n\
        الثلاثاء، 06 آب/اغسطس 2013، آخر تحديث 05:37 (GMT+0400)\n\n\
        أعيد يوم الأحد افتتاح الجسر الشمالي أمام حركة السير بعد عام من الإصلاحات، وقالت البلدية إن الشاحنات تستطيع العبور ابتداء من الصباح.\n\n\
        اقرأ أيضا: المطحنة القديمة تعود إلى العمل\n\n\
        وقال أحد التجار إن الطريق عبر الوادي كان طويلا، وإن الأسعار ستنخفض في السوق بعد افتتاح الجسر وعودة المراكب إلى الصيد.";
    expect(
        text,
        json!({
            "kicker": "عاجل",
            "headline": "إعادة افتتاح الجسر الشمالي بعد عام من الإصلاحات",
            "published_iso": "2013-08-06",
            "related": ["المطحنة القديمة تعود إلى العمل"],
            "language": "ar",
            "direction": "rtl",
            "body_paragraphs": 2,
        }),
    );
}

#[test]
fn one_sentence_a_line_keeps_its_lines() {
    let text = "Şaredariya bajêr ragihand ku pira bakur piştî salekê ji nû ve hat vekirin û rê ji bo hemû kesan azad e.\n\
        Di destpêka salê de du stûnên pirê di lehiyê de hilweşiyabûn.\n\
        Xebatkaran di nav salekê de pir ji nû ve ava kirin.\n\
        Bazirganan got ku êdî rêya newalê ne hewce ye.\n\
        Pir wê her roj ji sibehê heta êvarê vekirî be.\n";
    expect(
        text,
        json!({ "headline": null, "language": "kmr", "body_paragraphs": 4 }),
    );
}

#[test]
fn a_carousel_of_captions_counts_each_once() {
    let caption = "Eine Fähre überquert den Fluss bei Rawa. Foto: Anna Beispiel (dpa)";
    let text = format!(
        "Brücke von Rawa ist wieder offen\n\nVon Paul Muster\n\nBild 1 von 3\n\n{caption}\n\n{caption}\n\n{caption}\n\n\
        Die Brücke im Norden der Stadt ist nach einem Jahr wieder für den Verkehr geöffnet worden. Das teilten die Behörden am Montag mit.\n\n\
        Lesen Sie auch: Die Mühle mahlt wieder\n\n\
        Die Kosten sind nicht bekannt. Ein Händler sagte, der Weg durch das Tal sei zu lang gewesen."
    );
    expect(
        &text,
        json!({
            "headline": "Brücke von Rawa ist wieder offen",
            "byline": "Paul Muster",
            "captions": [{ "text": "Eine Fähre überquert den Fluss bei Rawa.", "credit": "Anna Beispiel (dpa)" }],
            "related": ["Die Mühle mahlt wieder"],
            "body_paragraphs": 2,
        }),
    );
}

#[test]
fn a_credit_without_words_stands_for_its_picture() {
    let text = "Мост в Раве снова открыт после года ремонта\n\nФото: Анна Пример / РИА Новости\n\n\
        Мост через реку снова открыт для движения, сообщили в понедельник власти города. Первыми по нему прошли грузовики.\n\n\
        Инженеры заменили две опоры и укрепили берег. Сколько стоили работы, никто не говорит.\n\n\
        Торговец овощами сказал, что ждал этого дня весь год. Паром останется на реке до лета.";
    expect(
        text,
        json!({ "captions": [{ "text": "", "credit": "Анна Пример / РИА Новости" }], "body_paragraphs": 3 }),
    );
    let foot = "Eine Fähre überquert den Fluss bei Rawa (Symbolbild).";
    let text = format!(
        "Brücke von Rawa ist wieder offen\n\n\
        Die Brücke im Norden der Stadt ist nach einem Jahr wieder für den Verkehr geöffnet worden. Das teilten die Behörden am Montag mit.\n\n\
        {foot}\n\n\
        Ingenieure erneuerten zwei Pfeiler und den Damm. Was die Arbeiten kosteten, sagte bisher niemand.\n\n\
        Ein Händler sagte, er habe lange auf diesen Tag gewartet. Der Weg durch das Tal sei ihm zu weit gewesen.\n\n\
        Fotos: Anna Beispiel/123RF"
    );
    expect(
        &text,
        json!({ "captions": [{ "text": foot, "credit": "Anna Beispiel/123RF" }], "body_paragraphs": 3 }),
    );
}

#[test]
fn a_table_of_contents_is_set_apart_and_its_crossheads_stay() {
    let paragraph = "The governorate paid for the repairs, which took longer than planned because of a want of steel. The mayor said so on Friday.";
    let text = format!(
        "Five things to know about the bridge\n\nBy Anne Example\n\nContents\n\nThe flood of last spring\n\nThe road through the valley\n\n\
        {paragraph}\n\nThe flood of last spring\n\n{MORE}\n\nThe road through the valley\n\n{LAST} And the rest of it."
    );
    expect(
        &text,
        json!({ "crossheads": ["The flood of last spring", "The road through the valley"], "body_paragraphs": 3, "byline": "Anne Example" }),
    );
}

#[test]
fn machinery_of_web_sites_stays_out_of_the_body() {
    let paragraph = "The northern bridge of Rawa was opened to traffic again after a year of repairs, and lorries crossed it in the morning.";
    let noise = [
        "Share",
        "Facebook",
        "Copy link",
        "Advertisement",
        "1/3",
        "12 comments",
        "Story continues below advertisement",
        "Sign up for our newsletter",
        "3 min read",
    ];
    let mut text = String::from("Bridge of the north opens again after a year\n\n");
    for line in noise {
        text.push_str(&format!("{line}\n\n{paragraph} {line}?\n\n"));
    }
    let reading = reading(&text);
    let apart: Vec<&str> = reading
        .leftovers
        .iter()
        .map(|leftover| leftover.text.as_str())
        .collect();
    for line in noise {
        assert!(apart.contains(&line), "{line} in {apart:?}");
    }
}

#[test]
fn a_change_before_publication_is_no_publication() {
    let text = "Bridge of the north opens again after a year\n\nUpdated 5 March 2018 10:15 GMT\n\nPublished 4 March 2018 09:00 GMT\n\n\
        The northern bridge of Rawa was opened to traffic again after a year of repairs, and lorries crossed it in the morning.";
    let reading = reading(text);
    assert_eq!(
        reading.published.expect("a day").value.iso(),
        "2018-03-04T09:00:00Z"
    );
    assert_eq!(
        reading.modified.expect("a day").value.iso(),
        "2018-03-05T10:15:00Z"
    );
}

#[test]
fn dates_that_disagree_are_told() {
    let text = "Bridge of the north opens again after a year\n\nPublished 4 March 2018\n\n\
        RAWA, 19 June (Reuters) - The northern bridge was opened to traffic again after a year of repairs, and lorries crossed it in the morning.";
    assert!(reading(text).diagnostics.has(Code::DateConflict));
}

#[test]
fn nothing_is_made_of_nothing() {
    for text in ["", "\n \r\n\u{feff}", "—", "1/3", "\u{1}\u{2}\u{3}"] {
        let reading = reading(text);
        assert!(
            reading.headline.is_none() && reading.blocks.is_empty(),
            "{text:?}"
        );
    }
}

/// What a story goes on with: other things in other words, as real ones do.
const MORE: &str = "Two of the pillars had been washed away in the flood of last spring; since then, traders have taken the long road through the valley.";
const LAST: &str =
    "No date was given for the ferries, which the governorate wants to keep until summer.";
const STORY: &str = "The northern bridge of Rawa was opened to traffic again after a year of repairs, and lorries crossed it in the morning.";

#[test]
fn the_head_of_a_page_is_read_as_each_house_builds_it() {
    for (head, wanted) in [
        (
            "Bridge of Rawa opens again after a year\n\nLorries cross the river as the town counts the cost of the flood\n\nAnne Example in Rawa\n\n\
             Fri 19 Feb 2021 17.20 GMT\n\nLorries on the northern bridge. Photograph: Anna Example/AFP/Getty Images",
            json!({
                "standfirst": "Lorries cross the river as the town counts the cost of the flood",
                "byline": "Anne Example in Rawa",
                "published_iso": "2021-02-19T17:20:00Z",
                "captions": [{ "text": "Lorries on the northern bridge.", "credit": "Anna Example/AFP/Getty Images" }],
            }),
        ),
        (
            "Bridge of Rawa opens again\n\nPublished\n\n4 March 2018\n\nShare\n\nImage source, Getty Images\n\nImage caption, Lorries crossed the bridge\n\n\
             By Anne Example\n\nExample News, Rawa",
            json!({
                "headline": "Bridge of Rawa opens again",
                "byline": "Anne Example",
                "published_iso": "2018-03-04",
                "captions": [{ "text": "Lorries crossed the bridge", "credit": "Getty Images" }],
            }),
        ),
        (
            "Rawa bridge opens again after a year\n\nANNE EXAMPLE\n\nMadrid - 14 MAY 2012 - 07:40 CET\n\nA ferry crosses the river. / ANNE EXAMPLE (AFP)",
            json!({
                "byline": "ANNE EXAMPLE",
                "dateline_place": "Madrid",
                "published": "14 MAY 2012 - 07:40 CET",
                "captions": [{ "text": "A ferry crosses the river.", "credit": "ANNE EXAMPLE (AFP)" }],
            }),
        ),
        (
            "BC-Iraq-Bridge,1st Ld-Writethru,0450\nBridge opens again in Rawa after a year\nEds: Adds quotes.\nBy ANNE EXAMPLE=\nAP Sports Writer=",
            json!({ "headline": "Bridge opens again in Rawa after a year", "byline": "ANNE EXAMPLE" }),
        ),
        (
            "Iraq\n\nBridge of Rawa open again after a year of repairs\n\nAFP, BAGHDAD\n\nMon, Mar 05, 2018 page 6",
            json!({ "kicker": "Iraq", "byline": "AFP, BAGHDAD", "agency": "AFP", "dateline_place": "BAGHDAD", "published_iso": "2018-03-05" }),
        ),
        (
            "Bridge of Rawa open again after a year\n\nAnna Example | 05.03.2018 - Updated : 06.03.2018\n\nBAGHDAD",
            json!({ "kicker": null, "byline": "Anna Example", "dateline_place": "BAGHDAD", "published_iso": "2018-03-05" }),
        ),
    ] {
        let text = format!("{head}\n\n{STORY}\n\n{MORE} So they said.\n");
        expect(&text, wanted);
        expect(&text, json!({ "body_paragraphs": 2, "crossheads": [] }));
    }
}

#[test]
fn a_standfirst_may_stand_between_signature_and_dateline() {
    let text = format!(
        "Bridge of Rawa opens again after a year\n\nBy Anne Example\n\nTwo pillars had to be built anew, at a cost that nobody would tell, and traders lost a season. The ferries stay.\n\nRAWA (Reuters) - {STORY}\n\n{LAST}"
    );
    expect(
        &text,
        json!({ "byline": "Anne Example", "dateline_place": "RAWA", "body_paragraphs": 2 }),
    );
    assert!(
        reading(&text)
            .standfirst
            .is_some_and(|found| found.value.starts_with("Two pillars"))
    );
}

#[test]
fn a_late_dateline_makes_no_standfirst_of_the_body() {
    let text = format!(
        "Bridge of Rawa opens again after a year\n\n{STORY}\n\n{MORE}\n\n{LAST}\n\nEngineers are still at work on the dyke, said the mayor, and on the road that leads to it.\n\nThe market opens at five.\n\nHIT (Reuters) - In the next town, a mill burned down on the same day."
    );
    expect(&text, json!({ "standfirst": null, "body_paragraphs": 6 }));
}

#[test]
fn an_agency_under_the_text_closes_it_and_does_not_sign() {
    let text = format!(
        "Bridge of Rawa opens again after a year\n\n{STORY}\n\n{MORE} So they said.\n\n(AFP)\n"
    );
    expect(
        &text,
        json!({ "byline": null, "agency": "AFP", "body_paragraphs": 2 }),
    );
}

#[test]
fn a_short_line_in_the_head_that_no_rule_knows_is_told() {
    let text = format!(
        "Bridge of Rawa opens again after a year\n\nBy Anne Example\n\nPublished 4 March 2018\n\nTwo pillars\n\n{STORY}\n\n{LAST} So.\n"
    );
    let reading = reading(&text);
    let unclaimed = reading
        .leftovers
        .iter()
        .find(|leftover| leftover.rule == "unclaimed");
    assert_eq!(
        unclaimed.map(|leftover| (leftover.text.as_str(), leftover.line)),
        Some(("Two pillars", 7))
    );
}

#[test]
fn the_foot_is_set_apart() {
    let text = format!(
        "Bridge of Rawa opens again after a year\n\n{STORY}\n\n{LAST}\n\nThe ferries took eight lorries an hour, their masters said, and none at night.\n\n\
         The toll of the bridge has not been set, and the council will meet about it before the end of the month. Traders have asked that it be \
         lower for those who come to the market twice a week, and lower still for those who come with melons.\n\n{MORE} A trader said so. EFE\n\nae/rm\n\nTags: bridge, river\n\nMore stories\n\nThe mill is at work again\n\n\
         Its wheels, idle since the flood, turn again, and its owner has hired twelve millers.\n\nThe school of the lower town has a roof\n\nBuilders from the coast finished it in a summer, and lessons are no more given in the market hall.\n\nComments (2)\n\nPaul on 5 March at 10:00 said that this was very good news.\n"
    );
    expect(
        &text,
        json!({ "agency": "EFE", "related": ["The mill is at work again", "The school of the lower town has a roof"], "body_paragraphs": 5, "captions": [], "crossheads": [] }),
    );
    let tags: Vec<String> = reading(&text)
        .tags
        .into_iter()
        .map(|tag| tag.value)
        .collect();
    assert_eq!(tags, ["bridge", "river"]);
}

#[test]
fn a_monitoring_service_names_station_and_reporter_in_brackets() {
    let text = format!(
        "BOGOTA, 5 SEP 89 (EXAMPLE TELEVISION CADENA 1) -- [REPORT] [JORGE EJEMPLO] [TEXT] {}",
        STORY.to_uppercase()
    );
    expect(
        &text,
        json!({ "headline": null, "agency": "EXAMPLE TELEVISION CADENA 1", "byline": "JORGE EJEMPLO", "dateline_date": "5 SEP 89", "published_iso": "1989-09-05", "body_paragraphs": 1 }),
    );
}

#[test]
fn a_text_goes_on_after_what_a_site_puts_in_its_midst() {
    let text = "Bridge of Sarn opens after a year of works

The bridge over the river at Sarn was opened on Monday after a year of works, and the first lorries crossed it before noon, the mayor said.

Until then, carts and lorries had gone through the valley, a detour of forty kilometres on a road that the river flooded in May.

Advertisement

skip past newsletter promotion

Sign up to Evening Mill

A letter from the river, every evening.

after newsletter promotion

The ferries that carried traffic across the river during the works will stay in service until autumn, the council of Sarn decided.

Who pays for the bridge?

The province paid for half of the works on the bridge, and the town will pay for the rest over ten years, the mayor said.

The mill stays closed.
";
    expect(
        text,
        json!({
            "crossheads": ["Who pays for the bridge?"],
            "body_paragraphs": 5,
        }),
    );
}

#[test]
fn what_stands_too_late_for_an_article_is_kept_by_its_form() {
    let lines = "Mill\n\n".repeat(LONGEST_ARTICLE);
    let text = format!("{lines}Share\n\nThe mill by the river is at work again.\n");
    let reading = read(&SourceText::new("copy.txt", &text));
    let last = reading.blocks.last().map(|found| &found.value);
    let wanted =
        crate::model::Block::Paragraph("The mill by the river is at work again.".to_owned());
    assert_eq!(last, Some(&wanted));
    let left = reading
        .leftovers
        .last()
        .map(|left| (&*left.text, &*left.rule));
    assert_eq!(left, Some(("Share", "unclaimed")));
    let kept = reading.blocks.len() + reading.leftovers.len();
    assert!(kept >= LONGEST_ARTICLE, "{kept}");
}
