"""Every form, in both products: no order of sends, time-outs, edits and repeats is answered for anything else
than what was typed last, and whatever is answered has an attempt and an outcome of its own on the ledger."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fingerpost.domain.contact import Urgency
from fingerpost.domain.errors import Unavailable
from fingerpost.domain.ledger import Phase
from fingerpost.domain.outcomes.asking import Possible
from fingerpost.domain.outcomes.contact import ContactShown
from fingerpost.domain.practitioner import Practitioner, Role
from fingerpost.domain.record_keeping import IdentityLink
from fingerpost.surfaces import forms_declared
from fingerpost.surfaces.carried import Carried, decoded
from fingerpost.surfaces.sent import Submission
from fingerpost.surfaces.slack import blocks
from fingerpost.usecases.contact.ask import WhomToAsk
from fingerpost.usecases.requests import Request
from tests.builders import a_child, a_practitioner, an_involvement, details_of
from tests.unit.surfaces.slack.slack_scene import Scene as SlackScene
from tests.unit.surfaces.teams.activity_scene import Scene as TeamsScene
from tests.unit.surfaces.teams.activity_scene import words_in
from tests.unit.usecases.world import World, a_question

Typed = Mapping[str, str]
WHY = {"reason": "safeguarding", "family_told": "no"}
AOIFE = {
    "given_name": "Aoife",
    "family_name": "Byrne",
    "birth_date": "27 3 2016",
    "postcode": "NB1 4QT",
    **WHY,
}
THADDEUS = {"given_name": "Thaddeus", "family_name": "Quillfeather", "birth_date": "9 11 2014", **WHY}
MOTHER = {f"mothers_{name}": AOIFE[name] for name in ("given_name", "family_name")}
NURSE, TEACHER = ({"role": role, "since": "2 2 2026", "lead": "no"} for role in ("nurse", "teacher"))
CONSENT = {"consent_how": "written", "consent_given": "2 2 2026", "consent_until": "2026-06-02"}
LATER = {"role": "nurse", "since": "30 2 2026", "lead": "no"}


@dataclass(frozen=True)
class Form:
    """Contents to type into it: two that are good, one that is not. about: what it is about, by the world."""

    contents: tuple[Typed, Typed, Typed]
    about: Callable[[World, Practitioner], str] = lambda world, who: ""
    officer: bool = False


def press(who: Practitioner, name: str) -> Request:
    return Request(who.identities[0], f"before:{name}")


def answer_of(world: World, who: Practitioner) -> str:
    return world.use_cases.ask(press(who, "answer"), a_question(details_of().build())).reference


def doubtful(world: World, who: Practitioner) -> str:
    question = a_question(replace(details_of().build(), identifiers=(), birth_date=None))
    outcome = world.use_cases.ask(press(who, "doubtful"), question)
    assert isinstance(outcome, Possible)
    return Carried(outcome.reference, "birth_date").encoded()


def own_involvement(world: World, who: Practitioner) -> str:
    child = next(iter(world.shelves.children.values()))
    one = an_involvement("i-own").of(who).with_child(child).build()
    world.shelves.involvements[one.id] = one
    world.shelves.pointers[one.reference] = child.id
    return one.reference


def own_sensitive_involvement(world: World, who: Practitioner) -> str:
    reference = own_involvement(world, who)
    held = world.shelves.involvements
    held["i-own"] = replace(held["i-own"], sensitive=True)
    return reference


def record(world: World, who: Practitioner) -> str:
    """A record with a reference, under which a seal stands as well."""
    reference = "FP-00000-00000"
    world.shelves.pointers[reference] = "c-aoife"
    world.shelves.identity_links[reference] = IdentityLink(
        reference, "northbrook", "c-old", "c-aoife", who.id, world.shelves.now
    )
    return reference


def a_worker_shown(world: World, who: Practitioner) -> str:
    """Of an answer: Rowan, who works with Aoife."""
    reference = answer_of(world, who)
    return f"{reference}/{an_involvement('i-0').build().reference}"


def contact_asked(world: World, who: Practitioner) -> str:
    """A request that somebody made of the one who answers the form."""
    mine, rowan = own_involvement(world, who), world.shelves.practitioners["p-rowan"]
    shown = world.use_cases.ask(press(rowan, "shown"), a_question(details_of().build()))
    whom = WhomToAsk(involvement=mine, answer=shown.reference)
    asked = world.use_cases.ask_contact(press(rowan, "asked"), whom, Urgency.NONE)
    assert isinstance(asked, ContactShown)
    return asked.reference


def of_no_record(world: World, who: Practitioner) -> str:
    record(world, who)
    return ""


DAY, OTHER_DAY = {"birth_date": "27 3 2016"}, {"birth_date": "9 11 2014"}
WRONG_DAY = {"birth_date": "30 2 2016"}
FORMS: dict[str, Form] = {
    "ask": Form((AOIFE, THADDEUS, {**AOIFE, **WRONG_DAY})),
    "ask_unborn": Form(
        (
            {**MOTHER, "mothers_birth_date": "1 5 1995", "expected": "1 7 2026", **WHY},
            {**MOTHER, "mothers_birth_date": "2 5 1995", "expected": "1 7 2026", **WHY},
            {**MOTHER, "mothers_birth_date": "1 5 1995", "expected": "soon", **WHY},
        )
    ),
    "ask_more": Form((DAY, OTHER_DAY, WRONG_DAY), doubtful),
    "record": Form(({**AOIFE, **NURSE}, {**THADDEUS, **NURSE}, {**AOIFE, **LATER})),
    "record_unborn": Form(
        (
            {**MOTHER, "mothers_birth_date": "1 5 1995", "expected": "1 7 2026", **WHY, **NURSE},
            {**MOTHER, "mothers_birth_date": "2 5 1995", "expected": "1 7 2026", **WHY, **NURSE},
            {**MOTHER, "mothers_birth_date": "1 5 1995", "expected": "1 7 2026", **WHY, **LATER},
        )
    ),
    "record_more": Form(({**DAY, **NURSE}, {**OTHER_DAY, **NURSE}, {**DAY, **LATER}), doubtful),
    "record_from_answer": Form((NURSE, TEACHER, LATER), answer_of),
    "record_new_child": Form((NURSE, TEACHER, LATER), doubtful),
    "find_mine": Form(({"find": "Aoife"}, {"find": "999 000 0018"}, {"find": ""})),
    "change": Form((NURSE, TEACHER, LATER), own_involvement),
    "end": Form(({"ended": "1 3 2026"}, {"ended": "28 2 2026"}, {"ended": "1 1 2019"}), own_involvement),
    "choose_notices": Form(
        (
            {"digest_at": "540", "quiet": "1200-420"},
            {"digest_at": "480", "quiet": "none", "away_from": "3 3 2026", "away_until": "13 3 2026"},
            {"digest_at": "480", "quiet": "none", "away_from": "13 3 2026", "away_until": "3 3 2026"},
        )
    ),
    "watch": Form(
        (
            {"reason": "safeguarding", "until": "2026-04-02"},
            {"reason": "safeguarding", "until": "2026-06-02"},
            {"reason": "safeguarding", "until": ""},
        ),
        answer_of,
    ),
    "ask_contact": Form(
        ({"urgency": "no"}, {"urgency": "unsafe_today"}, {"urgency": ""}),
        a_worker_shown,
    ),
    "decline_contact": Form(
        ({"declining": "not_involved"}, {"declining": "other_service"}, {"declining": ""}), contact_asked
    ),
    "spoken_contact": Form(
        (
            {"leading": "asker", "coordinated": "yes"},
            {"leading": "asked", "coordinated": "no"},
            {"leading": "asker", "coordinated": ""},
        ),
        contact_asked,
    ),
    "records": Form(
        ({"record": "FP-00000-00000"}, {"record": "FP-11111-11111"}, {"record": "none"}),
        of_no_record,
        officer=True,
    ),
    "records_compare": Form(
        (
            {"kept": "FP-00000-00000", "absorbed": "FP-22222-22222"},
            {"kept": "FP-22222-22222", "absorbed": "FP-00000-00000"},
            {"kept": "FP-00000-00000", "absorbed": ""},
        ),
        of_no_record,
        officer=True,
    ),
    "records_seal": Form(
        ({"seal": "FP-00000-00000"}, {"seal": "FP-11111-11111"}, {"seal": "none"}), of_no_record, officer=True
    ),
    "records_correct": Form(
        (
            {**AOIFE, "keep_old": "yes", "multiple_birth": "no"},
            {**THADDEUS, "keep_old": "no", "multiple_birth": "no"},
            {**AOIFE, **WRONG_DAY, "keep_old": "yes", "multiple_birth": "no"},
        ),
        record,
        officer=True,
    ),
    "records_correct_unborn": Form(
        (
            {**AOIFE, "birth_date": "1 5 1995", "expected": "1 7 2026", "keep_old": "yes"},
            {**AOIFE, "birth_date": "2 5 1995", "expected": "1 7 2026", "keep_old": "yes"},
            {**AOIFE, "birth_date": "1 5 1995", "expected": "soon", "keep_old": "yes"},
        ),
        record,
        officer=True,
    ),
    "shield": Form(
        (
            {"flag": "refuge", "review": "2026-06-02"},
            {"flag": "witness", "review": "2026-09-02"},
            {"flag": "refuge", "review": "2019-01-01"},
        ),
        record,
        officer=True,
    ),
    "ask_list": Form(
        (
            {"meeting": "Panel", "children": "Aoife, Byrne, 27 3 2016, NB1 4QT", **WHY},
            {"meeting": "Panel", "children": "Thaddeus Quillfeather, 9 11 2014", **WHY},
            {"meeting": "", "children": "Aoife, Byrne, 27 3 2016, NB1 4QT", **WHY},
        ),
    ),
    "passage": Form(
        (
            {"passage": "left", "passage_day": "20 2 2026"},
            {"passage": "area", "passage_day": "20 2 2026", "area": "Eastmere", "new_postcode": "EM2 7QT"},
            {"passage": "died", "passage_day": "30 2 2026"},
        ),
        own_involvement,
    ),
    "consent": Form(
        (
            {**CONSENT, "consent_by": "child"},
            {**CONSENT, "consent_by": "parent"},
            {**CONSENT, "consent_by": ""},
        ),
        own_sensitive_involvement,
    ),
    "break_glass": Form(
        (
            {"emergency": "danger_now", "emergency_sure": "yes"},
            {"emergency": "missing", "emergency_sure": "yes"},
            {"emergency": "missing", "emergency_sure": "no"},
        ),
        answer_of,
    ),
    "records_new_identity": Form(
        (
            {**THADDEUS, "multiple_birth": "no"},
            {**THADDEUS, "given_name": "Theo", "multiple_birth": "no"},
            {**THADDEUS, **WRONG_DAY, "multiple_birth": "no"},
        ),
        record,
        officer=True,
    ),
}


def test_there_is_a_walk_for_every_form() -> None:
    assert set(FORMS) == set(forms_declared.FORMS)


@dataclass
class Open:
    """A form that stands open in one product and is sent as often as a walk likes."""

    name: str
    product: str
    shown: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        self.scene: Any = SlackScene() if self.product == "slack" else TeamsScene()
        self.world: World = self.scene.world
        form = FORMS[self.name]
        sam: Practitioner = getattr(self.scene, "sam", self.world.sam)
        self.who = self._enter("p-olga", Role.OFFICER) if form.officer else sam
        self._know_children()
        self.about = form.about(self.world, self.who)
        self.world.shelves.ledger.clear()

    def _enter(self, practitioner_id: str, role: Role) -> Practitioner:
        built = a_practitioner(practitioner_id).of(self.world.care).as_role(role).build()
        enter = self.scene.enter if self.product == "teams" else self.world.enter
        entered: Practitioner = enter(built)
        return entered

    def _know_children(self) -> None:
        rowan = self.world.rowan
        details = {
            "c-aoife": details_of().build(),
            "c-else": details_of("Cillian", "Quinn").born(2012, 1, 9).build(),
        }
        for number, (child_id, each) in enumerate(details.items()):
            numbered = replace(each, identifiers=each.identifiers if number == 0 else ())
            child = self.world.knows(a_child(child_id).of(numbered).build())
            one = an_involvement(f"i-{number}").of(rowan).with_child(child).build()
            self.world.shelves.involvements[one.id] = one
        self.world.shelves.pointers["FP-22222-22222"] = "c-else"

    def send(self, typed: Typed) -> str:
        """`again` where the form comes back or says what is wrong, else `shown`."""
        return self._send_in_slack(typed) if self.product == "slack" else self._send_in_teams(typed)

    def _send_in_slack(self, typed: Typed) -> str:
        request = press(self.who, "drawn")
        drawn = forms_declared.drawn_again(
            Submission(request, self.name, decoded(self.about), {}), self.world.shelves.clock().date()
        )
        answer = json.loads(self.scene.submit(self.who, blocks.modal(drawn), dict(typed))["body"])
        if "errors" in answer or (answer["view"]["callback_id"] == self.name and "submit" in answer["view"]):
            return "again" if self._is_form(answer) else "shown"
        return "shown"

    def _is_form(self, answer: dict[str, Any]) -> bool:
        return "errors" in answer or answer["view"].get("private_metadata", "") == self.about

    def _send_in_teams(self, typed: Typed) -> str:
        ours = {"screen": self.name, "press": "p1", "about": self.about}
        card = self.scene.card_press(self.who, ours, dict(typed))
        same = [
            action
            for action in json.dumps(card).split('"fingerpost": ')[1:]
            if f'"screen": "{self.name}"' in action.split("}")[0]
            and f'"{self.about}"' in action.split("}")[0]
        ]
        return "again" if same or "Please correct" in words_in(card) else "shown"

    def attempts(self) -> set[str]:
        return {one.reference for one in self.world.shelves.ledger if one.phase is Phase.ATTEMPT}

    def last_outcome(self) -> str:
        return [one.reference for one in self.world.shelves.ledger if one.outcome][-1]


STEPS = st.lists(st.tuples(st.integers(0, 2), st.booleans()), min_size=2, max_size=6)


@pytest.mark.parametrize("product", ["slack", "teams"])
@pytest.mark.parametrize("name", FORMS)
@given(steps=STEPS)
@settings(max_examples=60, deadline=None)
def test_what_is_shown_is_of_what_was_typed_last(
    product: str, name: str, steps: list[tuple[int, bool]]
) -> None:
    one = Open(name, product)
    own: dict[int, set[str]] = defaultdict(set)
    for content, index_is_down in steps:
        before = one.attempts()
        if index_is_down:
            with one.world.shelves.down("index", Unavailable("index")):
                shown = one.send(FORMS[name].contents[content])
        else:
            shown = one.send(FORMS[name].contents[content])
        own[content] |= one.attempts() - before
        assert not any(own[content] & own[other] for other in own if other != content)
        if content == 2:
            assert shown == "again" or not index_is_down
        if shown == "shown":
            assert own[content], "shown without an attempt of its own"
            assert_concluded(one, own[content])


def assert_concluded(one: Open, own: set[str]) -> None:
    """One of the attempts made for this very content has an outcome."""
    concluded = {line.reference for line in one.world.shelves.ledger if line.outcome}
    assert own & concluded


@pytest.mark.parametrize("product", ["slack", "teams"])
@pytest.mark.parametrize("name", FORMS)
def test_a_form_that_was_refused_corrected_and_sent_is_done_once(product: str, name: str) -> None:
    one = Open(name, product)
    good, _, wrong = FORMS[name].contents
    assert one.send(wrong) == "again"
    assert one.send(good) == "shown"
    attempts = one.attempts()
    one.send(good)
    assert one.attempts() == attempts
