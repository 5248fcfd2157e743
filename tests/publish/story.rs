//! Owns the story that each kind of target goes through: publish, change, withdraw, be cut short at every operation, go on,
//! and hold at each moment what readers may see.

use std::collections::BTreeMap;
use std::path::Path;

use depeche::diag::Code;
use depeche::publish::{Now, Publisher, Silence, Site, Target, Trouble};

use super::site::{Made, files, site};

/// A place to publish to that a test can look into.
pub trait Rig {
    /// The target, for a publisher whose private state is in `state`. With `cut`, every operation after so many fails, as if the
    /// process were gone: nothing is tidied up either.
    fn target<'a>(&'a self, state: &'a Path, cut: Option<usize>) -> Box<dyn Target + 'a>;

    /// What a reader is given, by path.
    fn seen(&self) -> BTreeMap<String, Vec<u8>>;

    /// Every byte that the target holds for anybody who can look into it, history and older releases included.
    fn held(&self) -> Vec<u8>;

    /// Files that the target adds of itself, as `.nojekyll`.
    fn added(&self) -> &'static [&'static str] {
        &[]
    }

    /// Whether readers see either the old site or the new one, never a mixture (but for what was taken down).
    fn at_once(&self) -> bool;
}

/// What must be nowhere once it was withdrawn.
const CANARY: &[u8] = b"Layla of Rawa spoke to us";

const WITHDRAWN: &str = "2017/10/26/witness.html";
const REDACTED: &str = "2017/10/27/march.html";

/// Three articles, their lists, a picture and a style.
pub fn before() -> Made {
    site(&[
        (
            "index.html",
            b"<p>witness, march, river: Layla of Rawa spoke to us",
        ),
        ("2017.html", b"<p>2017"),
        (WITHDRAWN, b"<p>Layla of Rawa spoke to us"),
        (REDACTED, b"<p>the march; Layla of Rawa spoke to us of it"),
        ("2017/11/03/river.html", b"<p>the river"),
        ("tags/rawa.html", b"<p>Layla of Rawa spoke to us"),
        (
            "media/2017/witness.jpg",
            b"Layla of Rawa spoke to us, in pixels",
        ),
        ("style.css", b"p { color: black }"),
        ("feed.xml", b"<feed>Layla of Rawa spoke to us</feed>"),
    ])
}

/// The same a day later: one article withdrawn with its picture and its list, one redacted, one more, another style.
pub fn after() -> Made {
    site(&[
        ("index.html", b"<p>march, river, bridge"),
        ("2017.html", b"<p>2017"),
        (REDACTED, b"<p>the march (REDACTED)"),
        ("2017/11/03/river.html", b"<p>the river"),
        ("2017/11/04/bridge.html", b"<p>the bridge"),
        ("style.css", b"p { color: #111 }"),
        ("feed.xml", b"<feed></feed>"),
    ])
}

/// Publishes a site, as a command would.
pub fn publish(
    rig: &dyn Rig,
    site: &Site,
    state: &Path,
    now: Now,
    cut: Option<usize>,
) -> Result<(), Trouble> {
    let target = rig.target(state, cut);
    let mut publisher = Publisher::new("there", target, site, state, now);
    let looked = publisher.look()?;
    publisher.apply(&looked, false, &Silence)
}

/// The plain story.
pub fn tell(rig: &dyn Rig) {
    let state = tempfile::tempdir().expect("a folder");
    let (before, after) = (before(), after());
    assert!(rig.seen().is_empty());
    publish(rig, &before.site, state.path(), Now::at(1_000), None).expect("published");
    assert_seen(rig, &before.site);
    publish(rig, &before.site, state.path(), Now::at(2_000), None).expect("published again");
    assert_seen(rig, &before.site);
    publish(rig, &after.site, state.path(), Now::at(3_000), None).expect("changed");
    assert_seen(rig, &after.site);
    assert!(
        !holds(&rig.held(), CANARY),
        "what was withdrawn is still held"
    );
}

