"""The one way through for every act: begin, do, conclude, answer.

A use case writes only the middle of an act and returns what it found (`Facts`) or that it may not be
(`Denied`). The attempt is on the ledger before the middle runs; the outcome is on it, in one transaction with
whatever must be written, before anything is shown. Nothing else touches the ledger, so no act can end without
a line (an architecture test holds that).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from fingerpost.domain.errors import (
    AlreadyDone,
    Conflict,
    FingerpostError,
    InvalidField,
    InvalidForm,
    LedgerUnavailable,
    StandingChanged,
    TooMuchAtOnce,
    Unavailable,
)
from fingerpost.domain.ledger import Act, LedgerEntry, Phase
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.access import AlreadyAsked, CannotAnswer, Refusal, Refused
from fingerpost.log_catalogue import Line, code_of, log
from fingerpost.policy.model import Judgement
from fingerpost.usecases.access.authority import Admitted, Authority, actor_name, reference_of
from fingerpost.usecases.facts import Answer, Denied, EachRow, Facts, Row, Shown, lines_of
from fingerpost.usecases.ports.acting import Clock, Ledger, Timer, Writes
from fingerpost.usecases.ports.answers import AnswerHandle
from fingerpost.usecases.requests import Question, Request
from fingerpost.usecases.unattended import outcome_of

_LASTS = {Act.ASK: 0.15, Act.RECORD: 0.4, Act.WATCH: 0.4}
"""How long an act on a child's details takes at least, in seconds: more than nearly all of them need."""

_TRIES = 6
"""How often an act is read and written anew where somebody else wrote the same record first: one of four who
record the same child at once is overtaken three times."""

_WAIT = 0.05
"""Seconds before it is read again, longer each time: what the other wrote has to be there to be read."""

Middle = Callable[[Admitted], Facts[Answer] | Denied]
"""What an act does once its caller is admitted. It may be called again after a Conflict, so it only reads."""


