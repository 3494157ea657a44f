// Words that were typed before and did not reach their file, offered beside it one by one.

import { el, say } from "../elements.js";
import { wordsIn } from "./aloud.js";
import { amount } from "./manuscript.js";

/** @typedef {import("./drafts.js").Left} Left */
/** @typedef {import("./writer.js").Writer} Writer */

export class Offers {
    /** @param {Writer} writer */
    constructor(writer) {
        this.writer = writer;
    }

    /** Offers what was left of a file. @param {string} file */
    async show(file) {
        const { writer } = this;
        const left = await writer.drawer.left(file);
        if (writer.file !== file) return;
        // What only waited, and was left a while ago in this window, goes on where it was.
        const mine = left.filter((it) => writer.drawer.closed.has(it.key) && !it.draft.edits.length);
        const others = left.filter((it) => !mine.includes(it));
        for (const it of mine) await this.take(it, null);
        for (const it of others) writer.body.insertBefore(this.offer(it), writer.form?.element ?? null);
        if (others.length) say("Words of before were kept.");
    }

    /** @param {Left} left */
    offer(left) {
        const { draft } = left;
        const words = [...new Set([...draft.edits, ...draft.held.loose, ...draft.held.waiting, ...draft.held.raws].flatMap(wordsOf))];
        /** @type {HTMLElement} */
        const offer = el(
            "div",
            { class: "message info", role: "group", "aria-label": "Words of before" },
            el("p", {}, `Words that were typed in this file on ${new Date(draft.time).toLocaleString()} were not saved. They were kept on this computer.`),
            el("details", {}, el("summary", {}, "Show them"), el("pre", { class: "text", dir: "auto" }, words.join("\n\n"))),
            el(
                "p",
                { class: "deeds" },
                el("button", { type: "button", click: () => void this.take(left, offer) }, "Put them back"),
                el("button", { type: "button", class: "quiet", click: () => void this.end(left, offer) }, "Throw them away"),
            ),
        );
        return offer;
    }

    /**
     * Puts a draft back; it is kept until all of it is in the file, or held by it again.
     * @param {Left} left
     * @param {HTMLElement | null} offer
     */
    async take(left, offer) {
        const { manuscript, form } = this.writer;
        const { draft } = left;
        if (!manuscript || !form) return;
        if (draft.edits.length && !(await manuscript.restore(draft))) return;
        const rest = form.resume(draft.held);
        manuscript.touch();
        manuscript.keep();
        if (amount(rest)) {
            // It can be read and copied; the rest of it is where it was.
            left.draft = { ...draft, edits: [], held: rest };
            const again = this.offer(left);
            again.prepend(el("p", { class: "notice" }, "The place of these words is not there any more. Copy what you need from them."));
            if (offer) offer.replaceWith(again);
            else this.writer.body.insertBefore(again, form.element);
            say("Some words have no place any more.");
            return;
        }
        await this.end(left, offer);
        if (offer) say("Put back.");
    }

    /**
     * @param {Left} left
     * @param {HTMLElement | null} offer
     */
    async end(left, offer) {
        await this.writer.drawer.drop(left.key);
        if (!offer) return;
        offer.remove();
        this.writer.heading?.focus();
    }
}

/** The words that an edit or a part brings. @param {any} it */
function wordsOf(it) {
    return "text" in it ? [String(it.text)] : wordsIn(it.value).concat("beside" in it ? wordsIn(it.beside) : []);
}
