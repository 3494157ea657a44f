// What no field can show, as it is written in the file.

import { el, say } from "../elements.js";
import { fit, fresh } from "./wordbox.js";

/** @typedef {import("./types.js").Context} Context */
/** @typedef {import("./types.js").Entry} Entry */
/** @typedef {import("./types.js").Node} Node */

/** Line ends as boxes have them (HTML, 4.10.11). @param {string} text */
const plain = (text) => text.replace(/\r\n?/gu, "\n");

export class Raw {
    /**
     * @param {Context} context
     * @param {string} label
     */
    constructor(context, label) {
        this.context = context;
        /** The part as the file has it. @type {{ from: number, to: number, text: string } | null} */
        this.range = null;
        /** As it was when somebody began to change it. */
        this.was = "";
        /** What is on its way into the file. @type {string | null} */
        this.sent = null;
        const id = fresh();
        this.box = el("textarea", { id, rows: 1, class: "box raw", spellcheck: "false", dir: "ltr", input: () => this.written() });
        this.slot = el("div", { class: "slot", role: "status" });
        this.other = el("div", { class: "slot" });
        this.button = el("button", { type: "button", class: "small", click: () => void this.keep() }, "Save this part");
        this.back = el("button", { type: "button", class: "quiet small", hidden: true, click: () => this.undo() }, "As it is in the file");
        this.element = el(
            "div",
            { class: "field raw-field" },
            el("label", { for: id }, `${label}, as it is written in the file`),
            this.box,
            el("p", { class: "help" }, "The form cannot show this part. It stays as it is unless you change it here and save it."),
            this.other,
            el("p", { class: "deeds" }, this.button, this.back),
            this.slot,
        );
    }

    /** Whether it was changed and is not saved. */
    get touched() {
        return this.box.value !== plain(this.was) && this.box.value !== this.sent;
    }

    written() {
        fit(this.box);
        this.back.hidden = !this.touched;
        this.context.changed(this.box);
    }

    /** Saves it; says why not where it cannot be. */
    async keep() {
        if (!this.touched) return null;
        const why = await this.saved();
        this.slot.textContent = why ?? "";
        if (why === null) say("Saved.");
        return why;
    }

    async saved() {
        if (!this.range) return "This part is not in the file any more. Copy your words to where they belong now.";
        const { from, to } = this.range;
        const ends = this.context.source({ from: 0, to: Infinity }).includes("\r\n");
        const words = this.box.value;
        this.sent = words;
        const why = await this.context.replace({ from, to }, ends ? words.replaceAll("\n", "\r\n") : words);
        this.sent = null;
        if (why !== null) return why;
        this.was = words;
        this.other.replaceChildren();
        this.back.hidden = !this.touched;
        return null;
    }

    /** Shows it as it is in the file. */
    undo() {
        this.was = this.range?.text ?? "";
        this.box.value = this.was;
        this.other.replaceChildren();
        this.slot.textContent = "";
        this.written();
        this.box.focus();
    }

    /** Takes up what was changed of it before. @param {string} text */
    write(text) {
        this.box.value = text;
        this.written();
    }

    read() {
        return undefined;
    }

    *raws() {
        yield this;
    }

    /** @param {Node | null} node */
    show(node) {
        this.showRange(node?.from === undefined ? null : { from: node.from, to: node.to ?? node.from });
    }

    /** @param {Entry | null} entry */
    showEntry(entry) {
        const { from, to } = entry?.from === undefined ? (entry?.value ?? {}) : entry;
        this.showRange(from === undefined ? null : { from, to: to ?? from });
    }

    /** @param {{ from: number, to: number } | null} range */
    showRange(range) {
        const text = range ? this.context.source(range) : "";
        const touched = this.touched;
        this.range = range && { ...range, text };
        if (!touched || plain(text) === this.box.value) {
            this.was = text;
            if (this.touched) this.box.value = text;
            this.other.replaceChildren();
        } else if (text === this.was) this.other.replaceChildren();
        else {
            // Both are shown; what is saved is what a person wants.
            const words = range ? "This part was changed elsewhere meanwhile. Your words stand above and are not saved. In the file it is now:" : "This part was taken out elsewhere. Your words stand above and are not saved.";
            this.other.replaceChildren(el("p", {}, words), ...(range ? [el("pre", { class: "text", dir: "ltr" }, text)] : []));
        }
        this.back.hidden = !this.touched;
        fit(this.box);
    }

    *spots() {
        if (this.range) yield { from: this.range.from, to: this.range.to, element: this.box, slot: this.slot };
    }
}
