"""Adapts template.yaml to LocalStack 4.14. Every difference to the template on AWS is here, with its reason."""

from samtranslator.yaml_helper import yaml_parse

# LocalStack's API Gateway mistakes the URI of a streaming route for a function name, and answers 502.
STREAMING_PROPERTIES = ("ResponseTransferMode", "TimeoutInMillis")


def for_localstack(text, code_uri):
    """Returns the adapted template, with the address of the zip."""
    template = yaml_parse(text)
    template["Globals"]["Function"]["CodeUri"] = code_uri
    for event in events(template):
        for name in STREAMING_PROPERTIES:
            event.get("Properties", {}).pop(name, None)
    return template


def events(template):
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            yield from resource["Properties"].get("Events", {}).values()
