#!/usr/bin/env bash
# Owns the one command that checks everything: ./test.sh. CI runs it and nothing else.
# It installs what a fresh Debian lacks, where it may, and else says what to install and fails. No step is skipped in
# silence: one that cannot run counts as failed. `./test.sh fast` runs the Rust steps alone.
set -uo pipefail
cd "$(dirname "$0")" || exit
exec </dev/null

CARGO_DENY=0.20.2
NODE_AT_LEAST=20
MOTO=5.2.1
DEPECHE=${CARGO_TARGET_DIR:-target}/release/depeche
# What `check` has to say of the sample archive: a copy whose date had to be worked out is there to be shown.
SAMPLE_FAULTS='article/date-inferred content/2017/10/nord-kurdes.txt'

# The same random cases on every run, so that a failure is the change's own. New ones are a campaign, on request:
# tests/campaign.sh.
export PROPTEST_RNG_SEED=${PROPTEST_RNG_SEED:-20171026}

passed=()
failed=()

main() {
    work=$(mktemp -d "${TMPDIR:-/tmp}/depeche-check-XXXXXX")
    trap 'rm -rf "$work"' EXIT
    case ${1:-all} in
        all) rust_steps; site_steps ;;
        fast) rust_steps ;;
        *) echo 'usage: ./test.sh [fast]' >&2; exit 2 ;;
    esac
    close
}

rust_steps() {
    step 'Rust tools' rust_tools
    step 'format' cargo fmt --check
    step 'servers to publish to' publish_tools
    step 'lints' cargo clippy --locked --all-targets -- -D warnings
    step 'tests' cargo test --locked
    step 'documentation of the code' env RUSTDOCFLAGS='-D warnings' cargo doc --locked --no-deps
}

site_steps() {
    step 'licences and origins' licences
    step 'release binary' cargo build --locked --release
    step 'laws, on an archive as newsrooms leave theirs' env DEPECHE="$DEPECHE" tests/laws/large.sh 200
    step 'tools for the browser tests' browser_tools
    step 'packages for the browser tests' npm --prefix tests/browser ci --ignore-scripts --no-audit --no-fund
    step 'the checks, checked' node_tests tests/browser/self
    step 'sample archive: build' build_site . sample
    step 'sample archive: check' check_sample
    step 'sample archive: as its readers meet it' site_tests sample archive
    step 'sample archive, in Arabic: build' build_arabic
    step 'sample archive, in Arabic: as everybody reads it' site_tests arabic archive access print
    step 'every part of the theme: build' build_site tests/browser/parts parts
    step 'every part of the theme: as everybody reads it' site_tests parts archive access print
    step 'manual: build' build_site docs manual
    step 'manual: as its readers meet it' site_tests manual pages
    step 'preview: in the browser' preview_tests
    step 'preview: what it refuses' tests/serve/refused.sh "$DEPECHE"
    step 'hosts: as nginx, Caddy and Apache serve the site' tests/hosting/servers.sh "$DEPECHE"
    step 'sample archive: what Lighthouse says of it' tests/lighthouse.sh "$DEPECHE"
}

# step TITLE COMMAND...: runs a command under a heading, times it, and counts how it went.
step() {
    local title=$1 start=$SECONDS
    shift
    printf '\n=== %s\n' "$title"
    if "$@"; then
        passed+=("$title")
        printf -- '--- passed: %s (%d s)\n' "$title" $((SECONDS - start))
    else
        failed+=("$title")
        printf -- '--- FAILED: %s (%d s)\n' "$title" $((SECONDS - start))
    fi
}

