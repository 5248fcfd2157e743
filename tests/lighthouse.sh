#!/usr/bin/env bash
# Owns what Lighthouse says of the sample archive, as nginx serves it with what `depeche headers nginx` prints: full marks in
# performance, accessibility, best practices and search on each page named below, or it fails and says what is lacking.
# Usage: tests/lighthouse.sh [BINARY]; CHROMIUM names another browser.
set -uo pipefail
exec </dev/null
cd "$(dirname "$0")/.." || exit 2

BINARY=$(realpath "${1:-target/release/depeche}") || exit 2
# A home page, an article of each direction of writing, a term, a period of time.
PAGES=("" 2017/10/26/assaut-al-qaim.html 2017/07/10/nasr-al-mawsil.html places/mossoul.html 2017.html)

# shellcheck source=tests/hosting/lib.sh
source tests/hosting/lib.sh

main() {
    nginx_tools || exit 1
    command -v curl >/dev/null || packages curl || exit 1
    npm --prefix tests/lighthouse ci --ignore-scripts --no-audit --no-fund || exit 1
    work=$(mktemp -d "${TMPDIR:-/tmp}/depeche-lighthouse-XXXXXX") || exit 2
    trap 'stop_all; rm -rf "$work"' EXIT
    # The server drops what rights it has, and must be able to read the site all the same.
    chmod 755 "$work"
    site=$work/site
    public=$site/public
    port=$(free_port)
    at=http://127.0.0.1:$port
    build
    start_nginx && answers || { cat "$work/nginx.log"; exit 1; }
    printf 'Lighthouse at %s\n' "$at"
    node tests/lighthouse/run.mjs "$at/" "${PAGES[@]}"
}

# The sample archive as an archivist would publish it: it knows its own address, and lies there packed.
build() {
    mkdir "$site"
    cp -r site.toml content static templates i18n "$site/"
    sed -i "s|^base_url.*|base_url = \"$at/\"|" "$site/site.toml"
    printf '\n[hosting]\ncompress = ["gz", "br"]\n' >>"$site/site.toml"
    "$BINARY" build --quiet --root "$site" 2>/dev/null || exit 1
    chmod -R a+rX "$work"
    local page
    for page in "${PAGES[@]}"; do [[ -f $public/${page:-index.html} ]] || { echo "the sample archive has no $page"; exit 1; }; done
}

main
