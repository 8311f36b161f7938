#!/usr/bin/env bash
# Brings Python packages that tests need. Test tools, not part of the project. Does nothing where they are there.
#
#   scripts/python_packages.sh           into target/python: numpy, POT for the optimal transport, uproot
#                                        for ROOT files, pyarrow for parquet, cocotb, pytest, and typos for spelling
#   scripts/python_packages.sh models    into target/python-models: TensorFlow, Keras 3 and 2, ONNX Runtime, QONNX
#                                        and hls4ml, which load exported models, TensorBoard and Optuna
#   scripts/python_packages.sh qkeras    into target/python-qkeras: QKeras, whose quantisers ours are
#                                        compared with. It runs on TensorFlow 2.15, and that on Python
#                                        3.11 at the latest.
#   scripts/python_packages.sh root      into target/python-root: ROOT, for scripts/root_ntuples.sh
set -euo pipefail
cd "$(dirname "$0")/.."

say() { printf 'python_packages: %s\n' "$*"; }

# Packages that come without what they name.
alone=()

case "${1:-checks}" in
checks)
  packages=(numpy==2.3.4 scipy==1.17.1 POT==0.9.6.post1 uproot==5.7.7 awkward==2.14.0 pyarrow==26.0.1 cocotb==2.1.0
    pytest==9.0.2 typos==1.52.0)
  final=target/python
  size=150
  ;;
models)
  packages=(tensorflow-cpu==2.21.0 onnxruntime==1.23.2 onnx==1.18.0 qonnx==1.0.0 tensorboard==2.21.0
    hls4ml==1.3.0 quantizers==1.2.2 PyYAML==6.0.4 optuna==5.0.0 optuna-dashboard==0.21.0)
  # It names all of TensorFlow, of which the part for the CPU is there.
  alone=(tf_keras==2.21.0)
  final=target/python-models
  size=400
  ;;
qkeras)
  packages=(tensorflow-cpu==2.15.1 tensorflow-model-optimization==0.7.5 numpy==1.26.4 networkx==3.5 pyparsing==3.2.5)
  # It names a pyparser, of which there is no wheel, and a tuner; its layers and quantisers use neither.
  alone=(QKeras==0.9.0)
  final=target/python-qkeras
  size=300
  ;;
root)
  packages=(root==0.1a12)
  final=target/python-root
  size=250
  ;;
*)
  say "'$1' is no set of packages; there are: checks, models, qkeras, root"
  exit 2
  ;;
esac

wanted="${packages[*]}${alone[*]:+ ${alone[*]}}"
[ "$(cat $final/packages 2>/dev/null)" = "$wanted" ] && exit 0
if ! python3 -m pip --version >/dev/null 2>&1; then
  say "pip is missing: install it (Debian, Ubuntu: apt-get install python3-pip) and run this again"
  exit 1
fi
mkdir -p target
staging=$(mktemp -d $final-XXXXXX)
trap 'rm -rf "$staging"' EXIT
say "fetching $wanted ($size MiB)"
fetch() {
  python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --only-binary=:all: --target "$staging" "$@"
}
fetch "${packages[@]}"
[ "${#alone[@]}" = 0 ] || fetch --no-deps "${alone[@]}"
echo "$wanted" >"$staging/packages"
rm -rf "$final"
mv "$staging" "$final"
trap - EXIT
