// The unmodified Codex CLI against the service that OPENAI_BASE_URL and OPENAI_API_KEY name. It edits files of a toy repository.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { promisify } from "node:util";
import { call, say, script } from "./script.js";

const CODEX = join(import.meta.dirname, "node_modules", ".bin", "codex");
// A laptop may do without it.
const options = { skip: !existsSync(CODEX) && process.env.CI !== "true" && "Codex is not installed" };

const MODEL = {
  slug: "tier-2",
  display_name: "Tier 2",
  description: "Balance",
  default_reasoning_level: "medium",
  supported_reasoning_levels: [{ effort: "medium", description: "Medium" }],
  shell_type: "unified_exec",
  visibility: "list",
  supported_in_api: true,
  priority: 1,
  base_instructions: "You are a coding agent.",
  supports_reasoning_summaries: true,
  support_verbosity: false,
  apply_patch_tool_type: "freeform",
  truncation_policy: { mode: "tokens", limit: 10000 },
  supports_parallel_tool_calls: true,
  context_window: 128000,
  experimental_supported_tools: [],
  input_modalities: ["text", "image"],
};

/** Passes a folder with settings and a repository to the test, with a function that runs Codex in it. */
const inRepository = async (settings, use) => {
  const folder = await mkdtemp(join(tmpdir(), "codex-"));
  try {
    const config = `model = "tier-2"
model_provider = "tierup"
${settings(folder)}
[model_providers.tierup]
name = "TierUp"
base_url = "${process.env.OPENAI_BASE_URL}"
env_key = "OPENAI_API_KEY"
wire_api = "responses"
request_max_retries = 0
stream_max_retries = 0
`;
    await writeFile(join(folder, "config.toml"), config);
    await writeFile(join(folder, "catalogue.json"), JSON.stringify({ models: [MODEL] }));
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
    await use(codex, (file) => readFile(join(repository, file), "utf8"));
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
};

test("edits a file, and edits it again in a second turn with the whole history", options, async () => {
  await inRepository(() => "", async (codex, read) => {
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
  await inRepository(() => "", async (codex, read) => {
    const steps = [...Array(10).keys()].map((n) => call("exec_command", { cmd: `echo step ${n} >> log.txt` }));
    const run = await codex(script("Count.", [...steps, say("Counted to ten.")]));

    assert.match(run.stdout, /Counted to ten\./);
    assert.equal(await read("log.txt"), [...Array(10).keys()].map((n) => `step ${n}\n`).join(""));
  });
});

test("patches a file with its own tool, whose input is plain text", options, async () => {
  const catalogue = (folder) => `model_catalog_json = "${join(folder, "catalogue.json")}"`;
  await inRepository(catalogue, async (codex, read) => {
    const patch = "*** Begin Patch\n*** Update File: greeting.txt\n@@\n-helo\n+hello, \"world\"\n*** End Patch\n";
    const run = await codex(
      script("Patch it.", [call("apply_patch", { input: patch }), say("It is patched.")]),
    );

    assert.match(run.stdout, /It is patched\./);
    assert.equal(await read("greeting.txt"), 'hello, "world"\n');
  });
});

test("calls a tool in a namespace", options, async () => {
  await inRepository(() => "", async (codex) => {
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
  await inRepository(() => "", async (codex) => {
    const folder = await mkdtemp(join(tmpdir(), "schema-"));
    const schema = join(folder, "schema.json");
    await writeFile(schema, '{"type":"object","properties":{"answer":{"type":"string"}},"required":["answer"],"additionalProperties":false}');
    const run = await codex("--output-schema", schema, script("Answer.", [say('{"answer": "yes"}')]));
    await rm(folder, { recursive: true });

    assert.deepEqual(JSON.parse(run.stdout.trim().split("\n").at(-1)), { answer: "yes" });
  });
});
