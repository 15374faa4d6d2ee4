// The unmodified Agents SDK for JavaScript.
import assert from "node:assert/strict";
import test from "node:test";
import { Agent, OpenAIProvider, Runner, tool } from "@openai/agents";
import { z } from "zod";
import { COUNTING, TURNS, call, script } from "./script.js";

const runner = new Runner({
  modelProvider: new OpenAIProvider({ baseURL: process.env.OPENAI_BASE_URL, apiKey: process.env.OPENAI_API_KEY }),
  tracingDisabled: true,
});

const counting = () => {
  const seen = [];
  const add = tool({
    name: "add",
    description: "Adds a number",
    parameters: z.object({ number: z.number() }),
    execute: async ({ number }) => `The sum is ${seen.push(number)}.`,
  });
  return { seen, agent: new Agent({ name: "Counter", instructions: "You count.", model: "tier-2", tools: [add] }) };
};

test("works in a loop of ten turns", async () => {
  const { seen, agent } = counting();
  const result = await runner.run(agent, COUNTING, { maxTurns: 12 });

  assert.deepEqual(seen, TURNS);
  assert.equal(result.finalOutput, "Counted.");
});

test("streams a loop of ten turns", async () => {
  const { seen, agent } = counting();
  const result = await runner.run(agent, COUNTING, { maxTurns: 12, stream: true });
  let text = "";
  for await (const event of result) {
    if (event.type === "raw_model_stream_event" && event.data.type === "output_text_delta") text += event.data.delta;
  }
  await result.completed;

  assert.deepEqual(seen, TURNS);
  assert.equal(text, `${TURNS.map((number) => `Step ${number}.`).join("")}Counted.`);
});

test("hands over to another agent", async () => {
  const harbour = new Agent({ name: "Harbour", instructions: "You know ships.", model: "tier-3" });
  const desk = Agent.create({ name: "Desk", instructions: "You hand over.", model: "tier-2", handoffs: [harbour] });
  const result = await runner.run(
    desk,
    script("A ship?", [call("transfer_to_Harbour", {})]),
  );

  assert.equal(result.lastAgent.name, "Harbour");
  assert.match(result.finalOutput, /simulated/);
});
