"""How what is done to records is put together, once it is first needed."""

from __future__ import annotations

from fingerpost.usecases.in_common import Ports, Shared
from fingerpost.usecases.record_keeping.dispute import DisputeRecord
from fingerpost.usecases.record_keeping.passages import Passages
from fingerpost.usecases.record_keeping.records import RecordKeeping


def not_this_child(ports: Ports, shared: Shared) -> DisputeRecord:
    """ "Not this child", said by an asker."""
    return DisputeRecord(
        acting=shared.acting,
        follow_ups=shared.follow_ups,
        index=ports.index,
        references=ports.references,
        transactions=ports.record_transactions,
    )


def records(ports: Ports, shared: Shared) -> RecordKeeping:
    """What an officer does to records."""
    return RecordKeeping(
        acting=shared.acting,
        authority=shared.authority,
        answering=shared.answering,
        directory=ports.directory,
        index=ports.index,
        references=ports.references,
        handles=ports.handles,
        transactions=ports.record_transactions,
    )


def passages(ports: Ports, shared: Shared) -> Passages:
    """Where a child went."""
    return Passages(
        acting=shared.acting,
        authority=shared.authority,
        index=ports.index,
        directory=ports.directory,
        references=ports.references,
        transactions=ports.transactions,
    )
