// What is wrong at the desk: told once, looked for by axe and by what lies outside.

import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const wantsPictures = process.argv.includes("--pictures");
const pictures = process.argv[process.argv.indexOf("--pictures") + 1];
if (wantsPictures) mkdirSync(pictures, { recursive: true });

/** What is wrong, each said once. */
export const faults = [];

export function fail(words) {
  if (faults.includes(words)) return;
  faults.push(words);
  console.error(`FAULT: ${words}`);
}

export const holds = (fact, words) => fact || fail(words);

/** What axe finds in the desk as it stands, and what lies outside of its window. */
export async function look(page, name) {
  // Put in by the debugger, which is above the desk's policy.
  await page.evaluate(axe);
  const rules = { "target-size": { enabled: true } };
  // To preload style sheets axe would make styles of its own, which the policy does not allow.
  const found = await page.evaluate((rules) => window.axe.run(document, { rules, preload: false }), rules);
  for (const violation of found.violations) {
    for (const node of violation.nodes) {
      fail(`${name}: ${violation.id}: ${node.html.slice(0, 200)} ${node.failureSummary}`);
    }
  }
  const lost = await page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const lost = document.documentElement.scrollWidth > width ? ["it scrolls sideways"] : [];
    for (const element of document.querySelectorAll("button, p, h1, h2, h3, label, span, .words :is(textarea, input, select)")) {
      if (element.closest(".hidden, .skip, .scroll, .sideways, [hidden]")) continue;
      const box = element.getBoundingClientRect();
      if (box.width && (box.right > width + 1 || box.left < -1)) lost.push(`outside: ${element.outerHTML.slice(0, 120)}`);
    }
    return lost;
  });
  for (const words of lost) fail(`${name}: ${words}`);
  if (wantsPictures) await page.screenshot({ path: join(pictures, `${name}.png`) });
}
