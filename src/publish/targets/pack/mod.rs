//! Owns targets of the kind `archive`: the whole site in one file, for hosts with an upload form. The file is written beside the old
//! one and takes its place when it is whole, so that there is no moment without one. The same site gives the same bytes.

mod read;
mod write;

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::git::{read_private, remove};
use super::steps::{Steps, Watch};
use crate::atomic;
use crate::diag::{Code, Diagnostic};
use crate::held::Held;
use crate::output::Written;
use crate::output::private_folder;
use crate::publish::target::{Now, Target, Work};
use crate::publish::there::There;
use crate::publish::trouble::Trouble;
use read::Inside;
use write::Writer;

/// How many paths a message names.
const NAMED: usize = 5;

/// Where the file is.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The file: `….zip` or `….tar.zst`.
    pub path: PathBuf,
    /// The private folder of this target.
    pub folder: PathBuf,
}

/// How the files are packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Zip,
    TarZst,
}

impl Form {
    fn of(path: &Path) -> Self {
        match path.extension() {
            Some(extension) if extension == "zip" => Self::Zip,
            _ => Self::TarZst,
        }
    }
}

/// One file that holds the site.
#[derive(Debug)]
pub struct Archive<'a> {
    settings: Settings,
    steps: Steps<'a>,
    inside: Inside,
    held: Option<Held>,
}

impl<'a> Archive<'a> {
    /// The file that `settings` name.
    pub fn new(settings: Settings) -> Self {
        Self {
            settings,
            steps: Steps::default(),
            inside: Inside::Nothing,
            held: None,
        }
    }

    /// The same, with somebody who hears of each step before it is taken.
    #[must_use]
    pub fn watched(mut self, watch: Watch<'a>) -> Self {
        self.steps = Steps::watched(watch);
        self
    }

    fn folder(&self) -> &Path {
        match self.settings.path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        }
    }

    /// The file while it is made. Its name is always the same, so that one left by a run that was cut short is found.
    fn part(&self) -> PathBuf {
        let name = self.settings.path.file_name().unwrap_or_default();
        self.folder()
            .join(format!(".depeche-{}.part", name.to_string_lossy()))
    }

    /// Writes the whole site beside the old file.
    fn write(&mut self, work: &Work<'_>) -> Result<File, Trouble> {
        let part = self.part();
        let world = |fault| Trouble::world("write", &part, fault);
        self.steps.take("make the file").map_err(world)?;
        let file = File::create_new(&part).map_err(world)?;
        let mut writer = Writer::new(Form::of(&self.settings.path), file).map_err(world)?;
        let mut paths: Vec<&str> = work.site.paths().collect();
        paths.sort_unstable();
        let size = |path: &str| work.site.size(path).unwrap_or_default();
        // All files go in, not those alone that changed.
        work.progress
            .begin(paths.len(), paths.iter().map(|path| size(path)).sum());
        for path in paths {
            self.steps.take("pack a file").map_err(world)?;
            let mut reader = work.site.reader(path)?;
            writer
                .add(path, size(path), &mut reader)
                .map_err(|fault| Trouble::world("pack", work.site.folder().join(path), fault))?;
            work.progress.file(size(path));
        }
        self.steps.take("end the file").map_err(world)?;
        let file = writer.finish().map_err(world)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let readable = fs::Permissions::from_mode(0o644);
            file.set_permissions(readable).map_err(world)?;
        }
        self.steps.take("flush the file").map_err(world)?;
        file.sync_all().map_err(world)?;
        Ok(file)
    }

    fn replace(&mut self, work: &Work<'_>) -> Result<(), Trouble> {
        let (part, path) = (self.part(), self.settings.path.clone());
        let whole = self.write(work)?;
        drop(whole);
        let world = |fault| Trouble::world("replace", &path, fault);
        self.steps.take("rename the file").map_err(world)?;
        fs::rename(&part, &path).map_err(world)?;
        // The name is in the folder, which has to reach the disk too, where the system can do that.
        #[cfg(unix)]
        File::open(self.folder())
            .and_then(|folder| folder.sync_all())
            .map_err(world)?;
        Ok(())
    }

    fn refusal(&self, message: String, note: String) -> Diagnostic {
        Diagnostic::new(Code::PublishForeign, message)
            .note(note)
            .note("nothing was published; the file is as it was")
            .help("choose another name; or, if it may be replaced, take it over with `--adopt`")
    }
}

