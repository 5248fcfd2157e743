//! Owns the texts on which the laws are tried in every run: the items themselves, the items spoilt, hostile shapes, and pieces of press
//! copy put together at random. New ones without end are a campaign (`tests/campaign.sh press`).

use depeche::inspect::inspect;
use depeche::model::{Language, SlugStyle};
use depeche::parse::decode::decode;
use depeche::parse::{Input, Rules};
use proptest::prelude::*;
use rayon::prelude::*;

use super::gold;
use super::hostile::{SHAPES, Shape};
use super::laws::faults;
use super::mutate::{Random, spoilt};

/// How many spoilt texts a run tries: a few seconds of a debug build.
const SPOILT: u64 = 200;

/// How long the hostile texts are, in bytes: enough for a reading that goes over a text again for each line to be noticed by whoever
/// waits, and no measure of time, which is the campaign's.
const HOSTILE: usize = 2_000;

#[test]
fn the_items_keep_the_laws() {
    let texts: Vec<(String, String)> = gold::items(&gold::own_folder())
        .into_iter()
        .filter_map(|item| Some((item.name, decode(&item.bytes).ok()?.text)))
        .collect();
    none(
        texts
            .par_iter()
            .map(|(name, text)| (name.clone(), faults(text)))
            .collect(),
    );
}

#[test]
fn spoilt_items_keep_the_laws() {
    let items = gold::items(&gold::own_folder());
    let texts: Vec<Vec<u8>> = items.into_iter().map(|item| item.bytes).collect();
    let of = |seed: u64| {
        let bytes = spoilt(&mut Random::new(seed), &texts);
        let faults = decode(&bytes).map_or_else(|_| Vec::new(), |decoded| faults(&decoded.text));
        (format!("seed {seed}"), faults)
    };
    none((0..SPOILT).into_par_iter().map(of).collect());
}

#[test]
fn hostile_shapes_keep_the_laws() {
    let of = |(name, make): &Shape| ((*name).to_owned(), faults(&make(HOSTILE)));
    none(SHAPES.par_iter().map(of).collect());
}

/// Texts that once broke a law, each for a reason of its own.
#[test]
fn what_once_broke_a_law_keeps_it() {
    let texts = [
        "Une « longue attente »\nVIDEO. Rawa: Le pont rouvre\nVIDEO. Rawa: Le pont rouvre\n\nil y a 3 heures\nRawa, 4 mars 2018\nVIDEO. Rawa: Le pont rouvre\n",
        "\u{1bc80}",
        "\u{13440}\n",
        "\u{feff}    ꬰΣಪΣaჍ0 ぁaa🟰𝀀🛜ᝀ𝟎aAa 0®a®𐾰 ！® A𝌀0𐗀ᝀAᎠዀΣAῲ®0𞥞®aA\u{10a0c}𖩠 ¡AA ࡰa \u{16f8f}🫰0\n",
        "Le pont rouvre\nMis à jour 1h\nPublié8h\n\nLe pont du nord a rouvert ce vendredi.\n",
        "Mis à jour 1h\nPublié8h\n",
        "\u{feff}Getty Images\n\nLe pont du nord a rouvert ce vendredi à la circulation.\n",
        "\u{feff}\u{c}Photo : AFP\n",
        "*ÆA:\n",
        "Le pont rouvre\n\nLe pont du nord a rouvert ce vendredi après l'opération.—AFP\n",
        "Le pont rouvre\n\nLe pont du nord a rouvert ce vendredi après l'opération•AFP\n",
        "Updated 5 March 2018 10:15 RAWA, March 11 (Reuters) - Lorries crossed the bridge again on Friday, local officials said.\n",
        "PARIS\u{2011}Un pont du nord a rouvert ce vendredi, dit le maire de la ville.\n",
        "¥𛲐PÞ/𝐂\u{2011}🕴*𑤅{['🀲Ⱥঐ🕴¶𑾰M<?=:C؉𐕽%»ெ.<Aࡣ𖩃!\n",
    ];
    none(
        texts
            .into_iter()
            .map(|text| (text.escape_debug().to_string(), faults(text)))
            .collect(),
    );
}

/// Asserts that no text has a fault; of each the first is told.
fn none(found: Vec<(String, Vec<String>)>) {
    let told: Vec<String> = found
        .into_iter()
        .filter_map(|(name, faults)| Some(format!("{name}: {}", faults.first()?)))
        .collect();
    assert!(
        told.is_empty(),
        "{} texts break a law:\n  {}",
        told.len(),
        told.join("\n  ")
    );
}

