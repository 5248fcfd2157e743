//! Owns how git is run: on a repository of our own, in English, never asking for anything, and free of what the archivist's
//! settings would add. It hands on git's words where something fails, without what a stranger may not read in them.

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use super::super::steps::Steps;
use crate::publish::retry::{Failed, patiently};

/// Settings that hold whatever the archivist's own say: no program of theirs runs, nothing is signed in their name or sent
/// besides, nothing tidies up in the background, and a line that is dead for a minute is given up.
const SETTINGS: [&str; 11] = [
    "core.hooksPath=/dev/null",
    "core.logAllRefUpdates=false",
    "core.bigFileThreshold=16m",
    "protocol.ext.allow=never",
    "push.pushOption=",
    "gc.auto=0",
    "maintenance.auto=false",
    "repack.writeBitmaps=false",
    "advice.graftFileDeprecated=false",
    "http.lowSpeedLimit=100",
    "http.lowSpeedTime=60",
];

/// Variables that would lead git to another repository than ours, or write down what it sends.
const FORGOTTEN: [&str; 27] = [
    "GIT_DIR",
    "GIT_COMMON_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_NAMESPACE",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_GRAFT_FILE",
    "GIT_REPLACE_REF_BASE",
    "GIT_TEMPLATE_DIR",
    "GIT_DEFAULT_HASH",
    "GIT_DEFAULT_REF_FORMAT",
    "GIT_PUSH_OPTION_COUNT",
    "GIT_TRACE",
    "GIT_TRACE_CURL",
    "GIT_TRACE_CURL_NO_DATA",
    "GIT_TRACE_PACKET",
    "GIT_TRACE_PACKFILE",
    "GIT_TRACE_PERFORMANCE",
    "GIT_TRACE_SETUP",
    "GIT_TRACE_REDACT",
    "GIT_TRACE2",
    "GIT_TRACE2_EVENT",
    "GIT_TRACE2_PERF",
    "GIT_CURL_VERBOSE",
];

/// An ssh that fails where it would ask, and gives a dead line up.
const SSH: &str =
    "core.sshCommand=ssh -o BatchMode=yes -o ConnectTimeout=30 -o ServerAliveInterval=20";

/// How many letters of git's words are handed on.
const SAID: usize = 1_500;

/// Runs git on one repository of our own.
#[derive(Debug)]
pub(super) struct Runner<'a> {
    /// The repository, which need not exist yet.
    pub repository: PathBuf,
    /// What is set in git's environment besides that of this process.
    pub environment: Vec<(OsString, OsString)>,
    /// Whether our ssh is used, and not one that the archivist chose.
    pub our_ssh: bool,
    /// Asked before each run.
    pub steps: Steps<'a>,
}

/// What a run of git came to.
#[derive(Debug)]
pub(super) struct Ended {
    pub success: bool,
    pub out: Vec<u8>,
    /// What it said of faults, fit to be shown.
    pub said: String,
}

impl Ended {
    /// Its output, or its words as a fault.
    pub(super) fn out(self) -> io::Result<Vec<u8>> {
        if self.success {
            Ok(self.out)
        } else {
            Err(io::Error::other(self.said))
        }
    }
}

impl Runner<'_> {
    /// Git with these words, ready to run; it reads nothing.
    pub(super) fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.arg("--git-dir").arg(&self.repository);
        for setting in SETTINGS {
            command.args(["-c", setting]);
        }
        if self.our_ssh {
            command.args(["-c", SSH]);
        }
        command.args(words);
        FORGOTTEN.iter().for_each(|name| {
            command.env_remove(name);
        });
        command
            .env("LC_ALL", "C")
            .env("GIT_TERMINAL_PROMPT", "0")
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Runs git to its end.
    pub(super) fn run(&mut self, step: &'static str, words: &[&str]) -> io::Result<Ended> {
        self.run_with(step, words, |_| {})
    }

    /// The same with something more on the command.
    pub(super) fn run_with(
        &mut self,
        step: &'static str,
        words: &[&str],
        more: impl Fn(&mut Command),
    ) -> io::Result<Ended> {
        self.steps.take(step)?;
        let mut command = self.command(words);
        more(&mut command);
        let ended = command.output().map_err(not_run)?;
        Ok(Ended {
            success: ended.status.success(),
            out: ended.stdout,
            said: fit(&ended.stderr),
        })
    }

    /// Runs git where it speaks to another machine: again, where the line is to blame.
    pub(super) fn reach(
        &mut self,
        step: &'static str,
        words: &[&str],
        more: impl Fn(&mut Command),
    ) -> io::Result<Ended> {
        let tried = patiently(|| match self.run_with(step, words, &more) {
            Ok(ended) if !ended.success && may_pass(&ended.said) => Err(Failed::Maybe(Ok(ended))),
            Ok(ended) => Ok(ended),
            Err(fault) => Err(Failed::Surely(Err(fault))),
        });
        tried.or_else(|failed| failed)
    }
}