impl Target for Archive<'_> {
    fn look(&mut self, _ours: &Written) -> Result<There, Trouble> {
        let path = &self.settings.path;
        let world = |fault| Trouble::world("read", path, fault);
        self.steps.take("look").map_err(world)?;
        self.inside = match File::open(path) {
            Ok(file) => read::inside(Form::of(path), file),
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => Inside::Nothing,
            Err(fault) => return Err(world(fault)),
        };
        Ok(match &self.inside {
            Inside::Site { there, .. } => (**there).clone(),
            Inside::Nothing | Inside::Other => There::default(),
        })
    }

    /// The lock is the system's, on the folder: it dies with its process, and leaves no file behind.
    fn lock(&mut self, _now: Now) -> Result<(), Trouble> {
        let folder = self.folder().to_path_buf();
        let world = |fault| Trouble::world("lock", &folder, fault);
        self.steps.take("lock").map_err(world)?;
        fs::create_dir_all(&folder).map_err(world)?;
        // Where folders cannot be opened or locked, the rename alone keeps the file whole.
        if let Ok(opened) = File::open(&folder) {
            match Held::take(opened) {
                Err(_) => {}
                Ok(Some(held)) => self.held = Some(held),
                Ok(None) => {
                    let message = format!(
                        "somebody else is publishing to `{}`",
                        self.settings.path.display()
                    );
                    return Err(Diagnostic::new(Code::PublishLocked, message)
                        .note("nothing was published")
                        .help("wait until it has finished, and look at the plan again")
                        .into());
                }
            }
        }
        // What a run that was cut short left may hold what was withdrawn since.
        remove(&self.part())
    }

    fn unlock(&mut self) -> Result<(), Trouble> {
        self.held = None;
        Ok(())
    }

    fn clear(&mut self, _work: &Work<'_>, adopt: bool) -> Result<(), Trouble> {
        let path = self.settings.path.display();
        match &self.inside {
            _ if adopt => Ok(()),
            Inside::Nothing => Ok(()),
            Inside::Other => Err(self
                .refusal(
                    format!("`{path}` is no archive of depeche's"),
                    "it has no manifest of a site, or cannot be read".to_owned(),
                )
                .into()),
            Inside::Site { strangers, .. } if strangers.is_empty() => Ok(()),
            Inside::Site { strangers, .. } => {
                let named = strangers.iter().take(NAMED).map(|path| format!("`{path}`"));
                let note = format!("not ours: {}", named.collect::<Vec<_>>().join(", "));
                let message =
                    format!("`{path}` holds files that are not ours, which would be lost");
                Err(self.refusal(message, note).into())
            }
        }
    }

    fn apply(&mut self, work: &Work<'_>) -> Result<(), Trouble> {
        let stands = matches!(&self.inside, Inside::Site { strangers, .. } if strangers.is_empty());
        if stands && work.plan.is_empty() {
            return Ok(());
        }
        let part = self.part();
        self.replace(work).map_err(|trouble| {
            // A part of a file is worse than none; the next run deletes it if this cannot.
            let asked = self.steps.take("delete the part");
            let _ = asked.map(|()| fs::remove_file(&part));
            trouble.left("the old file is as it was")
        })
    }

    fn read_private(&mut self, name: &str) -> Result<Option<Vec<u8>>, Trouble> {
        read_private(&self.settings.folder, name)
    }

    fn write_private(&mut self, name: &str, bytes: &[u8]) -> Result<(), Trouble> {
        let place = self.settings.folder.join(name);
        let world = |fault| Trouble::world("write", &place, fault);
        self.steps.take("write private state").map_err(world)?;
        private_folder(&self.settings.folder).map_err(world)?;
        Ok(atomic::write(&place, bytes)?)
    }
}
