// Which field stands for which sort of value; what no field can show is shown as it is written.

import { el } from "../elements.js";
import { Grid, isGrid } from "./grid.js";
import { isList, Items } from "./items.js";
import { Description, PictureFile } from "./picture.js";
import { Raw } from "./raw.js";
import { Choices, inputFor, Scalar, Tick } from "./scalars.js";
import { Many, Rows, Values } from "./several.js";
import { entry, plainHelp, put, shows, valueOf } from "./values.js";
import { WordBox } from "./wordbox.js";

/** @typedef {import("./types.js").Context} Context */
/** @typedef {import("./types.js").Field} Field */
/** @typedef {import("./types.js").Key} Key */
/** @typedef {import("./types.js").Node} Node */
/** @typedef {import("./types.js").Part} Part */
/** @typedef {import("./types.js").Sort} Sort */
/** @typedef {import("./types.js").Step} Step */
/** @typedef {import("./items.js").ListKind} ListKind */

/** Keys whose words may have several lines. */
const LONG = new Set(["address", "description"]);

/** Keys that are shown with another. */
const WITH_OTHERS = new Set(["alt", "decorative", "logo_alt"]);

/**
 * Whether the field of a sort can show a node.
 * @param {Sort} sort
 * @param {Node} node
 * @returns {boolean}
 */
export function fits(sort, node) {
    switch (sort.is) {
        case "words":
        case "id":
        case "stem":
        case "language":
        case "color":
            return node.is === "words";
        case "choice":
            return node.is === "words" && sort.of.includes(node.words);
        case "date":
            return /^\d{4}-\d{2}-\d{2}$/u.test(node.bare ?? "");
        case "switch":
        case "true":
            return node.is === "switch";
        case "number":
        case "whole":
            return node.is === "number" && /^-?\d+(\.\d+)?$/u.test(node.bare ?? "");
        case "numbers":
            return false;
        case "list":
            if (sort.of.is === "item") return isList(node);
            if (sort.of.is === "choice") return node.is === "list" && (node.items ?? []).every((it) => fits(sort.of, it));
            return node.is === "list" && (node.items ?? []).every((it) => it.is === "words");
        case "table":
            return node.is === "table" && (sort.shape !== "table" || isGrid(node));
        case "tables":
            return node.is === "list" && (node.items ?? []).every((it) => it.is === "table");
        case "table-or-few":
            return node.is === "table" || (node.is === "list" && (node.items ?? []).every((it) => it.is === "table"));
        case "either":
            return sort.of.some((/** @type {Sort} */ it) => fits(it, node));
        case "values":
            return node.is === "table" && (node.entries ?? []).every((it) => it.value.is === "words");
        default:
            return false;
    }
}

/**
 * A field for a key.
 * @param {Context} context
 * @param {Key} key
 * @param {Node | null} node What the file says now.
 * @param {boolean} [hidden] Whether its label is said elsewhere.
 * @returns {Field}
 */
export function fieldFor(context, key, node, hidden = false) {
    const said = plainHelp(key.help);
    const help = hidden || said.length < 12 ? undefined : said;
    const wish = { label: key.title, help, words: key.words, needed: key.required, hidden };
    return bySort(context, key, key.sort, node, wish);
}

/**
 * @param {Context} context
 * @param {Key} key
 * @param {Sort} sort
 * @param {Node | null} node
 * @param {{ label: string, help?: string, words: string, needed?: boolean, hidden?: boolean }} wish
 * @returns {Field}
 */
