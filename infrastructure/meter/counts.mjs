// Prints the token counts of the JSON strings on standard input, one a line, as tiktoken for Node counts them.
import { createInterface } from "node:readline";
import { get_encoding } from "tiktoken";

const encoding = get_encoding("o200k_base");
for await (const line of createInterface({ input: process.stdin })) console.log(encoding.encode_ordinary(JSON.parse(line)).length);
