// One page: a drawing that is put in the place of the one before when it is there.

import { ask, drawing } from "./api.js";
import { el } from "./elements.js";
import { meets } from "./places.js";

/** @typedef {import("./types.js").PageFacts} PageFacts */
/** @typedef {import("./types.js").Place} Place */

export class Page {
    /**
     * @param {Record<string, string>} query The booklet and the edition.
     * @param {(place: Place) => void} chosen
     */
    constructor(query, chosen) {
        this.query = query;
        this.chosen = chosen;
        /** @type {PageFacts | null} */
        this.facts = null;
        /** The hash of the drawing that is shown, and where its words stand. */
        this.drawn = "";
        this.placed = "";
        this.near = false;
        /** @type {Promise<void>} */
        this.work = Promise.resolve();
        this.sheet = el("div", { class: "sheet", role: "img", click: (event) => this.clicked(event) });
        this.shadow = this.sheet.attachShadow({ mode: "open" });
        this.holder = el("div");
        this.shadow.append(el("link", { rel: "stylesheet", href: "front/page.css" }), this.holder);
        this.name = el("span");
        this.whose = el("span", { class: "hidden" });
        const words = el("button", { type: "button", class: "quiet", click: () => this.first() }, "Its words", this.whose);
        this.element = el("figure", { class: "page" }, this.sheet, el("figcaption", {}, this.name, words));
    }

    /**
     * @param {PageFacts} facts
     * @returns {boolean} Whether it looks other than before.
     */
    update(facts) {
        const before = this.facts;
        this.facts = facts;
        this.name.textContent = facts.label;
        this.whose.textContent = `: ${facts.label}`;
        this.sheet.setAttribute("aria-label", facts.label);
        const size = /** @type {const} */ (["width", "height"]);
        for (const name of size) this.element.style.setProperty(`--${name}`, String(facts[name]));
        if (this.near) this.refresh();
        return before !== null && before.hash !== facts.hash;
    }

    /**
     * Says whether it is seen, or will be soon.
     * @param {boolean} near
     */
    comes(near) {
        this.near = near;
        if (near) this.refresh();
    }

    /** Draws it anew where it looks or stands otherwise than it is drawn. */
    refresh() {
        this.work = this.work.then(() => this.redraw()).catch(() => {});
        return this.work;
    }

    async redraw() {
        const facts = this.facts;
        if (!facts) return;
        if (this.drawn !== facts.hash) {
            const svg = await drawing(`/api/page/${facts.hash}.svg`, this.query);
            // It was changed meanwhile: the next facts are on their way.
            if (!svg) return;
            this.holder.replaceChildren(svg);
            this.drawn = facts.hash;
            this.placed = "";
        }
        if (this.placed !== facts.places) {
            const { places } = await ask("/api/places", { ...this.query, number: facts.number });
            this.groups().forEach((group, index) => {
                const [file, from, to] = places[index] ?? ["", 0, 0];
                Object.assign(group.dataset, { file, from: String(from), to: String(to) });
            });
            this.placed = facts.places;
        }
    }

    /** @returns {SVGGElement[]} What is drawn of words, in the order of drawing. */
    groups() {
        return [...this.holder.querySelectorAll("g[data-file]")].map((it) => /** @type {SVGGElement} */ (it));
    }

    /** @param {MouseEvent} event */
    clicked(event) {
        const path = event.composedPath();
        const group = path.find((it) => it instanceof SVGGElement && it.dataset.file !== undefined);
        const near = group instanceof SVGGElement ? group : this.nearest(event.clientX, event.clientY);
        if (near) this.choose(near);
    }

    /**
     * The words beside which somebody clicked.
     * @param {number} x
     * @param {number} y
     */
    nearest(x, y) {
        const away = (/** @type {SVGGElement} */ group) => {
            const box = group.getBoundingClientRect();
            const across = Math.max(box.left - x, 0, x - box.right);
            const down = Math.max(box.top - y, 0, y - box.bottom);
            return across + 4 * down;
        };
        return this.groups().sort((one, other) => away(one) - away(other))[0] ?? null;
    }

    /** Goes to the first words of the page. */
    async first() {
        await this.refresh();
        const [group] = this.groups();
        if (group) this.choose(group);
    }

    /** @param {SVGGElement} group */
    async choose(group) {
        // Where its words stand now.
        await this.refresh();
        if (!group.isConnected) return;
        const { file = "", from, to } = group.dataset;
        this.light([group]);
        this.chosen({ file, from: Number(from), to: Number(to) });
    }

    /**
     * Shows where words stand on it.
     * @param {Place} place
     */
    async reveal(place) {
        this.element.scrollIntoView({ block: "nearest", inline: "nearest" });
        await this.refresh();
        const at = (/** @type {SVGGElement} */ it) => ({ from: Number(it.dataset.from), to: Number(it.dataset.to) });
        const groups = this.groups().filter((it) => it.dataset.file === place.file && meets(at(it), place));
        this.light(groups);
        groups[0]?.scrollIntoView({ block: "nearest", inline: "nearest" });
    }

    /** @param {SVGGElement[]} groups */
    light(groups) {
        this.dim();
        for (const group of groups) group.classList.add("lit");
    }

    dim() {
        this.holder.querySelectorAll(".lit").forEach((it) => it.classList.remove("lit"));
    }
}
