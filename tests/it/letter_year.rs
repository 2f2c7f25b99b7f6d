//! A year of letters played month by month: who gets one, what the register says, what is never said twice.

use calamine::{Data, Reader as _, Xlsx};
use serde_json::Value;

use crate::case::{Case, Outcome};

const HEADER: &str = "Mã hồ sơ | Tên thủ tục hành chính | Phòng ban | Chủ hồ sơ | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Lý do trễ hạn | Ngày hẹn lại | Hình thức nộp";

/// Rows of the office's sheet as they stand in a month.
fn sheet(case: Case, rows: &str) -> Case {
    case.sheet("ho-so.xlsx", "Hồ sơ", &format!("{HEADER}\n{rows}"))
}

fn month(case: &Case, period: &str) -> Outcome {
    case.run(&["bao-cao", "--ky", period, "--tinh-den", "2020-07-20"])
}

fn json(case: &Case, path: &str) -> Value {
    let bytes = std::fs::read(case.root().join("luu-tru").join(path)).unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

/// Orders and codes of the letters of a bag.
fn letters(case: &Case, bag: &str) -> Vec<(u64, String)> {
    let list = json(case, &format!("{bag}/data/thu-xin-loi/danh-sach.json"));
    let letters = list["thu"].as_array().unwrap().iter();
    letters
        .map(|one| (one["thu_tu"].as_u64().unwrap(), one["ma_ho_so"].as_str().unwrap().to_owned()))
        .collect()
}

/// Lines of a register: order, number, date, code, sent, result, note.
fn register(case: &Case, path: &str) -> Vec<[String; 7]> {
    let bytes = std::fs::read(case.root().join("luu-tru").join(path)).unwrap();
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    let text = |cell: Option<&Data>| match cell {
        Some(Data::DateTime(day)) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year}-{month:02}-{day:02}")
        }
        Some(other) => other.to_string(),
        None => String::new(),
    };
    let lines = range.rows().filter(|row| matches!(row.first(), Some(Data::Float(_))));
    lines.map(|row| [0, 2, 3, 4, 10, 11, 12].map(|at| text(row.get(at)))).collect()
}

