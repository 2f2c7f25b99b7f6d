//! `chan-doan`: what to send when asking for help says what is wrong, and nobody's name.

use crate::case::Case;

const ROW: &str = "
    Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Hình thức nộp
    A-1 | Phòng A | 20/02/2020 | 02/03/2020 | 28/02/2020 | Trực tiếp
";

#[test]
fn a_healthy_office_is_told_in_counts() {
    let case = Case::new().sheet("Nguyễn Văn Minh.xlsx", "Hồ sơ", ROW);
    let case = case.file("du-lieu/~$Nguyễn Văn Minh.xlsx", "Nguyễn Văn Minh");
    let case = case.file("du-lieu/ghi chú.nguyễn văn minh", "x");
    let before = case.files("");
    let outcome = case.run(&["chan-doan"]);
    outcome.code(0);
    assert_eq!(case.files(""), before);
    for words in [
        "; ghi được; còn trống ",
        "congso.toml: đọc được; số mục khai ở mỗi phần: co_quan ",
        "du-lieu: 1 loại khác, 1 .xlsx (",
        "; 1 tệp đang mở trong Excel hoặc Word",
        "noi-dung: không có tệp nào",
        "Lịch làm việc: từ 01/01/",
        "Phông chữ: đủ",
        "luu-tru: chưa có gói nào",
    ] {
        assert!(outcome.stdout.contains(words), "{words}\n{}", outcome.stdout);
    }
    let said = outcome.stdout.to_lowercase();
    assert!(!said.contains("nguy"), "{said}");
    // Nor where the folder lies.
    assert!(!said.contains(&case.root().display().to_string().to_lowercase()), "{said}");
}

#[test]
fn what_is_wrong_is_told_and_stops_nothing() {
    let case = Case::new().sheet("ho-so.xlsx", "Hồ sơ", ROW);
    case.march().code(0);
    let bag = case.root().join("luu-tru/2020-03");
    assert!(
        case.run(&["chan-doan"])
            .stdout
            .contains("1 gói, các kỳ từ 2020-03 đến 2020-03; so-cai.json đúng")
    );
    std::fs::write(bag.join("bag-info.txt"), "Payload-Oxum: 1.1\n").unwrap();
    std::fs::create_dir_all(case.root().join("luu-tru/nguyen-van-minh/data")).unwrap();
    let told = case.run(&["chan-doan"]);
    assert!(told.code(0).stdout.contains("gói KHÔNG còn đúng như khi ghi"), "{}", told.stdout);
    assert!(told.stdout.contains("2 gói, các kỳ từ 2020-03 đến 2020-03;"), "{}", told.stdout);
    assert!(!told.stdout.contains("nguy"), "{}", told.stdout);

    let case = Case::new().file("congso.toml", "[co_quan]\nten = “Sở A”\n[thu]\nbao_truoc = 3\n");
    let told = case.run(&["chan-doan"]);
    assert!(told.code(0).stdout.contains("congso.toml: còn lỗi ở dòng 2"), "{}", told.stdout);
    assert!(told.stdout.contains("luu-tru: chưa xem"), "{}", told.stdout);
    std::fs::remove_file(case.root().join("congso.toml")).unwrap();
    assert!(case.run(&["chan-doan"]).code(0).stdout.contains("congso.toml: không có"));
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_told() {
    use std::os::unix::fs::PermissionsExt as _;

    let case = Case::new();
    let mode = |mode| std::fs::set_permissions(case.root(), std::fs::Permissions::from_mode(mode));
    mode(0o555).unwrap();
    let told = case.run(&["chan-doan"]).stdout.clone();
    mode(0o755).unwrap();
    // Whoever may do everything writes there all the same.
    let may_all = std::fs::metadata("/proc/self").is_ok_and(|own| {
        use std::os::unix::fs::MetadataExt as _;
        own.uid() == 0
    });
    assert!(may_all || told.contains("KHÔNG GHI ĐƯỢC: không có quyền"), "{told}");
}
