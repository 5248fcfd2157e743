//! Owns the tests of lines and blocks: line ends, wraps, pieces, and what is cleaned away.

mod anew;
mod release;

use super::*;

fn texts(source: &str) -> Vec<String> {
    blocks(source)
        .0
        .into_iter()
        .map(|block| block.text)
        .collect()
}

#[test]
fn every_kind_of_line_end_parts_lines() {
    assert_eq!(
        texts("one\r\ntwo\rthree\n\u{2028}four"),
        ["one", "two", "three", "four"]
    );
}

#[test]
fn invisible_characters_go_and_a_line_of_them_is_told() {
    let (blocks, invisible) =
        blocks("so\u{ad}lid\u{200b} ground\n\u{feff}\n\u{1}slug\u{3}\n\u{a0} \u{a0}\n");
    let texts: Vec<_> = blocks.iter().map(|block| block.text.as_str()).collect();
    assert_eq!(texts, ["solid ground", "slug"]);
    assert_eq!(invisible.len(), 1);
}

#[test]
fn hard_wraps_are_mended_and_indents_part_paragraphs() {
    let source = "   The bridge over the river was closed on Monday after engineers found\n\
        cracks in two of its pillars, the provincial office for roads said in a\n\
        statement.\n   Lorries were sent round by the northern road, which is longer and was\n\
        not built for such loads, and local people asked for a ferry.\n";
    let texts = texts(source);
    assert_eq!(texts.len(), 2, "{texts:#?}");
    assert!(texts[0].starts_with("The bridge") && texts[0].ends_with("statement."));
}

#[test]
fn one_sentence_a_line_stays_so() {
    let source = "The mill reopened on Friday after a year of repairs by its owners.\n\
        Its workers were called back by letter in the course of last week.\n\
        The owner said that prices would not change before the next spring.\n";
    assert_eq!(texts(source).len(), 3);
}

#[test]
fn a_release_on_one_line_is_parted_at_runs_of_spaces() {
    let sentence =
        "The office said that the road would be open again before the first snow of the year. ";
    let source = format!(
        "Road to reopen    {}     {}",
        sentence.repeat(3),
        sentence.repeat(3)
    );
    assert_eq!(texts(&source).len(), 3);
}

#[test]
fn a_record_on_one_line_is_parted_before_its_dateline() {
    let rest = "The bridge over the river was opened to traffic again, officials said on Monday in the town.";
    for (head, dateline) in [
        ("A Bridge Opens in the Suburb  ", "BAGHDAD (Reuters) - "),
        ("A Bridge Opens in the Suburb ", "BAGHDAD (Reuters) - "),
        ("A Bridge Opens in the Suburb ", "NEW PORT, Aug 3 (AFP) - "),
        ("A Bridge Opens in the Suburb ", "(Reuters) Reuters - "),
    ] {
        let read = texts(&format!("{head}{dateline}{rest}"));
        assert_eq!(read, [head.trim(), &format!("{dateline}{rest}")]);
    }
    for whole in [
        "BAGHDAD (Reuters) - The bridge over the river was opened to traffic.  PARIS was the first to hear of it, officials said on Monday.",
        "The mayor told the wire (Reuters) - or so he thought - that the bridge would be opened to traffic again, officials said on Monday.",
    ] {
        assert_eq!(texts(whole).len(), 1, "{whole}");
    }
}

#[test]
fn a_block_knows_where_it_stands() {
    let source = "  déjà\r\n\r\n  vu  \r\n";
    let (blocks, _) = blocks(source);
    assert_eq!(&source[blocks[0].bytes.clone()], "déjà");
    assert_eq!(&source[blocks[1].bytes.clone()], "vu");
}

/// Wraps words at a width, as a wire does.
fn wrapped(text: &str, width: usize, indent: &str) -> String {
    let mut out = indent.to_owned();
    let mut column = indent.chars().count();
    for (at, word) in text.split(' ').enumerate() {
        let length = word.chars().count();
        if at > 0 && column + 1 + length > width {
            out.push('\n');
            column = 0;
        } else if at > 0 {
            out.push(' ');
            column += 1;
        }
        out.push_str(word);
        column += length;
    }
    out
}

const STORY: [&str; 4] = [
    "The bridge over the river was closed on Monday after engineers found cracks in two of its pillars, the provincial office for \
     roads said in a statement that was read on the radio.",
    "Lorries were sent round by the northern road, which is longer and was not built for such loads.",
    "Local people asked for a ferry. The mayor, Ada Merin, said that one would be hired as soon as the water fell, and that the town \
     would pay for it until the summer.",
    "Nobody was hurt.",
];

