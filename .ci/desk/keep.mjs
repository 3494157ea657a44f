// Nothing that is typed at the desk is lost: whatever is closed, refused, merged, killed or full meanwhile.

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openDesk } from "./desk.mjs";
import { holds, look } from "./judge.mjs";
import { add, begin, booklet, browser, play, program, read, saved, shown, sit, until, visit } from "./scenes.mjs";

const FIRST = "chapters/01.toml";
const NOISE = ["409", "422", "507", "401", "ERR_", "Failed to load"];

/** Writes the first chapter, and a second one. */
function chapters(first) {
  begin();
  writeFileSync(join(booklet, FIRST), first);
  writeFileSync(join(booklet, "chapters/02.toml"), `title = "Two"\n\n[[block]]\ntext = "Second chapter."\n`);
  writeFileSync(join(booklet, "booklet.toml"), read("booklet.toml").replace(`["chapters/01.toml"]`, `["chapters/01.toml", "chapters/02.toml"]`));
}

const blocks = (...words) => `title = "One"\n\n${words.map((it) => `[[block]]\ntext = "${it}"\n`).join("\n")}`;
const chapter = (page, name) => page.locator("#pane-chapters button", { hasText: name }).first();
const heading = (page, words) => shown(page, (words) => document.querySelector(".words h2")?.textContent === words, `“${words}” is not shown`, words);
const box = (page, at) => page.locator(".blocks .block textarea").nth(at);
const valueIs = (page, words) => shown(page, (words) => [...document.querySelectorAll(".words textarea")].some((it) => it.value === words), `no box says “${words}”`, words);
const pause = (time) => new Promise((done) => setTimeout(done, time));

/** A chapter that is left in the middle of a word is saved, and stays where it cannot be. */
async function chapterChanges() {
  chapters(blocks("First."));
  const { page, end } = await sit({}, NOISE);
  await box(page, 0).fill("Typed a moment ago.");
  await chapter(page, "Two").click();
  await heading(page, "Two");
  await until(FIRST, (text) => text.includes("Typed a moment ago."), "what was typed before the chapter was changed is lost");
  await box(page, 0).fill("Typed before all messages.");
  await chapter(page, "All messages").click();
  await until("chapters/02.toml", (text) => text.includes("Typed before all messages."), "what was typed before all messages were shown is lost");
  await chapter(page, "One").click();
  await heading(page, "One");
  await page.route("**/api/edit", (route) => route.fulfill({ status: 422, contentType: "application/json", body: `{"refusal":"no"}` }));
  await box(page, 0).fill("Refused.");
  await chapter(page, "Two").click();
  await page.getByText("is not saved").first().waitFor();
  holds((await box(page, 0).inputValue()) === "Refused.", "a chapter that cannot be saved does not stay");
  await heading(page, "One");
  await look(page, "not-saved");
  await page.unroute("**/api/edit");
  await chapter(page, "Two").click();
  await heading(page, "Two");
  await until(FIRST, (text) => text.includes("Refused."), "what was refused first is not saved later");
  await end();
}

/** Somebody writes on while a save is put together with what others did. */
async function typedDuringMerge() {
  chapters(blocks("First.", "Second."));
  const { page, end } = await sit({}, NOISE);
  let held = false;
  await page.route("**/api/edit", async (route) => {
    if (held) return route.continue();
    held = true;
    writeFileSync(join(booklet, FIRST), read(FIRST).replace("Second.", "Second: take 5 mg."));
    const answer = await route.fetch();
    // The answer is under way for a while, and somebody types on.
    await box(page, 1).fill("Second by me.");
    await box(page, 0).fill("First, and more.");
    await pause(300);
    await route.fulfill({ response: answer });
  });
  await box(page, 0).fill("First by me.");
  await page.waitForSelector("dialog .clash", { timeout: 20000 });
  const sides = await page.locator("dialog .side").allTextContents();
  holds(sides.some((it) => it.includes("take 5 mg")) && sides.some((it) => it.includes("Second by me.")), `both versions are not shown: ${sides}`);
  holds(read(FIRST).includes("take 5 mg"), "what was changed elsewhere is overwritten unasked");
  const offered = await page.locator("dialog select option").allTextContents();
  holds(offered.length === 2, `a block that both changed could stand twice: ${offered}`);
  await page.locator("dialog select").selectOption("mine");
  await page.getByRole("button", { name: "Save it so" }).click();
  await until(FIRST, (text) => !text.includes("take 5 mg") && text.includes("Second by me.") && text.includes("First, and more."), "what was chosen is not saved");
  await end();
}

