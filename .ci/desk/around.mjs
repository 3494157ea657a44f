// What is around the words at the desk: the shelf, the pages, the web page in its frame, lists that are
// refused, blocks that change their kind, pictures that are there already; and forms that say what files say.

import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openDesk, serveFront } from "./desk.mjs";
import { holds, look } from "./judge.mjs";
import { add, begin, booklet, browser, folder, play, program, read, saved, shown, sit, until, visit } from "./scenes.mjs";

const FIRST = "chapters/01.toml";
const root = process.env.ROOT;
const pause = (time) => new Promise((done) => setTimeout(done, time));
const heading = (page, words) => shown(page, (words) => document.querySelector(".words h2")?.textContent === words, `“${words}” is not shown`, words);
const chapter = (page, name) => page.locator("#pane-chapters button", { hasText: name }).first();

/** The shelf, where there is one booklet too; and the end of the program from it. */
async function shelf() {
  begin();
  const { desk, context, page } = await sit();
  await page.getByRole("button", { name: "All booklets" }).click();
  await page.getByRole("heading", { name: "Your booklets" }).waitFor();
  holds(!(await page.locator("#notice").isVisible()), `the shelf begins with: ${await page.locator("#notice").textContent()}`);
  await page.locator(".facts", { hasText: "review" }).waitFor();
  await look(page, "shelf");
  await page.reload();
  await page.getByRole("link", { name: "Trial" }).click();
  await page.waitForSelector(".block");
  await page.locator(".block textarea").first().fill("Typed and left for the shelf.");
  await page.getByRole("button", { name: "All booklets" }).click();
  await page.getByRole("heading", { name: "Your booklets" }).waitFor();
  holds(read(FIRST).includes("Typed and left for the shelf."), "what was typed before the shelf is lost");
  await page.goBack();
  await page.waitForSelector(".block");
  const other = await visit(desk.address, context);
  await page.getByRole("button", { name: "All booklets" }).click();
  await page.getByRole("heading", { name: "Your booklets" }).waitFor();
  await pause(1500);
  // Another window is told of.
  let asked = "";
  page.once("dialog", (dialog) => {
    asked = dialog.message();
    void dialog.accept();
  });
  await page.getByRole("button", { name: "Close the desk" }).click();
  await page.getByText("The desk is closed").first().waitFor();
  holds(asked.includes("one more window"), `the other window is not told of: ${asked}`);
  await other.getByText("The desk is closed").first().waitFor();
  holds((await desk.ended) === 0, "the program does not end from the shelf");
  await context.close();
}

/** A list that the desk refuses to change stays, and so does what is seen. */
async function refusedLists() {
  begin();
  writeFileSync(join(booklet, "chapters/02.toml"), `title = "Two"\n\n[[block]]\nbullets = ["one", "two"]\n`);
  writeFileSync(join(booklet, "booklet.toml"), read("booklet.toml").replace(`["chapters/01.toml"]`, `["chapters/01.toml", "chapters/02.toml"]`));
  const before = read("booklet.toml");
  const { page, end } = await sit({}, ["422"]);
  await page.route("**/api/edit", (route) => route.fulfill({ status: 422, contentType: "application/json", body: `{"refusal":"this list is written in a way that the desk does not change"}` }));
  for (const name of ["Chapter down", "Take the chapter out"]) {
    await page.getByRole("button", { name, exact: true }).click();
    if (name.startsWith("Take")) await page.getByRole("button", { name: "Take it out" }).click();
    await page.locator("#notice", { hasText: "The list of chapters stays as it was" }).waitFor();
    await heading(page, "One");
    holds(!/was (moved|taken out)/u.test((await page.locator("#live").textContent()) ?? ""), `${name}: it is said to have worked`);
  }
  holds(read("booklet.toml") === before, "the list was changed");
  await page.unroute("**/api/edit");
  await page.getByRole("button", { name: "Chapter down", exact: true }).click();
  await until("booklet.toml", (text) => text.includes(`["chapters/02.toml", "chapters/01.toml"]`), "the chapter is not moved");
  await end();
}

