//! Owns the processes of ssh and rsync: how they are called so that they ask nothing and take no word for an option, how one
//! connection serves them all, what of their faults may pass, and what of their words is shown.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use super::Settings;
use super::script::BEGIN;
use crate::publish::retry::{Failed, patiently};

/// How often something else is looked at while a process runs.
const TURN: Duration = Duration::from_millis(500);
/// How much of what a process complains of is shown, in bytes and in lines.
const SHOWN: u64 = 4096;
const LINES: usize = 8;

/// What is called while a process runs.
pub(super) type Tick<'a> = &'a mut dyn FnMut() -> io::Result<()>;

/// One run of a process: how it ended, and what it said.
type Attempt<'a> = &'a mut dyn FnMut(Tick<'_>) -> io::Result<(Ended, Vec<u8>)>;

/// The way to the other machine.
pub(super) struct Connection {
    settings: Settings,
    /// Private to this user: whoever can reach the socket in it can use the connection.
    folder: tempfile::TempDir,
}

/// Files to bring.
pub(super) struct Transfer<'a> {
    /// The folder here.
    pub(super) from: &'a Path,
    /// The folder there.
    pub(super) to: &'a str,
    /// From those folders.
    pub(super) paths: &'a [&'a str],
    /// Whether what is the same there already is left out, by its sum; else all are brought.
    pub(super) by_sum: bool,
}

impl Connection {
    pub(super) fn new(settings: Settings) -> io::Result<Self> {
        let folder = tempfile::Builder::new().prefix("depeche-").tempdir()?;
        Ok(Self { settings, folder })
    }

    /// Runs a script there, and gives what it says.
    pub(super) fn script(&self, text: &str, tick: Tick<'_>) -> io::Result<Vec<u8>> {
        let said = self.patient("ssh", tick, &mut |tick| {
            let mut command = Command::new("ssh");
            command.args(self.options());
            command.args(["--", &self.settings.host, "exec /bin/sh"]);
            let mut said = Vec::new();
            let hear = &mut |bytes: &[u8]| said.extend_from_slice(bytes);
            let ended = self.run(command, text.as_bytes(), tick, hear)?;
            Ok((ended, said))
        })?;
        let begin = format!("{BEGIN}\n").into_bytes();
        let at = said.windows(begin.len()).position(|part| part == begin);
        at.map(|at| said[at + begin.len()..].to_vec())
            .ok_or_else(|| io::Error::other("the shell there did not answer"))
    }

    /// Brings files there. `hear` is told the path of each.
    pub(super) fn transfer(
        &self,
        transfer: &Transfer<'_>,
        tick: Tick<'_>,
        hear: &mut dyn FnMut(&str),
    ) -> io::Result<()> {
        // A name that begins with `#` would be taken for a remark.
        let names: Vec<u8> = transfer
            .paths
            .iter()
            .flat_map(|path| b"./".iter().copied().chain(path.bytes()).chain([0]))
            .collect();
        self.patient("rsync", tick, &mut |tick| {
            let mut line = Vec::new();
            let mut by_line = |bytes: &[u8]| {
                for byte in bytes {
                    if *byte == b'\n' {
                        hear(&String::from_utf8_lossy(&line));
                        line.clear();
                    } else {
                        line.push(*byte);
                    }
                }
            };
            let ended = self.run(self.rsync(transfer), &names, tick, &mut by_line)?;
            Ok((ended, Vec::new()))
        })
        .map(drop)
    }

    fn rsync(&self, transfer: &Transfer<'_>) -> Command {
        let mut command = Command::new("rsync");
        // Nothing is ever written in place: a file may be shared with other releases.
        command.args([
            "--protect-args",
            "--times",
            "--omit-dir-times",
            "--perms",
            "--chmod=D755,F644",
            "--compress",
            "--from0",
            "--files-from=-",
            "--8-bit-output",
            "--out-format=%n",
            "--timeout=120",
        ]);
        command.arg(if transfer.by_sum {
            "--checksum"
        } else {
            "--ignore-times"
        });
        command.arg("--rsh").arg(self.shell());
        let mut from = OsString::from(transfer.from);
        from.push("/");
        command.arg("--").arg(from);
        command.arg(format!("{}:{}", self.settings.host, transfer.to));
        command
    }

