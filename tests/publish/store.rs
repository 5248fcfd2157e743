//! Owns the tests of the kind `s3`, against a real server over HTTP and HTTPS.

mod faults;
mod moto;
mod proxy;
mod secrets;
mod wrap;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use depeche::diag::Code;
use depeche::publish::targets::store::objects::Objects;
use depeche::publish::targets::store::{Bucket, Machine, Pace, Settings, Store};
use depeche::publish::{Now, Publisher, Silence, Site, Target, Trouble, private_folder};

use super::site::{files, site};
use super::story::{self, Rig, after, before, publish};
use moto::Moto;
use wrap::{Conditions, Wrapped};

/// What the machine of a test knows.
pub fn machine() -> Machine {
    let mut machine = Machine::default();
    for (name, value) in [
        ("AWS_ACCESS_KEY_ID", "test"),
        ("AWS_SECRET_ACCESS_KEY", "test"),
    ] {
        machine.variables.insert(name.to_owned(), value.to_owned());
    }
    machine
}

pub fn settings(port: u16, bucket: &str, prefix: &str) -> Settings {
    Settings {
        bucket: bucket.to_owned(),
        endpoint: Some(format!("http://127.0.0.1:{port}")),
        region: None,
        prefix: prefix.to_owned(),
        virtual_host: false,
        certificate: None,
    }
}

/// A bucket of a server, and the folder of the site within it.
pub struct InBucket {
    pub moto: Arc<Moto>,
    /// Where the publisher goes: the server, or what stands before it.
    pub port: u16,
    pub bucket: String,
    pub prefix: &'static str,
    pub conditions: Conditions,
}

impl InBucket {
    pub fn new(moto: &Arc<Moto>, prefix: &'static str) -> Self {
        Self {
            moto: Arc::clone(moto),
            port: moto.port,
            bucket: moto.bucket(),
            prefix,
            conditions: Conditions::Kept,
        }
    }

    pub fn wrapped(&self) -> Wrapped {
        let settings = settings(self.port, &self.bucket, self.prefix);
        let bucket = Bucket::open(&settings, &machine()).expect("a bucket");
        let mut wrapped = Wrapped::new(Arc::new(bucket));
        wrapped.conditions = self.conditions;
        wrapped
    }

    pub fn store(&self, objects: impl Objects + 'static, state: &Path, pace: Pace) -> Store {
        let private = private_folder(state, "there");
        Store::over(Arc::new(objects), &self.bucket, self.prefix, &private, pace).expect("a store")
    }
}

impl Rig for InBucket {
    fn target<'a>(&'a self, state: &'a Path, cut: Option<usize>) -> Box<dyn Target + 'a> {
        let mut wrapped = self.wrapped();
        wrapped.cut = cut;
        let mut pace = Pace::default();
        if cut.is_some() {
            pace.at_once = 1;
        }
        Box::new(self.store(wrapped, state, pace))
    }

    fn seen(&self) -> BTreeMap<String, Vec<u8>> {
        let mut objects = self.moto.objects(&self.bucket, self.prefix);
        objects.retain(|path, _| !path.starts_with(".depeche/"));
        objects
    }

    fn held(&self) -> Vec<u8> {
        let objects = self.moto.objects(&self.bucket, "");
        objects.into_values().collect::<Vec<_>>().concat()
    }

    fn at_once(&self) -> bool {
        false
    }
}

/// Publishes through any target.
pub fn through(target: Store, site: &Site, state: &Path, adopt: bool) -> Result<(), Trouble> {
    let mut publisher = Publisher::new("there", Box::new(target), site, state, Now::at(1_000));
    let looked = publisher.look()?;
    publisher.apply(&looked, adopt, &Silence)
}

#[test]
fn a_site_is_published_changed_and_withdrawn_from() {
    let moto = Moto::start();
    for prefix in ["", "press/archive/"] {
        let rig = InBucket::new(&moto, prefix);
        story::tell(&rig);
        let left = moto.keys(&rig.bucket);
        let own: Vec<&String> = left
            .iter()
            .filter(|key| key.contains(".depeche/"))
            .collect();
        assert!(own.is_empty(), "{own:?}");
    }
}

#[test]
fn a_run_may_be_cut_short_at_every_operation() {
    let moto = Moto::start();
    let operations = story::cut_everywhere(|| Box::new(InBucket::new(&moto, "")));
    assert!(operations > 20, "only {operations} operations");
}

