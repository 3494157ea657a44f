// Values of a file and of its forms.

/** @typedef {import("./types.js").Node} Node */
/** @typedef {import("./types.js").Value} Value */

/**
 * What a node says, without where it stands.
 * @param {Node} node
 * @returns {Value}
 */
export function valueOf(node) {
    if (node.is === "words") return node.words ?? "";
    if (node.is === "list") return (node.items ?? []).map(valueOf);
    if (node.is === "table") {
        return Object.fromEntries((node.entries ?? []).map((entry) => [entry.key, valueOf(entry.value)]));
    }
    return bare(node.bare ?? "");
}

/**
 * A number, a date, true or false.
 * @param {string | number | boolean} text
 */
export function bare(text) {
    return { $toml: String(text) };
}

/**
 * The node of a key.
 * @param {Node | null | undefined} table
 * @param {string} key
 * @returns {Node | null}
 */
export function entry(table, key) {
    return table?.entries?.find((it) => it.key === key)?.value ?? null;
}

/**
 * The words of a key.
 * @param {Node | null | undefined} table
 * @param {string} key
 */
export function wordsAt(table, key) {
    return entry(table, key)?.words ?? "";
}

/**
 * Values that say the same have the same sign.
 * @param {Value | undefined} value
 * @returns {string}
 */
export function sign(value) {
    if (value === undefined) return "";
    if (Array.isArray(value)) return `[${value.map(sign).join(",")}]`;
    if (typeof value === "object") {
        const table = /** @type {Record<string, any>} */ (value);
        const keys = Object.keys(table).sort();
        return `{${keys.map((key) => `${JSON.stringify(key)}:${sign(table[key])}`).join(",")}}`;
    }
    return JSON.stringify(value);
}

/**
 * A table with a key set, or without it.
 * @param {{ [key: string]: any }} table
 * @param {string} key
 * @param {Value | undefined} value
 */
export function put(table, key, value) {
    if (value === undefined) delete table[key];
    else Object.defineProperty(table, key, { value, writable: true, enumerable: true, configurable: true });
}

/**
 * Whether a value shows something.
 * @param {Value | undefined} value
 * @returns {boolean}
 */
export function shows(value) {
    if (value === undefined) return false;
    if (typeof value === "string") return value.trim() !== "";
    if (Array.isArray(value)) return value.some(shows);
    return Object.values(value).some(shows);
}

const RIGHT_TO_LEFT = new Set(["ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"]);

/**
 * In which direction a language is written.
 * @param {string} language
 */
export function directionOf(language) {
    const [first, ...rest] = language.toLowerCase().split("-");
    if (rest.includes("latn") || rest.includes("cyrl")) return "ltr";
    const script = rest.some((part) => ["arab", "hebr", "thaa", "syrc", "nkoo"].includes(part));
    return script || RIGHT_TO_LEFT.has(first) ? "rtl" : "ltr";
}

/**
 * The help of a key in words for people who do not see how it is written.
 * @param {string} help
 */
export function plainHelp(help) {
    return help
        .replace(/, (in|without) quotes(?=[,.])/gu, "")
        .replace(/^true: /u, "")
        .replace(/`/gu, "")
        .replace(/(?<=\p{L})_(?=\p{L})/gu, " ")
        .replace(/^./u, (letter) => letter.toUpperCase());
}

/**
 * A node that no file has, as far as fields look at one.
 * @param {any} value
 * @returns {Node}
 */
export function nodeOf(value) {
    if (typeof value === "string") return { is: "words", words: value };
    if (Array.isArray(value)) return { is: "list", items: value.map(nodeOf) };
    if (typeof value === "boolean") return { is: "switch", bare: String(value) };
    if (typeof value === "number") return { is: "number", bare: String(value) };
    if (typeof value.$toml === "string") return { is: /^(true|false)$/u.test(value.$toml) ? "switch" : "number", bare: value.$toml };
    return { is: "table", entries: Object.entries(value).map(([key, it]) => ({ key, value: nodeOf(it) })) };
}
