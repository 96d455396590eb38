"""What an area's officer sees of records: one, two side by side, and what was done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import assert_never

from fingerpost.domain.outcomes.access import AlreadyAsked, CannotAnswer, Refused
from fingerpost.domain.outcomes.record_keeping import (
    AskShown,
    DisputeShown,
    NoSuchRecord,
    RecordChanged,
    RecordKeepingOutcome,
    RecordsCompared,
    RecordShown,
    SealToWriteDown,
    TooLarge,
)
from fingerpost.domain.outcomes.recording import Recorded
from fingerpost.surfaces import views
from fingerpost.surfaces.asking.involved import services
from fingerpost.surfaces.carried import version_seen
from fingerpost.surfaces.dates import moment_in_words
from fingerpost.surfaces.passages.screens import gone, passage_button, passages
from fingerpost.surfaces.plain_screens import already_recorded, reference_line, refused, title_of
from fingerpost.surfaces.protecting.screens import shield_button, shield_parts
from fingerpost.surfaces.record_keeping.details import born_facts, facts_of, further_facts, name_in_words
from fingerpost.surfaces.record_keeping.side_by_side import side_by_side, two_numbers
from fingerpost.surfaces.sent import Again
from fingerpost.surfaces.views import Tap
from fingerpost.surfaces.words import say, say_count, say_reason

MOST_SERVICES = 9
MOST_SERVICES_OF_TWO = 5
MOST_MERGES = 10
MOST_DISPUTES = 5
ANSWERED = {kind: say(f"ask_shown.outcome.{kind}") for kind in ("possible", "many", "nothing", "confirmed")}
"""Of the 100 blocks that Slack shows. The latest merges come last, and are the first to be taken back."""


def record_keeping(  # noqa: C901 - one case for each outcome
    outcome: RecordKeepingOutcome, form: Again
) -> views.Screen:
    """The screen of an outcome. form: where nothing could be done, what was typed comes back in it."""
    match outcome:
        case RecordShown():
            return record_shown(outcome)
        case RecordsCompared():
            return records_compared(outcome)
        case AskShown():
            return ask_shown(outcome)
        case RecordChanged():
            return _changed_meanwhile(outcome, form)
        case SealToWriteDown():
            return _to_write_down(outcome, form)
        case Recorded():
            return done(outcome)
        case NoSuchRecord():
            return form(views.Banner(say("records.none"), views.Tone.WARNING))
        case TooLarge():
            return too_large(outcome)
        case Refused():
            return refused(outcome)
        case CannotAnswer():
            return form(views.Banner(say("cannot.record"), views.Tone.WARNING))
        case AlreadyAsked():
            return already_recorded(outcome)
        case _:
            assert_never(outcome)


def record_shown(outcome: RecordShown) -> views.Screen:
    """One record, whole, with what can be done to it."""
    parts = (
        *_retired(outcome),
        *gone(outcome.gone),
        *shield_parts(outcome),
        *_record(outcome, MOST_SERVICES),
        *passages(outcome),
        *_merges(outcome),
        *(() if outcome.retired else (*_clearing(outcome), *_possibly(outcome), _acts(outcome))),
        _look(outcome),
    )
    return views.Screen("record", say("record_shown.title"), parts, about=outcome.record_reference)


def ask_shown(outcome: AskShown) -> views.Screen:
    """What somebody asked who now rings."""
    asked = (
        (say("ask_shown.by"), outcome.by),
        (say("field.reason"), say_reason(outcome.reason)),
        (say("ask_shown.outcome"), _answered(outcome.outcome)),
    )
    parts = (
        views.Paragraph(say("ask_shown.how"), strong=True),
        views.Facts((*asked, *facts_of(outcome.details))),
        views.Buttons((views.Button(Tap.ASK, say("button.ask")),)),
        _look(outcome),
    )
    return views.Screen("ask_shown", say("ask_shown.title"), parts)


def _answered(outcome: str) -> str:
    """What somebody was answered, in words; so is an outcome of a later version."""
    return ANSWERED.get(outcome) or say("ask_shown.outcome.other")


def records_compared(outcome: RecordsCompared) -> views.Screen:
    """Two records side by side: whoever joins them has seen both."""
    kept, absorbed = outcome.kept, outcome.absorbed
    parts = (
        *two_numbers(kept.details, absorbed.details),
        views.Banner(say("compared.look"), views.Tone.WARNING),
        *side_by_side(outcome),
        *_titled(say("compared.first", reference=kept.record_reference), kept),
        views.Divider(),
        *_titled(say("compared.second", reference=absorbed.record_reference), absorbed),
        _joining(kept, absorbed),
        _look(outcome),
    )
    return views.Screen("records_compared", say("compare.title"), parts)


def _changed_meanwhile(outcome: RecordChanged, form: Again) -> views.Screen:
    """What stands now, and the form as it was typed: saved again, it takes the place of what is shown."""
    stands = "; ".join(f"{label}: {value}" for label, value in facts_of(outcome.details))
    banner = views.Banner(say("record_changed", stands=stands), views.Tone.WARNING)
    return form(banner, seen=(version_seen(outcome.version),))


def _to_write_down(outcome: SealToWriteDown, form: Again) -> views.Screen:
    """What would be sealed, and the reference to write down first: closing the window seals nothing."""
    name = name_in_words(outcome.name) if outcome.name else say("child.name.none")
    workers = ", ".join(outcome.workers) or say("new_identity.sure.nobody")
    banner = views.Banner(say("new_identity.sure", name=name, workers=workers), views.Tone.DANGER)
    seen = (version_seen(outcome.version), outcome.seal)
    return form(banner, seen=seen, typed={"written": ""})


def done(outcome: Recorded) -> views.Screen:
    """It is written. The reference of a merge takes it back; the one of a seal opens it."""
    parts = (
        views.Paragraph(say(f"recorded.{outcome.act}"), strong=True),
        *_keep_reference(outcome),
        reference_line(outcome),
    )
    return views.Screen("recorded", title_of(outcome.act), parts)


def too_large(outcome: TooLarge) -> views.Screen:
    """Nothing was changed: it could only have been done by halves."""
    parts = (
        views.Paragraph(say("too_large.strong"), strong=True),
        views.Paragraph(say("too_large.why")),
        _look(outcome),
    )
    return views.Screen("too_large", say("too_large.title"), parts)


def _retired(outcome: RecordShown) -> tuple[views.Part, ...]:
    return (views.Banner(say("record_shown.retired"), views.Tone.WARNING),) if outcome.retired else ()


def _words(outcome: RecordShown) -> Iterator[views.Part]:
    """Whose word it is alone: a slip of one service, or worse, is found by it."""
    for word in outcome.words:
        yield views.Paragraph(say("record_shown.word", service=word.service_name), strong=True)
        names = tuple((say("record_shown.other_name"), name_in_words(name)) for name in word.details.names)
        yield views.Facts((*names, *born_facts(word.details), *further_facts(word.details)))


def _titled(title: str, outcome: RecordShown) -> Iterator[views.Part]:
    yield views.Heading(title)
    yield from _around(outcome, MOST_SERVICES_OF_TWO)


def _record(outcome: RecordShown, most: int) -> Iterator[views.Part]:
    """most: how many services are shown."""
    yield views.Facts(tuple(facts_of(outcome.details)))
    yield from _around(outcome, most)


def _around(outcome: RecordShown, most: int) -> Iterator[views.Part]:
    yield from _words(outcome)
    yield from _disputes(outcome.disputes)
    if not outcome.services:
        yield views.Paragraph(say("child.nobody"))
    yield from services(outcome.services, outcome.at, most)


def _disputes(disputes: Sequence[DisputeShown]) -> Iterator[views.Part]:
    """Who objected, and what they had asked by: the officer judges by it which record is wrong."""
    if not disputes:
        return
    yield views.Banner(say_count("record_shown.disputed", len(disputes)), views.Tone.WARNING)
    for one in disputes[-MOST_DISPUTES:][::-1]:
        yield views.Paragraph(_who_objected(one), strong=True)
        if asked := tuple(facts_of(one.asked))[0 if one.asked.names else 1 :]:
            yield views.Facts(asked)


def _who_objected(one: DisputeShown) -> str:
    by = one.by or say("record_shown.disputed.unknown")
    words = "record_shown.disputed.by" if one.service_name else "record_shown.disputed.by_name"
    return say(words, by=by, service=one.service_name, at=moment_in_words(one.at))


def _clearing(outcome: RecordShown) -> tuple[views.Part, ...]:
    button, sure = say("button.clear_disputes"), say("button.clear_disputes.sure")
    clear = views.Button(Tap.CLEAR_DISPUTES, button, outcome.record_reference, sure=sure)
    return (views.Buttons((clear,)),) if outcome.disputes and not outcome.retired else ()


def _possibly(outcome: RecordShown) -> Iterator[views.Part]:
    """Other records that may be of the same child: compare them, and decide."""
    for other in () if outcome.retired else outcome.possibly:
        yield views.Banner(say("record_shown.possibly", reference=other), views.Tone.WARNING)
        both = f"{outcome.record_reference} {other}"
        yield views.Buttons((views.Button(Tap.COMPARE_RECORDS, say("button.compare_records"), both),))
    if outcome.possibly and not outcome.retired:
        button, sure = say("button.two_children"), say("button.two_children.sure")
        apart = views.Button(Tap.TWO_CHILDREN, button, outcome.record_reference, sure=sure)
        yield views.Buttons((apart,))


def _acts(outcome: RecordShown) -> views.Buttons:
    reference = outcome.record_reference
    return views.Buttons(
        (
            shield_button(outcome),
            views.Button(Tap.CORRECT_RECORD, say("button.correct_record"), reference),
            views.Button(Tap.COMPARE_RECORDS, say("button.join_record"), reference),
            passage_button(reference),
            views.Button(Tap.NEW_IDENTITY, say("button.new_identity"), reference, views.Emphasis.DANGER),
        )
    )


def _merges(outcome: RecordShown) -> Iterator[views.Part]:
    if not outcome.merges:
        return
    yield views.Heading(say("record_shown.merges"))
    for reference in outcome.merges[-MOST_MERGES:]:
        part = views.Button(
            Tap.UNMERGE,
            say("button.unmerge"),
            reference,
            sure=say("button.unmerge.sure", reference=reference),
        )
        yield views.Row(say("record_shown.merge", reference=reference), part)


def _joining(kept: RecordShown, absorbed: RecordShown) -> views.Buttons:
    """An unborn child's record is never the one that is kept."""
    both = (
        ("button.merge.keep_first", kept, absorbed),
        ("button.merge.keep_second", absorbed, kept),
    )
    fit = ((key, one, two) for key, one, two in both if two.details.is_unborn or not one.details.is_unborn)
    return views.Buttons(tuple(_merge(key, one, two) for key, one, two in fit))


def _merge(key: str, kept: RecordShown, absorbed: RecordShown) -> views.Button:
    references = f"{kept.record_reference} {absorbed.record_reference}"
    sure = say("button.merge.sure", kept=kept.record_reference, absorbed=absorbed.record_reference)
    return views.Button(Tap.MERGE, say(key), references, sure=sure)


def _keep_reference(outcome: Recorded) -> tuple[views.Part, ...]:
    if outcome.act not in ("merge", "new_identity", "shield"):
        return ()
    return (
        views.Paragraph(say(f"recorded.{outcome.act}.keep")),
        views.CopyText(outcome.reference),
    )


def _look(outcome: RecordShown | RecordsCompared | AskShown | TooLarge) -> views.SmallPrint:
    """That the officer looked is on record as well."""
    at = moment_in_words(outcome.at)
    return views.SmallPrint(say("reference.line", reference=outcome.reference, at=at))
