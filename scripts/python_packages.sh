#!/usr/bin/env bash
# Brings Python packages that tests need. Test tools, not part of the project. Does nothing where they are there.
#
#   scripts/python_packages.sh           into target/python: numpy, POT for the optimal transport, uproot
#                                        for ROOT files
#   scripts/python_packages.sh models    into target/python-models: TensorFlow, ONNX Runtime and QONNX, which
#                                        load exported models, and TensorBoard
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf 'python_packages: %s\n' "$*"; }

case "${1:-checks}" in
checks)
  packages=(numpy==2.3.4 scipy==1.17.1 POT==0.9.6.post1 uproot==5.7.7 awkward==2.14.0)
  final=target/python
  size=90
  ;;
models)
  packages=(tensorflow-cpu==2.21.0 onnxruntime==1.23.2 onnx==1.18.0 qonnx==1.0.0 tensorboard==2.21.0)
  final=target/python-models
  size=400
  ;;
*)
  say "'$1' is no set of packages; there are: checks, models"
  exit 2
  ;;
esac

[ "$(cat $final/packages 2>/dev/null)" = "${packages[*]}" ] && exit 0
if ! python3 -m pip --version >/dev/null 2>&1; then
  say "pip is missing: install it (Debian, Ubuntu: apt-get install python3-pip) and run this again"
  exit 1
fi
mkdir -p target
staging=$(mktemp -d $final-XXXXXX)
trap 'rm -rf "$staging"' EXIT
say "fetching ${packages[*]} ($size MiB)"
python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --only-binary=:all: --target "$staging" "${packages[@]}"
echo "${packages[*]}" >"$staging/packages"
rm -rf "$final"
mv "$staging" "$final"
trap - EXIT
