//! Owns `depeche explain`: the catalogue of diagnostics, as text and as data.

use std::fmt::Write;

use serde_json::{Value, json};

use super::Exit;
use super::terminal::Terminal;
use crate::diag::Code;

/// Explains a code, or lists all.
pub(super) fn explain(name: Option<&str>, terminal: &Terminal) -> Exit {
    let Some(name) = name else {
        list(terminal);
        return Exit::Fine;
    };
    let wanted = name.trim_matches(['[', ']']);
    let Some(code) = Code::from_name(wanted) else {
        let help = match near(wanted) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "`depeche explain` lists all".to_owned(),
        };
        return terminal.refuse(&format!("there is no diagnostic `{wanted}`"), Some(&help));
    };
    if terminal.json {
        terminal.value(&data(code));
    } else {
        terminal.data(&format!(
            "{code} ({}): {}\n\n{}\n",
            code.severity(),
            code.title(),
            code.explanation()
        ));
    }
    Exit::Fine
}

fn list(terminal: &Terminal) {
    if terminal.json {
        terminal.value(&Code::ALL.iter().map(|code| data(*code)).collect());
        return;
    }
    let mut list = String::new();
    for code in Code::ALL {
        // Writing to a String cannot fail.
        let _ = writeln!(
            list,
            "{:26} {:8} {}",
            code.as_str(),
            code.severity().to_string(),
            code.title()
        );
    }
    terminal.data(&list);
}

fn data(code: Code) -> Value {
    json!({
        "code": code.as_str(),
        "severity": code.severity().to_string(),
        "title": code.title(),
        "explanation": code.explanation(),
    })
}

fn near(wanted: &str) -> Option<Code> {
    Code::ALL
        .iter()
        .map(|code| (strsim::jaro_winkler(wanted, code.as_str()), *code))
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .filter(|(likeness, _)| *likeness > 0.8)
        .map(|(_, code)| code)
}
