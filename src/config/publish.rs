//! Owns `[publish]` of `site.toml`: the keys that sign, and the targets, as written and as used. A secret never stands there:
//! keys and addresses that would hold one are refused. It opens nothing.

pub(super) mod written;

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use toml::Spanned;

use super::check::Check;
use written::{PublishFile, TargetFile};

/// How many releases a target keeps, if it does not say.
const KEEP: usize = 5;

/// `[publish]` as used.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Publish {
    /// The file of the secret key that signs what is published, as written: see [`place`].
    pub sign: Option<String>,
    /// The public key, in minisign's form, for readers who check.
    pub key: Option<String>,
    /// By name.
    pub targets: BTreeMap<String, Target>,
}

/// `[publish.NAME]`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// NAME.
    pub name: String,
    /// The public address of this target, ending with `/`, looked at after publishing.
    pub url: Option<String>,
    /// Where it is.
    pub kind: TargetKind,
}

/// Where a target is, and what is needed to reach it. Paths of this machine are as written: see [`place`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TargetKind {
    /// A folder of this machine: releases, and a link to the current one.
    Directory {
        /// The folder.
        path: String,
        /// How many releases stay, at least 1.
        keep: usize,
    },
    /// The same on another machine, by ssh and rsync.
    Rsync {
        /// `host`, `user@host`, or a name from the ssh configuration.
        host: String,
        /// If it is not what ssh thinks.
        port: Option<u16>,
        /// The folder there.
        path: String,
        /// How many releases stay, at least 1.
        keep: usize,
        /// A configuration file for ssh instead of the user's own.
        ssh_config: Option<String>,
    },
    /// A bucket of an object store that speaks S3.
    S3 {
        /// Its name.
        bucket: String,
        /// The address of the store; none is Amazon's own.
        endpoint: Option<String>,
        /// Where the bucket is.
        region: Option<String>,
        /// A folder within the bucket: empty, or ending with `/`.
        prefix: String,
        /// Whether the bucket's name is part of the host's.
        virtual_host: bool,
        /// A file of certificates to trust besides the public ones.
        certificate: Option<String>,
    },
    /// A branch of a Git repository, for hosts that serve one.
    Git {
        /// A path or an address that git takes.
        repository: String,
        /// The branch.
        branch: String,
        /// The host name that `CNAME` is to say.
        cname: Option<String>,
    },
    /// One file, for hosts with an upload form.
    Archive {
        /// The file: `….zip` or `….tar.zst`.
        path: String,
    },
}

/// A path of this machine as `site.toml` has it: from the site's root, absolute, or from the user's home (`~/…`).
pub fn place(root: &Path, home: Option<&Path>, written: &str) -> PathBuf {
    match (written.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => home.join(rest),
        _ => root.join(written),
    }
}

/// The keys of one target, each to be taken by its kind; what no kind took is a fault.
struct Keys<'c, 'a> {
    check: &'c mut Check<'a>,
    name: &'c Spanned<String>,
    kind: &'static str,
    texts: BTreeMap<&'static str, Spanned<String>>,
    keep: Option<Spanned<i64>>,
    port: Option<Spanned<u16>>,
    virtual_host: Option<Spanned<bool>>,
}

/// From as written to as used.
pub(super) fn resolve(check: &mut Check<'_>, written: PublishFile) -> Publish {
    let PublishFile { sign, key, targets } = written;
    let mut used = BTreeMap::new();
    for (name, file) in targets {
        let fine = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if name.get_ref().is_empty() || !name.get_ref().chars().all(fine) {
            let message = format!("`{}` is no name for a target", name.get_ref());
            check.refuse(&name, message, "use letters, digits, `-` and `_`");
        } else if let Some(target) = resolve_target(check, &name, file) {
            used.insert(name.into_inner(), target);
        }
    }
    let key = key.and_then(|key| public_key(check, &key));
    Publish {
        sign: sign.map(Spanned::into_inner),
        key,
        targets: used,
    }
}

fn public_key(check: &mut Check<'_>, key: &Spanned<String>) -> Option<String> {
    let text = key.get_ref().trim();
    // 42 bytes in base64, of which the first two are `Ed`.
    if text.len() == 56 && text.starts_with("RW") && text.is_ascii() {
        return Some(text.to_owned());
    }
    let help = "write the public key, one line that begins with `RW`, as `depeche keygen` shows it";
    check.refuse(key, "`key` is no public key of minisign's".to_owned(), help);
    None
}

