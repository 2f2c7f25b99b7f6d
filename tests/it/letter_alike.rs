//! Whether a dossier has a letter is one fact: every document of a run says it alike, for the office and for each
//! department, whatever became of its letters.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use rust_xlsxwriter::{ExcelDateTime, Workbook};
use serde_json::Value;

use crate::case::{Case, files_below};
use crate::documents::{html_text, pdf_text};
use crate::formats::html_rows;

/// Issued, prepared, only re-appointed, nothing.
type Having = [u64; 4];

const WORDS: [&str; 4] = ["Đã phát hành", "Đã lập", "Chỉ hẹn lại", "Chưa có"];

/// The payload of an archived period.
struct Bag(BTreeMap<String, Vec<u8>>);

impl Bag {
    fn of(case: &Case, name: &str) -> Self {
        let data = case.root().join("luu-tru").join(name).join("data");
        Self(files_below(&data).into_iter().collect())
    }

    #[track_caller]
    fn file(&self, path: &str) -> &[u8] {
        self.0.get(path).unwrap_or_else(|| panic!("no {path} in {:?}", self.0.keys()))
    }

    /// Rows of a sheet, by its name.
    #[track_caller]
    fn sheet(&self, path: &str, name: &str) -> Vec<Vec<String>> {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(self.file(path))).unwrap();
        let range = book.worksheet_range(name).unwrap_or_else(|error| panic!("{name}: {error}"));
        range.rows().map(|row| row.iter().map(Data::to_string).collect()).collect()
    }
}

/// The row whose second cell is this name, with its numbers.
#[track_caller]
fn numbers(rows: &[Vec<String>], name: &str) -> Vec<u64> {
    let row = rows.iter().rfind(|row| row.get(1).is_some_and(|cell| cell == name));
    let row = row.unwrap_or_else(|| panic!("no {name} in {rows:?}"));
    row[2..].iter().map(|cell| cell.parse().unwrap_or(0)).collect()
}

/// The base of all: what the internal list says of each dossier, by department.
fn listed(bag: &Bag) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut departments: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for name in ["Đã giải quyết quá hạn", "Đang giải quyết quá hạn"] {
        for row in bag.sheet("noi-bo/danh-sach-qua-han.xlsx", name) {
            if row[0].parse::<f64>().is_ok() {
                let own = departments.entry(row[2].clone()).or_default();
                own.insert(row[1].clone(), row[11].clone());
            }
        }
    }
    departments
}

fn counted<'a>(words: impl Iterator<Item = &'a String>) -> Having {
    let words: Vec<&String> = words.collect();
    WORDS.map(|word| words.iter().filter(|said| said.as_str() == word).count() as u64)
}

/// The sentence of one fate in a text: how many dossiers, none where it says so.
#[track_caller]
fn said(text: &str, before: &str) -> u64 {
    let (_, rest) = text.split_once(before).unwrap_or_else(|| panic!("no “{before}” in {text}"));
    let rest = rest.trim_start();
    if rest.starts_with("không có") {
        return 0;
    }
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or_else(|_| panic!("{before}: {rest:.40}"))
}

