//! Owns one request to a host that need not mean well: what came, summed up while it came, never more of it than was asked
//! for, and never for longer than a slow line needs. What may pass is tried again.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use reqwest::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, LOCATION, RETRY_AFTER};
use reqwest::{Client, Response, StatusCode, Url};
use tokio::time::timeout;

use crate::hash::{Sum, Summing};
use crate::publish::http::reason;

/// How much a check takes from a host, and how long it waits.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// The longest root of a manifest, in bytes.
    pub root: u64,
    /// The lists of a manifest, together.
    pub lists: u64,
    /// The longest file.
    pub file: u64,
    /// How often a request is sent, at most.
    pub tries: u32,
    /// How long to wait before the second time; each further time twice as long.
    pub pause: Duration,
    /// How long a host may be silent.
    pub silence: Duration,
    /// How long an answer may be slower than a bad line would bring it.
    pub grace: Duration,
    /// How many requests run at once.
    pub at_once: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            root: 64 << 20,
            lists: 1 << 30,
            file: 8 << 30,
            tries: 4,
            pause: Duration::from_millis(500),
            silence: Duration::from_secs(30),
            grace: Duration::from_secs(60),
            at_once: 16,
        }
    }
}

/// The slowest line that is still waited for, in bytes a second.
const SLOWEST: u64 = 512;
/// What is said of a host that no longer says anything.
const SILENT: &str = "the host is silent";
/// A host may ask for patience up to this.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// What a host answered.
#[derive(Debug)]
pub(super) enum Answer {
    /// A file.
    File(Received),
    /// Nothing is there, and what was sent to say so.
    Absent(Received),
    /// It leads to somewhere else.
    Elsewhere(String),
    /// It sent more than was asked for, or too slowly.
    Endless(String),
    /// No use: why.
    Failed(String),
}

/// What came.
#[derive(Debug, Default)]
pub(super) struct Received {
    /// The sums of the bytes as they came and, where they were compressed on the way, of what they were made of.
    pub sums: Vec<Sum>,
    /// The bytes, as far as they were to be kept.
    pub kept: Vec<u8>,
}

/// What is to be done with what comes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Want {
    /// How much may come, in bytes.
    pub most: u64,
    /// How much of it is kept.
    pub keep: usize,
}

impl Received {
    pub fn is(&self, sum: Sum) -> bool {
        self.sums.contains(&sum)
    }
}

/// Asks for an address, again where what went wrong may pass.
pub(super) async fn get(client: &Client, url: &Url, want: Want, limits: &Limits) -> Answer {
    let mut pause = limits.pause;
    let mut tries = 1;
    loop {
        match once(client, url, want, limits).await {
            Ok(answer) => return answer,
            Err(Passing { why, .. }) if tries >= limits.tries => return Answer::Failed(why),
            Err(Passing { after, .. }) => {
                let asked = after.unwrap_or(pause).min(LONGEST_PAUSE);
                tokio::time::sleep(asked.max(pause)).await;
            }
        }
        tries += 1;
        pause *= 2;
    }
}

/// Something that may have passed the next time.
struct Passing {
    why: String,
    /// When the host asks to be asked again.
    after: Option<Duration>,
}

async fn once(client: &Client, url: &Url, want: Want, limits: &Limits) -> Result<Answer, Passing> {
    let passing = |why| Passing { why, after: None };
    let asked = client
        .get(url.clone())
        // Bytes as they are on the host, and not those that someone on the way has kept.
        .header(ACCEPT_ENCODING, "identity")
        .header(CACHE_CONTROL, "no-cache");
    let response = match timeout(limits.silence, asked.send()).await {
        Err(_) => return Err(passing(SILENT.to_owned())),
        Ok(Ok(response)) => response,
        // It has been sent from place to place: that does not pass.
        Ok(Err(fault)) if fault.is_redirect() || fault.is_builder() => {
            return Ok(Answer::Failed(reason(&fault.without_url())));
        }
        Ok(Err(fault)) => return Err(passing(reason(&fault.without_url()))),
    };
    let status = response.status();
    if status.is_redirection() {
        return Ok(elsewhere(&response));
    }
    if may_pass(status) {
        let after = response.headers().get(RETRY_AFTER);
        let after = after.and_then(|after| after.to_str().ok()?.trim().parse().ok());
        return Err(Passing {
            why: format!("the host answered {status}"),
            after: after.map(Duration::from_secs),
        });
    }
    let absent = matches!(status, StatusCode::NOT_FOUND | StatusCode::GONE);
    if status != StatusCode::OK && !absent {
        return Ok(Answer::Failed(format!("the host answered {status}")));
    }
    match take(response, want, limits).await {
        Ok(received) if absent => Ok(Answer::Absent(received)),
        Ok(received) => Ok(Answer::File(received)),
        Err(Cut::Endless(_)) if absent => Ok(Answer::Absent(Received::default())),
        Err(Cut::Endless(why)) => Ok(Answer::Endless(why)),
        Err(Cut::Broken(why)) => Err(passing(why)),
    }
}

/// Why an answer was not taken to its end.
enum Cut {
    Endless(String),
    Broken(String),
}

