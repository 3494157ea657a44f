// The pane in which a file of the booklet is written.

import { act, address, ask, Refusal } from "../api.js";
import { el, notice, say, sentence } from "../elements.js";
import { Words } from "../words.js";
import { speak } from "./aloud.js";
import { focusAt, placeOfCaret } from "./caret.js";
import { chooseSides, showKeys } from "./dialogs.js";
import { drop, leftOf } from "./drafts.js";
import { FileForm } from "./file.js";
import { finish } from "./finish.js";
import { Manuscript } from "./manuscript.js";
import { LANGUAGES, markBar, markKey } from "./marks.js";
import { Outline } from "./outline.js";
import { base64 } from "./picture.js";
import { Remarks } from "./remarks.js";
import { entry, wordsAt } from "./values.js";
import { fit } from "./wordbox.js";

/** @typedef {import("../types.js").Message} Message */
/** @typedef {import("../types.js").Place} Place */
/** @typedef {import("./types.js").Context} Context */
/** @typedef {import("./types.js").FileFacts} FileFacts */

/**
 * @typedef {object} Desk What the desk does for the pane.
 * @property {(file: string) => void} open
 * @property {(place: Place) => void} reveal
 * @property {(place: Place) => Promise<void>} follow Shows a place on its page where pages are seen.
 */

export class Writer {
    /**
     * @param {string} booklet
     * @param {Desk} desk
     * @param {import("../messages.js").Deeds} deeds
     */
    constructor(booklet, desk, deeds) {
        this.booklet = booklet;
        this.desk = desk;
        this.words = new Words(desk.reveal, deeds);
        const mend = async (/** @type {Message} */ message, /** @type {number} */ help) => {
            await this.manuscript?.save();
            this.mending = true;
            deeds.mend(message, help);
        };
        /** Whether the file is being changed for a message. */
        this.mending = false;
        this.remarks = new Remarks({ ...deeds, mend });
        this.outline = new Outline(booklet, desk.open);
        /** @type {import("./types.js").Shapes | null} */
        this.shapes = null;
        this.file = "";
        /** @type {Manuscript | null} */
        this.manuscript = null;
        /** @type {FileForm | null} */
        this.form = null;
        /** @type {Context | null} */
        this.context = null;
        /** @type {Message[]} */
        this.messages = [];
        this.timer = 0;
        this.state = el("p", { class: "saving" });
        this.body = el("div", { class: "body" });
        const turn = (/** @type {"undo" | "redo"} */ way, /** @type {string} */ sign, /** @type {string} */ name) => {
            return el("button", { type: "button", class: "quiet sign-button", "aria-label": name, title: name, click: () => this.turn(way) }, sign);
        };
        this.undo = turn("undo", "↶", "Undo (Ctrl-Z)");
        this.redo = turn("redo", "↷", "Redo (Shift-Ctrl-Z)");
        const marks = markBar(() => /** @type {Context} */ (this.context));
        const keys = el("button", { type: "button", class: "quiet sign-button", "aria-label": "Keys", title: "Keys", click: () => void showKeys() }, "?");
        this.bar = el("div", { class: "write-bar" }, this.undo, this.redo, marks, keys, this.state);
        const languages = el("datalist", { id: "languages" }, ...LANGUAGES.map((it) => el("option", { value: it.value }, it.label)));
        this.page = el("div", { class: "writing", hidden: true }, this.bar, this.body, languages);
        this.element = el("div", { class: "words pane" }, this.page);
        this.finish = el("button", { type: "button", class: "finish", click: () => void this.finished() }, "Finish: make the files");
        this.side = el("div", { class: "side-deeds" }, this.outline.element, this.finish);
        this.element.addEventListener("keydown", (event) => this.key(event));
        this.element.addEventListener("focusin", () => this.moved());
        this.end = new AbortController();
        const { signal } = this.end;
        document.addEventListener("selectionchange", () => this.moved(), { signal });
        window.addEventListener("pagehide", () => this.manuscript?.keep(), { signal });
        const unload = (/** @type {BeforeUnloadEvent} */ event) => {
            if (this.form?.pending().edits.length) event.preventDefault();
        };
        window.addEventListener("beforeunload", unload, { signal });
    }

