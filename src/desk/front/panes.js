// Three panes side by side, or one at a time by tabs where there is no room.

import { el } from "./elements.js";

/** @typedef {"chapters" | "words" | "pages"} PaneName */

const NAMES = /** @type {const} */ ({ chapters: "Chapters", words: "Words", pages: "Pages" });

export class Panes {
    /**
     * @param {Record<PaneName, HTMLElement>} panes
     * @param {(name: PaneName) => void} chosen Told when somebody has chosen a pane.
     */
    constructor(panes, chosen) {
        this.panes = panes;
        this.chosen = chosen;
        this.narrow = window.matchMedia("(max-width: 56rem)");
        /** @type {PaneName} */
        this.shown = "words";
        this.tabs = el("div", { class: "tabs", role: "tablist", "aria-label": "What to see" });
        for (const name of keys()) this.tabs.append(this.tab(name));
        this.element = el("div", { class: "bench" }, this.tabs, ...keys().map((it) => panes[it]));
        this.narrow.addEventListener("change", () => this.update());
        this.update();
    }

    /** @param {PaneName} name */
    tab(name) {
        return el(
            "button",
            {
                type: "button",
                role: "tab",
                id: `tab-${name}`,
                "aria-controls": `pane-${name}`,
                click: () => this.choose(name),
                keydown: (/** @type {KeyboardEvent} */ event) => this.move(event, name),
            },
            NAMES[name],
        );
    }

    /** @param {PaneName} name */
    choose(name) {
        this.show(name);
        this.chosen(name);
    }

    /**
     * Brings a pane to the front, where only one is seen.
     * @param {PaneName} name
     */
    show(name) {
        this.shown = name;
        this.update();
    }

    /**
     * The arrows go from tab to tab (ARIA Authoring Practices, tabs).
     * @param {KeyboardEvent} event
     * @param {PaneName} name
     */
    move(event, name) {
        const steps = { ArrowRight: 1, ArrowLeft: -1 };
        const step = steps[/** @type {keyof typeof steps} */ (event.key)];
        if (!step) return;
        const all = keys();
        const next = all[(all.indexOf(name) + step + all.length) % all.length];
        this.choose(next);
        document.getElementById(`tab-${next}`)?.focus();
        event.preventDefault();
    }

    update() {
        const narrow = this.narrow.matches;
        this.tabs.hidden = !narrow;
        for (const name of keys()) {
            const [pane, chosen] = [this.panes[name], this.shown === name];
            pane.id = `pane-${name}`;
            pane.hidden = narrow && !chosen;
            pane.setAttribute("role", narrow ? "tabpanel" : "region");
            if (narrow) {
                pane.setAttribute("aria-labelledby", `tab-${name}`);
                pane.removeAttribute("aria-label");
            } else {
                pane.setAttribute("aria-label", NAMES[name]);
                pane.removeAttribute("aria-labelledby");
            }
            const tab = this.tabs.querySelector(`#tab-${name}`);
            tab?.setAttribute("aria-selected", String(chosen));
            tab?.setAttribute("tabindex", chosen ? "0" : "-1");
        }
    }
}

/** @returns {PaneName[]} */
function keys() {
    return /** @type {PaneName[]} */ (Object.keys(NAMES));
}
