//! Characters that the program keeps for itself: a figure stands between them, with its id, until its text is read.

use std::borrow::Cow;

/// Before the id, between it and the figure, behind that. None of them can be printed.
pub(crate) const KEPT: [char; 3] = ['\u{f8f2}', '\u{f8f3}', '\u{f8f4}'];

/// A text of an office without them, so that it can make no figure.
pub(crate) fn without_kept(text: &str) -> Cow<'_, str> {
    if text.contains(KEPT) { Cow::Owned(text.replace(KEPT, "")) } else { Cow::Borrowed(text) }
}
