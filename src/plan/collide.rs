//! Owns the rule that no two files stand in one place, nor in places that a common file system takes for one, that none stands
//! where the manifest does, and that no name is longer than a file system takes. Its faults name both places. A former address never stops a folder that was written for
//! another generator: it gives way, with a word.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Job;
use crate::archive::Archive;
use crate::diag::{Code, Diagnostic, Diagnostics, Place};
use crate::model::Article;
use crate::output::{self, BadPath};
use crate::route::{LONGEST_PART, OutPath};

/// A plan in the making.
pub(super) struct Draft<'a> {
    archive: &'a Archive,
    /// Whether the folder was written for another generator: then what gives way is a warning.
    compat: bool,
    jobs: BTreeMap<OutPath, Job>,
    /// By the form under which paths are one: the path as written, and the source that a former address came from.
    taken: BTreeMap<Arc<str>, (OutPath, Option<Box<Place>>)>,
    faults: Diagnostics,
}

impl<'a> Draft<'a> {
    pub fn new(archive: &'a Archive, compat: bool) -> Self {
        Self {
            archive,
            compat,
            jobs: BTreeMap::new(),
            taken: BTreeMap::new(),
            faults: Diagnostics::new(),
        }
    }

    /// Plans a file.
    pub fn put(&mut self, path: OutPath, job: Job) {
        self.put_from(path, job, None);
    }

    /// Plans a redirect that an article states. One that differs from the article's own address by case alone would overwrite
    /// it on many disks, and leads there on them without one.
    pub fn put_alias(&mut self, from: OutPath, to: OutPath, article: &Article) {
        let place = Place::file(format!("content/{}", article.origin.path));
        if from.folded() == to.folded() {
            self.faults.push(own_address(&from, &to, place));
            return;
        }
        if self.jobs.get(&from) == Some(&Job::Redirect(to.clone())) {
            return;
        }
        self.put_from(from, Job::Redirect(to), Some(place));
    }

    fn put_from(&mut self, path: OutPath, job: Job, place: Option<Place>) {
        if let Some(part) = path.part_too_long() {
            let fault = too_long(&path, part, self.place(&job, place.as_ref()));
            self.faults.push(fault);
            return;
        }
        if let Some(folder) = unlistable(&path) {
            let fault = too_long(&path, folder, self.place(&job, place.as_ref()))
                .note("the manifest names a list after each folder at the top, in the form `manifest/FOLDER.sha256`");
            self.faults.push(fault);
            return;
        }
        if output::check_path(&path.folded()) == Err(BadPath::Reserved) {
            let fault = reserved(&path, self.place(&job, place.as_ref()));
            let fault = self.weighed(fault, &job);
            self.faults.push(fault);
            return;
        }
        match self.taken.entry(path.folded()) {
            Entry::Occupied(taken) => {
                let (first, origin) = taken.get().clone();
                let others = self.jobs.get(&first).map(|other| {
                    (
                        self.place(other, origin.as_deref()),
                        matches!(other, Job::Static(_)),
                    )
                });
                let here = self.place(&job, place.as_ref());
                let is_static = matches!(job, Job::Static(_));
                if let Some((there, other_static)) = others {
                    let code = if is_static || other_static {
                        Code::StaticShadowed
                    } else {
                        Code::RouteCollision
                    };
                    let fault = collision(code, &path, &first, here, there);
                    self.faults.push(self.weighed(fault, &job));
                }
            }
            Entry::Vacant(free) => {
                free.insert((path.clone(), place.map(Box::new)));
                self.jobs.insert(path, job);
            }
        }
    }

    /// Whether nothing stands at a path yet, nor at one that is the same to many file systems.
    pub fn is_free(&self, path: &OutPath) -> bool {
        !self.taken.contains_key(&path.folded())
    }

    /// What is planned so far.
    pub fn planned(&self) -> impl Iterator<Item = (&OutPath, &Job)> {
        self.jobs.iter()
    }

    /// A fault of what gives way.
    fn weighed(&self, fault: Diagnostic, job: &Job) -> Diagnostic {
        match gives_way(job) && self.compat {
            true => fault
                .lowered()
                .note("so the former address, or the static file, is left out"),
            false => fault,
        }
    }

    /// The plan, once it is known that no file stands where another needs a folder.
    pub fn finish(mut self) -> (BTreeMap<OutPath, Job>, Diagnostics) {
        if self.compat {
            self.clear_the_way();
        }
        let folders: BTreeSet<&str> = self
            .taken
            .keys()
            .flat_map(|path| path.match_indices('/').map(|(at, _)| &path[..at]))
            .collect();
        for (folded, (path, place)) in &self.taken {
            if folders.contains(&**folded)
                && let Some(job) = self.jobs.get(path)
            {
                self.faults
                    .push(folder_in_the_way(path, self.place(job, place.as_deref())));
            }
        }
        (self.jobs, self.faults)
    }

