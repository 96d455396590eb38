"""A question as its form shows it, so that it is corrected instead of typed again."""

from __future__ import annotations

from fingerpost.domain.child import Details, Name
from fingerpost.domain.identifiers import IdentifierKind
from fingerpost.domain.outcomes.asking import QuestionAsked
from fingerpost.surfaces.dates import born_in_words, in_words

_NONE = "-"


def values_of_question(question: QuestionAsked) -> dict[str, str]:
    """What was typed, by field; of an unborn child under the mother's fields."""
    why = {"reason": question.reason, "family_told": str(question.family_told), "note": question.note}
    why["also_lived_in"] = ", ".join(question.also_lived_in)
    details = _of_child(question.details)
    if question.details.is_unborn:
        details = {f"mothers_{name}": value for name, value in details.items()} | _expected(question.details)
    return {name: value for name, value in (details | why).items() if value}


def _of_child(details: Details) -> dict[str, str]:
    current, *others = details.names or (Name("", ""),)
    numbers = {one.kind is IdentifierKind.LOCAL: one.value for one in reversed(details.identifiers)}
    return {
        "identifier": numbers.get(False, ""),
        "own_number": numbers.get(True, ""),
        "given_name": current.given or (_NONE if current.family else ""),
        "family_name": current.family or (_NONE if current.given else ""),
        "former_name": _other([one.family for one in others], current.family),
        "known_as": _other([one.given for one in others], current.given),
        "birth_date": born_in_words(details.born) if details.born else "",
        "postcode": details.postcode or "",
        "earlier_postcode": next(iter(details.postcodes[1:]), ""),
        "carer": next(iter(details.carers), ""),
        "sex": details.sex or "",
    }


def _other(names: list[str], current: str) -> str:
    return next((name for name in names if name not in ("", current)), "")


def _expected(details: Details) -> dict[str, str]:
    return {"expected": in_words(details.expected)} if details.expected else {}
