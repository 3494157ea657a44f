//! `schema`: the JSON Schema of a kind of file, for completion in an editor.

use super::arguments::{FileKind, SchemaOptions};
use super::exit::Exit;
use super::json;
use super::stream::print_bytes;
use crate::schema::{Kind, schema};

/// Prints a schema.
pub(super) fn run(options: &SchemaOptions) -> Exit {
    let kind = match options.kind {
        FileKind::Booklet => Kind::Booklet,
        FileKind::Chapter => Kind::Chapter,
        FileKind::House => Kind::House,
    };
    print_bytes(json::document(&schema(kind)).as_bytes())
}
