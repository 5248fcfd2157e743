//! Owns the places that the tests of releases publish to: a folder, reached as this machine's own or by ssh.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use depeche::output::Steps;
use depeche::publish::targets::releases;
use depeche::publish::{Now, Site, Target, Trouble, lease, roll_back};

use super::site::tree;
use super::sshd::Server;
use super::story::{Rig, publish};

/// A place for releases on this machine, reached in one way or the other.
pub struct Place {
    pub folder: tempfile::TempDir,
    pub keep: usize,
    pub server: Option<Rc<Server>>,
}

impl Place {
    pub fn local() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a folder"),
            keep: 5,
            server: None,
        }
    }

    pub fn remote(server: &Rc<Server>) -> Self {
        Self {
            server: Some(Rc::clone(server)),
            ..Self::local()
        }
    }

    /// One of each kind.
    pub fn both() -> [Self; 2] {
        [Self::local(), Self::remote(&Rc::new(Server::start()))]
    }

    /// An awkward name on purpose.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("it's a \"site\" $HOME العراق")
    }

    pub fn current(&self) -> PathBuf {
        self.path().join("current")
    }

    pub fn release(&self, id: &str) -> PathBuf {
        self.path().join("releases").join(id)
    }

    pub fn publish(&self, site: &Site, state: &Path, at: i64) -> Result<(), Trouble> {
        publish(self, site, state, Now::at(at), None)
    }

    pub fn ids(&self, state: &Path) -> Vec<String> {
        let history = self.target(state, None).history().expect("listed");
        let history = history.expect("releases");
        history.into_iter().map(|release| release.id).collect()
    }

    /// Goes back to a kept release.
    pub fn back(&self, id: Option<&str>, state: &Path, at: i64) -> Result<String, Trouble> {
        let mut target = self.target(state, None);
        roll_back("there", &mut *target, id, state, Now::at(at))
    }

    pub fn shown(&self) -> String {
        let path = self.path();
        match self.server {
            None => path.display().to_string(),
            Some(_) => format!("there:{}", path.display()),
        }
    }
}

impl Rig for Place {
    fn target<'a>(&'a self, state: &'a Path, cut: Option<usize>) -> Box<dyn Target + 'a> {
        let steps = cut.map(Steps::killed_at).unwrap_or_default();
        let (steps, owner) = (Arc::new(steps), lease::owner(state).expect("a name"));
        match &self.server {
            None => Box::new(releases::directory(&self.path(), self.keep, owner, steps)),
            Some(server) => {
                let settings = server.settings(&self.path());
                Box::new(releases::rsync(settings, self.keep, owner, steps).expect("a target"))
            }
        }
    }

    fn seen(&self) -> BTreeMap<String, Vec<u8>> {
        if self.current().exists() {
            tree(&self.current())
        } else {
            BTreeMap::new()
        }
    }

    fn held(&self) -> Vec<u8> {
        let mut held = Vec::new();
        for entry in walkdir::WalkDir::new(self.path()) {
            let entry = entry.expect("listed");
            if entry.file_type().is_file() {
                held.extend(fs::read(entry.path()).expect("read"));
                held.push(b'\n');
            }
        }
        held
    }

    fn at_once(&self) -> bool {
        true
    }
}
