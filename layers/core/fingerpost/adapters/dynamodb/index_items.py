"""The items of the index table, and what stands in them in clear."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from fingerpost.adapters.dynamodb import boxes, keys
from fingerpost.adapters.dynamodb.attributes import (
    Item,
    UnreadableItem,
    Value,
    from_attributes,
    number,
    text,
    to_attributes,
    to_value,
)
from fingerpost.adapters.dynamodb.keys import (
    Key,
)
from fingerpost.adapters.keyring import Keyring
from fingerpost.domain.child import Child, Word
from fingerpost.domain.consent import Consent, ConsentBy, ConsentHow
from fingerpost.domain.involvement import Involvement, Watch
from fingerpost.domain.passage import Passage, PassageKind, PassageNote
from fingerpost.domain.record_keeping import Dispute, Joining, Merge
from fingerpost.domain.roles import is_listed
from fingerpost.domain.shield import Look, Shield, ShieldFlag


def token_row_item(keyring: Keyring, child: Child, row: Key) -> Item:
    """A token row: with it a question needs no second read to score a candidate."""
    content: list[Any] = [child.id, child.version, boxes.pack(child.details)]
    if child.words:
        content.append([boxes.pack(word.added) for word in child.words])
    return {"box": boxes.encrypt(keyring, content, row)}


_PARTS_OF_CHILD = (4, 3, 2)
"""Details, token rows, last day, words; earlier items have no words, the earliest their last day in clear."""

SHIELD_UNIT = 512
"""Bytes that the box of a shield is padded to a multiple of, and every child has one: a shield with a dozen
records that stand in is as long as none."""

_COARSE_YEARS = 5


def _coarse(last_day: date) -> int:
    """The year by which a record is to be looked at: a multiple of five after its last day.

    The last day itself is the child's birth date and eighteen years, so it stands in the box alone.
    """
    return (last_day.year // _COARSE_YEARS + 1) * _COARSE_YEARS


def child_item(keyring: Keyring, child: Child, rows: Sequence[Key]) -> Item:
    """The child, with the keys of its token rows so that they can follow its details."""
    content = [
        boxes.pack(child.details),
        [[row.pk, row.sk] for row in rows],
        child.retain_until.isoformat(),
        _packed_words(child.words),
    ]
    return {
        "guard": shield_box(keyring, child),
        "box": boxes.encrypt(keyring, content, keys.child(child.id), boxes.CHILD_UNIT),
        "area_id": text(child.area_id),
        "retain_by": number(_coarse(child.retain_until)),
        "version": number(child.version),
        **({"retired": to_value(True)} if child.retired else {}),
    }


def read_child(keyring: Keyring, item: Item) -> Child:
    """A child from its item. Raises BoxDoesNotOpen, UnreadableItem."""
    details, _, *later = boxes.decrypt(keyring, item, *_PARTS_OF_CHILD)
    try:
        return Child(
            id=item["pk"]["S"].removeprefix("C#"),
            details=boxes.unpack(details),
            area_id=item["area_id"]["S"],
            retain_until=date.fromisoformat(later[0] if later else item["retain_until"]["S"]),
            version=int(item["version"]["N"]),
            retired="retired" in item,
            words=_unpacked_words(later[1] if len(later) > 1 else ()),
            shield=_read_shield(keyring, item),
        )
    except (KeyError, ValueError, TypeError) as fault:
        raise UnreadableItem("Child") from fault


def _packed_words(words: Iterable[Word]) -> list[Any]:
    return [[word.service_id, word.practitioner_id, boxes.pack(word.added)] for word in words]


def _unpacked_words(packed: Iterable[Any]) -> tuple[Word, ...]:
    return tuple(Word(service_id, who, boxes.unpack(added)) for service_id, who, added in packed)


def shield_box(keyring: Keyring, child: Child) -> Value:
    """A child's shield, in a box of its own, so that it is changed without reading the rest."""
    return boxes.encrypt(
        keyring, [_packed_shield(child.shield)], _guard_of(keys.child(child.id)), SHIELD_UNIT
    )


def _read_shield(keyring: Keyring, item: Item) -> Shield | None:
    """Raises BoxDoesNotOpen. An item from before there were shields has none."""
    if "guard" not in item:
        return None
    guard = {**_guard_of(Key.of(item)).attributes(), "box": item["guard"]}
    [packed] = boxes.decrypt(keyring, guard, 1)
    return _unpacked_shield(packed)


def _guard_of(child: Key) -> Key:
    """What the second box of the item is bound to: the first cannot be put in its place."""
    return Key(child.pk, f"{child.sk}|guard")


def _packed_shield(shield: Shield | None) -> list[Any]:
    if shield is None:
        return []
    due = shield.review_due.isoformat()
    return [shield.reference, shield.flag, due, shield.officer_id, list(shield.doubles)]


def _unpacked_shield(packed: Sequence[Any]) -> Shield | None:
    if not packed:
        return None
    reference, flag, due, officer_id, doubles = packed
    return Shield(reference, ShieldFlag(flag), date.fromisoformat(due), officer_id, tuple(doubles))


def read_token_rows(keyring: Keyring, item: Item) -> tuple[Key, ...]:
    """The keys of the token rows of a child, from its item."""
    _, rows, *_ = boxes.decrypt(keyring, item, *_PARTS_OF_CHILD)
    return tuple(Key(pk, sk) for pk, sk in rows)