    /** @param {string | null} language That of the booklet. */
    set language(language) {
        this.words.language = language;
    }

    /** Ends it; what is not saved is saved. */
    async leave() {
        this.end.abort();
        await this.manuscript?.leave();
    }

    /**
     * Shows all messages of the booklet.
     * @param {import("../types.js").FileFacts[]} files
     * @param {Message[]} messages
     */
    async updateAll(files, messages) {
        await this.close();
        this.words.updateAll(files, messages);
        this.showWords();
    }

    /**
     * Shows a file as it stands, with its messages.
     * @param {import("../types.js").BookletFacts} booklet
     * @param {string} file
     * @param {Message[]} messages
     */
    async update(booklet, file, messages) {
        await this.outline.update(booklet);
        const facts = booklet.files.find((it) => it.path === file);
        this.messages = messages.filter((it) => it.place?.file === file);
        this.shapes ??= await ask("/api/forms");
        try {
            if (file !== this.file || !this.form) await this.open(file);
            else await this.manuscript?.refresh();
        } catch (error) {
            if (!(error instanceof Refusal)) throw error;
            await this.close();
            // A file of the house, or one that no form can be made of.
            const words = await ask("/api/words", { booklet: this.booklet, file });
            this.words.update(file, words.title ?? facts?.title ?? file, words, messages);
            this.showWords();
            return;
        }
        this.showMessages();
        this.moved();
    }

    showWords() {
        this.page.hidden = true;
        if (!this.element.contains(this.words.body)) this.element.append(this.words.body);
        this.words.body.hidden = false;
    }

    async close() {
        const { manuscript } = this;
        this.file = "";
        this.manuscript = null;
        this.form = null;
        await manuscript?.leave();
    }

    /** @param {string} file */
    async open(file) {
        await this.close();
        const manuscript = new Manuscript(this.booklet, file, {
            pending: () => this.form?.pending() ?? { edits: [], label: "", loose: [], settle: () => {} },
            adopt: (facts, why) => this.adopt(facts, why),
            tell: (words, urgent) => this.tell(words, urgent),
            choose: chooseSides,
        });
        const facts = await manuscript.open();
        this.file = file;
        this.manuscript = manuscript;
        this.context = this.contextOf(facts);
        this.form = new FileForm(this.context, facts, {
            act: (label, edits) => manuscript.act(label, edits),
            touch: () => manuscript.touch(),
            reveal: (block) => this.reveal(block),
            speak: (block) => speak(block.read(), block.context.language, this.outline.book.values),
        });
        const chapter = facts.document.shape === "chapter";
        const title = chapter ? wordsAt(facts.document.table, "title") || "Chapter" : "About the booklet";
        this.heading = el("h2", { tabindex: "-1" }, title);
        const deeds = chapter ? [this.outline.deeds(file)] : [];
        this.body.replaceChildren(this.heading, ...deeds, this.remarks.element, this.form.element);
        this.words.body.hidden = true;
        this.page.hidden = false;
        this.element.scrollTop = 0;
        for (const box of this.body.querySelectorAll("textarea")) fit(box);
        this.tell("");
        this.turns(facts);
        await this.offerDraft();
    }

    /** @param {FileFacts} facts @returns {Context} */
    contextOf(facts) {
        const { book } = this.outline;
        return {
            shapes: /** @type {import("./types.js").Shapes} */ (this.shapes),
            book,
            language: wordsAt(facts.document.table, "language") || book.language,
            changed: () => {
                this.manuscript?.touch();
                this.form?.tellWaiting();
            },
            replace: (range, text) => this.replace(range, text),
            source: ({ from, to }) => bytesOf(this.manuscript?.facts?.text ?? facts.text, from, to),
            places: () => this.outline.places(),
            upload: async (file) => {
                const data = await base64(file);
                const answer = await act("/api/picture", { booklet: this.booklet, file: this.file, name: file.name, data });
                return answer.image;
            },
            image: (image) => address("/api/image", { booklet: this.booklet, file: this.file, image }),
            pasted: (blocks, at) => this.form?.paste(blocks, at) ?? false,
        };
    }

