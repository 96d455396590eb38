"""The synthetic town: the same every time, nobody real in it, and every case there."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from fingerpost.domain.child import Details
from fingerpost.domain.identifiers import IdentifierKind, nhs_number_is_valid, upn_is_valid
from fingerpost.domain.involvement import InvolvementStatus
from fingerpost.domain.ledger import Act
from fingerpost.domain.outcomes.access import Refusal
from fingerpost.domain.practitioner import Caller, Channel, ChatAccount, ChatIdentity, Product, Role
from fingerpost.domain.service import Service, ServiceKind
from fingerpost.policy.decide import judge
from fingerpost.policy.model import AccessRules, Circumstances
from fingerpost.usecases.telling.notify import InvolvementWritten
from tools.seed import EMAIL_DOMAIN, TEAM, Person, Town, town
from tools.seed.names import NAMES, Origin
from tools.seed.places import OUTWARD

NOW = datetime(2026, 3, 17, 10, 0, tzinfo=UTC)
TODAY = NOW.date()
TOWN = town(now=NOW)
# Ofcom keeps these for drama, so that nobody is rung by mistake.
DRAMA = re.compile(r"01632 960\d{3}|0115 496 0\d{3}|0116 496 0\d{3}")
TELEPHONE = re.compile(r"\b0[\d ]{8,}\d\b")


def all_details(of: Town = TOWN) -> list[Details]:
    return [one.child.details for one in of.children] + [one.details for one in of.absent]


def nhs_number_of(details: Details) -> str | None:
    found = (each.value for each in details.identifiers if each.kind is IdentifierKind.NHS_NUMBER)
    return next(found, None)


def numbers(kind: IdentifierKind, of: Town = TOWN) -> list[str]:
    found = (number for details in all_details(of) for number in details.identifiers)
    return [number.value for number in found if number.kind is kind]


def test_the_same_seed_gives_the_same_town() -> None:
    assert town(now=NOW, seed=7).children == town(now=NOW, seed=7).children


def test_the_time_of_day_changes_no_child() -> None:
    assert town(now=NOW + timedelta(hours=9)).children == TOWN.children


def test_another_seed_gives_other_families() -> None:
    rest = len(TOWN.characters)
    assert town(now=NOW, seed=2).children[rest:] != TOWN.children[rest:]


@pytest.mark.parametrize("size", [60, 200, 1_000])
def test_the_town_is_as_large_as_asked(size: int) -> None:
    assert len(town(now=NOW, size=size).children) == size


def test_a_town_too_small_for_the_main_characters_holds_them_all_the_same() -> None:
    assert town(now=NOW, size=1).children == TOWN.characters


def test_a_larger_town_begins_with_the_smaller_one() -> None:
    assert town(now=NOW, size=300).children[:200] == TOWN.children


def test_every_nhs_number_is_of_the_range_for_tests() -> None:
    assert [each for each in numbers(IdentifierKind.NHS_NUMBER) if not each.startswith("999")] == []


def test_every_number_carries_its_check_digit_or_letter() -> None:
    wrong = [each for each in numbers(IdentifierKind.NHS_NUMBER) if not nhs_number_is_valid(each)]
    assert wrong + [each for each in numbers(IdentifierKind.UPN) if not upn_is_valid(each)] == []


def test_every_upn_is_of_an_authority_that_does_not_exist() -> None:
    assert {each[1:4] for each in numbers(IdentifierKind.UPN)} == {"999"}


@pytest.mark.parametrize("seed", [1, 2, 99])
def test_no_two_children_share_a_number(seed: int) -> None:
    large = town(now=NOW, size=3_000, seed=seed)
    held = numbers(IdentifierKind.NHS_NUMBER, large) + numbers(IdentifierKind.UPN, large)
    assert [number for number, times in Counter(held).items() if times > 1] == []


def test_no_two_things_share_an_id() -> None:
    ids = [one.child.id for one in TOWN.children]
    ids += [held.id for one in TOWN.children for held in one.involvements]
    ids += [watch.id for one in TOWN.children for watch in one.watches]
    ids += [person.account.user_id for person in TOWN.people]
    assert len(set(ids)) == len(ids)


def test_no_two_involvements_share_a_reference() -> None:
    references = [held.reference for one in TOWN.children for held in one.involvements]
    assert len(set(references)) == len(references)


def test_every_telephone_number_is_for_drama() -> None:
    written = str([service.contact for service in TOWN.services]) + str(TOWN.areas)
    found = TELEPHONE.findall(written)
    assert len(found) >= len(TOWN.services)
    assert [number for number in found if not DRAMA.fullmatch(number)] == []


def test_every_postcode_is_of_letters_that_royal_mail_does_not_use() -> None:
    # Postcode areas that begin with these letters: NB, EM, WH. None is in the Postcode Address File.
    shape = re.compile(rf"(?:{'|'.join(OUTWARD.values())})[1-9] [1-9][A-Z]{{2}}")
    postcodes = [postcode for details in all_details() for postcode in details.postcodes]
    assert [postcode for postcode in postcodes if not shape.fullmatch(postcode)] == []


@pytest.mark.parametrize("service", TOWN.services, ids=lambda service: service.id)
def test_a_service_is_reached_as_the_contact_rules_want(service: Service) -> None:
    contact = service.contact
    assert DRAMA.fullmatch(contact.duty_telephone)
    assert re.search(r"day", contact.hours)
    assert TELEPHONE.search(contact.out_of_hours)
    assert contact.deputy


def test_a_service_that_sleeps_names_another_number_for_the_night() -> None:
    same = [
        service.id
        for service in TOWN.services
        if "night" not in service.contact.hours
        and service.contact.duty_telephone in service.contact.out_of_hours
    ]
    assert same == []


def test_every_kind_of_service_is_there() -> None:
    assert {service.kind for service in TOWN.services} == set(ServiceKind)


def test_feeds_are_fresh_stale_and_missing() -> None:
    ages = [NOW - service.last_fed for service in TOWN.services if service.last_fed]
    assert min(ages) < timedelta(days=1)
    assert max(ages) > timedelta(days=30)
    assert len(ages) < len(TOWN.services)


def test_every_area_has_its_officer() -> None:
    officers = {
        person.practitioner.area_id
        for person in TOWN.people
        if person.practitioner and person.practitioner.role is Role.OFFICER
    }
    assert officers == {area.id for area in TOWN.areas}


def test_everybody_belongs_to_a_service_of_their_own_area() -> None:
    areas = {service.id: service.area_id for service in TOWN.services}
    known = [person.practitioner for person in TOWN.people if person.practitioner]
    assert [one.id for one in known if areas[one.service_id] != one.area_id] == []


def test_supervisors_are_people_of_the_town() -> None:
    known = [person.practitioner for person in TOWN.people if person.practitioner]
    named = {one.supervisor_id for one in known if one.supervisor_id}
    assert len(named) == 2
    assert named == {one.id for one in known if one.role is Role.SUPERVISOR}


def _caller(person: Person) -> Caller:
    slack = person.account
    identity = ChatIdentity(Product.SLACK, slack.team_id, slack.user_id)
    account = ChatAccount(
        identity=identity,
        email=slack.email,
        checked_at=NOW,
        email_confirmed=slack.email_confirmed,
        deleted=slack.deleted,
        bot=slack.bot,
        guest=slack.guest,
        stranger=slack.stranger,
    )
    return Caller(Channel.SLACK, account, person.practitioner)


def _may_list(person: Person) -> Refusal | None:
    service_id = person.practitioner.service_id if person.practitioner else ""
    service = next((each for each in TOWN.services if each.id == service_id), None)
    rules = AccessRules(frozenset({(Product.SLACK, TEAM)}), frozenset({EMAIL_DOMAIN}))
    return judge(_caller(person), Act.LIST_MINE, Circumstances(service=service), rules, TODAY).because


@pytest.mark.parametrize("person", TOWN.people, ids=lambda person: person.id)
def test_the_policies_refuse_whom_the_town_says_they_refuse(person: Person) -> None:
    assert _may_list(person) is person.refused_as


def test_there_is_somebody_for_every_way_of_being_refused_at_the_door() -> None:
    later = {
        Refusal.ROLE_MAY_NOT,
        Refusal.NO_LONGER_INVOLVED,
        Refusal.NOT_YOURS,
        Refusal.ANSWER_EXPIRED,
        Refusal.NO_ROUNDS_LEFT,
        Refusal.TOO_ALIKE,
        Refusal.TOO_MANY,
        Refusal.TOO_MANY_OF_SERVICE,
        Refusal.STILL_HELD,
        Refusal.CODE_NOT_GOOD,
        Refusal.ENDED_LONG_AGO,
        Refusal.FEED_PAUSED,
        Refusal.NOT_GRANTED,
    }
    assert {person.refused_as for person in TOWN.people} == {*Refusal, None} - later


def test_nobody_refused_works_with_a_child() -> None:
    refused = {person.id for person in TOWN.people if person.refused_as}
    workers = {held.practitioner_id for one in TOWN.children for held in one.involvements}
    assert workers & refused == set()


def test_involvements_are_current_past_long_past_and_in_error() -> None:
    held = [each for one in TOWN.children for each in one.involvements]
    past = [each for each in held if each.status is InvolvementStatus.ENDED]
    assert {each.status for each in held} == set(InvolvementStatus)
    assert {each.is_shown_on(TODAY) for each in past} == {True, False}


def test_involvements_are_led_sensitive_and_across_areas() -> None:
    pairs = [(one, each) for one in TOWN.children for each in one.involvements]
    assert any(each.lead for _, each in pairs)
    assert any(each.sensitive for _, each in pairs)
    assert any(each.area_id != one.child.area_id for one, each in pairs)


def test_no_involvement_begins_before_birth_ends_before_it_begins_or_lies_ahead() -> None:
    wrong = [
        each.reference
        for one in TOWN.children
        for each in one.involvements
        if not (one.child.details.birth_date or date.min) <= each.since <= (each.ended or TODAY) <= TODAY
    ]
    assert wrong == []


def test_the_first_filling_is_news_to_nobody() -> None:
    told = [InvolvementWritten(None, held).kind for one in TOWN.children for held in one.involvements]
    assert set(told) == {None}


def test_children_are_children() -> None:
    ages = [TODAY - details.birth_date for details in all_details() if details.birth_date]
    assert min(ages) > timedelta(0)
    assert max(ages) < timedelta(days=18 * 365)


def test_siblings_live_at_one_address_and_have_names_of_their_own() -> None:
    rest = town(now=NOW, size=2_000).children[len(TOWN.characters) :]
    homes: dict[tuple[str, ...], list[str]] = {}
    for one in rest:
        if one.child.details.postcodes:
            homes.setdefault(one.child.details.postcodes, []).append(one.child.details.names[0].given)
    shared = [given for given in homes.values() if len(given) > 1]
    assert len(shared) > 100
    assert [given for given in shared if len(set(given)) < len(given)] == []


def test_twins_are_marked() -> None:
    twins = [details for details in all_details() if details.multiple_birth]
    born = Counter((details.names[0].family, details.birth_date) for details in twins)
    assert len([pair for pair, many in born.items() if many >= 2]) >= 2


def test_names_of_every_origin_are_there() -> None:
    families = {name.family for details in all_details(town(now=NOW, size=600)) for name in details.names}
    missing = [origin for origin in Origin if not families & set(NAMES[origin].families)]
    assert missing == []


@pytest.mark.parametrize(
    ("wanted", "holds"),
    [
        ("known by another name", lambda d: len({name.given for name in d.names}) > 1),
        ("of a former surname", lambda d: len({name.family for name in d.names}) > 1),
        ("double-barrelled", lambda d: "-" in d.names[0].family),
        ("with earlier postcodes", lambda d: len(d.postcodes) > 1),
        ("moved here from another area", lambda d: len({postcode[:2] for postcode in d.postcodes}) > 1),
        ("without a postcode", lambda d: not d.postcodes),
        ("of unknown sex", lambda d: d.sex is None),
        ("without a given name", lambda d: not d.names[0].given),
        ("born on 1 January", lambda d: (d.birth_date.month, d.birth_date.day) == (1, 1)),
        (
            "without an NHS number",
            lambda d: nhs_number_of(d) is None,
        ),
        ("without any number", lambda d: not d.identifiers),
        ("with accents", lambda d: not d.names[0].family.isascii() or not d.names[0].given.isascii()),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_case_is_there(wanted: str, holds: Callable[[Details], bool]) -> None:
    assert any(map(holds, all_details(town(now=NOW, size=400)))), wanted


def test_a_name_is_spelt_in_more_ways_than_one() -> None:
    spelt = {name.given for details in all_details(town(now=NOW, size=2_000)) for name in details.names}
    assert {"Muhammad", "Mohammed"} <= spelt


def test_nothing_of_a_child_prints_itself() -> None:
    printed = f"{TOWN!r} {TOWN.children[0]!r} {TOWN.absent!r}"
    assert not [d for d in all_details() if d.names[0].family in printed]


def test_nothing_of_a_child_stands_in_an_id_or_source_reference() -> None:
    names = {d.names[0].family.lower() for d in all_details()}
    ids = json.dumps(
        [[held.id, held.source_ref, held.child_id] for o in TOWN.children for held in o.involvements]
    )
    assert [name for name in names if name in ids] == []
