"""The first area, organisation, service, officer and administrator."""

from __future__ import annotations

from collections.abc import Callable

from fingerpost.domain.service import ServiceKind
from tools.cli.api import Entry
from tools.cli.exits import Exit, Trouble
from tools.cli.opening import opening_of
from tools.cli.setting_up.steps import SettingUp, Step
from tools.cli.setting_up.talk import Talk, a_day, id_from

Asked = Callable[[Talk], tuple[str, Entry]]
"""Asks for all of an entry: its id and its body."""


def _is_entered(setting_up: SettingUp, kind: str, name: str) -> str:
    known = setting_up.talk.memory.get(f"{name}_id")
    if not known or setting_up.session.api.get(f"/v1/{kind}/{known}").status != 200:
        return ""
    return f"{known} is entered."


def _enter(setting_up: SettingUp, kind: str, name: str, asked: Asked) -> None:
    """Until it stands: what /v1 finds wrong is said, and asked for again."""
    talk, api = setting_up.talk, setting_up.session.api
    while True:
        entry_id, body = asked(talk)
        talk.memory.remember(f"{name}_id", entry_id)
        try:
            answer = api.put(f"/v1/{kind}/{entry_id}", body).or_trouble()
        except Trouble as trouble:
            if trouble.code is not Exit.NOT_VALID:
                raise
            talk.say(f"   {trouble.why}")
            continue
        for doubt in answer.body["doubts"]:
            talk.say(f"   Look again: {doubt['says']}")
        talk.say(f"   {entry_id} is entered. (Ledger: {answer.body['reference']})")
        return


def _step(title: str, kind: str, name: str, asked: Asked) -> Step:
    return Step(
        title,
        lambda setting_up: _is_entered(setting_up, kind, name),
        lambda setting_up: _enter(setting_up, kind, name, asked),
    )


def _area(talk: Talk) -> tuple[str, Entry]:
    name = talk.ask("area_name", "Name of the area, such as Northbrook")
    telephone = talk.ask("area_telephone", "Where its officer is reached, at work")
    return id_from(name), {"name": name, "officer_telephone": telephone}


def _organisation(talk: Talk) -> tuple[str, Entry]:
    name = talk.ask("organisation_name", "Full name of the organisation that answers for the service")
    return id_from(name), {"name": name, "accredited": True}


def _service(talk: Talk) -> tuple[str, Entry]:
    name = talk.ask("service_name", "Name of the service, as people call it")
    kind = talk.choose("service_kind", "What sort of service", [str(each) for each in ServiceKind])
    contact: Entry = {
        "duty_telephone": talk.ask("service_telephone", "Duty telephone, answered by somebody in its hours"),
        "hours": talk.ask("service_hours", "When that is, in words, such as Monday to Friday 9 to 5"),
        "opening": [opening_of(talk.ask("service_open", "The same as mon-fri 09:00-17:00", check=_opening))],
        "out_of_hours": talk.ask("service_otherwise", "Whom to ring otherwise, with the number"),
        "deputy": talk.ask("service_deputy", "Whom to ask for when the worker is away"),
    }
    body = {
        "name": name,
        "kind": kind,
        "area_id": talk.memory.get("area_id"),
        "organisation_id": talk.memory.get("organisation_id"),
        "contact": contact,
        "accredited": True,
    }
    return id_from(name), body


def _opening(answer: str) -> str:
    try:
        opening_of(answer)
    except Trouble as trouble:
        return f"{trouble.why} {trouble.next_step}"
    return ""


def _person(talk: Talk, name: str, role: str) -> tuple[str, Entry]:
    whole = talk.ask(f"{name}_name", "Given name and family name")
    body = {
        "name": whole,
        "role": role,
        "service_id": talk.memory.get("service_id"),
        "job_title": talk.ask(f"{name}_job_title", "Job title"),
        "vetted_until": talk.ask(f"{name}_vetted", "Last day of their vetting (2027-03-31)", check=a_day),
        "trained_until": talk.ask(f"{name}_trained", "Last day of their training", check=a_day),
        "agreed_until": talk.ask(f"{name}_agreed", "Last day of their user agreement", check=a_day),
        "supervisor_id": "",
        "deputy_id": "",
    }
    return id_from(whole), body


def _officer(talk: Talk) -> tuple[str, Entry]:
    talk.say("   The officer answers for the area: corrects records, and is told what nobody else may be.")
    return _person(talk, "officer", "officer")


def _administrator_is_entered(setting_up: SettingUp) -> str:
    if setting_up.talk.memory.get("is_officer") == "yes":
        return "You are the officer."
    return _is_entered(setting_up, "people", "administrator")


def _administrator(setting_up: SettingUp) -> None:
    talk = setting_up.talk
    if talk.agreed("is_officer", "Are you the officer yourself?"):
        talk.memory.remember("is_officer", "yes")
        return
    _enter(setting_up, "people", "administrator", lambda asked: _person(asked, "administrator", "admin"))


STEPS = (
    _step("The first area", "areas", "area", _area),
    _step("Its organisation", "organisations", "organisation", _organisation),
    _step("The first service", "services", "service", _service),
    _step("The officer", "people", "officer", _officer),
    Step("You, the administrator", _administrator_is_entered, _administrator),
)


def oneself(setting_up: SettingUp) -> str:
    """The id of whoever sits here."""
    memory = setting_up.talk.memory
    return memory.get("officer_id" if memory.get("is_officer") == "yes" else "administrator_id")
