//! Owns the configuration of Caddy: one site of a Caddyfile. Caddy orders directives by its own rules, and of two that set one
//! header the more general may come last: so the conditions exclude one another.

use super::policy::{ASK, HSTS, NO_HSTS, headers, kept};
use super::types::{TYPES, UTF_8, content_type};
use super::{Encoding, Wanted};

/// The text.
pub(super) fn text(wanted: &Wanted<'_>) -> String {
    let (host, base) = (wanted.host(), wanted.base_path());
    let mut added: String = headers()
        .into_iter()
        .map(|(name, value)| format!("\t\t{name} \"{value}\"\n"))
        .collect();
    match wanted.hsts {
        true => added.push_str(&format!("\t\t{} \"{}\"\n", HSTS.0, HSTS.1)),
        false => added.push_str(&NO_HSTS.replace("  #", "\t\t#")),
    }
    let mut caching = String::new();
    let mut known = String::new();
    for (at, (rule, extensions)) in kept().into_iter().enumerate() {
        let paths = paths(&extensions);
        caching.push_str(&format!(
            "\t@kept{at} path{paths}\n\theader @kept{at} Cache-Control \"{rule}\"\n"
        ));
        known.push_str(&paths);
    }
    let types: String = TYPES
        .iter()
        .filter(|(sent, _)| sent.ends_with(UTF_8))
        .enumerate()
        .map(|(at, (sent, extensions))| {
            let paths = paths(extensions);
            format!("\t@text{at} path{paths}\n\theader @text{at} Content-Type \"{sent}\"\n")
        })
        .collect();
    let root = match base {
        "/" => String::new(),
        base => format!("\t# The site is `{base}` in this folder: a folder, or a link.\n"),
    };
    let html = content_type("404.html");
    format!(
        "\
# Caddy, for {host}: made by `depeche headers caddy`. Write it to /etc/caddy/Caddyfile, set `root`, then:
# caddy validate --config /etc/caddy/Caddyfile && systemctl reload caddy
# Caddy gets a certificate for {host} by itself. It writes down who reads what only where `log` is
# stated: do not state it.

(depeche_headers) {{
\theader {{
{added}\t\t-Server
\t}}
}}

{host} {{
{root}\troot * /srv/archive/current
\timport depeche_headers

\t# How long a file may be kept without asking for it again.
{caching}\t@asked not path{known}
\theader @asked Cache-Control \"{ASK}\"

{types}
\t# Files that begin with a dot are nobody's, but for those that standards put there.
\t@hidden {{
\t\tpath */.*
\t\tnot path /.well-known/*
\t}}
\terror @hidden 404

{packing}
\t# An address works without its `.html` too.
\ttry_files {{path}} {{path}}.html {{path}}/

\thandle_errors {{
\t\timport depeche_headers
\t\theader Content-Type \"{html}\"
\t\theader Cache-Control \"{ASK}\"
\t\trewrite * {base}404.html
{in_errors}
\t}}
}}
",
        packing = packing(wanted, 1),
        in_errors = packing(wanted, 2),
    )
}

fn paths(extensions: &[&str]) -> String {
    let each = extensions.iter();
    each.map(|extension| format!(" *.{extension}")).collect()
}

/// Siblings as they are, where the site has them; else files are packed as they are sent.
fn packing(wanted: &Wanted<'_>, depth: usize) -> String {
    let tabs = "\t".repeat(depth);
    let names: Vec<&str> = Encoding::ALL
        .into_iter()
        .filter(|encoding| wanted.has(*encoding))
        .map(Encoding::name)
        .collect();
    match names.is_empty() {
        true => format!("{tabs}encode gzip\n{tabs}file_server"),
        false => {
            let names = names.join(" ");
            format!("{tabs}file_server {{\n{tabs}\tprecompressed {names}\n{tabs}}}")
        }
    }
}