const ARABIC: [&str; 3] = [
    "أغلق الجسر فوق النهر يوم الاثنين بعد أن وجد المهندسون شقوقا في اثنتين من دعائمه، وفق ما قال مكتب الطرق في المحافظة في بيان بثته الإذاعة.",
    "وحولت الشاحنات إلى الطريق الشمالي وهو أطول ولم يشيد لمثل هذه الحمولات الثقيلة بحسب المكتب نفسه.",
    "وطلب السكان عبارة تنقلهم، وقالت رئيسة البلدية إن واحدة ستستأجر حين ينخفض منسوب المياه وإن البلدة ستدفع أجرتها حتى الصيف المقبل.",
];

#[test]
fn wraps_of_every_make_are_mended() {
    for width in [58, 64, 68, 72, 80] {
        let with = |indent: &str, between: &str, story: &[&str]| {
            let wrapped: Vec<String> = story
                .iter()
                .map(|text| wrapped(text, width, indent))
                .collect();
            wrapped.join(between)
        };
        for (source, story) in [
            (with("", "\n\n", &STORY), &STORY[..]),
            (with("   ", "\n", &STORY), &STORY[..]),
            (with("    ", "\n\n", &STORY), &STORY[..]),
            (with("", "\r\n\r\n", &STORY), &STORY[..]),
            (with("", "\n\n", &ARABIC), &ARABIC[..]),
            (with("  ", "\n", &ARABIC), &ARABIC[..]),
        ] {
            assert_eq!(texts(&source), story, "{width}: {source}");
        }
    }
}

#[test]
fn headings_and_short_last_lines_stand_within_wrapped_text() {
    let source = format!(
        "Bridge of Rawa closed\n\n{}\nNorthern road\n{}\n\n{}\n",
        wrapped(STORY[0], 66, ""),
        wrapped(STORY[2], 66, ""),
        wrapped(STORY[1], 66, "")
    );
    assert_eq!(
        texts(&source),
        [
            "Bridge of Rawa closed",
            STORY[0],
            "Northern road",
            STORY[2],
            STORY[1]
        ]
    );
}

#[test]
fn a_header_that_is_wider_than_the_text_does_not_set_the_width() {
    let source = format!(
        "AP-ML--Rawa Bridge, 3rd Ld-Writethru, 412, with photos of the bridge and of the road, map by the desk of the house\n\n{}\n\n{}\n",
        wrapped(STORY[0], 66, ""),
        wrapped(STORY[2], 66, "")
    );
    let texts = texts(&source);
    assert_eq!(texts[1..], [STORY[0], STORY[2]]);
}

#[test]
fn wraps_with_a_blank_line_after_each_line_are_closed_up() {
    let spread = |text: &str| wrapped(text, 64, "").replace('\n', "\n\n");
    let source = format!(
        "{}\n\n\n{}\n\n\n{}\n",
        spread(STORY[0]),
        spread(STORY[2]),
        spread(STORY[1])
    );
    assert_eq!(texts(&source), [STORY[0], STORY[2], STORY[1]]);
}

#[test]
fn the_rarer_line_end_may_part_paragraphs() {
    let inner = |text: &str| wrapped(text, 64, "").replace('\n', "\r\n");
    let story = STORY.map(inner).join("\n");
    assert_eq!(texts(&format!("{story}\n")), STORY);
}

#[test]
fn lists_verses_and_menus_are_left_as_they_are() {
    for source in [
        "Home\nWorld\nAfrica\nThe bridge of the north is closed for the whole summer\nSport\n",
        "- The bridge of the north is closed until further notice\n- The ferry is hired from the port of the next town\n- Nobody was hurt when it sank\n",
        "The bridge of Rawa is closed for a month\nFerry to be hired from the coast for the summer\nMarket of the east bank opens again\n",
        "قالت البلدية إن الجسر أغلق حتى إشعار آخر.\nوحولت الشاحنات إلى الطريق الشمالي الطويل.\nولم يصب أحد بأذى في الحادث.\n",
    ] {
        assert_eq!(texts(source).len(), source.lines().count(), "{source}");
    }
}

#[test]
fn paragraphs_that_lost_their_ends_are_parted_and_typists_spaces_are_not() {
    let sentence = "The office said that the road would be open again before the first snow.";
    let source = format!("{sentence}  {sentence}  {sentence}   {sentence}\u{a0}\u{a0} {sentence}");
    assert_eq!(texts(&source).len(), 3);
    let short = "Rawa    12    34";
    assert_eq!(texts(short), ["Rawa 12 34"]);
}

#[test]
fn tags_of_paragraphs_part_them_and_are_kept() {
    let sentence =
        "The office said that the road would be open again before the first snow of the year.";
    let source = format!("<p>{sentence}</p><p class=\"lead\">{sentence} <b>So</b> it is.</p>");
    let texts = texts(&source);
    assert_eq!(
        texts
            .iter()
            .filter(|text| text.starts_with("The office"))
            .count(),
        2,
        "{texts:?}"
    );
    assert!(texts.iter().any(|text| text == "<p>"));
    assert!(texts.iter().any(|text| text.contains("<b>So</b>")));
}

