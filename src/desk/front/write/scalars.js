// Fields for what is no words: dates, numbers, colours, choices.

import { el } from "../elements.js";
import { bare, valueOf } from "./values.js";
import { fresh } from "./wordbox.js";

/** @typedef {import("./types.js").Context} Context */
/** @typedef {import("./types.js").Node} Node */
/** @typedef {import("./types.js").Sort} Sort */
/** @typedef {HTMLInputElement | HTMLSelectElement} Input */

const CHOICES = /** @type {Record<string, string>} */ ({
    emergency: "Emergency: call an ambulance",
    urgent: "Urgent: get help today",
    routine: "Routine: ask when it suits",
    "run-on": "Right after the one before",
    recto: "On a right-hand page",
});

/** One input whose text is written with or without quotes. */
export class Scalar {
    /**
     * @param {Context} context
     * @param {{ label: string, help?: string, needed?: boolean }} wish
     * @param {Input} input
     * @param {boolean} quoted
     */
    constructor(context, wish, input, quoted) {
        this.input = input;
        this.quoted = quoted;
        /** @type {Node | null} */
        this.node = null;
        const id = fresh();
        input.id = id;
        if (wish.needed) input.setAttribute("aria-required", "true");
        if (wish.help) input.setAttribute("aria-describedby", `${id}-help`);
        input.addEventListener(input instanceof HTMLSelectElement ? "change" : "input", () => context.changed(input));
        this.slot = el("div", { class: "slot" });
        this.element = el(
            "div",
            { class: "field" },
            el("label", { for: id }, wish.label),
            wish.help ? el("p", { class: "help", id: `${id}-help` }, wish.help) : null,
            input,
            this.slot,
        );
    }

    read() {
        // What nobody has touched stays as it is written.
        if (this.node && this.input.value === this.text(this.node)) return valueOf(this.node);
        const text = this.input.value.trim();
        // What a date box does not take yet is no new value.
        if (text === "") return this.input.validity?.badInput && this.node ? this.plain(this.text(this.node)) : undefined;
        return this.plain(text);
    }

    /** @param {string} text */
    plain(text) {
        const plain = this.quoted || (this.input.type !== "date" && !/^[+-]?[0-9.]+$/u.test(text));
        return plain ? text : bare(text);
    }

    /** @param {Node} node */
    text(node) {
        return node.words ?? node.bare ?? "";
    }

    /** @param {Node | null} node */
    show(node) {
        this.node = node;
        const text = node ? this.text(node) : "";
        if (this.input.value === text) return;
        if (this.input instanceof HTMLSelectElement && ![...this.input.options].some((it) => it.value === text)) {
            this.input.append(el("option", { value: text }, text));
        }
        this.input.value = text;
    }

    *spots() {
        if (this.node?.from === undefined) return;
        yield { from: this.node.from, to: this.node.to ?? 0, element: this.input, slot: this.slot };
    }
}

/** A box to tick. */
export class Tick {
    /**
     * @param {Context} context
     * @param {{ label: string, help?: string }} wish
     * @param {boolean} usual What holds without the key.
     */
    constructor(context, wish, usual) {
        this.usual = usual;
        /** @type {Node | null} */
        this.node = null;
        const id = fresh();
        this.input = el("input", {
            type: "checkbox",
            id,
            "aria-describedby": wish.help ? `${id}-help` : null,
            change: () => context.changed(this.input),
        });
        this.input.checked = usual;
        this.slot = el("div", { class: "slot" });
        this.element = el(
            "div",
            { class: "field" },
            el("div", { class: "tick" }, this.input, el("label", { for: id }, wish.label)),
            wish.help ? el("p", { class: "help", id: `${id}-help` }, wish.help) : null,
            this.slot,
        );
    }

    read() {
        const { checked } = this.input;
        return checked === this.usual && !this.node ? undefined : bare(checked);
    }

    /** @param {Node | null} node */
    show(node) {
        this.node = node;
        this.input.checked = node ? node.bare === "true" : this.usual;
    }

    *spots() {
        if (this.node?.from === undefined) return;
        yield { from: this.node.from, to: this.node.to ?? 0, element: this.input, slot: this.slot };
    }
}

/** Some of a few words, each with a box to tick. */
export class Choices {
    /**
     * @param {Context} context
     * @param {{ label: string, help?: string }} wish
     * @param {string[]} words
     */
    constructor(context, wish, words) {
        /** @type {Node | null} */
        this.node = null;
        this.boxes = words.map((word) => {
            const id = fresh();
            const box = el("input", { type: "checkbox", id, value: word, change: () => context.changed(box) });
            return { word, box, row: el("div", { class: "tick" }, box, el("label", { for: id }, CHOICES[word] ?? capital(word))) };
        });
        this.slot = el("div", { class: "slot" });
        const help = wish.help ? el("p", { class: "help" }, wish.help) : null;
        this.element = el("fieldset", { class: "table choose" }, el("legend", {}, wish.label), help, ...this.boxes.map((it) => it.row), this.slot);
    }

    /** Those that the file has in its order, and then what is new. */
    read() {
        const chosen = this.boxes.filter((it) => it.box.checked).map((it) => it.word);
        const before = (this.node?.items ?? []).map((it) => it.words ?? "").filter((word) => chosen.includes(word));
        const all = [...before, ...chosen.filter((word) => !before.includes(word))];
        return all.length ? all : undefined;
    }

    /** @param {Node | null} node */
    show(node) {
        this.node = node;
        const chosen = new Set((node?.items ?? []).map((it) => it.words));
        for (const it of this.boxes) it.box.checked = chosen.has(it.word);
    }

    *spots() {
        if (this.node?.from === undefined) return;
        yield { from: this.node.from, to: this.node.to ?? 0, element: this.boxes[0].box, slot: this.slot };
    }
}

/**
 * The input for a sort of value.
 * @param {Sort} sort
 * @returns {Input}
 */
export function inputFor(sort) {
    const { is, least, most } = sort;
    if (is === "date") return el("input", { type: "date", min: "1900-01-01", max: "2999-12-31" });
    if (is === "number" || is === "whole") {
        return el("input", { type: "number", min: least ?? null, max: most ?? null, step: is === "whole" ? 1 : "any" });
    }
    if (is === "choice") {
        const options = /** @type {string[]} */ (sort.of).map((word) => el("option", { value: word }, CHOICES[word] ?? capital(word)));
        return el("select", {}, el("option", { value: "" }, "As usual"), ...options);
    }
    const plain = el("input", { type: "text", autocomplete: "off", spellcheck: "false", dir: "ltr" });
    if (is === "language") plain.setAttribute("list", "languages");
    if (is === "color") plain.setAttribute("placeholder", "#00505C");
    return plain;
}

/** @param {string} word */
function capital(word) {
    const words = word.replaceAll("-", " ");
    return words.charAt(0).toUpperCase() + words.slice(1);
}
