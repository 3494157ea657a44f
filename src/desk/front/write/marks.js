// Bold, stress, links, languages, terms and values in the words of a box, as docs/format.md, section 4, has them.

import { el, say } from "../elements.js";
import { ask } from "./dialogs.js";
import { insert } from "./wordbox.js";

/** @typedef {import("./types.js").Context} Context */

/** @typedef {{ name: string, sign: string, label: string, key: string, values?: boolean, deed: (box: HTMLTextAreaElement, context: Context) => void }} Mark */

/** @type {Mark[]} */
export const MARKS = [
    { name: "bold", sign: "B", label: "Bold", key: "b", deed: (box) => around(box, "**") },
    { name: "stress", sign: "I", label: "Stress", key: "i", deed: (box) => around(box, "*") },
    { name: "link", sign: "Link", label: "Link", key: "k", deed: link },
    { name: "language", sign: "Language", label: "Language of these words", key: "", deed: language },
    { name: "term", sign: "Term", label: "Term of the glossary", key: "", deed: term },
    { name: "value", sign: "Value", label: "Value", key: "", values: true, deed: value },
];

/**
 * What is selected, or the word at the caret, is selected without the blanks around it.
 * @param {HTMLTextAreaElement} box
 */
function select(box) {
    let { selectionStart: from, selectionEnd: to } = box;
    const text = box.value;
    if (from === to) {
        const letter = /[\p{L}\p{M}\p{N}'’-]/u;
        while (from > 0 && letter.test(text[from - 1])) from -= 1;
        while (to < text.length && letter.test(text[to])) to += 1;
    }
    while (from < to && /\s/u.test(text[from])) from += 1;
    while (to > from && /\s/u.test(text[to - 1])) to -= 1;
    box.setSelectionRange(from, to);
    return { from, to, words: text.slice(from, to) };
}

/**
 * Puts signs around the words, or takes them away.
 * @param {HTMLTextAreaElement} box
 * @param {string} sign
 */
function around(box, sign) {
    const { from, to, words } = select(box);
    const text = box.value;
    const runs = (/** @type {string} */ part) => part.length === sign.length || part.length === 3;
    const before = /\**$/u.exec(text.slice(0, from))?.[0] ?? "";
    const after = /^\**/u.exec(text.slice(to))?.[0] ?? "";
    if (words && before && after && runs(before) && runs(after)) {
        box.setSelectionRange(from - sign.length, to + sign.length);
        insert(box, words);
        box.setSelectionRange(from - sign.length, to - sign.length);
        return;
    }
    // Marks pair within a paragraph.
    const marked = words.split(/(\n\s*\n)/u).map((part, at) => (at % 2 || !part.trim() ? part : `${sign}${part}${sign}`)).join("");
    insert(box, words ? marked : sign + sign);
    if (words) box.setSelectionRange(from + sign.length, from + marked.length - sign.length);
    else box.setSelectionRange(from + sign.length, from + sign.length);
}

/**
 * @param {HTMLTextAreaElement} box
 * @param {{ from: number, to: number }} range
 * @param {string} words
 */
function replace(box, { from, to }, words) {
    box.focus();
    box.setSelectionRange(from, to);
    insert(box, words);
}

/** @param {string} words */
function bracketed(words) {
    return words.replace(/[[\]]/gu, (sign, at) => (words[at - 1] === "\\" ? sign : `\\${sign}`));
}

/**
 * @param {HTMLTextAreaElement} box
 * @param {Context} context
 */
async function link(box, context) {
    const range = select(box);
    const list = (await context.places()).map((it) => ({ value: `#${it.id}`, label: it.title }));
    /** @type {Record<string, string> | null} */
    let answer = { words: range.words, target: "" };
    /** @type {string | null} */
    let target = null;
    for (let wrong = ""; target === null; wrong = "This is no address. It looks like www.example.org, name@example.org, or is chosen from the list.") {
        answer = await ask("Link", [
            { name: "words", label: "Words of the link", value: answer.words },
            { name: "target", label: "Where it leads", help: "An address such as https://www.example.org, an email address, or a chapter of this booklet from the list.", list, value: answer.target },
        ], "Done", wrong);
        if (!answer?.target) return;
        target = targetOf(answer.target);
    }
    replace(box, range, `[${bracketed(answer.words || answer.target)}](${target.replace(/(?<!\\)[()]/gu, "\\$&")})`);
}

/**
 * The target of a link as it is written: what has no scheme gets one.
 * @param {string} words
 */
export function targetOf(words) {
    if (/^(#|term:|lang:|https?:|mailto:|tel:|sms:)/iu.test(words)) return words;
    if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/u.test(words)) return `mailto:${words}`;
    if (/^[^\s/:]+\.[^\s/:.]{2,}(\/\S*)?$/u.test(words)) return `https://${words}`;
    return null;
}

/**
 * @param {HTMLTextAreaElement} box
 */
async function language(box) {
    const range = select(box);
    const answer = await ask("Words in another language", [
        { name: "words", label: "Words", value: range.words },
        { name: "tag", label: "Language, as a short code", help: "Such as cy for Welsh, pl for Polish, ar for Arabic. Screen readers choose their voice by it.", list: LANGUAGES },
    ]);
    if (answer?.words && answer.tag) replace(box, range, `[${bracketed(answer.words)}](lang:${answer.tag})`);
}

/**
 * @param {HTMLTextAreaElement} box
 * @param {Context} context
 */
async function term(box, context) {
    const range = select(box);
    const { terms } = context.book;
    if (!terms.length) {
        say("The glossary is empty: add words to it under “About the booklet”.");
        await ask("The glossary is empty", [], "I see");
        return;
    }
    const near = terms.find((it) => it.toLowerCase() === range.words.toLowerCase()) ?? terms[0];
    const list = terms.map((it) => ({ value: it, label: it }));
    const answer = await ask("Word of the glossary", [
        { name: "words", label: "Words in the text", value: range.words || near },
        { name: "term", label: "Its entry in the glossary", list, choose: true, value: near },
    ]);
    if (answer?.words) replace(box, range, `[${bracketed(answer.words)}](term:${answer.term})`);
}

/**
 * @param {HTMLTextAreaElement} box
 * @param {Context} context
 */
async function value(box, context) {
    const range = { from: box.selectionStart, to: box.selectionEnd };
    const list = [...context.book.values].map(([name, words]) => ({ value: name, label: `${name}: ${words}` }));
    if (!list.length) {
        await ask("There are no values yet: add them under “About the booklet”", [], "I see");
        return;
    }
    const answer = await ask("Value", [{ name: "name", label: "Which", list, choose: true }]);
    if (answer) replace(box, range, `{${answer.name}}`);
}

/** The box that was written in last. @type {HTMLTextAreaElement | null} */
let last = null;

document.addEventListener("focusin", (event) => {
    if (event.target instanceof HTMLTextAreaElement && event.target.dataset.values !== undefined) last = event.target;
});

/**
 * Whether a mark may stand in a box.
 * @param {Mark} mark
 * @param {HTMLTextAreaElement | null} box
 */
function allowed(mark, box) {
    return box !== null && (mark.values ? box.dataset.values : box.dataset.marks) !== undefined;
}

/**
 * The buttons of the marks; one stop of the Tab key, with arrows from one to the other.
 * @param {() => Context} context
 */
export function markBar(context) {
    const bar = el("div", { class: "marks", role: "toolbar", "aria-label": "Marks in the words", keydown: (/** @type {KeyboardEvent} */ event) => step(event, bar) });
    MARKS.forEach((mark, at) => {
        const key = mark.key ? ` (Ctrl-${mark.key.toUpperCase()})` : "";
        const deed = () => {
            if (last?.isConnected && allowed(mark, last)) mark.deed(last, context());
            else say("Put the cursor into words first.");
        };
        const button = el("button", { type: "button", class: `mark ${mark.name}`, "aria-label": mark.label, title: mark.label + key, tabindex: at ? -1 : 0, click: deed }, mark.sign);
        // The box keeps the focus, and its selection.
        button.addEventListener("mousedown", (event) => event.preventDefault());
        bar.append(button);
    });
    return bar;
}

/** @param {KeyboardEvent} event @param {HTMLElement} bar */
function step(event, bar) {
    const way = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (!way) return;
    const all = /** @type {HTMLElement[]} */ ([...bar.querySelectorAll("button")]);
    const at = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const next = all[(at + way * (bar.matches(":dir(rtl)") ? -1 : 1) + all.length) % all.length];
    all.forEach((it) => (it.tabIndex = it === next ? 0 : -1));
    next.focus();
    event.preventDefault();
}

/**
 * Ctrl-B and the like in a box.
 * @param {KeyboardEvent} event
 * @param {Context} context
 */
export function markKey(event, context) {
    const box = event.target;
    if (!(box instanceof HTMLTextAreaElement) || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return false;
    const mark = MARKS.find((it) => it.key === event.key.toLowerCase());
    if (!mark || !allowed(mark, box)) return false;
    mark.deed(box, context);
    return true;
}

export const LANGUAGES = [
    ["ar", "Arabic"], ["bn", "Bengali"], ["cy", "Welsh"], ["de", "German"], ["en-GB", "English"], ["es", "Spanish"],
    ["fa", "Persian"], ["fr", "French"], ["gu", "Gujarati"], ["he", "Hebrew"], ["hi", "Hindi"], ["it", "Italian"],
    ["pa", "Punjabi"], ["pl", "Polish"], ["pt", "Portuguese"], ["ro", "Romanian"], ["so", "Somali"], ["ta", "Tamil"],
    ["tr", "Turkish"], ["uk", "Ukrainian"], ["ur", "Urdu"], ["vi", "Vietnamese"], ["zh", "Chinese"],
].map(([value, label]) => ({ value, label }));
