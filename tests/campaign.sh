#!/usr/bin/env bash
# Owns the long search for faults, on request: tests/campaign.sh [ROUNDS] runs every property test with ten times the usual
# cases, each round with new random ones, and stops at the first failure, whose seed it names.
set -euo pipefail
cd "$(dirname "$0")/.."

rounds=${1:-5}
for ((round = 1; round <= rounds; round++)); do
    seed=$(od -An -N4 -tu4 /dev/urandom | tr -d ' ')
    printf '\n=== round %d of %d, seed %s\n' "$round" "$rounds" "$seed"
    if ! PROPTEST_RNG_SEED=$seed PROPTEST_CASES=2560 cargo test --locked --quiet; then
        printf 'failed: run it again with PROPTEST_RNG_SEED=%s PROPTEST_CASES=2560 cargo test\n' "$seed"
        exit 1
    fi
done
