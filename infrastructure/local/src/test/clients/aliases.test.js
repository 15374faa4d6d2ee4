// Claude Code and Codex, unmodified and without a setting for the model, on an account that has given tiers to the names of their vendors' models.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { before } from "node:test";
import { promisify } from "node:util";
import { SITE, send, signUp } from "./account.js";
import { say, script } from "./script.js";

const MODULES = join(import.meta.dirname, "node_modules");
const CLAUDE = join(MODULES, `@anthropic-ai/claude-code-${process.platform}-${process.arch}/claude`);
const CODEX = join(MODULES, ".bin/codex");
// A laptop may do without them.
const unless = (program) => ({ skip: !existsSync(program) && process.env.CI !== "true" && "the agent is not installed" });
const PROMPT = script("Say hello.", [say("Hello by another name.")]);
let key;

before(async () => {
  ({ key } = await signUp("aliases"));
  await send("PUT", "/v1/account/models", { aliases: { "claude-*": "tier-2", "gpt-*": "tier-2" } }, key);
});

/** Runs an agent in an empty folder that is its home, too, and returns what it has printed. */
async function run(program, args, variables, prepare = async () => {}) {
  const home = await mkdtemp(join(tmpdir(), "alias-"));
  try {
    await prepare(home);
    const env = { PATH: process.env.PATH, HOME: home, ...variables(home) };
    const running = promisify(execFile)(program, args, { cwd: home, env, timeout: 120_000 });
    running.child.stdin.end();
    const { stdout } = await running.catch((error) => assert.fail(`${error.message}\n${error.stdout}\n${error.stderr}`));
    return stdout;
  } finally {
    await rm(home, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The tiers that the account's requests through an API were answered by. */
async function tiersOf(api) {
  const { data } = await send("GET", `/v1/usage/requests?api=${api}`, undefined, key);
  return [...new Set(data.map(({ tier }) => tier))];
}

test("Claude Code asks for models of its own, and a tier answers", unless(CLAUDE), async () => {
  const printed = await run(CLAUDE, ["-p", PROMPT, "--output-format", "json"], () => ({
    ANTHROPIC_BASE_URL: SITE,
    ANTHROPIC_AUTH_TOKEN: key,
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1",
    CLAUDE_CODE_MAX_RETRIES: "0",
  }));

  const answer = JSON.parse(printed);
  assert.equal(answer.result, "Hello by another name.");
  assert.ok(Object.keys(answer.modelUsage).every((name) => name.startsWith("claude-")), Object.keys(answer.modelUsage).join());
  assert.deepEqual(await tiersOf("messages"), ["tier-2"]);
});

test("Codex asks for its usual model, and a tier answers", unless(CODEX), async () => {
  const settings = `model_provider = "tierup"
[model_providers.tierup]
name = "TierUp"
base_url = "${SITE}/v1"
env_key = "TIERUP_API_KEY"
wire_api = "responses"
request_max_retries = 0
stream_max_retries = 0
`;
  const printed = await run(
    CODEX,
    ["exec", "--skip-git-repo-check", PROMPT],
    (home) => ({ CODEX_HOME: home, TIERUP_API_KEY: key }),
    (home) => writeFile(join(home, "config.toml"), settings),
  );

  assert.match(printed, /Hello by another name\./);
  assert.deepEqual(await tiersOf("responses"), ["tier-2"]);
});
