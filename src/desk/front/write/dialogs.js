// Small windows over the desk that ask for something.

import { el } from "../elements.js";
import { fresh } from "./wordbox.js";

/**
 * Shows a window until it is closed, and gives what it was closed with.
 * @param {string} title
 * @param {(close: (answer: string) => void) => HTMLElement[]} content
 * @returns {Promise<string>} Empty where it was left.
 */
export function dialog(title, content) {
    const before = document.activeElement;
    const id = fresh();
    return new Promise((resolve) => {
        const close = (/** @type {string} */ answer) => shown.close(answer);
        const leave = el("button", { type: "button", class: "quiet", click: () => close("") }, "Cancel");
        const shown = el("dialog", { class: "dialog", "aria-labelledby": id }, el("h2", { id }, title), ...content(close), leave);
        shown.addEventListener("close", () => {
            shown.remove();
            if (before instanceof HTMLElement && before.isConnected) before.focus();
            resolve(shown.returnValue);
        });
        document.body.append(shown);
        shown.showModal();
    });
}

/**
 * Asks for a few words.
 * @param {string} title
 * @param {{ name: string, label: string, help?: string, value?: string, list?: { value: string, label: string }[],
 *   choose?: boolean }[]} questions
 * @param {string} [done]
 * @returns {Promise<Record<string, string> | null>}
 */
export async function ask(title, questions, done = "Done") {
    /** @type {Map<string, HTMLInputElement | HTMLSelectElement>} */
    const inputs = new Map();
    const answer = await dialog(title, (close) => {
        const rows = questions.map((question) => {
            const id = fresh();
            const options = (question.list ?? []).map((it) => el("option", { value: it.value }, it.label));
            const input = question.choose
                ? el("select", { id }, ...options)
                : el("input", { id, type: "text", required: true, autocomplete: "off", list: options.length ? `${id}-list` : null, dir: "auto" });
            if (question.value !== undefined) input.value = question.value;
            inputs.set(question.name, input);
            const help = question.help ? el("p", { class: "help" }, question.help) : null;
            const list = options.length && !question.choose ? el("datalist", { id: `${id}-list` }, ...options) : null;
            return el("div", { class: "field" }, el("label", { for: id }, question.label), help, input, list);
        });
        const submit = (/** @type {Event} */ event) => {
            event.preventDefault();
            close("done");
        };
        return [el("form", { class: "fields", submit }, ...rows, el("button", { type: "submit" }, done))];
    });
    if (answer !== "done") return null;
    return Object.fromEntries([...inputs].map(([name, input]) => [name, input.value.trim()]));
}

/**
 * Has one of several things chosen.
 * @param {string} title
 * @param {{ value: string, label: string, help?: string }[]} choices
 * @param {string} [words]
 */
export function choose(title, choices, words) {
    return dialog(title, (close) => {
        const items = choices.map((it) => {
            const help = it.help ? el("span", { class: "help" }, it.help) : null;
            return el("li", {}, el("button", { type: "button", class: "choice", click: () => close(it.value) }, el("strong", {}, it.label), help));
        });
        const list = el("ul", { class: "choices", role: "list", keydown: (/** @type {KeyboardEvent} */ event) => step(event) }, ...items);
        return words ? [el("p", {}, words), list] : [list];
    });
}

/** The arrows go from choice to choice, and a letter to the next one that begins with it. @param {KeyboardEvent} event */
function step(event) {
    const list = /** @type {HTMLElement} */ (event.currentTarget);
    const all = /** @type {HTMLElement[]} */ ([...list.querySelectorAll("button")]);
    const at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const letter = event.key.length === 1 && /\p{L}/u.test(event.key) && !event.ctrlKey && !event.metaKey ? event.key.toLowerCase() : "";
    const after = [...all.slice(at + 1), ...all.slice(0, at + 1)];
    const next =
        event.key === "ArrowDown" ? all[(at + 1) % all.length]
        : event.key === "ArrowUp" ? all[(at - 1 + all.length) % all.length]
        : letter ? after.find((it) => it.textContent?.toLowerCase().startsWith(letter)) : undefined;
    if (!next) return;
    next.focus();
    event.preventDefault();
}

/**
 * Shows both versions of what was changed in two places, to choose of each.
 * @param {{ mine: string, theirs: string, both: boolean }[]} clashes
 * @returns {Promise<string[] | null>}
 */
export async function chooseSides(clashes) {
    /** @type {HTMLSelectElement[]} */
    const selects = [];
    const title = "The same words were changed in another window or program";
    const answer = await dialog(title, (close) => {
        const rows = clashes.map((clash, at) => {
            const id = fresh();
            const select = el(
                "select",
                { id },
                el("option", { value: "mine" }, "Keep mine"),
                el("option", { value: "theirs" }, "Take the other"),
                clash.both ? el("option", { value: "both" }, "Keep both, the other first") : null,
            );
            selects.push(select);
            const side = (/** @type {string} */ name, /** @type {string} */ words) => {
                return el("div", { class: "side" }, el("h4", {}, name), el("p", { dir: "auto" }, words || "(taken out)"));
            };
            return el(
                "section",
                { class: "clash" },
                el("h3", {}, `Place ${at + 1} of ${clashes.length}`),
                el("div", { class: "sides" }, side("Mine", clash.mine), side("The other", clash.theirs)),
                el("div", { class: "field" }, el("label", { for: id }, "What shall stand in the file?"), select),
            );
        });
        const done = el("button", { type: "button", click: () => close("done") }, "Save it so");
        return [...rows, done];
    });
    return answer === "done" ? selects.map((select) => select.value) : null;
}

const KEYS = [
    ["Ctrl B, Ctrl I", "bold, stress"],
    ["Ctrl K", "link"],
    ["Ctrl Z, Shift Ctrl Z", "undo, redo"],
    ["Ctrl S", "save now; it is saved by itself too"],
    ["Ctrl Enter", "add a block after this one"],
    ["Alt ↑, Alt ↓", "move this block"],
    ["Enter", "in a text: a new paragraph; in a list: a new item; in a table: the next row"],
    ["Shift Enter", "in a text: a new line"],
    ["Tab, Shift Tab", "at the start of an item: a level in, a level out; elsewhere: on to the next field"],
    ["Backspace", "at the start of an item: joins it with the one before"],
    ["Arrows", "in a table: from cell to cell"],
];

/** Says which keys do what. */
export function showKeys() {
    return dialog("Keys", () => {
        const rows = KEYS.flatMap(([keys, deed]) => [el("dt", {}, keys), el("dd", {}, deed)]);
        return [el("dl", { class: "keys" }, ...rows)];
    });
}
