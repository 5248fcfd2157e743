//! Owns publishing by releases: each publication is a whole folder of its own, and readers are led to it by one link, from one
//! moment to the next. Where the folders lie is a [`Host`]'s matter: this machine's disk, or another machine by ssh.
//!
//! 1. What was withdrawn goes from every release at once, the current one too.
//! 2. The new release is made out of sight. It shares unchanged files with the current one.
//! 3. It is moved to the others, and the link is switched.
//! 4. Every older release that still names what was taken down is deleted whole, then those that are too many.

mod host;
mod local;
mod ssh;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use crate::diag::{Code, Diagnostic};
use crate::hash::Sum;
use crate::output::Steps;
use crate::output::{Manifest, ROOT, Root, SIGNATURE, Written};
use crate::publish::lease::Lease;
use crate::publish::plan::{Phase, What};
use crate::publish::{Now, Release, Target, There, Tombstones, Trouble, Work};
use host::{Beat, CURRENT, Host, Kind, LEASE, RELEASES, RISING, STATE, Survey};
use local::Local;
pub use ssh::Settings;
use ssh::Ssh;

/// How many names a message gives.
const NAMED: usize = 5;

/// Releases in a folder of this machine. `owner` is the name under which leases are taken.
pub fn directory(
    path: &Path,
    keep: usize,
    owner: String,
    steps: Arc<Steps>,
) -> impl Target + use<> {
    Releases::new(Local::new(path, steps), keep, owner)
}

/// Releases in a folder of another machine, by ssh and rsync.
///
/// # Errors
/// Where there is no place for a private folder on this machine.
pub fn rsync(
    settings: Settings,
    keep: usize,
    owner: String,
    steps: Arc<Steps>,
) -> Result<impl Target, Trouble> {
    Ok(Releases::new(Ssh::new(settings, steps)?, keep, owner))
}

/// The id of a release, and its manifest where that is sound.
type Read = (String, Result<Manifest, Trouble>);

/// A place for releases.
struct Releases<H> {
    host: H,
    keep: usize,
    owner: String,
    beat: Option<Beat>,
    /// The release that readers see, as far as is known.
    seen: Option<String>,
}

impl<H: Host> Target for Releases<H> {
    fn look(&mut self, ours: &Written) -> Result<There, Trouble> {
        self.look_at(ours).map_err(unchanged)
    }

    fn lock(&mut self, now: Now) -> Result<(), Trouble> {
        self.take_lease(now).map_err(unchanged)
    }

    fn unlock(&mut self) -> Result<(), Trouble> {
        match self.beat.take() {
            None => Ok(()),
            Some(beat) => self.host.leave(beat.text().as_bytes()),
        }
    }

    fn clear(&mut self, _: &Work<'_>, adopt: bool) -> Result<(), Trouble> {
        let survey = self.host.survey().map_err(unchanged)?;
        self.refuse_foreign(&survey, adopt)?;
        self.host.settle().map_err(unchanged)
    }

    fn apply(&mut self, work: &Work<'_>) -> Result<(), Trouble> {
        self.bring(work)
            .map_err(|trouble| trouble.left(self.state()))
    }

    fn read_private(&mut self, name: &str) -> Result<Option<Vec<u8>>, Trouble> {
        Ok(self.host.read(&[private(name)])?.pop().flatten())
    }

    fn write_private(&mut self, name: &str, bytes: &[u8]) -> Result<(), Trouble> {
        self.host.write(name, bytes).map_err(unchanged)
    }

    fn history(&mut self) -> Result<Option<Vec<Release>>, Trouble> {
        let survey = self.host.survey()?;
        let release = |id: &str| Release {
            id: id.to_owned(),
            current: survey.current() == Some(id),
        };
        Ok(Some(survey.kept().map(release).collect()))
    }

    fn release(&mut self, id: &str) -> Result<Option<Manifest>, Trouble> {
        let survey = self.host.survey()?;
        if !survey.kept().any(|kept| kept == id) {
            return Ok(None);
        }
        let read = self.manifests(&[id.to_owned()], &BTreeMap::new())?;
        read.into_iter()
            .next()
            .map(|(_, manifest)| manifest)
            .transpose()
    }

