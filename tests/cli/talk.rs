//! Owns the tests of what holds for every command: help, version, usage, colour, and `depeche explain`.

use std::process::{Command, Stdio};

use super::harness::Folder;

#[test]
fn help_and_version_are_data() {
    let folder = Folder::empty();
    let help = folder.run(&["--help"]).fine().says("").out;
    for command in [
        "init", "new", "build", "check", "inspect", "theme", "explain",
    ] {
        assert!(help.contains(&format!("\n  {command} ")), "{help}");
        let own = folder.run(&[command, "--help"]).fine().says("").out;
        for option in ["--root <DIR>", "--json", "--quiet", "--color <WHEN>"] {
            assert!(own.contains(option), "{own}");
        }
    }
    assert!(help.contains(
        "Exit codes: 0 fine, 1 faults in content, 2 usage or configuration, 3 disk or network."
    ));
    folder
        .run(&["--version"])
        .fine()
        .prints(concat!("depeche ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn a_command_that_is_none_is_answered_with_the_nearest() {
    Folder::empty().run(&["buid"]).code(2).prints("").says(
        "error: unrecognized subcommand 'buid'\n\n  \
         tip: a similar subcommand exists: 'build'\n\n\
         Usage: depeche [OPTIONS] <COMMAND>\n\n\
         For more information, try '--help'.\n",
    );
}

#[test]
fn what_cannot_be_understood_is_usage() {
    let folder = Folder::site();
    for words in [
        vec![],
        vec!["new"],
        vec!["inspect"],
        vec!["build", "--jsn"],
        vec!["init", "--language", "xx"],
        vec!["build", "--color", "blue"],
        vec!["build", "extra"],
    ] {
        let ran = folder.run(&words).code(2).prints("");
        assert!(!ran.err.is_empty(), "{words:?}");
    }
}

#[test]
fn colour_is_there_when_asked_for_and_never_unasked() {
    let site = Folder::site().with_article("content/a.md", "Un", "datelin = 1\n");
    let is_coloured = |words: &[&str]| site.run(words).err.contains("\u{1b}[");
    assert!(!is_coloured(&["build"]));
    assert!(!is_coloured(&["build", "--color", "never"]));
    assert!(is_coloured(&["build", "--color", "always"]));
    assert!(is_coloured(&["--color=always", "buid"]));
    assert!(!is_coloured(&["--color=never", "buid"]));
}

#[test]
fn a_code_is_explained() {
    let folder = Folder::empty();
    let text = folder.run(&["explain", "[source/empty]"]).fine().says("");
    text.prints(
        "source/empty (warning): an empty source file\n\n\
         The file holds no text at all, so there is no article to make from it. Fill it or delete it.\n",
    );
    let data = folder
        .run(&["explain", "source/empty", "--json"])
        .fine()
        .json();
    assert_eq!(data["severity"], "warning");
}

#[test]
fn all_codes_are_listed() {
    let folder = Folder::empty();
    let list = folder.run(&["explain"]).fine().out;
    assert!(
        list.contains("meta/unknown-key           error    unknown key\n"),
        "{list}"
    );
    let data = folder.run(&["explain", "--json"]).fine().json();
    assert_eq!(data.as_array().map(Vec::len), Some(list.lines().count()));
}

#[test]
fn a_code_that_is_none_is_answered_with_the_nearest() {
    let folder = Folder::empty();
    folder.run(&["explain", "meta/unknow-key"]).code(2).prints("").says(
        "error: there is no diagnostic `meta/unknow-key`\nhelp: did you mean `meta/unknown-key`?\n",
    );
    folder
        .run(&["explain", "quux"])
        .code(2)
        .says("error: there is no diagnostic `quux`\nhelp: `depeche explain` lists all\n");
}

#[test]
fn a_reader_who_goes_away_brings_nothing_down() {
    let site = Folder::site().with_article("content/a.md", "Un", "datelin = 1\n");
    for words in [["explain", "--json"], ["build", "--json"], ["build", "-q"]] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_depeche"))
            .args(words)
            .current_dir(site.path(""))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("run");
        drop((child.stdout.take(), child.stderr.take()));
        let code = child.wait().expect("ended").code();
        assert!(matches!(code, Some(0 | 1)), "{words:?}: {code:?}");
    }
}
