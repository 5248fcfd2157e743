//! Owns the lines that name whom a text is from: "Source: AFP", "avec AFP", and what stands behind a bar.

use super::signature::trimmed;
use super::{Byline, signed};
use crate::parse::press::lexicon::{Kind, Words};
use crate::parse::press::names::{self, is_titled, only_agencies};

/// "Le Quotidien | 04.05.2016 | Par X", "OLJ / Par X": a signature behind a bar.
pub(super) fn behind_bar<'a>(words: &Words<'a>, line: &'a str) -> Option<Byline<'a>> {
    let at = line.rfind(['|', '/', '•'])?;
    let rest = line[at..].trim_start_matches(['|', '/', '•', ' ', '\u{a0}']);
    let opens = Words::of(rest);
    opens.opens(Kind::By)?;
    signed(words, rest)
}

/// "Editor: Anne Example | Source: Xinhua": a source behind a bar.
pub(super) fn source_behind_bar(line: &str) -> Option<Byline<'_>> {
    let (_, rest) = line.rsplit_once('|')?;
    let rest = rest.trim_start();
    let words = Words::of(rest);
    words.opens(Kind::Source)?;
    sourced(&words, rest)
}

/// "Source: AFP", "avec AFP", "Con información de EFE", "По материалам …".
pub(super) fn sourced<'a>(words: &Words<'a>, line: &'a str) -> Option<Byline<'a>> {
    let base = line.as_ptr() as usize - words.text.as_ptr() as usize;
    let start = base + line.find(char::is_alphanumeric)?;
    let at = |kind: Kind| words.all(kind).find(|hit| hit.start == start);
    let (hit, labelled) = match (at(Kind::Source), at(Kind::With)) {
        (Some(hit), _) => (hit, true),
        (None, Some(hit)) => (hit, false),
        _ => return None,
    };
    let after = words.text.get(hit.end..base + line.len())?;
    let rest = after.trim_start_matches([' ', '\u{a0}', ':', '：', '/', '|', '-', '–', '—']);
    let marks = &after[..after.len() - rest.len()];
    // "Источник - X": a dash between spaces stands for the colon.
    let colon = marks.contains([':', '：', '/']) || marks.starts_with(' ') && marks.trim() != "";
    let multi = words.text[hit.start..hit.end].contains(' ');
    let who = trimmed(rest);
    // "Via HarbourWire.info": an address needs no colon.
    let colon = colon || labelled && !who.contains(' ') && names::is_site(who);
    // "Kaynak: Haber Merkezi": a paper's own desk is no source, and signs.
    if labelled && colon && Words::of(who).is(Kind::House).is_some() && !super::is_agencies(who) {
        return super::house(who);
    }
    let words_in = who.split_whitespace().count();
    if who.is_empty() || words_in > 10 || labelled && !colon && !multi {
        return None;
    }
    // "Con información de NTX": letters name a source whatever they stand for.
    let agency = names::names_agency(who) || !labelled && multi && names::is_house_form(who);
    // "Quelle: ZEIT ONLINE, dpa, AFP, lk": the desk's initials stay small.
    let fits = (is_titled(who) || agency && labelled && colon)
        && (agency || labelled && colon && words_in <= 4);
    let certainty = match (fits, agency) {
        (false, _) => return None,
        (_, true) => 85,
        (_, false) => 55,
    };
    Some(Byline {
        verbatim: if labelled { who } else { line },
        place: None,
        certainty,
        only_agencies: only_agencies(who),
        sourced: true,
        named_source: labelled,
        credited: who,
        house: None,
        outlet: false,
    })
}