    fn switch(&mut self, id: &str) -> Result<(), Trouble> {
        self.lead_back(id)
            .map_err(|trouble| trouble.left(self.state()))
    }
}

impl<H: Host> Releases<H> {
    fn new(host: H, keep: usize, owner: String) -> Self {
        Self {
            host,
            keep,
            owner,
            beat: None,
            seen: None,
        }
    }

    fn look_at(&mut self, ours: &Written) -> Result<There, Trouble> {
        let survey = self.host.survey()?;
        self.seen = survey.current().map(str::to_owned);
        let Some(id) = survey.current() else {
            return Ok(There::default());
        };
        let signature = self.host.read(&[within(id, SIGNATURE)])?.pop().flatten();
        let mut known = BTreeMap::new();
        remember(&mut known, ours);
        let read = self.manifests(&[id.to_owned()], &known)?.pop();
        Ok(There {
            manifest: read.map(|(_, manifest)| manifest).transpose()?,
            // One that is no text is none of ours: it is replaced.
            signature: signature.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
            unfinished: BTreeSet::new(),
        })
    }

    /// The manifests of releases, in two readings for all of them. Lists with a sum that is `known` are not read.
    fn manifests(
        &mut self,
        ids: &[String],
        known: &BTreeMap<Sum, String>,
    ) -> Result<Vec<Read>, Trouble> {
        let places: Vec<String> = ids.iter().map(|id| within(id, ROOT)).collect();
        let roots = self.host.read(&places)?;
        let mut wanted = Vec::new();
        for (id, root) in ids.iter().zip(&roots) {
            // A damaged root is told below.
            let lists = root.as_deref().and_then(|root| Root::parse(root).ok());
            let lists = lists.unwrap_or_default().lists;
            let unknown = lists.iter().filter(|list| !known.contains_key(&list.sum));
            wanted.extend(unknown.map(|list| within(id, &list.path)));
        }
        let texts = match wanted.is_empty() {
            true => Vec::new(),
            false => self.host.read(&wanted)?,
        };
        let read: BTreeMap<&String, Option<Vec<u8>>> = wanted.iter().zip(texts).collect();
        let shown = self.host.shown();
        let manifest = |(id, root): (&String, Option<Vec<u8>>)| {
            let lists = Root::parse(root.as_deref().unwrap_or_default()).unwrap_or_default();
            let sums: BTreeMap<&str, Sum> = lists
                .lists
                .iter()
                .map(|list| (&*list.path, list.sum))
                .collect();
            let gathered = Manifest::gather(root.as_deref().unwrap_or_default(), |path| {
                let text = sums.get(path).and_then(|sum| known.get(sum));
                let text = text.map(|text| text.clone().into_bytes());
                Ok(text.or_else(|| read.get(&within(id, path)).cloned().flatten()))
            });
            let place = format!("{shown}/{}", within(id, ""));
            let gathered =
                gathered.map_err(|fault| Trouble::world("read the manifest of", place, fault));
            (id.clone(), gathered)
        };
        Ok(ids.iter().zip(roots).map(manifest).collect())
    }

    fn take_lease(&mut self, now: Now) -> Result<(), Trouble> {
        self.host.found()?;
        let beat = Beat::new(&self.owner, now);
        let ours = beat.text();
        let mut taken = self.host.create(LEASE, ours.as_bytes())?;
        if !taken {
            let there = self.host.read(&[private(LEASE)])?.pop().flatten();
            let there = there.unwrap_or_default();
            let other = Lease::parse(&there);
            if let Some(other) = other.filter(|other| other.binds(&self.owner, now)) {
                return Err(other.refusal(&self.shown()).into());
            }
            taken = self.host.swap(LEASE, &there, ours.as_bytes())?;
        }
        if !taken {
            return Err(Lease::new("", now).refusal(&self.shown()).into());
        }
        self.beat = Some(beat);
        Ok(())
    }

