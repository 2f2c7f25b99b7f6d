//! The first run at the desk: from an empty folder to an office whose departments came out of last month's export.

use crate::case::{Case, workbook};
use crate::desk::OpenDesk;
use crate::desk_data::form;

const EXPORT: &str = "
    STT | Mã hồ sơ | Tên thủ tục | Bộ phận giải quyết hồ sơ XYZ | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Ghi chú
    A | B | 1 | 2 | [3] | (4) | 5=(4)-(3) | 6
    1 | H01 | Cấp thẻ | Phòng Xanh | 02/03/2020 | 05/03/2020 | 06/03/2020 |
    2 | H02 | Cấp thẻ | Phòng Xanh | 03/03/2020 | 06/03/2020 | 06/03/2020 |
    3 | H03 | Cấp thẻ | Phòng Xanh | 04/03/2020 | 09/03/2020 | 06/03/2020 |
    4 | H04 | Cấp thẻ | Phòng Đỏ | 05/03/2020 | 10/03/2020 | 06/03/2020 |
    5 | H05 | Cấp thẻ | Phòng Đỏ | 06/03/2020 | 11/03/2020 | 12/03/2020 |
    6 | H06 | Cấp thẻ | Phòng Đỏ | 10/03/2020 | 13/03/2020 | 12/03/2020 |
    7 | H07 | Cấp thẻ | PĐ cũ | 11/03/2020 | 16/03/2020 | 12/03/2020 |
    8 | H08 | Cấp thẻ | PĐ cũ | 12/03/2020 | 17/03/2020 | 18/03/2020 |
    9 | H09 | Cấp thẻ | PĐ cũ | 13/03/2020 | 18/03/2020 | 18/03/2020 |
";

/// An empty folder.
fn empty() -> Case {
    let case = Case::new();
    std::fs::remove_file(case.root().join("congso.toml")).unwrap();
    std::fs::remove_dir(case.root().join("du-lieu")).unwrap();
    case
}

fn settings(case: &Case, folder: &str) -> String {
    std::fs::read_to_string(case.root().join(folder).join("congso.toml")).unwrap()
}

/// Who signs is not known yet: nobody becomes a director by a field that was left empty.
#[test]
fn a_title_of_the_signer_that_is_taken_away_stays_away() {
    let case = empty();
    let desk = OpenDesk::of(&case);
    let answers = [("thu_muc", "sở"), ("co_quan.ten", "Sở Mới"), ("nguoi_ky.quyen_han", "")];
    assert_eq!(desk.post("/bat-dau", &form(&answers)).status, 303);
    assert_eq!(desk.post("/bat-dau/tao", "").status, 303);
    desk.idle();
    let settings = settings(&case, "sở");
    assert!(settings.contains("\nquyen_han = []"), "{settings}");
    assert!(settings.contains("\nten = \"Sở Mới\""), "{settings}");
}

