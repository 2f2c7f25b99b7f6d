//! A department over several months: its own line in its report, and where a month does not know it.

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;

use calamine::{Reader as _, Xlsx};
use serde_json::Value;

use crate::case::{Case, SETTINGS};
use crate::documents::html_text;
use crate::formats::{docx_rows, html_rows};

/// Code, department, received, due, ended, status.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

const DONE: &str = "Đã trả kết quả";

const MONTHS: [(&str, &[Row]); 4] = [
    (
        "2020-01",
        &[
            ("A1", "Phòng A", "20/12/2019", "08/01/2020", "08/01/2020", DONE),
            ("A2", "Phòng A", "20/12/2019", "08/01/2020", "10/01/2020", DONE),
            ("B1", "Phòng B", "20/12/2019", "08/01/2020", "07/01/2020", DONE),
        ],
    ),
    // Phòng A is not in the settings of this month.
    ("2020-02", &[("B2", "Phòng B", "20/01/2020", "03/02/2020", "03/02/2020", DONE)]),
    (
        "2020-03",
        &[
            ("A3", "Phòng A", "17/02/2020", "03/03/2020", "28/02/2020", DONE),
            ("B3", "Phòng B", "17/02/2020", "03/03/2020", "02/03/2020", DONE),
        ],
    ),
    (
        "2020-04",
        &[
            ("A4", "Phòng A", "17/03/2020", "31/03/2020", "31/03/2020", DONE),
            ("A5", "Phòng A", "17/03/2020", "31/03/2020", "", "Đang xử lý"),
            ("B4", "Phòng B", "17/03/2020", "31/03/2020", "07/04/2020", DONE),
        ],
    ),
];

fn play(case: &Case) {
    let without = SETTINGS.replace("ten = \"Phòng A\"\n", "ten = \"Phòng Khác\"\n");
    for (code, rows) in MONTHS {
        let settings = if code == "2020-02" { &without } else { SETTINGS };
        fs::write(case.root().join("congso.toml"), settings).unwrap();
        let mut table = "Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Trạng thái"
            .to_owned();
        for (number, department, received, due, end, status) in rows {
            table =
                format!("{table}\n{number} | {department} | {received} | {due} | {end} | {status}");
        }
        let bytes = crate::case::workbook(&[("Hồ sơ", &table)]);
        fs::write(case.root().join("du-lieu/ho-so.xlsx"), bytes).unwrap();
        let outcome = case.run(&["bao-cao", "--ky", code, "--du-lieu-thieu"]);
        assert!(matches!(outcome.code, 0 | 3), "{}", outcome.stderr);
    }
}

fn read(case: &Case, code: &str, name: &str) -> Vec<u8> {
    fs::read(case.root().join("luu-tru").join(code).join("data").join(name)).unwrap()
}

/// Rows of the table over time: those that begin with a month.
fn over_time(rows: Vec<Vec<String>>) -> Vec<String> {
    let begins = |row: &Vec<String>| row.first().is_some_and(|cell| cell.ends_with("/2020"));
    let rows = rows.into_iter().filter(|row| row.len() == 11 && begins(row));
    // The last cell of HTML is read with what stands below the table.
    let cells = rows.map(|row| row.join(" | ").replace('\u{a0}', " "));
    let before_notes = |row: String| row.split("Số liệu").next().unwrap_or_default().to_owned();
    cells.map(before_notes).collect()
}

/// Cells of the sheet over time; nothing where there is none.
fn annex(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range("Xu hướng");
    let rows = range.iter().flat_map(calamine::Range::rows);
    rows.map(|row| row.iter().map(ToString::to_string).collect()).collect()
}

/// Printed figures of a month by their ids.
fn printed(case: &Case, code: &str) -> BTreeMap<String, String> {
    let listed = case.run(&["dien-giai", code, "--json"]).stdout;
    let listed: Value = serde_json::from_str(&listed).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let figures = listed["figures"].as_array().unwrap().iter();
    figures.map(|one| (text(&one["id"]), text(&one["printed"]))).collect()
}

