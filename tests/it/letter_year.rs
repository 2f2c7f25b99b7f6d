//! A year of letters played month by month: who gets one, what the register says, what is never said twice.

use calamine::{Data, Reader as _, Xlsx};
use serde_json::Value;

use crate::case::{Case, Outcome};

const HEADER: &str = "Mã hồ sơ | Tên thủ tục hành chính | Phòng ban | Chủ hồ sơ | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Lý do trễ hạn | Ngày hẹn lại | Hình thức nộp | Trạng thái hồ sơ";

/// Rows of the office's sheet as they stand in a month.
pub(crate) fn sheet(case: Case, rows: &str) -> Case {
    case.sheet("ho-so.xlsx", "Hồ sơ", &format!("{HEADER}\n{rows}"))
}

fn month(case: &Case, period: &str) -> Outcome {
    case.run(&["bao-cao", "--ky", period, "--tinh-den", "2020-07-20"])
}

pub(crate) fn json(case: &Case, path: &str) -> Value {
    let bytes = std::fs::read(case.root().join("luu-tru").join(path)).unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

/// Orders and codes of the letters of a bag.
pub(crate) fn letters(case: &Case, bag: &str) -> Vec<(u64, String)> {
    let list = json(case, &format!("{bag}/data/thu-xin-loi/danh-sach.json"));
    let letters = list["thu"].as_array().unwrap().iter();
    letters
        .map(|one| (one["thu_tu"].as_u64().unwrap(), one["ma_ho_so"].as_str().unwrap().to_owned()))
        .collect()
}

/// Lines of a register, every column of them.
pub(crate) fn register(case: &Case, path: &str) -> Vec<Vec<String>> {
    let bytes = std::fs::read(case.root().join("luu-tru").join(path)).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let text = |cell: &Data| match cell {
        Data::DateTime(day) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year}-{month:02}-{day:02}")
        }
        other => other.to_string(),
    };
    let lines = range.rows().filter(|row| matches!(row.first(), Some(Data::Float(_))));
    lines.map(|row| row.iter().map(text).collect()).collect()
}

/// The register of a bag, and the copy beside the bags, line by line: order, kind, number, date, code, recipient,
/// procedure, department, first date, new date, sent, result, note.
#[track_caller]
fn says(case: &Case, bag: &str, want: &str) {
    let trimmed = |line: &str| line.split('|').map(|cell| cell.trim().to_owned()).collect();
    let want: Vec<Vec<String>> = want.trim().lines().map(trimmed).collect();
    let lines = register(case, &format!("{bag}/data/thu-xin-loi/so-theo-doi.xlsx"));
    for (line, want) in lines.iter().zip(&want) {
        assert_eq!(line, want, "{bag}");
    }
    assert_eq!(lines.len(), want.len(), "{bag}");
    assert_eq!(register(case, "so-theo-doi-2020.xlsx"), lines, "{bag}");
}

/// Parts of a reconciliation, in the order in which `reconciled` gives them.
const PARTS: [&str; 9] = [
    "qua_han",
    "da_phat_hanh",
    "chua_co_thu",
    "gui_kip",
    "gui_muon",
    "da_lap",
    "chi_co_ngay_hen_lai",
    "sau_do_dung_han",
    "tre_lan_hai",
];

/// Late dossiers of a period, which agree with the 13-column table and with their parts, whole and by department.
#[track_caller]
fn reconciled(case: &Case, period: &str) -> [u64; 9] {
    let figures = json(case, &format!("{period}/data/so-lieu.json"));
    let (dossiers, letters) = (&figures["ho_so"], &figures["thu_xin_loi"]);
    let n = |value: &Value| value.as_u64().unwrap();
    let late = |line: &Value| n(&line["cot"]["c10"]) + n(&line["cot"]["c13"]);
    assert_eq!(n(&letters["phai_xin_loi"]), late(&dossiers["tong"]), "{period}");
    let fates =
        ["phieu_hen_lai", "thu_xin_loi", "chua_du_thong_tin", "da_co_tu_truoc", "da_co_sau_ky"];
    let sum: u64 = fates.iter().map(|part| n(&letters[part])).sum();
    assert_eq!(sum, n(&letters["phai_xin_loi"]), "{period}: {letters}");
    let parts = |line: &Value| PARTS.map(|part| n(&line[part]));
    let total = parts(&letters["doi_chieu"]);
    assert_eq!(total[0], n(&letters["phai_xin_loi"]), "{period}");
    let mut sums = [0; 9];
    for line in letters["doi_chieu_don_vi"].as_array().unwrap() {
        let own = parts(line);
        let table = crate::case::named(&dossiers["theo_don_vi"], line["ten"].as_str().unwrap());
        assert_eq!(own[0], late(table), "{period}: {line}");
        assert_eq!(own[2..7].iter().sum::<u64>(), own[0], "{period}: {line}");
        assert_eq!(own[3] + own[4], own[1], "{period}: {line}");
        let rate = &line["ty_le_da_phat_hanh"];
        let rate = (n(&rate["tu"]), n(&rate["mau"]));
        assert_eq!(rate, (own[1], own[0]), "{period}: {line}");
        sums.iter_mut().zip(own).for_each(|(sum, own)| *sum += own);
    }
    assert_eq!(sums, total, "{period}");
    total
}

