//! Owns the answer to a request: what stands at a name, with the headers that belong to it.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode, header};
use percent_encoding::percent_decode_str;

use super::cache::Made;
use super::guard;
use super::inject::{self, OWN};
use super::near::near;
use super::studio::{Answer, Studio};
use crate::hosting;
use crate::pipeline::{Kind, Reader};
use crate::route::OutPath;

/// How often, and how long each time, the next turn is waited for where a source changed a moment ago.
const TRIES: usize = 40;
const PAUSE: Duration = Duration::from_millis(25);

/// What was asked for, by a name that was looked up.
pub(super) struct Asked<'a> {
    /// By whom.
    pub reader: Reader,
    /// What stands before the paths of that reader's pages: `/`, or `/TOKEN/`.
    pub base: &'a str,
    /// The name, without that.
    pub name: &'a str,
    /// How.
    pub method: &'a Method,
    /// With which headers.
    pub headers: &'a HeaderMap,
}

/// Answers with what stands at a name. It renders, so it is not for a thread that others wait for.
pub(super) fn answer(studio: &Studio, asked: &Asked<'_>) -> Response<Body> {
    for path in candidates(asked.name) {
        match get(studio, asked.reader, &path) {
            Answer::Made(made) => return file(asked, &path, &made),
            Answer::Fault(fault) => {
                let script = script(asked, &path, None);
                let html = inject::own_page(
                    "This page cannot be made",
                    &script,
                    &inject::faults(&fault, asked.base, &path),
                );
                return html_answer(StatusCode::INTERNAL_SERVER_ERROR, html, asked.method);
            }
            Answer::Missing => {}
        }
    }
    // Another site's page, which can ask for many, is not worth the search.
    let paths = match guard::check_origin(asked.headers) {
        Ok(()) => near(asked.name, &studio.paths(asked.reader)),
        Err(_) => Vec::new(),
    };
    // What would come to stand there would most likely be a page.
    let mut pages = candidates(asked.name).into_iter();
    let page = pages.find(|page| page.as_str().ends_with(".html"));
    let script = page.map_or_else(String::new, |page| script(asked, &page, None));
    let shown = format!("{}{}", asked.base, asked.name);
    let html = inject::missing(&shown, &paths, asked.base, &script);
    html_answer(StatusCode::NOT_FOUND, html, asked.method)
}

/// The file at a path; where its source changed a moment ago, once that is taken up.
fn get(studio: &Studio, reader: Reader, path: &OutPath) -> Answer {
    let mut tries = 0;
    loop {
        match studio.get(reader, path) {
            Ok(answer) => return answer,
            Err(fault) if tries == TRIES => {
                return Answer::Fault(Arc::new(super::studio::Fault::one(*fault)));
            }
            Err(_) => {
                tries += 1;
                std::thread::sleep(PAUSE);
            }
        }
    }
}

/// The files that a name may stand for, as hosts serve them: a folder's index, a page without its extension.
fn candidates(name: &str) -> Vec<OutPath> {
    let names = match name {
        "" => vec!["index.html".to_owned()],
        name if name.ends_with('/') => vec![format!("{name}index.html")],
        name => vec![name.to_owned(), format!("{name}.html")],
    };
    names
        .iter()
        .filter_map(|name| OutPath::parse(name).filter(|path| path.as_str() == name))
        .collect()
}

/// The tag of the script by which a page hears of its changes.
fn script(asked: &Asked<'_>, path: &OutPath, print: Option<String>) -> String {
    let print = print.unwrap_or_default();
    let base = asked.base.trim_start_matches('/');
    inject::script(&format!("{OWN}events/{base}{}?{print}", path.address()))
}

