// A table as a grid of boxes: arrows go from cell to cell, Enter a row down, and what is pasted from
// Word or Excel fills rows and columns.

import { el, say } from "../elements.js";
import { rowsOfPaste } from "./paste.js";
import { bare, directionOf, entry, sign } from "./values.js";
import { box, fit, fresh, inOneLine, insert, WordBox } from "./wordbox.js";

/** @typedef {import("./types.js").Context} Context */
/** @typedef {import("./types.js").Node} Node */
/**
 * @typedef {{ box: HTMLTextAreaElement, slot: HTMLElement, node: Node | null, words: string, filler: boolean }} Cell
 *   Its words as the file has them; and whether the file has no such cell, because its row is too short.
 */

/**
 * Whether a node is a table that a grid can show.
 * @param {Node} node
 */
export function isGrid(node) {
    const words = (/** @type {Node | null} */ it) => it === null || (it.is === "list" && (it.items ?? []).every((cell) => cell.is === "words"));
    const rows = entry(node, "rows");
    const columns = entry(node, "columns");
    return node.is === "table" && words(columns) && (rows === null || (rows.is === "list" && (rows.items ?? []).every(words)));
}

export class Grid {
    /** @param {Context} context */
    constructor(context) {
        this.context = context;
        /** @type {Cell[][]} The first row are the heads. */
        this.cells = [];
        /** Those that the file has. @type {Set<Cell[]>} */
        this.own = new Set();
        /** @type {{ [key: string]: any }} */
        this.beside = {};
        /** @type {Node | null} */
        this.node = null;
        this.at = { row: 0, column: 0 };
        this.caption = new WordBox(context, { label: "Caption: a line above the table", words: "line" });
        const id = fresh();
        this.heads = el("input", { type: "checkbox", id, change: () => this.context.changed(this.heads) });
        this.table = el("table", { class: "grid", dir: directionOf(context.language) });
        const deed = (/** @type {string} */ words, /** @type {() => void} */ done) => {
            return el("button", { type: "button", class: "quiet small", click: done }, words);
        };
        this.slot = el("div", { class: "slot" });
        this.element = el(
            "div",
            { class: "field" },
            this.caption.element,
            el("div", { class: "sideways", role: "group", "aria-label": "Table" }, this.table),
            el(
                "div",
                { class: "deeds" },
                deed("Add a row", () => this.addRow(this.at.row + 1)),
                deed("Add a column", () => this.addColumn(this.at.column + 1)),
                deed("Take this row out", () => this.removeRow()),
                deed("Take this column out", () => this.removeColumn()),
            ),
            el("div", { class: "tick" }, this.heads, el("label", { for: id }, "The first cell of each row is its head")),
            this.slot,
        );
        this.table.addEventListener("input", () => this.tellHeads());
        this.fill([["", ""], ["", ""]]);
    }

    /** @param {(string | null)[][]} rows Nothing where the file has no cell. */
    fill(rows) {
        this.cells = rows.map((row) => row.map((words) => this.cell(words ?? "", words === null)));
        this.arrange();
    }

    /**
     * @param {string} words
     * @param {boolean} [filler]
     * @returns {Cell}
     */
    cell(words, filler = false) {
        const area = box(this.context, { "data-marks": "", "data-values": "" });
        area.value = words;
        /** @type {Cell} */
        const cell = { box: area, slot: el("div", { class: "slot" }), node: null, words, filler };
        area.addEventListener("focus", () => {
            const { row, column } = this.placeOf(cell);
            this.at = { row, column };
        });
        area.addEventListener("keydown", (event) => this.key(event, cell));
        area.addEventListener("paste", (event) => this.paste(event, cell));
        return cell;
    }

    /** @param {Cell} cell */
    placeOf(cell) {
        const row = this.cells.findIndex((cells) => cells.includes(cell));
        return { row, column: this.cells[row]?.indexOf(cell) ?? 0 };
    }

