// Begins: the shelf of booklets, or the one booklet that there is.

import { act, ask, Refusal } from "./api.js";
import { Bench } from "./bench.js";
import { byId, notice, sentence } from "./elements.js";
import { showShelf } from "./shelf.js";

// The page at the address of the desk alone leads back here (`door.js`).
localStorage.setItem("chapbook-desk", location.pathname);

/** @type {Bench | null} */
let bench = null;

/** Shows what the address says. */
async function show() {
    bench?.leave();
    bench = null;
    notice("");
    const { booklets } = await ask("/api/state");
    const wanted = decodeURIComponent(location.hash.slice(1));
    const only = booklets.length === 1 && !location.hash ? booklets[0].path : null;
    const path = wanted && wanted !== "main" ? wanted : only;
    const back = byId("back");
    back.hidden = path === null;
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

byId("back").addEventListener("click", () => {
    location.hash = "#/";
});

byId("close").addEventListener("click", async () => {
    let answer = await act("/api/close", {});
    if (!answer.closing) {
        const words = `The desk is open in ${answer.others} more. Close it in all of them?`;
        if (!window.confirm(words)) return;
        answer = await act("/api/close", { everywhere: true });
    }
    bench?.leave();
    notice("The desk is closed. You can close this window.");
});

window.addEventListener("hashchange", () => {
    if (location.hash !== "#main") attempt();
});
attempt();