    /// Leaves out former addresses and static files that stand below a file.
    fn clear_the_way(&mut self) {
        let below_a_file = |path: &OutPath| {
            let folded = path.folded();
            let mut folders = folded.match_indices('/').map(|(at, _)| &folded[..at]);
            folders.any(|folder| self.taken.contains_key(folder))
        };
        let doomed: Vec<OutPath> = self
            .jobs
            .iter()
            .filter(|(path, job)| gives_way(job) && below_a_file(path))
            .map(|(path, _)| path.clone())
            .collect();
        for path in doomed {
            let place = self
                .taken
                .remove(&path.folded())
                .and_then(|(_, place)| place);
            if let Some(job) = self.jobs.remove(&path) {
                let fault = folder_in_the_way(&path, self.place(&job, place.as_deref()));
                self.faults.push(self.weighed(fault, &job));
            }
        }
    }

    /// The file of the user's from which a job comes.
    fn place(&self, job: &Job, stated: Option<&Place>) -> Option<Place> {
        let content = |article: &Article| format!("content/{}", article.origin.path);
        let path = match job {
            Job::Article(ix) => content(&self.archive.get(*ix).article),
            Job::Page(at) => content(&self.archive.pages()[*at].article),
            Job::Media(path) => format!("content/{path}"),
            Job::Static(path) => format!("static/{path}"),
            _ => return stated.cloned(),
        };
        Some(Place::file(path))
    }
}

/// Whether a job may be left out, in a folder that was written for another generator, without an article being lost.
fn gives_way(job: &Job) -> bool {
    matches!(job, Job::Redirect(_) | Job::Static(_))
}

fn own_address(from: &OutPath, to: &OutPath, place: Place) -> Diagnostic {
    Diagnostic::new(
        Code::RouteCollision,
        format!("the former address `{from}` and `{to}` are one name to many file systems"),
    )
    .at(place)
    .note("no page is made for it: it leads here on hosts that do not tell case apart")
    .help("delete the alias, or let the host redirect it")
    .lowered()
}

fn collision(
    code: Code,
    path: &OutPath,
    first: &OutPath,
    here: Option<Place>,
    there: Option<Place>,
) -> Diagnostic {
    let message = if path == first {
        format!("two pages would be written to `{path}`")
    } else {
        format!("`{path}` and `{first}` are one name to many file systems")
    };
    let help = match code {
        Code::StaticShadowed => "rename the static file",
        _ => "change one `slug`, or one alias",
    };
    let mut fault = Diagnostic::new(code, message).help(help);
    // The user's own file is shown first; the other may be a page of depeche's making.
    let (main, other) = match (here, there) {
        (None, there) => (there, None),
        both => both,
    };
    if let Some(place) = main {
        fault = fault.at(place);
    }
    match other {
        Some(place) => fault.also(place, "is already there"),
        None => fault.note("the other is a page that depeche makes"),
    }
}

fn too_long(path: &OutPath, part: &str, place: Option<Place>) -> Diagnostic {
    let start: String = part.chars().take(40).collect();
    let fault = Diagnostic::new(
        Code::RouteTooLong,
        format!("a name of {} bytes, `{start}…`", part.len()),
    )
    .note(format!("in a path of {} bytes", path.as_str().len()))
    .help("state a shorter `slug`, or rename the file");
    match place {
        Some(place) => fault.at(place),
        None => fault,
    }
}

/// The folder at the top, if the name of its list would be too long for a file system.
fn unlistable(path: &OutPath) -> Option<&str> {
    let list = output::list_of(path.as_str())?;
    let (_, name) = list.rsplit_once('/')?;
    let (folder, _) = path.as_str().split_once('/')?;
    (name.len() > LONGEST_PART).then_some(folder)
}

fn reserved(path: &OutPath, place: Option<Place>) -> Diagnostic {
    let fault = Diagnostic::new(
        Code::RouteReserved,
        format!("`{path}` would stand where depeche keeps files of its own"),
    )
    .help("rename the file or its folder, or change its `slug` or the alias");
    match place {
        Some(place) => fault.at(place),
        None => fault,
    }
}

