#!/usr/bin/env bash
# Brings a CPU libtorch into target/libtorch, for the trainer. Does nothing where one is
# there, where LIBTORCH names one, or where LIBTORCH_USE_PYTORCH=1 asks for an installed PyTorch.
#
# No CPU-only package exists under pip's usual index, and the full one brings gigabytes of CUDA. So
# the wheel is fetched without its dependencies, and only what a CPU needs is unpacked: the headers,
# libtorch_cpu, libc10, libgomp. The two CUDA libraries that libtorch_cpu names but never calls on a
# CPU become empty libraries, and so does libtorch.so, which would pull in all of CUDA.
set -euo pipefail
cd "$(dirname "$0")/.."

version=2.13.0
wheel=torch-$version-cp311-cp311-manylinux_2_28_x86_64.whl
sha256=60fcdcb2f3876e21146cb4524ef06397d727ca9ad5f020818547e25075fe3cb7

say() { printf 'libtorch: %s\n' "$*"; }

if [ -n "${LIBTORCH:-}" ]; then
  [ -e "$LIBTORCH/lib/libtorch_cpu.so" ] && { say "using LIBTORCH=$LIBTORCH"; exit 0; }
  say "LIBTORCH=$LIBTORCH holds no lib/libtorch_cpu.so: correct or unset it"
  exit 1
fi
if [ "${LIBTORCH_USE_PYTORCH:-0}" = 1 ]; then
  python3 -c 'import torch; print("libtorch: using the installed PyTorch", torch.__version__)'
  exit 0
fi
final=target/libtorch
if [ "$(cat $final/build-version 2>/dev/null)" = "$version" ]; then
  # Other users may start the program that is linked to it; a directory of mktemp is private.
  chmod 755 "$(readlink -f $final)" 2>/dev/null || true
  exit 0
fi
if [ "$(uname -sm)" != "Linux x86_64" ]; then
  say "no prepared libtorch for $(uname -sm): install PyTorch $version and set LIBTORCH_USE_PYTORCH=1"
  exit 1
fi

cache=target/libtorch-download
mkdir -p "$cache"
whole() { [ -f "$cache/$wheel" ] && echo "$sha256  $cache/$wheel" | sha256sum --check --status; }
# Continues where an interrupted download stopped. pip knows which index to ask and says where the
# wheel is; it cannot continue a download itself.
fetch() {
  python3 -m pip install --quiet --disable-pip-version-check --dry-run --ignore-installed --no-deps \
    --only-binary=:all: --python-version 3.11 --implementation cp --abi cp311 --platform manylinux_2_28_x86_64 \
    --target "$cache/none" --use-feature=fast-deps --report "$cache/report.json" "torch==$version" 2>/dev/null \
    && python3 - "$cache/report.json" "$cache/$wheel" <<'PYTHON'
import json, os, shutil, sys, urllib.request

report, final = sys.argv[1:]
part = final + ".part"
with open(report) as file:
    url = json.load(file)["install"][0]["download_info"]["url"]
have = os.path.getsize(part) if os.path.exists(part) else 0
request = urllib.request.Request(url, headers={"Range": f"bytes={have}-"} if have else {})
with urllib.request.urlopen(request, timeout=60) as source:
    if have:
        print(f"libtorch: continuing after {have >> 20} MiB" if source.status == 206 else "libtorch: starting again")
    with open(part, "ab" if source.status == 206 else "wb") as out:
        end = out.tell() + int(source.headers["Content-Length"])
        shutil.copyfileobj(source, out, 1 << 20)
        if out.tell() != end:
            sys.exit(f"libtorch: the connection was lost after {out.tell() >> 20} MiB: run this again")
os.replace(part, final)
PYTHON
}
if ! whole; then
  rm -f "$cache/$wheel"
  if ! python3 -m pip --version >/dev/null 2>&1; then
    say "pip is missing: install it (Debian, Ubuntu: apt-get install python3-pip) and run this again"
    exit 1
  fi
  say "fetching $wheel (502 MiB)"
  fetch || [ -e "$cache/$wheel.part" ] || python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary=:all: --python-version 3.11 \
    --implementation cp --abi cp311 --platform manylinux_2_28_x86_64 --dest "$cache" "torch==$version"
  whole || { rm -f "$cache/$wheel"; say "the download does not have the expected checksum: run this again"; exit 1; }
fi

say "unpacking"
staging=$(mktemp -d target/libtorch-XXXXXX)
chmod 755 "$staging"
trap 'rm -rf "$staging"' EXIT
python3 - "$cache/$wheel" "$staging" <<'PYTHON'
import pathlib, shutil, sys, zipfile

wheel, staging = sys.argv[1], pathlib.Path(sys.argv[2])
libraries = {"libtorch_cpu.so", "libc10.so", "libshm.so", "libtorch_global_deps.so"}
with zipfile.ZipFile(wheel) as archive:
    for entry in archive.infolist():
        parts = pathlib.PurePosixPath(entry.filename).parts
        if entry.is_dir() or len(parts) < 3 or parts[0] != "torch":
            continue
        library = parts[1] == "lib" and len(parts) == 3 and (parts[2] in libraries or parts[2].startswith("libgomp"))
        if parts[1] == "include" or library:
            target = staging.joinpath(*parts[1:])
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(entry) as source, open(target, "wb") as out:
                shutil.copyfileobj(source, out, 1 << 20)
PYTHON
empty() { # soname, version script or nothing
  : >"$staging/empty.c"
  cc -shared -fPIC -o "$staging/lib/$1" "$staging/empty.c" -Wl,-soname,"$1" ${2:+-Wl,--version-script,"$2"}
}
printf 'libcudart.so.13 { global: *; };\n' >"$staging/cudart.map"
empty libcudart.so.13 "$staging/cudart.map"
printf 'libcupti.so.13 { global: *; };\n' >"$staging/cupti.map"
empty libcupti.so.13 "$staging/cupti.map"
empty libtorch.so
rm -f "$staging/empty.c" "$staging"/*.map
printf '%s\n' "$version" >"$staging/build-version"
rm -rf "$final"
mv "$staging" "$final"
trap - EXIT
rm -rf "$cache"
say "ready in $final ($(du -sm $final | cut -f1) MiB)"