    /**
     * @param {{ from: number, to: number }} range
     * @param {string} text
     */
    async replace(range, text) {
        const { manuscript } = this;
        if (!manuscript) return "The file is not open any more.";
        const done = await manuscript.act("a part as it is written", () => [{ do: "replace", from: range.from, to: range.to, text }]);
        return done ? null : sentence(manuscript.refused || "this cannot be saved");
    }

    /**
     * @param {FileFacts} facts
     * @param {"saved" | "undone" | "elsewhere"} why
     */
    adopt(facts, why) {
        this.form?.adopt(facts);
        this.turns(facts);
        if (this.heading && facts.document.shape === "chapter") this.heading.textContent = wordsAt(facts.document.table, "title") || "Chapter";
        if (why === "elsewhere" && !this.mending) say("The file was changed elsewhere, and is shown as it is now.");
        this.mending = false;
    }

    /** @param {FileFacts} facts */
    turns(facts) {
        const set = (/** @type {HTMLButtonElement} */ button, /** @type {string} */ name, /** @type {string | null} */ what) => {
            button.setAttribute("aria-disabled", String(what === null));
            button.title = what ? `${name}: ${what}` : name;
        };
        set(this.undo, "Undo (Ctrl-Z)", facts.undo);
        set(this.redo, "Redo (Shift-Ctrl-Z)", facts.redo);
    }

    /** @param {"undo" | "redo"} way */
    async turn(way) {
        const { manuscript } = this;
        if (!manuscript?.facts) return;
        const before = manuscript.facts;
        if (before[way] === null && !this.form?.pending().edits.length) {
            say(way === "undo" ? "There is nothing to take back." : "There is nothing to make again.");
            return;
        }
        await manuscript.turn(way);
        const what = before[way];
        if (manuscript.facts === before || !manuscript.facts) return;
        say(way === "undo" ? `Taken back: ${what ?? "the last change"}.` : `Made again: ${what ?? "the last change"}.`);
        this.flash(before.text, manuscript.facts.text);
    }

    /** Shows what an undo has changed. @param {string} before @param {string} after */
    flash(before, after) {
        let same = 0;
        while (same < after.length && before[same] === after[same]) same += 1;
        const from = new TextEncoder().encode(after.slice(0, same)).length;
        const spots = [...(this.form?.spots() ?? [])].filter((spot) => spot.from <= from && from <= spot.to);
        const spot = spots.sort((one, other) => one.to - one.from - (other.to - other.from))[0];
        if (!spot) return;
        spot.element.scrollIntoView({ block: "nearest" });
        if (!this.body.contains(document.activeElement) || document.activeElement === this.body) spot.element.focus({ preventScroll: true });
        this.light(spot.element);
    }

    /** @param {HTMLElement} element */
    light(element) {
        this.body.querySelectorAll(".lit").forEach((it) => it.classList.remove("lit"));
        element.classList.add("lit");
    }

    /**
     * Says whether the words are saved; aloud only what matters, and not at each key.
     * @param {string} words
     * @param {boolean} [urgent]
     */
    tell(words, urgent = false) {
        const before = this.state.textContent;
        this.state.textContent = words;
        this.state.classList.toggle("urgent", urgent);
        if (words === before) return;
        if (urgent || words.startsWith("Saved")) say(words);
    }

    showMessages() {
        const { form, manuscript } = this;
        if (!form || !manuscript?.facts) return;
        const shift = manuscript.facts.document.mark ? 3 : 0;
        this.remarks.show(this.messages, [...form.spots()], shift);
    }

    /** The page follows the cursor. */
    moved() {
        clearTimeout(this.timer);
        this.timer = window.setTimeout(() => this.follow(), 200);
    }

    async follow() {
        const { form, manuscript } = this;
        const active = document.activeElement;
        if (!form || !manuscript?.facts?.read || !active || !this.body.contains(active)) return;
        const place = placeOfCaret(manuscript.facts.text, [...form.spots()]);
        if (!place) return;
        if (active instanceof HTMLElement) this.light(active);
        const shift = manuscript.facts.document.mark ? 3 : 0;
        // Where the desk does not answer, saving says so.
        await this.desk.follow({ file: this.file, from: place.from - shift, to: place.to - shift }).catch(() => {});
    }