def involvement_item(keyring: Keyring, involvement: Involvement) -> Item:
    """An involvement: nothing in it is of the child but the child's random id.

    A role that is none of the list may say why somebody is involved, and a consent says that somebody was
    asked: both are boxed.
    """
    listed, consent = is_listed(involvement.role), involvement.consent
    if listed and consent is None:
        return to_attributes(involvement)
    boxed = [involvement.role, *([_packed_consent(consent)] if consent else [])]
    box = boxes.encrypt(keyring, boxed, keys.involvement(involvement.child_id, involvement.id))
    left_out = ("consent",) if listed else ("consent", "role")
    return {**to_attributes(involvement, without=left_out), "box": box}


def _packed_consent(consent: Consent) -> list[Any]:
    days = [consent.given.isoformat(), consent.until.isoformat()]
    return [consent.by, *days, consent.recorded_by, consent.how or "", consent.approved_by]


def _unpacked_consent(packed: Sequence[Any]) -> Consent:
    by, given, until, recorded_by, how, approved_by = packed
    return Consent(
        ConsentBy(by),
        date.fromisoformat(given),
        date.fromisoformat(until),
        recorded_by,
        ConsentHow(how) if how else None,
        approved_by,
    )


def read_involvement(item: Item, keyring: Keyring | None = None) -> Involvement:
    """An involvement from its item or from an image of the table's stream; without a keyring, a role that is
    boxed is empty, and no consent is known. Raises UnreadableItem, BoxDoesNotOpen."""
    if keyring is None or "box" not in item:
        return from_attributes(Involvement, item, consent=None)
    role, *consent = boxes.decrypt(keyring, item, 1, 2)
    try:
        held = _unpacked_consent(consent[0]) if consent else None
    except (ValueError, TypeError) as fault:
        raise UnreadableItem("Involvement") from fault
    return from_attributes(Involvement, item, role=role, consent=held)


def watch_item(watch: Watch) -> Item:
    """A watch, sorted among its practitioner's involvements by its last day."""
    return {**to_attributes(watch), "review_due": text(watch.until.isoformat())}


def dispute_item(keyring: Keyring, dispute: Dispute) -> Item:
    """A dispute; what was asked is boxed."""
    item = to_attributes(dispute, without=("asked",))
    if dispute.asked is None:
        return item
    key = keys.dispute(dispute.child_id, dispute.id)
    return {**item, "box": boxes.encrypt(keyring, [boxes.pack(dispute.asked)], key)}


def read_dispute(item: Item, keyring: Keyring | None = None) -> Dispute:
    """A dispute from its item or from an image of the table's stream; without a keyring, what was asked stays
    in its box. Raises UnreadableItem, BoxDoesNotOpen."""
    if keyring is None or "box" not in item:
        return from_attributes(Dispute, item, asked=None)
    [asked] = boxes.decrypt(keyring, item, 1)
    return from_attributes(Dispute, item, asked=boxes.unpack(asked))


def read_look(item: Item) -> Look:
    """A look at a shielded child, from its item or from an image of the table's stream."""
    return from_attributes(Look, item)


def passage_item(keyring: Keyring, passage: Passage) -> Item:
    """What became of a child: what, and on which day, is boxed."""
    key = keys.passage(passage.note.child_id, passage.note.id)
    box = boxes.encrypt(keyring, [str(passage.kind), passage.day.isoformat()], key)
    return {**to_attributes(passage.note), "box": box}


def read_passage_note(item: Item) -> PassageNote:
    """What stands in clear of it, from its item or from an image of the table's stream."""
    return from_attributes(PassageNote, item)


def read_passage(keyring: Keyring, item: Item) -> Passage:
    """What became of a child, from its item. Raises BoxDoesNotOpen, UnreadableItem."""
    kind, day = boxes.decrypt(keyring, item, 2)
    try:
        return Passage(read_passage_note(item), PassageKind(kind), date.fromisoformat(day))
    except ValueError as fault:
        raise UnreadableItem("Passage") from fault


def read_joining(item: Item) -> Joining:
    """What stands in clear of a merge, from its item or from an image of the table's stream."""
    return from_attributes(Joining, item)


def merge_item(keyring: Keyring, merge: Merge) -> Item:
    """A merge; both records as they were are boxed."""
    key = keys.merge(merge.joining.child_id, merge.joining.id)
    content = [_packed_child(merge.kept_before), _packed_child(merge.absorbed)]
    return {**to_attributes(merge.joining), "box": boxes.encrypt(keyring, content, key, boxes.CHILD_UNIT)}


def read_merge(keyring: Keyring, item: Item) -> Merge:
    """A merge from its item. Raises BoxDoesNotOpen, UnreadableItem."""
    kept, absorbed = boxes.decrypt(keyring, item, 2)
    return Merge(read_joining(item), _unpacked_child(kept), _unpacked_child(absorbed))


def _packed_child(child: Child) -> list[Any]:
    return [
        child.id,
        boxes.pack(child.details),
        child.area_id,
        child.retain_until.isoformat(),
        child.version,
        _packed_words(child.words),
        _packed_shield(child.shield),
    ]


def _unpacked_child(packed: Any) -> Child:  # noqa: ANN401 - JSON
    try:
        child_id, details, area_id, retain_until, version, *later = packed
        return Child(
            id=child_id,
            details=boxes.unpack(details),
            area_id=area_id,
            retain_until=date.fromisoformat(retain_until),
            version=version,
            words=_unpacked_words(later[0] if later else ()),
            shield=_unpacked_shield(later[1] if len(later) > 1 else []),
        )
    except (ValueError, TypeError) as fault:
        raise UnreadableItem("Merge") from fault
