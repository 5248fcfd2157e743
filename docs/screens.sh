#!/usr/bin/env bash
# Owns the pictures of the theme: it builds the sample archive, the same under an Arabic interface, and the archive that has every
# part of the theme, and takes pictures of them, anew each time: of each kind of page (docs/images/screens/), of each component
# (docs/content/reference/components/), and the one of the README. Run it after a change of the look, and look at what it made.
# Usage: docs/screens.sh [BINARY]; CHROMIUM names another browser. It needs node, npm, Chromium and poppler-utils.
set -euo pipefail
exec </dev/null
cd "$(dirname "$0")/.."

BINARY=$(realpath "${1:-target/release/depeche}")
MOST=4000

main() {
    local name
    for name in node npm pdftoppm; do
        command -v "$name" >/dev/null || { echo "$name is needed (Debian: nodejs npm poppler-utils)"; exit 2; }
    done
    [[ -d tests/browser/node_modules ]] || npm --prefix tests/browser ci --ignore-scripts
    work=$(mktemp -d "${TMPDIR:-/tmp}/depeche-screens-XXXXXX")
    trap 'rm -rf "$work"' EXIT

    sources sample site.toml
    sources arabic tests/browser/arabic.toml
    mkdir "$work/parts" && cp -r tests/browser/parts/{site.toml,content,static} "$work/parts/"
    # The built-in theme is that of this work tree, as for the sample archive.
    cp -r static templates i18n "$work/parts/"
    for name in sample arabic parts; do "$BINARY" build --quiet --root "$work/$name" 2>/dev/null; done

    rm -rf docs/images/screens docs/content/reference/components
    mkdir -p docs/images/screens docs/content/reference/components
    node docs/screens.mjs "$work/sample/public" "$work/arabic/public" "$work/parts/public"
    local size
    size=$(du -sk docs/images/screens docs/content/reference/components | awk '{ all += $1 } END { print all }')
    echo "$size KB in all"
    ((size <= MOST)) || { echo "that is more than $MOST KB: take fewer, or smaller ones"; exit 1; }
}

# sources NAME SITE_TOML: the sample archive with a configuration.
sources() {
    mkdir "$work/$1"
    cp -r content static templates i18n "$work/$1/"
    cp "$2" "$work/$1/site.toml"
}

main
