// Reads server-sent events of a chat completion.

/** An answer that failed after it had begun. The message is the service's own, for customers. */
export class AnswerFailure extends Error {}

/** Yields the data of each event as it arrives, however the bytes are cut. Comments and other fields are skipped. */
export async function* events(stream) {
  const decoder = new TextDecoder();
  let open = "";
  let data = [];
  for await (const bytes of chunks(stream)) {
    const lines = (open + decoder.decode(bytes, { stream: true })).split(/\r\n|\n|\r(?!$)/);
    open = lines.pop();
    for (const line of lines) {
      if (line.startsWith("data:")) data.push(line.slice(5).replace(/^ /, ""));
      if (line !== "" || data.length === 0) continue;
      yield data.join("\n");
      data = [];
    }
  }
}

/** Streams cannot be iterated in every browser. */
async function* chunks(stream) {
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    reader.releaseLock();
  }
}

/**
 * Yields what the chunks of a chat completion say: `{text}` for a piece of the answer, `{usage}`, `{finish}` for the reason of its end.
 * Throws an AnswerFailure if the answer broke off.
 */
export async function* answerOf(stream) {
  let finished = false;
  for await (const data of events(stream)) {
    if (data === "[DONE]") return;
    const chunk = JSON.parse(data);
    if (chunk.error) throw new AnswerFailure(chunk.error.message);
    const choice = chunk.choices?.[0];
    if (choice?.delta?.content) yield { text: choice.delta.content };
    if (choice?.finish_reason) {
      finished = true;
      yield { finish: choice.finish_reason };
    }
    if (chunk.usage) yield { usage: chunk.usage };
  }
  if (!finished) throw new AnswerFailure("The connection broke off before the answer was complete. What was generated is charged.");
}
