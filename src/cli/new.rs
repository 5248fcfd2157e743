//! Owns `depeche new`: a new article file with its front matter, dated today, in its place. The words of the comments in it
//! are in the site's language.

use chrono::NaiveDate;
use serde_json::json;
use unicode_normalization::UnicodeNormalization;

use super::args::Common;
use super::terminal::Terminal;
use super::{Environment, Exit, fresh, root, today};
use crate::model::{Language, Slug, SlugStyle};

/// The comments of the file, in one language.
struct Words {
    status: &'static str,
    more: &'static str,
}

const FRENCH: Words = Words {
    status: "Un brouillon n’apparaît nulle part. Écrire \"published\" pour publier.",
    more: "À compléter au besoin, en ôtant le dièse :",
};
const ENGLISH: Words = Words {
    status: "A draft appears nowhere. Write \"published\" to publish it.",
    more: "Where needed, without the number sign:",
};
const ARABIC: Words = Words {
    status: "المسودة لا تظهر في أي مكان. اكتب \"published\" للنشر.",
    more: "عند الحاجة، بحذف علامة #:",
};

/// Makes the file and prints its path.
pub(super) fn new(
    headline: &str,
    common: &Common,
    environment: &Environment,
    terminal: &Terminal,
) -> Exit {
    match make(headline, common, environment, terminal) {
        Ok(()) => Exit::Fine,
        Err(exit) => exit,
    }
}

fn make(
    headline: &str,
    common: &Common,
    environment: &Environment,
    terminal: &Terminal,
) -> Result<(), Exit> {
    let root = root::find(common, terminal)?;
    let (config, _) = root::config(&root, terminal)?;
    let day = today::day(environment, config.timezone, terminal)?;
    let headline = one_line(headline);
    let slug = file_stem(&headline, config.content.slugs).ok_or_else(|| {
        terminal.refuse(
            "the headline holds no letter and no digit, so no file can be named after it",
            Some("write some words: `depeche new \"Frappe sur un marché\"`"),
        )
    })?;
    let path = format!("content/{}/{slug}.md", day.format("%Y/%m"));
    let text = source(&headline, day, &config.language);
    fresh::make(&root, &[(path.clone(), text.as_bytes())], terminal)?;
    let disk = root.join(&path);
    if terminal.json {
        terminal.value(&json!({
            "ok": true,
            "path": path,
            "file": disk,
            "headline": headline,
            "published": day.to_string(),
            "status": "draft",
        }));
    } else {
        terminal.data(&format!("{}\n", fresh::shown(&disk)));
    }
    Ok(())
}

/// A headline as it stands in one line: line ends and control characters become spaces.
fn one_line(headline: &str) -> String {
    let plain: String = headline
        .nfc()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    plain
        .split(' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The name of the file. An `index` would stand for its folder.
fn file_stem(headline: &str, style: SlugStyle) -> Option<Slug> {
    let slug = Slug::of(headline, style)?;
    Some(match slug.as_str() {
        "index" => slug.suffixed("article"),
        _ => slug,
    })
}

fn source(headline: &str, day: NaiveDate, language: &Language) -> String {
    let words = match language.base() {
        "fr" => FRENCH,
        "ar" => ARABIC,
        _ => ENGLISH,
    };
    let headline = toml::Value::String(headline.to_owned());
    format!(
        "+++\n\
         headline = {headline}\n\
         published = {day}\n\
         language = \"{language}\"\n\
         # {status}\n\
         status = \"draft\"\n\
         # {more}\n\
         # standfirst = \"\"\n\
         # byline = \"\"\n\
         # agencies = []\n\
         # event = \"{day}\"\n\
         # places = []\n\
         # tags = []\n\
         +++\n\n",
        status = words.status,
        more = words.more,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::{Input, Rules, parse};

    fn read_back(headline: &str, language: &str) -> crate::model::Article {
        let language = Language::parse(language).expect("a tag");
        let day = NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day");
        let text = source(&one_line(headline), day, &language);
        let input = Input {
            path: "2026/11/a.md",
            shown_path: "content/2026/11/a.md",
            bytes: text.as_bytes(),
            sidecar: None,
        };
        let parsed = parse(&input, &Rules::new(false, SlugStyle::Ascii, language));
        assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
        parsed.article.expect("an article")
    }

    #[test]
    fn any_headline_is_read_back_as_it_was_typed() {
        for headline in [
            "Al-Qaïm: l'assaut",
            "« Le pont », dit-elle",
            r#"She said "no" \ and 'left'"#,
            "'''\"\"\"",
            "+++",
            "غارة على السوق",
            "# [a] = {b}",
        ] {
            for language in ["fr", "en", "ar", "uk"] {
                assert_eq!(read_back(headline, language).headline, headline);
            }
        }
    }

    #[test]
    fn line_ends_and_control_characters_become_spaces() {
        assert_eq!(
            read_back(" un\n\u{7}deux\t trois ", "fr").headline,
            "un deux trois"
        );
    }

    #[test]
    fn no_file_is_named_index() {
        let stem = |headline| file_stem(headline, SlugStyle::Ascii).map(|slug| slug.to_string());
        assert_eq!(stem("Index").as_deref(), Some("index-article"));
        assert_eq!(stem("«»"), None);
        assert!(stem(&"mot ".repeat(200)).expect("a stem").len() <= 200);
    }
}
