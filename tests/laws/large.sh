#!/usr/bin/env bash
# Owns the proof of the laws (docs/architecture.md) on a whole archive as newsrooms leave theirs: tests/laws/large.sh N [SEED] makes one
# of N articles (benches/generator) and holds builds of the real program to: the same bytes twice, with one thread and with two and
# in another time zone; after edits, additions, back-dated ones, removals and withdrawals the bytes of a clean build; nothing of what
# was withdrawn; nothing written where nothing changed; at most 100 files changed by one article more, 120 where it is back-dated.
# It goes on after a fault and exits with 1 at the end. Bytes are compared as they lie on the disk; no manifest is believed.
# DEPECHE names the binary to try, GENERATE the generator, BENCH_DIR a place to work in; KEEP=1 leaves all there.
set -euo pipefail
cd "$(dirname "$0")/../.."

NEW=100
BACK_DATED=120
count=${1:?usage: tests/laws/large.sh N [SEED]}
seed=${2:-2017}
faults=0

main() {
    tools
    work=$(mkdir -p "${BENCH_DIR:-target/bench}" && mktemp -d "${BENCH_DIR:-target/bench}/laws-XXXXXX")
    work=$(cd "$work" && pwd)
    site=$work/site
    trap leave EXIT
    "$GENERATE" "$count" "$site" "$seed" newsroom
    settle "$site"
    printf '%s articles, seed %s, %s\n' "$count" "$seed" "$("$DEPECHE" --version)"

    build "$site" public
    same_bytes
    nothing_changed
    like_a_clean_one 'edited' edit
    like_a_clean_one 'last words of some' last_words
    alone_if_markdown
    like_a_clean_one 'added' add new
    like_a_clean_one 'added, back-dated' add back-dated
    like_a_clean_one 'removed' remove
    like_a_clean_one 'withdrawn' withdraw
    nothing_of_the_withdrawn
    like_a_clean_one 'published after all' give_back
    like_a_clean_one 'the title of the site' retitle
    one_more new "$NEW"
    one_more back-dated "$BACK_DATED"
    like_a_clean_one 'nothing more' true
    nothing_changed
    ((faults == 0)) || { printf '%d faults\n' "$faults"; exit 1; }
}

tools() {
    if [[ -z ${DEPECHE:-} ]]; then
        cargo build --release --locked --quiet
        DEPECHE=${CARGO_TARGET_DIR:-target}/release/depeche
    fi
    DEPECHE=$(realpath "$DEPECHE")
    if [[ -z ${GENERATE:-} ]]; then
        cargo build --locked --quiet --example generate
        GENERATE=${CARGO_TARGET_DIR:-target}/debug/examples/generate
    fi
    GENERATE=$(realpath "$GENERATE")
}

leave() {
    if [[ -n ${KEEP:-} ]]; then echo "left in $work"; else rm -rf "$work"; fi
}

# say LAW RESULT: one line; a result that does not begin with `fine` counts as a fault.
say() {
    printf '%-44s %s\n' "$1" "$2"
    [[ $2 == fine* ]] || faults=$((faults + 1))
}

# settle SITE: its sources are older than any build, so that a build may believe what it remembers of them.
settle() {
    find "$1/content" "$1/site.toml" -newermt '2 minutes ago' -exec touch -d '1 hour ago' {} +
}

# build SITE OUTPUT [VARIABLE=VALUE...]
build() {
    if ! env "${@:3}" "$DEPECHE" build --quiet --root "$1" --output "$work/$2" 2>"$work/talk" >&2; then
        tail -20 "$work/talk" >&2
        echo "the build of $2 failed" >&2
        exit 1
    fi
}

# copy NAME: the sources alone, in another folder.
copy() {
    rm -rf "${work:?}/$1"
    mkdir "$work/$1"
    cp -r "$site/content" "$site/site.toml" "$work/$1/"
}

# differences OUTPUT: `fine`, or the first files in which it is not as `public`.
differences() {
    local found
    found=$({ diff -rq "$work/public" "$work/$1" || true; } | sed "s#$work/##g" | sed -n 1,5p)
    if [[ -z $found ]]; then echo fine; else printf '%s\n' "$found"; fi
}

same_bytes() {
    copy elsewhere
    build "$work/elsewhere" again RAYON_NUM_THREADS=2 TZ=Pacific/Kiritimati LC_ALL=C
    say 'twice' "$(differences again)"
    rm -rf "$work/again" "$work/elsewhere/.depeche"
    build "$work/elsewhere" again RAYON_NUM_THREADS=1 TZ=America/Adak
    say 'with one thread' "$(differences again)"
    rm -rf "$work/again" "$work/elsewhere"
}

# stamps: each file of the output, with what any write would change.
stamps() {
    find "$work/public" -type f -printf '%P %i %T@ %C@ %s\n' | LC_ALL=C sort
}

