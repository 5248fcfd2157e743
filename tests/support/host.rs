//! Owns a web server for the tests, on this machine: what it answers at each path, well or badly, plainly or over TLS. It is
//! made of threads and of nothing that the program itself is made of.
#![allow(
    dead_code,
    reason = "each test crate takes from this tool box what it needs"
)]

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read, Write};
use std::net::TcpListener;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// What is answered at a path.
#[derive(Clone)]
pub struct Reply {
    pub status: u16,
    pub headers: Vec<(&'static str, String)>,
    pub body: Body,
    /// So many times a 503 comes first.
    pub busy: usize,
}

#[derive(Clone)]
pub enum Body {
    Bytes(Vec<u8>),
    /// Without end.
    Endless,
    /// A byte from time to time.
    Drip,
    /// Less than was promised.
    Broken,
    /// Nothing, for long.
    Nothing,
}

/// A server, for as long as the test runs.
pub struct Server {
    /// With `/` at its end.
    pub address: String,
    /// The certificate that it shows, in PEM.
    pub certificate: String,
    replies: Arc<Mutex<BTreeMap<String, Reply>>>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Reply {
    pub fn of(body: impl Into<Vec<u8>>) -> Self {
        Self::with(200, Body::Bytes(body.into()))
    }

    pub fn with(status: u16, body: Body) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body,
            busy: 0,
        }
    }

    pub fn to(place: &str) -> Self {
        Self::with(302, Body::Bytes(Vec::new())).header("Location", place)
    }

    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }

    pub fn busy(mut self, times: usize) -> Self {
        self.busy = times;
        self
    }
}

impl Server {
    /// A plain one.
    pub fn plain() -> Self {
        Self::start(None, String::new())
    }

    /// One with a certificate made for it.
    pub fn tls() -> Self {
        let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]);
        let made = made.expect("a certificate");
        let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).expect("a key");
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("versions")
            .with_no_client_auth()
            .with_single_cert(vec![made.cert.der().clone()], key)
            .expect("a configuration");
        Self::start(Some(Arc::new(config)), made.cert.pem())
    }

    /// Answers this at a path, without the leading slash, as it stands in an address.
    pub fn set(&self, path: &str, reply: Reply) {
        self.replies
            .lock()
            .expect("whole")
            .insert(path.to_owned(), reply);
    }

    /// Answers 404 at a path.
    pub fn remove(&self, path: &str) {
        self.replies.lock().expect("whole").remove(path);
    }

    /// The paths that were asked for, in order.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("whole").clone()
    }

    fn start(tls: Option<Arc<ServerConfig>>, certificate: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let scheme = if tls.is_some() { "https" } else { "http" };
        let server = Self {
            address: format!("{scheme}://localhost:{port}/"),
            certificate,
            replies: Arc::default(),
            asked: Arc::default(),
        };
        let (replies, asked) = (server.replies.clone(), server.asked.clone());
        let seen: Arc<Mutex<BTreeMap<String, usize>>> = Arc::default();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (replies, asked) = (replies.clone(), asked.clone());
                let (seen, tls) = (seen.clone(), tls.clone());
                thread::spawn(move || {
                    let choose = |path: &str| {
                        asked.lock().expect("whole").push(path.to_owned());
                        let reply = replies.lock().expect("whole").get(path).cloned();
                        let reply = reply.unwrap_or_else(|| {
                            Reply::with(404, Body::Bytes(b"nothing here".to_vec()))
                        });
                        let mut seen = seen.lock().expect("whole");
                        let count = seen.entry(path.to_owned()).or_default();
                        *count += 1;
                        match *count <= reply.busy {
                            true => Reply::with(503, Body::Bytes(Vec::new())),
                            false => reply,
                        }
                    };
                    // A client that goes away is no fault of the test.
                    let _ = match tls {
                        None => answer(stream, choose),
                        Some(config) => ServerConnection::new(config)
                            .map_err(std::io::Error::other)
                            .and_then(|tls| answer(StreamOwned::new(tls, stream), choose)),
                    };
                });
            }
        });
        server
    }
}

fn answer(stream: impl Read + Write, choose: impl Fn(&str) -> Reply) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let path = line.split(' ').nth(1).unwrap_or_default().to_owned();
        while !line.trim().is_empty() {
            line.clear();
            stream.read_line(&mut line)?;
        }
        let reply = choose(path.trim_start_matches('/'));
        if matches!(reply.body, Body::Nothing) {
            thread::sleep(Duration::from_secs(2));
            return Ok(());
        }
        let out = stream.get_mut();
        let length = match &reply.body {
            Body::Bytes(bytes) => Some(bytes.len()),
            Body::Broken => Some(1000),
            Body::Endless | Body::Drip | Body::Nothing => None,
        };
        write!(out, "HTTP/1.1 {} X\r\n", reply.status)?;
        for (name, value) in &reply.headers {
            write!(out, "{name}: {value}\r\n")?;
        }
        match length {
            Some(length) => write!(out, "Content-Length: {length}\r\n\r\n")?,
            None => write!(out, "Connection: close\r\n\r\n")?,
        }
        match &reply.body {
            Body::Bytes(bytes) => out.write_all(bytes)?,
            Body::Nothing => return Ok(()),
            Body::Broken => {
                out.write_all(b"half")?;
                return out.flush();
            }
            Body::Endless => loop {
                out.write_all(&[b'a'; 8192])?;
            },
            Body::Drip => loop {
                out.write_all(b"a")?;
                out.flush()?;
                thread::sleep(Duration::from_millis(20));
            },
        }
        out.flush()?;
    }
}

/// Connections that were made to a place where nobody should go.
pub struct Trap {
    pub address: String,
    caught: Arc<AtomicUsize>,
}

impl Trap {
    pub fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let caught: Arc<AtomicUsize> = Arc::default();
        let count = caught.clone();
        thread::spawn(move || {
            for _stream in listener.incoming().flatten() {
                count.fetch_add(1, Ordering::SeqCst);
            }
        });
        Self {
            address: format!("http://127.0.0.1:{port}/"),
            caught,
        }
    }

    pub fn caught(&self) -> usize {
        self.caught.load(Ordering::SeqCst)
    }
}
