// A block of a chapter as a form by its kind.

import { el } from "../elements.js";
import { fieldFor, fits, Table } from "./forms.js";
import { Raw } from "./raw.js";
import { ways } from "./kinds.js";
import { bare, entry, nodeOf, shows, sign, valueOf } from "./values.js";
import { fresh } from "./wordbox.js";

/** @typedef {import("./types.js").Context} Context */
/** @typedef {import("./types.js").Field} Field */
/** @typedef {import("./types.js").Node} Node */

/**
 * @typedef {object} Deeds
 * @property {(block: Block, step: -1 | 1) => void} move
 * @property {(block: Block) => void} remove
 * @property {(block: Block) => void} addAfter
 * @property {(block: Block) => void} reveal
 * @property {(block: Block) => void} speak
 * @property {(block: Block) => void} turn Makes it a block of another kind.
 */

/** Keys beside the kind that only some kinds have. */
export const ONLY = /** @type {Record<string, string>} */ ({ continue: "steps", numbered: "illustrated", picture_width: "illustrated" });

/** The language in which a block is written. @param {Context} context @param {Node | null} node */
export function languageOf(context, node) {
    return entry(node, "language")?.words || context.language;
}

/**
 * The field of a kind; a block that is only there has none.
 * @param {Context} context
 * @param {import("./types.js").Key} key
 * @param {Node | null} own
 * @returns {Field}
 */
function fieldOf(context, key, own) {
    if (key.sort.is !== "true") return fieldFor(context, key, own, true);
    return { element: el("p", { class: "help" }, "What follows begins on a new page."), read: () => bare(true), show: () => {}, spots: () => [] };
}

