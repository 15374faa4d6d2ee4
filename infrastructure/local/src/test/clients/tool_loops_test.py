"""Loops of tool calls with the unmodified OpenAI client for Python, through the models of mapping-of-families.json, which refuse wrong ids.

A model that refuses the request is replaced by another family. It is not ill, so the next loop finds it as it was.
"""
import itertools
import re
import unittest

from openai import OpenAI

CLIENT = OpenAI(max_retries=0)
TOOLS = [{"type": "function", "function": {"name": "tell_time", "parameters": {"type": "object"}}}]
RESULT = "It is noon in Porto."


def user(content):
    return {"role": "user", "content": content}


def ask(model, messages, streamed):
    body = {"model": model, "max_completion_tokens": 500, "reasoning_effort": "high", "messages": messages, "tools": TOOLS}
    if not streamed:
        return CLIENT.chat.completions.create(**body).choices[0].message
    with CLIENT.chat.completions.stream(**body) as stream:
        return stream.get_final_completion().choices[0].message


def call(model, messages, streamed, calls, reasons=True):
    """Makes calls, each with its result. What the client has read of a message goes back as it is."""
    for _ in range(calls):
        message = ask(model, messages, streamed)
        assert re.fullmatch("call_[0-9A-Za-z]{24}", message.tool_calls[0].id)
        details = message.to_dict().get("reasoning_details", [])
        assert bool(details) == reasons, message
        assert all(re.fullmatch(r"v1\.local\.[\w-]+", detail["data"]) for detail in details)
        messages += [message, {"role": "tool", "tool_call_id": message.tool_calls[0].id, "content": RESULT}]


def end(model, messages, streamed):
    assert RESULT in ask(model, messages, streamed).content


def five_calls(model, streamed, words=""):
    messages = [user(f"[[simulate:tool_calls=5]]{words} Where is it noon?")]
    call(model, messages, streamed, 5)
    end(model, messages, streamed)


def remapped(model, slug):
    messages = [user("[[simulate:tool_calls=2]] Where is it noon?")]
    call(model, messages, True, 2)
    messages.append(user(f"[[simulate:tool_calls=3]][[simulate:status=400,model={slug}]] Go on."))
    call(model, messages, True, 3, slug != "claude")  # Mistral's model does not reason
    end(model, messages, True)


class ToolLoops(unittest.TestCase):
    def test_five_calls(self):
        for tier, streamed in itertools.product(["tier-1", "tier-2", "tier-3", "tier-4"], [False, True]):
            with self.subTest(tier=tier, streamed=streamed):
                five_calls(tier, streamed)

    def test_another_family_ends_a_loop(self):
        for tier, slug in [("tier-2", "claude"), ("tier-3", "deepseek"), ("tier-4", "gpt"), ("tier-1", "gemini")]:
            with self.subTest(tier=tier):
                remapped(tier, slug)

    def test_a_family_that_is_not_asked_first(self):
        five_calls("tier-1", True, "[[simulate:status=400,model=gemini]]")
