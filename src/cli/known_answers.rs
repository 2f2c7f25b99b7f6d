//! What was read apart a moment ago: a run reads a file for its figures, and again for the copy to mend.

use std::collections::VecDeque;
use std::sync::Arc;

/// Bytes of files and answers that are kept; what is larger is read again.
const MOST_BYTES: usize = 16 << 20;

/// The last tasks with their answers, the oldest first.
#[derive(Debug)]
pub(super) struct KnownAnswers {
    kept: VecDeque<(Arc<[u8]>, Vec<u8>)>,
}

impl KnownAnswers {
    pub(super) const fn new() -> Self {
        Self { kept: VecDeque::new() }
    }

    /// The answer to the same task, byte for byte.
    pub(super) fn to(&self, task: &[u8]) -> Option<Vec<u8>> {
        let (_, answer) = self.kept.iter().find(|(known, _)| **known == *task)?;
        Some(answer.clone())
    }

    pub(super) fn keep(&mut self, task: Arc<[u8]>, answer: &[u8]) {
        let bytes = |task: &[u8], answer: &[u8]| task.len() + answer.len();
        let is_known = self.kept.iter().any(|(known, _)| *known == task);
        if is_known || bytes(&task, answer) > MOST_BYTES {
            return;
        }
        self.kept.push_back((task, answer.to_vec()));
        while self.kept.iter().map(|(task, answer)| bytes(task, answer)).sum::<usize>() > MOST_BYTES
        {
            self.kept.pop_front();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_answers_are_known_as_long_as_there_is_room() {
        let mut known = KnownAnswers::new();
        let task = |of: u8, bytes: usize| -> Arc<[u8]> { vec![of; bytes].into() };
        known.keep(task(1, 4 << 20), b"one");
        known.keep(task(2, 4 << 20), b"two");
        assert_eq!(known.to(&task(1, 4 << 20)), Some(b"one".to_vec()));
        // One byte of the file makes another task of it.
        assert_eq!(known.to(&task(1, (4 << 20) - 1)), None);
        known.keep(task(3, 17 << 20), b"too large");
        assert_eq!(known.to(&task(3, 17 << 20)), None);
        known.keep(task(4, 10 << 20), b"four");
        assert_eq!(known.to(&task(1, 4 << 20)), None, "the oldest makes room");
        assert_eq!(known.to(&task(2, 4 << 20)), Some(b"two".to_vec()));
        assert_eq!(known.to(&task(4, 10 << 20)), Some(b"four".to_vec()));
    }
}
