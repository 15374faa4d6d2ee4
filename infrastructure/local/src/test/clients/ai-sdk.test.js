// The unmodified AI SDK. Its provider for OpenAI speaks the Responses API unless told otherwise, and that for Anthropic the Messages API.
import assert from "node:assert/strict";
import test from "node:test";
import { createAnthropic } from "@ai-sdk/anthropic";
import { createOpenAI } from "@ai-sdk/openai";
import { generateObject, generateText, stepCountIs, streamText, tool } from "ai";
import { z } from "zod";
import { COUNTING, TURNS, call, say, script } from "./script.js";

const tierup = createOpenAI({ baseURL: process.env.OPENAI_BASE_URL, apiKey: process.env.OPENAI_API_KEY });
const anthropic = createAnthropic({ baseURL: process.env.OPENAI_BASE_URL, apiKey: process.env.OPENAI_API_KEY });
const STEPS = [
  call("weather", { city: "Paris" }, "I ask the weather."),
  call("clock", { city: "Rome" }, "I ask the time."),
  say("It is 20 degrees at noon."),
];

const tools = (seen) => ({
  weather: tool({
    description: "Tells the weather",
    inputSchema: z.object({ city: z.string() }),
    execute: async ({ city }) => seen.push(`weather ${city}`) && { temp: 20 },
  }),
  clock: tool({
    description: "Tells the time",
    inputSchema: z.object({ city: z.string() }),
    execute: async ({ city }) => seen.push(`clock ${city}`) && "noon",
  }),
});

const runs = {
  "the defaults": undefined,
  "store: false": { openai: { store: false } },
  "store: false and reasoning": { openai: { store: false, forceReasoning: true } },
};

for (const [name, providerOptions] of Object.entries(runs)) {
  const request = (seen) => ({
    model: tierup("tier-2"),
    system: "You are helpful.",
    prompt: script("How is Paris?", STEPS),
    tools: tools(seen),
    stopWhen: stepCountIs(5),
    maxRetries: 0,
    providerOptions,
  });

  test(`works in several steps, with ${name}`, async () => {
    const seen = [];
    const result = await generateText(request(seen));

    assert.deepEqual(seen, ["weather Paris", "clock Rome"]);
    assert.equal(result.text, "It is 20 degrees at noon.");
    assert.equal(result.steps.length, 3);
    assert.equal(result.finishReason, "stop");
    assert.ok(result.totalUsage.totalTokens > 0);
  });

  test(`streams several steps, with ${name}`, async () => {
    const seen = [];
    const stream = streamText({ ...request(seen), onError: ({ error }) => assert.fail(error) });
    let text = "";
    for await (const piece of stream.textStream) text += piece;

    assert.deepEqual(seen, ["weather Paris", "clock Rome"]);
    assert.equal(text, "I ask the weather.I ask the time.It is 20 degrees at noon.");
  });
}

test("goes on with a conversation, with the defaults", async () => {
  const messages = [{ role: "user", content: "A berth is a place for a ship." }];
  const first = await generateText({ model: tierup("tier-2"), messages, maxRetries: 0 });
  messages.push(...first.response.messages, { role: "user", content: "What did you say?" });
  const second = await generateText({ model: tierup("tier-2"), messages, maxRetries: 0 });

  assert.match(first.text, /A berth is a place for a ship\./);
  assert.match(second.text, /What did you say\?/);
});

test("makes an object of an answer", async () => {
  const schema = z.object({ name: z.string(), inhabitants: z.number() });
  const { object } = await generateObject({ model: tierup("tier-2"), schema, prompt: "Describe Lisbon.", maxRetries: 0 });

  assert.equal(typeof object.name, "string");
});

test("reports an answer that reaches the cap", async () => {
  const result = await generateText({
    model: tierup("tier-2"),
    prompt: "[[simulate:tokens=60]] Count.",
    maxOutputTokens: 20,
    maxRetries: 0,
  });

  assert.equal(result.finishReason, "length");
});

test("reports a stream that breaks", async () => {
  const errors = [];
  const stream = streamText({
    model: tierup("tier-2"),
    prompt: "[[simulate:error_after=4]] hello",
    maxRetries: 0,
    onError: ({ error }) => errors.push(error),
  });
  await stream.consumeStream();

  assert.notEqual(errors.length, 0);
});

const models = {
  "the Responses API": tierup("tier-2"),
  "the chat API": tierup.chat("tier-2"),
  "the Messages API": anthropic("tier-2"),
};

for (const [name, model] of Object.entries(models)) {
  test(`streams a loop of ten turns through ${name}`, async () => {
    const seen = [];
    const add = tool({
      description: "Adds a number",
      inputSchema: z.object({ number: z.number() }),
      execute: async ({ number }) => seen.push(number) && "added",
    });
    const stream = streamText({
      model,
      prompt: COUNTING,
      tools: { add },
      stopWhen: stepCountIs(12),
      maxRetries: 0,
      onError: ({ error }) => assert.fail(error),
    });
    let text = "";
    for await (const piece of stream.textStream) text += piece;

    assert.deepEqual(seen, TURNS);
    assert.equal(text, `${TURNS.map((number) => `Step ${number}.`).join("")}Counted.`);
    assert.equal((await stream.steps).length, 11);
  });
}

test("makes an object of an answer through the Messages API", async () => {
  const schema = z.object({ name: z.string() });
  const { object } = await generateObject({ model: anthropic("tier-2"), schema, prompt: "Describe Lisbon.", maxRetries: 0 });

  assert.equal(typeof object.name, "string");
});
