//! Owns the law that what nobody sees in a text changes nothing in its reading: how its lines end, blanks behind them, no-break spaces
//! where a line is empty, the control characters of wires, soft hyphens and zero-width spaces within words. With `DEPECHE_PRESS_ITEMS=FOLDER`
//! it is tried on the items of that folder.

use depeche::parse::decode::decode;
use rayon::prelude::*;

use super::gold;
use super::laws::told_of;
use super::mutate::Random;

/// A change that nobody sees.
type Change = fn(&str, &mut Random) -> String;

const CHANGES: [(&str, Change); 6] = [
    ("CRLF here and there", mixed_ends),
    ("no-break spaces on empty lines", full_blanks),
    ("blanks behind lines", trailing),
    ("soft hyphens and zero-width characters", within_words),
    ("the control characters of a wire", controls),
    ("CRLF", crlf),
];

#[test]
fn what_nobody_sees_changes_nothing() {
    let items = gold::items(&super::asked_folder().unwrap_or_else(gold::own_folder));
    let texts: Vec<(String, String)> = items
        .into_iter()
        .filter_map(|item| Some((item.name, decode(&item.bytes).ok()?.text)))
        .collect();
    let faults: Vec<String> = texts
        .par_iter()
        .enumerate()
        .flat_map(|(seed, (name, text))| faults(name, text, seed as u64))
        .collect();
    assert!(
        faults.is_empty(),
        "{} faults:\n  {}",
        faults.len(),
        faults.join("\n  ")
    );
}

/// What the changes make a difference to: all of them at once, and one by one where they do.
fn faults(name: &str, text: &str, seed: u64) -> Vec<String> {
    let plain = told_of(text);
    let mut random = Random::new(seed);
    let changed = |text: &str, changes: &[(&str, Change)], random: &mut Random| {
        let text = text.to_owned();
        changes
            .iter()
            .fold(text, |text, (_, change)| change(&text, random))
    };
    // The last would undo the first.
    let (one, rest) = CHANGES.split_at(CHANGES.len() - 1);
    let differs = |changes: &[(&str, Change)], random: &mut Random| {
        let other = told_of(&changed(text, changes, random));
        let pair = plain.iter().zip(other).find(|(one, two)| *one != two)?;
        Some(apart(pair.0, &pair.1))
    };
    let together = differs(one, &mut random).or_else(|| differs(rest, &mut random));
    let Some(together) = together else {
        return Vec::new();
    };
    let alone = CHANGES.into_iter().filter_map(|change| {
        let told = differs(&[change], &mut Random::new(seed))?;
        Some(format!("{name}: {}: {told}", change.0))
    });
    let mut faults: Vec<String> = alone.collect();
    if faults.is_empty() {
        faults.push(format!("{name}: all of them together: {together}"));
    }
    faults
}

/// Where two values of a field begin to differ.
fn apart(one: &str, two: &str) -> String {
    let same = one
        .chars()
        .zip(two.chars())
        .take_while(|(one, two)| one == two);
    let from = same.count().saturating_sub(30);
    let cut = |text: &str| text.chars().skip(from).take(90).collect::<String>();
    let field: String = one.chars().take_while(|c| *c != ':').collect();
    format!("{field}: “{}” becomes “{}”", cut(one), cut(two))
}

/// A text that has other line ends than LF may mean something by them.
fn crlf(text: &str, _: &mut Random) -> String {
    match text.contains('\r') {
        true => text.to_owned(),
        false => text.replace('\n', "\r\n"),
    }
}

fn mixed_ends(text: &str, random: &mut Random) -> String {
    match text.contains('\r') {
        true => text.to_owned(),
        false => each_line(text, |line| format!("{line}{}", random.pick(&["", "\r"]))),
    }
}

fn full_blanks(text: &str, random: &mut Random) -> String {
    each_line(text, |line| match line.trim().is_empty() {
        true => {
            random
                .pick(&["\u{a0}", "\u{a0} \u{a0}", "\u{202f}", "\u{3000}"])
                .to_owned()
                + line
        }
        false => line.to_owned(),
    })
}

fn trailing(text: &str, random: &mut Random) -> String {
    each_line(text, |line| {
        format!("{line}{}", random.pick(&["", " ", "    ", "\t", "\u{a0}"]))
    })
}

fn within_words(text: &str, random: &mut Random) -> String {
    let mut changed = String::with_capacity(text.len() * 2);
    let mut after_letter = false;
    for c in text.chars() {
        if after_letter && c.is_alphabetic() {
            changed += random.pick(&["", "", "", "", "\u{ad}", "\u{200b}", "\u{2060}"]);
        }
        after_letter = c.is_alphabetic();
        changed.push(c);
    }
    changed
}

fn controls(text: &str, random: &mut Random) -> String {
    let inner = each_line(text, |line| {
        format!(
            "{}{line}{}",
            random.pick(&["", "", "\u{2}"]),
            random.pick(&["", "", "\u{3}"])
        )
    });
    format!("\u{feff}\u{1}{inner}\u{3}\u{4}")
}

/// Changes the lines of a text, and leaves their ends alone.
fn each_line(text: &str, mut change: impl FnMut(&str) -> String) -> String {
    let lines = text.split('\n').map(|line| match line.strip_suffix('\r') {
        Some(line) => change(line) + "\r",
        None => change(line),
    });
    lines.collect::<Vec<_>>().join("\n")
}
