// Makes elements, and says things to those who listen.

/**
 * An element with its attributes (or handlers, where they are functions) and children.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} name
 * @param {Record<string, string | number | boolean | null | ((event: any) => void)>} [attributes]
 * @param {...(Node | string | null)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function el(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
        if (typeof value === "function") element.addEventListener(key, value);
        else if (value === true) element.setAttribute(key, "");
        else if (value !== false && value !== null) element.setAttribute(key, String(value));
    }
    element.append(...children.filter((child) => child !== null));
    return element;
}

/**
 * An element of the page that is always there.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
    const element = document.getElementById(id);
    if (!element) throw new Error(`there is no ${id}`);
    return element;
}

let timer = 0;

/**
 * Says something to a screen reader, the last of what comes at once.
 * @param {string} words
 */
export function say(words) {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
        byId("live").textContent = words;
    }, 400);
}

/**
 * Shows a sentence above everything, or takes it away.
 * @param {string} words
 */
export function notice(words) {
    const place = byId("notice");
    place.textContent = words;
    place.hidden = words === "";
    if (words) say(words);
}

/**
 * A sentence with a capital letter and a full stop, as messages have neither.
 * @param {string} words
 */
export function sentence(words) {
    const text = words.charAt(0).toUpperCase() + words.slice(1);
    return /[.!?…:]["”’)]?$/u.test(text) ? text : `${text}.`;
}

/**
 * The same with what an author writes, which messages put between backticks, as such.
 * @param {string} words
 * @returns {(Node | string)[]}
 */
export function written(words) {
    const parts = sentence(words).split("`");
    if (parts.length % 2 === 0) return [sentence(words)];
    return parts.map((part, index) => (index % 2 ? el("code", {}, part) : part));
}

/**
 * “1 page”, “2 pages”.
 * @param {number} number
 * @param {string} word
 */
export function count(number, word) {
    return `${number} ${word}${number === 1 ? "" : "s"}`;
}
