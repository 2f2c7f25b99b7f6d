//! Letters from the desk: who is owed one, what is filled in goes where the command takes it from, the same bytes.

use crate::case::{Case, workbook};
use crate::desk::OpenDesk;

const DOSSIERS: &str = "
    Mã hồ sơ | Thủ tục | Phòng ban | Chủ hồ sơ | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý
    H01 | Thủ tục A | Phòng A | Nguyễn Văn Mẫu | 20/02/2020 | 02/03/2020 |
    H02 | Thủ tục A | Phòng A | Trần Thị Mẫu | 20/02/2020 | 03/03/2020 |
";

#[track_caller]
fn done(desk: &OpenDesk, fields: &str) -> String {
    let begun = desk.post("/thu-xin-loi", fields);
    assert_eq!(begun.status, 303, "{}", begun.text());
    desk.idle();
    desk.get("/thu-xin-loi").text()
}

/// Both are overdue then.
const TODAY: [&str; 2] = ["--tinh-den", "2020-03-16"];
/// A working day after it.
const NEW_DAY: &str = "2020-04-08";

#[test]
fn what_is_filled_in_on_the_page_gives_the_letters_of_the_command_byte_for_byte() {
    let sheet = workbook(&[("Hồ sơ", DOSSIERS)]);
    let case = Case::new().file("du-lieu/ho-so.xlsx", &sheet);
    let desk = OpenDesk::with(&case, &TODAY);
    desk.idle();
    assert!(desk.get("/thu-xin-loi").text().contains("Xem thư còn nợ"));
    let page = done(&desk, "viec=xem");
    for text in ["Đủ để lập: 0 thư", "H01", "Trần Thị Mẫu", "chưa có lý do", "chưa có ngày hẹn lại"]
    {
        assert!(page.contains(text), "no {text}: {page}");
    }
    assert_eq!(desk.post("/thu-xin-loi", "viec=luu&ma=H01&ly_do=&hen_lai=&xung_ho=").status, 400);
    let wrong = desk.post("/thu-xin-loi", "viec=luu&ma=H01&ly_do=c&hen_lai=31/02/2020&xung_ho=");
    assert_eq!(wrong.status, 400);
    let fields = format!(
        "viec=luu&ma=H01&ly_do=Ch%E1%BB%9D+x%C3%A1c+minh&hen_lai={NEW_DAY}&xung_ho=%C3%94ng&ma=H02&ly_do=&hen_lai=&xung_ho=&ma=..%2fx&ly_do=x&hen_lai=&xung_ho="
    );
    let page = done(&desk, &fields);
    assert!(page.contains("của 1 hồ sơ vào du-lieu/phieu-nhap-thu-"), "{page}");
    assert!(page.contains("Không ghi lý do, ngày hẹn lại của “../x”: nay không còn"), "{page}");
    assert!(page.contains("Đủ để lập: 1 thư"), "{page}");
    let inputs = case.files("du-lieu");
    assert_eq!(inputs.len(), 2, "what names no dossier of the list is written nowhere");

    let page = done(&desk, "viec=lap");
    assert!(page.contains("Đã lập 1 phiếu xin lỗi và hẹn lại"), "{page}");
    assert!(!page.contains("congso "), "{page}");
    let typed = inputs
        .iter()
        .fold(Case::new(), |case, (name, bytes)| case.file(&format!("du-lieu/{name}"), bytes));
    typed.run(&["thu-xin-loi", TODAY[0], TODAY[1]]).code(0);
    let archive = |case: &Case| {
        let mut files = case.files("luu-tru");
        files.retain(|(name, _)| !name.starts_with('.'));
        files
    };
    let (typed, pressed) = (archive(&typed), archive(&case));
    assert!(typed.len() > 8);
    for ((name, bytes), (other, others)) in typed.iter().zip(&pressed) {
        assert!(name == other && bytes == others, "{name} {other}");
    }
    assert_eq!(typed.len(), pressed.len());
}

/// Without a column of names nothing that is typed here would help: the page says what does.
#[test]
fn letters_to_nobody_are_not_asked_about() {
    let sheet = "
        Mã hồ sơ | Thủ tục | Phòng ban | Bên gửi | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Lý do trễ hạn
        H01 | Thủ tục A | Phòng A | Nguyễn Văn Mẫu | 20/02/2020 | 02/03/2020 | 05/03/2020 | c
        H02 | Thủ tục A | Phòng A | Trần Thị Mẫu | 20/02/2020 | 03/03/2020 | 05/03/2020 |";
    let case = Case::new().sheet("ho-so.xlsx", "Hồ sơ", sheet);
    let desk = OpenDesk::with(&case, &TODAY);
    desk.idle();
    let page = done(&desk, "viec=xem");
    assert!(page.contains("2 hồ sơ chưa có tên chủ hồ sơ, nên chưa biết thư gửi ai"), "{page}");
    assert!(page.contains("“H01”: chưa có tên chủ hồ sơ ("), "{page}");
    // Of the other a reason is missing as well.
    assert!(
        page.contains("name=\"ma\" value=\"H02\"") && !page.contains("value=\"H01\""),
        "{page}"
    );
}

