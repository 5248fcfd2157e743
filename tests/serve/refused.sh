#!/usr/bin/env bash
# Owns the list of what the preview refuses: each request as a curl call, or as bytes where curl would not send them, with the status
# that it must have. It makes a small site, shows it with the binary that is named, prints a table, and fails on any difference.
# Usage: tests/serve/refused.sh [BINARY]
set -uo pipefail

BINARY=$(realpath "${1:-target/release/depeche}") || exit 2
# Words that stand where no request may lead; no answer may hold them.
OUTSIDE='words-from-outside'
PATIENCE=5

wrong=0
asked=0

main() {
    work=$(mktemp -d "${TMPDIR:-/tmp}/depeche-refused-XXXXXX") || exit 2
    trap 'end' EXIT
    # A server that closes before all was sent has not ended this script.
    trap '' PIPE
    make_site
    begin
    printf '%-8s %-8s %s\n' wanted given request
    idle
    answered; names_of_hosts; methods; paths; links; events; heads; bodies; bytes; parts; types; crowds
    idle_end
    want 200 'after all of it: the home page' "$at/"
    printf '%d requests, %d wrong\n' "$asked" "$wrong"
    ((wrong == 0))
}

make_site() {
    site=$work/site
    mkdir -p "$site"/{content/2017/10,static,.git,.depeche,public} "$work/outside"
    echo "$OUTSIDE" >"$work/outside/secret.txt"
    printf 'title = "%s"\nlanguage = "en"\nbase_url = "https://archive.example/"\n' 'A site' >"$site/site.toml"
    echo "# $OUTSIDE" >>"$site/site.toml"
    echo "$OUTSIDE" | tee "$site/.git/config" "$site/.depeche/note.txt" "$site/public/old.html" "$site/secret.txt" \
        "$site/content/.hidden.md" >/dev/null
    printf '+++\nheadline = "The bridge"\npublished = 2017-10-26\ntags = ["river"]\n+++\nIt is open.\n\n![Map](map.svg)\n' \
        >"$site/content/2017/10/bridge.md"
    printf '+++\nheadline = "%s"\npublished = 2017-10-26\nstatus = "draft"\n+++\n%s.\n' "$OUTSIDE" "$OUTSIDE" \
        >"$site/content/2017/10/draft.md"
    echo '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>' >"$site/content/2017/10/map.svg"
    printf '0123456789' >"$site/static/ten.txt"
    echo 'a,b' >"$site/static/données.csv"
    printf '%%PDF-1.4\n' >"$site/static/plan.pdf"
    head -c 50000000 /dev/zero >"$site/static/long.bin"
}

