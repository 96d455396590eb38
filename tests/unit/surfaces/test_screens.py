"""Every outcome has its own screen, says what it must, and is a payload that Slack accepts."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from fingerpost.domain.ledger import Act
from fingerpost.domain.outcomes.access import Refusal
from fingerpost.domain.outcomes.asking import Detail, Elsewhere, InvolvedService, Outcome
from fingerpost.domain.outcomes.recording import MineOutcome, RecordOutcome
from fingerpost.domain.service import Contact, Coverage, Feed, OpeningTimes, ServiceKind
from fingerpost.surfaces import plain_screens, views, words
from fingerpost.surfaces.asking import forms as asking_forms
from fingerpost.surfaces.asking import involved
from fingerpost.surfaces.asking import screens as answer_screens
from fingerpost.surfaces.record_keeping import screens as record_keeping_screens
from fingerpost.surfaces.recording import forms as recording_forms
from fingerpost.surfaces.recording import screens as own_screens
from fingerpost.surfaces.recording import written as written_screens
from fingerpost.surfaces.sent import NOTHING_ELSE
from fingerpost.surfaces.slack import blocks
from fingerpost.surfaces.telling import forms as telling_forms
from fingerpost.surfaces.views import Banner, Buttons, CopyText, Screen, SmallPrint, Tap
from tests.unit.surfaces import outcomes
from tools.block_kit import check

TODAY = date(2026, 6, 2)
TYPED = {
    "given_name": "<!channel>",
    "note": "*bold* _it_ `code` https://example.org\nsecond line",
    "reason": "missing",
    "family_told": "unsafe",
    "sex": "F",
    "role": "Social worker",
    "since": "1 6 2026",
    "lead": "yes",
}


def asked_again(
    banner: views.Banner, *, seen: tuple[str, ...] = (), typed: Mapping[str, str] = NOTHING_ELSE
) -> Screen:
    return asking_forms.ask_form({**TYPED, **typed}, banner)


def text_of(screen: Screen) -> str:
    return json.dumps(blocks.modal(screen), ensure_ascii=False)


ANSWERS: dict[str, Outcome] = {
    "confirmed": outcomes.confirmed(),
    "confirmed, past only": outcomes.confirmed(outcomes.an_involved_service(ended=date(2026, 1, 1))),
    "confirmed, very many": outcomes.confirmed(
        *[outcomes.an_involved_service()] * 60, outcomes.an_involved_service(ended=date(2026, 1, 1))
    ),
    "possible": outcomes.possible(),
    "possible, last": outcomes.possible(rounds_left=0),
    "many": outcomes.many(),
    "confirmed, possibly two records": replace(outcomes.confirmed(), two_records=True),
    "nothing": outcomes.nothing(),
    "nothing, nobody feeds": outcomes.nothing(Coverage("Northbrook", ())),
    "refused": outcomes.refused(),
    "cannot": outcomes.cannot(),
    "already": outcomes.already(),
}
RECORDINGS: dict[str, RecordOutcome] = {
    "recorded": outcomes.recorded(),
    "recorded, as stored": replace(outcomes.recorded(), own=outcomes.my_involvement()),
    "told from now on": replace(outcomes.recorded("watch"), watch=outcomes.my_watch()),
    "not enough": outcomes.not_enough(),
    "already involved": outcomes.already_involved(),
    "already involved, no lead": outcomes.already_involved(lead=False),
    "changed meanwhile": outcomes.changed_meanwhile(),
    "ended meanwhile": outcomes.changed_meanwhile(outcomes.my_involvement(ended=date(2026, 5, 1))),
    "lead stands": outcomes.lead_stands(),
    "already watching": outcomes.already_watching(),
    "possible": outcomes.possible(),
    "many": outcomes.many(),
    "refused": outcomes.refused(),
    "cannot": outcomes.cannot(),
    "already": outcomes.already(),
}
OWN: dict[str, MineOutcome] = {
    "list": outcomes.my_children(),
    "empty list": outcomes.my_children(0, 0),
    "a health visitor's list": outcomes.my_children(300, 12),
    "own child": outcomes.child_shown(outcomes.my_involvement()),
    "ended": outcomes.child_shown(outcomes.my_involvement(ended=date(2026, 5, 1))),
    "watched child": outcomes.child_shown(),
    "possibly two records": replace(outcomes.child_shown(), two_records=True),
    "refused": outcomes.refused(Refusal.NO_LONGER_INVOLVED),
    "cannot": outcomes.cannot(),
}
FORMS: dict[str, Callable[[dict[str, str]], Screen]] = {
    "ask": asking_forms.ask_form,
    "record": recording_forms.record_form,
    "record from answer": lambda typed: recording_forms.record_from_answer_form(outcomes.REFERENCE, typed),
    "record another child": lambda typed: recording_forms.record_new_child_form(outcomes.REFERENCE, typed),
    "change": lambda typed: recording_forms.change_form(outcomes.REFERENCE, typed),
    "end": lambda typed: recording_forms.end_form(outcomes.REFERENCE, typed),
    "watch": lambda typed: telling_forms.watch_form(outcomes.REFERENCE, typed, TODAY),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_every_outcome_of_an_ask_is_a_modal_that_slack_accepts(name: str) -> None:
    assert check(blocks.modal(answer_screens.answer(ANSWERS[name], asked_again)), "modal") == []


@pytest.mark.parametrize("name", RECORDINGS)
def test_every_outcome_of_a_recording_is_a_modal_that_slack_accepts(name: str) -> None:
    screen = written_screens.recording(RECORDINGS[name], asked_again, _more)
    assert check(blocks.modal(screen), "modal") == []


@pytest.mark.parametrize("name", OWN)
def test_every_outcome_of_ones_own_is_a_modal_that_slack_accepts(name: str) -> None:
    assert check(blocks.modal(own_screens.mine(OWN[name])), "modal") == []


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("typed", [{}, TYPED])
def test_every_form_is_a_modal_that_slack_accepts(name: str, typed: dict[str, str]) -> None:
    assert check(blocks.modal(FORMS[name](typed)), "modal") == []


@pytest.mark.parametrize("screen", [plain_screens.checking(), plain_screens.help_screen()])
def test_plain_screens_are_modals_that_slack_accepts(screen: Screen) -> None:
    assert check(blocks.modal(screen), "modal") == []


def _more(outcome: object) -> Screen:
    return answer_screens.one_more_to_record(outcomes.possible(), TYPED)


def test_an_answer_says_whom_to_ring_and_when() -> None:
    text = text_of(answer_screens.confirmed(outcomes.confirmed()))
    for shown in (
        "Hill School",
        "school",
        "Northbrook",
        "3 September 2025",
        "Priya Nair",
        "Pastoral lead, lead professional",
        "01632 960101",
        "Mon-Fri 08:30-16:30",
        "Emergency duty team 01632 960199",
        "the head",
    ):
        assert shown in text


def test_an_ended_involvement_is_marked_as_past() -> None:
    past = outcomes.an_involved_service(ended=date(2026, 1, 1))
    text = text_of(answer_screens.confirmed(outcomes.confirmed(past)))
    assert "Hill School (past)" in text
    assert "3 September 2025 to 1 January 2026. Duty telephone" in text
    assert "No service is involved now." in text


def test_an_answer_says_which_details_agree_and_no_stored_value() -> None:
    text = text_of(answer_screens.confirmed(outcomes.confirmed()))
    assert "the number" in text
    assert "family name" in text


def test_more_services_than_fit_are_never_left_out_in_silence() -> None:
    many = outcomes.confirmed(*[outcomes.an_involved_service()] * 31)
    assert "Only the first 12 of 31 services" in text_of(answer_screens.confirmed(many))


def test_the_case_note_says_who_asked_why_when_and_what_came_of_it() -> None:
    copy = next(
        part.text
        for part in answer_screens.confirmed(outcomes.confirmed()).parts
        if isinstance(part, views.CopyText)
    )
    assert copy.splitlines() == [
        "Fingerpost FP-7K3MX-2Q9DT, 2 June 2026, 16:59",
        "Asked by: Tom Lindqvist",
        "Reason: Worried about a child's safety",
        "Family told: no, it would be unsafe",
        "Outcome: child found, 1 shown as involved.",
        "- Hill School (school), Northbrook: Priya Nair, Pastoral lead, since 3 September 2025, "
        "tel. 01632 960101",
        "Agreed: the number",
        "Close, not the same: family name",
    ]


def test_nothing_to_show_says_that_it_is_not_nobody_and_what_it_rests_on() -> None:
    text = text_of(answer_screens.nothing_to_show(outcomes.nothing()))
    assert "This does not mean that nobody is involved" in text
    assert "Northbrook Health Visiting (health visiting)" in text
    assert "last updated 1 June 2026, 06:00" in text
    assert "has sent nothing yet" in text


def test_a_service_that_has_been_silent_for_long_is_seen_to_be() -> None:
    silent = Feed("Hill School", ServiceKind.SCHOOL, outcomes.AT - timedelta(days=47))
    screen = answer_screens.nothing_to_show(outcomes.nothing(Coverage("Northbrook", (silent,))))
    assert "nothing for 47 days" in text_of(screen)


def test_the_stalest_service_is_named_first() -> None:
    ages = {"Fresh School": 1, "Stale Nursing": 47, "Old Care": 200}
    feeds = [
        Feed(name, ServiceKind.SCHOOL, outcomes.AT - timedelta(days=days)) for name, days in ages.items()
    ]
    never = Feed("Silent Hub", ServiceKind.SCHOOL, None)
    text = text_of(answer_screens.nothing_to_show(outcomes.nothing(Coverage("Northbrook", (*feeds, never)))))
    order = [text.index(name) for name in ("Silent Hub", "Old Care", "Stale Nursing", "Fresh School")]
    assert order == sorted(order)


# ---- B1: the telephone is the first thing


def parts_of(*services: InvolvedService, news: str = "") -> list[views.Part]:
    return list(involved.services(services, outcomes.AT, news=news))


def open_from(opens: int, closes: int) -> Contact:
    times = OpeningTimes(tuple(range(5)), opens * 60, closes * 60)
    return replace(outcomes.an_involved_service().contact, opening=(times,))


@pytest.mark.parametrize(
    ("opens", "closes", "first"),
    [
        (9, 18, "Duty telephone 01632 960101: open now, until 18:00"),
        (9, 16, "Closed now. Ring instead: Emergency duty team 01632 960199"),
        (18, 20, "Closed now. Ring instead: Emergency duty team 01632 960199"),
    ],
)
def test_the_number_that_answers_now_stands_right_below_the_name(opens: int, closes: int, first: str) -> None:
    one = replace(outcomes.an_involved_service(), contact=open_from(opens, closes))
    heading, call, *_ = parts_of(one)
    assert isinstance(heading, views.Heading)
    assert call == views.Call(first, strong=True)


def test_a_closed_service_says_when_it_opens() -> None:
    one = replace(outcomes.an_involved_service(), contact=open_from(9, 16))
    assert views.Call("Duty telephone 01632 960101: opens tomorrow at 9:00") in parts_of(one)


def test_a_number_is_pressable_in_both_products() -> None:
    call = views.Call("Duty telephone 01632 960101: open now, or 0115 496 0199")
    assert [dialled for _, dialled in call.pieces] == ["", "01632960101", "", "01154960199"]
    assert "tel:01632960101" in text_of(Screen("x", "X", (call,)))


def test_what_is_no_telephone_number_is_not_dialled() -> None:
    call = views.Call("Reference FP-01632-96010, NHS 999 000 0018, room 012, 2026-01-02")
    assert [dialled for _, dialled in call.pieces] == [""]


def test_the_asker_stands_last_is_not_counted_and_has_no_number_to_ring() -> None:
    me = replace(outcomes.an_involved_service("My School"), is_asker=True)
    text = text_of(
        answer_screens.confirmed(outcomes.confirmed(me, outcomes.an_involved_service("Hill Care")))
    )
    assert "1 other service is involved with this child, besides you." in text
    assert text.index("Hill Care") < text.index("My School")
    assert [part for part in parts_of(me) if isinstance(part, views.Call)] == []


def test_past_ones_come_last_in_a_line_each_with_no_number_to_press() -> None:
    past = outcomes.an_involved_service("Old School", ended=date(2026, 1, 1))
    parts = parts_of(past, outcomes.an_involved_service("Hill Care"))
    last = parts[-1]
    assert isinstance(last, views.SmallPrint)
    assert last.text.startswith("Old School (past)")
    assert parts_of(past) == [views.Heading("1 service is no longer involved"), last]


def test_why_we_think_it_is_this_child_is_first_only_where_something_was_only_close() -> None:
    close = outcomes.confirmed()
    fully = replace(close, agreed=tuple(replace(one, fully=True) for one in close.agreed))
    for outcome, first in ((close, True), (fully, False)):
        text = text_of(answer_screens.confirmed(outcome))
        assert (text.index("Why we think") < text.index("Hill School")) is first


def test_what_one_was_told_of_is_marked_and_first() -> None:
    new = replace(outcomes.an_involved_service("New Care"), involvement_reference="FP-NEWNE-WNEWN")
    headings = [
        part.text
        for part in parts_of(outcomes.an_involved_service(), new, news="FP-NEWNE-WNEWN")
        if isinstance(part, views.Heading)
    ]
    assert headings == ["New: New Care", "Hill School"]


# ---- B2: nothing to show is no dead end


def test_nothing_to_show_says_whom_to_ring_and_leads_on() -> None:
    care = open_from(9, 16)
    covered = replace(outcomes.COVERAGE, officer_telephone="01632 960100", social_care=care)
    screen = answer_screens.nothing_to_show(outcomes.nothing(covered))
    calls = [part.text for part in screen.parts if isinstance(part, views.Call)]
    assert calls[0].startswith("Closed now. Ring instead: Emergency duty team")
    assert "Index officer of Northbrook: 01632 960100." in calls
    acts = [button.act for part in screen.parts if isinstance(part, views.Buttons) for button in part.buttons]
    assert acts == [Tap.ASK_AGAIN, Tap.WATCH_FROM_ANSWER, Tap.RECORD_FROM_ANSWER, Tap.ASK]


def test_nothing_to_show_where_nobody_feeds_says_so() -> None:
    screen = answer_screens.nothing_to_show(outcomes.nothing(Coverage("Northbrook", ())))
    assert "No service of Northbrook is in Fingerpost yet." in text_of(screen)


@pytest.mark.parametrize("wanted", list(Detail))
def test_one_more_detail_asks_for_exactly_that(wanted: Detail) -> None:
    screen = answer_screens.one_more(outcomes.possible(wanted))
    fields = [part.field for part in screen.parts if isinstance(part, views.TextInput | views.ChoiceInput)]
    assert fields == [wanted]
    assert check(blocks.modal(screen), "modal") == []


@pytest.mark.parametrize("outcome", [outcomes.possible(), outcomes.possible(rounds_left=0), outcomes.many()])
def test_one_more_detail_names_the_officer_and_no_child(outcome: object) -> None:
    text = text_of(answer_screens.one_more(outcome))  # type: ignore[arg-type]
    assert "01632 960100" in text
    assert outcomes.REFERENCE in text


def test_after_the_last_round_there_is_nothing_more_to_fill_in() -> None:
    screen = answer_screens.one_more(outcomes.possible(rounds_left=0))
    assert screen.submit == ""


@pytest.mark.parametrize("because", list(Refusal))
def test_an_administrator_is_not_sent_to_the_administrator_and_nobody_is_promised_a_day(
    because: Refusal,
) -> None:
    refused = replace(outcomes.refused(because), to_administrator=True, officer=outcomes.AREA)
    text = text_of(plain_screens.refused(refused))
    assert "Fingerpost administrator" not in text
    assert "same day" not in text
    assert "Index officer of Northbrook: " in text
    assert "01632 960100" in text


@pytest.mark.parametrize("code", ["moved_here", "of_a_later_version"])
def test_a_code_that_nobody_configured_is_not_shown_as_one(code: str) -> None:
    mine = replace(outcomes.my_children(0, 0), watches=(replace(outcomes.my_watch(), reason=code),))
    shown = (
        own_screens.mine(mine),
        answer_screens.nothing_to_show(
            replace(outcomes.nothing(), asked=replace(outcomes.ASKED, reason=code))
        ),
        record_keeping_screens.ask_shown(replace(outcomes.ask_shown(code), reason=code)),
    )
    assert [code in text_of(screen) for screen in shown] == [False] * len(shown)


@pytest.mark.parametrize("because", list(Refusal))
def test_every_refusal_says_why_and_what_to_do(because: Refusal) -> None:
    why, what_to_do = words.say_refusal(because)
    text = text_of(plain_screens.refused(outcomes.refused(because)))
    assert why in text
    assert what_to_do in text


@pytest.mark.parametrize("outcome", [outcomes.cannot(), outcomes.already()])
def test_an_ask_without_an_answer_brings_back_what_was_typed(outcome: object) -> None:
    screen = answer_screens.answer(outcome, asked_again)  # type: ignore[arg-type]
    typed = {part.field: part.value for part in screen.parts if isinstance(part, views.TextInput)}
    assert typed["given_name"] == "<!channel>"
    assert typed["note"] == TYPED["note"]
    assert isinstance(screen.parts[0], views.Banner)


@pytest.mark.parametrize(
    "act", [Act.RECORD, Act.CHANGE, Act.END, Act.ENTERED_IN_ERROR, Act.WATCH, Act.END_WATCH]
)
def test_everything_that_can_be_written_has_its_word_of_done(act: Act) -> None:
    assert words.say(f"recorded.{act}") in text_of(plain_screens.recorded(outcomes.recorded(act)))


def test_ones_own_list_is_by_reference_and_pages_a_long_one() -> None:
    screens = [own_screens.my_children(outcomes.my_children(100, 0), page) for page in range(1, 8)]
    rows = [part for screen in screens for part in screen.parts if isinstance(part, views.Row)]
    assert len({row.button.value for row in rows}) == 100


def test_a_line_says_whose_it_is_and_repeats_no_role_and_service() -> None:
    lines = (
        replace(outcomes.my_involvement(0), initials="A. B.", born=2016),
        replace(outcomes.my_involvement(1), unborn=True),
        replace(outcomes.my_involvement(2), role="Mentor", initials="C.", born=2012),
    )
    shown = own_screens.my_children(replace(outcomes.my_children(0, 0), involvements=lines))
    rows = [part.text for part in shown.parts if isinstance(part, views.Row)]
    assert rows[0].startswith("A. B. born 2016  FP-AAAAA-00000, since 3 September 2025")
    assert rows[1].startswith("Unborn child  FP-AAAAA-00001")
    assert [("Pastoral lead" in row, "As Mentor, Hill School" in row) for row in rows] == [
        (False, False),
        (False, False),
        (False, True),
    ]


def test_nothing_found_leads_back_to_all() -> None:
    shown = own_screens.my_children(replace(outcomes.my_children(0, 0), found=True))
    assert "None of your children has this" in text_of(shown)
    assert _taps(shown) == [Tap.FIND_MINE, Tap.MY_CHILDREN]


def test_the_opened_child_can_be_changed_only_while_the_work_goes_on() -> None:
    current = own_screens.child_shown(outcomes.child_shown(outcomes.my_involvement()))
    ended = own_screens.child_shown(outcomes.child_shown(outcomes.my_involvement(ended=date(2026, 5, 1))))
    assert Tap.CHANGE in _taps(current)
    assert set(_taps(ended)) == {Tap.ASK_CONTACT}


def _taps(screen: Screen) -> list[str]:
    rows = [part for part in screen.parts if isinstance(part, views.Buttons)]
    return [button.act for row in rows for button in row.buttons]


def test_every_problem_of_a_field_has_words_of_its_own() -> None:
    from fingerpost.domain.errors import Problem

    unknown = words.say("problem.other")
    assert [problem for problem in Problem if words.say_problem("role", problem) == unknown] == []


def test_another_record_of_the_same_child_is_said_first_with_whom_to_ring() -> None:
    coverage = replace(outcomes.COVERAGE, officer_telephone="01632 960100")
    outcome = replace(outcomes.confirmed(), two_records=True, coverage=coverage)
    said, *_ = [one.text for one in answer_screens.confirmed(outcome).parts if isinstance(one, Banner)]
    assert said.startswith("Another record may be of this same child. Its services are not among these.")
    assert f"01632 960100, and give {outcome.reference}." in said
    note = [one.text for one in answer_screens.confirmed(outcome).parts if isinstance(one, CopyText)]
    assert "Another record may be of the same child; the index officer decides." in note[0]
    unknown = replace(outcome, coverage=replace(coverage, officer_telephone=""))
    [said] = [one.text for one in answer_screens.confirmed(unknown).parts if isinstance(one, Banner)]
    assert said.endswith("The index officer has been asked to decide.")


@pytest.mark.parametrize("rounds_left", [2, 0])
def test_recording_another_child_stands_below_everything_else(rounds_left: int) -> None:
    screen = answer_screens.one_more(outcomes.possible(rounds_left=rounds_left))
    *_, above, last = screen.parts
    assert isinstance(last, Buttons)
    assert [one.act for one in last.buttons] == [Tap.RECORD_AS_NEW_CHILD]
    assert above == SmallPrint("Only if you are sure that it is another child:")


def test_a_nil_answer_states_coverage_and_freshness_of_every_area_asked_about() -> None:
    fed = Feed("Eastmere care", ServiceKind.SOCIAL_CARE, outcomes.AT - timedelta(days=3))
    eastmere = Coverage("Eastmere", (fed,), officer_telephone="01632 960200")
    nobody = Coverage("Westhaven", ())
    elsewhere = Elsewhere((eastmere, nobody), ("Atlantis",))
    screen = answer_screens.nothing_to_show(replace(outcomes.nothing(), elsewhere=elsewhere))
    said = json.dumps(blocks.modal(screen))
    assert check(blocks.modal(screen), "modal") == []
    assert "Services in Fingerpost for Eastmere" in said
    assert "nothing for 3 days" in said
    assert "Index officer of Eastmere: 01632 960200" in said
    assert "No service of Westhaven is in Fingerpost yet." in said
    assert "No area of Fingerpost is called Atlantis: nothing is known from there." in said
    [note] = [one.text for one in screen.parts if isinstance(one, CopyText)]
    assert "Services in Fingerpost for Eastmere: Eastmere care" in note
    assert "Services in Fingerpost for Westhaven: none yet" in note
    assert "Not an area of Fingerpost: Atlantis" in note
