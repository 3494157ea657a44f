// A picture: chosen or dropped, with its description asked for at once.

import { Refusal } from "../api.js";
import { el, say, sentence } from "../elements.js";
import { choosePicture } from "./dialogs.js";
import { bare, entry, shows, valueOf } from "./values.js";
import { fresh, WordBox } from "./wordbox.js";

/** @typedef {import("./types.js").Context} Context */
/** @typedef {import("./types.js").Node} Node */

/** The bytes of a file as Base64. @param {File} file @returns {Promise<string>} */
export function base64(file) {
    return new Promise((resolve, reject) => {
        const reader = new FileReader();
        reader.addEventListener("load", () => resolve(String(reader.result).replace(/^[^,]*,/u, "")));
        reader.addEventListener("error", () => reject(reader.error));
        reader.readAsDataURL(file);
    });
}

/** The path of a picture, shown as the picture. */
export class PictureFile {
    /**
     * @param {Context} context
     * @param {string} label
     */
    constructor(context, label) {
        this.context = context;
        this.path = "";
        /** @type {Node | null} */
        this.node = null;
        const id = fresh();
        this.image = el("img", { alt: "", class: "thumb", hidden: true });
        this.image.addEventListener("error", () => (this.image.hidden = true));
        this.name = el("p", { class: "help", id: `${id}-name` });
        this.input = el("input", {
            type: "file",
            id,
            accept: "image/png,image/jpeg,image/svg+xml,.png,.jpg,.jpeg,.svg",
            "aria-describedby": `${id}-name`,
            change: () => this.take(this.input.files?.[0]),
        });
        this.slot = el("div", { class: "slot", role: "status" });
        const own = el("button", { type: "button", class: "quiet small", click: () => void this.choose() }, "Take one that the booklet has");
        this.element = el(
            "div",
            {
                class: "field drop",
                dragover: (/** @type {DragEvent} */ event) => this.over(event, true),
                dragleave: (/** @type {DragEvent} */ event) => this.over(event, false),
                drop: (/** @type {DragEvent} */ event) => {
                    this.over(event, false);
                    const file = event.dataTransfer?.files[0];
                    if (file) this.take(file);
                },
            },
            el("label", { for: id }, `${label}: choose a file, or drop one here`),
            this.image,
            this.name,
            this.input,
            own,
            this.slot,
        );
    }

    /**
     * @param {DragEvent} event
     * @param {boolean} over
     */
    over(event, over) {
        if (!event.dataTransfer?.types.includes("Files")) return;
        event.preventDefault();
        event.stopPropagation();
        this.element.classList.toggle("over", over);
    }

    /** @param {File | undefined} file */
    async take(file) {
        if (!file) return;
        this.slot.textContent = "The picture is being put into the booklet …";
        try {
            this.put(await this.context.await(this.context.upload(file)));
            say("The picture is there. Describe it now.");
        } catch (error) {
            const why = error instanceof Refusal ? sentence(error.message) : "The picture could not be put into the booklet.";
            this.slot.textContent = why;
        }
        this.input.value = "";
    }

    /** Has one chosen that lies in the booklet. */
    async choose() {
        try {
            const path = await choosePicture(await this.context.album(), this.context.image);
            if (path) this.put(path);
        } catch (error) {
            if (!(error instanceof Refusal)) throw error;
            this.slot.textContent = sentence(error.message);
        }
    }

    /** @param {string} path */
    put(path) {
        this.path = path;
        this.slot.textContent = "";
        this.draw();
        this.context.changed(this.input);
    }

    draw() {
        this.name.textContent = this.path ? (this.path.split("/").pop() ?? "") : "No picture yet.";
        this.image.hidden = this.path === "";
        if (this.path) this.image.src = this.context.image(this.path);
    }

    read() {
        return this.path || undefined;
    }

    /** @param {Node | null} node */
    show(node) {
        const path = node?.words ?? "";
        this.node = node;
        if (path === this.path && this.name.textContent) return;
        this.path = path;
        this.draw();
    }

    *spots() {
        if (this.node?.from === undefined) return;
        yield { from: this.node.from, to: this.node.to ?? 0, element: this.input, slot: this.slot };
    }
}

/** The description of a picture, or that it only decorates. */
export class Description {
    /**
     * @param {Context} context
     * @param {boolean} decorative Whether it may only decorate.
     */
    constructor(context, decorative) {
        this.words = new WordBox(context, {
            label: "Description: what the picture tells, for people who cannot see it",
            words: "plain",
        });
        const id = fresh();
        this.tick = el("input", {
            type: "checkbox",
            id,
            change: () => {
                this.update();
                context.changed(this.tick);
            },
        });
        const choice = el("div", { class: "tick" }, this.tick, el("label", { for: id }, "It only decorates and tells nothing"));
        this.slot = el("div", { class: "slot" });
        this.element = el("div", { class: "field" }, this.words.element, decorative ? choice : null, this.slot);
        /** @type {Node | null} */
        this.node = null;
    }

    update() {
        this.words.box.disabled = this.tick.checked;
    }

    /** @param {Node | null} table */
    show(table) {
        this.node = table;
        this.words.show(entry(table, "alt"));
        this.tick.checked = entry(table, "decorative")?.bare === "true";
        this.update();
    }

    /** @returns {{ [key: string]: any }} */
    read() {
        const before = Object.fromEntries(["alt", "decorative"].map((key) => [key, entry(this.node, key)]).filter(([, it]) => it).map(([key, it]) => [key, valueOf(/** @type {Node} */ (it))]));
        const untouched = this.words.box.value === (before.alt ?? "") && this.tick.checked === (entry(this.node, "decorative")?.bare === "true");
        // What nobody has touched stays as it is written.
        if (this.node && untouched) return before;
        if (this.tick.checked) return { decorative: bare(true) };
        const words = this.words.read();
        return shows(words) ? { alt: words } : {};
    }

    ready() {
        return this.tick.checked || shows(this.words.read());
    }

    *spots() {
        yield* this.words.spots();
        const decorative = entry(this.node, "decorative");
        if (decorative?.from !== undefined) yield { from: decorative.from, to: decorative.to ?? 0, element: this.tick, slot: this.slot };
    }
}

