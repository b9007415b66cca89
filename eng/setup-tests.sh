#!/usr/bin/env bash
# Installs what the tests need beside the .NET SDK: Chromium, fonts, Node with npm, a linker for native code, clang with a linker for
# WebAssembly, and the npm packages of the checks.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."

missing=()
[ -x "${CHROMIUM:-/usr/bin/chromium}" ] || missing+=(chromium)
[ -e /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf ] || missing+=(fonts-dejavu-core)
command -v node >/dev/null 2>&1 || missing+=(nodejs)
command -v npm >/dev/null 2>&1 || missing+=(npm)
command -v gcc >/dev/null 2>&1 || command -v clang >/dev/null 2>&1 || missing+=(gcc libc6-dev)
[ -x /usr/bin/clang-19 ] || missing+=(clang-19)
[ -x /usr/bin/wasm-ld-19 ] || missing+=(lld-19)
[ -e /usr/include/zlib.h ] || missing+=(zlib1g-dev)

if [ "${#missing[@]}" -gt 0 ]; then
  as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null 2>&1 && as_root=(sudo)
  fi
  if ! command -v apt-get >/dev/null 2>&1 || { [ "$(id -u)" -ne 0 ] && [ "${#as_root[@]}" -eq 0 ]; }; then
    echo "Install these first (Debian's names): ${missing[*]}. A Chromium elsewhere: set CHROMIUM to its path." >&2
    exit 1
  fi
  echo "Installing ${missing[*]}…" >&2
  "${as_root[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

while IFS= read -r lock; do
  folder=$(dirname -- "$lock")
  # npm writes this file last, so it tells a whole install of this very lock file from half of one.
  if ! cmp -s "$lock" "$folder/node_modules/.installed-lock"; then
    echo "Installing the npm packages of $folder…" >&2
    (cd -- "$folder" && npm ci --no-audit --no-fund --silent)
    cp -- "$lock" "$folder/node_modules/.installed-lock"
  fi
done < <(git ls-files '*package-lock.json')
