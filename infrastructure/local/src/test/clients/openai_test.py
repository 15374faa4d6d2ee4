"""The unmodified clients for Python: OpenAI's, and its Agents SDK. The service is the one that OPENAI_BASE_URL and OPENAI_API_KEY name."""

import asyncio
import json
import unittest

from agents import Agent, Runner, function_tool, set_default_openai_client, set_tracing_disabled
from openai import APIError, AsyncOpenAI, BadRequestError, OpenAI
from openai.types import Model
from openai.types.chat import ChatCompletion, ChatCompletionChunk
from openai.types.responses import Response, ResponseStreamEvent
from published_types import check, check_events
from script import ADD_SCHEMA, COUNTING, LONG_INSTRUCTIONS, TURNS, call, script

set_tracing_disabled(True)


# Fields that we add to what OpenAI's types have.
OPEN_RESPONSES = ("frequency_penalty", "presence_penalty", "store")  # required by Open Responses
STATE = ("choices.message.reasoning_details", "choices.delta.reasoning_details")  # sealed, as OpenRouter's clients expect it
EVENT_FIELDS = (
    *(f"response.{name}" for name in OPEN_RESPONSES),
    "name",  # of a function whose arguments are complete: in OpenAI's specification
    "item.status",  # of a custom tool call, which the AI SDK requires
    "response.output.status",
    "error",  # the client for Java reads the nested error only
)


class Chat(unittest.TestCase):
    client = OpenAI(max_retries=0)
    asking = {"model": "tier-4", "max_completion_tokens": 500, "reasoning_effort": "high"}

    def test_answers_match_the_published_types(self):
        tools = [{"type": "function", "function": {"name": "look", "parameters": {"type": "object", "properties": {}}}}]
        for content, reason in (
            ("The harbour is calm.", "stop"),
            (script("Look.", [call("look", say="I look.")]), "tool_calls"),
            ("[[simulate:tokens=900,no_tool_call]] Count.", "length"),
        ):
            asking = {**self.asking, "messages": [{"role": "user", "content": content}], "tools": tools}
            if reason == "stop":
                del asking["tools"]
            raw = self.client.chat.completions.with_raw_response.create(**asking)
            completion = check(ChatCompletion, raw.text, ours=STATE)
            self.assertEqual(reason, completion.choices[0].finish_reason)
            with self.client.chat.completions.with_streaming_response.create(
                **asking, stream=True, stream_options={"include_usage": True}
            ) as stream:
                chunks = [
                    check(ChatCompletionChunk, line.removeprefix("data: "), ours=STATE)
                    for line in stream.iter_lines()
                    if line.startswith("data: {")
                ]
            self.assertIn(reason, [choice.finish_reason for chunk in chunks for choice in chunk.choices])
            self.assertEqual(completion.usage, chunks[-1].usage)

    def test_models_match_the_published_type(self):
        models = json.loads(self.client.models.with_raw_response.list().text)
        self.assertEqual({"tier-1", "tier-2", "tier-3", "tier-4"}, {model["id"] for model in models["data"]})
        for model in self.client.models.list():
            self.assertIsInstance(Model.model_validate(model.to_dict()).created, int)


class Responses(unittest.TestCase):
    client = OpenAI(max_retries=0)
    asking = {"model": "tier-2", "max_output_tokens": 200}

    def test_an_answer_matches_the_published_types(self):
        raw = self.client.responses.with_raw_response.create(**self.asking, input="The harbour is calm.", metadata={"a": "b"})
        response = check(Response, raw.text, ours=OPEN_RESPONSES)
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
                seen.update(event.type for event in check_events(ResponseStreamEvent, stream.iter_lines(), ours=EVENT_FIELDS))
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

    def test_a_loop_of_ten_turns_repeats_its_input(self):
        tools = [{"type": "function", "name": "add", "strict": True, "parameters": ADD_SCHEMA}]
        asking = {"model": "tier-4", "reasoning": {"effort": "high"}, "instructions": LONG_INSTRUCTIONS, "tools": tools}
        for streamed in (False, True):
            history = [{"role": "user", "content": COUNTING}]
            numbers = []
            repeated = []

            def ask():
                if not streamed:
                    return self.client.responses.create(**asking, input=history)
                with self.client.responses.stream(**asking, input=history) as stream:
                    return stream.get_final_response()

            response = ask()
            for turn in TURNS:
                (asked,) = (item for item in response.output if item.type == "function_call")
                numbers.append(json.loads(asked.arguments)["number"])
                output = {"type": "function_call_output", "call_id": asked.call_id, "output": f"{turn} is counted."}
                history += [*response.output, output]
                response = ask()
                repeated.append(response.usage.input_tokens_details.cached_tokens)

            self.assertEqual(TURNS, numbers)
            self.assertEqual("Counted.", response.output_text)
            self.assertGreater(max(repeated), 1024)

    def test_errors_become_exceptions(self):
        with self.assertRaises(BadRequestError) as refused:
            self.client.responses.create(**self.asking, input="x", previous_response_id="resp_1")
        self.assertEqual("previous_response_not_found", refused.exception.code)
        with self.assertRaises(APIError):
            for _ in self.client.responses.create(**self.asking, input="[[simulate:error_after=3]] hi", stream=True):
                pass


class Agents(unittest.IsolatedAsyncioTestCase):
    async def asyncSetUp(self):
        asyncio.get_running_loop().slow_callback_duration = 60  # A busy machine must not fill the output.
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

    async def asyncTearDown(self):
        await self.client.close()

    async def test_a_loop_of_ten_turns(self):
        result = await Runner.run(self.agent, COUNTING, max_turns=12)
        self.assertEqual(TURNS, self.seen)
        self.assertEqual("Counted.", result.final_output)

    async def test_a_model_that_reasons_gets_its_state_back(self):
        agent = self.agent.clone(model="tier-4")
        result = await Runner.run(agent, COUNTING, max_turns=12)
        self.assertEqual(TURNS, self.seen)
        states = [item for item in result.to_input_list() if item.get("type") == "reasoning"]
        self.assertGreaterEqual(len(states), len(TURNS))
        self.assertTrue(all(state["encrypted_content"] for state in states))

    async def test_a_streamed_loop_of_ten_turns(self):
        result = Runner.run_streamed(self.agent, COUNTING, max_turns=12)
        async for _ in result.stream_events():
            pass
        self.assertEqual("Counted.", result.final_output)
        self.assertEqual(TURNS, self.seen)


if __name__ == "__main__":
    unittest.main()
