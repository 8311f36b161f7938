#!/usr/bin/env bash
# Installs what is missing and runs every test. Exit code 0 only if all of them passed.
#
#   scripts/test.sh          every test
#   scripts/test.sh --long   also ntuples that ROOT writes anew, 100 million random packets, every kernel against the
#                            scalar model, ten times the samples of networks of other shapes, commands killed at every
#                            write, 3,000 broken files, 1,400 faults of a bench, models of 27,000 chips, a million rows
#                            through C, SystemVerilog and Python, valgrind and sanitizers, the wheel, and the build of
#                            the Containerfile
#
# A test whose tool or data is missing is listed at the end as skipped, by name. With
# ECON_EMU_REQUIRE_TOOLS=1 (as in CI) it fails instead.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -d "$HOME/.cargo/bin" ] && PATH="$HOME/.cargo/bin:$PATH"

scripts/setup.sh --tests
mkdir -p target
export ECON_EMU_SKIP_LOG="$PWD/target/skipped.txt"
: >"$ECON_EMU_SKIP_LOG"

step() { printf '\n== %s (after %d s)\n' "$*" "$SECONDS"; }

step "formatting"
cargo fmt --all --check

step "libtorch, for the trainer"
# The whole workspace in every call, so that all of them share one build of the library.
workspace=(--workspace)
trainer=(--test train --test search --test tensorboard --test trials --test slurm)
if ! scripts/libtorch.sh; then
  if [ "${ECON_EMU_REQUIRE_TOOLS:-0}" = 1 ]; then
    echo "the trainer cannot be tested without libtorch (ECON_EMU_REQUIRE_TOOLS=1)"
    exit 1
  fi
  workspace+=(--exclude econ-emu-train)
  trainer=()
  echo "all tests of the trainer: libtorch is missing" >>"$ECON_EMU_SKIP_LOG"
fi

step "clippy, warnings denied"
cargo clippy --locked "${workspace[@]}" --all-targets --quiet -- -D warnings

step "the library without features"
cargo clippy --locked --all-targets --no-default-features --quiet -- -D warnings

step "the package"
cargo package --locked --allow-dirty --no-verify --quiet

step "claims, and commands that name tests"
python3 scripts/claims.py

step "documentation, warnings denied"
RUSTDOCFLAGS="-D warnings" cargo doc --locked "${workspace[@]}" --no-deps --quiet

step "headers of the HLS number types"
if ! scripts/hls_headers.sh && [ "${ECON_EMU_REQUIRE_TOOLS:-0}" = 1 ]; then
  echo "the exports cannot be tested without them (ECON_EMU_REQUIRE_TOOLS=1)"
  exit 1
fi

step "axe-core, which looks at pages"
if ! scripts/axe.sh && [ "${ECON_EMU_REQUIRE_TOOLS:-0}" = 1 ]; then
  echo "pages cannot be checked without it (ECON_EMU_REQUIRE_TOOLS=1)"
  exit 1
fi

step "Python packages of the independent checks"
if ! scripts/python_packages.sh && [ "${ECON_EMU_REQUIRE_TOOLS:-0}" = 1 ]; then
  echo "the metrics cannot be checked without them (ECON_EMU_REQUIRE_TOOLS=1)"
  exit 1
fi

step "TensorFlow, ONNX Runtime and QONNX, which load exported models; TensorBoard"
if ! scripts/python_packages.sh models && [ "${ECON_EMU_REQUIRE_TOOLS:-0}" = 1 ]; then
  echo "the exports cannot be checked without them (ECON_EMU_REQUIRE_TOOLS=1)"
  exit 1
fi

step "QKeras, whose quantisers ours are compared with"
if ! scripts/python_packages.sh qkeras && [ "${ECON_EMU_REQUIRE_TOOLS:-0}" = 1 ]; then
  echo "the quantisers cannot be checked without it (ECON_EMU_REQUIRE_TOOLS=1)"
  exit 1
fi

