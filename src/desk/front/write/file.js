// A file as a form: what stands at its top and, in a chapter, its blocks.

import { el, say } from "../elements.js";
import { Block, languageOf, ONLY } from "./block.js";
import { listenForDrags } from "./drags.js";
import { choose } from "./dialogs.js";
import { fits, place, Table } from "./forms.js";
import { turned, ways } from "./kinds.js";
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
     *   reveal: (block: Block) => void, speak: (block: Block) => void, state: () => string }} desk
     *   `state`: which state of the file it is.
     */
    constructor(context, facts, desk) {
        this.context = context;
        this.desk = desk;
        this.chapter = facts.document.shape === "chapter";
        /** @type {Block[]} */
        this.blocks = [];
        /** What the file says of each key at its top. @type {Record<string, string>} */
        this.saved = {};
        /** The keys at the top in which somebody has written. @type {Set<string>} */
        this.touched = new Set();
        /** Blocks that were taken out before they were in the file, with its state of then.
         * @type {{ block: Block, at: number, state: string }[]} */
        this.taken = [];
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
            turn: (/** @type {Block} */ block) => void this.turnInto(block),
        };
        listenForDrags(this);
        this.adopt(facts);
    }

    /** Takes notice of where somebody writes. @param {HTMLElement} element */
    touch(element) {
        const block = this.blockOf(element);
        if (block) block.touched = true;
        else if (this.top.element.contains(element)) {
            const name = this.top.nameOf(element);
            if (name) this.touched.add(name);
        }
        this.tellWaiting();
    }

    /**
     * Takes over the file as it stands; what is being written stays.
     * @param {FileFacts} facts
     */
    adopt(facts) {
        const { table, unread } = facts.document;
        const dirty = new Set(this.topEdits().map((edit) => String(edit.path[0])));
        this.top.show(table, (name) => dirty.has(name));
        this.touched = dirty;
        this.saved = Object.fromEntries((table.entries ?? []).map((it) => [it.key, sign(valueOf(it.value))]));
        this.adoptUnread(unread);
        if (this.chapter) keepingFocus(() => this.adoptBlocks(entry(table, "block")?.items ?? []));
        this.tellWaiting();
    }

    /** Parts that cannot be read, each where it was; one in which somebody writes stays. @param {import("./types.js").Stretch[]} unread */
    adoptUnread(unread) {
        const free = new Set(this.raws);
        const take = (/** @type {(raw: Raw) => boolean} */ fits) => {
            const found = [...free].find(fits);
            if (found) free.delete(found);
            return found;
        };
        const found = unread.map((it) => take((raw) => raw.was === it.text || raw.sent === it.text));
        const raws = unread.map((it, at) => {
            // In the place of one that was changed elsewhere, unless there are others that it could be.
            const raw = found[at] ?? take((raw) => !raw.touched || unread.length === 1) ?? new Raw(this.context, "A part that cannot be read");
            raw.showRange(it);
            return raw;
        });
        const left = [...free].filter((raw) => raw.touched);
        for (const raw of left) raw.showRange(null);
        this.raws = [...raws, ...left];
        place(this.unread, this.raws.map((raw) => raw.element));
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
            found[at] ??= take((block) => block.kind === (node.kind ?? null) && (block.kind !== null || block.holds) && this.fitsStill(block, node));
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
        // What somebody changes as it is written stays beside what it has become.
        if ([...block.raws()].some((raw) => raw.touched)) return true;
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
            if (gone.has(block) && (block.dirty || block.holds)) block.orphan();
            if (block.loose) after.set(anchor, [...(after.get(anchor) ?? []), block]);
            else if (!gone.has(block)) anchor = block;
        }
        return after;
    }

    /** @returns {{ do: string, path: [string], value?: any }[]} */
    topEdits() {
        if (!this.touched.size) return [];
        const now = this.top.read() ?? {};
        const set = [...this.touched].filter((key) => key in now && sign(now[key]) !== this.saved[key]);
        const gone = [...this.touched].filter((key) => !(key in now) && key in this.saved);
        return [
            ...set.map((key) => ({ do: "set", path: /** @type {[string]} */ ([key]), value: now[key] })),
            ...gone.map((key) => ({ do: "remove", path: /** @type {[string]} */ ([key]) })),
        ];
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
        const held = this.held();
        let at = 0;
        for (const block of this.blocks) {
            if (!block.loose) {
                if (block.dirty) {
                    const value = block.read();
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
            } else held.loose.push({ at, kind, value: draft });
        }
        const names = new Set([...sent.map((it) => it.block.title.toLowerCase()), ...top.map((it) => it.path[0])]);
        const label = `writing in ${[...names].slice(0, 3).join(", ")}`;
        const settle = () => {
            for (const it of sent) it.block.saved = it.sign;
            for (const { path, value } of top) {
                if (value === undefined) delete this.saved[path[0]];
                else this.saved[path[0]] = sign(value);
            }
        };
        // The last first: the numbers of those before it stay.
        return { edits: [...top, ...sets, ...inserts.reverse()], label, held, settle };
    }

    /** What was typed that the file cannot have yet, apart from new blocks. @returns {import("./manuscript.js").Held} */
    held() {
        const inside = this.blocks.filter((block) => !block.loose);
        const parts = inside.flatMap((block, at) => block.waiting().map((part) => ({ block: at, sign: block.saved, kind: block.kind, ...part })));
        const waiting = [...this.top.waiting().map((part) => ({ block: null, sign: "", kind: null, ...part })), ...parts];
        const raws = [...this.allRaws()].filter((raw) => raw.touched).map((raw) => ({ was: raw.was, text: raw.box.value }));
        return { loose: [], waiting, raws };
    }

    *allRaws() {
        yield* this.raws;
        yield* this.top.raws();
        for (const block of this.blocks) yield* block.raws();
    }

    /**
     * Takes up what was held before; gives what has no place any more.
     * @param {import("./manuscript.js").Held} held
     */
    resume(held) {
        const inside = this.blocks.filter((block) => !block.loose);
        for (const it of held.loose.toReversed()) this.begin(it.kind, inside[it.at - 1] ?? null, it.value, true);
        const waiting = held.waiting.filter((it) => {
            // The block that says the same; one that says something else by now only where it can be no other.
            const alike = inside.filter((block) => block.kind === it.kind);
            const own = inside.find((block) => block.saved === it.sign) ?? (alike.length === 1 ? alike[0] : null);
            const place = it.block === null ? this.top : own?.field;
            return !(place?.resume?.(it.path, it.value) ?? false);
        });
        const raws = held.raws.filter(({ was, text }) => {
            const raw = [...this.allRaws()].find((it) => it.was === was && !it.touched);
            raw?.write(text);
            return !raw;
        });
        this.tellWaiting();
        return { loose: [], waiting, raws };
    }

    /** Whether the file has no block. */
    isEmpty() {
        return this.blocks.every((block) => block.loose);
    }

    tellWaiting() {
        for (const block of this.blocks) block.tellWaiting();
        this.top.waiting();
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
     * @param {boolean} [quiet] Whether nobody asked for it just now.
     */
    begin(kind, after, value, quiet = false) {
        const block = new Block(this.context, kind, null, this.deeds);
        if (value !== undefined) block.begin(value);
        else if (kind === "writing_lines") block.begin({ lines: { $toml: "6" } });
        const at = after ? this.blocks.indexOf(after) + 1 : 0;
        this.blocks.splice(at, 0, block);
        place(this.list, this.blocks.map((it) => it.element));
        block.touched = true;
        if (!quiet) {
            block.focus();
            block.element.scrollIntoView({ block: "nearest" });
        }
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
            this.taken.push({ block, at, state: this.desk.state() });
            this.desk.touch();
        } else {
            const gone = await this.desk.act("taking a block out", () => [{ do: "remove_block", at: this.numberOf(block) }]);
            if (!gone) return;
        }
        const next = this.blocks[at] ?? this.blocks[at - 1];
        (next?.heading ?? this.first).focus();
        say("Taken out. Control and Z brings it back.");
    }

    /**
     * Puts back the block that was taken out last before it was in the file.
     * @param {string | null} state The state of the file in which it was taken out, where that matters.
     */
    putBack(state) {
        const last = this.taken.at(-1);
        if (!last || (state !== null && last.state !== state)) return false;
        this.taken.pop();
        this.blocks.splice(Math.min(last.at, this.blocks.length), 0, last.block);
        place(this.list, this.blocks.map((it) => it.element));
        last.block.focus();
        this.desk.touch();
        return true;
    }

    /** Makes a block one of another kind, with its words. @param {Block} block */
    async turnInto(block) {
        const { kind } = block;
        const value = block.value();
        if (!kind || value === undefined || !shows(value)) {
            say("There are no words in it yet.");
            return;
        }
        const keys = this.context.shapes.block.keys.filter((key) => ways(kind).includes(key.name) && turned(value, kind, key.name) !== null);
        const to = await choose("Change to another kind", keys.map((key) => ({ value: key.name, label: key.title, help: PLAIN[key.name] ?? plainHelp(key.help) })));
        const now = block.value();
        const made = to && now !== undefined ? turned(now, kind, to) : null;
        if (made === null) return;
        const at = this.blocks.indexOf(block);
        if (block.loose) {
            this.blocks.splice(at, 1);
            block.element.remove();
            this.begin(to, this.blocks[at - 1] ?? null, made);
            this.desk.touch();
        } else {
            const beside = Object.fromEntries(Object.entries(block.beside.read() ?? {}).filter(([key]) => (ONLY[key] ?? to) === to));
            const done = await this.desk.act("changing the kind of a block", () => [{ do: "set", path: ["block", this.numberOf(block)], value: { ...beside, [to]: made } }]);
            if (!done) return;
            this.blocks[at]?.focus();
        }
        say("Changed.");
    }

    /** The block in which an element stands. @param {globalThis.Node | null} element */
    blockOf(element) {
        return this.blocks.find((block) => block.element.contains(element)) ?? null;
    }

    /** The place of the block before one that is not in the file yet. @param {globalThis.Node} element */
    placeBefore(element) {
        const at = this.blocks.findIndex((block) => block.element.contains(element));
        const node = this.blocks.slice(0, Math.max(at, 0)).findLast((block) => block.node?.from !== undefined && !block.loose)?.node;
        return node?.from === undefined ? null : { from: node.from, to: node.to ?? node.from };
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
