// The words of a file as they stand in it, with messages beside them.

import { el, notice } from "./elements.js";
import { card } from "./messages.js";
import { byteOf, indexOf, meets } from "./places.js";

/** @typedef {import("./types.js").Message} Message */
/** @typedef {import("./types.js").Place} Place */
/** @typedef {import("./types.js").Piece} Piece */
/** @typedef {import("./messages.js").Deeds} Deeds */

const NAMES = /** @type {Record<string, string>} */ ({
    title: "Title",
    chapters: "Chapters",
    contact: "Contact",
    values: "Values",
    cover: "Cover",
    theme: "Looks",
    imprint: "Small print",
});

export class Words {
    /**
     * @param {(place: Place) => void} reveal
     * @param {Deeds} deeds
     */
    constructor(reveal, deeds) {
        this.reveal = reveal;
        this.deeds = deeds;
        /** Where all messages are shown, words are elsewhere. */
        this.far = { ...deeds, far: true };
        this.file = "";
        /** That of the words.
         * @type {string | null} */
        this.language = null;
        this.body = el("div", { class: "body" });
        this.element = el("div", { class: "words pane" }, this.body);
    }

    /**
     * Shows a file.
     * @param {string} file
     * @param {string} title
     * @param {import("./types.js").WordsFacts} words
     * @param {Message[]} messages
     */
    update(file, title, words, messages) {
        const same = this.file === file;
        this.file = file;
        const top = this.element.scrollTop;
        const left = new Set(messages.filter((it) => it.place?.file === file));
        const parts = words.parts ?? [];
        const shown = words.parts === null ? [this.raw(words.text ?? "", left)] : parts.map((it) => this.part(it, left));
        const rest = [...left].map((message) => card(message, this.deeds));
        this.body.replaceChildren(el("h2", { dir: "auto" }, title), ...rest, ...shown);
        this.element.scrollTop = same ? top : 0;
    }

    /**
     * Shows all messages, file by file.
     * @param {import("./types.js").FileFacts[]} files
     * @param {Message[]} messages
     */
    updateAll(files, messages) {
        const same = this.file === "";
        this.file = "";
        const top = this.element.scrollTop;
        const named = new Set(files.map((file) => file.path));
        const groups = files.map((file) => ({
            title: file.title ?? file.path,
            messages: messages.filter((it) => it.place?.file === file.path),
        }));
        const rest = messages.filter((it) => !it.place || !named.has(it.place.file));
        groups.unshift({ title: "The whole booklet", messages: rest });
        const sections = groups.filter((group) => group.messages.length).map((group) => {
            const cards = group.messages.map((message) => card(message, this.far));
            return el("section", { class: "part" }, el("h3", {}, group.title), ...cards);
        });
        const none = el("p", {}, "There is nothing to be mended.");
        this.body.replaceChildren(el("h2", {}, "All messages"), ...(sections.length ? sections : [none]));
        this.element.scrollTop = same ? top : 0;
    }

    /**
     * @param {import("./types.js").Part} part
     * @param {Set<Message>} left
     */
    part(part, left) {
        const place = { file: this.file, from: part.from, to: part.to };
        const show = el(
            "button",
            { type: "button", class: "quiet", click: () => this.reveal(place) },
            "Show on the page",
        );
        const kind = NAMES[part.kind] ?? part.kind;
        const head = el("div", { class: "part-head" }, el("h3", {}, kind), show);
        let named = kind.toLowerCase();
        const children = part.pieces.flatMap((piece) => {
            const own = [...left].filter((it) => it.place && meets(it.place, piece));
            own.forEach((message) => left.delete(message));
            const name = nameOf(piece.key);
            const shown = this.piece(piece, name === named ? "" : name, own);
            named = name;
            return [shown, ...own.map((message) => card(message, this.deeds))];
        });
        const own = [...left].filter((it) => it.place && meets(it.place, part));
        own.forEach((message) => left.delete(message));
        const cards = own.map((message) => card(message, this.deeds));
        const data = { "data-from": part.from, "data-to": part.to };
        return el("section", { class: "part", ...data }, head, ...cards, ...children);
    }

