"""One notice, one message, whatever happens in between."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from fingerpost.domain.errors import DeliveryInDoubt, RateLimited, Unavailable, Undeliverable
from fingerpost.domain.ledger import Act, Phase
from fingerpost.domain.notice import NoticeState
from tests.builders import a_practitioner, slack_identity
from tests.unit.usecases.telling.scene import Scene


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_the_recipient_is_sent_the_notice(scene: Scene) -> None:
    rowan = scene.person(a_practitioner().build())
    notice = scene.pending(rowan)

    settled = scene.deliver(notice.id)

    assert [(posted.id, to) for posted, to in scene.messenger.posted] == [(notice.id, rowan.identities[0])]
    assert scene.kept(notice) == settled
    assert settled.state is NoticeState.DELIVERED


def test_the_ledger_has_the_delivery_under_the_notices_reference(scene: Scene) -> None:
    notice = scene.pending(scene.person(a_practitioner().build()))

    scene.deliver(notice.id)

    [entry] = scene.shelves.ledger
    assert (entry.reference, entry.act, entry.phase, entry.outcome) == (
        notice.reference,
        Act.DELIVER,
        Phase.OUTCOME,
        "delivered",
    )


def test_a_notice_brought_three_times_is_sent_once(scene: Scene) -> None:
    notice = scene.pending(scene.person(a_practitioner().build()))

    for _ in range(3):
        scene.deliver(notice.id)

    assert (len(scene.messenger.posted), len(scene.shelves.ledger)) == (1, 1)


def test_somebody_suspended_since_the_queueing_is_not_told(scene: Scene) -> None:
    notice = scene.pending(scene.person(a_practitioner().build()))
    scene.person(a_practitioner().suspended().build())

    settled = scene.deliver(notice.id)

    assert scene.messenger.posted == []
    assert (settled.state, settled.failure) == (NoticeState.UNDELIVERABLE, "suspended")


def test_somebody_without_a_chat_account_is_recorded_as_not_reached(scene: Scene) -> None:
    notice = scene.pending(scene.person(a_practitioner().without_chat().build()))

    settled = scene.deliver(notice.id)

    assert settled.failure == "no_chat_identity"


def test_an_account_in_a_workspace_that_left_the_allow_list_is_not_written_to(scene: Scene) -> None:
    elsewhere = slack_identity(workspace="T0ELSEWHERE")
    notice = scene.pending(scene.person(replace(a_practitioner().build(), identities=(elsewhere,))))

    settled = scene.deliver(notice.id)

    assert (scene.messenger.posted, settled.failure) == ([], "no_chat_identity")


def test_of_two_accounts_the_one_that_may_be_written_to_is(scene: Scene) -> None:
    both = (slack_identity(workspace="T0ELSEWHERE"), slack_identity())
    notice = scene.pending(scene.person(replace(a_practitioner().build(), identities=both)))

    scene.deliver(notice.id)

    assert [to for _, to in scene.messenger.posted] == [both[1]]


def test_somebody_no_longer_in_the_directory_is_recorded_as_not_reached(scene: Scene) -> None:
    notice = scene.pending(a_practitioner("p-gone").build())

    settled = scene.deliver(notice.id)

    assert settled.failure == "unknown_person"


def test_a_refusal_for_good_is_recorded_and_counted(scene: Scene) -> None:
    notice = scene.pending(scene.person(a_practitioner().build()))
    scene.messenger.faults = [Undeliverable("channel_not_found")]

    settled = scene.deliver(notice.id)

    assert (scene.kept(notice), settled.state) == (settled, NoticeState.UNDELIVERABLE)
    assert [entry.outcome for entry in scene.shelves.ledger] == ["undeliverable:channel_not_found"]
    assert scene.metrics.counts["notices_undeliverable"] == 1


def test_how_old_a_notice_was_when_it_was_delivered_is_measured(scene: Scene) -> None:
    notice = scene.pending(scene.person(a_practitioner().build()))
    scene.shelves.now = notice.created_at + timedelta(seconds=40)

    scene.deliver(notice.id)

    assert scene.metrics.seconds == {"notice_age": [40.0]}


def test_a_notice_given_up_is_not_tried_again(scene: Scene) -> None:
    notice = scene.pending(scene.person(a_practitioner().build()))
    scene.messenger.faults = [Undeliverable("channel_not_found")]
    scene.deliver(notice.id)

    scene.deliver(notice.id)

    assert scene.messenger.posted == []


@pytest.mark.parametrize("no", [RateLimited(30), Unavailable("slack: invalid_auth")])
def test_a_clear_no_leaves_the_notice_as_if_never_tried(scene: Scene, no: Exception) -> None:
    notice = scene.pending(scene.person(a_practitioner().build()))
    scene.messenger.faults = [no]

    with pytest.raises(type(no)):
        scene.deliver(notice.id)

    assert scene.kept(notice).state is NoticeState.PENDING


def test_after_waiting_as_asked_it_is_sent_once(scene: Scene) -> None:
    notice = scene.pending(scene.person(a_practitioner().build()))
    scene.messenger.faults = [RateLimited(30)]
    with pytest.raises(RateLimited):
        scene.deliver(notice.id)

    scene.deliver(notice.id)

    assert len(scene.messenger.posted) == 1


class TestNoAnswerCame:
    """A time-out, a 5xx or a killed function between the post and its record."""

    @pytest.mark.parametrize("stood_already", [True, False])
    def test_the_message_stands_exactly_once_after_the_next_try(
        self, scene: Scene, stood_already: bool
    ) -> None:
        notice = scene.pending(scene.person(a_practitioner().build()))
        scene.messenger.faults = [DeliveryInDoubt("slack: no answer")]
        scene.messenger.posted_before_fault = stood_already
        with pytest.raises(DeliveryInDoubt):
            scene.deliver(notice.id)

        settled = scene.deliver(notice.id)

        assert (len(scene.messenger.posted), settled.state) == (1, NoticeState.DELIVERED)

    def test_what_was_posted_is_recorded_even_if_the_person_was_suspended_since(self, scene: Scene) -> None:
        rowan = scene.person(a_practitioner().build())
        notice = scene.pending(rowan)
        scene.interrupt(notice, posted=True)
        scene.person(a_practitioner().suspended().build())

        settled = scene.deliver(notice.id)

        assert settled.state is NoticeState.DELIVERED

    def test_what_was_not_posted_is_not_sent_to_somebody_suspended_since(self, scene: Scene) -> None:
        notice = scene.pending(scene.person(a_practitioner().build()))
        scene.interrupt(notice, posted=False)
        scene.person(a_practitioner().suspended().build())

        settled = scene.deliver(notice.id)

        assert (scene.messenger.posted, settled.failure) == ([], "suspended")

    @pytest.mark.parametrize("part", ["ledger", "notices"])
    def test_a_store_that_fails_after_the_post_leads_to_no_second_message(
        self, scene: Scene, part: str
    ) -> None:
        notice = scene.pending(scene.person(a_practitioner().build()))
        scene.interrupt(notice, posted=True)
        with scene.shelves.down(part), pytest.raises(Unavailable):
            scene.deliver(notice.id)

        scene.deliver(notice.id)

        assert (len(scene.messenger.posted), scene.kept(notice).state) == (1, NoticeState.DELIVERED)

    def test_the_chat_is_searched_where_it_was_sent_even_if_the_account_changed_since(
        self, scene: Scene
    ) -> None:
        rowan = scene.person(a_practitioner().build())
        notice = scene.pending(rowan)
        scene.interrupt(notice, posted=True)
        other = replace(rowan.identities[0], user="U-other")
        scene.person(replace(rowan, identities=(other,)))

        scene.deliver(notice.id)

        assert [to for _, to in scene.messenger.posted] == [rowan.identities[0]]
