// The files of a booklet, each with what is to be mended in it.

import { el } from "./elements.js";

/** @typedef {import("./types.js").Counts} Counts */

/** The name under which all messages are shown. */
export const ALL = "";

export class Chapters {
    /** @param {(file: string) => void} choose */
    constructor(choose) {
        this.choose = choose;
        this.list = el("ol", { role: "list" });
        const nav = el("nav", { "aria-label": "Files of the booklet" }, this.list);
        this.element = el("div", { class: "chapters pane" }, nav);
    }

    /**
     * @param {import("./types.js").BookletFacts} booklet
     * @param {string} chosen
     */
    update(booklet, chosen) {
        const focused = this.list.contains(document.activeElement);
        const all = this.row(ALL, "All messages", booklet.counts, chosen);
        const files = booklet.files.map((file) => {
            return this.row(file.path, name(file), file.counts, chosen);
        });
        this.list.replaceChildren(all, ...files);
        if (focused) /** @type {HTMLElement | null} */ (this.list.querySelector("[aria-current]"))?.focus();
    }

    /**
     * @param {string} path
     * @param {string} title
     * @param {Counts} counts
     * @param {string} chosen
     */
    row(path, title, counts, chosen) {
        const current = path === chosen;
        const button = el(
            "button",
            { type: "button", "aria-current": current ? "true" : null, click: () => this.choose(path) },
            el("span", { class: "name" }, title),
            badge(counts),
        );
        return el("li", {}, button);
    }
}

/** @param {import("./types.js").FileFacts} file */
function name(file) {
    const bare = file.path.split("/").pop() ?? file.path;
    if (file.role === "booklet") return "About the booklet";
    if (file.role === "house") return "Shared by your booklets";
    return file.title ?? bare;
}

/**
 * How much is to be mended; nothing where nothing is.
 * @param {Counts} counts
 */
export function badge(counts) {
    const { errors, warnings, notes } = counts;
    const parts = [
        { number: errors, kind: "error", words: "to be mended" },
        { number: warnings, kind: "warning", words: "to be looked at" },
        { number: notes, kind: "info", words: "good to know" },
    ];
    const seen = parts.filter((part) => part.number > 0).map((part) => {
        const words = el("span", { class: "hidden" }, ` ${part.words}`);
        return el("span", { class: `badge ${part.kind}`, title: part.words }, String(part.number), words);
    });
    return el("span", { class: "badges" }, ...seen);
}
