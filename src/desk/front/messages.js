// A message beside the words concerned, with what can be done about it.

import { el, sentence } from "./elements.js";

/** @typedef {import("./types.js").Message} Message */

const KINDS = { error: "To be mended", warning: "To be looked at", info: "Good to know" };

/**
 * @typedef {{ mend: (message: Message, help: number) => void, reveal: (message: Message) => void,
 *   go: ((place: import("./types.js").Place) => void) | null }} Deeds
 */

/**
 * A message as it is shown.
 * @param {Message} message
 * @param {Deeds} deeds
 */
export function card(message, deeds) {
    const helps = message.helps.map((help, index) => {
        const fix = el("button", { type: "button", click: () => deeds.mend(message, index) }, "Change it so");
        return el("li", {}, el("span", {}, sentence(help.text)), help.fix ? fix : null);
    });
    const elsewhere = message.elsewhere.map((place) => {
        const words = `${sentence(place.text ?? "")} (${place.file}, line ${place.line})`;
        return el("li", {}, words);
    });
    const go = deeds.go;
    const place = message.place;
    const buttons = [
        place && go ? el("button", { type: "button", class: "quiet", click: () => go(place) }, "To the words") : null,
        place
            ? el("button", { type: "button", class: "quiet", click: () => deeds.reveal(message) }, "Show on the page")
            : null,
    ];
    const parts = [
        el("p", { class: "what" }, el("strong", {}, `${KINDS[message.severity]}: `), sentence(message.message)),
        ...message.notes.map((note) => el("p", { class: "why" }, sentence(note))),
        elsewhere.length ? el("ul", { class: "elsewhere" }, ...elsewhere) : null,
        helps.length ? el("ul", { class: "helps" }, ...helps) : null,
        el("p", { class: "deeds" }, ...buttons),
    ];
    return el("div", { class: `message ${message.severity}`, id: `message-${message.id}`, tabindex: "-1" }, ...parts);
}
