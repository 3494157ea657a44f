// A file as a form: what stands at its top and, in a chapter, its blocks.

import { el, say } from "../elements.js";
import { Block, languageOf } from "./block.js";
import { choose } from "./dialogs.js";
import { fits, place, Table } from "./forms.js";
import { Raw } from "./raw.js";
import { entry, plainHelp, shows, sign, valueOf } from "./values.js";

/** @typedef {import("./types.js").Context} Context */
/** @typedef {import("./types.js").FileFacts} FileFacts */
/** @typedef {import("./types.js").NewBlock} NewBlock */
/** @typedef {import("./types.js").Node} Node */
/** @typedef {import("./manuscript.js").Pending} Pending */

/** What is said of a kind otherwise where nobody sees how it is written. */
const PLAIN = /** @type {Record<string, string>} */ ({
    text: "Paragraphs. Enter begins a new one.",
    figure: "A picture with its description and perhaps a caption; up to four side by side.",
    table: "Rows and columns. A table can be pasted from Word or Excel.",
    page_break: "What follows begins on a new page.",
});

export class FileForm {
    /**
     * @param {Context} context
     * @param {FileFacts} facts
     * @param {{ act: (label: string, edits: () => object[] | null) => Promise<boolean>, touch: () => void,
     *   reveal: (block: Block) => void, speak: (block: Block) => void }} desk
     */
    constructor(context, facts, desk) {
        this.context = context;
        this.desk = desk;
        this.chapter = facts.document.shape === "chapter";
        /** @type {Block[]} */
        this.blocks = [];
        /** @type {Record<string, string>} */
        this.saved = {};
        const elsewhere = new Set(["block", "chapters"]);
        this.top = new Table(context, facts.document.shape, { label: "" }, (key) => !elsewhere.has(key.name), (name) => elsewhere.has(name));
        this.unread = el("div", { class: "fields" });
        /** @type {Raw[]} */
        this.raws = [];
        this.list = el("div", { class: "blocks" });
        this.first = el("button", { type: "button", class: "add", click: () => this.add(null) }, "+ Add a block here");
        const blocks = this.chapter ? [this.first, this.list] : [];
        this.element = el("div", { class: "form" }, this.unread, this.top.element, ...blocks);
        this.deeds = {
            move: (/** @type {Block} */ block, /** @type {-1 | 1} */ step) => this.move(block, step),
            remove: (/** @type {Block} */ block) => this.remove(block),
            addAfter: (/** @type {Block} */ block) => this.add(block),
            reveal: desk.reveal,
            speak: desk.speak,
        };
        this.listenForDrags();
        this.adopt(facts);
    }

    /**
     * Takes over the file as it stands; what is being written stays.
     * @param {FileFacts} facts
     */
    adopt(facts) {
        const { table, unread } = facts.document;
        const dirty = this.topEdits().length > 0;
        if (!dirty) this.top.show(table);
        this.saved = Object.fromEntries((table.entries ?? []).map((it) => [it.key, sign(valueOf(it.value))]));
        this.raws.length = Math.min(this.raws.length, unread.length);
        unread.forEach((stretch, at) => {
            this.raws[at] ??= new Raw(this.context, "A part that cannot be read");
            this.raws[at].showRange(stretch);
        });
        place(this.unread, this.raws.map((raw) => raw.element));
        if (this.chapter) keepingFocus(() => this.adoptBlocks(entry(table, "block")?.items ?? []));
    }

    /** @param {Node[]} nodes */
    adoptBlocks(nodes) {
        const free = new Set(this.blocks.filter((block) => !block.loose));
        const take = (/** @type {(block: Block) => boolean} */ fits) => {
            const found = [...free].find(fits);
            if (found) free.delete(found);
            return found;
        };
        const signs = nodes.map((node) => sign(valueOf(node)));
        const found = nodes.map((node, at) => take((block) => block.saved === signs[at] && block.kind === (node.kind ?? null)));
        nodes.forEach((node, at) => {
            found[at] ??= take((block) => block.kind !== null && block.kind === node.kind && this.fitsStill(block, node));
        });
        const after = this.anchors(free);
        /** @type {Block[]} */
        const all = [...(after.get(null) ?? [])];
        nodes.forEach((node, at) => {
            const block = found[at] ?? new Block(this.context, node.kind ?? null, node, this.deeds);
            const written = block.dirty;
            if (!written) block.show(node);
            else Object.assign(block, { node, saved: signs[at] });
            all.push(block, ...(after.get(block) ?? []));
        });
        this.blocks = all;
        place(this.list, all.map((block) => block.element));
    }

    /**
     * Whether the form of a block can show another state of it.
     * @param {Block} block
     * @param {Node} node
     */
    fitsStill(block, node) {
        const own = entry(node, node.kind ?? "");
        const shown = block.key !== null && own !== null && fits(block.key.sort, own);
        return shown && !(block.field instanceof Raw) && languageOf(this.context, node) === block.context.language;
    }

