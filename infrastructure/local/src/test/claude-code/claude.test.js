// Claude Code, unmodified, in a small repository, against the service that OPENAI_BASE_URL and OPENAI_API_KEY name. The simulated model
// calls Claude Code's own tools by a script.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import test, { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const here = dirname(fileURLToPath(import.meta.url));
// The package's own launcher only finds this program, which is native, and refuses older versions of Node.
const claude = join(here, `node_modules/@anthropic-ai/claude-code-${process.platform}-${process.arch}/claude`);
const script = (steps) => `[[script]] ${JSON.stringify(steps)} [[/script]]`;
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

test("reads, edits, and runs a test", async () => {
  const file = join(repository, "add.mjs");
  const result = await ask(
    "Mend the function. " +
      script([
        { call: "Read", with: { file_path: file } },
        { call: "Edit", with: { file_path: file, old_string: "a - b", new_string: "a + b" } },
        { call: "Bash", with: { command: "node --test > result.txt 2>&1", description: "Run the test" } },
        { say: "The test passes." },
      ]),
  );

  assert.equal(result.result, "The test passes.");
  assert.equal(result.is_error, false);
  assert.equal(await readFile(file, "utf8"), "export const add = (a, b) => a + b;\n");
  assert.match(await readFile(join(repository, "result.txt"), "utf8"), /pass 1/);
  assert.ok(result.usage.output_tokens > 0);
});

test("goes on with its conversation", async () => {
  const result = await ask(
    "And again. " + script([{ call: "Bash", with: { command: "cat add.mjs" } }, { say: "It is mended." }]),
    "--continue",
  );

  assert.equal(result.result, "It is mended.");
});

test("reports an answer that broke off, and does not take it for complete", async () => {
  const failed = await ask("[[simulate:error_after=3]] hello").catch((error) => JSON.parse(error.stdout));

  assert.equal(failed.is_error, true);
});
