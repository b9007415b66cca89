#!/usr/bin/env bash
# Builds a project or the solution as Release, quietly: what is printed is what went wrong.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
if ! command -v dotnet >/dev/null 2>&1; then
  echo "The .NET 10 SDK is missing. Install it from https://dotnet.microsoft.com/download and run this again." >&2
  exit 1
fi
if ! dotnet --version >/dev/null 2>&1; then
  echo "This needs the .NET 10 SDK; 'dotnet --list-sdks' shows only:" >&2
  dotnet --list-sdks >&2
  exit 1
fi
echo "Building (a first build takes two minutes)…" >&2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! dotnet build "${1:-DreamStack.slnx}" -c Release --nologo -v minimal >"$log" 2>&1; then
  cat "$log" >&2
  exit 1
fi
