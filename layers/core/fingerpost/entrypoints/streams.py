"""What the tables' streams bring: an involvement, a dispute, a merge or a request to be contacted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

from fingerpost.domain.contact import ContactRequest
from fingerpost.domain.enquiry import Enquiry
from fingerpost.domain.errors import FingerpostError
from fingerpost.domain.hand_over import HandOver
from fingerpost.domain.involvement import Involvement
from fingerpost.domain.leaver import Leaver
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.notice import Notice, NoticeState
from fingerpost.domain.oversight import Oversight
from fingerpost.domain.passage import PassageNote
from fingerpost.domain.preferences import TestNotice
from fingerpost.domain.record_keeping import Dispute, Joining
from fingerpost.domain.review import Review
from fingerpost.domain.shield import Look
from fingerpost.log_catalogue import Line, log
from fingerpost.usecases.contact.notify import NotifyOfContacts
from fingerpost.usecases.handing_over.notify import NotifyOfHandOvers
from fingerpost.usecases.protecting.notify import NotifyOfOversight
from fingerpost.usecases.reviewing.notify import NotifyOfReviews
from fingerpost.usecases.supervising.notify_of_leavers import NotifyOfLeavers
from fingerpost.usecases.telling.notify import InvolvementWritten, Notify, Told
from fingerpost.usecases.telling.notify_of_enquiries import NotifyOfEnquiries
from fingerpost.usecases.telling.notify_of_records import NotifyOfRecords, ToldOfRecord
from fingerpost.usecases.telling.unreached import NotifyOfUnreached

Record = TypeVar("Record", contravariant=True)


@dataclass(frozen=True)
class OnInvolvementWritten(Generic[Record]):
    """One record of the index table's stream."""

    before: Callable[[Record], Involvement | None]
    after: Callable[[Record], Involvement | None]
    notify: Notify

    def __call__(self, record: Record) -> None:
        """Tell those who must know. Whatever it raises brings the record again."""
        after = self.after(record)
        if after is not None:  # an involvement is removed only with its child, at the end of retention
            _log_told(self.notify(InvolvementWritten(self.before(record), after)))


@dataclass(frozen=True)
class OnDisputed(Generic[Record]):
    """A "not this child" that was written."""

    after: Callable[[Record], Dispute | None]
    notify: NotifyOfRecords

    def __call__(self, record: Record) -> None:
        """Tell the officers. Whatever it raises brings the record again."""
        dispute = self.after(record)
        if dispute is not None:
            _log_told_of_record(self.notify.of_dispute(dispute))


@dataclass(frozen=True)
class OnLookedAt(Generic[Record]):
    """That somebody meant a shielded child."""

    after: Callable[[Record], Look | None]
    notify: NotifyOfRecords

    def __call__(self, record: Record) -> None:
        """Tell the officers. Whatever it raises brings the record again."""
        look = self.after(record)
        if look is not None:
            _log_told_of_record(self.notify.of_look(look))


@dataclass(frozen=True)
class OnPassage(Generic[Record]):
    """That something became of a child, or that it was said in error."""

    after: Callable[[Record], PassageNote | None]
    notify: NotifyOfRecords

    def __call__(self, record: Record) -> None:
        """Tell those who must know. Whatever it raises brings the record again."""
        passage = self.after(record)
        if passage is None:
            return
        told = self.notify.of_passage if passage.stands else self.notify.of_passage_taken_back
        _log_told_of_record(told(passage))


@dataclass(frozen=True)
class OnMerged(Generic[Record]):
    """A merge that was written, or taken back."""

    after: Callable[[Record], Joining | None]
    notify: NotifyOfRecords

    def __call__(self, record: Record) -> None:
        """Tell those who must know. Whatever it raises brings the record again."""
        joining = self.after(record)
        if joining is not None:
            told = self.notify.of_parting if joining.undone else self.notify.of_merge
            _log_told_of_record(told(joining))


@dataclass(frozen=True)
class OnContactWritten(Generic[Record]):
    """A request to be contacted that was made, or moved a step."""

    after: Callable[[Record], ContactRequest | None]
    notify: NotifyOfContacts

    def __call__(self, record: Record) -> None:
        """Tell those whom it concerns. Whatever it raises brings the record again."""
        request = self.after(record)
        if request is not None:
            told = self.notify(request)
            version, kind = request.version, str(request.event).replace(" ", "_")
            involvement = request.involvement_id
            log(Line.FANOUT_DONE, involvement=involvement, version=version, kind=kind, told=len(told))


@dataclass(frozen=True)
class OnReviewWritten(Generic[Record]):
    """A "still involved?" that was made, or moved a step."""

    after: Callable[[Record], Review | None]
    notify: NotifyOfReviews

    def __call__(self, record: Record) -> None:
        """Tell those whom it concerns. Whatever it raises brings the record again."""
        review = self.after(record)
        if review is not None:
            told = self.notify(review)
            log(
                Line.FANOUT_DONE,
                involvement=review.involvement_id,
                version=1,
                kind=review.step,
                told=len(told),
            )


