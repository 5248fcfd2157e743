//! Owns `depeche publish`: build, plan, consent, transfer, and the look afterwards; in words and in an exit code.

mod listing;

use serde_json::{Value, json};

use super::args::{Common, Publish as Wish};
use super::build::{self, counted};
use super::terminal::{Terminal, fault_values};
use super::troubles::{NOTHING, refused, stopped};
use super::{Environment, Exit, network, root, today};
use crate::config::Config;
use crate::config::publish::Target as Setting;
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::pipeline::{Clock, Request, Task, run};
use crate::publish::sign::NoSignature;
use crate::publish::targets::store::Machine;
use crate::publish::targets::{self, Means};
use crate::publish::verify::{self, Address, Host, Limits, Report};
use crate::publish::{
    Consent, Now, Plan, Publisher, Site, Target, What, guard, keeps_none, roll_back, sign,
};

/// How many files are read at the public address after publishing.
const SAMPLE: usize = 20;

/// Publishes the site, or tells of the releases of a target.
pub(super) fn publish(
    common: &Common,
    wish: &Wish,
    environment: &Environment,
    terminal: &Terminal,
) -> Exit {
    match go(common, wish, environment, terminal) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn go(
    common: &Common,
    wish: &Wish,
    environment: &Environment,
    terminal: &Terminal,
) -> Result<Exit, Exit> {
    let clock = today::clock(environment, terminal)?;
    let root = root::find(common, terminal)?;
    let (config, _) = root::config(&root, terminal)?;
    let setting = choose(&config, wish.target.as_deref(), terminal)?;
    let means = Means {
        root: root.clone(),
        state: config.state_folder(),
        machine: Machine {
            variables: environment.aws.clone(),
            home: environment.home.clone(),
            network: network::network(environment, terminal)?,
        },
        own_ssh: environment.own_ssh,
    };
    let open = || targets::open(setting, &means).map_err(|trouble| stopped(trouble, terminal));
    // Leases end by the machine's clock, whatever time the site is built for.
    let now = Now::at(Clock::machine().now);
    if wish.history {
        return history(setting, &mut *open()?, terminal);
    }
    if let Some(release) = &wish.rollback {
        let mut target = open()?;
        let id = roll_back(
            &setting.name,
            &mut *target,
            release.as_deref(),
            &means.state,
            now,
        )
        .map_err(|trouble| stopped(trouble, terminal))?;
        return Ok(rolled_back(setting, &id, terminal));
    }

    let (site, warnings) = build_site(&root, wish, clock, terminal)?;
    let site = sign_site(site, &config, &means, environment, terminal)?;
    let mut publisher = Publisher::new(&setting.name, open()?, &site, &means.state, now);
    let looked = publisher
        .look()
        .map_err(|trouble| stopped(trouble, terminal))?;
    let plan = &looked.plan;
    if !terminal.json {
        terminal.data(&listing::plan(plan, setting, terminal.listens));
    }
    let consent = Consent {
        removals: wish.allow_removals,
        reinstate: wish.reinstate,
    };
    agreed(plan, &consent, wish, terminal)?;
    let value = plan_value(plan, &warnings);
    if plan.is_empty() {
        terminal.say(&format!("`{}` has this very site already", setting.name));
    }
    if wish.dry_run {
        terminal.told(&value);
        return Ok(Exit::Fine);
    }
    // Even where the site is the same, a run that was cut short may have left something to clear up.
    let bar = terminal.transfer();
    let done = publisher.apply(&looked, wish.adopt, &bar);
    bar.clear();
    done.map_err(|trouble| stopped(trouble, terminal))?;
    if plan.is_empty() {
        terminal.told(&value);
        return Ok(Exit::Fine);
    }
    terminal.say(&summary(plan));
    let Some(url) = &setting.url else {
        terminal.told(&value);
        return Ok(Exit::Fine);
    };
    let report = look_afterwards(url, &site, plan, environment, terminal)?;
    let mut value = value;
    value["public"] = super::verify::value(true, &report);
    terminal.told(&value);
    Ok(super::verify::tell(url, true, &report, terminal))
}

/// The target that is meant.
fn choose<'c>(
    config: &'c Config,
    name: Option<&str>,
    terminal: &Terminal,
) -> Result<&'c Setting, Exit> {
    let targets = &config.publish.targets;
    let found = match name {
        Some(name) => targets.get(name),
        None if targets.len() == 1 => targets.values().next(),
        None => None,
    };
    found.ok_or_else(|| refused(not_named(config, name), terminal))
}

