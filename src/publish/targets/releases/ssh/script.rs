//! Owns what the shell of the other machine is told: scripts for any `sh` of POSIX. A script comes by standard input, as one
//! function that is called in the last line: cut short on the way, it does nothing. What it is given stands in quotes or in a
//! text of its own, so that no path is ever taken for a command.
//!
//! Paths go to and fro as lines that begin with `./`; none holds the end of a line, since no manifest does.

use std::io;

/// The line before what a script says: a login shell that greets is not listened to.
pub(super) const BEGIN: &str = "depeche-begins-here";
/// The line that ends a text within a script.
const END: &str = "depeche-ends-here";

/// What to do there.
pub(super) struct Script {
    body: String,
    within: bool,
}

impl Script {
    /// To be done in PATH; where there is no such folder, nothing is.
    pub(super) fn within(body: &str) -> Self {
        Self {
            body: body.to_owned(),
            within: true,
        }
    }

    /// To be done where the login leads.
    pub(super) fn anywhere(body: &str) -> Self {
        Self {
            body: body.to_owned(),
            within: false,
        }
    }

    /// The whole text.
    pub(super) fn text(&self, path: &str) -> String {
        let path = quoted(path);
        let enter = match self.within {
            true => format!("if [ ! -e {path} ]; then exit 0; fi\ncd {path}\n"),
            false => String::new(),
        };
        let Self { body, .. } = self;
        format!("main() {{\n{PRELUDE}{enter}{body}}}\nmain </dev/null\n")
    }
}

/// A text as one word of the shell.
pub(super) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

const PRELUDE: &str = r#"
set -eu
LC_ALL=C; export LC_ALL
CDPATH=
umask 022
echo depeche-begins-here
S=.depeche; W=$S/work; M=$S/making

# Whether this machine can sum.
can_sum() { command -v sha256sum >/dev/null 2>&1 || command -v shasum >/dev/null 2>&1; }
# From lines of sums: the paths here that are right.
right() {
    if command -v sha256sum >/dev/null 2>&1; then sha256sum -c 2>/dev/null
    else shasum -a 256 -c 2>/dev/null
    fi | sed -n 's/: OK$//p'
}
# The lines of a manifest: its root, and the folder that its lists stand in.
lines() {
    { sed '/^[0-9a-f]\{64\}  manifest\/.*\.sha256$/d' "$1"
      lists "$1" | while IFS= read -r list; do cat "$2/$list"; done
    } | sed 's/^\(.\{64\}\)  /\1  .\//'
}
lists() { sed -n 's/^[0-9a-f]\{64\}  \(manifest\/.*\.sha256\)$/\1/p' "$1"; }
# Of the lines in $W/lines those whose paths are listed in a file; and those whose paths are not.
lines_of() { awk 'BEGIN { while ((getline line < ARGV[1]) > 0) has[line] = 1; ARGV[1] = "" } substr($0, 67) in has' "$1" "$W/lines"; }
lines_but() { awk 'BEGIN { while ((getline line < ARGV[1]) > 0) has[line] = 1; ARGV[1] = "" } !(substr($0, 67) in has)' "$1" "$W/lines"; }
paths() { sed 's/^.\{66\}//'; }
# The paths of $W/lines that a folder holds as they are there, as files, reached by no link. What is in $W/trusted is not summed.
sound() {
    (cd "$1" && find . -type f) >"$W/files"
    lines_of "$W/files" >"$W/there"
    listed "$W/trusted" <"$W/there" | paths
    unlisted "$W/trusted" <"$W/there" >"$W/doubted"
    if can_sum; then (cd "$1" && right) <"$W/doubted"
    # Without a tool that sums, a release is what its manifest says it is, and what is being made is nothing yet.
    elif [ -f "$1/manifest.sha256" ]; then lines "$1/manifest.sha256" "$1" | listed "$W/doubted" | paths
    fi
}
# How each file of a folder stands on the disk: its number, its length, when its bytes changed, and when anything of it did,
# which nobody can set back. Nothing, where `find` cannot say so.
stamps() { (cd "$1" && find . -type f -printf '%i %s %T@ %C@ %p\n' 2>/dev/null) || :; }
stamped() { sed 's/^[^ ]* [^ ]* [^ ]* [^ ]* //'; }
# Of the lines that come in, those that a file has; and those that it has not.
listed() { awk 'BEGIN { while ((getline line < ARGV[1]) > 0) has[line] = 1; ARGV[1] = "" } ($0 in has)' "$1"; }
unlisted() { awk 'BEGIN { while ((getline line < ARGV[1]) > 0) has[line] = 1; ARGV[1] = "" } !($0 in has)' "$1"; }
work() { rm -rf "$W"; mkdir "$W"; : >"$W/trusted"; }
each() { tr '\n' '\0'; }
"#;

