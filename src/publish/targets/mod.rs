//! Owns the kinds of targets, each in a file of its own, and the choice of one by its settings.

pub mod git;
pub mod pack;
pub mod releases;
pub mod store;

mod steps;

pub use steps::Watch;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::lease;
use super::private_folder;
use super::target::Target;
use super::trouble::Trouble;
use crate::config::publish::{Target as Setting, TargetKind, place};
use crate::output::{Steps, private_folder as private};
use git::Git;
use pack::Archive;
use store::{Machine, Store};

/// What is needed to reach a target besides its settings.
#[derive(Debug, Clone, Default)]
pub struct Means {
    /// The site's folder.
    pub root: PathBuf,
    /// The private state of the site.
    pub state: PathBuf,
    /// What a bucket needs to know of this machine: its variables, its user's home, its network.
    pub machine: Machine,
    /// Whether the user chose how git is to call ssh.
    pub own_ssh: bool,
}

impl Means {
    /// A path of this machine as `site.toml` has it.
    pub fn place(&self, written: &str) -> PathBuf {
        place(&self.root, self.home(), written)
    }

    fn home(&self) -> Option<&Path> {
        self.machine.home.as_deref()
    }
}

/// The target of a setting. Nothing is asked of it yet.
///
/// # Errors
/// Where it cannot even be tried: no private folder, no client, certificates that cannot be read.
pub fn open(setting: &Setting, means: &Means) -> Result<Box<dyn Target>, Trouble> {
    let folder = private_folder(&means.state, &setting.name);
    private(&folder).map_err(|fault| Trouble::world("create", &folder, fault))?;
    let steps = Arc::new(Steps::default());
    Ok(match &setting.kind {
        TargetKind::Directory { path, keep } => {
            let owner = lease::owner(&folder)?;
            Box::new(releases::directory(&means.place(path), *keep, owner, steps))
        }
        TargetKind::Rsync {
            host,
            port,
            path,
            keep,
            ssh_config,
        } => {
            let settings = releases::Settings {
                host: host.clone(),
                port: *port,
                path: path.clone(),
                ssh_config: ssh_config.as_deref().map(|file| means.place(file)),
            };
            let owner = lease::owner(&folder)?;
            Box::new(releases::rsync(settings, *keep, owner, steps)?)
        }
        TargetKind::S3 {
            bucket,
            endpoint,
            region,
            prefix,
            virtual_host,
            certificate,
        } => {
            let certificate = certificate.as_deref().map(|file| means.place(file));
            let settings = store::Settings {
                bucket: bucket.clone(),
                endpoint: endpoint.clone(),
                region: region.clone(),
                prefix: prefix.clone(),
                virtual_host: *virtual_host,
                certificate: certificate.map(|file| read(&file)).transpose()?,
            };
            Box::new(Store::open(&settings, &means.machine, &folder)?)
        }
        TargetKind::Git {
            repository,
            branch,
            cname,
        } => Box::new(Git::new(git::Settings {
            repository: git::address(&means.root, means.home(), repository),
            branch: branch.clone(),
            cname: cname.clone(),
            folder,
            own_ssh: means.own_ssh,
            environment: Vec::new(),
        })),
        TargetKind::Archive { path } => Box::new(Archive::new(pack::Settings {
            path: means.place(path),
            folder,
        })),
    })
}

fn read(file: &Path) -> Result<Vec<u8>, Trouble> {
    fs::read(file)
        .map_err(|fault| Trouble::world("read", file, fault).left("nothing was published"))
}
