//! The look before calamine, at anything: it ends, in bounds.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    congso::probe::preflight(bytes);
});
