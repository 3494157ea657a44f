// Blocks that are drawn to another place, and pictures that are dropped between them.

/** @typedef {import("./block.js").Block} Block */
/** @typedef {import("./file.js").FileForm} FileForm */

/** @param {FileForm} form */
export function listenForDrags(form) {
    /** @type {Block | null} */
    let dragged = null;
    const mark = (/** @type {Element | null} */ element) => {
        form.list.querySelector(".drop-before")?.classList.remove("drop-before");
        element?.classList.add("drop-before");
    };
    form.list.addEventListener("dragstart", (event) => {
        dragged = form.blocks.find((block) => block.handle === event.target) ?? null;
        if (dragged && event.dataTransfer) {
            event.dataTransfer.effectAllowed = "move";
            event.dataTransfer.setData("text/plain", "");
            event.dataTransfer.setDragImage(dragged.element, 0, 0);
        }
    });
    form.list.addEventListener("dragover", (event) => {
        const file = event.dataTransfer?.types.includes("Files");
        if (!dragged && !file) return;
        event.preventDefault();
        mark(blockBelow(form, event.clientY)?.element ?? null);
    });
    form.list.addEventListener("dragend", () => {
        dragged = null;
        mark(null);
    });
    form.list.addEventListener("drop", (event) => {
        const before = blockBelow(form, event.clientY);
        const file = event.dataTransfer?.files[0];
        mark(null);
        if (!dragged && !file) return;
        event.preventDefault();
        const rest = form.blocks.filter((block) => block !== dragged);
        const to = before ? rest.indexOf(before) : rest.length;
        if (dragged && dragged !== before) void form.moveTo(dragged, to);
        else if (file) drop(form, file, rest[to - 1] ?? null);
        dragged = null;
    });
}

/** The first block that lies below a height of the window. @param {FileForm} form @param {number} y */
function blockBelow(form, y) {
    return form.blocks.find((block) => {
        const box = block.element.getBoundingClientRect();
        return y < box.top + box.height / 2;
    });
}

/**
 * A picture that was dropped between blocks.
 * @param {FileForm} form
 * @param {File} file
 * @param {Block | null} after
 */
function drop(form, file, after) {
    const block = form.begin("figure", after);
    const input = /** @type {HTMLInputElement | null} */ (block.element.querySelector("input[type=file]"));
    const given = new DataTransfer();
    given.items.add(file);
    if (!input) return;
    input.files = given.files;
    input.dispatchEvent(new Event("change"));
}
