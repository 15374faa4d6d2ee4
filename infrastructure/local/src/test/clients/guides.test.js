// Runs the code of the guides for customers as it is printed, against the service that OPENAI_BASE_URL names, with the clients that the guides
// name and in their versions. A block runs if its first line says `run`; one with `file=` is written first, and is run if it says so. What is
// changed: the address, the key, a port, and for agents a word that keeps the simulated model from calling one of their tools.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import test, { describe } from "node:test";
import { SITE, signUp } from "./account.js";

const GUIDES = join(import.meta.dirname, "../../../../../docs/guides");
const MODULES = join(import.meta.dirname, "node_modules");
const CLAUDE = join(MODULES, `@anthropic-ai/claude-code-${process.platform}-${process.arch}/claude`);
const PYTHON = process.env.TIERUP_GUIDES_PYTHON;
const TIMEOUT_MS = 180_000;

/** Guides whose agents a laptop may do without, with the file of each. */
const AGENTS = {
  "codex.md": join(MODULES, ".bin/codex"),
  "claude-code.md": CLAUDE,
  "opencode.md": join(MODULES, ".bin/opencode"),
  "cline.md": join(MODULES, ".bin/cline"),
};
/** The answer of the simulated model, also where an agent made it call a tool. */
const ANSWER = /simulated answer/;

/** The blocks of a guide: language, words after it, code. */
const blocksOf = (markdown) =>
  [...markdown.matchAll(/^```(\S+)(.*)\n([\s\S]*?)^```$/gm)].map(([, language, words, code]) => ({
    language,
    words: words.trim().split(/ +/).filter((word) => word !== ""),
    code,
  }));

const filled = (text, port, secret) =>
  text.replaceAll("https://tierup.example", SITE).replaceAll("tu-YOUR-KEY", secret).replaceAll("127.0.0.1:4000", `127.0.0.1:${port}`).replaceAll("--port 4000", `--port ${port}`);

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function inFolder(use) {
  const folder = await mkdtemp(join(tmpdir(), "guide-"));
  try {
    await mkdir(join(folder, "bin"));
    await symlink(MODULES, join(folder, "node_modules"));
    await symlink(CLAUDE, join(folder, "bin/claude"));
    await use(folder);
  } finally {
    await endDaemons(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 10 });
  }
}

/** Ends what an agent has left running in its folder, such as Cline's hub. Linux only. */
async function endDaemons(folder) {
  const pids = existsSync("/proc/self") ? (await readdir("/proc")).filter((name) => /^\d+$/.test(name)) : [];
  for (const pid of pids) {
    const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    if (command.split("\0").includes(folder)) end(Number(pid));
  }
}

function end(pid) {
  try {
    process.kill(pid, "SIGKILL");
  } catch (problem) {
    if (problem.code !== "ESRCH") throw problem; // It has ended by itself.
  }
}

function run(command, args, folder) {
  const path = [join(folder, "bin"), join(MODULES, ".bin"), PYTHON && dirname(PYTHON), process.env.PATH].filter(Boolean).join(":");
  const child = spawn(command, args, {
    cwd: folder, env: { PATH: path, HOME: folder, LANG: "C.UTF-8" }, stdio: ["ignore", "pipe", "pipe"], timeout: TIMEOUT_MS,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece) => { output += piece; });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => (code === 0 ? resolve(output) : reject(new Error(`${command} ${args} ended with ${code}:\n${output}`))));
  });
}

async function runBlock(name, { language, words, code }, { folder, port, key }) {
  const file = words.find((word) => word.startsWith("file="))?.slice("file=".length).replace(/^~\//, "");
  const isAgent = name in AGENTS || words.some((word) => word.startsWith("run="));
  const text = isAgent
    ? filled(code, port, process.env.OPENAI_API_KEY).replace('"Say hello."', '"Say hello. [[simulate:no_tool_call]]"')
    : filled(code, port, key);
  if (file) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
  if (!words.some((word) => word === "run" || word.startsWith("run="))) return "";
  if (language === "python") return run(PYTHON, [file], folder);
  if (language === "js") return run("node", [file], folder);
  return run("bash", ["-euo", "pipefail", "-c", text], folder);
}

function reasonToSkip(name, block) {
  if (process.env.CI === "true") return false;
  const isMissing = [AGENTS[name], block.words.includes("run=codex") && AGENTS["codex.md"], block.words.includes("run=claude") && CLAUDE]
    .some((file) => file && !existsSync(file));
  const needsPython = block.language === "python" || name === "litellm.md";
  return (isMissing && "the agent is not installed") || (needsPython && !PYTHON && "the packages for Python are not installed");
}

const guides = await Promise.all(
  (await readdir(GUIDES)).sort().map(async (name) => ({ name, blocks: blocksOf(await readFile(join(GUIDES, name), "utf8")) })),
);
// Most of a guide's time is the start of a client, which keeps one processor busy.
describe("guides", { concurrency: 2 }, () => {
  for (const { name, blocks } of guides) {
    const isRun = blocks.filter(({ words }) => words.some((word) => word === "run" || word.startsWith("run=")));
    if (isRun.length === 0) continue;
    const skip = isRun.map((block) => reasonToSkip(name, block)).find(Boolean);
    test(`${name} runs as printed`, { skip }, async () => {
      await inFolder(async (folder) => {
        // A guide may change its account. Agents send so much that they need the balance of the demo account.
        const { key } = await signUp("guides");
        const place = { folder, port: await freePort(), key };
        let output = "";
        for (const block of blocks) output += await runBlock(name, block, place);
        assert.doesNotMatch(output, /"error":\s*\{/);
        if (blocks.some(({ words }) => words.length > 0 && name in AGENTS) || /litellm|langchain|ai-sdk/.test(name)) assert.match(output, ANSWER);
      });
    });
  }
});

test("the guides name the versions that are installed here", async () => {
  const installed = JSON.parse(await readFile(join(import.meta.dirname, "package.json"), "utf8"));
  const npm = { ...installed.dependencies, ...installed.devDependencies };
  const pip = await readFile(join(import.meta.dirname, "../guides/requirements.in"), "utf8");
  const named = {
    "codex.md": [["@openai/codex", npm["@openai/codex"]]],
    "claude-code.md": [["@anthropic-ai/claude-code", npm["@anthropic-ai/claude-code"]]],
    "opencode.md": [["opencode-ai", npm["opencode-ai"]]],
    "cline.md": [["cline", npm.cline]],
    "ai-sdk.md": [["ai", npm.ai], ["@ai-sdk/openai", npm["@ai-sdk/openai"]]],
    "litellm.md": [["litellm[proxy]", pip.match(/^litellm\[proxy]==(.+)$/m)[1]]],
    "langchain.md": [["langchain", pip.match(/^langchain==(.+)$/m)[1]], ["langchain-openai", pip.match(/^langchain-openai==(.+)$/m)[1]]],
  };
  for (const [name, packages] of Object.entries(named)) {
    const text = await readFile(join(GUIDES, name), "utf8");
    for (const [packageName, version] of packages) {
      assert.ok(text.includes(`${packageName}@${version}`) || text.includes(`${packageName}==${version}`), `${name} does not install ${packageName} ${version}`);
      assert.match(text.split("## ")[0], new RegExp(`\\*\\*[^*]*${version.replaceAll(".", "\\.")}[^*]*\\*\\*`), `${name} does not say ${version}`);
    }
  }
});
