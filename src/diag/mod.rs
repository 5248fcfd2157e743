//! Owns what a fault is: a value with a code, a place, a label and one thing to do (law 7), and the list that a run gathers.
//! It does not print (the terminal does) and does not stop anything (the pipeline decides).

mod code;
mod render;
mod source;
mod world;

pub use code::{Code, Severity};
pub use render::{Style, render, sanitise};
pub use source::{Place, SourceText, Spot};
pub use world::WorldError;

use serde::{Deserialize, Serialize};

/// One fault in the user's files.
///
/// The message is one lower-case sentence without a full stop, literals in backticks. Faults are made by named
/// functions near the code that finds them, from what that code has in hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// What kind of fault: the stable name that `depeche explain` takes.
    pub code: Code,
    /// Whether it stops the build. A code has a usual severity; compatibility mode may lower it.
    pub severity: Severity,
    /// The headline.
    pub message: String,
    /// Where it is, if it is in a file.
    pub place: Option<Place>,
    /// A few words under the place's caret.
    pub label: Option<String>,
    /// Second places, each with its own label.
    pub others: Vec<(Place, String)>,
    /// Further facts.
    pub notes: Vec<String>,
    /// One thing to do now, with the text to type.
    pub help: Option<String>,
}

impl Diagnostic {
    /// Whether it speaks of this file.
    pub fn is_at(&self, path: &str) -> bool {
        let others = self.others.iter().map(|(place, _)| place);
        self.place
            .iter()
            .chain(others)
            .any(|place| place.path == path)
    }

    /// A fault of the code's usual severity, with no place yet.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            place: None,
            label: None,
            others: Vec::new(),
            notes: Vec::new(),
            help: None,
        }
    }

    /// Says where.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Puts a few words under the caret.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Adds a second place.
    #[must_use]
    pub fn also(mut self, place: Place, label: impl Into<String>) -> Self {
        self.others.push((place, label.into()));
        self
    }

    /// Adds a fact.
    #[must_use]
    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// Says what to do now.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Lowers it to a warning: a doubt that must not stop the build.
    #[must_use]
    pub fn lowered(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }

    /// What may be said of a fault in an article that the public must not see: its code, its kind and its line, and no
    /// word of the source. It never stops a build, since the output must be as if the article were not there (law 3).
    #[must_use]
    pub fn withheld(self) -> Self {
        let blind = |place: Place| place.without_text();
        Self {
            code: self.code,
            severity: Severity::Warning,
            message: format!("{} (in an article that is not public)", self.code.title()),
            place: self.place.map(blind),
            label: None,
            others: Vec::new(),
            notes: Vec::new(),
            help: Some(format!("run `depeche explain {}`", self.code)),
        }
    }

    fn sort_key(&self) -> (&str, u32, u32, Code, &str) {
        let place = self.place.as_ref();
        let (line, column) = place
            .and_then(|place| place.spot.as_ref())
            .map_or((0, 0), |spot| (spot.line, spot.column));
        (
            place.map_or("", |place| place.path.as_str()),
            line,
            column,
            self.code,
            &self.message,
        )
    }
}

/// The faults of a run, or of a part of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// No fault yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds all of another list.
    pub fn append(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many stop the build.
    pub fn errors(&self) -> usize {
        self.count(Severity::Error)
    }

    /// How many do not.
    pub fn warnings(&self) -> usize {
        self.count(Severity::Warning)
    }

    fn count(&self, severity: Severity) -> usize {
        self.0
            .iter()
            .filter(|diagnostic| diagnostic.severity == severity)
            .count()
    }

    /// Whether a fault of this code is here.
    pub fn has(&self, code: Code) -> bool {
        self.0.iter().any(|diagnostic| diagnostic.code == code)
    }

    /// The list by path, line and column: the order in which it is shown, the same on every run (law 5).
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.0
            .sort_by(|one, other| one.sort_key().cmp(&other.sort_key()));
        self.0.dedup();
        self
    }

    /// The same list, fit to be shown of an article that is not public.
    #[must_use]
    pub fn withheld(self) -> Self {
        Self(self.0.into_iter().map(Diagnostic::withheld).collect())
    }

    /// Goes through the list.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(iter: I) -> Self {
        Self(iter.into_iter().collect())
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, iter: I) {
        self.0.extend(iter);
    }
}
