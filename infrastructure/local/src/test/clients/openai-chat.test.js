// The unmodified OpenAI client for Node against the service that OPENAI_BASE_URL and OPENAI_API_KEY name.
import assert from "node:assert/strict";
import test from "node:test";
import OpenAI from "openai";

const client = new OpenAI({ maxRetries: 0 });
const asking = (content) => ({ model: "tier-2", max_completion_tokens: 200, messages: [{ role: "user", content }] });

test("completes a chat", async () => {
  const completion = await client.chat.completions.create(asking("The harbour is calm."));

  assert.equal(completion.model, "tier-2");
  assert.match(completion.id, /^chatcmpl-[0-9a-z]{16}$/);
  assert.match(completion.choices[0].message.content, /The harbour is calm\./);
  assert.equal(completion.choices[0].finish_reason, "stop");
});

test("streams an answer", async () => {
  const stream = await client.chat.completions.create({
    ...asking("The tide is out."),
    stream: true,
    stream_options: { include_usage: true },
  });
  let text = "";
  let usage = null;
  for await (const chunk of stream) {
    text += chunk.choices[0]?.delta?.content ?? "";
    usage = chunk.usage ?? usage;
  }

  assert.match(text, /The tide is out\./);
  assert.equal(usage.total_tokens, usage.prompt_tokens + usage.completion_tokens);
});

test("streams through the client's helper, which requires a finish reason", async () => {
  const completion = await client.chat.completions.stream(asking("The wind is up.")).finalChatCompletion();

  assert.match(completion.choices[0].message.content, /The wind is up\./);
});

test("maps errors to exceptions", async () => {
  await assert.rejects(client.chat.completions.create({ ...asking("x"), temperature: 3 }), (error) => {
    assert.equal(error.status, 400);
    assert.equal(error.code, "invalid_value");
    assert.equal(error.param, "temperature");
    return true;
  });
  await assert.rejects(client.chat.completions.create({ ...asking("x"), model: "gpt-4o" }), OpenAI.NotFoundError);
});

test("reports an error within a stream", async () => {
  const stream = await client.chat.completions.create({ ...asking("[[simulate:error_after=3]] hi"), stream: true });
  await assert.rejects(async () => {
    for await (const chunk of stream) void chunk;
  }, OpenAI.APIError);
});

test("may be called by a page of any origin", async () => {
  // Sends the preflight that a browser would, for exactly the headers that the client adds.
  const asBrowser = async (url, init) => {
    const names = [...new Headers(init.headers).keys()];
    const preflight = await fetch(url, {
      method: "OPTIONS",
      headers: {
        origin: "https://notes.example.com",
        "access-control-request-method": init.method.toUpperCase(),
        "access-control-request-headers": names.join(","),
      },
    });
    const allowed = preflight.headers.get("access-control-allow-headers").split(", ");
    assert.equal(preflight.status, 204);
    assert.equal(preflight.headers.get("access-control-allow-origin"), "*");
    assert.deepEqual(names.filter((name) => !allowed.includes(name)), []);
    assert.ok(preflight.headers.get("access-control-allow-methods").split(", ").includes(init.method.toUpperCase()));
    const answer = await fetch(url, init);
    assert.equal(answer.headers.get("access-control-allow-origin"), "*");
    return answer;
  };
  const inPage = new OpenAI({ maxRetries: 0, dangerouslyAllowBrowser: true, fetch: asBrowser });

  assert.equal((await inPage.chat.completions.create(asking("The lamp is lit."))).model, "tier-2");
  assert.equal((await inPage.models.list()).data.length, 4);
});

test("understands base URLs with a mistake", async () => {
  const base = process.env.OPENAI_BASE_URL;
  for (const wrong of [`${base}/`, `${base}//`, `${base}/v1`, base.replace(/\/v1$/, "")]) {
    const models = await new OpenAI({ maxRetries: 0, baseURL: wrong }).models.list();
    assert.equal(models.data.length, 4, wrong);
  }
});
