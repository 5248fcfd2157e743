//! Owns the operations on a bucket that speaks S3: tried again where a fault may pass, each with a limit to its time, files in
//! parts where they are large, and every fault in words of ours.

use std::io::{self, Read};
use std::sync::Arc;
use std::time::Duration;

use futures_util::TryStreamExt as _;
use opendal::options::{ListOptions, WriteOptions};
use opendal::services::S3;
use opendal::{Buffer, EntryMode, Error, ErrorKind, HttpTransporter, Operator};
use opendal_http_transport_reqwest::ReqwestTransport;
use tokio::sync::Semaphore;

use super::credentials::Machine;
use super::objects::{Failure, Objects, Put, Upload, Wait, When};
use crate::publish::http;
use crate::publish::retry;

/// The length of a part of a large file. The library holds one back while the next is read.
const PART: u64 = 8 << 20;
/// How much of files may be in memory at once, in KiB.
const MEMORY: u32 = 64 << 10;
/// How long an operation may take that carries little.
const LITTLE: Duration = Duration::from_secs(60);
/// How slow a line may be, in bytes a second for each operation, before it counts as dead.
const SLOW: u64 = 8 << 10;
/// A store of Amazon's own.
const AMAZON: &str = "https://s3.amazonaws.com";
/// What most stores that are not Amazon's take for their region.
const REGION: &str = "us-east-1";

/// Where a bucket is, and how it is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Its name.
    pub bucket: String,
    /// The address of the store; none is Amazon's own.
    pub endpoint: Option<String>,
    /// Where the bucket is; none is what the variables of the machine say.
    pub region: Option<String>,
    /// A folder within the bucket: empty, or ending with `/`.
    pub prefix: String,
    /// Whether the bucket's name is part of the host's.
    pub virtual_host: bool,
    /// Certificates in PEM to trust besides the public ones.
    pub certificate: Option<Vec<u8>>,
}

/// A bucket.
pub struct Bucket {
    operator: Operator,
    memory: Arc<Semaphore>,
}

impl Bucket {
    /// A bucket; nothing is asked yet.
    ///
    /// # Errors
    /// Where its settings cannot be true, or there can be no client.
    pub fn open(settings: &Settings, machine: &Machine) -> Result<Self, Failure> {
        let unfit = |told: String| Failure::new(io::ErrorKind::InvalidInput, told);
        let mut network = machine.network.clone();
        if let Some(pem) = &settings.certificate {
            let all = network.certificates.get_or_insert_default();
            all.push(b'\n');
            all.extend_from_slice(pem);
        }
        let client = network
            .patient_client()
            .map_err(|fault| unfit(fault.to_string()))?;
        let region = settings.region.as_deref().or(machine.region());
        let mut service = S3::default()
            .bucket(&settings.bucket)
            .endpoint(settings.endpoint.as_deref().unwrap_or(AMAZON))
            .region(region.unwrap_or(REGION))
            .credential_provider_chain(machine.credentials())
            .disable_config_load();
        if settings.virtual_host {
            service = service.enable_virtual_host_style();
        }
        let operator = Operator::new(service).map_err(|fault| unfit(tell(&fault)))?;
        let transport = HttpTransporter::new(ReqwestTransport::new(client));
        let context = operator.base_context().with_http_transport(transport);
        Ok(Self {
            operator: operator.with_context(context),
            memory: Arc::new(Semaphore::new(MEMORY as usize)),
        })
    }

    async fn bring(&self, key: &str, upload: Upload) -> Result<(), Failure> {
        check(key)?;
        let kib = upload.size.min(2 * PART).div_ceil(1024).max(1);
        let kib = u32::try_from(kib).unwrap_or(MEMORY).min(MEMORY);
        let closed = |_| Failure::new(io::ErrorKind::Other, "the run is over");
        let _held = self.memory.acquire_many(kib).await.map_err(closed)?;
        let options = WriteOptions {
            content_type: Some(upload.content_type.to_owned()),
            cache_control: Some(upload.cache_control.to_owned()),
            ..WriteOptions::default()
        };
        let (first, mut bytes) = part(upload.bytes).await?;
        if (first.len() as u64) < PART {
            let first = Buffer::from(first);
            let size = first.len();
            let write = || {
                self.operator
                    .write_options(key, first.clone(), options.clone())
            };
            return patiently(size, write).await.map(drop);
        }
        let mut writer = self
            .operator
            .writer_options(key, options)
            .await
            .map_err(|fault| fail(&fault))?;
        let mut next = first;
        let brought = async {
            loop {
                let last = (next.len() as u64) < PART;
                if !next.is_empty() {
                    let whole = Buffer::from(next);
                    write_part(&mut writer, &whole).await?;
                }
                if last {
                    return close(&mut writer).await;
                }
                (next, bytes) = part(bytes).await?;
            }
        };
        let brought = brought.await;
        if brought.is_err() {
            // What was brought of it is no object yet. Where even this fails, the store's own rules do away with it.
            let _ = limited(0, writer.abort()).await;
        }
        brought
    }
}

