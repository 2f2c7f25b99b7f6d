//! Which characters can be printed, as the stages before the printing are told, and what stands for the others.

use crate::model::Text;

/// Printed in place of a character that no face has: it is seen that something is missing.
const STAND_IN: char = '□';

/// The characters that the faces of the documents have.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Faces {
    has: fn(char) -> bool,
}

impl Faces {
    pub(crate) const fn new(has: fn(char) -> bool) -> Self {
        Self { has }
    }

    /// The characters of a text that cannot be printed, in order.
    pub(crate) fn missing(self, text: &str) -> impl Iterator<Item = char> {
        text.chars().filter(move |c| !c.is_ascii() && !(self.has)(*c))
    }

    /// The text as it is printed.
    pub(crate) fn printed(self, text: String) -> String {
        if self.missing(&text).next().is_none() {
            return text;
        }
        text.chars().map(|c| if c.is_ascii() || (self.has)(c) { c } else { STAND_IN }).collect()
    }

    /// The same of a text that others share, who go on sharing it.
    pub(crate) fn printed_text(self, text: Text) -> Text {
        if self.missing(&text).next().is_none() {
            return text;
        }
        Text::from(self.printed(text.to_string()))
    }
}

/// For what prints nothing: every character.
impl Default for Faces {
    fn default() -> Self {
        Self::new(|_| true)
    }
}

/// `“김” (U+AE40)`.
pub(crate) fn named(character: char) -> String {
    format!("“{character}” (U+{:04X})", u32::from(character))
}