/// Late dossiers of a period agree with the 13-column table and with their parts.
#[track_caller]
fn reconciled(case: &Case, period: &str) -> Value {
    let figures = json(case, &format!("{period}/data/so-lieu.json"));
    let (columns, letters) = (&figures["ho_so"]["tong"]["cot"], &figures["thu_xin_loi"]);
    let n = |value: &Value| value.as_u64().unwrap();
    assert_eq!(n(&letters["phai_xin_loi"]), n(&columns["c10"]) + n(&columns["c13"]), "{period}");
    let parts = ["phieu_hen_lai", "thu_xin_loi", "chua_du_thong_tin", "da_co_tu_truoc"];
    let sum: u64 = parts.iter().map(|part| n(&letters[part])).sum();
    assert_eq!(sum, n(&letters["phai_xin_loi"]), "{period}: {letters}");
    let line = letters["doi_chieu"].clone();
    assert_eq!(n(&line["qua_han"]), n(&letters["phai_xin_loi"]), "{period}");
    assert_eq!(n(&line["co_thu"]) + n(&line["chua_co_thu"]), n(&line["qua_han"]), "{period}");
    let dated = ["gui_kip", "gui_muon", "chua_ghi_ngay", "chi_co_ngay_hen_lai"];
    assert_eq!(dated.iter().map(|part| n(&line[part])).sum::<u64>(), n(&line["co_thu"]));
    line
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
    let line = reconciled(&case, "2020-01");
    assert_eq!(
        (&line["qua_han"], &line["co_thu"], &line["chua_co_thu"]),
        (&3.into(), &2.into(), &1.into())
    );

    // Between two reports: the workbook to fill in names C, and D that is nearly due.
    let outcome = case.run(&["thu-xin-loi", "--phieu-nhap", "--tinh-den", "2020-02-14"]);
    outcome.code(0).says("2 hồ sơ cần lý do");
    assert!(case.root().join("phieu-nhap-thu-2020-02-14.xlsx").is_file());
    let case = case.sheet(
        "phieu-nhap.xlsx",
        "Phiếu nhập",
        "STT | Mã hồ sơ | Thủ tục | Đơn vị | Hạn trả | Lý do xin lỗi | Ngày hẹn lại | Xưng hô
         1 | C | Thủ tục X | Phòng B | 08/01/2020 | d) Do hồ sơ phức tạp, phải xác minh, thẩm tra nhiều lần | |
         2 | D | Thủ tục X | Phòng B | 17/02/2020 | Chờ ý kiến Sở Ví Dụ | 02/03/2020 | Bà",
    );
    let case = case.sheet(
        "viec.xlsx",
        "Việc",
        "STT | Kính gửi | Việc chưa giải quyết kịp thời | Lý do xin lỗi | Ngày hẹn trả lời
         1 | Trần Thị Ví Dụ | xác nhận thời gian công tác | thiếu hồ sơ lưu | 20/03/2020",
    );
    case.run(&["thu-xin-loi", "--tinh-den", "2020-02-14"]).code(0);
    let matter = "VIEC-2020-0005".to_owned();
    assert_eq!(
        letters(&case, "thu-2020-02-14"),
        [(3, "C".to_owned()), (4, "D".to_owned()), (5, matter)]
    );
    let again = case.run(&["thu-xin-loi", "--tinh-den", "2020-02-14"]);
    again.code(0).says("Không có thư mới");
    assert!(!case.root().join("luu-tru/thu-2020-02-14-2").exists());

    // The clerk's office fills in numbers and dates: D's letter went out in time, A's did not.
    let case = case.sheet(
        "so-theo-doi.xlsx",
        "Sổ",
        "Mã hồ sơ | Số phiếu | Ngày phiếu
         A | 01 | 15/01/2020
         D | '02/PXL | 14/02/2020",
    );
    // February: nothing new is written; A is still open, its new date not yet over.
    month(&case, "2020-02").code(0);
    assert_eq!(letters(&case, "2020-02"), []);
    let line = reconciled(&case, "2020-02");
    assert_eq!(
        (&line["qua_han"], &line["co_thu"], &line["gui_muon"]),
        (&1.into(), &1.into(), &1.into())
    );

    // March: A asks for a second new date and is refused; D is resolved late but on its new date.
    let march = january
        .replace("20/02/2020 | Trực tiếp", "25/03/2020 | Trực tiếp")
        .replace("17/02/2020 |            |", "17/02/2020 | 02/03/2020 |");
    let case = sheet(case, &march);
    let outcome = month(&case, "2020-03");
    outcome.code(3).says("hẹn lại lần hai");
    assert_eq!(letters(&case, "2020-03"), []);
    let list = json(&case, "2020-03/data/thu-xin-loi/danh-sach.json");
    assert_eq!(
        list["chua_viet"][0]["con_thieu"][0],
        "không được hẹn lại lần hai (đến 25/3/2020): đã có phiếu xin lỗi thứ tự 1 ở kỳ tháng 1 năm 2020, hẹn lại 20/02/2020; chỉ được hẹn lại một lần"
    );
    let line = reconciled(&case, "2020-03");
    assert_eq!(
        (&line["qua_han"], &line["gui_kip"], &line["tre_lan_hai"]),
        (&2.into(), &1.into(), &1.into())
    );

    // April: B's letter is made void and written again; its number is not.
    case.run(&["thu-xin-loi", "--huy", "B"]).code(2);
    case.run(&["thu-xin-loi", "--huy", "b", "--ly-do", "ghi sai tên", "--tinh-den", "2020-04-02"])
        .code(0);
    case.run(&["thu-xin-loi", "--tinh-den", "2020-04-02"]).code(3);
    assert_eq!(letters(&case, "thu-2020-04-02-2"), [(6, "B".to_owned())]);

    // May and June: A is resolved at last, after its new date; no second letter.
    let may = march.replace(
        "08/01/2020 |            | Chờ xác minh",
        "08/01/2020 | 05/05/2020 | Chờ xác minh",
    );
    let case = sheet(case, &may);
    for period in ["2020-04", "2020-05", "2020-06"] {
        month(&case, period);
        reconciled(&case, period);
        assert_eq!(letters(&case, period), [], "{period}");
    }
    let lines = register(&case, "2020-06/data/thu-xin-loi/so-theo-doi.xlsx");
    let want = [
        ["1", "01", "2020-01-15", "A", "sau hạn", "đã trả ngày 05/5/2020, quá cả ngày hẹn lại", ""],
        [
            "2",
            "",
            "",
            "B",
            "chưa ghi ngày",
            "đã trả ngày 10/01/2020, quá hạn",
            "đã hủy ngày 02/4/2020: ghi sai tên",
        ],
        ["3", "", "", "C", "chưa ghi ngày", "đã trả ngày 13/01/2020, quá hạn", ""],
        [
            "4",
            "02/PXL",
            "2020-02-14",
            "D",
            "trước hạn",
            "đã trả ngày 02/3/2020, quá hạn ban đầu, đúng ngày hẹn lại",
            "",
        ],
        ["5", "", "", "VIEC-2020-0005", "chưa ghi ngày", "–", ""],
        [
            "6",
            "",
            "",
            "B",
            "chưa ghi ngày",
            "đã trả ngày 10/01/2020, quá hạn",
            "cấp lại, thay thư thứ tự 2",
        ],
    ];
    assert_eq!(lines, want.map(|line| line.map(str::to_owned)));
    assert_eq!(register(&case, "so-theo-doi-2020.xlsx"), lines);

    // January again, as it was: neither bytes nor numbers move.
    std::fs::write(case.root().join("du-lieu/ho-so.xlsx"), first).unwrap();
    for file in ["phieu-nhap.xlsx", "viec.xlsx", "so-theo-doi.xlsx"] {
        std::fs::remove_file(case.root().join("du-lieu").join(file)).unwrap();
    }
    month(&case, "2020-01").code(0).says("không có gì thay đổi");
}

