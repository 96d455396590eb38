"""Where the local stack keeps its things, all under `.local`, which git ignores."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / ".local"
"""What is installed and built; shared by all local stacks of this folder."""
LOCAL = Path(os.environ.get("FINGERPOST_LOCAL", HOME))
"""Where a local stack keeps what is its own: another place, another stack beside the usual one."""
STACK_FILE = LOCAL / "stack.json"
STATE_FILE = LOCAL / "state.json"
LOCK_FILE = LOCAL / "up.lock"
LOGS = LOCAL / "logs"
RUNNING = LOCAL / "running"
EMULATOR_HOME = LOCAL / "ministack"
ENVIRONMENTS = HOME / "venvs"
BUILT = HOME / "build" / "of-local" / "built"  # sam notes what it built beside it, so each build has its own
BUILD_CACHE = HOME / "build" / "of-local" / "cache"
MINISTACK_PYTHON = ENVIRONMENTS / "ministack" / "bin" / "python"
MINISTACK = ENVIRONMENTS / "ministack" / "bin" / "ministack"
SAM = ENVIRONMENTS / "sam" / "bin" / "sam"
UV = ROOT / ".venv-uv" / "bin" / "uv"
