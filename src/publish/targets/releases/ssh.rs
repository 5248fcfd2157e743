//! Owns releases on another machine, reached by OpenSSH and rsync. Scripts for the shell there do all that needs no bytes of
//! ours, each in one go; rsync brings the files. All goes over one connection, which asks nobody anything.

mod connection;
mod script;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::host::{Beat, Host, Kind, LEASE, Survey};
use crate::output::{Manifest, SIGNATURE};
use crate::output::{Steps, locate};
use crate::publish::plan::What;
use crate::publish::{Site, Trouble, Work};
use connection::{Connection, Transfer};
use script::{Script, quoted};

/// Where the other machine is, and how it is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// `host`, `user@host`, or a name from the ssh configuration.
    pub host: String,
    /// If it is not what ssh thinks.
    pub port: Option<u16>,
    /// The folder there.
    pub path: String,
    /// A configuration file for ssh instead of the user's own.
    pub ssh_config: Option<PathBuf>,
}

/// A folder of another machine.
pub(super) struct Ssh {
    connection: Connection,
    path: String,
    shown: String,
    steps: Arc<Steps>,
}

impl Ssh {
    pub(super) fn new(settings: Settings, steps: Arc<Steps>) -> Result<Self, Trouble> {
        let shown = format!("{}:{}", settings.host, settings.path);
        let path = settings.path.clone();
        let connection = Connection::new(settings)
            .map_err(|fault| Trouble::world("prepare a connection to", &shown, fault))?;
        Ok(Self {
            connection,
            path,
            shown,
            steps,
        })
    }

    fn fault(&self, doing: &'static str) -> impl FnOnce(io::Error) -> Trouble {
        let shown = self.shown.clone();
        move |fault| Trouble::world(doing, shown, fault)
    }

    /// Runs a script, and gives what it says.
    fn say(&self, doing: &'static str, script: &Script) -> Result<Vec<u8>, Trouble> {
        self.say_long(doing, script, &mut || Ok(()))
    }

    /// The same for one that may take minutes.
    fn say_long(
        &self,
        doing: &'static str,
        script: &Script,
        tick: &mut dyn FnMut() -> io::Result<()>,
    ) -> Result<Vec<u8>, Trouble> {
        let ran = self
            .steps
            .step()
            .and_then(|()| self.connection.script(&script.text(&self.path), tick));
        ran.map_err(self.fault(doing))
    }

    /// Brings files to a folder below PATH, and hears of each one.
    fn send(
        &self,
        from: &Path,
        to: &str,
        paths: &[&str],
        by_sum: bool,
        tick: &mut dyn FnMut() -> io::Result<()>,
        hear: &mut dyn FnMut(&str),
    ) -> Result<(), Trouble> {
        if paths.is_empty() {
            return Ok(());
        }
        let transfer = Transfer {
            from,
            to: &format!("{}/{to}/", self.path),
            paths,
            by_sum,
        };
        let sent = self
            .steps
            .step()
            .and_then(|()| self.connection.transfer(&transfer, tick, hear));
        sent.map_err(self.fault("bring files to"))
    }

    /// Renews the lease where it is time for that.
    fn keep_lease(&self, beat: &mut Beat) -> io::Result<()> {
        match beat.due() {
            None => Ok(()),
            Some((before, after)) => {
                let script = script::swap(LEASE, before.as_bytes(), after.as_bytes())?;
                let text = script.text(&self.path);
                self.connection.script(&text, &mut || Ok(())).map(drop)
            }
        }
    }

    /// Holds files against the manifest before they go out: rsync reads them by itself.
    fn check(&self, site: &Site, paths: &[&str], beat: &mut Beat) -> Result<(), Trouble> {
        for path in paths {
            let place = locate(site.folder(), path);
            let read = io::copy(&mut site.reader(path)?, &mut io::sink());
            read.map_err(|fault| Trouble::world("read", place, fault))?;
            self.keep_lease(beat).map_err(self.fault("publish to"))?;
        }
        Ok(())
    }

