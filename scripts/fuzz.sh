#!/bin/sh
# Runs every fuzz target (or those named) for SECONDS each, one line for each target.
#
#   scripts/fuzz.sh [SECONDS] [TARGET...]
#
# Needs a nightly toolchain (rustup toolchain install nightly); installs cargo-fuzz if it is missing.
# Exits with 1 if any target crashed, 2 if something is missing. Corpora grow in fuzz/corpus, crashing
# inputs are in fuzz/artifacts, logs in fuzz/target/logs; all three are ignored by git.
set -eu

seconds=310
case "${1:-}" in
'') ;;
*[!0-9]*)
    echo "fuzz.sh: '$1' is not a number of seconds; usage: scripts/fuzz.sh [SECONDS] [TARGET...]" >&2
    exit 2
    ;;
*)
    seconds=$1
    shift
    ;;
esac

cd "$(dirname "$0")/.."
if ! command -v cargo >/dev/null; then
    echo "fuzz.sh: cargo is missing; install Rust with rustup (https://rustup.rs)" >&2
    exit 2
fi
if ! cargo +nightly --version >/dev/null 2>&1; then
    echo "fuzz.sh: the nightly toolchain is missing; install it: rustup toolchain install nightly" >&2
    exit 2
fi
if ! cargo fuzz --version >/dev/null 2>&1; then
    echo "fuzz.sh: installing cargo-fuzz" >&2
    if ! cargo install cargo-fuzz --locked --quiet; then
        echo "fuzz.sh: cargo-fuzz is missing and cannot be installed: cargo install cargo-fuzz --locked" >&2
        exit 2
    fi
fi

logs=fuzz/target/logs
mkdir -p "$logs"
if ! cargo +nightly fuzz build >"$logs/build.log" 2>&1; then
    tail -n 40 "$logs/build.log" >&2
    echo "fuzz.sh: the targets do not build; the whole log is $logs/build.log" >&2
    exit 2
fi

if [ $# -eq 0 ]; then
    for file in fuzz/fuzz_targets/*.rs; do
        set -- "$@" "$(basename "$file" .rs)"
    done
fi

crashed=0
for target in "$@"; do
    log=$logs/$target.log
    seeds=
    [ -d "fuzz/seeds/$target" ] && seeds=fuzz/seeds/$target
    mkdir -p "fuzz/corpus/$target"
    status=ok
    # shellcheck disable=SC2086 # without seeds there is no argument
    cargo +nightly fuzz run "$target" "fuzz/corpus/$target" $seeds -- -max_total_time="$seconds" \
        -timeout=20 -rss_limit_mb=2048 -malloc_limit_mb=512 -print_final_stats=1 >"$log" 2>&1 || status=CRASH
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    rate=$(sed -n 's/^stat::average_exec_per_sec: *//p' "$log")
    printf '%-14s %-5s %5s s %10s runs %7s /s\n' "$target" "$status" "$seconds" "${runs:-?}" "${rate:-?}"
    if [ "$status" != ok ]; then
        crashed=1
        grep -E "panicked at|ERROR: |SUMMARY: " "$log" | head -n 3 | sed 's/^/    /'
        echo "    log $log, input in fuzz/artifacts/$target"
    fi
done
exit $crashed
