//! Owns what desks set under a text, or beside a name: initials ("hh/ph/ts", "dpa grj rmo", "أ.م/ع.ج"), lines of a job alone ("AP
//! Sports Writer="), brackets of agencies ("kb/fb (AFP, Reuters)").

use crate::parse::press::block::Block;
use crate::parse::press::claim::{Claims, Role};
use crate::parse::press::lexicon::{Kind, Words};
use crate::parse::press::names;

pub(super) fn recognise(block: &Block, words: &Words<'_>, claims: &mut Claims) {
    let text = block.text.trim();
    if block.shape.chars > 70 || block.shape.words > 8 {
        return;
    }
    let agency = words.has(Kind::Agency) && names::names_agency(text);
    if is_initials(text, words.has(Kind::Agency)) {
        match agency {
            true => claims.claim(Role::SignOff, "press/desk-initials", 0.9),
            false => claims.claim(Role::Noise, "press/desk-initials", 0.82),
        }
    } else if agency && is_initialled_credit(text) {
        claims.claim(Role::SignOff, "press/sign-off", 0.88);
    } else if agency && is_job(words, text) {
        claims.claim(Role::SignOff, "press/job-line", 0.75);
        claims.claim(Role::Noise, "press/job-line", 0.6);
    } else if is_job(words, text) {
        claims.claim(Role::Noise, "press/job-line", 0.62);
    }
}

/// Initials of desks: groups of two to four letters, parted by strokes, stops or spaces, with an agency among them or not.
pub(super) fn is_initials(text: &str, agencies: bool) -> bool {
    let bare = text.trim_matches(['(', ')', '-', '–', ' ', '.', '/']);
    let stroked = bare.contains('/') || bare.contains('-');
    let mut groups = 0;
    let mut agency = false;
    for group in bare
        .split(['/', '-', ' ', '(', ')', ','])
        .filter(|group| !group.is_empty())
    {
        let letters = group.chars().filter(|c| c.is_alphabetic()).count();
        let known = agencies && names::is_agency(group);
        agency |= known;
        let small = group
            .chars()
            .all(|c| c.is_lowercase() || c.is_numeric() || c == '.');
        let capitals = group.chars().all(|c| c.is_uppercase() || c == '.');
        let uncased = !group.chars().any(|c| c.is_uppercase() || c.is_lowercase());
        let dotted = uncased && group.contains('.') && letters <= 3;
        let short = (1..=4).contains(&letters) && (small || capitals && agency || dotted);
        if !(known || short) {
            return false;
        }
        groups += 1;
    }
    let cased = text.chars().any(char::is_lowercase) || text.contains('.');
    // Letters alone may be any short words: only a stroke between them, or an agency, tells desks.
    (2..=8).contains(&groups)
        && cased
        && (stroked && !bare.contains(' ') || agency && text.chars().any(char::is_lowercase))
        && !bare.chars().all(|c| c.is_numeric() || !c.is_alphanumeric())
        && bare.chars().filter(|c| c.is_alphabetic()).count() >= 3
        && !is_word_pair(bare)
}

/// Who signs for a desk in a paper, alone on a line: initials joined by strokes, with agencies or not ("rtk/dpa/AFP", "rtk//sol",
/// "bm – tl"), before agencies in brackets ("RK (dpa, EFE)"). In brackets alone they give what is within.
pub(in crate::parse::press) fn desk_signature(text: &str) -> Option<&str> {
    let line = text.trim().trim_end_matches('.');
    if line.chars().count() > 40 {
        return None;
    }
    let whole = line
        .strip_prefix('(')
        .and_then(|line| line.strip_suffix(')'));
    let inner = whole.filter(|inner| !inner.contains(['(', ')']));
    if inner.is_none()
        && let Some((before, credit)) = line.strip_suffix(')').and_then(|line| line.split_once('('))
    {
        let who = before.trim();
        return (names::only_agencies(credit) && is_joined(who, true)).then_some(who);
    }
    let who = inner.unwrap_or(line).trim();
    is_joined(who, false).then_some(who)
}

/// Whether a text is initials joined by strokes or dashes, some of which may be agencies. Alone, initials tell only where `credited`.
fn is_joined(text: &str, credited: bool) -> bool {
    let mut hands = 0;
    let mut groups = 0;
    let parts = text.split(['/', '–', '—', '-', '+']).map(str::trim);
    for part in parts.filter(|part| !part.is_empty()) {
        groups += 1;
        let letters = part.chars().count();
        let small = part.chars().all(char::is_lowercase);
        let capitals = part.chars().all(char::is_uppercase);
        if names::is_agency(part) || groups == 1 && is_release(part) {
            continue;
        }
        if !((2..=4).contains(&letters) && (small || capitals)) {
            return false;
        }
        hands += 1;
    }
    // A hyphen alone joins the halves of a word.
    let stroked = text.contains(['/', '–', '—']);
    let agencies = groups > hands;
    hands > 0
        && groups <= 5
        && (credited || groups > 1 && stroked)
        && (credited || agencies || !text.chars().any(char::is_uppercase))
        && !is_word_pair(text)
}

