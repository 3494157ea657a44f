// A box for words that grows with them.

import { el } from "../elements.js";
import { blocksOfPaste } from "./paste.js";
import { directionOf } from "./values.js";

/** @typedef {import("./types.js").Context} Context */
/** @typedef {import("./types.js").Node} Node */

const GROWS = CSS.supports("field-sizing", "content");

let number = 0;

/** A name that no other element has. */
export function fresh() {
    number += 1;
    return `w${number}`;
}

/**
 * Makes a box as high as its words.
 * @param {HTMLTextAreaElement} box
 */
export function fit(box) {
    if (GROWS) return;
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight + 2}px`;
}

/**
 * Puts words in the place of what is selected, so that the browser can take it back.
 * @param {HTMLTextAreaElement | HTMLInputElement} box
 * @param {string} words
 */
export function insert(box, words) {
    box.focus();
    const done = words === "" ? document.execCommand("delete") : document.execCommand("insertText", false, words);
    if (done) return;
    const at = box.selectionStart ?? box.value.length;
    box.setRangeText(words, at, box.selectionEnd ?? at, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
}

/**
 * A bare box.
 * @param {Context} context
 * @param {Record<string, any>} attributes
 */
export function box(context, attributes) {
    const made = el("textarea", {
        rows: 1,
        class: "box",
        spellcheck: "true",
        lang: context.language,
        dir: directionOf(context.language),
        autocomplete: "off",
        ...attributes,
    });
    made.addEventListener("input", () => {
        fit(made);
        context.changed(made);
    });
    return made;
}

/**
 * Words whose single line ends, which are spaces, are shown as spaces; letter by letter as long as before.
 * @param {string} words
 */
function unwrapped(words) {
    return words.replace(/(?<![\n]|\/\/)\n(?=[^\n])/gu, (end, at) => {
        const close = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;
        return close.test(words[at - 1] ?? "") && close.test(words[at + 1] ?? "") ? end : " ";
    });
}

/**
 * Words of a box that has no lines; those that two slashes end are lines of the words themselves.
 * @param {string} words
 */
export function inOneLine(words) {
    return words.replace(/\s*\n\s*/gu, (_, at) => (words.slice(0, at).endsWith("//") ? "\n" : " "));
}

/** Words of one key. */
export class WordBox {
    /**
     * @param {Context} context
     * @param {{ label: string, help?: string, words: string, several?: boolean, hidden?: boolean,
     *   needed?: boolean }} wish `several`: it may hold several lines.
     */
    constructor(context, wish) {
        this.context = context;
        this.wish = wish;
        /** @type {Node | null} */
        this.node = null;
        const id = fresh();
        const marks = wish.words === "text" || wish.words === "line";
        const literal = wish.words === "literal";
        this.box = box(context, {
            id,
            "data-marks": marks ? "" : null,
            "data-values": literal ? null : "",
            "aria-describedby": wish.help ? `${id}-help` : null,
            "aria-required": wish.needed ? "true" : null,
            dir: literal ? "ltr" : directionOf(context.language),
            spellcheck: literal ? "false" : "true",
        });
        /** The words as they are written: line ends that are only spaces included. */
        this.words = "";
        /** The words as the box showed them last; as long as those. */
        this.seen = "";
        this.box.addEventListener("input", () => this.follow());
        this.box.addEventListener("keydown", (event) => {
            if (event.key !== "Enter" || event.isComposing || event.ctrlKey || event.metaKey) return;
            if (wish.several && !marks) return;
            event.preventDefault();
            if (wish.several) insert(this.box, event.shiftKey ? " //\n" : "\n\n");
        });
        if (marks) this.box.addEventListener("paste", (event) => this.paste(event));
        this.slot = el("div", { class: "slot" });
        this.element = el(
            "div",
            { class: "field" },
            el("label", { for: id, class: wish.hidden ? "hidden" : null }, wish.label),
            wish.help ? el("p", { class: "help", id: `${id}-help` }, wish.help) : null,
            this.box,
            this.slot,
        );
    }

    /** @param {ClipboardEvent} event */
    async paste(event) {
        const data = event.clipboardData;
        const coming = data && blocksOfPaste(data);
        if (!coming) return;
        event.preventDefault();
        const plain = data.getData("text/plain");
        const blocks = await this.context.await(coming).catch(() => []);
        if (blocks.length === 1 && blocks[0].kind === "text") insert(this.box, String(blocks[0].value));
        else if (!blocks.length || !this.context.pasted(blocks, this.box)) insert(this.box, plain);
    }

    /** What was changed in the box is changed in the words, and line ends elsewhere stay. */
    follow() {
        const { words, seen } = this;
        const now = this.box.value;
        const most = Math.min(seen.length, now.length);
        let before = 0;
        while (before < most && seen[before] === now[before]) before += 1;
        let after = 0;
        while (after < most - before && seen[seen.length - 1 - after] === now[now.length - 1 - after]) after += 1;
        this.words = words.slice(0, before) + now.slice(before, now.length - after) + words.slice(words.length - after);
        this.seen = now;
    }

    read() {
        if (this.seen !== this.box.value) this.follow();
        // What nobody has touched stays as it is written.
        if (this.node && this.words === this.node.words) return this.words;
        const words = this.wish.several ? this.words : inOneLine(this.words);
        if (words === "" && this.node === null) return undefined;
        // A key that need not be there goes with its words.
        return words === "" && !this.wish.needed ? undefined : words;
    }

    /** @param {Node | null} node */
    show(node) {
        this.node = node;
        this.words = node?.words ?? "";
        this.seen = this.wish.words === "text" ? unwrapped(this.words) : this.words;
        if (this.box.value !== this.seen) this.box.value = this.seen;
        fit(this.box);
    }

    *spots() {
        if (this.node?.from !== undefined) {
            yield { from: this.node.from, to: this.node.to ?? this.node.from, element: this.box, slot: this.slot };
        }
    }
}
