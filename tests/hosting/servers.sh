#!/usr/bin/env bash
# Owns the proof that the configurations of `depeche headers` do on real servers what they say: it builds a site, starts nginx,
# Caddy and Apache with what depeche prints for them, asks each for the same things, and fails on any difference. What a server
# lacks on a Debian is installed where that may be done; else the script says what to install, and fails.
# Usage: tests/hosting/servers.sh [BINARY]
set -uo pipefail
exec </dev/null

BINARY=$(realpath "${1:-target/release/depeche}") || exit 2
PATIENCE=10

wrong=0
asked=0
# shellcheck source=tests/hosting/lib.sh
source "$(dirname "$0")/lib.sh"

main() {
    tools || exit 1
    work=$(mktemp -d "${TMPDIR:-/tmp}/depeche-hosting-XXXXXX") || exit 2
    trap 'end' EXIT
    # The servers drop what rights they have, and must be able to read the site all the same.
    chmod 755 "$work"
    make_site
    local server
    for server in nginx caddy apache; do
        port=$(free_port)
        at=http://127.0.0.1:$port
        printf '\n%s at %s\n' "$server" "$at"
        if "start_$server" && answers; then ask_all "$server"; else miss "$server does not start"; cat "$work/$server.log"; fi
        stop_all
    done
    subfolder
    printf '\n%d questions, %d wrong\n' "$asked" "$wrong"
    ((wrong == 0))
}

tools() {
    command -v curl >/dev/null || packages curl
    command -v caddy >/dev/null || packages caddy
    command -v apache2 >/dev/null || packages apache2
    local name lacking=0
    nginx_tools || lacking=1
    for name in curl caddy apache2; do
        command -v "$name" >/dev/null || { echo "$name is needed (Debian: caddy apache2 curl)"; lacking=1; }
    done
    return $lacking
}

make_site() {
    site=$work/site
    mkdir -p "$site"/{content/2017/10,static}
    cat >"$site/site.toml" <<'END'
title = "A site"
language = "en"
base_url = "https://archive.example/"
[hosting]
compress = ["gz", "br"]
headers = ["netlify", "apache"]
hsts = true
END
    printf '+++\nheadline = "The bridge"\npublished = 2017-10-26\ntags = ["river"]\naliases = ["/old/bridge"]\n+++\nIt is open.\n\n![Map](map.svg)\n\n![Photograph](photo.gif)\n' \
        >"$site/content/2017/10/bridge.md"
    local number
    for number in {1..9}; do
        printf '+++\nheadline = "Crossing %d"\npublished = 2017-10-27\n+++\nThe bridge is open, the road behind it is not.\n' "$number" \
            >"$site/content/2017/10/crossing-$number.md"
    done
    printf '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><title>%01500d</title></svg>' 0 >"$site/content/2017/10/map.svg"
    printf 'GIF89a\1\0\1\0\200\0\0\0\0\0\377\377\377,\0\0\0\0\1\0\1\0\0\2\2D\1\0;' >"$site/content/2017/10/photo.gif"
    printf 'a,b\n%02000d,é\n' 0 >"$site/static/list.csv"
    printf 'not a font' >"$site/static/letters.woff2"
    "$BINARY" build --quiet --root "$site" || exit 1
    public=$site/public
    # As a signed site has it.
    echo 'untrusted comment: a signature' >"$public/manifest.sha256.minisig"
    echo 'secret' >"$public/.hidden"
    chmod -R a+rX "$work"
}

start_caddy() {
    {
        printf '{\n\tadmin off\n\tauto_https off\n}\n'
        "$BINARY" headers caddy --root "$site" | sed -e "s|^archive.example {|http://127.0.0.1:$port {|" -e "s|/srv/archive/current|$public|"
    } >"$work/Caddyfile"
    XDG_DATA_HOME=$work XDG_CONFIG_HOME=$work caddy run --config "$work/Caddyfile" --adapter caddyfile >"$work/caddy.log" 2>&1 &
    servers+=($!)
}

