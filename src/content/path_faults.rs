//! What is wrong with a path that cannot be followed, and what was probably meant.

use crate::codes;
use crate::content::foreign;
use crate::content::written::quoted;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// What lies where a path leads to nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meant {
    /// This path leads to what was probably meant.
    Path(String),
    /// The file is there under this name, to which an editor has added an ending.
    Renamed(String),
    /// A document of a word processor of this name is there.
    Document(String),
    /// One of these paths may be meant.
    OneOf(Vec<String>),
    /// This path was probably meant, and is listed already.
    Listed(String),
    /// Nothing like it is there.
    Nothing,
}

/// Why a path cannot be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PathFault {
    /// It begins at the top of the disk; perhaps this was meant.
    Absolute(Option<String>),
    /// It leaves the root; perhaps this was meant.
    Outside(Option<String>),
    /// It leaves the root through a symbolic link.
    LinkOutside,
    /// There is nothing there; what was perhaps meant.
    Missing(Meant),
    /// It is a folder.
    Folder,
    /// It is a pipe, a device or the like.
    NoFile,
    /// The system does not let us read it.
    Unreadable(String),
}

/// The problem of a path, where it is written: `what` is "chapter", "picture" or "house file".
pub(super) fn fault(span: Span, what: &str, path: &str, fault: &PathFault) -> Diagnostic {
    const WHOLE: &str =
        "a booklet's folder must hold all that it needs, so that it can be passed on";
    let given = path;
    let path = &readable(path);
    let outside = |message: String| Diagnostic::error(codes::OUTSIDE_ROOT, span, message);
    let missing = |message: String| Diagnostic::error(codes::MISSING_FILE, span, message);
    let near = |problem: Diagnostic, near: &str| {
        let quoted = quoted(near);
        problem.fix(format!("did you mean {quoted}?"), span, quoted)
    };
    match fault {
        PathFault::Absolute(found) => {
            let problem = outside(format!("the {what}'s path begins at the top of the disk"))
                .note("on another computer the file would not be there");
            match found {
                Some(found) => near(problem, found),
                None => problem.help(taken_in(what, given)),
            }
        }
        PathFault::Outside(found) => {
            let problem =
                outside(format!("the {what} lies outside the booklet's folder")).note(WHOLE);
            match found {
                Some(found) => near(problem, found),
                None => problem.help(taken_in(what, given)),
            }
        }
        PathFault::LinkOutside => {
            outside(format!("the {what} is a link to a file outside the booklet's folder"))
                .note(WHOLE)
                .help("put the file itself into the booklet's folder")
        }
        PathFault::Missing(meant) => {
            let problem = missing(if path.contains("://") {
                format!("\"{path}\" is no file in the booklet's folder")
            } else {
                format!("there is no {what} \"{path}\"")
            });
            match meant {
                Meant::Path(similar) if is_out_of_pictures(what, path, similar) => problem.fix(
                    format!(
                        "it lies elsewhere: write {}, or move the file into the folder “pictures”",
                        quoted(similar)
                    ),
                    span,
                    quoted(similar),
                ),
                Meant::Path(similar) => near(problem, similar),
                Meant::Renamed(name) => problem.help(renaming(path, name)),
                Meant::Document(name) => problem.help(format!(
                    "“{name}” lies there: {what}s are text files, so copy its words into a new \
                     file of a text editor such as Notepad, and save that as “{}”",
                    last(path)
                )),
                Meant::Listed(other) => problem.help(format!(
                    "take it out where {} was meant, which is listed already; else make the file",
                    quoted(other)
                )),
                Meant::OneOf(paths) => problem.help(beside(paths) + otherwise(what)),
                Meant::Nothing if path.contains("://") => {
                    problem.note(WHOLE).help(taken_in(what, given))
                }
                Meant::Nothing if path.contains('\\') => {
                    problem.help("write / and not \\ between folders: \"chapters/01.toml\"")
                }
                Meant::Nothing => problem.help(format!(
                    "look at the spelling, capital letters included; the path starts at the \
                     folder of the file that names it{}",
                    otherwise(what)
                )),
            }
        }
        PathFault::Folder => missing(format!("\"{path}\" is a folder and no {what}"))
            .help("write the path of the file in it"),
        PathFault::NoFile => missing(format!("\"{path}\" is no file that can be read"))
            .help("put an ordinary file there"),
        PathFault::Unreadable(why) => {
            missing(format!("the {what} \"{path}\" cannot be read: {why}"))
                .help("ask whoever looks after the computer for the right to read it")
        }
    }
}

/// What to do with a file that lies elsewhere: where to put it, and what to write then.
fn taken_in(what: &str, path: &str) -> String {
    let name = foreign::name(path);
    match what {
        "picture" => format!(
            "copy the file into the folder “pictures” beside booklet.toml, and write {} here in a \
             chapter, {} in booklet.toml",
            quoted(&format!("../pictures/{name}")),
            quoted(&format!("pictures/{name}"))
        ),
        "chapter" => format!(
            "move the file into the folder “chapters” beside booklet.toml, and write {} here",
            quoted(&format!("chapters/{name}"))
        ),
        _ => "put the file into the booklet's folder, or beside the house file".to_owned(),
    }
}

/// Whether a picture is named in the folder of pictures, and lies in another.
fn is_out_of_pictures(what: &str, path: &str, lies: &str) -> bool {
    let inside = |path: &str| path.split('/').rev().skip(1).any(|step| step == "pictures");
    what == "picture" && inside(path) && !inside(lies) && last(path) == last(lies)
}

/// What else may be the case where nothing of the name is there.
fn otherwise(what: &str) -> &'static str {
    match what {
        "chapter" => "; if you took the chapter away, take its name out of `chapters`",
        "picture" => "; or copy the picture into the folder “pictures”",
        _ => "",
    }
}

fn renaming(path: &str, name: &str) -> String {
    format!(
        "there is a file “{name}”: rename it to “{}”. Where Windows hides .txt at its end, turn on \
         View, Show, “File name extensions”",
        last(path)
    )
}

fn last(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

fn beside(paths: &[String]) -> String {
    let quoted: Vec<String> = paths.iter().map(|path| quoted(path)).collect();
    format!(
        "look at the spelling: what lies there is {}; a path starts at the folder of the file that \
         names it",
        quoted.join(", ")
    )
}

/// A path in which nothing is hidden: "chapters\new.toml" holds a line end after its folder.
fn readable(path: &str) -> String {
    let shown = |c: char| if c.is_control() { c.escape_default().to_string() } else { c.into() };
    path.chars().map(shown).collect()
}
