//! Owns the canary: a token that a helper gives reaches the host, and nothing that is shown or kept.

use std::ffi::OsString;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;

use depeche::publish::targets::git::Git;
use depeche::publish::{Now, Publisher, private_folder};

use super::super::site::tree;
use super::super::story::{before, holds};
use super::host::{Host, script};

/// A web host that takes no password: it notes what it was sent, and says 401.
fn refusing_host() -> (String, std::thread::JoinHandle<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("bound");
    let address = listener.local_addr().expect("bound");
    let thread = std::thread::spawn(move || {
        let mut heard = String::new();
        for connection in listener.incoming() {
            let mut connection = connection.expect("connected");
            let mut bytes = Vec::new();
            let mut buffer = [0; 4096];
            while !bytes.ends_with(b"\r\n\r\n") {
                let count = connection.read(&mut buffer).expect("read");
                if count == 0 {
                    break;
                }
                bytes.extend(&buffer[..count]);
            }
            let answer = "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            connection.write_all(answer.as_bytes()).expect("answered");
            heard.push_str(&String::from_utf8_lossy(&bytes));
            if bytes.is_empty() || heard.contains("Authorization:") {
                break;
            }
        }
        heard
    });
    (format!("http://{address}/pages.git"), thread)
}

#[test]
fn a_token_from_a_helper_reaches_the_host_and_no_message() {
    const TOKEN: &str = "ghp_canary0123456789";
    // `me:TOKEN`, as the host is to hear it.
    const HEARD: &str = "bWU6Z2hwX2NhbmFyeTAxMjM0NTY3ODk=";
    type Arrange = fn(&Host, &str) -> Vec<(OsString, OsString)>;
    let helper: Arrange = |host, _| {
        let config = format!(
            "[credential]\n helper = \"!f() {{ echo username=me; echo password={TOKEN}; }}; f\"\n"
        );
        fs::write(host.home().join(".gitconfig"), config).expect("written");
        Vec::new()
    };
    let asker: Arrange = |host, _| {
        let file = host.folder.path().join("ask");
        script(
            &file,
            &format!("case $1 in User*) echo me;; *) echo {TOKEN};; esac"),
        );
        vec![("GIT_ASKPASS".into(), file.into_os_string())]
    };
    let rewritten: Arrange = |host, address| {
        let token = address.replace("http://", &format!("http://me:{TOKEN}@"));
        let config = format!("[url \"{token}\"]\n insteadOf = \"{address}\"\n");
        fs::write(host.home().join(".gitconfig"), config).expect("written");
        Vec::new()
    };
    for arrange in [helper, asker, rewritten] {
        let host = Host::new();
        let (address, thread) = refusing_host();
        let state = tempfile::tempdir().expect("a folder");
        fs::write(host.home().join(".gitconfig"), "").expect("written");
        let mut settings = host.settings(state.path());
        settings.environment.extend(arrange(&host, &address));
        settings.repository = address;
        let target = Box::new(Git::new(settings));
        let made = before();
        let mut publisher =
            Publisher::new("there", target, &made.site, state.path(), Now::at(1_000));
        let fault = publisher.look().expect_err("refused");
        let shown = format!("{fault} {fault:?}");
        assert!(shown.contains("Authentication failed"), "{shown}");
        assert!(!shown.contains(TOKEN) && !shown.contains(HEARD), "{shown}");
        assert!(thread.join().expect("ended").contains(HEARD));
        let private = tree(&private_folder(state.path(), "there"));
        assert!(
            private
                .values()
                .all(|bytes| !holds(bytes, TOKEN.as_bytes()))
        );
    }
}
