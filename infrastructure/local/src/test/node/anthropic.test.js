// The unmodified Anthropic client for Node against the service that OPENAI_BASE_URL and OPENAI_API_KEY name.
import assert from "node:assert/strict";
import test from "node:test";
import Anthropic from "@anthropic-ai/sdk";

const baseURL = process.env.OPENAI_BASE_URL.replace(/\/v1$/, "");
const client = new Anthropic({ baseURL, apiKey: process.env.OPENAI_API_KEY, maxRetries: 0 });
const asking = (content) => ({ model: "tier-2", max_tokens: 200, messages: [{ role: "user", content }] });
const clock = {
  name: "get_time",
  input_schema: { type: "object", properties: { zone: { type: "string" } }, required: ["zone"] },
};

test("answers a message", async () => {
  const message = await client.messages.create(asking("The harbour is calm."));

  assert.equal(message.model, "tier-2");
  assert.match(message.id, /^msg_[0-9a-z]{16}$/);
  assert.match(message.content[0].text, /The harbour is calm\./);
  assert.equal(message.stop_reason, "end_turn");
  assert.match(message._request_id, /^req_/);
});

test("streams events whose sum is the message", async () => {
  const whole = await client.messages.create(asking("The tide is out."));
  const streamed = await client.messages.stream(asking("The tide is out.")).finalMessage();

  assert.equal(streamed.content[0].text, whole.content[0].text);
  assert.deepEqual(streamed.usage, whole.usage);
  assert.equal(streamed.stop_reason, whole.stop_reason);
});

test("streams raw events in their order", async () => {
  const types = [];
  for await (const event of await client.messages.create({ ...asking("The wind is up."), stream: true })) {
    if (types.at(-1) !== event.type) types.push(event.type);
  }

  assert.deepEqual(types, [
    "message_start",
    "content_block_start",
    "content_block_delta",
    "content_block_stop",
    "message_delta",
    "message_stop",
  ]);
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
  assert.match(second.content[0].text, /The tool said: noon/);
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
