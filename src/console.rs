//! The only file that prints: data to stdout, everything else to stderr.

use std::borrow::Cow;
use std::io::{BufRead as _, IsTerminal as _, Read as _, Write as _};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Whether a person sits at both ends.
pub(crate) fn is_interactive() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// Words for people. A closed pipe is no reason to stop a run.
pub(crate) fn say(text: &str) {
    write(&plain(text));
}

fn write(text: &str) {
    let mut out = std::io::stderr().lock();
    drop(writeln!(out, "{text}"));
}

/// What names of files and cells bring along may turn the line around (`U+202E`) or move the cursor: a terminal gets
/// a mark in its place.
fn plain(text: &str) -> Cow<'_, str> {
    let moves = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\t'))
            || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if text.contains(moves) { text.replace(moves, "\u{fffd}").into() } else { text.into() }
}

/// What stopped the run: its first line stands out on a terminal that has colours.
pub(crate) fn complain(text: &str, color: Color) {
    match (color, text.split_once('\n')) {
        (Color::Never, _) => say(text),
        // A console of Windows prints the marks of colour as they are, unless it is told otherwise.
        (Color::Auto, _) if cfg!(windows) || !std::io::stderr().is_terminal() => say(text),
        (Color::Auto, Some((first, rest))) => {
            write(&format!("\x1b[1;31m{}\x1b[0m\n{}", plain(first), plain(rest)));
        }
        (Color::Auto, None) => write(&format!("\x1b[1;31m{}\x1b[0m", plain(text))),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Color {
    Auto,
    /// `NO_COLOR` is set, or `TERM` is `dumb`.
    Never,
}

/// Data for other programs.
pub(crate) fn data(bytes: &[u8]) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}

/// The same as it is made; an error of the pipe is told apart from one of what is written.
pub(crate) fn data_by<E>(
    write: impl FnOnce(&mut dyn std::io::Write) -> Result<(), E>,
) -> std::io::Result<Result<(), E>> {
    let out = std::io::BufWriter::with_capacity(1 << 20, std::io::stdout().lock());
    let mut pipe = Pipe { out, broken: None };
    let written = write(&mut pipe);
    match pipe.broken {
        Some(broken) => Err(broken),
        None => pipe.out.flush().map(|()| written),
    }
}

struct Pipe<W> {
    out: W,
    /// Why it took no more.
    broken: Option<std::io::Error>,
}

impl<W: std::io::Write> std::io::Write for Pipe<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        match self.out.write_all(bytes) {
            Ok(()) => Ok(bytes.len()),
            Err(broken) => {
                let kind = broken.kind();
                self.broken = Some(broken);
                Err(kind.into())
            }
        }
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.out.flush()
    }
}

/// All that comes in from another program.
pub(crate) fn input() -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Asks for one line; `None` at the end of the input.
pub(crate) fn ask(question: &str) -> Option<String> {
    let mut out = std::io::stderr().lock();
    drop(write!(out, "{question} "));
    drop(out.flush());
    let mut answer = String::new();
    let read = std::io::stdin().lock().read_line(&mut answer).ok()?;
    (read > 0).then(|| answer.trim().to_owned())
}

/// A progress bar, on a terminal only.
#[derive(Debug)]
pub(crate) struct Bar(ProgressBar);

impl Bar {
    pub(crate) fn new() -> Self {
        let target = if std::io::stderr().is_terminal() {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        let style = ProgressStyle::with_template("{msg:<22} {bar:30} {pos}/{len}")
            .unwrap_or_else(|_| ProgressStyle::default_bar());
        Self(ProgressBar::with_draw_target(Some(0), target).with_style(style))
    }

    /// The next stretch of work, with its length.
    pub(crate) fn begin(&self, what: &'static str, length: usize) {
        self.0.reset();
        self.0.set_message(what);
        self.0.set_length(u64::try_from(length).unwrap_or(u64::MAX));
    }

    pub(crate) fn advance(&self) {
        self.0.inc(1);
    }

    pub(crate) fn finish(&self) {
        self.0.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_can_neither_turn_a_line_around_nor_move_the_cursor() {
        assert_eq!(plain("ho-so-\u{202e}cod.csv\n\tĐơn vị"), "ho-so-\u{fffd}cod.csv\n\tĐơn vị");
        assert_eq!(plain("a\u{1b}[2Jb\u{2066}c\r"), "a\u{fffd}[2Jb\u{fffd}c\u{fffd}");
        assert_eq!(plain("Phòng\u{200b}Tài chính"), "Phòng\u{200b}Tài chính");
    }
}