/// A report, its annex and its figures beside what the list says.
#[track_caller]
fn agrees(bag: &Bag, (html, pdf, annex): (&str, &str, &str), name: &str, having: Having) {
    let [issued, prepared, moved, nothing] = having;
    let late: u64 = having.iter().sum();
    let text = html_text(bag.file(html));
    let own = pdf_text(bag.file(pdf));
    if late == 0 {
        assert!(text.contains("không có hồ sơ phải gửi văn bản xin lỗi"), "{html}: {text}");
        return;
    }
    for (format, text) in [(html, &text), (pdf, &own)] {
        assert_eq!(said(text, "Đã phát hành văn bản xin lỗi:"), issued, "{format}");
        assert_eq!(said(text, "chưa ghi ngày phát hành:"), prepared, "{format}");
        assert_eq!(said(text, "Chưa có văn bản xin lỗi:"), nothing, "{format}");
        let only = "Chỉ hẹn lại ngày trả, không có văn bản xin lỗi:";
        let told = if text.contains(only) { said(text, only) } else { 0 };
        assert_eq!(told, moved, "{format}");
        assert!(text.contains(&format!("({issued}/{late} hồ sơ)")), "{format}: {issued}/{late}");
    }
    // The document of a department has no table of one department.
    if html == "bao-cao.html" {
        let table = html_rows(bag.file(html));
        let head = table.iter().position(|row| row.iter().any(|cell| cell.trim() == "Đã lập"));
        let row = table[head.unwrap()..].iter().find(|row| row[0].trim() == name);
        let row = row.unwrap_or_else(|| panic!("{html}: no row of {name}"));
        // A column that holds nothing but 0 is left out.
        let mut want = vec![late];
        // In all, in time, too late, and the rate.
        let at = if issued > 0 { 6 } else { 2 };
        want.extend((issued > 0).then_some(issued));
        want.push(prepared);
        want.extend((moved > 0).then_some(moved));
        want.push(nothing);
        let mut cells = row[1..at.min(3)].to_vec();
        cells.extend_from_slice(&row[at..][..want.len() - cells.len()]);
        let cells: Vec<u64> = cells.iter().map(|cell| cell.trim().parse().unwrap()).collect();
        assert_eq!(cells, want, "{html}");
    }

    // In its own annex the name of a department stands above the tables.
    let name = if html == "bao-cao.html" { name } else { "Đơn vị" };
    let sheet = numbers(&bag.sheet(annex, "Đối chiếu thư xin lỗi"), name);
    assert_eq!(
        [sheet[0], sheet[1], sheet[5], sheet[6], sheet[7]],
        [late, issued, prepared, moved, nothing],
        "{annex}"
    );
    let behind = numbers(&bag.sheet(annex, "Chi tiết hồ sơ"), name);
    assert_eq!(behind[..4], [late, issued + prepared, moved, nothing], "{annex}");
}

/// Every document of an archived period; gives the four counts of the office.
#[track_caller]
fn alike(case: &Case, period: &str) -> Having {
    let bag = Bag::of(case, period);
    let departments = listed(&bag);
    let all = counted(departments.values().flat_map(BTreeMap::values));
    let figures: Value = serde_json::from_slice(bag.file("so-lieu.json")).unwrap();
    let own = |line: &Value| -> Having {
        ["da_phat_hanh", "da_lap", "chi_co_ngay_hen_lai", "chua_co_thu"]
            .map(|key| line[key].as_u64().unwrap())
    };
    assert_eq!(own(&figures["thu_xin_loi"]["doi_chieu"]), all, "{period}");
    let [issued, prepared, moved, nothing] = all;
    let total = &figures["ho_so"]["tong"];
    let of = |key: &str| total[key].as_u64().unwrap();
    assert_eq!(
        ["qua_han_co_thu", "qua_han_chi_co_ngay_hen_lai", "qua_han_chua_co_thu"].map(of),
        [issued + prepared, moved, nothing],
        "{period}"
    );
    agrees(&bag, ("bao-cao.html", "bao-cao.pdf", "phu-luc.xlsx"), "Tổng cộng", all);

    let lines = figures["thu_xin_loi"]["doi_chieu_don_vi"].as_array().unwrap();
    let pages: Vec<String> =
        bag.0.keys().filter_map(|path| path.strip_suffix(".html")).map(str::to_owned).collect();
    for page in pages.iter().filter(|path| path.starts_with("don-vi/")) {
        let text = html_text(bag.file(&format!("{page}.html")));
        let title = text.split_once("thủ tục hành chính của ").unwrap().1;
        let name = title.split_once(" và mức độ hài lòng").unwrap().0;
        let list = departments.get(name).cloned().unwrap_or_default();
        let having = counted(list.values());
        let line = lines.iter().find(|line| line["ten"] == name);
        assert_eq!(line.map_or([0; 4], own), having, "{name}");
        let paths = (format!("{page}.html"), format!("{page}.pdf"), format!("{page}.xlsx"));
        // The annex of a department sets its own line beside the office's.
        agrees(&bag, (&paths.0, &paths.1, &paths.2), name, having);
        // Its own list says of each dossier what the internal one says.
        let rows = html_rows(bag.file(&paths.0));
        for (code, state) in &list {
            let row = rows.iter().find(|row| row.iter().any(|cell| cell.trim() == code));
            let row = row.unwrap_or_else(|| panic!("{page}: no {code}"));
            assert_eq!(row.last().map(|cell| cell.trim()), Some(state.as_str()), "{page}: {code}");
        }
    }
    of_letters(case, &bag, &departments);
    all
}

