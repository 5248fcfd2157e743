#!/usr/bin/env bash
# Owns the table of docs/scaling.md: benches/slopes.sh [N...] (1,000, 10,000 and 100,000 if none is named) makes a plain archive of each
# size, builds it cold into a new folder, then with nothing changed, with the last words of one article edited, with its headline edited,
# with one new article and with one back-dated one, and prints what each cost, as Markdown: files, folders, bytes, time, memory, what was
# written. Under it stand the exponents of growth from size to size (1 is in proportion, 2 is with the square), and what the forecast said
# of each size.
# DEPECHE names another binary, GENERATE the generator, BENCH_DIR another place to work in: a million articles take some 50 GB there.
# RUNS is how often each cold build is made (1), the median of which is told; nothing is deleted before the end of a size.
set -euo pipefail
cd "$(dirname "$0")/.."

sizes=("$@")
((${#sizes[@]})) || sizes=(1000 10000 100000)
runs=${RUNS:-1}
work=$(mkdir -p "${BENCH_DIR:-target/bench}" && mktemp -d "${BENCH_DIR:-target/bench}/slopes-XXXXXX")
work=$(cd "$work" && pwd)
trap 'rm -rf "$work"' EXIT

main() {
    tools
    printf '%s cores, %s, %s, %s\n\n' "$(nproc)" "$(df --output=fstype "$work" | tail -1)" "$("$DEPECHE" --version)" "$(date -u +%F)"
    local size
    for size in "${sizes[@]}"; do
        size "$size"
        # The next size begins on a disk that has come to rest.
        rm -rf "$work/site" "$work"/public-*
        sync -f "$work"
        sleep "${REST:-20}"
    done
    table
}

tools() {
    [[ -x /usr/bin/time ]] || { echo 'GNU time is needed (Debian: apt-get install time)' >&2; exit 3; }
    if [[ -z ${DEPECHE:-} ]]; then
        cargo build --release --locked --quiet
        DEPECHE=${CARGO_TARGET_DIR:-target}/release/depeche
    fi
    DEPECHE=$(realpath "$DEPECHE")
    if [[ -z ${GENERATE:-} ]]; then
        cargo build --release --locked --quiet --example generate
        GENERATE=${CARGO_TARGET_DIR:-target}/release/examples/generate
    fi
    GENERATE=$(realpath "$GENERATE")
}

# size N: all figures of a size.
size() {
    local run file
    put "$1" articles "$1"
    put "$1" 'forecast files' "$("$GENERATE" forecast "$1" | cut -d' ' -f1)"
    put "$1" 'forecast folders' "$("$GENERATE" forecast "$1" | cut -d' ' -f2)"
    put "$1" 'forecast bytes' "$("$GENERATE" forecast "$1" | cut -d' ' -f3)"
    "$GENERATE" "$1" "$work/site"
    put "$1" 'bytes of sources' "$(bytes_in "$work/site/content")"
    : >"$work/samples"
    for run in $(seq "$runs"); do
        rm -rf "$work/site/.depeche"
        output=$work/public-$run
        build >>"$work/samples"
    done
    put "$1" files "$(find "$output" -type f | wc -l)"
    put "$1" folders "$(find "$output" -type d | wc -l)"
    put "$1" bytes "$(bytes_in "$output")"
    put "$1" 'blocks on the disk' "$(du -s --block-size=1 "$output" | cut -f1)"
    put "$1" 'bytes of state' "$(bytes_in "$work/site/.depeche")"
    put "$1" 'largest list of the manifest' "$(find "$output/manifest" -type f -printf '%s\n' | sort -n | tail -1)"
    put "$1" 'cold: seconds' "$(median 1)"
    put "$1" 'cold: CPU, program' "$(median 2)"
    put "$1" 'cold: CPU, system' "$(median 3)"
    put "$1" 'cold: peak MiB' "$(median 4)"
    put "$1" 'cold: microseconds of CPU an article, program' "$(awk -v n="$1" -v s="$(median 2)" 'BEGIN { printf "%.0f", s / n * 1e6 }')"
    after "$1" 'nothing changed' true
    after "$1" 'last words of one edited' edit
    after "$1" 'headline of one edited' retitle
    after "$1" 'one new' "$GENERATE" add 1 "$work/site" new
    after "$1" 'one back-dated' "$GENERATE" add 1 "$work/site" back-dated
}

edit() {
    local file
    file=$(find "$work/site/content" -name '*.md' | LC_ALL=C sort | sed -n '7p')
    printf '\nUne phrase de plus.\n' >>"$file"
}

retitle() {
    local file
    file=$(find "$work/site/content" -name '*.md' | LC_ALL=C sort | sed -n '7p')
    sed -i '0,/^headline = "/s//&Rectifié : /' "$file"
}

# after N NAME CHANGE...: one build after a change: seconds, memory, files written.
after() {
    local took
    find "$work/site/content" -newermt '2 minutes ago' -type f -exec touch -d '1 hour ago' {} +
    # A build before it believes what it remembers.
    build >/dev/null
    "${@:3}"
    touch "$work/before"
    sleep 0.05
    took=$(build)
    put "$1" "$2: seconds" "$(cut -d' ' -f1 <<<"$took")"
    put "$1" "$2: peak MiB" "$(cut -d' ' -f4 <<<"$took")"
    put "$1" "$2: files written" "$(find "$output" -type f -newer "$work/before" | wc -l)"
    put "$1" "$2: bytes written" "$(find "$output" -type f -newer "$work/before" -printf '%s\n' | awk '{ s += $1 } END { printf "%.0f", s }')"
}

# build: the site, and what it took: seconds, CPU in the program and in the system, MiB.
build() {
    sync -f "$work"
    if ! /usr/bin/time -o "$work/time" -f '%e %U %S %M' "$DEPECHE" build --quiet --root "$work/site" --output "$output" 2>"$work/talk" >&2; then
        tail -20 "$work/talk" >&2
        exit 1
    fi
    tail -1 "$work/time" | LC_ALL=C awk '{ printf "%s %s %s %.0f\n", $1, $2, $3, $4 / 1024 }'
}

median() {
    cut -d' ' -f"$1" "$work/samples" | LC_ALL=C sort -g | sed -n "$((runs / 2 + 1))p"
}

bytes_in() {
    find "$1" -type f -printf '%s\n' | awk '{ s += $1 } END { printf "%.0f", s }'
}

# put N NAME VALUE
put() {
    printf '%s\t%s\t%s\n' "$2" "$1" "$3" >>"$work/figures"
}

# The figures as Markdown, one row each; the last columns say how the row grows from size to size.
table() {
    LC_ALL=C awk -F'\t' '
        !($1 in seen) { seen[$1] = ++rows; name[rows] = $1 }
        !($2 in place) { place[$2] = ++columns; size[columns] = $2 }
        { value[seen[$1], place[$2]] = $3 }
        function grouped(number,    text, out) {
            if (number != int(number) || number < 10000) return number
            text = sprintf("%.0f", number); out = ""
            while (length(text) > 3) { out = "," substr(text, length(text) - 2) out; text = substr(text, 1, length(text) - 3) }
            return text out
        }
        END {
            head = "|"; line = "|---|"
            for (c = 1; c <= columns; c++) { head = head " | " grouped(size[c]); line = line "---|" }
            for (c = 2; c <= columns; c++) { head = head " | exponent to " grouped(size[c]); line = line "---|" }
            print head " |"; print line
            for (r = 2; r <= rows; r++) {
                text = "| " name[r]
                for (c = 1; c <= columns; c++) text = text " | " grouped(value[r, c])
                for (c = 2; c <= columns; c++) {
                    a = value[r, c - 1]; b = value[r, c]
                    text = text " | " (a > 0 && b > 0 ? sprintf("%.2f", log(b / a) / log(size[c] / size[c - 1])) : "")
                }
                print text " |"
            }
        }' "$work/figures"
}

main
