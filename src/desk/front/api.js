// Asks the desk for facts and has it do things.

/** What the desk cannot do, in its words. */
export class Refusal extends Error {}

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
 * Facts.
 * @param {string} path
 * @param {Record<string, string | number>} [query]
 */
export async function ask(path, query) {
    return facts(await fetch(address(path, query)));
}

/**
 * Has something done.
 * @param {string} path
 * @param {object} wish
 */
export async function act(path, wish) {
    const headers = { "Content-Type": "application/json" };
    return facts(await fetch(address(path), { method: "POST", headers, body: JSON.stringify(wish) }));
}

/** @param {Response} response */
async function facts(response) {
    const kind = response.headers.get("Content-Type") ?? "";
    const answer = kind.startsWith("application/json") ? await response.json() : {};
    if (!response.ok) throw new Refusal(answer.refusal ?? "the desk did not answer as it should");
    return answer;
}

/**
 * A drawing, or nothing where the page looks otherwise by now.
 * @param {string} path
 * @param {Record<string, string | number>} query
 * @returns {Promise<Element | null>}
 */
export async function drawing(path, query) {
    const response = await fetch(address(path, query));
    if (!response.ok) return null;
    const svg = new DOMParser().parseFromString(await response.text(), "image/svg+xml");
    const root = svg.documentElement;
    return root.localName === "svg" ? document.adoptNode(root) : null;
}
