"""Whatever is thrown at the policies, nobody is permitted who is not expressly permitted."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fingerpost.domain.involvement import InvolvementStatus
from fingerpost.domain.ledger import Act
from fingerpost.domain.outcomes.access import Refusal
from fingerpost.domain.practitioner import (
    Caller,
    Channel,
    ChatAccount,
    ChatIdentity,
    Practitioner,
    Product,
    Role,
    Status,
)
from fingerpost.policy.cedar_request import cedar_entities, cedar_request
from fingerpost.policy.decide import UNDECIDABLE, judge
from fingerpost.policy.model import AccessRules, Circumstances
from tests.unit.policy.scene import (
    ACCOUNT,
    INVOLVEMENT,
    ORDINARY,
    OTHER_SERVICE,
    PRACTITIONER,
    RULES,
    SERVICE,
    TODAY,
)

FRONT_LINE = {Role.PRACTITIONER, Role.SUPERVISOR, Role.OFFICER}
DIRECTORY: list[Act] = [
    act for act in Act if act.startswith(("enter_", "change_")) and act is not Act.ENTERED_IN_ERROR
]
DIRECTORY += [
    Act.LOOK_UP_DIRECTORY,
    Act.RESTORE,
    Act.GIVE_LINK_CODE,
    Act.PAUSE_FEED,
    Act.RESUME_FEED,
    Act.RELEASE_IMPORT,
]
DIRECTORY += [act for act in Act if act.startswith("feed_")]
ALLOWED: dict[Act, set[Role]] = {
    **dict.fromkeys(Act, FRONT_LINE),
    Act.LIST_MINE: FRONT_LINE | {Role.ADMIN},
    **{act: set() for act in DIRECTORY},
    Act.SUSPEND: {Role.ADMIN},
}

days = st.integers(-2, 2).map(lambda offset: TODAY + timedelta(days=offset))
rarely = st.sampled_from([False, False, False, False, True])
mostly = rarely.map(lambda unusual: not unusual)
people = st.builds(
    Practitioner,
    id=st.sampled_from(["caller", "colleague"]),
    name=st.just("A Caller"),
    role=st.sampled_from(Role),
    service_id=st.sampled_from(["own-service", "own-service", "other-service"]),
    area_id=st.sampled_from(["here", "there"]),
    job_title=st.just("social worker"),
    status=st.sampled_from([Status.ACTIVE, Status.ACTIVE, Status.SUSPENDED]),
    vetted_until=days,
    trained_until=days,
    agreed_until=days,
)
accounts = st.builds(
    ChatAccount,
    identity=st.builds(
        ChatIdentity,
        st.sampled_from([Product.SLACK, Product.SLACK, Product.TEAMS]),
        st.sampled_from(["T0TOWN", "T0TOWN", "T0OTHER"]),
        st.just("U0CALLER"),
    ),
    email=st.one_of(st.just("a@council.example"), st.just("a@elsewhere.example"), st.text(max_size=30)),
    checked_at=st.just(datetime(2026, 3, 17, tzinfo=UTC)),
    email_confirmed=mostly,
    deleted=rarely,
    bot=rarely,
    guest=rarely,
    stranger=rarely,
)
involvements = st.builds(
    replace,
    st.just(INVOLVEMENT),
    practitioner_id=st.sampled_from(["caller", "colleague"]),
    area_id=st.sampled_from(["here", "there"]),
    sensitive=rarely,
    status=st.sampled_from(InvolvementStatus),
)
services = st.sampled_from([SERVICE, SERVICE, replace(SERVICE, accredited=False), OTHER_SERVICE, None])
circumstances = st.builds(
    Circumstances,
    service=services,
    involvement=st.one_of(st.none(), involvements),
    owner_supervisor_id=st.sampled_from(["", "caller"]),
    involved_service=st.sampled_from([OTHER_SERVICE, replace(OTHER_SERVICE, sensitive=True), SERVICE, None]),
    involved=st.booleans(),
    watching=st.booleans(),
    own_area=st.booleans(),
    supervises_worker=st.booleans(),
    stands_in=st.booleans(),
)
people_or_nobody = st.one_of(people, people, people, st.none())


def _stands(person: Practitioner, around: Circumstances) -> bool:
    lasts = min(person.vetted_until, person.trained_until, person.agreed_until)
    service = around.service
    accredited = service is not None and service.id == person.service_id and service.accredited
    return person.status is Status.ACTIVE and lasts >= TODAY and accredited


def _accepted(account: ChatAccount) -> bool:
    identity = account.identity
    unwanted = account.deleted or account.bot or account.guest or account.stranger
    address = account.email_confirmed and account.email.lower() == "a@council.example"
    return (identity.product, identity.workspace) == (Product.SLACK, "T0TOWN") and address and not unwanted


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(Act), people_or_nobody, accounts, circumstances)
def test_only_a_known_person_of_good_standing_and_fit_role_is_ever_permitted(
    act: Act, person: Practitioner | None, account: ChatAccount, around: Circumstances
) -> None:
    judgement = judge(Caller(Channel.SLACK, account, person), act, around, RULES, TODAY)
    if judgement.permitted:
        assert person is not None
        assert person.role in ALLOWED[act]
        assert _stands(person, around)
        assert _accepted(account)


@settings(max_examples=300, deadline=None)
@given(people, circumstances.filter(lambda around: around.involvement is not None))
def test_no_sensitive_service_is_ever_named(person: Practitioner, around: Circumstances) -> None:
    judgement = judge(Caller(Channel.SLACK, ACCOUNT, person), Act.SHOW_INVOLVEMENT, around, RULES, TODAY)
    if judgement.permitted:
        assert around.involvement is not None
        assert around.involved_service is not None
        assert not around.involvement.sensitive
        assert not around.involved_service.sensitive


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(Act), people_or_nobody, accounts, circumstances)
def test_a_refusal_always_says_why_and_a_permission_always_names_its_policy(
    act: Act, person: Practitioner | None, account: ChatAccount, around: Circumstances
) -> None:
    judgement = judge(Caller(Channel.SLACK, account, person), act, around, RULES, TODAY)
    assert (judgement.because is None) is judgement.permitted
    assert judgement.policies or judgement.because is Refusal.ROLE_MAY_NOT


@pytest.mark.parametrize("act", Act)
def test_empty_allow_lists_permit_nobody(act: Act) -> None:
    nowhere = AccessRules(frozenset(), frozenset())
    for role in Role:
        caller = Caller(Channel.SLACK, ACCOUNT, replace(PRACTITIONER, role=role))
        assert not judge(caller, act, ORDINARY, nowhere, TODAY).permitted


GARBAGE = [
    pytest.param(None, id="nothing"),
    pytest.param(object(), id="an object"),
    pytest.param(7, id="a number"),
    pytest.param("nonsense\n", id="text"),
    pytest.param(b"\xff", id="bytes"),
]
ACCOUNT_FIELDS = ["identity", "email", "email_confirmed", "deleted", "bot", "guest", "stranger"]
PERSON_FIELDS = ["role", "service_id", "status", "vetted_until", "trained_until", "agreed_until"]
RELATION_FIELDS = ["service", "involved", "watching", "supervises_worker", "stands_in"]


def _with(value: Any, field: str, garbage: object) -> Any:  # noqa: ANN401 - any value, wrongly filled
    return replace(value, **{field: garbage})


@pytest.mark.parametrize("garbage", GARBAGE)
@pytest.mark.parametrize("field", ACCOUNT_FIELDS)
def test_a_malformed_account_is_refused(field: str, garbage: object) -> None:
    caller = Caller(Channel.SLACK, _with(ACCOUNT, field, garbage), PRACTITIONER)
    assert not judge(caller, Act.ASK, ORDINARY, RULES, TODAY).permitted


@pytest.mark.parametrize("garbage", GARBAGE)
@pytest.mark.parametrize("field", ["product", "workspace"])
def test_a_malformed_workspace_is_refused(field: str, garbage: object) -> None:
    identity = _with(ACCOUNT.identity, field, garbage)
    caller = Caller(Channel.SLACK, replace(ACCOUNT, identity=identity), PRACTITIONER)
    assert not judge(caller, Act.ASK, ORDINARY, RULES, TODAY).permitted


@pytest.mark.parametrize("garbage", GARBAGE)
@pytest.mark.parametrize("field", PERSON_FIELDS)
def test_a_malformed_person_is_refused(field: str, garbage: object) -> None:
    caller = Caller(Channel.SLACK, ACCOUNT, _with(PRACTITIONER, field, garbage))
    assert not judge(caller, Act.ASK, ORDINARY, RULES, TODAY).permitted


@pytest.mark.parametrize("garbage", GARBAGE)
@pytest.mark.parametrize("field", RELATION_FIELDS)
def test_malformed_circumstances_are_refused(field: str, garbage: object) -> None:
    around = _with(ORDINARY, field, garbage)
    assert not judge(Caller(Channel.SLACK, ACCOUNT, PRACTITIONER), Act.ASK, around, RULES, TODAY).permitted


@pytest.mark.parametrize("garbage", GARBAGE)
@pytest.mark.parametrize("place", range(5), ids=["caller", "act", "circumstances", "rules", "today"])
def test_whatever_stands_in_place_of_an_argument_is_refused(place: int, garbage: object) -> None:
    arguments: list[Any] = [Caller(Channel.SLACK, ACCOUNT, PRACTITIONER), Act.ASK, ORDINARY, RULES, TODAY]
    arguments[place] = garbage
    assert not judge(*arguments).permitted


def test_a_time_in_place_of_a_day_is_refused() -> None:
    noon = datetime(2026, 3, 17, 12)
    judgement = judge(Caller(Channel.SLACK, ACCOUNT, PRACTITIONER), Act.ASK, ORDINARY, RULES, noon)
    assert judgement.policies == (UNDECIDABLE,)


def test_people_without_an_id_share_nothing() -> None:
    # Two empty ids are equal; "nobody supervises the worker" must not read as "the caller does".
    nameless = replace(PRACTITIONER, id="")
    around = replace(
        ORDINARY, involvement=INVOLVEMENT, involved_service=OTHER_SERVICE, owner_supervisor_id=""
    )
    assert not judge(Caller(Channel.SLACK, ACCOUNT, nameless), Act.END, around, RULES, TODAY).permitted


def test_nothing_of_a_child_is_put_to_the_policies() -> None:
    involvement = replace(
        INVOLVEMENT,
        id="planted-id",
        child_id="planted-child",
        reference="FP-PLANT-PLANT",
        source_ref="planted",
    )
    around = replace(ORDINARY, involvement=involvement, involved_service=OTHER_SERVICE)
    caller = Caller(Channel.SLACK, ACCOUNT, PRACTITIONER)
    put = json.dumps(
        [cedar_request(caller, Act.END, around, RULES, TODAY), cedar_entities(caller, around)]
    ).lower()
    assert "plant" not in put
