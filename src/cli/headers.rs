//! Owns `depeche headers`: what a host must be told of this site, in the host's own words, for a file of its configuration.

use serde_json::json;

use super::args::{Common, HostName};
use super::terminal::Terminal;
use super::{Exit, root};
use crate::hosting::Host;

/// Prints the configuration.
pub(super) fn headers(name: HostName, common: &Common, terminal: &Terminal) -> Exit {
    match print(name, common, terminal) {
        Ok(()) => Exit::Fine,
        Err(exit) => exit,
    }
}

fn print(name: HostName, common: &Common, terminal: &Terminal) -> Result<(), Exit> {
    let root = root::find(common, terminal)?;
    let (config, _) = root::config(&root, terminal)?;
    let host = match name {
        HostName::Netlify => Host::Netlify,
        HostName::Cloudflare => Host::Cloudflare,
        HostName::Nginx => Host::Nginx,
        HostName::Caddy => Host::Caddy,
        HostName::Apache => Host::Apache,
    };
    let text = host.configuration(&config.wanted_of_host());
    let file = host.file().map(|file| file.path());
    if terminal.json {
        terminal.value(&json!({ "ok": true, "host": host.name(), "file": file, "text": text }));
    } else {
        terminal.data(&text);
    }
    if let Some(file) = file.filter(|_| !config.hosting.headers.contains(&host)) {
        terminal.say(&format!(
            "`headers = [\"{}\"]` under [hosting] in site.toml makes each build write this, as `{file}`",
            host.name()
        ));
    }
    Ok(())
}
