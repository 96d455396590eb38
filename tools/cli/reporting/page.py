"""The page: a picture, what it says in words, and the same as a table; one file that fetches nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from html import escape

from tools.cli.reporting import pictures
from tools.cli.reporting.counting import ACTED_WITHIN, Tally
from tools.cli.reporting.small_numbers import SMALL, in_words, rate

_OUTCOMES = {
    "confirmed": "answered: the child was found",
    "possible": "one more detail was asked for",
    "many": "too many fit",
    "nothing": "nothing to show",
    "refused": "refused",
    "invalid": "could not be read",
    "asked_before": "sent twice",
}
_RATINGS = {"useful": "useful", "knew": "they knew already", "not_reached": "not reached"}
_NOTICES = {"delivered": "delivered", "undeliverable": "could not be delivered"}

_CSS = """body{font:16px/1.5 system-ui,sans-serif;max-width:54rem;margin:2rem auto;padding:0 1rem}
body{color:#1a1a1a}
h1{line-height:1.2}figure{margin:1rem 0}svg{max-width:100%;height:auto}table{border-collapse:collapse}
td,th{padding:.2rem 1rem .2rem 0;text-align:left;border-bottom:1px solid #ccc}.big{font-size:1.3rem}
@media print{details{display:none}}"""


@dataclass(frozen=True)
class AreaCover:
    """How many services of an area tell Fingerpost anything. fresh: in the last week; old: before; never."""

    name: str
    fresh: int = 0
    old: int = 0
    never: int = 0


@dataclass(frozen=True)
class Times:
    """Seconds to the answer, by product and day; None where nothing was measured."""

    half: Mapping[str, Sequence[float | None]] = field(default_factory=dict)
    nearly_all: Mapping[str, Sequence[float | None]] = field(default_factory=dict)

    @property
    def measured(self) -> bool:
        """Whether there is anything to draw."""
        return any(value is not None for each in self.half.values() for value in each)


@dataclass(frozen=True)
class Report:
    """All that the page shows. areas: their names by id."""

    stack: str
    made: datetime
    days: Sequence[date]
    tally: Tally
    times: Times
    cover: Sequence[AreaCover]
    areas: Mapping[str, str]

    def html(self) -> str:
        """The page."""
        parts = (self._asks(), self._outcomes(), self._times(), self._acted(), self._told(), self._covered())
        title = f"Fingerpost {escape(self.stack)}, {self.days[0]:%d %B %Y} to {self.days[-1]:%d %B %Y}"
        return (
            f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
            f'<meta name="viewport" content="width=device-width"><style>{_CSS}</style></head><body>'
            f"<h1>{title}</h1><p>Made on {self.made:%d %B %Y} from the ledger. Counts are rounded to the "
            f"nearest {SMALL}; one to {SMALL - 1} are kept back as “{in_words(1)}”. "
            f"Nothing of a child stands here.</p>{''.join(parts)}</body></html>"
        )

    # -------------------------------------------------------------- sections

    def _asks(self) -> str:
        counts = self.tally.by_day
        total = sum(counts.values())
        busiest = max(counts, key=lambda day: counts[day], default=None)
        told = f"{in_words(total)} questions in {_days(len(self.days))}."
        told += f" The busiest was {busiest:%d %B}, with {in_words(counts[busiest])}." if busiest else ""
        rows = [(f"{day:%d %B %Y}", in_words(counts.get(day, 0))) for day in self.days]
        drawn = pictures.by_day(counts, self.days)
        areas = [(self._area(key), count) for key, count in self.tally.by_area.most_common()]
        return _section("Questions a day", told, drawn, ("day", "questions"), rows) + _counted(
            "Questions by area", areas, "area", "questions"
        )

    def _area(self, key: str) -> str:
        return self.areas.get(key, key) or "no area known"

    def _outcomes(self) -> str:
        named = _named(self.tally.outcomes, _OUTCOMES)
        found = _counted("How they were answered", named, "outcome", "questions")
        if not self.tally.refusals:
            return found
        return found + _counted(
            "Why some were refused", _named(self.tally.refusals, {}), "reason", "questions"
        )

    def _times(self) -> str:
        if not self.times.measured:
            return "<h2>Time to the answer</h2><p>CloudWatch has measured nothing in these days.</p>"
        series = {f"{name}, half of them": values for name, values in self.times.half.items()}
        slow = {f"{name}, 19 of 20": values for name, values in self.times.nearly_all.items()}
        told = "How long a request took at the API: forms, answers and buttons together. " + " ".join(
            f"{name}: at most {max(known):.1f} seconds on any day."
            for name, values in (series | slow).items()
            if (known := [value for value in values if value is not None])
        )
        rows = [
            (f"{day:%d %B %Y}", *(_seconds(values[place]) for values in (series | slow).values()))
            for place, day in enumerate(self.days)
        ]
        return _section(
            "Time to the answer", told, pictures.lines(slow, self.days), ("day", *series, *slow), rows
        )

    def _acted(self) -> str:
        of, within = self.tally, ACTED_WITHIN.days
        per_cent = rate(of.acted, of.confirmed)
        share = f"{per_cent} in 100" if per_cent is not None else "too few to tell"
        told = (
            f"<p class=big>{share}</p><p>of {in_words(of.confirmed)} answers with a child were followed "
            f"within {within} days by an involvement, a watch or a request to be contacted, by who asked.</p>"
        )
        head = f"<h2>What was done with answers</h2>{told}"
        if not of.ratings:
            return head
        return head + _counted("What the talk was good for", _named(of.ratings, _RATINGS), "said", "talks")

    def _told(self) -> str:
        return _counted("Notices", _named(self.tally.notices, _NOTICES), "notices", "number")

    def _covered(self) -> str:
        if not self.cover:
            return "<h2>Who tells Fingerpost</h2><p>No area is entered yet.</p>"
        fresh, old, never = (
            sum(getattr(one, age) for one in self.cover) for age in ("fresh", "old", "never")
        )
        told = f"{fresh} services told something in the last week, {old} did before, {never} never have."
        drawn = pictures.stacked([(one.name, (one.fresh, one.old, one.never)) for one in self.cover])
        rows = [(one.name, str(one.fresh), str(one.old), str(one.never)) for one in self.cover]
        return _section("Who tells Fingerpost", told, drawn, ("area", "last week", "before", "never"), rows)


# ------------------------------------------------------------------ pieces


def _named(counts: Mapping[str, int], names: Mapping[str, str]) -> list[tuple[str, int]]:
    """The most frequent first, in words."""
    ordered = sorted(counts.items(), key=lambda each: -each[1])
    return [(names.get(key, key.replace("_", " ")), count) for key, count in ordered if count]


def _counted(title: str, counts: Sequence[tuple[str, int]], what: str, number: str) -> str:
    if not counts:
        return f"<h2>{title}</h2><p>None in these days.</p>"
    told = "; ".join(f"{name}: {in_words(count)}" for name, count in counts) + "."
    rows = [(name, in_words(count)) for name, count in counts]
    return _section(title, told, pictures.bars(counts), (what, number), rows)


def _section(title: str, told: str, drawn: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    label = escape(f"{title}. {told}", quote=True)
    return (
        f'<h2>{escape(title)}</h2><figure role="img" aria-label="{label}">{drawn}</figure>'
        f"<p>{escape(told)}</p><details><summary>As a table</summary><table><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table></details>"
    )


def _days(count: int) -> str:
    return "one day" if count == 1 else f"{count} days"


def _seconds(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"