/// Says which program is missing, where it is.
pub(super) fn not_run(fault: io::Error) -> io::Error {
    if fault.kind() == io::ErrorKind::NotFound {
        return io::Error::new(fault.kind(), "the program `git` is not installed");
    }
    fault
}

/// Whether git's words speak of a line or a host that may be well again soon. What they say of passwords and rights comes first:
/// trying those again can lock an account.
fn may_pass(said: &str) -> bool {
    const NEVER: [&str; 6] = [
        "Authentication failed",
        "Permission denied",
        "could not read Username",
        "could not read Password",
        "Host key verification failed",
        "rejected",
    ];
    const MAYBE: [&str; 14] = [
        "Could not resolve host",
        "Couldn't connect to server",
        "Failed to connect",
        "Connection refused",
        "Connection reset",
        "Connection timed out",
        "Connection closed",
        "Operation timed out",
        "Operation too slow",
        "The requested URL returned error: 5",
        "The requested URL returned error: 429",
        "RPC failed",
        "early EOF",
        "the remote end hung up unexpectedly",
    ];
    let has = |words: &[&str]| words.iter().any(|word| said.contains(word));
    !has(&NEVER) && has(&MAYBE)
}

/// Git's words on one line: without advice, without what steers a terminal, and without users, passwords and tokens in addresses.
pub(super) fn fit(said: &[u8]) -> String {
    let text = String::from_utf8_lossy(said);
    let lines = text
        .split(['\n', '\r'])
        .map(|line| line.replace(char::is_control, ""))
        .filter(|line| !line.trim().is_empty() && !line.starts_with("hint:"));
    let text = masked(&lines.collect::<Vec<_>>().join("; "));
    match text.char_indices().rev().nth(SAID) {
        Some((at, _)) => format!("…{}", &text[at..]),
        None => text,
    }
}

/// A text in which no address says who asks: `https://user:token@host` becomes `https://…@host`.
pub(super) fn masked(text: &str) -> String {
    let mut parts = text.split("://");
    let mut clean = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        clean.push_str("://");
        let end = part.find(|c: char| c.is_whitespace() || "/'\"`".contains(c));
        let (authority, rest) = part.split_at(end.unwrap_or(part.len()));
        match authority.rsplit_once('@') {
            Some((_, host)) => {
                clean.push_str("…@");
                clean.push_str(host);
            }
            None => clean.push_str(authority),
        }
        clean.push_str(rest);
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lose_what_stands_before_the_host() {
        assert_eq!(
            masked("fatal: unable to access 'https://me:s3cr3t@host.example/a.git/': no"),
            "fatal: unable to access 'https://…@host.example/a.git/': no"
        );
        assert_eq!(
            masked("https://t@a and ssh://git@b:22/c; https://plain/d@e"),
            "https://…@a and ssh://…@b:22/c; https://plain/d@e"
        );
        assert_eq!(masked("git@host:a.git"), "git@host:a.git");
    }

    #[test]
    fn words_are_one_line_without_advice_or_codes() {
        let said = b"remote: \x1b[31mno\x1b[0m\nhint: try harder\n\nfatal: no\n";
        assert_eq!(fit(said), "remote: [31mno[0m; fatal: no");
        let long = fit("é".repeat(10_000).as_bytes());
        assert_eq!(long.chars().count(), SAID + 2);
    }

    #[test]
    fn a_line_is_tried_again_and_a_password_is_not() {
        for passing in [
            "fatal: unable to access 'http://h/': Could not resolve host: h",
            "ssh: connect to host h port 22: Connection refused; fatal: Could not read from remote repository.",
            "error: RPC failed; HTTP 502; fatal: the remote end hung up unexpectedly",
        ] {
            assert!(may_pass(passing), "{passing}");
        }
        for lasting in [
            "git@h: Permission denied (publickey).; fatal: the remote end hung up unexpectedly",
            "fatal: Authentication failed for 'http://h/'",
            "fatal: '/nowhere' does not appear to be a git repository",
        ] {
            assert!(!may_pass(lasting), "{lasting}");
        }
    }
}
