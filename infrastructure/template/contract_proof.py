"""Checks that the examples of docs/openapi.yaml match its schemas, so that they can be copied."""

import unittest

from expanded import HOME
from jsonschema import Draft202012Validator
from samtranslator.yaml_helper import yaml_parse

CONTRACT = yaml_parse((HOME / "docs/openapi.yaml").read_text())


def contents(part, path=""):
    """Yields every body with an example and its place in the document."""
    if isinstance(part, list):
        part = dict(enumerate(part))
    if not isinstance(part, dict):
        return
    if "example" in part and "schema" in part:
        yield path, part
    for name, inner in part.items():
        yield from contents(inner, f"{path}/{name}")


def violations(content):
    # References start at the root of their document.
    schema = {"components": CONTRACT["components"], "allOf": [content["schema"]]}
    return [error.message for error in Draft202012Validator(schema).iter_errors(content["example"])]


class Examples(unittest.TestCase):
    def test_each_matches_its_schema(self):
        found = dict(contents(CONTRACT))
        self.assertGreater(len(found), 8)
        for path, content in found.items():
            with self.subTest(path):
                self.assertEqual([], violations(content))

    def test_a_wrong_example_is_detected(self):
        route = CONTRACT["paths"]["/v1/wallet/top-ups"]["post"]["responses"]["200"]["content"]["application/json"]
        for wrong in ({"amount_usd": "25.00"}, {"status": "done"}, {"id": "cs_test_1"}, {"paid": True}):
            self.assertTrue(violations(route | {"example": route["example"] | wrong}), wrong)
