// What the desk tells of a booklet; the other side of src/desk/*.rs.

/** @typedef {{ errors: number, warnings: number, notes: number }} Counts */
/** @typedef {{ path: string, title: string | null, role: "booklet" | "chapter" | "house", counts: Counts }} FileFacts */
/** @typedef {{ name: string, label: string, form: "pages" | "sheets" | "web" | "text" }} EditionFacts */
/**
 * @typedef {{ path: string, id: string, title: string | null, language: string | null, files: FileFacts[],
 *   editions: EditionFacts[], round: number, sound: boolean, counts: Counts }} BookletFacts
 */
/**
 * @typedef {{ number: number, label: string, hash: string, places: string, width: number,
 *   height: number, pages: number[] }} PageFacts
 */
/** @typedef {{ file: string, from: number, to: number, line?: number, text?: string }} Place Bytes of a file. */
/**
 * @typedef {{ id: number, code: string, severity: "error" | "warning" | "info", message: string,
 *   caption: string, place: Place | null, elsewhere: Place[], notes: string[],
 *   helps: { text: string, fix: boolean }[] }} Message
 */
/**
 * @typedef {{ round: number, sound: boolean, failure: string | null, counts: Counts,
 *   messages: Message[] }} MessagesFacts
 */
/** @typedef {{ key: string, from: number, to: number, text: string }} Piece */
/** @typedef {{ kind: string, from: number, to: number, pieces: Piece[] }} Part */
/** @typedef {{ title: string | null, parts: Part[] | null, text: string | null }} WordsFacts */

export {};