export class Block {
    /**
     * @param {Context} context
     * @param {string | null} kind None where the file does not say which, or says two.
     * @param {Node | null} node None where it is new.
     * @param {Deeds} deeds
     */
    constructor(context, kind, node, deeds) {
        this.kind = kind;
        this.node = node;
        this.context = { ...context, language: languageOf(context, node) };
        /** What the file says of it, as far as is known. */
        this.saved = "";
        /** Whether somebody has written in it since it was shown: what nobody touches stays as it is written. */
        this.touched = false;
        this.orphaned = false;
        this.key = context.shapes.block.keys.find((key) => key.name === kind) ?? null;
        const own = kind ? entry(node, kind) : null;
        const shown = this.key !== null && (own === null || fits(this.key.sort, own));
        this.title = this.key?.title ?? "Part of the file";
        /** @type {Field} */
        this.field = shown && this.key ? fieldOf(this.context, this.key, own) : new Raw(this.context, this.title);
        const kinds = new Set(context.shapes.block.keys.filter((key) => key.kind).map((key) => key.name));
        this.beside = new Table(
            this.context,
            "block",
            { label: "" },
            (key) => !kinds.has(key.name) && (ONLY[key.name] ?? kind) === kind,
            (name) => name === kind,
        );
        this.slot = el("div", { class: "slot" });
        this.waits = el("p", { class: "waits", hidden: true });
        const id = fresh();
        this.heading = el("h3", { id, tabindex: "-1" }, this.title);
        this.handle = el("span", { class: "handle", draggable: "true", "aria-hidden": "true", title: "Drag to move" }, "⠿");
        const button = (/** @type {string} */ text, /** @type {string} */ name, /** @type {() => void} */ deed) => {
            return el("button", { type: "button", class: "quiet sign-button", "aria-label": `${name}: ${this.title}`, title: name, click: deed }, text);
        };
        const bar = el(
            "div",
            { class: "block-deeds" },
            ways(kind).length ? button("⇄", "Change to another kind", () => deeds.turn(this)) : null,
            button("↑", "Move up (Alt-↑)", () => deeds.move(this, -1)),
            button("↓", "Move down (Alt-↓)", () => deeds.move(this, 1)),
            button("◎", "Show on the page", () => deeds.reveal(this)),
            button("▶", "Read aloud", () => deeds.speak(this)),
            button("✕", "Take out", () => deeds.remove(this)),
        );
        const more = el("button", { type: "button", class: "add", "aria-label": `+ Add a block here, after: ${this.title}`, click: () => deeds.addAfter(this) }, "+ Add a block here");
        const comment = node?.comment ? el("p", { class: "comment", dir: "auto" }, node.comment.replace(/^#+ ?/gmu, "").trim()) : null;
        const head = el("div", { class: "block-head" }, this.handle, this.heading, bar);
        const parts = this.key ? [this.field.element, this.beside.element] : [this.field.element];
        const content = el("div", { class: "block-body" }, ...parts);
        this.element = el("div", { class: `block kind-${kind ?? "raw"}`, role: "group", "aria-labelledby": id }, head, comment, this.waits, this.slot, content, more);
    }

    /** Whether it is not in the file yet. */
    get loose() {
        return this.saved === "";
    }

    /** @param {Node} node */
    show(node) {
        this.node = node;
        this.saved = sign(valueOf(node));
        this.touched = false;
        this.waits.hidden = true;
        if (!this.key || !this.kind) {
            /** @type {Raw} */ (this.field).show(node);
            return;
        }
        const own = node.entries?.find((it) => it.key === this.kind);
        if (this.field instanceof Raw) this.field.showEntry(own ?? null);
        else this.field.show(own?.value ?? null);
        this.beside.show(node);
    }

    /** Shows a value that is not in the file. @param {any} value */
    begin(value) {
        this.field.show(nodeOf(value));
    }

    read() {
        const { kind, node } = this;
        if (!kind || !this.key) return node ? valueOf(node) : {};
        const own = entry(node, kind);
        const value = this.field instanceof Raw ? (own ? valueOf(own) : undefined) : this.value();
        return { ...this.beside.read(), ...(value === undefined ? {} : { [kind]: value }) };
    }

    /** What its kind is said with. */
    value() {
        if (this.key?.sort.is === "true") return bare(true);
        const value = this.field.read();
        // A block keeps its kind, whatever is taken out of it.
        return value === undefined && this.node && this.kind && entry(this.node, this.kind) ? "" : value;
    }

    /** What was begun of it, whole or not. */
    draft() {
        return this.field.draft?.() ?? this.value();
    }

    get dirty() {
        return !this.loose && this.touched && sign(this.read()) !== this.saved;
    }

    /** Whether something was typed in it that the file cannot have yet. */
    get holds() {
        return this.waiting().length > 0 || [...this.raws()].some((raw) => raw.touched);
    }

    /** What waits in it, where the block itself is in the file. @returns {import("./types.js").Part[]} */
    waiting() {
        return this.loose ? [] : (this.field.waiting?.() ?? []);
    }

    *raws() {
        yield* this.field.raws?.() ?? [];
        if (this.key) yield* this.beside.raws();
    }

    /** It was taken out elsewhere while somebody wrote in it: it stays here, and is not in the file. */
    orphan() {
        this.saved = "";
        this.orphaned = true;
    }

    /** Whether it can be put into the file as it is. */
    ready() {
        const value = this.value();
        return !this.orphaned && shows(value) && (this.field.ready?.() ?? true);
    }

    /** What a new block waits for, said once somebody has begun it. */
    tellWaiting() {
        const begun = this.loose && shows(this.draft()) && !this.ready();
        this.waiting();
        this.waits.hidden = !begun;
        if (this.orphaned) this.waits.textContent = "This block was taken out elsewhere while you wrote in it. It is not in the booklet any more; what you wrote is kept here. Copy what you need, and take it out.";
        else this.waits.textContent = begun ? `This is not in the booklet yet. It still needs ${NEEDS[this.kind ?? ""] ?? "more words"}. It is kept here meanwhile.` : "";
    }

    focus() {
        const first = /** @type {HTMLElement | null} */ (this.field.element.querySelector("textarea, input:not([type=checkbox]), select"));
        (first ?? this.heading).focus();
    }

    *spots() {
        yield* this.field.spots();
        yield* this.beside.spots();
        const { node } = this;
        if (node?.from !== undefined) yield { from: node.from, to: node.to ?? node.from, element: this.heading, slot: this.slot };
    }
}

const NEEDS = /** @type {Record<string, string>} */ ({
    callout: "a title, and a text or a list",
    quote: "its words",
    figure: "a picture and its description",
    illustrated: "a picture and its description in each row",
    table: "a head for each column and words in a row",
    definitions: "a term and its meaning",
    writing_lines: "the line above and how many lines",
    qr: "an address and a label",
});
