// Blocks that become blocks of another kind without a word typed again.

import { inOneLine } from "./wordbox.js";

/** @typedef {import("./types.js").Value} Value */

const LISTS = ["bullets", "steps", "checklist"];
const LINES = ["heading", "subheading"];
const KINDS = ["text", ...LISTS, ...LINES];

/**
 * What a block of a kind may become, if its words allow it.
 * @param {string | null} kind
 */
export function ways(kind) {
    return kind && KINDS.includes(kind) ? KINDS.filter((it) => it !== kind) : [];
}

/**
 * The value of a block as one of another kind; nothing where words or levels would be lost.
 * @param {Value} value
 * @param {string} from
 * @param {string} to
 * @returns {Value | null}
 */
export function turned(value, from, to) {
    if (LISTS.includes(from) && LISTS.includes(to)) return value;
    const parts = partsOf(value, from);
    if (!parts?.length) return null;
    if (LISTS.includes(to)) return parts;
    if (LINES.includes(to)) return parts.length === 1 && !parts[0].includes("\n") ? parts[0] : null;
    return parts.join("\n\n");
}

/**
 * The paragraphs of a block.
 * @param {Value} value
 * @param {string} kind
 * @returns {string[] | null}
 */
function partsOf(value, kind) {
    if (LISTS.includes(kind)) {
        const items = /** @type {any[]} */ (value);
        return items.every((item) => typeof item === "string") ? items : null;
    }
    const parts = String(value).split(/\n\s*\n/u).map((part) => inOneLine(part.trim()));
    return parts.filter((part) => part !== "");
}
