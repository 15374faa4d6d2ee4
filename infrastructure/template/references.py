"""Finds the dependencies between the resources of a template."""

import re

IN_A_TEXT = re.compile(r"\$\{([A-Za-z0-9]+)(?:\.[A-Za-z0-9.]+)?\}")


def names(value):
    """Returns all resources and parameters to which a value refers."""
    if isinstance(value, list):
        return {name for part in value for name in names(part)}
    if not isinstance(value, dict):
        return set()
    found = {name for key, part in value.items() if key != "Fn::Sub" for name in names(part)}
    if "Ref" in value:
        found.add(value["Ref"])
    if "Fn::GetAtt" in value:
        attribute = value["Fn::GetAtt"]
        found.add(attribute[0] if isinstance(attribute, list) else attribute.split(".")[0])
    if "Fn::Sub" in value:
        text, own = value["Fn::Sub"], {}
        if isinstance(text, list):
            text, own = text
        found |= names(own) | (set(IN_A_TEXT.findall(text)) - set(own))
    return found


def needs(resources):
    """Returns by resource the resources that must exist before it."""
    graph = {}
    for name, resource in resources.items():
        before = resource.get("DependsOn", [])
        before = {before} if isinstance(before, str) else set(before)
        graph[name] = (before | names(resource.get("Properties", {}))) & set(resources)
    return graph


def cycle(graph):
    """Returns the resources that wait for each other; empty if there is no cycle."""
    waiting = dict(graph)
    while True:
        ready = {name for name, before in waiting.items() if not before & set(waiting)}
        if not ready:
            return sorted(waiting)
        waiting = {name: before for name, before in waiting.items() if name not in ready}