/** The desk has saved, and its answer is lost on the way. */
async function answerIsLost() {
  chapters(blocks("First."));
  const { page, end } = await sit({}, NOISE);
  let lost = 0;
  await page.route("**/api/edit", async (route) => {
    if (lost > 1) return route.continue();
    lost += 1;
    await route.fetch();
    await route.abort();
  });
  await box(page, 0).focus();
  await add(page, "Text");
  await page.keyboard.type("A block of its own.");
  await saved(page);
  holds(read(FIRST).match(/A block of its own/gu)?.length === 1, `a block stands twice after an answer was lost:\n${read(FIRST)}`);
  await end();
}

/** A full disk: it is said, tried again, and the words are there. */
async function diskIsFull() {
  chapters(blocks("First."));
  const { page, end } = await sit({}, NOISE);
  let full = true;
  await page.route("**/api/edit", (route) => full ? route.fulfill({ status: 507, contentType: "application/json", body: `{"refusal":"the disk is full"}` }) : route.continue());
  await box(page, 0).fill("When there is room.");
  await page.getByText("the disk is full").first().waitFor();
  full = false;
  await until(FIRST, (text) => text.includes("When there is room."), "it is not saved when the disk has room again");
  await saved(page);
  await end();
}

/** Types into a window that cannot save and is then gone. */
async function lose(desk, context, words) {
  const page = await visit(desk.address, context, NOISE);
  await page.route("**/api/edit", (route) => route.abort());
  await box(page, 0).fill(words);
  await pause(400);
  await page.close();
}

const offers = (page) => page.locator(".message", { hasText: "were not saved" });

/** Each draft lives until it is saved or thrown away by itself. */
async function everyDraft() {
  chapters(blocks("First."));
  const { desk, context, page, end } = await sit({}, NOISE);
  await page.close();
  for (const words of ["Draft one.", "Draft two.", "Draft three."]) await lose(desk, context, words);
  const next = await visit(desk.address, context, NOISE);
  await offers(next).nth(2).waitFor({ timeout: 20000 });
  const all = await offers(next).count();
  holds(all === 3, `${all} drafts are offered and not three: windows overwrite each other's`);
  await look(next, "drafts");
  // Saving something else touches none of them.
  await box(next, 0).press("End");
  await next.keyboard.type(" More.");
  await saved(next);
  await next.reload();
  await next.waitForSelector(".block");
  await offers(next).nth(2).waitFor({ timeout: 20000 });
  await offers(next).filter({ hasText: "Draft two." }).getByRole("button", { name: "Throw them away" }).click();
  await offers(next).nth(2).waitFor({ state: "detached" });
  await next.reload();
  await next.waitForSelector(".block");
  await offers(next).nth(1).waitFor({ timeout: 20000 });
  const left = await offers(next).allTextContents();
  holds(left.length === 2 && left.every((it) => !it.includes("Draft two.")), `one is thrown away and ${left.length} are left`);
  await offers(next).filter({ hasText: "Draft one." }).getByRole("button", { name: "Put them back" }).click();
  await next.waitForSelector("dialog .clash", { timeout: 20000 });
  await next.locator("dialog select").selectOption("both");
  await next.getByRole("button", { name: "Save it so" }).click();
  await until(FIRST, (text) => text.includes("Draft one.") && text.includes("More."), "the draft is not put back");
  await offers(next).nth(1).waitFor({ state: "detached" });
  holds((await offers(next).count()) === 1, "the draft that nobody decided about is gone");
  await end();
}

