//! Measures publishing to a bucket: `benches/publish/store.sh`. Takes the address of a store, a bucket that is there, how many
//! files, and of how many bytes; publishes them, then one changed article, and says how long each took, how many operations, and the memory at its peak.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use depeche::hash::Sum;
use depeche::output::{Entry, Manifest, ROOT};
use depeche::publish::targets::store::objects::{Objects, Put, Upload, Wait, When};
use depeche::publish::targets::store::{Bucket, Machine, Pace, Settings, Store};
use depeche::publish::{Now, Publisher, Role, Roles, Silence, Site};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [endpoint, bucket, files, size] = words.as_slice() else {
        return Err("ENDPOINT BUCKET FILES SIZE".into());
    };
    let (files, size): (usize, usize) = (files.parse()?, size.parse()?);
    let folder = tempfile::tempdir()?;
    let (site, state) = (folder.path().join("site"), folder.path().join("state"));
    let mut entries = Vec::with_capacity(files);
    for number in 0..files {
        let line = format!("<p>article {number}</p>\n");
        let text = line.repeat(size / line.len());
        let path = format!(
            "{}/{:02}/{number}.html",
            2000 + number % 20,
            1 + number / 20 % 12
        );
        entries.push(write(&site, &path, text.as_bytes())?);
    }
    for turn in ["all", "one changed", "none changed"] {
        if turn == "one changed" {
            let path = entries[17].path.to_string();
            entries[17] = write(&site, &path, b"<p>another</p>")?;
        }
        let began = Instant::now();
        let made = manifest(&site, &entries)?;
        let opened = began.elapsed();
        let settings = Settings {
            bucket: bucket.clone(),
            endpoint: Some(endpoint.clone()),
            region: None,
            prefix: String::new(),
            virtual_host: false,
            certificate: None,
        };
        let mut machine = Machine::default();
        for name in ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"] {
            machine.variables.insert(name.to_owned(), "test".to_owned());
        }
        let done = Arc::new(AtomicUsize::new(0));
        let counted = Counted {
            inner: Bucket::open(&settings, &machine)?,
            done: Arc::clone(&done),
        };
        let store = Store::over(
            Arc::new(counted),
            bucket,
            "",
            &state.join("publish/there"),
            Pace::default(),
        )?;
        let mut publisher = Publisher::new("there", Box::new(store), &made, &state, Now::at(0));
        let looked = publisher.look()?;
        let planned = began.elapsed();
        publisher.apply(&looked, false, &Silence)?;
        let all = began.elapsed();
        say(&format!(
            "{turn}: {} changes, {} operations, {:.1} s (the site opened in {:.1} s, planned after {:.1} s), peak memory {}",
            looked.plan.changes.len(),
            done.load(Ordering::SeqCst),
            all.as_secs_f64(),
            opened.as_secs_f64(),
            planned.as_secs_f64(),
            peak(),
        ));
    }
    Ok(())
}

fn write(site: &Path, path: &str, bytes: &[u8]) -> std::io::Result<Entry> {
    let place = site.join(path);
    fs::create_dir_all(place.parent().unwrap_or(site))?;
    fs::write(place, bytes)?;
    Ok(Entry {
        path: path.into(),
        sum: Sum::of(bytes),
    })
}

fn manifest(site: &Path, entries: &[Entry]) -> Result<Site, Box<dyn std::error::Error>> {
    let written = Manifest::new(entries.to_vec()).written();
    for (path, text) in &written.lists {
        let place = site.join(path);
        fs::create_dir_all(place.parent().unwrap_or(site))?;
        fs::write(place, text)?;
    }
    fs::write(site.join(ROOT), written.root)?;
    let pages = entries
        .iter()
        .map(|entry| (entry.path.to_string(), Role::Page));
    let roles = Roles {
        files: pages.collect(),
        ..Roles::default()
    };
    Ok(Site::open(site, roles)?)
}

#[allow(clippy::print_stdout, reason = "a measurement is told")]
fn say(text: &str) {
    println!("{text}");
}

/// As Linux counts it.
fn peak() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.unwrap_or("unknown").trim().to_owned()
}

/// Counts the operations.
struct Counted {
    inner: Bucket,
    done: Arc<AtomicUsize>,
}

impl Counted {
    fn inner(&self) -> &Bucket {
        self.done.fetch_add(1, Ordering::SeqCst);
        &self.inner
    }
}

impl Objects for Counted {
    fn get<'a>(&'a self, key: &'a str) -> Wait<'a, Option<Vec<u8>>> {
        self.inner().get(key)
    }

    fn tag<'a>(&'a self, key: &'a str) -> Wait<'a, Option<String>> {
        self.inner().tag(key)
    }

    fn put<'a>(&'a self, key: &'a str, upload: Upload) -> Wait<'a, ()> {
        self.inner().put(key, upload)
    }

    fn put_if<'a>(&'a self, key: &'a str, bytes: Vec<u8>, when: When) -> Wait<'a, Put> {
        self.inner().put_if(key, bytes, when)
    }

    fn delete<'a>(&'a self, keys: &'a [String]) -> Wait<'a, ()> {
        self.inner().delete(keys)
    }

    fn list<'a>(&'a self, prefix: &'a str, each: &'a mut (dyn FnMut(&str) + Send)) -> Wait<'a, ()> {
        self.inner().list(prefix, each)
    }
}
