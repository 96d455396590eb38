"""The town's main characters: a few children, each of whom stands for a case that has to work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from fingerpost.domain.child import Child, Details, Name, Sex
from fingerpost.domain.confidential import Confidential
from fingerpost.domain.identifiers import Identifier, IdentifierKind
from fingerpost.domain.involvement import Involvement, Watch
from fingerpost.domain.retention import kept_until
from tools.seed.casework import Casework, Period
from tools.seed.numbers import made_id, upn

_GIRL, _BOY = Sex.FEMALE, Sex.MALE
Work = tuple[str, Period, bool]
"""Worker, how long, and whether they lead."""


@dataclass(frozen=True, repr=False)
class SeededChild(Confidential):
    """A child of the town and everybody around it. case: what the child stands for; empty for most."""

    child: Child
    involvements: tuple[Involvement, ...]
    watches: tuple[Watch, ...] = ()
    case: str = ""


@dataclass(frozen=True, repr=False)
class AbsentChild(Confidential):
    """A child nobody recorded, for questions that must come to nothing."""

    details: Details
    case: str


@dataclass(frozen=True)
class Characters:
    """Makes the main characters."""

    casework: Casework
    nhs_numbers: Iterator[str]

    def known(self) -> Iterator[SeededChild]:
        """Those in the index. The first is the one of the demonstration."""
        yield self._well_known()
        yield from self._twins()
        yield self._moved_and_renamed()
        yield self._written_in_many_ways()
        yield from self._siblings()
        yield self._without_nhs_number()
        yield self._only_past()
        yield self._watched()
        yield self._with_accents()
        yield self._twin_of_an_absent_one()
        yield from self._namesakes()
        yield self._without_given_name()
        yield self._only_sensitive()
        yield self._only_in_error()

    def absent(self) -> tuple[AbsentChild, ...]:
        """Those not in the index although a brother or sister of theirs is."""
        twin = self._details(Name("Szymon", "Wróblewski"), self._born(7, 11, 23), "WH4 6RB", _BOY)
        sister = self._details(Name("Ifeoma", "Okonkwo"), self._born(4, 8, 9), "EM2 5HD", _GIRL)
        return (
            AbsentChild(twin, "absent twin of a child who is in the index"),
            AbsentChild(sister, "absent sister of children who are in the index"),
        )

    def _well_known(self) -> SeededChild:
        details = self._details(Name("Ottilie", "Winterbourne"), self._born(6, 3, 27), "NB3 4TQ", _GIRL)
        return self._child(
            "several services of two areas, one of them past",
            "northbrook",
            details,
            ("amara-thackley", self._for(days=210), True),
            ("gareth-penry", self._for(days=480), False),
            ("dorothy-garside", self._for(days=64), False),
            ("sunita-bhatt", self._for(days=1900, ended=150), False),
        )

    def _twins(self) -> Iterator[SeededChild]:
        born, home = self._born(8, 5, 14), "NB7 2WD"
        for given, *work in (
            (
                "Aaliyah",
                ("tunde-afolabi", self._for(days=95), True),
                ("ewa-sobczak", self._for(days=300), False),
            ),
            ("Aleena", ("gareth-penry", self._for(days=700), False)),
        ):
            details = self._details(Name(given, "Rahman"), born, home, _GIRL, multiple_birth=True)
            yield self._child("one of twins, each known to other services", "northbrook", details, *work)

    def _moved_and_renamed(self) -> SeededChild:
        family = "Ashdown-Prosser"
        names = (Name("Matilda", family), Name("Tilly", family), Name("Matilda", "Greaves"))
        number = self._nhs_number()
        details = Details(names, self._born(11, 10, 2), ("EM5 8LH", "NB1 9GT"), _GIRL, (number,))
        return self._child(
            "double-barrelled, formerly of another name, known as Tilly, moved from another area",
            "eastmere",
            details,
            ("nasra-duale", self._for(days=120), True),
            ("iqra-mirza", self._for(days=110), False),
            ("amara-thackley", self._for(days=800, ended=130), False),
        )

    def _written_in_many_ways(self) -> SeededChild:
        details = self._details(Name("Muhammad", "Hussain"), self._born(9, 1, 18), "NB2 6JS", _BOY)
        return self._child(
            "a name that is written in many ways",
            "northbrook",
            details,
            ("gareth-penry", self._for(days=400), False),
            ("colin-mossley", self._for(days=40), False),
        )

    def _siblings(self) -> Iterator[SeededChild]:
        home = "EM2 5HD"
        for name, born, sex, worker in (
            (Name("Obinna", "Okonkwo"), self._born(13, 2, 6), _BOY, "kelechi-onyeka"),
            (Name("Adaeze", "Okonkwo"), self._born(10, 6, 30), _GIRL, "rui-figueiredo"),
        ):
            details = self._details(name, born, home, sex)
            work = (worker, self._for(days=230), False)
            yield self._child("one of siblings at one address", "eastmere", details, work)

    def _without_nhs_number(self) -> SeededChild:
        born = self._born(12, 7, 11)
        pupil = Identifier(IdentifierKind.UPN, upn(born.year + 4, 900_001))
        details = Details((Name("Guled", "Farah"),), born, ("EM9 1PW",), _BOY, (pupil,))
        work = [("iqra-mirza", self._for(days=330), False), ("kelechi-onyeka", self._for(days=75), False)]
        return self._child("no NHS number, but a UPN", "eastmere", details, *work)

    def _only_past(self) -> SeededChild:
        details = self._details(Name("Tomos", "Meredith"), self._born(10, 9, 5), "NB6 3QE", _BOY)
        return self._child(
            "only past involvements, one of them too long ago to be shown",
            "northbrook",
            details,
            ("bronwen-treharne", self._for(days=400, ended=85), False),
            ("tunde-afolabi", self._for(days=1500, ended=1100), False),
        )

    def _watched(self) -> SeededChild:
        details = self._details(Name("Seren", "Bevan"), self._born(5, 12, 19), "NB4 7ZA", _GIRL)
        work = ("bronwen-treharne", self._for(days=55), False)
        return self._child(
            "watched by a teacher", "northbrook", details, work, watched_by=("gareth-penry", "moved_in", 90)
        )

    def _with_accents(self) -> SeededChild:
        details = self._details(Name("João", "da Silva"), self._born(14, 4, 3), "WH2 8NU", _BOY)
        work = [("samir-haddad", self._for(days=260), True), ("philippa-ridley", self._for(days=500), False)]
        return self._child("accents and a particle in the name", "westhaven", details, *work)

    def _twin_of_an_absent_one(self) -> SeededChild:
        name, born = Name("Jakub", "Wróblewski"), self._born(7, 11, 23)
        details = self._details(name, born, "WH4 6RB", _BOY, multiple_birth=True)
        work = ("samir-haddad", self._for(days=140), True)
        return self._child("one of twins; the other is not in the index", "westhaven", details, work)

    def _namesakes(self) -> Iterator[SeededChild]:
        for area_id, home, worker in (
            ("northbrook", "NB8 5BL", "ewa-sobczak"),
            ("westhaven", "WH1 2TG", "philippa-ridley"),
        ):
            details = self._details(Name("Zainab", "Khan"), self._born(12, 6, 8), home, _GIRL)
            work = (worker, self._for(days=180), False)
            yield self._child("a namesake born on the same day", area_id, details, work)

    def _without_given_name(self) -> SeededChild:
        born = self.casework.today - timedelta(days=19)
        details = self._details(Name("", "Nwachukwu"), born, "EM3 3XS", _BOY)
        work = ("dorothy-garside", self._for(days=19), False)
        return self._child("a baby without a given name", "eastmere", details, work)

    def _only_sensitive(self) -> SeededChild:
        details = self._details(Name("Phoebe", "Kershaw"), self._born(9, 8, 21), "NB5 1HU", _GIRL)
        work = ("linnet-sallow", self._for(days=33), False)
        return self._child("only a sensitive service is involved", "northbrook", details, work)

    def _only_in_error(self) -> SeededChild:
        details = self._details(Name("Toby", "Fairley"), self._born(6, 2, 12), "NB9 9DN", _BOY)
        since = self.casework.today - timedelta(days=12)
        work = ("gareth-penry", Period(since, in_error=True), False)
        return self._child("the only involvement was entered in error", "northbrook", details, work)

    def _child(
        self,
        case: str,
        area_id: str,
        details: Details,
        *work: Work,
        watched_by: tuple[str, str, int] | None = None,
    ) -> SeededChild:
        name = details.names[0]
        child_id = made_id(self.casework.seed, "character", name.given, name.family, area_id)
        child = Child(child_id, details, area_id, kept_until(details.birth_date, self.casework.today))
        involvements = tuple(
            self.casework.involvement(child_id, worker, period, lead=leads) for worker, period, leads in work
        )
        watches = (self.casework.watch(child_id, *watched_by),) if watched_by else ()
        return SeededChild(child, involvements, watches, case)

    def _details(
        self, name: Name, born: date, home: str, sex: Sex, *, multiple_birth: bool = False
    ) -> Details:
        return Details((name,), born, (home,), sex, (self._nhs_number(),), multiple_birth)

    def _nhs_number(self) -> Identifier:
        return Identifier(IdentifierKind.NHS_NUMBER, next(self.nhs_numbers))

    def _born(self, age: int, month: int, day: int) -> date:
        """Born so that the child is `age` now, give or take the months to the birthday."""
        return date(self.casework.today.year - age, month, day)

    def _for(self, days: int, ended: int | None = None) -> Period:
        """Begun so many days ago; ended so many days ago, if so."""
        today = self.casework.today
        last = today - timedelta(days=ended) if ended is not None else None
        return Period(today - timedelta(days=days), last)
