//! Owns the check of a live site: its manifest, its files or a sample of them, and that what was removed is gone. It runs
//! sixteen requests at once, and holds no file in memory.

use std::future::Future;
use std::sync::atomic::{AtomicUsize, Ordering};

use futures_util::{StreamExt as _, stream};
use reqwest::{Client, Url};

use super::receive::{Answer, Limits, Received, Want, get};
use super::{Finding, Known, NoCopy, Report, Watcher, What, check_signature, inject, read_root};
use crate::hash::{Digest, Sum};
use crate::output::{Entry, Manifest, ROOT, SIGNATURE};
use crate::publish::sign::Key;
use crate::route::{OutPath, Route};

/// The longest signature, in bytes.
const SIGNATURE_MOST: u64 = 16 << 10;
/// How much of a page is kept, to see what a host did to it, in bytes.
const PAGE: usize = 512 << 10;
/// After so many files in a row that could not be read, the host is taken to be gone.
const GIVE_UP: usize = 32;
/// Files that hosts read themselves, and often give to nobody.
const OF_HOSTS: &[&str] = &["_headers", "_redirects", ".htaccess", ".nojekyll", "CNAME"];

/// The address of a site: that of a folder, with `http` or `https`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address(Url);

/// Why a text is no address of a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadAddress {
    /// It cannot be read.
    #[error("it is no address of a site: write it as `https://example.org/`")]
    Form,
    /// It holds a name and a password.
    #[error("it holds a name or a password, which have no place in an address")]
    Secret,
}

/// A live site, and how it is asked.
#[derive(Debug, Clone)]
pub struct Host<'a> {
    /// The client.
    pub client: &'a Client,
    /// Where the site stands.
    pub address: &'a Address,
    /// How much is taken from it.
    pub limits: Limits,
}

impl Address {
    /// Reads an address. That of the manifest or of the home page stands for the site.
    ///
    /// # Errors
    /// Says why it is none.
    pub fn parse(text: &str) -> Result<Self, BadAddress> {
        let mut url = Url::parse(text).map_err(|_| BadAddress::Form)?;
        if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
            return Err(BadAddress::Form);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(BadAddress::Secret);
        }
        url.set_query(None);
        url.set_fragment(None);
        let path = url.path();
        let folder = [ROOT, "index.html"]
            .iter()
            .find_map(|name| path.strip_suffix(name).filter(|rest| rest.ends_with('/')))
            .unwrap_or(path);
        let slash = if folder.ends_with('/') { "" } else { "/" };
        let folder = format!("{folder}{slash}");
        url.set_path(&folder);
        Ok(Self(url))
    }

    /// The address of a file of the site.
    fn of(&self, path: &str) -> Option<Url> {
        let path = OutPath::parse(path)?.address();
        // Before a colon in its first part, a path could be taken for a scheme.
        self.0.join(&format!("./{path}")).ok()
    }
}

impl std::fmt::Display for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// Checks a live site against the manifest that it publishes: its own files at the top, and the others or a sample of so
/// many. The same site gives the same sample.
///
/// # Errors
/// Where there is no manifest, or the host does not answer.
pub fn live(
    host: &Host<'_>,
    key: Option<&Key>,
    sample: Option<usize>,
    watcher: &dyn Watcher,
) -> Result<Report, NoCopy> {
    wait(host.live(key, sample, watcher))?
}

/// Checks a live site against a manifest in hand, and the signature of its root if it has one: the root and its lists, the files at
/// the top and a sample of so many others, and that nothing answers any more at the paths that are gone.
///
/// # Errors
/// Where nothing can be asked at all. A host that does not answer is told in the report.
pub fn site(
    host: &Host<'_>,
    (manifest, signature): (&Manifest, Option<&str>),
    sample: usize,
    gone: &[String],
    watcher: &dyn Watcher,
) -> Result<Report, NoCopy> {
    wait(host.site(manifest, signature, sample, gone, watcher))
}

/// Runs what waits for a network, on this thread.
fn wait<T>(what: impl Future<Output = T>) -> Result<T, NoCopy> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|fault| NoCopy::Network {
            address: "the network".to_owned(),
            why: fault.to_string(),
        })?;
    Ok(runtime.block_on(what))
}

