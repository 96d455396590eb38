"""A dataclass of ours is the standard library's, made when it is first used."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import sys
from concurrent.futures import ThreadPoolExecutor
from inspect import signature
from threading import Barrier
from typing import TYPE_CHECKING, Any

import pytest

from fingerpost.domain.made_when_used import dataclass
from tests.architecture.python_sources import PRODUCT, modules

if TYPE_CHECKING:
    from collections.abc import Callable

SAMPLE = '''
@dataclass(frozen=True)
class Base:
    """A base."""

    name: str
    tags: list[str] = field(default_factory=list, compare=False)

    def __post_init__(self):
        if not self.name:
            raise ValueError("a name is missing")


@dataclass(frozen=True, repr=False)
class Derived(Base):
    """One more field."""

    times: int = 3


class Plain(Derived):
    """Not marked itself."""


@dataclass
class Open:
    """May be changed."""

    number: int = 1


@dataclass(frozen=True, order=True)
class Ranked:
    """In an order."""

    rank: int


@dataclass(slots=True)
class Slotted:
    """Made at once."""

    number: int = 1


@dataclass(frozen=True)
class Own:
    """With an `__init__` of its own."""

    number: int

    def __init__(self):
        object.__setattr__(self, "number", 7)
'''


def _classes(decorator: Callable[..., Any]) -> dict[str, Any]:
    made: dict[str, Any] = {"dataclass": decorator, "field": dataclasses.field, "__name__": __name__}
    exec(SAMPLE, made)  # noqa: S102 - the same text under both decorators
    return made


def _said(classes: dict[str, Any], question: str) -> object:
    try:
        return eval(question, {**classes, "dataclasses": dataclasses, "copy": copy, "signature": signature})  # noqa: S307
    except Exception as error:
        return type(error).__name__, str(error)


@pytest.mark.parametrize(
    "question",
    [
        "repr(Base('a', ['b']))",
        "Base('a') == Base('a', ['c'])",
        "hash(Base('a')) == hash(Base('a'))",
        "Base('a') == Derived('a')",
        "Base('')",
        "Base()",
        "Base(nothing=1)",
        "setattr(Base('a'), 'name', 'b')",
        "delattr(Base('a'), 'name')",
        "Derived('a').times",
        "Plain('a', times=5).times",
        "Plain('a') == Plain('a')",
        "dataclasses.replace(Derived('a'), times=4).times",
        "dataclasses.asdict(Derived('a', ['b']))",
        "[one.name for one in dataclasses.fields(Derived)]",
        "[one.name for one in dataclasses.fields(Plain)]",
        "list(Base.__dataclass_fields__)",
        "dataclasses.is_dataclass(Base), dataclasses.is_dataclass(Plain)",
        "str(signature(Derived))",
        "str(signature(Base.__init__))",
        "copy.deepcopy(Derived('a', ['b'])) == Derived('a', ['b'])",
        "(setattr(one := Open(), 'number', 2), one.number)[1]",
        "hash(Open())",
        "sorted([Ranked(2), Ranked(1)])[0].rank",
        "Slotted().__slots__, hasattr(Slotted(), '__dict__')",
        "Own().number",
        "Base.__doc__, Base.__name__, Base.__qualname__",
        "object.__new__(Base) is not None",
    ],
)
def test_is_what_the_standard_library_makes(question: str) -> None:
    assert _said(_classes(dataclass), question) == _said(_classes(dataclasses.dataclass), question)


def test_nothing_is_made_before() -> None:
    base = _classes(dataclass)["Base"]
    assert "__eq__" not in vars(base)
    base("a")
    assert "__eq__" in vars(base)


def test_a_base_is_made_with_what_is_derived_from_it() -> None:
    classes = _classes(dataclass)
    assert classes["Derived"]("a", ["b"]).tags == ["b"]
    assert "__eq__" in vars(classes["Base"])


def test_a_match_by_place() -> None:
    match _classes(dataclass)["Base"]("a"):
        case object(name=name):
            assert name == "a"


def test_threads_that_come_together_all_have_it_whole() -> None:
    """Each is let in between any two steps of the one that makes it."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        for _ in range(100):
            derived, together = _classes(dataclass)["Derived"], Barrier(4)

            def build(turn: int, made: Any = derived, start: Barrier = together) -> Any:  # noqa: ANN401
                start.wait()
                one = made("a", times=turn)
                return one == dataclasses.replace(one), one.times

            with ThreadPoolExecutor(4) as pool:
                assert list(pool.map(build, range(4))) == [(True, turn) for turn in range(4)]
    finally:
        sys.setswitchinterval(before)


@dataclass(frozen=True)
class Sent:
    """At the top of a module, as pickle wants it."""

    name: str = "a"


def test_survives_pickling() -> None:
    assert pickle.loads(pickle.dumps(Sent("b"))) == Sent("b")  # noqa: S301 - our own


def test_the_product_marks_its_dataclasses_by_this_alone() -> None:
    wrong = [
        str(path.relative_to(PRODUCT))
        for path in modules(PRODUCT)
        if path.name != "made_when_used.py"
        for line in path.read_text("utf-8").splitlines()
        if line.startswith("from dataclasses import")
        and "dataclass" in line.replace("dataclasses", "").replace("is_dataclass", "")
    ]
    assert not wrong