#[test]
fn a_letter_is_printed_again_and_called_back_with_a_reason() {
    let case = Case::new().sheet("ho-so.xlsx", "Hồ sơ", DOSSIERS);
    let desk = OpenDesk::with(&case, &TODAY);
    desk.idle();
    assert_eq!(desk.get("/thu-xin-loi/in-lai.pdf").status, 404);
    done(&desk, "viec=xem");
    done(&desk, &format!("viec=luu&ma=H01&ly_do=c&hen_lai={NEW_DAY}&xung_ho="));
    done(&desk, "viec=lap");
    let page = done(&desk, "viec=in&thu_tu=1");
    assert!(page.contains("Đã ghi 1 thư để in lại"), "{page}");
    assert!(desk.get("/thu-xin-loi/in-lai.pdf").body.starts_with(b"%PDF"));
    assert_eq!(desk.post("/thu-xin-loi", "viec=in&thu_tu=..%2f..").status, 400);
    let nothing = done(&desk, "viec=in&thu_tu=9");
    assert!(nothing.contains("không có thư còn hiệu lực ở thứ tự 9"), "{nothing}");
    let refused = done(&desk, "viec=huy&thu=H01&ly_do_huy=");
    assert!(refused.contains("ghi lý do, ví dụ"), "{refused}");
    assert!(!refused.contains("--ly-do"), "{refused}");
    let void = done(&desk, "viec=huy&thu=H01&ly_do_huy=ghi+sai+t%C3%AAn");
    assert!(void.contains("Đã hủy thư thứ tự 1 của “H01”"), "{void}");
    assert!(void.contains("bấm Lập thư ở trang Thư xin lỗi"), "{void}");
    assert!(void.contains("Đủ để lập: 1 thư"), "{void}");
    assert_eq!(desk.post("/thu-xin-loi", "viec=khac").status, 400);
    case.run(&["xac-minh"]).code(0);
}

#[test]
fn numbers_and_dates_typed_on_the_page_are_what_the_register_workbook_would_say() {
    let case = Case::new().sheet("ho-so.xlsx", "Hồ sơ", DOSSIERS);
    let desk = OpenDesk::with(&case, &TODAY);
    desk.idle();
    done(&desk, "viec=xem");
    done(
        &desk,
        &format!(
            "viec=luu&ma=H01&ly_do=c&hen_lai={NEW_DAY}&xung_ho=&ma=H02&ly_do=c&hen_lai={NEW_DAY}&xung_ho="
        ),
    );
    done(&desk, "viec=lap");
    let wrong = desk.post("/thu-xin-loi", "viec=so&thu=1%2F2020&so=12&ngay=31/02/2020");
    assert_eq!(wrong.status, 400);
    assert_eq!(desk.post("/thu-xin-loi", "viec=so&thu=..%2fx&so=12&ngay=").status, 400);
    let written =
        "viec=so&thu=2%2F2020&so=&ngay=&thu=1%2F2020&so=12&ngay=17/03/2020&thu=9%2F2020&so=1&ngay=";
    let page = done(&desk, written);
    assert!(page.contains("của 1 thư vào du-lieu/so-van-thu-2020.xlsx"), "{page}");
    assert!(page.contains("Không ghi số, ngày cho thư thứ tự 9/2020:"), "{page}");
    assert!(page.contains("value=\"12\"") && page.contains("value=\"17/3/2020\""), "{page}");
    let page = done(&desk, written);
    assert!(page.contains("không đổi; không ghi"), "{page}");
    // The register of the next run has them, as from the workbook of the register.
    done(&desk, "viec=huy&thu=H02&ly_do_huy=sai+t%C3%AAn");
    let register = crate::letter_year::register(&case, "so-theo-doi-2020.xlsx");
    assert!(register.iter().any(|line| line.iter().any(|cell| cell == "12")), "{register:?}");

    // Mended and taken back in the same workbook.
    let page = done(&desk, "viec=so&thu=1%2F2020&so=13&ngay=17/03/2020");
    assert!(page.contains("value=\"13\""), "{page}");
    assert_eq!(
        case.files("du-lieu").iter().filter(|(name, _)| name.starts_with("so-van-thu")).count(),
        1
    );
    // Another register that says otherwise is not contradicted.
    let other = "
        Thứ tự | Loại văn bản | Số phiếu | Ngày phiếu | Mã hồ sơ
        1 | Phiếu xin lỗi và hẹn lại | 13 | 17/03/2020 | H01
    ";
    std::fs::write(case.root().join("du-lieu/so.xlsx"), workbook(&[("Sổ theo dõi", other)]))
        .unwrap();
    done(&desk, "viec=xem");
    let page = done(&desk, "viec=so&thu=1%2F2020&so=14&ngay=17/03/2020");
    assert!(page.contains("đã được ghi số, ngày khác ở tệp so.xlsx"), "{page}");
}