    /**
     * Blocks that are not in the file, by the block that they follow. One that was taken out elsewhere
     * while somebody wrote in it becomes such a block: nothing that was typed is lost.
     * @param {Set<Block>} gone
     */
    anchors(gone) {
        /** @type {Map<Block | null, Block[]>} */
        const after = new Map();
        /** @type {Block | null} */
        let anchor = null;
        for (const block of this.blocks) {
            if (gone.has(block) && block.dirty) block.saved = "";
            if (block.loose) after.set(anchor, [...(after.get(anchor) ?? []), block]);
            else if (!gone.has(block)) anchor = block;
        }
        return after;
    }

    topEdits() {
        const now = this.top.read() ?? {};
        const edits = [];
        for (const [key, value] of Object.entries(now)) {
            if (sign(value) !== this.saved[key]) edits.push({ do: "set", path: [key], value });
        }
        for (const it of this.top.node?.entries ?? []) {
            if (!(it.key in now) && !this.top.ignored(it.key)) edits.push({ do: "remove", path: [it.key] });
        }
        return edits;
    }

    /** @returns {Pending} */
    pending() {
        const top = this.topEdits();
        /** @type {object[]} */
        const sets = [];
        /** @type {object[]} */
        const inserts = [];
        /** @type {{ block: Block, sign: string }[]} */
        const sent = [];
        /** @type {Pending["loose"]} */
        const loose = [];
        let at = 0;
        for (const block of this.blocks) {
            if (!block.loose) {
                const value = block.read();
                if (block.dirty) {
                    sets.push({ do: "set", path: ["block", at], value });
                    sent.push({ block, sign: sign(value) });
                }
                at += 1;
                continue;
            }
            const { kind } = block;
            const draft = block.draft();
            if (!kind || !shows(draft)) continue;
            if (block.ready()) {
                const { [kind]: own, ...beside } = /** @type {any} */ (block.read());
                inserts.push({ do: "insert_block", at, kind, value: own, beside });
                sent.push({ block, sign: sign({ ...beside, [kind]: own }) });
            } else loose.push({ at, kind, value: draft });
        }
        const names = new Set([...sent.map((it) => it.block.title.toLowerCase()), ...top.map((it) => it.path[0])]);
        const label = `writing in ${[...names].slice(0, 3).join(", ")}`;
        const settle = () => sent.forEach((it) => (it.block.saved = it.sign));
        // The last first: the numbers of those before it stay.
        return { edits: [...top, ...sets, ...inserts.reverse()], label, loose, settle };
    }

    tellWaiting() {
        for (const block of this.blocks) block.tellWaiting();
    }

    /** The number that a block has in the file, or would have. @param {Block | null} block */
    numberOf(block) {
        const before = block ? this.blocks.slice(0, this.blocks.indexOf(block)) : [];
        return before.filter((it) => !it.loose).length;
    }

    /**
     * Adds a block after another.
     * @param {Block | null} after
     */
    async add(after) {
        const keys = this.context.shapes.block.keys.filter((key) => key.kind);
        const kind = await choose("Add a block", keys.map((key) => ({ value: key.name, label: key.title, help: PLAIN[key.name] ?? plainHelp(key.help) })));
        if (kind) this.begin(kind, after);
    }

    /**
     * Begins a block, which comes into the file when it holds what it needs.
     * @param {string} kind
     * @param {Block | null} after
     * @param {any} [value]
     */
    begin(kind, after, value) {
        const block = new Block(this.context, kind, null, this.deeds);
        if (value !== undefined) block.begin(value);
        else if (kind === "writing_lines") block.begin({ lines: { $toml: "6" } });
        const at = after ? this.blocks.indexOf(after) + 1 : 0;
        this.blocks.splice(at, 0, block);
        place(this.list, this.blocks.map((it) => it.element));
        block.focus();
        block.element.scrollIntoView({ block: "nearest" });
        if (block.ready()) this.desk.touch();
        return block;
    }

    /**
     * @param {Block} block
     * @param {-1 | 1} step
     */
    async move(block, step) {
        const at = this.blocks.indexOf(block);
        const other = this.blocks[at + step];
        if (!other) {
            say(step < 0 ? "It is the first block." : "It is the last block.");
            return;
        }
        await this.moveTo(block, at + step);
    }