/// Pieces of press copy, to be put together at random.
fn piece() -> impl Strategy<Value = String> {
    let pieces = [
        "VIDEO. Rawa: Le pont du nord rouvre après un an de travaux et la ville respire",
        "TRAVAUX Douze mois après la crue, les premiers camions traversent de nouveau le fleuve…",
        "Le Quotidien avec AFP",
        "—",
        "Des camions attendent devant le pont du nord le 8 mars 2016.",
        "Des camions attendent devant le pont du nord le 8 mars 2016. — ANNA EXEMPLE / AFP",
        "Le pont du nord a rouvert ce vendredi à la circulation, après un an de travaux, a annoncé la mairie.",
        ">> A lire aussi : Le moulin de la vallée reprend son activité",
        "Une « longue attente »",
        "RAWA, March 11 (Reuters) - Lorries crossed the bridge again on Friday, local officials said.",
        "By Anne Example",
        "Anne Example | Rawa",
        "AFP",
        "Getty Images",
        "(AP Photo/Anne Example)",
        "Read more",
        "Read more: The mill is at work again",
        "Die Redaktion empfiehlt",
        "Sommaire",
        "(END)",
        "Tags: bridge, river",
        "#bridge #river",
        "12 comments",
        "Published 4 March 2018",
        "Updated 5 March 2018 10:15",
        "il y a 3 heures",
        "# Notes",
        "- [The bridge](https://example.org/b)",
        "212101 GMT Nov 18",
        "صدر الصورة، Getty Images",
        "عاجل: إعادة افتتاح الجسر",
        "privacy policy",
        "a\u{ad}b\u{200b}",
        "\u{feff}",
        "BAGHDAD",
        "...",
        "hh/ph/ts",
        "   an indented line that goes on for some time and then",
        "EXTRA",
        "VIDEO",
        "Rawa, 4 mars 2018",
        "Publié le 4 mars 2018 par Anne Exemple",
    ];
    prop_oneof![
        4 => prop::sample::select(pieces.map(str::to_owned).to_vec()),
        1 => "\\PC{0,120}",
    ]
}

/// The phrases that the reader knows, as its files have them, and a few names, dates and sentences between.
fn trade() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/parse/press/lexicon/words");
    let files = std::fs::read_dir(folder).expect("the words of the trade");
    let texts =
        files.map(|file| std::fs::read_to_string(file.expect("listed").path()).expect("read"));
    let mut phrases: Vec<String> = texts
        .flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>())
        .filter(|line| !line.starts_with(['#', '[']))
        .filter_map(|line| Some(line.split_once(": ")?.1.to_owned()))
        .flat_map(|list| list.split(" | ").map(str::to_owned).collect::<Vec<_>>())
        .collect();
    phrases.sort();
    phrases.dedup();
    assert!(phrases.len() > 1000, "the words were found");
    let between = [
        "AFP",
        "(AFP)",
        "Rawa",
        "BAGHDAD",
        "4 mars 2018",
        "4.3.2018",
        "12:30",
        "Anne Exemple",
        "Іван Приклад",
        "hh/ph",
        "é",
        "İ",
        "the bridge reopened on Friday",
        "le pont du nord a rouvert",
        "Міст відкрили",
        "أعيد فتح الجسر",
    ];
    let share = phrases.len() / between.len() / 2;
    phrases.extend(
        between
            .iter()
            .flat_map(|word| vec![(*word).to_owned(); share]),
    );
    phrases
}

/// A line of the trade's words with marks between them as wires and scrapers set them: glued, doubled, of more bytes than one.
fn glued_line() -> impl Strategy<Value = String> {
    const MARKS: [&str; 40] = [
        "", "", "", " ", " ", " ", "—", "–", "-", "•", "·", "|", "/", "//", "(", ")", "[", "]",
        "«", "»", "“", "”", "\"", "'", "’", ".", "…", ":", "：", "=", "\u{a0}", "\u{202f}", ",",
        "،", "*", "#", "©", "№", ">>", "\u{200f}",
    ];
    let marks = prop::collection::vec(prop::sample::select(MARKS.to_vec()), 0..3);
    prop::collection::vec((prop::sample::select(trade()), marks), 1..7).prop_map(|parts| {
        parts
            .into_iter()
            .map(|(word, marks)| word + &marks.concat())
            .collect()
    })
}

fn line_end() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["\n", "\n\n", "\r\n", "\r", "    ", " "])
}

proptest! {
    #![proptest_config(super::config(80))]

    #[test]
    fn pieces_in_any_order_keep_the_laws(pieces in prop::collection::vec((piece(), line_end()), 0..24)) {
        let text: String = pieces.into_iter().flat_map(|(piece, end)| [piece, end.to_owned()]).collect();
        let faults = faults(&text);
        prop_assert!(faults.is_empty(), "{:?}", faults);
    }

    #[test]
    fn glued_words_keep_the_laws(lines in prop::collection::vec((glued_line(), line_end()), 1..40)) {
        let text: String = lines.into_iter().flat_map(|(line, end)| [line, end.to_owned()]).collect();
        let faults = faults(&text);
        prop_assert!(faults.is_empty(), "{:?}", faults);
    }

    #[test]
    fn any_text_keeps_the_laws(text in any::<String>()) {
        let faults = faults(&text);
        prop_assert!(faults.is_empty(), "{:?}", faults);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let input = Input { path: "a.txt", shown_path: "a.txt", bytes: &bytes, sidecar: None };
        let english = Language::parse("en").expect("a tag");
        let inspection = inspect(&input, &Rules::new(false, SlugStyle::default(), english));
        prop_assert!(inspection.article.is_some() || inspection.diagnostics.iter().count() > 0);
    }
}
