// The pages of an edition as spreads, replaced one by one, so that nothing jumps.

import { address, ask, Refusal } from "./api.js";
import { count, el, say, sentence } from "./elements.js";
import { Page } from "./page.js";

/** @typedef {import("./types.js").EditionFacts} EditionFacts */
/** @typedef {import("./types.js").Place} Place */

const ZOOMS = new Map([
    ["fit", "As wide as there is room"],
    ["0.5", "50 %"],
    ["0.75", "75 %"],
    ["1", "100 %"],
    ["1.5", "150 %"],
    ["2", "200 %"],
]);

export class Pages {
    /**
     * @param {string} booklet
     * @param {(place: Place) => void} chosen
     */
    constructor(booklet, chosen) {
        this.booklet = booklet;
        this.chosen = chosen;
        /** @type {Page[]} */
        this.pages = [];
        /** @type {EditionFacts | null} */
        this.edition = null;
        this.shape = "";
        this.content = "";
        /** @type {EditionFacts[]} */
        this.editions = [];
        this.choice = el("select", { id: "edition", change: () => this.choose(this.choice.value) });
        const zooms = [...ZOOMS].map(([value, words]) => el("option", { value }, words));
        this.zoom = el("select", { id: "zoom", change: () => this.scale() }, ...zooms);
        this.zoom.value = "fit";
        const bar = el(
            "div",
            { class: "pane-bar" },
            el("label", {}, "Edition ", this.choice),
            el("label", {}, "Size ", this.zoom),
        );
        this.stale = el("p", { class: "notice", hidden: true });
        this.body = el("div", { class: "spreads" });
        this.scroll = el("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": "Pages one after the other" }, this.body);
        this.element = el("div", { class: "pages pane" }, bar, this.stale, this.scroll);
        const near = (/** @type {IntersectionObserverEntry[]} */ entries) => {
            for (const entry of entries) {
                this.pages.find((page) => page.element === entry.target)?.comes(entry.isIntersecting);
            }
        };
        this.observer = new IntersectionObserver(near, { root: this.scroll, rootMargin: "100%" });
    }

    /**
     * What editions there are.
     * @param {EditionFacts[]} editions
     */
    offer(editions) {
        const names = (/** @type {EditionFacts[]} */ list) => list.map((it) => it.name + it.label).join("\n");
        if (names(editions) === names(this.editions)) return;
        this.editions = editions;
        const chosen = this.choice.value || "screen";
        const options = editions.map((it) => el("option", { value: it.name }, it.label));
        this.choice.replaceChildren(...options);
        this.choice.value = editions.some((it) => it.name === chosen) ? chosen : (editions[0]?.name ?? "");
        this.edition = editions.find((it) => it.name === this.choice.value) ?? null;
    }

    /**
     * Says whether the pages are those of the files as they stand.
     * @param {boolean} sound
     */
    tellSound(sound) {
        this.stale.hidden = sound;
        this.stale.textContent = this.editions.length
            ? "These pages are as they were before: something has to be mended first."
            : "There are no pages yet: something has to be mended first.";
    }

    /** @param {string} name */
    async choose(name) {
        this.edition = this.editions.find((it) => it.name === name) ?? null;
        this.scroll.scrollTop = 0;
        await this.update();
    }

    /** Shows the edition as it is now. */
    async update() {
        const edition = this.edition;
        if (!edition) return;
        try {
            if (edition.form === "web") await this.showWeb();
            else if (edition.form === "text") await this.showText(edition);
            else await this.showPages(edition);
        } catch (error) {
            if (!(error instanceof Refusal)) throw error;
            this.clear(el("p", {}, sentence(error.message)));
        }
    }

    /** @param {EditionFacts} edition */
    async showPages(edition) {
        const query = { booklet: this.booklet, edition: edition.name };
        const { pages, rightToLeft } = await ask("/api/pages", query);
        if (edition !== this.edition) return;
        const singles = edition.form === "sheets";
        const shape = `${edition.name} ${pages.length} ${rightToLeft}`;
        if (shape !== this.shape) this.rebuild(shape, query, pages.length, singles);
        this.body.dir = rightToLeft ? "rtl" : "ltr";
        const changed = this.pages.filter((page, index) => page.update(pages[index]));
        this.scale();
        if (changed.length) {
            const names = changed.map((page) => page.facts?.label).join(", ");
            say(changed.length > 4 ? `${count(changed.length, "page")} changed` : `Changed: ${names}`);
        }
        if (!pages.length) this.clear(el("p", {}, "No sheets can be made of this booklet; see its messages."));
    }

    /**
     * As many pages as there are now; those that were there stay.
     * @param {string} shape
     * @param {Record<string, string>} query
     * @param {number} number
     * @param {boolean} singles
     */
    rebuild(shape, query, number, singles) {
        const same = this.shape.split(" ")[0] === shape.split(" ")[0];
        const kept = same ? this.pages.slice(0, number) : [];
        this.observer.disconnect();
        this.pages = Array.from({ length: number }, (_, index) => kept[index] ?? new Page(query, this.chosen));
        /** @type {HTMLElement[]} */
        const spreads = [];
        for (let at = 0; at < number; ) {
            // The first page lies alone, as a cover does.
            const taken = singles || at === 0 ? 1 : 2;
            const pages = this.pages.slice(at, at + taken).map((page) => page.element);
            const kind = singles ? "spread single" : at === 0 ? "spread cover" : "spread";
            spreads.push(el("div", { class: kind }, ...pages));
            at += taken;
        }
        const top = this.scroll.scrollTop;
        this.body.replaceChildren(...spreads);
        this.scroll.scrollTop = same ? top : 0;
        for (const page of this.pages) this.observer.observe(page.element);
        this.shape = shape;
        this.content = "";
    }

    /** @param {Node} instead */
    clear(instead) {
        this.observer.disconnect();
        this.pages = [];
        this.shape = "";
        this.content = "";
        this.body.replaceChildren(instead);
    }

    async showWeb() {
        const source = address("/preview/web", { booklet: this.booklet });
        const content = await (await fetch(source)).text();
        if (this.edition?.form !== "web" || content === this.content) return;
        const old = this.body.querySelector("iframe");
        const at = old?.contentWindow?.scrollY ?? 0;
        const frame = el("iframe", { src: source, title: "Web page", class: old ? "coming" : null });
        frame.addEventListener("load", () => {
            if (frame.contentDocument) still(frame.contentDocument);
            frame.contentWindow?.scrollTo(0, at);
            frame.classList.remove("coming");
            old?.remove();
        });
        if (old) this.body.append(frame);
        else this.clear(frame);
        this.content = content;
    }

    /** @param {EditionFacts} edition */
    async showText(edition) {
        const { text, failure } = await ask("/api/text", { booklet: this.booklet, edition: edition.name });
        if (edition !== this.edition) return;
        const shown = failure ? sentence(failure) : text;
        if (shown === this.content) return;
        const old = this.body.querySelector("pre");
        if (old) old.textContent = shown;
        else this.clear(el("pre", { class: "text", dir: "auto" }, shown));
        this.content = shown;
    }

    scale() {
        const zoom = this.zoom.value;
        this.body.classList.toggle("fit", zoom === "fit");
        if (zoom !== "fit") this.body.style.setProperty("--zoom", zoom);
        this.zoom.disabled = this.edition?.form === "web" || this.edition?.form === "text";
    }

    /**
     * Shows where words stand.
     * @param {Place} place
     * @param {boolean} [quiet] Whether nobody asked for it.
     */
    async reveal(place, quiet = false) {
        const edition = this.edition;
        if (!edition || edition.form === "web" || edition.form === "text") return;
        const { file, from, to } = place;
        const query = { booklet: this.booklet, edition: edition.name, file, from, to };
        const { page } = await ask("/api/showing", query);
        this.dim();
        if (page === null) {
            if (!quiet) say("This stands on no page.");
        }
        else await this.pages[page - 1]?.reveal(place);
    }

    /** Shows no words any more. */
    dim() {
        this.pages.forEach((it) => it.dim());
    }
}

/**
 * Takes from a page in a frame what would lead out of it: it shows how the finished page looks, and what is
 * beside it is the desk. Links within it stay.
 * @param {Document} page
 */
function still(page) {
    for (const link of page.querySelectorAll("a[href], area[href]")) {
        const target = link.getAttribute("href") ?? "";
        if (target.startsWith("#")) continue;
        link.removeAttribute("href");
        link.setAttribute("title", `In the finished page this leads to ${target}`);
    }
}