#[test]
fn a_department_sees_its_own_months_and_a_dash_where_a_month_does_not_know_it() {
    let case = Case::new();
    play(&case);
    let want = [
        "1/2020 | 2 | 50,00% (*) | 1 | 0 | – | – | – | 1 | 0 | ",
        "2/2020 | – | – | – | – | – | – | – | – | – | (1)",
        "3/2020 | 1 | 100,00% (*) | 0 | 0 | – | – | – | 0 | 0 | (2)",
        "4/2020 | 1 | 100,00% (*) | 0 | 1 | – | – | – | 1 | 0 | ",
    ];
    assert_eq!(over_time(html_rows(&read(&case, "2020-04", "don-vi/phong-a.html"))), want);
    assert_eq!(over_time(docx_rows(&read(&case, "2020-04", "don-vi/phong-a.docx"))), want);
    let said = html_text(&read(&case, "2020-04", "don-vi/phong-a.html"));
    for words in [
        "V. XU HƯỚNG QUA CÁC KỲ",
        "Từ tháng 1 năm 2020 đến tháng 4 năm 2020, có 04 kỳ báo cáo cùng loại",
        "(1) Từ tháng 2 năm 2020: danh sách đơn vị thay đổi: thêm Phòng Khác; bớt Phòng A.",
        "(*) Dưới 30 hồ sơ đã giải quyết: chỉ để tham khảo.",
        "Kỳ chỉ ghi “–”: báo cáo của kỳ đó không nêu đơn vị này.",
    ] {
        assert!(said.contains(words), "no “{words}” in {said}");
    }

    // Phòng B was there in all four; in March Phòng A had been told of in two only.
    let beside = over_time(html_rows(&read(&case, "2020-04", "don-vi/phong-b.html")));
    assert_eq!(beside.len(), 4);
    assert_eq!(beside[1], "2/2020 | 1 | 100,00% (*) | 0 | 0 | – | – | – | 0 | 0 | (1)");
    assert_eq!(beside[3], "4/2020 | 1 | 0,00% (*) | 1 | 0 | – | – | – | 1 | 0 | ");
    assert_eq!(over_time(html_rows(&read(&case, "2020-03", "don-vi/phong-a.html"))), [""; 0]);
    assert_eq!(over_time(html_rows(&read(&case, "2020-03", "don-vi/phong-b.html"))).len(), 3);

    // So does its annex, each cell with its id: the number below the table, the code behind the line.
    let rows = annex(&read(&case, "2020-04", "don-vi/phong-a.xlsx"));
    let line = |name: &str| rows.iter().find(|row| row.get(1).is_some_and(|cell| cell == name));
    let of = |name: &str| line(name).unwrap_or_else(|| panic!("no {name} in {rows:?}")).join(" | ");
    assert_eq!(
        of("1/2020"),
        "1 | 1/2020 | 1 | 2 | 0.5 | 1 | 0 |  |  |  |  |  |  | 1 | 0 | 0 | DV-PA-KY-2020-01"
    );
    assert_eq!(
        of("2/2020"),
        "2 | 2/2020 |  |  |  |  |  |  |  |  |  |  |  |  |  |  | DV-PA-KY-2020-02"
    );
    assert_eq!(
        of("4/2020"),
        "4 | 4/2020 | 1 | 1 | 1 | 0 | 1 |  |  |  |  |  |  | 1 | 0 | 0 | DV-PA-KY-2020-04"
    );
    let numbers = rows.iter().find(|row| row.contains(&"XT-02".to_owned())).expect("numbers");
    assert_eq!(numbers[4], "XT-02");
    assert!(annex(&read(&case, "2020-03", "don-vi/phong-a.xlsx")).is_empty(), "two months only");

    // The bag keeps what it took, and each figure is asked for by its id.
    let kept = read(&case, "2020-04", "ky-truoc/cac-ky.json");
    let kept: Value = serde_json::from_slice(&kept).unwrap();
    assert_eq!(kept[0]["ho_so"]["theo_don_vi"][0]["ten"], "Phòng A");
    assert_eq!(kept[0]["thu_xin_loi"]["doi_chieu_don_vi"][0]["qua_han"], 1);
    let explained = case.run(&["dien-giai", "2020-04", "xt-02-dv-pa-ky-2020-01"]);
    explained.code(0);
    assert!(explained.stdout.contains("50,00%"), "{}", explained.stdout);
    let there = "Mã số TL-01-DV-PA của kỳ đó";
    assert!(explained.stdout.contains(there), "{}", explained.stdout);
    let of_office = case.run(&["dien-giai", "2020-04", "XT-02-KY-2020-01"]).stdout;
    assert!(of_office.contains("Mã số TL-01 của kỳ đó"), "{of_office}");
    // Which is what stands under that id in that month.
    let (now, then) = (printed(&case, "2020-04"), printed(&case, "2020-01"));
    for (over_time, own) in
        [("XT-02", "TL-01"), ("XT-03", "HS-10"), ("XT-04", "HS-13"), ("XT-07", "TX-06")]
    {
        for of in ["", "-DV-PA", "-DV-PB"] {
            let (here, there) = (format!("{over_time}{of}-KY-2020-01"), format!("{own}{of}"));
            let value = now[&here].split(" (").next().unwrap();
            assert_eq!(value, then[&there], "{here} and {there}");
        }
    }
    case.run(&["xac-minh"]).code(0);
}
