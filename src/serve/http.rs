//! Owns the server: connections, their limits, and which part answers what. What it serves, it asks the studio for.

use std::convert::Infallible;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, Response, StatusCode, header};
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_io_timeout::TimeoutStream;

use super::answer::{self, Asked};
use super::events::{Onlooker, Told};
use super::guard::{self, Refused};
use super::inject::{self, OWN};
use super::studio::Studio;
use crate::pipeline::Reader;

/// Connections at once, among them lines of events, and how many pages one line is of.
const CONNECTIONS: usize = 256;
const ONLOOKERS: usize = 96;
const PAGES: usize = 128;
/// The longest head of a request, in bytes and in headers.
const LONGEST_HEAD: usize = 16 << 10;
const HEADERS: usize = 64;
/// How long a request's head may take to come, and an answer may wait to be taken.
const PATIENCE: Duration = Duration::from_secs(10);
/// After how long an idle line of events says that it is there.
const BEAT: Duration = Duration::from_secs(15);

/// What every answer needs.
#[derive(Clone)]
pub(super) struct App {
    /// The site.
    pub studio: Arc<Studio>,
    /// The address that is listened on.
    pub host: IpAddr,
    /// The secret word before the paths of what is not public, where drafts are shown.
    pub token: Option<Arc<str>>,
    /// How many may listen to events.
    onlookers: Arc<Semaphore>,
}

impl App {
    /// An app that shows a site.
    pub fn new(studio: Arc<Studio>, host: IpAddr, token: Option<Arc<str>>) -> Self {
        Self {
            studio,
            host,
            token,
            onlookers: Arc::new(Semaphore::new(ONLOOKERS)),
        }
    }
}

/// Answers connections for as long as it is let.
pub(super) async fn run(listener: TcpListener, app: App) {
    let router = Router::new().fallback(handle).with_state(app);
    let connections = Arc::new(Semaphore::new(CONNECTIONS));
    while let Ok(permit) = Arc::clone(&connections).acquire_owned().await {
        match listener.accept().await {
            Ok((stream, _)) => {
                tokio::spawn(connection(stream, router.clone(), permit));
            }
            // A connection that broke before it was taken, or too many files open: the next may fare better.
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
}

async fn connection(stream: TcpStream, router: Router, permit: OwnedSemaphorePermit) {
    let _permit = permit;
    // What cannot be set is a matter of speed alone.
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(PATIENCE));
    let served = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .max_buf_size(LONGEST_HEAD)
        .max_headers(HEADERS)
        .serve_connection(
            TokioIo::new(Box::pin(stream)),
            TowerToHyperService::new(router),
        )
        .await;
    // A client that breaks off, or speaks no HTTP, has been answered as far as it can be.
    drop(served);
}

async fn handle(State(app): State<App>, request: Request) -> Response<Body> {
    let (head, _) = request.into_parts();
    let checked = guard::check(&head.method, &head.uri, &head.headers, app.host);
    if let Err(refused) = checked {
        return refuse(refused, &head.method);
    }
    let Some(name) = guard::name(&head.uri) else {
        return refuse(Refused(StatusCode::NOT_FOUND, "no such name"), &head.method);
    };
    if let Some(rest) = head.uri.path().strip_prefix(OWN) {
        if let Err(refused) = guard::check_origin(&head.headers) {
            return refuse(refused, &head.method);
        }
        return own(&app, rest, head.uri.query(), &head.method).await;
    }
    let (reader, base, rest) = side(&app, &name);
    if reader == Reader::Author && rest.is_empty() && !name.ends_with('/') {
        return moved(&format!("/{name}/"), &head.method);
    }
    let name = rest.to_owned();
    let studio = Arc::clone(&app.studio);
    let answered = tokio::task::spawn_blocking(move || {
        answer::answer(
            &studio,
            &Asked {
                reader,
                base: &base,
                name: &name,
                method: &head.method,
                headers: &head.headers,
            },
        )
    });
    let broken = Refused(
        StatusCode::INTERNAL_SERVER_ERROR,
        "the page could not be made",
    );
    answered
        .await
        .unwrap_or_else(|_| refuse(broken, &Method::GET))
}

/// What comes behind the token: "" for the token alone.
fn behind<'a>(token: &str, name: &'a str) -> Option<&'a str> {
    let (first, rest) = name.split_once('/').unwrap_or((name, ""));
    // As long for a wrong guess as for a right one.
    let differences = first
        .bytes()
        .zip(token.bytes())
        .fold(0, |sum, (one, other)| sum | (one ^ other));
    (first.len() == token.len() && differences == 0).then_some(rest)
}

