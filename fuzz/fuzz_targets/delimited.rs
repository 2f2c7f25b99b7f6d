//! Delimited text of any encoding.
#![no_main]

mod account;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    account::accepted("a.csv", bytes.to_vec());
});
