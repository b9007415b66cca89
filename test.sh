#!/usr/bin/env bash
# Sets up what is missing, builds everything, runs every test. The last line is the total: N passed, N failed, N skipped.
set -uo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
cd -- "$root"
passed=0 failed=0 skipped=0

finish() {
  echo "$passed passed, $failed failed, $skipped skipped"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
  exit
}

# A check is one test: it passes when its command does.
check() {
  local name=$1
  shift
  local output
  if output=$("$@" 2>&1); then
    echo "ok   $name"
    passed=$((passed + 1))
  else
    echo "FAIL $name"
    printf '%s\n' "$output"
    failed=$((failed + 1))
  fi
}

# A suite is a test executable; its totals are read from the report it writes, not from what it prints.
suite() {
  local name=$1 report total
  report=$(mktemp)
  echo "== $name"
  dotnet run --no-build -c Release --project "test/$name" -- -noLogo -noColor -result-xml "$report" || true
  total=$(grep -o '<assembly [^>]*>' "$report" | head -n 1)
  local p f s e
  p=$(attribute "$total" passed) f=$(attribute "$total" failed) s=$(attribute "$total" skipped) e=$(attribute "$total" errors)
  if [ -z "$p" ]; then
    echo "FAIL $name ended without a report"
    failed=$((failed + 1))
  else
    passed=$((passed + p)) failed=$((failed + f + e)) skipped=$((skipped + s))
  fi
  rm -f -- "$report"
}

# Node's own runner says its totals in lines of their own.
node_suite() {
  local name=$1 report p f s
  report=$(mktemp)
  echo "== $name"
  node --test --test-reporter=tap "test/$name/" >"$report" 2>&1
  p=$(sed -n 's/^# pass //p' "$report") f=$(sed -n 's/^# fail //p' "$report") s=$(sed -n 's/^# skipped //p' "$report")
  if [ -z "$p" ] || [ "$f" != 0 ]; then cat "$report"; fi
  passed=$((passed + ${p:-0})) failed=$((failed + ${f:-1})) skipped=$((skipped + ${s:-0}))
  echo "   ${p:-0} passed, ${f:-1} failed"
  rm -f -- "$report"
}

attribute() { sed -n "s/.* $2=\"\([0-9]*\)\".*/\1/p" <<<"$1"; }

check "what the tests need is there" "$root/eng/setup-tests.sh"
[ "$failed" -eq 0 ] || finish
check "the solution builds without a warning" "$root/eng/build.sh"
[ "$failed" -eq 0 ] || finish

check "the browser client's types hold" npm --prefix web/client run --silent check
node_suite wasm
suite DreamStack.Tests
suite DreamStack.Ahead.Tests
suite DreamStack.Relay.Tests
suite DreamStack.EndToEnd.Tests
finish
