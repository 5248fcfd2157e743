//! Owns `depeche serve`: the preview in words.

use std::net::{IpAddr, Ipv4Addr};

use super::args::{Common, Preview};
use super::terminal::Terminal;
use super::{Environment, Exit, root, today};
use crate::diag::Diagnostics;
use crate::serve::{self, Options, Talk};

/// Shows the site until it is interrupted.
pub(super) fn serve(
    common: &Common,
    preview: &Preview,
    environment: &Environment,
    terminal: &Terminal,
) -> Exit {
    if let Err(exit) = today::clock(environment, terminal) {
        return exit;
    }
    let root = match root::find(common, terminal) {
        Ok(root) => root,
        Err(exit) => return exit,
    };
    let options = Options {
        root,
        host: preview.host.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST)),
        port: preview.port,
        drafts: preview.drafts,
        open: preview.open,
        epoch: environment.epoch.clone(),
    };
    match serve::serve(&options, terminal) {
        Ok(()) => Exit::Fine,
        Err(fault) => terminal.world(&fault),
    }
}

impl Talk for Terminal {
    fn say(&self, text: &str) {
        self.say(text);
    }

    fn faults(&self, faults: &Diagnostics) {
        self.faults(faults);
    }

    fn world(&self, fault: &str) {
        self.fail(fault);
    }
}
