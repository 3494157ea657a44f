// Fields of which there may be several: words one after the other, tables, names with words.

import { el, say } from "../elements.js";
import { nodeOf, shows, sign, valueOf } from "./values.js";
import { fresh, WordBox } from "./wordbox.js";

/** @typedef {import("./types.js").Context} Context */
/** @typedef {import("./types.js").Field} Field */
/** @typedef {import("./types.js").Node} Node */
/** @typedef {import("./types.js").Sort} Sort */
/** @typedef {import("./types.js").Part} Part */
/** @typedef {import("./types.js").Step} Step */
/** @typedef {{ field: Field, element: HTMLElement, waits: HTMLElement, fresh: boolean, asked: boolean }} Row
 *   `fresh`: the file has none of it; `asked`: somebody wanted it. */

/**
 * A row with buttons to move it and take it out.
 * @template {Field} T
 * @param {T} field
 * @param {string} what
 * @param {(step: -1 | 0 | 1) => void} deed
 */
function rowOf(field, what, deed) {
    const button = (/** @type {string} */ sign, /** @type {string} */ name, /** @type {-1 | 0 | 1} */ step) => {
        return el("button", { type: "button", class: "quiet sign-button", "aria-label": `${name}: ${what}`, title: name, click: () => deed(step) }, sign);
    };
    const deeds = el("div", { class: "row-deeds" }, button("↑", "Move up", -1), button("↓", "Move down", 1), button("✕", "Take out", 0));
    const waits = el("p", { class: "waits", hidden: true });
    return { field, waits, fresh: false, asked: false, element: el("div", { class: "row" }, field.element, deeds, waits) };
}

/**
 * Says of a row whether it waits for something.
 * @param {Row} row
 * @param {boolean} waits
 * @param {string} what
 */
function tell(row, waits, what) {
    row.waits.hidden = !waits;
    row.waits.textContent = waits ? `This is not in the booklet yet. It still needs ${what}. It is kept here meanwhile.` : "";
}

/**
 * Moves a row, or takes it out.
 * @template {Row} T
 * @param {T[]} rows
 * @param {T} row
 * @param {-1 | 0 | 1} step
 */
function moved(rows, row, step) {
    const at = rows.indexOf(row);
    const to = at + step;
    if (step !== 0 && (to < 0 || to >= rows.length)) return false;
    rows.splice(at, 1);
    if (step !== 0) rows.splice(to, 0, row);
    say(step === 0 ? "Taken out." : "Moved.");
    return true;
}

/** Words one after the other: telephone numbers, keywords, editions. */
export class Many {
    /**
     * @param {Context} context
     * @param {{ label: string, help?: string, words: string, needed?: boolean, single?: boolean }} wish
     *   `single`: one alone is written without a list.
     */
    constructor(context, wish) {
        this.context = context;
        this.wish = wish;
        /** @type {(Row & { field: WordBox })[]} */
        this.rows = [];
        /** @type {Node | null} */
        this.node = null;
        this.list = el("div", { class: "rows" });
        const more = el("button", { type: "button", class: "quiet small", click: () => this.add() }, `Add another: ${wish.label}`);
        this.element = el("div", { class: "field", role: "group", "aria-label": wish.label }, this.list, more);
        this.take([null]);
    }

    /** @param {(Node | null)[]} nodes */
    take(nodes) {
        this.rows = nodes.map((node) => this.row(node));
        this.list.replaceChildren(...this.rows.map((row) => row.element));
    }

    /** @param {Node | null} node */
    row(node) {
        const number = this.rows.length;
        const { words, label, help } = this.wish;
        const field = new WordBox(this.context, { label, words, help: number ? undefined : help, several: words === "text" || label === "Address" });
        field.show(node);
        const row = rowOf(field, label, (step) => {
            if (this.rows.length === 1 && step === 0) field.show(null);
            else if (!moved(this.rows, row, step)) return;
            this.list.replaceChildren(...this.rows.map((it) => it.element));
            this.context.changed(this.list);
        });
        return row;
    }

