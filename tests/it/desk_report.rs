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

fn office() -> Case {
    Case::new().sheet("ho-so.xlsx", "Hồ sơ", DOSSIERS)
}

/// Everything of the archive but the lock.
fn archive(case: &Case) -> Vec<(String, Vec<u8>)> {
    let mut files = case.files("luu-tru");
    files.retain(|(name, _)| !name.starts_with('.'));
    files
}

#[track_caller]
fn made(desk: &OpenDesk, fields: &str) -> String {
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
    assert_eq!(desk.post("/dung", "").status, 303);
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
    assert!(desk.get("/dien-giai/2020-03").text().contains("/dien-giai/2020-03?so=TL-01"));
    let figure = desk.get("/dien-giai/2020-03?so=TL-01").text();
    for text in ["Tỷ lệ giải quyết đúng hạn", "ho-so.xlsx › Hồ sơ › dòng 2", "đúng bằng số liệu"]
    {
        assert!(figure.contains(text), "no {text}: {figure}");
    }
    let unknown = desk.get("/dien-giai/2020-03?so=TL-99");
    assert_eq!(unknown.status, 409);
    assert!(!unknown.text().contains("congso dien-giai"), "{}", unknown.text());
    for path in ["/dien-giai/..", "/dien-giai/%2e%2e", "/dien-giai/2020-03/x"] {
        assert_eq!(desk.get(path).status, 404, "{path}");
    }
    std::fs::write(case.root().join("luu-tru/2020-03/data/bao-cao.html"), "đã sửa").unwrap();
    let touched = verified();
    assert!(touched.contains("1 trong 1 gói không còn đúng như khi ghi"), "{touched}");
    assert!(touched.contains("bao-cao.html: đã bị sửa sau khi ghi"), "{touched}");
}
