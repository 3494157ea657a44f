// A list as rows of boxes: Enter makes an item, Tab nests it, Backspace at its start joins it.

import { el } from "../elements.js";
import { blocksOfPaste } from "./paste.js";
import { directionOf, valueOf } from "./values.js";
import { box, fit, inOneLine, insert } from "./wordbox.js";

/** @typedef {import("./types.js").Context} Context */
/** @typedef {import("./types.js").Node} Node */
/** @typedef {import("./types.js").Value} Value */
/** @typedef {"bullets" | "steps" | "checklist"} ListKind */

const KINDS = /** @type {const} */ (["bullets", "steps", "checklist"]);
const DEEPEST = 8;

/**
 * @typedef {object} Row
 * @property {number} depth
 * @property {{ [key: string]: any }} beside What an item holds besides words and list.
 * @property {ListKind | null} inner Which list it holds, or would.
 * @property {boolean} braced Whether it is written as a table.
 * @property {Node | null} node
 * @property {string} words As they were shown first.
 * @property {HTMLTextAreaElement} box
 * @property {HTMLElement} slot
 * @property {HTMLElement} element
 * @property {HTMLElement} sign
 */

/**
 * Whether a list is one that rows can show.
 * @param {Node} node
 * @returns {boolean}
 */
export function isList(node) {
    return (
        node.is === "list" &&
        (node.items ?? []).every((item) => {
            if (item.is === "words") return true;
            if (item.is !== "table") return false;
            const entries = item.entries ?? [];
            const lists = entries.filter((it) => KINDS.some((kind) => kind === it.key));
            const words = entries.some((it) => it.key === "text" && it.value.is === "words");
            return words && lists.length <= 1 && lists.every((it) => isList(it.value));
        })
    );
}

export class Items {
    /**
     * @param {Context} context
     * @param {ListKind} kind
     * @param {string} label
     * @param {boolean} [hidden] Whether its label is said elsewhere.
     */
    constructor(context, kind, label, hidden = true) {
        this.context = context;
        this.kind = kind;
        this.label = label;
        /** @type {Row[]} */
        this.rows = [];
        this.list = el("ul", { class: `items ${kind}`, "aria-label": label, role: "list", dir: directionOf(context.language) });
        const more = el("button", { type: "button", class: "quiet small", click: () => this.enter(this.rows.length - 1, "") }, "Add an item");
        this.slot = el("div", { class: "slot" });
        this.element = el("div", { class: "field" }, hidden ? null : el("p", { class: "label" }, label), this.list, more, this.slot);
        /** @type {Node | null} */
        this.node = null;
        this.rows.push(this.row(0, "", null));
        this.arrange();
    }

    /**
     * @param {number} depth
     * @param {string} words
     * @param {Node | null} node
     * @returns {Row}
     */
    row(depth, words, node) {
        const area = box(this.context, { "data-marks": "", "data-values": "" });
        area.value = words;
        const slot = el("div", { class: "slot" });
        const sign = el("span", { class: "sign", "aria-hidden": "true" });
        const element = el("li", { class: "item" }, sign, area, slot);
        /** @type {Row} */
        const row = { depth, beside: {}, inner: null, braced: false, node, words, box: area, slot, element, sign };
        area.addEventListener("keydown", (event) => this.key(event, row));
        area.addEventListener("paste", (event) => this.paste(event, row));
        return row;
    }

    /** @param {Node | null} node */
    show(node) {
        this.node = node;
        /** @type {{ words: string, depth: number, node: Node | null, beside: {}, inner: ListKind | null, braced: boolean }[]} */
        const wanted = [];
        collect(node, 0, wanted);
        const own = this.rows.filter(isThere);
        const same = wanted.length === own.length && wanted.every((it, at) => it.words === wordsOf(own[at]) && it.depth === own[at].depth);
        if (same) {
            // The rows stay, empty ones too, where somebody may be writing.
            wanted.forEach((it, at) => Object.assign(own[at], { node: it.node, words: it.words, beside: it.beside, inner: it.inner, braced: it.braced }));
            return;
        }
        this.rows = wanted.map((it) => Object.assign(this.row(it.depth, it.words, it.node), { beside: it.beside, inner: it.inner, braced: it.braced }));
        if (!this.rows.length) this.rows.push(this.row(0, "", null));
        this.arrange();
    }

