//! The report made from the desk: the same bytes as by command, its prose, a preview, a comparison, a real stop.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use crate::case::{Case, workbook};
use crate::desk::OpenDesk;

const DOSSIERS: &str = "
    Mã hồ sơ | Lĩnh vực | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý
    H01 | Lĩnh vực A | Phòng A | 20/02/2020 | 02/03/2020 | 28/02/2020
    H02 | Lĩnh vực B | Phòng B | 20/02/2020 | 02/03/2020 | 05/03/2020
    H03 | Lĩnh vực A | Phòng A | 15/02/2020 | 14/03/2020 | 14/03/2020
";

/// One dossier is late.
pub(crate) fn office() -> Case {
    Case::new().sheet("ho-so.xlsx", "Hồ sơ", DOSSIERS)
}

/// Everything of the archive but the lock.
fn archive(case: &Case) -> Vec<(String, Vec<u8>)> {
    let mut files = case.files("luu-tru");
    files.retain(|(name, _)| !name.starts_with('.'));
    files
}

/// The page of the period once the report is made.
#[track_caller]
pub(crate) fn made(desk: &OpenDesk, fields: &str) -> String {
    let begun = desk.post("/bao-cao", fields);
    assert_eq!(
        (begun.status, begun.header("location")),
        (303, Some("/dang-lam")),
        "{}",
        begun.text()
    );
    desk.idle();
    let done = desk.get("/dang-lam");
    assert_eq!(done.header("location"), Some("/bao-cao?ky=2020-03"), "{}", done.text());
    desk.get("/bao-cao?ky=2020-03").text()
}

/// What the papers show as dots is called as the first page called it, not by its key.
#[test]
fn what_was_left_blank_is_said_in_words() {
    let case = office().settings(|text| text.replace("ky_hieu = \"SVD\"", "ky_hieu = \"\""));
    let desk = OpenDesk::of(&case);
    desk.idle();
    let page = made(&desk, "ky=2020-03&dau=&so=&so_cong_van=&ngay=&viec=lap");
    let said = "chưa ghi “Chữ viết tắt tên cơ quan”; tài liệu in dấu chấm ở chỗ đó; ghi ở phần [co_quan] của trang Cài đặt";
    assert!(page.contains(said), "{page}");
    let typed = case.run(&["bao-cao", "--ky", "2020-03", "--so", "12", "--thay-the"]);
    typed.says("điền ky_hieu ở phần [co_quan] của congso.toml");
    let untitled = office().settings(|text| text.replace("[\"GIÁM ĐỐC\"]", "[]"));
    let typed = untitled.run(&["bao-cao", "--ky", "2020-03"]);
    typed.says("chưa ghi “Chức vụ người ký”; tài liệu in dấu chấm ở chỗ đó; điền quyen_han ở phần [nguoi_ky] của congso.toml");
    let page = String::from_utf8(typed.archived("bao-cao.html")).unwrap();
    assert!(page.contains("class=\"authority\">……………</p>"), "{page}");
}

