"""The main road in Teams, from a signed activity to cards and dialogs, over the real use cases."""

from __future__ import annotations

import pytest

from fingerpost.domain.errors import DeliveryInDoubt, Unavailable
from fingerpost.domain.ledger import Act
from fingerpost.domain.practitioner import Role, Status
from fingerpost.surfaces.teams.cards import CardPlace
from fingerpost.surfaces.words import say
from tests.builders import a_practitioner, an_account, an_involvement, nhs_number
from tests.unit.surfaces.teams.activity_scene import Json, Scene, press_of, teams_identity, words_in
from tests.unit.surfaces.teams.scene import SERVICE_URL, TENANT
from tools.teams.card_check import elements_of, problems_of

WHY = {"reason": "safeguarding", "family_told": "no"}
BY_NUMBER = {"identifier": nhs_number(0), "birth_date": "27 3 2016", **WHY}
BY_NAMES = {"given_name": "Aoife", "family_name": "Byrne", "birth_date": "27 3 2016", **WHY}
WORK = {"role": "Class teacher", "since": "2 2 2026", "lead": "no"}
ASK = {"act": "ask", "value": ""}
GROUP = {"conversationType": "groupChat", "tenantId": TENANT, "id": "19:group"}


@pytest.fixture
def scene() -> Scene:
    return Scene()


def with_a_worker(scene: Scene) -> Scene:
    child = scene.world.aoife()
    one = an_involvement().of(scene.sam).with_child(child).build()
    scene.world.shelves.involvements[one.id] = one
    return scene


def outcomes_of(scene: Scene, act: Act) -> list[str]:
    return [entry.outcome for entry in scene.world.shelves.ledger if entry.act is act and entry.outcome]


def asked(scene: Scene, typed: Json) -> Json:
    form = scene.card_press(scene.rowan, ASK)
    return scene.card_press(scene.rowan, press_of(form, "Ask"), typed)


# ---- what shows a child does not stay


def on_card(scene: Scene, ours: Json, typed: Json | None = None, card: str = "card-1") -> Json:
    return scene.card_press(scene.rowan, ours, typed, replyToId=card)


def answered_on(scene: Scene, card: str) -> Json:
    form = on_card(scene, ASK, card=card)
    return on_card(scene, press_of(form, "Ask"), BY_NUMBER, card=card)


def test_a_card_with_an_answer_is_closed_when_its_reader_writes_again(scene: Scene) -> None:
    answered_on(with_a_worker(scene), "card-1")
    scene.say(scene.rowan, "thank you")
    [(message_id, closed)] = scene.poster.replaced
    assert message_id == "card-1"
    assert "Closed, so that nothing of a child stays" in words_in(closed)
    scene.say(scene.rowan, "thank you again")
    assert len(scene.poster.replaced) == 1


def test_a_card_with_an_answer_is_closed_when_another_card_is_pressed(scene: Scene) -> None:
    answered_on(with_a_worker(scene), "card-1")
    answered_on(scene, "card-2")
    assert [message_id for message_id, _ in scene.poster.replaced] == ["card-1"]
    assert scene.open_cards.find(teams_identity("p-rowan")) == "card-2"


def test_a_card_that_shows_no_child_stays(scene: Scene) -> None:
    on_card(scene, ASK)
    on_card(scene, {"act": "my_children", "value": ""})
    scene.say(scene.rowan, "hello")
    assert scene.poster.replaced == []


def test_a_form_with_a_childs_name_in_it_is_closed_as_well(scene: Scene) -> None:
    form = on_card(scene, ASK)
    on_card(scene, press_of(form, "Ask"), {**BY_NAMES, "birth_date": "30 2 2016"})
    scene.say(scene.rowan, "hello")
    assert [message_id for message_id, _ in scene.poster.replaced] == ["card-1"]


def test_a_card_that_was_closed_by_its_reader_is_left_alone(scene: Scene) -> None:
    answer = answered_on(with_a_worker(scene), "card-1")
    on_card(scene, press_of(answer, "Close"))
    scene.say(scene.rowan, "hello")
    assert scene.poster.replaced == []


# ---- messages


def test_any_message_gets_the_menu_and_repeats_nothing(scene: Scene) -> None:
    reply = scene.say(scene.rowan, "good morning")
    assert reply["statusCode"] == 200
    ((to, activity, only_for),) = scene.poster.posted
    assert (to.service_url, to.conversation_id, only_for) == (SERVICE_URL, "a:one", "")
    assert press_of(activity, "Ask who is involved") == ASK


