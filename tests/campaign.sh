#!/usr/bin/env bash
# Owns the long searches for faults, on request; each stops at what it finds and says how to find it again.
# tests/campaign.sh [ROUNDS] runs every property test with ten times the usual cases, each round with new random ones.
# tests/campaign.sh press [SECONDS [SEED]] reads hostile shapes of growing length, then spoilt press copy for so long: five
# minutes, or a night. What breaks a law is made small and kept in target/press-campaign/.
# tests/campaign.sh learn [FOLDER ...] learns the habits of pages anew (src/parse/press/layout/habits/learned.txt) from the project's
# press items and from folders of the same form; DEPECHE_HELD=FOLDER names copy that is measured and not learned from.
# tests/campaign.sh serve-fuzz [COUNT [SEED]] asks a preview for so much (100,000) that no browser would ask; a million takes some ten minutes.
# tests/campaign.sh serve-memory [COUNT] lets a preview of 1,000 generated articles rebuild so often (10,000), and wants its memory to stay flat.
# tests/campaign.sh laws [COUNT [SEED]] holds builds of a whole generated archive (10,000 articles) to the laws: see tests/laws/large.sh.
# DEPECHE names another binary for these three.
set -euo pipefail
cd "$(dirname "$0")/.."

main() {
    case ${1:-5} in
        press) press "${@:2}" ;;
        learn) learn "${@:2}" ;;
        serve-fuzz) serve_fuzz "${@:2}" ;;
        serve-memory) serve_memory "${@:2}" ;;
        laws) tests/laws/large.sh "${2:-10000}" "${3:-$(new_seed)}" ;;
        *) rounds "${1:-5}" ;;
    esac
}

rounds() {
    local round seed
    for ((round = 1; round <= $1; round++)); do
        seed=$(new_seed)
        printf '\n=== round %d of %d, seed %s\n' "$round" "$1" "$seed"
        if ! PROPTEST_RNG_SEED=$seed PROPTEST_CASES=2560 cargo test --locked --quiet; then
            printf 'failed: run it again with PROPTEST_RNG_SEED=%s PROPTEST_CASES=2560 cargo test\n' "$seed"
            exit 1
        fi
    done
}

press() {
    cargo run --locked --quiet --release --example press-campaign -- "${1:-300}" "${2:-$(new_seed)}"
}

learn() {
    local folder folders=$PWD/tests/press/items
    for folder in "$@"; do
        folders+=:$(realpath "$folder")
    done
    DEPECHE_LEARN=$folders cargo test --locked --quiet --release --lib -- --exact --nocapture \
        parse::press::layout::habits::tests::learning_makes_fewer_faults_than_knowing_nothing
}

serve_fuzz() {
    node tests/serve/campaign/fuzz.mjs "$(binary)" "${1:-100000}" "${2:-$(new_seed)}"
}

serve_memory() {
    work=$(mktemp -d "${TMPDIR:-/tmp}/depeche-memory-XXXXXX")
    trap 'rm -rf "$work"' EXIT
    cargo run --release --locked --quiet --example generate -- 1000 "$work/site"
    node tests/serve/campaign/memory.mjs "$(binary)" "$work/site" "${1:-10000}"
}

# The program to try, built unless DEPECHE names one.
binary() {
    if [[ -z ${DEPECHE:-} ]]; then
        cargo build --release --locked --quiet
        DEPECHE=${CARGO_TARGET_DIR:-target}/release/depeche
    fi
    realpath "$DEPECHE"
}

new_seed() {
    od -An -N4 -tu4 /dev/urandom | tr -d ' '
}

main "$@"