impl Host<'_> {
    async fn live(
        &self,
        key: Option<&Key>,
        sample: Option<usize>,
        watcher: &dyn Watcher,
    ) -> Result<Report, NoCopy> {
        let mut report = Report::default();
        let text = self.root().await?;
        let signature = match self.whole(SIGNATURE, SIGNATURE_MOST).await {
            Answer::File(received) if is_markup(&received) => None,
            Answer::File(received) => Some(received.kept),
            Answer::Absent(..) => None,
            other => {
                report.findings.extend(self.found(SIGNATURE, &other));
                None
            }
        };
        check_signature(key, &text, signature.as_deref(), &mut report);
        let Some(root) = read_root(&text, &mut report) else {
            return Ok(report);
        };
        let mut known = Known::default();
        let mut room = self.limits.lists;
        for list in &root.lists {
            match self.whole(&list.path, room).await {
                Answer::File(received) => {
                    room = room.saturating_sub(received.kept.len() as u64);
                    known.take(list, &received.kept, &mut report);
                }
                other => {
                    report.findings.extend(self.found(&list.path, &other));
                    known.lose(&list.path);
                }
            }
        }
        known.sort();
        report.listed = known.files.len() + root.files.len();
        let deep = match sample {
            Some(count) => choose(known.files, Sum::of(&text), count),
            None => known.files,
        };
        let wanted: Vec<Entry> = root.files.into_iter().chain(deep).collect();
        self.files(&wanted, &mut report, watcher).await;
        Ok(report.sorted())
    }

    async fn site(
        &self,
        manifest: &Manifest,
        signature: Option<&str>,
        sample: usize,
        gone: &[String],
        watcher: &dyn Watcher,
    ) -> Report {
        let written = manifest.written();
        let sum = Sum::of(written.root.as_bytes());
        let entry = |(path, text): (&str, &str)| Entry {
            path: path.into(),
            sum: Sum::of(text.as_bytes()),
        };
        let lists = written.lists.iter();
        let lists = lists.map(|(path, text)| entry((path, text)));
        let root = std::iter::once(entry((ROOT, &written.root)));
        let signature = signature.map(|text| entry((SIGNATURE, text)));
        let (deep, top): (Vec<Entry>, Vec<Entry>) = manifest
            .entries()
            .iter()
            .cloned()
            .partition(|entry| entry.path.contains('/'));
        let deep = choose(deep, sum, sample);
        let wanted: Vec<Entry> = root
            .chain(signature)
            .chain(lists)
            .chain(top)
            .chain(deep)
            .collect();
        let mut report = Report {
            root: Some(sum),
            listed: manifest.entries().len(),
            ..Report::default()
        };
        self.files(&wanted, &mut report, watcher).await;
        let shown = stream::iter(gone)
            .map(async |path| self.gone(path).await)
            .buffer_unordered(self.limits.at_once)
            .filter_map(async |finding| finding);
        report.findings.extend(shown.collect::<Vec<_>>().await);
        report.sorted()
    }

    /// The text of the root.
    async fn root(&self) -> Result<Vec<u8>, NoCopy> {
        let address = format!("{}{ROOT}", self.address);
        match self.whole(ROOT, self.limits.root).await {
            Answer::File(received) if is_markup(&received) => {
                Err(NoCopy::NoManifest(self.address.to_string()))
            }
            Answer::File(received) => Ok(received.kept),
            Answer::Absent(..) => Err(NoCopy::NoManifest(self.address.to_string())),
            Answer::Elsewhere(to) => Err(NoCopy::Elsewhere { from: address, to }),
            Answer::Endless(why) | Answer::Failed(why) => Err(NoCopy::Network { address, why }),
        }
    }

    /// Asks for a part of the manifest.
    async fn whole(&self, path: &str, most: u64) -> Answer {
        let keep = usize::try_from(most).unwrap_or(usize::MAX);
        self.ask(path, Want { most, keep }).await
    }

    async fn ask(&self, path: &str, want: Want) -> Answer {
        match self.address.of(path) {
            Some(url) => get(self.client, &url, want, &self.limits).await,
            None => Answer::Failed("the path cannot stand in an address".to_owned()),
        }
    }

    /// Looks at files, several at once, until the host is gone.
    async fn files(&self, wanted: &[Entry], report: &mut Report, watcher: &dyn Watcher) {
        watcher.files(wanted.len());
        let silent = AtomicUsize::new(0);
        let looked = stream::iter(wanted)
            .map(async |entry| {
                if silent.load(Ordering::Relaxed) >= GIVE_UP {
                    return None;
                }
                let answer = self.ask(&entry.path, self.want(&entry.path)).await;
                match answer {
                    Answer::Failed(_) => silent.fetch_add(1, Ordering::Relaxed),
                    _ => silent.swap(0, Ordering::Relaxed),
                };
                watcher.file();
                Some((entry, self.judge(entry, &answer)))
            })
            .buffer_unordered(self.limits.at_once);
        let mut looked = std::pin::pin!(looked);
        let mut left = wanted.len();
        while let Some(one) = looked.next().await {
            let Some((entry, what)) = one else { continue };
            left -= 1;
            match what {
                None => report.checked += 1,
                Some(What::Missing | What::Unread(_)) if OF_HOSTS.contains(&&*entry.path) => {
                    report.kept.push(entry.path.to_string());
                }
                Some(what) => {
                    report.checked += 1;
                    report.find(&entry.path, what);
                }
            }
        }
        if left > 0 {
            report.stopped = Some(format!(
                "the host no longer answers: {left} of {} files were not looked at",
                wanted.len()
            ));
        }
    }

    fn want(&self, path: &str) -> Want {
        let keep = if is_page(path) { PAGE } else { 0 };
        Want {
            most: self.limits.file,
            keep,
        }
    }

    /// Holds what came against the manifest.
    fn judge(&self, entry: &Entry, answer: &Answer) -> Option<What> {
        match answer {
            Answer::File(received) if received.is(entry.sum) => None,
            Answer::File(received) => Some(changed(entry, received)),
            // Hosts give the page for what is not there with the status for what is not there.
            Answer::Absent(received)
                if *entry.path == *Route::NotFound.path().as_str() && received.is(entry.sum) =>
            {
                None
            }
            other => self.found(&entry.path, other).map(|finding| finding.what),
        }
    }

    fn found(&self, path: &str, answer: &Answer) -> Option<Finding> {
        let what = match answer {
            Answer::File(_) => return None,
            Answer::Absent(..) => What::Missing,
            Answer::Elsewhere(to) => What::Elsewhere(to.clone()),
            Answer::Endless(why) => What::Endless(why.clone()),
            Answer::Failed(why) => What::Unread(why.clone()),
        };
        Some(Finding {
            path: path.to_owned(),
            what,
        })
    }

    /// Whether something still answers where a file was removed.
    async fn gone(&self, path: &str) -> Option<Finding> {
        // What stands there is of no interest, so little of it is taken.
        let want = Want {
            most: 1 << 20,
            keep: 0,
        };
        let what = match self.ask(path, want).await {
            Answer::Absent(..) => return None,
            Answer::File(_) | Answer::Endless(_) => What::Shown(200),
            Answer::Elsewhere(to) => What::Elsewhere(to),
            Answer::Failed(why) => What::Unread(why),
        };
        Some(Finding {
            path: path.to_owned(),
            what,
        })
    }
}

/// A file whose bytes are others: by a script of the host's alone, or who knows how.
fn changed(entry: &Entry, received: &Received) -> What {
    let script = is_page(&entry.path).then(|| inject::script(&received.kept, entry.sum));
    script.flatten().map_or(What::Changed, What::Altered)
}

/// Some hosts answer whatever is not there with a page.
fn is_markup(received: &Received) -> bool {
    received.kept.trim_ascii_start().starts_with(b"<")
}

fn is_page(path: &str) -> bool {
    path.ends_with(".html")
}

/// So many of these files: for one site always the same, for the next edition of it others.
fn choose(files: Vec<Entry>, root: Sum, count: usize) -> Vec<Entry> {
    if files.len() <= count {
        return files;
    }
    let rank = |entry: &Entry| Digest::of(format!("{root}{}", entry.path).as_bytes());
    let mut ranked: Vec<(Digest, Entry)> = files
        .into_iter()
        .map(|entry| (rank(&entry), entry))
        .collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    let mut chosen: Vec<Entry> = ranked
        .into_iter()
        .take(count)
        .map(|(_, entry)| entry)
        .collect();
    chosen.sort_by(|one, other| one.path.cmp(&other.path));
    chosen
}
