//! Owns a server of the tests' own to publish to by ssh: OpenSSH on this machine alone, with keys made for it. Where it is not
//! installed the tests fail: Debian has `openssh-server`, `openssh-client` and `rsync`.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use depeche::publish::targets::releases::Settings;

/// A server that runs until it is dropped.
pub struct Server {
    folder: tempfile::TempDir,
    child: Child,
}

impl Server {
    pub fn start() -> Self {
        Self::with("")
    }

    /// With more in the environment of what is run there.
    pub fn with(environment: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        key(&at("host"), "");
        key(&at("user"), "");
        fs::copy(at("user.pub"), at("authorized")).expect("copied");
        let port = free_port();
        // A shell that thinks itself within another does not read this user's own settings, which may be slow.
        let here = folder.path().display();
        let server = format!(
            "ListenAddress 127.0.0.1:{port}\nHostKey {here}/host\nAuthorizedKeysFile {here}/authorized\nPidFile none\n\
             StrictModes no\nUsePAM no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\n\
             PermitRootLogin prohibit-password\nMaxStartups 100\nSetEnv SHLVL=9 {environment}\n"
        );
        fs::write(at("server"), server).expect("written");
        let host_key = fs::read_to_string(at("host.pub")).expect("read");
        fs::write(at("known"), format!("[127.0.0.1]:{port} {host_key}")).expect("written");
        let user = output("id", &["-un"]);
        let client = format!(
            "Host there\nHostName 127.0.0.1\nPort {port}\nUser {user}\nIdentityFile {here}/user\nIdentitiesOnly yes\n\
             IdentityAgent none\nUserKnownHostsFile {here}/known\nStrictHostKeyChecking yes\n"
        );
        fs::write(at("client"), client).expect("written");
        // As root, sshd wants this folder, which a fresh system without services has not made.
        if output("id", &["-u"]) == "0" {
            fs::create_dir_all("/run/sshd").expect("made");
        }
        let log = fs::File::create(at("log")).expect("a log");
        let child = Command::new("/usr/sbin/sshd")
            .args(["-D", "-e", "-f"])
            .arg(at("server"))
            .stdin(Stdio::null())
            .stderr(log)
            .spawn()
            .expect("install openssh-server");
        let server = Self { folder, child };
        let began = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            let log = fs::read_to_string(server.folder.path().join("log")).unwrap_or_default();
            assert!(
                began.elapsed() < Duration::from_secs(20),
                "no server: {log}"
            );
            std::thread::sleep(Duration::from_millis(20));
        }
        server
    }

    /// How `path` there is reached.
    pub fn settings(&self, path: &Path) -> Settings {
        Settings {
            host: "there".into(),
            port: None,
            path: path.to_str().expect("text").into(),
            ssh_config: Some(self.file("client")),
        }
    }

    /// A file of the server's own: `client`, `user`, `authorized`, `log`.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Makes a key, locked by a passphrase if there is one.
pub fn key(place: &Path, passphrase: &str) {
    let made = Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-C", "test", "-N", passphrase, "-f"])
        .arg(place)
        .status()
        .expect("install openssh-client");
    assert!(made.success());
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
    listener.local_addr().expect("an address").port()
}

fn output(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output().expect("run");
    String::from_utf8(output.stdout)
        .expect("text")
        .trim()
        .to_owned()
}