pub(super) const SURVEY: &str = r#"
for f in * .*; do
    case $f in .|..) continue ;; esac
    if [ -h "$f" ]; then printf 'link %s\n' "$f"; printf 'to %s\n' "$(readlink "./$f")"
    elif [ -d "$f" ]; then printf 'folder %s\n' "$f"
    elif [ -e "$f" ]; then printf 'file %s\n' "$f"
    fi
done
if [ -d releases ] && [ ! -h releases ]; then
    for f in releases/*; do
        if [ -h "$f" ] || [ ! -d "$f" ]; then continue; fi
        if [ -f "$f/manifest.sha256" ] && [ ! -h "$f/manifest.sha256" ]; then printf 'whole %s\n' "${f#releases/}"
        else printf 'half %s\n' "${f#releases/}"
        fi
    done
fi
if [ -d $S ] && [ ! -h $S ]; then
    if [ -f $S/releases ]; then echo marked; fi
    if [ -f $S/rising ]; then printf 'rising %s\n' "$(cat $S/rising)"; fi
fi
"#;

/// Each file as its length in a line, then its bytes; `-` where there is none.
pub(super) const READ: &str = r#"
r() { if [ -f "$1" ] && [ ! -h "$1" ]; then wc -c <"$1"; cat "./$1"; else echo -; fi; }
"#;

/// What [`READ`] says, taken apart.
pub(super) fn frames(mut said: &[u8], count: usize) -> io::Result<Vec<Option<Vec<u8>>>> {
    let broken = || io::Error::new(io::ErrorKind::InvalidData, "the answer was cut short");
    let mut files = Vec::new();
    for _ in 0..count {
        let end = said
            .iter()
            .position(|byte| *byte == b'\n')
            .ok_or_else(broken)?;
        let head = String::from_utf8_lossy(&said[..end]).trim().to_owned();
        said = &said[end + 1..];
        if head == "-" {
            files.push(None);
            continue;
        }
        let length: usize = head.parse().map_err(|_| broken())?;
        files.push(Some(said.get(..length).ok_or_else(broken)?.to_vec()));
        said = &said[length..];
    }
    Ok(files)
}

pub(super) fn found(path: &str) -> String {
    let path = quoted(path);
    format!(
        r#"
mkdir -p {path}
cd {path}
if [ -h $S ]; then echo ".depeche is a link" >&2; exit 3; fi
mkdir -p $S
chmod 700 $S
"#
    )
}

pub(super) const SETTLE: &str = r#"
echo 'depeche keeps releases here' >$S/releases
mkdir -p releases
"#;

/// A text that stands in a script, as a file of the private folder with the number of the script in its name.
fn text_file(name: &str, text: &[u8]) -> io::Result<String> {
    let text = std::str::from_utf8(text).map_err(io::Error::other)?;
    let fits = text.is_empty() || text.ends_with('\n');
    if !fits || text.contains(END) || text.contains('\0') {
        return Err(io::Error::other("it is no text of depeche's"));
    }
    Ok(format!("cat >$S/{name}.$$ <<'{END}'\n{text}{END}\n"))
}

pub(super) fn write(name: &str, text: &[u8]) -> io::Result<Script> {
    let mut body = text_file(name, text)?;
    body.push_str(&format!("mv -f $S/{name}.$$ $S/{name}\n"));
    Ok(Script::within(&body))
}

/// A link to a file that is whole is made at once, and by one alone.
pub(super) fn create(name: &str, text: &[u8]) -> io::Result<Script> {
    let mut body = text_file(name, text)?;
    body.push_str(&format!(
        r#"
if ln $S/{name}.$$ $S/{name} 2>$S/why.$$; then echo yes
elif [ -e $S/{name} ]; then echo no
else cat $S/why.$$ >&2; rm -f $S/{name}.$$ $S/why.$$; exit 3
fi
rm -f $S/{name}.$$ $S/why.$$
"#
    ));
    Ok(Script::within(&body))
}

pub(super) fn swap(name: &str, before: &[u8], after: &[u8]) -> io::Result<Script> {
    let mut body = text_file(name, after)?;
    // What somebody else wrote may be anything; what is no text is not compared.
    let before = text_file("before", before);
    let same = match before {
        Ok(before) => {
            body.push_str(&before);
            format!("[ ! -e $S/{name} ] || cmp -s $S/before.$$ $S/{name}")
        }
        Err(_) => ":".to_owned(),
    };
    body.push_str(&format!(
        "if {same}; then mv -f $S/{name}.$$ $S/{name}; echo yes; else echo no; fi\nrm -f $S/before.$$ $S/{name}.$$\n"
    ));
    Ok(Script::within(&body))
}

pub(super) fn leave(name: &str, text: &[u8]) -> io::Result<Script> {
    let mut body = text_file("before", text)?;
    body.push_str(&format!(
        r#"
if cmp -s $S/before.$$ $S/{name}; then rm -f $S/{name}; fi
rm -f $S/before.$$
# It stays where anything is in it.
rmdir $S 2>/dev/null || :
"#
    ));
    Ok(Script::within(&body))
}

/// Only what `find` finds is removed, and it walks through no link.
pub(super) fn erase(gone: &[(String, Vec<String>)]) -> Script {
    let mut body = r#"
work
erase() {
    cat >"$W/named"
    if [ -h "$1" ] || [ ! -d "$1" ]; then return 0; fi
    (cd "$1" && find . ! -type d) | listed "$W/named" >"$W/gone"
    each <"$W/gone" | (cd "$1" && xargs -0 rm -f --)
    # The name of a folder may tell something too. One that is not empty stays.
    sed -n 's/^\(.*\/.*\)\/[^/]*$/\1/p' "$W/gone" | sort -ru | each | (cd "$1" && xargs -0 rmdir -p -- 2>/dev/null) || :
}
"#
    .to_owned();
    for (id, paths) in gone {
        body.push_str(&format!("erase releases/{id} <<'{END}'\n"));
        for path in paths {
            body.push_str(&format!("./{path}\n"));
        }
        body.push_str(&format!("{END}\n"));
    }
    body.push_str("rm -rf \"$W\"\n");
    Script::within(&body)
}

/// Makes room for new versions, out of sight.
pub(super) const UNPACK: &str = "rm -rf $S/new\nmkdir $S/new\n";

/// Moves the new versions over the old ones, where those are files and no link leads to them.
pub(super) fn replace(id: &str) -> Script {
    Script::within(&format!(
        r#"
work
(cd releases/{id} && find . -type f) >$W/files
(cd $S/new && find . -type f) | listed $W/files >$W/over
while IFS= read -r f; do mv -f "$S/new/$f" "releases/{id}/$f"; done <$W/over
rm -rf "$W" $S/new
"#
    ))
}

/// The current release comes along whole, as other names of its files, where that can be done at once: what is not right goes later.
/// Where it cannot, its lists do, so that rsync need bring only what is new in them.
///
/// What stands on the disk as it stood when it was last known to be right ([`remember`]) is trusted; all else will be summed.
/// So is everything where a run before was cut short.
pub(super) fn prepare(from: Option<&str>) -> Script {
    let mut body = "work\n: >$S/began\n".to_owned();
    if let Some(id) = from {
        body.push_str(&format!(
            r#"
if [ ! -e $M ]; then
    if [ -f $S/sound ]; then
        lines releases/{id}/manifest.sha256 releases/{id} >$W/lines
        stamps releases/{id} | listed $S/sound | stamped >$W/still
        lines_of $W/still >$W/trusted
    fi
    rm -rf $S/copy
    if cp -al releases/{id} $S/copy 2>/dev/null; then mv $S/copy $M; else rm -rf $S/copy; fi
fi
mkdir -p $M/manifest
for f in releases/{id}/manifest/*.sha256; do
    if [ -f "$f" ] && [ ! -h "$f" ] && [ ! -e "$M/manifest/${{f##*/}}" ]; then cp "$f" "$M/manifest/${{f##*/}}"; fi
done
"#
        ));
    }
    body.push_str("mkdir -p $M/manifest\nrm -f $M/manifest.sha256\n");
    Script::within(&body)
}

