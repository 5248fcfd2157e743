//! Owns `depeche verify`: what is not as it should be, a line each, and in the end whether the copy is whole and ours.

use std::fs;
use std::path::Path;

use serde_json::json;

use super::args::Copy;
use super::terminal::{Bar, Terminal};
use super::{Environment, Exit, network};
use crate::config::FILE_NAME;
use crate::diag::sanitise;
use crate::output::ROOT;
use crate::pipeline::Progress as _;
use crate::publish::sign::Key;
use crate::publish::verify::{
    Address, BadAddress, Host, Limits, NoCopy, Report, Signed, Watcher, What, folder, live,
};

/// Files that systems leave in folders that they show.
const OF_SYSTEMS: &[&str] = &[
    ".DS_Store",
    "Thumbs.db",
    "desktop.ini",
    "IndexerVolumeGuid",
    "WPSettings.dat",
];

/// Checks a copy.
pub(super) fn verify(what: &Copy, environment: &Environment, terminal: &Terminal) -> Exit {
    match check(what, environment, terminal) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn check(what: &Copy, environment: &Environment, terminal: &Terminal) -> Result<Exit, Exit> {
    let key = match &what.key {
        None => None,
        Some(key) => Some(public_key(key, terminal)?),
    };
    let bar = terminal.bar();
    let is_live = what.place.contains("://");
    let report = if is_live {
        let address = address(&what.place, terminal)?;
        let host = Host {
            client: &network::client(environment, terminal)?,
            address: &address,
            limits: Limits::default(),
        };
        live(&host, key.as_ref(), what.sample, &bar)
    } else if what.sample.is_some() {
        let text = "`--sample` is for live sites: a folder is always looked at whole";
        return Err(terminal.refuse(text, Some("leave it out")));
    } else {
        folder(Path::new(&what.place), key.as_ref(), &bar)
    };
    bar.clear();
    match report {
        Ok(report) => {
            if terminal.json {
                terminal.value(&value(is_live, &report));
            }
            Ok(tell(&what.place, is_live, &report, terminal))
        }
        Err(none) => Err(nothing(&what.place, &none, terminal)),
    }
}

/// The key as it was given: itself, or the file it stands in.
fn public_key(given: &str, terminal: &Terminal) -> Result<Key, Exit> {
    let file = Path::new(given);
    let text = match file.is_file() {
        false => given.to_owned(),
        true => fs::read_to_string(file).map_err(|fault| {
            terminal.refuse(&format!("could not read the key `{given}`: {fault}"), None)
        })?,
    };
    Key::parse(&text).map_err(|none| {
        // What was given is not repeated: it may be a secret key.
        terminal.refuse(
            &format!("`--key` takes a public key, or a file with one: {none}"),
            Some("the site that the copy was made of shows it on its page on how to check a copy"),
        )
    })
}

fn address(place: &str, terminal: &Terminal) -> Result<Address, Exit> {
    Address::parse(place).map_err(|bad| match bad {
        BadAddress::Form => terminal.refuse(
            &format!("`{place}`: {bad}"),
            Some("name a folder, or an address that begins with `https://`"),
        ),
        // What holds a password is not repeated.
        BadAddress::Secret => terminal.refuse(
            &format!("the address cannot be taken: {bad}"),
            Some("check a copy of the site in a folder"),
        ),
    })
}

fn nothing(place: &str, none: &NoCopy, terminal: &Terminal) -> Exit {
    let text = none.to_string();
    match none {
        NoCopy::World(fault) => terminal.world(fault),
        NoCopy::NoFolder(_) => terminal.refuse(
            &text,
            Some("name the folder of a copy, or the address of a site: `https://example.org/`"),
        ),
        NoCopy::NoManifest(_) if Path::new(place).join(FILE_NAME).is_file() => terminal.refuse(
            &text,
            Some("this is the archive itself; what is published of it lies in its output folder, `public`"),
        ),
        NoCopy::NoManifest(_) => terminal.refuse(
            &text,
            Some("name the folder that holds the whole site, with its home page and its manifest"),
        ),
        NoCopy::Elsewhere { to, .. } => {
            let there = to.trim_end_matches(ROOT);
            let help = format!("if that is the site you mean: `depeche verify {there}`");
            terminal.refuse(&text, Some(&help))
        }
        NoCopy::Network { .. } => {
            terminal.refuse(&text, None);
            Exit::World
        }
    }
}

/// Tells of a report.
pub(super) fn tell(place: &str, is_live: bool, report: &Report, terminal: &Terminal) -> Exit {
    let faults = report.faults();
    let exit = match faults {
        0 if report.is_whole() => Exit::Fine,
        0 => Exit::World,
        _ => Exit::Faults,
    };
    if !terminal.json {
        let lines = report.findings.iter().map(|finding| {
            let detail = finding.what.detail();
            let detail = detail.map_or_else(String::new, |detail| format!(" ({detail})"));
            let line = format!("{:9} {}{detail}", finding.what.word(), finding.path);
            format!("{}\n", sanitise(&line))
        });
        terminal.data(&lines.collect::<String>());
    }
    if report.checked < report.listed && report.stopped.is_none() && is_live {
        terminal.say(&format!(
            "{} of {} files were looked at",
            report.checked, report.listed
        ));
    }
    if is_live {
        terminal.say("files that the manifest does not name cannot be seen on a live site");
    }
    if !report.kept.is_empty() {
        terminal.say(&format!(
            "the host keeps these to itself, and they were not looked at: {}",
            report.kept.join(", ")
        ));
    }
    hints(is_live, report, terminal);
    signature(place, report, terminal);
    if let Some(sum) = report.root {
        terminal.say(&format!("the SHA-256 of its `{ROOT}` is {sum}"));
    }
    match (exit, &report.stopped) {
        (Exit::Fine, _) => {
            let right = counted(
                report.checked,
                "file is",
                "files are",
                "as its manifest says",
            );
            terminal.say(&match report.checked < report.listed {
                true => format!("no fault was found in `{place}`: {right}"),
                false => format!("`{place}` is whole: {right}"),
            });
        }
        (Exit::World, Some(why)) => terminal.fail(why),
        (Exit::World, None) => terminal.fail(&counted(
            report.unread(),
            "file",
            "files",
            "could not be read; no fault was found in the others",
        )),
        _ => {
            let faults = counted(faults, "fault", "faults", "");
            terminal.fail(&format!("`{place}` is not whole: {}", faults.trim_end()));
            if let Some(why) = &report.stopped {
                terminal.fail(why);
            }
        }
    }
    exit
}

/// What faults of one kind may come from.
fn hints(is_live: bool, report: &Report, terminal: &Terminal) {
    let any = |wanted: fn(&str, &What) -> bool| {
        let mut findings = report.findings.iter();
        findings.any(|finding| wanted(&finding.path, &finding.what))
    };
    if any(|_, what| matches!(what, What::Altered(_))) {
        terminal.say(
            "a host that puts scripts into pages has a switch for it: analytics, the hiding of addresses, optimising",
        );
    }
    if any(|path, what| *what == What::Foreign && is_of_systems(path)) {
        terminal.say("some foreign files are of the kind that systems leave in folders: .DS_Store, Thumbs.db");
    }
    if is_live && any(|path, what| path.ends_with(".sha256") && *what == What::Changed) {
        terminal.say("a list is not of the same edition as the manifest: the site may just be published, so try again in some minutes");
    }
}

fn is_of_systems(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    OF_SYSTEMS.contains(&name) || name.starts_with("._")
}

fn signature(place: &str, report: &Report, terminal: &Terminal) {
    match &report.signed {
        Signed::No => terminal.say(
            "the manifest is not signed: it can show that a copy is whole, not who made it",
        ),
        Signed::Unchecked => terminal.say(&format!(
            "the manifest is signed, but the signature was not checked: `depeche verify {place} --key KEY`, with the public key of whoever publishes the site, does so",
        )),
        Signed::Good { key, comment } => {
            terminal.say(&format!("the manifest is signed with the key {key}: {comment}"));
        }
        // The findings have told it, or will.
        Signed::Bad | Signed::Unasked => {}
    }
}

pub(super) fn value(is_live: bool, report: &Report) -> serde_json::Value {
    let faults: Vec<_> = report
        .findings
        .iter()
        .map(|finding| {
            json!({
                "path": finding.path,
                "what": finding.what.word(),
                "detail": finding.what.detail(),
            })
        })
        .collect();
    let signature = match &report.signed {
        Signed::Unasked => json!({ "state": "unasked" }),
        Signed::No => json!({ "state": "none" }),
        Signed::Unchecked => json!({ "state": "unchecked" }),
        Signed::Good { key, comment } => json!({ "state": "good", "key": key, "comment": comment }),
        Signed::Bad => json!({ "state": "bad" }),
    };
    json!({
        "ok": report.is_whole(),
        "live": is_live,
        "manifest": report.root.map(|sum| sum.to_string()),
        "listed": report.listed,
        "checked": report.checked,
        "signature": signature,
        "faults": faults,
        "kept_by_host": report.kept,
        "stopped": report.stopped,
    })
}

fn counted(count: usize, one: &str, many: &str, rest: &str) -> String {
    format!("{count} {} {rest}", if count == 1 { one } else { many })
}

impl Watcher for Bar {
    fn files(&self, count: usize) {
        self.pages(count);
    }

    fn file(&self) {
        self.page();
    }
}