def test_a_message_about_a_person_is_answered_with_a_warning(scene: Scene) -> None:
    scene.say(scene.rowan, "is anyone involved with Zachariah Quillfeather")
    ((_, activity, _),) = scene.poster.posted
    assert "delete your message" in activity["summary"]
    assert "Zachariah" not in str(activity)


def test_being_mentioned_by_name_is_not_about_a_person(scene: Scene) -> None:
    scene.say(scene.rowan, "<at>Fingerpost Northbrook</at> help")
    ((_, activity, _),) = scene.poster.posted
    assert "delete" not in activity["summary"]


def test_who_wrote_is_remembered_for_notices(scene: Scene) -> None:
    scene.say(scene.rowan, "hello")
    kept = scene.sightings.kept[teams_identity("p-rowan")]
    assert (kept.conversation_id, kept.service_url, kept.user_id) == ("a:one", SERVICE_URL, "29:aad-p-rowan")


def test_the_menu_comes_though_the_data_layer_is_down(scene: Scene) -> None:
    with scene.down(Unavailable("kms")):
        assert scene.say(scene.rowan, "hello")["statusCode"] == 200
    assert len(scene.poster.posted) == 1


def test_an_officers_menu_takes_the_place_of_everybodys(scene: Scene) -> None:
    officer = a_practitioner("p-officer").of(scene.world.care).as_role(Role.OFFICER).build()
    scene.say(scene.enter(officer), "hello")
    ((message_id, menu),) = scene.poster.replaced
    assert message_id == "message-1"
    assert press_of(menu, say("button.records"))["act"] == "records"
    form = scene.card_press(officer, press_of(menu, say("button.records")))
    assert press_of(form, "Cancel") or words_in(form)


def test_nobody_else_gets_the_officers_menu(scene: Scene) -> None:
    scene.say(scene.rowan, "hello")
    scene.say(scene.stranger(), "hello")
    assert scene.poster.replaced == []
    with pytest.raises(AssertionError):
        press_of(scene.poster.posted[0][1], say("button.records"))


@pytest.mark.parametrize("kind", ["groupChat", "channel", ""])
def test_where_others_read_along_it_says_that_it_works_in_private_to_the_asker_alone(
    scene: Scene, kind: str
) -> None:
    scene.say(scene.rowan, "<at>Fingerpost</at> hello", conversation={**GROUP, "conversationType": kind})
    ((to, activity, only_for),) = scene.poster.posted
    assert (to.conversation_id, only_for) == ("19:group", "29:aad-p-rowan")
    assert "works in private" in activity["text"]
    assert "attachments" not in activity
    assert scene.sightings.kept == {}


def test_where_no_targeted_message_can_be_sent_nothing_is_said(scene: Scene) -> None:
    scene.poster.failing_targeted = Unavailable("400")
    scene.say(scene.rowan, "hello", conversation=GROUP)
    assert scene.poster.posted == []


def test_a_card_pressed_in_a_group_shows_nothing_there(scene: Scene) -> None:
    card = scene.card_press(scene.rowan, ASK, conversation=GROUP)
    assert "works in private" in words_in(card)
    assert scene.world.shelves.ledger == []


# ---- cards in the chat


def test_asking_by_number_is_answered_in_the_place_of_the_form(scene: Scene) -> None:
    answer = asked(with_a_worker(scene), BY_NUMBER)
    assert "1 service is involved" in words_in(answer)
    assert "Sam Okafor" in words_in(answer)
    assert outcomes_of(scene, Act.ASK) == ["confirmed"]
    assert scene.poster.posted == []


def test_asking_by_names_and_birth_date_finds_the_same(scene: Scene) -> None:
    assert "1 service is involved" in words_in(asked(with_a_worker(scene), BY_NAMES))


def test_closing_an_answer_brings_the_menu_back(scene: Scene) -> None:
    answer = asked(with_a_worker(scene), BY_NUMBER)
    menu = scene.card_press(scene.rowan, press_of(answer, "Close"))
    assert press_of(menu, "My children")["act"] == "my_children"
    assert "Sam Okafor" not in words_in(menu)


def test_pressing_twice_asks_once(scene: Scene) -> None:
    form = scene.card_press(with_a_worker(scene).rowan, ASK)
    press = press_of(form, "Ask")
    first, second = (scene.card_press(scene.rowan, press, BY_NUMBER) for _ in range(2))
    references = [
        line for card in (first, second) for line in words_in(card).split("\n") if "Reference" in line
    ]
    assert references[0] == references[-1]
    attempts = [entry for entry in scene.world.shelves.ledger if entry.act is Act.ASK and not entry.outcome]
    assert len(attempts) == 1


