//! Owns the step from what the environment says of the network to the client that the commands use.

use std::fs;

use super::terminal::Terminal;
use super::{Environment, Exit};
use crate::publish::http::{Network, NoClient};

/// The network that the environment tells of.
pub(super) fn network(environment: &Environment, terminal: &Terminal) -> Result<Network, Exit> {
    let certificates = match &environment.certificates {
        None => None,
        Some(path) => Some(fs::read(path).map_err(|fault| {
            let text = format!("`SSL_CERT_FILE` names `{}`: {fault}", path.display());
            terminal.refuse(&text, Some("name a file of certificates in PEM, or none"))
        })?),
    };
    Ok(Network {
        certificates,
        https_proxy: environment.proxies.https.clone(),
        http_proxy: environment.proxies.http.clone(),
        no_proxy: environment.proxies.none.clone(),
    })
}

/// A client for that network.
pub(super) fn client(
    environment: &Environment,
    terminal: &Terminal,
) -> Result<reqwest::Client, Exit> {
    network(environment, terminal)?.client().map_err(|fault| {
        let help = match fault {
            NoClient::Certificates(_) => Some("look at the file that `SSL_CERT_FILE` names"),
            NoClient::Proxy(_) => Some("write it as `http://host:port`"),
            NoClient::Library(_) => None,
        };
        terminal.refuse(&fault.to_string(), help)
    })
}
