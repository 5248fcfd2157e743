//! Owns the configuration of nginx: a `map` and a `server`, for a file that is included in `http`. Headers that are added at one
//! level hide those of the levels above, so all are added at one.

use super::policy::{ASK, HSTS, NO_HSTS, headers, kept};
use super::types::{TYPES, UNKNOWN, bare, texts};
use super::{Encoding, Wanted};

/// The text.
pub(super) fn text(wanted: &Wanted<'_>) -> String {
    let (host, base) = (wanted.host(), wanted.base_path());
    let mut rules = format!("    default \"{ASK}\";\n");
    for (rule, extensions) in kept() {
        let any = extensions.join("|");
        rules.push_str(&format!("    \"~*\\.(?:{any})$\" \"{rule}\";\n"));
    }
    let added: String = headers()
        .into_iter()
        .map(|(name, value)| format!("    add_header {name} \"{value}\" always;\n"))
        .collect();
    let hsts = match wanted.hsts {
        true => format!("    add_header {} \"{}\" always;\n", HSTS.0, HSTS.1),
        false => NO_HSTS.replace("  #", "    #"),
    };
    let types: String = TYPES
        .iter()
        .map(|(sent, extensions)| format!("        {} {};\n", bare(sent), extensions.join(" ")))
        .collect();
    // nginx takes HTML for granted in both lists, and warns where it is named.
    let others: Vec<&str> = texts().filter(|sent| *sent != "text/html").collect();
    let others = others.join("\n        ");
    let root = match base {
        "/" => String::new(),
        base => format!("    # The site is `{base}` in this folder: a folder, or a link.\n"),
    };
    format!(
        "\
# nginx, for {host}: made by `depeche headers nginx`.
# Write it to /etc/nginx/conf.d/{host}.conf, set `root`, then: nginx -t && systemctl reload nginx
# `certbot --nginx -d {host}` adds HTTPS to it.

# How long a file may be kept without asking for it again.
map $uri $depeche_cache {{
{rules}}}

server {{
    listen 80;
    listen [::]:80;
    server_name {host};
{root}    root /srv/archive/current;
    index index.html;
    autoindex off;

    # Who reads what is not written down. Where an error log is kept, keep it short.
    access_log off;
    server_tokens off;

{added}    add_header Cache-Control $depeche_cache always;
{hsts}
    types {{
{types}    }}
    default_type {UNKNOWN};
    charset utf-8;
    charset_types
        {others};

{packing}
    # An address works without its `.html` too.
    location {base} {{
        try_files $uri $uri.html $uri/ =404;
    }}

    # Files that begin with a dot are nobody's, but for those that standards put there.
    location ~ /\\.(?!well-known/) {{
        return 404;
    }}

    # A folder without a page is an address that leads nowhere.
    error_page 404 {base}404.html;
    error_page 403 =404 {base}404.html;
}}
",
        packing = packing(wanted, &others),
    )
}

/// Siblings as they are, where the site has them; what has none is packed as it is sent.
fn packing(wanted: &Wanted<'_>, others: &str) -> String {
    let mut text = String::new();
    if wanted.has(Encoding::Gzip) {
        text.push_str("    # Serves `page.html.gz` where it exists.\n    gzip_static on;\n");
    }
    if wanted.has(Encoding::Brotli) {
        text.push_str(
            "    # Serves `page.html.br`, with a module that nginx does not bring along\n    \
             # (Debian: libnginx-mod-http-brotli-static).\n    # brotli_static on;\n",
        );
    }
    text.push_str(&format!(
        "    gzip on;\n    gzip_vary on;\n    gzip_types\n        {others};\n"
    ));
    text
}
