// Ready-made first requests, with a key filled in.

/**
 * @param baseUrl address of the API, ending in /v1
 * @param key a secret
 * @returns names and texts
 */
export function samples(baseUrl, key, tier = "tier-2") {
  return [
    {
      name: "curl",
      code: `curl -N ${baseUrl}/chat/completions \\
  -H "Authorization: Bearer ${key}" \\
  -H "Content-Type: application/json" \\
  -d '{"model": "${tier}", "stream": true,
       "messages": [{"role": "user", "content": "Say hello."}]}'`,
    },
    {
      name: "Python",
      code: `from openai import OpenAI

client = OpenAI(base_url="${baseUrl}", api_key="${key}")

stream = client.chat.completions.create(
    model="${tier}", stream=True,
    messages=[{"role": "user", "content": "Say hello."}])
for chunk in stream:
    if chunk.choices:
        print(chunk.choices[0].delta.content or "", end="")`,
    },
    {
      name: "Node",
      code: `import OpenAI from "openai";

const client = new OpenAI({ baseURL: "${baseUrl}", apiKey: "${key}" });

const stream = await client.chat.completions.create({
  model: "${tier}", stream: true,
  messages: [{ role: "user", content: "Say hello." }],
});
for await (const chunk of stream)
  process.stdout.write(chunk.choices[0]?.delta?.content ?? "");`,
    },
  ];
}
