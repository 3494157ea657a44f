// What Word, Excel and web pages put on the clipboard; the desk makes blocks of it.

import { act } from "../api.js";

/** @typedef {import("./types.js").NewBlock} NewBlock */

/** What tells that a clipboard holds more than words. */
const SHAPED = /<(?:h[1-6]|[uo]l|table|blockquote|b|strong|i|em)[\s>]|<a\s[^>]*href|mso-list|<\/p>[^]*<p[\s>]|<\/div>[^]*<div[\s>]/iu;

/**
 * The blocks of a clipboard; nothing where its words can be pasted as they are.
 * @param {DataTransfer} data
 * @returns {Promise<NewBlock[]> | null}
 */
export function blocksOfPaste(data) {
    const html = data.getData("text/html");
    const text = data.getData("text/plain");
    const shaped = SHAPED.test(html);
    if (!shaped && !/\n|\t/u.test(text.trim())) return null;
    return blocksOf(shaped ? html : text);
}

/**
 * @param {string} text
 * @returns {Promise<NewBlock[]>}
 */
async function blocksOf(text) {
    const { blocks } = await act("/api/paste", { text });
    return blocks;
}

/**
 * Rows and cells of a clipboard; nothing where it holds no table.
 * @param {DataTransfer} data
 * @returns {Promise<string[][] | null> | null}
 */
export function rowsOfPaste(data) {
    const html = data.getData("text/html");
    const text = data.getData("text/plain").replace(/\r\n?/gu, "\n").replace(/\n$/u, "");
    const lines = text.includes("\t") ? text.split("\n").map((line) => line.split("\t")) : null;
    if (!/<table/iu.test(html)) return lines && Promise.resolve(lines);
    return blocksOf(html).then((blocks) => {
        const table = /** @type {any} */ (blocks.find((block) => block.kind === "table")?.value);
        return table ? [table.columns, ...table.rows] : lines;
    });
}