#[test]
fn a_report_made_on_the_page_is_the_one_of_the_command_byte_for_byte() {
    // A workbook says when it was made: one for both.
    let sheet = workbook(&[("Hồ sơ", DOSSIERS)]);
    let office = || Case::new().file("du-lieu/ho-so.xlsx", &sheet);
    let typed = office().file("noi-dung/2020-03.md", "# Chỉ đạo\n\nĐã họp.\n\n- một\n");
    typed.run(&["bao-cao", "--ky", "2020-03", "--so", "12", "--ngay", "2020-03-20"]).code(0);
    let pressed = office();
    let desk = OpenDesk::of(&pressed);
    desk.idle();
    let page = desk.get("/bao-cao?ky=2020-03").text();
    assert!(page.contains("Báo cáo tháng 3 năm 2020"), "{page}");
    let fields = "ky=2020-03&dau=&so=12&so_cong_van=&ngay=2020-03-20&van-chi-dao=%C4%90%C3%A3+h%E1%BB%8Dp.%0D%0A%0D%0A-+m%E1%BB%99t%0D%0A&van-ton-tai=&viec=lap";
    let page = made(&desk, fields);
    assert!(page.contains("Đã lập báo cáo"), "{page}");
    assert!(page.contains("/luu-tru/2020-03/bao-cao.pdf"), "{page}");
    let (typed, pressed) = (archive(&typed), archive(&pressed));
    let names = |files: &[(String, Vec<u8>)]| -> Vec<String> {
        files.iter().map(|(name, _)| name.clone()).collect()
    };
    assert!(typed.len() > 20);
    assert_eq!(names(&typed), names(&pressed));
    for ((name, typed), (_, pressed)) in typed.iter().zip(&pressed) {
        assert!(typed == pressed, "{name} differs");
    }
    // Once more: nothing changes, whatever was typed in the boxes stays.
    let mark = mark(&page);
    let again = made(&desk, &fields.replace("dau=", &format!("dau={mark}")));
    assert!(again.contains("Không có gì thay đổi"), "{again}");
    assert!(again.contains("Đã họp.\n\n- một"), "{again}");
}

/// Of the prose that a page shows.
fn mark(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"dau\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[test]
fn prose_is_never_written_over_what_was_changed_elsewhere_nor_outside() {
    let case = office();
    let desk = OpenDesk::of(&case);
    desk.idle();
    let kept = desk.post("/bao-cao", "ky=2020-03&dau=&van-ton-tai=Ch%E1%BA%ADm&viec=luu");
    assert_eq!(kept.status, 303);
    let file = case.root().join("noi-dung/2020-03.md");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "# Tồn tại\n\nChậm\n");
    // The form was drawn before.
    let late = desk.post("/bao-cao", "ky=2020-03&dau=&van-ton-tai=Kh%C3%A1c&viec=luu");
    assert_eq!(late.status, 409);
    assert!(late.text().contains("vừa được sửa ở nơi khác"), "{}", late.text());
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "# Tồn tại\n\nChậm\n");
    let mark = mark(&desk.get("/bao-cao?ky=2020-03").text());
    let heading = desk
        .post("/bao-cao", &format!("ky=2020-03&dau={mark}&van-ton-tai=%23+L%E1%BA%A1&viec=luu"));
    assert!(heading.status == 409, "{}", heading.text());
    for ky in ["..%2f..%2fra-ngoai", "..", "2020-13", "%2fetc"] {
        let refused = desk.post("/bao-cao", &format!("ky={ky}&dau=&van-ton-tai=x&viec=luu"));
        assert_eq!(refused.status, 409, "{ky}");
        assert!(!refused.text().contains("congso "), "{}", refused.text());
    }
    assert_eq!(desk.post("/bao-cao", "ky=2020-03&dau=&viec=khac").status, 400);
    assert_eq!(desk.post("/bao-cao", "viec=lap").status, 400);
    let names: Vec<String> = case.files(".").into_iter().map(|(name, _)| name).collect();
    assert!(!names.iter().any(|name| name.contains("ra-ngoai")), "{names:?}");
    assert!(archive(&case).is_empty());
}

