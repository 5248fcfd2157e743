//! Owns what `[hosting]` means: the siblings of texts, the files for hosts, and whether HTTPS is insisted on.

use std::collections::BTreeSet;

use toml::Spanned;

use super::check::Check;
use super::file::HostingFile;
use crate::hosting::{Encoding, Host};

/// `[hosting]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HostingConfig {
    /// The siblings that texts have, smallest first.
    pub compress: Vec<Encoding>,
    /// The hosts whose configuration is a file of the site.
    pub headers: BTreeSet<Host>,
    /// Whether browsers are told to insist on HTTPS.
    pub hsts: bool,
}

impl Check<'_> {
    pub(super) fn hosting(
        &mut self,
        hosting: &HostingFile,
        url: Option<&Spanned<String>>,
    ) -> HostingConfig {
        let HostingFile {
            compress,
            headers,
            hsts,
        } = hosting;
        let mut wanted = HostingConfig {
            hsts: hsts.as_ref().is_some_and(|hsts| *hsts.get_ref()),
            ..HostingConfig::default()
        };
        for name in compress {
            let known = Encoding::ALL.into_iter();
            match known
                .into_iter()
                .find(|one| one.extension() == name.get_ref())
            {
                Some(encoding) => wanted.compress.push(encoding),
                None => {
                    let message = format!("`compress` names `{}`", name.get_ref());
                    self.refuse(
                        name,
                        message,
                        "write [\"gz\"], [\"br\"] or [\"gz\", \"br\"]",
                    );
                }
            }
        }
        wanted
            .compress
            .sort_by_key(|one| Encoding::ALL.iter().position(|known| known == one));
        wanted.compress.dedup();
        for name in headers {
            let mut known = Host::ALL.into_iter().filter(|host| host.file().is_some());
            match known.find(|host| host.name() == name.get_ref()) {
                Some(host) => {
                    wanted.headers.insert(host);
                }
                None => self.refuse(
                    name,
                    format!("`headers` names `{}`", name.get_ref()),
                    &no_file(name.get_ref()),
                ),
            }
        }
        // Browsers that were told so would never again reach a site without HTTPS.
        let plain = url.is_some_and(|url| url.get_ref().trim().starts_with("http://"));
        if let Some(hsts) = hsts.as_ref().filter(|_| wanted.hsts && plain) {
            let message = "`hsts` is on, and `base_url` begins with `http://`".to_owned();
            self.refuse(
                hsts,
                message,
                "serve the site by HTTPS and state that in `base_url`, or leave `hsts` out",
            );
        }
        wanted
    }
}

/// What to write instead of a host that reads no file of the site.
fn no_file(name: &str) -> String {
    match Host::ALL.iter().any(|host| host.name() == name) {
        true => format!(
            "`depeche headers {name}` prints its configuration, which stands outside the site"
        ),
        false => "write \"netlify\", \"cloudflare\" or \"apache\"".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::tests;

    fn read(text: &str) -> Result<HostingConfig, String> {
        tests::read(text).map(|config| config.hosting)
    }

    #[test]
    fn siblings_are_listed_the_smallest_first_and_once() {
        let text =
            "[hosting]\ncompress = [\"gz\", \"br\", \"gz\"]\nheaders = [\"apache\", \"netlify\"]\n";
        let hosting = read(text).expect("fine");
        assert_eq!(hosting.compress, [Encoding::Brotli, Encoding::Gzip]);
        assert!(hosting.headers.iter().eq(&[Host::Netlify, Host::Apache]));
        assert_eq!(read("").expect("fine"), HostingConfig::default());
    }

    #[test]
    fn what_no_host_reads_is_refused() {
        let faults = read("[hosting]\ncompress = [\"zst\"]\nheaders = [\"nginx\", \"iis\"]\n");
        assert_eq!(
            faults.expect_err("refused"),
            "error[config/value]: `compress` names `zst`\n --> site.toml:2:13\n  |\n\
             2 | compress = [\"zst\"]\n  |             ^^^^^\n  \
             = help: write [\"gz\"], [\"br\"] or [\"gz\", \"br\"]\n\
             error[config/value]: `headers` names `nginx`\n --> site.toml:3:12\n  |\n\
             3 | headers = [\"nginx\", \"iis\"]\n  |            ^^^^^^^\n  \
             = help: `depeche headers nginx` prints its configuration, which stands outside the site\n\
             error[config/value]: `headers` names `iis`\n --> site.toml:3:21\n  |\n\
             3 | headers = [\"nginx\", \"iis\"]\n  |                     ^^^^^\n  \
             = help: write \"netlify\", \"cloudflare\" or \"apache\"\n"
        );
    }

    #[test]
    fn https_is_not_insisted_on_where_the_site_has_none() {
        let text = "base_url = \"http://archive.example/\"\n[hosting]\nhsts = true\n";
        assert_eq!(
            read(text).expect_err("refused"),
            "error[config/value]: `hsts` is on, and `base_url` begins with `http://`\n --> site.toml:3:8\n  |\n\
             3 | hsts = true\n  |        ^^^^\n  \
             = help: serve the site by HTTPS and state that in `base_url`, or leave `hsts` out\n"
        );
        assert!(read("[hosting]\nhsts = true\n").expect("fine").hsts);
    }
}
