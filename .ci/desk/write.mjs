// Writes a booklet at the desk, by keyboard, by pasting and by dropping, and compares the files.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openDesk } from "./desk.mjs";
import { holds, look } from "./judge.mjs";
import { add, begin, booklet, browser, paste, play, program, read, saved, until, visit } from "./scenes.mjs";

const TABLE = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><table class=MsoTableGrid>
<tr><td><p class=MsoNormal><b>Who</b></p></td><td><p class=MsoNormal><b>What</b></p></td></tr>
<tr><td><p class=MsoNormal>Nurse</p></td><td><p class=MsoNormal>Looks after you</p></td></tr>
<tr><td><p class=MsoNormal>Porter</p></td><td><p class=MsoNormal>Takes you there</p></td></tr></table></body></html>`;
const ITEM = (level, sign, words) =>
  `<p class=MsoListParagraph style='margin-left:36.0pt;text-indent:-18.0pt;mso-list:l0 level${level} lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>${sign}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>${words}</p>`;
const LIST = `<html><body><h2>Bring</h2>${ITEM(1, "·", "your <b>letters</b>")}${ITEM(1, "·", "a pen")}${ITEM(2, "o", "a blue one")}</body></html>`;

/** The sample's first chapter, from a booklet with one paragraph, by keyboard alone. */
async function writeByKeyboard() {
  begin();
  const desk = await openDesk(program, booklet);
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await visit(desk.opening, context);
  await page.locator(".block textarea").first().focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("When you hear news, it is a lot to take in. This is called a second opinion");
  for (let letters = 0; letters < "second opinion".length; letters += 1) await page.keyboard.press("Shift+ArrowLeft");
  await page.keyboard.press("Control+i");
  await page.keyboard.press("End");
  await page.keyboard.type(".");
  await page.keyboard.press("Enter");
  await page.keyboard.type("The other doctor can look at:");
  await add(page, "Bullets");
  await page.keyboard.type("your diagnosis");
  await page.keyboard.press("Enter");
  await page.keyboard.type("the treatment:");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.type("what was done");
  await page.keyboard.press("Enter");
  await page.keyboard.type("what will be done");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.type("both.");
  await add(page, "Heading");
  await page.keyboard.type("Who can ask for one");
  await add(page, "Callout");
  await page.keyboard.type("Anyone can");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Call us.");
  await add(page, "Contact point");
  await page.keyboard.press("ArrowDown");
  await add(page, "Table");
  await page.keyboard.press("Tab");
  for (const words of ["Who", "What", "Nurse", "Helps"]) {
    await page.keyboard.type(words);
    await page.keyboard.press("ArrowRight");
  }
  await add(page, "Lines to write on");
  await page.keyboard.type("My questions");
  await add(page, "New page");
  await saved(page);
  const wanted = `# mine
title = "One"

[[block]]
text = """
When you hear news, it is a lot to take in. This is called a *second opinion*.

The other doctor can look at:
"""

[[block]]
bullets = [
  "your diagnosis",
  { text = "the treatment:", bullets = ["what was done", "what will be done"] },
  "both.",
]

[[block]]
heading = "Who can ask for one"

[[block]]
callout = { title = "Anyone can", text = "Call us." }

[[block]]
contact_point = "Support line"

[[block]]
[block.table]
columns = ["Who", "What"]
rows = [["Nurse", "Helps"]]

[[block]]
writing_lines = { prompt = "My questions", lines = 6 }

[[block]]
page_break = true
`;
  await until("chapters/01.toml", (text) => text === wanted, `what was written by keyboard is not as a hand would write it`);
  await look(page, "written-1280");
  // Moved by keyboard, and everything taken back, byte by byte.
  await page.keyboard.press("Alt+ArrowUp");
  await until("chapters/01.toml", (text) => text.indexOf("page_break") < text.indexOf("writing_lines"), "Alt and arrow do not move a block");
  for (let steps = 0; steps < 60 && (await page.locator('.write-bar [aria-label^="Undo"][aria-disabled="false"]').count()); steps += 1) {
    await page.locator('.write-bar [aria-label^="Undo"]').press("Enter");
    await page.waitForTimeout(60);
  }
  await until("chapters/01.toml", (text) => text === `# mine\ntitle = "One"\n\n[[block]]\ntext = "First words."\n`, "undo does not lead back to the bytes of before");
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 800 });
    await look(page, `written-${width}`);
  }
  await context.close();
  desk.end();
  await desk.ended;
}

