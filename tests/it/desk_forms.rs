//! Phiếu at the desk: the same files as by command, taken from the page, and no others.

use crate::case::Case;
use crate::desk::OpenDesk;
use crate::desk_data::form;

#[test]
fn questionnaires_are_made_as_by_command_and_handed_out() {
    let (case, other) = (Case::new(), Case::new());
    let desk = OpenDesk::of(&case);
    desk.idle();
    let nothing = desk.post("/phieu", &form(&[("so_phieu", "4"), ("ngay", "20/03/2020")]));
    assert_eq!(nothing.status, 409);
    assert!(nothing.text().contains("Chưa có câu hỏi nào để in"), "{}", nothing.text());
    let wanted = [("so_phieu", "4"), ("tu", "5"), ("bo", "sipas_22"), ("ngay", "20/03/2020")];
    assert_eq!(desk.post("/phieu", &form(&wanted)).header("location"), Some("/phieu"));
    let page = desk.get("/phieu").text();
    for text in ["Đã làm phiếu lấy ý kiến", "lật theo cạnh ngắn", "khác bộ đã chọn ở trang Cài đặt"]
    {
        assert!(page.contains(text), "no {text}: {page}");
    }
    let typed =
        ["phieu", "--so-phieu", "4", "--tu", "5", "--bo", "sipas_22", "--ngay", "20/03/2020"];
    other.run(&typed).code(0);
    let made = case.files("phieu");
    assert_eq!(made, other.files("phieu"));
    assert_eq!(made.len(), 3);
    for (name, bytes) in &made {
        assert!(page.contains(&format!("/phieu/{name}")), "no {name}: {page}");
        let taken = desk.get(&format!("/phieu/{name}"));
        assert!(taken.status == 200 && taken.body == *bytes, "{name}");
        assert!(taken.header("content-disposition").unwrap().starts_with("attachment"));
    }
    // Other questions under the same numbers are not written over the printed ones.
    let others = [("so_phieu", "4"), ("tu", "5"), ("bo", "sipas_19"), ("ngay", "20/03/2020")];
    assert_eq!(desk.post("/phieu", &form(&others)).status, 409);
    assert_eq!(case.files("phieu"), made);
}

#[test]
fn what_cannot_be_is_refused_and_no_other_file_is_handed_out() {
    let case = Case::new().file("phieu/mat.txt", "bí mật").file("phieu/phieu-1/x.pdf", "x");
    let desk = OpenDesk::of(&case);
    desk.idle();
    for fields in [
        [("so_phieu", "nhiều"), ("bo", "sipas_22")],
        [("ngay", "31/02/2020"), ("bo", "sipas_22")],
        [("so_phieu", "4"), ("bo", "khong_co")],
    ] {
        assert_eq!(desk.post("/phieu", &form(&fields)).status, 400, "{fields:?}");
    }
    let many = [("so_phieu", "2001"), ("bo", "sipas_22")];
    assert_eq!(desk.post("/phieu", &form(&many)).status, 409);
    for path in [
        "/phieu/mat.txt",
        "/phieu/..%2fcongso.toml",
        "/phieu/../congso.toml",
        "/phieu/phieu-1",
        "/phieu/phieu-9.pdf",
    ] {
        let reply = desk.get(path);
        assert_eq!(reply.status, 404, "{path}");
        assert!(!reply.text().contains("bí mật"), "{path}");
    }
}
