// Opens web pages in Chromium and reports what would keep somebody from reading them.

import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { availableParallelism } from "node:os";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { accessibilityTree, compare, parse } from "./tree.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const WIDTHS = [320, 768, 1280];
const SCHEMES = {
  light: { colorScheme: "light", forcedColors: "none" },
  dark: { colorScheme: "dark", forcedColors: "none" },
  forced: { colorScheme: "dark", forcedColors: "active" },
};

// WCAG 2.2, 1.4.12: what a reader may set without losing words.
const TEXT_SPACING = `* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important; } p { margin-block-end: 2em !important; }`;
// WCAG 2.2, 1.4.4: text at twice its size.
const TWICE = "html { font-size: 225% !important; }";

/** What axe finds in a page as it stands. */
async function violations(page, scheme) {
  await page.evaluate(axe);
  const rules = { "target-size": { enabled: true } };
  // By night every colour is the program's own, and each has the contrast of level AAA.
  if (scheme === "dark") rules["color-contrast-enhanced"] = { enabled: true };
  const found = await page.evaluate(
    (rules) => window.axe.run(document, { rules, resultTypes: ["violations"] }),
    rules,
  );
  return found.violations.flatMap((violation) =>
    violation.nodes.map((node) =>
      `${violation.id}: ${violation.help}: ${node.html.slice(0, 200)} ${node.failureSummary}`));
}

/** Words that stand outside of the window or are cut off. */
async function lostWords(page) {
  return page.evaluate(() => {
    const lost = [];
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > width) lost.push("the page scrolls sideways");
    for (const element of document.body.querySelectorAll("*")) {
      if (element.closest(".unseen, .skip, svg, .table")) continue;
      const box = element.getBoundingClientRect();
      const name = `<${element.localName} class="${element.className}"> ${element.textContent.slice(0, 40)}`;
      if (box.width && (box.right > width + 1 || box.left < -1)) lost.push(`${name} is outside`);
      const style = getComputedStyle(element);
      const hides = style.overflowX !== "visible" || style.overflowY !== "visible";
      if (hides && element.scrollHeight > element.clientHeight + 1) lost.push(`${name} is cut off`);
    }
    return lost;
  });
}

/** Stops of the tabulator key whose focus cannot be seen. */
async function hiddenFocus(page) {
  const stops = await page.locator("a[href], [tabindex='0']").count();
  const hidden = [];
  for (let stop = 0; stop < Math.min(stops, 40); stop += 1) {
    await page.keyboard.press("Tab");
    const fault = await page.evaluate(() => {
      const element = document.activeElement;
      const style = getComputedStyle(element);
      const seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
      return seen ? null : element.outerHTML.slice(0, 120);
    });
    if (fault) hidden.push(`focus cannot be seen: ${fault}`);
  }
  return hidden;
}

/** Lines of English text with more letters than can be followed from one line to the next. */
async function longLines(page) {
  return page.evaluate(() => {
    const long = [];
    for (const block of document.querySelectorAll(":lang(en) :is(p, li, dd, figcaption)")) {
      let [top, count] = [null, 0];
      const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = walker.currentNode;
        for (let at = 0; at < node.length; at += 1) {
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + 1);
          const box = range.getBoundingClientRect();
          if (!box.width) continue;
          // Numbers are larger, and stand a little higher, on the same line.
          if (top === null || box.top > top + box.height / 2) [top, count] = [box.top, 0];
          count += 1;
          if (count === 81) long.push(`a line of over 80 letters: ${block.textContent.slice(0, 60)}`);
        }
      }
    }
    return long;
  });
}

/** Words that a printer makes smaller than 12 points. */
async function smallPrint(page) {
  await page.emulateMedia({ media: "print" });
  const small = await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const { parentElement: element, data } = walker.currentNode;
      const size = parseFloat(getComputedStyle(element).fontSize);
      if (data.trim() && size < 15.99) found.push(`printed in ${size * 0.75} pt: ${data.slice(0, 40)}`);
    }
    return found;
  });
  await page.emulateMedia({ media: "screen" });
  return small;
}