@dataclass(frozen=True)
class Acting:
    """Runs the acts of people. Every failure of what we rest on becomes an outcome, and a line in the log."""

    authority: Authority
    ledger: Ledger
    clock: Clock
    timer: Timer

    # -------------------------------------------------------------- what use cases call

    def read(
        self, request: Request, act: Act, do: Middle[Answer], *, baseline: Act | None = None
    ) -> Answer | Refused | CannotAnswer:
        """An act that changes nothing: sent twice, it is judged, read and recorded twice.

        baseline: the act to judge by at first, where `act` can only be judged on what is read later.
        """

        def once_or_again() -> Answer | Refused:
            try:
                admitted = self._begin(request, act, None, baseline)
            except AlreadyDone:
                admitted = self._begin_again(request, act, baseline)
            return self._through(admitted, do)

        return self.safely(request, once_or_again)

    def write(
        self,
        request: Request,
        act: Act,
        do: Middle[Answer],
        *,
        question: Question | None = None,
        baseline: Act | None = None,
        second_press: Callable[[], Middle[Answer]] | None = None,
        too_much: Callable[[Admitted], Answer] | None = None,
    ) -> Answer | Refused | CannotAnswer | AlreadyAsked:
        """An act that counts once, however often it is sent: what failed on its way is tried again when it is
        sent again, and only what is done says so.

        second_press: what is done for an act that was sent before, instead of saying so; it may raise
        AlreadyDone to have it said after all. too_much: the answer where more would be written than the store
        takes as one whole. Raises InvalidField, InvalidForm as the middle does.
        """

        once_key = request.idempotency_key

        def once() -> Answer | Refused:
            try:
                admitted = self._begin(request, act, question, baseline)
            except AlreadyDone:
                if second_press is not None:
                    return self._through(self._begin_again(request, act, baseline), second_press())
                if self.ledger.is_concluded(once_key):
                    raise
                admitted = self._begin_again(request, act, baseline)
            return self._through(admitted, do, too_much, concludes=once_key)

        def once_or_said() -> Answer | Refused | AlreadyAsked:
            try:
                return once()
            except AlreadyDone:
                return AlreadyAsked(reference_of(request), self.clock())

        return self._steadily(act, lambda: self.safely(request, once_or_said))

    def each(
        self,
        request: Request,
        act: Act,
        rows: Sequence[Row],
        begin: Callable[[Admitted], EachRow[Row, Answer]],
        conclude: Callable[[Admitted, Sequence[Answer]], Facts[Shown]],
    ) -> Shown | Refused | CannotAnswer:
        """An act on many rows: admitted once, each row written whole by itself, and all concluded together.

        Where something fails on the way nothing of it is answered; sent again, what is done is found done.
        """

        def once_or_again() -> Shown | Refused:
            try:
                admitted = self._begin(request, act, None, None)
            except AlreadyDone:
                admitted = self._begin_again(request, act, None)
            if isinstance(admitted, Refused):
                return admitted
            each = begin(admitted)
            done = [self._row(each, row) for row in rows]
            return self._until_written(admitted, lambda one: conclude(one, done), "")

        return self.safely(request, once_or_again)

    def _row(self, each: EachRow[Row, Answer], row: Row) -> Answer:
        try:
            return self._steadfastly(lambda: _written(*each.do(row)))
        except TooMuchAtOnce:
            return each.too_much(row)

    def by_unknown(
        self, request: Request, act: Act, do: Callable[[LedgerEntry], Facts[Answer] | Denied]
    ) -> Answer | Refused | CannotAnswer | AlreadyAsked:
        """An act of a chat account that need not belong to anybody yet. do: is given the attempt."""

        def once() -> Answer | Refused | AlreadyAsked:
            attempt = LedgerEntry(
                reference_of(request), act, Phase.ATTEMPT, self.clock(), actor_name(request.caller)
            )
            try:
                self.ledger.attempt(attempt, None, once=request.idempotency_key)
            except AlreadyDone:
                if self.ledger.is_concluded(request.idempotency_key):
                    return AlreadyAsked(attempt.reference, attempt.at)
            return self._conclude(attempt, do(attempt), concludes=request.idempotency_key)

        return self.safely(request, once)

    def _steadily(self, act: Act, answer: Callable[[], Answer]) -> Answer:
        """As long for a child who is kept from the asker as for one who is not there (ADR 27)."""
        until = self.timer.moment() + _LASTS.get(act, 0.0)
        found = answer()
        self.timer.hold_until(until)
        return found

    def safely(self, request: Request, answer: Callable[[], Answer]) -> Answer | CannotAnswer:
        """The one table of failures. Who asked sees no cause; the log has it, and its alarm."""
        try:
            return answer()
        except (Unavailable, Conflict) as fault:
            return _cannot_answer(request, self.clock(), fault)

    # -------------------------------------------------------------- begin

    def _begin(
        self, request: Request, act: Act, question: Question | None, baseline: Act | None
    ) -> Admitted | Refused:
        """Admit or refuse, with the attempt on the ledger either way. Raises AlreadyDone, Unavailable."""
        try:
            return self._begin_as_read(request, act, question, baseline, fresh=False)
        except StandingChanged:
            return self._begin_as_read(request, act, question, baseline, fresh=True)

    def _begin_as_read(
        self, request: Request, act: Act, question: Question | None, baseline: Act | None, *, fresh: bool
    ) -> Admitted | Refused:
        judged = self.authority.judge_caller(request, act, baseline, question, fresh=fresh)
        asker, once = judged.caller.practitioner, request.idempotency_key
        self.ledger.attempt(judged.attempt, asker, service=judged.service, once=once)
        return judged.admitted or self._refuse(judged.attempt, _denied(judged.judgement))

    def _begin_again(self, request: Request, act: Act, baseline: Act | None) -> Admitted | Refused:
        """The attempt is on the ledger already; who it is and whether they may is asked anew."""
        judged = self.authority.judge_caller(request, act, baseline, None, fresh=True)
        return judged.admitted or self._refuse(judged.attempt, _denied(judged.judgement))

    # -------------------------------------------------------------- do and conclude

    def _through(
        self,
        admitted: Admitted | Refused,
        do: Middle[Answer],
        too_much: Callable[[Admitted], Answer] | None = None,
        *,
        concludes: str = "",
    ) -> Answer | Refused:
        if isinstance(admitted, Refused):
            return admitted
        try:
            return self._until_written(admitted, do, concludes)
        except TooMuchAtOnce:
            if too_much is None:
                raise
            return self._conclude(admitted.attempt, Facts(too_much(admitted), "too_large"))
        except (InvalidField, InvalidForm):
            self.ledger.outcome(outcome_of(admitted.attempt, "invalid"))
            raise

    def _until_written(self, admitted: Admitted, do: Middle[Answer], concludes: str) -> Answer | Refused:
        return self._steadfastly(lambda: self._conclude(admitted.attempt, do(admitted), concludes))

    def _steadfastly(self, write: Callable[[], Answer]) -> Answer:
        """Once more, as often as somebody else wrote the same first. Raises Conflict in the end."""
        for number in range(1, _TRIES):
            try:
                return write()
            except Conflict:
                self.timer.hold_until(self.timer.moment() + number * _WAIT)
        return write()

    def _conclude(
        self, attempt: LedgerEntry, found: Facts[Answer] | Denied, concludes: str = ""
    ) -> Answer | Refused:
        """concludes: the key of an act that counts once, done with whatever it writes."""
        if isinstance(found, Denied):
            return self._refuse(attempt, found)
        lines = lines_of(attempt, found)
        if found.writes is None:
            self._record(lines, found.handle, concludes if found.done else "")
        else:
            _commit(found.writes, lines, found.handle, concludes)
        if attempt.act is Act.ASK:
            log(Line.ASK_ANSWERED, outcome=found.outcome)  # counted by outcome: neither who nor which
        return found.answer

    def _record(self, lines: tuple[LedgerEntry, ...], handle: AnswerHandle | None, concludes: str) -> None:
        first, *others = lines
        self.ledger.outcome(first, handle=handle, concludes=concludes)
        for line in others:
            self.ledger.outcome(line)

    def _refuse(self, attempt: LedgerEntry, denied: Denied) -> Refused:
        """The ledger has it before they see it."""
        policies = denied.judgement.policies if denied.judgement else attempt.policies
        line = outcome_of(attempt, f"refused:{denied.because}")
        self.ledger.outcome(replace(line, policies=policies, child_id=denied.child_id))
        log(Line.ACT_REFUSED, act=attempt.act, because=denied.because)
        return self.authority.refused(attempt, denied.because, policies)


def _written(attempt: LedgerEntry, found: Facts[Answer]) -> Answer:
    if found.writes is not None:
        _commit(found.writes, lines_of(attempt, found), None, "")
    return found.answer


def _denied(judgement: Judgement) -> Denied:
    return Denied(judgement.because or Refusal.ROLE_MAY_NOT, judgement)


def _commit(
    writes: Writes, lines: tuple[LedgerEntry, ...], handle: AnswerHandle | None, concludes: str
) -> None:
    first, *others = lines
    writes.record(first, handle=handle, concludes=concludes)
    for line in others:
        writes.record(line)
    writes.commit()


def _cannot_answer(request: Request, now: datetime, fault: FingerpostError) -> CannotAnswer:
    line = Line.LEDGER_WRITE_FAILED if isinstance(fault, LedgerUnavailable) else Line.CANNOT_ANSWER
    reference = reference_of(request)
    log(line, reference=reference, error=type(fault).__name__, code=code_of(fault))
    return CannotAnswer(reference, now)
