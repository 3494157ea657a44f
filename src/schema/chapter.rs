//! The schema of a chapter's file.

use serde_json::{Value, json};

use super::blocks::{block, item};
use super::parts::{allow, key, language, needed, several, table};

/// A chapter.
pub(super) fn chapter() -> Value {
    let id = json!({ "type": "string", "pattern": "^[a-z0-9][a-z0-9-]*$" });
    let keys = vec![
        key(
            "title",
            "Title",
            "The title of the chapter. It may hold marks such as *stress*.",
            needed(),
            json!("Talk to your own doctor first"),
        ),
        key(
            "id",
            "Link name",
            "The name by which links lead to this chapter: [words](#id). Without it, the name of \
             the file without its number.",
            id,
            json!("talk-first"),
        ),
        language("The language of this chapter, where it is not the booklet's.", "cy"),
        allow("this chapter"),
        key(
            "block",
            "Blocks",
            "What the chapter is made of, from top to bottom. Each begins with a line [[block]].",
            several(block()),
            json!([{ "text": "The first step is to talk to your consultant." }]),
        ),
    ];
    let mut chapter = table(keys, &["title", "block"]);
    chapter["title"] = json!("Chapter");
    chapter["description"] = json!("A chapter of a booklet: a title and blocks under it.");
    chapter["$defs"] = json!({ "item": item() });
    chapter
}