async fn take(mut response: Response, want: Want, limits: &Limits) -> Result<Received, Cut> {
    let started = Instant::now();
    let too_long = || Cut::Endless(format!("more than {} came", bytes(want.most)));
    if response
        .content_length()
        .is_some_and(|length| length > want.most)
    {
        return Err(too_long());
    }
    let mut plain = Taker::new(want);
    let mut unpacked = Unpacker::of(&response, want);
    loop {
        let piece = match timeout(limits.silence, response.chunk()).await {
            Ok(piece) => piece.map_err(|fault| Cut::Broken(reason(&fault.without_url())))?,
            Err(_) => return Err(Cut::Broken(SILENT.to_owned())),
        };
        let Some(piece) = piece else { break };
        plain.write_all(&piece).map_err(|_| too_long())?;
        unpacked = unpacked.take(&piece);
        let patience = limits.grace + Duration::from_secs(plain.length / SLOWEST);
        if started.elapsed() > patience {
            let slow = "it came more slowly than any line should be";
            return Err(Cut::Endless(slow.to_owned()));
        }
    }
    let mut received = Received {
        sums: vec![plain.sum.finish()],
        kept: plain.kept,
    };
    if let Some(unpacked) = unpacked.end() {
        received.sums.push(unpacked.sum.finish());
        received.kept = unpacked.kept;
    }
    Ok(received)
}

fn may_pass(status: StatusCode) -> bool {
    status.is_server_error()
        || matches!(
            status,
            StatusCode::TOO_MANY_REQUESTS | StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_EARLY
        )
}

fn elsewhere(response: &Response) -> Answer {
    let to = response.headers().get(LOCATION);
    let to = to.and_then(|to| response.url().join(to.to_str().ok()?).ok());
    match to {
        Some(to) => Answer::Elsewhere(to.to_string()),
        None => Answer::Failed(format!(
            "the host answered {}, and does not say where to",
            response.status()
        )),
    }
}

/// A size for people.
fn bytes(count: u64) -> String {
    match count {
        0..1024 => format!("{count} bytes"),
        1024..1_048_576 => format!("{} KiB", count >> 10),
        1_048_576..1_073_741_824 => format!("{} MiB", count >> 20),
        _ => format!("{} GiB", count >> 30),
    }
}

/// Sums up what passes, keeps as much as it was told to, and refuses what is too much.
struct Taker {
    sum: Summing,
    kept: Vec<u8>,
    length: u64,
    want: Want,
}

impl Taker {
    fn new(want: Want) -> Self {
        Self {
            sum: Summing::default(),
            kept: Vec::new(),
            length: 0,
            want,
        }
    }
}

impl Write for Taker {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.length += bytes.len() as u64;
        if self.length > self.want.most {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        let room = self.want.keep.saturating_sub(self.kept.len());
        self.kept.extend_from_slice(&bytes[..room.min(bytes.len())]);
        self.sum.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Undoes a compression that was not asked for, or that is part of the file: which, the sums tell.
enum Unpacker {
    No,
    Gzip(flate2::write::MultiGzDecoder<Taker>),
    Zlib(flate2::write::ZlibDecoder<Taker>),
    Brotli(Box<brotli::DecompressorWriter<Taker>>),
    Zstd(zstd::stream::write::Decoder<'static, Taker>),
}

impl Unpacker {
    fn of(response: &Response, want: Want) -> Self {
        let encoding = response.headers().get(CONTENT_ENCODING);
        let encoding = encoding.and_then(|encoding| encoding.to_str().ok());
        let taker = Taker::new(want);
        match encoding.unwrap_or_default().trim() {
            "gzip" | "x-gzip" => Self::Gzip(flate2::write::MultiGzDecoder::new(taker)),
            "deflate" => Self::Zlib(flate2::write::ZlibDecoder::new(taker)),
            "br" => Self::Brotli(Box::new(brotli::DecompressorWriter::new(taker, 1 << 14))),
            "zstd" => match zstd::stream::write::Decoder::new(taker) {
                Ok(decoder) => Self::Zstd(decoder),
                Err(_) => Self::No,
            },
            _ => Self::No,
        }
    }

    /// What cannot be unpacked, or is too much, is not what the manifest names.
    fn take(mut self, piece: &[u8]) -> Self {
        let taken = match &mut self {
            Self::No => Ok(()),
            Self::Gzip(decoder) => decoder.write_all(piece),
            Self::Zlib(decoder) => decoder.write_all(piece),
            Self::Brotli(decoder) => decoder.write_all(piece),
            Self::Zstd(decoder) => decoder.write_all(piece),
        };
        match taken {
            Ok(()) => self,
            Err(_) => Self::No,
        }
    }

    fn end(self) -> Option<Taker> {
        match self {
            Self::No => None,
            Self::Gzip(decoder) => decoder.finish().ok(),
            Self::Zlib(decoder) => decoder.finish().ok(),
            Self::Brotli(decoder) => decoder.into_inner().ok(),
            Self::Zstd(mut decoder) => {
                decoder.flush().ok()?;
                Some(decoder.into_inner())
            }
        }
    }
}
