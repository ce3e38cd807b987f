#!/bin/sh
# As `npx uasyncio flash`, for whoever has a checkout: ./flash.sh APP.ts [options], or --help.
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 1
if ! command -v node >/dev/null 2>&1; then
  echo "flash.sh: Node.js 20.19 or later is needed: https://nodejs.org" >&2
  exit 1
fi
if [ ! -d "$here/node_modules" ]; then
  echo "flash.sh: run npm ci in $here first" >&2
  exit 1
fi
exec node "$here/bin/uasyncio.mjs" flash "$@"