/// "PM DRV", "pm", before the stroke and a desk's initials: a release, and the body that sent it out.
fn is_release(part: &str) -> bool {
    const RELEASE: [&str; 12] = [
        "PM",
        "pm",
        "Pm",
        "PR",
        "CP",
        "NP",
        "ПР",
        "BA",
        "Pressemitteilung",
        "Presseinfo",
        "pi",
        "PI",
    ];
    let mut words = part.split_whitespace();
    let opens = words.next().is_some_and(|word| RELEASE.contains(&word));
    let sender = words.next();
    let letters = |word: &str| {
        (2..=5).contains(&word.chars().count()) && word.chars().all(char::is_alphanumeric)
    };
    opens && sender.is_some_and(letters) && words.next().is_none()
}

/// "and/or", "km/h", "on-site": words joined by a stroke.
fn is_word_pair(text: &str) -> bool {
    let lower = text.to_lowercase();
    matches!(
        lower.as_str(),
        "and/or"
            | "et/ou"
            | "und/oder"
            | "y/o"
            | "km/h"
            | "n/a"
            | "s/he"
            | "a/c"
            | "on-site"
            | "e-mail"
            | "off-line"
            | "on-line"
    ) || text.chars().filter(|c| c.is_alphabetic()).count() > 14 && !names::names_agency(text)
        || text.matches('-').count() == 1
            && !text.contains('/')
            && text.split('-').any(|part| part.chars().count() == 1)
        || text.matches('-').count() == 1
            && !text.contains(['/', '.'])
            && text.chars().count() <= 9
            && !names::names_agency(text)
}

/// "kb/fb (AFP, Reuters)", "jov (afp, efe, reuters)", "--IANS", "//Petra// AF", "FR mit dpa".
fn is_initialled_credit(text: &str) -> bool {
    let bare = text.trim_end_matches(['.', ' ']);
    let Some(open) = bare.find('(') else {
        return bare.starts_with("--") || bare.starts_with("==") || bare.starts_with("//");
    };
    let (before, inner) = (bare[..open].trim(), bare[open + 1..].trim_end_matches(')'));
    let short = before.is_empty()
        || before.chars().count() <= 14
            && before
                .split(['/', ' ', ','])
                .all(|part| part.chars().count() <= 4 && part.chars().all(char::is_lowercase))
        || is_dotted(before);
    short
        && (!before.contains('.') || is_dotted(before))
        && names::names_agency(inner)
        && inner.split_whitespace().count() <= 6
        && bare.ends_with(')')
}

/// Whether a line is a desk's initials in a script without capitals, and agencies behind them or nothing: "أ.م/ع.ج (رويترز)".
pub(in crate::parse::press) fn is_desk(text: &str) -> bool {
    let before = text.split('(').next().unwrap_or_default().trim();
    before.contains('/') && is_dotted(before)
}

/// "أ.م/ع.ج": letters of a script without capitals, each with its stop.
fn is_dotted(text: &str) -> bool {
    text.contains('.')
        && text.chars().count() <= 14
        && text.split('/').all(|part| {
            part.trim()
                .split('.')
                .all(|letter| letter.trim().chars().count() <= 1)
        })
        && !text.chars().any(|c| c.is_uppercase() || c.is_lowercase())
}

/// A job alone on its line: "AP Sports Writer=", "Associated Press", "Korrespondent".
fn is_job(words: &Words<'_>, text: &str) -> bool {
    let Some(job) = words.ends(Kind::Job) else {
        return false;
    };
    let count = text.split_whitespace().count();
    let titled = names::is_titled(text) && count <= 5;
    titled && (job.start == 0 && count <= 3 || words.has(Kind::Agency) || text.ends_with('='))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_stands_before_the_desk_that_edited_it() {
        for (line, signs) in [
            ("PM NFV/kr", true),
            ("CP SNCB/ab", true),
            ("PM NFV", false),
            ("NFV PM/kr", false),
            ("PM Waldbauern und Forst/kr", false),
            ("rtk/dpa", true),
        ] {
            assert_eq!(desk_signature(line).is_some(), signs, "{line}");
        }
    }
}
