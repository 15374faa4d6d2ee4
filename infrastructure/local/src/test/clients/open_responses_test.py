"""The checks of Open Responses' published compliance programme, which itself is in no registry, against its specification's types.

What we do not offer of the specification is told by an error: compaction, and a WebSocket instead of a stream.
"""

import json
import unittest
import urllib.error
import urllib.request
from os import environ
from typing import Union

import openresponses_types
from openresponses_types import ResponseResource
from published_types import check, check_events
from script import call, script

EVENTS = Union[tuple(published for name, published in vars(openresponses_types).items() if name.endswith("StreamingEvent"))]
FUNCTION = {
    "type": "function",
    "name": "get_weather",
    "description": "The weather at a place",
    "parameters": {"type": "object", "properties": {"location": {"type": "string"}}, "required": ["location"]},
}
RED_DOT = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)


def message(role, content, **more):
    return {"type": "message", "role": role, "content": content, **more}


def post(path, body):
    """Sends a request as the programme does, without any client. Returns the status and the text of the answer."""
    request = urllib.request.Request(
        environ["OPENAI_BASE_URL"] + path,
        json.dumps(body).encode(),
        {"Content-Type": "application/json", "Authorization": f"Bearer {environ['OPENAI_API_KEY']}"},
    )
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read().decode()


class Compliance(unittest.TestCase):
    def answer(self, *items, **more):
        status, text = post("/responses", {"model": "tier-2", "input": items, **more})
        self.assertEqual(200, status, text)
        response = check(ResponseResource, text)
        self.assertEqual("completed", response.status)
        self.assertGreater(len(response.output), 0)
        return response

    def events(self, *items, **more):
        status, text = post("/responses", {"model": "tier-2", "stream": True, "input": items, **more})
        self.assertEqual(200, status, text)
        lines = text.splitlines()
        self.assertEqual("data: [DONE]", [line for line in lines if line and not line.startswith(":")][-1])
        events = check_events(EVENTS, lines)
        self.assertEqual(list(range(len(events))), [event.sequence_number for event in events])
        self.assertEqual([event.type for event in events], [line.removeprefix("event: ") for line in lines if line.startswith("event: ")])
        return events

    def test_basic_response(self):
        self.answer(message("user", "Say hello in three words."))

    def test_assistant_phase(self):
        self.answer(
            message("assistant", "I look for the number.", phase="commentary"),
            message("assistant", "It is four.", phase="final_answer"),
            message("user", "Say only the number."),
        )

    def test_system_prompt(self):
        self.answer(message("system", "You are a pilot of ships."), message("user", "Say hello."))

    def test_multi_turn(self):
        self.answer(
            message("user", "My name is Ana."), message("assistant", "Hello Ana, how can I help?"), message("user", "What is my name?")
        )

    def test_image_input(self):
        picture = {"type": "input_image", "image_url": RED_DOT}
        self.answer(message("user", [{"type": "input_text", "text": "What do you see?"}, picture]))

    def test_tool_calling(self):
        response = self.answer(message("user", "How is the weather in Faro?"), tools=[FUNCTION])
        self.assertIn("function_call", [item.type for item in response.output])

    def test_streaming_response(self):
        events = self.events(message("user", "Count to five."))
        self.assertEqual("response.completed", events[-1].type)
        self.assertEqual("completed", events[-1].response.status)

    def test_streamed_tool_calling(self):
        prompt = script("Look.", [call("get_weather", location="Faro")])
        events = self.events(message("user", prompt), tools=[FUNCTION])
        of_call = [
            event.type
            for event in events
            if event.type.startswith("response.function_call_arguments")
            or (event.type.startswith("response.output_item") and event.item.type == "function_call")
        ]
        self.assertEqual("response.output_item.added", of_call[0])
        self.assertEqual({"response.function_call_arguments.delta"}, set(of_call[1:-2]))
        self.assertEqual(["response.function_call_arguments.done", "response.output_item.done"], of_call[-2:])

    def test_failed_and_cut_streams(self):
        failed = self.events(message("user", "[[simulate:error_after=3]] hi"))
        self.assertEqual(["error", "response.failed"], [event.type for event in failed[-2:]])
        cut = self.events(message("user", "[[simulate:tokens=300]] Count."), max_output_tokens=16)
        self.assertEqual("response.incomplete", cut[-1].type)

    def test_compaction_is_not_offered(self):
        for body in ({"model": "tier-2", "input": [message("user", "We sail on Tuesday.")]}, {"input": []}):
            status, text = post("/responses/compact", body)
            self.assertEqual((404, "not_found"), (status, json.loads(text)["error"]["code"]))


if __name__ == "__main__":
    unittest.main()
