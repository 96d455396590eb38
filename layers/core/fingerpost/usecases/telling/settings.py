"""How one is told: seen, chosen, and tried before it matters (D4, D6, D13)."""

from __future__ import annotations

from dataclasses import replace

from fingerpost.domain.ledger import Act
from fingerpost.domain.made_when_used import dataclass
from fingerpost.domain.outcomes.telling import HowTold, HowToldAnswer
from fingerpost.domain.preferences import Preferences, TestNotice
from fingerpost.usecases.access.authority import Admitted
from fingerpost.usecases.acting import Acting
from fingerpost.usecases.facts import Facts
from fingerpost.usecases.ports.access import Directory
from fingerpost.usecases.ports.acting import Transactions
from fingerpost.usecases.ports.telling import PreferencesKept
from fingerpost.usecases.requests import Request


@dataclass(frozen=True)
class ChooseNotices:
    """Everybody's own: nobody chooses for another."""

    acting: Acting
    directory: Directory
    preferences: PreferencesKept
    transactions: Transactions

    def show(self, request: Request) -> HowToldAnswer:
        """How one is told now."""
        return self.acting.read(request, Act.HOW_TOLD, self._shown)

    def choose(self, request: Request, wish: Preferences) -> HowToldAnswer:
        """From now on as wished. wish: whoever it names, it is the caller's own."""

        def chosen(admitted: Admitted) -> Facts[HowTold]:
            own = replace(wish, practitioner_id=admitted.practitioner.id)
            transaction = self.transactions.begin()
            transaction.put_preferences(own)
            outcome = replace(self._how(admitted), chosen=own, changed=True)
            return Facts(outcome, "chosen", writes=transaction)

        return self.acting.write(request, Act.CHOOSE_NOTICES, chosen)

    def test(self, request: Request) -> HowToldAnswer:
        """A notice to oneself, by the road that every notice goes."""

        def tested(admitted: Admitted) -> Facts[HowTold]:
            test = TestNotice(admitted.practitioner.id, admitted.reference, admitted.at)
            transaction = self.transactions.begin()
            transaction.ask_for_test(test)
            return Facts(replace(self._how(admitted), tested=True), "sent", writes=transaction)

        return self.acting.write(request, Act.TEST_NOTICE, tested)

    def _shown(self, admitted: Admitted) -> Facts[HowTold]:
        outcome = self._how(admitted)
        return Facts(outcome, outcome.kind)

    def _how(self, admitted: Admitted) -> HowTold:
        me = admitted.practitioner
        deputies = self.directory.practitioners([one for one in (me.deputy_id, me.supervisor_id) if one])
        deputy = deputies.get(me.deputy_id) or deputies.get(me.supervisor_id)
        return HowTold(
            reference=admitted.reference,
            at=admitted.at,
            chosen=self.preferences.of([me.id])[me.id],
            products=tuple(one.product for one in me.identities),
            deputy=deputy.name if deputy else "",
            refused=self.preferences.refusals([me.id]).get(me.id, ""),
        )
