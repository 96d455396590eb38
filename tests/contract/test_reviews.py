""" "Still involved?", in whatever store: it stands with its involvement, and comes up when it is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from fingerpost.domain.errors import Conflict, NotFound
from fingerpost.domain.involvement import Involvement
from fingerpost.domain.review import Review, ReviewStep, review_of
from tests.builders import NOW, a_child, a_practitioner, an_involvement, details_of
from tests.contract.stores import Stores

DUE = date(2027, 1, 20)
ASKED_ON = datetime(2027, 1, 6, 9, tzinfo=UTC)
ONE = an_involvement().of(a_practitioner().build()).review_due(DUE).build()


def record(stores: Stores, one: Involvement = ONE) -> Involvement:
    transaction = stores.transactions.begin()
    transaction.add_involvement(one)
    transaction.commit()
    return one


def change(stores: Stores, one: Involvement) -> Involvement:
    transaction = stores.transactions.begin()
    transaction.change_involvement(one)
    transaction.commit()
    return one


def move(stores: Stores, after: Review, before: Review, lapsed: Involvement | None = None) -> None:
    transaction = stores.transactions.begin()
    transaction.put_review(after, before)
    if lapsed:
        transaction.lapse(lapsed)
    transaction.commit()


def due(stores: Stores, at: datetime) -> list[Review]:
    """What a run of the clock would look at; lines of what has moved on are forgotten, as it does."""
    found = []
    for line in stores.due_reviews.due(at, 9):
        try:
            review = stores.reviews.find(line.name)
        except NotFound:
            review = None
        if review and review.due == line.at:
            found.append(review)
        else:
            stores.due_reviews.forget(line)
    return found


def test_it_is_due_two_weeks_before_the_year_is_over(stores: Stores) -> None:
    record(stores)
    assert due(stores, ASKED_ON - timedelta(minutes=1)) == []
    assert due(stores, ASKED_ON) == [review_of(ONE, NOW)]


def test_confirmed_it_is_due_a_year_later_and_the_old_line_is_tidied_away(stores: Stores) -> None:
    record(stores)
    confirmed = change(stores, ONE.confirmed(DUE + timedelta(days=5)))
    assert due(stores, ASKED_ON) == []
    assert due(stores, ASKED_ON + timedelta(days=5)) == [review_of(confirmed, NOW)]


def test_ended_it_is_asked_no_more(stores: Stores) -> None:
    record(stores)
    change(stores, ONE.ended_on(date(2026, 3, 1)))
    assert due(stores, ASKED_ON) == []


def test_a_step_is_taken_once_on_what_was_read(stores: Stores) -> None:
    record(stores)
    [review] = due(stores, ASKED_ON)
    asked = review.next(ASKED_ON)
    move(stores, asked, review)
    with pytest.raises(Conflict):
        move(stores, asked, review)
    assert due(stores, ASKED_ON + timedelta(days=1)) == []
    assert due(stores, ASKED_ON + timedelta(days=10)) == [asked]


def test_a_confirmation_that_came_between_is_not_undone(stores: Stores) -> None:
    record(stores)
    [review] = due(stores, ASKED_ON)
    change(stores, ONE.confirmed(DUE + timedelta(days=365)))
    with pytest.raises(Conflict):
        move(stores, review.next(ASKED_ON), review)


def test_lapsed_the_involvement_is_past_and_keeps_its_role(stores: Stores) -> None:
    """Its role is none of the list, so it stands in a box that the clock cannot open."""
    child = a_child().of(details_of().build()).build()
    transaction = stores.transactions.begin()
    transaction.add_child(child, [])
    transaction.commit()
    one = record(stores, replace(ONE, role="for the fall"))
    review = replace(review_of(one, NOW), step=ReviewStep.SILENT)
    waiting = review_of(one, NOW)
    move(stores, review, waiting)
    move(stores, review.next(ASKED_ON), review, one.ended_on(DUE))
    [kept] = stores.index.child_file(child.id).involvements
    assert kept == one.ended_on(DUE)


def test_with_its_last_day_over_it_is_past_and_has_none_any_more(stores: Stores) -> None:
    child = a_child().of(details_of().build()).build()
    transaction = stores.transactions.begin()
    transaction.add_child(child, [])
    transaction.commit()
    one, last = record(stores), (NOW + timedelta(days=5)).date()
    ending = change(stores, one.ending_on(last))
    midnight = datetime(last.year, last.month, last.day, tzinfo=UTC) + timedelta(days=1)
    assert due(stores, midnight - timedelta(minutes=1)) == []
    [review] = due(stores, midnight)
    assert review.step is ReviewStep.ENDING
    move(stores, review.next(midnight), review, ending.ended_on(last))
    [kept] = stores.index.child_file(child.id).involvements
    assert kept == ending.ended_on(last)
    assert (kept.ended, kept.last_day) == (last, None)


def test_changed_after_it_was_asked_it_is_asked_again_though_the_clock_is_past_that_hour(
    stores: Stores,
) -> None:
    """Its line was written into an hour behind the cursor: nobody was ever asked, and it stayed current."""
    record(stores)
    [review] = due(stores, ASKED_ON)
    move(stores, review.next(ASKED_ON), review)
    later = ASKED_ON + timedelta(days=3)
    assert due(stores, later) == []
    stores.pass_time(later - NOW)
    changed = change(stores, ONE.changed(role="nurse", since=ONE.since, lead=True))
    [again] = due(stores, later + timedelta(minutes=1))
    assert (again.step, again.due) == (ReviewStep.WAITING, later)
    assert again == review_of(changed, later)


def test_an_involvement_that_changed_meanwhile_does_not_lapse(stores: Stores) -> None:
    record(stores)
    change(stores, ONE.changed(role="nurse", since=ONE.since, lead=True))
    [review] = due(stores, ASKED_ON)
    with pytest.raises(Conflict):
        move(stores, review.next(ASKED_ON), review, ONE.ended_on(DUE))
    assert due(stores, ASKED_ON) == [review]
