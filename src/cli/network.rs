//! Owns the step from what the environment says of the network to the client that the commands use.

use std::fs;

use super::terminal::Terminal;
use super::{Environment, Exit};
use crate::publish::http::{Network, NoClient};

/// A client for the network that the environment tells of.
pub(super) fn client(
    environment: &Environment,
    terminal: &Terminal,
) -> Result<reqwest::Client, Exit> {
    let certificates = match &environment.certificates {
        None => None,
        Some(path) => Some(fs::read(path).map_err(|fault| {
            let text = format!("`SSL_CERT_FILE` names `{}`: {fault}", path.display());
            terminal.refuse(&text, Some("name a file of certificates in PEM, or none"))
        })?),
    };
    let network = Network {
        certificates,
        https_proxy: environment.proxies.https.clone(),
        http_proxy: environment.proxies.http.clone(),
        no_proxy: environment.proxies.none.clone(),
    };
    network.client().map_err(|fault| {
        let help = match fault {
            NoClient::Certificates(_) => Some("look at the file that `SSL_CERT_FILE` names"),
            NoClient::Proxy(_) => Some("write it as `http://host:port`"),
            NoClient::Library(_) => None,
        };
        terminal.refuse(&fault.to_string(), help)
    })
}
