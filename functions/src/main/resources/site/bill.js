// Recounts the bill of a request from its tokens and the tier's prices, exactly.
import { nanosOf } from "./money.js";

const PICOS_PER_NANO = 1_000n;
const TOKENS = 1_000_000n;

/**
 * The lines of a bill. Amounts are in pico-dollars, prices in nano-dollars per million tokens. Only the sum is rounded up, to whole nano-dollars.
 *
 * @param tier the tier's entry of /v1/tiers; undefined if it is not sold any more
 * @returns the lines, and whether their sum is what was charged
 */
export function bill(record, tier) {
  if (!tier || record.token_source === "none") return { lines: [], isExact: false };
  const lines = [
    line("Input", record.prompt_tokens - record.repeated_prompt_tokens, tier.input_usd_per_million),
    line("Repeated input", record.repeated_prompt_tokens, tier.repeated_input_usd_per_million),
    line("Output", record.completion_tokens - record.reasoning_tokens, tier.output_usd_per_million),
    line("Hidden reasoning", record.reasoning_tokens, tier.output_usd_per_million),
  ].filter(({ tokens }) => tokens > 0);
  const total = lines.reduce((picos, { amount }) => picos + amount, 0n);
  return { lines, isExact: (total + PICOS_PER_NANO - 1n) / PICOS_PER_NANO === nanosOf(record.cost_usd) };
}

function line(name, tokens, usdPerMillion) {
  const perMillion = nanosOf(usdPerMillion);
  return { name, tokens, perMillion, amount: BigInt(tokens) * perMillion * PICOS_PER_NANO / TOKENS };
}
