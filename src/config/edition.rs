//! Owns what `[edition]` means: whether pictures, films and recordings are left out, and how much a page may weigh.

use super::check::Check;
use super::file::EditionFile;

/// A kilobyte, as the standards count.
const KB: usize = 1000;

/// What a page of the lite edition may weigh unless something else is stated, in KB.
const LITE: usize = 10;

/// `[edition]`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct EditionConfig {
    /// Whether pictures, films and recordings are left out.
    pub lite: bool,
    /// What a page may weigh, in bytes as they are sent compressed.
    stated: Option<usize>,
}

impl EditionConfig {
    /// The same without pictures, films and recordings.
    #[must_use]
    pub fn made_lite(self) -> Self {
        Self { lite: true, ..self }
    }

    /// What a page may weigh, in bytes as they are sent compressed; none where it may weigh anything.
    pub fn budget(self) -> Option<usize> {
        self.stated.or(self.lite.then_some(LITE * KB))
    }
}

impl Check<'_> {
    pub(super) fn edition(&mut self, edition: &EditionFile) -> EditionConfig {
        let EditionFile { lite, budget } = edition;
        let stated = budget.as_ref().and_then(|budget| {
            let kilobytes = usize::try_from(*budget.get_ref()).ok();
            let bytes = kilobytes.filter(|kilobytes| (1..=10_000).contains(kilobytes));
            if bytes.is_none() {
                let message = format!("`budget` is {}", budget.get_ref());
                self.refuse(
                    budget,
                    message,
                    "write a number of kilobytes, from 1 to 10000",
                );
            }
            bytes.map(|kilobytes| kilobytes * KB)
        });
        EditionConfig {
            lite: *lite,
            stated,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::config::{EditionConfig, tests};

    fn read(text: &str) -> Result<EditionConfig, String> {
        tests::read(text).map(|config| config.edition)
    }

    #[test]
    fn the_lite_edition_has_a_budget_and_the_ordinary_one_has_what_it_states() {
        assert_eq!(read("").expect("fine").budget(), None);
        let stated = |text| read(text).expect("fine").budget();
        assert_eq!(stated("[edition]\nlite = true\n"), Some(10_000));
        assert_eq!(
            stated("[edition]\nlite = true\nbudget = 20\n"),
            Some(20_000)
        );
        assert_eq!(stated("[edition]\nbudget = 14\n"), Some(14_000));
        let asked = read("").expect("fine").made_lite();
        assert_eq!((asked.lite, asked.budget()), (true, Some(10_000)));
    }

    #[test]
    fn a_budget_is_a_number_of_kilobytes() {
        assert_eq!(
            read("[edition]\nbudget = 0\n").expect_err("refused"),
            "error[config/value]: `budget` is 0\n --> site.toml:2:10\n  |\n2 | budget = 0\n  |          ^\n  \
             = help: write a number of kilobytes, from 1 to 10000\n"
        );
    }
}