/** Word's lists and tables become blocks, and fill the cells of a table. */
async function pasteFromWord() {
  begin();
  const desk = await openDesk(program, booklet);
  const context = await browser.newContext();
  const page = await visit(desk.opening, context);
  await page.locator(".block textarea").first().focus();
  await paste(page, { "text/html": LIST, "text/plain": "Bring" });
  await until("chapters/01.toml", (text) => text.includes(`heading = "Bring"`) && text.includes(`{ text = "a pen", bullets = ["a blue one"] }`) && text.includes("your **letters**"), "Word's list is no list");
  await page.locator(".block textarea").first().focus();
  await paste(page, { "text/html": TABLE, "text/plain": "Who" });
  await until("chapters/01.toml", (text) => text.includes(`columns = ["Who", "What"]`) && text.includes(`["Porter", "Takes you there"]`), "Word's table is no table");
  await page.locator(".grid td textarea").last().focus();
  await paste(page, { "text/plain": "up\tand away\ndown\tagain\n" });
  await until("chapters/01.toml", (text) => /\["Porter", "up", "and away"\]/u.test(text) && /\["", "down", "again"\]/u.test(text), "Excel's cells do not fill rows and columns");
  await page.locator(".items textarea").last().focus();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await paste(page, { "text/plain": "- a book\n- a friend\n" });
  await until("chapters/01.toml", (text) => text.includes(`"a book"`) && text.includes(`"a friend"`), "lines with hyphens are no items");
  await context.close();
  desk.end();
  await desk.ended;
}

/** A picture that is dropped waits for its description. */
async function dropPicture() {
  begin();
  const desk = await openDesk(program, booklet);
  const context = await browser.newContext();
  const page = await visit(desk.opening, context);
  await page.evaluate(() => {
    const given = new DataTransfer();
    given.items.add(new File([`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="90" height="90"><circle cx="4" cy="4" r="4"/></svg>`], "My map.svg", { type: "image/svg+xml" }));
    const list = document.querySelector(".blocks");
    const { bottom, left } = list.getBoundingClientRect();
    const place = { dataTransfer: given, bubbles: true, cancelable: true, clientX: left + 5, clientY: bottom - 2 };
    list.dispatchEvent(new DragEvent("dragover", place));
    list.dispatchEvent(new DragEvent("drop", place));
  });
  await page.waitForSelector(".thumb:not([hidden])");
  holds(existsSync(join(booklet, "pictures/my-map.svg")), "the picture is not in the booklet's folder");
  await page.waitForTimeout(1200);
  holds(!read("chapters/01.toml").includes("figure"), "a picture without a description is in the file");
  holds(await page.locator(".waits:not([hidden])").count(), "nobody says that a description is wanted");
  await look(page, "picture");
  await page.locator('.kind-figure label:has-text("Description") + textarea').fill("A map of the way");
  await until("chapters/01.toml", (text) => text.includes(`figure = { image = "../pictures/my-map.svg", alt = "A map of the way" }`), "the picture is not written");
  await context.close();
  desk.end();
  await desk.ended;
}

/** Two windows, a file changed beside them, and the program killed and started again. */
async function othersWrite() {
  begin();
  writeFileSync(join(booklet, "chapters/01.toml"), `title = "One"\n\n[[block]]\ntext = "First."\n\n[[block]]\ntext = "Second."\n`);
  const desk = await openDesk(program, booklet);
  const context = await browser.newContext();
  const one = await visit(desk.opening, context, ["409", "401", "ERR_CONNECTION", "ERR_EMPTY_RESPONSE"]);
  const two = await visit(desk.address, context, ["409", "401", "ERR_CONNECTION", "ERR_EMPTY_RESPONSE"]);
  await one.locator(".block textarea").nth(0).fill("First by one.");
  await two.locator(".block textarea").nth(1).fill("Second by two.");
  await until("chapters/01.toml", (text) => text.includes("First by one.") && text.includes("Second by two."), "two windows do not come together");
  await one.waitForFunction(() => [...document.querySelectorAll(".block textarea")].some((it) => it.value === "Second by two."), null, { timeout: 20000 });
  // The same words in both: a person chooses.
  await one.locator(".block textarea").nth(0).fill("Mine.");
  writeFileSync(join(booklet, "chapters/01.toml"), read("chapters/01.toml").replace("First by one.", "Theirs."));
  await one.waitForSelector("dialog .clash", { timeout: 20000 });
  const sides = await one.locator("dialog .side").allTextContents();
  holds(sides[0].includes("Mine.") && sides[1].includes("Theirs."), `both versions are not shown: ${sides}`);
  await look(one, "clash");
  await one.getByRole("button", { name: "Save it so" }).click();
  await until("chapters/01.toml", (text) => text.includes("Mine.") && !text.includes("Theirs."), "what was chosen is not saved");
  // What is changed elsewhere is seen.
  writeFileSync(join(booklet, "chapters/01.toml"), read("chapters/01.toml").replace("Second by two.", "By an editor."));
  await two.waitForFunction(() => [...document.querySelectorAll(".block textarea")].some((it) => it.value === "By an editor."), null, { timeout: 20000 });
  // The program is killed while somebody types.
  await saved(one);
  const port = new URL(desk.address).port;
  desk.end();
  await desk.ended;
  await one.locator(".block textarea").nth(0).fill("Typed without a desk.");
  await one.waitForFunction(() => /does not answer/u.test(document.querySelector(".saving")?.textContent ?? ""), null, { timeout: 20000 });
  holds(!read("chapters/01.toml").includes("Typed"), "it is saved by nobody");
  const again = await openDesk(program, booklet, port);
  const three = await visit(again.opening, context, ["409", "401", "ERR_CONNECTION", "ERR_EMPTY_RESPONSE"]);
  // The old window is let in by the new cookie and saves by itself, or its words are offered in the new one.
  await three.waitForTimeout(3000);
  const offer = three.getByRole("button", { name: "Put them back" });
  if (!read("chapters/01.toml").includes("Typed") && (await offer.count())) await offer.click();
  await until("chapters/01.toml", (text) => text.includes("Typed without a desk."), "what was typed while the program was gone is lost");
  await context.close();
  again.end();
  await again.ended;
}

