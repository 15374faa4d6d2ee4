// Runs the tests of all pages, each of which has a file, in one process, so that they share a browser.
import { readdir } from "node:fs/promises";
import { runAll } from "./lane.js";

const here = new URL(".", import.meta.url);
for (const name of (await readdir(here)).sort()) {
  if (name.endsWith(".page.js")) await import(new URL(name, here));
}
runAll();