    /** @param {import("./block.js").Block} block */
    reveal(block) {
        const { node } = block;
        if (node?.from === undefined) {
            say("This block is not in the booklet yet.");
            return;
        }
        const shift = this.manuscript?.facts?.document.mark ? 3 : 0;
        const own = block.kind ? entry(node, block.kind) : null;
        const { from, to } = own?.from === undefined ? node : own;
        this.desk.reveal({ file: this.file, from: (from ?? 0) - shift, to: (to ?? 0) - shift });
    }

    /**
     * Puts the cursor into the field of a place.
     * @param {Place} place
     */
    show(place) {
        const { form, manuscript } = this;
        if (!form || !manuscript?.facts || place.file !== this.file) {
            this.words.show(place);
            return;
        }
        const shift = manuscript.facts.document.mark ? 3 : 0;
        const found = focusAt(manuscript.facts.text, [...form.spots()], { from: place.from + shift, to: place.to + shift });
        if (found) this.light(found);
        else notice("These words stand in another file.");
    }

    /** @param {KeyboardEvent} event */
    key(event) {
        const { form, context } = this;
        if (!form || !context || event.defaultPrevented || event.isComposing) return;
        const ctrl = event.ctrlKey || event.metaKey;
        const key = event.key.toLowerCase();
        const target = event.target instanceof HTMLElement ? event.target : null;
        let done = true;
        if (ctrl && !event.altKey && (key === "z" || key === "y")) {
            // What was typed and is not saved yet, the browser takes back itself.
            if (key === "z" && !event.shiftKey && this.isWritten(target)) done = false;
            else void this.turn(key === "y" || event.shiftKey ? "redo" : "undo");
        } else if (ctrl && key === "s") void this.manuscript?.save();
        else if (ctrl && event.key === "Enter") void form.add(form.blockOf(target));
        else if (event.altKey && !ctrl && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
            const block = form.blockOf(target);
            if (block) void form.move(block, event.key === "ArrowUp" ? -1 : 1);
        } else done = markKey(event, context);
        if (done) event.preventDefault();
    }

    /** Whether something stands in a box that is not saved. @param {HTMLElement | null} target */
    isWritten(target) {
        if (!(target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement) || !this.form) return false;
        const block = this.form.blockOf(target);
        return block ? block.loose || block.dirty : this.form.topEdits().length > 0;
    }

    /** Offers what was typed in a window that is gone. */
    async offerDraft() {
        const { manuscript, file } = this;
        const found = (await leftOf(this.booklet, file)).sort((one, other) => other.draft.time - one.draft.time);
        if (!found.length || !manuscript) return;
        const { key, draft } = found[0];
        const gone = () => {
            found.forEach((it) => drop(it.key));
            offer.remove();
            this.heading?.focus();
        };
        const take = async () => {
            const { edits } = draft;
            const facts = edits.length ? await manuscript.send("/api/edit", { edits, label: "words of before", hash: draft.hash, base: draft.base }) : null;
            if (edits.length && !facts) return;
            if (facts) manuscript.take(facts, "saved");
            for (const it of draft.loose) this.form?.begin(it.kind, this.form.blocks.filter((block) => !block.loose)[it.at - 1] ?? null, it.value);
            gone();
            drop(key);
            manuscript.touch();
            say("Put back.");
        };
        const offer = el(
            "div",
            { class: "message info", role: "group", "aria-label": "Words of before" },
            el("p", {}, `Words that were typed in this file on ${new Date(draft.time).toLocaleString()} were not saved. They were kept in this browser.`),
            el(
                "p",
                { class: "deeds" },
                el("button", { type: "button", click: () => void take() }, "Put them back"),
                el("button", { type: "button", class: "quiet", click: gone }, "Throw them away"),
            ),
        );
        this.body.insertBefore(offer, this.form?.element ?? null);
        say("Words of before were kept.");
    }

    async finished() {
        await this.manuscript?.save();
        await finish(this.booklet);
    }
}

/** A stretch of bytes of a text. @param {string} text @param {number} from @param {number} to */
function bytesOf(text, from, to) {
    return new TextDecoder().decode(new TextEncoder().encode(text).slice(from, to));
}