fn file(asked: &Asked<'_>, path: &OutPath, made: &Made) -> Response<Body> {
    let bytes = match made.kind {
        Kind::Page => {
            let script = script(asked, path, Some(made.print.to_string()));
            Bytes::from(inject::page(
                &made.bytes,
                &script,
                asked.reader == Reader::Author,
            ))
        }
        _ => Bytes::from_owner(Arc::clone(&made.bytes)),
    };
    let tag = format!("\"{}\"", made.print);
    let matches = asked
        .headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .any(|known| {
            let known = known.to_str().unwrap_or("");
            known
                .split(',')
                .any(|one| one.trim().trim_start_matches("W/") == tag || one.trim() == "*")
        });
    let mut response = match matches {
        true => plain(StatusCode::NOT_MODIFIED, Bytes::new()),
        false => ranged(asked, &tag, bytes),
    };
    let headers = response.headers_mut();
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    // The same as on any host, so that nothing shows here that will not show there.
    let sent = hosting::content_type(path.as_str());
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(sent));
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    without_body(response, asked.method)
}

/// The whole, or the one range that is asked for (RFC 9110, section 14); several are answered with the whole.
fn ranged(asked: &Asked<'_>, tag: &str, bytes: Bytes) -> Response<Body> {
    let whole = bytes.len() as u64;
    let fresh = asked
        .headers
        .get(header::IF_RANGE)
        .is_none_or(|known| known == tag);
    let wanted = asked.headers.get(header::RANGE).filter(|_| fresh);
    let Some(wanted) = wanted.and_then(|range| range.to_str().ok()) else {
        return plain(StatusCode::OK, bytes);
    };
    let Ok(ranges) = http_range_header::parse_range_header(wanted) else {
        return plain(StatusCode::OK, bytes);
    };
    let unsatisfied = || {
        let mut response = plain(StatusCode::RANGE_NOT_SATISFIABLE, Bytes::new());
        if let Ok(value) = HeaderValue::from_str(&format!("bytes */{whole}")) {
            response.headers_mut().insert(header::CONTENT_RANGE, value);
        }
        response
    };
    match ranges.validate(whole) {
        Ok(ranges) if ranges.len() == 1 => {
            let (start, end) = (*ranges[0].start(), *ranges[0].end());
            let part = bytes.slice(start as usize..=end as usize);
            let mut response = plain(StatusCode::PARTIAL_CONTENT, part);
            if let Ok(value) = HeaderValue::from_str(&format!("bytes {start}-{end}/{whole}")) {
                response.headers_mut().insert(header::CONTENT_RANGE, value);
            }
            response
        }
        Ok(_) => plain(StatusCode::OK, bytes),
        Err(_) => unsatisfied(),
    }
}

/// An answer with the headers that all have.
pub(super) fn plain(status: StatusCode, bytes: impl Into<Body>) -> Response<Body> {
    let mut response = Response::new(bytes.into());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CACHE_CONTROL, "no-cache"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_FRAME_OPTIONS, "SAMEORIGIN"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // No other site's page may take in what is shown here.
    headers.insert(
        "cross-origin-resource-policy",
        HeaderValue::from_static("same-origin"),
    );
    headers.insert(
        "cross-origin-opener-policy",
        HeaderValue::from_static("same-origin"),
    );
    response
}

/// A page of the preview's own.
pub(super) fn html_answer(status: StatusCode, html: String, method: &Method) -> Response<Body> {
    typed(status, html, "text/html; charset=utf-8", method)
}

/// An answer of a type.
pub(super) fn typed(
    status: StatusCode,
    body: impl Into<Bytes>,
    mime: &'static str,
    method: &Method,
) -> Response<Body> {
    let mut response = plain(status, body.into());
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static(mime));
    without_body(response, method)
}

/// What is asked for by HEAD is told of and not sent.
fn without_body(response: Response<Body>, method: &Method) -> Response<Body> {
    use axum::body::HttpBody;
    if method != Method::HEAD {
        return response;
    }
    let length = response.body().size_hint().exact();
    let (mut head, _) = response.into_parts();
    if let Some(length) = length {
        head.headers.insert(header::CONTENT_LENGTH, length.into());
    }
    Response::from_parts(head, Body::empty())
}

/// The page and its print that a line of events is about.
pub(super) fn onlooker(rest: &str, query: Option<&str>) -> Option<(OutPath, Option<String>)> {
    let name = percent_decode_str(rest).decode_utf8().ok()?;
    let page = OutPath::parse(&name)?;
    let print = query
        .filter(|query| !query.is_empty())
        .map(ToOwned::to_owned);
    Some((page, print))
}
