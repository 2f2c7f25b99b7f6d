//! What citizens said goes out only where the office ticked it, in their words, masked, and to the department alone.

use std::fmt::Write as _;
use std::fs;

use calamine::{Data, Reader as _, Xlsx};

use crate::case::{Case, Outcome, workbook};
use crate::privacy::texts;

pub(crate) const BOOK: &str = "y-kien-2020-03.xlsx";

const SURVEYS: &str = "
    Số phiếu | Ngày trả lời | Đơn vị | Câu 1 | Câu 2 | Ý kiến góp ý
    P1 | 02/03/2020 | Phòng A | Hài lòng | Rất hài lòng | Thời gian chờ quá lâu, gọi 0912345678 không ai nghe
    P2 | 02/03/2020 | Phòng A | Hài lòng | Rất hài lòng | Cảm ơn chị Lan đã hướng dẫn tận tình
    P3 | 02/03/2020 | Phòng B | Hài lòng | Rất hài lòng | Không
    P4 | 02/03/2020 | Phòng B | Hài lòng | Rất hài lòng | Nên có thêm ghế ngồi
";

const COMPLAINTS: &str = "
    Số đơn | Loại đơn | Đơn vị | Ngày tiếp nhận | Hạn giải quyết | Ngày giải quyết | Nội dung
    D1 | Kiến nghị | Phòng B | 20/02/2020 | 02/03/2020 | 28/02/2020 | Kiến nghị niêm yết mẫu đơn
    D2 | Khiếu nại | Phòng B | 20/02/2020 | 02/03/2020 | 28/02/2020 | Khiếu nại việc bồi thường
";

fn office() -> Case {
    Case::new().sheet("phieu.xlsx", "Phiếu", SURVEYS).sheet("don.xlsx", "Đơn thư", COMPLAINTS)
}

/// A line of the workbook: place, code, department, words, tick.
pub(crate) type Line = [String; 5];

/// What `kiem-tra` has written.
pub(crate) fn lines(case: &Case) -> Vec<Line> {
    let bytes = fs::read(case.root().join(BOOK)).unwrap();
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let text = |cell: &Data| cell.to_string();
    let rows = sheet.rows().filter(|row| matches!(row.first(), Some(Data::Float(_))));
    rows.map(|row| [1, 8, 2, 5, 6].map(|column| text(&row[column]))).collect()
}

/// The same as a workbook, after a change.
pub(crate) fn book(lines: &[Line]) -> Vec<u8> {
    let mut table = "STT | Vị trí | Mã ý kiến | Đơn vị | Nội dung đăng | Đăng".to_owned();
    for (order, line) in lines.iter().enumerate() {
        let cells: Vec<String> = line.iter().map(|cell| format!("'{cell}")).collect();
        write!(table, "\n{} | {}", order + 1, cells.join(" | ")).unwrap();
    }
    workbook(&[("Ý kiến", &table.replace("'\n", "\n"))])
}

pub(crate) fn check(case: &Case) -> Outcome {
    case.run(&["kiem-tra", "--tinh-den", "2020-03-20"])
}

/// An office whose lines of comments have been changed and dropped in.
fn chosen(case: Case, change: impl Fn(&mut Line)) -> Case {
    check(&case);
    let mut all = lines(&case);
    all.iter_mut().for_each(change);
    case.file("du-lieu/y-kien.xlsx", book(&all))
}

fn tick(words: &str) -> impl Fn(&mut Line) {
    move |line: &mut Line| {
        if line[3].contains(words) {
            "x".clone_into(&mut line[4]);
        }
    }
}

/// Files of the archive that say so, but for what was read.
fn saying(case: &Case, words: &str) -> Vec<String> {
    let files = case.files("luu-tru/2020-03/data").into_iter();
    files
        .filter(|(name, _)| !name.starts_with("nguon/"))
        .filter(|(name, bytes)| {
            let text = texts(name, bytes).replace('\u{a0}', " ");
            text.split_whitespace().collect::<Vec<_>>().join(" ").contains(words)
        })
        .map(|(name, _)| name)
        .collect()
}

#[test]
fn a_check_lists_the_comments_of_the_period_as_they_would_be_printed() {
    let case = office();
    check(&case).says("Ý kiến của tổ chức, cá nhân: 4, chưa chọn đăng ý kiến nào");
    let all = lines(&case);
    let words: Vec<&str> = all.iter().map(|line| line[3].as_str()).collect();
    assert_eq!(
        words,
        [
            "Thời gian chờ quá lâu, gọi [số điện thoại] không ai nghe",
            "Cảm ơn chị [tên] đã hướng dẫn tận tình",
            "Nên có thêm ghế ngồi",
            "Kiến nghị niêm yết mẫu đơn",
        ]
    );
    assert_eq!(all[0][0], "phieu.xlsx › Phiếu › dòng 2");
    assert_eq!(all[3][2], "Phòng B");
    assert!(all.iter().all(|line| line[4].is_empty()));
}

