//! Owns who is answered: the checks that keep the preview the author's own, on a machine that visits hostile pages and sits in shared
//! networks. A request that passes asks for something by its name; what the name leads to is looked up, never worked out.

use std::net::IpAddr;

use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use percent_encoding::percent_decode_str;

/// Why a request is turned back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Refused(pub StatusCode, pub &'static str);

/// What is checked before anything is looked up.
pub(super) fn check(
    method: &Method,
    uri: &Uri,
    headers: &HeaderMap,
    host: IpAddr,
) -> Result<(), Refused> {
    if method != Method::GET && method != Method::HEAD {
        return Err(Refused(
            StatusCode::METHOD_NOT_ALLOWED,
            "only GET and HEAD are answered",
        ));
    }
    let mut hosts = headers.get_all(header::HOST).iter();
    let named = hosts.next().and_then(|host| host.to_str().ok());
    let misdirected = Refused(
        StatusCode::MISDIRECTED_REQUEST,
        "this name is not the preview's: another site may have led you here",
    );
    if hosts.next().is_some() || !named.is_some_and(|named| is_ours(named, host)) {
        return Err(misdirected);
    }
    if uri.host().is_some_and(|named| !is_ours(named, host)) {
        return Err(misdirected);
    }
    let has_body = headers.contains_key(header::TRANSFER_ENCODING)
        || headers
            .get(header::CONTENT_LENGTH)
            .is_some_and(|length| length != "0");
    match has_body {
        true => Err(Refused(StatusCode::BAD_REQUEST, "no body is taken")),
        false => Ok(()),
    }
}

/// Whether a name in `Host` is one that no other site can take: the machine's own, or, where all may come, any address in figures
/// (who rebinds a name still sends the name).
fn is_ours(named: &str, host: IpAddr) -> bool {
    let name = without_port(named);
    let bare = name.trim_start_matches('[').trim_end_matches(']');
    match bare.parse::<IpAddr>() {
        Ok(address) => address.is_loopback() || !host.is_loopback(),
        Err(_) => name.eq_ignore_ascii_case("localhost"),
    }
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) && !name.ends_with(':') => {
            name
        }
        _ => host,
    }
}

/// Whether a request comes from a page of this server, or from no page at all.
pub(super) fn check_origin(headers: &HeaderMap) -> Result<(), Refused> {
    let refused = Refused(
        StatusCode::FORBIDDEN,
        "only the preview's own pages may ask for this",
    );
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let host = host.unwrap_or_default();
    let ours = format!("http://{host}");
    let mut origins = headers.get_all(header::ORIGIN).iter();
    let mut sites = headers.get_all("sec-fetch-site").iter();
    let is_ours = origins.all(|origin| *origin == ours)
        && sites.all(|site| site == "same-origin" || site == "none");
    if is_ours { Ok(()) } else { Err(refused) }
}

/// The name that a request's path asks for, decoded once; none where it is no name.
pub(super) fn name(uri: &Uri) -> Option<String> {
    let path = uri.path().strip_prefix('/')?;
    let name = percent_decode_str(path).decode_utf8().ok()?;
    let is_name = !name.contains(|c: char| c.is_control() || c == '\\');
    is_name.then(|| name.into_owned())
}

/// The pages that one line of events is asked for, as the script names them: each a part of the query, encoded.
pub(super) fn pages(query: Option<&str>) -> Vec<String> {
    let parts = query.into_iter().flat_map(|query| query.split('&'));
    let decoded = parts.map(|part| percent_decode_str(part).decode_utf8_lossy().into_owned());
    decoded.collect()
}