# changed_files: how many were written, removed or touched between the two lists of stamps.
changed_files() {
    { diff "$work/before" "$work/after" || true; } | sed -n 's/^[<>] \([^ ]*\).*/\1/p' | LC_ALL=C sort -u | wc -l
}

nothing_changed() {
    stamps >"$work/before"
    build "$site" public
    stamps >"$work/after"
    local changed
    changed=$(changed_files)
    if ((changed)); then say 'nothing changed, nothing written' "$changed files"; else say 'nothing changed, nothing written' fine; fi
}

# like_a_clean_one TITLE CHANGE...: what an incremental build makes of a change is what a clean build makes.
like_a_clean_one() {
    "${@:2}"
    settle "$site"
    build "$site" public
    copy clean
    build "$work/clean" clean-public
    say "$1: as a clean build" "$(differences clean-public)"
    rm -rf "$work/clean" "$work/clean-public"
}

# some COUNT NAME: so many sources, drawn by the seed; another name draws others.
some() {
    find "$site/content" -name '*.md' -o -name '*.txt' | LC_ALL=C sort |
        LC_ALL=C awk -v seed="$seed$2" 'BEGIN { for (i = 1; i <= length(seed); i++) start = (start * 31 + index("0123456789abcdefghijklmnopqrstuvwxyz", substr(seed, i, 1))) % 100003; srand(start) } { print rand(), $0 }' |
        LC_ALL=C sort -g | sed -n "1,$1{s/^[^ ]* //;p}"
}

# A word more in the text; a headline, a day and the terms of others.
edit() {
    local file at=0
    while IFS= read -r file; do
        case $((at++ % 4)) in
            0) printf '\nUne phrase de plus.\n' >>"$file" ;;
            1) sed -i 's/^headline = "/&Rectifié: /' "$file" ;;
            2) sed -i 's/^published = \(....\)-..-../published = \1-06-15/' "$file" ;;
            3) sed -i 's/^tags = \[.*/tags = ["convois du nord", "un sujet neuf"]/' "$file" ;;
        esac
    done < <(some 40 edit)
}

# A sentence more at the end of a few texts, which no other page shows.
last_words() {
    some 8 last | while IFS= read -r file; do printf '\nUne phrase de plus.\n' >>"$file"; done
}

# alone_if_markdown: a text of Markdown whose last words change is made alone, without the folders being walked.
alone_if_markdown() {
    local file walked
    file=$(find "$site/content" -name '*.md' | LC_ALL=C sort | sed -n 3p)
    printf '\nLa dernière phrase.\n' >>"$file"
    settle "$site"
    walked=$("$DEPECHE" build --root "$site" --output "$work/public" --json --timings 2>/dev/null |
        sed -n '/"stage": "discover"/,/}/s/.*"seconds": \([0-9.e-]*\).*/\1/p')
    if [[ $walked == 0.0 ]]; then say 'last words of one: nothing else is read' fine; else say 'last words of one: nothing else is read' "$walked s"; fi
}

add() {
    "$GENERATE" add 20 "$site" "$1"
}

remove() {
    some 20 remove | while IFS= read -r file; do
        rm -f "$file" "${file%.*}.toml"
    done
}

withdraw() {
    some 20 withdraw >"$work/withdrawn"
    local file beside
    while IFS= read -r file; do
        beside=${file%.*}.toml
        # A sidecar may end with a table: the key goes to its top.
        printf 'status = "withheld"\n' >"$work/sidecar"
        if [[ -f $beside ]]; then grep -v '^status' "$beside" >>"$work/sidecar" || true; fi
        cp "$work/sidecar" "$beside"
    done <"$work/withdrawn"
}

give_back() {
    local file
    while IFS= read -r file; do
        sed -i '/^status = /d' "${file%.*}.toml"
    done <"$work/withdrawn"
}

retitle() {
    sed -i 's/^title = .*/title = "Une autre archive"/' "$site/site.toml"
}

nothing_of_the_withdrawn() {
    sed 's#.*/##; s/\.[a-z]*$//' "$work/withdrawn" >"$work/names"
    local found
    found=$({ grep -rlF -f "$work/names" "$work/public" || true; } | sed "s#$work/##" | sed -n 1,5p)
    say 'nothing of what was withdrawn' "${found:-fine}"
}

# one_more WAY MOST: the most files that one article more changes, of five.
one_more() {
    local time changed all=() most=0
    for time in 1 2 3 4 5; do
        stamps >"$work/before"
        "$GENERATE" add 1 "$site" "$1"
        settle "$site"
        build "$site" public
        stamps >"$work/after"
        changed=$(changed_files)
        all+=("$changed")
        if ((changed > most)); then most=$changed; fi
    done
    if ((most <= $2)); then say "one more, $1: files changed" "fine: ${all[*]}"; else say "one more, $1: files changed" "${all[*]}, more than $2"; fi
}

main
