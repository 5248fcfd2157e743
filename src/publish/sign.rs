//! Owns signatures: key pairs, the signature of a site's root, and the check of one, all in the form of minisign, so that its
//! own program can do the same without depeche. One key and one text give the same signature each time: a signature holds no
//! time and no chance, since the same input gives the same bytes.
//! It decides neither where a key lies nor what is signed.

use std::fmt;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use base64::prelude::{BASE64_STANDARD, Engine as _};
use blake2::{Blake2b512, Digest as _};
use minisign::{KeyPair, PublicKey, SecretKey, SecretKeyBox, SignatureBox};
use ring::signature::Ed25519KeyPair;

use crate::diag::WorldError;

/// What the first line of a signature says. Nobody vouches for it.
const HEAD: &str = "signature of manifest.sha256, made by depeche";
/// How long the comment that is signed too may be, in bytes: far less than minisign takes.
const LONGEST_COMMENT: usize = 500;
/// The length of an Ed25519 signature in base64.
const SIGNATURE_LENGTH: usize = 88;
/// The length of a public key in base64.
const KEY_LENGTH: usize = 56;
/// Where the identity of a key and the key lie in a secret key of minisign's.
const IDENTITY: std::ops::Range<usize> = 54..62;
const SEED: std::ops::Range<usize> = 62..94;
const PUBLIC: std::ops::Range<usize> = 94..126;
const CHECK: std::ops::Range<usize> = 126..158;

/// A public key: what a reader needs to check a signature.
#[derive(Clone)]
pub struct Key(PublicKey);

/// A new pair of keys, as texts.
pub struct Pair {
    /// The secret key, as its file holds it.
    pub secret: String,
    /// The public key.
    pub public: Key,
}

/// Why nothing was signed. No text of it holds a key or a password.
#[derive(Debug, thiserror::Error)]
pub enum NoSignature {
    /// The file of the key could not be read.
    #[error(transparent)]
    World(#[from] WorldError),
    /// It is no secret key.
    #[error("`{}` is no secret key of minisign's: {why}", path.display())]
    NoKey {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: &'static str,
    },
    /// The key is protected, and no password was given.
    #[error("the secret key `{}` is protected by a password", .0.display())]
    Protected(PathBuf),
    /// The key is protected, and by another password.
    #[error("the password does not open the secret key `{}`", .0.display())]
    Password(PathBuf),
}

/// Why there is no new pair of keys.
#[derive(Debug, thiserror::Error)]
#[error("no key could be made: {0}")]
pub struct NoPair(String);

/// Why a text is no public key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoKey {
    /// It has another form.
    #[error("it is no public key of minisign's: one line of 56 letters that begins with `RW`")]
    Form,
    /// It is a secret key.
    #[error("it is a secret key, which nobody but its owner may have; the public one is needed")]
    Secret,
}

/// Why a signature does not hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Bad {
    /// The text is no signature.
    #[error("it is no signature of minisign's")]
    Form,
    /// It was made with another key.
    #[error("it was made with the key {signed}, not with {asked}")]
    OtherKey {
        /// The identity of the key that it was made with.
        signed: String,
        /// That of the key in hand.
        asked: String,
    },
    /// It is of the older form, which is not taken.
    #[error("it is of an older form that depeche does not take (`minisign -S -l`)")]
    Older,
    /// It does not fit the text.
    #[error("it does not fit: what was signed has been changed, or the signature has")]
    Wrong,
}

/// Makes a pair of keys; the secret one is protected where there is a password.
///
/// # Errors
/// Where the system has no random numbers.
pub fn generate(password: Option<&str>) -> Result<Pair, NoPair> {
    let pair = match password {
        Some(password) => KeyPair::generate_encrypted_keypair(Some(password.to_owned())),
        None => KeyPair::generate_unencrypted_keypair(),
    };
    let KeyPair { pk, sk } = pair.map_err(|fault| NoPair(fault.to_string()))?;
    let secret = sk
        .to_box(Some("depeche: secret key; never publish it"))
        .map_err(|fault| NoPair(fault.to_string()))?;
    Ok(Pair {
        secret: secret.into_string(),
        public: Key(pk),
    })
}

/// Signs a text with the key in this file. The comment is signed with it, and shown by whoever checks.
///
/// # Errors
/// Says why nothing was signed.
pub fn sign(
    secret: &Path,
    password: Option<&str>,
    root_text: &[u8],
    comment: &str,
) -> Result<String, NoSignature> {
    let key = open(secret, password)?.to_bytes();
    let pair = Ed25519KeyPair::from_seed_and_public_key(&key[SEED], &key[PUBLIC])
        .map_err(|_| no_key(secret, "its two halves are not one key"))?;
    let comment = one_line(comment);
    let signature = pair.sign(&Blake2b512::digest(root_text));
    let with_comment = [signature.as_ref(), comment.as_bytes()].concat();
    let whole = pair.sign(&with_comment);
    // `ED`: what was signed is the digest of the text.
    let first = [b"ED", &key[IDENTITY], signature.as_ref()].concat();
    Ok(format!(
        "untrusted comment: {HEAD}\n{}\ntrusted comment: {comment}\n{}\n",
        BASE64_STANDARD.encode(first),
        BASE64_STANDARD.encode(whole),
    ))
}

