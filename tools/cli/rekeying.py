"""Re-keying as an administrator sees it: begun, watched, and old keys retired once nothing is under them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from fingerpost.adapters.dynamodb import work_keys
from fingerpost.adapters.dynamodb.rekeying import read_progress
from fingerpost.adapters.keyring import Purpose
from fingerpost.domain.rekeying import TABLES, Part, Progress, Stage
from tools.cli.deployment import Deployment
from tools.cli.keys import KeyringSecret

_HOLDERS = ("Slack", "Teams", "Feeds", "Intake")
"""The functions that keep the keyring in memory. The rekey function reads it anew for each task."""
_READY_SECONDS = 120


@dataclass(frozen=True)
class Rekeying:
    """One deployment's. secret: its keyring."""

    deployment: Deployment
    secret: KeyringSecret

    # -------------------------------------------------------------- functions

    def holders_since(self) -> datetime:
        """When the older of the functions that hold the keyring was put in place."""
        functions = self.deployment.client("lambda")
        told = (
            functions.get_function_configuration(FunctionName=name, Qualifier="live")["LastModified"]
            for name in self._holders()
        )
        return min(datetime.fromisoformat(one) for one in told)

    def reload(self, at: datetime) -> None:
        """Put the functions that hold the keyring in place anew, as a deployment does: each opens it then."""
        functions = self.deployment.client("lambda")
        for name in self._holders():
            told = functions.get_function_configuration(FunctionName=name)["Description"]
            said = f"{told.partition(' (keyring of ')[0]} (keyring of {at:%Y-%m-%d %H:%M:%S})"
            functions.update_function_configuration(FunctionName=name, Description=said)
            waiting = functions.get_waiter("function_updated_v2")
            waiting.wait(FunctionName=name, WaiterConfig={"Delay": 1, "MaxAttempts": _READY_SECONDS})
            version = functions.publish_version(FunctionName=name)["Version"]
            functions.update_alias(FunctionName=name, Name="live", FunctionVersion=version)

    def _holders(self) -> list[str]:
        return [self.deployment.outputs[f"{name}FunctionName"] for name in _HOLDERS]

    # -------------------------------------------------------------- begin

    def begin(self, at: datetime, segments: int, wait: int) -> str:
        """Start the state machine where the last run of these keys was left, or anew; the run's name."""
        run = self.unfinished() or f"{at:%Y%m%dT%H%M%S}"
        parts = {
            str(stage): [
                {"run": run, "stage": stage, "table": table, "number": number, "of": segments}
                for table in TABLES[stage]
                for number in range(segments)
            ]
            for stage in Stage
        }
        self.deployment.client("stepfunctions").start_execution(
            stateMachineArn=self.deployment.outputs["RekeyMachineArn"],
            name=f"{run}-{at:%H%M%S}",
            input=json.dumps({"wait": wait, **parts}),
        )
        return run

    def is_running(self) -> bool:
        """Whether the state machine is at it."""
        told = self.deployment.client("stepfunctions").list_executions(
            stateMachineArn=self.deployment.outputs["RekeyMachineArn"], statusFilter="RUNNING"
        )
        return bool(told["executions"])

    def unfinished(self) -> str:
        """The run of these keys that was not checked to its end, empty where there is none."""
        generation, found = self.secret.generation(), [one for *_, one in self.progress()]
        runs = {one.run for one in found if one.generation == generation}
        newest = max(runs, default="")
        return "" if not newest or self._is_checked(newest) else newest

    # -------------------------------------------------------------- how far it is

    def progress(self) -> Iterator[tuple[Stage, Part, Progress]]:
        """Every segment that was ever begun."""
        dynamodb = self.deployment.client("dynamodb")
        for stage in Stage:
            for table in TABLES[stage]:
                pages = dynamodb.get_paginator("query").paginate(
                    TableName=self.deployment.outputs["CaseworkTableName"],
                    KeyConditionExpression="pk = :pk",
                    ExpressionAttributeValues={":pk": {"S": work_keys.rekeying_partition(stage, table)}},
                    ConsistentRead=True,
                )
                for page in pages:
                    yield from ((stage, table, read_progress(item)) for item in page["Items"])

    def rows(self) -> list[dict[str, Any]]:
        """The newest run, stage by stage and table by table."""
        found = list(self.progress())
        newest = max((one.run for *_, one in found), default="")
        return [
            _row(stage, table, [one for s, t, one in found if (s, t, one.run) == (stage, table, newest)])
            for stage in Stage
            for table in TABLES[stage]
            if newest
        ]

    def _is_checked(self, run: str) -> bool:
        """Whether every segment of every table was checked in this run."""
        checked = [
            (table, one) for stage, table, one in self.progress() if stage is Stage.CHECK and one.run == run
        ]
        done = Counter(table for table, one in checked if one.done)
        return all(done[table] and done[table] == _of(checked, table) for table in TABLES[Stage.CHECK])

    # -------------------------------------------------------------- retiring

    def hindrance(self, purpose: Purpose) -> str:
        """Why the old keys of a keyset may not go yet; empty where they may."""
        in_use, ids = self.secret.ids(purpose)
        if len(ids) == 1:
            return f"The keyset {purpose} has one key only."
        if ids[-1] != in_use:
            return f"The newest key of {purpose} is not written with yet."
        generation = self.secret.generation()
        found = [(table, one) for stage, table, one in self.progress() if stage is Stage.CHECK]
        newest = max((one.run for _, one in found if one.generation == generation), default="")
        if not newest or not self._is_checked(newest):
            return "What is stored was not re-keyed and checked since the newest key was promoted."
        left = sum((_left_of(purpose, one.left) for _, one in found if one.run == newest), Counter[str]())
        return "" if not left else f"Still under old keys: {_in_words(left)}."


def _row(stage: Stage, table: Part, segments: list[Progress]) -> dict[str, Any]:
    done = sum(one.done for one in segments)
    left = sum((Counter(one.left) for one in segments), Counter[str]())
    return {
        "stage": str(stage),
        "table": str(table),
        "segments": f"{done} of {max((one.of for one in segments), default=0)}",
        "seen": sum(one.seen for one in segments),
        "changed": sum(one.changed for one in segments),
        "busy": sum(one.busy for one in segments),
        "left": _in_words(left) if left else "",
    }


def _of(found: list[tuple[Part, Progress]], table: Part) -> int:
    return max((one.of for each, one in found if each is table), default=0)


def _left_of(purpose: Purpose, left: Mapping[str, int]) -> Counter[str]:
    """What is in the way of retiring: a row that cannot be read is in the way of both."""
    counted = Counter({name: count for name, count in left.items() if count})
    if purpose is Purpose.TOKENS:
        return Counter({name: counted[name] for name in ("rows", "unreadable", "feeds") if counted[name]})
    return Counter({name: count for name, count in counted.items() if name not in ("rows", "feeds")})


def _in_words(left: Mapping[str, int]) -> str:
    return ", ".join(
        f"{count:,} {_NAMES.get(name, f'boxes of key {name[4:]}')}" for name, count in left.items()
    )


_NAMES = {"rows": "token rows", "unreadable": "rows that do not open", "feeds": "rows of feeds"}