impl Objects for Bucket {
    fn get<'a>(&'a self, key: &'a str) -> Wait<'a, Option<Vec<u8>>> {
        Box::pin(async move {
            let read = || async {
                match self.operator.read(key).await {
                    Ok(bytes) => Ok(Some(bytes.to_vec())),
                    Err(fault) if fault.kind() == ErrorKind::NotFound => Ok(None),
                    Err(fault) => Err(fault),
                }
            };
            patiently(PART as usize, read).await
        })
    }

    fn tag<'a>(&'a self, key: &'a str) -> Wait<'a, Option<String>> {
        Box::pin(async move {
            check(key)?;
            let stat = || async {
                match self.operator.stat(key).await {
                    Ok(about) => Ok(Some(about.etag().unwrap_or_default().to_owned())),
                    Err(fault) if fault.kind() == ErrorKind::NotFound => Ok(None),
                    Err(fault) => Err(fault),
                }
            };
            patiently(0, stat).await
        })
    }

    fn put<'a>(&'a self, key: &'a str, upload: Upload) -> Wait<'a, ()> {
        Box::pin(self.bring(key, upload))
    }

    fn put_if<'a>(&'a self, key: &'a str, bytes: Vec<u8>, when: When) -> Wait<'a, Put> {
        Box::pin(async move {
            let mut options = WriteOptions {
                content_type: Some("application/json".to_owned()),
                cache_control: Some("no-store".to_owned()),
                ..WriteOptions::default()
            };
            match when {
                When::Absent => options.if_not_exists = true,
                When::Tag(tag) => options.if_match = Some(tag),
                When::Always => {}
            }
            let write = || async {
                let written = self
                    .operator
                    .write_options(key, bytes.clone(), options.clone());
                match written.await {
                    Ok(about) => Ok(Put::Done(about.etag().map(str::to_owned))),
                    Err(fault) => match fault.kind() {
                        ErrorKind::ConditionNotMatch | ErrorKind::AlreadyExists => Ok(Put::Refused),
                        ErrorKind::Unsupported => Ok(Put::Unknown),
                        _ if code(&fault) == Some("NotImplemented") => Ok(Put::Unknown),
                        _ => Err(fault),
                    },
                }
            };
            patiently(0, write).await
        })
    }

    fn delete<'a>(&'a self, keys: &'a [String]) -> Wait<'a, ()> {
        Box::pin(async move {
            keys.iter().try_for_each(|key| check(key))?;
            let delete = || async {
                let mut deleter = self.operator.deleter().await?;
                deleter.delete_iter(keys.iter().cloned()).await?;
                deleter.close().await
            };
            patiently(PART as usize, delete).await
        })
    }

    fn list<'a>(&'a self, prefix: &'a str, each: &'a mut (dyn FnMut(&str) + Send)) -> Wait<'a, ()> {
        Box::pin(async move {
            let open = || async {
                let options = ListOptions {
                    recursive: true,
                    ..ListOptions::default()
                };
                self.operator.lister_options(prefix, options).await
            };
            let mut lister = patiently(0, open).await?;
            // A page that failed is asked for again: where a list ends early, what is not on it must not count as absent.
            let mut pauses = retry::pauses();
            loop {
                match limited(PART as usize, lister.try_next()).await {
                    Ok(Some(entry)) if entry.metadata().mode() == EntryMode::FILE => {
                        each(entry.path());
                    }
                    Ok(Some(_)) => {}
                    Ok(None) => return Ok(()),
                    Err(fault) => wait(&mut pauses, fault).await?,
                }
            }
        })
    }
}

/// The library trims the blanks around a key: a file would come to stand elsewhere.
fn check(key: &str) -> Result<(), Failure> {
    if key.trim() == key {
        return Ok(());
    }
    let told =
        "a name that begins or ends with a blank cannot be brought to a store; rename the file";
    Err(Failure::new(io::ErrorKind::InvalidInput, told))
}

type Source = Box<dyn Read + Send>;

/// The next part of a file: shorter than [`PART`] at its end, where the reader has found that it is what it should be.
async fn part(mut bytes: Source) -> Result<(Vec<u8>, Source), Failure> {
    let read = tokio::task::spawn_blocking(move || {
        let mut part = Vec::new();
        let read = (&mut bytes).take(PART).read_to_end(&mut part);
        read.map(|_| (part, bytes))
    });
    match read.await {
        Ok(Ok(read)) => Ok(read),
        Ok(Err(fault)) => Err(Failure::new(fault.kind(), fault.to_string())),
        Err(_) => Err(Failure::new(io::ErrorKind::Other, "reading broke off")),
    }
}