@dataclass(frozen=True)
class OnHandOverWritten(Generic[Record]):
    """An offer to hand an involvement over that was made, answered, or moved a step."""

    after: Callable[[Record], HandOver | None]
    notify: NotifyOfHandOvers

    def __call__(self, record: Record) -> None:
        """Tell those whom it concerns. Whatever it raises brings the record again."""
        offer = self.after(record)
        if offer is not None:
            told, involvement = self.notify(offer), offer.involvement_id
            version, kind = offer.version, offer.state
            log(Line.FANOUT_DONE, involvement=involvement, version=version, kind=kind, told=len(told))


@dataclass(frozen=True)
class OnLeaverWritten(Generic[Record]):
    """Somebody who left work behind, or a step of that."""

    after: Callable[[Record], Leaver | None]
    notify: NotifyOfLeavers

    def __call__(self, record: Record) -> None:
        """Tell whoever has to decide. Whatever it raises brings the record again."""
        leaver = self.after(record)
        if leaver is not None:
            told, version = self.notify(leaver), leaver.version
            log(Line.FANOUT_DONE, involvement="", version=version, kind=leaver.step, told=len(told))


@dataclass(frozen=True)
class OnUnreached(Generic[Record]):
    """A notice that was refused for good."""

    after: Callable[[Record], Notice | None]
    notify: NotifyOfUnreached

    def __call__(self, record: Record) -> None:
        """Tell the next who can act on it. Whatever it raises brings the record again."""
        notice = self.after(record)
        if notice is not None and notice.state is NoticeState.UNDELIVERABLE:
            told = self.notify(notice)
            about = notice.involvement_id
            log(Line.FANOUT_DONE, involvement=about, version=1, kind=notice.kind, told=len(told))


@dataclass(frozen=True)
class OnEnquired(Generic[Record]):
    """That a service asked about a child and was shown it."""

    after: Callable[[Record], Enquiry | None]
    notify: NotifyOfEnquiries

    def __call__(self, record: Record) -> None:
        """Tell those whom it concerns. Whatever it raises brings the record again."""
        enquiry = self.after(record)
        if enquiry is not None:
            told = self.notify(enquiry)
            log(Line.FANOUT_DONE, involvement=enquiry.reference, version=1, kind="asked", told=len(told))


@dataclass(frozen=True)
class OnTestWished(Generic[Record]):
    """Somebody wants to see whether they can be told."""

    after: Callable[[Record], TestNotice | None]
    notify: NotifyOfUnreached

    def __call__(self, record: Record) -> None:
        """Tell them. Whatever it raises brings the record again."""
        wished = self.after(record)
        if wished is not None:
            told = self.notify.test(wished)
            log(Line.FANOUT_DONE, involvement="", version=1, kind="test", told=len(told))


@dataclass(frozen=True)
class OnOversightWritten(Generic[Record]):
    """What somebody has to look at that was made, or decided."""

    after: Callable[[Record], Oversight | None]
    notify: NotifyOfOversight

    def __call__(self, record: Record) -> None:
        """Tell those whom it concerns. Whatever it raises brings the record again."""
        one = self.after(record)
        if one is not None:
            told = self.notify(one)
            log(Line.FANOUT_DONE, involvement="", version=one.version, kind=one.event, told=len(told))


class UnexpectedRecord(FingerpostError):
    """The stream brought what nothing here is for: its filter and this code do not fit together."""


@dataclass(frozen=True)
class OnIndexWritten(Generic[Record]):
    """One record of a table's stream, whatever was written. handlers: by the kind of record."""

    kind_of: Callable[[Record], str]
    handlers: Mapping[str, Callable[[Record], None]]

    def __call__(self, record: Record) -> None:
        """Hand it on. Raises UnexpectedRecord."""
        kind = self.kind_of(record)
        if kind not in self.handlers:
            raise UnexpectedRecord(kind)
        self.handlers[kind](record)


def _log_told(told: Told) -> None:
    one, kind = told.written.after, told.written.kind
    log(Line.FANOUT_DONE, involvement=one.id, version=one.version, kind=kind or "", told=len(told.notices))
    if told.unknown:
        log(Line.RECIPIENT_UNKNOWN, involvement=one.id, unknown=told.unknown)


def _log_told_of_record(told: ToldOfRecord) -> None:
    log(Line.FANOUT_DONE, involvement=told.about, version=1, kind=told.kind, told=len(told.notices))
    if told.unknown:
        log(Line.RECIPIENT_UNKNOWN, involvement=told.about, unknown=told.unknown)
