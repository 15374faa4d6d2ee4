"""Runs the SAM transform on template.yaml, as AWS does."""

import copy
import logging
import os
import pathlib

from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse

HOME = pathlib.Path(__file__).resolve().parents[2]
# The transform requires a Region.
os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")

# The transform warns that its metrics are not collected.
logging.getLogger("samtranslator").setLevel(logging.ERROR)


class NoManagedPolicies:
    """Replaces the lookup of AWS's managed policies, which needs an account. The template refers to none by name."""

    def load(self):
        return {}


def source():
    return yaml_parse((HOME / "template.yaml").read_text())


def expand(template, release="0123456789"):
    """Returns the transformed template, with the defaults of its parameters."""
    template = copy.deepcopy(template)
    # Packaging replaces the path of the zip with an address in S3.
    template["Globals"]["Function"]["CodeUri"] = "s3://bucket/functions.zip"
    values = {name: str(parameter.get("Default", release)) for name, parameter in template["Parameters"].items()}
    return transform(template, values, NoManagedPolicies())
