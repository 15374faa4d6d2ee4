// The unmodified Codex CLI against the service that OPENAI_BASE_URL and OPENAI_API_KEY name. It edits files of a toy repository.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { promisify } from "node:util";
import { call, say, script } from "./script.js";

const CODEX = join(import.meta.dirname, "node_modules", ".bin", "codex");
// A laptop may do without it.
const options = { skip: !existsSync(CODEX) && process.env.CI !== "true" && "Codex is not installed" };

const BY_VARIABLE = { credentials: 'env_key = "OPENAI_API_KEY"' };
/** With these, Codex asks the service for its catalogue of models. */
const BY_COMMAND = { credentials: "", more: '[model_providers.tierup.auth]\ncommand = "printenv"\nargs = ["OPENAI_API_KEY"]' };

/** Passes a folder with settings and a repository to the test, with a function that runs Codex in it. */
const inRepository = async ({ credentials, more = "" }, use) => {
  const folder = await mkdtemp(join(tmpdir(), "codex-"));
  try {
    const config = `model = "tier-2"
model_provider = "tierup"
[model_providers.tierup]
name = "TierUp"
base_url = "${process.env.OPENAI_BASE_URL}"
${credentials}
wire_api = "responses"
request_max_retries = 0
stream_max_retries = 0
${more}
`;
    await writeFile(join(folder, "config.toml"), config);
    const repository = join(folder, "repository");
    await promisify(execFile)("git", ["init", "--quiet", repository]);
    await writeFile(join(repository, "greeting.txt"), "helo\n");
    const codex = (...args) => {
      const run = promisify(execFile)(
        CODEX,
        ["exec", "--skip-git-repo-check", "--dangerously-bypass-approvals-and-sandbox", ...args],
        { cwd: repository, env: { ...process.env, CODEX_HOME: folder, HOME: folder }, timeout: 120_000 },
      );
      run.child.stdin.end();
      return run.catch((error) => assert.fail(`${error.message}\n${error.stdout}\n${error.stderr}`));
    };
    await use(codex, (file) => readFile(join(repository, file), "utf8"), () => sessionOf(folder));
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
};

/** What Codex has logged of its session. */
const sessionOf = async (folder) => {
  const files = await readdir(join(folder, "sessions"), { recursive: true });
  const [log] = files.filter((name) => name.endsWith(".jsonl"));
  const lines = (await readFile(join(folder, "sessions", log), "utf8")).trim().split("\n");
  return lines.map((line) => JSON.parse(line));
};

test("edits a file, and edits it again in a second turn with the whole history", options, async () => {
  await inRepository(BY_VARIABLE, async (codex, read) => {
    const first = await codex(
      script("Mend the greeting.", [
        call("exec_command", { cmd: "cat greeting.txt" }, "I look first."),
        call("exec_command", { cmd: "sed -i s/helo/hello/ greeting.txt" }),
        say("The greeting is mended."),
      ]),
    );
    assert.match(first.stdout, /The greeting is mended\./);
    assert.equal(await read("greeting.txt"), "hello\n");

    const second = await codex(
      "resume",
      "--last",
      script("Shout it.", [
        call("exec_command", { cmd: "tr a-z A-Z < greeting.txt > loud.txt" }),
        say("It is loud now."),
      ]),
    );
    assert.match(second.stdout, /It is loud now\./);
    assert.equal(await read("loud.txt"), "HELLO\n");
  });
});

test("works in a loop of ten steps", options, async () => {
  await inRepository(BY_VARIABLE, async (codex, read) => {
    const steps = [...Array(10).keys()].map((n) => call("exec_command", { cmd: `echo step ${n} >> log.txt` }));
    const run = await codex(script("Count.", [...steps, say("Counted to ten.")]));

    assert.match(run.stdout, /Counted to ten\./);
    assert.equal(await read("log.txt"), [...Array(10).keys()].map((n) => `step ${n}\n`).join(""));
  });
});

test("takes its prompt, its window and its tool for patches, whose input is plain text, from the service's catalogue", options, async () => {
  await inRepository(BY_COMMAND, async (codex, read, session) => {
    const patch = "*** Begin Patch\n*** Update File: greeting.txt\n@@\n-helo\n+hello, \"world\"\n*** End Patch\n";
    const run = await codex(
      script("Patch it.", [call("apply_patch", { input: patch }), say("It is patched.")]),
    );

    assert.match(run.stdout, /It is patched\./);
    assert.equal(await read("greeting.txt"), 'hello, "world"\n');
    const { data, models } = await (
      await fetch(`${process.env.OPENAI_BASE_URL}/models`, { headers: { authorization: `Bearer ${process.env.OPENAI_API_KEY}` } })
    ).json();
    const entry = models.find(({ slug }) => slug === "tier-2");
    assert.equal(entry.context_window, data.find(({ id }) => id === "tier-2").max_input_tokens);
    const log = JSON.stringify(await session());
    assert.ok(log.includes(JSON.stringify(entry.base_instructions).slice(1, 200)), "its prompt is not ours");
    assert.match(log, new RegExp(`"model_context_window":${entry.context_window * 0.95}`));
  });
});

test("calls a tool in a namespace", options, async () => {
  await inRepository(BY_VARIABLE, async (codex) => {
    const run = await codex(
      script("Close it.", [
        call("multi_agent_v1__close_agent", { target: "nobody" }),
        say("Nobody is closed."),
      ]),
    );

    assert.match(run.stdout, /Nobody is closed\./);
    assert.doesNotMatch(run.stdout + run.stderr, /unsupported call/);
  });
});

test("answers in a schema", options, async () => {
  await inRepository(BY_VARIABLE, async (codex) => {
    const folder = await mkdtemp(join(tmpdir(), "schema-"));
    const schema = join(folder, "schema.json");
    await writeFile(schema, '{"type":"object","properties":{"answer":{"type":"string"}},"required":["answer"],"additionalProperties":false}');
    const run = await codex("--output-schema", schema, script("Answer.", [say('{"answer": "yes"}')]));
    await rm(folder, { recursive: true });

    assert.deepEqual(JSON.parse(run.stdout.trim().split("\n").at(-1)), { answer: "yes" });
  });
});
