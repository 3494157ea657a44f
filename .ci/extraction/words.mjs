// Prints the text of PDFs as pdf.js gives it to Firefox's search, a line of JSON for each file.

import { readFileSync } from "node:fs";

// Only drawing needs these, and nothing is drawn here.
for (const name of ["DOMMatrix", "ImageData", "Path2D"]) globalThis[name] ??= class {};
console.warn = () => {};
const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");

for (const path of process.argv.slice(2)) {
  const data = new Uint8Array(readFileSync(path));
  const document = await getDocument({ data, verbosity: 0 }).promise;
  let text = "";
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { items } = await page.getTextContent({ disableNormalization: true });
    text += items.map((item) => item.str + (item.hasEOL ? "\n" : "")).join("") + "\n";
  }
  console.log(JSON.stringify(text));
  await document.loadingTask.destroy();
}
