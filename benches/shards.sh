#!/usr/bin/env bash
# Owns the trial of splitting an archive by period (docs/scaling.md): benches/shards.sh N makes a plain archive of N articles, builds it
# as one site, then each of its years as a site of its own, and prints what both come to: files, bytes, CPU, the largest memory, and
# the links from one year to another that a site of one year cannot follow. Nothing is shared between the years: it shows what a
# split costs before anything is built for it. DEPECHE names another binary, GENERATE the generator, BENCH_DIR another place.
set -euo pipefail
cd "$(dirname "$0")/.."

count=${1:?usage: benches/shards.sh N}
work=$(mkdir -p "${BENCH_DIR:-target/bench}" && mktemp -d "${BENCH_DIR:-target/bench}/shards-XXXXXX")
work=$(cd "$work" && pwd)
trap 'rm -rf "$work"' EXIT

main() {
    [[ -x /usr/bin/time ]] || { echo 'GNU time is needed (Debian: apt-get install time)' >&2; exit 3; }
    if [[ -z ${DEPECHE:-} ]]; then
        cargo build --release --locked --quiet
        DEPECHE=${CARGO_TARGET_DIR:-target}/release/depeche
    fi
    if [[ -z ${GENERATE:-} ]]; then
        cargo build --release --locked --quiet --example generate
        GENERATE=${CARGO_TARGET_DIR:-target}/release/examples/generate
    fi
    "$GENERATE" "$count" "$work/whole"
    local year
    for year in "$work"/whole/content/*; do
        mkdir -p "$work/years/${year##*/}/content"
        cp -r "$year" "$work/years/${year##*/}/content/"
        cp "$work/whole/site.toml" "$work/years/${year##*/}/"
    done
    printf '| %s articles | files | MB | CPU s | peak MiB | links lost |\n|---|---|---|---|---|---|\n' "$count"
    build "$work/whole"
    sum 'one site'
    : >"$work/figures"
    for year in "$work"/years/*; do
        build "$year"
    done
    sum "$(wc -l <"$work/figures") sites of a year each, added up (memory: the largest)"
}

# build SITE: files, bytes, CPU, MiB, lost links, as a line of figures.
build() {
    /usr/bin/time -o "$work/time" -f '%U %S %M' "$DEPECHE" build --json --quiet --root "$1" --output "$1/public" >"$work/said" 2>/dev/null
    printf '%s %s %s\n' "$(find "$1/public" -type f -printf '%s\n' | awk '{ n++; s += $1 } END { print n, s }')" \
        "$(tail -1 "$work/time")" "$(grep -c '"code": "link/missing"' "$work/said" || true)" >>"$work/figures"
}

sum() {
    LC_ALL=C awk -v name="$1" '{ files += $1; bytes += $2; cpu += $3 + $4; if ($5 > peak) peak = $5; lost += $6 }
        END { printf "| %s | %d | %.0f | %.1f | %.0f | %d |\n", name, files, bytes / 1e6, cpu, peak / 1024, lost }' "$work/figures"
}

main
