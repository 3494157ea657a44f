// What no field can show, as it is written in the file.

import { el, say } from "../elements.js";
import { fit, fresh } from "./wordbox.js";

/** @typedef {import("./types.js").Context} Context */
/** @typedef {import("./types.js").Entry} Entry */
/** @typedef {import("./types.js").Node} Node */

export class Raw {
    /**
     * @param {Context} context
     * @param {string} label
     */
    constructor(context, label) {
        this.context = context;
        /** @type {{ from: number, to: number, text: string } | null} */
        this.range = null;
        const id = fresh();
        this.box = el("textarea", { id, rows: 1, class: "box raw", spellcheck: "false", dir: "ltr", input: () => fit(this.box) });
        this.slot = el("div", { class: "slot", role: "status" });
        const keep = el("button", { type: "button", class: "small", click: () => this.keep() }, "Save this part");
        this.element = el(
            "div",
            { class: "field raw-field" },
            el("label", { for: id }, `${label}, as it is written in the file`),
            this.box,
            el("p", { class: "help" }, "The form cannot show this part. It stays as it is unless you change it here."),
            keep,
            this.slot,
        );
    }

    async keep() {
        if (!this.range) return;
        const why = await this.context.replace(this.range, this.box.value);
        this.slot.textContent = why ?? "";
        if (why === null) say("Saved.");
    }

    read() {
        return undefined;
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
        const untouched = this.box.value === (this.range?.text ?? "");
        this.range = range && { ...range, text };
        if (untouched) this.box.value = text;
        fit(this.box);
    }

    *spots() {
        if (this.range) yield { from: this.range.from, to: this.range.to, element: this.box, slot: this.slot };
    }
}