/// The letters themselves, and the register: what is there is prepared, what is dated is issued.
fn of_letters(case: &Case, bag: &Bag, departments: &BTreeMap<String, BTreeMap<String, String>>) {
    let state =
        |code: &str| departments.values().find_map(|list| list.get(code)).map(String::as_str);
    let list: Value = serde_json::from_slice(bag.file("thu-xin-loi/danh-sach.json")).unwrap();
    for letter in list["thu"].as_array().unwrap() {
        let state = state(letter["ma_ho_so"].as_str().unwrap());
        assert!(matches!(state, None | Some("Đã lập" | "Đã phát hành")), "{letter}: {state:?}");
    }
    for held in list["chua_viet"].as_array().unwrap() {
        let missing = held["con_thieu"][0].as_str().unwrap();
        let has = missing.starts_with("đã có thư") || held["la_loi"] == true;
        let state = state(held["ma_ho_so"].as_str().unwrap());
        let without = matches!(state, None | Some("Chưa có" | "Chỉ hẹn lại"));
        assert!(state.is_none() || without != has, "{held}: {state:?}");
    }
    let register = bag.sheet("thu-xin-loi/so-theo-doi.xlsx", "Sổ theo dõi");
    for row in register.iter().filter(|row| row[0].parse::<f64>().is_ok()) {
        if let Some(state) = state(&row[4]).filter(|_| !row[12].contains("đã hủy")) {
            let want = if row[3].is_empty() { "Đã lập" } else { "Đã phát hành" };
            assert_eq!(state, want, "{row:?}");
        }
    }
    // What goes out and the page over the archive tell nothing of letters but how many files there are.
    let cover = pdf_text(bag.file("gui/cong-van.pdf"));
    assert!(!cover.contains("xin lỗi"), "{cover}");
    let index = html_text(&std::fs::read(case.root().join("luu-tru/index.html")).unwrap());
    assert!(!index.contains("đã có thư") && !index.contains("văn bản xin lỗi"), "{index}");
}

#[test]
fn every_document_of_the_sample_says_alike_who_has_a_letter() {
    let case = Case::of("samples/so-ldtbxh-tra-vinh");
    case.march();
    assert_eq!(alike(&case, "2020-03"), [0, 17, 1, 16]);
}

