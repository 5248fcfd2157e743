//! Owns what a file's name and folder say of an article: the stem that its slug is made of, a date, a language. It believes no
//! time stamp.

use chrono::NaiveDate;

use crate::model::{Date, Language};

/// Languages whose codes are taken for a language where a file's name or folder holds them: only common ones, since `it`,
/// `no` and `in` are words too.
const LANGUAGE_CODES: &[&str] = &[
    "ar", "ckb", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hu", "hy", "it",
    "ja", "ka", "kmr", "ko", "ku", "nb", "nl", "pl", "ps", "pt", "ro", "ru", "sv", "syr", "tr",
    "uk", "ur", "zh",
];

/// What a path says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FileName {
    /// The name without extension, date and language; of `index` files the folder's name.
    pub stem: String,
    /// The date, and whether the name or the folder gives it.
    pub date: Option<(Date, &'static str)>,
    /// The language, and whether the name or the folder gives it.
    pub language: Option<(Language, &'static str)>,
    /// Whether the file describes its folder, as Hugo's and Zola's `_index.md`.
    pub is_section: bool,
}

/// Reads a path from the content folder. Languages are looked for only in folders of other generators.
pub(crate) fn read(path: &str, compat: bool) -> FileName {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let folders: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let name = file.rsplit_once('.').map_or(file, |(name, _)| name);
    let (name, suffix) = if compat {
        language_suffix(name)
    } else {
        (name, None)
    };
    let is_section = name == "_index";
    let name = match name {
        "index" | "_index" => folders.last().copied().unwrap_or("home"),
        name => name,
    };
    let (day, stem) = leading_day(name);
    let by_name = day.map(|date| (date, "file name"));
    let by_folder = || folder_date(&folders).map(|date| (date, "folder"));
    let language_folder = folders
        .first()
        .filter(|_| compat)
        .and_then(|code| language(code));
    FileName {
        stem: stem.to_owned(),
        date: by_name.or_else(by_folder),
        language: suffix
            .map(|language| (language, "file name"))
            .or(language_folder.map(|language| (language, "folder"))),
        is_section,
    }
}

/// The folder of a path, from the content folder.
pub(crate) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The first year, month and day that stand together among the parts of a path.
pub(crate) fn day_among(parts: &[&str]) -> Option<Date> {
    parts
        .windows(3)
        .find_map(|three| Some(day(three[0], three[1], three[2])?.0))
}

/// `2017-10-26-slug`, or the date alone, which then is the slug too.
fn leading_day(name: &str) -> (Option<Date>, &str) {
    let Some((head, rest)) = name.split_at_checked(10) else {
        return (None, name);
    };
    let parts: Vec<&str> = head.split('-').collect();
    let [year, month, number] = parts.as_slice() else {
        return (None, name);
    };
    let Some((date, _)) = day(year, month, number) else {
        return (None, name);
    };
    let stem = rest.trim_start_matches(['-', '_', ' ', '.']);
    match (rest, stem) {
        ("", _) | (_, "") => (Some(date), name),
        (rest, stem) if rest.len() > stem.len() => (Some(date), stem),
        _ => (None, name),
    }
}

/// The deepest `2017/10/26`, `2017/10` or `2017` among the folders.
fn folder_date(folders: &[&str]) -> Option<Date> {
    let at = folders.iter().rposition(|part| is_year(part))?;
    let month = folders.get(at + 1).filter(|part| is_two_digits(part));
    let number = folders.get(at + 2).filter(|part| is_two_digits(part));
    let words = [Some(&folders[at]), month, month.and(number)]
        .into_iter()
        .flatten()
        .copied()
        .collect::<Vec<_>>();
    (1..=words.len())
        .rev()
        .find_map(|count| Date::parse(&words[..count].join("-")).ok())
}

fn day(year: &str, month: &str, number: &str) -> Option<(Date, NaiveDate)> {
    if !is_year(year) || !is_two_digits(month) || !is_two_digits(number) {
        return None;
    }
    let day = NaiveDate::from_ymd_opt(
        year.parse().ok()?,
        month.parse().ok()?,
        number.parse().ok()?,
    )?;
    Some((Date::day(day, format!("{year}-{month}-{number}")), day))
}

fn is_year(part: &str) -> bool {
    part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit()) && ("1500"..="2199").contains(&part)
}

fn is_two_digits(part: &str) -> bool {
    part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit())
}

fn language_suffix(name: &str) -> (&str, Option<Language>) {
    let Some((stem, code)) = name.rsplit_once('.') else {
        return (name, None);
    };
    match language(code) {
        Some(language) if !stem.is_empty() => (stem, Some(language)),
        _ => (name, None),
    }
}

fn language(code: &str) -> Option<Language> {
    let base = code.split(['-', '_']).next()?.to_lowercase();
    if !LANGUAGE_CODES.contains(&base.as_str()) || code.len() > 7 {
        return None;
    }
    Language::parse(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(path: &str) -> (String, String, String) {
        let name = read(path, true);
        let date = name.date.map(|(date, rule)| format!("{date} {rule}"));
        let language = name.language.map(|(tag, rule)| format!("{tag} {rule}"));
        (
            name.stem,
            date.unwrap_or_default(),
            language.unwrap_or_default(),
        )
    }

    #[test]
    fn names_and_folders_give_stems_dates_and_languages() {
        for (path, stem, date, language) in [
            ("a.md", "a", "", ""),
            ("2017-10-26-pont.md", "pont", "2017-10-26 file name", ""),
            (
                "_posts/2010/2010-05-01-pont.md",
                "pont",
                "2010-05-01 file name",
                "",
            ),
            ("2017/10/26/pont.md", "pont", "2017-10-26 folder", ""),
            ("blog/2017/10/pont.txt", "pont", "2017-10 folder", ""),
            ("2017/pont.md", "pont", "2017 folder", ""),
            ("2017/13/pont.md", "pont", "2017 folder", ""),
            ("2017-13-45-pont.md", "2017-13-45-pont", "", ""),
            ("2017-10-26.md", "2017-10-26", "2017-10-26 file name", ""),
            ("2017-10-261.md", "2017-10-261", "", ""),
            ("2024-Edition.md", "2024-Edition", "", ""),
            ("pont/index.md", "pont", "", ""),
            (
                "2017-10-26-pont/index.md",
                "pont",
                "2017-10-26 file name",
                "",
            ),
            ("index.md", "home", "", ""),
            ("pont.ar.md", "pont", "", "ar file name"),
            ("fr/blog/pont.md", "pont", "", "fr folder"),
            ("pont.v2.md", "pont.v2", "", ""),
            ("جسر.md", "جسر", "", ""),
        ] {
            let expected = (stem.to_owned(), date.to_owned(), language.to_owned());
            assert_eq!(facts(path), expected, "{path}");
        }
    }

    #[test]
    fn only_foreign_folders_are_searched_for_languages() {
        let name = read("fr/pont.ar.md", false);
        assert_eq!((name.stem.as_str(), name.language), ("pont.ar", None));
    }

    #[test]
    fn a_day_is_found_within_an_address() {
        let date = day_among(&["inside", "2019", "10", "03", "pont"]).expect("a day");
        assert_eq!(date.edtf(), "2019-10-03");
        assert_eq!(day_among(&["2019", "pont"]), None);
    }
}
