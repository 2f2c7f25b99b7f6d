//! The list of every dossier with its verdict gives the figures again.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};

use crate::case::{Case, columns};

/// Rows below the header: department, verdict, columns, place.
fn lines(bytes: Vec<u8>) -> Vec<[String; 4]> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let rows = sheet.rows().filter(|row| matches!(row.first(), Some(Data::Float(_))));
    rows.map(|row| [2, 7, 9, 11].map(|column: usize| row[column].to_string())).collect()
}

/// Columns (3) to (13), counted off the list.
fn counted<'a>(lines: impl Iterator<Item = &'a [String; 4]>) -> [u64; 11] {
    let mut sums = [0; 11];
    for [_, _, columns, _] in lines {
        for column in columns.split(' ').filter(|column| !column.is_empty()) {
            let number: usize = column.trim_matches(['(', ')']).parse().unwrap();
            sums[number - 3] += 1;
        }
    }
    sums
}

#[test]
fn every_figure_is_found_again_in_the_list_of_dossiers() {
    for (withdrawn, base) in [("dung_han", "hen_lan_dau"), ("loai_tru", "hen_lai")] {
        let case = Case::of("samples/so-ldtbxh-tra-vinh").settings(|old| {
            let new = old.replace("\"dung_han\"", &format!("\"{withdrawn}\""));
            new.replace("\"hen_lan_dau\"", &format!("\"{base}\""))
        });
        let outcome = case.march();
        let figures = outcome.figures();
        let lines = lines(outcome.archived("noi-bo/danh-sach-ho-so.xlsx"));
        assert_eq!(counted(lines.iter()), outcome.columns());
        let mut by_department: BTreeMap<&str, Vec<&[String; 4]>> = BTreeMap::new();
        for line in &lines {
            by_department.entry(&line[0]).or_default().push(line);
        }
        let all = figures["ho_so"]["theo_don_vi"].as_array().unwrap();
        assert!(all.len() > 5);
        for line in all {
            let own = by_department.get(line["ten"].as_str().unwrap());
            let own = own.into_iter().flatten().copied();
            assert_eq!(counted(own), columns(line), "{}", line["ten"]);
        }
        let said = |verdict: &str| lines.iter().filter(|line| line[1].starts_with(verdict)).count();
        let total = &figures["ho_so"]["tong"];
        assert_eq!(said("Rút, trả lại") as u64, total["rut_tra_lai"].as_u64().unwrap());
        assert_eq!(said("Trong hạn, chờ") as u64, total["cho_bo_sung"].as_u64().unwrap());
        assert_eq!(said("Quá hạn, đang") as u64, total["cot"]["c13"].as_u64().unwrap());
        assert!(lines.iter().all(|line| line[3].contains(" › dòng ")));
    }
}

#[test]
fn what_does_not_count_is_there_and_says_why() {
    let case = Case::new().sheet(
        "ho-so.xlsx",
        "Hồ sơ",
        "
        Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Trạng thái | Hình thức nộp
        A-1 | Phòng A | 20/02/2020 | 02/03/2020 | 28/02/2020 | Đã trả kết quả | Trực tiếp
        A-2 | Phòng A | 20/02/2020 | 02/03/2020 | 06/03/2020 | Đã trả kết quả | Trực tuyến
        A-3 | Phòng B | 20/02/2020 | 02/03/2020 | | Từ chối tiếp nhận | Trực tiếp
        A-4 | Phòng B | 02/01/2020 | 09/01/2020 | 09/01/2020 | Đã trả kết quả | Trực tiếp
        ",
    );
    let lines = lines(case.march().archived("noi-bo/danh-sach-ho-so.xlsx"));
    let said: Vec<[&str; 3]> =
        lines.iter().map(|line| [line[0].as_str(), line[1].as_str(), line[2].as_str()]).collect();
    assert_eq!(
        said,
        [
            ["Phòng A", "Trước hạn", "(3) (5) (7) (8)"],
            ["Phòng A", "Quá hạn, đã giải quyết", "(3) (4) (7) (10)"],
            ["Phòng B", "Chưa tiếp nhận, không tính", ""],
        ]
    );
}

/// Which dossiers make the carry-over differ from what the period before had open.
#[test]
fn a_carry_over_that_differs_names_its_dossiers() {
    let header = "Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Trạng thái | Hình thức nộp";
    let table = |rows: &str| format!("{header}\n{rows}");
    let case = Case::new().sheet(
        "ho-so.xlsx",
        "Hồ sơ",
        &table(
            "A-1 | Phòng A | 20/01/2020 | 02/03/2020 | | Đang xử lý | Trực tiếp
            A-2 | Phòng A | 20/01/2020 | 02/03/2020 | | Đang xử lý | Trực tiếp
            A-3 | Phòng B | 20/01/2020 | 02/03/2020 | | Đang xử lý | Trực tiếp",
        ),
    );
    case.run(&["bao-cao", "--ky", "2020-02"]).code(0);
    let case = case.sheet(
        "ho-so.xlsx",
        "Hồ sơ",
        &table(
            "A-1 | Phòng A | 20/01/2020 | 02/03/2020 | 20/02/2020 | Đã trả kết quả | Trực tiếp
            A-2 | Phòng A | 20/01/2020 | 02/03/2020 | 10/02/2020 | Đã trả kết quả | Trực tiếp
            B-1 | Phòng B | 03/02/2020 | 16/03/2020 | | Đang xử lý | Trực tiếp",
        ),
    );
    let outcome = case.march();
    let bytes = outcome.archived("noi-bo/danh-sach-ho-so.xlsx");
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let sheet = book.worksheet_range("Chênh chuyển kỳ").unwrap();
    let rows = sheet.rows().filter(|row| matches!(row.first(), Some(Data::Float(_))));
    let said: Vec<[String; 3]> =
        rows.map(|row| [1, 3, 4].map(|column: usize| row[column].to_string())).collect();
    let before = "Cuối kỳ trước đang giải quyết, kỳ này không chuyển sang";
    let want = [
        ["A-2", before, "nay ghi kết thúc ngày 10/02/2020"],
        [
            "B-1",
            "Kỳ này chuyển sang, cuối kỳ trước không có",
            "tiếp nhận ngày 03/02/2020, kỳ trước chưa có trong dữ liệu hoặc đã kết thúc",
        ],
        ["A-3", before, "nay không còn trong dữ liệu"],
    ];
    assert_eq!(said, want.map(|row| row.map(str::to_owned)));
}
