#!/usr/bin/env bash
# Owns the measure on a real corpus of press copy: benches/senate.sh FOLDER takes the press releases of the United States Senate that
# Justin Grimmer collected (72,787 of them, public domain; https://github.com/lintool/GrimmerSenatePressReleases, its folder `raw`),
# lays them out as an archive, builds it cold and once more, and prints what it cost, what there was to say, and how many of 300 releases were read in a way to be doubted. The releases stay as
# they were sent, in whatever encoding; the name of each file says its day, as `2007-04-10-10apr2007akaka175.txt`. None of it belongs here.
# LIMIT takes so many releases alone, of all senators alike. DEPECHE names another binary, BENCH_DIR another place to work in; KEEP=1
# leaves the archive and the site there.
set -euo pipefail
folder=$(realpath "${1:?usage: benches/senate.sh FOLDER}")
cd "$(dirname "$0")/.."

work=$(mkdir -p "${BENCH_DIR:-target/bench}" && mktemp -d "${BENCH_DIR:-target/bench}/senate-XXXXXX")
work=$(cd "$work" && pwd)
trap leave EXIT

main() {
    [[ -x /usr/bin/time ]] || { echo 'GNU time is needed (Debian: apt-get install time)' >&2; exit 3; }
    if [[ -z ${DEPECHE:-} ]]; then
        cargo build --release --locked --quiet
        DEPECHE=${CARGO_TARGET_DIR:-target}/release/depeche
    fi
    DEPECHE=$(realpath "$DEPECHE")
    lay_out
    printf '%s cores, %s, %s\n\n' "$(nproc)" "$(df --output=fstype "$work" | tail -1)" "$("$DEPECHE" --version)"
    build cold
    build 'nothing changed'
    printf '\n%s files, %s MB, pages of articles %s bytes on the mean, the longest %s\n' $(
        find "$work/public" -type f -printf '%s %P\n' | awk '
            { n++; s += $1 }
            $2 ~ /^(20|19|undated).*\/.*[a-z].*\.html$/ { a++; t += $1; if ($1 > m) m = $1 }
            END { printf "%d %.0f %.0f %d", n, s / 1e6, t / a, m }')
    said
    doubtful
}

leave() {
    if [[ -n ${KEEP:-} ]]; then echo "left in $work"; else rm -rf "$work"; fi
}

# The releases, each in the folder of its month.
lay_out() {
    python3 - "$folder" "$work/site" "${LIMIT:-0}" <<'END'
import os, re, sys

source, site, limit = sys.argv[1], sys.argv[2], int(sys.argv[3])
months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split()
name = re.compile(r'(\d{1,2})(%s)(\d{4})(\w+)\.txt' % '|'.join(months))
taken, nameless, binary = [], 0, 0
for place, folders, files in sorted(os.walk(source)):
    for file in sorted(files):
        parts = name.fullmatch(file)
        if parts and 1 <= int(parts[1]) <= 31:
            day, month, year = int(parts[1]), months.index(parts[2]) + 1, parts[3]
            # What the text says of its day is believed before the file's name, and the name's day is no part of the address: a
            # second one in the name keeps apart what would meet there.
            taken.append((os.path.join(place, file), f'{year}/{month:02}/{year}-{month:02}-{day:02}-{file[:-4].lower()}.txt'))
        elif file.endswith('.txt'):
            nameless += 1
if limit:
    taken = taken[::max(1, len(taken) // limit)][:limit]
for file, target in taken:
    with open(file, 'rb') as release:
        text = release.read()
    # One of them is no text: depeche refuses it, and builds nothing with it.
    if b'\0' in text:
        binary += 1
        continue
    target = os.path.join(site, 'content', target)
    os.makedirs(os.path.dirname(target), exist_ok=True)
    with open(target, 'wb') as copy:
        copy.write(text)
with open(os.path.join(site, 'site.toml'), 'w') as settings:
    settings.write('title = "Press releases of the Senate"\nbase_url = "https://senate.example/"\nlanguage = "en"\n')
print(f'{len(taken) - binary} releases; passed over: {nameless} whose names say no day, {binary} with zero bytes in them')
END
    printf '%s MB of press copy\n' "$(find "$work/site/content" -type f -printf '%s\n' | awk '{ s += $1 } END { printf "%.0f", s / 1e6 }')"
}

# build NAME: builds, and prints the cost and the stages.
build() {
    if ! /usr/bin/time -o "$work/time" -f '%e %U %S %M' "$DEPECHE" build --timings --json \
        --root "$work/site" --output "$work/public" >"$work/$1.json" 2>"$work/talk"; then
        tail -20 "$work/talk" >&2
        echo "$1: the build failed; what it said is in $work" >&2
        KEEP=1
        exit 1
    fi
    tail -1 "$work/time" | awk -v name="$1" '{ printf "%s: %.2f s, CPU %.2f s and %.2f in the system, %.0f MiB\n", name, $1, $2, $3, $4 / 1024 }'
    python3 - "$work/$1.json" <<'END'
import json, sys

told = json.load(open(sys.argv[1]))
print('  ' + ', '.join('%s %.2f%s' % (it['stage'], it['seconds'], '*' if it['all_threads'] else '')
      for it in told['timings'] if it['seconds'] >= 0.005) + '   (* all threads added up)')
print('  ' + ', '.join(f'{told["summary"][key]} {key}' for key in ('articles', 'files', 'written', 'kept')))
END
}

# What the cold build had to say, by code.
said() {
    python3 - "$work/cold.json" <<'END'
import collections, json, sys

told = json.load(open(sys.argv[1]))
by = collections.Counter((it['severity'], it['code']) for it in told['diagnostics'])
print('\nwhat was said:')
for (severity, code), count in by.most_common():
    first = next(it for it in told['diagnostics'] if it['code'] == code)
    print(f"  {count:7} {severity} {code}, as {(first.get('place') or {}).get('path')}: {first['message'][:80]}")
END
}

# What was read that a reader would shake the head at, in 300 releases drawn by a seed, with three of each to look at.
doubtful() {
    python3 - "$DEPECHE" "$work/site/content" <<'END'
import collections, json, os, random, re, subprocess, sys

depeche, content = sys.argv[1:]
files = sorted(os.path.join(place, file) for place, _, names in os.walk(content) for file in names)
random.seed(7)
drawn = random.sample(files, min(300, len(files)))
count, seen = collections.Counter(), collections.defaultdict(list)
for file in drawn:
    it = json.loads(subprocess.run([depeche, 'inspect', '--json', file], capture_output=True, text=True).stdout)
    body = sum(map(len, it['body_paragraphs']))
    unclaimed = sum(len(part['text'] if isinstance(part, dict) else part) for part in it['leftovers'])
    doubts = {
        'no body': body == 0,
        'a body of less than 40 % of the text': 0 < body < 0.4 * os.path.getsize(file),
        'three or more related articles': len(it['related']) >= 3,
        'a byline that is a place or an office': re.search(r'Washington|Senator|Press|Office|Contact', it['byline'] or '', re.I),
        'a kicker': it['kicker'],
        'no headline': not it['headline'],
        'a headline of more than 250 letters': len(it['headline'] or '') > 250,
        'more than 300 letters unclaimed': unclaimed > 300,
        'another language than English': it['language'] != 'en',
    }
    for doubt in (doubt for doubt, holds in doubts.items() if holds):
        count[doubt] += 1
        seen[doubt].append(os.path.relpath(file, content))
print(f'\nto be doubted, of {len(drawn)} releases:')
for doubt, times in count.most_common():
    print(f'  {times:4} {doubt}, as {", ".join(seen[doubt][:3])}')
END
}

main
