"""What is deployed is what runs: SAM alone moves the alias only for a change in a function's own folder."""

from __future__ import annotations

import pytest

from tests.architecture.cloud_template import resources, template

FUNCTIONS = resources("AWS::Serverless::Function")
LAYERS = resources("AWS::Serverless::LayerVersion")


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_changed_setting_of_a_function_goes_live(name: str) -> None:
    assert FUNCTIONS[name]["Properties"]["AutoPublishAliasAllProperties"] is True
    assert "AutoPublishAlias" in template()["Globals"]["Function"]


@pytest.mark.parametrize("name", LAYERS)
def test_a_changed_layer_goes_live(name: str) -> None:
    assert LAYERS[name]["Properties"]["PublishLambdaVersion"] is True
