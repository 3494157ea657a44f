// Several booklets: what is known of each, and new ones.

import { act, ask, Refusal } from "./api.js";
import { byId, el, notice, say, sentence } from "./elements.js";

/**
 * Shows the booklets.
 * @param {{ path: string, title: string | null }[]} booklets
 */
export async function showShelf(booklets) {
    byId("title").textContent = "Your booklets";
    byId("state").textContent = "";
    document.title = "Your booklets – chapbook desk";
    const rows = booklets.map((booklet) => row(booklet));
    const list = el("ul", { class: "shelf", role: "list" }, ...rows.map((it) => it.element));
    const empty = el("p", {}, "There is no booklet here yet.");
    byId("main").replaceChildren(
        el("div", { class: "page-of-shelf" }, booklets.length ? list : empty, newBooklet()),
    );
    for (const { booklet, facts } of rows) {
        // One after the other: each is read and checked for this.
        if (!facts.isConnected) return;
        const glance = await ask("/api/glance", { booklet: booklet.path }).catch((error) => {
            if (!(error instanceof Refusal)) throw error;
            return { failure: error.message };
        });
        facts.replaceChildren(...glanced(glance));
    }
}

/** @param {{ path: string, title: string | null }} booklet */
function row(booklet) {
    const facts = el("p", { class: "facts" }, "Being looked at …");
    const link = el("a", { href: `#${encodeURIComponent(booklet.path)}` }, booklet.title ?? booklet.path);
    const folder = el("p", { class: "folder" }, booklet.path);
    return { booklet, facts, element: el("li", {}, el("h2", { dir: "auto" }, link), folder, facts) };
}

/**
 * @param {{ reviewed: string | null, review_by: string | null, failure: string | null,
 *   counts: import("./types.js").Counts }} glance
 */
function glanced(glance) {
    if (glance.failure) return [sentence(glance.failure)];
    const { errors, warnings, notes } = glance.counts;
    const parts = [
        glance.reviewed ? `Reviewed ${date(glance.reviewed)}` : "No date of review",
        glance.review_by ? `next review by ${date(glance.review_by)}` : null,
        errors ? `${errors} to be mended` : null,
        warnings ? `${warnings} to be looked at` : null,
        notes ? `${notes} good to know` : null,
        errors + warnings + notes === 0 ? "nothing to be mended" : null,
    ];
    return [parts.filter((part) => part !== null).join(" · ")];
}

/** @param {string} text */
function date(text) {
    const [year, month, day] = text.split("-").map(Number);
    const date = new Date(Date.UTC(year, month - 1, day));
    return date.toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });
}

function newBooklet() {
    const name = el("input", { id: "name", name: "name", required: true, autocomplete: "off", "aria-describedby": "name-help" });
    const form = el(
        "form",
        {
            class: "new",
            submit: async (/** @type {Event} */ event) => {
                event.preventDefault();
                try {
                    const { path } = await act("/api/new", { name: name.value });
                    await entitle(path, name.value.trim());
                    say("The booklet is made.");
                    location.hash = `#${encodeURIComponent(path)}`;
                } catch (error) {
                    if (!(error instanceof Refusal)) throw error;
                    notice(sentence(error.message));
                    name.focus();
                }
            },
        },
        el("h2", {}, "New booklet"),
        el("label", { for: "name" }, "What is it called?"),
        el("p", { class: "facts", id: "name-help" }, "Its folder gets this name, and it begins with an example about a blood test: put your own words in the place of these. You can change the title later."),
        name,
        el("button", { type: "submit" }, "Make it"),
    );
    return form;
}

/**
 * Gives a new booklet its title. What cannot be done now can be done in the booklet.
 * @param {string} booklet
 * @param {string} title
 */
async function entitle(booklet, title) {
    try {
        const { files } = await ask("/api/booklet", { booklet });
        const file = files.find((/** @type {import("./types.js").FileFacts} */ it) => it.role === "booklet").path;
        const { document } = await ask("/api/file", { booklet, file });
        await act("/api/edit", { booklet, file, hash: document.hash, label: "the title", edits: [{ do: "set", path: ["title"], value: title }] });
    } catch (error) {
        if (!(error instanceof Refusal)) throw error;
    }
}
