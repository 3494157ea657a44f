// A message beside the words concerned, with what can be done about it.

import { el, written } from "./elements.js";

/** @typedef {import("./types.js").Message} Message */

const KINDS = { error: "To be mended", warning: "To be looked at", info: "Good to know" };

/**
 * @typedef {{ mend: (message: Message, help: number) => void, reveal: (message: Message) => void,
 *   go: (place: import("./types.js").Place) => void, far?: boolean }} Deeds What can be done, and whether
 *   the words concerned are shown elsewhere.
 */

/**
 * A message as it is shown.
 * @param {Message} message
 * @param {Deeds} deeds
 */
export function card(message, deeds) {
    const helps = message.helps.map((help, index) => {
        const fix = el("button", { type: "button", click: () => deeds.mend(message, index) }, "Change it so");
        return el("li", {}, el("span", {}, ...written(help.text)), help.fix ? fix : null);
    });
    const elsewhere = message.elsewhere.map((place) => {
        const go = () => deeds.go(place);
        const words = `Line ${place.line} of ${place.file.split("/").pop()}`;
        const button = el("button", { type: "button", class: "quiet", click: go }, words);
        return el("li", {}, el("span", {}, ...written(place.text ?? "")), button);
    });
    const place = message.place;
    /** @param {string} words @param {() => void} click */
    const deed = (words, click) => el("button", { type: "button", class: "quiet", click }, words);
    const buttons = [
        place && deeds.far ? deed("To the words", () => deeds.go(place)) : null,
        place ? deed("Show on the page", () => deeds.reveal(message)) : null,
    ];
    const parts = [
        el("p", { class: "what" }, el("strong", {}, `${KINDS[message.severity]}: `), ...written(message.message)),
        ...message.notes.map((note) => el("p", { class: "why" }, ...written(note))),
        elsewhere.length ? el("ul", { class: "elsewhere" }, ...elsewhere) : null,
        helps.length ? el("ul", { class: "helps" }, ...helps) : null,
        el("p", { class: "deeds" }, ...buttons),
    ];
    return el("div", { class: `message ${message.severity}`, id: `message-${message.id}`, tabindex: "-1" }, ...parts);
}