begin() {
    : >"$work/said"
    "$BINARY" serve --port 0 --root "$site" >"$work/said" 2>&1 &
    server=$!
    for _ in {1..500}; do
        at=$(sed -n 's|^serving \(http://127.0.0.1:[0-9]*\)/.*|\1|p' "$work/said")
        if [[ -n $at ]]; then port=${at##*:}; return; fi
        sleep 0.02
    done
    cat "$work/said"
    echo 'it does not begin to serve'
    exit 2
}

end() {
    if [[ -n ${server:-} ]]; then kill -INT "$server" 2>/dev/null; wait "$server" 2>/dev/null; fi
    rm -rf "$work"
}

answered() {
    want 200 'the home page' "$at/"
    want 200 'a page' "$at/2017/10/26/bridge.html"
    want 200 'a page without its extension' "$at/2017/10/26/bridge"
    want 200 'a page with a query' "$at/2017/10/26/bridge.html?x=1"
    want 404 'a page that is not there' "$at/2017/10/26/bridges.html"
    want 200 'a name that has to be decoded' "$at/donn%C3%A9es.csv"
}

names_of_hosts() {
    want 200 'Host: localhost' -H "Host: localhost:$port" "$at/"
    want 200 'Host: [::1]' -H "Host: [::1]:$port" "$at/"
    want 421 'Host: a foreign name' -H 'Host: evil.example' "$at/"
    want 421 'Host: a foreign name with our port' -H "Host: evil.example:$port" "$at/"
    want 421 'Host: a name that begins with ours' -H 'Host: localhost.evil.example' "$at/"
    want 421 'Host: a name that begins with our address' -H 'Host: 127.0.0.1.nip.io' "$at/"
    want 421 'Host: an address of another machine' -H 'Host: 192.0.2.7' "$at/"
    want 421 'Host: our address in another notation' -H 'Host: 2130706433' "$at/"
    want 421 'Host: the unspecified address' -H "Host: 0.0.0.0:$port" "$at/"
    want 421 'Host: a user before our name' -H "Host: evil.example@localhost" "$at/"
    want 421 'Host: empty' -H 'Host;' "$at/"
    want 421 'Host: absent' -H 'Host:' "$at/"
    want 421 'Host: absent, HTTP/1.0' --http1.0 -H 'Host:' "$at/"
    want 421 'Host: foreign, for the line of events' -H 'Host: evil.example' "$at/__depeche/events/index.html"
    want 421 'Host: foreign, for the script' -H 'Host: evil.example' "$at/__depeche/client.js"
    bytes_want 421 'Host: two, ours first' 'GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n'
    bytes_want 421 'Host: two, ours last' 'GET / HTTP/1.1\r\nHost: evil.example\r\nHost: localhost\r\n\r\n'
    want 200 'absolute form, ours' --request-target "http://localhost:$port/" "$at/"
    want 421 'absolute form, foreign' --request-target 'http://evil.example/' "$at/"
    want 421 'absolute form, foreign, and a foreign Host' --request-target 'http://evil.example/' -H 'Host: evil.example' "$at/"
    want 404 'absolute form, a file' --request-target 'file:///etc/passwd' "$at/" 400 421
}

methods() {
    local method
    for method in POST PUT DELETE PATCH OPTIONS TRACE CONNECT PROPFIND BREW; do
        want 405 "$method" -X "$method" "$at/"
    done
    want 405 'POST with a body' --data 'x=1' "$at/"
    want 405 'the asking for leave of another site' -X OPTIONS -H 'Origin: http://evil.example' -H 'Access-Control-Request-Method: GET' "$at/"
    want 405 'POST for the line of events' -X POST "$at/__depeche/events/index.html"
    want 405 'OPTIONS *' -X OPTIONS --request-target '*' "$at/"
    holds 'HEAD sends no body, and its length' "$(curl -sI "$at/ten.txt" | tr -d '\r' | grep -i '^content-length')" 'content-length: 10'
    want 200 'HEAD' -I "$at/"
    want 404 'HEAD of what is not there' -I "$at/nothing.html"
}

paths() {
    local path
    for path in /.. /../ /../../etc/passwd /%2e%2e/%2e%2e/etc/passwd /%2E%2E/secret.txt /%252e%252e/secret.txt \
        /..%2f..%2fetc%2fpasswd /..%252fsecret.txt /.%2e/secret.txt /%2e%2e%5csecret.txt '/..\..\etc\passwd' /..%5c..%5csecret.txt \
        /2017/../../secret.txt /2017/10/26/..%2f..%2f..%2f..%2fsecret.txt /%c0%ae%c0%ae/secret.txt /%u002e%u002e/secret.txt \
        /...//...//secret.txt '/..;/secret.txt' /./index.html /2017//10/26/bridge.html /2017/./10/26/bridge.html \
        /2017/10/../10/26/bridge.html /index.html%00.txt /%00 /index.html%0a /ten.txt%20 /ten.txt. '/ten.txt::$DATA' /TEN.TXT \
        /@fs/etc/passwd /@fs/"$work"/outside/secret.txt /@id/x /__vite_ping //etc/passwd ///etc/passwd //evil.example/ \
        /etc/passwd /proc/self/environ "$work/outside/secret.txt" "$site/secret.txt" /file:///etc/passwd /C:/Windows/win.ini \
        /secret.txt /site.toml /.git/config /.git/ /.depeche/ /.depeche/note.txt /.env /content/2017/10/bridge.md /content/ \
        /2017/10/bridge.md /content/.hidden.md /.hidden.md /.hidden.html /2017/10/26/draft.html /2017/10/26/draft /static/ten.txt /public/old.html /old.html \
        /templates/base.html /i18n/en.ftl /2017/10/ /2017/10/26/ /tags/ /static/ /manifest.sha256 /manifest/2017.sha256 /.depeche-manifest \
        /__depeche/ /__depeche /__depeche/../index.html /__depeche/..%2findex.html /__depeche/source/0 /__depeche/source/-1 \
        /__depeche/source/..%2f..%2fsite.toml /__depeche/source/18446744073709551616 /__depeche/client.js/ /__depeche/client.js%00 \
        /__DEPECHE/client.js '/index.html?/../../secret.txt/..' '/%' '/%zz' '/%ff%fe'; do
        case $path in
            '/index.html?'*) want 200 "$path" "$at$path" ;;
            *) want 404 "$path" "$at$path" ;;
        esac
    done
    want 404 'a name of 8,000 letters' "$at/$(printf 'a%.0s' {1..8000})"
    want 404 'a path of 2,000 folders' "$at/$(printf 'a/%.0s' {1..2000})"
    bytes_want 400 'NUL in the path' 'GET /index.html\0.txt HTTP/1.1\r\nHost: localhost\r\n\r\n'
    bytes_want 421 'no slash before the path: that is a name' 'GET index.html HTTP/1.1\r\nHost: localhost\r\n\r\n'
    bytes_want 404 'a backslash for the first slash' 'GET \\\\..\\\\secret.txt HTTP/1.1\r\nHost: localhost\r\n\r\n' 400
}