fn not_named(config: &Config, name: Option<&str>) -> Diagnostic {
    let targets = &config.publish.targets;
    if targets.is_empty() {
        return none();
    }
    let names: Vec<String> = targets.keys().map(|name| format!("`{name}`")).collect();
    let names = names.join(", ");
    let (message, help) = match name {
        Some(name) => (
            format!("there is no target `{name}`"),
            format!("name one of {names}, or add `[publish.{name}]` to `site.toml`"),
        ),
        None => (
            "there are several targets".to_owned(),
            format!("name one of {names}: `depeche publish NAME`"),
        ),
    };
    Diagnostic::new(Code::PublishTarget, message).help(help)
}

fn none() -> Diagnostic {
    Diagnostic::new(
        Code::PublishTarget,
        "`site.toml` has no target to publish to",
    )
    .help("add one: `[publish.here]`, and below it `kind = \"directory\"` and `path = \"…\"`")
}

fn build_site(
    root: &std::path::Path,
    wish: &Wish,
    clock: Clock,
    terminal: &Terminal,
) -> Result<(Site, Diagnostics), Exit> {
    let started = std::time::Instant::now();
    let request = Request {
        root: root.to_path_buf(),
        output: build::output(&wish.to, terminal)?,
        lite: wish.to.lite,
        task: Task::Build,
        roles: true,
        clock,
    };
    let bar = terminal.bar();
    let built = run(&request, &bar);
    bar.clear();
    let outcome = built.map_err(|failure| build::failed(Task::Build, failure, terminal))?;
    if !terminal.json {
        terminal.faults(&outcome.warnings);
    }
    let (summary, warnings) = (&outcome.summary, outcome.warnings.warnings());
    let seconds = started.elapsed().as_secs_f64();
    terminal.say(&build::summary_line(root, summary, warnings, seconds));
    let site = Site::open(&summary.output, outcome.roles);
    let site = site.map_err(|trouble| stopped(trouble, terminal))?;
    Ok((site, outcome.warnings))
}

fn sign_site(
    site: Site,
    config: &Config,
    means: &Means,
    environment: &Environment,
    terminal: &Terminal,
) -> Result<Site, Exit> {
    let Some(written) = &config.publish.sign else {
        return Ok(site);
    };
    let key = means.place(written);
    let password = environment.key_password.as_deref();
    let comment = config.base_url.as_deref().unwrap_or(&config.title);
    let signed = sign::sign(&key, password, site.written().root.as_bytes(), comment);
    let signature = signed.map_err(|fault| match fault {
        NoSignature::World(fault) => terminal.world(&fault),
        fault => refused(no_signature(&fault), terminal),
    })?;
    Ok(site.signed(signature))
}

fn no_signature(fault: &NoSignature) -> Diagnostic {
    let help = match fault {
        NoSignature::Protected(_) => {
            "put its password into `DEPECHE_KEY_PASSWORD` for this one command"
        }
        NoSignature::Password(_) => "put the right password into `DEPECHE_KEY_PASSWORD`",
        NoSignature::NoKey { .. } | NoSignature::World(_) => {
            "name the file that `depeche keygen` made"
        }
    };
    Diagnostic::new(Code::PublishKey, fault.to_string()).help(help)
}