close() {
    printf '\n=== %d s in all\n' "$SECONDS"
    if ((${#failed[@]})); then printf 'failed: %s\n' "${failed[@]}"; fi
    printf '%d passed, %d failed\n' "${#passed[@]}" "${#failed[@]}"
    ((${#failed[@]} == 0))
}

rust_tools() {
    if ! command -v cargo >/dev/null; then
        echo 'Rust is needed: install it from https://rustup.rs'
        return 1
    fi
    if ! cargo fmt --version >/dev/null || ! cargo clippy --version >/dev/null; then
        echo 'rustfmt and clippy are needed: rustup component add rustfmt clippy'
        return 1
    fi
    debian_packages_for cc gcc libc6-dev
    cargo --version && command -v cc >/dev/null
}

# What the tests of publishing talk to: git, sshd with rsync, a store that speaks S3; and what checks a copy without depeche.
publish_tools() {
    debian_packages_for git git
    debian_packages_for ssh openssh-client
    debian_packages_for rsync rsync
    debian_packages_for busybox busybox-static
    debian_packages_for minisign minisign
    debian_packages_for shasum perl
    debian_packages_for unzip unzip
    debian_packages_for zstd zstd
    [[ -x /usr/sbin/sshd ]] || debian_packages openssh-server

    local lacking=0 name
    for name in git ssh ssh-keygen rsync busybox minisign shasum sha256sum unzip tar zstd; do
        command -v "$name" >/dev/null || { echo "$name is needed by the tests of publishing"; lacking=1; }
    done
    [[ -x /usr/sbin/sshd ]] || { echo 'sshd is needed (Debian: openssh-server)'; lacking=1; }
    ((lacking == 0)) && find_moto
}

# The S3 test server: the one named in DEPECHE_MOTO, else one in an environment of its own.
find_moto() {
    if [[ -z ${DEPECHE_MOTO:-} ]]; then
        local place
        place=$(realpath -m "${CARGO_TARGET_DIR:-target}/moto-$MOTO")
        if [[ ! -x $place/bin/moto_server ]]; then
            if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then debian_packages python3 python3-venv || return; fi
            python3 -m venv "$place" && "$place/bin/pip" install --quiet --disable-pip-version-check "moto[server]==$MOTO" || return
        fi
        export DEPECHE_MOTO=$place/bin/moto_server
    fi
    "$DEPECHE_MOTO" --help >/dev/null
}

browser_tools() {
    debian_packages_for node nodejs
    debian_packages_for npm npm
    debian_packages_for java default-jre-headless
    debian_packages_for pdftotext poppler-utils
    if ! find_chromium; then debian_packages chromium; fi
    # Without letters to draw, an Arabic page has no size and no contrast to examine.
    if ! fc-list 2>/dev/null :lang=ar | grep -q .; then debian_packages fontconfig fonts-noto-core; fi

    local lacking=0
    find_chromium || { echo 'Chromium is needed (Debian: chromium), or CHROMIUM must name it'; lacking=1; }
    command -v npm >/dev/null || { echo 'npm is needed (Debian: npm)'; lacking=1; }
    command -v pdftotext >/dev/null || { echo 'pdftotext is needed to read what was printed (Debian: poppler-utils)'; lacking=1; }
    command -v java >/dev/null || { echo 'Java is needed for the Nu Html Checker (Debian: default-jre-headless)'; lacking=1; }
    fc-list 2>/dev/null :lang=ar | grep -q . || { echo 'a font with Arabic letters is needed (Debian: fontconfig fonts-noto-core)'; lacking=1; }
    local node
    node=$(node --version 2>/dev/null | sed 's/^v\([0-9]*\).*/\1/')
    if ((${node:-0} < NODE_AT_LEAST)); then
        echo "Node.js $NODE_AT_LEAST or newer is needed, found ${node:-none} (Debian 13: nodejs; Debian 12's is too old)"
        lacking=1
    fi
    ((lacking == 0)) && "$CHROMIUM" --version --no-sandbox
}

find_chromium() {
    local name
    for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
        if [[ -n $name ]] && command -v "$name" >/dev/null; then
            CHROMIUM=$(command -v "$name")
            export CHROMIUM
            return 0
        fi
    done
    return 1
}

# debian_packages_for COMMAND PACKAGE...: installs packages where a command is missing.
debian_packages_for() {
    if ! command -v "$1" >/dev/null; then debian_packages "${@:2}"; fi
}

debian_packages() {
    if [[ $(id -u) != 0 ]] || ! command -v apt-get >/dev/null; then
        echo "missing, and not installed (that takes root on a Debian): apt-get install $*"
        return 1
    fi
    if [[ -z ${apt_updated:-} ]]; then apt-get update -qq && apt_updated=yes; fi
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"
}

licences() {
    cargo deny --version 2>/dev/null || cargo install --quiet --locked cargo-deny --version "$CARGO_DENY" || return
    cargo deny --locked check licenses bans sources
}

# build_site ROOT NAME: builds a site with the release binary, into a new folder.
build_site() {
    "$DEPECHE" build --root "$1" --output "$work/$2"
}

# check_sample: `check` finds in the sample archive what is there on purpose, and nothing else, and says so by its exit code.
check_sample() {
    local code found
    "$DEPECHE" check --root . --output "$work/sample" --json >"$work/check.json"
    code=$?
    found=$(node -p 'JSON.parse(require("fs").readFileSync(process.argv[1])).diagnostics
        .map(({ code, place }) => `${code} ${place?.path}`).join("\n")' "$work/check.json") || return
    diff <(echo "$SAMPLE_FAULTS") <(echo "$found") && ((code == 1))
}

# The sample archive under an interface that is written from right to left.
build_arabic() {
    mkdir "$work/arabic-source" && cp -r content static templates i18n "$work/arabic-source/" || return
    cp tests/browser/arabic.toml "$work/arabic-source/site.toml"
    build_site "$work/arabic-source" arabic
}

# site_tests NAME KIND [TEST...]: the browser tests over a site that was built; those that are named, or all.
site_tests() {
    local tests=("${@:3}")
    ((${#tests[@]})) || tests=('*')
    # shellcheck disable=SC2086 # a star stands for all of them
    DEPECHE_SITE=$work/$1 DEPECHE_SITE_KIND=$2 node_files $(printf 'tests/browser/site/%s.test.mjs ' "${tests[@]}")
}

# preview_tests: the browser tests over a site that is being written.
preview_tests() {
    DEPECHE=$DEPECHE node_tests tests/browser/serve
}

node_tests() {
    node_files "$1"/*.test.mjs
}

# A file at a time: two Chromiums at once make each other time out on two cores.
node_files() {
    node --test --test-concurrency=1 --test-reporter=spec "$@"
}

main "$@"
