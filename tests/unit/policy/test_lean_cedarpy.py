"""Cedar's library is whole, and its syntax trees are there when somebody looks."""

from __future__ import annotations

import json
import subprocess
import sys


def _in_a_fresh_process(lines: str) -> object:
    done = subprocess.run(  # noqa: S603 - this interpreter
        [sys.executable, "-c", f"import json, sys\n{lines}"], capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)


def test_deciding_makes_no_class_of_a_syntax_tree() -> None:
    file = _in_a_fresh_process(
        "from fingerpost.policy.files import policy_files, policy_words\n"
        "policy_files(); policy_words()\n"
        "print(json.dumps(vars(sys.modules['cedarpy.pst']).get('__file__')))"
    )
    assert file is None


def test_a_syntax_tree_is_had_by_who_asks() -> None:
    tree = _in_a_fresh_process(
        "from fingerpost.policy.lean_cedarpy import cedarpy\n"
        "tree = cedarpy.policies_to_pst('permit(principal, action, resource);')\n"
        "print(json.dumps([type(tree).__name__, isinstance(tree, cedarpy.pst.PolicySet)]))"
    )
    assert tree == ["PolicySet", True]


def test_where_it_was_imported_before_it_is_left() -> None:
    same = _in_a_fresh_process(
        "import cedarpy\nbefore = cedarpy.pst\n"
        "from fingerpost.policy.lean_cedarpy import cedarpy as lean\n"
        "print(json.dumps(lean.pst is before))"
    )
    assert same is True