#[test]
fn what_two_registers_say_otherwise_of_one_letter_keeps_no_other_from_its_number() {
    let case = Case::new().sheet("ho-so.xlsx", "Hồ sơ", DOSSIERS);
    let desk = OpenDesk::with(&case, &TODAY);
    desk.idle();
    let filled = |code: &str| format!("&ma={code}&ly_do=c&hen_lai={NEW_DAY}&xung_ho=");
    done(&desk, &format!("viec=luu{}{}", filled("H01"), filled("H02")));
    done(&desk, "viec=lap");
    for (name, number) in [("so-1.xlsx", 12), ("so-2.xlsx", 13)] {
        let register = format!(
            "Thứ tự | Loại văn bản | Số phiếu | Ngày phiếu | Mã hồ sơ\n1 | Phiếu xin lỗi và hẹn lại | {number} | 17/03/2020 | H01\n"
        );
        let book = workbook(&[("Sổ theo dõi", &register)]);
        std::fs::write(case.root().join("du-lieu").join(name), book).unwrap();
    }
    let page = done(&desk, "viec=xem");
    assert!(page.contains("hai nơi ghi số, ngày khác nhau"), "{page}");
    // As the table has it: nothing of the first.
    let both = "viec=so&thu=2%2F2020&so=14&ngay=18/03/2020&thu=1%2F2020&so=&ngay=";
    let page = done(&desk, both);
    assert!(page.contains("của 1 thư vào du-lieu/so-van-thu-2020.xlsx"), "{page}");
    assert!(page.contains("value=\"14\""), "{page}");
    let one = done(&desk, "viec=so&thu=1%2F2020&so=12&ngay=17/03/2020");
    assert!(one.contains("đã được ghi số, ngày khác ở tệp so-1.xlsx, so-2.xlsx"), "{one}");
}

#[test]
fn what_is_typed_on_a_page_of_before_is_written_or_refused_by_what_there_is_now() {
    let case = Case::new().sheet("ho-so.xlsx", "Hồ sơ", DOSSIERS);
    let filled = format!("viec=luu&ma=H01&ly_do=c&hen_lai={NEW_DAY}&xung_ho=");
    let numbered = "viec=so&thu=1%2F2020&so=12&ngay=17/03/2020";
    // A desk that has looked at nothing yet.
    let opened = || {
        let desk = OpenDesk::with(&case, &TODAY);
        desk.idle();
        desk
    };
    let page = done(&opened(), &filled);
    assert!(page.contains("của 1 hồ sơ vào du-lieu/phieu-nhap-thu-"), "{page}");
    done(&opened(), "viec=lap");
    let desk = opened();
    let page = done(&desk, numbered);
    assert!(page.contains("của 1 thư vào du-lieu/so-van-thu-2020.xlsx"), "{page}");
    // Called back by command meanwhile, which the page does not know.
    case.run(&["thu-xin-loi", "--huy", "H01", "--ly-do", "sai tên", TODAY[0], TODAY[1]]).code(0);
    let page = done(&desk, &numbered.replace("12", "15"));
    assert!(page.contains("Không ghi số, ngày cho thư thứ tự 1/2020:"), "{page}");
    // Another file that cannot be read: nothing is written of what was typed, and that is said.
    std::fs::write(case.root().join("du-lieu/hong.xlsx"), "PK hong").unwrap();
    let before = case.files("du-lieu");
    let page = done(&desk, &filled);
    assert!(page.contains("Chưa ghi lý do, ngày hẹn lại nào"), "{page}");
    assert!(page.contains("hong.xlsx") && case.files("du-lieu") == before, "{page}");
}

#[test]
fn two_lots_of_letters_of_one_day_have_two_names() {
    let case = Case::new().sheet("ho-so.xlsx", "Hồ sơ", DOSSIERS);
    let desk = OpenDesk::with(&case, &TODAY);
    desk.idle();
    for code in ["H01", "H02"] {
        done(&desk, &format!("viec=luu&ma={code}&ly_do=c&hen_lai={NEW_DAY}&xung_ho="));
        done(&desk, "viec=lap");
    }
    let page = desk.get("/thu-xin-loi").text();
    for name in [">Thư xin lỗi ngày 16/3/2020</a>", ">Thư xin lỗi ngày 16/3/2020, lần 2</a>"]
    {
        assert!(page.contains(name), "no {name}: {page}");
    }
}
