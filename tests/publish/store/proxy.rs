//! Owns a server that stands before another and spoils some of what goes through.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// A request as it arrived.
pub struct Request {
    /// The first line and the headers.
    pub head: String,
    /// From 1.
    pub number: usize,
}

/// What is answered instead of what the server would say: a status line and a body.
pub type Spoil = dyn Fn(&Request) -> Option<(&'static str, String)> + Send + Sync;

pub struct Proxy {
    pub port: u16,
    pub requests: Arc<AtomicUsize>,
}

impl Proxy {
    /// Before the server at `port`. Its threads end with the test.
    pub fn before(port: u16, spoil: Arc<Spoil>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let own = listener.local_addr().expect("an address").port();
        let requests = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&requests);
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let (spoil, count) = (Arc::clone(&spoil), Arc::clone(&count));
                thread::spawn(move || serve(client, port, &*spoil, &count));
            }
        });
        Self {
            port: own,
            requests,
        }
    }
}

/// One request for each connection.
fn serve(mut client: TcpStream, port: u16, spoil: &Spoil, count: &AtomicUsize) -> Option<()> {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break end;
        }
        more(&mut client, &mut bytes)?;
    };
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("content-length")
            .then(|| value.parse::<usize>().ok())?
    });
    while bytes.len() < end + 4 + length.unwrap_or(0) {
        more(&mut client, &mut bytes)?;
    }
    let number = count.fetch_add(1, Ordering::SeqCst) + 1;
    let request = Request { head, number };
    if let Some((status, body)) = spoil(&request) {
        let answer = format!(
            "HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
            body.len()
        );
        client.write_all(answer.as_bytes()).ok()?;
        return client.shutdown(Shutdown::Write).ok();
    }
    let (first, rest) = request.head.split_once("\r\n")?;
    let mut server = TcpStream::connect(("127.0.0.1", port)).ok()?;
    let head = format!("{first}\r\nConnection: close\r\n{rest}\r\n\r\n");
    server.write_all(head.as_bytes()).ok()?;
    server.write_all(&bytes[end + 4..]).ok()?;
    let mut answer = Vec::new();
    server.read_to_end(&mut answer).ok()?;
    client.write_all(&answer).ok()?;
    client.shutdown(Shutdown::Write).ok()
}

fn more(client: &mut TcpStream, bytes: &mut Vec<u8>) -> Option<()> {
    let mut part = [0; 1 << 16];
    let count = client.read(&mut part).ok().filter(|count| *count > 0)?;
    bytes.extend_from_slice(&part[..count]);
    Some(())
}
