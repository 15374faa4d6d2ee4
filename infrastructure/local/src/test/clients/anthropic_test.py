"""The unmodified Anthropic client for Python. The service is the one that OPENAI_BASE_URL and OPENAI_API_KEY name."""

import base64
import json
import os
import unittest

from anthropic import Anthropic, APIStatusError, BadRequestError, NotFoundError
from anthropic.types import Message, MessageTokensCount, ModelInfo, RawMessageStreamEvent
from published_types import check, check_events
from script import ADD_SCHEMA, COUNTING, LONG_INSTRUCTIONS, TURNS, call, script

BASE_URL = os.environ["OPENAI_BASE_URL"].removesuffix("/v1")
API_KEY = os.environ["OPENAI_API_KEY"]
LOOK = {"name": "look", "input_schema": {"type": "object", "properties": {}}}


def user(content):
    return {"role": "user", "content": content}


class Messages(unittest.TestCase):
    client = Anthropic(base_url=BASE_URL, api_key=API_KEY, max_retries=0)
    asking = {"model": "tier-4", "max_tokens": 1500, "thinking": {"type": "enabled", "budget_tokens": 1024}}

    def test_answers_match_the_published_types(self):
        seen = set()
        for content, reason in (
            ("The harbour is calm.", "end_turn"),
            (script("Look.", [call("look", say="I look.")]), "tool_use"),
            ("[[simulate:tokens=2000,no_tool_call]] Count.", "max_tokens"),
        ):
            asking = {**self.asking, "messages": [user(content)], "tools": [LOOK]}
            if reason == "end_turn":
                del asking["tools"]
            whole = check(Message, self.client.messages.with_raw_response.create(**asking).text())
            self.assertEqual(reason, whole.stop_reason)
            with self.client.messages.with_streaming_response.create(**asking, stream=True) as stream:
                events = check_events(RawMessageStreamEvent, [line for line in stream.iter_lines() if "ping" not in line])
            seen.update(event.type for event in events)
            (end,) = (event for event in events if event.type == "message_delta")
            self.assertEqual(reason, end.delta.stop_reason)
            self.assertEqual(whole.usage.output_tokens, end.usage.output_tokens)
        self.assertEqual(
            {
                "message_start",
                "content_block_start",
                "content_block_delta",
                "content_block_stop",
                "message_delta",
                "message_stop",
            },
            seen,
        )

    def test_models_and_counts_match_the_published_types(self):
        count = check(
            MessageTokensCount, self.client.messages.with_raw_response.count_tokens(model="tier-2", messages=[user("Hi")]).text()
        )
        self.assertGreater(count.input_tokens, 0)
        models = json.loads(self.client.models.with_raw_response.list().text())["data"]
        self.assertEqual(4, len(models))
        for model in models:
            self.assertEqual("model", ModelInfo.model_validate(model, strict=False).type)

    def test_a_loop_of_ten_turns_repeats_its_input(self):
        for streamed in (False, True):
            messages = [user(COUNTING)]
            numbers = []
            repeated = []

            def ask():
                asking = {
                    **self.asking,
                    "system": LONG_INSTRUCTIONS,
                    "tools": [{"name": "add", "input_schema": ADD_SCHEMA}],
                    "messages": messages,
                }
                if not streamed:
                    return self.client.messages.create(**asking)
                with self.client.messages.stream(**asking) as stream:
                    return stream.get_final_message()

            message = ask()
            for turn in TURNS:
                self.assertEqual("tool_use", message.stop_reason)
                (asked,) = (block for block in message.content if block.type == "tool_use")
                numbers.append(asked.input["number"])
                result = {"type": "tool_result", "tool_use_id": asked.id, "content": f"{turn} is counted."}
                messages += [{"role": "assistant", "content": message.content}, user([result])]
                message = ask()
                repeated.append(message.usage.cache_read_input_tokens)

            self.assertEqual(TURNS, numbers)
            self.assertEqual("Counted.", message.content[-1].text)
            self.assertGreater(max(repeated), 1024)

    def test_a_result_that_is_an_error_is_understood(self):
        first = self.client.messages.create(**self.asking, messages=[user(script("Look.", [call("look")]))], tools=[LOOK])
        (asked,) = (block for block in first.content if block.type == "tool_use")
        result = {"type": "tool_result", "tool_use_id": asked.id, "is_error": True, "content": [{"type": "text", "text": "It is dark."}]}
        history = [user("Look."), {"role": "assistant", "content": first.content}, user([result])]
        answer = self.client.messages.create(**self.asking, messages=history, tools=[LOOK])
        self.assertIn("It is dark.", answer.content[-1].text)

    def test_a_pdf_in_a_result_is_read(self):
        pdf = """%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>> endobj
4 0 obj <</Length 44>> stream
BT /F 12 Tf 9 99 Td (The tide is out.) Tj ET
endstream endobj
5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj
trailer <</Root 1 0 R>>
"""
        source = {"type": "base64", "media_type": "application/pdf", "data": base64.b64encode(pdf.encode()).decode()}
        first = self.client.messages.create(**self.asking, messages=[user(script("Look.", [call("look")]))], tools=[LOOK])
        (asked,) = (block for block in first.content if block.type == "tool_use")
        result = {"type": "tool_result", "tool_use_id": asked.id, "content": [{"type": "document", "source": source}]}
        history = [user("Look."), {"role": "assistant", "content": first.content}, user([result])]
        answer = self.client.messages.create(**self.asking, messages=history, tools=[LOOK])
        self.assertIn("The tide is out.", answer.content[-1].text)

    def test_errors_become_exceptions(self):
        with self.assertRaises(BadRequestError) as refused:
            self.client.messages.create(model="tier-2", max_tokens=5, messages=[user("x")], extra_body={"temperature": 3})
        self.assertEqual("error", refused.exception.body["type"])
        self.assertEqual("invalid_request_error", refused.exception.body["error"]["type"])
        with self.assertRaises(NotFoundError):
            self.client.messages.create(model="claude-9", max_tokens=5, messages=[user("x")])
        with self.assertRaises(APIStatusError):
            with self.client.messages.stream(
                model="tier-2", max_tokens=200, messages=[user("[[simulate:error_after=3]] hi")]
            ) as stream:
                stream.get_final_message()


if __name__ == "__main__":
    unittest.main()
