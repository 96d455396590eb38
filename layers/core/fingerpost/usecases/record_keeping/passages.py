"""Somebody says where a child went: to another area, out of the country, or that the child died (C8, C10)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from fingerpost.domain.child import Child
from fingerpost.domain.errors import InvalidField, NotFound, Problem
from fingerpost.domain.ledger import Act
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.access import Refusal
from fingerpost.domain.outcomes.record_keeping import NoSuchRecord, PassageShown, RecordKeepingOutcome
from fingerpost.domain.outcomes.recording import Recorded
from fingerpost.domain.passage import Passage, PassageKind, PassageNote
from fingerpost.domain.reference import reference_from
from fingerpost.domain.service import Area, areas_called
from fingerpost.matching.tokens import index_keys
from fingerpost.usecases.access.authority import Admitted, Authority
from fingerpost.usecases.acting import Acting
from fingerpost.usecases.facts import Denied, Facts
from fingerpost.usecases.ports.access import Directory
from fingerpost.usecases.ports.acting import Transaction, Transactions
from fingerpost.usecases.ports.index import ChildFile, ChildIndex
from fingerpost.usecases.ports.record_keeping import References
from fingerpost.usecases.recording.relation import relation_of
from fingerpost.usecases.requests import PassageWish, Request

Done = Facts[Recorded | NoSuchRecord]
_Do = Callable[[Admitted, ChildFile, Child], Done]


@dataclass(frozen=True)
class Passages:
    """References are of one's own involvement, or for an officer any that leads to the record."""

    acting: Acting
    authority: Authority
    index: ChildIndex
    directory: Directory
    references: References
    transactions: Transactions

    def tell(self, request: Request, reference: str, wish: PassageWish) -> RecordKeepingOutcome:
        """Others are told; involvements stay until they are ended. After a death no further word goes out.

        Raises InvalidField for an area nobody knows, the area the child is in, and what stands already.
        """

        def told(admitted: Admitted, file: ChildFile, child: Child) -> Done:
            return self._tell(admitted, file, child, wish)

        return self._on_record(request, Act.TELL_PASSAGE, reference, told)

    def take_back(self, request: Request, reference: str) -> RecordKeepingOutcome:
        """It was said in error, on the passage's own reference: whoever was told is told so.

        The area and the postcode stay as they are: the record's officer corrects them.
        """

        def taken_back(admitted: Admitted, file: ChildFile, child: Child) -> Done:
            passage = next((one for one in file.passages if one.note.reference == reference), None)
            if passage is None or not passage.stands:
                return _none(admitted)
            transaction = self.transactions.begin()
            transaction.take_back_passage(passage.taken_back(admitted.at))
            done = Recorded(reference, admitted.at, admitted.act)
            return Facts(done, "passage_taken_back", child_id=child.id, writes=transaction)

        return self._on_record(request, Act.TAKE_BACK_PASSAGE, reference, taken_back)

    def _on_record(self, request: Request, act: Act, reference: str, do: _Do) -> RecordKeepingOutcome:
        def keep(admitted: Admitted) -> Done | Denied:
            file = self._file(reference)
            if file is None or file.child is None or file.child.retired:
                return _none(admitted)
            own_area = file.child.area_id == admitted.practitioner.area_id
            relation = replace(relation_of(self.directory, admitted, file), own_area=own_area)
            judgement = self.authority.judge_on(admitted, act, relation)
            if not judgement.permitted:
                return Denied(judgement.because or Refusal.NOT_YOURS, judgement)
            return do(admitted, file, file.child)

        return self.acting.write(request, act, keep, baseline=Act.LIST_MINE)

    def _file(self, reference: str) -> ChildFile | None:
        try:
            return self.index.child_file(self.references.child_of(reference))
        except NotFound:
            return None

    def _tell(self, admitted: Admitted, file: ChildFile, child: Child, wish: PassageWish) -> Done:
        if wish.kind is not PassageKind.AREA:
            return self._tell_departure(admitted, file, child, wish)
        area = self._area(wish.area)
        if area.id == child.area_id:
            raise InvalidField("area", Problem.SAME_AREA)
        passage = _passage(admitted, child, wish.kind, wish.day, area.id)
        after = _in_area(child, area, wish.postcode)
        transaction = self.transactions.begin()
        transaction.change_child(child, after, index_keys(after.details))
        return _told(admitted, transaction, passage)

    def _tell_departure(self, admitted: Admitted, file: ChildFile, child: Child, wish: PassageWish) -> Done:
        stands = file.departure
        if stands and (stands.kind is wish.kind or stands.kind is PassageKind.DIED):
            raise InvalidField("passage", Problem.SAID_ALREADY)
        transaction = self.transactions.begin()
        transaction.hold(child)
        return _told(admitted, transaction, _passage(admitted, child, wish.kind, wish.day, child.area_id))

    def _area(self, written: str) -> Area:
        """The one area that is called so, or begins so. Raises InvalidField."""
        meant = areas_called(self.directory.areas(), written)
        if len(meant) != 1:
            raise InvalidField("area", Problem.NO_SUCH_AREA)
        return meant[0]


def _none(admitted: Admitted) -> Done:
    return Facts(NoSuchRecord(admitted.reference, admitted.at), "no_such_record")


def _told(admitted: Admitted, transaction: Transaction, passage: Passage) -> Done:
    transaction.add_passage(passage)
    done = Recorded(passage.note.reference, admitted.at, admitted.act)
    return Facts(done, f"passage_{passage.kind}", child_id=passage.note.child_id, writes=transaction)


def _in_area(child: Child, area: Area, postcode: str) -> Child:
    """The record belongs to the new area; an earlier postcode stays, so that the child is found by it."""
    postcodes = child.details.postcodes
    held = (postcode, *(one for one in postcodes if one != postcode)) if postcode else postcodes
    details = replace(child.details, postcodes=held)
    return replace(child, area_id=area.id, details=details, version=child.version + 1)


def _passage(admitted: Admitted, child: Child, kind: PassageKind, day: date, to_area_id: str) -> Passage:
    seed = f"passage\n{admitted.reference}\n{admitted.practitioner.id}".encode()
    note = PassageNote(
        id=hashlib.sha256(seed).hexdigest()[:32],
        reference=reference_from(seed),
        child_id=child.id,
        from_area_id=child.area_id,
        to_area_id=to_area_id,
        practitioner_id=admitted.practitioner.id,
        at=admitted.at,
        last=kind is PassageKind.DIED,
    )
    return Passage(note, kind, day)


def passages_shown(file: ChildFile, directory: Directory) -> tuple[PassageShown, ...]:
    """What stands of where the child went, for the record's officer."""
    return tuple(
        PassageShown(one.note.reference, one.kind, one.day, _area_name(one, directory))
        for one in file.passages
        if one.stands
    )


def _area_name(passage: Passage, directory: Directory) -> str:
    return directory.area(passage.note.to_area_id).name if passage.kind is PassageKind.AREA else ""
