// What the desk tells of a file that is written, and what the parts of a form are to each other.

/** @typedef {string | number} Step A key, or a number from 0. */
/** @typedef {string | { $toml: string } | any[] | { [key: string]: any }} Value As `Value` in src/desk/document. */

/**
 * @typedef {object} Node A value in a file, with its bytes.
 * @property {"words" | "list" | "table" | "number" | "date" | "switch"} is
 * @property {number} [from]
 * @property {number} [to]
 * @property {string} [words]
 * @property {string} [quotes]
 * @property {string} [bare]
 * @property {string} [written]
 * @property {Node[]} [items]
 * @property {Entry[]} [entries]
 * @property {string | null} [kind]
 * @property {string} [comment]
 */
/** @typedef {{ key: string, value: Node, from?: number, to?: number }} Entry */

/** @typedef {{ from: number, to: number, text: string, block: number | null }} Stretch */
/**
 * @typedef {{ hash: string, shape: "chapter" | "booklet" | "house", mark: boolean, table: Node,
 *   unread: Stretch[] }} Doc
 */
/**
 * @typedef {{ path: string, text: string, document: Doc, undo: string | null, redo: string | null,
 *   read: boolean, lost: boolean, told?: string }} FileFacts
 */

/**
 * @typedef {object} Sort
 * @property {string} is
 * @property {any} [of]
 * @property {string} [shape]
 * @property {boolean} [needed]
 * @property {boolean | null} [usual]
 * @property {number} [least]
 * @property {number} [most]
 * @property {number} [count]
 */
/**
 * @typedef {{ name: string, title: string, help: string, example: string, required: boolean,
 *   kind: boolean, words: "text" | "line" | "plain" | "literal", sort: Sort }} Key
 */
/** @typedef {{ [name: string]: { what: string, keys: Key[] } }} Shapes */

/**
 * @typedef {object} Field A part of a form.
 * @property {HTMLElement} element
 * @property {() => Value | undefined} read What it says; nothing where nothing is to be written.
 * @property {(node: Node | null) => void} show Takes over what the file says, and where.
 * @property {() => Iterable<Spot>} spots What can be gone to.
 * @property {() => Value | undefined} [draft] What was begun, where that is more than it says.
 * @property {() => boolean} [ready] Whether it can be put into the file as it is.
 */

/**
 * @typedef {object} Spot A place in the form that stands for bytes of the file.
 * @property {number} from
 * @property {number} to
 * @property {HTMLElement} element What is focused.
 * @property {HTMLElement} slot Where messages are shown.
 */

/**
 * @typedef {object} Book What is known of the booklet.
 * @property {string} language
 * @property {string[]} points
 * @property {string[]} terms
 * @property {Map<string, string>} values
 * @property {string[]} chapters The files of the chapters, as the booklet names them.
 */

/**
 * @typedef {object} Context What the parts of a form need around them.
 * @property {Shapes} shapes
 * @property {Book} book
 * @property {string} language
 * @property {(from: HTMLElement) => void} changed
 * @property {() => Promise<{ id: string, title: string }[]>} places What links can lead to.
 * @property {(range: { from: number, to: number }, text: string) => Promise<string | null>} replace Says why not.
 * @property {(range: { from: number, to: number }) => string} source
 * @property {(file: File) => Promise<string>} upload
 * @property {(path: string) => string} image
 * @property {(blocks: NewBlock[], at: HTMLElement) => boolean} pasted
 */

/** @typedef {{ kind: string, value: Value }} NewBlock */

export {};