#[test]
fn what_a_first_run_left_is_withdrawn_by_the_second() {
    let moto = Moto::start();
    story::cut_and_withdraw(|| Box::new(InBucket::new(&moto, "site/")));
}

#[test]
fn of_two_publishers_one_waits() {
    let moto = Moto::start();
    for conditions in [Conditions::Kept, Conditions::Unknown, Conditions::Ignored] {
        let mut rig = InBucket::new(&moto, "");
        rig.conditions = conditions;
        story::two_at_once(&rig);
    }
}

#[test]
fn of_many_who_take_the_lease_at_one_moment_one_gets_it() {
    let moto = Moto::start();
    let rig = InBucket::new(&moto, "");
    let states: Vec<_> = (0..6)
        .map(|_| tempfile::tempdir().expect("a folder"))
        .collect();
    let begun = std::sync::Barrier::new(states.len());
    let taken = std::thread::scope(|scope| {
        let take = |state: &'_ tempfile::TempDir| {
            let mut target = rig.store(rig.wrapped(), state.path(), Pace::default());
            begun.wait();
            target.lock(Now::at(1_000)).is_ok()
        };
        let running: Vec<_> = states
            .iter()
            .map(|state| scope.spawn(move || take(state)))
            .collect();
        let done = running
            .into_iter()
            .map(|thread| thread.join().expect("ended"));
        done.filter(|taken| *taken).count()
    });
    assert_eq!(taken, 1);
}

#[test]
fn a_long_run_renews_its_lease_and_stops_when_it_is_lost() {
    let moto = Moto::start();
    let rig = InBucket::new(&moto, "");
    let state = tempfile::tempdir().expect("a folder");
    let pace = Pace {
        at_once: 1,
        renewed: Duration::from_millis(20),
    };
    let before = before();
    let mut slow = rig.wrapped();
    slow.slow = Duration::from_millis(60);
    through(
        rig.store(slow, state.path(), pace),
        &before.site,
        state.path(),
        false,
    )
    .expect("published");
    story::assert_seen(&rig, &before.site);

    let mut slow = rig.wrapped();
    slow.slow = Duration::from_millis(150);
    let lost = std::thread::scope(|scope| {
        let run = scope.spawn(|| {
            let store = rig.store(slow, state.path(), pace);
            through(store, &after().site, state.path(), false)
        });
        while moto.get(&rig.bucket, ".depeche/lease.json").status != 200 {
            std::thread::yield_now();
        }
        moto.put(
            &rig.bucket,
            ".depeche/lease.json",
            b"{\"owner\":\"other\",\"until\":9000}",
        );
        run.join().expect("ended").expect_err("stopped")
    });
    assert_eq!(refused(lost), Code::PublishLocked);
    let lease = moto.get(&rig.bucket, ".depeche/lease.json").body;
    assert!(story::holds(&lease, b"other"), "the other's lease stays");
}

#[test]
fn each_object_has_its_type_and_says_how_long_it_may_be_kept() {
    let moto = Moto::start();
    let rig = InBucket::new(&moto, "");
    let state = tempfile::tempdir().expect("a folder");
    publish(&rig, &before().site, state.path(), Now::at(1_000), None).expect("published");
    for (key, content_type, cache) in [
        ("index.html", "text/html; charset=utf-8", "no-cache"),
        ("style.css", "text/css; charset=utf-8", "no-cache"),
        (
            "media/2017/witness.jpg",
            "image/jpeg",
            "public, max-age=3600, must-revalidate",
        ),
        ("manifest.sha256", "text/plain; charset=utf-8", "no-cache"),
        (
            "manifest/2017.sha256",
            "text/plain; charset=utf-8",
            "no-cache",
        ),
    ] {
        let headers = moto.get(&rig.bucket, key).headers;
        assert_eq!(headers["content-type"], content_type, "{key}");
        assert_eq!(headers["cache-control"], cache, "{key}");
    }
}

#[test]
fn names_of_any_kind_arrive_as_they_are() {
    let moto = Moto::start();
    let made = site(&[
        ("index.html", b"index"),
        ("media/a b+c%20d.jpg", b"plus"),
        ("media/100%.csv", b"percent"),
        ("media/#1 & <two> \"three\".txt", b"marks"),
        ("tags/العراق.html", b"arabic"),
        ("tags/Київ~'(x)*!.html", b"ukrainian"),
        ("tags/?a=b;c:d@e.html", b"query"),
    ]);
    for prefix in ["", "a b+c/ü/"] {
        let rig = InBucket::new(&moto, prefix);
        let state = tempfile::tempdir().expect("a folder");
        publish(&rig, &made.site, state.path(), Now::at(1_000), None).expect("published");
        story::assert_seen(&rig, &made.site);
        let less = site(&[("index.html", b"index")]);
        publish(&rig, &less.site, state.path(), Now::at(2_000), None).expect("withdrawn");
        story::assert_seen(&rig, &less.site);
    }
}

