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

/// Thirty dossiers of two departments, one spelled in two ways, a name that is one person's, and a column of its own.
fn export() -> String {
    let mut text = "Mã hồ sơ,Đơn vị xử lý,Lĩnh vực,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Mã vùng chi trả\n".to_owned();
    for number in 1..=30 {
        let (department, field) = match number {
            1 => ("Nguyễn Văn An", "Người có công"),
            2..=16 => ("Phòng Người có công", "Người có công"),
            17..=20 => ("Phòng Nguời có công", "Người có công"),
            _ => ("Phòng Bảo trợ xã hội", "Bảo trợ xã hội"),
        };
        let line = format!(
            "H-{number},{department},{field},20/02/2020,02/03/2020,28/02/2020,V{}",
            number % 4
        );
        text.extend([line.as_str(), "\n"]);
    }
    text
}

#[test]
fn a_new_office_is_proposed_from_an_export() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("xuat.csv");
    let run = |arguments: &[&str]| {
        let mut command = std::process::Command::new(crate::case::CONGSO);
        let output = command.args(arguments).current_dir(folder.path()).output().unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let export = export().replace("Đơn vị xử lý", "Nơi nhận việc");
    std::fs::write(&path, export).unwrap();
    let column = "Nơi nhận việc=don_vi";
    let made = ["khoi-tao", "co-quan", "--tu", "xuat.csv", "--cot", column, "--ten", "Sở A"];
    let (code, said) = run(&made);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("2 phòng, đơn vị khai được"), "{said}");
    assert!(said.contains("“Nguyễn Văn An”: 1 dòng"), "{said}");
    let settings = std::fs::read_to_string(folder.path().join("co-quan/congso.toml")).unwrap();
    assert!(settings.contains("ten = \"Sở A\"\r\n# Tên in ở góc trái"), "comments stay");
    let departments = "[[don_vi]]\r\nten = \"Phòng Người có công\"\r\nten_khac = [\"Phòng Nguời có công\"]\r\n\r\n[[don_vi]]\r\nten = \"Phòng Bảo trợ xã hội\"\r\nlinh_vuc = [\"Bảo trợ xã hội\"]\r\n";
    assert!(settings.contains(departments), "{settings}");
    // A second time nothing is asked, and nothing written.
    let (code, said) = run(&made);
    assert_eq!(code, 1, "{said}");
}

#[test]
fn what_is_not_recognised_is_settled_by_choosing() {
    let case = Case::new()
        .file("du-lieu/xuat.csv", export())
        .settings(|text| format!("{text}\n[[don_vi]]\nten = \"Phòng Người có công\"\n"));
    let seen = case.run(&["nhan-dien"]);
    seen.code(0)
        .says("“Phòng Nguời có công”: 4 dòng; có phải “Phòng Người có công”?")
        .says("“Phòng Bảo trợ xã hội”: 10 dòng")
        .says("“Mã vùng chi trả” (xuat.csv › G1): ví dụ V1 | V2 | V3");
    case.run(&["nhan-dien", "--ten-khac", "Phòng Nguời có công=Phòng Khác"])
        .code(1)
        .says("không khai phòng “Phòng Khác”");
    case.run(&[
        "nhan-dien",
        "--phong-moi",
        "Phòng Bảo trợ xã hội",
        "--ten-khac",
        "Phòng Nguời có công=Phòng Người có công",
        "--cot",
        "Mã vùng chi trả=can_bo",
    ])
    .code(0);
    let rest = case.run(&["nhan-dien"]);
    rest.code(0).says("“Nguyễn Văn An”: 1 dòng");
    assert!(!rest.stderr.contains("Phòng") && !rest.stderr.contains("Mã vùng"), "{}", rest.stderr);
    case.run(&["nhan-dien", "--cot", "Lĩnh vực=linhvuc"]).code(1).says("Không có trường “linhvuc”");
}
