"""Where the local stack keeps its things, all under `.local`, which git ignores."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCAL = ROOT / ".local"
STACK_FILE = LOCAL / "stack.json"
STATE_FILE = LOCAL / "state.json"
LOCK_FILE = LOCAL / "up.lock"
LOGS = LOCAL / "logs"
RUNNING = LOCAL / "running"
EMULATOR_HOME = LOCAL / "ministack"
ENVIRONMENTS = LOCAL / "venvs"
BUILT = LOCAL / "build" / "local"
BUILD_CACHE = LOCAL / "build" / "cache-local"
MINISTACK_PYTHON = ENVIRONMENTS / "ministack" / "bin" / "python"
MINISTACK = ENVIRONMENTS / "ministack" / "bin" / "ministack"
SAM = ENVIRONMENTS / "sam" / "bin" / "sam"
UV = ROOT / ".venv-uv" / "bin" / "uv"
