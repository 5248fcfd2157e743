//! Owns what the tip of a branch holds: its commit, its files, and the manifest of the site in it. It reads objects that were
//! fetched before, and changes nothing.

use std::collections::BTreeSet;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use super::command::{Runner, not_run};
use crate::hash::Sum;
use crate::output::{Manifest, ROOT, Root, SIGNATURE, Written};
use crate::publish::there::There;

/// The longest file of a manifest that is read, in bytes: more than a million lines.
const LONGEST: u64 = 256 << 20;

/// The line of a commit's message that says which `CNAME` is from `site.toml`.
const CNAME: &str = "CNAME: ";

/// The newest commit of a branch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tip {
    /// Its name.
    pub commit: String,
    /// That of its tree.
    pub tree: String,
    /// Whether it has a history.
    pub parents: bool,
    /// The host name that we wrote into `CNAME`, if we did.
    pub cname: Option<String>,
}

impl Tip {
    /// The commit of this name.
    pub(super) fn read(git: &mut Runner<'_>, commit: &str) -> io::Result<Self> {
        let words = ["cat-file", "commit", commit];
        let raw = git.run("read the commit", &words)?.out()?;
        let text = String::from_utf8_lossy(&raw);
        let (head, message) = text.split_once("\n\n").unwrap_or((&text, ""));
        let tree = head.lines().find_map(|line| line.strip_prefix("tree "));
        let tree = tree.filter(|tree| is_name(tree));
        let tree = tree.ok_or_else(|| damaged("the commit has no tree"))?;
        let cname = message.lines().find_map(|line| line.strip_prefix(CNAME));
        Ok(Self {
            commit: commit.to_owned(),
            tree: tree.to_owned(),
            parents: head.lines().any(|line| line.starts_with("parent ")),
            cname: cname.map(str::to_owned),
        })
    }

    /// The paths of all its files.
    pub(super) fn files(&self, git: &mut Runner<'_>) -> io::Result<BTreeSet<String>> {
        let words = ["ls-tree", "-r", "-z", "--name-only", "--full-tree"];
        let words = [&words[..], &[self.tree.as_str()]].concat();
        let out = git.run("list the tree", &words)?.out()?;
        let paths = out.split(|byte| *byte == 0).filter(|path| !path.is_empty());
        Ok(paths
            .map(|path| String::from_utf8_lossy(path).into_owned())
            .collect())
    }

    /// The site in it. Lists that are the same as `ours` are not read.
    pub(super) fn site(&self, git: &mut Runner<'_>, ours: &Written) -> io::Result<There> {
        let mut blobs = Blobs::open(git)?;
        let mut file = |path: &str| blobs.read(&format!("{}:{path}", self.tree));
        let Some(root) = file(ROOT)? else {
            return Ok(There::default());
        };
        let invalid = |fault| io::Error::new(io::ErrorKind::InvalidData, fault);
        let same: BTreeSet<String> = Root::parse(&root)
            .map_err(invalid)?
            .lists
            .iter()
            .filter(|list| {
                let text = ours.lists.get(&*list.path);
                text.is_some_and(|text| Sum::of(text.as_bytes()) == list.sum)
            })
            .map(|list| list.path.to_string())
            .collect();
        let manifest = Manifest::gather(&root, |path| match ours.lists.get(path) {
            Some(text) if same.contains(path) => Ok(Some(text.clone().into_bytes())),
            _ => file(path),
        })?;
        let signature = file(SIGNATURE)?;
        Ok(There {
            manifest: Some(manifest),
            signature: signature.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
            unfinished: BTreeSet::new(),
        })
    }

    /// One of its files; `None` where there is none.
    pub(super) fn file(&self, git: &mut Runner<'_>, path: &str) -> io::Result<Option<Vec<u8>>> {
        Blobs::open(git)?.read(&format!("{}:{path}", self.tree))
    }
}

/// What a commit of ours says of itself.
pub(super) fn message(root: Sum, cname: Option<&str>) -> String {
    let cname = cname.map(|cname| format!("\n{CNAME}{cname}\n"));
    format!(
        "The site whose manifest has the sum\n{root}\n{}",
        cname.unwrap_or_default()
    )
}

/// Whether this is how git names an object.
pub(super) fn is_name(text: &str) -> bool {
    matches!(text.len(), 40 | 64) && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn damaged(why: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why)
}

/// A process that reads files out of a tree, one after the other.
struct Blobs {
    process: Child,
    ask: ChildStdin,
    answer: BufReader<ChildStdout>,
}

impl Blobs {
    fn open(git: &mut Runner<'_>) -> io::Result<Self> {
        git.steps.take("read files of the tree")?;
        let mut process = git
            .command(&["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(not_run)?;
        let pipes = process.stdin.take().zip(process.stdout.take());
        let (ask, answer) = pipes.ok_or_else(|| damaged("git cannot be spoken to"))?;
        Ok(Self {
            process,
            ask,
            answer: BufReader::new(answer),
        })
    }

    fn read(&mut self, name: &str) -> io::Result<Option<Vec<u8>>> {
        writeln!(self.ask, "{name}")?;
        self.ask.flush()?;
        let mut head = String::new();
        self.answer.read_line(&mut head)?;
        let head = head.trim_end_matches('\n');
        if head.ends_with(" missing") {
            return Ok(None);
        }
        let mut words = head.split(' ').skip(1);
        let (kind, size) = (
            words.next(),
            words.next().and_then(|size| size.parse().ok()),
        );
        let size = match (kind, size) {
            (Some("blob"), Some(size @ 0..=LONGEST)) => size,
            _ => return Err(damaged("a file of the manifest is not one")),
        };
        let mut bytes = Vec::new();
        (&mut self.answer).take(size).read_to_end(&mut bytes)?;
        let mut end = [0];
        self.answer.read_exact(&mut end)?;
        Ok(Some(bytes))
    }
}

impl Drop for Blobs {
    fn drop(&mut self) {
        // It only reads: nothing is lost with it, and what it would say now concerns nobody.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