#[test]
fn an_empty_folder_becomes_an_office_by_what_is_answered_and_chosen() {
    let case = empty();
    let desk = OpenDesk::of(&case);
    for path in ["/", "/du-lieu", "/luu-tru", "/cai-dat"] {
        assert_eq!(desk.get(path).header("location"), Some("/bat-dau"), "{path}");
    }
    assert_eq!(desk.post("/kiem-tra", "").status, 409);
    let first = desk.get("/bat-dau").text();
    assert!(first.contains(&case.root().display().to_string()));
    assert!(first.contains("name=\"nguoi_ky.quyen_han\" value=\"GIÁM ĐỐC\""), "{first}");
    let answers = [
        ("thu_muc", "sở mới"),
        ("co_quan.ten", "Sở Rất Mới"),
        ("co_quan.dia_danh", "Ví Dụ"),
        ("nguoi_ky.quyen_han", "TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH"),
    ];
    let answered = desk.post("/bat-dau", &form(&answers));
    assert_eq!(answered.header("location"), Some("/bat-dau/tep"), "{}", answered.text());
    assert!(case.files(".").is_empty(), "nothing is written before the last step");
    desk.send_to("/bat-dau/tep", "xuất tháng 3.xlsx", &workbook(&[("Hồ sơ", EXPORT)]), "hoi");
    desk.idle();
    let page = desk.get("/bat-dau/xem").text();
    // The column that nobody knows, by what stands in it; not those that every sheet has.
    assert!(page.contains("Cột chưa đọc: 1"), "{page}");
    let of_column = page.split("“Bộ phận giải quyết hồ sơ XYZ”").nth(1).expect(&page);
    assert!(of_column.contains("ví dụ Phòng Xanh | Phòng Đỏ | PĐ cũ"), "{of_column}");
    let columns = [("cot", "Bộ phận giải quyết hồ sơ XYZ"), ("truong", "don_vi")];
    assert_eq!(desk.post("/bat-dau/doc-lai", &form(&columns)).status, 303);
    desk.idle();
    let page = desk.get("/bat-dau/xem").text();
    for text in [
        "“Phòng Xanh”",
        "“Phòng Đỏ”",
        "“PĐ cũ”",
        "mọi ngày hẹn trả trong tệp đều là 3 ngày làm việc",
    ] {
        assert!(page.contains(text), "no {text}: {page}");
    }
    let chosen = [
        ("ten", "Phòng Xanh"),
        ("phong", "moi"),
        ("ten_moi", "Phòng Cây xanh"),
        ("ten", "Phòng Đỏ"),
        ("phong", "moi"),
        ("ten_moi", "Phòng Đỏ"),
        ("ten", "PĐ cũ"),
        ("phong", "la:Phòng Đỏ"),
        ("ten_moi", "PĐ cũ"),
        ("ma_tthc", ""),
        ("ten_tthc", "Cấp thẻ"),
        ("thoi_han", "3 ngày làm việc"),
        ("chep", "co"),
    ];
    let made = desk.post("/bat-dau/tao", &form(&chosen));
    assert_eq!(made.status, 303, "{}", made.text());
    desk.idle();
    let settings = settings(&case, "sở mới");
    for text in [
        "ten = \"Sở Rất Mới\"",
        "quyen_han = [\"TM. ỦY BAN NHÂN DÂN\", \"CHỦ TỊCH\"]",
        "ten = \"Phòng Cây xanh\"",
        "ten_khac = [\"Phòng Xanh\"]",
        "ten_khac = [\"PĐ cũ\"]",
        "\"Bộ phận giải quyết hồ sơ XYZ\" = \"don_vi\"",
        "thoi_han = \"3 ngày làm việc\"",
        "# Cơ quan chủ quản",
    ] {
        assert!(settings.contains(text), "no {text}: {settings}");
    }
    let page = desk.get("/du-lieu").text();
    assert!(
        page.contains("Đã tạo thư mục của cơ quan") && page.contains("xuất tháng 3.xlsx"),
        "{page}"
    );
    assert!(!page.contains("Cài đặt chưa biết"), "{page}");
    assert!(desk.get("/").text().contains("Sở Rất Mới"));
    // It is over: nothing more is made.
    assert_eq!(desk.post("/bat-dau", &form(&answers)).header("location"), Some("/"));
    assert_eq!(desk.post("/bat-dau/mo", "thu_muc=/").header("location"), Some("/"));
    assert!(case.root().join("sở mới/.ban-lam-viec").exists(), "a second start finds it");
}

#[test]
fn departments_are_offered_by_all_of_their_rows() {
    let case = empty();
    let desk = OpenDesk::of(&case);
    desk.post("/bat-dau", &form(&[("thu_muc", "mới"), ("co_quan.ten", "Sở Mới")]));
    let rows =
        [("Phòng Bảo trợ xã hội", 4), ("Phòng Người có công", 3), ("Phòng Nguời có công", 3)];
    let rows = rows.into_iter().flat_map(|(name, count)| std::iter::repeat_n(name, count));
    let rows: String = (1..)
        .zip(rows)
        .map(|(at, name)| format!("H{at} | {name} | 02/03/2020 | 05/03/2020 | 06/03/2020\n"))
        .collect();
    let export = format!(
        "Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý\n{rows}"
    );
    desk.send_to("/bat-dau/tep", "xuat.xlsx", &workbook(&[("Hồ sơ", &export)]), "hoi");
    desk.idle();
    let page = desk.get("/bat-dau/xem").text();
    let place = |text: &str| page.find(text).unwrap_or_else(|| panic!("no {text}: {page}"));
    assert!(place("</strong>: 6 dòng") < place("</strong>: 4 dòng"), "{page}");
}

/// The manual says which blank workbooks lie in a new folder, and how many.
#[test]
fn the_manual_names_every_blank_workbook() {
    let case = empty();
    case.run(&["khoi-tao", &case.root().join("mới").display().to_string()]).code(0);
    let blank = case.files("mới/du-lieu");
    let manual =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/HUONG-DAN.md")).unwrap();
    for (name, _) in &blank {
        assert!(manual.contains(&format!("\n| `{name}` |")), "{name}");
    }
    let words = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
    assert_eq!(manual.matches(&format!("{} bảng trống", words[blank.len()])).count(), 2);
}

