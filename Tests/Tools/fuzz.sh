#!/bin/sh
# Fuzzes each reader for so many seconds: fuzz.sh PROGRAM SECONDS. The first byte of an input chooses the reader.
set -eu
program=$1
seconds=$2
for reader in 0 1 2; do
    corpus=$(mktemp -d)
    GUIJI_FUZZ_READER=$reader SWIFT_BACKTRACE=enable=no "$program" "$corpus" \
        -max_total_time="$seconds" -max_len=4096 -rss_limit_mb=2048 -timeout=10 -print_final_stats=1 2>&1 | tail -n 12
    rm -rf "$corpus"
done
