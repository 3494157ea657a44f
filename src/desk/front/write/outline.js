// The booklet around the file that is written: its chapters, values, glossary and contact points.

import { act, ask as read, Refusal } from "../api.js";
import { el, notice, say, sentence } from "../elements.js";
import { ask } from "./dialogs.js";
import { Manuscript } from "./manuscript.js";
import { entry, wordsAt } from "./values.js";

/** @typedef {import("./types.js").Book} Book */
/** @typedef {import("./types.js").FileFacts} FileFacts */
/** @typedef {import("../types.js").BookletFacts} BookletFacts */

export class Outline {
    /**
     * @param {string} booklet
     * @param {(file: string) => void} open
     */
    constructor(booklet, open) {
        this.booklet = booklet;
        this.open = open;
        this.file = "";
        /** @type {Manuscript | null} */
        this.manuscript = null;
        /** @type {Book} */
        this.book = { language: "en-GB", points: [], terms: [], values: new Map(), chapters: [] };
        const add = el("button", { type: "button", class: "quiet", click: () => this.add() }, "+ New chapter");
        this.element = el("div", { class: "outline" }, add);
        /** A chapter that was made and is not read yet. */
        this.coming = "";
    }

    /** Reads what the booklet says. @param {BookletFacts} facts */
    async update(facts) {
        const file = facts.files.find((it) => it.role === "booklet")?.path;
        if (!file) return;
        if (file !== this.file || !this.manuscript) {
            this.file = file;
            this.manuscript = new Manuscript(this.booklet, file, {
                pending: () => ({ edits: [], label: "", held: { loose: [], waiting: [], raws: [] }, settle: () => {} }),
                adopt: () => {},
                tell: (words, urgent) => {
                    if (urgent) notice(sentence(words));
                },
                choose: async () => null,
            });
        }
        const { coming } = this;
        if (coming && facts.files.some((it) => it.path === coming)) {
            this.coming = "";
            setTimeout(() => this.open(coming));
        }
        try {
            await this.manuscript.refresh();
        } catch (error) {
            // What was known of it stays, as does what is written.
            if (!(error instanceof Refusal)) throw error;
        }
        const { table } = this.manuscript.facts?.document ?? {};
        const list = (/** @type {string} */ key) => entry(table, key)?.items ?? [];
        const values = (entry(table, "values")?.entries ?? []).map((it) => /** @type {[string, string]} */ ([it.key, it.value.words ?? ""]));
        this.book.language = wordsAt(table, "language") || facts.language || "en-GB";
        this.book.points = (entry(entry(table, "contact"), "point")?.items ?? []).map((it) => wordsAt(it, "name")).filter(Boolean);
        this.book.terms = list("glossary").map((it) => wordsAt(it, "term")).filter(Boolean);
        this.book.values = new Map(values);
        this.book.chapters = list("chapters").map((it) => it.words ?? "");
    }

    /** The folder of the booklet, as files are named. */
    get folder() {
        return this.file.includes("/") ? this.file.slice(0, this.file.lastIndexOf("/") + 1) : "";
    }

    /** The number of a chapter in the booklet. @param {string} file */
    numberOf(file) {
        return this.book.chapters.findIndex((chapter) => this.folder + chapter.replace(/^\.\//u, "") === file);
    }

    /** What links can lead to. */
    async places() {
        const all = await Promise.all(
            this.book.chapters.map(async (chapter, at) => {
                const path = this.folder + chapter.replace(/^\.\//u, "");
                /** @type {FileFacts | null} */
                const facts = await read("/api/file", { booklet: this.booklet, file: path }).catch(() => null);
                if (!facts) return [];
                const { table } = facts.document;
                const stem = (chapter.split("/").pop() ?? "").replace(/\.toml$/u, "").replace(/^[\d\s._-]+/u, "").toLowerCase();
                const title = wordsAt(table, "title");
                const own = { id: wordsAt(table, "id") || stem || `chapter-${at + 1}`, title: `Chapter: ${title}` };
                const blocks = (entry(table, "block")?.items ?? []).filter((it) => wordsAt(it, "id"));
                return [own, ...blocks.map((it) => ({ id: wordsAt(it, "id"), title: `${title}: ${wordsAt(it, "heading") || wordsAt(it, "id")}` }))];
            }),
        );
        const fixed = [{ id: "contact", title: "The contact section" }];
        if (this.book.terms.length) fixed.push({ id: "glossary", title: "The glossary" });
        return [...all.flat(), ...fixed];
    }

    async add() {
        for (let [title, wrong] = ["", ""]; ; ) {
            const answer = await ask("New chapter", [{ name: "title", label: "Its title", value: title }], "Make it", wrong);
            if (!answer?.title) return;
            try {
                const { file } = await act("/api/chapter", { booklet: this.booklet, title: answer.title, at: this.book.chapters.length });
                say("The chapter is made.");
                this.coming = file;
                return;
            } catch (error) {
                if (!(error instanceof Refusal)) throw error;
                [title, wrong] = [answer.title, sentence(error.message)];
            }
        }
    }

    /**
     * Changes the list of the chapters, or says why not.
     * @param {string} label
     * @param {(at: number) => object[]} edits
     * @param {string} file
     */
    async change(label, edits, file) {
        const { manuscript } = this;
        const at = this.numberOf(file);
        const done = at >= 0 && manuscript !== null && (await manuscript.act(label, () => edits(at)));
        if (done) return true;
        const why = at < 0 ? "this chapter is not in the booklet's list as the desk knows it" : (manuscript?.refused ?? "");
        notice(`The list of chapters stays as it was. ${sentence(why || "it cannot be changed now")}`);
        return false;
    }

    /**
     * What can be done with a chapter as a whole.
     * @param {string} file
     * @param {() => Promise<boolean>} settle Saves what was typed in it.
     */
    deeds(file, settle) {
        const button = (/** @type {string} */ words, /** @type {() => void} */ deed) => {
            return el("button", { type: "button", class: "quiet small", click: deed }, words);
        };
        const move = (/** @type {number} */ step) => {
            const from = this.numberOf(file);
            const to = from + step;
            if (from >= 0 && (to < 0 || to >= this.book.chapters.length)) say("The chapter cannot go further.");
            else void this.change("moving a chapter", (from) => [{ do: "move_item", path: ["chapters"], from, to: from + step }], file).then((done) => done && say("The chapter was moved."));
        };
        const remove = async () => {
            if (this.book.chapters.length < 2) {
                notice("A booklet keeps at least one chapter.");
                return;
            }
            const answer = await ask("Take this chapter out of the booklet? Its file is kept in the folder, and Undo under “About the booklet” puts it back.", [], "Take it out");
            if (!answer) return;
            // What was typed in it goes into its file while it is the booklet's.
            if (!(await settle())) return;
            const done = await this.change("taking a chapter out", (at) => [{ do: "remove_item", path: ["chapters"], at }], file);
            if (!done) return;
            say("The chapter was taken out.");
            this.open(this.file);
        };
        return el(
            "div",
            { class: "deeds", role: "group", "aria-label": "This chapter" },
            button("Chapter up", () => move(-1)),
            button("Chapter down", () => move(1)),
            button("Take the chapter out", () => void remove()),
        );
    }
}
