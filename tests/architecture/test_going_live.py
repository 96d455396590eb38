"""What is deployed is what runs: SAM's own transform is run, and the versions behind `live` are compared.

A parameter's new value alone moves no alias (aws/serverless-application-model#3820): a workspace that is
taken off the allow list could still ask. So every deployment is a release of its own (`tools/release.py`).
"""

from __future__ import annotations

import json
import re
import subprocess

import pytest

from tests.architecture.cloud_template import ROOT, resources, template
from tools.local.places import SAM
from tools.release import stamped

FUNCTIONS = resources("AWS::Serverless::Function")
LAYERS = resources("AWS::Serverless::LayerVersion")
TEMPLATE = (ROOT / "template.yaml").read_text(encoding="utf-8")
TRANSFORM = """
import json, sys
from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse
class Policies:
    def load(self): return {}
asked = json.load(sys.stdin)
document = yaml_parse(asked["template"])
for body in document["Resources"].values():
    for name in ("CodeUri", "ContentUri"):
        if name in body.get("Properties", {}):
            body["Properties"][name] = "s3://bucket/code"
made = transform(document, asked["parameters"], Policies())
kinds = ("AWS::Lambda::Version", "AWS::Lambda::Function")
print(json.dumps({name: body for name, body in made["Resources"].items() if body["Type"] in kinds}))
"""
ONE, OTHER = "a1b2c3d4e5" * 4, "0f9e8d7c6b" * 4


def versions(text: str, **parameters: str) -> dict[str, str]:
    """The version behind each function's alias, by function, as SAM names it."""
    if not SAM.exists():
        pytest.skip("SAM is not installed: run `make setup`")
    ended = subprocess.run(  # noqa: S603 - the interpreter that SAM is installed for
        [SAM.parent / "python", "-c", TRANSFORM],
        input=json.dumps({"template": text, "parameters": {**_needed(), **parameters}}),
        capture_output=True,
        text=True,
        check=True,
        env={"AWS_DEFAULT_REGION": "eu-west-2"},
    )
    made = json.loads(ended.stdout)
    names = [name for name, body in made.items() if body["Type"] == "AWS::Lambda::Version"]
    return {re.split("Version", name)[0]: name for name in names}


def _needed() -> dict[str, str]:
    return {name: str(one.get("Default", "x")) for name, one in template()["Parameters"].items()}


def test_a_release_moves_the_alias_of_every_function() -> None:
    one, other = versions(stamped(TEMPLATE, ONE)), versions(stamped(TEMPLATE, OTHER))
    assert set(one) == set(other) == set(FUNCTIONS)
    assert [name for name in one if one[name] == other[name]] == []


def test_what_a_parameter_alone_moves_is_nothing_which_is_why_there_are_releases() -> None:
    """Should this fail, SAM has learnt it, and releases may go."""
    assert versions(TEMPLATE, SlackTeams="T1") == versions(TEMPLATE, SlackTeams="T1,T2")


def test_a_release_is_stamped_once_however_often() -> None:
    twice = stamped(stamped(TEMPLATE, ONE), OTHER)
    assert (twice.count("AutoPublishCodeSha256"), twice.count(OTHER)) == (len(FUNCTIONS), len(FUNCTIONS))


def test_deploying_makes_a_release() -> None:
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").partition("\ndeploy:")[2].partition("\n\n")[0]
    stamping, deploying = recipe.index("tools.release"), recipe.index("$(SAM) deploy")
    assert stamping < deploying


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_changed_setting_of_a_function_goes_live(name: str) -> None:
    assert FUNCTIONS[name]["Properties"]["AutoPublishAliasAllProperties"] is True
    assert "AutoPublishAlias" in template()["Globals"]["Function"]


@pytest.mark.parametrize("name", LAYERS)
def test_a_changed_layer_goes_live(name: str) -> None:
    assert LAYERS[name]["Properties"]["PublishLambdaVersion"] is True
