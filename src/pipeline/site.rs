//! Owns a site as loaded: configuration, theme, sources, files, and the memories of them, which outlive it. It opens files only
//! through `source`, and decides nothing about pages.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::facts::Facts;
use super::sheet::{self, CUSTOM};
use super::timings::{Stage, Timings};
use super::{Failure, Progress};
use crate::config::{Config, FILE_NAME};
use crate::diag::{Code, Diagnostic, Diagnostics, Place, WorldError};
use crate::hash::{Digest, Fingerprint};
use crate::model::Measure;
use crate::output;
use crate::parse::Rules;
use crate::plan::{Job, Plan};
use crate::render::templates::Theme;
use crate::route::{OutPath, Route};
use crate::source::{
    self, Discovered, Entry, Known, Loaded, Loader, MediaFile, Memory, Reread, RereadError, Shelf,
    SourceFile, Wanted,
};
use crate::theme::{SHEET, ThemeFiles, builtin_files};

/// A site as loaded.
pub struct Site {
    /// `site.toml`.
    pub config: Config,
    /// Templates and strings in effect.
    pub theme: Theme,
    found: Discovered,
    rules: Rules,
    /// Static files of the site, by their path in the folder.
    own_statics: BTreeMap<String, PathBuf>,
    now: SystemTime,
}

/// What was read last time of sources and of files to copy: a file that the disk proves unchanged is not opened again.
pub struct Memories {
    folder: PathBuf,
    key: Digest,
    heads: Memory<Entry>,
    media: Memory<Known>,
    pictures: Shelf,
}

/// What a changed file is to a site.
pub(super) enum Touched {
    /// Nothing: a hidden file, or one that came and went.
    Nothing,
    /// A file of the theme.
    Theme,
    /// Known sources: the file, or those whose sidecar it is.
    Sources(Vec<String>),
    /// A known file, and where it would be copied to.
    File(OutPath),
    /// What decides which files there are: a new file or folder, one that went, the configuration.
    More,
}

/// The memory of sources.
const HEADS: &str = "heads";

impl Site {
    /// Loads all that a site consists of.
    ///
    /// # Errors
    /// Where the disk refuses, or the theme has faults: no page could be rendered then.
    pub fn load(
        config: Config,
        now: SystemTime,
        memories: &mut Memories,
        timings: &Timings,
    ) -> Result<(Self, BTreeMap<String, Loaded>, Diagnostics), Failure> {
        let (found, mut faults, own_statics) = timings.time(Stage::Discover, || {
            let (found, mut faults) =
                source::discover(&config.content_folder(), config.content.compat)
                    .map_err(Failure::World)?;
            let statics = config.root.join("static");
            let (own_statics, doubts) =
                source::list_files(&statics, "static").map_err(Failure::World)?;
            faults.append(doubts);
            Ok::<_, Failure>((found, faults, own_statics))
        })?;
        faults.extend(absent_files(&config, &own_statics));
        let theme = timings.time(Stage::Theme, || {
            let files = theme_files(&config, &mut faults)?;
            Theme::load(&config.language, &files).map_err(Failure::Faults)
        })?;

        let (rules, doubts) = rules_of(&config);
        faults.append(doubts);
        memories.fit(&config);
        let loader = Loader {
            found: &found,
            rules: &rules,
            now,
        };
        let loaded = timings
            .time(Stage::Parse, || loader.load(&mut memories.heads))
            .map_err(Failure::World)?;
        let site = Self {
            config,
            theme,
            found,
            rules,
            own_statics,
            now,
        };
        Ok((site, loaded, faults))
    }

    /// What a file on the disk is to the site.
    pub(super) fn touched(&self, disk: &Path) -> Touched {
        let root = &self.config.root;
        let below = |folder: &Path| disk.strip_prefix(folder).ok().map(Path::to_path_buf);
        if let Some(path) = below(&self.config.content_folder()) {
            return self.touched_content(disk, &path);
        }
        if let Some(path) = below(&root.join("static")) {
            return self.touched_static(disk, &path);
        }
        if below(&root.join("templates")).is_some() || below(&root.join("i18n")).is_some() {
            return Touched::Theme;
        }
        match disk == root.join(FILE_NAME) {
            true => Touched::More,
            false => Touched::Nothing,
        }
    }