    add() {
        const row = this.row(null);
        this.rows.push(row);
        this.list.append(row.element);
        row.field.box.focus();
    }

    /** @param {Node | null} node */
    show(node) {
        this.node = node;
        const nodes = node?.is === "list" ? (node.items ?? []) : node ? [node] : [];
        const full = this.rows.filter((row) => row.field.words !== "");
        const same = full.length === nodes.length && nodes.every((it, at) => it.words === full[at].field.read());
        if (same) nodes.forEach((it, at) => full[at].field.show(it));
        else this.take(nodes.length ? nodes : [null]);
    }

    read() {
        const all = this.rows.map((row) => String(row.field.read() ?? ""));
        // What nobody has touched stays as it is written.
        if (this.node && sign(all) === sign(this.node.is === "list" ? valueOf(this.node) : [valueOf(this.node)])) return valueOf(this.node);
        const words = all.filter((it) => it.trim() !== "");
        if (!words.length) return undefined;
        const list = this.node?.is === "list" || !this.wish.single;
        return words.length === 1 && !list ? words[0] : words;
    }

    *spots() {
        for (const row of this.rows) yield* row.field.spots();
        const first = this.rows[0]?.field;
        const { node } = this;
        if (first && node?.is === "list" && node.from !== undefined) yield { from: node.from, to: node.to ?? 0, element: first.box, slot: first.slot };
    }
}

/** Tables one after the other: contact points, words of the glossary, pictures side by side. */
export class Rows {
    /**
     * @param {Context} context
     * @param {{ label: string, help?: string, needed?: boolean }} wish
     * @param {Sort} sort
     * @param {(label: string) => Field} made
     */
    constructor(context, wish, sort, made) {
        this.context = context;
        this.wish = wish;
        this.sort = sort;
        this.made = made;
        /** @type {Row[]} */
        this.rows = [];
        /** @type {Node | null} */
        this.node = null;
        this.list = el("div", { class: "rows" });
        const side = sort.is === "table-or-few";
        this.more = el("button", { type: "button", class: "quiet small", click: () => this.add() }, side ? "Add a picture beside it" : `Add to: ${wish.label}`);
        this.element = el("div", { class: "field", role: "group", "aria-label": wish.label }, this.list, this.more);
        if (sort.needed || side) this.take([null]);
    }

    /** @param {(Node | null)[]} nodes */
    take(nodes) {
        this.rows = nodes.map((node) => this.row(node));
        this.arrange();
    }

    arrange() {
        this.list.replaceChildren(...this.rows.map((row) => row.element));
        // One that has to be there is neither moved nor taken out.
        const alone = this.rows.length === 1 && (this.sort.needed || this.sort.is === "table-or-few");
        this.list.classList.toggle("alone", alone === true);
        this.more.hidden = this.rows.length >= (this.sort.most ?? Infinity);
    }

    /** @param {Node | null} node */
    row(node) {
        const field = this.made(this.sort.is === "table-or-few" ? "" : this.wish.label);
        field.show(node);
        const row = rowOf(field, this.wish.label, (step) => {
            if (!moved(this.rows, row, step)) return;
            this.arrange();
            this.context.changed(this.list);
        });
        row.fresh = node === null;
        return row;
    }

    add() {
        const row = this.row(null);
        row.asked = true;
        this.rows.push(row);
        this.arrange();
        /** @type {HTMLElement | null} */ (row.element.querySelector("textarea, input, select"))?.focus();
    }

    /** Whether it is not in the file, and cannot be yet. @param {Row} row */
    lacks(row) {
        return row.fresh && !(shows(row.field.read()) && (row.field.ready?.() ?? true));
    }

    /** What is said by the file, or will be. */
    said() {
        return this.rows.filter((row) => !this.lacks(row) && (shows(row.field.read()) || this.isEmptyInFile(row)));
    }