    /// The options of every call of ssh. Nobody is asked; nothing of this machine is lent to the other one.
    fn options(&self) -> Vec<OsString> {
        let mut options: Vec<OsString> = Vec::new();
        if let Some(file) = &self.settings.ssh_config {
            options.extend(["-F".into(), file.into()]);
        }
        if let Some(port) = self.settings.port {
            options.extend(["-p".into(), port.to_string().into()]);
        }
        options.extend(["-T", "-a", "-x"].map(OsString::from));
        let mut set = |option: OsString| options.extend(["-o".into(), option]);
        for option in [
            "BatchMode=yes",
            "ClearAllForwardings=yes",
            "ConnectTimeout=20",
            "ServerAliveInterval=15",
            "ServerAliveCountMax=4",
            "LogLevel=ERROR",
        ] {
            set(option.into());
        }
        if cfg!(unix) {
            let mut socket = OsString::from("ControlPath=");
            // A `%` would be read as the beginning of a token.
            let place = self.socket().display().to_string().replace('%', "%%");
            socket.push(format!("\"{place}\""));
            set(socket);
            set("ControlMaster=auto".into());
            set("ControlPersist=60".into());
        }
        options
    }

    fn socket(&self) -> std::path::PathBuf {
        self.folder.path().join("s")
    }

    /// The same as one text, which rsync takes apart at spaces outside quotes.
    fn shell(&self) -> String {
        let mut text = "ssh".to_owned();
        for option in self.options() {
            let option = option.to_string_lossy().replace('\'', "''");
            text.push_str(&format!(" '{option}'"));
        }
        text
    }

    /// Runs something until it ends well, cannot, or was tried often enough.
    fn patient(&self, program: &str, tick: Tick<'_>, attempt: Attempt<'_>) -> io::Result<Vec<u8>> {
        patiently(|| {
            let (ended, said) =
                attempt(tick).map_err(|fault| Failed::Surely(started(program, fault)))?;
            if ended.status.success() {
                return Ok(said);
            }
            let fault = io::Error::other(ended.tell(program));
            if may_pass(program, ended.status.code(), &ended.complaint) {
                Err(Failed::Maybe(fault))
            } else {
                Err(Failed::Surely(fault))
            }
        })
    }

    /// Runs one process to its end. What it complains of goes to a file: a connection that stays open for the next process
    /// would keep a pipe open too.
    fn run(
        &self,
        mut command: Command,
        input: &[u8],
        tick: Tick<'_>,
        hear: &mut dyn FnMut(&[u8]),
    ) -> io::Result<Ended> {
        let mut complaints = tempfile::tempfile_in(self.folder.path())?;
        command
            .env("LC_ALL", "C")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(complaints.try_clone()?);
        let mut child = command.spawn()?;
        let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
        let (say, said) = mpsc::sync_channel::<Vec<u8>>(16);
        let went = std::thread::scope(|scope| {
            scope.spawn(move || {
                // One that ends before it has read all says why by itself.
                let _ = stdin.map(|mut stdin| stdin.write_all(input));
            });
            scope.spawn(move || {
                let mut buffer = vec![0; 64 * 1024];
                let mut stdout = stdout;
                while let Some(stdout) = &mut stdout
                    && let Ok(count @ 1..) = stdout.read(&mut buffer)
                    && say.send(buffer[..count].to_vec()).is_ok()
                {}
            });
            let went = attend(&said, tick, hear);
            if went.is_err() {
                stop(&mut child);
            }
            // Lets the thread that listens come to its end.
            drop(said);
            went
        });
        let status = child.wait()?;
        went?;
        let complaint = last_words(&mut complaints)?;
        Ok(Ended { status, complaint })
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        if self.socket().exists() {
            let mut command = Command::new("ssh");
            command.args(self.options());
            command.args(["-O", "exit", "--", &self.settings.host]);
            command.stdin(Stdio::null()).stdout(Stdio::null());
            // Where it cannot be told to end, it does so after a minute.
            let _ = command.stderr(Stdio::null()).status();
        }
    }
}