#[test]
fn a_letter_printed_alone_has_the_bytes_that_it_has_in_its_bag() {
    let rows = "
        A | Thủ tục X | Phòng A | Nguyễn Văn Ví Dụ 1 | 20/02/2020 | 02/03/2020 |            | Lý do | 25/03/2020 | Trực tiếp
        B | Thủ tục X | Phòng A | Văn Ňová 2         | 20/02/2020 | 02/03/2020 | 05/03/2020 | Lý do |            | Trực tiếp
        C | Thủ tục X | Phòng A | Nguyễn Văn Ví Dụ 3 | 20/02/2020 | 02/03/2020 | 05/03/2020 | Lý do |            | Trực tiếp";
    let case = sheet(Case::new(), rows);
    case.march().code(0);
    let bag = |name: &str| {
        std::fs::read(case.root().join("luu-tru/2020-03/data/thu-xin-loi").join(name)).unwrap()
    };
    let again = |orders: &str| {
        case.run(&["thu-xin-loi", "--chi", orders, "--tinh-den", "2020-03-20"]).code(0);
        std::fs::read(case.root().join("thu-in-lai.pdf")).unwrap()
    };
    for (order, name) in [("1", "pxl-a.pdf"), ("2", "txl-b.pdf"), ("3", "txl-c.pdf")] {
        assert!(again(order) == bag(name), "{name}");
    }
    // Settings that have changed since do not change what was written.
    let settings = case.root().join("congso.toml");
    let old = std::fs::read_to_string(&settings).unwrap();
    std::fs::write(&settings, old.replace("Nguyễn Văn Ví Dụ", "Người Ký Khác")).unwrap();
    let text = crate::documents::pdf_text(&again("1,3"));
    assert!(text.contains("Nguyễn Văn Ví Dụ 3") && !text.contains("Người Ký Khác"), "{text}");
    case.run(&["thu-xin-loi", "--chi", "1,9", "--tinh-den", "2020-03-20"]).code(2).says("thứ tự 9");
    // The one file to print: a list, then each letter on a front, backs left blank.
    let pages = lopdf_pages(&bag("in-tat-ca.pdf"));
    assert_eq!(pages, 2 + 3 * 2);
    let alone = sheet(Case::new(), rows.lines().nth(3).unwrap());
    alone.march().code(0);
    let of_alone =
        std::fs::read(alone.root().join("luu-tru/2020-03/data/thu-xin-loi/txl-c.pdf")).unwrap();
    assert!(of_alone == bag("txl-c.pdf"), "a letter depends on its neighbours");
}

fn lopdf_pages(bytes: &[u8]) -> usize {
    lopdf::Document::load_mem(bytes).unwrap().get_pages().len()
}