#[test]
fn only_what_is_ticked_goes_out_and_only_to_its_department() {
    let case = chosen(office(), tick("Thời gian chờ"));
    let outcome = case.march();
    let own = ["docx", "html", "pdf"].map(|ending| format!("don-vi/phong-a.{ending}"));
    assert_eq!(saying(&case, "Thời gian chờ quá lâu, gọi [số điện thoại] không ai nghe"), own);
    assert_eq!(saying(&case, "ý kiến, có 01 ý kiến được đăng như sau"), own);
    for left in ["0912345678", "hướng dẫn tận tình", "thêm ghế ngồi", "niêm yết mẫu đơn"]
    {
        assert_eq!(saying(&case, left), [""; 0], "{left}");
    }
    let comments = &outcome.figures()["y_kien"];
    assert_eq!((&comments["so_dang"], &comments["tong"]["so"]), (&1.into(), &4.into()));
    assert_eq!(comments["dang"], serde_json::json!([]));
    let counted = saying(&case, "ý kiến, có 01 ý kiến được đăng trong thông báo kết quả");
    assert!(counted.contains(&"bao-cao.pdf".to_owned()), "{counted:?}");
    // A department of whose comments none is ticked hears how many there are.
    let none = saying(&case, "của tổ chức, cá nhân về đơn vị");
    assert!(none.contains(&"don-vi/phong-b.html".to_owned()), "{none:?}");
}

#[test]
fn a_petition_is_published_like_a_comment() {
    let case = chosen(office(), tick("niêm yết"));
    case.march();
    let own = ["docx", "html", "pdf"].map(|ending| format!("don-vi/phong-b.{ending}"));
    assert_eq!(saying(&case, "niêm yết mẫu đơn”"), own);
}

#[test]
fn words_may_be_left_out_and_nothing_else() {
    let shortened = |words: &'static str| {
        chosen(office(), move |line: &mut Line| {
            if line[3].contains("hướng dẫn") {
                words.clone_into(&mut line[3]);
                "x".clone_into(&mut line[4]);
            }
        })
    };
    let case = shortened("Cảm ơn … đã hướng dẫn tận tình");
    case.march();
    assert_eq!(saying(&case, "Cảm ơn … đã hướng dẫn tận tình").len(), 3);
    let case = shortened("Cảm ơn cơ quan đã hướng dẫn tận tình");
    let outcome = case.march();
    assert_eq!(outcome.figures()["y_kien"]["so_dang"], 0);
    assert_eq!(outcome.found(), [("bad_value".to_owned(), 1)]);
    assert_eq!(saying(&case, "hướng dẫn tận tình"), [""; 0]);
}

#[test]
fn a_tick_whose_comment_is_gone_or_changed_is_told() {
    for (old, new) in [
        ("Thời gian chờ quá lâu", "Thời gian chờ lâu"),
        ("P1 | 02/03/2020", "P1 | 02/03/2020 | Phòng A | Hài lòng | Hài lòng |\n P0 | 02/03/2020"),
    ] {
        let case = chosen(office(), tick("Thời gian chờ"));
        let case = case.sheet("phieu.xlsx", "Phiếu", &SURVEYS.replace(old, new));
        let outcome = case.march();
        assert_eq!(outcome.figures()["y_kien"]["so_dang"], 0);
        assert_eq!(outcome.found(), [("comment_not_found".to_owned(), 1)]);
        assert_eq!(saying(&case, "Thời gian chờ"), [""; 0]);
    }
}

#[test]
fn two_lists_that_differ_publish_nothing() {
    let case = chosen(office(), tick("Thời gian chờ"));
    let bare = lines(&case);
    let case = case.file("du-lieu/y-kien-cu.xlsx", book(&bare));
    let outcome = case.march();
    outcome.code(3);
    assert_eq!(outcome.figures()["y_kien"]["so_dang"], 0);
    assert_eq!(outcome.found(), [("conflicting_rows".to_owned(), 2)]);
}

/// The list in the office's folder is written anew, with the ticks that were dropped in; ticks that were not are kept.
#[test]
fn ticks_are_never_written_over() {
    let case = chosen(office(), tick("Thời gian chờ"));
    check(&case).says("đã chọn đăng 1");
    let all = lines(&case);
    assert_eq!(all.iter().filter(|line| line[4] == "x").count(), 1);
    let mut more = all.clone();
    more[2][4] = "x".to_owned();
    let case = case.file(BOOK, book(&more));
    let bytes = fs::read(case.root().join(BOOK)).unwrap();
    check(&case).says("có dấu chưa chép vào du-lieu nên giữ nguyên");
    assert_eq!(fs::read(case.root().join(BOOK)).unwrap(), bytes);
    let case = case.file("du-lieu/y-kien.xlsx", &bytes);
    check(&case).says("đã chọn đăng 2");
    assert_eq!(lines(&case).iter().filter(|line| line[4] == "x").count(), 2);
}