async fn write_part(writer: &mut opendal::Writer, part: &Buffer) -> Result<(), Failure> {
    let mut pauses = retry::pauses();
    loop {
        match limited(part.len(), writer.write(part.clone())).await {
            Ok(()) => return Ok(()),
            Err(fault) => wait(&mut pauses, fault).await?,
        }
    }
}

async fn close(writer: &mut opendal::Writer) -> Result<(), Failure> {
    let mut pauses = retry::pauses();
    loop {
        match limited(PART as usize, writer.close()).await {
            Ok(_) => return Ok(()),
            Err(fault) => wait(&mut pauses, fault).await?,
        }
    }
}

/// Tries until it works, it cannot work, or the pauses are used up. `size` is how many bytes go to and fro.
async fn patiently<T, F>(size: usize, mut attempt: impl FnMut() -> F) -> Result<T, Failure>
where
    F: Future<Output = Result<T, Error>>,
{
    let mut pauses = retry::pauses();
    loop {
        match limited(size, attempt()).await {
            Ok(value) => return Ok(value),
            Err(fault) => wait(&mut pauses, fault).await?,
        }
    }
}

/// Waits before the next try, or gives the fault where there is none.
async fn wait(
    pauses: &mut (impl Iterator<Item = Duration> + Send),
    fault: Error,
) -> Result<(), Failure> {
    match pauses.next().filter(|_| fault.is_temporary()) {
        Some(pause) => {
            tokio::time::sleep(pause).await;
            Ok(())
        }
        None => Err(fail(&fault)),
    }
}

async fn limited<T>(
    size: usize,
    attempt: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    let limit = LITTLE + Duration::from_secs(size as u64 / SLOW);
    let late = || {
        let told = format!("no answer within {} seconds", limit.as_secs());
        Error::new(ErrorKind::Unexpected, told).set_temporary()
    };
    let done = tokio::time::timeout(limit, attempt).await;
    done.unwrap_or_else(|_| Err(late()))
}

fn fail(fault: &Error) -> Failure {
    let kind = match fault.kind() {
        ErrorKind::PermissionDenied => io::ErrorKind::PermissionDenied,
        ErrorKind::NotFound => io::ErrorKind::NotFound,
        _ if fault.is_temporary() => io::ErrorKind::TimedOut,
        _ => io::ErrorKind::Other,
    };
    Failure::new(kind, tell(fault))
}

/// A fault in words of ours. Of what the store answered only its code is repeated; the rest may hold what was sent.
fn tell(fault: &Error) -> String {
    use std::error::Error as _;
    if fault.message() == "signing http request" {
        return "no credentials were found: set `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, or `AWS_PROFILE` for a profile \
                that holds them or names a `credential_process`"
            .to_owned();
    }
    if fault.message() == "send http request" || fault.message().starts_with("read data from http")
    {
        let reason = fault.source().map(http::reason).unwrap_or_default();
        let hint = if reason.contains("certificate") {
            "; a store with a certificate of its own needs `certificate` in its settings"
        } else {
            ""
        };
        return format!("the store cannot be reached: {reason}{hint}");
    }
    let code = code(fault);
    let said = code.map(|code| format!(" ({code})")).unwrap_or_default();
    match (code.unwrap_or_default(), fault.kind()) {
        ("InvalidAccessKeyId" | "SignatureDoesNotMatch" | "ExpiredToken" | "InvalidToken", _) => {
            format!("the store does not know these credentials{said}")
        }
        ("RequestTimeTooSkewed", _) => {
            format!("the clock of this machine is wrong, says the store{said}")
        }
        ("PermanentRedirect" | "TemporaryRedirect" | "AuthorizationHeaderMalformed", _) => {
            format!("the bucket is in another region: set `region`{said}")
        }
        ("NoSuchBucket", _) => "there is no such bucket".to_owned(),
        (_, ErrorKind::PermissionDenied) => {
            format!("the credentials do not allow it{said}")
        }
        (_, ErrorKind::RateLimited) => format!("the store has too much to do{said}"),
        _ if fault.message().starts_with("no answer within") => fault.message().to_owned(),
        _ if fault.is_temporary() => format!("the store failed, however often it was asked{said}"),
        (_, kind) => format!("the store refused: {kind}{said}"),
    }
}

/// The code of an error that a store answers with, as `AccessDenied`.
fn code(fault: &Error) -> Option<&str> {
    let (_, rest) = fault.message().split_once("code: \"")?;
    let (code, _) = rest.split_once('"')?;
    let plain = !code.is_empty()
        && code.len() < 50
        && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    plain.then_some(code)
}
