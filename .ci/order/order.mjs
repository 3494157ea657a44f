// Prints the paragraphs of web pages as Chromium shows them: the characters of each from left to
// right, where every paragraph has a line of its own. A line of JSON for each file.

import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";


const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
const page = await browser.newPage({ viewport: { width: 3000, height: 2000 } });
for (const path of process.argv.slice(2)) {
  await page.goto(pathToFileURL(resolve(path)).href);
  await page.addStyleTag({ content: "* { max-width: none !important; white-space: nowrap !important }" });
  await page.evaluate(() => document.fonts.ready);
  const lines = await page.evaluate(() => [...document.querySelectorAll("section.chapter > p")].map((paragraph) => {
    const seen = [];
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      let at = 0;
      for (const character of node.data) {
        range.setStart(node, at);
        range.setEnd(node, at += character.length);
        const { left, width } = range.getBoundingClientRect();
        if (width > 0 && character.trim()) seen.push([left + width / 2, character]);
      }
    }
    return seen.sort(([one], [other]) => one - other).map(([, character]) => character).join("");
  }));
  console.log(JSON.stringify(lines));
}
await browser.close();
