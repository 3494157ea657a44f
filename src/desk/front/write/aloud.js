// Reads words aloud by the browser's own speech, each in its language.

import { say } from "../elements.js";

/**
 * Words without their marks, parted by language.
 * @param {string} text
 * @param {string} language
 * @param {Map<string, string>} values
 * @returns {{ words: string, language: string }[]}
 */
export function spoken(text, language, values) {
    const whole = text.replace(/(?<!\{)\{([a-z][a-z0-9_-]*)\}(?!\})/gu, (all, name) => values.get(name) ?? all);
    /** @type {{ words: string, language: string }[]} */
    const parts = [];
    let done = 0;
    for (const found of whole.matchAll(/\[((?:\\.|[^\]\\])*)\]\(lang:([A-Za-z0-9-]+)\)/gu)) {
        parts.push({ words: bare(whole.slice(done, found.index)), language });
        parts.push({ words: bare(found[1]), language: found[2] });
        done = found.index + found[0].length;
    }
    parts.push({ words: bare(whole.slice(done)), language });
    return parts.filter((part) => part.words.trim() !== "");
}

/** @param {string} text */
function bare(text) {
    return text
        .replace(/\[((?:\\.|[^\]\\])*)\]\((?:\\.|[^)\\])*\)/gu, "$1")
        .replace(/<(?:https?:\/\/)?([^<>\s]+)>/gu, "$1")
        .replace(/\s*\/\/\s*$/gmu, ", ")
        .replace(/(?<!\\)\*+/gu, "")
        .replace(/\{\{/gu, "{")
        .replace(/\}\}/gu, "}")
        .replace(/\\([*[\]<>()\\{}])/gu, "$1");
}

/**
 * All words of a value that are read by people.
 * @param {any} value
 * @returns {string[]}
 */
export function wordsIn(value) {
    if (typeof value === "string") return value.split(/\n\s*\n/u);
    if (Array.isArray(value)) return value.flatMap(wordsIn);
    if (typeof value !== "object" || value === null || "$toml" in value) return [];
    const silent = new Set(["image", "id", "language", "urgency", "url", "allow"]);
    return Object.entries(value).flatMap(([key, it]) => (silent.has(key) ? [] : wordsIn(it)));
}

/**
 * Speaks, or ends what is being said.
 * @param {any} value
 * @param {string} language
 * @param {Map<string, string>} values
 */
export function speak(value, language, values) {
    const speech = window.speechSynthesis;
    if (!speech) {
        say("This browser cannot read aloud.");
        return;
    }
    const speaking = speech.speaking || speech.pending;
    speech.cancel();
    if (speaking) return;
    for (const part of wordsIn(value).flatMap((words) => spoken(words, language, values))) {
        const utterance = new SpeechSynthesisUtterance(part.words);
        utterance.lang = part.language;
        const voices = speech.getVoices();
        const short = part.language.split("-")[0];
        utterance.voice = voices.find((voice) => voice.lang === part.language) ?? voices.find((voice) => voice.lang.split(/[-_]/u)[0] === short) ?? null;
        speech.speak(utterance);
    }
}
