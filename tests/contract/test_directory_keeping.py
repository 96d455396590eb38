"""What administrators write and read: on the version that was read, in lists page by page, whole or not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from fingerpost.domain.errors import Conflict, LedgerUnavailable
from fingerpost.domain.feed import FeedMay, RegisteredFeed
from fingerpost.domain.practitioner import Practitioner, Role
from fingerpost.domain.service import Area, Organisation, Service
from fingerpost.usecases.ports.directory import DirectoryTransaction, PageWish
from tests.builders import NOW, a_practitioner, a_service, an_area, an_outcome_entry
from tests.contract.stores import Stores

COUNCIL = Organisation("council", "Northbrook Council")
CARE: Service = replace(a_service("care").build(), organisation_id="council")
KIM: Practitioner = a_practitioner("kim").named("Kim Ashby").of(CARE).without_chat().build()
LATER = NOW + timedelta(days=3)
Writing = Callable[[DirectoryTransaction], None]


def write(stores: Stores, *writings: Writing) -> None:
    transaction = stores.keeping.begin()
    for writing in writings:
        writing(transaction)
    transaction.commit()


def place(stores: Stores) -> None:
    """The area, the organisation and its service."""
    write(stores, lambda one: one.put_area(None, an_area()))
    write(stores, lambda one: one.put_organisation(None, COUNCIL))
    write(stores, lambda one: one.put_service(None, CARE, COUNCIL))


def test_what_is_put_is_read_as_it_was_put(stores: Stores) -> None:
    place(stores)
    write(stores, lambda one: one.put_practitioner(None, KIM))
    entries = stores.entries
    assert entries.area("northbrook") == an_area()
    assert entries.organisation("council") == replace(COUNCIL, services=1)
    assert entries.service("care") == CARE
    assert entries.practitioner("kim") == KIM
    missing = (entries.area("x"), entries.organisation("x"), entries.service("x"), entries.practitioner("x"))
    assert missing == (None, None, None, None)


def test_what_practitioners_read_is_the_same(stores: Stores) -> None:
    place(stores)
    write(stores, lambda one: one.put_practitioner(None, replace(KIM, role=Role.OFFICER)))
    assert stores.directory.area("northbrook") == an_area()
    assert stores.directory.services(["care"]) == {"care": CARE}
    assert [one.id for one in stores.directory.officers("northbrook")] == ["kim"]


def test_nothing_is_put_twice_as_new(stores: Stores) -> None:
    place(stores)
    write(stores, lambda one: one.put_practitioner(None, KIM))
    again: list[Writing] = [
        lambda one: one.put_area(None, an_area()),
        lambda one: one.put_organisation(None, COUNCIL),
        lambda one: one.put_service(None, CARE, replace(COUNCIL, services=1)),
        lambda one: one.put_practitioner(None, KIM),
    ]
    for writing in again:
        with pytest.raises(Conflict):
            write(stores, writing)


def test_of_two_changes_on_one_version_the_second_is_not_written(stores: Stores) -> None:
    write(stores, lambda one: one.put_practitioner(None, KIM))
    first, second = (replace(KIM, name=name, version=2) for name in ("Kim First", "Kim Second"))
    write(stores, lambda one: one.put_practitioner(KIM, first))
    with pytest.raises(Conflict):
        write(stores, lambda one: one.put_practitioner(KIM, second))
    assert stores.entries.practitioner("kim") == first


def test_a_service_that_is_written_is_seen_by_whoever_changes_its_organisation(stores: Stores) -> None:
    place(stores)
    without = replace(COUNCIL, accredited=False, version=2)
    with pytest.raises(Conflict):
        write(stores, lambda one: one.put_organisation(COUNCIL, without))
    read = stores.entries.organisation("council")
    write(stores, lambda one: one.put_organisation(read, replace(without, services=1)))
    changed, as_it_was = replace(CARE, version=2), replace(COUNCIL, services=1)
    with pytest.raises(Conflict):
        write(stores, lambda one: one.put_service(CARE, changed, as_it_was))


def test_an_organisations_services_follow_where_they_go(stores: Stores) -> None:
    place(stores)
    trust = Organisation("trust", "Trust")
    write(stores, lambda one: one.put_organisation(None, trust))
    moved = replace(CARE, organisation_id="trust", version=2)
    write(stores, lambda one: one.put_service(CARE, moved, trust))
    assert stores.entries.services_of("council") == ()
    assert stores.entries.services_of("trust") == (moved,)


def test_lists_come_page_by_page_and_each_entry_once(stores: Stores) -> None:
    areas = [Area(f"area-{letter}", letter, "0115 496 0000") for letter in "dbac"]
    for area in areas:
        write(stores, lambda one, area=area: one.put_area(None, area))  # type: ignore[misc]  # the default
    found, after = [], ""
    for _ in range(10):
        page = stores.entries.areas(PageWish(after, 3))
        found += [one.id for one in page.entries]
        after = page.next
        if not after:
            break
    assert found == ["area-a", "area-b", "area-c", "area-d"]


def test_people_are_listed_by_family_name_where_they_work_now(stores: Stores) -> None:
    place(stores)
    others = [replace(KIM, id=name[:3].lower(), name=name) for name in ("Ann Cole", "Zoe Ashby")]
    for person in (KIM, *others):
        write(stores, lambda one, person=person: one.put_practitioner(None, person))  # type: ignore[misc]

    def names(beginning: str = "", area: str = "northbrook") -> list[str]:
        return [one.name for one in stores.entries.people_in(area, beginning, PageWish()).entries]

    assert names() == ["Kim Ashby", "Zoe Ashby", "Ann Cole"]
    assert names("ASH") == ["Kim Ashby", "Zoe Ashby"]
    assert names("Zoe Ashby") == ["Zoe Ashby"]
    married = replace(KIM, name="Kim Brown", version=2)
    write(stores, lambda one: one.put_practitioner(KIM, married))
    assert names("ash") == ["Zoe Ashby"]
    away = replace(married, area_id="southgate", version=3)
    write(stores, lambda one: one.put_practitioner(married, away))
    assert (names("brown"), names(area="southgate")) == ([], ["Kim Brown"])


def test_an_officer_who_moves_or_is_one_no_more_is_named_so(stores: Stores) -> None:
    officer = replace(KIM, role=Role.OFFICER)
    write(stores, lambda one: one.put_practitioner(None, officer))
    moved = replace(officer, area_id="southgate", version=2)
    write(stores, lambda one: one.put_practitioner(officer, moved))
    assert stores.directory.officers("northbrook") == ()
    assert [one.id for one in stores.another_directory().officers("southgate")] == ["kim"]
    write(stores, lambda one: one.put_practitioner(moved, replace(moved, role=Role.PRACTITIONER, version=3)))
    assert stores.another_directory().officers("southgate") == ()


def test_a_line_goes_with_what_is_written_or_nothing_does(stores: Stores) -> None:
    line = an_outcome_entry(about="area:northbrook", outcome="entered")
    write(stores, lambda one: one.put_area(None, an_area()), lambda one: one.record(line))
    assert stores.lines() == (line,)
    with pytest.raises(Conflict):
        write(stores, lambda one: one.put_area(None, an_area()), lambda one: one.record(line))
    assert stores.lines() == (line,)
    with stores.down(), pytest.raises(LedgerUnavailable):
        write(stores, lambda one: one.put_organisation(None, COUNCIL), lambda one: one.record(line))
    assert stores.entries.organisation("council") is None


def test_a_code_is_offered_to_somebody_who_stands_as_read(stores: Stores) -> None:
    write(stores, lambda one: one.put_practitioner(None, KIM))
    moved_on = replace(KIM, name="Kim Brown", version=2)
    write(stores, lambda one: one.put_practitioner(KIM, moved_on))
    with pytest.raises(Conflict):
        write(stores, lambda one: one.offer_code("LINK-AAAAA-AAAAA", KIM, LATER))
    write(stores, lambda one: one.offer_code("LINK-AAAAA-AAAAA", moved_on, LATER))


FEED = RegisteredFeed("nightly", "care", "arn:one", (FeedMay.RECORD,), "kim", "0115 496 0007")


def test_a_feed_is_found_by_id_and_by_the_client_it_comes_as(stores: Stores) -> None:
    write(stores, lambda one: one.put_feed(None, FEED))
    entries = stores.entries
    assert (entries.feed("nightly"), entries.feed_of_client("arn:one")) == (FEED, FEED)
    assert (entries.feed("weekly"), entries.feed_of_client("arn:two")) == (None, None)
    assert tuple(entries.feeds(PageWish()).entries) == (FEED,)


def test_a_client_that_is_replaced_leads_nowhere_any_more(stores: Stores) -> None:
    write(stores, lambda one: one.put_feed(None, FEED))
    after = replace(FEED, client="arn:two", version=2)
    write(stores, lambda one: one.put_feed(FEED, after))
    assert stores.entries.feed_of_client("arn:one") is None
    assert stores.entries.feed_of_client("arn:two") == after


def test_a_client_never_leads_to_two_feeds(stores: Stores) -> None:
    write(stores, lambda one: one.put_feed(None, FEED))
    with pytest.raises(Conflict):
        write(stores, lambda one: one.put_feed(None, replace(FEED, id="weekly")))
    with pytest.raises(Conflict):
        write(stores, lambda one: one.put_feed(None, replace(FEED, client="arn:two")))
