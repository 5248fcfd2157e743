#!/usr/bin/env bash
# Owns the measuring of publishing: benches/publish.sh N KIND... makes an archive of N articles and publishes it to a target of each
# kind (directory rsync s3 git zip; all of them if none is named), on servers of this machine: first, again, and with one article edited.
# It prints seconds, CPU seconds and peak memory of depeche alone, as /usr/bin/time sees them, once each: a first publishing
# cannot be repeated on the same disk under the same conditions. The build that each publishing begins with is in the figures.
# DEPECHE names another binary, MOTO the command of the S3 test server, BENCH_DIR another place to work in.
set -euo pipefail
cd "$(dirname "$0")/.."

count=${1:?usage: benches/publish.sh N [KIND...]}
shift
kinds=("${@:-directory rsync s3 git zip}")
read -ra kinds <<<"${kinds[*]}"
work=$(mkdir -p "${BENCH_DIR:-target/bench}" && mktemp -d "${BENCH_DIR:-target/bench}/publish-XXXXXX")
work=$(cd "$work" && pwd)
servers=()
trap 'for server in "${servers[@]}"; do kill "$server" 2>/dev/null; done; rm -rf "$work"' EXIT

main() {
    [[ -x /usr/bin/time ]] || { echo 'GNU time is needed (Debian: apt-get install time)' >&2; exit 3; }
    if [[ -z ${DEPECHE:-} ]]; then
        cargo build --release --locked --quiet
        DEPECHE=${CARGO_TARGET_DIR:-target}/release/depeche
    fi
    cargo run --release --locked --quiet --example generate -- "$count" "$work/site"
    printf '%s articles, %s cores, %s, %s\n\n' "$count" "$(nproc)" \
        "$(df --output=fstype "$work" | tail -1)" "$("$DEPECHE" --version)"
    "$DEPECHE" build --quiet --root "$work/site"
    printf '%s files, %s\n\n' "$(find "$work/site/public" -type f | wc -l)" "$(du -sh "$work/site/public" | cut -f1)"
    printf '%-24s %9s %9s %9s\n' 'publishing' 'seconds' 'CPU s' 'peak MiB'
    local kind
    for kind in "${kinds[@]}"; do
        "target_$kind"
        measure "$kind: first"
        measure "$kind: again"
        edit "$kind"
        measure "$kind: one edited"
    done
}

# measure NAME: publishes, and prints a line.
measure() {
    if ! /usr/bin/time -o "$work/time" -f '%e %U %S %M' \
        "$DEPECHE" publish there --yes --quiet --root "$work/site" >/dev/null 2>"$work/talk"; then
        cat "$work/talk" >&2
        exit 1
    fi
    tail -1 "$work/time" | awk -v name="$1" '{ printf "%-24s %9.2f %9.2f %9.0f\n", name, $1, $2 + $3, $4 / 1024 }'
}

# target LINE...: the one target of the site, forgotten by whatever was published before.
target() {
    sed -i '/^\[publish.there\]/,$d' "$work/site/site.toml"
    rm -rf "$work/site/.depeche/publish"
    printf '[publish.there]\n' >>"$work/site/site.toml"
    printf '%s\n' "$@" >>"$work/site/site.toml"
}

# edit WORD: another word in the body of one article.
edit() {
    local file
    file=$(find "$work/site/content" -name '*.md' | sort | sed -n '7p')
    printf '\n%s.\n' "$1" >>"$file"
}

target_directory() {
    target 'kind = "directory"' "path = \"$work/directory\""
}

target_git() {
    git init --quiet --bare "$work/repository.git"
    target 'kind = "git"' "repository = \"$work/repository.git\""
}

target_zip() {
    target 'kind = "archive"' "path = \"$work/site.zip\""
}

target_s3() {
    local port
    port=$(free_port)
    "${MOTO:-moto_server}" -H 127.0.0.1 -p "$port" >"$work/moto.log" 2>&1 &
    servers+=($!)
    await "$port"
    export AWS_ACCESS_KEY_ID=bench AWS_SECRET_ACCESS_KEY=bench AWS_REGION=us-east-1
    curl --silent --show-error --fail -X PUT "http://127.0.0.1:$port/archive" \
        -H 'Authorization: AWS4-HMAC-SHA256 Credential=bench/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0' >/dev/null
    target 'kind = "s3"' 'bucket = "archive"' "endpoint = \"http://127.0.0.1:$port\""
}

target_rsync() {
    local port
    port=$(free_port)
    mkdir -p "$work/ssh" /run/sshd
    ssh-keygen -q -t ed25519 -N '' -f "$work/ssh/host"
    ssh-keygen -q -t ed25519 -N '' -f "$work/ssh/user"
    cp "$work/ssh/user.pub" "$work/ssh/authorized"
    printf '%s\n' "Port $port" 'ListenAddress 127.0.0.1' "HostKey $work/ssh/host" "AuthorizedKeysFile $work/ssh/authorized" \
        'StrictModes no' 'UsePAM no' 'PidFile none' >"$work/ssh/sshd_config"
    /usr/sbin/sshd -D -f "$work/ssh/sshd_config" 2>"$work/ssh/log" &
    servers+=($!)
    await "$port"
    printf '%s\n' 'Host there' 'HostName 127.0.0.1' "Port $port" "User $(id -un)" "IdentityFile $work/ssh/user" \
        'IdentitiesOnly yes' 'StrictHostKeyChecking no' "UserKnownHostsFile $work/ssh/known" 'LogLevel ERROR' >"$work/ssh/config"
    target 'kind = "rsync"' 'host = "there"' "path = \"$work/rsync\"" "ssh_config = \"$work/ssh/config\""
}

free_port() {
    local port
    for port in $(shuf -i 20000-60000 -n 50); do
        if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
            echo "$port"
            return
        fi
    done
    echo 'no free port' >&2
    exit 3
}

await() {
    local turn
    for turn in $(seq 100); do
        if (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; then return; fi
        sleep 0.1
    done
    echo "nothing answers on port $1" >&2
    exit 3
}

main
