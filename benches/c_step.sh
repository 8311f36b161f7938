#!/usr/bin/env bash
# What single crossings cost through C, over the model itself.
#
#   benches/c_step.sh [CONFIG]     an autoencoder of our own sets, where no configuration is given
set -euo pipefail
cd "$(dirname "$0")/.."
prefix=target/c_step
scripts/bindings_c.sh --prefix "$prefix"
"${CC:-cc}" -std=c99 -D_POSIX_C_SOURCE=199309L -O2 -I "$prefix/include" benches/c_step.c -o "$prefix/c_step" \
  -L "$prefix/lib" -lecon_emu -Wl,-rpath,"$PWD/$prefix/lib"
"$prefix/c_step" "${1:-golden/ae_p1_chip_frame/init.yaml}"
