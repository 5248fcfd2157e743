//! Owns the tests of signatures: what holds, what does not, and that minisign's own program says the same.

use std::process::Command;

use tempfile::TempDir;

use super::*;

const TEXT: &[u8] = b"aa  index.html\n";
const COMMENT: &str = "Archives \u{e9}t\u{e9}, https://example.org/";

fn written(pair: &Pair) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("site.key");
    fs::write(&path, &pair.secret).expect("written");
    (folder, path)
}

fn signed() -> (Pair, String) {
    let pair = generate(None).expect("a pair");
    let (_folder, path) = written(&pair);
    let signature = sign(&path, None, TEXT, COMMENT).expect("signed");
    (pair, signature)
}

#[test]
fn what_was_signed_holds_and_gives_its_comment() {
    let (pair, signature) = signed();
    assert_eq!(
        check(&pair.public, &signature, TEXT),
        Ok(COMMENT.to_owned())
    );
}

#[test]
fn one_key_and_one_text_give_the_same_bytes() {
    let pair = generate(None).expect("a pair");
    let (_folder, path) = written(&pair);
    let once = sign(&path, None, TEXT, COMMENT).expect("signed");
    assert_eq!(sign(&path, None, TEXT, COMMENT).expect("again"), once);
}

#[test]
fn whatever_was_changed_does_not_hold() {
    let (pair, signature) = signed();
    let key = &pair.public;
    assert_eq!(check(key, &signature, b"bb  index.html\n"), Err(Bad::Wrong));
    let comment = signature.replace("example.org", "example.net");
    assert_eq!(check(key, &comment, TEXT), Err(Bad::Wrong));
    let other = generate(None).expect("a pair").public;
    assert_eq!(
        check(&other, &signature, TEXT),
        Err(Bad::OtherKey {
            signed: key.identity(),
            asked: other.identity()
        })
    );
}

#[test]
fn no_text_brings_the_check_down() {
    let (pair, signature) = signed();
    let lines: Vec<&str> = signature.lines().collect();
    let mut texts = vec![String::new(), "a".repeat(1_000_000), "\n".repeat(4)];
    for cut in 0..signature.len() {
        texts.push(signature.get(..cut).unwrap_or_default().to_owned());
    }
    for line in 0..4 {
        for with in [
            "",
            "AAAA",
            "RWQ=",
            "untrusted comment: ",
            "\u{e9}",
            &"A".repeat(88),
        ] {
            let mut lines = lines.clone();
            lines[line] = with;
            texts.push(lines.join("\n"));
        }
    }
    for text in texts {
        // Only the end of the last line may be missing.
        if text.trim_end() != signature.trim_end() && !text.starts_with("untrusted comment: \n") {
            assert!(check(&pair.public, &text, TEXT).is_err(), "{text:?}");
        }
    }
}

#[test]
fn a_protected_key_needs_its_password() {
    let pair = generate(Some("lettre-canari")).expect("a pair");
    let (_folder, path) = written(&pair);
    let shown = path.display();
    let told = |password| {
        let fault = sign(&path, password, TEXT, COMMENT).expect_err("refused");
        fault.to_string()
    };
    assert_eq!(
        told(None),
        format!("the secret key `{shown}` is protected by a password")
    );
    assert_eq!(
        told(Some("autre-canari")),
        format!("the password does not open the secret key `{shown}`")
    );
    let signature = sign(&path, Some("lettre-canari"), TEXT, COMMENT).expect("signed");
    assert!(check(&pair.public, &signature, TEXT).is_ok());
}

#[test]
fn a_file_that_is_no_secret_key_is_told_without_its_content() {
    let pair = generate(None).expect("a pair");
    let (_folder, path) = written(&pair);
    let told = |text: &str| {
        fs::write(&path, text).expect("written");
        let fault = sign(&path, None, TEXT, COMMENT).expect_err("refused");
        fault.to_string()
    };
    let shown = path.display().to_string();
    let head = format!("`{shown}` is no secret key of minisign's: ");
    assert_eq!(told(""), format!("{head}it is too short"));
    assert_eq!(
        told("a\n&&"),
        format!("{head}its second line is not base64")
    );
    assert_eq!(told(&pair.public.file()), format!("{head}it is too short"));
    let line = pair.secret.lines().nth(1).expect("a key");
    let mut bytes = BASE64_STANDARD.decode(line).expect("base64");
    bytes[100] ^= 1;
    let damaged = format!("comment\n{}\n", BASE64_STANDARD.encode(&bytes));
    assert_eq!(told(&damaged), format!("{head}it is damaged"));
    fs::remove_file(&path).expect("removed");
    let fault = sign(&path, None, TEXT, COMMENT).expect_err("refused");
    assert!(fault.to_string().starts_with("could not read `"), "{fault}");
}

