"""The routes of the directory: each reads its request, runs one use case, and paints what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Response
from aws_lambda_powertools.event_handler.openapi.params import Body, Query

from fingerpost.domain.made_when_used import dataclass
from fingerpost.surfaces.rest import models, painting
from fingerpost.surfaces.rest.calls import reading, seen, writing
from fingerpost.surfaces.rest.described import (
    After,
    IfMatch,
    IfNone,
    Key,
    Limit,
    Named,
    acts,
    answers,
    keeps,
)
from fingerpost.usecases.directory.catalogue import Administration
from fingerpost.usecases.requests import Request

InArea = Annotated[str, Query(min_length=1, max_length=48)]
Beginning = Annotated[str, Query(max_length=100, description="family name, or given and family name")]


@dataclass(frozen=True)
class DirectoryRoutes:
    """What /v1 does with the directory. versions: of what is deployed, by what it is of."""

    app: APIGatewayRestResolver
    administration: Administration
    stack: str
    versions: Mapping[str, str]

    def register(self) -> None:
        """Add every route to the resolver."""
        self.app.get("/v1/whoami", **answers(models.AdmissionShown))(self.whoami)
        self._register_places()
        self._register_people()

    def _register_places(self) -> None:
        app = self.app
        app.get("/v1/areas", **answers(models.Listed[models.AreaShown]))(self.areas)
        app.get("/v1/areas/<area_id>", **answers(models.AreaShown))(self.area)
        app.put("/v1/areas/<area_id>", **keeps(models.AreaShown))(self.put_area)
        app.get("/v1/organisations", **answers(models.Listed[models.OrganisationShown]))(self.organisations)
        app.get("/v1/organisations/<organisation_id>", **answers(models.OrganisationShown))(self.organisation)
        app.put("/v1/organisations/<organisation_id>", **keeps(models.OrganisationShown))(
            self.put_organisation
        )
        app.get("/v1/services", **answers(models.Listed[models.ServiceShown]))(self.services)
        app.get("/v1/services/<service_id>", **answers(models.ServiceShown))(self.service)
        app.put("/v1/services/<service_id>", **keeps(models.ServiceShown))(self.put_service)

    def _register_people(self) -> None:
        app = self.app
        app.get("/v1/people", **answers(models.Listed[models.PersonShown]))(self.people)
        app.get("/v1/people/<person_id>", **answers(models.PersonShown))(self.person)
        app.put("/v1/people/<person_id>", **keeps(models.PersonShown))(self.put_person)
        app.post("/v1/people/<person_id>/suspension", **acts(200, models.Kept[models.PersonShown]))(
            self.suspend
        )
        app.post("/v1/people/<person_id>/restoration", **acts(200, models.Kept[models.PersonShown]))(
            self.restore
        )
        app.post("/v1/people/<person_id>/link-codes", **acts(201, models.CodeShown))(self.give_link_code)

    def whoami(self) -> Response[Any]:
        """Whether the caller may use /v1, as whom, in which stack, by which policies and versions."""
        return painting.admitted(
            self.administration.look_up.oneself(self._reading()), self.stack, self.versions
        )

    # -------------------------------------------------------------- areas

    def areas(self, after: After = "", limit: Limit = 50) -> Response[Any]:
        """All areas."""
        wish = painting.page_wish(after, limit)
        return painting.listed(self.administration.look_up.areas(self._reading(), wish), painting.area)

    def area(self, area_id: Named) -> Response[Any]:
        """One area."""
        return painting.found(self.administration.look_up.area(self._reading(), area_id), painting.area)

    def put_area(
        self,
        area_id: Named,
        wish: Annotated[models.AreaWish, Body()],
        key: Key,
        if_match: IfMatch = None,
        if_none_match: IfNone = None,
    ) -> Response[Any]:
        """Enter or change an area."""
        version, entry = seen(self.app.current_event), painting.area_of(area_id, wish)
        outcome = self.administration.places.area(self._writing(), entry, version)
        return painting.kept(outcome, painting.area)

    # -------------------------------------------------------------- organisations

    def organisations(self, after: After = "", limit: Limit = 50) -> Response[Any]:
        """All organisations."""
        wish = painting.page_wish(after, limit)
        outcome = self.administration.look_up.organisations(self._reading(), wish)
        return painting.listed(outcome, painting.organisation)

    def organisation(self, organisation_id: Named) -> Response[Any]:
        """One organisation."""
        outcome = self.administration.look_up.organisation(self._reading(), organisation_id)
        return painting.found(outcome, painting.organisation)

    def put_organisation(
        self,
        organisation_id: Named,
        wish: Annotated[models.OrganisationWish, Body()],
        key: Key,
        if_match: IfMatch = None,
        if_none_match: IfNone = None,
    ) -> Response[Any]:
        """Enter or change an organisation; without its accreditation no service of it is accredited."""
        version, entry = seen(self.app.current_event), painting.organisation_of(organisation_id, wish)
        outcome = self.administration.places.organisation(self._writing(), entry, version)
        return painting.kept(outcome, painting.organisation)

    # -------------------------------------------------------------- services

    def services(self, area: InArea, after: After = "", limit: Limit = 50) -> Response[Any]:
        """The services of an area."""
        wish = painting.page_wish(after, limit)
        outcome = self.administration.look_up.services(self._reading(), area, wish)
        return painting.listed(outcome, painting.service)

    def service(self, service_id: Named) -> Response[Any]:
        """One service."""
        outcome = self.administration.look_up.service(self._reading(), service_id)
        return painting.found(outcome, painting.service)

    def put_service(
        self,
        service_id: Named,
        wish: Annotated[models.ServiceWish, Body()],
        key: Key,
        if_match: IfMatch = None,
        if_none_match: IfNone = None,
    ) -> Response[Any]:
        """Enter or change a service; it stays in its area. What protects children stays if left out."""
        version, entry = seen(self.app.current_event), painting.service_of(service_id, wish)
        stays = wish.protects - wish.model_fields_set
        outcome = self.administration.places.service(self._writing(), entry, version, stays)
        return painting.kept(outcome, painting.service)

    # -------------------------------------------------------------- people

    def people(
        self, area: InArea, name: Beginning = "", after: After = "", limit: Limit = 50
    ) -> Response[Any]:
        """The practitioners of an area by family name, or those whose name begins like that."""
        wish = painting.page_wish(after, limit)
        outcome = self.administration.look_up.people(self._reading(), area, name, wish)
        return painting.listed(outcome, painting.person)

    def person(self, person_id: Named) -> Response[Any]:
        """One practitioner."""
        outcome = self.administration.look_up.person(self._reading(), person_id)
        return painting.found(outcome, painting.person)

    def put_person(
        self,
        person_id: Named,
        wish: Annotated[models.PersonWish, Body()],
        key: Key,
        if_match: IfMatch = None,
        if_none_match: IfNone = None,
    ) -> Response[Any]:
        """Enter or change a practitioner; chat accounts and suspension stay as they are."""
        version, entry = seen(self.app.current_event), painting.person_of(person_id, wish)
        stays = wish.protects - wish.model_fields_set
        outcome = self.administration.people.person(self._writing(), entry, version, stays)
        return painting.kept(outcome, painting.person)

    def suspend(self, person_id: Named, key: Key) -> Response[Any]:
        """Suspend somebody's access at once."""
        outcome = self.administration.people.suspend(self._writing(), person_id)
        return painting.kept(outcome, painting.person)

    def restore(self, person_id: Named, key: Key) -> Response[Any]:
        """Restore somebody's access, as far as vetting, training and agreement stand."""
        outcome = self.administration.people.restore(self._writing(), person_id)
        return painting.kept(outcome, painting.person)

    def give_link_code(self, person_id: Named, key: Key) -> Response[Any]:
        """A code by which somebody links a chat account: good once, shown once."""
        return painting.code_given(self.administration.give_link_code(self._writing(), person_id))

    def _reading(self) -> Request:
        return reading(self.app.current_event)

    def _writing(self) -> Request:
        return writing(self.app.current_event)
