//! What must hold of the account of any file: valid JSON, and one fate for every row.

use serde_json::Value;

/// Reads one file of delimited text; how many of its rows count.
pub fn accepted(path: &str, bytes: Vec<u8>) -> u64 {
    let json = congso::probe::check(vec![(path.to_owned(), bytes)], "2026-11-01");
    let json: Value = serde_json::from_slice(&json).expect("JSON");
    let mut accepted = 0;
    for sheet in json["files"][0]["sheets"].as_array().expect("sheets") {
        let rows = |fate: &str| sheet["rows"][fate].as_u64().expect("a count");
        assert_eq!(
            rows("seen"),
            rows("accepted") + rows("rejected") + rows("skipped") + rows("blank")
        );
        accepted += rows("accepted");
    }
    accepted
}