    /// Lays files of the manifest's own into a folder of this machine, since they stand in memory alone.
    fn lay_own(&self, site: &Site, paths: &[&str]) -> Result<tempfile::TempDir, Trouble> {
        let folder = tempfile::tempdir().map_err(self.fault("prepare a connection to"))?;
        for path in paths {
            let place = locate(folder.path(), path);
            let bytes = site.read(path)?;
            let above = place.parent().unwrap_or(folder.path());
            fs::create_dir_all(above)
                .and_then(|()| fs::write(&place, bytes))
                .map_err(|fault| Trouble::world("write", &place, fault))?;
        }
        Ok(folder)
    }
}

impl Host for Ssh {
    fn shown(&self) -> String {
        self.shown.clone()
    }

    fn survey(&mut self) -> Result<Survey, Trouble> {
        let said = self.say("list", &Script::within(script::SURVEY))?;
        let mut survey = Survey::default();
        for line in String::from_utf8_lossy(&said).lines() {
            let (what, name) = line.split_once(' ').unwrap_or((line, ""));
            match what {
                "folder" => survey.top.push((name.to_owned(), Kind::Folder)),
                "file" => survey.top.push((name.to_owned(), Kind::File)),
                "link" => survey
                    .top
                    .push((name.to_owned(), Kind::Link(String::new()))),
                "to" => {
                    if let Some((_, kind)) = survey.top.last_mut() {
                        *kind = Kind::Link(name.to_owned());
                    }
                }
                "whole" => survey.note_release(name, true),
                "half" => survey.note_release(name, false),
                "rising" => survey.rising = Some(name.to_owned()),
                "marked" => survey.marked = true,
                // A name with the end of a line in it, in a place that is not ours.
                _ => {}
            }
        }
        survey.sort();
        Ok(survey)
    }

    fn read(&mut self, paths: &[String]) -> Result<Vec<Option<Vec<u8>>>, Trouble> {
        let mut body = script::READ.to_owned();
        for path in paths {
            body.push_str(&format!("r {}\n", quoted(path)));
        }
        let said = self.say("read", &Script::within(&body))?;
        if said.is_empty() {
            return Ok(vec![None; paths.len()]);
        }
        script::frames(&said, paths.len()).map_err(self.fault("read"))
    }

    fn found(&mut self) -> Result<(), Trouble> {
        let script = Script::anywhere(&script::found(&self.path));
        self.say("make the folder", &script).map(drop)
    }

    fn settle(&mut self) -> Result<(), Trouble> {
        let script = Script::within(script::SETTLE);
        self.say("make the folder", &script).map(drop)
    }

    fn write(&mut self, name: &str, text: &[u8]) -> Result<(), Trouble> {
        let script = script::write(name, text).map_err(self.fault("write"))?;
        self.say("write", &script).map(drop)
    }

    fn create(&mut self, name: &str, text: &[u8]) -> Result<bool, Trouble> {
        let script = script::create(name, text).map_err(self.fault("write"))?;
        Ok(self.say("write", &script)? == b"yes\n")
    }

    fn swap(&mut self, name: &str, before: &[u8], after: &[u8]) -> Result<bool, Trouble> {
        let script = script::swap(name, before, after).map_err(self.fault("write"))?;
        Ok(self.say("write", &script)? == b"yes\n")
    }

    fn discard(&mut self, name: &str) -> Result<(), Trouble> {
        let body = format!("rm -f \"$S\"/{}\n", quoted(name));
        self.say("write", &Script::within(&body)).map(drop)
    }

    fn leave(&mut self, text: &[u8]) -> Result<(), Trouble> {
        let script = script::leave(LEASE, text).map_err(self.fault("write"))?;
        self.say("give the lease back at", &script).map(drop)
    }

    fn erase(&mut self, gone: &[(String, Vec<String>)]) -> Result<(), Trouble> {
        self.say("remove files at", &script::erase(gone)).map(drop)
    }

    fn replace(
        &mut self,
        id: &str,
        site: &Site,
        paths: &[String],
        beat: &mut Beat,
    ) -> Result<(), Trouble> {
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        self.check(site, &paths, beat)?;
        self.say("prepare files at", &Script::within(script::UNPACK))?;
        let mut tick = || self.keep_lease(beat);
        let new = ".depeche/new";
        self.send(site.folder(), new, &paths, false, &mut tick, &mut |_| {})?;
        self.say("replace files at", &script::replace(id)).map(drop)
    }

