"""template.yaml as LocalStack 4.14 can run it. Whatever differs from what AWS runs is named here, with its reason."""

from samtranslator.yaml_helper import yaml_parse

# LocalStack's API Gateway takes the URI of a streaming route for the name of a function, and answers 502.
STREAMING_PROPERTIES = ("ResponseTransferMode", "TimeoutInMillis")


def for_localstack(text, code_uri):
    """The template as a tree. The zip's place is what every deployment fills in."""
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
