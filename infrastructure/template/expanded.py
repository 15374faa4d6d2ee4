"""template.yaml as AWS sees it after the SAM transform, made on this machine."""

import copy
import logging
import os
import pathlib

from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse

HOME = pathlib.Path(__file__).resolve().parents[2]
# The transform asks for a Region before it does anything.
os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")

# It counts what it does, and complains that nobody collects the counts.
logging.getLogger("samtranslator").setLevel(logging.ERROR)


class NoManagedPolicies:
    """Names of AWS's own policies are looked up in an account; the template uses none."""

    def load(self):
        return {}


def source():
    return yaml_parse((HOME / "template.yaml").read_text())


def expand(template, release="0123456789"):
    """What the transform makes of the template, with the parameters' defaults."""
    template = copy.deepcopy(template)
    # A file's path becomes an address in S3 when the template is packaged.
    template["Globals"]["Function"]["CodeUri"] = "s3://bucket/functions.zip"
    values = {name: str(parameter.get("Default", release)) for name, parameter in template["Parameters"].items()}
    return transform(template, values, NoManagedPolicies())
