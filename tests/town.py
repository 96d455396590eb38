"""The synthetic town as tests use it: its people, its children, and children that nobody knows yet."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass
from typing import Any

from fingerpost.domain.identifiers import nhs_number_is_valid
from tests.local_stack import LocalStack

Json = dict[str, Any]

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LONGEST_WAIT = 20.0


@dataclass(frozen=True)
class NewChild:
    """A made-up child that the index does not know: every run has its own."""

    given_name: str
    family_name: str
    birth_date: str
    number: str

    @property
    def marks(self) -> tuple[str, ...]:
        """What may stand in no message."""
        return (self.given_name, self.family_name, self.number, "9 11 2014", "9 November 2014")


def a_child_nobody_knows() -> NewChild:
    """Another one at each call."""
    given, family = (_a_word() for _ in range(2))
    return NewChild(given, family, "9 11 2014", an_unused_number())


def an_unused_number() -> str:
    """A sound NHS number of the range that is never issued."""
    while True:
        number = f"999{secrets.randbelow(10**7):07}"
        if nhs_number_is_valid(number):
            return number


def _a_word() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(9)).title()


@dataclass(frozen=True)
class Town:
    """What `make up` planted, and what the ledger says of it."""

    stack: LocalStack

    def person(self, person_id: str) -> Json:
        """Somebody by the id of the directory."""
        return next(person for person in self.stack.people if person["id"] == person_id)

    def refused_as(self, why: str) -> Json:
        """The person who is there to be refused for this reason."""
        return next(person for person in self.stack.people if person["refused_as"] == why)

    def child(self, given_name: str) -> Json:
        """One of the seeded main characters, or of those who are missing on purpose."""
        known = (*self.stack.document["children"], *self.stack.document["nothing_to_show"])
        return next(child for child in known if child["given_name"] == given_name)

    def ledger_of(self, reference: str, person_id: str) -> list[Json]:
        """The lines of one reference, in the order of time."""
        pages = self.stack.client("dynamodb").get_paginator("query")
        asked = pages.paginate(
            TableName=self.stack.tables["ledger"],
            IndexName="by_actor",
            KeyConditionExpression="actor_id = :actor",
            ExpressionAttributeValues={":actor": {"S": person_id}},
        )
        lines = [line for page in asked for line in page["Items"]]
        return [line for line in lines if line["reference"]["S"] == reference]

    def item(self, table: str, pk: str, sk: str) -> Json:
        """One item of a table, read afresh."""
        found = self.stack.client("dynamodb").get_item(
            TableName=self.stack.tables[table], Key={"pk": {"S": pk}, "sk": {"S": sk}}, ConsistentRead=True
        )
        return dict(found["Item"])

    def new_log_lines(self, function: str, before: int, containing: str) -> list[str]:
        """What a function logged beyond so many lines, once these words are among it."""
        deadline = time.monotonic() + _LONGEST_WAIT
        while time.monotonic() < deadline:
            new = self.stack.log_lines(function)[before:]
            if any(containing in line for line in new):
                return new
            time.sleep(0.1)
        raise AssertionError(f"{function} never logged {containing}")