def test_what_cannot_be_used_comes_back_with_all_that_was_typed(scene: Scene) -> None:
    again = asked(scene, {**BY_NAMES, "birth_date": "31 2 2016", "note": "*seen* <at>you</at>"})
    values = {one["id"]: one.get("value") for one in elements_of(again) if "id" in one}
    assert (values["given_name"], values["note"]) == ("Aoife", "*seen* <at>you</at>")
    assert "There is no such day" in words_in(again)
    assert outcomes_of(scene, Act.ASK) == []
    assert problems_of([again]) == [[]]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"birth_date": "1 1 2030"}, "still to come"),
        ({"family_name": "B"}, "One letter is too little"),
        ({"family_name": "😀"}, "symbols and emoji"),
        ({"given_name": "x" * 10_000}, "too long"),
        ({"identifier": "999 000 0001"}, "does not add up"),
    ],
)
def test_bad_input_is_said_in_plain_words(scene: Scene, typed: Json, said: str) -> None:
    assert said in words_in(asked(scene, {**BY_NAMES, **typed}))


def test_values_that_are_no_text_are_read_as_nothing_typed(scene: Scene) -> None:
    again = asked(scene, {**BY_NAMES, "given_name": {"deep": ["x"]}, "family_name": None, "birth_date": 7})
    assert "Please correct" in words_in(again)


def test_somebody_unknown_is_refused_before_typing(scene: Scene) -> None:
    card = scene.card_press(scene.stranger(), ASK)
    assert "does not know you yet" in words_in(card)
    assert outcomes_of(scene, Act.OPEN_FORM) == ["refused:unknown_person"]


@pytest.mark.parametrize("flag", ["guest", "stranger", "bot", "deleted"])
def test_guests_and_strangers_are_refused(scene: Scene, flag: str) -> None:
    who = teams_identity("p-rowan")
    scene.world.accounts.accounts[who] = an_account(who, checked_at=scene.world.shelves.now, **{flag: True})
    assert "Not possible" in words_in(scene.card_press(scene.rowan, ASK))


def test_recording_from_an_answer_and_finding_it_among_ones_own(scene: Scene) -> None:
    answer = asked(with_a_worker(scene), BY_NUMBER)
    form = scene.card_press(scene.rowan, press_of(answer, "I’m involved too"))
    done = scene.card_press(scene.rowan, press_of(form, "Record"), WORK)
    assert "you are shown as involved" in words_in(done)
    mine = scene.card_press(scene.rowan, {"act": "my_children", "value": ""})
    assert "Class teacher" in words_in(mine)
    opened = scene.card_press(scene.rowan, press_of(mine, "Open"))
    assert "Aoife Byrne" in words_in(opened)


def test_what_cannot_be_undone_is_written_once_however_often_it_is_pressed(scene: Scene) -> None:
    answer = asked(with_a_worker(scene), BY_NUMBER)
    form = scene.card_press(scene.rowan, press_of(answer, "I’m involved too"))
    scene.card_press(scene.rowan, press_of(form, "Record"), WORK)
    mine = scene.card_press(scene.rowan, {"act": "my_children", "value": ""})
    opened = scene.card_press(scene.rowan, press_of(mine, "Open"))
    error = press_of(opened, "Entered in error")
    first, second = (scene.card_press(scene.rowan, error) for _ in range(2))
    assert "Taken back" in words_in(first)
    assert "done once, not twice" in words_in(second)


def test_one_cannot_use_up_anothers_press(scene: Scene) -> None:
    form = scene.card_press(with_a_worker(scene).rowan, ASK)
    press = press_of(form, "Ask")
    scene.card_press(scene.sam, press, BY_NUMBER)
    assert "1 service is involved" in words_in(scene.card_press(scene.rowan, press, BY_NUMBER))
    assert outcomes_of(scene, Act.ASK) == ["confirmed", "confirmed"]


@pytest.mark.parametrize(
    ("ours", "said"),
    [
        ({"act": "dance"}, "This button is from an earlier version"),
        ({}, "This button is from an earlier version"),
        ({"screen": "polka"}, "This form is from before an update"),
        ({"screen": "ask_more"}, "This form is from before an update"),
    ],
)
def test_what_is_of_another_time_is_said_to_be_old(scene: Scene, ours: Json, said: str) -> None:
    assert said in words_in(scene.card_press(scene.rowan, ours))


def test_when_the_data_layer_is_down_the_form_comes_back_as_typed(scene: Scene) -> None:
    form = scene.card_press(scene.rowan, ASK)
    with scene.world.shelves.down("ledger"):
        again = scene.card_press(scene.rowan, press_of(form, "Ask"), BY_NAMES)
    assert "Cannot answer now" in words_in(again)
    assert {one["id"]: one.get("value") for one in elements_of(again) if "id" in one}["given_name"] == "Aoife"


