// Words that are not in their file yet, kept in the browser against a crash or a closed window.

/**
 * @typedef {object} Draft
 * @property {string} booklet
 * @property {string} file
 * @property {string} hash
 * @property {string} base The file as it was when they were written.
 * @property {object[]} edits
 * @property {{ at: number, kind: string, value: any }[]} loose Blocks that could not be put into the file yet.
 * @property {number} time
 * @property {boolean} stuck Whether the desk did not answer.
 */

const START = "chapbook-draft:";

/** This window's name; the browser keeps it over a reload. */
const self = sessionStorage.getItem("chapbook-window") ?? crypto.randomUUID();
sessionStorage.setItem("chapbook-window", self);

// Held as long as the window lives: what it keeps is its own until then.
void navigator.locks?.request(`chapbook:${self}`, () => new Promise(() => {}));

/** @param {string} booklet @param {string} file */
function name(booklet, file) {
    return `${START}${self}:${JSON.stringify([booklet, file])}`;
}

/**
 * Keeps a draft; says whether the browser had room for it.
 * @param {Omit<Draft, "time">} draft
 */
export function keep(draft) {
    try {
        localStorage.setItem(name(draft.booklet, draft.file), JSON.stringify({ ...draft, time: Date.now() }));
        return true;
    } catch {
        return false;
    }
}

/** @param {string} booklet @param {string} file */
export function forget(booklet, file) {
    localStorage.removeItem(name(booklet, file));
}

/**
 * Drafts of a file whose windows are gone, or could not reach the desk.
 * @param {string} booklet
 * @param {string} file
 * @returns {Promise<{ key: string, draft: Draft }[]>}
 */
export async function leftOf(booklet, file) {
    const held = (await navigator.locks?.query())?.held ?? [];
    const alive = new Set(held.map((lock) => lock.name));
    const wanted = `:${JSON.stringify([booklet, file])}`;
    const found = [];
    for (const key of Object.keys(localStorage)) {
        if (!key.startsWith(START) || !key.endsWith(wanted)) continue;
        const owner = key.slice(START.length, key.length - wanted.length);
        try {
            const draft = /** @type {Draft} */ (JSON.parse(localStorage.getItem(key) ?? ""));
            if (owner === self || draft.stuck || !alive.has(`chapbook:${owner}`)) found.push({ key, draft });
        } catch {
            localStorage.removeItem(key);
        }
    }
    return found;
}

/** @param {string} key */
export function drop(key) {
    localStorage.removeItem(key);
}
