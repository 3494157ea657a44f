// What the scenes at the desk have in common: a booklet, windows, and waiting for a file to say something.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { endAll, openDesk, serveFront } from "./desk.mjs";
import { fail, faults } from "./judge.mjs";

export const program = process.env.CHAPBOOK;
export const folder = mkdtempSync(join(tmpdir(), "chapbook-writing-"));
export const booklet = join(folder, "booklet");
export const read = (name) => readFileSync(join(booklet, name), "utf8");

/** A booklet whose one chapter has a title and one paragraph. */
export function begin(language = "en-GB", words = "First words.") {
  rmSync(booklet, { recursive: true, force: true });
  mkdirSync(join(booklet, "chapters"), { recursive: true });
  const lines = [
    `title = "Trial"`,
    `slug = "trial"`,
    `language = "${language}"`,
    `chapters = ["chapters/01.toml"]`,
    ``,
    `[contact]`,
    `heading = "Get support"`,
    ``,
    `[[contact.point]]`,
    `name = "Support line"`,
    `phone = "0808 008 7054"`,
    ``,
  ];
  writeFileSync(join(booklet, "booklet.toml"), lines.join("\n"));
  writeFileSync(join(booklet, "chapters/01.toml"), `# mine\ntitle = "One"\n\n[[block]]\ntext = "${words}"\n`);
}

export const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });

/** A window at a desk. @param {string[]} [expected] What the console may say. */
export async function visit(address, context, expected = []) {
  const page = await context.newPage();
  await serveFront(page);
  page.on("console", (message) => {
    const { url } = message.location();
    // A page that looks otherwise by the time that it is asked for.
    if (url.includes("/api/page/") && message.text().includes("404")) return;
    if (!expected.some((words) => message.text().includes(words))) fail(`the console says: ${message.text()} (${url})`);
  });
  page.on("pageerror", (error) => fail(`a script breaks down: ${error.stack}`));
  await page.goto(address);
  await page.waitForSelector(".block");
  return page;
}

export const saved = (page) => page.waitForFunction(() => /^Saved/u.test(document.querySelector(".saving")?.textContent ?? ""), null, { timeout: 20000 });

/** Waits until a file says something. */
export async function until(name, fits, what) {
  for (let tries = 0; tries < 200; tries += 1) {
    if (fits(read(name))) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  fail(`${what}:\n${read(name)}`);
}

/** Puts something on the clipboard and pastes it where the cursor is. */
export async function paste(page, data) {
  await page.evaluate((data) => {
    const given = new DataTransfer();
    for (const [kind, text] of Object.entries(data)) given.setData(kind, text);
    const event = new ClipboardEvent("paste", { clipboardData: given, bubbles: true, cancelable: true });
    if (document.activeElement.dispatchEvent(event)) throw new Error("the desk left it to the browser");
  }, data);
}

/** Adds a block after the one with the cursor, by keyboard: the menu, and the letters of its name. */
export async function add(page, name) {
  await page.keyboard.press("Control+Enter");
  await page.waitForSelector("dialog[open]");
  const button = page.locator("dialog .choice", { has: page.locator(`strong:text-is("${name}")`) });
  for (let tries = 0; tries < 20 && !(await button.evaluate((it) => it === document.activeElement)); tries += 1) {
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
  await page.waitForSelector("dialog[open]", { state: "detached" });
}

/**
 * A desk of the booklet, and a window at it; both end with the scene.
 * @param {object} [options] Those of the window.
 * @param {string[]} [expected] What the console may say.
 */
export async function sit(options = {}, expected = []) {
  const desk = await openDesk(program, booklet);
  const context = await browser.newContext(options);
  const page = await visit(desk.opening, context, expected);
  const end = async () => {
    await context.close();
    desk.end();
    await desk.ended;
  };
  return { desk, context, page, end };
}

/** Waits until a page says something. */
export async function shown(page, fits, what, ...given) {
  await page.waitForFunction(fits, given.length ? given[0] : null, { timeout: 20000 }).catch(() => fail(what));
}

/**
 * Plays scenes one after the other (ONLY=name,name for some of them).
 * @param {Record<string, () => Promise<void>>} all
 * @param {string} well What is said where nothing is wrong.
 */
export async function play(all, well) {
  try {
    const only = process.env.ONLY?.split(",");
    for (const [name, scene] of Object.entries(all)) {
      if (only && !only.includes(name)) continue;
      console.log(`scene: ${name}`);
      await scene().catch((error) => fail(`${name}: ${error.stack}`));
      // What a scene that broke down has left.
      await Promise.all(browser.contexts().map((it) => it.close()));
      await endAll();
    }
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
  if (faults.length) {
    console.error(`${faults.length} faults at the desk`);
    process.exit(1);
  }
  console.log(well);
}