#[test]
fn a_public_key_is_read_from_its_line_or_its_file_and_a_secret_one_is_refused() {
    let pair = generate(None).expect("a pair");
    let line = pair.public.line();
    for text in [&line, &format!(" {line}\n\n"), &pair.public.file()] {
        assert_eq!(Key::parse(text).expect("a key").line(), line);
    }
    assert_eq!(
        Key::parse(&pair.secret).expect_err("refused"),
        NoKey::Secret
    );
    for text in ["", "RW", &"R".repeat(56), &format!("RW{}", "&".repeat(54))] {
        assert_eq!(
            Key::parse(text).expect_err("refused"),
            NoKey::Form,
            "{text}"
        );
    }
}

#[test]
fn nothing_shows_a_secret_key() {
    let pair = generate(None).expect("a pair");
    let line = pair.secret.lines().nth(1).expect("a key");
    assert!(!format!("{pair:?}").contains(line));
}

#[test]
fn a_comment_is_one_line_of_bounded_length() {
    let pair = generate(None).expect("a pair");
    let (_folder, path) = written(&pair);
    let comment = format!("  a\nb {}", "\u{e9}".repeat(10_000));
    let signature = sign(&path, None, TEXT, &comment).expect("signed");
    let held = check(&pair.public, &signature, TEXT).expect("it holds");
    assert!(held.starts_with("a b \u{e9}") && held.len() <= LONGEST_COMMENT);
}

/// Where minisign is installed (Debian has it), each of the two programs takes what the other made.
#[test]
fn minisign_itself_takes_our_keys_and_signatures_and_we_take_its_own() {
    let minisign = || Command::new("minisign");
    if minisign().arg("-v").output().is_err() {
        return;
    }
    let pair = generate(None).expect("a pair");
    let (folder, path) = written(&pair);
    let at = folder.path();
    let run = |words: &[&str]| {
        let output = minisign().args(words).current_dir(at).output();
        let output = output.expect("run");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        (output.status.success(), said)
    };
    fs::write(at.join("manifest.sha256"), TEXT).expect("written");
    let signature = sign(&path, None, TEXT, COMMENT).expect("signed");
    fs::write(at.join("manifest.sha256.minisig"), signature).expect("written");
    let check_it = ["-V", "-m", "manifest.sha256", "-P", &pair.public.line()];
    let (held, said) = run(&check_it);
    assert!(
        held && said.contains(&format!("Trusted comment: {COMMENT}")),
        "{said}"
    );
    fs::write(at.join("site.pub"), pair.public.file()).expect("written");
    assert!(run(&["-V", "-m", "manifest.sha256", "-p", "site.pub"]).0);
    // With our secret key, it makes signatures that we take.
    assert!(
        run(&[
            "-S",
            "-W",
            "-s",
            "site.key",
            "-m",
            "manifest.sha256",
            "-t",
            "ours"
        ])
        .0
    );
    let theirs = fs::read_to_string(at.join("manifest.sha256.minisig")).expect("a signature");
    assert_eq!(check(&pair.public, &theirs, TEXT), Ok("ours".to_owned()));
    assert!(run(&["-S", "-l", "-s", "site.key", "-m", "manifest.sha256"]).0);
    let older = fs::read_to_string(at.join("manifest.sha256.minisig")).expect("a signature");
    assert_eq!(check(&pair.public, &older, TEXT), Err(Bad::Older));
    // And we sign with a secret key of its own.
    assert!(run(&["-G", "-W", "-f", "-p", "its.pub", "-s", "its.key"]).0);
    let its = Key::parse(&fs::read_to_string(at.join("its.pub")).expect("a key")).expect("a key");
    let signature = sign(&at.join("its.key"), None, TEXT, COMMENT).expect("signed");
    assert!(check(&its, &signature, TEXT).is_ok());
    fs::write(at.join("manifest.sha256"), b"changed").expect("written");
    fs::write(at.join("manifest.sha256.minisig"), signature).expect("written");
    assert!(!run(&check_it).0);
}
