"""A synthetic town for the local stack, tests and benchmarks. Nobody in it exists."""

from tools.seed.building import SEED, SIZE, Town, town
from tools.seed.characters import AbsentChild, SeededChild
from tools.seed.documents import children_json, nothing_to_show_json, people_json
from tools.seed.people import EMAIL_DOMAIN, TEAM, Person, SlackAccount

__all__ = [
    "EMAIL_DOMAIN",
    "SEED",
    "SIZE",
    "TEAM",
    "AbsentChild",
    "Person",
    "SeededChild",
    "SlackAccount",
    "Town",
    "children_json",
    "nothing_to_show_json",
    "people_json",
    "town",
]
