"""What every command has at hand: the deployment, its /v1, and the screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

import typer

from fingerpost.adapters.dynamodb.ledger import DynamoLedger
from fingerpost.adapters.dynamodb.store import Store
from fingerpost.adapters.keyless import no_keyring
from fingerpost.surfaces.rest.feed_models import FeedWish
from fingerpost.surfaces.rest.models import AreaWish, OrganisationWish, PersonWish, Sent, ServiceWish
from fingerpost.usecases.ports.acting import Ledger
from tools.cli.api import Api, Entry
from tools.cli.deployment import Deployment, deployed, local, speak_to
from tools.cli.exits import Exit, Trouble
from tools.cli.showing import Screen

SENT: dict[str, type[Sent]] = {
    "areas": AreaWish,
    "organisations": OrganisationWish,
    "services": ServiceWish,
    "people": PersonWish,
    "feeds": FeedWish,
}
"""What of each kind of entry is an administrator's to say: all of it is sent back with a change, or what a
newer field holds, such as that a service shields whom it records, would be lost."""


@dataclass
class Session:
    """One run of the command. stack: empty for the local one."""

    stack: str
    is_local: bool
    screen: Screen

    @classmethod
    def of(cls, context: typer.Context) -> Session:
        """That of a command."""
        session: Session = context.find_object(Session)  # type: ignore[assignment]  # made by the callback
        return session

    @cached_property
    def deployment(self) -> Deployment:
        """Raises Trouble."""
        if self.is_local:
            return local()
        if not self.stack:
            raise Trouble("Which deployment?", "Add --stack NAME, or --local for the local one.", Exit.USAGE)
        return deployed(self.stack)

    @cached_property
    def api(self) -> Api:
        """/v1 of the deployment. Raises Trouble."""
        deployment = self.deployment
        return Api(deployment.api_url, deployment.credentials, str(deployment.session.region_name))

    @cached_property
    def store(self) -> Store:
        """The deployment's tables, with the rights of whoever runs this."""
        speak_to(self.deployment)
        names = (self.deployment.outputs[f"{table}TableName"] for table in ("Index", "Casework", "Ledger"))
        return Store(*names)

    @cached_property
    def ledger(self) -> Ledger:
        """The deployment's ledger, for what is done beside /v1. Nothing of a child is written: no keyring."""
        return DynamoLedger(self.store, no_keyring(), lambda: datetime.now(UTC))

    # -------------------------------------------------------------- entries

    def add(self, kind: str, name: str, body: Entry, next_step: str) -> None:
        """Enter something; entered as it is already, it stays as it is."""
        answer = self.api.put(f"/v1/{kind}/{name}", body).or_trouble()
        self._kept(answer.body, name, next_step)

    def change(self, kind: str, name: str, changes: Entry, next_step: str) -> None:
        """Change what is given and keep the rest, on the version that was read."""
        read = self.api.get(f"/v1/{kind}/{name}").or_trouble()
        body = {field: read.body[field] for field in SENT[kind].model_fields}
        body |= {field: value for field, value in changes.items() if field != "contact"}
        if changes.get("contact"):
            body["contact"] = {**body["contact"], **changes["contact"]}
        answer = self.api.put(f"/v1/{kind}/{name}", body, read.etag).or_trouble()
        self._kept(answer.body, name, next_step)

    def act(self, path: str, name: str, next_step: str) -> None:
        """Do something to an entry that needs no body."""
        self._kept(self.api.post(path).or_trouble().body, name, next_step)

    def show(self, kind: str, name: str) -> None:
        """One entry."""
        self.screen.entry(self.api.get(f"/v1/{kind}/{name}").or_trouble().body)

    def _kept(self, body: Any, name: str, next_step: str) -> None:  # noqa: ANN401 - any JSON
        self.screen.document(body)
        changed = ", ".join(body["changed"])
        done = (
            "is entered" if body["entered"] else f"is changed: {changed}" if changed else "stands as it was"
        )
        self.screen.say(f"{name} {done}. (Ledger: {body['reference']})")
        for doubt in body["doubts"]:
            self.screen.warn(f"Look again: {doubt['says']}")
        self.screen.say(f"Next: {next_step}")
