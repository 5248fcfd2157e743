//! Owns the tests of the configurations as texts. What servers make of them, `tests/hosting/servers.sh` asks the servers.

use super::*;

const PLAIN: Wanted<'_> = Wanted {
    base_url: None,
    hsts: false,
    compress: &[],
};

const ALL: Wanted<'_> = Wanted {
    base_url: Some("https://archive.example:8443/sub/"),
    hsts: true,
    compress: &Encoding::ALL,
};

#[test]
fn every_host_is_told_every_header() {
    for host in Host::ALL {
        let text = host.configuration(&PLAIN);
        for (name, value) in policy::headers() {
            let line = text.lines().find(|line| line.contains(name));
            let line = line.unwrap_or_else(|| panic!("{host:?} lacks {name}"));
            assert!(line.contains(&value), "{host:?}: {line}");
        }
        for extension in ["sha256", "minisig"] {
            assert!(text.contains(extension), "{host:?} lacks .{extension}");
        }
    }
}

#[test]
fn https_is_insisted_on_only_where_it_is_asked_for() {
    let said = |text: &str| {
        text.lines()
            .any(|line| line.contains("max-age=31536000") && !line.trim_start().starts_with('#'))
    };
    for host in Host::ALL {
        assert!(!said(&host.configuration(&PLAIN)), "{host:?}");
        assert!(said(&host.configuration(&ALL)), "{host:?}");
    }
}

#[test]
fn the_file_of_headers_keeps_to_what_cloudflare_takes() {
    let text = HostFile::Headers.text(&ALL);
    let rules = text.lines().filter(|line| line.starts_with('/'));
    assert!(rules.count() <= 100);
    assert!(text.lines().all(|line| line.len() <= 2000));
    // A comment within a rule is one at the start of its line.
    let text = HostFile::Headers.text(&PLAIN);
    for line in text.lines().filter(|line| line.contains('#')) {
        assert!(line.starts_with('#'), "{line}");
    }
    // Values of two rules that fit one address would be joined.
    let names: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("  ")?.split(':').next())
        .collect();
    for (at, name) in names
        .iter()
        .enumerate()
        .filter(|(_, name)| **name != "Content-Type")
    {
        assert!(!names[..at].contains(name), "{name} is stated twice");
    }
}

#[test]
fn a_site_under_a_path_finds_its_page_for_lost_addresses() {
    assert!(
        Host::Nginx
            .configuration(&ALL)
            .contains("error_page 404 /sub/404.html;")
    );
    assert!(
        Host::Nginx
            .configuration(&ALL)
            .contains("server_name archive.example;")
    );
    assert!(
        Host::Caddy
            .configuration(&ALL)
            .contains("rewrite * /sub/404.html\n")
    );
    assert!(
        Host::Apache
            .configuration(&ALL)
            .contains("ErrorDocument 404 /sub/404.html\n")
    );
    assert!(
        Host::Apache
            .configuration(&PLAIN)
            .contains("ErrorDocument 404 /404.html\n")
    );
}

#[test]
fn siblings_are_served_where_there_are_any() {
    for (host, words) in [
        (Host::Nginx, "\n    gzip_static on;\n"),
        (Host::Nginx, "# brotli_static on;\n"),
        (Host::Caddy, "precompressed br gzip\n"),
        (Host::Apache, "%{REQUEST_FILENAME}.br -f\n"),
        (Host::Apache, "%{REQUEST_FILENAME}.gz -f\n"),
    ] {
        assert!(
            host.configuration(&ALL).contains(words),
            "{host:?}: {words}"
        );
        assert!(
            !host.configuration(&PLAIN).contains(words),
            "{host:?}: {words}"
        );
    }
}
