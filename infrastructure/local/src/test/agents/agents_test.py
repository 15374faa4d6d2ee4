"""The unmodified clients for Python: OpenAI's, and its Agents SDK. The service is the one that OPENAI_BASE_URL and OPENAI_API_KEY name."""

import asyncio
import json
import unittest

from agents import Agent, Runner, function_tool, set_default_openai_client, set_tracing_disabled
from openai import APIError, AsyncOpenAI, BadRequestError, OpenAI
from openai.types.responses import Response, ResponseStreamEvent
from pydantic import TypeAdapter

set_tracing_disabled(True)
TURNS = list(range(10))
EVENT = TypeAdapter(ResponseStreamEvent)


def script(prompt, steps):
    """A prompt that makes the simulated provider act as a model that works with tools."""
    return f"{prompt} [[script]] {json.dumps(steps)} [[/script]]"


def call(name, say="", **arguments):
    return {"say": say, "call": name, "with": arguments}


class Client(unittest.TestCase):
    client = OpenAI(max_retries=0)
    asking = {"model": "tier-2", "max_output_tokens": 200}

    def test_an_answer_matches_the_published_types(self):
        raw = self.client.responses.with_raw_response.create(**self.asking, input="The harbour is calm.", metadata={"a": "b"})
        response = Response.model_validate_json(raw.text, strict=False)
        self.assertIn("The harbour is calm.", response.output_text)
        self.assertEqual({"a": "b"}, response.metadata)

    def test_every_event_matches_the_published_types(self):
        tools = [
            {"type": "function", "name": "look", "parameters": {"type": "object", "properties": {}}},
            {"type": "custom", "name": "patch", "format": {"type": "grammar", "syntax": "regex", "definition": ".*"}},
            {"type": "namespace", "name": "n", "description": "d", "tools": [{"type": "function", "name": "look"}]},
        ]
        seen = set()
        prompts = (
            script("Look.", [call("look", say="I look.")]),
            script("Look.", [call("n__look")]),
            script("Patch.", [call("patch", input="x")]),
            "[[simulate:tokens=300,no_tool_call]] Count.",
            "[[simulate:error_after=3,no_tool_call]] hi",
        )
        for prompt in prompts:
            with self.client.responses.with_streaming_response.create(
                **self.asking, input=prompt, tools=tools, stream=True
            ) as stream:
                for line in stream.iter_lines():
                    if line.startswith("data: {"):
                        event = EVENT.validate_json(line.removeprefix("data: "))
                        self.assertEqual(event.type, json.loads(line.removeprefix("data: "))["type"])
                        seen.add(event.type)
        self.assertLessEqual(
            {
                "response.created",
                "response.in_progress",
                "response.output_item.added",
                "response.content_part.added",
                "response.output_text.delta",
                "response.output_text.done",
                "response.content_part.done",
                "response.output_item.done",
                "response.function_call_arguments.delta",
                "response.function_call_arguments.done",
                "response.custom_tool_call_input.delta",
                "response.custom_tool_call_input.done",
                "response.completed",
                "response.incomplete",
                "response.failed",
                "error",
            },
            seen,
        )

    def test_the_helper_joins_a_stream(self):
        with self.client.responses.stream(**self.asking, input="The tide is out.") as stream:
            text = "".join(event.delta for event in stream if event.type == "response.output_text.delta")
            self.assertEqual(text, stream.get_final_response().output_text)

    def test_errors_become_exceptions(self):
        with self.assertRaises(BadRequestError) as refused:
            self.client.responses.create(**self.asking, input="x", previous_response_id="resp_1")
        self.assertEqual("previous_response_not_found", refused.exception.code)
        with self.assertRaises(APIError):
            for _ in self.client.responses.create(**self.asking, input="[[simulate:error_after=3]] hi", stream=True):
                pass


class Agents(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        asyncio.get_running_loop().set_debug(False)
        # Its connections belong to the event loop of one test.
        self.client = AsyncOpenAI(max_retries=0)
        set_default_openai_client(self.client)
        self.seen = []

        @function_tool
        def add(number: int) -> str:
            """Adds a number."""
            self.seen.append(number)
            return "added"

        self.agent = Agent(name="Counter", instructions="You count.", model="tier-2", tools=[add])
        self.prompt = script(
            "Count.", [*(call("add", say=f"Step {n}.", number=n) for n in TURNS), {"say": "Counted."}]
        )

    async def asyncTearDown(self):
        await self.client.close()

    async def test_a_loop_of_ten_turns(self):
        result = await Runner.run(self.agent, self.prompt, max_turns=12)
        self.assertEqual(TURNS, self.seen)
        self.assertEqual("Counted.", result.final_output)

    async def test_a_model_that_reasons_gets_its_state_back(self):
        agent = self.agent.clone(model="tier-4")
        result = await Runner.run(agent, self.prompt, max_turns=12)
        self.assertEqual(TURNS, self.seen)
        states = [item for item in result.to_input_list() if item.get("type") == "reasoning"]
        self.assertGreaterEqual(len(states), len(TURNS))
        self.assertTrue(all(state["encrypted_content"] for state in states))

    async def test_a_streamed_loop_of_ten_turns(self):
        result = Runner.run_streamed(self.agent, self.prompt, max_turns=12)
        async for _ in result.stream_events():
            pass
        self.assertEqual("Counted.", result.final_output)
        self.assertEqual(TURNS, self.seen)


if __name__ == "__main__":
    unittest.main()
