// Where the caret of a form stands in the file, and the other way round.

import { byteOf, indexOf, meets } from "../places.js";

/** @typedef {import("./types.js").Spot} Spot */

/**
 * The bytes that a file has before the words of a value begin.
 * @param {string} text The file.
 * @param {Spot} spot
 */
function opening(text, spot) {
    const start = indexOf(text, spot.from);
    const quotes = /^(?:"""|''')(?:\r?\n)?|^["']/u.exec(text.slice(start, start + 5));
    return quotes ? quotes[0].length : 0;
}

/**
 * The place in the file at which somebody writes.
 * @param {string} text The file.
 * @param {Spot[]} spots
 * @returns {{ from: number, to: number } | null}
 */
export function placeOfCaret(text, spots) {
    const active = document.activeElement;
    const own = spots.filter((spot) => spot.element === active).sort((one, other) => one.to - one.from - (other.to - other.from))[0];
    if (!own) return null;
    if (!(active instanceof HTMLTextAreaElement)) return { from: own.from, to: own.to };
    const words = own.from + opening(text, own);
    const from = Math.min(words + byteOf(active.value, active.selectionStart), Math.max(own.from, own.to - 1));
    return { from, to: Math.min(from + 1, own.to) };
}

/**
 * Puts the focus into the field that stands for a place of the file.
 * @param {string} text The file.
 * @param {Spot[]} spots
 * @param {{ from: number, to: number }} place
 * @returns {HTMLElement | null}
 */
export function focusAt(text, spots, place) {
    const near = spots.filter((spot) => meets(spot, place)).sort((one, other) => one.to - one.from - (other.to - other.from));
    const spot = near[0];
    if (!spot) return null;
    for (let at = spot.element.closest("details"); at; at = at.parentElement?.closest("details") ?? null) at.open = true;
    spot.element.focus({ preventScroll: true });
    spot.element.scrollIntoView({ block: "nearest" });
    if (spot.element instanceof HTMLTextAreaElement && spot.element.dataset.values !== undefined) {
        const index = indexOf(spot.element.value, Math.max(0, place.from - spot.from - opening(text, spot)));
        spot.element.setSelectionRange(index, index);
    }
    return spot.element;
}
