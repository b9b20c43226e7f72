#!/bin/sh
# Runs a command on a Node that can run this project (>= 22.18) and with its packages in place.
#   sh scripts/with-node.sh run|dev COMMAND [ARG ...]
# "run" needs what the product needs, "dev" also what its tests need. A host whose Node is older gets
# the npm package node@24 in .runtime/, beside the project: nothing is installed outside this folder.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
mode=$1
shift

new_enough() {
  "$1" -e 'const [a,b]=process.versions.node.split(".").map(Number);process.exit(a>22||(a===22&&b>=18)?0:1)' 2>/dev/null
}

command -v npm >/dev/null 2>&1 || { echo "tokenward: npm is needed; install Node.js 20 or newer (https://nodejs.org)" >&2; exit 2; }
if ! new_enough node; then
  bin="$root/.runtime/node_modules/node/bin"
  if ! new_enough "$bin/node"; then
    echo "tokenward: Node $(node -v 2>/dev/null || echo '?') is older than 22.18; fetching the npm package node@24 into .runtime/ (once)" >&2
    mkdir -p "$root/.runtime"
    [ -f "$root/.runtime/package.json" ] || echo '{"private":true,"allowScripts":{"node":true}}' >"$root/.runtime/package.json"
    npm install --prefix "$root/.runtime" --no-audit --no-fund --loglevel=error node@24.21.0 >&2
    new_enough "$bin/node" || { echo "tokenward: node@24 could not be installed; install Node 22.18 or newer" >&2; exit 2; }
  fi
  PATH="$bin:$PATH"
fi

want="$mode $(cksum <"$root/package-lock.json")"
stamp="$root/node_modules/.tokenward"
have=$(cat "$stamp" 2>/dev/null || true)
if [ "$have" != "$want" ] && [ "$have" != "dev ${want#* }" ]; then
  echo "tokenward: installing packages (once)" >&2
  omit=''
  [ "$mode" = dev ] || omit='--omit=dev'
  # shellcheck disable=SC2086 # an empty $omit must vanish
  (cd "$root" && npm ci --no-audit --no-fund --loglevel=error $omit >&2)
  echo "$want" >"$stamp"
fi
PATH="$root/node_modules/.bin:$PATH"
export PATH
exec "$@"