    fn make(
        &mut self,
        from: Option<&str>,
        work: &Work<'_>,
        beat: &mut Beat,
    ) -> Result<(), Trouble> {
        let site = work.site;
        self.say("prepare the release at", &script::prepare(from))?;
        let lists = site.written().lists.keys().map(String::as_str);
        let own: Vec<&str> = lists.chain(site.signature().map(|_| SIGNATURE)).collect();
        let folder = self.lay_own(site, &own)?;
        let mut heard = Heard::new(work);
        let mut tick = || self.keep_lease(beat);
        self.send(
            folder.path(),
            ".depeche/making",
            &own,
            true,
            &mut tick,
            &mut |path| heard.file(path),
        )?;
        let gather = script::gather(from, &site.written().root, site.signature().is_some());
        let said = self.say_long("share unchanged files at", &gather, &mut tick)?;
        let said = String::from_utf8(said)
            .map_err(|fault| self.fault("share unchanged files at")(io::Error::other(fault)))?;
        let needed: Vec<&str> = said
            .lines()
            .filter_map(|line| line.strip_prefix("./"))
            .collect();
        self.check(site, &needed, beat)?;
        let mut tick = || self.keep_lease(beat);
        let making = ".depeche/making";
        self.send(
            site.folder(),
            making,
            &needed,
            false,
            &mut tick,
            &mut |path| heard.file(path),
        )?;
        let finish = Script::within(script::FINISH);
        let said = self.say_long("check the release at", &finish, &mut tick)?;
        self.judge(&String::from_utf8_lossy(&said), work)?;
        if said.starts_with(b"unchecked\n") {
            self.check(site, &needed, beat)?;
        }
        heard.close();
        Ok(())
    }

    fn rise(&mut self, id: &str) -> Result<(), Trouble> {
        self.say("make the release at", &script::rise(id)).map(drop)
    }

    fn switch(&mut self, id: &str) -> Result<(), Trouble> {
        self.say("switch", &script::switch(id)).map(drop)
    }

    fn remember(&mut self, id: &str) -> Result<(), Trouble> {
        self.say("write", &script::remember(id)).map(drop)
    }

    fn unsound(&mut self, id: &str, _: &Manifest) -> Result<Vec<String>, Trouble> {
        let said = self.say("check the release at", &script::unsound(id))?;
        let said = String::from_utf8_lossy(&said);
        let paths = said.lines().filter_map(|line| line.strip_prefix("./"));
        Ok(paths.map(str::to_owned).collect())
    }

    fn delete(&mut self, id: &str) -> Result<(), Trouble> {
        self.say("delete a release at", &script::delete(id))
            .map(drop)
    }
}

impl Ssh {
    /// What the other machine says of the files that were brought.
    fn judge(&self, said: &str, work: &Work<'_>) -> Result<(), Trouble> {
        if said.starts_with("unchecked\n") {
            work.progress
                .note("the server has neither `sha256sum` nor `shasum`: what was brought is not checked there");
        }
        let mut bad = said.lines().filter_map(|line| line.strip_prefix("./"));
        match bad.next() {
            None => Ok(()),
            Some(first) => {
                let fault = format!(
                    "`{first}` did not arrive as it is here, nor did {} more",
                    bad.count()
                );
                let fault = io::Error::new(io::ErrorKind::InvalidData, fault);
                Err(self.fault("bring files to")(fault))
            }
        }
    }
}

/// What progress was told of: what the plan brings, each once.
struct Heard<'a> {
    left: BTreeMap<&'a str, u64>,
    removed: usize,
    work: &'a Work<'a>,
}

impl<'a> Heard<'a> {
    fn new(work: &'a Work<'a>) -> Self {
        let changes = work.plan.changes.iter();
        let brought = changes.filter(|change| change.what != What::Remove);
        let left: BTreeMap<&str, u64> = brought
            .map(|change| (change.path.as_str(), change.bytes.unwrap_or_default()))
            .collect();
        Self {
            removed: work.plan.changes.len() - left.len(),
            left,
            work,
        }
    }

    fn file(&mut self, path: &str) {
        if let Some(bytes) = self.left.remove(path) {
            self.work.progress.file(bytes);
        }
    }

    /// What a run before this one had brought, the root, and what goes.
    fn close(self) {
        for bytes in self.left.into_values() {
            self.work.progress.file(bytes);
        }
        (0..self.removed).for_each(|_| self.work.progress.file(0));
    }
}