/** The pages follow the chapter, and nothing of the former one stays marked. */
async function pagesFollow() {
  begin();
  const long = Array.from({ length: 30 }, (_, at) => `[[block]]\ntext = "Paragraph ${at} of a long chapter that goes over several pages, with words enough for some lines of it."\n`).join("\n");
  writeFileSync(join(booklet, FIRST), `title = "One"\n\n${long}`);
  writeFileSync(join(booklet, "chapters/02.toml"), `title = "Two"\n\n[[block]]\ntext = "Far below."\n`);
  writeFileSync(join(booklet, "booklet.toml"), read("booklet.toml").replace(`["chapters/01.toml"]`, `["chapters/01.toml", "chapters/02.toml"]`));
  const { page, end } = await sit({ viewport: { width: 1280, height: 800 } });
  await page.locator(".block textarea").first().focus();
  await shown(page, () => [...document.querySelectorAll(".page .sheet")].some((it) => it.shadowRoot.querySelector("g.lit")), "no words are marked on their page");
  await chapter(page, "Two").click();
  await heading(page, "Two");
  await shown(page, () => document.querySelector(".scroll").scrollTop > 100, "the pages do not follow the chapter");
  await pause(500);
  const lit = await page.evaluate(() => [...document.querySelectorAll(".page .sheet")].flatMap((it) => [...it.shadowRoot.querySelectorAll("g.lit")].map((group) => group.dataset.file)));
  holds(lit.every((file) => file.endsWith("02.toml")), `words of the former chapter stay marked: ${lit}`);
  await end();
}

/** The web page is as high as there is room, and leads nowhere. */
async function webPage() {
  begin();
  writeFileSync(join(booklet, FIRST), `title = "One"\n\n[[block]]\ntext = "See [our page](https://www.example.org/help) and [the contacts](#contact)."\n`);
  const { page, context, end } = await sit({ viewport: { width: 1280, height: 1400 } });
  await page.selectOption("#edition", "html");
  await page.waitForSelector("iframe:not(.coming)");
  await pause(800);
  const heights = await page.evaluate(() => [document.querySelector("iframe").clientHeight, document.querySelector(".scroll").clientHeight]);
  holds(heights[0] > heights[1] - 60, `the web page is ${heights[0]} px high where there are ${heights[1]}`);
  const frame = page.frames()[1];
  for (const modifiers of [[], ["Control"], ["Shift"]]) {
    await frame.locator("a", { hasText: "our page" }).first().click({ modifiers });
    await pause(300);
  }
  const phone = frame.locator("a", { hasText: "0808" }).first();
  if (await phone.count()) await phone.click();
  await pause(500);
  holds(page.frames()[1].url().includes("/preview/web"), `the frame leads to ${page.frames()[1].url()}`);
  holds(context.pages().length === 1, "a link of the frame opens a window");
  await frame.locator("a[href^='#']").last().click();
  await pause(300);
  holds(page.frames()[1].url().includes("/preview/web"), "a link within the page leads out of it");
  await look(page, "web-page");
  await end();
}

/** A text becomes a list and back, without a word typed again; undo too. */
async function otherKinds() {
  begin();
  const before = `title = "One"\n\n# kept\n[[block]]\nkeep = true\ntext = """\nFirst thing.\n\nSecond\nthing.\n"""\n`;
  writeFileSync(join(booklet, FIRST), before);
  const { page, end } = await sit();
  await page.getByRole("button", { name: "Change to another kind: Text" }).click();
  await page.locator("dialog .choice", { hasText: "Steps" }).click();
  await until(FIRST, (text) => /steps = \[\s*"First thing\.",\s*"Second thing\.",?\s*\]/u.test(text) && text.includes("# kept") && text.includes("keep = true") && !text.includes("text ="), "a text does not become steps");
  await page.getByRole("button", { name: "Change to another kind: Steps" }).click();
  await look(page, "kinds");
  await page.locator("dialog .choice", { hasText: "Checklist" }).click();
  await until(FIRST, (text) => text.includes("checklist = "), "steps do not become a checklist");
  for (const _ of [1, 2]) await page.locator('.write-bar [aria-label^="Undo"]').click();
  await until(FIRST, (text) => text === before, "to take it back does not lead to the bytes of before");
  await end();
}

/** A picture that the booklet has already; and how the finished files are left. */
async function ownPicture() {
  begin();
  mkdirSync(join(booklet, "pictures/maps"), { recursive: true });
  writeFileSync(join(booklet, "pictures/maps/way.svg"), `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="90" height="90"><circle cx="4" cy="4" r="4"/></svg>`);
  const { page, end } = await sit();
  await page.locator(".block textarea").first().focus();
  await add(page, "Picture");
  await page.getByRole("button", { name: "Take one that the booklet has" }).click();
  await look(page, "own-pictures");
  await page.locator("dialog .choice", { hasText: "way.svg" }).click();
  await page.waitForSelector(".kind-figure .thumb:not([hidden])");
  await page.locator('.kind-figure label:has-text("Description") + textarea').fill("The way");
  await until(FIRST, (text) => text.includes(`figure = { image = "../pictures/maps/way.svg", alt = "The way" }`), "the picture is not written");
  await page.getByRole("button", { name: "Finish: make the files" }).click();
  await page.waitForSelector("dialog .button", { timeout: 60000 });
  holds((await page.locator("dialog > button").last().textContent()) === "Close", "the way out of the finished files is called otherwise than Close");
  await end();
}

