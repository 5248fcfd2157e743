//! Owns what the paragraphs under a line say again of it: the words of a crosshead come back in what it stands over, those of a link to
//! another article rarely do.

use super::sight::Sight;
use super::theme::Theme;
use crate::parse::press::block::Block;
use crate::parse::press::claim::{Claims, Role};
use crate::parse::press::spread;

/// How many paragraphs a crosshead announces, and how many lines they may be looked for in.
const ANNOUNCED: usize = 3;
const REACH: usize = 7;
/// With fewer stems a line says too little to tell by.
const FEWEST: u16 = 3;
/// A line so short that stands over a paragraph heads what follows.
const SHORT: usize = 12;

/// Marks the titles among the paragraphs with the share of their words that comes back.
pub(super) fn mark(blocks: &[Block], claims: &[Claims], sights: &mut [Sight]) {
    let aside = [
        Role::Noise,
        Role::Caption,
        Role::Credit,
        Role::Related,
        Role::Byline,
    ];
    let told = |at: usize| blocks[at].is_sentence() && claims[at].certainty(&aside) < 0.7;
    let share = |at: usize| {
        let block = &blocks[at];
        if sights[at].seen == 0 || sights[at].footed || !block.is_title() || block.is_sentence() {
            return None;
        }
        let mut under = Vec::with_capacity(ANNOUNCED);
        for next in at + 1..blocks.len().min(at + 1 + REACH) {
            if told(next) {
                under.push(&blocks[next]);
            } else if !under.is_empty() && heads(&blocks[next], &sights[next]) {
                break;
            }
            if under.len() == ANNOUNCED {
                break;
            }
        }
        let said = Theme::of(under.into_iter()).common(block, false);
        (said.stems >= FEWEST).then(|| f32::from(said.shared) / f32::from(said.stems))
    };
    let shares = spread::each(blocks.len(), share);
    for (sight, share) in sights.iter_mut().zip(shares) {
        sight.ahead = share;
    }
}

/// Whether a line may head the next part of the text.
fn heads(block: &Block, sight: &Sight) -> bool {
    sight.over_text && block.is_title() && !block.is_sentence() && block.shape.words <= SHORT
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::SourceText;
    use crate::parse::press::{lines, read};
    use serde_json::{Value, json};

    const HEAD: &str = "Le pont de Sarn rouvre après un an de travaux\n\nLe pont sur la rivière a rouvert lundi à Sarn après un an de travaux, a dit \
        la maire, et les premiers camions l'ont franchi dès le matin.\n\n";
    const TOLL: &str = "Le péage du pont sera payé par les transporteurs étrangers dès l'été, selon le conseil, qui attend quatre millions \
        de cette recette pour la voie de l'est.\n\n";
    const LAST: &str = "Les bacs resteront à quai jusqu'au mois de mai, car les marchands de la côte n'ont pas encore confiance dans les piliers \
        neufs du fleuve.\n";

    fn summary(line: &str) -> Value {
        let text = format!("{HEAD}{line}\n\n{TOLL}{LAST}");
        read(&SourceText::new("text.txt", &text)).summary_json()
    }

    #[test]
    fn the_share_of_a_line_that_comes_back_is_counted() {
        let line = "Quatre millions pour la chorale";
        let (blocks, _) = lines::blocks(&format!("{line}\n\n{TOLL}{LAST}"));
        let claims = vec![Claims::default(); blocks.len()];
        let seen = Sight {
            seen: 40,
            ..Sight::default()
        };
        let mut sights = vec![seen; blocks.len()];
        mark(&blocks, &claims, &mut sights);
        let ahead = sights[0].ahead.unwrap_or_default();
        assert!((ahead - 2.0 / 3.0).abs() < 0.1, "{ahead}");
        assert_eq!(sights[1].ahead, None);
    }

    #[test]
    fn a_long_line_whose_words_come_back_heads_what_follows() {
        let line = "Le conseil attend quatre millions du péage des transporteurs étrangers";
        assert_eq!(summary(line)["crossheads"], json!([line]));
        // Of a headline of another article the next paragraphs say nothing.
        let line = "Une chorale du nord invitée au concours des villages de montagne";
        assert_eq!(summary(line)["crossheads"], json!([]));
    }
}
