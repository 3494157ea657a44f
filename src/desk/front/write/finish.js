// The finished editions: made, and taken away one by one or together.

import { act, address, Refusal } from "../api.js";
import { count, el, say, sentence } from "../elements.js";
import { dialog } from "./dialogs.js";

const NAMES = /** @type {Record<string, string>} */ ({
    screen: "To read on screen and to email",
    "large-print": "Large print",
    booklet: "Booklet sheets for an office printer",
    press: "For a print shop",
    html: "Web page",
    text: "Plain text",
    epub: "For e-book readers",
    docx: "Word file",
    braille: "Braille",
    email: "Email draft",
    review: "For sign-off",
});

/**
 * @typedef {{ edition: string, label: string, file: string, bytes: number, pages: number | null,
 *   sheets: number | null }} Made
 */

/**
 * Makes all editions and shows them.
 * @param {string} booklet
 */
export async function finish(booklet) {
    const place = el("div", { class: "finished", "aria-live": "polite" }, el("p", {}, "The editions are being made …"));
    const shown = dialog("Finished files", () => [place], "Close");
    try {
        const { editions, notes, printed, all } = await act("/api/build", { booklet });
        const rows = /** @type {Made[]} */ (editions).map((it) => row(booklet, it));
        const together = el("a", { class: "button", href: address(`/download/${all}`, { booklet }), download: "" }, "Download all as one zip");
        place.replaceChildren(el("p", {}, together), el("ul", { class: "choices", role: "list" }, ...rows), ...(printed ? [advice()] : []), ...remarks(notes));
        say(`${count(rows.length, "file")} made.`);
    } catch (error) {
        const why = error instanceof Refusal ? sentence(error.message) : "The desk does not answer.";
        place.replaceChildren(el("p", { class: "notice" }, why));
    }
    await shown;
}

/**
 * @param {string} booklet
 * @param {Made} made
 */
function row(booklet, made) {
    const facts = [
        made.pages === null ? null : count(made.pages, "page"),
        made.sheets === null ? null : `${count(made.sheets, "sheet")} of paper`,
        made.bytes < 1e6 ? `${Math.max(1, Math.round(made.bytes / 1000))} KB` : `${(made.bytes / 1e6).toFixed(1)} MB`,
    ].filter((it) => it !== null);
    const size = /** @type {Record<string, string>} */ (NAMES)[made.edition] ?? made.label;
    const name = made.label === made.edition ? size : `${size} (${made.label})`;
    const link = el("a", { href: address(`/download/${encodeURIComponent(made.file)}`, { booklet }), download: made.file }, `Download ${made.file}`);
    return el("li", {}, el("strong", {}, name), el("span", { class: "help" }, facts.join(", ")), link);
}

function advice() {
    const lines = [
        "Print the booklet sheets on A4 paper, on both sides, flipped on the short edge.",
        "Choose “Actual size” or 100 %, not “Fit to page”.",
        "Print one copy first, fold it, and look whether the pages follow each other.",
        "Staple the sheets in the fold.",
    ];
    return el("section", {}, el("h3", {}, "To print it yourself"), el("ol", { class: "advice" }, ...lines.map((line) => el("li", {}, line))));
}

/** @param {string[]} notes */
function remarks(notes) {
    if (!notes.length) return [];
    return [el("section", {}, el("h3", {}, "Good to know"), el("ul", { class: "advice" }, ...notes.map((note) => el("li", {}, sentence(note)))))];
}