/// Holds a signature against a text: gives the comment that was signed with it.
///
/// # Errors
/// Says why it does not hold.
pub fn check(key: &Key, signature: &str, text: &[u8]) -> Result<String, Bad> {
    // The library takes the second signature at any length, and would fall over a short one.
    let whole = signature.lines().nth(3).map(|line| line.trim().len());
    if whole != Some(SIGNATURE_LENGTH) {
        return Err(Bad::Form);
    }
    let signature = SignatureBox::from_string(signature).map_err(|_| Bad::Form)?;
    if signature.keynum() != key.0.keynum() {
        return Err(Bad::OtherKey {
            signed: identity(signature.keynum()),
            asked: key.identity(),
        });
    }
    if !signature.is_prehashed() {
        return Err(Bad::Older);
    }
    minisign::verify(&key.0, &signature, Cursor::new(text), true, false, false)
        .map_err(|_| Bad::Wrong)?;
    signature.trusted_comment().map_err(|_| Bad::Form)
}

impl Key {
    /// Reads a public key: the one line, or the file with its comment.
    ///
    /// # Errors
    /// Says why it is none.
    pub fn parse(text: &str) -> Result<Self, NoKey> {
        let line = text
            .lines()
            .map(str::trim)
            .rfind(|line| !line.is_empty())
            .unwrap_or_default();
        if line.len() > 2 * KEY_LENGTH && BASE64_STANDARD.decode(line).is_ok() {
            return Err(NoKey::Secret);
        }
        if !line.starts_with("RW") || line.len() != KEY_LENGTH {
            return Err(NoKey::Form);
        }
        PublicKey::from_base64(line)
            .map(Self)
            .map_err(|_| NoKey::Form)
    }

    /// The one line.
    pub fn line(&self) -> String {
        self.0.to_base64()
    }

    /// The text of a file that holds it.
    pub fn file(&self) -> String {
        let (identity, line) = (self.identity(), self.line());
        format!("untrusted comment: minisign public key {identity}\n{line}\n")
    }

    /// The short name of the key, as minisign shows it: 16 hexadecimal digits.
    pub fn identity(&self) -> String {
        identity(self.0.keynum())
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key({})", self.line())
    }
}

/// A secret key must not come into a message by mistake.
impl fmt::Debug for Pair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pair({:?})", self.public)
    }
}

/// Opens the file of a secret key.
fn open(path: &Path, password: Option<&str>) -> Result<SecretKey, NoSignature> {
    let text = fs::read_to_string(path).map_err(|fault| WorldError::new("read", path, fault))?;
    let line = text.lines().nth(1).unwrap_or_default().trim();
    let bytes = BASE64_STANDARD
        .decode(line)
        .map_err(|_| no_key(path, "its second line is not base64"))?;
    let scheme = bytes.get(2..4).unwrap_or_default();
    let boxed = || SecretKeyBox::from_string(&text).map_err(|_| no_key(path, "it is damaged"));
    match (scheme, password) {
        (_, _) if bytes.len() < CHECK.end => Err(no_key(path, "it is too short")),
        // minisign's own program leaves the check sum of an open key empty.
        (b"\0\0", _) if bytes[CHECK].iter().all(|byte| *byte == 0) => {
            SecretKey::from_bytes(&bytes).map_err(|_| no_key(path, "it is damaged"))
        }
        (b"\0\0", _) => boxed()?
            .into_unencrypted_secret_key()
            .map_err(|_| no_key(path, "it is damaged")),
        (b"Sc", None) => Err(NoSignature::Protected(path.to_owned())),
        (b"Sc", Some(password)) => boxed()?
            .into_secret_key(Some(password.to_owned()))
            .map_err(|_| NoSignature::Password(path.to_owned())),
        _ => Err(no_key(path, "it is of a form that depeche does not know")),
    }
}

fn no_key(path: &Path, why: &'static str) -> NoSignature {
    NoSignature::NoKey {
        path: path.to_owned(),
        why,
    }
}

/// The identity of a key as minisign shows it: its bytes from the last to the first.
fn identity(keynum: &[u8]) -> String {
    keynum
        .iter()
        .rev()
        .fold(String::new(), |hex, byte| format!("{hex}{byte:02X}"))
}

/// A comment stands in one line.
fn one_line(comment: &str) -> String {
    let plain = comment.replace(|c: char| c.is_control(), " ");
    let mut plain = plain.trim();
    while plain.len() > LONGEST_COMMENT {
        let last = plain.char_indices().next_back();
        plain = plain[..last.map_or(0, |(at, _)| at)].trim_end();
    }
    plain.to_owned()
}

#[cfg(test)]
mod tests;
