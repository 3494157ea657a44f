// A file that is being written: saved a moment after the last key, one edit after the other.

import { ask, send, Silence } from "../api.js";

/** @typedef {import("./types.js").FileFacts} FileFacts */
/** @typedef {import("./types.js").Step} Step */
/** @typedef {import("./drafts.js").Slip} Slip */

/** How long after the last key it is saved, in milliseconds. */
const PAUSE = 600;

/** The longest that somebody writes on before it is saved. */
const LONGEST = 5000;

/** How long until a desk that does not answer, or could not write, is asked again. */
const AGAIN = 2000;

/** How often a file is read again that was changed in the moment in which it was to be written. */
const MOST_TRIES = 5;

/**
 * @typedef {{ at: number, kind: string, value: any }} Loose A block that could not be put into the file yet.
 * @typedef {{ block: number | null, sign: string, kind: string | null, path: Step[], value: any }} Waiting A
 *   part that lacks something, within a block (and what it said) or the top of the file.
 * @typedef {{ was: string, text: string }} Rawness What was changed of a part that is shown as it is written.
 * @typedef {{ loose: Loose[], waiting: Waiting[], raws: Rawness[] }} Held
 */
/**
 * @typedef {{ edits: object[], label: string, held: Held, settle: () => void }} Pending What the form says
 *   that the file does not; `settle` once it does.
 */
/**
 * @typedef {object} Form
 * @property {() => Pending} pending
 * @property {() => boolean} [busy] Whether a word is just being put together (by an input method).
 * @property {(facts: FileFacts, why: "saved" | "undone" | "elsewhere") => void} adopt
 * @property {(words: string, urgent?: boolean) => void} tell
 * @property {(clashes: { mine: string, theirs: string, both?: boolean }[]) => Promise<string[] | null>} choose
 */

/** How much is held. @param {Held} held */
export function amount({ loose, waiting, raws }) {
    return loose.length + waiting.length + raws.length;
}

/** @param {number} time */
const pause = (time) => new Promise((resolve) => setTimeout(() => resolve(null), time));

export class Manuscript {
    /**
     * @param {string} booklet
     * @param {string} file
     * @param {Form} form
     * @param {Slip | null} [slip] Where what is not saved is kept.
     */
    constructor(booklet, file, form, slip = null) {
        this.booklet = booklet;
        this.file = file;
        this.form = form;
        this.slip = slip;
        /** The file as the form knows it. @type {FileFacts | null} */
        this.facts = null;
        this.timer = 0;
        this.draftTimer = 0;
        /** Since when something is not saved. */
        this.since = 0;
        /** What is asked of the desk goes one after the other. @type {Promise<any>} */
        this.work = Promise.resolve();
        this.waiting = 0;
        this.silent = false;
        this.left = false;
        this.refused = "";
    }

    /** Reads the file. */
    async open() {
        this.facts = await this.ask();
        return this.facts;
    }

    /** @returns {Promise<FileFacts>} */
    ask() {
        return ask("/api/file", { booklet: this.booklet, file: this.file });
    }

    /** Takes notice that somebody wrote something. */
    touch() {
        this.form.tell("Not saved yet");
        this.since ||= Date.now();
        this.later(Math.min(PAUSE, Math.max(0, this.since + LONGEST - Date.now())));
        if (!this.draftTimer) this.draftTimer = window.setTimeout(() => this.keep(), 100);
    }

    /** Saves after a while. @param {number} time */
    later(time) {
        clearTimeout(this.timer);
        this.timer = window.setTimeout(() => {
            // What an input method has not finished is no word yet.
            if (this.form.busy?.()) this.later(PAUSE);
            else this.save().catch(() => {});
        }, time);
    }

    /** Keeps what is not saved yet. @param {boolean} [last] Whether the window goes. */
    keep(last = false) {
        clearTimeout(this.draftTimer);
        this.draftTimer = 0;
        const { facts, slip } = this;
        if (!facts || !slip) return;
        const { edits, held } = this.form.pending();
        if (edits.length + amount(held) === 0) {
            slip.forget();
            return;
        }
        const draft = { hash: facts.document.hash, base: facts.text, edits, held, stuck: this.silent };
        if (!slip.keep(draft)) this.form.tell("There is no room to keep what is not saved.", true);
        if (last) slip.send(true);
    }

    /**
     * Does something after all that was begun before.
     * @template T
     * @param {() => Promise<T>} deed
     * @returns {Promise<T>}
     */
    queue(deed) {
        this.waiting += 1;
        const done = this.work.then(deed).finally(() => (this.waiting -= 1));
        this.work = done.catch(() => {});
        return done;
    }

    /** Saves what was written. */
    save() {
        clearTimeout(this.timer);
        return this.queue(() => this.saveNow());
    }

    async saveNow() {
        this.since = 0;
        const { edits, label, settle, held } = this.form.pending();
        if (!edits.length) {
            this.refused = "";
            this.tellSaved(held);
            this.keep();
            return true;
        }
        const facts = await this.send("/api/edit", { edits, label });
        if (!facts) {
            this.keep();
            return false;
        }
        settle();
        this.take(facts, "saved");
        return true;
    }

    /** @param {Held} held */
    tellSaved(held) {
        const told = amount(held) ? "something waits for what it needs" : this.facts?.told;
        this.form.tell(told ? `Saved; ${told}` : "Saved");
    }

