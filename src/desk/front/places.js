// Bytes of a file and letters of a text.

const encoder = new TextEncoder();

/**
 * The index in a text at which its byte of this number stands.
 * @param {string} text
 * @param {number} byte
 */
export function indexOf(text, byte) {
    let [bytes, index] = [0, 0];
    for (const letter of text) {
        if (bytes >= byte) break;
        bytes += encoder.encode(letter).length;
        index += letter.length;
    }
    return index;
}

/**
 * The number of bytes before an index of a text.
 * @param {string} text
 * @param {number} index
 */
export function byteOf(text, index) {
    return encoder.encode(text.slice(0, index)).length;
}

/**
 * Whether two places share a byte; one without any is taken for the byte that follows.
 * @param {{ from: number, to: number }} one
 * @param {{ from: number, to: number }} other
 */
export function meets(one, other) {
    return one.from < Math.max(other.to, other.from + 1) && other.from < Math.max(one.to, one.from + 1);
}
