//! Owns what the files of an edition may weigh, as they are sent compressed, and what is said of one that is heavier. A page that
//! was kept had been weighed when it was made: its limit is part of what it is known by.

use std::io::{self, Write};

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::config::EditionConfig;
use crate::diag::{Code, Diagnostic, Place, Severity};
use crate::hash::{Digest, Fingerprint};
use crate::plan::Job;
use crate::route::OutPath;
use crate::theme::SHEET;

/// What the style sheet may weigh: it is loaded once, and belongs to no page.
const OF_THE_SHEET: usize = 10_000;

/// The level at which hosts compress, most often.
const GZIP: u32 = 6;

/// What one file may weigh.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    bytes: usize,
    what: What,
}

/// What a file is, and so what can be done about its weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    /// A text, which can be split.
    Text,
    /// A list, which `page_size` cuts.
    List,
    /// A list that nothing cuts: the terms of a taxonomy, the articles of a day, those without a date.
    Whole,
    /// A page of the theme's own.
    Frame,
    /// The style sheet.
    Sheet,
}

/// An article as it is told of where it is too heavy.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a> {
    /// Its source, from `content/`.
    pub source: &'a str,
    /// What its text alone weighs.
    pub weight: usize,
}

impl Limit {
    /// What a file of an edition may weigh; none where it may weigh anything.
    pub fn of(edition: EditionConfig, job: &Job) -> Option<Self> {
        let page = edition.budget()?;
        let (bytes, what) = match job {
            Job::Article(_) | Job::Page(_) => (page, What::Text),
            Job::Calendar(date) | Job::Term(_, Some(date)) => match date.day {
                None => (page, What::List),
                Some(_) => (page, What::Whole),
            },
            Job::Term(_, None) => (page, What::List),
            Job::Taxonomy(_) | Job::Undated => (page, What::Whole),
            Job::Home | Job::Verify | Job::Redirect(_) => (page, What::Frame),
            // It carries the sheet inside.
            Job::NotFound => (page + OF_THE_SHEET, What::Frame),
            Job::Static(name) if name == SHEET => (OF_THE_SHEET, What::Sheet),
            _ => return None,
        };
        Some(Self { bytes, what })
    }

    /// What a file is known by that was made under this limit.
    pub fn print(self, file: Digest) -> Digest {
        Fingerprint::new()
            .bytes(file.as_bytes())
            .value(&self.bytes)
            .finish()
    }

    /// Whether a build fails where it is passed. What nothing can cut is a warning, of `check` alone.
    pub fn is_firm(self) -> bool {
        self.what != What::Whole
    }

    /// What a file weighs, if that is more than it may.
    pub fn passed_by(self, bytes: &[u8]) -> Option<usize> {
        // What is small enough as it is need not be packed.
        (bytes.len() > self.bytes)
            .then(|| packed(bytes))
            .filter(|weight| *weight > self.bytes)
    }

    /// What is said of a file that is too heavy.
    pub fn fault(self, path: &OutPath, weight: usize, text: Option<Text<'_>>) -> Diagnostic {
        let (code, what) = match self.what {
            What::Sheet => (Code::BudgetSheet, "style sheet"),
            _ => (Code::BudgetPage, "page"),
        };
        let message = format!(
            "the {what} `{path}` weighs {} compressed, and may weigh {}",
            kilobytes(weight),
            kilobytes(self.bytes)
        );
        let help = match self.what {
            What::Text => "split the text into parts, or state a larger `budget` under `[edition]`",
            What::List => {
                "state a smaller `page_size`, so that it is cut, or a larger `budget` under `[edition]`"
            }
            What::Whole => {
                "nothing cuts this list: state a larger `budget` under `[edition]`, or let it be"
            }
            What::Frame => {
                "make its template shorter, or state a larger `budget` under `[edition]`"
            }
            What::Sheet => "make `static/custom.css` or your own `static/style.css` shorter",
        };
        let mut fault = Diagnostic::new(code, message).help(help);
        if !self.is_firm() {
            fault.severity = Severity::Warning;
        }
        match text {
            Some(text) => fault
                .at(Place::file(format!("content/{}", text.source)))
                .note(format!("its text alone weighs {}", kilobytes(text.weight))),
            None => fault.at(Place::file(path.as_str())),
        }
    }
}

/// What bytes weigh as they are sent.
pub fn packed(bytes: &[u8]) -> usize {
    let mut packer = GzEncoder::new(Counted(0), Compression::new(GZIP));
    let written = packer.write_all(bytes).and_then(|()| packer.finish());
    // Nothing is written anywhere, so nothing can refuse; uncompressed it would weigh no less.
    written.map_or(bytes.len(), |counted| counted.0)
}

/// Counts what it is given.
struct Counted(usize);

impl Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A weight in kilobytes, rounded up: what is a little too heavy must not look as if it were not.
fn kilobytes(bytes: usize) -> String {
    let tenths = bytes.div_ceil(100);
    match tenths % 10 {
        0 => format!("{} KB", tenths / 10),
        rest => format!("{}.{rest} KB", tenths / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_little_too_heavy_looks_heavier() {
        assert_eq!(kilobytes(10_000), "10 KB");
        assert_eq!(kilobytes(10_001), "10.1 KB");
        assert_eq!(kilobytes(999), "1 KB");
    }

    #[test]
    fn a_file_weighs_what_is_sent_of_it() {
        let text = "Bagdad, l'armée irakienne a lancé l'assaut. ".repeat(1000);
        assert!(packed(text.as_bytes()) < text.len() / 50);
    }
}