#[test]
fn a_preview_keeps_nothing_and_a_changed_period_is_replaced_only_when_it_is_said() {
    let case = office();
    let desk = OpenDesk::of(&case);
    desk.idle();
    assert_eq!(desk.get("/bao-cao/xem-truoc").status, 404);
    let page = made(&desk, "ky=2020-03&dau=&so=12&viec=xem");
    assert!(page.contains("/bao-cao/xem-truoc") && archive(&case).is_empty(), "{page}");
    assert!(page.contains("Số liệu của bản xem trước"), "{page}");
    let preview = desk.get("/bao-cao/xem-truoc");
    assert!(preview.head.contains("sandbox"), "{}", preview.head);
    made(&desk, "ky=2020-03&dau=&so=12&viec=lap");
    let written = std::fs::read(case.root().join("luu-tru/2020-03/data/bao-cao.html")).unwrap();
    assert!(preview.body == written, "the preview is the report");
    let before = archive(&case);

    let case = case.sheet("ho-so.xlsx", "Hồ sơ", &DOSSIERS.replace("05/03/2020", "02/03/2020"));
    let differs = made(&desk, "ky=2020-03&dau=&so=12&viec=so");
    assert!(differs.contains("Nếu lập lại bây giờ thì khác"), "{differs}");
    assert!(differs.contains("(10) Giải quyết quá hạn: 1 → 0"), "{differs}");
    let refused = made(&desk, "ky=2020-03&dau=&so=12&viec=lap");
    assert!(refused.contains("đánh dấu ô “Thay bản đã lưu trữ”"), "{refused}");
    assert!(!refused.contains("--thay-the"), "{refused}");
    assert!(archive(&case) == before);
    let replaced = made(&desk, "ky=2020-03&dau=&so=12&thay_the=co&viec=lap");
    assert!(replaced.contains("luu-tru/2020-03-cu-1"), "{replaced}");
    case.run(&["xac-minh"]).code(0);
}