function bySort(context, key, sort, node, wish) {
    if (sort.is === "either") {
        const [one, other] = /** @type {Sort[]} */ (sort.of);
        const many = [one, other].find((it) => it.is === "list" && it.of.is !== "item");
        if (many && [one, other].some((it) => it.is === "words")) return new Many(context, { ...wish, single: true });
        const chosen = [one, other].find((it) => node && fits(it, node)) ?? one;
        return bySort(context, key, chosen, node, wish);
    }
    if (key.name === "image" || key.name === "logo") return new PictureFile(context, wish.label);
    if (key.name === "contact_point") return pointChoice(context, wish);
    switch (sort.is) {
        case "words":
            return new WordBox(context, { ...wish, several: wish.words === "text" || LONG.has(key.name) });
        case "switch":
        case "true":
            return new Tick(context, wish, sort.usual === true);
        case "list":
            if (sort.of.is === "item") return new Items(context, /** @type {ListKind} */ (key.name), wish.label, wish.hidden);
            if (sort.of.is === "words") return new Many(context, wish);
            if (sort.of.is === "choice") return new Choices(context, wish, sort.of.of);
            break;
        case "table":
            if (sort.shape === "table") return new Grid(context);
            return new Table(context, sort.shape ?? "", wish.hidden ? { label: "" } : wish);
        case "tables":
        case "table-or-few":
            return new Rows(context, wish, sort, (within) => new Table(context, sort.shape ?? "", { label: wish.hidden ? "" : within }));
        case "values":
            return new Values(context, wish);
        case "date":
        case "number":
        case "whole":
            return new Scalar(context, wish, inputFor(sort), false);
        case "choice":
        case "language":
        case "color":
        case "id":
        case "stem":
            return new Scalar(context, wish, inputFor(sort), true);
    }
    return new Raw(context, wish.label);
}

/**
 * @param {Context} context
 * @param {{ label: string, help?: string }} wish
 */
function pointChoice(context, wish) {
    const options = context.book.points.map((name) => el("option", { value: name }, name));
    const none = el("option", { value: "" }, options.length ? "Choose one" : "There is none yet: add one under “About the booklet”");
    return new Scalar(context, wish, el("select", {}, none, ...options), true);
}

/** The keys of a table. Those that are seldom wanted are folded away. */
export class Table {
    /**
     * @param {Context} context
     * @param {string} shape
     * @param {{ label: string, help?: string, needed?: boolean }} wish
     * @param {(key: Key) => boolean} [wanted]
     * @param {(name: string) => boolean} [ignored] Which keys somebody else shows.
     */
    constructor(context, shape, wish, wanted = () => true, ignored = () => false) {
        this.context = context;
        this.ignored = ignored;
        this.keys = (context.shapes[shape]?.keys ?? []).filter(wanted);
        this.shape = shape;
        /** @type {Map<string, Field>} */
        this.fields = new Map();
        /** @type {Description | null} */
        this.description = this.keys.some((key) => key.name === "alt") ? new Description(context, this.keys.some((key) => key.name === "decorative")) : null;
        /** @type {Node | null} */
        this.node = null;
        this.body = el("div", { class: "fields" });
        this.more = el("div", { class: "fields" });
        this.fold = el("details", { class: "more" }, el("summary", {}, "More"), this.more);
        this.slot = el("div", { class: "slot" });
        const title = wish.label ? el("legend", {}, wish.label) : null;
        this.element = el("fieldset", { class: "table" }, title, this.slot, this.body, this.fold);
        this.element.tabIndex = -1;
        this.build();
    }

    /** Makes the fields that this table needs now; those that fit stay. */
    build() {
        const { node } = this;
        /** @type {[HTMLElement, boolean][]} */
        const elements = [];
        const known = new Set(this.keys.map((key) => key.name));
        for (const key of this.keys) {
            if (WITH_OTHERS.has(key.name) && this.description) continue;
            const own = entry(node, key.name);
            const shown = own === null || fits(key.sort, own);
            let field = this.fields.get(key.name);
            // What was changed of a part as it is written stays until it is saved.
            if (field === undefined || (field instanceof Raw === shown && !(field instanceof Raw && field.touched))) {
                field = shown ? fieldFor(this.context, key, own) : new Raw(this.context, key.title);
                this.fields.set(key.name, field);
            }
            // What no form can show is shown where it is, and offered nowhere.
            if (field instanceof Raw && own === null) continue;
            const front = key.required || own !== null || FRONT.has(`${this.shape}.${key.name}`);
            elements.push([field.element, front]);
            if (this.description && (key.name === "image")) elements.push([this.description.element, true]);
        }
        for (const it of node?.entries ?? []) {
            if (known.has(it.key) || this.ignored(it.key)) continue;
            const field = this.fields.get(it.key) ?? new Raw(this.context, it.key);
            this.fields.set(it.key, field);
            elements.push([field.element, true]);
        }
        for (const name of [...this.fields.keys()]) {
            const field = this.fields.get(name);
            if (known.has(name) || entry(node, name)) continue;
            if (field instanceof Raw && field.touched) elements.push([field.element, true]);
            else this.fields.delete(name);
        }
        place(this.body, elements.filter(([element, front]) => front || this.body.contains(element)).map(([element]) => element));
        place(this.more, elements.map(([element]) => element).filter((it) => !this.body.contains(it)));
        this.fold.hidden = this.more.childElementCount === 0;
    }

