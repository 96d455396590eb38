"""Service episodes of the safeguarding standard, as rows: nothing of the why, and nothing lost (L5)."""

from __future__ import annotations

import copy
import json
from datetime import date
from pathlib import Path
from typing import Any

import pyshacl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph

from fingerpost.domain.child import Name, Sex
from fingerpost.domain.feed_rows import FeedRow, UnreadRow
from fingerpost.surfaces.feeds.rows import COLUMNS, read_row
from fingerpost.surfaces.feeds.safeguarding_2026_07 import PRACTITIONER, read_episodes

TESTS = Path(__file__).parents[3]
STANDARDS = TESTS.parent / "docs" / "standards"
CONTEXT = json.loads((STANDARDS / "safeguarding-2026-07.context.jsonld").read_text())["@context"]
SHAPES = Graph().parse(TESTS / "standards" / "involvement-shapes.ttl", format="turtle")
EXAMPLE = json.loads((STANDARDS / "an-episode.jsonld").read_text())
TODAY = date(2026, 3, 2)
NOT_FOR_US = "not for us"


def example() -> Any:  # noqa: ANN401 - a document
    return copy.deepcopy(EXAMPLE)


def node(document: Any, kind: str) -> Any:  # noqa: ANN401
    return next(one for one in document["@graph"] if one["@type"] == kind)


def conforms(document: Any) -> bool:  # noqa: ANN401
    graph = Graph().parse(data=json.dumps({**document, "@context": CONTEXT}), format="json-ld")
    assert len(graph) > 20
    return bool(pyshacl.validate(graph, shacl_graph=SHAPES)[0])


def only_row(document: Any) -> dict[str, str]:  # noqa: ANN401
    [row] = read_episodes(document).rows
    return dict(row)


def test_the_example_is_as_the_standard_wants_it() -> None:
    assert conforms(example())


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("ServiceEpisode", "identifier"),
        ("ServiceEpisode", "timeInformation"),
        ("ServiceEpisode", "subjectPerson"),
        ("Professional", "role"),
    ],
)
def test_the_shapes_find_what_is_missing_and_it_is_a_row_that_is_refused(kind: str, field: str) -> None:
    document = example()
    del node(document, kind)[field]
    assert not conforms(document)
    assert isinstance(read_row(only_row(document), TODAY), UnreadRow)


def test_an_episode_is_an_involvement_of_its_professional_with_its_person() -> None:
    row = read_row(only_row(example()), TODAY)
    assert isinstance(row, FeedRow)
    assert (row.source_ref, row.worker_id, row.role) == ("E-1", "ewa-sobczak", "School nurse")
    assert (row.since, row.ended, row.lead) == (date(2026, 2, 2), None, True)
    details = row.details
    assert details.names == (Name("Aoife", "Byrne"), Name("Aoife", "Walsh"), Name("Effie", "Byrne"))
    assert details.birth_date == date(2016, 3, 27)
    assert (details.postcodes, details.sex, details.carers) == (
        ("NB1 4QT", "EM2 7QT"),
        Sex.FEMALE,
        ("Niamh",),
    )
    assert [one.value for one in details.identifiers] == ["9990000018"]


def test_the_why_is_dropped_at_the_door_and_the_sender_told_so_by_name_alone() -> None:
    read = read_episodes(example())
    assert {"ServiceEpisode.type", "ServiceEpisode.finding", "ServiceEpisode.location"} <= set(read.dropped)
    assert {"Person.ethnicity", "Person.isDeceased"} <= set(read.dropped)
    assert NOT_FOR_US not in json.dumps([read.rows, read.dropped])
    assert "cp-plan" not in json.dumps([read.rows, read.dropped])


def test_a_field_nobody_knows_is_dropped_without_its_name() -> None:
    document = example()
    node(document, "ServiceEpisode")["about Aoife Byrne"] = NOT_FOR_US
    assert "other" in read_episodes(document).dropped
    assert not any("Aoife" in name for name in read_episodes(document).dropped)


@pytest.mark.parametrize(
    ("accuracy", "written"),
    [
        ("AAA", "2016-03-27"),
        ("UAA", "3/2016"),
        ("EAA", "3/2016"),
        ("UUA", "2016"),
        ("UEA", "2016"),
        ("EEE", "about 2016"),
        ("AAE", "about 2016"),
        ("UUU", ""),
        (None, "2016-03-27"),
    ],
)
def test_a_date_keeps_the_accuracy_it_came_with(accuracy: str | None, written: str) -> None:
    document = example()
    node(document, "Person")["dateOfBirth"] = {"date": "2016-03-27", "accuracyIndicator": accuracy}
    assert only_row(document).get("birth_date", "") == written


def test_a_moment_is_a_day_where_the_services_are() -> None:
    document = example()
    timing = {"startDateTime": "2026-02-01T23:30:00Z", "endDateTime": "2025-07-01T23:30:00Z"}
    node(document, "ServiceEpisode")["timeInformation"] = [timing]
    row = only_row(document)
    assert (row["since"], row["ended"]) == ("2026-02-01", "2025-07-02")


def test_each_worker_of_an_episode_is_an_involvement_with_a_name_of_its_own() -> None:
    document = example()
    other = {"system": PRACTITIONER, "value": "rowan-ashdown"}
    document["@graph"].append({"@type": "Professional", "identifier": other, "role": "Social worker"})
    related = node(document, "ServiceEpisode")["relatedProfessional"]
    related.append({"professional": other, "involvement": "SPRF"})
    rows = [read_row(row, TODAY) for row in read_episodes(document).rows]
    assert [(row.worker_id, row.lead) for row in rows if isinstance(row, FeedRow)] == [
        ("ewa-sobczak", True),
        ("rowan-ashdown", False),
    ]
    assert len({row.source_ref for row in rows}) == 2


def test_who_is_pointed_to_and_is_not_there_is_known_by_the_pointer_alone() -> None:
    document = example()
    document["@graph"] = [one for one in document["@graph"] if one["@type"] == "ServiceEpisode"]
    row = only_row(document)
    assert (row["nhs_number"], row["worker_id"]) == ("9990000018", "ewa-sobczak")
    assert isinstance(read_row(row, TODAY), UnreadRow)


def test_an_object_or_a_list_is_a_document_as_well() -> None:
    nodes = example()["@graph"]
    assert read_episodes(nodes).rows == read_episodes(example()).rows
    assert len(read_episodes(node(example(), "ServiceEpisode")).rows) == 1


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=12,
)
FIELDS = [
    "identifier",
    "subjectPerson",
    "relatedProfessional",
    "timeInformation",
    "name",
    "dateOfBirth",
    "address",
]


@given(JSON)
def test_whatever_is_sent_is_read_to_rows_or_none(document: Any) -> None:  # noqa: ANN401
    assert read_episodes(document).rows == ()


@settings(max_examples=200)
@given(st.sampled_from(["ServiceEpisode", "Person", "Professional"]), st.sampled_from(FIELDS), JSON)
def test_an_episode_with_anything_in_a_field_is_still_one_row_of_known_columns(
    kind: str,
    name: str,
    value: Any,  # noqa: ANN401
) -> None:
    document = example()
    node(document, kind)[name] = value
    rows = read_episodes(document).rows
    assert len(rows) >= 1
    assert all(set(row) <= set(COLUMNS) for row in rows)
    assert all(read_row(row, TODAY) for row in rows)
