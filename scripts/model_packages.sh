#!/usr/bin/env bash
# Brings the Python packages that load exported models and event files into target/python-models:
# TensorFlow, ONNX Runtime, QONNX and TensorBoard. Test tools, not part of the project. Does nothing where they are there.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(tensorflow-cpu==2.21.0 onnxruntime==1.23.2 onnx==1.18.0 qonnx==1.0.0 tensorboard==2.21.0)
final=target/python-models

say() { printf 'model_packages: %s\n' "$*"; }

[ "$(cat $final/packages 2>/dev/null)" = "${packages[*]}" ] && exit 0
if ! python3 -m pip --version >/dev/null 2>&1; then
  say "pip is missing: install it (Debian, Ubuntu: apt-get install python3-pip) and run this again"
  exit 1
fi
mkdir -p target
staging=$(mktemp -d target/python-models-XXXXXX)
trap 'rm -rf "$staging"' EXIT
say "fetching ${packages[*]} (400 MiB)"
python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --only-binary=:all: --target "$staging" "${packages[@]}"
echo "${packages[*]}" >"$staging/packages"
rm -rf "$final"
mv "$staging" "$final"
trap - EXIT