/// The preview's own files.
async fn own(app: &App, rest: &str, query: Option<&str>, method: &Method) -> Response<Body> {
    let file = |body: &'static str, mime| answer::typed(StatusCode::OK, body, mime, method);
    match rest {
        "client.js" => return file(include_str!("client.js"), "text/javascript; charset=utf-8"),
        "worker.js" => return file(include_str!("worker.js"), "text/javascript; charset=utf-8"),
        "preview.css" => return file(include_str!("preview.css"), "text/css; charset=utf-8"),
        _ => {}
    }
    if let Some(page) = rest.strip_prefix("events/") {
        return events(app, &[(page, query)], method);
    }
    if rest == "events" {
        let pages = guard::pages(query);
        let pages: Vec<_> = pages.iter().map(|page| guard::parts(page)).collect();
        return events(app, &pages, method);
    }
    let source = rest.strip_prefix("source/");
    match source.and_then(|at| source_page(app, at, query)) {
        Some(html) => answer::html_answer(StatusCode::OK, html, method),
        None => refuse(Refused(StatusCode::NOT_FOUND, "no such name"), method),
    }
}

/// The file of one of the faults that a page shows now; no other file can be named.
fn source_page(app: &App, at: &str, page: Option<&str>) -> Option<String> {
    let (reader, _, at) = side(app, at);
    let failure = app.studio.failure(reader).or_else(|| {
        let (page, _) = answer::onlooker(page?, None)?;
        app.studio.look(reader, &page).0
    })?;
    let fault = failure.faults.iter().nth(at.parse().ok()?)?;
    let place = fault
        .place
        .as_ref()
        .filter(|place| inject::is_shown(place))?;
    let bytes = std::fs::read(app.studio.root().join(&place.path)).ok()?;
    Some(inject::source(
        fault,
        place,
        &String::from_utf8_lossy(&bytes),
    ))
}

/// The line of events of pages. Each event says of which, by its place among those that were asked for.
fn events(app: &App, pages: &[(&str, Option<&str>)], method: &Method) -> Response<Body> {
    let of = |&(page, print): &(&str, Option<&str>)| onlooker(app, page, print);
    let onlookers: Option<Vec<_>> = pages.iter().map(of).collect();
    let Some(onlookers) = onlookers.filter(|all| (1..=PAGES).contains(&all.len())) else {
        return refuse(Refused(StatusCode::NOT_FOUND, "no such name"), method);
    };
    if method == Method::HEAD {
        return answer::typed(StatusCode::OK, "", "text/event-stream", method);
    }
    let Ok(permit) = Arc::clone(&app.onlookers).try_acquire_owned() else {
        let full = Refused(StatusCode::SERVICE_UNAVAILABLE, "too many pages are open");
        return refuse(full, method);
    };
    let studio = Arc::clone(&app.studio);
    let turns = studio.turns();
    let line = stream::unfold(
        (studio, turns, onlookers, permit, true),
        |line| async move {
            let (studio, mut turns, onlookers, permit, first) = line;
            if !first {
                turns.changed().await.ok()?;
            }
            turns.borrow_and_update();
            let (told, studio, onlookers) = tokio::task::spawn_blocking(move || {
                let mut onlookers = onlookers;
                let mut told = Vec::new();
                for (page, onlooker) in onlookers.iter_mut().enumerate() {
                    let news = onlooker.news(&studio).into_iter();
                    told.extend(news.map(|news| Told { page, news }));
                }
                (told, studio, onlookers)
            })
            .await
            .ok()?;
            Some((told, (studio, turns, onlookers, permit, false)))
        },
    );
    let each = stream::StreamExt::flat_map(line, |told| {
        stream::iter(told.iter().map(event).collect::<Vec<_>>())
    });
    let mut response = Sse::new(each)
        .keep_alive(KeepAlive::new().interval(BEAT))
        .into_response();
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Who asks for a name, what stands before the paths of that reader's pages, and the name without that.
fn side<'a>(app: &App, name: &'a str) -> (Reader, String, &'a str) {
    let token = app.token.as_deref().unwrap_or_default();
    match app.token.as_deref().and_then(|token| behind(token, name)) {
        Some(rest) => (Reader::Author, format!("/{token}/"), rest),
        None => (Reader::Public, "/".to_owned(), name),
    }
}

/// Who looks at a page, as the script names it; none where that is no name.
fn onlooker(app: &App, page: &str, print: Option<&str>) -> Option<Onlooker> {
    let (reader, base, page) = side(app, page);
    let (page, print) = answer::onlooker(page, print)?;
    Some(Onlooker::new(&app.studio, reader, base, page, print))
}

fn event(told: &Told) -> Result<Event, Infallible> {
    let text = serde_json::to_string(told).unwrap_or_default();
    Ok(Event::default()
        .retry(Duration::from_millis(500))
        .data(text))
}

fn moved(to: &str, method: &Method) -> Response<Body> {
    let mut response = answer::typed(
        StatusCode::PERMANENT_REDIRECT,
        "",
        "text/plain; charset=utf-8",
        method,
    );
    if let Ok(to) = HeaderValue::from_str(to) {
        response.headers_mut().insert(header::LOCATION, to);
    }
    response
}

fn refuse(refused: Refused, method: &Method) -> Response<Body> {
    let Refused(status, why) = refused;
    let mut response = answer::typed(
        status,
        format!("{why}\n"),
        "text/plain; charset=utf-8",
        method,
    );
    if status == StatusCode::METHOD_NOT_ALLOWED {
        response
            .headers_mut()
            .insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    response
}