#[test]
fn numbers_in_series_have_no_gap_and_stay_when_run_again() {
    let rows = "
        A | Thủ tục X | Phòng A | Nguyễn Văn Ví Dụ 1 | 20/02/2020 | 02/03/2020 |            | Lý do | 25/03/2020 | Trực tiếp
        B | Thủ tục X | Phòng A | Nguyễn Văn Ví Dụ 2 | 20/02/2020 | 03/03/2020 | 05/03/2020 | Lý do |            | Trực tiếp
        C | Thủ tục X | Phòng A | Nguyễn Văn Ví Dụ 3 | 20/02/2020 | 04/03/2020 |            |       | 25/03/2020 | Trực tiếp
        D | Thủ tục X | Phòng A | Nguyễn Văn Ví Dụ 4 | 20/02/2020 | 05/03/2020 |            | Lý do | 25/03/2020 | Trực tiếp";
    let series = |old: &str| format!("{old}\n[thu]\ndanh_so = \"lien_tuc\"\n");
    let case = sheet(Case::new().settings(series), rows);
    case.march().code(0);
    let numbers = |case: &Case| {
        let list = json(case, "2020-03/data/thu-xin-loi/danh-sach.json");
        let letters = list["thu"].as_array().unwrap().iter();
        letters
            .map(|one| {
                format!("{} {} {}", one["thu_tu"], one["ma_ho_so"].as_str().unwrap(), one["so"])
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(numbers(&case), ["1 A 1", "2 B null", "3 D 2"]);
    // C gets its reason and the month is written again: nobody is renumbered.
    let case = sheet(case, &rows.replace("|       | 25/03", "| Lý do | 25/03"));
    case.run(&["bao-cao", "--ky", "2020-03", "--thay-the"]).code(0);
    assert_eq!(numbers(&case), ["1 A 1", "2 B null", "3 D 2", "4 C 3"]);
    // A is taken back: its line stays, and its number is given to nobody.
    let case = sheet(
        case,
        &rows.replace("|       | 25/03", "| Lý do | 25/03").replace("A | Thủ", "E | Thủ"),
    );
    case.run(&["bao-cao", "--ky", "2020-03", "--thay-the"]).code(0);
    let lines = register(&case, "so-theo-doi-2020.xlsx");
    let told: Vec<_> = lines
        .iter()
        .map(|line| format!("{} {} {} {}", line[0], line[1], line[3], line[6]))
        .collect();
    assert_eq!(
        told,
        ["1 01 A không còn dùng: kỳ đã được lập lại", "2  B ", "3 02 D ", "4 03 C ", "5 04 E "]
    );
}

/// Whatever moment the program is killed in: the bag is there whole or not at all, and the next run leaves
/// nothing of the broken one.
#[test]
fn a_run_that_is_killed_leaves_nothing_half_written() {
    let row = |number: u32| {
        format!(
            "A-{number} | Thủ tục X | Phòng A | Nguyễn Văn Ví Dụ {number} | 20/02/2020 | 02/03/2020 | 05/03/2020 | Lý do | | Trực tiếp\n"
        )
    };
    let case = sheet(Case::new(), &(1..=40).map(row).collect::<String>());
    let archive = case.root().join("luu-tru");
    std::fs::create_dir_all(archive.join(".congso-cu/tui/data")).unwrap();
    std::fs::write(archive.join(".congso-cu/khoa"), "").unwrap();
    std::fs::create_dir_all(archive.join(".congso-khac")).unwrap();
    let other = std::fs::File::create(archive.join(".congso-khac/khoa")).unwrap();
    other.lock().unwrap();
    let beside = || {
        let names = std::fs::read_dir(&archive).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<_> = names.map(|name| name.into_string().unwrap()).collect();
        names.retain(|name| name.starts_with(".congso-"));
        names.sort();
        names
    };
    let mut run = std::process::Command::new(crate::case::CONGSO)
        .args(["thu-xin-loi", "--tinh-den", "2020-03-16", "-C"])
        .arg(case.root())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    // The old folder is swept away right before the new one is begun.
    while run.try_wait().unwrap().is_none() && beside().contains(&".congso-cu".to_owned()) {
        std::thread::yield_now();
    }
    run.kill().unwrap();
    run.wait().unwrap();
    let bag = archive.join("thu-2020-03-16");
    assert!(!bag.exists() || bag.join("data/thu-xin-loi/in-tat-ca.pdf").is_file());
    case.run(&["thu-xin-loi", "--tinh-den", "2020-03-16"]).code(0);
    assert_eq!(letters(&case, "thu-2020-03-16").len(), 40);
    case.run(&["bao-cao", "--ky", "2020-03"]).code(0);
    assert_eq!(beside(), [".congso-khac"], "another run's folder is its own");
}