    /**
     * Takes over the file as it is now. Where somebody has written on meanwhile, the form stays at what it
     * said when it was sent: the next save then puts that together with what others did, and takes nothing back.
     * @param {FileFacts} facts
     * @param {"saved" | "undone" | "elsewhere"} why
     */
    take({ mine, ...facts }, why) {
        this.refused = "";
        const written = this.form.pending().edits.length > 0;
        if (written && why !== "saved" && this.facts) {
            const { undo, redo } = facts;
            this.facts = { ...this.facts, undo, redo };
        } else {
            this.facts = written && mine ? { ...facts, ...mine } : facts;
            this.form.adopt(this.facts, why);
        }
        const { edits, held } = this.form.pending();
        if (edits.length) this.touch();
        else {
            this.tellSaved(held);
            this.keep();
        }
    }

    /**
     * Makes edits of the file's structure, after what was written is saved.
     * @param {string} label
     * @param {() => object[] | null} edits
     * @returns {Promise<boolean>}
     */
    act(label, edits) {
        clearTimeout(this.timer);
        return this.queue(async () => {
            if (!(await this.saveNow())) return false;
            const made = edits();
            if (!made?.length) return false;
            const facts = await this.send("/api/edit", { edits: made, label });
            if (facts) this.take(facts, "saved");
            return facts !== null;
        });
    }

    /** @param {"undo" | "redo"} way */
    turn(way) {
        clearTimeout(this.timer);
        return this.queue(async () => {
            if (!(await this.saveNow())) return;
            if (this.facts?.[way] === null) {
                if (this.facts.lost) this.form.tell("What was done before cannot be taken back: the same block was changed elsewhere since.", true);
                return;
            }
            const facts = await this.send(`/api/${way}`, {});
            if (facts) this.take(facts, "undone");
        });
    }

    /**
     * Puts edits of before into the file as it is now.
     * @param {{ edits: object[], hash: string, base: string }} draft
     */
    restore({ edits, hash, base }) {
        return this.queue(async () => {
            if (!(await this.saveNow())) return false;
            const facts = await this.send("/api/edit", { edits, label: "words of before", hash, base });
            if (facts) this.take(facts, "undone");
            return facts !== null;
        });
    }

    /** Looks whether the file was changed elsewhere; what is being written is put together with it by the next save. */
    async refresh() {
        // What is being saved brings the file with it.
        if (this.waiting) return;
        await this.queue(async () => {
            const facts = await this.ask();
            if (this.form.pending().edits.length) return;
            const changed = facts.document.hash !== this.facts?.document.hash;
            this.facts = facts;
            if (changed) this.form.adopt(facts, "elsewhere");
        });
    }

    /**
     * Sends a wish until the desk answers, and settles what it cannot decide by itself.
     * @param {string} path
     * @param {object} wish
     * @returns {Promise<FileFacts | null>}
     */
    async send(path, wish) {
        /** @type {Record<string, any>} */
        let whole = { booklet: this.booklet, file: this.file, hash: this.facts?.document.hash, ...wish };
        for (let tries = 1; ; tries += 1) {
            const { ok, status, answer } = await this.post(path, whole);
            if (ok) return answer;
            if (status === 409 && answer.why === "base" && whole.base === undefined) whole = { ...whole, base: this.facts?.text };
            else if (status === 409 && answer.why === "clash" && answer.clashes) {
                const sides = await this.form.choose(answer.clashes);
                if (!sides) return this.refuse("the same words were changed elsewhere");
                whole = { ...whole, chosen: { theirs: answer.theirs, sides } };
            } else if (status === 409 && path === "/api/edit" && answer.why === undefined && tries < MOST_TRIES) {
                // It was changed in this moment: it is put together with that.
                await pause(100 * tries);
            } else {
                // A disk may have room again.
                if (status >= 500) this.later(AGAIN);
                return this.refuse(answer.refusal ?? "the desk did not answer as it should");
            }
        }
    }

    /** @param {string} why */
    refuse(why) {
        this.refused = why;
        this.form.tell(`Not saved: ${why}`, true);
        return null;
    }

    /**
     * @param {string} path
     * @param {object} wish
     */
    async post(path, wish) {
        for (;;) {
            try {
                const answer = await send(path, wish);
                this.silent = false;
                return answer;
            } catch (error) {
                if (!(error instanceof Silence)) throw error;
                this.silent = true;
                this.keep();
                if (this.left) throw error;
                this.form.tell("Not saved: the desk does not answer. Your words are kept in this browser, and it is tried again.", true);
                await pause(AGAIN);
            }
        }
    }

    /** Saves all that was written, as long as the desk answers, and says whether it is. */
    async settle() {
        if (!this.facts) return true;
        do {
            this.keep();
            const saved = this.save().catch(() => false);
            for (let done = null; done !== true; ) {
                done = await Promise.race([saved, pause(100)]);
                if (done === false || (done === null && this.silent)) return false;
            }
        } while (this.form.pending().edits.length);
        return true;
    }

    /** Leaves the file: what is not saved is, or is kept. */
    async leave() {
        if (!this.facts || this.left) return;
        this.keep();
        this.left = true;
        await this.save().catch(() => {});
        clearTimeout(this.timer);
        clearTimeout(this.draftTimer);
        this.slip?.close();
    }
}
