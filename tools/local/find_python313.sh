#!/bin/sh
# Prints the path of a Python 3.13, the version the functions run on: on PATH, in pyenv, or fetched by uv.
# Bytecode for Lambda can be made by no other version.
uv="$(dirname "$0")/../../.venv-uv/bin/uv"

works() {
  "$1" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 13))' 2>/dev/null
}

for candidate in python3.13 "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.13*/bin/python3.13; do
  if works "$candidate"; then
    "$candidate" -c 'import sys; print(sys.executable)'
    exit 0
  fi
done
"$uv" python find --quiet 3.13 2>/dev/null || { "$uv" python install --quiet 3.13 2>/dev/null && "$uv" python find --quiet 3.13; }
