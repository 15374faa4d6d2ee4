// Imports modules of the site, and those that they import, by the names that they have there.
import { readFile } from "node:fs/promises";

const SITE = new URL("../../../../../functions/src/main/resources/site/", import.meta.url);

/** Node takes a file for a module by its name or its package, which the files of the site do not have. */
export async function siteModule(name) {
  return import(await address(name));
}

async function address(name) {
  let text = await readFile(new URL(name, SITE), "utf8");
  for (const [quoted, other] of text.matchAll(/"\.\/([a-z-]+\.js)"/g)) text = text.replaceAll(quoted, JSON.stringify(await address(other)));
  return `data:text/javascript,${encodeURIComponent(text)}`;
}