/// Notes how a release that was just made stands on the disk, but for what was changed since it was looked at.
pub(super) fn remember(id: &str) -> Script {
    Script::within(&format!(
        r#"
rm -f $S/sound
work
began=$(pwd)/$S/began
(cd releases/{id} && find . -type f -newer "$began") >$W/newer
stamps releases/{id} >$W/stamps
awk 'BEGIN {{ while ((getline line < ARGV[1]) > 0) has[line] = 1; ARGV[1] = "" }}
    {{ path = $0; sub(/^[^ ]* [^ ]* [^ ]* [^ ]* /, "", path) }} !(path in has)' $W/newer $W/stamps >$W/sound
mv $W/sound $S/sound
rm -rf "$W" $S/began
"#
    ))
}

/// With the new lists there: keeps what a run before brought and is right, shares with the current release what is right
/// there, throws the rest away, and says what has to be brought.
pub(super) fn gather(from: Option<&str>, root: &str, signed: bool) -> Script {
    let signature = match signed {
        true => "echo ./manifest.sha256.minisig",
        false => ":",
    };
    let mut body = format!(
        r#"
cat >$S/root <<'{END}'
{root}{END}
lines $S/root $M >$W/lines
paths <$W/lines >$W/want
{{ lists $S/root | sed 's/^/.\//'; {signature}; }} >$W/own
sound $M >$W/here
cat $W/here $W/own >$W/keep
(cd $M && find . ! -type d) | unlisted $W/keep >$W/stray
each <$W/stray | (cd $M && xargs -0 rm -f --)
: >$W/old
"#
    );
    if let Some(id) = from {
        body.push_str(&format!(
            r#"
lines_but $W/here >$W/rest
mv $W/rest $W/lines
sound releases/{id} >$W/old
if [ -s $W/old ]; then
    old=$(pwd)/releases/{id}
    each <$W/old | rsync --perms --times --from0 --files-from=- --link-dest="$old" "$old/" "$M/"
fi
"#
        ));
    }
    body.push_str("cat $W/here $W/old >$W/have\nunlisted $W/have <$W/want | tee $W/need\n");
    Script::within(&body)
}

