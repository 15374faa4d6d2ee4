// Reads what a workload is from a prompt, from the `usage` of an answer, or from a provider's export of usage in CSV.
"use strict";

const BYTES_PER_TOKEN = 4;

/** An estimate, good to about a fifth for English; other languages and code have more tokens. */
export function estimateTokens(text) {
  return Math.ceil(new TextEncoder().encode(text).length / BYTES_PER_TOKEN);
}

/** A count; 0 for what is none. */
const number = (value) => (Number.isFinite(value) && value >= 0 ? value : 0);

/**
 * Reads the `usage` of an answer of OpenAI's chat API, of the Responses API or of Anthropic's Messages API, alone or inside the answer.
 * Throws an Error with a message for people.
 */
export function readUsage(text) {
  let json;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Error("This is not JSON. Paste the usage object of an answer, with its braces.");
  }
  const usage = json?.usage ?? json?.response?.usage ?? json;
  const cacheRead = number(usage?.cache_read_input_tokens);
  const cacheWrite = number(usage?.cache_creation_input_tokens);
  const input = number(usage?.prompt_tokens ?? usage?.input_tokens) + cacheRead + cacheWrite;
  const output = number(usage?.completion_tokens ?? usage?.output_tokens);
  if (input === 0 && output === 0) {
    throw new Error("No token counts found. Expected prompt_tokens and completion_tokens, or input_tokens and output_tokens.");
  }
  const details = usage.prompt_tokens_details ?? usage.input_tokens_details ?? {};
  const outputDetails = usage.completion_tokens_details ?? usage.output_tokens_details ?? {};
  const reasoning = Math.min(number(outputDetails.reasoning_tokens), output);
  const cached = cacheRead + number(details.cached_tokens);
  return { requests: 1, input, output: output - reasoning, reasoning, cached: Math.min(cached, input) };
}

const COLUMNS = {
  requests: ["num_model_requests", "n_requests", "requests"],
  input: ["input_tokens", "n_context_tokens_total", "tokens_prompt", "prompt_tokens", "native_tokens_prompt"],
  output: ["output_tokens", "n_generated_tokens_total", "tokens_completion", "completion_tokens", "native_tokens_completion"],
  cached: ["input_cached_tokens", "cached_tokens", "tokens_cached", "native_tokens_cached"],
  reasoning: ["reasoning_tokens", "tokens_reasoning", "native_tokens_reasoning"],
};

/** Sums a usage export of OpenAI or OpenRouter. Throws an Error with a message for people. */
export function readUsageCsv(text) {
  const rows = parseCsv(text);
  const header = (rows.shift() ?? []).map((name) => name.trim().toLowerCase());
  const column = {};
  for (const [name, names] of Object.entries(COLUMNS)) {
    column[name] = names.map((one) => header.indexOf(one)).find((index) => index >= 0) ?? -1;
  }
  if (column.input < 0 || column.output < 0) {
    throw new Error("No columns of input and output tokens found. Expected an activity export of OpenRouter or a usage export of OpenAI.");
  }
  const sum = { requests: 0, input: 0, output: 0, cached: 0, reasoning: 0 };
  for (const row of rows) {
    const value = (name) => number(Number(row[column[name]]));
    sum.requests += column.requests < 0 ? 1 : value("requests");
    for (const name of ["input", "output", "cached", "reasoning"]) sum[name] += column[name] < 0 ? 0 : value(name);
  }
  if (sum.requests === 0) throw new Error("The file has no rows with requests.");
  sum.cached = Math.min(sum.cached, sum.input);
  sum.reasoning = Math.min(sum.reasoning, sum.output);
  sum.output -= sum.reasoning;
  return sum;
}

/** Parses CSV with quoted fields, which may contain commas, quotes and line breaks. */
export function parseCsv(text) {
  const rows = [];
  let row = [];
  let field = "";
  let isQuoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (isQuoted) {
      if (c !== '"') field += c;
      else if (text[i + 1] === '"') field += text[++i];
      else isQuoted = false;
    } else if (c === '"' && field === "") isQuoted = true;
    else if (c === "," || c === "\n" || c === "\r") {
      row.push(field);
      field = "";
      if (c !== ",") {
        if (row.length > 1 || row[0] !== "") rows.push(row);
        row = [];
      }
    } else field += c;
  }
  row.push(field);
  if (row.length > 1 || row[0] !== "") rows.push(row);
  return rows;
}

/** A field of CSV that spreadsheets do not take for a formula. */
export function csvField(value) {
  const text = String(value);
  const safe = /^[=+\-@\t\r]/.test(text) && typeof value !== "number" ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