/** What waits is found when the desk begins again at another port, in another browser. */
async function otherPort() {
  chapters(blocks("First."));
  const { desk, page, context } = await sit({}, NOISE);
  await box(page, 0).focus();
  await add(page, "Callout");
  await page.keyboard.type("A title without a text");
  await pause(2500);
  desk.end();
  await desk.ended;
  await context.close();
  const again = await openDesk(program, booklet, String(20000 + (process.pid % 20000)));
  const other = await browser.newContext();
  const next = await visit(again.opening, other, NOISE);
  await next.getByRole("button", { name: "Put them back" }).click({ timeout: 20000 });
  await valueIs(next, "A title without a text");
  await next.locator(".kind-callout textarea").nth(1).fill("And its text.");
  await until(FIRST, (text) => text.includes(`callout = { title = "A title without a text", text = "And its text." }`), "the block that waited is not saved");
  await pause(2500);
  await next.reload();
  await next.waitForSelector(".block");
  await pause(500);
  holds((await offers(next).count()) === 0, "a draft is offered that is in the file");
  await other.close();
  again.end();
  await again.ended;
}

/** A block that waits goes on where it was when somebody comes back to its chapter, and others' changes leave it. */
async function whatWaits() {
  chapters(blocks("First."));
  const { page, end } = await sit({}, NOISE);
  await box(page, 0).focus();
  await add(page, "Callout");
  await page.keyboard.type("It waits");
  await chapter(page, "Two").click();
  await heading(page, "Two");
  await chapter(page, "One").click();
  await heading(page, "One");
  await valueIs(page, "It waits");
  // A contact point that has only a name, and a value whose name is none.
  await chapter(page, "About the booklet").click();
  await heading(page, "About the booklet");
  await page.getByRole("button", { name: "Add to: Contact points" }).or(page.getByRole("button", { name: /^Add to: .*point/iu })).first().click();
  await page.keyboard.type("Nurse on the ward");
  await page.locator("details.more").evaluateAll((all) => all.forEach((it) => (it.open = true)));
  await page.getByRole("button", { name: "Add a value" }).click();
  await page.keyboard.type("Support Line");
  await page.keyboard.press("Tab");
  await page.keyboard.type("0808 1 570 000");
  await page.getByText("It still needs a name that no other value has").first().waitFor();
  await shown(page, () => document.querySelector(".saving")?.textContent.includes("waits"), "nobody says that something waits");
  await look(page, "waits");
  // Another program writes into the same file.
  writeFileSync(join(booklet, "booklet.toml"), read("booklet.toml").replace(`phone = "0808 008 7054"`, `phone = "0808 008 7055"`) + `\n[[contact.point]]\nname = "Desk"\nphone = "0808 008 7056"\n`);
  await valueIs(page, "0808 008 7055");
  await valueIs(page, "Nurse on the ward");
  await valueIs(page, "0808 1 570 000");
  await chapter(page, "Two").click();
  await heading(page, "Two");
  await chapter(page, "About the booklet").click();
  await heading(page, "About the booklet");
  await valueIs(page, "Nurse on the ward");
  await valueIs(page, "0808 1 570 000");
  await end();
}

/** A block that was never in the file and is taken out comes back with its words. */
async function takenOut() {
  chapters(blocks("First."));
  const { page, end } = await sit({}, NOISE);
  await box(page, 0).focus();
  await add(page, "Callout");
  await page.keyboard.type("Not to be lost");
  await page.getByRole("button", { name: "Take out: Callout" }).click();
  await page.locator(".kind-callout").waitFor({ state: "detached" });
  await page.keyboard.press("Control+z");
  await valueIs(page, "Not to be lost");
  holds(read(FIRST) === blocks("First."), "to take back what was not in the file changes the file");
  await end();
}