    fn touched_content(&self, disk: &Path, path: &Path) -> Touched {
        let Some(name) = source::name_of(path).filter(|_| !path.iter().any(source::is_hidden))
        else {
            return Touched::Nothing;
        };
        let sources = &self.found.sources;
        if sources.get(&name).is_some_and(|source| source.disk == disk) {
            return Touched::Sources(vec![name]);
        }
        let owns = |source: &&SourceFile| source.sidecar.as_deref() == Some(disk);
        let stem = name
            .rsplit_once('.')
            .map_or(name.as_str(), |(stem, _)| stem);
        let owners: Vec<String> = below(sources, stem)
            .filter(|(_, source)| owns(source))
            .map(|(name, _)| name.clone())
            .collect();
        if !owners.is_empty() {
            return Touched::Sources(owners);
        }
        if self.found.files.get(&name).is_some_and(|file| file == disk) {
            return Touched::File(Route::Media(name).path());
        }
        let had = below(sources, &format!("{name}/")).next().is_some()
            || below(&self.found.files, &format!("{name}/"))
                .next()
                .is_some();
        came_or_went(disk, had)
    }

    fn touched_static(&self, disk: &Path, path: &Path) -> Touched {
        let Some(name) = source::name_of(path).filter(|_| !path.iter().any(source::is_hidden))
        else {
            return Touched::Nothing;
        };
        if self.own_statics.get(&name).is_some_and(|file| file == disk) {
            return Touched::File(Route::Static(name).path());
        }
        let had = below(&self.own_statics, &format!("{name}/"))
            .next()
            .is_some();
        came_or_went(disk, had)
    }

    /// The name of a source's sidecar, which lies beside it.
    pub(super) fn sidecar(&self, source: &str) -> Option<&OsStr> {
        self.found
            .sources
            .get(source)?
            .sidecar
            .as_deref()?
            .file_name()
    }

    /// Reads one source again; none where it is not known, or not there any more.
    pub(super) fn reload(
        &self,
        name: &str,
        now: SystemTime,
        memories: &mut Memories,
    ) -> Result<Option<Loaded>, WorldError> {
        let loader = Loader {
            found: &self.found,
            rules: &self.rules,
            now,
        };
        loader.reload(name, &mut memories.heads)
    }

    /// The theme as its files are now; none where it is better asked with the rest.
    pub(super) fn theme_now(&self) -> Result<Option<Theme>, Failure> {
        let mut faults = Diagnostics::new();
        let files = theme_files(&self.config, &mut faults)?;
        if !faults.is_empty() {
            return Ok(None);
        }
        let theme = Theme::load(&self.config.language, &files).map_err(Failure::Faults)?;
        Ok(Some(theme))
    }

