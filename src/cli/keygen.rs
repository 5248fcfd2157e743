//! Owns `depeche keygen`: a pair of keys, the secret one where neither a site nor a repository can take it up.

use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde_json::json;

use super::args::{Common, Keys};
use super::terminal::Terminal;
use super::{Environment, Exit, fresh, root};
use crate::config::{Config, FILE_NAME};
use crate::diag::WorldError;
use crate::model::{Slug, SlugStyle};
use crate::output::ROOT;
use crate::publish::sign::{Pair, generate};

/// Makes a pair of keys and says what to write into `site.toml`.
pub(super) fn keygen(
    what: &Keys,
    common: &Common,
    environment: &Environment,
    terminal: &Terminal,
) -> Exit {
    match make(what, common, environment, terminal) {
        Ok(()) => Exit::Fine,
        Err(exit) => exit,
    }
}

fn make(
    what: &Keys,
    common: &Common,
    environment: &Environment,
    terminal: &Terminal,
) -> Result<(), Exit> {
    let site = site(common);
    let secret = place(what, site.as_ref(), environment, terminal)?;
    let mut public = secret.clone().into_os_string();
    public.push(".pub");
    let public = PathBuf::from(public);
    refuse_exposed(&secret, environment.home.as_deref(), terminal)?;
    for path in [&secret, &public] {
        if fs::symlink_metadata(path).is_ok() {
            return Err(terminal.refuse(
                &format!("`{}` exists already; no key was made", fresh::shown(path)),
                Some("keep it, and name another file with `--out FILE`: what a lost key has signed can never be signed so again"),
            ));
        }
    }
    let password = match what.password {
        true => Some(password(environment, terminal)?),
        false => None,
    };
    let pair = generate(password.as_deref()).map_err(|none| {
        terminal.world(&WorldError::new(
            "make a key for",
            &secret,
            io::Error::other(none),
        ))
    })?;
    write(&secret, &public, &pair, terminal)?;
    let sign = written(&secret, environment.home.as_deref());
    tell(&secret, &public, &sign, &pair, what.password, terminal);
    if site.is_some_and(|config| config.publish.key.is_some()) {
        terminal.say("this site names a public key already: readers who have that one must be told of the new one");
    }
    Ok(())
}

/// The site around, if there is one that can be read.
fn site(common: &Common) -> Option<Config> {
    let folder = match &common.root {
        Some(root) => root.clone(),
        None => root::upwards(&std::env::current_dir().ok()?)?,
    };
    let (config, _) = crate::pipeline::read_config(&folder).ok()?;
    Some(config)
}

/// Where the secret key goes: where it was told to, or among the settings, under the site's name.
fn place(
    what: &Keys,
    site: Option<&Config>,
    environment: &Environment,
    terminal: &Terminal,
) -> Result<PathBuf, Exit> {
    if let Some(out) = &what.out {
        return std::path::absolute(out)
            .map_err(|_| terminal.refuse("`--out` names no file", None));
    }
    let home = environment.home.as_ref().map(|home| home.join(".config"));
    let Some(settings) = environment.config_home.clone().or(home) else {
        let text = "no folder for settings is known: neither `XDG_CONFIG_HOME` nor `HOME` is set";
        return Err(terminal.refuse(text, Some("name a file with `--out FILE`")));
    };
    let name = site.and_then(|config| Slug::of(&config.title, SlugStyle::Ascii));
    let name = name.map_or_else(|| "site".to_owned(), |name| name.to_string());
    Ok(settings.join("depeche").join(format!("{name}.key")))
}

