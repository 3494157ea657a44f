// The booklet around the file that is written: its chapters, values, glossary and contact points.

import { act, address, Refusal } from "../api.js";
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
                pending: () => ({ edits: [], label: "", loose: [], settle: () => {} }),
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
        await this.manuscript.refresh();
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
                const response = await fetch(address("/api/file", { booklet: this.booklet, file: path }));
                if (!response.ok) return [];
                const { table } = /** @type {FileFacts} */ (await response.json()).document;
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
        const answer = await ask("New chapter", [{ name: "title", label: "Its title" }], "Make it");
        if (!answer?.title) return;
        try {
            const { file } = await act("/api/chapter", { booklet: this.booklet, title: answer.title, at: this.book.chapters.length });
            say("The chapter is made.");
            this.coming = file;
        } catch (error) {
            if (!(error instanceof Refusal)) throw error;
            notice(sentence(error.message));
        }
    }

    /**
     * What can be done with a chapter as a whole.
     * @param {string} file
     */
    deeds(file) {
        const button = (/** @type {string} */ words, /** @type {() => void} */ deed) => {
            return el("button", { type: "button", class: "quiet small", click: deed }, words);
        };
        const move = (/** @type {number} */ step) => {
            const from = this.numberOf(file);
            const to = from + step;
            if (to < 0 || to >= this.book.chapters.length) say("The chapter cannot go further.");
            else void this.manuscript?.act("moving a chapter", () => [{ do: "move_item", path: ["chapters"], from, to }]).then((done) => done && say("The chapter was moved."));
        };
        const remove = async () => {
            if (this.book.chapters.length < 2) {
                notice("A booklet keeps at least one chapter.");
                return;
            }
            const answer = await ask("Take this chapter out of the booklet? Its file is kept in the folder, and Undo under “About the booklet” puts it back.", [], "Take it out");
            if (!answer) return;
            const done = await this.manuscript?.act("taking a chapter out", () => [{ do: "remove_item", path: ["chapters"], at: this.numberOf(file) }]);
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
