// Asks the desk for facts and has it do things.

/** What the desk cannot do, in its words. */
export class Refusal extends Error {}

/** The desk cannot be reached, or is another one by now, which does not know this window. */
export class Silence extends Refusal {
    constructor() {
        super("the desk does not answer; start it again with chapbook desk");
    }
}

/**
 * An address of the desk, whose root is the folder of its page: nobody else knows its name.
 * @param {string} path
 * @param {Record<string, string | number>} [query]
 */
export function address(path, query = {}) {
    const within = path.replace(/^\//, "");
    const pairs = Object.entries(query).map(([name, value]) => [name, String(value)]);
    return pairs.length ? `${within}?${new URLSearchParams(pairs)}` : within;
}

/**
 * @param {string} url
 * @param {RequestInit} [wish]
 */
async function reach(url, wish) {
    try {
        return await fetch(url, wish);
    } catch {
        throw new Silence();
    }
}

/**
 * What the desk answers.
 * @param {Response} response
 * @returns {Promise<{ ok: boolean, status: number, answer: any }>}
 */
async function told(response) {
    const { ok, status } = response;
    if (status === 401 || status === 503) throw new Silence();
    const kind = response.headers.get("Content-Type") ?? "";
    try {
        return { ok, status, answer: kind.startsWith("application/json") ? await response.json() : {} };
    } catch {
        // It ended in the middle of its answer.
        throw new Silence();
    }
}

/**
 * Facts.
 * @param {string} path
 * @param {Record<string, string | number>} [query]
 */
export async function ask(path, query) {
    return facts(await told(await reach(address(path, query))));
}

/**
 * Sends a wish and gives the answer, whatever it is.
 * @param {string} path
 * @param {object} wish
 * @param {boolean} [last] Whether the window may be gone before it is answered.
 */
export async function send(path, wish, last = false) {
    const headers = { "Content-Type": "application/json" };
    return told(await reach(address(path), { method: "POST", headers, body: JSON.stringify(wish), keepalive: last }));
}

/**
 * Has something done.
 * @param {string} path
 * @param {object} wish
 */
export async function act(path, wish) {
    return facts(await send(path, wish));
}

/** @param {{ ok: boolean, answer: any }} answered */
function facts({ ok, answer }) {
    if (!ok) throw new Refusal(answer.refusal ?? "the desk did not answer as it should");
    return answer;
}

/**
 * A drawing, or nothing where the page looks otherwise by now.
 * @param {string} path
 * @param {Record<string, string | number>} query
 * @returns {Promise<Element | null>}
 */
export async function drawing(path, query) {
    const response = await reach(address(path, query));
    if (!response.ok) return null;
    const svg = new DOMParser().parseFromString(await response.text(), "image/svg+xml");
    const root = svg.documentElement;
    return root.localName === "svg" ? document.adoptNode(root) : null;
}
