"""Who is told what became of a record."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fingerpost.domain.involvement import Involvement
from fingerpost.domain.notice import Capacity, NoticeKind
from fingerpost.domain.record_keeping import Dispute, Joining, Merge
from fingerpost.domain.reference import reference_from
from fingerpost.surfaces.telling.notices import message_of
from fingerpost.surfaces.views import Buttons, Tap
from fingerpost.usecases.telling.notify import InvolvementWritten
from tests.builders import NOW, a_child, a_practitioner, a_service, a_watch, an_area, an_involvement
from tests.unit.usecases.telling.scene import Scene, told

DISPUTE = Dispute("x-1", reference_from(b"x-1"), "c-aoife", "northbrook", "p-asker", NOW)


def joining(*moved: str) -> Joining:
    return Joining("g-1", reference_from(b"g-1"), "c-aoife", "c-second", moved, "p-olga", NOW)


@pytest.fixture
def scene() -> Scene:
    return Scene()


def went(scene: Scene, practitioner_id: str) -> Involvement:
    """An involvement that a merge brought here, of somebody the directory knows."""
    worker = scene.person(a_practitioner(practitioner_id).build())
    one = an_involvement(f"i-{practitioner_id}").of(worker).build()
    return scene.hold(replace(one, cause=joining().reference, version=2))


# ------------------------------------------------------------------ disputes


def test_a_dispute_is_told_to_the_officers_of_the_area_alone(scene: Scene) -> None:
    scene.officer("p-olga")
    scene.worker("p-worker")
    south = a_service("south").in_area(an_area("southmoor", "Southmoor")).build()
    scene.person(replace(a_practitioner("p-sven").of(south).build(), role=scene.officer("p-other").role))

    notices = scene.notify_of_records.of_dispute(DISPUTE).notices

    assert told(notices) == {"p-olga": Capacity.OFFICER, "p-other": Capacity.OFFICER}
    assert {notice.kind for notice in notices} == {NoticeKind.RECORD_DISPUTED}


def test_the_notice_of_a_dispute_opens_the_record_by_the_reference_of_the_dispute(scene: Scene) -> None:
    scene.officer("p-olga")

    [notice] = scene.notify_of_records.of_dispute(DISPUTE).notices

    message = message_of(notice)
    [button] = [part.buttons[0] for part in message.parts if isinstance(part, Buttons)]
    assert (button.act, button.value) == (Tap.OPEN_RECORD, DISPUTE.reference)
    assert DISPUTE.reference in message.summary


def test_an_officer_is_not_told_of_their_own_dispute(scene: Scene) -> None:
    scene.officer("p-asker")

    assert scene.notify_of_records.of_dispute(DISPUTE).notices == ()


def test_a_suspended_officer_is_not_told(scene: Scene) -> None:
    officer = scene.officer("p-olga")
    scene.person(a_practitioner(officer.id).as_role(officer.role).suspended().build())

    assert scene.notify_of_records.of_dispute(DISPUTE).notices == ()


def test_an_area_without_an_officer_is_counted(scene: Scene) -> None:
    assert scene.notify_of_records.of_dispute(DISPUTE).unknown == 1


# ------------------------------------------------------------------ merges


def test_the_workers_on_both_sides_of_a_merge_are_told_once(scene: Scene) -> None:
    scene.worker("p-here")
    went(scene, "p-there")
    went(scene, "p-there-too")
    merge = joining("i-p-there", "i-p-there-too")

    notices = (
        *scene.notify_of_records.of_merge(merge).notices,
        *scene.notify_of_records.of_merge(merge).notices,
    )

    assert told(notices) == dict.fromkeys(("p-here", "p-there", "p-there-too"), Capacity.WORKER)
    assert len({notice.id for notice in notices}) == 3


def test_who_has_nobody_new_beside_them_is_not_told(scene: Scene) -> None:
    went(scene, "p-there")
    went(scene, "p-there-too")

    assert scene.notify_of_records.of_merge(joining("i-p-there", "i-p-there-too")).notices == ()


def test_who_worked_on_both_sides_learns_nothing_new_and_is_not_told(scene: Scene) -> None:
    both = scene.worker("p-both")
    scene.hold(replace(an_involvement("i-went").of(both).build(), cause=joining().reference))

    assert scene.notify_of_records.of_merge(joining("i-went")).notices == ()


def test_watchers_and_supervisors_of_a_merged_record_are_told(scene: Scene) -> None:
    scene.register.enter_service(a_service().telling_supervisors().build())
    boss = scene.person(a_practitioner("p-boss").build())
    worker = scene.person(a_practitioner("p-here").supervised_by(boss).build())
    scene.works(worker)
    watcher = scene.person(a_practitioner("p-watcher").build())
    scene.watch(a_watch().of(watcher).build())
    went(scene, "p-there")

    notices = scene.notify_of_records.of_merge(joining("i-p-there")).notices

    assert told(notices) == {
        "p-there": Capacity.WORKER,
        "p-here": Capacity.WORKER,
        "p-watcher": Capacity.WATCHER,
        "p-boss": Capacity.SUPERVISOR,
    }


def test_what_a_merge_moves_is_not_told_as_new(scene: Scene) -> None:
    scene.worker("p-here")

    assert scene.notify(InvolvementWritten(None, went(scene, "p-there"))).notices == ()


def test_a_moved_involvement_that_ends_or_was_an_error_is_treated_as_any_other(scene: Scene) -> None:
    scene.worker("p-here")
    new = scene.newcomer()
    scene.tell_of(new)
    moved = scene.hold(new.moved_to("c-aoife", joining().reference))

    assert [notice.kind for notice in scene.take_back(moved).notices] == [NoticeKind.INVOLVEMENT_WITHDRAWN]


def test_an_involvement_recorded_just_before_a_merge_is_told_to_those_around_the_joined_record(
    scene: Scene,
) -> None:
    scene.worker("p-here")
    new = scene.newcomer()
    scene.shelves.merged_into["c-second"] = "c-aoife"

    assert set(told(scene.tell_of(replace(new, child_id="c-second")).notices)) == {"p-here"}


# ------------------------------------------------------------------ partings


def test_a_parting_is_told_to_those_who_were_told_of_the_merge_with_their_own_record(scene: Scene) -> None:
    scene.worker("p-here")
    there = went(scene, "p-there")
    merge = joining(there.id)
    scene.notify_of_records.of_merge(merge)
    scene.worker("p-newer")
    scene.hold(there.moved_to("c-second", merge.reference))

    notices = scene.notify_of_records.of_parting(replace(merge, undone=NOW)).notices

    assert {(notice.recipient_id, notice.child_id) for notice in notices} == {
        ("p-here", "c-aoife"),
        ("p-there", "c-second"),
    }
    assert {notice.kind for notice in notices} == {NoticeKind.RECORDS_PARTED}


def test_a_merge_taken_back_before_anybody_was_told_is_told_to_nobody(scene: Scene) -> None:
    scene.worker("p-here")
    there = went(scene, "p-there")
    undone = replace(joining(there.id), undone=NOW)
    child = a_child().build()
    scene.shelves.merges["g-1"] = Merge(undone, child, child)

    assert scene.notify_of_records.of_merge(joining(there.id)).notices == ()
    assert scene.notify_of_records.of_parting(undone).notices == ()
