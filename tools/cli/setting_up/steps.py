"""The steps of `fingerpost init`: each looks first whether it is done, and does the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tools.cli.session import Session
from tools.cli.setting_up.talk import Talk


@dataclass
class SettingUp:
    """One run. session: of the deployment, once there is one."""

    session: Session
    talk: Talk
    patience_seconds: float = 1_800.0

    @property
    def stack(self) -> str:
        """The name of the stack."""
        return self.session.stack or "local"


@dataclass(frozen=True)
class Step:
    """One of them. done: what is so already, in a sentence; empty where it is to be done."""

    title: str
    done: Callable[[SettingUp], str]
    do: Callable[[SettingUp], None]


def run(setting_up: SettingUp, steps: tuple[Step, ...]) -> None:
    """All of them, in order. Raises Trouble, with what was done before kept."""
    talk = setting_up.talk
    for number, step in enumerate(steps, 1):
        talk.say("")
        talk.say(f"{number} of {len(steps)}. {step.title}")
        if so := step.done(setting_up):
            talk.say(f"   {so}")
        else:
            step.do(setting_up)
