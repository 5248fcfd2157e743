//! Owns `depeche explain`: the catalogue of diagnostics, as text.

use std::fmt::Write;

use super::Exit;
use super::terminal::Terminal;
use crate::diag::Code;

/// Explains a code, or lists all.
pub(super) fn explain(name: Option<&str>, terminal: &Terminal) -> Exit {
    let Some(name) = name else {
        let mut list = String::new();
        for code in Code::ALL {
            // Writing to a String cannot fail.
            let _ = writeln!(
                list,
                "{:26} {:8} {}",
                code.as_str(),
                code.severity(),
                code.title()
            );
        }
        terminal.data(&list);
        return Exit::Fine;
    };
    let wanted = name.trim_matches(['[', ']']);
    let Some(code) = Code::from_name(wanted) else {
        terminal.fail(&format!("there is no diagnostic `{wanted}`"));
        if let Some(near) = near(wanted) {
            terminal.say(&format!("help: did you mean `{near}`?"));
        }
        return Exit::Usage;
    };
    terminal.data(&format!(
        "{code} ({}): {}\n\n{}\n",
        code.severity(),
        code.title(),
        code.explanation()
    ));
    Exit::Fine
}

fn near(wanted: &str) -> Option<Code> {
    Code::ALL
        .iter()
        .map(|code| (strsim::jaro_winkler(wanted, code.as_str()), *code))
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .filter(|(likeness, _)| *likeness > 0.8)
        .map(|(_, code)| code)
}