#[test]
fn a_run_that_is_stopped_leaves_nothing_and_the_next_one_is_whole() {
    let mut rows = "Mã hồ sơ | Thủ tục | Phòng ban | Chủ hồ sơ | Lý do | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý\n".to_owned();
    for number in 0..600 {
        writeln!(rows, "H{number:04} | Thủ tục A | Phòng A | Nguyễn Văn Mẫu | c | 20/02/2020 | 02/03/2020 | 05/03/2020").unwrap();
    }
    let case = Case::new().sheet("ho-so.xlsx", "Hồ sơ", &rows);
    let desk = OpenDesk::of(&case);
    desk.idle();
    assert_eq!(desk.post("/bao-cao", "ky=2020-03&dau=&thieu_ngay=co&viec=lap").status, 303);
    let begun = Instant::now();
    loop {
        let state = desk.get("/tien-do").text();
        assert!(state.contains("\"dang_chay\":true"), "it ended before it was stopped: {state}");
        if state.contains("Lập tài liệu") && !state.contains("\"xong\":0,") {
            break;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "{state}");
        std::thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(desk.post("/dung", "").status, 400, "which one is to be said");
    // The check of the beginning had the number 1, and is over.
    assert_eq!(desk.post("/dung", "so=1").status, 303);
    assert!(desk.get("/tien-do").text().contains("\"dang_chay\":true"), "another was meant");
    assert!(desk.get("/dang-lam").text().contains("name=\"so\" value=\"2\""));
    assert_eq!(desk.post("/dung", "so=2").status, 303);
    desk.idle();
    assert!(desk.get("/dang-lam").text().contains("Đã dừng, chưa ghi gì vào lưu trữ"));
    assert!(archive(&case).is_empty(), "{:?}", archive(&case).len());
    desk.post("/bao-cao", "ky=2020-03&dau=&thieu_ngay=co&viec=lap");
    desk.idle();
    assert!(desk.get("/bao-cao?ky=2020-03").text().contains("Đã lập báo cáo"));
    case.run(&["xac-minh"]).code(0);
}

#[test]
fn the_archive_is_verified_and_a_figure_explained_on_the_page() {
    let case = office();
    case.march().code(0);
    let desk = OpenDesk::of(&case);
    desk.idle();
    let verified = || {
        assert_eq!(desk.post("/xac-minh", "").status, 303);
        desk.idle();
        desk.get("/luu-tru").text()
    };
    assert!(verified().contains("Đã xác minh 1 gói: tất cả đúng như khi ghi"));
    // Counted beside the requests, then shown where it was asked for.
    let explained = |path: &str| {
        assert_eq!(desk.get(path).header("location"), Some("/dang-lam"), "{path}");
        desk.idle();
        assert_eq!(desk.get("/dang-lam").header("location"), Some(path));
        desk.get(path)
    };
    let all = explained("/dien-giai/2020-03").text();
    assert!(all.contains("/dien-giai/2020-03?so=TL-01"), "{all}");
    let figure = explained("/dien-giai/2020-03?so=TL-01").text();
    for text in ["Tỷ lệ giải quyết đúng hạn", "ho-so.xlsx › Hồ sơ › dòng 2", "đúng bằng số liệu"]
    {
        assert!(figure.contains(text), "no {text}: {figure}");
    }
    assert_eq!(desk.get("/dien-giai/2020-03?so=TL-01").status, 200, "it is counted once");
    let unknown = explained("/dien-giai/2020-03?so=T%20%C4%82%2F99");
    assert_eq!(unknown.status, 409);
    // The bag stays counted, also once its rows could not be counted again.
    let inputs = case.root().join("luu-tru/2020-03/data/nguon");
    let aside = case.root().join("nguon");
    std::fs::rename(&inputs, &aside).unwrap();
    assert_eq!(explained("/dien-giai/2020-03?so=TL-02").status, 200, "it was counted before");
    std::fs::rename(&aside, &inputs).unwrap();
    let gone = explained("/dien-giai/2020-04");
    assert_eq!(gone.status, 409);
    assert!(!unknown.text().contains("congso dien-giai"), "{}", unknown.text());
    for path in ["/dien-giai/..", "/dien-giai/%2e%2e", "/dien-giai/2020-03/x"] {
        assert_eq!(desk.get(path).status, 404, "{path}");
    }
    std::fs::write(case.root().join("luu-tru/2020-03/data/bao-cao.html"), "đã sửa").unwrap();
    let touched = verified();
    assert!(touched.contains("1 trong 1 gói không còn đúng như khi ghi"), "{touched}");
    assert!(touched.contains("bao-cao.html: đã bị sửa sau khi ghi"), "{touched}");
}

/// An office whose desk is at work until the file that is handed back is let go. A row is left out, so that the check
/// of the beginning has a copy to mend to write, for which it waits while another run has the archive.
fn held() -> (Case, OpenDesk, std::fs::File) {
    let sheet = "Mã hồ sơ,Lĩnh vực,Phòng ban,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý\n\
        H1,Lĩnh vực A,Phòng A,20/02/2020,02/03/2020,03/03/2020\n\
        H2,Lĩnh vực A,Phòng A,20/02/2020,31/02/2020,03/03/2020\n";
    let case = Case::new().file("du-lieu/ho-so.csv", sheet.as_bytes());
    let archive = case.root().join("luu-tru");
    std::fs::create_dir_all(&archive).unwrap();
    let other_run = std::fs::File::create(archive.join("khoa")).unwrap();
    other_run.lock().unwrap();
    let desk = OpenDesk::of(&case);
    (case, desk, other_run)
}

#[track_caller]
fn begun(desk: &OpenDesk, fields: &str) {
    let begun = desk.post("/bao-cao", fields);
    assert_eq!(begun.header("location"), Some("/dang-lam"), "{}", begun.text());
}

#[test]
fn a_button_pressed_during_a_run_is_carried_out_after_it() {
    let (_case, desk, other_run) = held();
    for number in ["31", "31", "32"] {
        begun(&desk, &format!("ky=2020-03&dau=&so={number}&ngay=2020-03-20&viec=xem"));
    }
    let state = desk.get("/tien-do").text();
    assert!(
        state.contains("\"viec\":\"Kiểm tra dữ liệu\""),
        "the check of the beginning runs: {state}"
    );
    assert_eq!(
        state.matches("Lập bản xem trước tháng 3 năm 2020").count(),
        2,
        "twice the same is one: {state}"
    );
    let page = desk.get("/dang-lam").text();
    assert!(page.contains("Làm tiếp sau đó"), "{page}");
    // The run of now has the number 1.
    assert_eq!(desk.post("/dung", "cho=3").status, 303);
    assert_eq!(desk.post("/dung", "cho=x").status, 400);
    drop(other_run);
    desk.idle();
    assert_eq!(desk.get("/dang-lam").header("location"), Some("/bao-cao?ky=2020-03"));
    let page = desk.get("/bao-cao?ky=2020-03").text();
    assert!(page.contains("mở bản xem trước") && page.contains("value=\"31\""), "{page}");
}

#[test]
fn the_same_button_is_another_errand_once_a_file_was_dropped_in() {
    let (case, desk, other_run) = held();
    let twice = || {
        begun(&desk, "ky=2020-03&dau=&viec=xem");
        let state = desk.get("/tien-do").text();
        state.matches("Lập bản xem trước tháng 3 năm 2020").count()
    };
    assert_eq!((twice(), twice()), (1, 1));
    std::fs::write(case.root().join("du-lieu/them.xlsx"), workbook(&[("Hồ sơ", DOSSIERS)]))
        .unwrap();
    assert_eq!(twice(), 2);
    drop(other_run);
    desk.idle();
}

#[test]
fn what_each_of_several_runs_says_is_shown_whichever_ended_last() {
    let (_case, desk, other_run) = held();
    begun(&desk, "ky=2020-03&dau=&thieu_ngay=co&viec=lap");
    begun(&desk, "ky=2020-02&dau=&so=4&thieu_ngay=co&viec=lap");
    for after in ["2020-01", "2019-12"] {
        assert_eq!(desk.post("/so-sanh", &format!("truoc=2020-03&sau={after}")).status, 303);
    }
    drop(other_run);
    desk.idle();
    let page = desk.get("/so-sanh").text();
    for text in [
        "Đã lập báo cáo tháng 3 năm 2020",
        "Đã lập báo cáo tháng 2 năm 2020",
        "Không có gói “2020-01”",
        "Không có gói “2019-12”",
    ] {
        assert!(page.contains(text), "no {text}: {page}");
    }
}

#[test]
fn what_was_sent_is_stated_with_a_day_and_nothing_else_changes_by_it() {
    let case = office();
    let desk = OpenDesk::with(&case, &["--tinh-den", "2020-03-20"]);
    desk.idle();
    assert_eq!(desk.post("/bao-cao/da-gui", "ky=2020-03&ngay_gui=20/03/2020").status, 409);
    made(&desk, "ky=2020-03&dau=&thieu_ngay=co&viec=lap");
    assert_eq!(desk.post("/bao-cao/da-gui", "ky=2020-03&ngay_gui=31/02/2020").status, 400);
    let before = archive(&case);
    assert_eq!(desk.post("/bao-cao/da-gui", "ky=2020-03&ngay_gui=20/03/2020").status, 303);
    assert!(
        desk.get("/bao-cao?ky=2020-03")
            .text()
            .contains("gửi báo cáo tháng 3 năm 2020 ngày 20/3/2020")
    );
    assert!(desk.get("/").text().contains("đã gửi ngày 20/3/2020"), "{}", desk.get("/").text());
    assert!(before == archive(&case), "a bag is never changed");
    let again = made(&desk, "ky=2020-03&dau=&thieu_ngay=co&viec=lap");
    assert!(again.contains("Không có gì thay đổi"), "{again}");
    // Another report in its place was not sent.
    made(&desk, "ky=2020-03&dau=&so=7&ngay=20/03/2020&thieu_ngay=co&viec=lap");
    assert!(desk.get("/").text().contains("đã gửi bản trước ngày 20/3/2020; bản nay chưa ghi"));
    assert_eq!(desk.post("/bao-cao/da-gui", "ky=2020-03&ngay_gui=").status, 303);
    assert!(!desk.get("/").text().contains("đã gửi"));
    let twice = "a = 1\na = 1\n";
    for (text, line) in [("hỏng", 1), ("# một dòng\nhỏng", 2), (twice, 2), ("# a\n\n  hỏng", 3)]
    {
        std::fs::write(case.root().join("da-gui.toml"), text).unwrap();
        let broken = desk.get("/");
        assert_eq!(broken.status, 500);
        let place = format!("da-gui.toml › dòng {line}<");
        assert!(broken.text().contains(&place), "{text}: {}", broken.text());
    }
}

#[test]
fn the_archive_has_names_for_people_is_searched_by_code_and_compares_two_reports() {
    let case = office();
    let desk = OpenDesk::with(&case, &["--tinh-den", "2020-03-20"]);
    desk.idle();
    made(&desk, "ky=2020-03&dau=&thieu_ngay=co&viec=lap");
    let one = desk.get("/luu-tru").text();
    assert!(!one.contains("/so-sanh"), "one report is compared with none: {one}");
    std::fs::write(
        case.root().join("du-lieu/them.xlsx"),
        workbook(&[("Hồ sơ", &DOSSIERS.replace("    H0", "    T0"))]),
    )
    .unwrap();
    made(&desk, "ky=2020-03&dau=&thieu_ngay=co&thay_the=co&viec=lap");
    let page = desk.get("/luu-tru").text();
    for text in [
        "Báo cáo tháng 3 năm 2020 <",
        "Báo cáo tháng 3 năm 2020, bản cũ 1",
        "Phụ lục số liệu</a> (Excel)",
        ">Phòng A</a> (PDF)",
        "Dữ liệu đã đọc, nội bộ",
        "href=\"/so-sanh\"",
    ] {
        assert!(page.contains(text), "no {text}: {page}");
    }
    assert!(!page.contains(">bao-cao.pdf<") && !page.contains(">don-vi/"), "{page}");

    let report = case.root().join("luu-tru/2020-03/data/bao-cao.html");
    let printed = std::fs::read_to_string(report).unwrap();
    let is_code = |word: &&str| {
        let parts: Vec<&str> = word.split('-').collect();
        let is_part = |part: &&str| {
            part.len() == 4 && part.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        };
        parts.len() == 4 && parts.iter().all(is_part)
    };
    let mut words = printed.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    let code = words.find(is_code).expect("a code at the end of the report");
    let verified = |fields: &str| {
        assert_eq!(desk.post("/xac-minh", fields).status, 303);
        desk.idle();
        desk.get("/luu-tru").text()
    };
    let found = verified(&format!("ma={code}"));
    assert!(found.contains(&format!("Mã {code} là của luu-tru/2020-03")), "{code}: {found}");
    assert!(verified("ma=RN28-M7Y1-WF2M-SMRP").contains("không có trong lưu trữ này"));
    assert!(!verified("ma=..%2f..").contains("congso "));

    let sides = desk.get("/so-sanh").text();
    let chosen = sides.split(" selected>").skip(1).map(|rest| rest.split('<').next().unwrap());
    let chosen: Vec<&str> = chosen.collect();
    let earlier_first =
        ["Báo cáo tháng 3 năm 2020, bản cũ 1 (2020-03-cu-1)", "Báo cáo tháng 3 năm 2020 (2020-03)"];
    assert_eq!(chosen, earlier_first);
    let compared = |fields: &str| {
        assert_eq!(desk.post("/so-sanh", fields).status, 303);
        desk.idle();
        assert_eq!(desk.get("/dang-lam").header("location"), Some("/so-sanh"));
        desk.get("/so-sanh").text()
    };
    let page = compared("truoc=2020-03-cu-1&sau=2020-03");
    for text in ["luu-tru/2020-03-cu-1 → luu-tru/2020-03", "Hồ sơ: thêm 3, bớt 0, đổi 0"]
    {
        assert!(page.contains(text), "no {text}: {page}");
    }
    let none = compared("truoc=2020-04&sau=2020-03");
    assert!(none.contains("Không có gói “2020-04”"), "{none}");
    assert_eq!(desk.post("/so-sanh", "truoc=2020-03&sau=2020-03").status, 400);
    assert_eq!(desk.post("/so-sanh", "truoc=2020-03").status, 400);
}