    /** @param {Row} row */
    isEmptyInFile(row) {
        const { node } = /** @type {any} */ (row.field);
        return !row.fresh && node !== null && !shows(valueOf(node));
    }

    /** @param {Node | null} node */
    show(node) {
        this.node = node;
        const nodes = node?.is === "list" ? (node.items ?? []) : node ? [node] : [];
        const said = this.said();
        if (said.length === nodes.length) {
            nodes.forEach((it, at) => {
                said[at].fresh = false;
                said[at].field.show(it);
            });
            return;
        }
        // What waits stays after as many as stood before it.
        const begun = (/** @type {Row} */ row) => this.lacks(row) && (row.asked || shows(row.field.draft?.() ?? row.field.read()));
        const waiting = this.rows.filter(begun).map((row) => ({ row, at: said.filter((it) => this.rows.indexOf(it) < this.rows.indexOf(row)).length }));
        const first = this.sort.needed || this.sort.is === "table-or-few";
        this.rows = nodes.map((it) => this.row(it));
        for (const { row, at } of waiting.reverse()) this.rows.splice(Math.min(at, nodes.length), 0, row);
        if (!this.rows.length && first) this.rows = [this.row(null)];
        this.arrange();
    }

    read() {
        // One that was begun only now waits until it holds what it needs.
        const tables = this.said().map((row) => row.field.read() ?? {});
        if (!tables.length) return this.node && !this.sort.needed ? undefined : this.node ? valueOf(this.node) : undefined;
        return this.sort.is === "table-or-few" && tables.length === 1 && this.node?.is !== "list" ? tables[0] : tables;
    }

    /** What was begun, whole or not. */
    draft() {
        const tables = this.rows.map((row) => row.field.read()).filter(shows);
        return tables.length ? (this.sort.is === "table-or-few" && tables.length === 1 ? tables[0] : tables) : undefined;
    }

    /** @returns {Part[]} */
    waiting() {
        let at = 0;
        return this.rows.flatMap((row) => {
            const value = row.field.draft?.() ?? row.field.read();
            const waits = this.lacks(row) && shows(value);
            tell(row, waits, lacking(row.field));
            if (waits) return [{ path: [], value }];
            if (this.lacks(row)) return [];
            const own = at;
            at += 1;
            return (row.field.waiting?.() ?? []).map((it) => ({ path: [own, ...it.path], value: it.value }));
        });
    }

    /**
     * @param {Step[]} path
     * @param {any} value
     */
    resume(path, value) {
        if (path.length) return this.said()[Number(path[0])]?.field.resume?.(path.slice(1), value) ?? false;
        const row = this.row(null);
        row.field.show(nodeOf(value));
        this.rows.push(row);
        this.arrange();
        return true;
    }

    ready() {
        return this.rows.some((row) => row.field.ready?.() ?? true);
    }

    *raws() {
        for (const row of this.rows) yield* row.field.raws?.() ?? [];
    }

    *spots() {
        for (const row of this.rows) yield* row.field.spots();
    }
}

/** What a field lacks, in words. @param {Field} field */
function lacking(field) {
    const names = /** @type {any} */ (field).lacks?.() ?? [];
    return names.length ? names.join(", ") : "more words";
}

/** Names of the author's own, each with its words. */
export class Values {
    /**
     * @param {Context} context
     * @param {{ label: string, help?: string }} wish
     */
    constructor(context, wish) {
        this.context = context;
        /** @type {Row[]} */
        this.rows = [];
        /** @type {Node | null} */
        this.node = null;
        this.list = el("div", { class: "rows" });
        const more = el("button", { type: "button", class: "quiet small", click: () => this.add() }, "Add a value");
        const help = wish.help ? el("p", { class: "help" }, wish.help) : null;
        this.element = el("div", { class: "field", role: "group", "aria-label": wish.label }, help, this.list, more);
    }

    /**
     * @param {string} name
     * @param {Node | null} node
     */
    row(name, node) {
        const field = new NamedWords(this.context, name);
        field.show(node);
        const row = rowOf(field, name || "value", (step) => {
            if (!moved(this.rows, row, step)) return;
            this.list.replaceChildren(...this.rows.map((it) => it.element));
            this.context.changed(this.list);
        });
        return row;
    }

