// Works at the desk in Chromium and reports what would keep somebody from it.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { openDesk, serveFront } from "./desk.mjs";
import { fail, faults, holds, look } from "./judge.mjs";

const folder = mkdtempSync(join(tmpdir(), "chapbook-desk-"));
const booklet = join(folder, "booklet");
cpSync(process.env.SAMPLE, booklet, { recursive: true });
const chapter = join(booklet, "chapters/01-what-it-is.toml");

/** A page of the desk whose console must stay empty. */
async function visit(browser, address, options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await serveFront(page);
  page.on("console", (message) => fail(`the console says: ${message.text()}`));
  page.on("pageerror", (error) => fail(`a script breaks down: ${error.stack}`));
  await page.goto(address);
  await page.waitForSelector(".words .block");
  return page;
}

/** The drawings that are shown, by page. */
const drawn = (page) => page.evaluate(() => [...document.querySelectorAll(".page .sheet")].map((sheet) =>
  sheet.shadowRoot?.querySelector("svg")?.outerHTML.length ?? 0));

const desk = await openDesk(process.env.CHAPBOOK, booklet);
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
try {
  const page = await visit(browser, desk.opening, { viewport: { width: 1280, height: 800 } });

  // Pages are there.
  await page.waitForFunction(() => document.querySelectorAll(".page .sheet").length >= 20);
  await page.waitForFunction(() => document.querySelector(".page .sheet")?.shadowRoot?.querySelector("svg g"));
  await look(page, "wide");

  // A file that changes is a page that changes, and nothing jumps.
  await page.evaluate(() => document.querySelector(".scroll").scrollTo(0, 500));
  await page.waitForTimeout(300);
  const before = await drawn(page);
  const at = await page.evaluate(() => document.querySelector(".scroll").scrollTop);
  const text = readFileSync(chapter, "utf8");
  const start = Date.now();
  writeFileSync(chapter, text.replace("it is a lot to take in", "that is a lot to take in"));
  await page.waitForFunction((before) => {
    const now = [...document.querySelectorAll(".page .sheet")].map((sheet) =>
      sheet.shadowRoot?.querySelector("svg")?.outerHTML.length ?? 0);
    return now.some((length, index) => before[index] && length !== before[index]);
  }, before, { polling: "raf" });
  console.log(`from the save to the new picture in the browser: ${Date.now() - start} ms`);
  const after = await drawn(page);
  const changed = after.flatMap((length, index) => (before[index] && length !== before[index] ? [index + 1] : []));
  holds(changed.join() === "3", `page 3 changes and not ${changed.join()}`);
  holds(at === await page.evaluate(() => document.querySelector(".scroll").scrollTop), "the pages jump");
  await page.waitForFunction(() => [...document.querySelectorAll(".words .box")].some((it) => it.value.includes("that is a lot to take in")));

  // A click on a page leads to its words.
  await page.locator("#pane-chapters button", { hasText: "Why people ask" }).click();
  await page.locator(".words h2", { hasText: "Why people ask" }).waitFor();
  const spot = await page.evaluate(() => {
    const sheet = document.querySelectorAll(".page .sheet")[2];
    const group = sheet.shadowRoot.querySelectorAll("g[data-file]")[1];
    const box = group.getBoundingClientRect();
    return { x: box.left + 10, y: box.top + box.height / 2 };
  });
  await page.mouse.click(spot.x, spot.y);
  await page.locator(".words .lit").waitFor();
  holds((await page.locator(".words h2").textContent()) === "What a second opinion is", "the click leads to its chapter");

  // Words lead to their page.
  await page.getByRole("button", { name: "Show on the page: Text" }).first().click();
  await page.waitForFunction(() => document.querySelectorAll(".page .sheet")[2].shadowRoot.querySelector("g.lit"));

  // A mistake is told beside its words, the pages stay, and its fix is a button.
  writeFileSync(chapter, text.replace("[[block]]", "[[blok]]"));
  await page.locator(".message.error").first().waitFor();
  holds(await page.locator(".pages .notice").isVisible(), "it is said that the pages are older");
  holds((await drawn(page)).some((length) => length > 0), "the last good pages stay");
  await look(page, "mistake");
  await page.getByRole("button", { name: "Change it so" }).first().click();
  await page.locator(".message.error").waitFor({ state: "detached" });
  holds(readFileSync(chapter, "utf8") === text, "the fix leaves the file as it was");

  // Every edition.
  for (const edition of await page.locator("#edition option").evaluateAll((all) => all.map((it) => it.value))) {
    await page.selectOption("#edition", edition);
    await page.waitForTimeout(800);
    const shown = await page.evaluate(() => document.querySelector(".spreads").children.length);
    holds(shown > 0, `${edition} is shown`);
    await look(page, `edition-${edition}`);
  }
  await page.selectOption("#edition", "screen");
  await page.locator("#pane-chapters button", { hasText: "All messages" }).click();
  await look(page, "all-messages");

  // By keyboard alone: from the top to a chapter, and on to its words on the page.
  await page.locator(".skip").focus();
  const reached = new Set();
  for (let step = 0; step < 200; step += 1) {
    await page.keyboard.press("Tab");
    const on = await page.evaluate(() => {
      const focused = document.activeElement;
      const outline = focused && getComputedStyle(focused).outlineStyle;
      return { words: focused?.textContent ?? "", id: focused?.id, seen: outline !== "none", tag: focused?.localName };
    });
    if (on.tag === "body") break;
    holds(on.seen, `the focus on “${on.words.slice(0, 30)}” cannot be seen`);
    reached.add(on.id || on.words.trim());
  }
  for (const wanted of ["back", "close", "edition", "zoom"]) holds(reached.has(wanted), `${wanted} is reached by Tab`);
  holds([...reached].some((words) => words.startsWith("Why people ask")), "a chapter is reached by Tab");

  // Narrow, enlarged, dark, in forced colours.
  await page.locator("#pane-chapters button", { hasText: "Why people ask" }).click();
  const state = await page.context().storageState();
  const looks = {
    390: { viewport: { width: 390, height: 700 } },
    320: { viewport: { width: 320, height: 640 } },
    enlarged: { viewport: { width: 320, height: 200 } },
    dark: { viewport: { width: 1280, height: 800 }, colorScheme: "dark" },
    forced: { viewport: { width: 1280, height: 800 }, forcedColors: "active" },
  };
  for (const [name, options] of Object.entries(looks)) {
    const other = await visit(browser, desk.address, { ...options, storageState: state });
    await other.waitForTimeout(500);
    await look(other, name);
    for (const tab of ["chapters", "pages", "words"]) {
      const button = other.locator(`#tab-${tab}`);
      if (!(await button.isVisible())) continue;
      await button.click();
      await other.waitForTimeout(500);
      await look(other, `${name}-${tab}`);
    }
    await other.context().close();
  }

  // The desk closes, and says so.
  await page.getByRole("button", { name: "Close the desk" }).click();
  await page.getByText("The desk is closed").first().waitFor();
  holds((await desk.ended) === 0, "the program ends");
} catch (error) {
  fail(error.stack);
} finally {
  await browser.close();
  desk.end();
  rmSync(folder, { recursive: true });
}
console.log(faults.length ? `${faults.length} faults` : "the desk is sound");
process.exitCode = faults.length ? 1 : 0;
