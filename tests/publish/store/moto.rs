//! Owns a store to test against: a `moto_server` (PyPI: `moto[server]`) of one's own, and looking into it by plain requests, so
//! that what is tested does not vouch for itself. `DEPECHE_MOTO` names the program where it does not lie on the path.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::{Duration, Instant};

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Enough of a signature: the server wants one, and checks none.
pub const SIGNED: &str = "AWS4-HMAC-SHA256 Credential=looker/20170101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0";

/// A server, for as long as it is kept.
pub struct Moto {
    child: Child,
    pub port: u16,
    buckets: AtomicUsize,
}

/// What a server answered.
pub struct Answer {
    pub status: u16,
    /// Names in small letters.
    pub headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

impl Moto {
    /// The server that the tests which run now share.
    pub fn start() -> Arc<Self> {
        static SHARED: Mutex<Weak<Moto>> = Mutex::new(Weak::new());
        let mut shared = SHARED.lock().unwrap_or_else(PoisonError::into_inner);
        let there = shared.upgrade();
        let moto = there.unwrap_or_else(|| Self::start_with(&[]));
        *shared = Arc::downgrade(&moto);
        moto
    }

    /// With a certificate and its key, in files: over HTTPS.
    pub fn start_https(certificate: &Path, key: &Path) -> Arc<Self> {
        let text = |path: &Path| path.to_str().expect("text").to_owned();
        Self::start_with(&["-c", &text(certificate), "-k", &text(key)])
    }

    fn start_with(words: &[&str]) -> Arc<Self> {
        let program = std::env::var_os("DEPECHE_MOTO");
        let program = program.unwrap_or_else(|| "moto_server".into());
        let port = free_port();
        let child = Command::new(&program)
            .args(["-H", "127.0.0.1", "-p", &port.to_string()])
            .args(words)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let child = child.unwrap_or_else(|fault| {
            panic!("{program:?}: {fault}: `pip install 'moto[server]'`, or name it in DEPECHE_MOTO")
        });
        let moto = Self {
            child,
            port,
            buckets: AtomicUsize::new(0),
        };
        let began = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(began.elapsed() < Duration::from_secs(60), "no server");
            std::thread::sleep(Duration::from_millis(50));
        }
        Arc::new(moto)
    }

    /// A new bucket.
    pub fn bucket(&self) -> String {
        let number = self.buckets.fetch_add(1, Ordering::Relaxed);
        let bucket = format!("archive-{number}");
        assert_eq!(self.ask("PUT", &format!("/{bucket}"), b"").status, 200);
        bucket
    }

    /// One request.
    pub fn ask(&self, method: &str, target: &str, body: &[u8]) -> Answer {
        let head = format!(
            "{method} {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {}\r\nAuthorization: {SIGNED}\r\nConnection: close\r\n\r\n",
            body.len()
        );
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("connected");
        stream.write_all(head.as_bytes()).expect("sent");
        stream.write_all(body).expect("sent");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("read");
        Answer::parse(&bytes)
    }

    /// Puts an object there that is not ours.
    pub fn put(&self, bucket: &str, key: &str, body: &[u8]) {
        let answer = self.ask("PUT", &target(bucket, key), body);
        assert_eq!(answer.status, 200);
    }

    pub fn get(&self, bucket: &str, key: &str) -> Answer {
        self.ask("GET", &target(bucket, key), b"")
    }

    /// The keys in a bucket, a thousand at most.
    pub fn keys(&self, bucket: &str) -> Vec<String> {
        let list = self.ask(
            "GET",
            &format!("/{bucket}?list-type=2&encoding-type=url"),
            b"",
        );
        let list = String::from_utf8(list.body).expect("text");
        let keys = list.split("<Key>").skip(1);
        keys.map(|rest| {
            let key = rest.split("</Key>").next().expect("a key");
            // Only `+` is written otherwise than by percent signs.
            let key = key.replace('+', " ");
            percent_decode_str(&key)
                .decode_utf8()
                .expect("text")
                .into_owned()
        })
        .collect()
    }

    /// All objects under a prefix, by their paths within it.
    pub fn objects(&self, bucket: &str, prefix: &str) -> BTreeMap<String, Vec<u8>> {
        let keys = self.keys(bucket);
        let within = keys
            .iter()
            .filter_map(|key| key.strip_prefix(prefix).map(|path| (path, key)));
        within
            .map(|(path, key)| (path.to_owned(), self.get(bucket, key).body))
            .collect()
    }
}

impl Drop for Moto {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Answer {
    fn parse(bytes: &[u8]) -> Self {
        let end = bytes
            .windows(4)
            .position(|four| four == b"\r\n\r\n")
            .expect("a head");
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1));
        let headers = lines.filter_map(|line| line.split_once(": "));
        let headers = headers.map(|(name, value)| (name.to_lowercase(), value.to_owned()));
        Self {
            status: status
                .and_then(|status| status.parse().ok())
                .expect("a status"),
            headers: headers.collect(),
            body: bytes[end + 4..].to_vec(),
        }
    }
}

/// A port that nobody listens at, and that the system gives to no connection: one to it would meet itself.
fn free_port() -> u16 {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let first = std::process::id() as usize * 7;
    let free = |port: &u16| TcpListener::bind(("127.0.0.1", *port)).is_ok();
    let mut ports = (0..1000).map(|_| {
        let next = first + NEXT.fetch_add(1, Ordering::Relaxed);
        20_000 + (next % 10_000) as u16
    });
    ports.find(free).expect("a free port")
}

fn target(bucket: &str, key: &str) -> String {
    let parts = key
        .split('/')
        .map(|part| utf8_percent_encode(part, NON_ALPHANUMERIC).to_string());
    format!("/{bucket}/{}", parts.collect::<Vec<_>>().join("/"))
}