    /// Stops a run whose lease somebody else has taken, as after a long sleep of this machine.
    fn hold_lease(&mut self) -> Result<(), Trouble> {
        let there = self.host.read(&[private(LEASE)])?.pop().flatten();
        let lease = there.as_deref().and_then(Lease::parse);
        match lease {
            Some(lease) if lease.owner == self.owner => Ok(()),
            Some(lease) => Err(lease.refusal(&self.shown()).into()),
            None => {
                let fault = std::io::Error::other("somebody deleted the lease");
                Err(Trouble::world("publish to", self.host.shown(), fault))
            }
        }
    }

    fn refuse_foreign(&self, survey: &Survey, adopt: bool) -> Result<(), Trouble> {
        let ours = survey.marked || survey.kept().next().is_some();
        let mut foreign: Vec<&str> = Vec::new();
        let mut in_the_way = false;
        for (name, kind) in &survey.top {
            let fits = match (name.as_str(), kind) {
                (STATE | RELEASES, Kind::Folder) => true,
                (STATE | RELEASES, _) => false,
                (CURRENT, Kind::Link(_)) => survey.linked().is_some() || adopt,
                (CURRENT, _) => false,
                _ => true,
            };
            let link = name == CURRENT && matches!(kind, Kind::Link(_));
            in_the_way |= !(fits || link);
            let known = name == STATE || (ours && fits);
            if !fits || !(known || adopt) {
                foreign.push(name);
            }
        }
        if foreign.is_empty() {
            return Ok(());
        }
        let names: Vec<String> = foreign
            .iter()
            .take(NAMED)
            .map(|name| format!("`{name}`"))
            .collect();
        let more = foreign.len() - names.len();
        let more = (more > 0).then(|| format!(", and {more} more"));
        let message = format!(
            "{} holds what depeche did not put there: {}{}",
            self.shown(),
            names.join(", "),
            more.unwrap_or_default()
        );
        let help = if in_the_way {
            "move it away, or name another folder"
        } else {
            "name another folder; or, if its files may stay beside the site's, say so: `--adopt`"
        };
        Err(Diagnostic::new(Code::PublishForeign, message)
            .note("nothing was published")
            .help(help)
            .into())
    }

    fn bring(&mut self, work: &Work<'_>) -> Result<(), Trouble> {
        let mut beat = self.beat.take();
        let mut spare = Beat::new(&self.owner, work.now);
        let done = self.bring_leased(work, beat.as_mut().unwrap_or(&mut spare));
        self.beat = beat;
        done
    }

    fn bring_leased(&mut self, work: &Work<'_>, beat: &mut Beat) -> Result<(), Trouble> {
        let mut survey = self.host.survey()?;
        self.seen = survey.current().map(str::to_owned);
        for id in survey.left_over() {
            self.host.delete(id)?;
        }
        if survey.rising.is_some() {
            self.host.discard(RISING)?;
        }
        let doomed = self.take_down(&survey, work, beat)?;
        let mut made = None;
        if !work.plan.is_empty() {
            let last = survey.kept().filter_map(Release::number).max();
            let id = Release::name(last.unwrap_or(0) + 1, work.now, work.site);
            self.host.make(survey.current(), work, beat)?;
            self.hold_lease()?;
            self.host.write(RISING, format!("{id}\n").as_bytes())?;
            self.host.rise(&id)?;
            self.host.switch(&id)?;
            self.host.discard(RISING)?;
            survey = self.host.survey()?;
            self.seen = Some(id.clone());
            made = Some(id);
        }
        self.prune(&survey, &doomed)?;
        // Last: to delete a release changes what is shared with it.
        made.map_or(Ok(()), |id| self.host.remember(&id))
    }