    arrange() {
        const focused = document.activeElement;
        const rows = this.cells.map((cells, row) => {
            const made = cells.map((cell, column) => {
                const place = row === 0 ? `Head of column ${column + 1}` : `Row ${row}, column ${column + 1}`;
                cell.box.setAttribute("aria-label", place);
                return el(row === 0 ? "th" : "td", {}, el("span", { class: "place", "aria-hidden": "true" }), cell.box, cell.slot);
            });
            return el("tr", {}, ...made);
        });
        this.table.replaceChildren(el("thead", {}, rows[0]), el("tbody", {}, ...rows.slice(1)));
        this.cells.flat().forEach((cell) => fit(cell.box));
        this.tellHeads();
        if (focused instanceof HTMLElement && this.table.contains(focused)) focused.focus();
    }

    /** Where there is no room for columns, each cell says in which it stands. */
    tellHeads() {
        this.cells.forEach((cells, row) => cells.forEach((cell, column) => {
            const place = cell.box.previousElementSibling;
            const head = this.cells[0][column].box.value.trim() || `Column ${column + 1}`;
            if (place) place.textContent = row === 0 ? `Head of column ${column + 1}` : head;
        }));
    }

    /**
     * @param {KeyboardEvent} event
     * @param {Cell} cell
     */
    key(event, cell) {
        if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
        const { row, column } = this.placeOf(cell);
        const { selectionStart: start, selectionEnd: end, value } = cell.box;
        const [first, last] = [start === 0 && end === 0, start === value.length];
        const forward = cell.box.dir === "rtl" ? "ArrowLeft" : "ArrowRight";
        const back = cell.box.dir === "rtl" ? "ArrowRight" : "ArrowLeft";
        let done = true;
        if (event.key === "Enter") {
            if (row + 1 >= this.cells.length) this.addRow(row + 1);
            done = this.go(row + 1, column);
        } else if (event.key === "ArrowDown" && last) done = this.go(row + 1, column);
        else if (event.key === "ArrowUp" && first) done = this.go(row - 1, column);
        else if (event.key === forward && last) done = this.go(row, column + 1) || this.go(row + 1, 0);
        else if (event.key === back && first) done = this.go(row, column - 1) || this.go(row - 1, this.cells[0].length - 1);
        else done = false;
        if (done) event.preventDefault();
    }

    /**
     * @param {number} row
     * @param {number} column
     */
    go(row, column) {
        const cell = this.cells[row]?.[column];
        cell?.box.focus();
        return cell !== undefined;
    }

    /** @param {number} at */
    addRow(at) {
        const place = Math.max(1, Math.min(at, this.cells.length));
        this.cells.splice(place, 0, this.cells[0].map(() => this.cell("")));
        this.changed(place, Math.min(this.at.column, this.cells[0].length - 1));
        say("A row was added.");
    }

    /** @param {number} at */
    addColumn(at) {
        const place = Math.min(at, this.cells[0].length);
        for (const row of this.cells) row.splice(place, 0, this.cell(""));
        delete this.beside.widths;
        this.changed(0, place);
        say("A column was added.");
    }

    removeRow() {
        if (this.at.row === 0 || this.cells.length <= 2) {
            say("A table keeps its heads and one row.");
            return;
        }
        this.cells.splice(this.at.row, 1);
        this.changed(Math.min(this.at.row, this.cells.length - 1), this.at.column);
        say("The row was taken out.");
    }

    removeColumn() {
        if (this.cells[0].length <= 1) {
            say("A table keeps one column.");
            return;
        }
        for (const row of this.cells) row.splice(this.at.column, 1);
        delete this.beside.widths;
        this.changed(this.at.row, Math.min(this.at.column, this.cells[0].length - 1));
        say("The column was taken out.");
    }

    /**
     * @param {number} row
     * @param {number} column
     */
    changed(row, column) {
        this.arrange();
        this.go(row, column);
        this.context.changed(this.table);
    }

