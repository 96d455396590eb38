#!/bin/sh
# Makes .venv-uv, the only environment that is made with what the machine has: python3 and its venv module.
set -eu
cd "$(dirname "$0")/../.."

need_venv() {
  python3 -c 'import ensurepip, venv' 2>/dev/null && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing python3-venv, which Debian leaves out of python3."
    apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-venv >/dev/null && return
  fi
  echo "python3 cannot make environments here. Install its venv module (on Debian: apt install python3-venv), then run make again." >&2
  exit 1
}

need_venv
rm -rf .venv-uv
python3 -m venv .venv-uv
.venv-uv/bin/python -m pip install --quiet --disable-pip-version-check --requirement tools/local/requirements-uv.txt
