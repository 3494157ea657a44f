// A file that is being written: saved a moment after the last key, one edit after the other.

import { address, Refusal } from "../api.js";
import { forget, keep } from "./drafts.js";

/** @typedef {import("./types.js").FileFacts} FileFacts */
/** @typedef {import("./types.js").Step} Step */

/** How long after the last key it is saved, in milliseconds. */
const PAUSE = 600;

/** How long until a desk that does not answer is asked again. */
const AGAIN = 2000;

/** The desk cannot be reached. */
class Silence extends Error {}

/**
 * @typedef {{ edits: object[], label: string, loose: { at: number, kind: string, value: any }[],
 *   settle: () => void }} Pending What the form says that the file does not; `settle` once it does.
 */
/**
 * @typedef {object} Form
 * @property {() => Pending} pending
 * @property {(facts: FileFacts, why: "saved" | "undone" | "elsewhere") => void} adopt
 * @property {(words: string, urgent?: boolean) => void} tell
 * @property {(clashes: { mine: string, theirs: string, both: boolean }[]) => Promise<string[] | null>} choose
 */

export class Manuscript {
    /**
     * @param {string} booklet
     * @param {string} file
     * @param {Form} form
     */
    constructor(booklet, file, form) {
        this.booklet = booklet;
        this.file = file;
        this.form = form;
        /** @type {FileFacts | null} */
        this.facts = null;
        this.timer = 0;
        this.draftTimer = 0;
        /** What is asked of the desk goes one after the other. @type {Promise<any>} */
        this.work = Promise.resolve();
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
    async ask() {
        const response = await fetch(address("/api/file", { booklet: this.booklet, file: this.file }));
        const answer = await response.json();
        if (!response.ok) throw new Refusal(answer.refusal ?? "the file cannot be read");
        return answer;
    }

    /** Takes notice that somebody wrote something. */
    touch() {
        this.form.tell("Not saved yet");
        clearTimeout(this.timer);
        this.timer = window.setTimeout(() => this.save(), PAUSE);
        if (!this.draftTimer) this.draftTimer = window.setTimeout(() => this.keep(), 100);
    }

    /** Keeps what is not saved yet in the browser. */
    keep() {
        clearTimeout(this.draftTimer);
        this.draftTimer = 0;
        const { facts, booklet, file } = this;
        if (!facts) return;
        const { edits, loose } = this.form.pending();
        if (edits.length + loose.length === 0) {
            forget(booklet, file);
            return;
        }
        const draft = { booklet, file, hash: facts.document.hash, base: facts.text, edits, loose, stuck: this.silent };
        if (!keep(draft)) this.form.tell("The browser has no room to keep what is not saved.", true);
    }

    /**
     * Does something after all that was begun before.
     * @template T
     * @param {() => Promise<T>} deed
     * @returns {Promise<T>}
     */
    queue(deed) {
        const done = this.work.then(deed);
        this.work = done.catch(() => {});
        return done;
    }

    /** Saves what was written. */
    save() {
        clearTimeout(this.timer);
        return this.queue(() => this.saveNow());
    }

    async saveNow() {
        const { edits, label, settle, loose } = this.form.pending();
        if (!edits.length) {
            if (!loose.length && !this.refused) this.form.tell("Saved");
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

    /**
     * Takes over the file as it is now.
     * @param {FileFacts} facts
     * @param {"saved" | "undone" | "elsewhere"} why
     */
    take(facts, why) {
        this.facts = facts;
        this.refused = "";
        this.form.adopt(facts, why);
        const { edits, loose } = this.form.pending();
        if (edits.length) this.touch();
        else {
            const told = loose.length ? "a block waits for what it needs" : facts.told;
            this.form.tell(told ? `Saved; ${told}` : "Saved");
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

    /** Looks whether the file was changed elsewhere; what is being written is put together with it by the next save. */
    refresh() {
        return this.queue(async () => {
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
        for (;;) {
            const { ok, status, answer } = await this.post(path, whole);
            if (ok) return answer;
            if (status === 409 && answer.why === "base") whole = { ...whole, base: this.facts?.text };
            else if (status === 409 && answer.why === "clash") {
                const sides = await this.form.choose(answer.clashes);
                if (!sides) {
                    this.refused = "Not saved: the same words were changed elsewhere";
                    this.form.tell(this.refused, true);
                    return null;
                }
                whole = { ...whole, chosen: { theirs: answer.theirs, sides } };
            } else {
                this.refused = answer.refusal ?? "the desk did not answer as it should";
                this.form.tell(`Not saved: ${this.refused}`, true);
                return null;
            }
        }
    }

    /**
     * @param {string} path
     * @param {object} wish
     */
    async post(path, wish) {
        for (;;) {
            try {
                const answer = await once(path, wish);
                this.silent = false;
                return answer;
            } catch (error) {
                if (!(error instanceof Silence)) throw error;
                this.silent = true;
                this.keep();
                if (this.left) throw error;
                this.form.tell("Not saved: the desk does not answer. Your words are kept in this browser, and it is tried again.", true);
                await new Promise((resolve) => setTimeout(resolve, AGAIN));
            }
        }
    }

    /** Leaves the file: what is not saved is. */
    async leave() {
        if (!this.facts) return;
        this.keep();
        this.left = true;
        await this.save().catch(() => {});
    }
}

/**
 * @param {string} path
 * @param {object} wish
 */
async function once(path, wish) {
    const headers = { "Content-Type": "application/json" };
    let response;
    try {
        response = await fetch(address(path), { method: "POST", headers, body: JSON.stringify(wish) });
    } catch {
        throw new Silence();
    }
    // Another desk has begun at this address: it does not know this window.
    if (response.status === 401 || response.status === 503) throw new Silence();
    const answer = await response.json();
    return { ok: response.ok, status: response.status, answer };
}