    /** Puts the rows in their order and says of each where it stands. */
    arrange() {
        const focused = document.activeElement;
        const caret = this.rows.find((row) => row.box === focused)?.box.selectionStart;
        if (this.rows.some((row, at) => this.list.children[at] !== row.element) || this.list.children.length !== this.rows.length) {
            this.list.replaceChildren(...this.rows.map((row) => row.element));
        }
        /** @type {number[]} */
        const counts = [];
        this.rows.forEach((row, at) => {
            counts.length = row.depth + 1;
            counts[row.depth] = (counts[row.depth] ?? 0) + 1;
            const kind = this.kindOf(at);
            row.element.style.setProperty("--depth", String(row.depth));
            row.element.setAttribute("aria-level", String(row.depth + 1));
            row.sign.textContent = kind === "steps" ? `${counts[row.depth]}.` : kind === "checklist" ? "☐" : "•";
            const level = row.depth ? `, level ${row.depth + 1}` : "";
            row.box.setAttribute("aria-label", `${this.label}: item ${at + 1} of ${this.rows.length}${level}`);
            fit(row.box);
        });
        if (focused instanceof HTMLTextAreaElement && this.list.contains(focused) && document.activeElement !== focused) {
            focused.focus();
            if (caret !== undefined) focused.setSelectionRange(caret, caret);
        }
    }

    /**
     * Which kind of list a row stands in.
     * @param {number} at
     * @returns {ListKind}
     */
    kindOf(at) {
        const depth = this.rows[at].depth;
        if (depth === 0) return this.kind;
        const parent = this.rows.slice(0, at).findLast((row) => row.depth === depth - 1);
        return parent?.inner ?? this.kind;
    }

    /**
     * @param {KeyboardEvent} event
     * @param {Row} row
     */
    key(event, row) {
        if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
        const at = this.rows.indexOf(row);
        const { selectionStart: start, selectionEnd: end } = row.box;
        const first = start === 0 && end === 0;
        let done = true;
        if (event.key === "Enter") {
            const rest = row.box.value.slice(end);
            if (row.box.value === "" && row.depth > 0) this.shift(at, -1);
            else {
                if (start < row.box.value.length) {
                    row.box.setSelectionRange(start, row.box.value.length);
                    insert(row.box, "");
                }
                this.enter(at, rest.trimStart());
            }
        } else if (event.key === "Tab" && first) done = this.shift(at, event.shiftKey ? -1 : 1);
        else if (event.key === "Backspace" && first) done = this.join(at);
        else if (event.key === "ArrowUp" && !event.shiftKey && start === 0) done = this.go(at - 1, true);
        else if (event.key === "ArrowDown" && !event.shiftKey && end === row.box.value.length) done = this.go(at + 1, false);
        else done = false;
        if (done) event.preventDefault();
    }

    /**
     * A new item after another.
     * @param {number} at
     * @param {string} words
     */
    enter(at, words) {
        const before = this.rows[at];
        // After an item that holds a list comes the first of that list.
        const inside = (this.rows[at + 1]?.depth ?? 0) > (before?.depth ?? 0);
        const depth = (before?.depth ?? 0) + (inside ? 1 : 0);
        const row = this.row(depth, words, null);
        this.rows.splice(at + 1, 0, row);
        this.arrange();
        row.box.focus();
        row.box.setSelectionRange(0, 0);
        this.context.changed(row.box);
    }

    /**
     * Moves an item and what it holds a level in or out.
     * @param {number} at
     * @param {1 | -1} step
     */
    shift(at, step) {
        const row = this.rows[at];
        const before = this.rows[at - 1];
        if (step > 0 && (!before || before.depth < row.depth || row.depth + 1 >= DEEPEST)) return false;
        if (step < 0 && row.depth === 0) return false;
        const depth = row.depth;
        let end = at + 1;
        while (this.rows[end]?.depth > depth) end += 1;
        if (this.rows.slice(at, end).some((it) => it.depth + step >= DEEPEST)) return false;
        for (const it of this.rows.slice(at, end)) it.depth += step;
        this.arrange();
        this.context.changed(row.box);
        return true;
    }

    /**
     * Joins an item with the one before it.
     * @param {number} at
     */
    join(at) {
        const [before, row] = [this.rows[at - 1], this.rows[at]];
        if (!before) return row.depth > 0 && this.shift(at, -1);
        const place = before.box.value.length;
        const gap = before.box.value && row.box.value ? " " : "";
        this.rows.splice(at, 1);
        for (let next = at; this.rows[next]?.depth > before.depth + 1; next += 1) this.rows[next].depth -= 1;
        this.arrange();
        before.box.focus();
        before.box.setSelectionRange(place, place);
        if (row.box.value) insert(before.box, gap + row.box.value);
        before.box.setSelectionRange(place, place);
        this.context.changed(before.box);
        return true;
    }

    /**
     * @param {number} at
     * @param {boolean} last
     */
    go(at, last) {
        const row = this.rows[at];
        if (!row) return false;
        const place = last ? row.box.value.length : 0;
        row.box.focus();
        row.box.setSelectionRange(place, place);
        return true;
    }

