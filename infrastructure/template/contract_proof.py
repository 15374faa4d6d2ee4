"""That the examples of docs/openapi.yaml are what its schemas say, so that whoever copies one has a true one."""

import unittest

from expanded import HOME
from jsonschema import Draft202012Validator
from samtranslator.yaml_helper import yaml_parse

CONTRACT = yaml_parse((HOME / "docs/openapi.yaml").read_text())


def contents(part, path=""):
    """Every body with an example, by where it stands."""
    if isinstance(part, list):
        part = dict(enumerate(part))
    if not isinstance(part, dict):
        return
    if "example" in part and "schema" in part:
        yield path, part
    for name, inner in part.items():
        yield from contents(inner, f"{path}/{name}")


def complaints(content):
    # References begin at the root of the document that they stand in.
    schema = {"components": CONTRACT["components"], "allOf": [content["schema"]]}
    return [error.message for error in Draft202012Validator(schema).iter_errors(content["example"])]


class Examples(unittest.TestCase):
    def test_each_is_what_its_schema_says(self):
        found = dict(contents(CONTRACT))
        self.assertGreater(len(found), 8)
        for path, content in found.items():
            with self.subTest(path):
                self.assertEqual([], complaints(content))

    def test_one_that_is_not_would_be_seen(self):
        route = CONTRACT["paths"]["/v1/wallet/top-ups"]["post"]["responses"]["200"]["content"]["application/json"]
        for wrong in ({"amount_usd": "25.00"}, {"status": "done"}, {"id": "cs_test_1"}, {"paid": True}):
            self.assertTrue(complaints(route | {"example": route["example"] | wrong}), wrong)
