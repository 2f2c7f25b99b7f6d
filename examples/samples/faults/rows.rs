//! Workbooks that can be read, with a row or a sheet for each thing that can be wrong in them.

use rust_xlsxwriter::XlsxError;

use crate::raw;
use crate::sheet::{Sheet, Value, texts};
use crate::workbook::{empty, fill, xlsx};

const HEADER: [&str; 10] = [
    "Mã hồ sơ",
    "Tên thủ tục hành chính",
    "Phòng ban",
    "Ngày tiếp nhận",
    "Ngày hẹn trả",
    "Ngày kết thúc xử lý",
    "Trạng thái hồ sơ",
    "Hình thức nộp",
    "Số lần bổ sung",
    "Ghi chú",
];
const NCC: &str = "Phòng Người có công";
const JOBS: &str = "Phòng Việc làm";
const OTHER: &str = "Thủ tục khác";
const PERMIT: &str = "Cấp giấy phép lao động";
const DONE: &str = "Đã trả kết quả";
const OPEN: &str = "Đang xử lý";
const COUNTER: &str = "Trực tiếp";

/// Code, procedure, department, received, due, finished, status, channel, supplements, expected finding.
type Row = [&'static str; 10];

#[rustfmt::skip]
const DOSSIERS: [Row; 35] = [
    ["A-200302-0001", OTHER, NCC, "02/03/2020", "09/03/2020", "06/03/2020", DONE, COUNTER, "0", "đúng, để so sánh"],
    ["A-200302-0002", OTHER, NCC, "02/03/2020", "31/02/2020", "06/03/2020", DONE, COUNTER, "0", "bad_date"],
    ["A-200302-0003", OTHER, NCC, "02/03/2020", "09/03/2020", "", DONE, COUNTER, "0", "closed_without_end"],
    ["A-200312-0004", OTHER, NCC, "12/02/2020", "09/03/2020", "06/03/2020", DONE, COUNTER, "0", "code_date_differs"],
    ["A-200302-0005", OTHER, NCC, "02/03/2020", "09/03/2020", "06/03/2020", DONE, COUNTER, "0", "conflicting_rows"],
    ["A-200302-0005", OTHER, JOBS, "02/03/2020", "09/03/2020", "05/03/2020", DONE, COUNTER, "0", "conflicting_rows"],
    ["A-200302-0006", OTHER, NCC, "02/03/2020", "20/02/2020", "06/03/2020", DONE, COUNTER, "0", "due_before_received"],
    ["A-200302-0007", PERMIT, JOBS, "02/03/2020", "20/03/2020", "06/03/2020", DONE, COUNTER, "0", "due_differs"],
    ["A-200302-0008", OTHER, NCC, "02/03/2020", "09/03/2020", "", OPEN, COUNTER, "0", "due_changed"],
    ["A-200302-0008", OTHER, NCC, "02/03/2020", "16/03/2020", "", OPEN, COUNTER, "0", "due_changed"],
    ["A-200302-0009", OTHER, NCC, "02/03/2020", "09/03/2020", "06/03/2020", DONE, COUNTER, "0", "duplicate_code"],
    ["A-200302-0009", OTHER, NCC, "02/03/2020", "09/03/2020", "06/03/2020", DONE, COUNTER, "0", "duplicate_code"],
    ["A-200302-0010", OTHER, NCC, "02/03/2020", "09/03/2020", "06/03/2062", DONE, COUNTER, "0", "future_date"],
    ["A-200302-0011", OTHER, NCC, "02/03/2020", "09/03/2206", "06/03/2020", DONE, COUNTER, "0", "implausible_date"],
    ["A-200302-0012", OTHER, NCC, "02/03/2020", "09/03/2020", "06/03/2020", DONE, "", "0", "missing_channel"],
    ["A-200302-0013", OTHER, "", "02/03/2020", "09/03/2020", "06/03/2020", DONE, COUNTER, "0", "missing_department"],
    ["A-200302-0014", OTHER, NCC, "02/03/2020", "", "06/03/2020", DONE, COUNTER, "0", "missing_due"],
    ["A-200302-0015", OTHER, NCC, "", "09/03/2020", "06/03/2020", DONE, COUNTER, "0", "missing_received"],
    ["A-200302-0016", OTHER, NCC, "02/03/2020", "09/03/2020", "28/02/2020", DONE, COUNTER, "0", "returned_before_received"],
    ["A-200302-0017", OTHER, "Phòng Không Có Thật", "02/03/2020", "09/03/2020", "06/03/2020", DONE, COUNTER, "0", "unknown_department"],
    ["A-200302-0018", OTHER, "Phong Nguoi co cong", "02/03/2020", "09/03/2020", "06/03/2020", DONE, COUNTER, "0", "unknown_department"],
    ["A-200302-0019", OTHER, NCC, "02/03/2020", "09/03/2020", "06/03/2020", "Đang suy nghĩ", COUNTER, "0", "unknown_status"],
    ["A-200302-0020", OTHER, NCC, "02/03/2020", "09/03/2020", "06/03/2020", DONE, COUNTER, "hai lần", "bad_value"],
    ["A-200302-0021", OTHER, NCC, "02/03/2020", "chưa rõ", "06/03/2020", DONE, COUNTER, "0", "bad_date"],
    ["A-170302-0001", PERMIT, JOBS, "02/03/2017", "09/03/2017", "05/03/2020", DONE, COUNTER, "0", "outside_calendar"],
    ["A-200302-0022", OTHER, NCC, "02/03/2020", "09/03/2020", "06/03/2020", "Không được tiếp nhận", COUNTER, "0", "không tính, không phải lỗi"],
    ["A-200302-0023", OTHER, NCC, "02/03/2020", "09/03/2020", "06/03/2020", DONE, COUNTER, "0", "đúng, để so sánh"],
    ["A-200302-OO23", OTHER, NCC, "02/03/2020", "10/03/2020", "06/03/2020", DONE, COUNTER, "0", "similar_codes"],
    ["A-200302-0024", OTHER, NCC, "02/03/2020", "09/03/2020", "", OPEN, COUNTER, "0", "updated_row"],
    ["A-200302-0024", OTHER, NCC, "02/03/2020", "09/03/2020", "06/03/2020", DONE, COUNTER, "0", "đúng, dòng mới hơn"],
    ["", OTHER, NCC, "03/03/2020", "10/03/2020", "06/03/2020", DONE, COUNTER, "0", "repeated_rows"],
    ["", OTHER, NCC, "03/03/2020", "10/03/2020", "06/03/2020", DONE, COUNTER, "0", "repeated_rows"],
    ["A-200302-0025", "Nguyễn Văn Mẫu", NCC, "02/03/2020", "09/03/2020", "06/03/2020", DONE, COUNTER, "0", "unsure_name"],
    ["A-200302-0026", "Cấp giấy phép ✔", NCC, "02/03/2020", "09/03/2020", "06/03/2020", DONE, COUNTER, "0", "unprintable_text"],
    ["A-200302-0027", OTHER, "Phong Viec lam", "02/03/2020", "30/02/2020", "06/03/2020", DONE, COUNTER, "0", "similar_departments"],
];

/// Name and bytes of each.
pub(crate) fn workbooks() -> Result<Vec<(&'static str, Vec<u8>)>, XlsxError> {
    let surveys = xlsx(&[surveys()])?;
    Ok(vec![
        ("01-dong-ho-so.xlsx", xlsx(&[dossiers()])?),
        ("02-phieu.xlsx", surveys.clone()),
        ("03-don-thu.xlsx", xlsx(&[complaints()])?),
        ("04-tu-danh-gia-khong-ro-ky.xlsx", xlsx(&[assessment()])?),
        ("05-dong-va-trang-an.xlsx", hidden()?),
        ("06-o-loi.xlsx", broken_cells()),
        ("07-hai-cot-cung-ten.xlsx", xlsx(&[twice()])?),
        ("08-chi-co-tieu-de.xlsx", xlsx(&[plain("Hồ sơ", &[])])?),
        ("09-trang-hong.xlsx", broken_sheet()),
        ("10-luot-cua-thang-khac.xlsx", xlsx(&[served()])?),
        ("11-tep-02-lan-nua.xlsx", surveys),
        ("12-bang-tong-hop.xlsx", xlsx(&[totals()])?),
        ("13-o-gop-con-chu.xlsx", covered()?),
        ("14-gio-quoc-te.xlsx", xlsx(&[zoned()])?),
        ("15-y-kien-da-danh-dau.xlsx", xlsx(&[ticked()])?),
        ("16-so-phan-anh.xlsx", xlsx(&[feedback()])?),
        ("17-ngay-phai-xem-lai.xlsx", xlsx(&[doubted_days()])?),
        ("18-ghi-chu-la-trang-thai.xlsx", xlsx(&[remarked()])?),
    ])
}

/// A tick whose comment is no longer there.
fn ticked() -> Sheet {
    let rows = vec![
        texts(&["STT", "Vị trí", "Mã ý kiến", "Đơn vị", "Nội dung đăng", "Đăng"]),
        texts(&[
            "1",
            "02-phieu.xlsx › Phiếu › dòng 99",
            "peiocbpgfofeckog",
            NCC,
            "Thời gian chờ còn lâu",
            "x",
        ]),
    ];
    Sheet {
        name: "Ý kiến",
        rows,
        heading: 1,
        merges: Vec::new(),
        widths: vec![5, 34, 20, 24, 40, 7],
    }
}

/// Midnights of Vietnam as a program writes them that thinks in UTC, one given back before it was finished, and one
/// that is open and has ended.
fn zoned() -> Sheet {
    let header = [
        "Mã hồ sơ",
        "Phòng ban",
        "Ngày tiếp nhận",
        "Ngày hẹn trả",
        "Ngày kết thúc xử lý",
        "Ngày trả kết quả",
        "Trạng thái",
    ];
    let zoned = "2020-03-09T17:00:00Z";
    let early = ["A-200310-0001", NCC, zoned, "17/03/2020", "16/03/2020", "13/03/2020", DONE];
    let open = ["A-200310-0002", NCC, "10/03/2020", "17/03/2020", "16/03/2020", "", OPEN];
    Sheet {
        name: "Hồ sơ",
        rows: vec![texts(&header), texts(&early), texts(&open)],
        heading: 1,
        merges: Vec::new(),
        widths: vec![18, 24, 24, 14, 16, 16, 22],
    }
}

/// Two columns for the due date, an end that is blank, and a year typed wrong.
fn doubted_days() -> Sheet {
    let header = [
        "Mã hồ sơ",
        "Phòng ban",
        "Ngày tiếp nhận",
        "Hạn xử lý",
        "Hạn trả",
        "Ngày kết thúc xử lý",
        "Ngày trả kết quả",
        "Trạng thái",
        "Hình thức nộp",
        "Ghi chú",
    ];
    let row = |code, due, own, finished, collected, found| {
        let received = if found == "unlikely_date" { "03/03/2019" } else { "03/03/2020" };
        texts(&[code, NCC, received, own, due, finished, collected, DONE, COUNTER, found])
    };
    let mut rows = vec![
        texts(&header),
        row("B01", "10/03/2020", "05/03/2020", "06/03/2020", "09/03/2020", "other_day_column"),
        row("B02", "10/03/2020", "09/03/2020", "", "11/03/2020", "end_by_collection"),
        row("B03", "10/03/2020", "09/03/2020", "06/03/2020", "09/03/2020", "unlikely_date"),
    ];
    let same = ["B04", "B05", "B06", "B07", "B08", "B09"];
    rows.extend(same.map(|code| {
        row(code, "10/03/2020", "09/03/2020", "06/03/2020", "09/03/2020", "đúng, để so sánh")
    }));
    Sheet {
        name: "Hồ sơ",
        rows,
        heading: 1,
        merges: Vec::new(),
        widths: vec![10, 24, 14, 14, 14, 16, 16, 18, 14, 20],
    }
}

/// A book without a status, which says it in its notes.
fn remarked() -> Sheet {
    let header = [
        "Mã hồ sơ",
        "Phòng ban",
        "Ngày tiếp nhận",
        "Ngày hẹn trả",
        "Ngày trả kết quả",
        "Hình thức nộp",
        "Ghi chú",
    ];
    let row = ["C01", NCC, "03/03/2020", "10/03/2020", "", COUNTER, "Công dân rút hồ sơ"];
    Sheet {
        name: "Hồ sơ",
        rows: vec![texts(&header), texts(&row)],
        heading: 1,
        merges: Vec::new(),
        widths: vec![10, 24, 14, 14, 16, 14, 24],
    }
}

/// A line for a department that has a list, and one that does not add up.
fn totals() -> Sheet {
    let header = [
        "STT",
        "Đơn vị",
        "Tổng số hồ sơ nhận giải quyết",
        "Trực tuyến",
        "Trực tiếp, bưu chính",
        "Từ kỳ trước",
        "Tổng số đã giải quyết",
        "Trước hạn",
        "Đúng hạn",
        "Quá hạn",
        "Tổng số đang giải quyết",
        "Trong hạn",
        "Quá hạn",
    ];
    let rows = vec![
        texts(&["Tháng 3 năm 2020 (từ ngày 15/02/2020 đến ngày 14/3/2020)"]),
        texts(&header),
        texts(&[
            "1",
            NCC,
            "9",
            "4",
            "5",
            "0",
            "7",
            "5",
            "2",
            "0",
            "2",
            "2",
            "0",
            "totals_not_used",
        ]),
        texts(&[
            "2",
            JOBS,
            "5",
            "2",
            "3",
            "0",
            "5",
            "3",
            "1",
            "0",
            "0",
            "0",
            "0",
            "broken_identity",
        ]),
    ];
    Sheet { name: "Tổng hợp", rows, heading: 2, merges: Vec::new(), widths: vec![14; 14] }
}

fn plain(name: &'static str, rows: &[Row]) -> Sheet {
    let mut all = vec![texts(&HEADER)];
    all.extend(rows.iter().map(|row| texts(row)));
    let widths = vec![18, 26, 24, 14, 14, 14, 22, 14, 10, 28];
    Sheet { name, rows: all, heading: 1, merges: Vec::new(), widths }
}

fn dossiers() -> Sheet {
    plain("Hồ sơ", &DOSSIERS)
}

fn surveys() -> Sheet {
    let header = [
        "Số phiếu",
        "Ngày trả lời",
        "Đơn vị",
        "Thái độ phục vụ",
        "Thời gian giải quyết",
        "Ghi chú",
    ];
    let rows = vec![
        texts(&header),
        texts(&["001", "02/03/2020", NCC, "5", "4", "scale_assumed: chữ số, chưa khai báo"]),
        texts(&["002", "03/03/2020", NCC, "4,5", "4", "bad_answer"]),
        texts(&["003", "", NCC, "5", "5", "missing_date"]),
        texts(&["004", "04/03/2020", NCC, "", "", "no_valid_answer"]),
    ];
    Sheet {
        name: "Phiếu",
        rows,
        heading: 1,
        merges: Vec::new(),
        widths: vec![10, 14, 24, 18, 20, 40],
    }
}

fn complaints() -> Sheet {
    let rows = vec![
        texts(&[
            "Số đơn",
            "Loại đơn",
            "Đơn vị",
            "Ngày tiếp nhận",
            "Hạn giải quyết",
            "Ngày giải quyết",
            "Ngày tạm đình chỉ",
            "Ghi chú",
        ]),
        texts(&["D1", "Kiến nghị", NCC, "02/03/2020", "", "06/03/2020", "", "missing_deadline"]),
        texts(&[
            "D2",
            "Thư khen",
            NCC,
            "02/03/2020",
            "",
            "06/03/2020",
            "",
            "unknown_complaint_kind",
        ]),
        texts(&[
            "D3",
            "Kiến nghị",
            NCC,
            "02/03/2020",
            "12/03/2020",
            "13/03/2020",
            "05/03/2020",
            "suspension_not_counted",
        ]),
    ];
    Sheet {
        name: "Đơn thư",
        rows,
        heading: 1,
        merges: Vec::new(),
        widths: vec![10, 14, 24, 14, 14, 14, 14, 24],
    }
}

/// A register without a column for the kind.
fn feedback() -> Sheet {
    let rows = vec![
        texts(&["Sổ theo dõi phản ánh, kiến nghị"]),
        texts(&[
            "STT",
            "Ngày tiếp nhận",
            "Nội dung phản ánh, kiến nghị",
            "Đơn vị",
            "Hạn giải quyết",
            "Ngày giải quyết",
        ]),
        texts(&["1", "02/03/2020", "Không có người nghe máy", NCC, "12/03/2020", "06/03/2020"]),
    ];
    Sheet {
        name: "Phản ánh",
        rows,
        heading: 2,
        merges: Vec::new(),
        widths: vec![8, 14, 40, 24, 14, 14],
    }
}

/// Of the month before.
fn served() -> Sheet {
    let title = texts(&["Lượt phục vụ tháng 02 năm 2020"]);
    let rows = vec![title, texts(&["Đơn vị", "Số lượt"]), texts(&[NCC, "120"])];
    Sheet {
        name: "Lượt phục vụ", rows, heading: 2, merges: Vec::new(), widths: vec![24, 12]
    }
}

/// No title, no dates, not in the folder of a period.
fn assessment() -> Sheet {
    let rows = vec![texts(&["Nội dung", "Tự đánh giá"]), texts(&["1.1", "Tốt"])];
    Sheet { name: "Tự đánh giá", rows, heading: 1, merges: Vec::new(), widths: vec![12, 16] }
}

fn hidden() -> Result<Vec<u8>, XlsxError> {
    let mut workbook = empty()?;
    let row = [
        "A-200303-0001",
        OTHER,
        NCC,
        "03/03/2020",
        "10/03/2020",
        "06/03/2020",
        DONE,
        COUNTER,
        "0",
        "",
    ];
    let second = [
        "A-200303-0002",
        OTHER,
        NCC,
        "03/03/2020",
        "10/03/2020",
        "06/03/2020",
        DONE,
        COUNTER,
        "0",
        "hidden_rows",
    ];
    let seen = workbook.add_worksheet();
    fill(seen, &plain("Hồ sơ", &[row, second]))?;
    seen.set_row_hidden(2)?;
    let sheet = workbook.add_worksheet();
    fill(sheet, &plain("Ẩn", &[row]))?;
    sheet.set_hidden(true);
    workbook.save_to_buffer()
}

/// A department merged over two rows, the second of which still holds another.
fn covered() -> Result<Vec<u8>, XlsxError> {
    let mut workbook = empty()?;
    let row = |code, department| {
        [
            code,
            OTHER,
            department,
            "05/03/2020",
            "12/03/2020",
            "09/03/2020",
            DONE,
            COUNTER,
            "0",
            "covered_cell",
        ]
    };
    let rows = [row("A-200305-0021", NCC), row("A-200305-0022", JOBS)];
    let worksheet = workbook.add_worksheet();
    let sheet = Sheet { merges: vec![(1, 2, 2, 2)], ..plain("Hồ sơ", &rows) };
    fill(worksheet, &sheet)?;
    workbook.save_to_buffer()
}

fn twice() -> Sheet {
    let rows = vec![
        texts(&[
            "Mã hồ sơ",
            "Phòng ban",
            "Ngày tiếp nhận",
            "Ngày hẹn trả",
            "Ngày trả kết quả",
            "Ngày trả kết quả",
        ]),
        texts(&["A-200304-0001", NCC, "04/03/2020", "11/03/2020", "09/03/2020", "12/03/2020"]),
    ];
    Sheet {
        name: "Hồ sơ",
        rows,
        heading: 1,
        merges: Vec::new(),
        widths: vec![18, 24, 14, 14, 16, 16],
    }
}

/// A cell of no known type, an error, a formula without value, and one cell far outside the table.
fn broken_cells() -> Vec<u8> {
    let header = ["Mã hồ sơ", "Phòng ban", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày kết thúc xử lý"];
    let rows = [
        raw::row(1, &header),
        raw::row_and(
            2,
            &["A-200305-0001", NCC, "05/03/2020"],
            r#"<c r="D2" t="zz"><v>1</v></c><c r="E2" t="inlineStr"><is><t>09/03/2020</t></is></c>"#,
        ),
        raw::row_and(
            3,
            &["A-200305-0002", NCC, "05/03/2020"],
            r#"<c r="D3" t="e"><v>#N/A</v></c><c r="E3" t="inlineStr"><is><t>09/03/2020</t></is></c>"#,
        ),
        raw::row_and(
            4,
            &["A-200305-0003", NCC, "05/03/2020"],
            r#"<c r="D4"><f>C4+7</f></c><c r="E4" t="inlineStr"><is><t>09/03/2020</t></is></c>"#,
        ),
        raw::row(5, &["A-200305-0004", NCC, "05/03/2020", "12/03/2020", "09/03/2020"]),
        format!(r#"<row r="1048576">{}</row>"#, raw::text("XFD1048576", "lạc")),
    ];
    raw::workbook(&[("Hồ sơ", raw::worksheet(&rows.concat()))])
}

/// The second sheet has a cell to the right of all columns.
fn broken_sheet() -> Vec<u8> {
    let header = ["Mã hồ sơ", "Phòng ban", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày kết thúc xử lý"];
    let row = ["A-200306-0001", NCC, "06/03/2020", "13/03/2020", "10/03/2020"];
    let good = [raw::row(1, &header), raw::row(2, &row)];
    let bad = [raw::row(1, &header), raw::row_and(2, &row, &raw::text("XFE2", "ngoài trang"))];
    raw::workbook(&[
        ("Tốt", raw::worksheet(&good.concat())),
        ("Hỏng", raw::worksheet(&bad.concat())),
    ])
}

/// Values of a sheet in a delimited file.
pub(crate) fn delimited(separator: &str, rows: &[&[&str]]) -> String {
    rows.iter()
        .map(|row| {
            let cells: Vec<String> = texts(row).iter().map(Value::plain).collect();
            cells.join(separator) + "\r\n"
        })
        .collect()
}
