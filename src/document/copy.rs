//! For whom a document is made.

/// What a copy of a report is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DocumentCopy {
    /// To be signed and sent: nothing stands in it but what is said.
    ToSign,
    /// To be worked on in Word: what the figures propose, named as proposals, and lines for the hand.
    ToEdit,
}
