#!/bin/sh
# Installs the Debian packages that the build needs and that are missing.
set -eu
missing=""
need() { # package, test
    if ! eval "$2" >/dev/null 2>&1; then missing="$missing $1"; fi
}
need pkg-config "command -v pkg-config"
need libxml2-dev "pkg-config --exists libxml-2.0"
need libsqlite3-dev "pkg-config --exists sqlite3"
need libssl-dev "pkg-config --exists libcrypto"
need libzstd-dev "pkg-config --exists libzstd"
need libsimdjson-dev "test -e /usr/include/simdjson.h || pkg-config --exists simdjson"
need sqlite3 "command -v sqlite3"
need python3 "command -v python3"
if ! command -v swift >/dev/null 2>&1; then
    echo "setup: swift is not on the PATH. Install Swift 6.2 or later first (swift.org)." >&2
    exit 1
fi
if [ -z "$missing" ]; then exit 0; fi
if [ "$(id -u)" = 0 ]; then
    as_root=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    as_root="sudo"
else
    echo "setup: these Debian packages are missing:$missing" >&2
    echo "setup: install them as root, then run this again:" >&2
    echo "           sudo apt-get install -y$missing" >&2
    exit 1
fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "setup: missing:$missing. This is not a Debian system; install their equivalents." >&2
    exit 1
fi
echo "setup: installing$missing"
$as_root env DEBIAN_FRONTEND=noninteractive sh -c \
    "apt-get update -qq && apt-get install -y -qq --no-install-recommends$missing" >/dev/null
