#!/usr/bin/env bash
# Sets up what is missing, builds, starts the relay and the springs demo on port 9100 and prints the address to open.
# Options go to `ds demo`: --port, --stream, --fps, --size. See `./ds demo --help`.
set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
"$root/eng/build.sh" src/DreamStack.Cli
exec "$root/ds" demo "$@"