# ---- dialogs


def test_a_dialog_goes_the_same_road(scene: Scene) -> None:
    form = scene.dialog_press(with_a_worker(scene).rowan, ASK, name="task/fetch")
    assert form["title"] == "Ask who is involved"
    answer = scene.dialog_press(scene.rowan, press_of(form["card"]["content"], "Ask"), BY_NUMBER)
    assert "1 service is involved" in words_in(answer["card"])


@pytest.mark.parametrize(
    ("command", "title"), [("ask", "Ask who is involved"), ("my_children", "My children")]
)
def test_a_command_of_the_apps_menu_opens_its_dialog_anywhere(scene: Scene, command: str, title: str) -> None:
    reply = scene.invoke(
        scene.rowan, "composeExtension/fetchTask", {"commandId": command}, conversation=GROUP
    )
    assert reply["body"]["task"]["value"]["title"] == title
    assert scene.poster.posted == []
    assert scene.sightings.kept == {}


def test_a_form_of_the_apps_menu_is_answered_in_its_dialog(scene: Scene) -> None:
    opened = scene.invoke(with_a_worker(scene).rowan, "composeExtension/fetchTask", {"commandId": "ask"})
    press = press_of(opened["body"]["task"]["value"]["card"], "Ask")
    answer = scene.dialog_press(scene.rowan, press, BY_NUMBER, name="composeExtension/submitAction")
    assert "1 service is involved" in words_in(answer["card"])


def test_where_clients_have_dialogs_the_menu_opens_them() -> None:
    scene = Scene(opener=CardPlace.DIALOG_OPENER)
    scene.say(scene.rowan, "hello")
    ((_, activity, _),) = scene.poster.posted
    opening = [one["data"].get("msteams") for one in elements_of(activity) if "data" in one]
    assert opening == [{"type": "task/fetch"}] * 7


# ---- protocol and faults


@pytest.mark.parametrize("name", ["fileConsent/invoke", "signin/verifyState", "composeExtension/query", ""])
def test_an_invoke_nobody_knows_is_not_implemented(scene: Scene, name: str) -> None:
    assert scene.invoke(scene.rowan, name, {})["statusCode"] == 501


@pytest.mark.parametrize("kind", ["conversationUpdate", "messageReaction", "typing", "messageUpdate"])
def test_what_asks_nothing_is_acknowledged(scene: Scene, kind: str) -> None:
    assert scene.send(scene.rowan, type=kind)["statusCode"] == 200
    assert scene.poster.posted == []


def test_a_menu_that_cannot_be_posted_is_no_fault_of_the_senders(scene: Scene) -> None:
    scene.poster.failing = DeliveryInDoubt("504")
    assert scene.say(scene.rowan, "hello")["statusCode"] == 200


def test_bringing_the_app_in_gets_the_menu_and_taking_it_away_suspends(scene: Scene) -> None:
    scene.send(scene.rowan, type="installationUpdate", action="add")
    assert len(scene.poster.posted) == 1
    gone = teams_identity("p-rowan")
    scene.world.accounts.accounts[gone] = an_account(gone, checked_at=scene.world.shelves.now, deleted=True)
    scene.send(scene.rowan, type="installationUpdate", action="remove")
    assert scene.sightings.kept[gone].left
    assert scene.world.shelves.practitioners["p-rowan"].status is Status.SUSPENDED
    assert outcomes_of(scene, Act.SUSPEND) == ["suspended:account_closed"]


def test_word_of_a_removal_that_could_not_be_kept_is_asked_for_again(scene: Scene) -> None:
    with scene.down(Unavailable("kms")):
        removal = {"type": "installationUpdate", "action": "remove", "id": "removal"}
        assert scene.send(scene.rowan, **removal)["statusCode"] == 503
    assert scene.send(scene.rowan, **removal)["statusCode"] == 200


# ---- what nobody pressed


def test_no_card_asks_clients_to_refresh_it_by_themselves(scene: Scene) -> None:
    answer = asked(with_a_worker(scene), BY_NUMBER)
    assert "refresh" not in answer


def test_a_refresh_that_nobody_pressed_brings_the_menu_and_asks_nothing(scene: Scene) -> None:
    form = scene.card_press(with_a_worker(scene).rowan, ASK)
    data = {"fingerpost": press_of(form, "Ask"), **BY_NUMBER}
    value = {"action": {"type": "Action.Execute", "data": data}, "trigger": "automatic"}
    reply = scene.invoke(scene.rowan, "adaptiveCard/action", value)
    assert press_of(reply["body"]["value"], "My children")
    assert outcomes_of(scene, Act.ASK) == []