/// How a process ended.
struct Ended {
    status: ExitStatus,
    complaint: String,
}

impl Ended {
    fn tell(&self, program: &str) -> String {
        match self.complaint.as_str() {
            "" => format!("{program} ended with {}", self.status),
            complaint => format!("{program} says: {complaint}"),
        }
    }
}

/// Listens until the process is silent for good.
fn attend(
    said: &mpsc::Receiver<Vec<u8>>,
    tick: Tick<'_>,
    hear: &mut dyn FnMut(&[u8]),
) -> io::Result<()> {
    loop {
        match said.recv_timeout(TURN) {
            Ok(bytes) => hear(&bytes),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        }
        tick()?;
    }
}

fn stop(child: &mut Child) {
    // One that is gone already need not be stopped.
    let _ = child.kill();
}

fn started(program: &str, fault: io::Error) -> io::Error {
    if fault.kind() == io::ErrorKind::NotFound {
        let why = format!("`{program}` is not installed on this machine");
        return io::Error::new(io::ErrorKind::NotFound, why);
    }
    fault
}

/// The last lines that a process complained with, in one line, without anything that a terminal would obey.
fn last_words(file: &mut File) -> io::Result<String> {
    let length = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(length.saturating_sub(SHOWN)))?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    let plain = |line: &str| -> String { line.chars().filter(|c| !c.is_control()).collect() };
    let lines: Vec<String> = text
        .lines()
        .map(|line| plain(line).trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect();
    let first = lines.len().saturating_sub(LINES);
    Ok(lines[first..].join("; "))
}

/// Whether a fault is one of the connection's, which may be better in a moment. One about who we are or what is installed
/// there is not.
fn may_pass(program: &str, code: Option<i32>, complaint: &str) -> bool {
    let of_the_connection: &[i32] = match program {
        "ssh" => &[255],
        _ => &[10, 12, 30, 35, 255],
    };
    let sure = [
        "Permission denied",
        "Host key verification failed",
        "IDENTIFICATION HAS CHANGED",
        "not found",
        "No such file",
        "Bad configuration",
        "Too many authentication failures",
        "No space left",
    ];
    code.is_some_and(|code| of_the_connection.contains(&code))
        && !sure.iter().any(|words| complaint.contains(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_line_may_pass_and_a_refused_key_does_not() {
        let refused = "ssh: connect to host 127.0.0.1 port 1: Connection refused";
        assert!(may_pass("ssh", Some(255), refused));
        assert!(may_pass("rsync", Some(12), "unexpected end of file"));
        assert!(!may_pass(
            "ssh",
            Some(255),
            "Permission denied (publickey)."
        ));
        assert!(!may_pass("ssh", Some(3), ".depeche is a link"));
        assert!(!may_pass("rsync", Some(12), "rsync: command not found"));
        assert!(!may_pass(
            "rsync",
            Some(23),
            "some files could not be transferred"
        ));
        assert!(!may_pass("ssh", None, ""));
    }

    #[test]
    fn what_a_process_complains_of_is_its_last_words_in_one_line() {
        let mut file = tempfile::tempfile().expect("a file");
        let many: String = (0..2000).map(|at| format!("line {at}\n")).collect();
        file.write_all(many.as_bytes()).expect("written");
        file.write_all(b"\x1b[31mred\r\n\n").expect("written");
        let words = last_words(&mut file).expect("read");
        assert!(words.ends_with("line 1999; [31mred"), "{words}");
        assert!(words.starts_with("line 1993"), "{words}");
    }
}