/// Holds a plan against what the archivist agreed to, and asks where nothing was said.
fn agreed(plan: &Plan, consent: &Consent, wish: &Wish, terminal: &Terminal) -> Result<(), Exit> {
    guard::check(plan, consent).map_err(|trouble| stopped(trouble, terminal))?;
    if let Some(hash) = &wish.plan
        && *hash != plan.hash()
    {
        let message = format!(
            "the plan is `{}` now, and `{hash}` was agreed to",
            plan.hash()
        );
        let fault = Diagnostic::new(Code::PublishPlan, message)
            .help("look at the plan that is shown, and agree to that one");
        return Err(refused(fault, terminal));
    }
    if wish.dry_run || wish.yes || plan.is_empty() {
        return Ok(());
    }
    match terminal.agrees("publish this?") {
        Some(true) => Ok(()),
        Some(false) => {
            terminal.say(NOTHING);
            Err(Exit::Fine)
        }
        None => {
            let fault =
                Diagnostic::new(Code::PublishConsent, "nobody is there to agree to the plan").help(
                    format!(
                        "say so: `--yes`, or `--yes --plan {}` for this very plan",
                        plan.hash()
                    ),
                );
            Err(refused(fault, terminal))
        }
    }
}

fn summary(plan: &Plan) -> String {
    let (files, bytes) = plan.to_bring();
    let removed = plan.changes.len() - files;
    format!(
        "published to `{}`: {} brought ({}), {removed} removed",
        plan.target,
        counted(files, "file", "files"),
        listing::size(bytes),
    )
}

/// Looks at the public address: whether it gives what was brought, and nothing of what was removed.
fn look_afterwards(
    url: &str,
    site: &Site,
    plan: &Plan,
    environment: &Environment,
    terminal: &Terminal,
) -> Result<Report, Exit> {
    let gone = plan
        .changes
        .iter()
        .filter(|change| change.what == What::Remove);
    let gone: Vec<String> = gone.map(|change| change.path.clone()).collect();
    // `url` was checked where `site.toml` was read.
    let address = Address::parse(url).map_err(|bad| terminal.refuse(&bad.to_string(), None))?;
    let host = Host {
        client: &network::client(environment, terminal)?,
        address: &address,
        limits: Limits::default(),
    };
    let bar = terminal.bar();
    let report = verify::site(
        &host,
        (site.manifest(), site.signature()),
        SAMPLE,
        &gone,
        &bar,
    );
    bar.clear();
    report.map_err(|none| terminal.refuse(&none.to_string(), Some("the site itself was published")))
}

fn history(setting: &Setting, target: &mut dyn Target, terminal: &Terminal) -> Result<Exit, Exit> {
    let releases = target
        .history()
        .map_err(|trouble| stopped(trouble, terminal))?;
    let releases = releases.ok_or_else(|| refused(keeps_none(&setting.name), terminal))?;
    if terminal.json {
        terminal.value(&json!({ "ok": true, "releases": releases }));
        return Ok(Exit::Fine);
    }
    for release in &releases {
        let mark = if release.current { "* " } else { "  " };
        terminal.data(&format!("{mark}{}\n", release.id));
    }
    if releases.is_empty() {
        terminal.say("nothing was published there yet");
    }
    Ok(Exit::Fine)
}

fn rolled_back(setting: &Setting, id: &str, terminal: &Terminal) -> Exit {
    terminal.told(&json!({ "ok": true, "release": id }));
    terminal.say(&format!("`{}` shows release `{id}` again", setting.name));
    terminal.say("the next `depeche publish` brings the site as it is built then");
    Exit::Fine
}

/// A plan, as data.
fn plan_value(plan: &Plan, warnings: &Diagnostics) -> Value {
    let mut value = json!({
        "ok": true,
        "hash": plan.hash(),
        "diagnostics": fault_values(warnings),
    });
    value["plan"] = serde_json::to_value(plan).unwrap_or(Value::Null);
    value
}

impl Terminal {
    /// Data for machines, where one listens.
    fn told(&self, value: &Value) {
        if self.json {
            self.value(value);
        }
    }
}