    /**
     * @param {Node | null} node
     * @param {(name: string) => boolean} [kept] Which keys are being written.
     */
    show(node, kept = () => false) {
        this.node = node;
        this.build();
        for (const [name, field] of this.fields) {
            if (kept(name)) continue;
            const it = node?.entries?.find((own) => own.key === name);
            if (field instanceof Raw) field.showEntry(it ?? null);
            else field.show(it?.value ?? null);
        }
        this.description?.show(node);
    }

    read() {
        /** @type {{ [key: string]: any }} */
        const table = {};
        // In the order of the file, and what is new in the order of the form.
        const names = [...(this.node?.entries ?? []).map((it) => it.key), ...this.fields.keys(), "alt", "decorative"].filter((it) => !this.ignored(it));
        const described = this.description?.read() ?? {};
        for (const name of new Set(names)) {
            if (this.description && (name === "alt" || name === "decorative")) {
                put(table, name, described[name]);
                continue;
            }
            const field = this.fields.get(name);
            const own = entry(this.node, name);
            const value = field === undefined || field instanceof Raw ? (own ? valueOf(own) : undefined) : field.read();
            const empty = !own && value !== undefined && !shows(value);
            put(table, name, empty ? undefined : value);
        }
        return Object.keys(table).length || this.node ? table : undefined;
    }

    ready() {
        return this.lacks().length === 0;
    }

    /** What it lacks, in words. */
    lacks() {
        const table = this.read() ?? {};
        const keys = this.keys.filter((key) => key.required && !(this.description && WITH_OTHERS.has(key.name)));
        const names = keys.filter((key) => !shows(table[key.name])).map((key) => key.title);
        if (this.shape === "callout" && !["text", "bullets", "steps", "checklist"].some((key) => shows(table[key]))) names.push("a text or a list");
        if (this.description?.ready() === false) names.push("a description");
        return names;
    }

    /** The key in whose field an element stands. @param {globalThis.Node} element */
    nameOf(element) {
        for (const [name, field] of this.fields) if (field.element.contains(element)) return name;
        return null;
    }

    /** @returns {Part[]} */
    waiting() {
        const parts = [...this.fields].map(([name, field]) => (field.waiting?.() ?? []).map((it) => ({ ...it, path: [name, ...it.path] })));
        return parts.flat();
    }

    /**
     * @param {Step[]} path
     * @param {any} value
     */
    resume([name, ...path], value) {
        const field = this.fields.get(String(name));
        for (let at = field?.element.closest("details"); at; at = at.parentElement?.closest("details") ?? null) at.open = true;
        return field?.resume?.(path, value) ?? false;
    }

    /** @returns {Generator<Raw>} */
    *raws() {
        for (const field of this.fields.values()) {
            if (field instanceof Raw) yield field;
            else yield* field.raws?.() ?? [];
        }
    }

    *spots() {
        for (const field of this.fields.values()) yield* field.spots();
        if (this.description) yield* this.description.spots();
        const { node } = this;
        if (node?.from !== undefined) yield { from: node.from, to: node.to ?? node.from, element: this.element, slot: this.slot };
    }
}

/** Keys that are wanted often, though not each time. */
const FRONT = new Set([
    "callout.text", "callout.bullets", "callout.urgency", "quote.source", "figure.caption", "illustrated.text",
    "point.phone", "point.email", "point.hours", "contact.text", "contact.heading", "contact.point",
    "booklet.subtitle", "booklet.publisher", "booklet.version", "booklet.reviewed", "booklet.review_by",
    "imprint.disclaimer", "imprint.credit", "cover.image", "cover.style",
]);

/**
 * Puts elements into their order; those that stand right are not touched, so that nothing is lost.
 * @param {HTMLElement} parent
 * @param {HTMLElement[]} elements
 */
export function place(parent, elements) {
    for (const child of [...parent.children]) if (!elements.includes(/** @type {HTMLElement} */ (child))) child.remove();
    elements.forEach((element, at) => {
        if (parent.children[at] !== element) parent.insertBefore(element, parent.children[at] ?? null);
    });
}