/// With all files there: says what is not as it is to be, and where nothing is, sets the root.
pub(super) const FINISH: &str = r#"
lines_of $W/need >$W/there
if can_sum; then (cd $M && right) <$W/there >$W/good; unlisted $W/good <$W/need >$W/bad
else echo unchecked; : >$W/bad
fi
cat $W/want $W/own >$W/keep
(cd $M && find . ! -type d) >$W/files
unlisted $W/files <$W/keep >>$W/bad
unlisted $W/keep <$W/files | each | (cd $M && xargs -0 rm -f --)
if [ -s $W/bad ]; then sort -u $W/bad; exit 0; fi
find $M -type d ! -perm 755 -exec chmod 755 {} +
find $M -type f ! -perm 644 -exec chmod 644 {} +
chmod 644 $S/root
mv -f $S/root $M/manifest.sha256
rm -rf "$W"
sync -f $M 2>/dev/null || sync
"#;

pub(super) fn rise(id: &str) -> Script {
    Script::within(&format!(
        r#"
if [ -d $M ]; then
    if [ -e releases/{id} ]; then echo 'there is one of this name' >&2; exit 3; fi
    mv $M releases/{id}
fi
"#
    ))
}

/// `mv` would move into the folder that a link leads to, unless it is told; how it is told, systems differ. rsync replaces a
/// link on all of them.
pub(super) fn switch(id: &str) -> Script {
    Script::within(&format!(
        r#"
rm -rf $S/next
mkdir $S/next
ln -s releases/{id} $S/next/current
if ! mv -fT $S/next/current current 2>/dev/null && ! mv -fh $S/next/current current 2>/dev/null; then
    rsync --links $S/next/current ./
fi
rm -rf $S/next
if [ "$(readlink current)" != releases/{id} ]; then echo 'the link could not be replaced' >&2; exit 3; fi
"#
    ))
}

pub(super) fn unsound(id: &str) -> Script {
    Script::within(&format!(
        r#"
work
lines releases/{id}/manifest.sha256 releases/{id} >$W/lines
paths <$W/lines >$W/want
sound releases/{id} >$W/good
unlisted $W/good <$W/want
rm -rf "$W"
"#
    ))
}

pub(super) fn delete(id: &str) -> Script {
    Script::within(&format!(
        "rm -f releases/{id}/manifest.sha256\nrm -rf releases/{id}\n"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_one_word_whatever_it_holds() {
        assert_eq!(quoted("a b"), "'a b'");
        assert_eq!(quoted("it's $HOME `x`"), r"'it'\''s $HOME `x`'");
    }

    #[test]
    fn files_come_back_by_their_lengths() {
        let said = b"  3\na\nb-\n0\n";
        assert_eq!(
            frames(said, 3).expect("whole"),
            [Some(b"a\nb".to_vec()), None, Some(Vec::new())]
        );
        assert!(frames(b"9\nabc", 1).is_err());
        assert!(frames(b"", 1).is_err());
    }

    #[test]
    fn a_text_that_would_end_early_is_not_sent() {
        assert!(write("x", format!("a\n{END}\nrm\n").as_bytes()).is_err());
        assert!(write("x", b"no end of line").is_err());
        assert!(write("x", b"fine\n").is_ok());
    }
}