    /// Takes what was withdrawn out of every release at once. Gives the releases that hold what was taken down: their lists
    /// and feeds name it, so they go whole when no reader is led to them any more.
    fn take_down(
        &mut self,
        survey: &Survey,
        work: &Work<'_>,
        beat: &mut Beat,
    ) -> Result<BTreeSet<String>, Trouble> {
        let mut gone: Vec<(String, Vec<String>)> = Vec::new();
        if let Some(current) = survey.current() {
            let (away, over): (Vec<_>, Vec<_>) = work
                .plan
                .phase(Phase::Takedown)
                .partition(|change| change.what == What::Remove);
            let paths = |changes: Vec<&crate::publish::Change>| -> Vec<String> {
                changes.iter().map(|change| change.path.clone()).collect()
            };
            let (away, over) = (paths(away), paths(over));
            if !away.is_empty() {
                self.host.erase(&[(current.to_owned(), away)])?;
            }
            if !over.is_empty() {
                self.host.replace(current, work.site, &over, beat)?;
            }
        }
        let mut doomed = BTreeSet::new();
        for (id, manifest) in self.bound(survey, work)? {
            let number = Release::number(&id).unwrap_or(0);
            let held: Option<Vec<String>> = manifest.ok().map(|manifest| {
                let held = work.tombstones.within(number, &manifest);
                held.map(|(path, _)| path.to_owned()).collect()
            });
            match held {
                Some(held) if held.is_empty() => continue,
                Some(held) if survey.current() != Some(id.as_str()) => {
                    gone.push((id.clone(), held));
                }
                // What the current one holds is in the plan. One whose manifest is damaged may hold anything.
                Some(_) | None => {}
            }
            doomed.insert(id);
        }
        if !gone.is_empty() {
            self.host.erase(&gone)?;
        }
        Ok(doomed)
    }

    /// The manifests of the releases that a tombstone may bind: none where there is no tombstone.
    fn bound(&mut self, survey: &Survey, work: &Work<'_>) -> Result<Vec<Read>, Trouble> {
        if work.tombstones == &Tombstones::default() {
            return Ok(Vec::new());
        }
        let mut known = BTreeMap::new();
        remember(&mut known, work.site.written());
        if let Some(there) = &work.there.manifest {
            remember(&mut known, &there.written());
        }
        let ids: Vec<String> = survey.kept().map(str::to_owned).collect();
        self.manifests(&ids, &known)
    }

    fn prune(&mut self, survey: &Survey, doomed: &BTreeSet<String>) -> Result<(), Trouble> {
        let others: Vec<&str> = survey
            .kept()
            .filter(|id| survey.current() != Some(*id))
            .collect();
        let (bad, good): (Vec<&str>, Vec<&str>) =
            others.into_iter().partition(|id| doomed.contains(*id));
        let too_many = good.len().saturating_sub(self.keep.saturating_sub(1));
        for id in bad.iter().chain(&good[..too_many]) {
            self.host.delete(id)?;
        }
        for id in survey.left_over() {
            self.host.delete(id)?;
        }
        Ok(())
    }

    fn lead_back(&mut self, id: &str) -> Result<(), Trouble> {
        let survey = self.host.survey()?;
        self.seen = survey.current().map(str::to_owned);
        let Some(manifest) = self.release(id)? else {
            let fault = std::io::Error::new(std::io::ErrorKind::NotFound, "there is none");
            return Err(Trouble::world("find the release", id, fault));
        };
        let bad = self.host.unsound(id, &manifest)?;
        if let Some(first) = bad.first() {
            let fault = format!(
                "it is not whole: `{first}` is missing or has changed, and {} more",
                bad.len() - 1
            );
            let fault = std::io::Error::new(std::io::ErrorKind::InvalidData, fault);
            return Err(Trouble::world("go back to release", id, fault));
        }
        self.host.switch(id)
    }

    fn shown(&self) -> String {
        format!("`{}`", self.host.shown())
    }

    /// What readers see, for those who hear of a fault.
    fn state(&self) -> String {
        match &self.seen {
            Some(id) => format!("readers see release `{id}`, and the next run goes on from there"),
            None => "readers see no site there yet, and the next run goes on from there".to_owned(),
        }
    }
}

fn unchanged(trouble: Trouble) -> Trouble {
    trouble.left("nothing was published")
}

/// The lists of a manifest, by their sums.
fn remember(known: &mut BTreeMap<Sum, String>, written: &Written) {
    for text in written.lists.values() {
        known.insert(Sum::of(text.as_bytes()), text.clone());
    }
}

fn within(id: &str, path: &str) -> String {
    format!("{RELEASES}/{id}/{path}")
}

fn private(name: &str) -> String {
    format!("{STATE}/{name}")
}
