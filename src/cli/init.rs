//! Owns `depeche init`: a new archive that builds at once, in the language of the person. Its texts stand in `starter/`.

use std::path::Path;

use chrono::NaiveDate;
use chrono_tz::Tz;
use serde_json::json;

use super::args::StarterLanguage;
use super::fresh::{self, Fresh};
use super::terminal::Terminal;
use super::{Environment, Exit, today};
use crate::config::FILE_NAME;

/// What Git is to leave out: the site, which can be built again, and the memory of builds.
const GIT_IGNORE: &str = "/public/\n/public-lite/\n/.depeche/\n.*.depeche-stage/\n";

/// The texts of a new archive, in one language.
struct Starter {
    language: &'static str,
    site: &'static str,
    article: &'static str,
    /// The article's file name, without `.md`.
    article_stem: &'static str,
    page: &'static str,
    /// The page's file name, without `.md`, as the article and the navigation link to it.
    page_stem: &'static str,
}

const FRENCH: Starter = Starter {
    language: "fr",
    site: include_str!("starter/fr/site.toml"),
    article: include_str!("starter/fr/article.md"),
    article_stem: "premier-article",
    page: include_str!("starter/fr/page.md"),
    page_stem: "a-propos",
};
const ENGLISH: Starter = Starter {
    language: "en",
    site: include_str!("starter/en/site.toml"),
    article: include_str!("starter/en/article.md"),
    article_stem: "first-article",
    page: include_str!("starter/en/page.md"),
    page_stem: "about",
};
const ARABIC: Starter = Starter {
    language: "ar",
    site: include_str!("starter/ar/site.toml"),
    article: include_str!("starter/ar/article.md"),
    article_stem: "first-article",
    page: include_str!("starter/ar/page.md"),
    page_stem: "about",
};

/// Makes the files of a new archive.
pub(super) fn init(
    folder: &Path,
    language: Option<StarterLanguage>,
    environment: &Environment,
    terminal: &Terminal,
) -> Exit {
    with(folder, language, None, environment, terminal)
}

/// The same, with a file more.
pub(super) fn with(
    folder: &Path,
    language: Option<StarterLanguage>,
    more: Option<Fresh<'_>>,
    environment: &Environment,
    terminal: &Terminal,
) -> Exit {
    let day = match today::day(environment, Tz::UTC, terminal) {
        Ok(day) => day,
        Err(exit) => return exit,
    };
    let language = language.unwrap_or_else(|| of_person(&environment.language));
    let starter = match language {
        StarterLanguage::Fr => FRENCH,
        StarterLanguage::En => ENGLISH,
        StarterLanguage::Ar => ARABIC,
    };
    let article = starter.article.replace("{{day}}", &day.to_string());
    let mut files = files(&starter, &article, day);
    files.extend(more);
    if let Err(exit) = fresh::make(folder, &files, terminal) {
        return exit;
    }
    report(folder, &starter, &files, terminal);
    Exit::Fine
}

fn files<'a>(starter: &Starter, article: &'a str, day: NaiveDate) -> Vec<Fresh<'a>> {
    let article_path = format!(
        "content/{}/{}.md",
        day.format("%Y/%m"),
        starter.article_stem
    );
    vec![
        (FILE_NAME.to_owned(), starter.site.as_bytes()),
        (article_path, article.as_bytes()),
        (
            format!("content/{}.md", starter.page_stem),
            starter.page.as_bytes(),
        ),
        (".gitignore".to_owned(), GIT_IGNORE.as_bytes()),
    ]
}

fn report(folder: &Path, starter: &Starter, files: &[Fresh<'_>], terminal: &Terminal) {
    let absolute = std::path::absolute(folder).unwrap_or_else(|_| folder.to_path_buf());
    let paths: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
    if terminal.json {
        terminal.value(&json!({
            "ok": true,
            "root": absolute,
            "language": starter.language,
            "files": paths,
        }));
    } else {
        let list: String = paths
            .iter()
            .map(|path| format!("{}\n", fresh::shown(&absolute.join(path))))
            .collect();
        terminal.data(&list);
    }
    let here = std::env::current_dir().is_ok_and(|here| here == absolute);
    let step = match here {
        true => "depeche build".to_owned(),
        false => format!("cd {} && depeche build", folder.display()),
    };
    terminal.say(&format!(
        "a new archive is ready: `{step}` makes its site, in `public/`"
    ));
}

/// The language of the person at the terminal, as far as texts are at hand in it: `fr_FR.UTF-8`.
fn of_person(locale: &str) -> StarterLanguage {
    match locale.split(['_', '.', '@', '-']).next() {
        Some("fr") => StarterLanguage::Fr,
        Some("ar") => StarterLanguage::Ar,
        _ => StarterLanguage::En,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_that_of_the_locale() {
        for (locale, language) in [
            ("fr_FR.UTF-8", StarterLanguage::Fr),
            ("fr", StarterLanguage::Fr),
            ("ar_SY", StarterLanguage::Ar),
            ("uk_UA.UTF-8", StarterLanguage::En),
            ("C.UTF-8", StarterLanguage::En),
            ("", StarterLanguage::En),
        ] {
            assert_eq!(of_person(locale), language, "{locale}");
        }
    }
}
