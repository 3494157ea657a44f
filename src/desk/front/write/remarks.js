// Messages under the fields that they are about.

import { el, sentence } from "../elements.js";
import { card } from "../messages.js";
import { meets } from "../places.js";
import { sign } from "./values.js";
import { fresh } from "./wordbox.js";

/** @typedef {import("./types.js").Spot} Spot */
/** @typedef {import("../types.js").Message} Message */
/** @typedef {import("../messages.js").Deeds} Deeds */

export class Remarks {
    /** @param {Deeds} deeds */
    constructor(deeds) {
        this.deeds = { ...deeds, far: false };
        /** Where those stand that are about no field. */
        this.element = el("div", { class: "slot" });
        /** @type {Map<HTMLElement, string>} */
        this.shown = new Map();
        /** @type {Set<HTMLElement>} */
        this.marked = new Set();
    }

    /**
     * @param {Message[]} messages
     * @param {Spot[]} spots
     * @param {number} shift Bytes before the words of the file, which messages do not count.
     */
    show(messages, spots, shift) {
        /** @type {Map<HTMLElement, Message[]>} */
        const wanted = new Map();
        /** @type {Map<HTMLElement, { slot: HTMLElement, wrong: boolean }>} */
        const marks = new Map();
        for (const message of messages) {
            const { place } = message;
            const at = place && { from: place.from + shift, to: place.to + shift };
            const near = at ? spots.filter((spot) => meets(spot, at)) : [];
            const spot = near.sort((one, other) => one.to - one.from - (other.to - other.from))[0];
            const slot = spot?.slot ?? this.element;
            wanted.set(slot, [...(wanted.get(slot) ?? []), message]);
            if (!spot) continue;
            const wrong = message.severity === "error" || marks.get(spot.element)?.wrong === true;
            marks.set(spot.element, { slot, wrong });
        }
        for (const slot of new Set([...this.shown.keys(), ...wanted.keys()])) this.fill(slot, wanted.get(slot) ?? []);
        this.mark(marks);
    }

    /**
     * @param {HTMLElement} slot
     * @param {Message[]} messages
     */
    fill(slot, messages) {
        // The same messages stay: whoever stands in them with the keyboard stays too.
        const now = sign(/** @type {any} */ (messages.map(({ id, place, elsewhere, ...rest }) => [id, rest])));
        if (this.shown.get(slot) === now) return;
        const inside = slot.contains(document.activeElement);
        slot.replaceChildren(...messages.map((message) => this.card(message)));
        if (inside) {
            const near = slot.parentElement?.querySelector("textarea, input, select, h3");
            if (near instanceof HTMLElement) near.focus();
        }
        if (messages.length) this.shown.set(slot, now);
        else this.shown.delete(slot);
    }

    /** What is only good to know is folded to a line. @param {Message} message */
    card(message) {
        const whole = card(message, this.deeds);
        if (message.severity !== "info") return whole;
        return el("details", { class: "remark" }, el("summary", {}, sentence(message.message)), whole);
    }

    /** @param {Map<HTMLElement, { slot: HTMLElement, wrong: boolean }>} marks */
    mark(marks) {
        for (const element of this.marked) {
            if (marks.has(element)) continue;
            element.removeAttribute("aria-invalid");
            described(element, null);
        }
        this.marked = new Set(marks.keys());
        for (const [element, { slot, wrong }] of marks) {
            slot.id ||= fresh();
            if (wrong) element.setAttribute("aria-invalid", "true");
            else element.removeAttribute("aria-invalid");
            described(element, slot.id);
        }
    }
}

/**
 * @param {HTMLElement} element
 * @param {string | null} slot
 */
function described(element, slot) {
    element.dataset.help ??= element.getAttribute("aria-describedby") ?? "";
    const names = [element.dataset.help, slot].filter(Boolean).join(" ");
    if (names) element.setAttribute("aria-describedby", names);
    else element.removeAttribute("aria-describedby");
}
