"""Chat completions and their charges."""

import base64
import gzip
import json
import zlib
from decimal import Decimal

from suite.service import ServiceCase


class Chat(ServiceCase):
    def wallet(self):
        return self.service.call("GET", "/v1/wallet").json()

    def usage(self):
        return self.service.call("GET", "/v1/usage?group_by=tier").json()["total"]

    def test_a_whole_answer_names_the_tier_and_is_charged_once(self):
        wallet, usage = self.wallet(), self.usage()

        answer = self.service.chat("hello")

        self.assertEqual(200, answer.status, answer.text)
        completion = answer.json()
        self.assertEqual(("chat.completion", "tier-2"), (completion["object"], completion["model"]))
        self.assertTrue(completion["choices"][0]["message"]["content"])
        cost = Decimal(answer.headers["x-tierup-cost-usd"])
        self.assertGreater(cost, 0)
        after = self.wallet()
        self.assertEqual(Decimal(wallet["available_usd"]) - cost, Decimal(after["available_usd"]))
        self.assertEqual(Decimal(wallet["debits_usd"]) + cost, Decimal(after["debits_usd"]))
        self.assertEqual(0, after["open_holds"])
        total = self.usage()
        self.assertEqual(usage["requests"] + 1, total["requests"])
        self.assertEqual(Decimal(usage["cost_usd"]) + cost, Decimal(total["cost_usd"]))
        record = self.service.call("GET", f"/v1/usage/requests/{answer.headers['x-request-id']}").json()
        self.assertEqual(cost, Decimal(record["cost_usd"]))
        self.assertEqual(("tier-2", "answered", False), (record["tier"], record["outcome"], record["stream"]))

    def test_a_streamed_answer_has_all_its_events(self):
        before = self.wallet()

        answer = self.service.chat("hello", stream=True, stream_options={"include_usage": True})

        self.assertEqual(200, answer.status, answer.text)
        self.assertIn("text/event-stream", answer.headers["content-type"])
        events = [event.removeprefix("data: ") for event in answer.text.split("\n\n") if event.startswith("data: ")]
        self.assertEqual("[DONE]", events[-1])
        chunks = [json.loads(event) for event in events[:-1]]
        self.assertEqual({"tier-2"}, {chunk["model"] for chunk in chunks})
        self.assertEqual("assistant", chunks[0]["choices"][0]["delta"]["role"])
        self.assertTrue("".join(chunk["choices"][0]["delta"].get("content") or "" for chunk in chunks[:-1]))
        self.assertGreater(chunks[-1]["usage"]["completion_tokens"], 0)
        self.assertLess(Decimal(self.wallet()["available_usd"]), Decimal(before["available_usd"]))

    def test_no_answer_reveals_its_model(self):
        for stream in (False, True):
            text = self.service.chat("hello", stream=stream).text.lower()
            for name in ("claude", "gpt-", "anthropic", "openai/", "openrouter", "cloudflare"):
                self.assertNotIn(name, text)

    def test_invalid_requests_are_400_and_cost_nothing(self):
        before = self.wallet()

        for body, code in (("{", "invalid_json"), ("{}", "missing_field"), ('{"model": "tier-2", "messages": 1}', None)):
            answer = self.service.call("POST", "/v1/chat/completions", body)
            self.assert_error(answer, 400, "invalid_request_error", code or "invalid_value")
        self.assertEqual(before["available_usd"], self.wallet()["available_usd"])

    def test_without_a_key_the_answer_is_401(self):
        answer = self.service.call("POST", "/v1/chat/completions", "{}", key="")

        self.assert_error(answer, 401, "authentication_error", "invalid_api_key")

    def test_an_unknown_tier_is_404(self):
        self.assert_error(self.service.chat("hello", model="tier-9"), 404, "invalid_request_error", "model_not_found")

    def test_an_upstream_error_costs_nothing(self):
        before = self.wallet()

        answer = self.service.chat("[[simulate:status=503]]")

        self.assertEqual(503, answer.status, answer.text)
        self.assertEqual(before["available_usd"], self.wallet()["available_usd"])

    def test_a_body_in_base64_is_read_compressed_or_not(self):
        body = json.dumps({"model": "tier-1", "messages": [{"role": "user", "content": "hello"}]}).encode()
        for encoding, sent in (("identity", body), ("gzip", gzip.compress(body)), ("deflate", zlib.compress(body)), ("gzip", body)):
            event = {
                "resource": "/v1/chat/completions",
                "httpMethod": "POST",
                "path": "/v1/chat/completions",
                "headers": {"Authorization": f"Bearer {self.service.key}", "Content-Encoding": encoding},
                "body": base64.b64encode(sent).decode(),
                "isBase64Encoded": True,
            }

            answer = self.deployment.client("lambda").invoke(
                FunctionName=self.deployment.id("Inference"), Payload=json.dumps(event)
            )

            reply = json.load(answer["Payload"])
            self.assertEqual(200, reply["statusCode"], reply)
            self.assertEqual("tier-1", json.loads(reply["body"])["model"])