# The simulations of the Verilog take longest and need no command of ours: they run beside everything
# after them. Nobody waits for them but the end of this script, so the others go first.
step "tests; the simulations of the Verilog run in the background"
export INSTA_UPDATE=no
cargo test --locked "${workspace[@]}" --no-run --quiet
verilog_log=target/verilog.log
set -m # a process group of its own, which can be ended as a whole
nice -n 10 cargo test --locked "${workspace[@]}" --no-fail-fast --test verilog --test verilog_mutations >"$verilog_log" 2>&1 &
verilog=$!
set +m
trap 'kill -- "-$verilog" 2>/dev/null || true' EXIT
others=(--test python --test header --test sequences --test threads "${trainer[@]}")
for file in tests/*.rs; do
  case "$(basename "$file" .rs)" in
    verilog | verilog_mutations) ;;
    *) others+=(--test "$(basename "$file" .rs)") ;;
  esac
done
cargo test --locked "${workspace[@]}" --lib --bins "${others[@]}"
cargo test --locked "${workspace[@]}" --doc

step "independent reference model, random configurations"
python3 tests/reference/econt_reference.py --self-test
python3 tests/reference/econt_reference.py --binary target/debug/econ-emu --cases 150 --rows 200 --seed 1

step "simulations of the Verilog"
status=0
wait "$verilog" || status=$?
trap - EXIT
cat "$verilog_log"
[ "$status" = 0 ] || exit "$status"

if [ "${1:-}" = --long ]; then
  step "the program as users build it, with every optimisation, against the independent reference model"
  cargo build --locked --release --quiet
  python3 tests/reference/econt_reference.py --binary target/release/econ-emu --cases 2000 --rows 200 --seed 1
  step "ntuples that ROOT itself writes, against those that are kept"
  scripts/root_ntuples.sh
  step "the library without features, and with each alone"
  cargo test --locked --no-default-features --lib
  for feature in import ntuple decode hw report; do
    cargo clippy --locked --lib --no-default-features --features "$feature" --quiet -- -D warnings
  done
  step "20,000 samples of other networks, generated C++ against the scalar evaluator"
  ECON_EMU_LONG=1 cargo test --locked "${workspace[@]}" --test descriptions
  ECON_EMU_LONG=1 cargo test --locked "${workspace[@]}" --test models -- models_of_keras
  step "3,000 broken files over all readers"
  ECON_EMU_LONG=1 cargo test --locked "${workspace[@]}" --test hostile -- broken_files
  step "1,500 faults of a bench in real vectors"
  ECON_EMU_LONG=1 cargo test --locked --release --test diagnosis
  step "500 flipped bits of weights in 2,000 frames, the atlas against the chip"
  ECON_EMU_LONG=1 cargo test --locked --release --test seu -- flips_equal
  step "a model for each of 27,000 chips in one process: memory and time of each"
  cargo test --locked --release --no-default-features --features random --test model -- --ignored --nocapture
  step "the build of the Containerfile, without a network"
  scripts/vendor.sh
  scripts/offline_build.sh
  step "a million random rows through C, SystemVerilog and Python"
  ECON_EMU_LONG=1 cargo test --locked "${workspace[@]}" --test bindings_c -- random_rows_through_c_and_cpp
  ECON_EMU_LONG=1 cargo test --locked "${workspace[@]}" --test bindings_c -- chips_in_one_simulation
  ECON_EMU_LONG=1 cargo test --locked "${workspace[@]}" --test python -- the_package_gives_the_words_of_the_chip
  step "the C library under valgrind and sanitizers"
  scripts/sanitizers.sh
  step "the Python package as users install it, and its tutorial"
  scripts/python_wheel.sh
  step "the library for ARM, compiled and not run"
  rustup target add aarch64-unknown-linux-musl
  cargo check --locked --target aarch64-unknown-linux-musl --no-default-features --lib
  step "an installation"
  scripts/install.sh --prefix target/installed
  target/installed/bin/econ-emu verify golden --quiet
  step "every example of the pages, in a clone"
  ECON_EMU_LONG=1 cargo test --locked "${workspace[@]}" --test docs
  step "commands killed at every write"
  ECON_EMU_LONG=1 cargo test --locked "${workspace[@]}" --test crash
  step "100 million random packets, kernels against the scalar model"
  cargo test --locked --release --lib golden::kernels_equal::tests::a_hundred_million_random_packets -- --ignored --nocapture
fi

if [ -s "$ECON_EMU_SKIP_LOG" ]; then
  step "skipped"
  sort -u "$ECON_EMU_SKIP_LOG"
  printf '\nAll tests that could run passed in %d s; those above did not run.\n' "$SECONDS"
else
  printf '\nAll tests passed in %d s, none was skipped.\n' "$SECONDS"
fi
