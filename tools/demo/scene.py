"""The running stack as the play sees it: people, children, Slack, and the ledger read as an auditor may."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import boto3
from boto3.dynamodb.conditions import Key

from fingerpost.adapters.dynamodb.keys import ledger_partitions
from fingerpost.surfaces.words import say as words
from tools.local.places import STACK_FILE
from tools.workbench.driver import LocalSlack, Person

if TYPE_CHECKING:
    from mypy_boto3_dynamodb.service_resource import DynamoDBServiceResource, Table

Json = dict[str, Any]


@dataclass(frozen=True)
class Scene:
    """What `.local/stack.json` says, and who can be played."""

    stack: Json
    slack: LocalSlack
    started: datetime
    played: set[str] = field(default_factory=set)

    @classmethod
    def opened(cls) -> Scene:
        """The stack that is up now."""
        stack = json.loads(STACK_FILE.read_text())
        return cls(stack, LocalSlack(stack["slack"]["workbench_url"]), datetime.now(UTC))

    def person(self, person_id: str) -> Person:
        """Somebody of the town, at their Slack."""
        self.played.add(person_id)
        return self.slack.person(self.about(person_id)["slack_user_id"])

    def close_all(self) -> None:
        """Leave nobody's window open with a child in it."""
        while self.played:
            self.slack.person(self.about(self.played.pop())["slack_user_id"]).close_all()

    def about(self, person_id: str) -> Json:
        """What the stack says of somebody."""
        return next(person for person in self.stack["people"] if person["id"] == person_id)

    def introduced(self, person_id: str) -> str:
        """Name, job and area, as one would say it."""
        person = self.about(person_id)
        if not person.get("job_title"):
            return f"{person['name']}, whom the directory does not know,"
        return f"{person['name']}, {person['job_title']}, {person['area']},"

    def child(self, family_name: str) -> Json:
        """One of the seeded main characters."""
        children = (*self.stack["children"], *self.stack["nothing_to_show"])
        return next(child for child in children if child["family_name"] == family_name)

    def absent(self, given_name: str) -> Json:
        """A child the index does not know."""
        return next(child for child in self.stack["nothing_to_show"] if child["given_name"] == given_name)

    def ledger_lines(self) -> list[Json]:
        """What the ledger holds since the play began, in the order of time, every shard to its end."""
        table = self._dynamodb().Table(self.stack["tables"]["ledger"])
        since = self.started.isoformat(timespec="seconds")[:19]
        days = {moment.date(): moment for moment in (self.started, datetime.now(UTC))}.values()
        parts = (part for day in days for part in ledger_partitions(day))
        lines = (line for part in parts for line in _partition(table, part) if str(line["sk"]) >= since)
        return sorted(lines, key=lambda line: str(line["sk"]))

    def _dynamodb(self) -> DynamoDBServiceResource:
        aws = self.stack["aws"]
        return boto3.resource(
            "dynamodb",
            endpoint_url=aws["endpoint_url"],
            region_name=aws["region"],
            aws_access_key_id=aws["access_key_id"],
            aws_secret_access_key=aws["secret_access_key"],
        )


def _partition(table: Table, pk: str) -> Iterator[Json]:
    asked: Json = {"KeyConditionExpression": Key("pk").eq(pk)}
    while True:
        page = table.query(**asked)
        yield from page["Items"]
        if "LastEvaluatedKey" not in page:
            return
        asked["ExclusiveStartKey"] = page["LastEvaluatedKey"]


def why(**more: str) -> dict[str, str]:
    """The answers every form wants besides the child."""
    reason = "Worried about a child's safety"
    return {words("field.reason"): reason, words("field.family_told"): words("field.family_told.yes"), **more}


def by_number(child: Json) -> dict[str, str]:
    """The form filled in with the NHS number, and the birth date to check it by."""
    typed = {"identifier": child["nhs_number"], "birth_date": child["birth_date"]}
    return why(**{words(f"field.{field}"): value for field, value in typed.items()})


def by_details(given: str, family: str, born: str, postcode: str) -> dict[str, str]:
    """The form filled in with names, birth date and postcode, as typed."""
    typed = {"given_name": given, "family_name": family, "birth_date": born, "postcode": postcode}
    return why(**{words(f"field.{field}"): value for field, value in typed.items()})
