//! Whatever stands below a header, every row of it is counted once, and only accepted rows become records.

use proptest::prelude::*;

use super::{counts, read};

const HEADER: &str = "Mã hồ sơ | Chủ hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Trạng thái";

/// A cell of any column, right or wrong.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => Just(String::new()),
        4 => (1_u8..29, 1_u8..13).prop_map(|(day, month)| format!("{day:02}/{month:02}/2020")),
        1 => (40_000_u32..46_000).prop_map(|serial| serial.to_string()),
        2 => (1_u32..9_999).prop_map(|number| format!("H{number}")),
        5 => proptest::sample::select(vec![
            "Phòng A", "Phòng B", "31/02/2020", "chưa rõ", "#N/A", "=", "Tổng cộng", "Cộng", "(1)", "1", "2",
            "3", "Giám đốc", "Ngày 31 tháng 3 năm 2020", "Lê Ví Dụ", "Đang xử lý", "Đã trả kết quả", "Rút",
            "I. Phòng C", "Mã hồ sơ", "Ngày hẹn trả",
        ])
        .prop_map(str::to_owned),
    ]
}

/// A row: random, of blank cells, good, or the header again.
fn row() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => proptest::collection::vec(cell(), 7).prop_map(|cells| cells.join(" | ")),
        1 => Just(" | | | | | | ".to_owned()),
        3 => (1_u32..40).prop_map(|number| {
            format!("H{number} | Lê Ví Dụ | Phòng A | 02/03/2020 | 05/03/2020 | 04/03/2020 | Đã trả kết quả")
        }),
        1 => Just(HEADER.to_owned()),
    ]
}

proptest! {
    #[test]
    fn every_row_below_the_header_has_one_fate(rows in proptest::collection::vec(row(), 1..30)) {
        // A good row first, so that the table is one, and one last, so that the sheet ends where the rows do.
        let good = "H0 | Lê Ví Dụ | Phòng A | 02/03/2020 | 05/03/2020 | 04/03/2020 | Đã trả kết quả";
        let text = format!("{HEADER}\n{good}\n{}\n{good}", rows.join("\n"));
        let reading = read(&text);
        prop_assume!(reading.stopped.is_empty());
        let [accepted, rejected, skipped, blank] = counts(&reading);
        let given = u64::try_from(rows.len()).expect("few rows") + 2;
        prop_assert_eq!(accepted + rejected + skipped + blank, given, "{}", text);
        prop_assert_eq!(u64::try_from(reading.records.dossiers.len()).expect("few rows"), accepted);
    }
}
