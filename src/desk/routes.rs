//! What is answered at which address.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;

use super::answer::Answer;
use super::house::{Found, House};
use super::http::{Head, Method};
use super::messages::{self, Counts};
use super::studio::Studio;
use super::{booklet, drafts, finishing, front, hold, material, previews, shelf, words, writing};
use crate::content::EditionName;

/// The booklets of a desk, and those of them that are open.
pub(super) struct Room {
    house: Arc<dyn House>,
    address: String,
    studios: Mutex<BTreeMap<String, Arc<Studio>>>,
    closed: AtomicBool,
}

/// How a request is answered.
pub(super) enum Way {
    /// At once.
    Answer(Answer),
    /// By telling what happens to a booklet, until the window is gone.
    Events(Arc<Studio>),
}

/// A request to mend something.
#[derive(Deserialize)]
struct Mend {
    booklet: String,
    /// The reading that the message is of.
    round: u64,
    message: usize,
    help: usize,
}

/// A request for a new booklet.
#[derive(Deserialize)]
struct Begin {
    name: String,
}

/// A request to close the desk.
#[derive(Deserialize)]
struct Close {
    /// Whether other windows do not matter.
    #[serde(default)]
    everywhere: bool,
    /// Whether the window itself listens to what happens to a booklet.
    #[serde(default = "yes")]
    listens: bool,
}

impl Room {
    /// The room of a desk. A booklet that is the only one is opened at once.
    pub(super) fn new(house: Arc<dyn House>, address: String) -> Result<Self, String> {
        let (studios, closed) = (Mutex::default(), AtomicBool::new(false));
        let room = Self { house, address, studios, closed };
        if let [booklet] = &*room.house.booklets() {
            room.open(booklet.clone())?;
        }
        Ok(room)
    }

    /// Whether somebody has had enough.
    pub(super) fn is_closed(&self) -> bool {
        self.closed.load(Ordering::Relaxed) || self.house.is_stopped()
    }

    /// Tells every window that the desk closes.
    pub(super) fn leave(&self) {
        hold(&self.studios).values().for_each(|studio| studio.leave());
    }

    /// Answers a request that was let in.
    pub(super) fn answer(&self, head: &Head, body: &[u8]) -> Way {
        if head.method == Method::Get && head.path == "/api/events" {
            return self.studio(head).map_or_else(Way::Answer, Way::Events);
        }
        let answer = match head.method {
            Method::Get => self.show(head),
            Method::Post => self.act(&head.path, body),
        };
        Way::Answer(answer.unwrap_or_else(|refusal| refusal))
    }

    fn show(&self, head: &Head) -> Result<Answer, Answer> {
        match &*head.path {
            "/" => return front::file("index.html").ok_or_else(Answer::missing),
            "/api/state" => return Ok(self.state()),
            "/api/forms" => return Ok(writing::forms()),
            "/api/glance" => return Ok(Answer::json(&self.glance(head)?)),
            path => {
                if let Some(name) = path.strip_prefix("/front/") {
                    return front::file(name).ok_or_else(Answer::missing);
                }
            }
        }
        let studio = self.studio(head)?;
        match &*head.path {
            "/api/booklet" => Ok(booklet::answer(&studio)),
            "/api/messages" => messages(&studio),
            "/api/words" => words_of(&studio, head),
            "/api/pages" => booklet::pages(&studio, head),
            "/api/places" => booklet::places(&studio, head),
            "/api/showing" => booklet::showing(&studio, head),
            "/api/picture" => booklet::picture(&studio, head),
            "/api/text" => text(&studio, head),
            "/api/file" => writing::file(&studio, head.asked("file").unwrap_or_default()),
            "/api/image" => {
                let [file, image] =
                    ["file", "image"].map(|name| head.asked(name).unwrap_or_default());
                material::image(&studio, file, image)
            }
            "/api/pictures" => {
                let pictures = studio.house().pictures(studio.found());
                Ok(Answer::json(&json!({ "pictures": pictures })))
            }
            "/api/drafts" => Ok(drafts::all(&studio)),
            "/preview/web" => Ok(web(&studio)),
            path if path.starts_with("/download/") => finishing::download(&studio, &path[10..]),
            path => match path.strip_prefix("/api/page/").and_then(|it| it.strip_suffix(".svg")) {
                Some(hash) => booklet::page(&studio, head, hash),
                None => Err(Answer::missing()),
            },
        }
    }

    fn act(&self, path: &str, body: &[u8]) -> Result<Answer, Answer> {
        match path {
            "/api/mend" => self.mend(&wish(body)?),
            "/api/edit" => self.with(body, |it: &writing::Change| &it.booklet, writing::edit),
            "/api/undo" => self.with(body, |it: &writing::Turn| &it.booklet, writing::undo),
            "/api/redo" => self.with(body, |it: &writing::Turn| &it.booklet, writing::redo),
            "/api/draft" => self.with(body, |it: &drafts::Keep| &it.booklet, drafts::keep),
            "/api/paste" => Ok(writing::paste(&wish(body)?)),
            "/api/picture" => {
                self.with(body, |it: &material::NewPicture| &it.booklet, material::add_picture)
            }
            "/api/chapter" => {
                self.with(body, |it: &material::NewChapter| &it.booklet, material::add_chapter)
            }
            "/api/build" => self.with(body, |it: &finishing::Build| &it.booklet, finishing::build),
            "/api/new" => {
                let Begin { name } = wish(body)?;
                let folder = self.house.begin(&name).map_err(|why| Answer::conflict(&why))?;
                Ok(Answer::json(&json!({ "path": folder })))
            }
            "/api/close" => Ok(self.close(&wish(body)?)),
            _ => Err(Answer::missing()),
        }
    }