/** Each file of each booklet: its form, untouched or touched, says what the file says. */
async function formsSayWhatFilesSay() {
  begin();
  const all = join(folder, "all");
  mkdirSync(all, { recursive: true });
  for (const source of ["booklet", "docs/guide", "tests/booklets"]) {
    if (existsSync(join(root, source))) cpSync(join(root, source), join(all, source.replaceAll("/", "-")), { recursive: true });
  }
  // What forms like to tidy up: lines in items and cells, short rows, blanks, odd tables.
  const odd = join(all, "odd");
  cpSync(booklet, odd, { recursive: true });
  writeFileSync(join(odd, FIRST), ODD);
  writeFileSync(join(odd, "booklet.toml"), `${readFileSync(join(odd, "booklet.toml"), "utf8")}\n[values]\nline = """\n  wrapped\nwords """\n`.replace(`title = "Trial"`, `title = " Trial "`).replaceAll("\n", "\r\n"));
  const desk = await openDesk(program, all);
  const context = await browser.newContext();
  const page = await context.newPage();
  await serveFront(page);
  await page.goto(desk.opening);
  // The page that lets in leads on to the desk.
  await page.waitForURL((address) => /^\/\w+\/$/.test(address.pathname));
  const paths = await page.evaluate(async () => (await (await fetch("api/state")).json()).booklets.map((it) => it.path));
  let files = 0;
  for (const path of paths) {
    const wrong = await page.evaluate(async (path) => {
      const { FileForm } = await import(new URL("front/write/file.js", location.href).href);
      const get = async (address, query) => (await fetch(`${address}?${new URLSearchParams(query)}`)).json();
      const shapes = await get("api/forms", {});
      const { files } = await get("api/booklet", { booklet: path });
      const wrong = [];
      let seen = 0;
      for (const file of files ?? []) {
        const facts = await get("api/file", { booklet: path, file: file.path });
        if (!facts.document) continue;
        seen += 1;
        const book = { language: "en-GB", points: [], terms: [], values: new Map(), chapters: [] };
        const never = () => { throw new Error("nobody asked for this"); };
        const context = { shapes, book, language: "en-GB", changed: () => {}, replace: never, source: () => "", places: never, upload: never, album: never, await: (it) => it, image: () => "", pasted: never };
        const form = new FileForm(context, facts, { act: never, touch: never, reveal: never, speak: never, state: () => "" });
        if (form.pending().edits.length) wrong.push(`${file.path}: untouched`);
        for (const block of form.blocks) block.touched = true;
        for (const { key } of facts.document.table.entries ?? []) form.touched.add(key);
        const { edits, held } = form.pending();
        for (const edit of edits) if (!["block", "chapters"].includes(edit.path[0]) || edit.path.length > 1) wrong.push(`${file.path}: ${JSON.stringify(edit)}`);
        if (held.loose.length + held.waiting.length + held.raws.length) wrong.push(`${file.path}: holds ${JSON.stringify(held)}`);
      }
      return { wrong, seen };
    }, path);
    files += wrong.seen;
    for (const words of wrong.wrong) holds(false, `a form says something else than its file: ${words.slice(0, 600)}`);
  }
  console.log(`forms of ${files} files say what the files say`);
  holds(files > 40, `only ${files} files were looked at`);
  await context.close();
  desk.end();
  await desk.ended;
}

const ODD = `title = " One "

[[block]]
steps = [
  "Type this: //\\nchapbook build",
  " blanks ",
  { text = "alone" },
  "",
  """
wrapped
words""",
]

[[block]]
heading = """
Over
two lines"""

[[block]]
[block.table]
caption = " Doses "
columns = ["Medicine ", "Dose", "When"]
rows = [
  ["Aspirin", "5 mg"],
  [" Other ", "two //\\nlines", "at night"],
  [],
]

[[block]]
definitions = [{ term = "A ", meaning = "First" }, { term = "B", meaning = "" }]

[[block]]
figure = { image = "../pictures/none.png", alt = "", decorative = true }
`;

/** One cell of an odd table is changed, and nothing else of it. */
async function oneCell() {
  begin();
  writeFileSync(join(booklet, FIRST), ODD);
  const { page, end } = await sit({}, ["404"]);
  await page.locator(".grid td textarea").first().fill("Ibuprofen");
  await until(FIRST, (text) => text === ODD.replace("Aspirin", "Ibuprofen"), "more of a table was changed than its cell");
  await page.locator(".items textarea").first().press("End");
  await page.keyboard.type(" it");
  await until(FIRST, (text) => text === ODD.replace("Aspirin", "Ibuprofen").replace("chapbook build", "chapbook build it"), "more of a list was changed than its item");
  await saved(page);
  await end();
}

await play(
  { shelf, refusedLists, pagesFollow, webPage, otherKinds, ownPicture, formsSayWhatFilesSay, oneCell },
  "what is around the words is sound",
);