/// A secret key must not lie where it would be published or committed: not in a site, not in a published copy, not in a
/// repository. A home that is a repository itself is left to its owner.
fn refuse_exposed(secret: &Path, home: Option<&Path>, terminal: &Terminal) -> Result<(), Exit> {
    let there = secret.ancestors().skip(1).find(|folder| folder.exists());
    // Behind links, as the files will really lie.
    let there = there.and_then(|folder| folder.canonicalize().ok());
    let home = home.and_then(|home| home.canonicalize().ok());
    for folder in there.iter().flat_map(|folder| folder.ancestors()) {
        let why = if folder.join(FILE_NAME).is_file() {
            "a site"
        } else if folder.join(ROOT).is_file() {
            "a published copy"
        } else if folder.join(".git").exists() && home.as_deref() != Some(folder) {
            "a Git repository"
        } else {
            continue;
        };
        return Err(terminal.refuse(
            &format!(
                "`{}` lies in {why}, `{}`, where a secret key could come to light; no key was made",
                fresh::shown(secret),
                folder.display()
            ),
            Some("leave `--out` out, or name a file that is in no site and in no repository"),
        ));
    }
    Ok(())
}

/// The password that protects the key, from the environment or asked for twice.
fn password(environment: &Environment, terminal: &Terminal) -> Result<String, Exit> {
    if let Some(password) = &environment.key_password {
        return Ok(password.clone());
    }
    let ask = |prompt: &str| {
        terminal.password(prompt).map_err(|_| {
            terminal.refuse(
                "no password can be asked for here; no key was made",
                Some("run it at a terminal, or set `DEPECHE_KEY_PASSWORD`"),
            )
        })
    };
    let password = ask("Password for the secret key: ")?;
    if password.is_empty() || ask("The same again: ")? != password {
        let text = match password.is_empty() {
            true => "the password is empty; no key was made",
            false => "the two passwords differ; no key was made",
        };
        return Err(terminal.refuse(text, Some("run it again")));
    }
    Ok(password)
}

fn write(secret: &Path, public: &Path, pair: &Pair, terminal: &Terminal) -> Result<(), Exit> {
    let refused = |path: &Path, fault| {
        terminal.world(&WorldError::new("write", path, fault).left("no key was made"))
    };
    create(secret, pair.secret.as_bytes(), true).map_err(|fault| refused(secret, fault))?;
    create(public, pair.public.file().as_bytes(), false).map_err(|fault| {
        // What cannot be taken back is named by the error all the same.
        let _ = fs::remove_file(secret);
        refused(public, fault)
    })
}

/// Makes a file that is not there yet; a secret one for its owner alone, from its first moment on.
fn create(path: &Path, bytes: &[u8], secret: bool) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    let mut folders = DirBuilder::new();
    folders.recursive(true);
    #[cfg(unix)]
    if secret {
        use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
        options.mode(0o600);
        folders.mode(0o700);
    }
    if let Some(folder) = path.parent() {
        folders.create(folder)?;
    }
    let mut file = options.open(path)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    written.inspect_err(|_| {
        // A part of a key is worse than none. Where even that fails, the error says enough.
        let _ = fs::remove_file(path);
    })
}

/// A path as `site.toml` takes it: from the home where it lies there, so that it holds on another machine too.
fn written(path: &Path, home: Option<&Path>) -> String {
    match home.and_then(|home| path.strip_prefix(home).ok()) {
        Some(rest) => format!("~/{}", rest.display()),
        None => path.display().to_string(),
    }
}

fn tell(
    secret: &Path,
    public: &Path,
    sign: &str,
    pair: &Pair,
    protected: bool,
    terminal: &Terminal,
) {
    let key = pair.public.line();
    if terminal.json {
        terminal.value(&json!({
            "ok": true,
            "secret": secret,
            "public": public,
            "sign": sign,
            "key": key,
            "identity": pair.public.identity(),
            "protected": protected,
        }));
    } else {
        let sign = toml::Value::String(sign.to_owned());
        terminal.data(&format!("[publish]\nsign = {sign}\nkey = \"{key}\"\n"));
    }
    terminal.say(&format!(
        "the secret key is in `{}`, the public one in `{}`",
        secret.display(),
        public.display()
    ));
    terminal.say(&format!(
        "write the lines above into `{FILE_NAME}`: the site is signed then, and shows the public key"
    ));
    terminal.say(
        "keep a copy of the secret key where nobody else can read it: who has it can sign as you",
    );
    if protected {
        terminal.say("to sign, set `DEPECHE_KEY_PASSWORD`");
    }
}