    /**
     * @param {Block} block
     * @param {number} to The number that it shall have in the list.
     */
    async moveTo(block, to) {
        const at = this.blocks.indexOf(block);
        const rest = this.blocks.filter((it) => it !== block);
        const number = rest.slice(0, to).filter((it) => !it.loose).length;
        const from = this.numberOf(block);
        if (block.loose || number === from) {
            this.blocks.splice(at, 1);
            this.blocks.splice(to, 0, block);
            keepingFocus(() => place(this.list, this.blocks.map((it) => it.element)));
        } else {
            const moved = await this.desk.act("moving a block", () => [{ do: "move_block", from: this.numberOf(block), to: number }]);
            if (!moved) return;
        }
        block.element.scrollIntoView({ block: "nearest" });
        say(`Moved: now block ${this.blocks.indexOf(block) + 1} of ${this.blocks.length}.`);
    }

    /** @param {Block} block */
    async remove(block) {
        const at = this.blocks.indexOf(block);
        if (block.loose) {
            this.blocks.splice(at, 1);
            block.element.remove();
            this.desk.touch();
        } else {
            const gone = await this.desk.act("taking a block out", () => [{ do: "remove_block", at: this.numberOf(block) }]);
            if (!gone) return;
        }
        const next = this.blocks[at] ?? this.blocks[at - 1];
        (next?.heading ?? this.first).focus();
        say("Taken out. Control and Z brings it back.");
    }

    /** The block in which an element stands. @param {globalThis.Node | null} element */
    blockOf(element) {
        return this.blocks.find((block) => block.element.contains(element)) ?? null;
    }

    /**
     * Puts blocks that were pasted after the one in which the cursor stands.
     * @param {NewBlock[]} blocks
     * @param {HTMLElement} element
     */
    paste(blocks, element) {
        const block = this.blockOf(element);
        if (!this.chapter || !block) return false;
        const empty = block.loose && !shows(block.value());
        const after = empty ? (this.blocks[this.blocks.indexOf(block) - 1] ?? null) : block;
        if (empty) {
            this.blocks.splice(this.blocks.indexOf(block), 1);
            block.element.remove();
        }
        let last = after;
        for (const it of blocks) last = this.begin(it.kind, last, it.value);
        this.desk.touch();
        say(`${blocks.length} blocks were pasted.`);
        return true;
    }

    listenForDrags() {
        /** @type {Block | null} */
        let dragged = null;
        const mark = (/** @type {Element | null} */ element) => {
            this.list.querySelector(".drop-before")?.classList.remove("drop-before");
            element?.classList.add("drop-before");
        };
        this.list.addEventListener("dragstart", (event) => {
            dragged = this.blocks.find((block) => block.handle === event.target) ?? null;
            if (dragged && event.dataTransfer) {
                event.dataTransfer.effectAllowed = "move";
                event.dataTransfer.setData("text/plain", "");
                event.dataTransfer.setDragImage(dragged.element, 0, 0);
            }
        });
        this.list.addEventListener("dragover", (event) => {
            const file = event.dataTransfer?.types.includes("Files");
            if (!dragged && !file) return;
            event.preventDefault();
            mark(this.before(event.clientY)?.element ?? null);
        });
        this.list.addEventListener("dragend", () => {
            dragged = null;
            mark(null);
        });
        this.list.addEventListener("drop", (event) => {
            const before = this.before(event.clientY);
            const file = event.dataTransfer?.files[0];
            mark(null);
            if (!dragged && !file) return;
            event.preventDefault();
            const rest = this.blocks.filter((block) => block !== dragged);
            const to = before ? rest.indexOf(before) : rest.length;
            if (dragged && dragged !== before) void this.moveTo(dragged, to);
            else if (file) this.drop(file, rest[to - 1] ?? null);
            dragged = null;
        });
    }

    /** The first block that lies below a height of the window. @param {number} y */
    before(y) {
        return this.blocks.find((block) => {
            const box = block.element.getBoundingClientRect();
            return y < box.top + box.height / 2;
        });
    }

    /**
     * A picture that was dropped between blocks.
     * @param {File} file
     * @param {Block | null} after
     */
    drop(file, after) {
        const block = this.begin("figure", after);
        const input = /** @type {HTMLInputElement | null} */ (block.element.querySelector("input[type=file]"));
        const given = new DataTransfer();
        given.items.add(file);
        if (!input) return;
        input.files = given.files;
        input.dispatchEvent(new Event("change"));
    }

    *spots() {
        for (const raw of this.raws) yield* raw.spots();
        yield* this.top.spots();
        for (const block of this.blocks) yield* block.spots();
    }
}

/**
 * Puts the focus and the caret back where elements are moved.
 * @param {() => void} deed
 */
export function keepingFocus(deed) {
    const before = document.activeElement;
    const range = before instanceof HTMLTextAreaElement ? [before.selectionStart, before.selectionEnd] : null;
    deed();
    if (!(before instanceof HTMLElement) || before === document.activeElement || !before.isConnected) return;
    before.focus({ preventScroll: true });
    if (before instanceof HTMLTextAreaElement && range) before.setSelectionRange(range[0], range[1]);
}
