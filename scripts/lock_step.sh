#!/bin/sh
# Measures how many rows a second `econ-emu emulate` answers one by one, to a driver in C at the other end of two pipes.
#
#   scripts/lock_step.sh [ROWS] [CONFIG...]
#
# Without configurations: one golden set of each algorithm. Needs a C compiler (cc, or CC) and builds the release program.
set -eu

cd "$(dirname "$0")/.."
rows=200000
case "${1:-}" in
'') ;;
*[!0-9]*)
    echo "lock_step.sh: '$1' is not a number of rows; usage: scripts/lock_step.sh [ROWS] [CONFIG...]" >&2
    exit 2
    ;;
*)
    rows=$1
    shift
    ;;
esac
if [ $# -eq 0 ]; then
    for set in ts_p1_truncated stc_type3_p1 bc_p1_list rpt_p1 ae_p1_chip_frame; do
        set -- "$@" "golden/$set/init.yaml"
    done
fi
if ! command -v "${CC:-cc}" >/dev/null; then
    echo "lock_step.sh: no C compiler '${CC:-cc}'; install one, or name it in CC" >&2
    exit 2
fi
cargo build --release --locked --quiet
"${CC:-cc}" -O2 -Wall -Wextra -o target/lock_step benches/lock_step.c
for config; do
    printf '%s: ' "$config"
    target/lock_step "$rows" target/release/econ-emu "$config"
done
