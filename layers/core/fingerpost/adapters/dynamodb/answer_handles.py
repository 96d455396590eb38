"""Answers whose buttons still work."""

from __future__ import annotations

import math

from fingerpost.adapters.dynamodb import boxes, keys
from fingerpost.adapters.dynamodb.attributes import Item, from_attributes, number, text, to_attributes
from fingerpost.adapters.dynamodb.attributes import moment as stored_moment
from fingerpost.adapters.dynamodb.store import Kind, Store, Write
from fingerpost.adapters.keyring import Keyring
from fingerpost.domain.errors import NotFound
from fingerpost.domain.made_when_used import dataclass
from fingerpost.usecases.ports.acting import Clock
from fingerpost.usecases.ports.answers import AnswerHandle
from fingerpost.usecases.requests import Question


@dataclass(frozen=True, repr=False)
class DynamoAnswerHandles:
    """Handles in the casework table. DynamoDB removes expired items within days, so reading checks too."""

    store: Store
    keyring: Keyring
    clock: Clock

    def find(self, reference: str) -> AnswerHandle:
        """The handle of an answer. Raises NotFound."""
        item = self.store.get(self.store.casework, keys.answer(reference))
        if item is None:
            raise NotFound("answer")
        handle = read_handle(self.keyring, item)
        if handle.expires_at <= self.clock():
            raise NotFound("answer")
        return handle


def put_handle(store: Store, keyring: Keyring, handle: AnswerHandle) -> Write:
    """The write that keeps a handle; the same answer shown again replaces it."""
    return Write(Kind.PUT, store.casework, keys.answer(handle.reference), handle_item(keyring, handle))


def handle_item(keyring: Keyring, handle: AnswerHandle) -> Item:
    """A handle; what was asked is boxed. expires_at: in seconds, as DynamoDB's expiry wants it."""
    question = handle.question
    return {
        **to_attributes(handle, without=("question", "expires_at", "held_for")),
        "good_until": text(stored_moment(handle.expires_at)),
        "expires_at": number(math.ceil(handle.expires_at.timestamp())),
        "question": {"M": to_attributes(question, without=("details", "note", "also_lived_in"))},
        "box": boxes.encrypt(
            keyring,
            [
                boxes.pack(question.details),
                question.note,
                list(question.also_lived_in),
                list(handle.held_for),
            ],
            keys.answer(handle.reference),
        ),
    }


def read_handle(keyring: Keyring, item: Item) -> AnswerHandle:
    """A handle from its item. Raises BoxDoesNotOpen, UnreadableItem."""
    packed, note, *more = boxes.decrypt(keyring, item, 2, 3, 4)
    areas, held = (*more, [], [])[:2]
    known = {"details": boxes.unpack(packed), "note": note, "also_lived_in": tuple(areas)}
    question = from_attributes(Question, item["question"]["M"], **known)
    stored = {**item, "expires_at": item["good_until"]}
    return from_attributes(AnswerHandle, stored, question=question, held_for=tuple(held))
