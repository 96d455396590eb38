"""What protects children, once on every surface: held questions, a shield, broken glass, consent."""

from __future__ import annotations

from datetime import UTC, datetime

from tests.scenarios.test_records import looked_up, recorded
from tests.scenarios.town import WHY, WORK, Screen, TownInChat, a_child_nobody_knows, number_and_birth_date

SOCIAL_WORKER, MANAGER, OFFICER = "amara-thackley", "moira-pemberley", "hester-colbeck"
TEACHER, ADVISER = "gareth-penry", "linnet-sallow"
SURE = {"Why": "A child is in danger now", "Is there no other way in time?": "No, there is none: open it"}


def asked(town: TownInChat, who: str, child: dict[str, str]) -> Screen:
    return town.ask(who, number_and_birth_date(child))


def test_a_question_with_ones_own_name_is_looked_at_by_the_manager_first(town: TownInChat) -> None:
    worker, manager = town.person(SOCIAL_WORKER), town.person(MANAGER)
    heard, seen = len(manager.messages()), len(worker.messages())
    child = {**a_child_nobody_knows(), "Family name": "Thackley"}
    held = worker.open("ask").submit({**child, **WHY})
    assert "Somebody else looks at this question" in held.words
    assert "urgent" in held.press("This is urgent").words

    told = manager.wait_for_message("waits for you to look at it", beyond=heard)
    assert child["Given name"] not in told.words
    opened = told.press("Look at it")
    assert child["Given name"] in opened.words
    assert "agreed to" in opened.press("Agree: show them the answer").words

    word = worker.wait_for_message("you can see the answer now", beyond=seen)
    assert word.press("Open it").title == "Nothing to show"


def test_a_shielded_child_is_absent_until_the_glass_is_broken_which_is_told_and_closed(
    town: TownInChat,
) -> None:
    officer, child = town.person(OFFICER), a_child_nobody_knows()
    reference = recorded(town, TEACHER, child)
    heard = len(officer.messages())
    form = looked_up(town, reference).press("Shield")
    done = form.submit({"Why": "Refuge", "Look at it again": form.options("Look at it again")[0]})
    assert "Nobody finds this child from now on" in done.words

    nothing = asked(town, SOCIAL_WORKER, child)
    assert nothing.title == "Nothing to show"
    officer.wait_for_message("who is shielded", beyond=heard)

    heard = len(officer.messages())
    opened = nothing.press("In an emergency").submit(SURE)
    assert "Gareth Penry" in opened.words
    told = officer.wait_for_message("opened in an emergency", beyond=heard)
    assert "closed" in told.press("Look at it").press("It was justified").words


def test_a_sensitive_service_is_another_service_by_consent_and_reached_through_the_officer(
    town: TownInChat,
) -> None:
    adviser, officer, child = town.person(ADVISER), town.person(OFFICER), a_child_nobody_knows()
    done = adviser.open("record").submit({**child, **WORK, **WHY})
    assert asked(town, TEACHER, child).title == "Nothing to show"

    form = done.press("See who is involved").press("Consent")
    today = datetime.now(UTC).date()
    done = form.submit(
        {
            "Who agreed": "The child, who understands what it means",
            "How they agreed (not where nobody did)": "In writing",
            "On what day": f"{today:%d/%m/%Y}",
            "Until": form.options("Until")[0],
        }
    )
    assert "“Another service”, until" in done.words

    heard = len(officer.messages())
    answer = asked(town, TEACHER, child)
    assert "Another service" in answer.words
    assert "Lantern House" not in answer.words
    asking = answer.press("Ask through the officer").submit(
        {"Can it wait?": "Yes, until they have time in their working hours"}
    )
    assert "Hester Colbeck was asked" in asking.words
    assert "Linnet" not in asking.words
    told = officer.wait_for_message("asks you to contact them", beyond=heard)
    assert "Linnet Sallow" in told.press("Open the request").words