fn resolve_target(
    check: &mut Check<'_>,
    name: &Spanned<String>,
    file: TargetFile,
) -> Option<Target> {
    let TargetFile {
        kind,
        path,
        keep,
        host,
        port,
        ssh_config,
        bucket,
        endpoint,
        region,
        prefix,
        virtual_host,
        certificate,
        repository,
        branch,
        cname,
        url,
    } = file;
    let Some(known) = KINDS.iter().find(|known| **known == kind.get_ref()) else {
        let message = format!("`{}` is no kind of target", kind.get_ref());
        let help = format!("write one of `{}`", KINDS.join("`, `"));
        check.refuse(&kind, message, &help);
        return None;
    };
    let url = url.and_then(|url| address(check, "url", &url));
    let texts = [
        ("path", path),
        ("host", host),
        ("ssh_config", ssh_config),
        ("bucket", bucket),
        ("endpoint", endpoint),
        ("region", region),
        ("prefix", prefix),
        ("certificate", certificate),
        ("repository", repository),
        ("branch", branch),
        ("cname", cname),
    ];
    let mut keys = Keys {
        check,
        name,
        kind: known,
        texts: texts
            .into_iter()
            .filter_map(|(key, text)| Some((key, text?)))
            .collect(),
        keep,
        port,
        virtual_host,
    };
    let kind = keys.kind()?;
    keys.refuse_the_rest();
    Some(Target {
        name: name.get_ref().clone(),
        url,
        kind,
    })
}

const KINDS: [&str; 5] = ["directory", "rsync", "s3", "git", "archive"];

impl Keys<'_, '_> {
    fn kind(&mut self) -> Option<TargetKind> {
        Some(match self.kind {
            "directory" => TargetKind::Directory {
                path: self.needed("path", "the folder that is to hold the site")?,
                keep: self.keep(),
            },
            "rsync" => TargetKind::Rsync {
                host: self.host()?,
                port: self.port.take().map(Spanned::into_inner),
                path: self.remote_path()?,
                keep: self.keep(),
                ssh_config: self.text("ssh_config"),
            },
            "s3" => TargetKind::S3 {
                bucket: self.needed("bucket", "the name of the bucket")?,
                endpoint: self.endpoint(),
                region: self.text("region"),
                prefix: self.prefix(),
                virtual_host: self.virtual_host.take().is_some_and(Spanned::into_inner),
                certificate: self.text("certificate"),
            },
            "git" => TargetKind::Git {
                repository: self.repository()?,
                branch: self.branch(),
                cname: self.text("cname"),
            },
            _ => TargetKind::Archive {
                path: self.archive()?,
            },
        })
    }

    fn text(&mut self, key: &'static str) -> Option<String> {
        self.texts.remove(key).map(Spanned::into_inner)
    }

    fn needed(&mut self, key: &'static str, what: &str) -> Option<String> {
        match self.texts.remove(key) {
            Some(text) if !text.get_ref().trim().is_empty() => Some(text.into_inner()),
            _ => {
                let Self {
                    check, name, kind, ..
                } = self;
                let message = format!(
                    "the target `{}` of kind `{kind}` has no `{key}`",
                    name.get_ref()
                );
                let help = format!("add `{key} = \"…\"`: {what}");
                check.refuse(name, message, &help);
                None
            }
        }
    }

    fn keep(&mut self) -> usize {
        let Some(keep) = self.keep.take() else {
            return KEEP;
        };
        match usize::try_from(*keep.get_ref()) {
            Ok(releases @ 1..=1000) => releases,
            _ => {
                let message = format!("`keep` is {}", keep.get_ref());
                self.check.refuse(
                    &keep,
                    message,
                    "write how many releases stay, from 1 to 1000",
                );
                KEEP
            }
        }
    }

    /// A host that ssh would take for an option is refused.
    fn host(&mut self) -> Option<String> {
        let written = self.texts.get("host").cloned();
        let host = self.needed(
            "host",
            "the machine, as `user@server` or a name of your ssh configuration",
        )?;
        let odd = |c: char| c.is_whitespace() || c.is_control() || "\"'`$;&|<>\\:/".contains(c);
        if host.starts_with('-') || host.contains(odd) {
            let message = format!("`{host}` is no host");
            let help = "write `server`, `user@server`, or a name of your ssh configuration; a port is a key of its own";
            self.check.refuse(&written?, message, help);
            return None;
        }
        Some(host)
    }

    fn remote_path(&mut self) -> Option<String> {
        let written = self.texts.get("path").cloned();
        let path = self.needed("path", "the folder on that machine")?;
        let climbs = Path::new(&path)
            .components()
            .any(|part| part == Component::ParentDir);
        if climbs || path.starts_with(['-', '~']) || path.contains(char::is_control) {
            let message = format!("`path` is `{path}`");
            let help =
                "write an absolute path, or one from the home folder of that user without `~`";
            self.check.refuse(&written?, message, help);
            return None;
        }
        Some(path.trim_end_matches('/').to_owned()).filter(|path| !path.is_empty())
    }