# As a shared host has it: all of it in the site's own `.htaccess`, which may say no more than it must.
start_apache() {
    local modules=/usr/lib/apache2/modules name
    {
        for name in mpm_event authz_core mime headers rewrite dir autoindex unixd; do
            # What Debian has built in is no file.
            [[ ! -f $modules/mod_$name.so ]] || echo "LoadModule ${name}_module $modules/mod_$name.so"
        done
        echo "ServerName localhost
Listen 127.0.0.1:$port
PidFile $work/apache.pid
DefaultRuntimeDir $work
ErrorLog $work/apache.log
TypesConfig /etc/mime.types
DocumentRoot $public
DirectoryIndex index.html
<Directory />
    Require all denied
</Directory>
<Directory $public>
    Require all granted
    Options FollowSymLinks Indexes
    AllowOverride FileInfo
</Directory>
<Files \".ht*\">
    Require all denied
</Files>"
        [[ $(id -u) == 0 ]] && printf 'User www-data\nGroup www-data\n'
    } >"$work/apache.conf"
    apache2 -d "$work" -f "$work/apache.conf" -DFOREGROUND >>"$work/apache.log" 2>&1 &
    servers+=($!)
}

ask_all() {
    local page='/2017/10/26/bridge.html' name
    for name in "$page" / /style.css /feed.xml /media/2017/10/map.svg /media/2017/10/photo.gif /manifest.sha256 \
        /list.csv /no-such-page.html /no-such.jpg; do
        has "$name" content-security-policy "frame-ancestors 'none'"
        has "$name" x-content-type-options '^nosniff$'
        has "$name" referrer-policy '^no-referrer$'
        has "$name" cross-origin-opener-policy '^same-origin$'
        has "$name" permissions-policy 'camera=()'
        has "$name" strict-transport-security '^max-age=31536000$'
    done

    type_of "$page" 'text/html; charset=utf-8'
    type_of /2017/10/26/bridge 'text/html; charset=utf-8'
    type_of /style.css 'text/css; charset=utf-8'
    type_of /feed.xml 'application/xml; charset=utf-8'
    type_of /feed.json 'application/json; charset=utf-8'
    type_of /media/2017/10/map.svg 'image/svg+xml; charset=utf-8'
    type_of /media/2017/10/photo.gif 'image/gif'
    type_of /list.csv 'text/csv; charset=utf-8'
    type_of /manifest.sha256 'text/plain; charset=utf-8'
    type_of /manifest/2017.sha256 'text/plain; charset=utf-8'
    type_of /manifest.sha256.minisig 'text/plain; charset=utf-8'
    type_of /letters.woff2 'font/woff2'

    for name in "$page" / /style.css /feed.xml /feed.json /manifest.sha256 /manifest/2017.sha256 /list.csv \
        /2017/10/26/bridge /no-such-page.html /no-such.jpg; do
        has "$name" cache-control '^no-cache$'
    done
    has /media/2017/10/map.svg cache-control '^public, max-age=3600, must-revalidate$'
    has /media/2017/10/photo.gif cache-control '^public, max-age=3600, must-revalidate$'
    has /letters.woff2 cache-control '^public, max-age=86400$'

    for name in / "$page" /2017/10/26/bridge /old/bridge/; do status 200 "$name"; done
    # An address that is a page and a folder is the page; one that is a page in a folder leads there.
    leads /2017 2017.html
    leads /2017/10/26/bridge 2017/10/26/bridge.html
    leads /old/bridge old/bridge/index.html
    # A lost address has the site's own page, whatever it asked for; a folder without a page is none, and is not listed.
    for name in /no-such-page.html /no-such.jpg /media/ /media/2017/10/ /.hidden /.htaccess /no/such/folder/; do
        # What a server is told to keep to itself before it looks at ours is forbidden there.
        case $1$name in apache/.htaccess) status 403 "$name" ;; *) status 404 "$name" ;; esac
        same "$name" 404.html
        has "$name" content-type '^text/html; charset=utf-8$'
    done

    for name in "$page" /style.css /feed.xml /feed.json /media/2017/10/map.svg /list.csv; do
        sibling "$name" br 'gzip, deflate, br' br
        sibling "$name" gzip 'gzip, deflate' gz
        plain "$name"
    done
    sibling / br 'gzip, br' br index.html
    has '/no-such-page.html' content-encoding '^br$' 'br'
    has /media/2017/10/photo.gif content-encoding '^$' 'gzip, br'

    revalidated "$page"
    # Every file can be had as the manifest says that it is. What stands there as a signature is none.
    asked=$((asked + 1))
    mv "$public/manifest.sha256.minisig" "$work/aside"
    "$BINARY" verify "$at/" >"$work/verify.log" 2>&1 || { miss 'the manifest'; cat "$work/verify.log"; }
    mv "$work/aside" "$public/manifest.sha256.minisig"
    if [[ $1 == apache ]]; then
        cmp -s <("$BINARY" headers apache --root "$site" --quiet) "$public/.htaccess" || miss '.htaccess is not what the command prints'
    fi
}

