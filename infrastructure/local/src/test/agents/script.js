// Prompts that make the simulated provider act as a model that works with tools. Each step is one answer.
export const script = (prompt, steps) => `${prompt} [[script]] ${JSON.stringify(steps)} [[/script]]`;
export const call = (name, args, text) => ({ call: name, with: args, say: text });
export const say = (text) => ({ say: text });
