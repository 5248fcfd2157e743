#!/usr/bin/env bash
# Owns the measuring of publishing to a bucket, on request: benches/publish/store.sh [FILES [SIZE [PROFILE]]] publishes so many files
# (10,000) of so many bytes (8192) to a `moto_server` of its own (PyPI: `moto[server]`; DEPECHE_MOTO names another program), then one that changed.
# Where rclone is installed, it uploads as many files to the same server, to tell the server's limits from ours.
# PROFILE is `release`, or `dev` to try the script.
set -euo pipefail
cd "$(dirname "$0")/../.."

files=${1:-10000}
size=${2:-8192}
profile=${3:-release}
port=${PORT:-24566}
work=$(mktemp -d "${TMPDIR:-/tmp}/depeche-store-XXXXXX")
"${DEPECHE_MOTO:-moto_server}" -H 127.0.0.1 -p "$port" >/dev/null 2>&1 &
server=$!
trap 'kill "$server"; rm -rf "$work"' EXIT

cargo build --locked --quiet --profile "$profile" --example publish-store
folder=$profile
[[ $profile == dev ]] && folder=debug
for _ in $(seq 100); do
    curl -sf -X PUT "http://127.0.0.1:$port/archive" >/dev/null && break
    sleep 0.2
done

"${CARGO_TARGET_DIR:-target}/$folder/examples/publish-store" "http://127.0.0.1:$port" archive "$files" "$size"

if command -v rclone >/dev/null; then
    mkdir -p "$work/files"
    for ((number = 0; number < files; number++)); do
        head -c "$size" /dev/zero >"$work/files/$number.html"
    done
    curl -sf -X PUT "http://127.0.0.1:$port/other" >/dev/null
    export RCLONE_CONFIG_M_TYPE=s3 RCLONE_CONFIG_M_PROVIDER=Other RCLONE_CONFIG_M_ENDPOINT="http://127.0.0.1:$port" \
        RCLONE_CONFIG_M_ACCESS_KEY_ID=test RCLONE_CONFIG_M_SECRET_ACCESS_KEY=test
    unset AWS_CA_BUNDLE
    began=$(date +%s.%N)
    rclone copy --quiet --transfers 32 --no-check-dest --s3-no-head "$work/files" m:other
    printf 'rclone, as many files, 32 at once: %.1f s\n' "$(echo "$(date +%s.%N) - $began" | bc)"
else
    printf 'rclone is not installed: nothing to compare with\n'
fi