# has PATH HEADER PATTERN [ENCODINGS]: one header of an answer, once.
has() {
    local values
    ask "$1" "${4:-}"
    values=$(sed -n "s/^$2: *//Ip" "$work/head" | tr -d '\r')
    if [[ $(grep -ci "^$2:" "$work/head") -gt 1 ]] || ! grep -q -- "$3" <<<"$values"; then
        miss "$1: $2 is '$values', not $3"
    fi
}

type_of() { has "$1" content-type "^$2\$"; }

status() {
    ask "$2"
    [[ $code == $1 ]] || miss "$2: status $code, not $1"
}

# same PATH FILE: the answer is the bytes of a file of the site.
same() {
    ask "$1"
    cmp -s "$work/body" "$public/$2" || miss "$1: not the bytes of $2"
}

# leads PATH FILE: whoever follows where an address leads comes to a file of the site.
leads() {
    asked=$((asked + 1))
    curl -sL --max-time $PATIENCE --max-redirs 3 -o "$work/body" "$at$1"
    cmp -s "$work/body" "$site/public/$2" || miss "$1: does not lead to $2"
}

# sibling PATH NAME ACCEPTED EXTENSION [FILE]: the answer is the sibling, with the type of its file.
sibling() {
    local file=${5:-${1#/}} wanted
    ask "$1"
    wanted=$(sed -n 's/^content-type: *//Ip' "$work/head")
    ask "$1" "$3"
    grep -qi "^content-encoding: $2" "$work/head" || miss "$1: not sent as $2"
    grep -qi '^vary:.*accept-encoding' "$work/head" || miss "$1: $2 without vary"
    [[ $(sed -n 's/^content-type: *//Ip' "$work/head") == "$wanted" ]] || miss "$1: another type as $2"
    cmp -s "$work/body" "$public/$file.$4" || miss "$1: not the bytes of $file.$4"
}

plain() {
    ask "$1"
    grep -qi '^content-encoding:' "$work/head" && miss "$1: packed, and nobody asked for that"
    cmp -s "$work/body" "$public/${1#/}" || miss "$1: not its bytes"
}

# A page that did not change costs a few bytes.
revalidated() {
    local tag
    ask "$1"
    tag=$(sed -n 's/^etag: *//Ip' "$work/head" | tr -d '\r')
    code=$(curl -s --max-time $PATIENCE -o /dev/null -w '%{http_code}' -H "If-None-Match: $tag" "$at$1")
    asked=$((asked + 1))
    [[ $code == 304 ]] || miss "$1: status $code where nothing changed"
}

# ask PATH [ENCODINGS]
ask() {
    local accepted=()
    [[ -z ${2:-} ]] || accepted=(-H "Accept-Encoding: $2")
    asked=$((asked + 1))
    code=$(curl -s --max-time $PATIENCE --path-as-is -D "$work/head" -o "$work/body" -w '%{http_code}' "${accepted[@]}" "$at$1")
}

# A site that is read under a path of its host, on each server that has to know it.
subfolder() {
    printf '\nin a subfolder\n'
    sed -i 's|^base_url.*|base_url = "https://archive.example/sub/"|' "$site/site.toml"
    "$BINARY" build --quiet --root "$site" 2>/dev/null || miss 'builds again'
    chmod -R a+rX "$work"
    mkdir -p "$work/top"
    ln -s "$public" "$work/top/sub"
    local server built=$public
    for server in nginx caddy apache; do
        port=$(free_port)
        at=http://127.0.0.1:$port
        public=$work/top
        "start_$server" 2>/dev/null && answers || miss "$server does not start"
        for name in /sub/ /sub/2017/10/26/bridge.html; do status 200 "$name"; done
        leads /sub/2017 2017.html
        status 404 /sub/no-such-page.html
        public=$built
        same /sub/no-such-page.html 404.html
        stop_all
    done
}

miss() {
    printf '  WRONG: %s\n' "$1"
    wrong=$((wrong + 1))
}

end() {
    stop_all
    rm -rf "$work"
}

main