    fn endpoint(&mut self) -> Option<String> {
        let written = self.texts.remove("endpoint")?;
        let url = address(self.check, "endpoint", &written)?;
        Some(url.trim_end_matches('/').to_owned())
    }

    fn prefix(&mut self) -> String {
        let Some(written) = self.texts.remove("prefix") else {
            return String::new();
        };
        let folder = written.get_ref().trim_matches('/');
        let bad = |part: &str| part.is_empty() || part == "." || part == "..";
        if folder.split('/').any(bad) && !folder.is_empty() {
            let message = format!("`prefix` is `{}`", written.get_ref());
            self.check.refuse(
                &written,
                message,
                "write a folder of the bucket, as \"archive\"",
            );
        }
        match folder {
            "" => String::new(),
            folder => format!("{folder}/"),
        }
    }

    fn repository(&mut self) -> Option<String> {
        let written = self.texts.get("repository").cloned();
        let repository = self.needed("repository", "the path or the address of the repository")?;
        if repository.starts_with('-')
            || repository.contains("::")
            || repository.contains(char::is_control)
        {
            let message = format!("`{repository}` is no repository");
            self.check.refuse(
                &written?,
                message,
                "write a path, or an address of https or ssh",
            );
            return None;
        }
        if holds_password(&repository) {
            let message = "the address of the repository holds a password or a token".to_owned();
            let help = "take it out, and let git's credential helper or ssh's agent give it";
            self.check.refuse_unseen(&written?, message, help);
            return None;
        }
        Some(repository)
    }

    fn branch(&mut self) -> String {
        const PAGES: &str = "gh-pages";
        let Some(written) = self.texts.remove("branch") else {
            return PAGES.to_owned();
        };
        let branch = written.get_ref();
        let odd = |c: char| c.is_whitespace() || c.is_control() || "~^:?*[\\".contains(c);
        let bad = branch.is_empty()
            || branch.starts_with(['-', '/', '.'])
            || branch.ends_with(['/', '.'])
            || branch.contains("..")
            || branch.contains("@{")
            || branch.contains(odd);
        if bad {
            let message = format!("`{branch}` is no name of a branch");
            self.check.refuse(
                &written,
                message,
                "write it as git does, without `refs/heads/`",
            );
        }
        written.into_inner()
    }

    fn archive(&mut self) -> Option<String> {
        let written = self.texts.get("path").cloned();
        let path = self.needed("path", "the file to make, `….zip` or `….tar.zst`")?;
        if path.ends_with(".zip") || path.ends_with(".tar.zst") {
            return Some(path);
        }
        let message = format!("`{path}` is neither a `.zip` nor a `.tar.zst`");
        self.check
            .refuse(&written?, message, "end the name with `.zip` or `.tar.zst`");
        None
    }

    fn refuse_the_rest(self) {
        let Self {
            check,
            kind,
            texts,
            keep,
            port,
            virtual_host,
            ..
        } = self;
        let mut refuse = |key: &str, span: std::ops::Range<usize>| {
            let message = format!("`{key}` means nothing to a target of kind `{kind}`");
            check.refuse(&Spanned::new(span, ()), message, "delete it");
        };
        for (key, text) in &texts {
            refuse(key, text.span());
        }
        for (key, span) in [
            ("keep", keep.map(|value| value.span())),
            ("port", port.map(|value| value.span())),
            ("virtual_host", virtual_host.map(|value| value.span())),
        ] {
            if let Some(span) = span {
                refuse(key, span);
            }
        }
    }
}

/// An address of the web without a password in it, ending with `/`.
fn address(check: &mut Check<'_>, key: &str, written: &Spanned<String>) -> Option<String> {
    let text = written.get_ref().trim();
    let host = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let odd = |c: char| c.is_whitespace() || c.is_control() || "\"'<>\\?#@".contains(c);
    match host {
        Some(host) if !host.is_empty() && !host.starts_with('/') && !host.contains(odd) => {
            Some(format!("{}/", text.trim_end_matches('/')))
        }
        _ => {
            // Not shown: what is wrong with it may be a password.
            let message = format!("`{key}` is no plain address");
            let help = "write it with its scheme and without user, query or fragment, as \"https://store.example\"";
            check.refuse_unseen(written, message, help);
            None
        }
    }
}

/// Whether an address has a password before its host: `https://user:token@…`. A user alone, as ssh has, is none; before a web
/// address it is a token as a rule.
fn holds_password(repository: &str) -> bool {
    let Some((scheme, rest)) = repository.split_once("://") else {
        return false;
    };
    let authority = rest.split('/').next().unwrap_or(rest);
    match authority.rsplit_once('@') {
        Some((user, _)) => scheme.starts_with("http") || user.contains(':'),
        None => false,
    }
}

#[cfg(test)]
mod tests;