/// Fills in the workbook that asks for reasons: every other line, with a new date where one is missing.
fn fill_in(case: &Case, name: &str) {
    let mut book: Xlsx<_> =
        Xlsx::new(Cursor::new(std::fs::read(case.root().join(name)).unwrap())).unwrap();
    let range = book.worksheet_range("Phiếu nhập").unwrap();
    let rows: Vec<_> = range.rows().collect();
    let is_header = |row: &[Data]| row.get(1).is_some_and(|cell| cell == "Mã hồ sơ");
    let top = rows.iter().position(|row| is_header(row)).unwrap();
    let mut filled = Workbook::new();
    let sheet = filled.add_worksheet().set_name("Phiếu nhập").unwrap();
    for (column, text) in (0..).zip(["Mã hồ sơ", "Lý do xin lỗi", "Ngày hẹn lại"]) {
        sheet.write_string(0, column, text).unwrap();
    }
    let lines = rows[top + 1..].iter().filter(|row| matches!(row[0], Data::Float(_)));
    for (at, row) in (1..).zip(lines.step_by(2)) {
        sheet.write_string(at, 0, row[1].to_string()).unwrap();
        sheet.write_string(at, 1, "Chờ xác minh tại địa phương").unwrap();
        if row[10].to_string().contains("ngày hẹn lại") {
            let day = ExcelDateTime::from_ymd(2020, 4, 15).unwrap();
            sheet.write_datetime(at, 2, day).unwrap();
        }
    }
    let bytes = filled.save_to_buffer().unwrap();
    std::fs::write(case.root().join("du-lieu/phieu-nhap.xlsx"), bytes).unwrap();
}

/// The register with a day for every other letter, dropped back in.
fn date_register(case: &Case) {
    let bytes = std::fs::read(case.root().join("luu-tru/so-theo-doi-2020.xlsx")).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range("Sổ theo dõi").unwrap();
    let mut dated = Workbook::new();
    let sheet = dated.add_worksheet().set_name("Sổ theo dõi").unwrap();
    for (column, text) in
        (0..).zip(["Thứ tự", "Loại văn bản", "Số phiếu", "Ngày phiếu", "Mã hồ sơ"])
    {
        sheet.write_string(0, column, text).unwrap();
    }
    let lines = range.rows().filter(|row| matches!(row[0], Data::Float(_)));
    for (at, row) in (1..).zip(lines.step_by(2)) {
        sheet.write_string(at, 0, row[0].to_string()).unwrap();
        sheet.write_string(at, 1, row[1].to_string()).unwrap();
        sheet.write_string(at, 2, format!("{at}")).unwrap();
        // Some before, some after their appointments.
        let day = if at % 2 == 0 { (2, 10) } else { (3, 20) };
        let day = ExcelDateTime::from_ymd(2020, day.0, day.1).unwrap();
        sheet.write_datetime(at, 3, day).unwrap();
        sheet.write_string(at, 4, row[4].to_string()).unwrap();
    }
    let bytes = dated.save_to_buffer().unwrap();
    std::fs::write(case.root().join("du-lieu/so-theo-doi.xlsx"), bytes).unwrap();
}

#[test]
fn it_is_alike_after_reasons_letters_dates_and_the_month_again() {
    let case = Case::of("samples/so-ldtbxh-tra-vinh");
    let month = || {
        case.run(&["bao-cao", "--ky", "2020-03", "--thay-the", "--tinh-den", "2020-03-25"]);
        alike(&case, "2020-03")
    };
    let before = month();
    case.run(&["thu-xin-loi", "--phieu-nhap", "--tinh-den", "2020-03-16"]).code(0);
    fill_in(&case, "phieu-nhap-thu-2020-03-16.xlsx");
    case.run(&["thu-xin-loi", "--tinh-den", "2020-03-16"]).code(0);
    // Letters that were written after the period: no longer missing, and not written by the month itself.
    let after = month();
    assert_eq!(after[0], 0);
    assert!(after[1] > before[1] && after[3] < before[3], "{before:?} {after:?}");
    date_register(&case);
    let dated = month();
    assert!(dated[0] > 0 && dated[0] + dated[1] == after[1], "{after:?} {dated:?}");
    let figures: Value =
        serde_json::from_slice(Bag::of(&case, "2020-03").file("so-lieu.json")).unwrap();
    let letters = &figures["thu_xin_loi"];
    assert!(letters["da_co_sau_ky"].as_u64().unwrap() > 0, "{letters}");
    let both = &letters["doi_chieu"];
    assert!(both["gui_kip"] != 0 && both["gui_muon"] != 0, "{both}");
}
