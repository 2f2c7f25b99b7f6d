//! The same file dropped in twice: its rows count once.

use std::collections::BTreeMap;

use crate::normalize::FileReading;
use crate::pipeline::Input;

/// Leaves out every file that equals one before it by path, byte for byte, and says the same by its folder.
pub(crate) fn leave_out_copies(inputs: &[Input], readings: &mut [FileReading]) {
    let mut pairs: Vec<_> = inputs.iter().zip(readings).collect();
    pairs.sort_by_key(|(input, _)| &input.path);
    let mut firsts: BTreeMap<_, &str> = BTreeMap::new();
    for (input, reading) in pairs {
        // One that cannot be read says so itself.
        if reading.account.error.is_some() {
            continue;
        }
        let key = (input.bytes.as_slice(), reading.of_folder);
        if let Some(first) = firsts.get(&key) {
            *reading = FileReading::copy_of(&input.path, first);
        } else {
            firsts.insert(key, &input.path);
        }
    }
}
