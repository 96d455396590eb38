"""Answers that are no success, as application/problem+json (RFC 9457)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from aws_lambda_powertools.event_handler import Response

from fingerpost.domain.errors import InvalidField, InvalidForm
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.access import AlreadyAsked, CannotAnswer, Refused
from fingerpost.domain.outcomes.directory import NotKept
from fingerpost.surfaces import words
from fingerpost.surfaces.rest.words import (
    CANNOT_ANSWER,
    DONE_BEFORE,
    HINDRANCES,
    NOT_VALID,
    refused,
)

NO_STORE = {"Cache-Control": "no-store"}
CONTENT = "application/problem+json"
Words = tuple[int, str, str]
Wrong = dict[str, str]


class Unusable(Exception):
    """A request that is turned back before any act begins. code: what of it is wrong."""

    def __init__(self, code: str, said: Words) -> None:
        super().__init__(code)
        self.code = code
        self.said = said


@dataclass(frozen=True)
class Problem:
    """One problem document. said: status, title and next step; reference: of the ledger, if any."""

    code: str
    said: Words
    reference: str = ""
    errors: Sequence[Wrong] = ()

    def response(self) -> Response[str]:
        """It, as HTTP has it."""
        status, title, detail = self.said
        body: dict[str, Any] = {
            "type": f"urn:fingerpost:{self.code}",
            "title": title,
            "status": status,
            "detail": detail,
        }
        if self.reference:
            body["reference"] = self.reference
        if self.errors:
            body["errors"] = list(self.errors)
        wait = {"Retry-After": "60"} if status == CANNOT_ANSWER[0] else {}
        return Response(status, CONTENT, json.dumps(body), headers={**NO_STORE, **wait})


def not_now() -> dict[str, Any]:
    """What is answered while no route can be reached, as API Gateway takes it."""
    answer = Problem("cannot_answer", CANNOT_ANSWER).response()
    headers = {**answer.headers, "Content-Type": CONTENT}
    return {"statusCode": answer.status_code, "headers": headers, "body": answer.body}


def problem_of(outcome: NotKept | Refused | CannotAnswer | AlreadyAsked) -> Response[str]:
    """What an act came to, where it did not do what was asked."""
    match outcome:
        case NotKept():
            found = Problem(outcome.because.value, HINDRANCES[outcome.because], outcome.reference)
        case Refused():
            found = Problem(outcome.because.value, refused(outcome.because), outcome.reference)
        case CannotAnswer():
            found = Problem("cannot_answer", CANNOT_ANSWER, outcome.reference)
        case AlreadyAsked():
            found = Problem("done_before", DONE_BEFORE, outcome.reference)
    return found.response()


def invalid(fault: InvalidField | InvalidForm) -> Response[str]:
    """Fields whose values cannot stand."""
    fields = fault.problems if isinstance(fault, InvalidForm) else (fault,)
    return Problem("not_valid", NOT_VALID, errors=[_wrong(each) for each in fields]).response()


def _wrong(fault: InvalidField) -> Wrong:
    says = words.say_problem(fault.field, fault.problem)
    return {"field": fault.field, "problem": str(fault.problem), "says": says}
