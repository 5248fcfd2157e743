//! Owns what a host must be told of a site: the type of each file, how long it may be kept, the headers of every answer, and how
//! that is said to each kind of host. It is data for whoever serves or uploads a site; the same rules hold on all of them.

mod apache;
mod caddy;
mod headers_file;
mod nginx;
mod policy;
mod types;

use serde::{Deserialize, Serialize};

pub use policy::{PAGE_POLICY, cache_control, header_policy, page_policy};
pub use types::{content_type, is_shown_or_played, is_text};

/// A kind of host whose configuration depeche writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Host {
    /// Netlify.
    Netlify,
    /// Cloudflare Pages.
    Cloudflare,
    /// The nginx server.
    Nginx,
    /// The Caddy server.
    Caddy,
    /// The Apache server.
    Apache,
}

/// A file of the site that is there for its host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum HostFile {
    /// `_headers`, which Netlify and Cloudflare Pages read.
    Headers,
    /// `.htaccess`, which Apache reads.
    Htaccess,
}

/// How a sibling is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Encoding {
    /// RFC 1952, which every browser unpacks.
    Gzip,
    /// RFC 7932, smaller by a tenth.
    Brotli,
}

/// What a configuration depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted<'a> {
    /// Where the site is to be read, as `https://archive.example/`; none where it is not known.
    pub base_url: Option<&'a str>,
    /// Whether browsers are to insist on HTTPS.
    pub hsts: bool,
    /// The siblings that the site has.
    pub compress: &'a [Encoding],
}

impl Host {
    /// Every kind.
    pub const ALL: [Self; 5] = [
        Self::Netlify,
        Self::Cloudflare,
        Self::Nginx,
        Self::Caddy,
        Self::Apache,
    ];

    /// As it is written in `site.toml` and typed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Netlify => "netlify",
            Self::Cloudflare => "cloudflare",
            Self::Nginx => "nginx",
            Self::Caddy => "caddy",
            Self::Apache => "apache",
        }
    }

    /// The file of the site in which it looks; none where its configuration stands elsewhere.
    pub fn file(self) -> Option<HostFile> {
        match self {
            Self::Netlify | Self::Cloudflare => Some(HostFile::Headers),
            Self::Apache => Some(HostFile::Htaccess),
            Self::Nginx | Self::Caddy => None,
        }
    }

    /// Its configuration for a site.
    pub fn configuration(self, wanted: &Wanted<'_>) -> String {
        match self {
            Self::Netlify | Self::Cloudflare => headers_file::text(wanted),
            Self::Nginx => nginx::text(wanted),
            Self::Caddy => caddy::text(wanted),
            Self::Apache => apache::text(wanted),
        }
    }
}

impl HostFile {
    /// Where it stands: at the top of the site.
    pub fn path(self) -> &'static str {
        match self {
            Self::Headers => "_headers",
            Self::Htaccess => ".htaccess",
        }
    }

    /// Its text for a site.
    pub fn text(self, wanted: &Wanted<'_>) -> String {
        match self {
            Self::Headers => headers_file::text(wanted),
            Self::Htaccess => apache::text(wanted),
        }
    }
}

impl Encoding {
    /// Every way, the smallest result first.
    pub const ALL: [Self; 2] = [Self::Brotli, Self::Gzip];

    /// The extension of a sibling, and its name in `site.toml`.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Gzip => "gz",
            Self::Brotli => "br",
        }
    }

    /// Its name in HTTP.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Brotli => "br",
        }
    }
}

impl Wanted<'_> {
    /// The name of the host: that of `base_url`, else one that nobody has.
    fn host(&self) -> &str {
        self.authority()
            .map_or("archive.example", |(authority, _)| {
                authority.split(':').next().unwrap_or(authority)
            })
    }

    /// The path under which the site stands, with a slash at both ends.
    fn base_path(&self) -> &str {
        self.authority().map_or("/", |(_, path)| path)
    }

    fn authority(&self) -> Option<(&str, &str)> {
        let (_, rest) = self.base_url?.split_once("://")?;
        let at = rest.find('/')?;
        Some((&rest[..at], &rest[at..]))
    }

    /// Whether the site has siblings that are packed so.
    fn has(&self, encoding: Encoding) -> bool {
        self.compress.contains(&encoding)
    }
}

#[cfg(test)]
mod tests;