#[test]
fn what_cannot_be_is_refused_before_anything_is_written() {
    let case = empty();
    let desk = OpenDesk::of(&case);
    assert_eq!(desk.post("/bat-dau", "co_quan.ten=A").status, 400);
    std::fs::create_dir_all(case.root().join("có/du-lieu")).unwrap();
    std::fs::write(case.root().join("có/congso.toml"), "[co_quan]\nten = \"Sở Có Sẵn\"\n").unwrap();
    std::fs::create_dir(case.root().join("khác")).unwrap();
    std::fs::write(case.root().join("khác/DOC-TRUOC.txt"), "của người khác").unwrap();
    for folder in ["có", "có/du-lieu", "khác"] {
        assert_eq!(desk.post("/bat-dau", &form(&[("thu_muc", folder)])).status, 409, "{folder}");
    }
    // Without the first step there is no second one.
    assert_eq!(desk.get("/bat-dau/xem").header("location"), Some("/bat-dau"));
    assert_eq!(desk.post("/bat-dau/tao", "").header("location"), Some("/bat-dau"));
    // Why an export is not read is said; what was answered stays.
    desk.post("/bat-dau", &form(&[("thu_muc", "mới"), ("co_quan.ten", "Sở Mới")]));
    desk.send_to("/bat-dau/tep", "hỏng.xlsx", b"PK\x03\x04 khong con la bang tinh", "hoi");
    desk.idle();
    let page = desk.get("/bat-dau/xem").text();
    assert!(
        page.contains("class=\"loi-nhan\"") && page.contains("<p class=\"noi\">hỏng.xlsx"),
        "{page}"
    );
    let limit = [("ma_tthc", ""), ("ten_tthc", "Cấp thẻ"), ("thoi_han", "một lúc")];
    desk.post("/bat-dau", &form(&[("thu_muc", "mới"), ("co_quan.ten", "Sở Mới")]));
    let refused = desk.post("/bat-dau/tao", &form(&limit));
    assert_eq!(refused.status, 409);
    assert!(refused.text().contains("Không hiểu thời hạn “một lúc”"), "{}", refused.text());
    assert!(!case.root().join("mới").exists());
    // An office that is there already is opened, and nothing is written over.
    assert_eq!(desk.post("/bat-dau/mo", &form(&[("thu_muc", "khác")])).status, 409);
    assert_eq!(desk.post("/bat-dau/mo", &form(&[("thu_muc", "có")])).status, 303);
    desk.idle();
    assert!(desk.get("/").text().contains("Sở Có Sẵn"));
}

#[test]
fn the_office_of_last_time_is_offered_where_there_is_none_and_never_opened_unasked() {
    let kept = tempfile::tempdir().unwrap();
    let nowhere = empty();
    let offered = |case: &Case| OpenDesk::of_user(case, &[], kept.path()).get("/bat-dau").text();
    assert!(!offered(&nowhere).contains("Mở lại"), "nothing was open yet");
    let note = kept.path().join("congso/co-quan-gan-nhat.txt");
    assert!(!note.exists(), "a folder that is no office's is not noted");
    let case = Case::new();
    drop(OpenDesk::of_user(&case, &[], kept.path()));
    let path = case.root().display().to_string();
    assert_eq!(
        std::fs::read_to_string(&note).unwrap(),
        format!("{path}\n"),
        "the path and no more"
    );
    let desk = OpenDesk::of_user(&nowhere, &[], kept.path());
    assert_eq!(desk.get("/").header("location"), Some("/bat-dau"), "it is not opened unasked");
    let page = desk.get("/bat-dau").text();
    assert!(page.contains("Mở lại") && page.contains(&path), "{page}");
    assert_eq!(desk.post("/bat-dau/mo", &form(&[("thu_muc", &path)])).status, 303);
    desk.idle();
    assert!(desk.get("/").text().contains("Sở Ví Dụ"));
    drop(desk);
    // An office that is gone is not offered; a note that says something else neither.
    std::fs::remove_file(case.root().join("congso.toml")).unwrap();
    assert!(!offered(&nowhere).contains("Mở lại"));
    std::fs::write(&note, "hỏng\0").unwrap();
    assert!(!offered(&nowhere).contains("Mở lại"));
}
