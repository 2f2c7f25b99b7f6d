//! Tables of totals where an office has no list of dossiers: of the period, or of its months end to end.

use crate::case::{Case, Outcome, columns, named};

const HEADER: &str = "STT | Đơn vị | Tổng số hồ sơ nhận giải quyết | Trực tuyến | Trực tiếp, bưu chính | \
    Từ kỳ trước | Tổng số đã giải quyết | Trước hạn | Đúng hạn | Quá hạn | Tổng số đang giải quyết | \
    Trong hạn | Quá hạn";

/// One table for each month of the first quarter of 2020 (15/12/2019–14/3/2020), its folder its period.
fn quarter(months: [&str; 3]) -> Case {
    let folders = ["2020-01", "2020-02", "2020-03"];
    folders.iter().zip(months).fold(Case::new(), |case, (folder, rows)| {
        case.sheet(&format!("{folder}/tong-hop.xlsx"), "Tổng hợp", &format!("{HEADER}\n{rows}"))
    })
}

fn report(case: &Case) -> (Outcome, serde_json::Value) {
    let outcome = case.run(&["bao-cao", "--ky", "2020-Q1"]);
    let files = case.files("luu-tru/2020-Q1/data");
    let file = files.iter().find(|(name, _)| name == "so-lieu.json");
    let (_, bytes) = file.unwrap_or_else(|| panic!("{}", outcome.stderr));
    let figures = serde_json::from_slice(bytes).unwrap();
    (outcome, figures)
}

const JANUARY: &str = "1 | Phòng A | 12 | 6 | 4 | 2 | 9 | 5 | 3 | 1 | 3 | 2 | 1
                       2 | Phòng B | 5 | 5 | 0 | 0 | 5 | 5 | 0 | 0 | 0 | 0 | 0";
const FEBRUARY: &str = "1 | Phòng A | 10 | 7 | 0 | 3 | 6 | 6 | 0 | 0 | 4 | 4 | 0
                        2 | Phòng B | 1 | 0 | 1 | 0 | 0 | 0 | 0 | 0 | 1 | 1 | 0";
const MARCH: &str = "1 | Phòng A | 9 | 5 | 0 | 4 | 8 | 4 | 2 | 2 | 1 | 0 | 1
                     2 | Phòng B | 3 | 2 | 0 | 1 | 3 | 0 | 3 | 0 | 0 | 0 | 0
                     Tổng cộng | | 12 | 7 | 0 | 5 | 11 | 4 | 5 | 2 | 1 | 0 | 1";

#[test]
fn three_tables_of_months_are_a_quarter() {
    let (outcome, figures) = report(&quarter([JANUARY, FEBRUARY, MARCH]));
    outcome.code(0);
    let lines = &figures["ho_so"]["theo_don_vi"];
    // Carried in once, what came in and was resolved added up, open at the end once.
    assert_eq!(columns(named(lines, "Phòng A")), [24, 18, 4, 2, 23, 15, 5, 3, 1, 0, 1]);
    assert_eq!(columns(named(lines, "Phòng B")), [8, 7, 1, 0, 8, 5, 3, 0, 0, 0, 0]);
    assert_eq!(columns(&figures["ho_so"]["tong"]), [32, 25, 5, 2, 31, 20, 8, 3, 1, 0, 1]);
    assert_eq!(figures["du_lieu"]["phat_hien"], serde_json::json!([]));
}

#[test]
fn a_chain_that_breaks_is_said_with_both_values() {
    let february = FEBRUARY.replace("| 10 | 7 | 0 | 3 |", "| 10 | 5 | 0 | 5 |");
    let (outcome, figures) = report(&quarter([JANUARY, &february, MARCH]));
    outcome.says(
        "Dòng “Phòng A”: từ kỳ trước chuyển sang ghi 5, nhưng cuối kỳ trước còn 3 \
         (2020-01/tong-hop.xlsx › Tổng hợp › dòng 2)",
    );
    // Used as the tables say, so the whole does not add up, and the report says that too.
    let line = columns(named(&figures["ho_so"]["theo_don_vi"], "Phòng A"));
    assert_eq!((line[0], line[3], line[4], line[8]), (22, 2, 23, 1));
    assert_ne!(figures["ho_so"]["sai_dang_thuc"], serde_json::json!([]));
}

#[test]
fn a_month_that_is_missing_leaves_its_department_out_and_is_said() {
    let february = FEBRUARY.lines().next().unwrap();
    let (outcome, figures) = report(&quarter([JANUARY, february, MARCH]));
    outcome.says("Bảng tổng hợp của “Phòng B” mới có 15/12/2019–14/01/2020, 15/02/2020–14/3/2020");
    outcome.says("không dùng bảng tổng hợp của đơn vị này cho kỳ báo cáo");
    let lines = &figures["ho_so"]["theo_don_vi"];
    assert_eq!(columns(named(lines, "Phòng A"))[0], 24);
    assert_eq!(columns(&figures["ho_so"]["tong"])[0], 24);
}

#[test]
fn a_list_of_dossiers_goes_before_the_tables_of_its_department() {
    let list =
        "Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Hình thức nộp
                B-1 | Phòng B | 20/02/2020 | 02/03/2020 | 28/02/2020 | Trực tiếp";
    let case = quarter([JANUARY, FEBRUARY, MARCH]).sheet("ho-so.xlsx", "Hồ sơ", list);
    let (outcome, figures) = report(&case);
    outcome.says("Không dùng dòng tổng hợp “Phòng B”: kỳ này đã có danh sách hồ sơ");
    let lines = &figures["ho_so"]["theo_don_vi"];
    assert_eq!(columns(named(lines, "Phòng A"))[0], 24);
    assert_eq!(columns(named(lines, "Phòng B"))[0], 1);
}

#[test]
fn a_table_with_only_its_total_says_what_is_missing() {
    let total = "Tổng cộng | | 12 | 6 | 4 | 2 | 9 | 5 | 3 | 1 | 3 | 2 | 1";
    let of = |sheet: &str| {
        Case::new().sheet("2020-03/t.xlsx", sheet, &format!("{HEADER}\n{total}")).march()
    };
    let refused = of("Tổng hợp");
    refused.code(1).says("Bảng tổng hợp chỉ có dòng tổng, không biết là số của đơn vị nào");
    refused.says("nếu cả bảng là của một đơn vị thì đặt tên trang theo tên đơn vị đó");
    let served = of("Phòng A");
    let line = named(&served.code(0).figures()["ho_so"]["theo_don_vi"], "Phòng A").clone();
    assert_eq!(columns(&line), [12, 6, 4, 2, 9, 5, 3, 1, 3, 2, 1]);
}
