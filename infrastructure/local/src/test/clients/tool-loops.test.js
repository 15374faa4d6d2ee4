// Loops of tool calls with the unmodified OpenAI client for Node, through the models of mapping-of-families.json, which refuse wrong ids.
// A model that refuses the request is replaced by another family. It is not ill, so the next loop finds it as it was.
import assert from "node:assert/strict";
import test from "node:test";
import OpenAI from "openai";

const client = new OpenAI({ maxRetries: 0 });
const tools = [{ type: "function", function: { name: "tell_time", parameters: { type: "object" } } }];
const user = (content) => ({ role: "user", content });

const ask = async (model, messages, streamed) => {
  const body = { model, max_completion_tokens: 500, reasoning_effort: "high", messages, tools };
  const completion = streamed
    ? await client.chat.completions.stream(body).finalChatCompletion()
    : await client.chat.completions.create(body);
  return completion.choices[0].message;
};

/** Makes calls, each with its result. The client's own message objects go back as they are. */
const call = async (model, messages, streamed, calls, reasons = true) => {
  for (let turn = 0; turn < calls; turn++) {
    const message = await ask(model, messages, streamed);
    assert.match(message.tool_calls[0].id, /^call_[0-9A-Za-z]{24}$/);
    assert.equal(message.reasoning_details !== undefined, reasons);
    for (const detail of message.reasoning_details ?? []) assert.match(detail.data, /^v1\.local\.[\w-]+$/);
    messages.push(message, { role: "tool", tool_call_id: message.tool_calls[0].id, content: "It is noon in Porto." });
  }
};
const end = async (model, messages, streamed) =>
  assert.match((await ask(model, messages, streamed)).content, /It is noon in Porto\./);

for (const streamed of [false, true]) {
  const how = streamed ? "streamed" : "whole";
  for (const [model, family] of Object.entries({ "tier-1": "Gemini", "tier-2": "Claude", "tier-3": "DeepSeek", "tier-4": "GPT" })) {
    test(`five calls, ${how}, ${family}`, async () => {
      const messages = [user("[[simulate:tool_calls=5]] Where is it noon?")];
      await call(model, messages, streamed, 5);
      await end(model, messages, streamed);
    });
  }
}

for (const [model, slug] of Object.entries({ "tier-2": "claude", "tier-3": "deepseek", "tier-4": "gpt", "tier-1": "gemini" })) {
  test(`a loop that ${slug} begins and another family ends`, async () => {
    const messages = [user("[[simulate:tool_calls=2]] Where is it noon?")];
    await call(model, messages, true, 2);
    messages.push(user(`[[simulate:tool_calls=3]][[simulate:status=400,model=${slug}]] Go on.`));
    await call(model, messages, true, 3, slug !== "claude"); // Mistral's model does not reason
    await end(model, messages, true);
  });
}

test("five calls, streamed, Kimi", async () => {
  const messages = [user("[[simulate:tool_calls=5]][[simulate:status=400,model=gemini]] Where is it noon?")];
  await call("tier-1", messages, true, 5);
  await end("tier-1", messages, true);
});