    add() {
        const row = this.begin("", "");
        /** @type {NamedWords} */ (row.field).name.focus();
    }

    /**
     * @param {string} name
     * @param {string} words
     */
    begin(name, words) {
        const row = this.row(name, words === "" ? null : nodeOf(words));
        /** @type {NamedWords} */ (row.field).key = "";
        this.rows.push(row);
        this.list.append(row.element);
        return row;
    }

    /**
     * The name under which its words are in the file; as long as a new one is none, it is the one of before.
     * @param {Row} row
     */
    nameIn(row) {
        const field = /** @type {NamedWords} */ (row.field);
        const name = nameOf(row);
        const twin = this.rows.slice(0, this.rows.indexOf(row)).some((it) => nameOf(it) === name);
        return field.ready() && !twin ? name : field.key;
    }

    /** @param {Node | null} node */
    show(node) {
        this.node = node;
        const wanted = node?.entries ?? [];
        const full = this.rows.filter((row) => this.nameIn(row) !== "");
        const same = full.length === wanted.length && wanted.every((it, at) => it.key === this.nameIn(full[at]));
        if (same) {
            wanted.forEach((it, at) => {
                /** @type {NamedWords} */ (full[at].field).key = it.key;
                full[at].field.show(it.value);
            });
            return;
        }
        // What waits stays, at the end.
        const waiting = this.rows.filter((row) => this.nameIn(row) === "");
        this.rows = [...wanted.map((it) => this.row(it.key, it.value)), ...waiting];
        this.list.replaceChildren(...this.rows.map((row) => row.element));
    }

    read() {
        const rows = this.rows.filter((row) => this.nameIn(row) !== "");
        const table = Object.fromEntries(rows.map((row) => [this.nameIn(row), row.field.read() ?? ""]));
        return rows.length ? table : undefined;
    }

    /** @returns {Part[]} */
    waiting() {
        return this.rows.flatMap((row) => {
            const [name, words] = [nameOf(row), row.field.read() ?? ""];
            const begun = name !== "" || words !== "";
            const right = this.nameIn(row) === name;
            tell(row, begun && !right, "a name that no other value has, of small letters, digits, - and _");
            return begun && this.nameIn(row) === "" ? [{ path: [], value: { name, words } }] : [];
        });
    }

    /**
     * @param {Step[]} _path
     * @param {any} value
     */
    resume(_path, value) {
        this.begin(String(value.name ?? ""), String(value.words ?? ""));
        return true;
    }

    *spots() {
        for (const row of this.rows) yield* row.field.spots();
    }
}

/** @param {Row} row */
function nameOf(row) {
    return /** @type {NamedWords} */ (row.field).name.value.trim();
}

class NamedWords {
    /**
     * @param {Context} context
     * @param {string} name
     */
    constructor(context, name) {
        const id = fresh();
        /** The name that the file has; none where it is new. */
        this.key = name;
        this.name = el("input", { id, type: "text", value: name, pattern: "[a-z][a-z0-9_\\-]*", dir: "ltr", autocomplete: "off", spellcheck: "false", "aria-describedby": `${id}-help`, input: () => context.changed(this.name) });
        this.words = new WordBox(context, { label: "Words", words: "text" });
        const help = el("p", { class: "help", id: `${id}-help` }, "Small letters, digits, - and _, such as support_line. Change it only where no words use it.");
        this.element = el("div", { class: "fields" }, el("div", { class: "field" }, el("label", { for: id }, "Name"), help, this.name), this.words.element);
    }

    /** @param {Node | null} node */
    show(node) {
        this.words.show(node);
    }

    read() {
        return this.words.read();
    }

    ready() {
        return this.name.value.trim() !== "" && this.name.checkValidity();
    }

    spots() {
        return this.words.spots();
    }
}

