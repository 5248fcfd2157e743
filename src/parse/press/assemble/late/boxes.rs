//! Owns who signs under the text, past what a site sets there: the box of the author under the way to the next article, two hands on a
//! line of their own among links.

use super::{Claim, Form, LAST_SIGNATURE, Page};
use crate::parse::press::assemble::signed::is_known_name;
use crate::parse::press::assemble::within;
use crate::parse::press::block::End;
use crate::parse::press::claim::Role;
use crate::parse::press::lexicon::{Kind, Words};
use crate::parse::press::{byline, names};

/// The name that a page sets under the way to the article before and the next: so the common templates of sites head their box of the
/// author. Whom the text names is told of, and signs nothing.
pub(super) fn author_box(page: &Page<'_>) -> Option<Claim> {
    let leads = |at: usize| {
        let text = page.blocks[at].text.as_str();
        // "Next articleBridge at Sarn": the title is glued to the button.
        let button = names::glued(text).map_or(text, |end| &text[..end]);
        page.blocks[at].words().opens(Kind::Paged).is_some()
            || Words::of(button).is(Kind::Paged).is_some()
    };
    let at = (page.foot + 2..page.bids.len()).find(|&at| {
        let name = page.blocks[at].text.trim();
        leads(at - 1)
            && !leads(at)
            && matches!(page.bids[at].role, Role::Noise | Role::Byline)
            && is_known_name(name)
            && name.contains(char::is_lowercase)
            && !page.is_told_of(name)
    })?;
    Some(Claim {
        at,
        form: Form::Words(page.blocks[at].text.trim().to_owned()),
        rule: "press/author-box-name",
        confidence: 0.56,
    })
}

/// "… stays closed. (Anne Example) +++", where the last line of the text was left to the foot: who signs in its bracket.
pub(super) fn closing_under(page: &Page<'_>) -> Option<Claim> {
    let at = page.foot + 1;
    let block = page
        .blocks
        .get(at)
        .filter(|_| page.bids[at].rule == "press/foot" || page.is_free(at))?;
    let who = within::closing_hand(&block.text).filter(|_| block.shape.words >= 6)?;
    Some(Claim {
        at,
        form: Form::Words(who.to_owned()),
        rule: "press/reporting-credit",
        confidence: 0.6,
    })
}

/// "Anne Exemple avec Paul Modèle", alone on its line under the text, also where links stand between: nobody is called so, and no other
/// article.
pub(super) fn helped(page: &Page<'_>) -> Option<Claim> {
    let helped = |text: &str| {
        let words = Words::of(text);
        let mut joints = words.all(Kind::With);
        joints.any(|hit| {
            let (who, other) = (text[..hit.start].trim(), text[hit.end..].trim());
            names::is_name(who)
                && names::is_name(other)
                && (is_known_name(who) || is_known_name(other))
        })
    };
    let last = page.bids.len().min(page.foot + 1 + LAST_SIGNATURE);
    let at = (page.foot + 1..last).find(|&at| {
        let block = &page.blocks[at];
        matches!(page.bids[at].role, Role::Noise | Role::Related)
            && block.shape.words <= 8
            && block.shape.end == End::Open
            && helped(block.text.trim())
            && !byline::people(&block.text)
                .iter()
                .any(|name| page.is_told_of(name))
    })?;
    Some(Claim {
        at,
        form: Form::Words(page.blocks[at].text.trim().to_owned()),
        rule: "press/signed-with-help",
        confidence: 0.58,
    })
}

impl Page<'_> {
    /// Whether the text, or a line over it, names a person by the surname.
    fn is_told_of(&self, name: &str) -> bool {
        let surname = name.split_whitespace().next_back().unwrap_or(name);
        let mut lines = self.blocks[..=self.foot].iter();
        lines.any(|block| block.text.contains(surname))
    }
}

#[cfg(test)]
mod tests {
    use crate::diag::SourceText;
    use crate::parse::press::read;

    const HEAD: &str = "Die Brücke von Sarn ist nach einem Jahr wieder offen\n\n3. Mai 2019\n\n";
    const TEXT: &str = "Die Brücke über den Fluss ist am Montag wieder für den Verkehr geöffnet worden, wie der Bürgermeister mitteilte. \
        Händler hatten seit der Flut darauf gewartet.\n\nDie Fähren bleiben bis zum Sommer im Dienst, danach werden die Boote \
        verkauft, sagte er den Leuten im Rathaus am Abend.\n\nDer Rat gibt die Kosten mit vier Millionen an, von denen das Land \
        die Hälfte trägt, und will im Herbst noch einmal beraten.";

    fn signs(foot: &str) -> Option<String> {
        let text = format!("{HEAD}{TEXT}\n\n{foot}\n");
        let found = read(&SourceText::new("text.txt", &text)).byline;
        found.map(|found| found.value.verbatim)
    }

    #[test]
    fn the_box_of_the_author_stands_under_the_way_to_the_next_article() {
        let ways = "Vorheriger ArtikelFähren fahren seltener als im letzten Jahr\n\nNächster ArtikelRat von Sarn vertagt den Haushalt";
        let links = "Neueste Artikel\n\nFähren fahren seltener als im letzten Jahr\n\nRat von Sarn vertagt den Haushalt";
        for (name, wanted) in [
            ("Anna Muster", Some("Anna Muster")),
            ("Mehr aus der Stadt", None),
        ] {
            let found = signs(&format!("{ways}\n\n{name}\n\n{links}"));
            assert_eq!(found.as_deref(), wanted, "{name}");
        }
    }

    #[test]
    fn who_signs_in_the_bracket_of_a_last_line_that_the_foot_took() {
        let tail = "Jobs in der Region\n\nBäcker (m/w/d)\n\nSarn Süd\n\nFahrer (m/w/d)\n\nHafen AG";
        let found = signs(&format!(
            "Der Streit bleibt spannend. (Anna C. Muster) +++\n\n{tail}"
        ));
        assert_eq!(found.as_deref(), Some("Anna C. Muster"));
    }

    #[test]
    fn two_hands_sign_among_links() {
        let links = "Sur le même sujet\n\nLes bacs de Sarn passent moins souvent que l’an dernier";
        let found = signs(&format!(
            "{links}\n\nAnne Exemple avec Ravel Modon\n\nTop Articles"
        ));
        assert_eq!(found.as_deref(), Some("Anne Exemple avec Ravel Modon"));
    }
}
