// Words that are not in their file yet, kept against a crash, a closed window and a desk that is gone: in
// the browser at once, and by the desk beside the booklet where they wait longer, since the browser finds
// its own again only at the same port.

import { ask, send } from "../api.js";

/** @typedef {import("./manuscript.js").Held} Held */

/**
 * @typedef {object} Draft
 * @property {string} file The file, from the booklet's folder on.
 * @property {string} hash
 * @property {string} base The file as it was when they were written.
 * @property {object[]} edits
 * @property {Held} held What could not be put into the file yet.
 * @property {number} time
 * @property {boolean} stuck Whether the desk did not answer.
 */
/** @typedef {{ key: string, draft: Draft }} Left */

const START = "chapbook-draft:";

/** How long words wait before the desk keeps them too, in milliseconds. */
const PATIENCE = 1500;

/** How many bytes a request may have that outlives its window (Fetch, 4.5). */
const MOST_LAST = 60000;

/** This window, and no copy of it. */
const self = crypto.randomUUID();

// Held as long as the window lives: what it keeps is its own until then.
void navigator.locks?.request(`chapbook:${self}`, () => new Promise(() => {}));

let number = 0;

/** Where the drafts of a booklet are: wherever it is opened from, it is the same. */
export class Drawer {
    /** @param {string} booklet */
    constructor(booklet) {
        this.booklet = booklet;
        /** Which booklet it is, whatever it is called here. */
        this.identity = "";
        /** Its folder, as the desk names it. */
        this.folder = "";
        /** Drafts of files that this window has closed since. @type {Set<string>} */
        this.closed = new Set();
    }

    /** @param {string} file */
    within(file) {
        return file.startsWith(this.folder) ? file.slice(this.folder.length) : file;
    }

    /**
     * A place for one draft of a file, which nobody else writes in.
     * @param {string} file
     */
    begin(file) {
        number += 1;
        return new Slip(this, `${self}-${number}`, this.within(file));
    }

    /**
     * Drafts of a file whose windows are gone, or could not reach the desk; the last one first.
     * @param {string} file
     * @returns {Promise<Left[]>}
     */
    async left(file) {
        const held = (await navigator.locks?.query())?.held ?? [];
        const alive = new Set(held.map((lock) => lock.name));
        /** @type {Map<string, Draft>} */
        const found = new Map();
        /** @type {(key: string) => boolean} */
        const lives = (key) => alive.has(`chapbook:${key.replace(/-\d+$/u, "")}`) && !this.closed.has(key);
        for (const [key, draft] of this.own()) {
            const stuck = draft.stuck && !key.startsWith(self);
            if (stuck || !lives(key)) found.set(key, draft);
        }
        const kept = await ask("/api/drafts", { booklet: this.booklet }).catch(() => ({ drafts: [] }));
        for (const { key, draft } of kept.drafts) {
            if (!lives(key) && (found.get(key)?.time ?? 0) <= draft.time) found.set(key, draft);
        }
        const name = this.within(file);
        const all = [...found].map(([key, draft]) => ({ key, draft })).filter((it) => it.draft.file === name);
        return all.sort((one, other) => other.draft.time - one.draft.time);
    }

    /** What this browser keeps. @returns {[string, Draft][]} */
    own() {
        const start = `${START}${this.identity}:`;
        /** @type {[string, Draft][]} */
        const found = [];
        for (const name of Object.keys(localStorage)) {
            if (!name.startsWith(start)) continue;
            try {
                found.push([name.slice(start.length), JSON.parse(localStorage.getItem(name) ?? "")]);
            } catch {
                localStorage.removeItem(name);
            }
        }
        return found;
    }

    /** Throws a draft away, wherever it is kept. @param {string} key */
    async drop(key) {
        localStorage.removeItem(`${START}${this.identity}:${key}`);
        await send("/api/draft", { booklet: this.booklet, key, draft: null }).catch(() => {});
    }
}

/** One draft. */
export class Slip {
    /**
     * @param {Drawer} drawer
     * @param {string} key
     * @param {string} file
     */
    constructor(drawer, key, file) {
        this.drawer = drawer;
        this.key = key;
        this.file = file;
        this.name = `${START}${drawer.identity}:${key}`;
        this.timer = 0;
        /** Whether the desk keeps it too. */
        this.sent = false;
        /** What the desk is asked goes one after the other. @type {Promise<unknown>} */
        this.work = Promise.resolve();
        /** @type {Draft | null} */
        this.draft = null;
    }

    /**
     * Keeps it as it is now; says whether there was room for it.
     * @param {Omit<Draft, "time" | "file">} draft
     */
    keep(draft) {
        this.draft = { ...draft, file: this.file, time: Date.now() };
        this.timer ||= window.setTimeout(() => this.send(), PATIENCE);
        try {
            localStorage.setItem(this.name, JSON.stringify(this.draft));
            return true;
        } catch {
            // The desk keeps it, if it can.
            this.send();
            return this.sent;
        }
    }

    /** Has the desk keep it. @param {boolean} [last] Whether the window goes. */
    send(last = false) {
        clearTimeout(this.timer);
        this.timer = 0;
        const { draft, key } = this;
        if (!draft) return;
        const wish = { booklet: this.drawer.booklet, key, draft };
        if (last && JSON.stringify(wish).length > MOST_LAST) return;
        const deed = async () => {
            const { ok } = await send("/api/draft", wish, last);
            this.sent ||= ok;
        };
        // The last one waits for nobody.
        this.work = last ? deed().catch(() => {}) : this.work.then(deed).catch(() => {});
    }

    /** Its file is closed: what is left of it is for whoever opens it again. */
    close() {
        this.drawer.closed.add(this.key);
    }

    /** It is in its file. */
    forget() {
        clearTimeout(this.timer);
        this.timer = 0;
        if (!this.draft) return;
        this.draft = null;
        localStorage.removeItem(this.name);
        this.work = this.work.then(async () => {
            if (this.draft || !this.sent) return;
            const { ok } = await send("/api/draft", { booklet: this.drawer.booklet, key: this.key, draft: null });
            this.sent = !ok;
        }).catch(() => {});
    }
}
