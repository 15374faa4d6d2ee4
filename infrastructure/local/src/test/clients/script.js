// Prompts that make the simulated provider act as a model that works with tools. Each step is one answer.
export const script = (prompt, steps) => `${prompt} [[script]] ${JSON.stringify(steps)} [[/script]]`;
export const call = (name, args, text) => ({ call: name, with: args, say: text });
export const say = (text) => ({ say: text });

/** A loop of ten turns: each calls the tool {@code add} with its number, and the last answer says "Counted.". */
export const TURNS = [...Array(10).keys()];
export const COUNTING = script("Count.", [...TURNS.map((number) => call("add", { number }, `Step ${number}.`)), say("Counted.")]);
export const ADD_SCHEMA = {
  type: "object",
  properties: { number: { type: "integer" } },
  required: ["number"],
  additionalProperties: false,
};

// Instructions of more than 1,024 tokens, from which on repeated input is cheaper: in most turns, because a request on a slow machine does not
// wait to learn what it repeats.
export const LONG_INSTRUCTIONS = "You count, and you say each number once. ".repeat(150);