    /// Does what is wished for with the booklet that the wish names.
    fn with<T: DeserializeOwned>(
        &self,
        body: &[u8],
        named: impl Fn(&T) -> &str,
        act: impl Fn(&Studio, &T) -> Result<Answer, Answer>,
    ) -> Result<Answer, Answer> {
        let wish: T = wish(body)?;
        let studio = hold(&self.studios).get(named(&wish)).cloned();
        let studio = studio.ok_or_else(Answer::missing)?;
        act(&studio, &wish)
    }

    fn state(&self) -> Answer {
        let found = self.house.booklets();
        let booklets: Vec<_> = found.iter().map(|it| shelf::facts(&*self.house, it)).collect();
        Answer::json(&json!({ "booklets": booklets }))
    }

    fn glance(&self, head: &Head) -> Result<shelf::Glance, Answer> {
        Ok(shelf::look(&*self.house, &self.found(head.asked("booklet").unwrap_or_default())?))
    }

    /// One of the booklets that there are: no other path is ever looked at.
    fn found(&self, path: &str) -> Result<Found, Answer> {
        let booklets = self.house.booklets();
        booklets.into_iter().find(|it| it.path == path).ok_or_else(Answer::missing)
    }

    fn studio(&self, head: &Head) -> Result<Arc<Studio>, Answer> {
        let path = head.asked("booklet").unwrap_or_default();
        let open = hold(&self.studios).get(path).cloned();
        match open {
            Some(studio) => Ok(studio),
            None => self.open(self.found(path)?).map_err(|why| Answer::conflict(&why)),
        }
    }

    fn open(&self, booklet: Found) -> Result<Arc<Studio>, String> {
        let mut studios = hold(&self.studios);
        if let Some(studio) = studios.get(&booklet.path) {
            return Ok(Arc::clone(studio));
        }
        let path = booklet.path.clone();
        let studio = Studio::open(&self.house, booklet, &self.address)?;
        studios.insert(path, Arc::clone(&studio));
        Ok(studio)
    }

    fn mend(&self, wish: &Mend) -> Result<Answer, Answer> {
        let studio = hold(&self.studios).get(&wish.booklet).cloned();
        let studio = studio.ok_or_else(Answer::missing)?;
        let reading = studio.reading().ok_or_else(Answer::missing)?;
        if reading.round != wish.round {
            return Err(Answer::conflict("the booklet has changed meanwhile; look again"));
        }
        let change = messages::change(&reading, (wish.message, wish.help));
        let change = change.map_err(|why| Answer::conflict(&why))?;
        writing::mend(&studio, &change)?;
        Ok(Answer::json(&json!({ "file": change.path })))
    }

    fn close(&self, wish: &Close) -> Answer {
        let windows: usize = hold(&self.studios).values().map(|it| it.events().windows()).sum();
        let others = windows.saturating_sub(usize::from(wish.listens));
        let closing = others == 0 || wish.everywhere;
        if closing {
            self.closed.store(true, Ordering::Relaxed);
        }
        Answer::json(&json!({ "closing": closing, "others": others }))
    }
}

fn yes() -> bool {
    true
}

fn wish<T: DeserializeOwned>(body: &[u8]) -> Result<T, Answer> {
    let wish = serde_json::from_slice(body);
    wish.map_err(|_| Answer::refusal(400, "Bad Request", "this is nothing that the desk can do"))
}

fn messages(studio: &Studio) -> Result<Answer, Answer> {
    let reading = studio.reading().ok_or_else(Answer::missing)?;
    let messages = messages::facts(&reading, studio.house(), studio.found());
    let counts = Counts::of(&reading.findings);
    Ok(Answer::json(&json!({
        "round": reading.round,
        "sound": reading.sound,
        "failure": reading.failure,
        "counts": counts,
        "messages": messages,
    })))
}

/// The words of one of the files that were read.
fn words_of(studio: &Studio, head: &Head) -> Result<Answer, Answer> {
    let reading = studio.reading().ok_or_else(Answer::missing)?;
    let path = head.asked("file").unwrap_or_default();
    let file = reading.sources.iter().map(|(_, file)| file).find(|file| *file.path == *path);
    Ok(Answer::json(&words::of(file.ok_or_else(Answer::missing)?)))
}

fn web(studio: &Studio) -> Answer {
    match previews::bytes(studio, EditionName::Html) {
        Ok(page) => Answer::preview("text/html; charset=utf-8", page),
        Err(why) => Answer::preview("text/plain; charset=utf-8", why.into_bytes()),
    }
}

fn text(studio: &Studio, head: &Head) -> Result<Answer, Answer> {
    let text = match head.asked("edition") {
        Some("text") => previews::bytes(studio, EditionName::Text)
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
        Some("heard") => previews::heard(studio),
        _ => return Err(Answer::missing()),
    };
    Ok(match text {
        Ok(text) => Answer::json(&json!({ "text": text })),
        Err(why) => Answer::json(&json!({ "failure": why })),
    })
}