    /// Reads sources again.
    pub fn reread(&self) -> Reread<'_> {
        Reread {
            found: &self.found,
            rules: &self.rules,
        }
    }

    /// The files beside sources, by path.
    pub(super) fn beside(&self) -> Vec<String> {
        self.found.files.keys().cloned().collect()
    }

    /// The static files of theme and site, by path.
    pub(super) fn statics(&self) -> Vec<String> {
        let mut paths: Vec<String> = builtin_statics().map(|(path, _)| path).collect();
        paths.extend(self.own_statics.keys().cloned());
        paths.sort();
        paths.dedup();
        paths
    }

    /// The static file of the theme at a path, unless the site has its own.
    pub(super) fn builtin_static(&self, path: &str) -> Option<&'static [u8]> {
        if self.own_statics.contains_key(path) {
            return None;
        }
        builtin_statics()
            .find(|(known, _)| known == path)
            .map(|(_, bytes)| bytes)
    }

    /// The size of the logo, where there is one and its size is known.
    pub(super) fn logo_of(&self, measures: &BTreeMap<OutPath, Measure>) -> Option<Measure> {
        let logo = self.config.look.logo.as_ref()?;
        measures.get(&logo.light.path).copied()
    }

    /// The style sheet in effect, as text, for the page that carries it inside and stands at any depth. A site's own that cannot be
    /// read has stopped the run by now: it was examined.
    pub(super) fn style(&self) -> String {
        let own = |name| {
            self.own_statics
                .get(name)
                .and_then(|disk| fs::read(disk).ok())
        };
        let sheet = own(SHEET).or_else(|| {
            let mut built_in = builtin_statics();
            let found = built_in.find(|(path, _)| path == SHEET);
            found.map(|(_, bytes)| bytes.to_vec())
        });
        let root = self.config.base_url.as_deref().unwrap_or("/");
        let look = self.config.look.css(root).into_bytes();
        let style = sheet::joined(sheet.unwrap_or_default(), &look, own(CUSTOM).as_deref());
        // Nothing in a style sheet may end the element in which one page carries it.
        String::from_utf8_lossy(&style).replace("</", "<\\/")
    }

    /// Looks at every file that the plan copies. Those that may not be published are faults; in compatibility mode they are
    /// left out with a warning.
    pub(super) fn examine(
        &self,
        plan: &Plan,
        memories: &mut Memories,
        said: &mut Diagnostics,
    ) -> Result<Facts, Failure> {
        let mut files = BTreeMap::new();
        for (path, job) in &plan.jobs {
            let file = match job {
                Job::Media(source) => self.found.files.get(source).map(|disk| MediaFile {
                    disk: disk.clone(),
                    shown: format!("content/{source}"),
                }),
                Job::Static(source) => self.own_statics.get(source).map(|disk| MediaFile {
                    disk: disk.clone(),
                    shown: format!("static/{source}"),
                }),
                _ => None,
            };
            files.extend(file.map(|file| (path.to_string(), file)));
        }
        let facts =
            source::examine(&files, &mut memories.media, self.now).map_err(Failure::World)?;
        let faults = facts.values().filter_map(|fact| fact.fault.clone());
        match self.config.content.compat {
            true => said.extend(faults.map(Diagnostic::lowered)),
            false => said.extend(faults),
        }
        Ok(Facts {
            files,
            facts,
            pictures: BTreeMap::new(),
            shelf: memories.pictures.folder().to_path_buf(),
        })
    }

    /// Opens the pictures that are to have further sizes, as far as they are not known, and plans the sizes of those that can
    /// have some. A build makes them on the way.
    pub(super) fn size_pictures(
        &self,
        plan: &mut Plan,
        facts: &mut Facts,
        memories: &mut Memories,
        said: &mut Diagnostics,
        progress: &dyn Progress,
    ) -> Result<(), Failure> {
        if self.config.edition.lite {
            return Ok(());
        }
        let shelf = &mut memories.pictures;
        let recipes = plan.wanted_pictures(&self.config, |path| {
            let (_, fact) = facts.of(path)?;
            fact.measure.zip(fact.look)
        });
        let wanted = recipes.into_iter().filter_map(|(path, recipe)| {
            let (file, fact) = facts.of(&path)?;
            Some((path, Wanted { file, fact, recipe }))
        });
        let wanted: BTreeMap<OutPath, Wanted<'_>> = wanted.collect();
        let unknown = shelf.unknown(wanted.values());
        if !unknown.is_empty() {
            progress.pages(unknown.len());
        }
        shelf
            .take_up(&unknown, &|| progress.page())
            .map_err(|fault| match fault {
                RereadError::World(fault) => Failure::World(fault),
                RereadError::Changed(fault) => Failure::Faults(std::iter::once(*fault).collect()),
            })?;
        let mut pictures = BTreeMap::new();
        for (path, one) in wanted {
            match shelf.seen(&one) {
                Some(Ok(tint)) => {
                    pictures.insert(path, (one.recipe, tint));
                }
                Some(Err(unfit)) => said.push(source::unscaled(&one.file.shown, &unfit)),
                None => {}
            }
        }
        let recipes = pictures.iter().map(|(path, (recipe, _))| (path, recipe));
        said.append(plan.add_pictures(recipes));
        facts.pictures = pictures;
        Ok(())
    }
}

impl Memories {
    /// Takes up what an earlier run wrote down.
    pub fn open(config: &Config) -> Self {
        let state = config.state_folder();
        let key = reading_key(config);
        Self {
            heads: Memory::open(&state, HEADS, key),
            media: Memory::open(&state, "media", Digest::of(crate::BUILD.as_bytes())),
            pictures: Shelf::open(&state),
            folder: state,
            key,
        }
    }

