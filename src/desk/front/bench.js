// One booklet: its chapters, words, messages and pages, kept as the files stand.

import { act, address, ask, Refusal } from "./api.js";
import { ALL, Chapters } from "./chapters.js";
import { byId, notice, say, sentence } from "./elements.js";
import { Pages } from "./pages.js";
import { Panes } from "./panes.js";
import { Writer } from "./write/writer.js";

/** @typedef {import("./types.js").Message} Message */
/** @typedef {import("./types.js").Place} Place */

/** How long until a desk that does not answer is asked again, in milliseconds. */
const AGAIN = 3000;

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
        this.panes = new Panes(
            { chapters: this.chapters.element, words: this.words.element, pages: this.pages.element },
            (name) => {
                if (name === "pages") void this.words.follow(true);
            },
        );
    }

    async start() {
        byId("state").textContent = "Being read …";
        // Listened to first: what changes meanwhile is told.
        this.listen();
        const first = this.refresh();
        this.work = first.catch(() => {});
        await first;
        byId("main").replaceChildren(this.panes.element);
    }

    /** Listens to what happens, again and again where the desk is gone for a while. */
    listen() {
        const events = new EventSource(address("/api/events", this.query));
        this.events = events;
        events.addEventListener("pages", () => this.queue(() => this.pages.update()));
        events.addEventListener("messages", () => this.queue(() => this.refresh()));
        events.addEventListener("closing", () => void this.close());
        events.addEventListener("error", () => {
            if (this.events !== events) return;
            notice("The desk does not answer. Start it again with chapbook desk.");
            // What was refused is not tried again by the browser.
            if (events.readyState === EventSource.CLOSED) {
                setTimeout(() => this.events === events && this.listen(), AGAIN);
            }
        });
        events.addEventListener("open", () => {
            notice("");
            if (this.booklet) this.queue(() => this.refresh());
        });
    }

    /** The desk closes: what was typed goes into its file while it still can. */
    async close() {
        const saved = await this.words.settle(true);
        this.end();
        const rest = saved ? "Your files are as you saved them" : "What was not saved is kept on this computer and offered again";
        notice(`The desk is closed. ${rest}; you can close this window.`);
    }

    /** Whether all that was typed is saved; where not, it is said. */
    settle() {
        return this.words.settle();
    }

    /** Leaves the booklet once all that was typed is saved, and says whether it did. */
    async leave() {
        if (!(await this.settle())) return false;
        this.end();
        return true;
    }

    /** Hears of nothing more. */
    end() {
        this.events?.close();
        this.events = null;
        void this.words.leave();
    }

    /** @param {() => Promise<void>} update */
    queue(update) {
        this.work = this.work.then(update).catch((error) => {
            if (error instanceof Refusal) notice(sentence(error.message));
            else reportError(error);
        });
        return this.work;
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
        const known = this.file === ALL || files.some((file) => file.path === this.file);
        // A file that is no longer the booklet's stays until what was typed in it is saved or put elsewhere.
        if (this.file === null || (!known && (await this.words.settle()))) {
            const first = files.find((file) => file.role === "chapter") ?? files[0];
            this.file = first?.path ?? ALL;
        } else if (!known) return;
        const path = this.file;
        this.chapters.update(booklet, path);
        if (path === ALL) {
            await this.words.updateAll(files, told.messages);
            return;
        }
        await this.words.update(booklet, path, told.messages);
    }

    /**
     * Shows the words of a file, once those that are shown are saved.
     * @param {string} file
     */
    async open(file) {
        if (file !== this.file) {
            if (!(await this.words.settle())) {
                this.panes.show("words");
                return;
            }
            this.file = file;
        }
        await this.queue(() => this.showFile());
        this.panes.show("words");
        this.pages.dim();
        await this.words.follow();
    }

    /**
     * Goes to words.
     * @param {Place} place
     */
    async go(place) {
        if (!place.file) return;
        if (this.file !== place.file) await this.open(place.file);
        this.panes.show("words");
        if (this.file === place.file) this.words.show(place);
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

