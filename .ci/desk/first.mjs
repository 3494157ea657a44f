// Makes a first booklet as somebody does who has never seen TOML: by the mouse, from “New booklet” on.

import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { openDesk, serveFront } from "./desk.mjs";
import { fail, holds, look } from "./judge.mjs";
import { browser, folder, play, program, shown } from "./scenes.mjs";

const heading = (page, words) => shown(page, (words) => document.querySelector(".words h2")?.textContent === words, `“${words}” is not shown`, words);
const last = (page) => page.locator(".blocks > .block").last();

/** Adds a block at the end by the mouse. */
async function add(page, name) {
  const blocks = page.locator(".blocks > .block");
  const count = await blocks.count();
  const plus = count ? blocks.last().locator("> .add") : page.locator(".form > .add");
  await plus.click();
  await page.locator("dialog .choice", { has: page.locator(`strong:text-is("${name}")`) }).click();
  await blocks.nth(count).waitFor();
}

/** New booklet: four pages with a list, a picture, a table and whom to contact. */
async function firstBooklet() {
  const shelf = join(folder, "shelf");
  rmSync(shelf, { recursive: true, force: true });
  mkdirSync(shelf, { recursive: true });
  const desk = await openDesk(program, shelf);
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await serveFront(page);
  page.on("pageerror", (error) => fail(`a script breaks down: ${error.stack}`));
  await page.goto(desk.opening);
  await page.getByText("There is no booklet here yet").waitFor();
  await look(page, "first-shelf");
  await page.getByLabel("What is it called?").fill("Eye clinic");
  await page.getByRole("button", { name: "Make it" }).click();
  await page.waitForSelector(".block");
  await page.waitForTimeout(1500);
  await look(page, "first-begun");
  // What it is about, and who is to be asked.
  await page.locator("#pane-chapters button", { hasText: "About the booklet" }).click();
  await heading(page, "About the booklet");
  await look(page, "first-about");
  await page.getByLabel("Title", { exact: true }).first().fill("Going to the eye clinic");
  await page.getByLabel("Subtitle", { exact: true }).fill("What happens, and what to bring");
  // The publisher, number and address of the starter are nobody's.
  for (const [old, own] of [["Example Health", "Valley Hospital"], ["01632 960 000", "01632 960 123"], ["help@example.org", "eyes@example.org"]]) {
    const field = await page.evaluateHandle((old) => [...document.querySelectorAll("input, textarea")].find((it) => it.value === old), old);
    await field.asElement().fill(own);
  }
  await page.waitForTimeout(1500);
  // The starter's chapters are taken out, and two of one's own are made.
  await page.getByRole("button", { name: "New chapter" }).click();
  await page.getByLabel("Its title").fill("Your visit");
  await page.getByRole("button", { name: "Make it" }).click();
  await heading(page, "Your visit");
  await page.waitForTimeout(500);
  await look(page, "first-empty-chapter");
  // There is a place to write.
  holds((await page.locator(".blocks > .kind-text").count()) === 1, "an empty chapter has no place to write");
  holds((await page.locator(".words .message.error").count()) === 0, "an empty chapter begins with a mistake");
  await page.locator(".blocks .kind-text textarea").click();
  await page.keyboard.type("You are coming to the eye clinic for a check. It takes about an hour.");
  await add(page, "Heading");
  await page.keyboard.type("What to bring");
  await add(page, "Bullets");
  for (const words of ["your glasses", "your letter", "a list of your medicines"]) {
    await page.keyboard.type(words);
    if (words !== "a list of your medicines") await page.keyboard.press("Enter");
  }
  await add(page, "Picture");
  await last(page).locator("input[type=file]").setInputFiles({
    name: "Way in.svg",
    mimeType: "image/svg+xml",
    buffer: Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 30" width="600" height="300"><rect width="60" height="30" fill="#cde"/><circle cx="15" cy="15" r="8" fill="#036"/></svg>`),
  });
  await last(page).locator(".thumb:not([hidden])").waitFor();
  await page.waitForTimeout(800);
  await look(page, "first-picture");
  await page.getByLabel(/^Description/u).last().fill("The way in is beside the blue circle");
  await add(page, "Heading");
  await page.keyboard.type("When you can come");
  await add(page, "Table");
  const cells = last(page).locator(".grid textarea");
  for (const [at, words] of ["Day", "Hours", "Monday", "9 to 5"].entries()) await cells.nth(at).fill(words);
  await last(page).getByRole("button", { name: "Add a row" }).click();
  await cells.nth(4).fill("Tuesday");
  await cells.nth(5).fill("9 to 1");
  await add(page, "Callout");
  await last(page).locator("textarea").nth(0).fill("If your eye hurts");
  await last(page).locator("textarea").nth(1).fill("Call us at once.");
  await last(page).getByLabel("Urgency").selectOption("urgent");
  await add(page, "Contact point");
  await last(page).locator("select").first().selectOption("Support line");
  await shown(page, () => /^Saved$/u.test(document.querySelector(".saving").textContent), "it is not saved");
  await shown(page, () => /^\d+ good to know$|^Nothing/u.test(document.querySelector("#state").textContent), "something is left to be mended");
  await look(page, "first-written");
  await page.getByRole("button", { name: "Finish: make the files" }).click();
  await page.waitForSelector("dialog .button, dialog .notice", { timeout: 90000 });
  await look(page, "first-finished");
  const files = await page.locator("dialog .choices a").count();
  holds(files >= 6, `${files} files are made`);
  const [made] = readdirSync(shelf);
  const read = (name) => readFileSync(join(shelf, made, name), "utf8");
  holds(read("chapters/04-your-visit.toml") === WRITTEN, `the chapter is not as a careful person would write it:\n${read("chapters/04-your-visit.toml")}`);
  const booklet = read("booklet.toml");
  holds(booklet.includes(`title = "Going to the eye clinic"\nsubtitle = "What happens, and what to bring"`), "the title is not in its place");
  holds(booklet.includes(`  "chapters/04-your-visit.toml",\n]`), "the chapter is not in its list");
  for (const line of ["publisher = \"Valley Hospital\"", "support_line = \"01632 960 123\"", "support_email = \"eyes@example.org\""]) {
    holds(booklet.includes(`${line}\n`), `it does not say ${line}`);
  }
  holds(booklet.includes("# Write a number once, here"), "the comments are gone");
  await context.close();
}

const WRITTEN = `title = "Your visit"

[[block]]
text = "You are coming to the eye clinic for a check. It takes about an hour."

[[block]]
heading = "What to bring"

[[block]]
bullets = ["your glasses", "your letter", "a list of your medicines"]

[[block]]
figure = { image = "../pictures/way-in.svg", alt = "The way in is beside the blue circle" }

[[block]]
heading = "When you can come"

[[block]]
[block.table]
columns = ["Day", "Hours"]
rows = [
  ["Monday", "9 to 5"],
  ["Tuesday", "9 to 1"],
]

[[block]]
callout = { title = "If your eye hurts", text = "Call us at once.", urgency = "urgent" }

[[block]]
contact_point = "Support line"
`;

await play({ firstBooklet }, "a first booklet is made");