#[test]
fn marks_of_direction_go_and_joiners_stay() {
    assert_eq!(
        texts("\u{200f}\u{202b}باز می\u{200c}شود\u{202c}\n"),
        ["باز می\u{200c}شود"]
    );
}

#[test]
fn the_words_at_the_ends_of_a_long_block_are_found_whole() {
    let long = format!(
        "Publicité {} Read more {} (Tolwa) ENDE",
        "mots ".repeat(80),
        "de plus ".repeat(60)
    );
    let (blocks, _) = blocks(&long);
    let words = blocks[0].words();
    assert!(
        words
            .opens(crate::parse::press::lexicon::Kind::Button)
            .is_some()
    );
    assert!(
        words
            .ends(crate::parse::press::lexicon::Kind::End)
            .is_some()
    );
    for hit in words.all(crate::parse::press::lexicon::Kind::Button) {
        assert!(long.is_char_boundary(hit.start) && long.is_char_boundary(hit.end));
    }
}

#[test]
fn a_part_is_found_where_the_source_has_other_spaces_in_it() {
    let source = "VIDEO.   Le pont\u{ad}-neuf  de la\nville rouvre\n\nTexte.\n";
    let (blocks, _) = blocks("VIDEO.   Le pont\u{ad}-neuf  de la ville\n");
    let part = "Le pont-neuf de la";
    let place = blocks[0].locate(source, part);
    assert_eq!(&source[place], "Le pont\u{ad}-neuf  de la");
}

#[test]
fn who_speaks_goes_on_with_the_words_though_a_dash_opens_the_line() {
    let source = "«Мы шли молча, потому что так нам велели все старшие»,\n— сказала сестра мельника и больше ничего не прибавила к\nэтому, хотя её просили об этом ещё несколько раз подряд.\n\nНа мост в тот вечер не пустили никого, и люди разошлись по\nдомам ещё до темноты, рассказал сторож.\n";
    let (blocks, _) = blocks(source);
    assert_eq!(blocks.len(), 2, "{blocks:?}");
}

#[test]
fn sentences_of_few_words_are_told_from_names_and_labels() {
    let short = |text: &str| blocks(text).0[0].is_short_sentence();
    for text in [
        "Yönetim yanıt vermedi.",
        "Он собирается сеять.",
        "Nobody came.",
    ] {
        assert!(short(text), "{text}");
    }
    for text in [
        "Ada Merin.",
        "Foto: dpa.",
        "K. B.",
        "TIME.",
        "Nobody came",
        "at noon.",
    ] {
        assert!(!short(text), "{text}");
    }
}

#[test]
fn a_blank_line_sets_a_block_apart() {
    let (blocks, _) = blocks("One line\nand another\n\nA third\n");
    let apart: Vec<bool> = blocks.iter().map(|block| block.apart).collect();
    assert_eq!(apart, [true, false, true]);
}

#[test]
fn a_byte_order_mark_hides_no_indent() {
    let source = "   an indented line that goes on for some time and then\r\nThe bridge\nVIDEO. The bridge over the river opens after a year of works and rain\nno end\n";
    assert_eq!(texts(&format!("\u{feff}{source}")), texts(source));
}

#[test]
fn a_button_glued_to_a_heading_is_cut_off_though_soft_hyphens_stand_in_it() {
    for source in [
        "ToggleThe bridge",
        "\u{2}Tog\u{ad}gle\u{200b}The bridge\u{3}",
    ] {
        assert_eq!(texts(source), ["Toggle", "The bridge"], "{source:?}");
    }
}

#[test]
fn a_marked_heading_is_found_in_its_line_though_soft_hyphens_stand_in_it() {
    let source = "## The \u{ad}bri\u{ad}dge\n";
    let (blocks, _) = blocks(source);
    let words = blocks[0].locate(source, &blocks[0].text);
    assert_eq!(&source[words], "The \u{ad}bri\u{ad}dge");
}

#[test]
fn a_line_that_ends_in_an_article_goes_on_before_a_capital() {
    let source = "Die Brücke über den Fluss war am Montag für alle Wagen gesperrt, sagte\n\
        der Bürgermeister der Stadt. Die Händler warten seit vielen Wochen auf\n\
        die neue Straße und schicken ihre Waren auf dem längeren Weg nach Sarn,\n\
        das ohne den Markt nicht leben kann.\n\
        Ihr Lager steht im Hof eines alten Hauses in einem\n\
        Außenbezirk von Sarn, im Süden der Stadt, und von dort fährt jeden Tag\n\
        ein Wagen zum Fluss, bis die Fähre am Abend zum letzten Mal ablegt.\n";
    let texts = texts(source);
    assert!(
        !texts.iter().any(|text| text.ends_with("in einem")),
        "{texts:#?}"
    );
}