/// Cuts the second publishing short after each number of operations, on a new target each time, and goes on. Gives how many
/// operations there were.
pub fn cut_everywhere(mut rig: impl FnMut() -> Box<dyn Rig>) -> usize {
    let (before, after) = (before(), after());
    for cut in 0.. {
        let rig = rig();
        let state = tempfile::tempdir().expect("a folder");
        publish(&*rig, &before.site, state.path(), Now::at(1_000), None).expect("published");
        let cut_short = publish(&*rig, &after.site, state.path(), Now::at(2_000), Some(cut));
        if cut_short.is_ok() {
            assert_seen(&*rig, &after.site);
            assert!(cut > 0, "nothing was counted");
            return cut;
        }
        assert_whole(&*rig, &before.site, &after.site, cut);
        publish(&*rig, &after.site, state.path(), Now::at(2_100), None)
            .unwrap_or_else(|trouble| panic!("cut at {cut}, then not taken up: {trouble}"));
        assert_seen(&*rig, &after.site);
        assert!(
            !holds(&rig.held(), CANARY),
            "cut at {cut}: what was withdrawn is still held"
        );
    }
    unreachable!("the loop ends by itself")
}

/// The same where the first publishing is cut short, and the article is withdrawn before the next run: what was brought of it has
/// to go.
pub fn cut_and_withdraw(mut rig: impl FnMut() -> Box<dyn Rig>) {
    let (before, after) = (before(), after());
    for cut in 0.. {
        let rig = rig();
        let state = tempfile::tempdir().expect("a folder");
        let done = publish(&*rig, &before.site, state.path(), Now::at(1_000), Some(cut)).is_ok();
        publish(&*rig, &after.site, state.path(), Now::at(1_100), None)
            .unwrap_or_else(|trouble| panic!("cut at {cut}, then not taken up: {trouble}"));
        assert_seen(&*rig, &after.site);
        assert!(
            !holds(&rig.held(), CANARY),
            "cut at {cut}: what was withdrawn is still held"
        );
        if done {
            return;
        }
    }
}

/// Two publishers at once: the second stops, and is let in when the lease of the first, who died, has ended.
pub fn two_at_once(rig: &dyn Rig) {
    let (one, two) = (
        tempfile::tempdir().expect("one"),
        tempfile::tempdir().expect("two"),
    );
    let (before, after) = (before(), after());
    let mut first = rig.target(one.path(), None);
    first.lock(Now::at(1_000)).expect("locked");
    let refused =
        publish(rig, &before.site, two.path(), Now::at(1_010), None).expect_err("refused");
    match refused {
        Trouble::Refused(fault) => assert_eq!(fault.code, Code::PublishLocked, "{fault:?}"),
        Trouble::World(fault) => panic!("{fault}"),
    }
    assert!(rig.seen().is_empty());
    drop(first);
    publish(rig, &before.site, two.path(), Now::at(10_000), None).expect("the lease has ended");
    assert_seen(rig, &before.site);
    publish(rig, &after.site, one.path(), Now::at(10_010), None).expect("and was given back");
    assert_seen(rig, &after.site);
}

pub fn assert_seen(rig: &dyn Rig, site: &Site) {
    let mut seen = rig.seen();
    for added in rig.added() {
        assert!(seen.remove(*added).is_some(), "{added}");
    }
    let expected = files(site);
    let paths: Vec<&String> = seen.keys().collect();
    assert_eq!(paths, expected.keys().collect::<Vec<_>>());
    assert!(seen == expected, "the same paths with other bytes");
}

/// Each file that a reader is given is one of the old site or of the new one, whole.
fn assert_whole(rig: &dyn Rig, before: &Site, after: &Site, cut: usize) {
    let (before, after, seen) = (files(before), files(after), rig.seen());
    for (path, bytes) in &seen {
        let known = before.get(path) == Some(bytes) || after.get(path) == Some(bytes);
        assert!(
            known || rig.added().contains(&path.as_str()),
            "cut at {cut}: `{path}` is not whole"
        );
    }
    if rig.at_once() {
        let taken_down = |path: &str| {
            [
                WITHDRAWN,
                REDACTED,
                "tags/rawa.html",
                "media/2017/witness.jpg",
            ]
            .contains(&path)
        };
        let plain = |files: &BTreeMap<String, Vec<u8>>| -> BTreeMap<String, Vec<u8>> {
            let kept = files
                .iter()
                .filter(|(path, _)| !taken_down(path) && !rig.added().contains(&path.as_str()));
            kept.map(|(path, bytes)| (path.clone(), bytes.clone()))
                .collect()
        };
        let seen = plain(&seen);
        assert!(
            seen == plain(&before) || seen == plain(&after),
            "cut at {cut}: a mixture"
        );
    }
}

pub fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}