async function structure(page) {
  return page.evaluate(() => {
    const faults = [];
    const levels = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
      .map((heading) => Number(heading.localName[1]));
    if (levels.filter((level) => level === 1).length !== 1) faults.push("not exactly one h1");
    levels.forEach((level, index) => {
      if (index && level > levels[index - 1] + 1) faults.push(`heading ${index + 1} skips a level`);
    });
    const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
    ids.filter((id, index) => ids.indexOf(id) !== index)
      .forEach((id) => faults.push(`two elements have the id ${id}`));
    for (const link of document.querySelectorAll("a[href^='#']")) {
      const id = decodeURIComponent(link.hash.slice(1));
      if (!document.getElementById(id)) faults.push(`no element has the id ${id}`);
    }
    if (document.scripts.length) faults.push("the page holds a script");
    return faults;
  });
}

/** Where the page and the PDF's structure, printed into the folder `structures`, say different things. */
async function differences(page, file) {
  const printed = join(structures, `${basename(file, ".html")}.txt`);
  if (!existsSync(printed)) return [];
  return compare(parse(readFileSync(printed, "utf8")), await accessibilityTree(page));
}

/** One page in one scheme, at every width. */
async function look(browser, file, scheme, pictures) {
  const faults = [];
  const context = await browser.newContext({ ...SCHEMES[scheme], viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const url = pathToFileURL(resolve(file)).href;
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(`console: ${message.text()}`);
  });
  page.on("request", (request) => {
    if (request.url() !== url && !request.url().startsWith("data:")) {
      faults.push(`loads ${request.url()}`);
    }
  });
  await page.goto(url);
  await page.evaluate(() => document.fonts.ready);
  if (scheme === "light") {
    faults.push(...await structure(page), ...await differences(page, file), ...await hiddenFocus(page));
    faults.push(...await longLines(page), ...await smallPrint(page));
    await page.evaluate(() => document.activeElement.blur());
  }
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    const at = (fault) => `at ${width} px: ${fault}`;
    faults.push(...(await lostWords(page)).map(at));
    if (width !== 768) faults.push(...(await violations(page, scheme)).map(at));
    if (pictures) {
      const name = `${basename(file, ".html")}-${scheme}-${width}.png`;
      await page.screenshot({ path: join(pictures, name), fullPage: true });
    }
  }
  if (scheme === "light") faults.push(...await withStyles(page));
  await context.close();
  return faults.map((fault) => `${file}: ${scheme}: ${fault}`);
}

/** The same page with a reader's own settings. */
async function withStyles(page) {
  const faults = [];
  for (const [name, content, width] of [
    ["with text spacing", TEXT_SPACING, 1280],
    ["with text spacing", TEXT_SPACING, 320],
    ["at twice the size", TWICE, 1280],
    ["at twice the size", TWICE, 640],
  ]) {
    await page.setViewportSize({ width, height: 900 });
    const style = await page.addStyleTag({ content });
    faults.push(...(await lostWords(page)).map((fault) => `${name}, at ${width} px: ${fault}`));
    await style.evaluate((element) => element.remove());
  }
  return faults;
}

const given = process.argv.slice(2);
const structures = join(import.meta.dirname, "structures");
let pictures = null;
if (given[0] === "--pictures") {
  pictures = resolve(given[1]);
  mkdirSync(pictures, { recursive: true });
  given.splice(0, 2);
}
// The browser's profile is a new folder that goes when it is closed.
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
  ],
});
// Each page in each scheme has a context of its own, so that as many as there are processors can be
// looked at side by side.
const tasks = given.flatMap((file) => Object.keys(SCHEMES).map((scheme) => ({ file, scheme })));
const waiting = [...tasks];
async function work() {
  for (let task = waiting.shift(); task; task = waiting.shift()) {
    task.found = await look(browser, task.file, task.scheme, pictures);
    const { file, scheme, found } = task;
    console.log(`${file}: ${scheme}: ${found.length ? `${found.length} faults` : "passes"}`);
  }
}
try {
  await Promise.all(Array.from({ length: availableParallelism() }, work));
} finally {
  await browser.close();
}
const faults = tasks.flatMap((task) => task.found);
faults.forEach((fault) => console.error(fault));
process.exit(faults.length || !given.length ? 1 : 0);
