#!/bin/sh
# The browser tests drive a real Chromium: the machine's own, else Debian's.
set -eu
for name in chromium chromium-browser google-chrome; do
  command -v "$name" >/dev/null && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing chromium for the browser tests (about two minutes)."
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null
  exit 0
fi
echo "The browser tests need a Chromium. Install one (on Debian: sudo apt install chromium), then run make test again." >&2
exit 1
