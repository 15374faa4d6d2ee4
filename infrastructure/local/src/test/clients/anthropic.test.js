// The unmodified Anthropic client for Node against the service that OPENAI_BASE_URL and OPENAI_API_KEY name.
import assert from "node:assert/strict";
import test from "node:test";
import Anthropic from "@anthropic-ai/sdk";
import { ADD_SCHEMA, COUNTING, LONG_INSTRUCTIONS, TURNS } from "./script.js";

const baseURL = process.env.OPENAI_BASE_URL.replace(/\/v1$/, "");
const client = new Anthropic({ baseURL, apiKey: process.env.OPENAI_API_KEY, maxRetries: 0 });
const asking = (content) => ({ model: "tier-2", max_tokens: 200, messages: [{ role: "user", content }] });
const textOf = (message) => message.content.filter((block) => block.type === "text").map((block) => block.text).join("");
const clock = {
  name: "get_time",
  input_schema: { type: "object", properties: { zone: { type: "string" } }, required: ["zone"] },
};

test("answers a message", async () => {
  const message = await client.messages.create(asking("The harbour is calm."));

  assert.equal(message.model, "tier-2");
  assert.match(message.id, /^msg_[0-9a-z]{16}$/);
  assert.match(textOf(message), /The harbour is calm\./);
  assert.equal(message.stop_reason, "end_turn");
  assert.match(message._request_id, /^req_/);
});

test("streams events whose sum is the message", async () => {
  const whole = await client.messages.create(asking("The tide is out."));
  const streamed = await client.messages.stream(asking("The tide is out.")).finalMessage();

  assert.equal(textOf(streamed), textOf(whole));
  assert.deepEqual(streamed.usage, whole.usage);
  assert.equal(streamed.stop_reason, whole.stop_reason);
});

test("streams raw events in their order", async () => {
  let types = "";
  for await (const event of await client.messages.create({ ...asking("The wind is up."), stream: true })) types += `${event.type} `;

  assert.match(
    types,
    /^message_start (content_block_start (content_block_delta )+content_block_stop )+message_delta message_stop $/,
  );
});

test("calls a tool and reads its result, streamed", async () => {
  const question = { ...asking("What time is it?"), tools: [clock] };
  const first = await client.messages.stream(question).finalMessage();
  const call = first.content.find((block) => block.type === "tool_use");
  const messages = [
    ...question.messages,
    { role: "assistant", content: first.content },
    { role: "user", content: [{ type: "tool_result", tool_use_id: call.id, content: "noon" }] },
  ];
  const second = await client.messages.stream({ ...question, messages }).finalMessage();

  assert.equal(first.stop_reason, "tool_use");
  assert.equal(typeof call.input.zone, "string");
  assert.match(textOf(second), /The tool said: noon/);
});

test("maps errors to exceptions", async () => {
  await assert.rejects(client.messages.create({ ...asking("x"), temperature: 3 }), Anthropic.BadRequestError);
  await assert.rejects(client.messages.create({ ...asking("x"), model: "claude-opus-5-5" }), (error) => {
    assert.equal(error.status, 404);
    assert.equal(error.error.error.type, "not_found_error");
    return error instanceof Anthropic.NotFoundError;
  });
});

test("reports an error within a stream", async () => {
  const stream = client.messages.stream(asking("[[simulate:error_after=3]] hi"));

  await assert.rejects(stream.finalMessage(), Anthropic.APIError);
});

for (const streamed of [false, true]) {
  test(`works in a loop of ten turns, ${streamed ? "streamed" : "whole"}, and repeats its input`, async () => {
    const messages = [{ role: "user", content: COUNTING }];
    const numbers = [];
    let repeated = 0;
    const ask = () => {
      const body = {
        model: "tier-4",
        max_tokens: 2000,
        system: LONG_INSTRUCTIONS,
        thinking: { type: "enabled", budget_tokens: 1024 },
        tools: [{ name: "add", input_schema: ADD_SCHEMA }],
        messages,
      };
      return streamed ? client.messages.stream(body).finalMessage() : client.messages.create(body);
    };
    let message = await ask();
    for (const turn of TURNS) {
      assert.equal(message.stop_reason, "tool_use");
      const call = message.content.find((block) => block.type === "tool_use");
      numbers.push(call.input.number);
      messages.push(
        { role: "assistant", content: message.content },
        { role: "user", content: [{ type: "tool_result", tool_use_id: call.id, content: `${turn} is counted.` }] },
      );
      message = await ask();
      repeated = Math.max(repeated, message.usage.cache_read_input_tokens);
    }

    assert.deepEqual(numbers, TURNS);
    assert.equal(textOf(message), "Counted.");
    assert.ok(repeated > 1024);
  });
}
