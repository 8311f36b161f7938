#!/usr/bin/env bash
# Brings axe-core, which looks for faults of accessibility in pages, into target/axe, for tests in Chromium. It is
# under the Mozilla Public Licence 2.0: a test tool, not part of the project. Does nothing where it is there.
set -euo pipefail
cd "$(dirname "$0")/.."

version=4.14.1
sha256=e6b0ce02b84d892e2e33e403485e7f3d6c29e2be6df65daf44d89ba564139745
final=target/axe

say() { printf 'axe: %s\n' "$*"; }

[ "$(cat $final/version 2>/dev/null)" = "$version" ] && exit 0
if ! command -v npm >/dev/null 2>&1; then
  say "npm is missing: install it (Debian, Ubuntu: apt-get install npm) and run this again"
  exit 1
fi
mkdir -p target
staging=$(mktemp -d target/axe-XXXXXX)
trap 'rm -rf "$staging"' EXIT
say "fetching axe-core $version (3 MiB)"
npm pack "axe-core@$version" --silent --pack-destination "$staging" >/dev/null
archive=$staging/axe-core-$version.tgz
echo "$sha256  $archive" | sha256sum --check --status || { say "the download does not have the expected checksum"; exit 1; }
tar -xzf "$archive" -C "$staging" --strip-components=1 package/axe.min.js package/LICENSE
rm "$archive"
printf '%s\n' "$version" >"$staging/version"
rm -rf "$final"
chmod 755 "$staging"
mv "$staging" "$final"
trap - EXIT
say "ready in $final"