fn folder_in_the_way(path: &OutPath, place: Option<Place>) -> Diagnostic {
    let fault = Diagnostic::new(
        Code::RouteCollision,
        format!("`{path}` would be a file, and other pages need a folder there"),
    )
    .help("rename it, or change its `slug`");
    match place {
        Some(place) => fault.at(place),
        None => fault,
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::archive::samples::{archive, head};
    use crate::config::Config;
    use crate::diag::{Style, render};
    use crate::model::Kind;
    use crate::plan::{Files, Plan};

    fn faults(heads: Vec<crate::archive::Head>, statics: &[&str]) -> Vec<String> {
        faults_of("", heads, statics)
    }

    fn faults_of(config: &str, heads: Vec<crate::archive::Head>, statics: &[&str]) -> Vec<String> {
        let (config, _) = Config::read(Path::new("/site"), config).expect("a configuration");
        let statics: Vec<String> = statics.iter().map(ToString::to_string).collect();
        let files = Files {
            content: &[],
            statics: &statics,
        };
        let (_, faults) = Plan::new(&archive(heads), &config, files);
        faults
            .sorted()
            .iter()
            .map(|fault| render(fault, Style::PLAIN))
            .collect()
    }

    #[test]
    fn two_articles_at_one_address_are_both_named() {
        let mut one = head(Some("2017-10-26"), "a", &[]);
        let mut two = one.clone();
        one.article.origin.path = "one.md".to_owned();
        two.article.origin.path = "two.md".to_owned();
        assert_eq!(
            faults(vec![one, two], &[]),
            [
                "error[route/collision]: two pages would be written to `2017/10/26/a.html`\n \
              --> content/two.md\n \
              ::: content/one.md: is already there\n  \
              = help: change one `slug`, or one alias\n"
            ]
        );
    }

    #[test]
    fn a_static_file_cannot_take_the_place_of_a_page() {
        let heads = vec![head(Some("2017-10-26"), "a", &[])];
        let faults = faults(heads, &["Index.html", "languages"]);
        assert_eq!(faults.len(), 2, "{faults:?}");
        assert!(faults[0].starts_with(
            "error[output/static-shadowed]: `Index.html` and `index.html` are one name"
        ));
        assert!(faults[1].contains("other pages need a folder there"));
    }

    #[test]
    fn a_name_that_no_file_system_takes_is_told() {
        let long = format!("{}.css", "a".repeat(260));
        let faults = faults(vec![], &[&long]);
        assert!(
            faults[0].starts_with("error[route/too-long]: a name of 264 bytes"),
            "{faults:?}"
        );
    }

    #[test]
    fn the_name_of_a_list_is_no_longer_than_a_file_system_takes() {
        let folder = |length: usize| format!("{}/a.css", "a".repeat(length));
        assert!(faults(vec![], &[&folder(248)]).is_empty());
        let faults = faults(vec![], &[&folder(249)]);
        assert!(
            faults[0].starts_with("error[route/too-long]: a name of 249 bytes"),
            "{faults:?}"
        );
        assert!(faults[0].contains("`manifest/FOLDER.sha256`"));
    }

    #[test]
    fn nothing_stands_where_the_manifest_does() {
        let mut one = head(Some("2017-10-26"), "a", &[]);
        one.article.origin.path = "one.md".to_owned();
        one.article.aliases = vec!["/manifest/old".to_owned()];
        let mut page = head(None, "x", &[]);
        page.article.kind = Kind::Page;
        page.article.origin.path = "manifest/x.md".to_owned();
        let statics = [
            "manifest.sha256.minisig",
            "Manifest",
            "manifest.json",
            ".depeche-x/a",
        ];
        let told = |path: &str, place: &str| {
            format!(
                "error[route/reserved]: `{path}` would stand where depeche keeps files of its own\n \
                 --> {place}\n  \
                 = help: rename the file or its folder, or change its `slug` or the alias\n"
            )
        };
        assert_eq!(
            faults(vec![one.clone(), page], &statics),
            [
                told("manifest/x.html", "content/manifest/x.md"),
                told("manifest/old/index.html", "content/one.md"),
                told(".depeche-x/a", "static/.depeche-x/a"),
                told("Manifest", "static/Manifest"),
                told("manifest.sha256.minisig", "static/manifest.sha256.minisig"),
            ]
        );
        let lenient = faults_of("[content]\ncompat = true", vec![one], &statics);
        assert!(lenient[0].starts_with("warning[route/reserved]"));
        assert!(lenient.iter().all(|fault| fault.contains("is left out")));
    }

    #[test]
    fn a_former_address_that_differs_by_case_alone_is_left_out() {
        let mut one = head(Some("2017-10-26"), "a", &[]);
        one.article.aliases = vec!["/2017/10/26/A.html".to_owned()];
        let faults = faults(vec![one], &[]);
        assert_eq!(faults.len(), 1);
        assert!(
            faults[0].starts_with("warning[route/collision]"),
            "{faults:?}"
        );
    }

    #[test]
    fn in_a_foreign_folder_former_addresses_and_static_files_give_way() {
        let mut one = head(Some("2017-10-26"), "a", &[]);
        one.article.aliases = ["/2017.html", "/tags.html/", "/old"]
            .map(str::to_owned)
            .to_vec();
        let (heads, statics) = (vec![one], ["index.html", "languages.html/x.css"]);
        let is_error = |fault: &&String| fault.starts_with("error");
        let strict = faults(heads.clone(), &statics);
        assert_eq!(strict.iter().filter(is_error).count(), 4, "{strict:?}");
        let lenient = faults_of("[content]\ncompat = true", heads, &statics);
        assert_eq!(lenient.len(), 4, "{lenient:?}");
        assert_eq!(lenient.iter().find(is_error), None);
    }
}
