#!/usr/bin/env bash
# Owns the measuring of whole builds: benches/build.sh N makes an archive of N articles and prints, as medians of three,
# the seconds, CPU seconds and peak memory of a cold build, an unchanged one, and one after each kind of small change.
# Every cold build goes into a new folder: after a large removal, ext4 creates files many times more slowly for minutes.
# DEPECHE names another binary to measure, BENCH_DIR another place to work in (an ext4 disk and a tmpfs differ greatly).
set -euo pipefail
cd "$(dirname "$0")/.."

RUNS=3
count=${1:?usage: benches/build.sh N}
work=$(mkdir -p "${BENCH_DIR:-target/bench}" && mktemp -d "${BENCH_DIR:-target/bench}/build-XXXXXX")
work=$(cd "$work" && pwd)
trap 'rm -rf "$work"' EXIT

main() {
    need_time
    if [[ -z ${DEPECHE:-} ]]; then
        cargo build --release --locked --quiet
        DEPECHE=${CARGO_TARGET_DIR:-target}/release/depeche
    fi
    cargo run --release --locked --quiet --example generate -- "$count" "$work/site"
    printf '%s articles, %s cores, %s, %s\n\n' "$count" "$(nproc)" \
        "$(df --output=fstype "$work" | tail -1)" "$("$DEPECHE" --version)"
    printf '%-28s %9s %9s %9s %9s\n' 'build' 'seconds' 'CPU s' 'peak MiB' 'files'
    measure 'cold' before_cold
    measure 'unchanged' before_nothing
    measure 'one body edited' before_edit
    measure 'one new article' before_new
    measure 'one back-dated article' before_back_dated
}

# /usr/bin/time, which knows peak memory; the shell's own `time` does not.
need_time() {
    if [[ ! -x /usr/bin/time ]]; then
        if [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
            apt-get install -y -qq time </dev/null >/dev/null
        else
            echo 'GNU time is needed: install it (Debian: apt-get install time)' >&2
            exit 3
        fi
    fi
}

# measure NAME PREPARE: prepares and builds three times, and prints the medians.
measure() {
    local name=$1 prepare=$2 run
    : >"$work/samples"
    for run in $(seq "$RUNS"); do
        "$prepare" "$run"
        touch "$work/before"
        sleep 0.05
        if ! /usr/bin/time -o "$work/time" -f '%e %U %S %M' \
            "$DEPECHE" build --quiet --root "$work/site" --output "$output" 2>"$work/talk"; then
            cat "$work/talk" >&2
            echo "$name: the build failed" >&2
            exit 1
        fi
        printf '%s %s\n' "$(tail -1 "$work/time")" "$(find "$output" -type f -newer "$work/before" | wc -l)" >>"$work/samples"
    done
    printf '%-28s %9s %9s %9s %9s\n' "$name" "$(median '$1')" "$(median '$2 + $3')" "$(median '$4 / 1024')" "$(median '$5' '%d')"
}

# median EXPRESSION [FORMAT]: of an expression over a sample's fields.
median() {
    LC_ALL=C awk "{ printf \"${2:-%.2f}\\n\", $1 }" "$work/samples" | LC_ALL=C sort -g | sed -n "$((RUNS / 2 + 1))p"
}

before_cold() {
    output=$work/public-$1
    if [[ -d $work/site/.depeche ]]; then mv "$work/site/.depeche" "$work/state-$1"; fi
}

before_nothing() {
    :
}

before_edit() {
    local file
    file=$(find "$work/site/content" -name '*.md' | LC_ALL=C sort | sed -n "$((count * $1 / (RUNS + 1) + 1))p")
    printf '\nUne phrase de plus.\n' >>"$file"
}

before_new() {
    add_article "2024-12-2$1" "2024/12/nouvelle-$1.md"
}

before_back_dated() {
    add_article "2014-06-1$1" "2014/06/retrouvee-$1.md"
}

add_article() {
    local file=$work/site/content/$2
    mkdir -p "$(dirname "$file")"
    cat >"$file" <<END
+++
headline = "Une dépêche de plus"
published = $1
language = "fr"
byline = "La rédaction du relevé"
agencies = ["AVL"]
tags = ["convois du nord", "ponts du nord", "convoys upstream"]
places = ["Vardane"]
people = ["A. Varovar"]
conflicts = ["Guerre du plateau"]
+++
Le comité de la vallée a annoncé la réouverture de la route haute au lever du jour.
END
}

main
