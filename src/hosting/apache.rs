//! Owns the configuration of Apache: `.htaccess` at the top of a site, or the same lines in a `<Directory>` of the server's own.
//! It asks for `AllowOverride FileInfo` and no more, since on a shared host a line that is not allowed brings the whole site down;
//! and each part asks for its module.

use super::policy::{ASK, HSTS, NO_HSTS, headers, kept};
use super::types::{TYPES, UTF_8, text_extensions};
use super::{Encoding, Wanted};

/// The text.
pub(super) fn text(wanted: &Wanted<'_>) -> String {
    let base = wanted.base_path();
    let mut added: String = headers()
        .into_iter()
        .map(|(name, value)| format!("    Header always set {name} \"{value}\"\n"))
        .collect();
    match wanted.hsts {
        true => added.push_str(&format!(
            "    Header always set {} \"{}\"\n",
            HSTS.0, HSTS.1
        )),
        false => added.push_str(&NO_HSTS.replace("  #", "    #")),
    }
    let caching: String = kept()
        .into_iter()
        .map(|(rule, extensions)| {
            let any = extensions.join("|");
            format!(
                "    <FilesMatch \"(?i)\\.(?:{any})$\">\n        Header always set Cache-Control \"{rule}\"\n    </FilesMatch>\n"
            )
        })
        .collect();
    let types: String = TYPES
        .iter()
        .map(|(sent, extensions)| {
            let dotted: String = extensions.iter().map(|one| format!(" .{one}")).collect();
            format!("    AddType \"{sent}\"{dotted}\n")
        })
        .collect();
    format!(
        "\
# Apache: made by depeche. As `.htaccess` at the top of the site it takes `AllowOverride FileInfo`; a server of your own may have
# the same lines within `<Directory \"/srv/archive/current\">`, with `Options FollowSymLinks` and `DirectoryIndex index.html`.
# Who reads what is best not written down: leave `CustomLog` out.

ErrorDocument 404 {base}404.html
ErrorDocument 403 {base}404.html

<IfModule mod_headers.c>
{added}    # How long a file may be kept without asking for it again.
    Header always set Cache-Control \"{ASK}\"
{caching}</IfModule>

<IfModule mod_mime.c>
{types}</IfModule>
{siblings}
<IfModule mod_rewrite.c>
    RewriteEngine On

    # Files that begin with a dot are nobody's, but for those that standards put there.
    RewriteRule \"(?:^|/)\\.(?!well-known/)\" - [R=404,L]

    # An address works without its `.html` too.
    RewriteCond %{{REQUEST_FILENAME}} !-f
    RewriteCond %{{REQUEST_FILENAME}}.html -f
    RewriteRule \"^(.*[^/])$\" \"$1.html\"

    # Apache takes a folder before a page of the same name: it leads back to the page.
    RewriteCond %{{REQUEST_FILENAME}} -d
    RewriteCond %{{REQUEST_FILENAME}}/index.html !-f
    RewriteCond %{{REQUEST_FILENAME}} \"^(.*)/$\"
    RewriteCond %1.html -f
    RewriteRule \"^(.*)/$\" \"{base}$1.html\" [R=301,L]

    # A folder without a page is an address that leads nowhere.
    RewriteCond %{{REQUEST_FILENAME}} -d
    RewriteCond %{{REQUEST_FILENAME}}/index.html !-f
    RewriteRule \"^\" - [R=404,L]
{rewriting}</IfModule>
",
        siblings = siblings(wanted),
        rewriting = rewriting(wanted),
    )
}

/// What siblings are: their files' type, packed.
fn siblings(wanted: &Wanted<'_>) -> String {
    let packed: Vec<&Encoding> = Encoding::ALL
        .iter()
        .filter(|encoding| wanted.has(**encoding))
        .collect();
    if packed.is_empty() {
        return String::new();
    }
    let any: Vec<&str> = packed.iter().map(|encoding| encoding.extension()).collect();
    let any = any.join("|");
    let mut text =
        String::from("\n# Siblings have the type of their files.\n<IfModule mod_mime.c>\n");
    for (sent, extensions) in TYPES.iter().filter(|(sent, _)| sent.ends_with(UTF_8)) {
        let extensions = extensions.join("|");
        text.push_str(&format!(
            "    <FilesMatch \"\\.(?:{extensions})\\.(?:{any})$\">\n        ForceType \"{sent}\"\n    </FilesMatch>\n"
        ));
    }
    let texts: Vec<&str> = text_extensions().collect();
    let texts = texts.join("|");
    for encoding in packed {
        let (extension, name) = (encoding.extension(), encoding.name());
        text.push_str(&format!(
            "    <FilesMatch \"\\.(?:{texts})\\.{extension}$\">\n        AddEncoding {name} .{extension}\n    </FilesMatch>\n"
        ));
    }
    text.push_str(&format!(
        "</IfModule>\n<IfModule mod_headers.c>\n    <FilesMatch \"\\.(?:{texts})(?:\\.(?:{any}))?$\">\n        \
         Header merge Vary Accept-Encoding\n    </FilesMatch>\n</IfModule>\n"
    ));
    text
}

/// How a browser that unpacks them gets siblings, the smallest first.
fn rewriting(wanted: &Wanted<'_>) -> String {
    let texts: Vec<&str> = text_extensions().collect();
    let texts = texts.join("|");
    Encoding::ALL
        .into_iter()
        .filter(|encoding| wanted.has(*encoding))
        .map(|encoding| {
            let (extension, name) = (encoding.extension(), encoding.name());
            format!(
                "\n    RewriteCond %{{HTTP:Accept-Encoding}} \\b{name}\\b\n    \
                 RewriteCond %{{REQUEST_FILENAME}}.{extension} -f\n    \
                 RewriteRule \"^(.+\\.(?:{texts}))$\" \"$1.{extension}\" [L]\n"
            )
        })
        .collect()
}
