#!/usr/bin/env bash
# Brings the open headers of the HLS number types into target/hls_headers, for g++: ap_types (Vitis)
# in vitis/, ac_types (Catapult) in catapult/. Both are under the Apache licence 2.0 and are test
# tools, not part of the project; the wheel of hls4ml carries them. Does nothing where they are
# there, or where ECON_EMU_HLS_HEADERS names a directory that holds both.
set -euo pipefail
cd "$(dirname "$0")/.."

version=1.3.0
wheel=hls4ml-$version-py3-none-any.whl
sha256=01bf1de2cd9bca56699b9fe3385cb1735026b022f9580fe1d73faf192dfb90f2
final=target/hls_headers

say() { printf 'hls_headers: %s\n' "$*"; }

if [ -n "${ECON_EMU_HLS_HEADERS:-}" ]; then
  for header in vitis/ap_fixed.h catapult/ac_fixed.h; do
    [ -e "$ECON_EMU_HLS_HEADERS/$header" ] || { say "ECON_EMU_HLS_HEADERS holds no $header: correct or unset it"; exit 1; }
  done
  exit 0
fi
[ "$(cat $final/version 2>/dev/null)" = "$version" ] && exit 0
if ! python3 -m pip --version >/dev/null 2>&1; then
  say "pip is missing: install it (Debian, Ubuntu: apt-get install python3-pip) and run this again"
  exit 1
fi
mkdir -p target
staging=$(mktemp -d target/hls_headers-XXXXXX)
trap 'rm -rf "$staging"' EXIT
say "fetching $wheel (3 MiB)"
python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary=:all: --dest "$staging" "hls4ml==$version"
echo "$sha256  $staging/$wheel" | sha256sum --check --status || { say "the download does not have the expected checksum"; exit 1; }
python3 - "$staging/$wheel" "$staging" <<'PYTHON'
import pathlib, sys, zipfile

folders = {"hls4ml/templates/vivado/ap_types/": "vitis", "hls4ml/templates/catapult/ac_types/include/": "catapult"}
with zipfile.ZipFile(sys.argv[1]) as archive:
    for name in archive.namelist():
        for folder, target in folders.items():
            if name.startswith(folder) and not name.endswith("/"):
                path = pathlib.Path(sys.argv[2], target, name[len(folder):])
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(archive.read(name))
PYTHON
rm "$staging/$wheel"
printf '%s\n' "$version" >"$staging/version"
rm -rf "$final"
chmod 755 "$staging"
mv "$staging" "$final"
trap - EXIT
say "ready in $final"