    /**
     * @param {ClipboardEvent} event
     * @param {Cell} cell
     */
    async paste(event, cell) {
        const data = event.clipboardData;
        const coming = data && rowsOfPaste(data);
        if (!coming) return;
        event.preventDefault();
        const plain = data.getData("text/plain");
        const rows = await this.context.await(coming).catch(() => null);
        if (!rows) {
            insert(cell.box, plain);
            return;
        }
        const { row, column } = this.placeOf(cell);
        const width = Math.max(this.cells[0].length, column + Math.max(...rows.map((it) => it.length)));
        while (this.cells.length < row + rows.length) this.cells.push(this.cells[0].map(() => this.cell("")));
        for (const cells of this.cells) while (cells.length < width) cells.push(this.cell(""));
        rows.forEach((words, down) => {
            words.forEach((text, across) => {
                this.cells[row + down][column + across].box.value = text.trim();
            });
        });
        this.changed(row + rows.length - 1, column);
        say(`${rows.length} rows were pasted.`);
    }

    read() {
        const caption = this.caption.read();
        const beside = { ...this.beside };
        const had = entry(this.node, "row_headers") !== null;
        if (this.heads.checked) beside.row_headers = bare(true);
        else if (had) beside.row_headers = bare(false);
        return {
            ...(caption === undefined ? {} : { caption }),
            columns: wordsOf(this.cells[0]),
            rows: this.said().slice(1).map(wordsOf),
            ...beside,
        };
    }

    /** The rows that the file has, and those in which somebody has written. */
    said() {
        return this.cells.filter((row, at) => at === 0 || this.own.has(row) || !row.every(isMissing));
    }

    ready() {
        const { columns, rows } = this.read();
        const heads = columns.every((words, at) => words !== "" || (at === 0 && this.heads.checked));
        return heads && rows.flat().some((words) => words !== "");
    }

    /** @param {Node | null} node */
    show(node) {
        this.node = node;
        this.caption.show(entry(node, "caption"));
        this.heads.checked = entry(node, "row_headers")?.bare === "true";
        const widths = entry(node, "widths");
        this.beside = Object.fromEntries(
            (node?.entries ?? []).filter((it) => !["caption", "columns", "rows", "row_headers"].includes(it.key)).map((it) => [it.key, toValue(it.value)]),
        );
        if (!widths) delete this.beside.widths;
        const rows = [entry(node, "columns")?.items ?? [], ...(entry(node, "rows")?.items ?? []).map((row) => row.items ?? [])];
        const width = Math.max(1, ...rows.map((row) => row.length));
        const wanted = rows.map((row) => row.map((it) => it.words ?? ""));
        const own = this.said().map(wordsOf);
        if (sign(wanted) !== sign(own)) {
            const filled = wanted.map((row) => Array.from({ length: width }, (_, at) => row[at] ?? null));
            while (filled.length < 2) filled.push(Array(width).fill(null));
            this.fill(filled);
        }
        this.tellHeads();
        this.own = new Set(this.cells.slice(0, rows.length));
        rows.forEach((row, down) => row.forEach((it, across) => Object.assign(this.cells[down][across], { node: it, words: it.words ?? "", filler: false })));
    }

    *spots() {
        yield* this.caption.spots();
        for (const cell of this.cells.flat()) {
            if (cell.node?.from === undefined) continue;
            yield { from: cell.node.from, to: cell.node.to ?? cell.node.from, element: cell.box, slot: cell.slot };
        }
        const first = this.cells[0][0].box;
        for (const it of this.node?.entries ?? []) {
            if (it.from !== undefined) yield { from: it.from, to: it.to ?? it.from, element: first, slot: this.slot };
        }
    }
}

/** What nobody has touched stays as it is written. @param {Cell} cell */
function words(cell) {
    const { value } = cell.box;
    return value === cell.words ? cell.words : inOneLine(value).trim();
}

/** Whether the file has no such cell, and nobody has written in it. @param {Cell} cell */
function isMissing(cell) {
    return cell.filler && cell.box.value === "";
}

/** The words of a row: one that is too short in the file, which is told, is not made longer unasked. @param {Cell[]} row */
function wordsOf(row) {
    return row.slice(0, row.findLastIndex((cell) => !isMissing(cell)) + 1).map(words);
}

/** @param {Node} node */
function toValue(node) {
    return node.is === "list" ? (node.items ?? []).map((it) => bare(it.bare ?? "")) : (node.words ?? bare(node.bare ?? ""));
}
