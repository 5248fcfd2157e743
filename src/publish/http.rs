//! Owns the one HTTP client of the project: who it trusts, how long it waits, where it lets itself be sent. TLS is in the
//! program (rustls with ring, and the authorities that browsers trust), so no library of the system has a say in it.
//! It does not know what is fetched or sent, and reads no environment: what the machine says of its network is handed in.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use reqwest::redirect::{Attempt, Policy};
use reqwest::{Client, ClientBuilder, NoProxy, Proxy, Url};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};

/// How long a connection may take to be made.
const CONNECT: Duration = Duration::from_secs(20);
/// How long the other side may be silent, once there is a connection. It is silent while it takes what is sent, so this bounds
/// the sending of one piece too.
const SILENCE: Duration = Duration::from_secs(300);
/// How often one request may be sent elsewhere.
const REDIRECTS: usize = 5;
/// This machine itself is never asked for by way of a proxy.
const DIRECT: &str = "localhost,127.0.0.0/8,::1";

/// What the machine says of its network. Nothing of it is asked of the system: a command hands it in.
#[derive(Clone, Default)]
pub struct Network {
    /// Certificates in PEM that are trusted besides the built-in authorities.
    pub certificates: Option<Vec<u8>>,
    /// The proxy for `https` addresses; it may hold a password.
    pub https_proxy: Option<String>,
    /// The proxy for `http` addresses; it may hold a password.
    pub http_proxy: Option<String>,
    /// Hosts that are asked without a proxy, separated by commas.
    pub no_proxy: Option<String>,
}

/// Why there can be no client.
#[derive(Debug, thiserror::Error)]
pub enum NoClient {
    /// The certificates handed in cannot be read.
    #[error("the certificates to trust cannot be read as PEM: {0}")]
    Certificates(String),
    /// The address of a proxy cannot be read. It is not told, since it may hold a password.
    #[error("the address of the proxy for `{0}` cannot be read")]
    Proxy(&'static str),
    /// The libraries refused.
    #[error("no HTTPS client can be made: {0}")]
    Library(String),
}

/// A client that trusts these certificates (PEM) besides the built-in authorities, and takes no proxy.
///
/// # Errors
/// Says why there can be none.
pub fn client(extra_pem: Option<&[u8]>) -> Result<Client, NoClient> {
    let network = Network {
        certificates: extra_pem.map(<[u8]>::to_vec),
        ..Network::default()
    };
    network.client()
}

impl Network {
    /// A client for this network. It keeps no cookies, names no page that it comes from, asks for no compression, and
    /// follows a redirection within one origin alone: else the answer is the redirection itself.
    ///
    /// # Errors
    /// Says why there can be none.
    pub fn client(&self) -> Result<Client, NoClient> {
        finish(self.builder()?.read_timeout(SILENCE))
    }

    /// The same for one who sends much over a line that may be slow: how long to wait for an answer is for the sender to say.
    ///
    /// # Errors
    /// Says why there can be none.
    pub fn patient_client(&self) -> Result<Client, NoClient> {
        finish(self.builder()?)
    }

    fn builder(&self) -> Result<ClientBuilder, NoClient> {
        let mut client = Client::builder()
            .tls_backend_preconfigured(tls(self.certificates.as_deref())?)
            .user_agent(concat!("depeche/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(CONNECT)
            .referer(false)
            .redirect(Policy::custom(redirect))
            .no_proxy();
        if let Some(address) = &self.https_proxy {
            let proxy = Proxy::https(address).map_err(|_| NoClient::Proxy("https"))?;
            client = client.proxy(proxy.no_proxy(self.direct()));
        }
        if let Some(address) = &self.http_proxy {
            let proxy = Proxy::http(address).map_err(|_| NoClient::Proxy("http"))?;
            client = client.proxy(proxy.no_proxy(self.direct()));
        }
        Ok(client)
    }

    fn direct(&self) -> Option<NoProxy> {
        let more = self.no_proxy.as_deref().unwrap_or_default();
        NoProxy::from_string(&format!("{DIRECT},{more}"))
    }
}

/// Passwords may stand in it, so it shows only what is there.
impl fmt::Debug for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Network")
            .field("certificates", &self.certificates.is_some())
            .field("https_proxy", &self.https_proxy.is_some())
            .field("http_proxy", &self.http_proxy.is_some())
            .field("no_proxy", &self.no_proxy)
            .finish()
    }
}

/// Why a request failed, down to the last cause, which is the one that helps; without its address, which may hold a secret.
pub fn reason(fault: &(dyn std::error::Error + 'static)) -> String {
    let causes = std::iter::successors(Some(fault), |fault| fault.source());
    let mut texts: Vec<String> = causes.map(ToString::to_string).collect();
    // Each cause is told once: many a library repeats that of the one below.
    texts.dedup_by(|next, before| before.contains(next.as_str()));
    texts.join(": ")
}

fn finish(client: ClientBuilder) -> Result<Client, NoClient> {
    client
        .build()
        .map_err(|fault| NoClient::Library(reason(&fault.without_url())))
}

fn tls(extra_pem: Option<&[u8]>) -> Result<ClientConfig, NoClient> {
    let mut authorities = RootCertStore {
        roots: webpki_roots::TLS_SERVER_ROOTS.to_vec(),
    };
    if let Some(pem) = extra_pem {
        let mut count = 0;
        for certificate in CertificateDer::pem_slice_iter(pem) {
            let certificate =
                certificate.map_err(|fault| NoClient::Certificates(fault.to_string()))?;
            // A bundle of a system may hold old ones that no library takes any more: they are of no use, and no harm.
            count += usize::from(authorities.add(certificate).is_ok());
        }
        if count == 0 {
            let none = "there is no certificate in it";
            return Err(NoClient::Certificates(none.to_owned()));
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|fault| NoClient::Library(fault.to_string()))?;
    Ok(config
        .with_root_certificates(authorities)
        .with_no_client_auth())
}

fn redirect(attempt: Attempt) -> reqwest::redirect::Action {
    let origin = attempt.previous().first().map(Url::origin);
    if origin.is_some_and(|origin| origin != attempt.url().origin()) {
        return attempt.stop();
    }
    match attempt.previous().len() > REDIRECTS {
        true => attempt.error("it leads on and on"),
        false => attempt.follow(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &str = "hunter2-canary";

    #[test]
    fn a_client_needs_nothing_of_the_system() {
        assert!(client(None).is_ok());
    }

    #[test]
    fn certificates_that_are_none_are_told() {
        let told = |pem: &[u8]| client(Some(pem)).expect_err("refused").to_string();
        let none = "the certificates to trust cannot be read as PEM: there is no certificate in it";
        assert_eq!(told(b""), none);
        assert_eq!(told(b"not PEM"), none);
        let broken = b"-----BEGIN CERTIFICATE-----\n&&&\n-----END CERTIFICATE-----\n";
        assert!(told(broken).starts_with("the certificates to trust cannot be read as PEM: "));
    }

    #[test]
    fn the_password_of_a_proxy_is_never_shown() {
        let network = Network {
            https_proxy: Some(format!("http://user:{SECRET}@[broken")),
            ..Network::default()
        };
        let fault = network.client().expect_err("refused");
        assert_eq!(
            fault.to_string(),
            "the address of the proxy for `https` cannot be read"
        );
        assert!(!format!("{network:?} {fault:?}").contains(SECRET));
    }

    #[test]
    fn a_cause_is_told_once() {
        let below = std::io::Error::other("the line is down");
        let fault = std::io::Error::other(below);
        assert_eq!(reason(&fault), "the line is down");
    }
}
