//! Any first rows above two rows of a table of dossiers.
#![no_main]

mod account;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|header: &str| {
    let rows = "A-1;Phòng A;01/10/2026;09/10/2026;08/10/2026\nA-2;Phòng B;02/10/2026;09/10/2026;\n";
    account::accepted("a.csv", format!("{header}\n{rows}").into_bytes());
});
