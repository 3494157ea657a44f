// Compares what taplo says of mistakes with what stands under them.

import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const HEADS = {
  booklet: 'title = "T"\nlanguage = "en-GB"\nchapters = ["a.toml"]\ncontact = { heading = "H" }\n',
  chapter: 'title = "T"\n',
  house: 'publisher = "P"\n',
};

// === NAME, --- KIND and the lines of a file, --- expected and what is said of them.
const path = process.argv[2];
const text = readFileSync(path, "utf8");
const [preamble, ...parts] = text.split(/^=== /m);
const cases = parts.map((part, index) => {
  const match = part.match(/^(.*)\n--- (bare )?(\w+)\n([^]*?)--- expected\n([^]*)$/);
  if (!match) throw new Error(`not a case: ${part}`);
  const [, name, bare, kind, lines, expected] = match;
  return { name, bare: bare ?? "", kind, lines, expected: expected.trim(), file: `cases/${index}.toml` };
});

rmSync("cases", { recursive: true, force: true });
mkdirSync("cases");
const above = (it) => (it.bare ? "" : HEADS[it.kind]);
for (const it of cases) writeFileSync(it.file, above(it) + it.lines);

/** What taplo says of each file: `LINE: MESSAGE`, each message once, at the first line that it is said of. */
function said(kind) {
  const files = cases.filter((it) => it.kind === kind).map((it) => it.file);
  const schema = pathToFileURL(`${kind}.schema.json`).href;
  const { stderr, error } = spawnSync("node_modules/.bin/taplo",
    ["lint", "--colors", "never", "--schema", schema, ...files], { encoding: "utf8" });
  if (error) throw error;
  const found = new Map();
  for (const [, message, file, line] of stderr.matchAll(/^error: (.*)\n\s*┌─ .*(cases\/\d+\.toml):(\d+):/gm)) {
    if (!found.has(file)) found.set(file, new Map());
    const messages = found.get(file);
    messages.set(message, Math.min(messages.get(message) ?? Infinity, Number(line)));
  }
  return found;
}

const found = new Map(Object.keys(HEADS).flatMap((kind) => [...said(kind)]));
let wrong = 0;
for (const it of cases) {
  const head = above(it).split("\n").length - 1;
  const messages = [...(found.get(it.file) ?? [])].map(([message, line]) => `${Math.max(line - head, 1)}: ${message}`);
  it.said = messages.join("\n");
  if (it.said !== it.expected) {
    wrong += 1;
    console.error(`=== ${it.name}\n--- expected\n${it.expected}\n--- said\n${it.said}\n`);
  }
  // What shows a piece of the schema helps nobody.
  if (/listed in the|is not allowed for|does not match|False schema/.test(it.said)) {
    console.error(`=== ${it.name}: not readable\n${it.said}\n`);
    process.exitCode = 1;
  }
}
if (process.env.BLESS) {
  const written = cases.map((it) =>
    `=== ${it.name}\n--- ${it.bare}${it.kind}\n${it.lines}--- expected\n${it.said}\n`);
  writeFileSync(path, preamble + written.join("\n"));
} else if (wrong > 0 || cases.length < 20) {
  console.error(`${wrong} of ${cases.length} mistakes are told of in other words; BLESS=1 writes them`);
  process.exitCode = 1;
} else {
  console.log(`${cases.length} mistakes are told of in the expected words`);
}
