"""While the chat product takes no more questions, its last word counts for an hour, and no longer."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from fingerpost.domain.errors import AskedTooOften, Unavailable
from fingerpost.domain.practitioner import ChatAccount, ChatIdentity
from fingerpost.policy.model import AccessRules
from fingerpost.usecases.access.standing import OLDEST_WORD, ChatStanding
from tests.builders import NOW, an_account, slack_identity
from tests.fakes.directory import FakeDirectory
from tests.fakes.shelves import Shelves

ROWAN = slack_identity("p-rowan")
RULES = AccessRules(frozenset({(ROWAN.product, ROWAN.workspace)}), frozenset())
MINUTE = timedelta(minutes=1)


@dataclass
class Product:
    """Answers with a fault."""

    fault: Exception
    asked: list[ChatIdentity] = field(default_factory=list)

    def look_up(self, identity: ChatIdentity) -> ChatAccount:
        self.asked.append(identity)
        raise self.fault


def standing(product: Product, known: ChatAccount | None) -> ChatStanding:
    directory = FakeDirectory(Shelves(now=NOW))
    if known:
        directory.remember_account(known)
    return ChatStanding(directory, product, RULES, timedelta(minutes=15))


@pytest.mark.parametrize("age", [16 * MINUTE, OLDEST_WORD - MINUTE])
def test_a_word_that_is_a_little_old_still_counts(age: timedelta) -> None:
    product, known = Product(AskedTooOften()), an_account(ROWAN, checked_at=NOW - age)
    assert standing(product, known).caller(ROWAN, NOW, fresh=False).account == known
    assert product.asked == [ROWAN]


def test_after_an_hour_nothing_is_answered() -> None:
    known = an_account(ROWAN, checked_at=NOW - OLDEST_WORD)
    with pytest.raises(AskedTooOften):
        standing(Product(AskedTooOften()), known).caller(ROWAN, NOW, fresh=False)


def test_who_was_never_looked_up_is_not_let_in() -> None:
    with pytest.raises(AskedTooOften):
        standing(Product(AskedTooOften()), None).caller(ROWAN, NOW, fresh=False)


def test_any_other_silence_is_no_word() -> None:
    known = an_account(ROWAN, checked_at=NOW - 16 * MINUTE)
    with pytest.raises(Unavailable):
        standing(Product(Unavailable()), known).caller(ROWAN, NOW, fresh=False)


def test_an_account_that_an_event_closed_meanwhile_stays_closed() -> None:
    known = an_account(ROWAN, checked_at=NOW - 16 * MINUTE, deleted=True)
    account = standing(Product(AskedTooOften()), known).caller(ROWAN, NOW, fresh=False).account
    assert account
    assert account.deleted
