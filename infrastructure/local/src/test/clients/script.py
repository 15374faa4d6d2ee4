"""Prompts that make the simulated provider act as a model that works with tools. Each step is one answer."""

import json


def script(prompt, steps):
    return f"{prompt} [[script]] {json.dumps(steps)} [[/script]]"


def call(name, say="", **arguments):
    return {"say": say, "call": name, "with": arguments}


# A loop of ten turns: each calls the tool "add" with its number, and the last answer says "Counted.".
TURNS = list(range(10))
COUNTING = script("Count.", [*(call("add", say=f"Step {n}.", number=n) for n in TURNS), {"say": "Counted."}])
ADD_SCHEMA = {
    "type": "object",
    "properties": {"number": {"type": "integer"}},
    "required": ["number"],
    "additionalProperties": False,
}

# Instructions of more than 1,024 tokens, from which on repeated input is cheaper: in most turns, because a request on a slow machine does not
# wait to learn what it repeats.
LONG_INSTRUCTIONS = "You count, and you say each number once. " * 150
