//! Owns how a commit is made: one stream of changes to `git fast-import`, on top of the files that are there, with no parent.
//! No work tree and no index is used, so neither filters nor attributes nor ignore rules nor hooks touch a byte.

use std::io::{self, BufWriter, Read, Write};
use std::process::{ChildStdin, Stdio};

use super::command::{Runner, fit, not_run};
use super::tip::{Tip, is_name, message};
use super::{NEXT, NO_JEKYLL};
use crate::publish::plan::What;
use crate::publish::site::Site;
use crate::publish::target::Work;
use crate::publish::trouble::Trouble;

/// What a commit is to hold besides the site.
#[derive(Debug, Default)]
pub(super) struct Extras {
    /// Paths and bytes to write.
    pub write: Vec<(&'static str, String)>,
    /// Paths to remove.
    pub remove: Vec<&'static str>,
    /// The host name that `CNAME` says because `site.toml` does.
    pub cname: Option<String>,
}

impl Extras {
    /// `.nojekyll`, so that Pages hosts serve files as they are, and `CNAME`. A file of the site's own goes before either.
    pub(super) fn new(site: &Site, cname: Option<&str>, tip: Option<&Tip>) -> Self {
        let mut extras = Self::default();
        if site.sum(NO_JEKYLL).is_none() {
            extras.write.push((NO_JEKYLL, String::new()));
        }
        if site.sum("CNAME").is_none() {
            match cname {
                Some(name) => {
                    extras.write.push(("CNAME", format!("{name}\n")));
                    extras.cname = Some(name.to_owned());
                }
                None if tip.is_some_and(|tip| tip.cname.is_some()) => extras.remove.push("CNAME"),
                None => {}
            }
        }
        extras
    }

    /// Whether a tip has all of it already.
    pub(super) fn stand(&self, git: &mut Runner<'_>, tip: &Tip) -> io::Result<bool> {
        if tip.cname != self.cname {
            return Ok(false);
        }
        for (path, text) in &self.write {
            if tip.file(git, path)?.as_deref() != Some(text.as_bytes()) {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// Makes the commit, and gives its name. Only our own repository has it then.
pub(super) fn import(
    git: &mut Runner<'_>,
    work: &Work<'_>,
    tip: Option<&Tip>,
    extras: &Extras,
) -> Result<String, Trouble> {
    let place = git.repository.clone();
    let world = |fault| Trouble::world("write a commit to", &place, fault);
    git.steps.take("import").map_err(world)?;
    let words = ["fast-import", "--quiet", "--force", "--done"];
    let mut process = git
        .command(&words)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .map_err(not_run)
        .map_err(world)?;
    let streamed = match process.stdin.take() {
        Some(pipe) => stream(git, pipe, work, tip, extras),
        None => Err(world(io::ErrorKind::BrokenPipe.into())),
    };
    // Whatever the stream came to, its end is here: without `done` nothing was made.
    let ended = process.wait_with_output().map_err(world)?;
    match streamed {
        Ok(()) if !ended.status.success() => {
            return Err(world(io::Error::other(fit(&ended.stderr))));
        }
        // A pipe that broke says less than the one who broke it.
        Err(Trouble::World(fault)) if fault.kind() == io::ErrorKind::BrokenPipe => {
            return Err(world(io::Error::other(fit(&ended.stderr))));
        }
        other => other?,
    }
    let words = ["rev-parse", "--verify", "--quiet", NEXT];
    let named = git.run("name the commit", &words).and_then(|ended| {
        let out = ended.out()?;
        Ok(String::from_utf8_lossy(&out).trim().to_owned())
    });
    match named.map_err(world)? {
        name if is_name(&name) => Ok(name),
        _ => Err(world(io::ErrorKind::InvalidData.into())),
    }
}

fn stream(
    git: &mut Runner<'_>,
    pipe: ChildStdin,
    work: &Work<'_>,
    tip: Option<&Tip>,
    extras: &Extras,
) -> Result<(), Trouble> {
    let place = git.repository.clone();
    let world = |fault| Trouble::world("write a commit to", &place, fault);
    let mut to = BufWriter::with_capacity(1 << 16, pipe);
    let head = head(work, tip, extras);
    to.write_all(head.as_bytes()).map_err(world)?;
    // What goes goes first: a file may stand where a folder was.
    for change in &work.plan.changes {
        if change.what == What::Remove {
            writeln!(to, "D {}", quoted(&change.path)).map_err(world)?;
            work.progress.file(0);
        }
    }
    for path in &extras.remove {
        writeln!(to, "D {}", quoted(path)).map_err(world)?;
    }
    for change in &work.plan.changes {
        if change.what == What::Remove {
            continue;
        }
        git.steps.take("import a file").map_err(world)?;
        let bytes = file(&mut to, work.site, &change.path)?;
        work.progress.file(bytes);
    }
    for (path, text) in &extras.write {
        begin_file(&mut to, path, text.len() as u64).map_err(world)?;
        writeln!(to, "{text}").map_err(world)?;
    }
    git.steps.take("end the import").map_err(world)?;
    to.write_all(b"done\n").map_err(world)?;
    to.flush().map_err(world)
}

/// The names are fixed: a public branch need not say who the archivist is, or in which zone of time they live.
fn head(work: &Work<'_>, tip: Option<&Tip>, extras: &Extras) -> String {
    let message = message(work.site.root(), extras.cname.as_deref());
    let there = tip.map(|tip| format!("M 040000 {} \"\"\n", tip.tree));
    format!(
        "commit {NEXT}\ncommitter depeche <> {} +0000\ndata {}\n{message}\n{}",
        work.now.seconds(),
        message.len(),
        there.unwrap_or_default()
    )
}

fn begin_file(to: &mut impl Write, path: &str, bytes: u64) -> io::Result<()> {
    write!(to, "M 100644 inline {}\ndata {bytes}\n", quoted(path))
}

/// One file of the site, held against the manifest while it is read.
fn file(to: &mut impl Write, site: &Site, path: &str) -> Result<u64, Trouble> {
    let fault = |fault| Trouble::world("read", site.folder().join(path), fault);
    let size = site
        .size(path)
        .ok_or_else(|| fault(io::ErrorKind::NotFound.into()))?;
    let mut reader = site.reader(path)?;
    let send = |fault| Trouble::world("write a commit with", path, fault);
    begin_file(to, path, size).map_err(send)?;
    let mut buffer = [0; 1 << 16];
    let mut total = 0;
    loop {
        let count = reader.read(&mut buffer).map_err(fault)?;
        total += count as u64;
        if total > size || (count == 0 && total < size) {
            let changed = "it was changed after the build; build again";
            return Err(fault(io::Error::new(io::ErrorKind::InvalidData, changed)));
        }
        if count == 0 {
            break;
        }
        to.write_all(&buffer[..count]).map_err(send)?;
    }
    to.write_all(b"\n").map_err(send)?;
    Ok(size)
}

/// A path as a stream names it. Control characters are in no path of a site.
fn quoted(path: &str) -> String {
    let escaped = path.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{escaped}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_quoted_whatever_it_holds() {
        assert_eq!(quoted("2017/a b.html"), "\"2017/a b.html\"");
        assert_eq!(quoted("\"q\"\\"), "\"\\\"q\\\"\\\\\"");
    }
}
