"""Pressed buttons that open a form or a page at once, before anything is read."""

from __future__ import annotations

from datetime import datetime

from fingerpost.surfaces import dates, form_screens, plain_screens
from fingerpost.surfaces.views import Screen, Tap


def form_of(tap: Tap, value: str, now: datetime) -> Screen | None:
    """The form or page a tap leads to at once; None for one that needs something read first."""
    since = {"since": dates.in_words(dates.today(now))}
    match tap:
        case Tap.ASK | Tap.RECORD | Tap.ASK_UNBORN | Tap.RECORD_UNBORN:
            return _of_a_child(tap, since)
        case Tap.HELP:
            return plain_screens.help_screen()
        case Tap.RECORD_FROM_ANSWER:
            return form_screens.record_from_answer_form(value, since)
        case Tap.RECORD_AS_NEW_CHILD:
            return form_screens.record_new_child_form(value, since)
        case Tap.WATCH_FROM_ANSWER:
            return form_screens.watch_form(value, {}, dates.today(now))
        case Tap.END:
            return form_screens.end_form(value, {"ended": since["since"]})
        case Tap.RECORDS | Tap.COMPARE_RECORDS | Tap.OPEN_SEAL | Tap.NEW_IDENTITY:
            return _of_officers(tap, value)
        case _:
            return None


def _of_a_child(tap: Tap, since: dict[str, str]) -> Screen:
    match tap:
        case Tap.RECORD:
            return form_screens.record_form(since)
        case Tap.RECORD_UNBORN:
            return form_screens.record_unborn_form(since)
        case Tap.ASK_UNBORN:
            return form_screens.ask_unborn_form({})
        case _:
            return form_screens.ask_form({})


def _of_officers(tap: Tap, value: str) -> Screen:
    """Few need these, and everybody waits for the import: it stands here."""
    from fingerpost.surfaces import record_form_screens

    match tap:
        case Tap.COMPARE_RECORDS:
            return record_form_screens.compare_form({"kept": value})
        case Tap.OPEN_SEAL:
            return record_form_screens.seal_form({})
        case Tap.NEW_IDENTITY:
            return record_form_screens.new_identity_form(value, {})
        case _:
            return record_form_screens.records_form({})
