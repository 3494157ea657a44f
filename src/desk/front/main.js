// Begins: the shelf of booklets, or the one booklet that there is.

import { act, ask, Refusal } from "./api.js";
import { Bench } from "./bench.js";
import { byId, notice, sentence } from "./elements.js";
import { showShelf } from "./shelf.js";

// The page at the address of the desk alone leads back here (`door.js`).
localStorage.setItem("chapbook-desk", location.pathname);
/** The address of the shelf, where a booklet alone would be shown. */
const SHELF = "#/";

/** @type {Bench | null} */
let bench = null;

/** What is shown, as the address has it. */
let shown = location.hash;

/** Shows what the address says; a booklet whose words cannot be saved stays. */
async function show() {
    if (bench && !(await bench.leave())) {
        history.replaceState(null, "", shown || location.pathname);
        return;
    }
    bench = null;
    shown = location.hash;
    notice("");
    const { booklets } = await ask("/api/state");
    const wanted = shown === SHELF ? "" : decodeURIComponent(shown.slice(1));
    const only = booklets.length === 1 && !shown ? booklets[0].path : null;
    const path = wanted || only;
    byId("back").hidden = path === null;
    if (path === null) {
        await showShelf(booklets);
    } else {
        bench = new Bench(path);
        await bench.start();
    }
}

/** Shows, or says why not. */
function attempt() {
    show().catch((error) => {
        if (!(error instanceof Refusal)) throw error;
        notice(sentence(error.message));
    });
}

/** Ends the program, once all that was typed is saved. */
async function close() {
    const saved = bench === null || (await bench.settle());
    const lost = "Something is not saved. It is kept on this computer, and offered again when you come back. Close the desk all the same?";
    if (!saved && !window.confirm(lost)) return;
    const listens = bench !== null;
    let answer = await act("/api/close", { listens });
    if (!answer.closing) {
        const windows = answer.others === 1 ? "one more window" : `${answer.others} more windows`;
        if (!window.confirm(`The desk is open in ${windows}. Close it in all of them?`)) return;
        answer = await act("/api/close", { listens, everywhere: true });
    }
    bench?.end();
    bench = null;
    byId("main").inert = true;
    byId("close").hidden = true;
    byId("back").hidden = true;
    notice("The desk is closed. You can close this window.");
}

byId("back").addEventListener("click", () => {
    location.hash = SHELF;
});

byId("close").addEventListener("click", () => {
    close().catch((error) => {
        if (!(error instanceof Refusal)) throw error;
        notice(sentence(error.message));
    });
});

// The address says which booklet is shown, and nothing else.
document.querySelector(".skip")?.addEventListener("click", (event) => {
    event.preventDefault();
    byId("main").focus();
});

// A file that is dropped beside its place would be opened in the place of the desk.
for (const name of /** @type {const} */ (["dragover", "drop"])) {
    window.addEventListener(name, (event) => {
        if (!event.dataTransfer?.types.includes("Files") || event.defaultPrevented) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = "none";
    });
}

window.addEventListener("hashchange", attempt);
attempt();