/** What is written as it is: kept, with its line ends, and never over what others wrote. */
async function asWritten() {
  begin();
  const odd = `title = "One"\r\n\r\n[[block]]\r\ntext = "Words"\r\nodd = [\r\n  0x1F, # kept\r\n]\r\n`;
  writeFileSync(join(booklet, FIRST), odd);
  const { desk, context, page, end } = await sit({}, NOISE);
  const raw = page.locator(".raw").first();
  await page.locator(".raw").first().waitFor();
  const before = await raw.inputValue();
  await raw.fill(before.replace("0x1F", "0x2F"));
  await pause(400);
  await page.close({ runBeforeUnload: false });
  const next = await visit(desk.address, context, NOISE);
  await next.getByRole("button", { name: "Put them back" }).click({ timeout: 20000 });
  await valueIs(next, before.replace("0x1F", "0x2F"));
  // It was changed elsewhere meanwhile: both are shown.
  writeFileSync(join(booklet, FIRST), odd.replace("kept", "kept by others"));
  await next.getByText("changed elsewhere meanwhile").first().waitFor();
  writeFileSync(join(booklet, FIRST), odd);
  await next.getByText("changed elsewhere meanwhile").first().waitFor({ state: "detached" });
  await next.getByRole("button", { name: "Save this part" }).first().click();
  await until(FIRST, (text) => text === odd.replace("0x1F", "0x2F"), "a part as it is written is not saved with its line ends");
  holds(read(FIRST) === odd.replace("0x1F", "0x2F"), `line ends: ${JSON.stringify(read(FIRST))}`);
  await end();
}

/** What is typed just before the desk is closed. */
async function deskCloses() {
  chapters(blocks("First."));
  const { desk, context, page } = await sit({}, NOISE);
  await box(page, 0).fill("Last words.");
  await page.getByRole("button", { name: "Close the desk" }).click();
  await page.getByText("The desk is closed").first().waitFor();
  holds((await desk.ended) === 0, "the program does not end");
  holds(readFileSync(join(booklet, FIRST), "utf8").includes("Last words."), "what was typed just before the desk was closed is lost");
  await context.close();
}

/** Steady typing is saved too, but no word that an input method has not finished. */
async function steadyTyping() {
  chapters(blocks("First."));
  const { page, end } = await sit({}, NOISE);
  await box(page, 0).focus();
  const start = Date.now();
  let seen = 0;
  while (Date.now() - start < 9000 && !seen) {
    await page.keyboard.type("la ");
    await pause(150);
    if (read(FIRST).includes("la la")) seen = Date.now() - start;
  }
  holds(seen > 0, "who never pauses is never saved");
  await saved(page);
  const before = read(FIRST);
  await box(page, 0).evaluate((box) => {
    box.dispatchEvent(new CompositionEvent("compositionstart", { bubbles: true }));
    box.value += "ka";
    box.dispatchEvent(new InputEvent("input", { bubbles: true, isComposing: true }));
  });
  await pause(1500);
  holds(read(FIRST) === before, "half a word of an input method is saved");
  await box(page, 0).evaluate((box) => box.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true })));
  await until(FIRST, (text) => text.includes("ka"), "a word of an input method is not saved");
  await end();
}

/** Paragraphs with a pause after Enter, in a text, a list and a table. */
async function pauses() {
  chapters(blocks("First."));
  const { page, end } = await sit({}, NOISE);
  await box(page, 0).press("End");
  for (const words of ["\n", "Second paragraph.", "\n", "Third "]) {
    if (words === "\n") await page.keyboard.press("Enter");
    else await page.keyboard.type(words);
    await saved(page).catch(() => {});
    await pause(1200);
  }
  await page.keyboard.type("one.");
  await until(FIRST, (text) => text.includes("First.\n\nSecond paragraph.\n\nThird one."), "a pause after Enter changes what is typed");
  await add(page, "Bullets");
  for (const words of ["one", "\n", "two ", "and more", "\n", "three"]) {
    if (words === "\n") await page.keyboard.press("Enter");
    else await page.keyboard.type(words);
    await pause(1000);
  }
  await until(FIRST, (text) => text.includes(`"one"`) && text.includes(`"two and more"`) && text.includes(`"three"`), "a pause in a list changes what is typed");
  await end();
}

mkdirSync(booklet, { recursive: true });
await play(
  { chapterChanges, typedDuringMerge, answerIsLost, diskIsFull, everyDraft, otherPort, whatWaits, takenOut, asWritten, deskCloses, steadyTyping, pauses },
  "nothing that is typed is lost",
);
