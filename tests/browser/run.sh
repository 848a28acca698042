#!/bin/sh
# tests/browser/run.sh MAKE_PAGES FOLDER: installs the driver into FOLDER (once per lock file), writes the pages there, checks them.
# Ends with 77 (skipped) only when node, npm or chromium is not on this machine.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
make_pages=$1
folder=$2
chromium=${CHROMIUM:-/usr/bin/chromium}
for tool in node npm "$chromium"; do
    command -v "$tool" > /dev/null || { echo "skipped: $tool is not installed (Debian: apt-get install nodejs npm chromium)"; exit 77; }
done
wanted=$(sha256sum < "$here/package-lock.json")
if [ "$(cat "$folder/installed" 2> /dev/null || true)" != "$wanted" ]; then
    rm -rf "$folder"
    mkdir -p "$folder"
    cp "$here/package.json" "$here/package-lock.json" "$folder"
    (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund --prefer-offline)
    echo "$wanted" > "$folder/installed"
fi
mkdir -p "$folder/pages"
"$make_pages" "$folder/pages"
CHROMIUM=$chromium exec node "$here/check.mjs" "$folder"
