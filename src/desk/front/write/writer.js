// The pane in which a file of the booklet is written.

import { act, address, ask, Refusal, Silence } from "../api.js";
import { el, notice, say, sentence } from "../elements.js";
import { Words } from "../words.js";
import { speak } from "./aloud.js";
import { focusAt, placeOfCaret } from "./caret.js";
import { chooseSides, showKeys } from "./dialogs.js";
import { Drawer } from "./drafts.js";
import { FileForm } from "./file.js";
import { finish } from "./finish.js";
import { amount, Manuscript } from "./manuscript.js";
import { LANGUAGES, markBar, markKey } from "./marks.js";
import { Offers } from "./offers.js";
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

/** The forms of the files that are written. @type {WeakMap<Manuscript, FileForm>} */
const forms = new WeakMap();

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
        this.drawer = new Drawer(booklet);
        this.offers = new Offers(this);
        /** What comes into the file by and by: pictures, and what was pasted. @type {Set<Promise<unknown>>} */
        this.coming = new Set();
        /** Whether an input method is putting a word together. */
        this.composing = false;
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
        /** The title of a file that was just opened. @type {import("./types.js").Node | null} */
        this.start = null;
        /** The place that was written at last. @type {{ from: number, to: number } | null} */
        this.last = null;
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
        this.listen(this.end.signal);
    }

    /** @param {AbortSignal} signal */
    listen(signal) {
        document.addEventListener("selectionchange", () => this.moved(), { signal });
        window.addEventListener("pagehide", () => this.manuscript?.keep(true), { signal });
        // A browser may end a page that nobody sees without another word.
        const hide = () => {
            if (document.visibilityState !== "hidden" || !this.isOpen()) return;
            this.manuscript?.keep(true);
            void this.manuscript?.save();
        };
        document.addEventListener("visibilitychange", hide, { signal });
        const unload = (/** @type {BeforeUnloadEvent} */ event) => {
            if (this.isOpen()) event.preventDefault();
        };
        window.addEventListener("beforeunload", unload, { signal });
        this.element.addEventListener("compositionstart", () => (this.composing = true), { signal });
        this.element.addEventListener("compositionend", () => (this.composing = false), { signal });
    }

    /** Whether something that was typed is not in its file. */
    isOpen() {
        const pending = this.form?.pending();
        return this.coming.size > 0 || (pending !== undefined && pending.edits.length + amount(pending.held) > 0);
    }

    /**
     * Saves all that was typed, and says whether it is; where not, it is told and the file stays.
     * @param {boolean} [quiet] Whether nobody can do anything about it any more.
     */
    async settle(quiet = false) {
        const { manuscript, form } = this;
        if (!manuscript || !form) return true;
        await Promise.allSettled([...this.coming]);
        let why = "";
        for (const raw of form.allRaws()) if (raw.touched) why ||= (await raw.keep()) ?? "";
        const saved = await manuscript.settle();
        if (saved && !why) return true;
        why ||= manuscript.refused || "the desk does not answer";
        if (!quiet) notice(`What you wrote here is not saved: ${sentence(why)} So this stays open. It is kept on this computer meanwhile.`);
        return false;
    }

    /** @param {string | null} language That of the booklet. */
    set language(language) {
        this.words.language = language;
    }

    /** Ends it; what is not saved is saved. */
    async leave() {
        this.page.inert = true;
        this.end.abort();
        await this.manuscript?.leave();
    }

    /**
     * Shows all messages of the booklet.
     * @param {import("../types.js").FileFacts[]} files
     * @param {Message[]} messages
     */
    async updateAll(files, messages) {
        if (!(await this.close())) return;
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
        const own = booklet.files.find((it) => it.role === "booklet")?.path ?? "";
        this.drawer.identity = booklet.id;
        this.drawer.folder = own.slice(0, own.lastIndexOf("/") + 1);
        await this.outline.update(booklet);
        const facts = booklet.files.find((it) => it.path === file);
        this.messages = messages.filter((it) => it.place?.file === file);
        this.shapes ??= await ask("/api/forms");
        try {
            if (file !== this.file || !this.form) await this.open(file);
            else await this.manuscript?.refresh();
            if (this.file !== file) return;
        } catch (error) {
            if (!(error instanceof Refusal)) throw error;
            // As long as something is not saved its form stays.
            if (error instanceof Silence || !(await this.close())) throw error;
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

    /** Closes the file that is shown, once all that was typed is saved, and says whether it is closed. */
    async close() {
        if (!(await this.settle())) return false;
        // Nothing can be typed any more that nobody would save.
        this.page.inert = true;
        const { manuscript } = this;
        await manuscript?.leave();
        this.file = "";
        this.manuscript = null;
        this.form = null;
        return true;
    }

    /** @param {string} file */
    async open(file) {
        /** @type {Manuscript} */
        const manuscript = new Manuscript(this.booklet, file, {
            pending: () => /** @type {FileForm} */ (forms.get(manuscript)).pending(),
            busy: () => this.composing,
            adopt: (facts, why) => this.adopt(facts, why),
            tell: (words, urgent) => this.tell(words, urgent),
            choose: chooseSides,
        }, this.drawer.begin(file));
        const facts = await manuscript.open();
        if (!(await this.close())) return;
        try {
            this.lay(manuscript, facts);
        } finally {
            this.page.inert = false;
        }
        await this.offers.show(file);
    }

    /**
     * Lays a file out as a form.
     * @param {Manuscript} manuscript
     * @param {FileFacts} facts
     */
    lay(manuscript, facts) {
        const { file } = manuscript;
        this.file = file;
        this.manuscript = manuscript;
        this.context = this.contextOf(facts);
        const form = new FileForm(this.context, facts, {
            act: (label, edits) => manuscript.act(label, edits),
            touch: () => manuscript.touch(),
            state: () => manuscript.facts?.document.hash ?? "",
            reveal: (block) => this.reveal(block),
            speak: (block) => speak(block.read(), block.context.language, this.outline.book.values),
        });
        this.form = form;
        forms.set(manuscript, form);
        const chapter = facts.document.shape === "chapter";
        const title = chapter ? wordsAt(facts.document.table, "title") || "Chapter" : "About the booklet";
        this.heading = el("h2", { tabindex: "-1" }, title);
        const deeds = chapter ? [this.outline.deeds(file, () => this.settle())] : [];
        this.body.replaceChildren(this.heading, ...deeds, this.remarks.element, this.form.element);
        this.words.body.hidden = true;
        this.page.hidden = false;
        this.element.scrollTop = 0;
        for (const box of this.body.querySelectorAll("textarea")) fit(box);
        this.tell("");
        this.turns(facts);
        this.start = entry(facts.document.table, "title");
        // Whoever makes a chapter finds where to write.
        if (chapter && form.isEmpty() && !facts.document.unread.length) form.begin("text", null, undefined, true);
    }

    /** @param {FileFacts} facts @returns {Context} */
    contextOf(facts) {
        const { book } = this.outline;
        return {
            shapes: /** @type {import("./types.js").Shapes} */ (this.shapes),
            book,
            language: wordsAt(facts.document.table, "language") || book.language,
            changed: (element) => {
                this.form?.touch(element);
                this.manuscript?.touch();
            },
            replace: (range, text) => this.replace(range, text),
            source: ({ from, to }) => bytesOf(this.manuscript?.facts?.text ?? facts.text, from, to),
            places: () => this.outline.places(),
            upload: async (file) => {
                const data = await base64(file);
                const answer = await act("/api/picture", { booklet: this.booklet, file: this.file, name: file.name, data });
                return answer.image;
            },
            album: async () => {
                const { pictures } = await ask("/api/pictures", { booklet: this.booklet });
                const up = "../".repeat(this.drawer.within(this.file).split("/").length - 1);
                return pictures.map((/** @type {string} */ path) => up + path);
            },
            await: (coming) => {
                this.coming.add(coming);
                const done = () => this.coming.delete(coming);
                coming.then(done, done);
                return coming;
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
        const written = this.form?.pending().edits.length;
        // What was taken out before it was in the file, the desk knows nothing of.
        if (way === "undo" && !written && this.form?.putBack(before.undo === null ? null : before.document.hash)) {
            say("Taken back: taking a block out.");
            return;
        }
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
        // That there are no words yet is seen where they are begun.
        const messages = form.chapter && form.isEmpty() ? this.messages.filter((it) => it.code !== "missing-key" || !it.message.includes("`block`")) : this.messages;
        this.remarks.show(messages, [...form.spots()], shift);
    }

    /** The page follows the cursor. */
    moved() {
        clearTimeout(this.timer);
        this.timer = window.setTimeout(() => this.follow(), 200);
    }

    /** @param {boolean} [again] Whether the pages come into view, which have not followed. */
    async follow(again = false) {
        const { form, manuscript } = this;
        const active = document.activeElement;
        if (!form || !manuscript?.facts?.read || !active) return;
        const inside = this.body.contains(active);
        const place = inside ? (placeOfCaret(manuscript.facts.text, [...form.spots()]) ?? form.placeBefore(active)) : again ? this.last : this.beginning();
        if (!place) return;
        this.last = place;
        if (active instanceof HTMLElement && this.body.contains(active)) this.light(active);
        const shift = manuscript.facts.document.mark ? 3 : 0;
        // Where the desk does not answer, saving says so.
        await this.desk.follow({ file: this.file, from: place.from - shift, to: place.to - shift }).catch(() => {});
    }

    /** Where the file begins, once after it was opened: its page is shown. */
    beginning() {
        const { start } = this;
        this.start = null;
        return start?.from === undefined ? null : { from: start.from, to: start.to ?? start.from };
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

    async finished() {
        if (await this.settle()) await finish(this.booklet);
    }
}

/** A stretch of bytes of a text. @param {string} text @param {number} from @param {number} to */
function bytesOf(text, from, to) {
    return new TextDecoder().decode(new TextEncoder().encode(text).slice(from, to));
}
