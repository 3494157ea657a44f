//! The socket of the desk: on this computer alone, one thread a connection, so many at most.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use super::answer::Answer;
use super::guard::Guard;
use super::house::House;
use super::http::{Connection, Method};
use super::routes::{Room, Way};

/// The most connections at one time. A window holds one, and a few more while pages come in.
const MOST_CONNECTIONS: usize = 64;

/// The most bytes of a body.
const MOST_BODY: usize = 1024 * 1024;

/// The most bytes of a body with edits of a file: of one of the largest size that is read, with its text
/// of before.
const MOST_EDIT: usize = 24 * 1024 * 1024;

/// The most bytes of a body that brings a picture: 64 MB in Base64.
const MOST_PICTURE: usize = 96 * 1024 * 1024;

/// How often it is looked whether the user has had enough.
const LOOK: Duration = Duration::from_millis(50);

/// How long windows are given to hear that the desk closes.
const FAREWELL: Duration = Duration::from_millis(150);

/// A desk that listens.
pub struct Desk {
    listener: TcpListener,
    guard: Arc<Guard>,
    room: Arc<Room>,
    address: String,
}

impl Desk {
    /// Begins to listen, on this port of 127.0.0.1, or on the one of last time or a free one: the browser
    /// keeps what was not saved for the port.
    ///
    /// # Errors
    ///
    /// A sentence: the port is taken, a booklet is open at another desk.
    pub fn open(house: Arc<dyn House>, port: Option<u16>) -> Result<Self, String> {
        let bind = |port: u16| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
        let listener = match port {
            Some(port) => bind(port),
            None => bind(house.usual_port()).or_else(|_| bind(0)),
        };
        let listener = listener.map_err(|error| match port {
            Some(port) => format!(
                "cannot open the desk on port {port}: {error}; leave --port out for a free one"
            ),
            None => format!("cannot open the desk: {error}"),
        })?;
        let at = listener.local_addr().map_err(|error| format!("cannot open the desk: {error}"))?;
        let address = format!("http://127.0.0.1:{}/", at.port());
        let room = Arc::new(Room::new(house, address.clone())?);
        Ok(Self { listener, guard: Arc::new(Guard::new(at.port())?), room, address })
    }

    /// Where it is, for whoever was let in.
    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The address that lets a browser in, once.
    #[must_use]
    pub fn opening(&self) -> String {
        self.guard.opening()
    }

    /// Answers until the user has had enough; `entered` is done once, when a browser was let in.
    pub fn serve(self, entered: impl FnOnce()) {
        let Self { listener, guard, room, .. } = self;
        let (closing, door) = (Arc::clone(&room), Arc::clone(&guard));
        std::thread::spawn(move || take_all(&listener, &guard, &room));
        let mut entered = Some(entered);
        while !closing.is_closed() {
            std::thread::sleep(LOOK);
            if door.is_used()
                && let Some(entered) = entered.take()
            {
                entered();
            }
        }
        closing.leave();
        std::thread::sleep(FAREWELL);
    }
}

fn take_all(listener: &TcpListener, guard: &Arc<Guard>, room: &Arc<Room>) {
    let open = Arc::new(AtomicUsize::new(0));
    for stream in listener.incoming() {
        let Ok(stream) = stream else {
            // Too many open files, most likely: some will be closed.
            std::thread::sleep(LOOK);
            continue;
        };
        let place = Place::take(&open);
        let (guard, room) = (Arc::clone(guard), Arc::clone(room));
        let thread = std::thread::Builder::new().name("desk".to_owned());
        // Where no thread can be had, the connection is closed.
        let _ = thread.spawn(move || match place {
            Some(_place) => answer(stream, &guard, &room),
            None => turn_away(stream),
        });
    }
}

/// One of the connections that there may be.
struct Place(Arc<AtomicUsize>);

impl Place {
    fn take(open: &Arc<AtomicUsize>) -> Option<Self> {
        let before = open.fetch_add(1, Ordering::Relaxed);
        let place = Self(Arc::clone(open));
        (before < MOST_CONNECTIONS).then_some(place)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

fn turn_away(stream: TcpStream) {
    let busy = Answer::refusal(503, "Service Unavailable", "too much is asked of the desk at once");
    if let Ok(mut connection) = Connection::new(stream) {
        let _ = connection.send(&busy.bytes());
    }
}

/// Answers the one request of a connection.
fn answer(stream: TcpStream, guard: &Guard, room: &Room) {
    let Ok(mut connection) = Connection::new(stream) else { return };
    // A fault of one answer is no end of the desk.
    let way = catch_unwind(AssertUnwindSafe(|| find_way(&mut connection, guard, room)));
    let way = way.unwrap_or_else(|_| {
        let sentence = "the desk broke down at this; it is a fault of the program and not yours";
        Way::Answer(Answer::refusal(500, "Internal Server Error", sentence))
    });
    match way {
        Way::Answer(answer) => {
            // Whoever is gone is not answered.
            let _ = connection.send(&answer.bytes());
        }
        Way::Events(studio) => studio.events().stream(&mut connection),
    }
    connection.end();
}

/// The most bytes of a body that is sent there.
fn most(path: &str) -> usize {
    match path {
        "/api/edit" | "/api/paste" | "/api/draft" => MOST_EDIT,
        "/api/picture" => MOST_PICTURE,
        _ => MOST_BODY,
    }
}

fn find_way(connection: &mut Connection, guard: &Guard, room: &Room) -> Way {
    let head = match connection.head() {
        Ok(head) => head,
        Err(fault) => return Way::Answer(fault.into()),
    };
    let head = match guard.admit(head) {
        Ok(head) => head,
        Err(answer) => return Way::Answer(answer),
    };
    let body = match head.method {
        Method::Get => Vec::new(),
        Method::Post => match connection.body(&head, most(&head.path)) {
            Ok(body) => body,
            Err(fault) => return Way::Answer(fault.into()),
        },
    };
    room.answer(&head, &body)
}
