#!/usr/bin/env bash
# Brings the Python packages that independent checks need into target/python: numpy, and POT for the
# optimal transport. Test tools, not part of the project. Does nothing where they are there.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(numpy==2.3.4 scipy==1.17.1 POT==0.9.6.post1 uproot==5.7.7 awkward==2.14.0)
final=target/python

say() { printf 'python_packages: %s\n' "$*"; }

[ "$(cat $final/packages 2>/dev/null)" = "${packages[*]}" ] && exit 0
if ! python3 -m pip --version >/dev/null 2>&1; then
  say "pip is missing: install it (Debian, Ubuntu: apt-get install python3-pip) and run this again"
  exit 1
fi
mkdir -p target
staging=$(mktemp -d target/python-XXXXXX)
trap 'rm -rf "$staging"' EXIT
say "fetching ${packages[*]} (60 MiB)"
python3 -m pip install --quiet --disable-pip-version-check --root-user-action=ignore --only-binary=:all: --target "$staging" "${packages[@]}"
echo "${packages[*]}" >"$staging/packages"
rm -rf "$final"
mv "$staging" "$final"
trap - EXIT
