//! Owns where the credentials for a store come from: the variables of AWS's own tools, the profiles they keep
//! (`~/.aws/credentials`, `~/.aws/config`) and the helper that a profile names (`credential_process`), single sign-on, and the
//! token of a machine that builds. Nothing of it is read from the environment here: a command hands the variables in.
//! Credentials are asked for when a request is signed, and again when they have run out; they are never shown.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use reqsign_aws_core::{Credential, DefaultCredentialProvider};
use reqsign_core::{
    CommandExecute, CommandOutput, Context, Error, ProvideCredential, ProvideCredentialChain,
    StaticEnv,
};

use crate::publish::http::Network;

/// What publishing to a store needs to know of this machine.
#[derive(Clone, Default)]
pub struct Machine {
    /// The variables whose names begin with `AWS_`. Some are secrets.
    pub variables: BTreeMap<String, String>,
    /// The user's home.
    pub home: Option<PathBuf>,
    /// The network.
    pub network: Network,
}

impl Machine {
    /// The region that the variables name.
    pub(super) fn region(&self) -> Option<&str> {
        let of = |name| self.variables.get(name).map(String::as_str);
        of("AWS_REGION").or_else(|| of("AWS_DEFAULT_REGION"))
    }

    /// Who gives the credentials.
    pub(super) fn credentials(&self) -> ProvideCredentialChain<Credential> {
        // The service of Amazon's own machines is not asked: anywhere else, nobody answers, and that takes its time.
        let chain = DefaultCredentialProvider::builder().no_imds().build();
        let environment = StaticEnv {
            home_dir: self.home.clone(),
            envs: self.variables.clone().into_iter().collect(),
        };
        ProvideCredentialChain::new().push(Handed { chain, environment })
    }
}

/// It shows the names alone.
impl fmt::Debug for Machine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Machine")
            .field("variables", &self.variables.keys().collect::<Vec<_>>())
            .field("home", &self.home)
            .field("network", &self.network)
            .finish()
    }
}

/// The usual places, with the variables that were handed in.
struct Handed {
    chain: DefaultCredentialProvider,
    environment: StaticEnv,
}

impl fmt::Debug for Handed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Handed")
    }
}

impl ProvideCredential for Handed {
    type Credential = Credential;

    async fn provide_credential(&self, context: &Context) -> Result<Option<Credential>, Error> {
        let context = context
            .clone()
            .with_env(self.environment.clone())
            .with_command_execute(Helper);
        self.chain.provide_credential(&context).await
    }
}

/// Runs a `credential_process`. It has our input and our errors for its own: it may ask for a code.
#[derive(Debug)]
struct Helper;

impl CommandExecute for Helper {
    async fn command_execute(&self, program: &str, words: &[&str]) -> Result<CommandOutput, Error> {
        let mut command = Command::new(program);
        command.args(words).stderr(Stdio::inherit());
        let done = tokio::task::spawn_blocking(move || command.output()).await;
        let failed = |_| Error::unexpected("the helper for credentials could not be run");
        let output = done
            .map_err(|_| Error::unexpected("the helper for credentials broke off"))?
            .map_err(failed)?;
        Ok(CommandOutput {
            status: output.status.code().unwrap_or(-1),
            stdout: output.stdout,
            stderr: Vec::new(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_shows_no_secret() {
        let mut machine = Machine::default();
        let name = "AWS_SECRET_ACCESS_KEY".to_owned();
        machine.variables.insert(name.clone(), "canary".to_owned());
        let shown = format!("{machine:?} {:?}", machine.credentials());
        assert!(shown.contains(&name), "{shown}");
        assert!(!shown.contains("canary"), "{shown}");
    }

    #[test]
    fn the_region_is_taken_from_the_variables() {
        let mut machine = Machine::default();
        assert_eq!(machine.region(), None);
        let mut set = |name: &str, value: &str| {
            machine.variables.insert(name.to_owned(), value.to_owned());
            machine.region().map(str::to_owned)
        };
        assert_eq!(
            set("AWS_DEFAULT_REGION", "eu-west-3").as_deref(),
            Some("eu-west-3")
        );
        assert_eq!(set("AWS_REGION", "eu-west-1").as_deref(), Some("eu-west-1"));
    }
}
