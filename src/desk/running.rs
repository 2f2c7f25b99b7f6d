//! The desk that is open already: a note in the office's folder says where, as long as it is open.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::Path;
use std::time::Duration;

use crate::desk::guard::{ALIVE, address, cookie_name};
use crate::office;

/// For an answer of this machine to itself.
const PATIENCE: Duration = Duration::from_secs(2);

/// The address of the desk that is open on this folder, if one is.
pub(crate) fn running(folder: &Path) -> Option<String> {
    let note = office::desk_note(folder)?;
    let (port, secret) = note.split_once(' ')?;
    let port = port.parse().ok()?;
    told_of_running(port, secret).then(|| address(port, secret))
}

/// Whether the desk of this secret answers there.
fn told_of_running(port: u16, secret: &str) -> bool {
    let ask = || -> std::io::Result<String> {
        let place = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let mut stream = TcpStream::connect_timeout(&place, PATIENCE)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let cookie = format!("{}={secret}", cookie_name(port));
        write!(
            stream,
            "GET /song HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n"
        )?;
        let mut answer = String::new();
        stream.take(1 << 16).read_to_string(&mut answer)?;
        Ok(answer)
    };
    ask().is_ok_and(|answer| answer.contains(ALIVE))
}

/// Leaves the note. A folder that cannot be written to has none: a second desk then opens beside the first.
pub(crate) fn enter(folder: &Path, port: u16, secret: &str) {
    drop(office::leave_desk_note(folder, Some(&format!("{port} {secret}"))));
}

/// Takes it away, unless another desk has written its own.
pub(crate) fn leave(folder: &Path, secret: &str) {
    if office::desk_note(folder).is_some_and(|note| note.ends_with(secret)) {
        drop(office::leave_desk_note(folder, None));
    }
}
