// A request as code that sends it again. Nothing of a prompt can end a quote early.

const SHORT_URL = 60;

/** Images would make the code unreadable: their data is left for the reader to fill in. */
function readable(body) {
  return JSON.parse(JSON.stringify(body), (key, value) =>
    key === "url" && value.startsWith("data:") && value.length > SHORT_URL ? `${value.slice(0, value.indexOf(",") + 1)}…` : value);
}

const shellQuoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

export function asCurl(baseUrl, body) {
  return `curl -N ${shellQuoted(`${baseUrl}/chat/completions`)} \\
  -H "Authorization: Bearer $OPENAI_API_KEY" \\
  -H "Content-Type: application/json" \\
  -d ${shellQuoted(JSON.stringify(readable(body), null, 2))}`;
}

/** Messages consist of objects, lists and texts, whose JSON is also Python. */
export function asPython(baseUrl, body) {
  const { model, messages } = readable(body);
  return `from openai import OpenAI

client = OpenAI(base_url=${JSON.stringify(baseUrl)})  # reads OPENAI_API_KEY

stream = client.chat.completions.create(
    model=${JSON.stringify(model)},
    stream=True,
    messages=${JSON.stringify(messages, null, 4).replaceAll("\n", "\n    ")},
)
for chunk in stream:
    if chunk.choices:
        print(chunk.choices[0].delta.content or "", end="")`;
}