/// What a period says of those that it held back: code and what is missing.
fn held_back(case: &Case, period: &str) -> Vec<String> {
    let list = json(case, &format!("{period}/data/thu-xin-loi/danh-sach.json"));
    let held = list["chua_viet"].as_array().unwrap().iter();
    held.map(|one| {
        let missing: Vec<&str> =
            one["con_thieu"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        format!("{}: {}", one["ma_ho_so"].as_str().unwrap(), missing.join("; "))
    })
    .collect()
}

/// What the clerk's office filled in by then, as a file to drop in.
fn dated(case: Case, rows: &str) -> Case {
    let header = "Mã hồ sơ | Số phiếu | Ngày phiếu";
    case.sheet("so-theo-doi.xlsx", "Sổ", &format!("{header}\n{rows}"))
}

#[test]
#[expect(clippy::too_many_lines, reason = "half a year is one story")]
fn a_half_year_of_letters_is_right_to_the_line() {
    // January: A turns overdue and gets a Phiếu; B is resolved late; C has no reason and is held back.
    let january = "
        A | Thủ tục X | Phòng A | Nguyễn Văn Ví Dụ 1 | 20/12/2019 | 08/01/2020 |            | Chờ xác minh | 20/02/2020 | Trực tiếp
        B | Thủ tục X | Phòng A | Nguyễn Văn Ví Dụ 2 | 20/12/2019 | 08/01/2020 | 10/01/2020 | b            |            | Trực tiếp
        C | Thủ tục X | Phòng B | Nguyễn Văn Ví Dụ 3 | 20/12/2019 | 08/01/2020 | 13/01/2020 |              |            | Trực tiếp
        D | Thủ tục X | Phòng B | Nguyễn Văn Ví Dụ 4 | 06/01/2020 | 17/02/2020 |            |              |            | Trực tiếp";
    let case = sheet(Case::new(), january);
    let first = std::fs::read(case.root().join("du-lieu/ho-so.xlsx")).unwrap();
    month(&case, "2020-01").code(0);
    assert_eq!(letters(&case, "2020-01"), [(1, "A".to_owned()), (2, "B".to_owned())]);
    assert_eq!(held_back(&case, "2020-01"), ["C: chưa có lý do"]);
    assert_eq!(reconciled(&case, "2020-01"), [3, 0, 1, 0, 0, 2, 0, 0, 0]);

    // Between two reports: the workbook to fill in names C, and D that is nearly due.
    let outcome = case.run(&["thu-xin-loi", "--phieu-nhap", "--tinh-den", "2020-02-14"]);
    outcome.code(0).says("2 hồ sơ cần lý do");
    let workbook = std::fs::read(case.root().join("phieu-nhap-thu-2020-02-14.xlsx")).unwrap();
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(workbook)).unwrap();
    let mut texts = String::new();
    let mut part = zip.by_name("xl/sharedStrings.xml").unwrap();
    std::io::Read::read_to_string(&mut part, &mut texts).unwrap();
    drop(part);
    // Whose form of address is asked for.
    assert!(texts.contains("Chủ hồ sơ") && texts.contains("Nguyễn Văn Ví Dụ 3"), "{texts}");
    let case = case.sheet(
        "phieu-nhap.xlsx",
        "Phiếu nhập",
        "STT | Mã hồ sơ | Thủ tục | Đơn vị | Hạn trả | Lý do xin lỗi | Ngày hẹn lại | Xưng hô
         1 | C | Thủ tục X | Phòng B | 08/01/2020 | d) Do hồ sơ phức tạp, phải xác minh, thẩm tra nhiều lần | |
         2 | D | Thủ tục X | Phòng B | 17/02/2020 | Chờ ý kiến Sở Ví Dụ | 02/03/2020 | Bà",
    );
    // Lines that nobody has filled in are nothing.
    let case = case.sheet(
        "viec.xlsx",
        "Việc",
        "STT | Kính gửi | Việc chưa giải quyết kịp thời | Lý do xin lỗi | Ngày hẹn trả lời
         1 | Trần Thị Ví Dụ | xác nhận thời gian công tác | thiếu hồ sơ lưu | 20/03/2020
         2 | | | |
         3 | | | |",
    );
    case.run(&["thu-xin-loi", "--tinh-den", "2020-02-14"]).code(0);
    let matter = "VIEC-2020-0005".to_owned();
    assert_eq!(
        letters(&case, "thu-2020-02-14"),
        [(3, "C".to_owned()), (4, "D".to_owned()), (5, matter)]
    );
    assert_eq!(held_back(&case, "thu-2020-02-14"), [""; 0]);
    let again = case.run(&["thu-xin-loi", "--tinh-den", "2020-02-14"]);
    again.code(0).says("Không có thư mới");
    assert!(!case.root().join("luu-tru/thu-2020-02-14-2").exists());

    // The clerk's office fills in numbers and dates: D's letter went out in time, A's did not.
    let numbers = "A | 01 | 15/01/2020\nD | '02/PXL | 14/02/2020";
    let case = dated(case, numbers);
    // February: nothing new is written; A is still open, its new date not yet over.
    month(&case, "2020-02").code(0);
    assert_eq!(letters(&case, "2020-02"), []);
    assert_eq!(reconciled(&case, "2020-02"), [1, 1, 0, 0, 1, 0, 0, 0, 0]);

    // March: A and D ask for a second new date and are refused, D although the workbook that its letter came from
    // still says the first. G and H are overdue, E will be on Monday.
    let march = january
        .replace("20/02/2020 | Trực tiếp", "25/03/2020 | Trực tiếp")
        .replace("17/02/2020 |            |              |            |", "17/02/2020 | | | 25/03/2020 |")
        + "
        E | Thủ tục X | Phòng B | Nguyễn Văn Ví Dụ 5 | 20/02/2020 | 16/03/2020 | | Chờ xác minh | 30/03/2020 | Trực tiếp
        G | Thủ tục X | Phòng A | Nguyễn Văn Ví Dụ 6 | 20/02/2020 | 02/03/2020 | | Chờ xác minh | 25/03/2020 | Trực tiếp
        H | Thủ tục X | Phòng A | Nguyễn Văn Ví Dụ 7 | 20/02/2020 | 02/03/2020 | | Chờ xác minh | 25/03/2020 | Trực tiếp";
    let case = sheet(case, &march);
    month(&case, "2020-03").code(3).says("hẹn lại lần hai");
    assert_eq!(
        letters(&case, "2020-03"),
        [(6, "G".to_owned()), (7, "H".to_owned()), (8, "E".to_owned())]
    );
    assert_eq!(
        held_back(&case, "2020-03"),
        [
            "A: không được hẹn lại lần hai (đến 25/3/2020): đã có phiếu xin lỗi thứ tự 1 ở kỳ tháng 1 năm 2020, hẹn lại 20/02/2020; chỉ được hẹn lại một lần",
            "D: không được hẹn lại lần hai (đến 25/3/2020): đã có phiếu xin lỗi thứ tự 4 ngày 14/02/2020, hẹn lại 02/3/2020; chỉ được hẹn lại một lần",
        ]
    );
    assert_eq!(reconciled(&case, "2020-03"), [4, 2, 0, 1, 1, 2, 0, 0, 2]);
    says(
        &case,
        "2020-03",
        "
        1 | Phiếu xin lỗi và hẹn lại ngày trả kết quả | 01 | 2020-01-15 | A | Nguyễn Văn Ví Dụ 1 | Thủ tục X | Phòng A | 2020-01-08 | 2020-02-20 | sau hạn | đang giải quyết, đã quá ngày hẹn lại |
        2 | Thư xin lỗi | | | B | Nguyễn Văn Ví Dụ 2 | Thủ tục X | Phòng A | 2020-01-08 | – | chưa ghi ngày | đã trả ngày 10/01/2020, quá hạn |
        3 | Thư xin lỗi | | | C | Nguyễn Văn Ví Dụ 3 | Thủ tục X | Phòng B | 2020-01-08 | – | chưa ghi ngày | đã trả ngày 13/01/2020, quá hạn |
        4 | Phiếu xin lỗi và hẹn lại ngày trả kết quả | 02/PXL | 2020-02-14 | D | Nguyễn Văn Ví Dụ 4 | Thủ tục X | Phòng B | 2020-02-17 | 2020-03-02 | trước hạn | đang giải quyết, đã quá ngày hẹn lại |
        5 | Thư xin lỗi | | | VIEC-2020-0005 | Trần Thị Ví Dụ | xác nhận thời gian công tác | | – | 2020-03-20 | chưa ghi ngày | – |
        6 | Phiếu xin lỗi và hẹn lại ngày trả kết quả | | | G | Nguyễn Văn Ví Dụ 6 | Thủ tục X | Phòng A | 2020-03-02 | 2020-03-25 | chưa ghi ngày | đang giải quyết |
        7 | Phiếu xin lỗi và hẹn lại ngày trả kết quả | | | H | Nguyễn Văn Ví Dụ 7 | Thủ tục X | Phòng A | 2020-03-02 | 2020-03-25 | chưa ghi ngày | đang giải quyết |
        8 | Phiếu xin lỗi và hẹn lại ngày trả kết quả | | | E | Nguyễn Văn Ví Dụ 5 | Thủ tục X | Phòng B | 2020-03-16 | 2020-03-30 | chưa ghi ngày | đang giải quyết |",
    );

    // April: B's letter is made void and written again; its number is not.
    let void = |what: &str| {
        case.run(&[
            "thu-xin-loi",
            "--huy",
            what,
            "--ly-do",
            "ghi sai tên",
            "--tinh-den",
            "2020-04-02",
        ])
    };
    case.run(&["thu-xin-loi", "--huy", "B"]).code(2);
    void("Z").code(2).says("Không có thư nào của “Z” để hủy");
    void("b").code(0);
    void("b").code(2).says("Không có thư nào của “b” để hủy");
    assert_eq!(letters(&case, "thu-2020-04-02"), []);
    case.run(&["thu-xin-loi", "--tinh-den", "2020-04-02"]).code(3);
    assert_eq!(letters(&case, "thu-2020-04-02-2"), [(9, "B".to_owned())]);

    // D is resolved past its new date, G on it, E in time after all, H is withdrawn; F is new, and late.
    let numbers = format!("{numbers}\nE | '03/PXL | 13/03/2020\nG | '04/PXL | 16/03/2020\nB | | ");
    let case = dated(case, &numbers);
    let april = march
        .replace("17/02/2020 | |", "17/02/2020 | 02/04/2020 |")
        .replace("16/03/2020 | |", "16/03/2020 | 16/03/2020 |")
        .replace("6 | 20/02/2020 | 02/03/2020 | |", "6 | 20/02/2020 | 02/03/2020 | 25/03/2020 |")
        .replace("7 | 20/02/2020 | 02/03/2020 | |", "7 | 20/02/2020 | 02/03/2020 | 20/03/2020 |");
    let april = format!(
        "{april} | Công dân yêu cầu rút hồ sơ
        F | Thủ tục X | Phòng A | Nguyễn Văn Ví Dụ 8 | 01/04/2020 | 10/04/2020 | 13/04/2020 | Chờ xác minh | | Trực tiếp"
    );
    let case = sheet(case, &april);
    month(&case, "2020-04").code(3);
    assert_eq!(letters(&case, "2020-04"), [(10, "F".to_owned())]);
    assert_eq!(reconciled(&case, "2020-04"), [4, 3, 0, 1, 2, 1, 0, 1, 2]);

    // May: A is resolved at last, after its new date; no second letter. J has a new date and no letter.
    let may = april
        .replace("08/01/2020 |            | Chờ xác minh", "08/01/2020 | 05/05/2020 | Chờ xác minh")
        + "
        J | Thủ tục X | Phòng B | Nguyễn Văn Ví Dụ 9 | 02/04/2020 | 20/04/2020 | | | 20/05/2020 | Trực tiếp";
    let case = sheet(case, &may);
    month(&case, "2020-05").code(0);
    assert_eq!(letters(&case, "2020-05"), []);
    assert_eq!(held_back(&case, "2020-05"), ["J: chưa có lý do"]);
    assert_eq!(reconciled(&case, "2020-05"), [2, 1, 0, 0, 1, 0, 1, 0, 1]);

    // June: J is still held back, and all that was written stands as it did.
    month(&case, "2020-06").code(0);
    assert_eq!(letters(&case, "2020-06"), []);
    assert_eq!(
        held_back(&case, "2020-06"),
        [
            "J: đã hẹn lại một lần, đến 20/5/2020, nay đã qua: không được hẹn lại lần hai, giải quyết xong thì gửi thư xin lỗi"
        ]
    );
    assert_eq!(reconciled(&case, "2020-06"), [1, 0, 0, 0, 0, 0, 1, 0, 1]);
    says(
        &case,
        "2020-06",
        "
        1 | Phiếu xin lỗi và hẹn lại ngày trả kết quả | 01 | 2020-01-15 | A | Nguyễn Văn Ví Dụ 1 | Thủ tục X | Phòng A | 2020-01-08 | 2020-02-20 | sau hạn | đã trả ngày 05/5/2020, quá cả ngày hẹn lại |
        2 | Thư xin lỗi | | | B | Nguyễn Văn Ví Dụ 2 | Thủ tục X | Phòng A | 2020-01-08 | – | chưa ghi ngày | đã trả ngày 10/01/2020, quá hạn | đã hủy ngày 02/4/2020: ghi sai tên
        3 | Thư xin lỗi | | | C | Nguyễn Văn Ví Dụ 3 | Thủ tục X | Phòng B | 2020-01-08 | – | chưa ghi ngày | đã trả ngày 13/01/2020, quá hạn |
        4 | Phiếu xin lỗi và hẹn lại ngày trả kết quả | 02/PXL | 2020-02-14 | D | Nguyễn Văn Ví Dụ 4 | Thủ tục X | Phòng B | 2020-02-17 | 2020-03-02 | trước hạn | đã trả ngày 02/4/2020, quá cả ngày hẹn lại |
        5 | Thư xin lỗi | | | VIEC-2020-0005 | Trần Thị Ví Dụ | xác nhận thời gian công tác | | – | 2020-03-20 | chưa ghi ngày | – |
        6 | Phiếu xin lỗi và hẹn lại ngày trả kết quả | 04/PXL | 2020-03-16 | G | Nguyễn Văn Ví Dụ 6 | Thủ tục X | Phòng A | 2020-03-02 | 2020-03-25 | sau hạn | đã trả ngày 25/3/2020, quá hạn ban đầu, đúng ngày hẹn lại |
        7 | Phiếu xin lỗi và hẹn lại ngày trả kết quả | | | H | Nguyễn Văn Ví Dụ 7 | Thủ tục X | Phòng A | 2020-03-02 | 2020-03-25 | chưa ghi ngày | rút, trả lại ngày 20/3/2020 |
        8 | Phiếu xin lỗi và hẹn lại ngày trả kết quả | 03/PXL | 2020-03-13 | E | Nguyễn Văn Ví Dụ 5 | Thủ tục X | Phòng B | 2020-03-16 | 2020-03-30 | trước hạn | đã trả ngày 16/3/2020, đúng hạn ban đầu |
        9 | Thư xin lỗi | | | B | Nguyễn Văn Ví Dụ 2 | Thủ tục X | Phòng A | 2020-01-08 | – | chưa ghi ngày | đã trả ngày 10/01/2020, quá hạn | cấp lại, thay thư thứ tự 2
        10 | Thư xin lỗi | | | F | Nguyễn Văn Ví Dụ 8 | Thủ tục X | Phòng A | 2020-04-10 | – | chưa ghi ngày | đã trả ngày 13/4/2020, quá hạn |",
    );

    // January again, as it was: neither bytes nor numbers move.
    std::fs::write(case.root().join("du-lieu/ho-so.xlsx"), first).unwrap();
    for file in ["phieu-nhap.xlsx", "viec.xlsx", "so-theo-doi.xlsx"] {
        std::fs::remove_file(case.root().join("du-lieu").join(file)).unwrap();
    }
    month(&case, "2020-01").code(0).says("không có gì thay đổi");
}