# Links are made while the site is on show: it is faulty then, and the last good one is shown on.
links() {
    ln -s "$work/outside/secret.txt" "$site/static/link.txt"
    ln -s "$work/outside" "$site/static/outside"
    ln -s "$work/outside/secret.txt" "$site/content/2017/10/link.md"
    ln -s "$work/outside" "$site/content/outside"
    ln -sf "$work/outside/secret.txt" "$site/static/ten.txt"
    ln -sf "$work/outside/secret.txt" "$site/content/2017/10/map.svg"
    want 404 'a symbolic link in static/, at once' "$at/link.txt"
    want 500 'a file that became a symbolic link, at once' "$at/ten.txt" 200
    for _ in {1..100}; do if grep -q 'last good site' "$work/said"; then break; fi; sleep 0.02; done
    want 404 'a symbolic link in static/' "$at/link.txt"
    want 404 'through a linked folder in static/' "$at/outside/secret.txt"
    want 404 'a symbolic link in content/' "$at/2017/10/26/link.html"
    want 404 'through a linked folder in content/' "$at/outside/secret.html"
    want 500 'a file that became a symbolic link' "$at/ten.txt" 200
    want 500 'an image that became a symbolic link' "$at/media/2017/10/map.svg" 200
    local fault
    for fault in {0..7}; do want 404 "the source page of fault $fault: of a text of the site, or none" "$at/__depeche/source/$fault" 200; done
    want 200 'the home page, while links are refused' "$at/"
    rm "$site"/static/{link.txt,outside,ten.txt} "$site"/content/{outside,2017/10/link.md,2017/10/map.svg}
    printf '0123456789' >"$site/static/ten.txt"
    echo '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>' >"$site/content/2017/10/map.svg"
    for _ in {1..100}; do
        if [[ $(curl -s "$at/ten.txt") == 0123456789 ]] && curl -sf -o "$work/body" "$at/2017/10/26/bridge.html"; then break; fi
        sleep 0.05
    done
    want 200 'a file that is one again' "$at/ten.txt"
}

