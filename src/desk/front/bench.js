// One booklet: its chapters, words, messages and pages, kept as the files stand.

import { act, address, ask, Refusal } from "./api.js";
import { ALL, Chapters } from "./chapters.js";
import { byId, notice, say, sentence } from "./elements.js";
import { Pages } from "./pages.js";
import { Panes } from "./panes.js";
import { Writer } from "./write/writer.js";

/** @typedef {import("./types.js").Message} Message */
/** @typedef {import("./types.js").Place} Place */

export class Bench {
    /** @param {string} path */
    constructor(path) {
        this.path = path;
        this.query = { booklet: path };
        /** @type {string | null} */
        this.file = null;
        /** @type {import("./types.js").BookletFacts | null} */
        this.booklet = null;
        /** @type {import("./types.js").MessagesFacts | null} */
        this.told = null;
        /** @type {EventSource | null} */
        this.events = null;
        /** Updates follow each other. */
        this.work = Promise.resolve();
        const reveal = (/** @type {Place} */ place) => this.reveal(place);
        const deeds = {
            mend: (/** @type {Message} */ message, /** @type {number} */ help) => this.mend(message, help),
            reveal: (/** @type {Message} */ message) => message.place && this.reveal(message.place),
            go: (/** @type {Place} */ place) => this.go(place),
        };
        this.chapters = new Chapters((file) => this.open(file));
        const open = (/** @type {string} */ file) => this.open(file);
        const follow = (/** @type {Place} */ place) => this.follow(place);
        this.words = new Writer(path, { open, reveal, follow }, deeds);
        this.chapters.element.append(this.words.side);
        this.pages = new Pages(path, (place) => this.go(place));
        this.panes = new Panes({
            chapters: this.chapters.element,
            words: this.words.element,
            pages: this.pages.element,
        });
    }

    async start() {
        byId("state").textContent = "Being read …";
        // Listened to first: what changes meanwhile is told.
        const events = new EventSource(address("/api/events", this.query));
        this.events = events;
        events.addEventListener("pages", () => this.queue(() => this.pages.update()));
        events.addEventListener("messages", () => this.queue(() => this.refresh()));
        events.addEventListener("closing", () => {
            this.leave();
            notice("The desk is closed. Your files are as you saved them; you can close this window.");
        });
        events.addEventListener("error", () => {
            notice("The desk does not answer. Start it again with chapbook desk.");
        });
        events.addEventListener("open", () => {
            notice("");
            if (this.booklet) this.queue(() => this.refresh());
        });
        await this.refresh();
        byId("main").replaceChildren(this.panes.element);
    }

    leave() {
        void this.words.leave();
        this.events?.close();
        this.events = null;
    }

    /** @param {() => Promise<void>} update */
    queue(update) {
        this.work = this.work.then(update).catch((error) => {
            if (error instanceof Refusal) notice(sentence(error.message));
        });
    }

    /** Shows everything as it is now. */
    async refresh() {
        const [booklet, told] = await Promise.all([ask("/api/booklet", this.query), ask("/api/messages", this.query)]);
        this.booklet = booklet;
        this.told = told;
        const title = booklet.title ?? booklet.path;
        byId("title").textContent = title;
        document.title = `${title} – chapbook desk`;
        const before = byId("state").textContent;
        const state = summary(told.counts);
        byId("state").textContent = state;
        if (before !== state) say(state);
        notice(told.failure ? sentence(told.failure) : "");
        this.words.language = booklet.language;
        this.pages.offer(booklet.editions);
        this.pages.tellSound(told.sound);
        await Promise.all([this.showFile(), this.pages.update()]);
    }

    async showFile() {
        const { booklet, told } = this;
        if (!booklet || !told) return;
        const files = booklet.files;
        const known = files.some((file) => file.path === this.file);
        if (this.file === null || (this.file !== ALL && !known)) {
            const first = files.find((file) => file.role === "chapter") ?? files[0];
            this.file = first?.path ?? ALL;
        }
        const path = this.file;
        this.chapters.update(booklet, path);
        if (path === ALL) {
            await this.words.updateAll(files, told.messages);
            return;
        }
        await this.words.update(booklet, path, told.messages);
    }

    /**
     * Shows the words of a file.
     * @param {string} file
     */
    async open(file) {
        this.file = file;
        await this.showFile();
        this.panes.show("words");
    }

    /**
     * Goes to words.
     * @param {Place} place
     */
    async go(place) {
        if (!place.file) return;
        if (this.file !== place.file) await this.open(place.file);
        this.panes.show("words");
        this.words.show(place);
    }

    /**
     * Shows words on their page.
     * @param {Place} place
     */
    async reveal(place) {
        this.panes.show("pages");
        await this.pages.reveal(place);
    }

    /**
     * Shows words on their page while they are written, where pages are seen.
     * @param {Place} place
     */
    async follow(place) {
        if (!this.pages.element.hidden) await this.pages.reveal(place, true);
    }

    /**
     * Makes the change that a message offers.
     * @param {Message} message
     * @param {number} help
     */
    async mend(message, help) {
        const round = this.told?.round ?? 0;
        try {
            await act("/api/mend", { booklet: this.path, round, message: message.id, help });
            say("Changed.");
        } catch (error) {
            if (!(error instanceof Refusal)) throw error;
            notice(sentence(error.message));
        }
    }
}

/** @param {import("./types.js").Counts} counts */
function summary(counts) {
    const { errors, warnings, notes } = counts;
    const parts = [
        errors ? `${errors} to be mended` : null,
        warnings ? `${warnings} to be looked at` : null,
        notes ? `${notes} good to know` : null,
    ].filter((part) => part !== null);
    return parts.length ? parts.join(", ") : "Nothing to be mended";
}

