"""The synthetic town as tests use it: its people, its children, and children that nobody knows yet."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass
from typing import Any

from fingerpost.adapters.dynamodb import keys
from fingerpost.domain.identifiers import nhs_number_is_valid
from fingerpost.matching.tokens import sound
from tests.local_stack import LocalStack

Json = dict[str, Any]

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LONGEST_WAIT = 20.0
_SOUNDS: set[str] = set()


@dataclass(frozen=True)
class NewChild:
    """A made-up child that the index does not know: every run has its own."""

    given_name: str
    family_name: str
    birth_date: str
    number: str

    @property
    def typed(self) -> dict[str, str]:
        """What one types of this child, by the labels of the fields."""
        return {
            "NHS number or UPN": self.number,
            "Given name": self.given_name,
            "Family name": self.family_name,
            "Birth date": self.birth_date,
        }

    @property
    def marks(self) -> tuple[str, ...]:
        """What may stand in no message."""
        return (self.given_name, self.family_name, self.number, "9 11 2014", "9 November 2014")


def a_new_child() -> NewChild:
    """Another one at each call, whose names sound like those of none before: all are born on one day."""
    given, family = (_a_word_of_a_new_sound() for _ in range(2))
    return NewChild(given, family, "9 11 2014", an_unused_number())


def an_unused_number() -> str:
    """A sound NHS number of the range that is never issued."""
    while True:
        number = f"999{secrets.randbelow(10**7):07}"
        if nhs_number_is_valid(number):
            return number


def _a_word_of_a_new_sound() -> str:
    while sound(word := _a_word()) in _SOUNDS:
        pass
    _SOUNDS.add(sound(word))
    return word


def _a_word() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(9)).title()


@dataclass(frozen=True)
class Town:
    """What `make up` planted, and what the ledger says of it."""

    stack: LocalStack

    def entry(self, person_id: str) -> Json:
        """What `stack.json` says of somebody, by the id of the directory."""
        return next(person for person in self.stack.people if person["id"] == person_id)

    def refused_entry(self, why: str) -> Json:
        """What `stack.json` says of the person who is there to be refused for this reason."""
        return next(person for person in self.stack.people if person["refused_as"] == why)

    def child(self, case: str) -> Json:
        """A seeded child by how what it is there for begins: those who are missing on purpose too."""
        return next(child for child in self._children() if child["case"].startswith(case))

    def child_named(self, given_name: str) -> Json:
        """A seeded child by its given name."""
        return next(child for child in self._children() if child["given_name"] == given_name)

    def _children(self) -> tuple[Json, ...]:
        return (*self.stack.document["children"], *self.stack.document["nothing_to_show"])

    def ledger_of(self, reference: str, person_id: str) -> list[Json]:
        """The lines of one reference, in the order of time."""
        return [line for line in self.ledger_by(person_id) if line["reference"]["S"] == reference]

    def ledger_by(self, person_id: str) -> list[Json]:
        """Every line of what somebody did, in the order of time."""
        pages = self.stack.client("dynamodb").get_paginator("query")
        asked = pages.paginate(
            TableName=self.stack.tables["ledger"],
            IndexName="by_actor",
            KeyConditionExpression="actor_id = :actor",
            ExpressionAttributeValues={":actor": {"S": person_id}},
        )
        return [line for page in asked for line in page["Items"]]

    def involvement(self, reference: str) -> Json:
        """The stored item of an involvement."""
        table, dynamodb = self.stack.tables, self.stack.client("dynamodb")
        key = keys.pointer(reference).attributes()
        pointer = dynamodb.get_item(TableName=table["casework"], Key=key)["Item"]
        items = dynamodb.query(
            TableName=table["index"],
            KeyConditionExpression="pk = :child AND begins_with(sk, :involvements)",
            ExpressionAttributeValues={
                ":child": {"S": keys.child_partition(pointer["child_id"]["S"])},
                ":involvements": {"S": keys.INVOLVEMENTS},
            },
        )["Items"]
        return next(dict(item) for item in items if item["reference"]["S"] == reference)

    def items(self) -> dict[str, int]:
        """How many items each table holds."""
        dynamodb = self.stack.client("dynamodb")
        pages = dynamodb.get_paginator("scan")
        return {
            name: sum(page["Count"] for page in pages.paginate(TableName=table, Select="COUNT"))
            for name, table in self.stack.tables.items()
        }

    def new_log_lines(self, function: str, before: int, containing: str) -> list[str]:
        """What a function logged beyond so many lines, once these words are among it."""
        deadline = time.monotonic() + _LONGEST_WAIT
        while time.monotonic() < deadline:
            new = self.stack.log_lines(function)[before:]
            if any(containing in line for line in new):
                return new
            time.sleep(0.1)
        raise AssertionError(f"{function} never logged {containing}")