events() {
    local line=$at/__depeche/events/index.html
    # A line of events has no end: curl gives up, with the status that it saw.
    PATIENCE=0.4
    want 200 'events: from no page' "$line"
    want 200 'events: of two pages' "$at/__depeche/events?index.html%3Fx&2017%2F10%2F26%2Fbridge.html%3Fx"
    holds 'events: each says of which page' "$(grep -o '"page":[0-9]*' "$work/body" | sort -u | tr -d '\n')" '"page":0"page":1'
    want 200 'events: from our own page' -H "Origin: $at" -H 'Sec-Fetch-Site: same-origin' "$line"
    PATIENCE=5
    want 403 'events: from a foreign page' -H 'Origin: http://evil.example' "$line"
    want 403 'events: from a foreign page over TLS' -H 'Origin: https://localhost' "$line"
    want 403 'events: from another port' -H 'Origin: http://127.0.0.1:1' "$line"
    want 403 'events: from a sandboxed page' -H 'Origin: null' "$line"
    want 403 'events: from our name, asked by address' -H "Origin: http://localhost:$port" "$line"
    want 403 'events: Sec-Fetch-Site: cross-site' -H 'Sec-Fetch-Site: cross-site' "$line"
    want 403 'events: Sec-Fetch-Site: same-site' -H 'Sec-Fetch-Site: same-site' "$line"
    want 403 'events: Sec-Fetch-Site in a way unknown' -H 'Sec-Fetch-Site: x' "$line"
    want 403 'the script, for a foreign page' -H 'Sec-Fetch-Site: cross-site' "$at/__depeche/client.js"
    want 403 'a source, for a foreign page' -H 'Origin: http://evil.example' "$at/__depeche/source/0"
    want 404 'events: of a path that leads out' "$at/__depeche/events/..%2f..%2fsite.toml"
    want 404 'events: of pages of which one leads out' "$at/__depeche/events?index.html%3Fx&..%2Fsite.toml"
    want 404 'events: of no page' "$at/__depeche/events"
    want 404 'events: of more pages than a line may be of' "$at/__depeche/events?$(printf 'a.html&%.0s' {1..200})a.html"
    want 403 'events: of pages, from a foreign page' -H 'Origin: http://evil.example' "$at/__depeche/events?index.html"
    bytes_want 403 'events: two origins' "GET /__depeche/events/index.html HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\nOrigin: http://evil.example\r\n\r\n"
}

heads() {
    want 431 'a header of 20,000 letters' -H "X-Long: $(printf 'a%.0s' {1..20000})" "$at/"
    want 431 'two hundred headers' "${many[@]}" "$at/"
    want 414 'a path of 100,000 letters' "$at/$(printf 'a%.0s' {1..100000})" 431
    want 200 'sixty headers' "${many[@]:0:116}" "$at/"
    bytes_want 400 'a header without a name' 'GET / HTTP/1.1\r\nHost: localhost\r\n: x\r\n\r\n'
    bytes_want 400 'a header without a colon' 'GET / HTTP/1.1\r\nHost: localhost\r\nx\r\n\r\n'
    bytes_want 400 'a folded header' 'GET / HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b\r\n\r\n'
    bytes_want 400 'a space before the colon' 'GET / HTTP/1.1\r\nHost : localhost\r\n\r\n'
    bytes_want 400 'NUL in a header' 'GET / HTTP/1.1\r\nHost: localhost\r\nX: a\0b\r\n\r\n'
}

bodies() {
    want 400 'GET with a body' -X GET --data 'x=1' "$at/"
    want 400 'GET with a body in pieces' -X GET -H 'Transfer-Encoding: chunked' --data 'x=1' "$at/"
    bytes_want 400 'a body whose length is told twice' 'GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nContent-Length: 5\r\n\r\nabcde'
    bytes_want 400 'a length and pieces' 'GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'
    bytes_want 400 'a length that is none' 'GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n'
    bytes_want 400 'an odd coding' 'GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xchunked\r\n\r\n'
    # What comes as a body must not be taken for the next request.
    bytes_want 400 'a request within a body' 'GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 45\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n\r\n'
    holds 'a request within a body is not answered' "$(grep -c '^HTTP/1' "$work/raw")" 1
}

bytes() {
    bytes_want none 'HTTP/0.9' 'GET /\r\n' 400
    bytes_want none 'HTTP/2, without asking' 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n' 400
    bytes_want 400 'HTTP/9.9' 'GET / HTTP/9.9\r\nHost: localhost\r\n\r\n' none 505
    bytes_want none 'TLS' '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03' 400
    bytes_want 400 'noise' '\x80\xff\x00\x01\x02\r\n\r\n' none
    bytes_want none 'empty lines' '\r\n\r\n\r\n\r\n'
    bytes_want 400 'a method of noise' '\x01\x02 / HTTP/1.1\r\nHost: localhost\r\n\r\n'
    bytes_want 400 'spaces within the path' 'GET / x HTTP/1.1\r\nHost: localhost\r\n\r\n'
    local noise=0
    for _ in {1..50}; do
        head -c 3000 /dev/urandom 2>/dev/null | timeout 1 bash -c "cat >/dev/tcp/127.0.0.1/$port" 2>/dev/null
        noise=$((noise + 1))
    done
    want 200 "the home page, after $noise times 3,000 random bytes" "$at/"
}

