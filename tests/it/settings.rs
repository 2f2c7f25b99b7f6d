//! `cau-hinh`: what is in force and where it comes from; what is changed in the clerk's own file.

use crate::case::Case;

fn text(case: &Case) -> String {
    std::fs::read_to_string(case.root().join("congso.toml")).unwrap()
}

#[test]
fn what_is_in_force_is_said_with_its_place() {
    let case =
        Case::new().file("congso.toml", "[co_quan]\nten = \"Sở A\"\n\n[thu]\nbao_truoc = 5\n");
    let outcome = case.run_with(&["cau-hinh"], &[("CONGSO_KY", "2020-03")]);
    outcome.code(0);
    for line in [
        "ten = “Sở A”  (congso.toml › dòng 2)",
        "bao_truoc = 5  (congso.toml › dòng 5)",
        "kho_giay = “A5”  (mặc định)",
        "han_gui: không khai",
        "(tùy chọn -C)",
        "Biến CONGSO_KY = “2020-03”",
    ] {
        assert!(outcome.stdout.contains(line), "{line}\n{}", outcome.stdout);
    }
    let one = case.run(&["cau-hinh", "thu.danh_so"]);
    one.code(0);
    assert!(one.stdout.contains("lien_tuc (chương trình đánh số liên tục trong"), "{}", one.stdout);
    case.run(&["cau-hinh", "thu.danhso"]).code(2).says("các khóa của phần thu: kho_giay");
}

/// As Notepad saves "Unicode"; what is changed is written as UTF-8, with the line ends that stood there.
#[test]
fn a_file_of_notepad_is_read_changed_and_kept() {
    let old = "# Của tôi\r\n[co_quan]\r\nten = \"Sở A\" # tên\r\n";
    let units = old.encode_utf16().flat_map(u16::to_le_bytes);
    let bytes: Vec<u8> = [0xFF, 0xFE].into_iter().chain(units).collect();
    let case = Case::new().file("congso.toml", bytes);
    let set = ["cau-hinh", "--dat", "co_quan.dia_danh=Trà Vinh", "--them", "don_vi.ten=Phòng A"];
    case.run(&set).code(0).says("Đã ghi congso.toml");
    let new = "# Của tôi\r\n[co_quan]\r\nten = \"Sở A\" # tên\r\ndia_danh = \"Trà Vinh\"\r\n\r\n[[don_vi]]\r\nten = \"Phòng A\"\r\n";
    assert_eq!(text(&case), new);
    case.run(&["cau-hinh", "--them", "don_vi.1.ten_khac=P. A"]).code(0);
    assert!(text(&case).ends_with("ten = \"Phòng A\"\r\nten_khac = [\"P. A\"]\r\n"));
    case.run(&["cau-hinh", "--bo", "don_vi.1", "--bo", "co_quan.dia_danh"]).code(0);
    assert_eq!(text(&case), new.replace("dia", "# dia").split_once("\r\n[[").unwrap().0);
}

#[test]
fn what_the_reader_refuses_is_not_written() {
    let case = Case::new();
    let old = text(&case);
    case.run(&["cau-hinh", "--dat", "thu.kho_giay=A6"])
        .code(1)
        .says("Không có lựa chọn “A6”")
        .says("Chưa ghi gì");
    assert_eq!(text(&case), old);
    let curly = Case::new().file("congso.toml", "[co_quan]\nten = “Sở A”\n");
    curly.run(&["cau-hinh"]).code(1).says("Dấu ngoặc kép cong").says("dòng 2");
    curly.run(&["cau-hinh", "--dat", "thu.bao_truoc=3"]).code(1).says("Dấu ngoặc kép cong");
}
