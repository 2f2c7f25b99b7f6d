//! What is asked of a page and what it answers, without any of the server's own types.

/// A request that was admitted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Visit {
    /// Whether it was sent as a form.
    pub(crate) is_form: bool,
    /// Of the address, taken apart and decoded: never empty, never `.` or `..`.
    pub(crate) path: Vec<String>,
    /// Of the address and of the form.
    pub(crate) fields: Vec<(String, String)>,
    pub(crate) files: Vec<SentFile>,
}

/// A file of a form.
#[derive(Clone, Debug)]
pub(crate) struct SentFile {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

impl Visit {
    /// What was filled in; `None` of what is blank.
    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        self.all(name).next().filter(|value| !value.is_empty())
    }

    /// What each field of a name holds, blank or not, in the order of the form.
    pub(crate) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        let found = self.fields.iter().filter(move |(own, _)| own == name);
        found.map(|(_, value)| value.trim())
    }
}

/// What goes back.
#[derive(Clone, Debug)]
pub(crate) enum DeskAnswer {
    Page(String),
    /// A page that says why not.
    Refused(u16, String),
    /// To be asked for next, so that loading a page again sends no form again.
    See(String),
    File(AnswerFile),
}

#[derive(Clone, Debug)]
pub(crate) struct AnswerFile {
    pub(crate) name: String,
    pub(crate) kind: &'static str,
    pub(crate) manner: Manner,
    pub(crate) bytes: Vec<u8>,
}

/// How a browser takes a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manner {
    /// A part of the desk.
    Own,
    /// Shown, as a document of the archive.
    Shown,
    Saved,
}

/// The parts of a path as they were before they were written into an address; `None` where one is no text, or leads
/// anywhere but down.
pub(crate) fn parts(path: &str) -> Option<Vec<String>> {
    let parts = path.split('/').filter(|part| !part.is_empty()).map(decoded);
    let parts: Vec<String> = parts.collect::<Option<_>>()?;
    let is_down = |part: &String| {
        !matches!(part.as_str(), "." | "..")
            && !part.contains(['/', '\\', ':'])
            && !part.chars().any(char::is_control)
    };
    parts.iter().all(is_down).then_some(parts)
}

fn decoded(part: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |byte: u8| char::from(byte).to_digit(16);
            let (high, low) = (digit(rest.next()?)?, digit(rest.next()?)?);
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// A text as an address may hold it, and a header (RFC 8187).
pub(crate) fn encoded(text: &str) -> String {
    let one = |byte: u8| {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_') {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    text.bytes().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_nowhere_but_down() {
        let owned = |parts: &[&str]| Some(parts.iter().map(ToString::to_string).collect());
        assert_eq!(parts("/"), owned(&[]));
        assert_eq!(
            parts("/luu-tru/2020-03//bao-cao.pdf"),
            owned(&["luu-tru", "2020-03", "bao-cao.pdf"])
        );
        assert_eq!(parts("/d%E1%BB%AF%20li%E1%BB%87u"), owned(&["dữ liệu"]));
        for path in [
            "/..",
            "/a/%2e%2e/b",
            "/a/%2e",
            "/a%2fb",
            "/a%5cb",
            "/c%3a",
            "/a%00",
            "/a%",
            "/a%f",
            "/%ff",
        ] {
            assert_eq!(parts(path), None, "{path}");
        }
    }
}