parts() {
    local file=$at/ten.txt tag
    want 206 'a range' -r 2-4 "$file"
    holds 'a range holds what was asked for' "$(<"$work/body")" 234
    holds 'a range says what it is' "$(header content-range)" 'bytes 2-4/10'
    want 206 'the last bytes' -r -3 "$file"
    holds 'the last bytes are the last' "$(<"$work/body")" 789
    want 206 'a range beyond the end' -r 8-99 "$file"
    want 416 'a range behind the end' -r 10-12 "$file"
    holds 'a range behind the end says how long it is' "$(header content-range)" 'bytes */10'
    want 200 'a range that is none' -H 'Range: bytes=x-y' "$file" 416
    want 200 'a range that runs backwards' -H 'Range: bytes=5-2' "$file" 416
    want 200 'a range in another unit' -H 'Range: lines=1-2' "$file"
    want 200 'many ranges' -H "Range: bytes=$(printf '0-9,%.0s' {1..500})0-9" "$file" 416
    want 416 'a range of no end' -H 'Range: bytes=99999999999999999999-' "$file" 200
    want 200 'a file' "$file"
    tag=$(header etag)
    want 304 'a file that is known' -H "If-None-Match: $tag" "$file"
    want 304 'a file that is known among others' -H "If-None-Match: \"x\", W/$tag" "$file"
    want 304 'a file that is known, whatever it is' -H 'If-None-Match: *' "$file"
    want 200 'a file that was another' -H 'If-None-Match: "x"' "$file"
    want 206 'a range of the file that is known' -r 0-1 -H "If-Range: $tag" "$file"
    want 200 'a range of a file that was another' -r 0-1 -H 'If-Range: "x"' "$file"
    want 200 'a page' "$at/"
    want 304 'a page that is known' -H "If-None-Match: $(header etag)" "$at/"
}

types() {
    local path type
    while read -r path type; do
        want 200 "the type of $path" "$at$path"
        holds "$path is $type" "$(header content-type)" "$type"
        holds "$path is what it says" "$(header x-content-type-options)" nosniff
    done <<'END'
/ text/html; charset=utf-8
/2017/10/26/bridge text/html; charset=utf-8
/style.css text/css; charset=utf-8
/favicon.svg image/svg+xml; charset=utf-8
/ten.txt text/plain; charset=utf-8
/donn%C3%A9es.csv text/csv; charset=utf-8
/media/2017/10/map.svg image/svg+xml; charset=utf-8
/plan.pdf application/pdf
/long.bin application/octet-stream
/__depeche/client.js text/javascript; charset=utf-8
/__depeche/preview.css text/css; charset=utf-8
END
    want 404 'the type of a page that is not there' "$at/nothing"
    holds 'a page that is not there is a page' "$(header content-type)" 'text/html; charset=utf-8'
    want 404 'words of an address stay words' "$at/%3Cscript%3Ealert(1)%3C/script%3E"
    holds 'no script came of them' "$(grep -c '<script>alert' "$work/body")" 0
}

# Connections that are begun at the start: half a head, a long answer that nobody takes, and one that was used and is kept.
idle() {
    idle_since=$SECONDS
    exec {slow}<>"/dev/tcp/127.0.0.1/$port" {lazy}<>"/dev/tcp/127.0.0.1/$port" {kept}<>"/dev/tcp/127.0.0.1/$port"
    printf 'GET / HTTP/1.1\r\nHost: loc' >&"$slow"
    printf 'GET /long.bin HTTP/1.1\r\nHost: localhost\r\n\r\n' >&"$lazy"
    printf 'HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n' >&"$kept"
}

# Each has been ended after ten seconds.
idle_end() {
    while ((SECONDS - idle_since < 13)); do sleep 0.2; done
    ended "$slow" 'half a head is not waited for'
    ended "$kept" 'a connection that was used is not kept for ever'
    holds 'an answer that is not taken is not held for ever' "$(($(timeout 5 cat <&"$lazy" | wc -c) < 50000000))" 1
    exec {slow}>&- {lazy}>&- {kept}>&-
}