    /// What was read last time of these sources, to be looked at alone.
    pub(super) fn of<'k>(config: &Config, sources: impl Iterator<Item = &'k str>) -> Memory<Entry> {
        Memory::open_for(&config.state_folder(), HEADS, reading_key(config), sources)
    }

    /// From now on pictures are made and kept in their sizes: this is a build, which writes.
    pub fn make_pictures(&mut self) {
        self.pictures.write();
    }

    /// Forgets what was read under another configuration.
    fn fit(&mut self, config: &Config) {
        let key = reading_key(config);
        if self.key != key {
            self.key = key;
            self.heads = Memory::open(&config.state_folder(), HEADS, key);
        }
    }

    /// What was read of files to copy.
    pub(super) fn media(&mut self) -> &mut Memory<Known> {
        &mut self.media
    }

    /// Writes down what was read, for the next run.
    ///
    /// # Errors
    /// Where the disk refuses. The next run is slower then, and no less right.
    pub fn save(&mut self) -> Result<(), WorldError> {
        output::private_folder(&self.folder)
            .map_err(|fault| WorldError::new("make", &self.folder, fault))?;
        self.heads.save()?;
        self.pictures.save()?;
        self.media.save()
    }
}

/// All that the reading of a source depends on besides its file.
fn reading_key(config: &Config) -> Digest {
    Fingerprint::new()
        .bytes(crate::BUILD.as_bytes())
        .bytes(config.text.as_bytes())
        .finish()
}

/// What a site lays down for all its sources, and what is wrong with its `[defaults]`.
pub fn rules_of(config: &Config) -> (Rules, Diagnostics) {
    let content = config.content;
    Rules::new(content.compat, content.slugs, config.language.clone())
        .with_defaults(FILE_NAME, &config.text)
}

/// The entries of a map whose names begin so.
fn below<'a, T>(
    map: &'a BTreeMap<String, T>,
    start: &str,
) -> impl Iterator<Item = (&'a String, &'a T)> {
    let start = start.to_owned();
    map.range(start.clone()..)
        .take_while(move |(name, _)| name.starts_with(&start))
}

/// A file or folder that is not known: new, or gone with what was in it, or it came and went.
fn came_or_went(disk: &Path, had: bool) -> Touched {
    match had || disk.exists() {
        true => Touched::More,
        false => Touched::Nothing,
    }
}

/// The files that `site.toml` names for the look and that are not there.
fn absent_files(config: &Config, own: &BTreeMap<String, PathBuf>) -> Vec<Diagnostic> {
    let built_in: Vec<String> = builtin_statics().map(|(path, _)| path).collect();
    let there = |path: &OutPath| {
        let mut names = own.keys().chain(&built_in);
        names.any(|name| Route::Static(name.clone()).path() == *path)
    };
    let absent = config.look.files().filter(|named| !there(&named.path));
    absent
        .map(|named| {
            let message = format!("there is no `static/{}`", named.path);
            Diagnostic::new(Code::ConfigValue, message)
                .at(named.place.clone())
                .help("put the file there, or correct the path")
        })
        .collect()
}

fn builtin_statics() -> impl Iterator<Item = (String, &'static [u8])> {
    builtin_files()
        .filter_map(|(path, bytes)| Some((path.strip_prefix("static/")?.to_owned(), bytes)))
}

/// The site's own templates and strings.
pub(super) fn theme_files(
    config: &Config,
    faults: &mut Diagnostics,
) -> Result<ThemeFiles, Failure> {
    let mut texts = ThemeFiles::new();
    for folder in ["templates", "i18n"] {
        let (files, doubts) =
            source::list_files(&config.root.join(folder), folder).map_err(Failure::World)?;
        faults.append(doubts);
        for (path, disk) in files {
            let shown = format!("{folder}/{path}");
            let read = |fault| WorldError::new("read", &disk, fault).left("nothing was written");
            let bytes = fs::read(&disk).map_err(|fault| Failure::World(read(fault)))?;
            match String::from_utf8(bytes) {
                Ok(text) => {
                    texts.insert(shown, text);
                }
                Err(_) => faults.push(not_text(&shown)),
            }
        }
    }
    // The words of `site.toml` are the nearest, so they come last.
    let path = format!("i18n/{}.ftl", config.language);
    let words = config.look.strings();
    if !words.is_empty() {
        let own = texts.entry(path).or_default();
        own.push('\n');
        own.push_str(&words);
    }
    Ok(texts)
}

fn not_text(path: &str) -> Diagnostic {
    Diagnostic::new(Code::SourceUnreadable, "the file is not UTF-8")
        .at(Place::file(path))
        .help("save it as UTF-8")
}
