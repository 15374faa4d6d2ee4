// The unmodified OpenAI client for Node against the Responses API of the service that OPENAI_BASE_URL and OPENAI_API_KEY name.
import assert from "node:assert/strict";
import test from "node:test";
import OpenAI from "openai";
import { ADD_SCHEMA, COUNTING, LONG_INSTRUCTIONS, TURNS } from "./script.js";

const client = new OpenAI({ maxRetries: 0 });
const asking = (input) => ({ model: "tier-2", max_output_tokens: 200, input });
const WEATHER = {
  type: "function",
  name: "weather",
  strict: true,
  parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"], additionalProperties: false },
};

test("answers", async () => {
  const response = await client.responses.create(asking("The harbour is calm."));

  assert.equal(response.model, "tier-2");
  assert.equal(response.status, "completed");
  assert.match(response.output_text, /The harbour is calm\./);
  assert.equal(response.usage.total_tokens, response.usage.input_tokens + response.usage.output_tokens);
});

test("streams through the client's helper, which requires every event in order", async () => {
  const stream = client.responses.stream({ ...asking("The wind is up."), tools: [WEATHER], tool_choice: "none" });
  const numbers = [];
  let text = "";
  for await (const event of stream) {
    numbers.push(event.sequence_number);
    if (event.type === "response.output_text.delta") text += event.delta;
  }
  const response = await stream.finalResponse();

  assert.deepEqual(numbers, [...numbers.keys()]);
  assert.match(text, /The wind is up\./);
  assert.equal(response.output_text, text);
});

test("completes a tool loop in a stream", async () => {
  const input = [{ role: "user", content: "What is the weather in Faro?" }];
  const asked = await client.responses.stream({ ...asking(input), tools: [WEATHER] }).finalResponse();
  const call = asked.output.find((item) => item.type === "function_call");
  assert.ok(JSON.parse(call.arguments).city);

  input.push(...asked.output, { type: "function_call_output", call_id: call.call_id, output: "It rains." });
  const answered = await client.responses.create({ ...asking(input), tools: [WEATHER] });
  assert.match(answered.output_text, /It rains\./);
});

test("parses an answer in a schema", async () => {
  const schema = { type: "object", properties: { name: { type: "string" } }, required: ["name"], additionalProperties: false };
  const response = await client.responses.parse({
    ...asking("Describe Lisbon."),
    text: { format: { type: "json_schema", name: "city", strict: true, schema } },
  });

  assert.equal(typeof response.output_parsed.name, "string");
});

test("goes on by a reference to an item", async () => {
  const first = await client.responses.create(asking("A berth is a place for a ship."));
  const second = await client.responses.create(
    asking([{ type: "item_reference", id: first.output.at(-1).id }, { role: "user", content: "Go on." }]),
  );

  assert.match(second.output_text, /Go on\./);
});

test("maps errors to exceptions", async () => {
  const refused = (fields, code, param) =>
    assert.rejects(client.responses.create({ ...asking("x"), ...fields }), (error) => {
      assert.ok(error instanceof OpenAI.BadRequestError);
      assert.equal(error.code, code);
      assert.equal(error.param, param);
      return true;
    });
  await refused({ model: "gpt-5" }, "model_not_found", "model");
  await refused({ previous_response_id: "resp_1" }, "previous_response_not_found", "previous_response_id");
  await refused({ background: true }, "unsupported_parameter", "background");
});

test("reports an error within a stream", async () => {
  const stream = await client.responses.create({ ...asking("[[simulate:error_after=3]] hi"), stream: true });
  await assert.rejects(async () => {
    for await (const event of stream) void event;
  }, OpenAI.APIError);
});

for (const streamed of [false, true]) {
  test(`works in a loop of ten turns, ${streamed ? "streamed" : "whole"}, and repeats its input`, async () => {
    const tools = [{ type: "function", name: "add", strict: true, parameters: ADD_SCHEMA }];
    const input = [{ role: "user", content: COUNTING }];
    const numbers = [];
    let repeated = 0;
    const ask = () => {
      const body = { ...asking(input), instructions: LONG_INSTRUCTIONS, tools, reasoning: { effort: "high" }, model: "tier-4" };
      return streamed ? client.responses.stream(body).finalResponse() : client.responses.create(body);
    };
    let response = await ask();
    for (const turn of TURNS) {
      const { call_id, arguments: args } = response.output.find((item) => item.type === "function_call");
      numbers.push(JSON.parse(args).number);
      input.push(...response.output, { type: "function_call_output", call_id, output: `${turn} is counted.` });
      response = await ask();
      repeated = Math.max(repeated, response.usage.input_tokens_details.cached_tokens);
    }

    assert.deepEqual(numbers, TURNS);
    assert.equal(response.output_text, "Counted.");
    assert.ok(repeated > 1024);
  });
}