# More connections, and more lines of events, than are taken at once.
crowds() {
    local fd fds=() line
    for _ in {1..260}; do exec {fd}<>"/dev/tcp/127.0.0.1/$port" && fds+=("$fd"); done
    PATIENCE=0.5
    want 000 'a connection beyond the limit waits' "$at/"
    PATIENCE=5
    for fd in "${fds[@]:0:20}"; do exec {fd}>&-; done
    want 200 'and has its turn when others end' "$at/"
    for fd in "${fds[@]:20}"; do exec {fd}>&-; done

    local lines=()
    for _ in {1..110}; do
        exec {fd}<>"/dev/tcp/127.0.0.1/$port" && lines+=("$fd")
        printf 'GET /__depeche/events/index.html?x HTTP/1.1\r\nHost: localhost\r\n\r\n' >&"$fd"
    done
    sleep 0.3
    want 503 'more lines of events than are kept' "$at/__depeche/events/index.html"
    want 200 'the home page, with all lines of events taken' "$at/"
    for fd in "${lines[@]}"; do exec {fd}>&-; done
    for _ in {1..50}; do
        line=$(curl -s -o "$work/body" --max-time 0.3 -w '%{http_code}' "$at/__depeche/events/index.html")
        if [[ $line == 200 ]]; then break; fi
        sleep 0.1
    done
    holds 'and they are free again when their pages are closed' "$line" 200
}

# ended FD TITLE: the server has closed that connection.
ended() {
    timeout 3 cat <&"$1" >"$work/raw"
    holds "$2" $? 0
}

# want STATUS TITLE CURL-ARGUMENT...: one request; numbers of three digits at the end are statuses that will do as well.
want() {
    local wanted=$1 title=$2 also=() given
    shift 2
    while [[ ${*: -1} =~ ^[0-9]{3}$ ]]; do also+=("${*: -1}"); set -- "${@:1:$#-1}"; done
    : >"$work/head"
    : >"$work/body"
    given=$(curl -s --path-as-is --globoff --max-time "$PATIENCE" -o "$work/body" -D "$work/head" -w '%{http_code}' "$@")
    judge "$title" "$given" "$wanted" "${also[@]}"
    harmless "$title" "$work/head" "$work/body"
}

# bytes_want STATUS TITLE FORMAT [STATUS]...: bytes as `printf` makes them. "none" is a connection closed without an answer.
bytes_want() {
    local wanted=$1 title=$2 format=$3 fd given
    shift 3
    exec {fd}<>"/dev/tcp/127.0.0.1/$port"
    # shellcheck disable=SC2059
    printf "$format" >&"$fd" 2>/dev/null
    timeout 1 cat <&"$fd" >"$work/raw" 2>/dev/null
    exec {fd}>&-
    given=$(head -c 12 "$work/raw" | sed -n 's|^HTTP/1.[01] \([0-9]*\)$|\1|p')
    judge "$title" "${given:-none}" "$wanted" "$@"
    harmless "$title" "$work/raw"
}

# judge TITLE GIVEN WANTED...
judge() {
    local title=$1 given=$2 wanted
    shift 2
    asked=$((asked + 1))
    for wanted in "$@"; do
        if [[ $given == "$wanted" ]]; then
            printf '%-8s %-8s %s\n' "$wanted" "$given" "${title:0:100}"
            return
        fi
    done
    wrong=$((wrong + 1))
    printf '%-8s %-8s %s   <-- WRONG\n' "$1" "$given" "${title:0:100}"
}

# No answer gives leave to another site, or holds what is not the site's.
harmless() {
    local title=$1
    shift
    if grep -qai '^access-control-' "$@"; then fault "$title: gives leave to another site"; fi
    if grep -qaE "$OUTSIDE|^root:" "${@: -1}"; then fault "$title: holds words from outside the site"; fi
}

# holds TITLE GIVEN WANTED: what an answer held.
holds() {
    if [[ $2 != "$3" ]]; then fault "$1: \`$2\`, not \`$3\`"; fi
}

fault() {
    wrong=$((wrong + 1))
    printf '                  %s   <-- WRONG\n' "$1"
}

# header NAME: of the last answer.
header() {
    tr -d '\r' <"$work/head" | sed -n "s/^$1: //Ip" | tail -1
}

many=()
for n in {1..200}; do many+=(-H "X-$n: $n"); done

main