/// A page as the script names it: its path, and what it was made from.
pub(super) fn parts(page: &str) -> (&str, Option<&str>) {
    page.split_once('?')
        .map_or((page, None), |(path, print)| (path, Some(print)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOOPBACK: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);
    const ALL: IpAddr = IpAddr::V4(std::net::Ipv4Addr::UNSPECIFIED);

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        let pairs = pairs.iter().map(|(name, value)| {
            let name = axum::http::HeaderName::from_static(name);
            (name, value.parse().expect("a value"))
        });
        pairs.collect()
    }

    fn status(method: &str, uri: &str, pairs: &[(&'static str, &str)], host: IpAddr) -> u16 {
        let method: Method = method.parse().expect("a method");
        let uri: Uri = uri.parse().expect("an address");
        check(&method, &uri, &headers(pairs), host)
            .map_or_else(|Refused(code, _)| code.as_u16(), |()| 200)
    }

    #[test]
    fn only_names_that_nobody_else_can_take_are_answered() {
        for ours in [
            "localhost",
            "localhost:4000",
            "127.0.0.1:4000",
            "[::1]:4000",
            "LOCALHOST:1",
        ] {
            assert_eq!(
                status("GET", "/", &[("host", ours)], LOOPBACK),
                200,
                "{ours}"
            );
        }
        for other in [
            "evil.example",
            "evil.example:4000",
            "localhost.evil.example",
            "10.0.0.7:4000",
            "",
            "127.0.0.1.nip.io",
        ] {
            assert_eq!(
                status("GET", "/", &[("host", other)], LOOPBACK),
                421,
                "{other}"
            );
        }
        assert_eq!(status("GET", "/", &[], LOOPBACK), 421);
        assert_eq!(status("GET", "/", &[("host", "10.0.0.7:4000")], ALL), 200);
        assert_eq!(status("GET", "/", &[("host", "evil.example")], ALL), 421);
        assert_eq!(
            status(
                "GET",
                "http://evil.example/",
                &[("host", "localhost")],
                LOOPBACK
            ),
            421
        );
        assert_eq!(
            status(
                "GET",
                "/",
                &[("host", "localhost"), ("host", "evil.example")],
                LOOPBACK
            ),
            421
        );
    }

    #[test]
    fn nothing_is_taken() {
        let host = ("host", "localhost");
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "BREW"] {
            assert_eq!(status(method, "/", &[host], LOOPBACK), 405, "{method}");
        }
        assert_eq!(
            status("GET", "/", &[host, ("content-length", "5")], LOOPBACK),
            400
        );
        assert_eq!(
            status("HEAD", "/", &[host, ("content-length", "0")], LOOPBACK),
            200
        );
    }

    #[test]
    fn no_other_page_hears() {
        let host = ("host", "localhost:4000");
        let code = |pairs: &[(&'static str, &str)]| {
            check_origin(&headers(pairs)).map_or_else(|Refused(code, _)| code.as_u16(), |()| 200)
        };
        assert_eq!(code(&[host]), 200);
        assert_eq!(code(&[host, ("origin", "http://localhost:4000")]), 200);
        assert_eq!(code(&[host, ("origin", "http://evil.example")]), 403);
        assert_eq!(code(&[host, ("origin", "http://localhost:4001")]), 403);
        assert_eq!(code(&[host, ("origin", "null")]), 403);
        assert_eq!(code(&[host, ("sec-fetch-site", "cross-site")]), 403);
        assert_eq!(code(&[host, ("sec-fetch-site", "same-origin")]), 200);
        let ours = ("origin", "http://localhost:4000");
        assert_eq!(code(&[host, ours, ("origin", "http://evil.example")]), 403);
    }

    #[test]
    fn several_pages_are_asked_for_at_once() {
        let pages = pages(Some("a%2Fb%2526.html%3Fp&index.html"));
        let parts: Vec<_> = pages.iter().map(|page| parts(page)).collect();
        assert_eq!(parts, [("a/b%26.html", Some("p")), ("index.html", None)]);
    }

    #[test]
    fn a_path_is_decoded_once_and_must_be_a_name() {
        let name = |uri: &str| name(&uri.parse().expect("an address"));
        assert_eq!(
            name("/2017/donn%C3%A9es.csv").as_deref(),
            Some("2017/données.csv")
        );
        assert_eq!(name("/%252e%252e/x").as_deref(), Some("%2e%2e/x"));
        for bad in ["/a%00b", "/a%5Cb", "/%FF", "/a%0Ab"] {
            assert_eq!(name(bad), None, "{bad}");
        }
    }
}
