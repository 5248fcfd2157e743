# Owns how a server is started for a test, and ended: nginx with what `depeche headers` prints for it, a free port, and what a Debian
# lacks. It is sourced, by a script that sets `work`, `site`, `public`, `port`, `at` and BINARY, and keeps `servers`.

servers=()

packages() {
    if [[ $(id -u) != 0 ]] || ! command -v apt-get >/dev/null; then
        echo "missing, and not installed (that takes root on a Debian): apt-get install $*"
        return 1
    fi
    if [[ -z ${apt_updated:-} ]]; then apt-get update -qq && apt_updated=yes; fi
    # Nothing that is installed here may begin to serve by itself.
    RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

# nginx, and its brotli module, which is a package of its own.
nginx_tools() {
    local lacking=0
    command -v nginx >/dev/null || packages nginx-light
    ls /usr/lib/nginx/modules/*brotli_static* >/dev/null 2>&1 || packages libnginx-mod-http-brotli-static
    command -v nginx >/dev/null || { echo 'nginx is needed (Debian: nginx-light)'; lacking=1; }
    ls /usr/lib/nginx/modules/*brotli_static* >/dev/null 2>&1 ||
        { echo 'the brotli module of nginx is needed (Debian: libnginx-mod-http-brotli-static)'; lacking=1; }
    return $lacking
}

start_nginx() {
    local module
    module=$(ls /usr/lib/nginx/modules/*brotli_static* | head -n 1)
    {
        echo "load_module $module;"
        [[ $(id -u) == 0 ]] && echo 'user www-data;'
        echo "pid $work/nginx.pid; error_log $work/nginx.log; daemon off;"
        echo "events {} http { client_body_temp_path $work/nb; proxy_temp_path $work/np; fastcgi_temp_path $work/nf;"
        echo "uwsgi_temp_path $work/nu; scgi_temp_path $work/ns;"
        "$BINARY" headers nginx --root "$site" | sed -e "s|listen 80;|listen 127.0.0.1:$port;|" -e '/listen \[/d' \
            -e "s|root /srv/archive/current;|root $public;|" -e 's|# brotli_static on;|brotli_static on;|'
        echo '}'
    } >"$work/nginx.conf"
    nginx -t -q -c "$work/nginx.conf" 2>>"$work/nginx.log" || return
    nginx -c "$work/nginx.conf" 2>>"$work/nginx.log" &
    servers+=($!)
}

answers() {
    local _
    for _ in {1..200}; do
        curl -s -o /dev/null --max-time 1 "$at/" && return
        sleep 0.05
    done
    return 1
}

free_port() {
    local port
    while port=$((20000 + RANDOM % 20000)); do
        (: >"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
    done
}

# Only what was started here is stopped, each by its number.
stop_all() {
    local pid
    for pid in "${servers[@]}"; do kill "$pid" 2>/dev/null; wait "$pid" 2>/dev/null; done
    servers=()
}