/** A window that is closed in the middle of a word. */
async function windowCloses() {
  begin();
  const desk = await openDesk(program, booklet);
  const context = await browser.newContext();
  const page = await visit(desk.opening, context, ["ERR_FAILED", "Failed to load"]);
  await page.route("**/api/edit", (route) => route.abort());
  await page.locator(".block textarea").first().fill("Almost lost.");
  await page.waitForTimeout(400);
  await page.close();
  const next = await visit(desk.address, context);
  await next.getByRole("button", { name: "Put them back" }).click({ timeout: 20000 });
  await until("chapters/01.toml", (text) => text.includes("Almost lost."), "what was typed before the window closed is lost");
  await context.close();
  desk.end();
  await desk.ended;
}

/** Right to left, dark, forced colours, and what a form cannot show. */
async function otherWays() {
  begin("ar", "كلمات أولى.");
  const odd = `title = "واحد"\n\n[[block]]\ntext = "كلمات"\nodd = 0x1F # kept\n\n[[block]]\nkeep = true\n`;
  writeFileSync(join(booklet, "chapters/01.toml"), odd);
  const desk = await openDesk(program, booklet);
  const context = await browser.newContext({ colorScheme: "dark" });
  const page = await visit(desk.opening, context);
  const box = page.locator(".block textarea").first();
  holds((await box.getAttribute("dir")) === "rtl" && (await box.getAttribute("lang")) === "ar", "the fields are not from right to left");
  holds((await page.locator(".raw").evaluateAll((all) => all.map((it) => it.value).join("\n"))).includes("odd = 0x1F"), "what a form cannot show is not shown");
  await look(page, "right-to-left-dark");
  await box.fill("كلمات أخرى");
  await until("chapters/01.toml", (text) => text === odd.replace(`"كلمات"`, `"كلمات أخرى"`), "more than the words was changed");
  await page.emulateMedia({ forcedColors: "active" });
  await look(page, "right-to-left-forced");
  await page.getByRole("button", { name: "About the booklet" }).first().click();
  await page.waitForFunction(() => document.querySelector(".words h2")?.textContent === "About the booklet");
  await page.locator("details.more").evaluateAll((all) => all.forEach((it) => (it.open = true)));
  await look(page, "about-forced");
  await page.emulateMedia({ forcedColors: "none", colorScheme: "light" });
  await page.setViewportSize({ width: 320, height: 800 });
  await look(page, "about-320");
  await context.close();
  desk.end();
  await desk.ended;
}

/** The booklet's own facts, a chapter more, and the finished files. */
async function finishBooklet() {
  begin();
  const desk = await openDesk(program, booklet);
  const context = await browser.newContext({ acceptDownloads: true });
  const page = await visit(desk.opening, context);
  await page.getByRole("button", { name: "About the booklet" }).first().click();
  await page.getByLabel("Publisher", { exact: true }).fill("A charity");
  await page.getByLabel("Last review").fill("2026-10-01");
  await until("booklet.toml", (text) => text.includes(`publisher = "A charity"`) && text.includes("reviewed = 2026-10-01"), "the booklet's facts are not saved");
  await page.getByRole("button", { name: "New chapter" }).click();
  await page.getByLabel("Its title").fill("Two");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector(".words h2")?.textContent === "Two", null, { timeout: 20000 });
  await page.locator(".form > .add").focus();
  await page.keyboard.press("Enter");
  await page.waitForSelector("dialog[open]");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Words of the second.");
  await until("chapters/02-two.toml", (text) => text === `title = "Two"\n\n[[block]]\ntext = "Words of the second."\n`, "the new chapter is not written");
  holds(read("booklet.toml").includes(`["chapters/01.toml", "chapters/02-two.toml"]`), "the new chapter is not in the booklet");
  await page.getByRole("button", { name: "Finish: make the files" }).click();
  await page.waitForSelector("dialog .button", { timeout: 60000 });
  await look(page, "finished");
  const coming = page.waitForEvent("download");
  await page.locator("dialog .button").click();
  const download = await coming;
  holds(download.suggestedFilename() === "trial.zip", `the zip is called ${download.suggestedFilename()}`);
  const bytes = readFileSync(await download.path());
  holds(bytes.subarray(0, 4).toString("latin1") === "PK\u0003\u0004" && bytes.length > 20000, "the zip holds no files");
  await context.close();
  desk.end();
  await desk.ended;
}

await play(
  { writeByKeyboard, pasteFromWord, dropPicture, othersWrite, windowCloses, otherWays, finishBooklet },
  "what is written at the desk stands in the files",
);
