"""Checks of answers against the types that a vendor publishes, which are generated from its API's specification."""

import json

from pydantic import BaseModel, TypeAdapter


def check(published, text, ours=()):
    """Reads JSON as a published type, and returns what was read. Fails at wrong or missing fields, and at fields that the type lacks.

    ours: the fields that we add
    """
    read = TypeAdapter(published).validate_json(text, strict=False)
    unknown = sorted(set(_unknown(read)) - set(ours))
    assert not unknown, f"{type(read).__name__} has no fields {unknown}: {text}"
    return read


def check_events(published, lines, ours=()):
    """Checks the events of a stream. Returns those that were read."""
    data = [line.removeprefix("data: ") for line in lines if line.startswith("data: {")]
    events = [check(published, event, ours) for event in data]
    for event, text in zip(events, data):
        # A union of types falls back to another member where the right one does not fit.
        assert event.type == json.loads(text)["type"], text
    return events


def _unknown(value, path=""):
    if isinstance(value, BaseModel):
        for name in value.model_extra or {}:
            yield f"{path}{name}"
        for name in type(value).model_fields:
            yield from _unknown(getattr(value, name, None), f"{path}{name}.")
    elif isinstance(value, list):
        for item in value:
            yield from _unknown(item, path)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _unknown(item, path)