    /**
     * @param {Piece} piece
     * @param {string} name
     * @param {Message[]} messages
     */
    piece(piece, name, messages) {
        const text = el("p", {
            class: "piece",
            dir: "auto",
            lang: this.language,
            "data-from": piece.from,
            "data-to": piece.to,
            click: (/** @type {MouseEvent} */ event) => this.clicked(event, piece, text),
        });
        text.append(...marked(piece, messages));
        return name ? el("div", { class: "keyed" }, el("p", { class: "key" }, name), text) : text;
    }

    /**
     * @param {string} text
     * @param {Set<Message>} left
     */
    raw(text, left) {
        const whole = { key: "", from: 0, to: byteOf(text, text.length), text };
        const own = [...left];
        left.clear();
        const cards = own.map((message) => card(message, this.deeds));
        const shown = el("pre", { class: "piece raw", "data-from": 0, "data-to": whole.to }, ...marked(whole, own));
        return el("section", { class: "part" }, ...cards, shown);
    }

    /**
     * The page follows a click on words, unless they are being marked.
     * @param {MouseEvent} event
     * @param {Piece} piece
     * @param {HTMLElement} element
     */
    clicked(event, piece, element) {
        if (!getSelection()?.isCollapsed) return;
        const caret = caretAt(event, element);
        const from = piece.from + (caret === null ? 0 : byteOf(piece.text, caret));
        this.reveal({ file: this.file, from, to: caret === null ? piece.to : from + 1 });
    }

    /**
     * Shows the words of a place, lit for a while.
     * @param {Place} place
     */
    show(place) {
        const all = /** @type {HTMLElement[]} */ ([...this.body.querySelectorAll(".piece, .part")]);
        const at = (/** @type {HTMLElement} */ it) => ({ from: Number(it.dataset.from), to: Number(it.dataset.to) });
        const meeting = all.filter((it) => it.dataset.from && meets(at(it), place));
        const size = (/** @type {HTMLElement} */ it) => at(it).to - at(it).from;
        const target = meeting.sort((one, other) => size(one) - size(other))[0];
        if (!target) {
            notice("These words stand in another file.");
            return;
        }
        this.body.querySelectorAll(".lit").forEach((it) => it.classList.remove("lit"));
        target.classList.add("lit");
        target.scrollIntoView({ block: "nearest" });
        target.tabIndex = -1;
        target.focus({ preventScroll: true });
    }
}

/**
 * What a key is called where it is not plain from the block.
 * @param {string} key
 */
function nameOf(key) {
    const words = key.split(" ").filter((word) => word !== "text");
    return words.join(", ").replaceAll("_", " ");
}

/**
 * A text in which a line end is a space, as it is on the page; as many letters as before.
 * @param {Piece} piece
 */
function flowing(piece) {
    const prose = piece.key === "text" || piece.key.endsWith(" text");
    return prose ? piece.text.replace(/(?<!\n)\n(?!\n)/g, " ") : piece.text;
}

/**
 * The text of a piece with what messages are about marked in it.
 * @param {Piece} piece
 * @param {Message[]} messages
 */
function marked(piece, messages) {
    const places = messages.flatMap((message) => (message.place ? [{ message, place: message.place }] : []));
    places.sort((one, other) => one.place.from - other.place.from);
    /** @type {(Node | string)[]} */
    const parts = [];
    const shown = flowing(piece);
    let done = 0;
    for (const { message, place } of places) {
        const start = indexOf(piece.text, place.from - piece.from);
        const end = indexOf(piece.text, place.to - piece.from);
        if (start < done || end <= start) continue;
        parts.push(shown.slice(done, start));
        parts.push(el("mark", { class: message.severity }, shown.slice(start, end)));
        done = end;
    }
    parts.push(shown.slice(done));
    return parts;
}

/**
 * The letter of an element's text that was clicked, where the browser tells.
 * @param {MouseEvent} event
 * @param {HTMLElement} element
 */
function caretAt(event, element) {
    const ask = /** @type {any} */ (document);
    const at = ask.caretPositionFromPoint?.(event.clientX, event.clientY);
    if (!at || !element.contains(at.offsetNode)) return null;
    const range = document.createRange();
    range.setStart(element, 0);
    range.setEnd(at.offsetNode, at.offset);
    return range.toString().length;
}
