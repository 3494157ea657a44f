//! Words that windows could not put into their files yet, kept beside the booklet: a browser finds what
//! it keeps itself only at the same port.

use serde::Deserialize;
use serde_json::{Value as Json, json};

use super::answer::Answer;
use super::studio::Studio;

/// A draft to be kept, or thrown away.
#[derive(Deserialize)]
pub(super) struct Keep {
    pub booklet: String,
    /// Its name, which no other window uses.
    key: String,
    /// What it holds; the window knows what that is.
    draft: Option<Json>,
}

/// Keeps a draft, or throws it away.
pub(super) fn keep(studio: &Studio, wish: &Keep) -> Result<Answer, Answer> {
    let text = wish.draft.as_ref().map(Json::to_string);
    let kept = studio.house().keep_draft(studio.found(), &wish.key, text.as_deref());
    kept.map_err(|why| Answer::refusal(507, "Insufficient Storage", &why))?;
    Ok(Answer::json(&json!({})))
}

/// All drafts of the booklet that can be read.
pub(super) fn all(studio: &Studio) -> Answer {
    let drafts: Vec<Json> = studio
        .house()
        .drafts(studio.found())
        .into_iter()
        .filter_map(|(key, text)| {
            let draft: Json = serde_json::from_str(&text).ok()?;
            Some(json!({ "key": key, "draft": draft }))
        })
        .collect();
    Answer::json(&json!({ "drafts": drafts }))
}
