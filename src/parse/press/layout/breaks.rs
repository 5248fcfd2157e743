//! Owns what the end of copy and the lists under a text tell of lines: a paragraph that was cut off in the midst of a sentence, and the
//! days of the other articles in a list.

use super::boxes::is_whole;
use super::sight::{Sight, is_item};
use crate::parse::press::block::{Block, End};
use crate::parse::press::claim::{Claims, Role};
use crate::parse::press::tokens::leads_on;

/// The fewest words that are enough to tell a sentence from a name or a button.
const FEWEST: usize = 6;
/// The fewest where the last word is a small one: no name is, and no title stands alone under a text.
const FEWEST_SMALL: usize = 4;
/// The fewest in a script without capitals.
const FEWEST_UNCASED: usize = 8;
/// The fewest where the last word leads on: "… said that the".
const FEWEST_LED: usize = 3;
/// How sure a crosshead is that stands over the last line.
const HEADS: f32 = 0.9;
/// The most letters of a small word that ends no title.
const SMALL: usize = 3;
/// How much of a text must stand before a list under it, in hundredths.
const FOOT: u8 = 70;
/// How many days tell that they are those of a list.
const SEVERAL: usize = 2;
/// The fewest words of a title beside its day.
const TITLE: usize = 3;

/// Marks the last line where it breaks off, and the days of lists.
pub(super) fn mark(blocks: &[Block], claims: &[Claims], sights: &mut [Sight]) {
    if let Some(last) = blocks.len().checked_sub(1)
        && last > 0
        && (sights[last].under_text || claims[last - 1].certainty(&[Role::Crosshead]) >= HEADS)
        && breaks_off(&blocks[last], &claims[last])
    {
        sights[last].breaks_off = true;
        sights[last].boxed = None;
    }
    days(blocks, claims, sights);
}

/// Whether a line that is the last of all is the beginning of a paragraph: words in small letters, as sentences have, and no stop.
fn breaks_off(block: &Block, claims: &Claims) -> bool {
    let text = block.text.as_str();
    let shape = block.shape;
    if shape.end != End::Open || shape.capitals || is_item(block) {
        return false;
    }
    let claimed = claims
        .iter()
        .any(|bid| !matches!(bid.role, Role::Paragraph | Role::Headline) && bid.confidence >= 0.4);
    let begins = text.starts_with(|c: char| c.is_alphabetic() || "\"“«„‘¿¡".contains(c));
    if claimed || !begins || text.contains(['|', '©', '@', '•']) || text.ends_with(')') {
        return false;
    }
    let cased = |c: char| c.is_uppercase() || c.is_lowercase();
    if !text.contains(cased) {
        return shape.words >= FEWEST_UNCASED;
    }
    let long = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() > SMALL;
    let words = || text.split_whitespace().skip(1);
    let all = words().filter(long).count();
    let small = words()
        .filter(long)
        .filter(|word| word.starts_with(char::is_lowercase))
        .count();
    let last = words().last().unwrap_or_default();
    let led = last.chars().all(char::is_lowercase) && last.chars().count() <= SMALL
        || text.ends_with([',', ';']);
    // A quotation that is not closed.
    let open = text.matches('“').count() > text.matches('”').count() && text.contains('”')
        || text.matches('«').count() > text.matches('»').count();
    let fewest = match last.starts_with(char::is_lowercase) {
        true => FEWEST_SMALL,
        false => FEWEST,
    };
    (led || leads_on(text)) && shape.words >= FEWEST_LED
        || shape.words >= fewest && (small * 2 >= all || open)
}

/// Marks days under the text that stand beside titles, where there are several.
fn days(blocks: &[Block], claims: &[Claims], sights: &mut [Sight]) {
    let titled = |at: Option<usize>| {
        at.and_then(|at| blocks.get(at).zip(claims.get(at)))
            .is_some_and(|(block, claims)| {
                block.shape.words >= TITLE
                    && block.shape.end != End::Stop
                    && is_whole(block)
                    && claims.certainty(&[Role::Byline, Role::Stamp, Role::Noise]) < 0.6
            })
    };
    let days: Vec<usize> = (0..blocks.len())
        .filter(|&at| sights[at].seen >= FOOT && claims[at].certainty(&[Role::Stamp]) >= 0.6)
        .filter(|&at| titled(at.checked_sub(1)) || titled(Some(at + 1)) || titled(Some(at + 2)))
        .collect();
    if days.len() >= SEVERAL {
        for at in days {
            sights[at].day_of_list = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::diag::SourceText;
    use crate::parse::press::read;
    use serde_json::json;

    #[test]
    fn a_last_line_that_breaks_off_is_text_and_no_link() {
        let pages = [
            (
                "Міст у Сарні знову відкрито після року робіт\n\nМіст через річку у Сарні знову відкрили в понеділок після року робіт, \
                    повідомила міська голова, і вранці проїхали перші вантажівки.\n\nТорговці на північній дорозі кажуть, що чекатимуть \
                    до літа, бо новим опорам ще ніхто не довіряє.\n\n",
                "Міська рада збереться для",
            ),
            (
                "إعادة فتح جسر سارن بعد عام من العمل\n\nأعيد يوم الاثنين فتح الجسر فوق النهر في سارن بعد عام من العمل، بحسب رئيسة البلدية، \
                    وعبرت أولى الشاحنات في الصباح.\n\nوقال تجار الطريق الشمالية إنهم سينتظرون حتى الصيف قبل إرسال بضائعهم لأن أحدا لا يثق \
                    بالأعمدة الجديدة.\n\n",
                "وقالت رئيسة البلدية إن المجلس سيجتمع يوم الجمعة للبحث في",
            ),
        ];
        for (page, last) in pages {
            let text = format!("{page}{last}\n");
            let read = read(&SourceText::new("text.txt", &text)).summary_json();
            assert_eq!(read["related"], json!([]), "{last}");
            let paragraphs = read["body_paragraphs"].as_array();
            assert_eq!(
                paragraphs.and_then(|all| all.last()),
                Some(&json!(last)),
                "{read}"
            );
        }
    }
}