#[test]
fn a_name_that_a_store_would_change_is_refused() {
    let moto = Moto::start();
    let rig = InBucket::new(&moto, "");
    let made = site(&[("media/a .jpg", b"fine"), ("media/b.jpg ", b"not so")]);
    let state = tempfile::tempdir().expect("a folder");
    let fault = publish(&rig, &made.site, state.path(), Now::at(1_000), None).expect_err("refused");
    assert_eq!(
        fault.to_string().replace(&rig.bucket, "BUCKET"),
        "could not bring `s3://BUCKET/media/b.jpg `: a name that begins or ends with a blank cannot be brought to a store; \
         rename the file; readers see the old pages; the next run goes on"
    );
}

#[test]
fn files_that_are_not_ours_are_neither_overwritten_nor_deleted() {
    let moto = Moto::start();
    let rig = InBucket::new(&moto, "site/");
    let state = tempfile::tempdir().expect("a folder");
    let (first, second) = (before(), after());
    for key in [
        "site/style.css",
        "site/feed.xml",
        "site/other.html",
        "style.css",
    ] {
        moto.put(&rig.bucket, key, b"theirs");
    }
    let run = |site: &Site, adopt: bool| {
        through(
            rig.store(rig.wrapped(), state.path(), Pace::default()),
            site,
            state.path(),
            adopt,
        )
    };
    match run(&first.site, false).expect_err("refused") {
        Trouble::Refused(fault) => assert_eq!(
            (
                fault.code,
                fault.message.replace(&rig.bucket, "BUCKET").as_str(),
                fault.notes[0].as_str()
            ),
            (
                Code::PublishForeign,
                "2 files at `s3://BUCKET/site/` are not ours",
                "files of the site would overwrite: `feed.xml`, `style.css`"
            )
        ),
        Trouble::World(fault) => panic!("{fault}"),
    }
    assert_eq!(
        moto.keys(&rig.bucket).len(),
        4,
        "nothing was brought, and the lease is back"
    );
    run(&first.site, true).expect("adopted");

    moto.put(&rig.bucket, "site/2017/11/04/bridge.html", b"theirs");
    assert_eq!(
        refused(run(&second.site, false).expect_err("refused")),
        Code::PublishForeign
    );
    moto.ask(
        "DELETE",
        &format!("/{}/site/2017/11/04/bridge.html", rig.bucket),
        b"",
    );
    run(&second.site, false).expect("published");
    for key in ["site/other.html", "style.css"] {
        assert_eq!(moto.get(&rig.bucket, key).body, b"theirs");
    }
    let mut seen = rig.seen();
    assert!(seen.remove("other.html").is_some());
    assert!(seen == files(&second.site));
}

#[test]
fn one_changed_file_among_many_takes_few_operations() {
    let moto = Moto::start();
    let rig = InBucket::new(&moto, "");
    let state = tempfile::tempdir().expect("a folder");
    let names: Vec<String> = (0..300)
        .map(|number| format!("{}/{number}.html", 2000 + number % 10))
        .collect();
    let sample = |text: &'static [u8]| {
        let mut all: Vec<(&str, &[u8])> = names
            .iter()
            .map(|name| (name.as_str(), &b"x"[..]))
            .collect();
        all[17].1 = text;
        site(&all)
    };
    publish(
        &rig,
        &sample(b"one").site,
        state.path(),
        Now::at(1_000),
        None,
    )
    .expect("published");
    let wrapped = rig.wrapped();
    let done = Arc::clone(&wrapped.done);
    let store = rig.store(wrapped, state.path(), Pace::default());
    through(store, &sample(b"two").site, state.path(), false).expect("published");
    // Twice: pending, root, signature, one list. The lease: 4, and 2 to give it back. Then pending, the page, the old list, the
    // new one, the root, and the end of the notes.
    assert_eq!(done.load(Ordering::SeqCst), 8 + 6 + 6);
    assert_eq!(rig.seen()["2007/17.html"], b"two");
}

pub fn refused(trouble: Trouble) -> Code {
    match trouble {
        Trouble::Refused(fault) => fault.code,
        Trouble::World(fault) => panic!("{fault}"),
    }
}
