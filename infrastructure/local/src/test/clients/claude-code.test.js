// Claude Code, unmodified, in a small repository, against the service that OPENAI_BASE_URL and OPENAI_API_KEY name. The simulated model
// calls Claude Code's own tools by a script.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, before } from "node:test";
import { promisify } from "node:util";
import { call, say, script } from "./script.js";

// The package's own launcher only finds this program, which is native, and refuses older versions of Node.
const claude = join(import.meta.dirname, `node_modules/@anthropic-ai/claude-code-${process.platform}-${process.arch}/claude`);
// A laptop may do without it.
const options = { skip: !existsSync(claude) && process.env.CI !== "true" && "Claude Code is not installed" };
let home;
let repository;

before(async () => {
  home = await mkdtemp(join(tmpdir(), "claude-home-"));
  repository = await mkdtemp(join(tmpdir(), "claude-repository-"));
  await writeFile(join(repository, "add.mjs"), "export const add = (a, b) => a - b;\n");
  await writeFile(
    join(repository, "add.test.mjs"),
    'import assert from "node:assert";\nimport test from "node:test";\nimport { add } from "./add.mjs";\n' +
      'test("adds", () => assert.equal(add(1, 2), 3));\n',
  );
});

after(async () => {
  await rm(home, { recursive: true });
  await rm(repository, { recursive: true });
});

const run = async (...args) => {
  const env = {
    PATH: process.env.PATH,
    HOME: home,
    ANTHROPIC_BASE_URL: process.env.OPENAI_BASE_URL.replace(/\/v1$/, ""),
    ANTHROPIC_AUTH_TOKEN: process.env.OPENAI_API_KEY,
    ANTHROPIC_MODEL: "tier-2",
    ANTHROPIC_DEFAULT_HAIKU_MODEL: "tier-1",
    ANTHROPIC_DEFAULT_SONNET_MODEL: "tier-2",
    ANTHROPIC_DEFAULT_OPUS_MODEL: "tier-3",
    CLAUDE_CODE_MAX_CONTEXT_TOKENS: "200000",
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
    CLAUDE_CODE_MAX_RETRIES: "2",
  };
  const running = promisify(execFile)(claude, args, { cwd: repository, env, timeout: 120_000 });
  running.child.stdin.end();
  return (await running).stdout;
};
const ask = async (prompt, ...more) =>
  JSON.parse(await run("-p", prompt, "--output-format", "json", "--allowedTools", "Read,Edit,Bash", ...more));

test("reads, edits, and runs a test", options, async () => {
  const file = join(repository, "add.mjs");
  const result = await ask(
    script("Mend the function.", [
      call("Read", { file_path: file }),
      call("Edit", { file_path: file, old_string: "a - b", new_string: "a + b" }),
      call("Bash", { command: "node --test > result.txt 2>&1", description: "Run the test" }),
      say("The test passes."),
    ]),
  );

  assert.equal(result.result, "The test passes.");
  assert.equal(result.is_error, false);
  assert.equal(await readFile(file, "utf8"), "export const add = (a, b) => a + b;\n");
  assert.match(await readFile(join(repository, "result.txt"), "utf8"), /pass 1/);
  assert.ok(result.usage.output_tokens > 0);
});

test("goes on with its conversation", options, async () => {
  const result = await ask(
    script("And again.", [call("Bash", { command: "cat add.mjs" }), say("It is mended.")]),
    "--continue",
  );

  assert.equal(result.result, "It is mended.");
});

test("works in a loop of ten turns", options, async () => {
  const steps = [...Array(10).keys()].map((n) => call("Bash", { command: `echo step ${n} >> log.txt` }));
  const result = await ask(script("Count.", [...steps, say("Counted to ten.")]));

  assert.equal(result.result, "Counted to ten.");
  assert.equal(await readFile(join(repository, "log.txt"), "utf8"), [...Array(10).keys()].map((n) => `step ${n}\n`).join(""));
  assert.ok(result.usage.cache_read_input_tokens > 1024);
});

test("reports an answer that broke off, and does not take it for complete", options, async () => {
  const failed = await ask("[[simulate:error_after=3]] hello").catch((error) => JSON.parse(error.stdout));

  assert.equal(failed.is_error, true);
});