    /**
     * Several lines are several items.
     * @param {ClipboardEvent} event
     * @param {Row} row
     */
    async paste(event, row) {
        const data = event.clipboardData;
        const coming = data && blocksOfPaste(data);
        if (!coming) return;
        event.preventDefault();
        const plain = data.getData("text/plain");
        const blocks = await this.context.await(coming).catch(() => []);
        const lists = blocks.filter((block) => KINDS.some((kind) => kind === block.kind));
        /** @type {any[]} */
        const items = (lists.length ? lists : blocks).flatMap((block) => {
            if (typeof block.value === "string") return block.value.split(/\n\s*\n/u);
            return Array.isArray(block.value) && lists.length ? block.value : [];
        });
        if (!items.length) {
            insert(row.box, plain);
            return;
        }
        /** @type {any[]} */
        const flat = [];
        flatten(items, row.depth, flat);
        insert(row.box, flat[0].words);
        if (flat[0].inner) row.inner = flat[0].inner;
        const at = this.rows.indexOf(row);
        const rows = flat.slice(1).map((it) => Object.assign(this.row(Math.min(it.depth, DEEPEST - 1), it.words, null), { inner: it.inner }));
        this.rows.splice(at + 1, 0, ...rows);
        this.arrange();
        rows.at(-1)?.box.focus();
        this.context.changed(row.box);
    }

    read() {
        const rows = this.rows.filter(isThere);
        const items = nested(rows, 0, rows.length, 0, this.kind);
        return items.length || this.node ? items : undefined;
    }

    ready() {
        return this.rows.some((row) => row.box.value.trim() !== "");
    }

    *spots() {
        for (const row of this.rows) {
            if (row.node?.from === undefined) continue;
            yield { from: row.node.from, to: row.node.to ?? row.node.from, element: row.box, slot: row.slot };
        }
        const { node } = this;
        if (node?.from !== undefined) yield { from: node.from, to: node.to ?? node.from, element: this.rows[0].box, slot: this.slot };
    }
}

/** Whether it is an item: one without words is none, unless the file has it so. @param {Row} row */
function isThere(row) {
    return row.box.value.trim() !== "" || (row.node !== null && row.box.value === row.words);
}

/** What nobody has touched stays as it is written. @param {Row} row */
function wordsOf(row) {
    const { value } = row.box;
    return value === shownAs(row.words) ? row.words : inOneLine(value);
}

/** Words as a box shows them (HTML, 4.10.11). @param {string} words */
function shownAs(words) {
    return words.replace(/\r\n?/gu, "\n");
}

/**
 * @param {Node | null} node
 * @param {number} depth
 * @param {any[]} rows
 */
function collect(node, depth, rows) {
    for (const item of node?.items ?? []) {
        if (item.is === "words") {
            rows.push({ words: item.words ?? "", depth, node: item, beside: {}, inner: null, braced: false });
            continue;
        }
        const entries = item.entries ?? [];
        const list = entries.find((it) => KINDS.some((kind) => kind === it.key));
        const words = entries.find((it) => it.key === "text")?.value;
        const rest = entries.filter((it) => it.key !== "text" && it !== list);
        const beside = Object.fromEntries(rest.map((it) => [it.key, valueOf(it.value)]));
        rows.push({ words: words?.words ?? "", depth, node: words, beside, inner: list?.key ?? null, braced: true });
        if (list) collect(list.value, depth + 1, rows);
    }
}

/**
 * @param {any[]} items
 * @param {number} depth
 * @param {any[]} flat
 */
function flatten(items, depth, flat) {
    for (const item of items) {
        if (typeof item === "string") {
            flat.push({ words: item, depth, inner: null });
            continue;
        }
        const inner = KINDS.find((kind) => item[kind]) ?? null;
        flat.push({ words: item.text, depth, inner });
        if (inner) flatten(item[inner], depth + 1, flat);
    }
}

/**
 * @param {Row[]} rows
 * @param {number} from
 * @param {number} to
 * @param {number} depth
 * @param {ListKind} kind
 * @returns {any[]}
 */
function nested(rows, from, to, depth, kind) {
    const items = [];
    for (let at = from; at < to; ) {
        const row = rows[at];
        let end = at + 1;
        while (end < to && rows[end].depth > depth) end += 1;
        const words = wordsOf(row);
        if (end > at + 1) {
            const inner = row.inner ?? kind;
            items.push({ text: words, ...row.beside, [inner]: nested(rows, at + 1, end, depth + 1, inner) });
        } else if (row.braced && (row.inner === null || Object.keys(row.beside).length)) items.push({ text: words, ...row.beside });
        else items.push(words);
        at = end;
    }
    return items;
}
