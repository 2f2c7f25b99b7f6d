//! What a document system is given beside the papers, and bags that keep no rows.

use std::fs;

use crate::case::Case;

const ROW: &str = "
    Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Hình thức nộp
    A-1 | Phòng A | 20/02/2020 | 02/03/2020 | 28/02/2020 | Trực tiếp
    A-2 | Phòng A | 20/02/2020 |            | 28/02/2020 | Trực tiếp
";

fn office() -> Case {
    Case::new().sheet("ho-so.xlsx", "Hồ sơ", ROW)
}

fn without_inputs(case: Case) -> Case {
    case.settings(|old| format!("{old}\n[luu_tru]\nluu_nguon = false\n"))
}

/// NĐ 30/2020/NĐ-CP Phụ lục VI: what is known by then, and nothing else.
#[test]
fn papers_have_their_data_beside_them() {
    let case = office();
    let text = |outcome: &crate::case::Outcome, name: &str| {
        String::from_utf8(outcome.archived(name)).unwrap()
    };
    let run = case.march();
    let report = text(run.code(0), "bao-cao.xml");
    for line in [
        "<TypeName>Báo cáo</TypeName>",
        "<CodeNotation>BC-SVD</CodeNotation>",
        "<OrganName>Sở Ví Dụ</OrganName>",
        "<Language>Tiếng Việt</Language>",
        "<Position>GIÁM ĐỐC</Position>",
        "<FullName>Nguyễn Văn Ví Dụ</FullName>",
    ] {
        assert!(report.contains(line), "{line}: {report}");
    }
    for field in ["CodeNumber", "IssuedDate", "OrganId", "FileCode", "Priority", "Signature"] {
        assert!(!report.contains(field), "{field}: {report}");
    }
    let pages = lopdf::Document::load_mem(&run.archived("bao-cao.pdf")).unwrap().get_pages().len();
    assert!(report.contains(&format!("<PageAmount>{pages}</PageAmount>")), "{pages}: {report}");
    let numbered = case.run(&["bao-cao", "--ky", "2020-03", "--so", "5", "--ngay", "20/3/2020"]);
    let report = text(numbered.code(0), "bao-cao.xml");
    assert!(report.contains("<CodeNumber>05</CodeNumber>"), "{report}");
    assert!(report.contains("<IssuedDate>20/03/2020</IssuedDate>"), "{report}");
    let cover = text(&numbered, "gui/cong-van.xml");
    assert!(cover.contains("<TypeName>Công văn</TypeName>"), "{cover}");
    assert!(cover.contains("<CodeNotation>SVD-VP</CodeNotation>"), "{cover}");
    assert!(cover.contains("<OrganName>Sở Nội vụ</OrganName>"), "{cover}");
    // Its own number has not been given.
    assert!(!cover.contains("CodeNumber"), "{cover}");
}

/// The bag keeps digests alone: verification says what it cannot do, and all else goes on as before.
#[test]
fn a_bag_without_rows_says_that_they_cannot_be_counted_again() {
    let case = without_inputs(office());
    case.march().code(0);
    let data = case.root().join("luu-tru/2020-03/data");
    assert!(!data.join("nguon").exists());
    let digests = fs::read_to_string(data.join("nguon-sha256.txt")).unwrap();
    assert!(digests.ends_with("  ho-so.xlsx\n") && digests.lines().count() == 1, "{digests}");
    case.march().code(0).says("không có gì thay đổi");
    case.run(&["xac-minh"])
        .code(0)
        .says("không tính lại được số liệu: gói chỉ giữ mã SHA-256 của tệp dữ liệu");
    // The code on paper finds the bag all the same.
    let pdf = fs::read(data.join("bao-cao.pdf")).unwrap();
    let text = crate::documents::pdf_text(&pdf).replace('\u{a0}', " ");
    let code = &text.split("Mã kiểm tra: ").nth(1).unwrap()[..19];
    case.run(&["xac-minh", "--ma", code]).code(0).says("là của luu-tru/2020-03");
    // Other rows are other data.
    let case = case.sheet("ho-so.xlsx", "Hồ sơ", &ROW.replace("A-2", "A-3"));
    case.march().code(1).says("nguon-sha256.txt");
}

#[test]
fn letters_without_rows_are_verified_as_far_as_they_can_be() {
    let late = "B | Thủ tục X | Phòng A | Nguyễn Văn Ví Dụ | 20/12/2019 | 08/01/2020 | 10/01/2020 | Thiếu người | | Trực tiếp";
    let case = without_inputs(crate::letter_year::sheet(Case::new(), late));
    case.run(&["thu-xin-loi", "--tinh-den", "2020-01-20"]).code(0);
    let data = case.root().join("luu-tru/thu-2020-01-20/data");
    assert!(!data.join("nguon").exists() && data.join("nguon-sha256.txt").exists());
    case.run(&["xac-minh"]).code(0).says("không tính lại được số liệu");
    case.run(&["thu-xin-loi", "--chi", "1", "--tinh-den", "2020-01-21"]).code(0);
}

/// What is to be mended is marked from the files themselves.
#[test]
fn copies_to_mend_need_no_rows_in_the_bag() {
    let bad = ROW.replace("A-2 | Phòng A | 20/02/2020", "A-2 | Phòng A | 31/02/2020");
    let case = without_inputs(Case::new().sheet("ho-so.xlsx", "Hồ sơ", &bad));
    case.march().code(3).says("can-sua/ho-so.xlsx");
    assert!(case.root().join("can-sua/ho-so.xlsx").exists());
}

/// What a bag without rows has, its figures and the digests of its files, is compared; its rows are asked for elsewhere.
#[test]
fn bags_without_rows_give_none_to_a_longer_period_and_are_compared_by_digests() {
    let case = without_inputs(office());
    case.run(&["bao-cao", "--ky", "2020-02", "--du-lieu-thieu"]).code(0);
    let case = case.sheet("ho-so.xlsx", "Hồ sơ", &ROW.replace("02/03/2020", "20/02/2020"));
    case.march().code(0);
    let before = case.files("luu-tru");
    case.run(&["bao-cao", "--ky", "2020-Q1", "--tu-luu-tru", "--du-lieu-thieu"])
        .code(2)
        .says("luu-tru/2020-02 không giữ tệp dữ liệu (luu_nguon = false)")
        .says("chép lại các tệp của các tháng vào du-lieu");
    let told = case.run(&["so-sanh", "2020-02", "2020-03"]);
    told.code(0).says("Tệp dữ liệu: 1 tệp khác").says("ho-so.xlsx: nội dung khác");
    told.says("Dòng dữ liệu: không so được");
    case.run(&["so-sanh", "2020-03", "2020-03"]).code(0).says("không khác gì");
    // The folder has its rows, but the bag has none to hold them against.
    let same = case.run(&["so-sanh", "2020-03"]);
    same.code(0).says("không khác gì");
    let case = case.sheet("ho-so.xlsx", "Hồ sơ", ROW);
    let told = case.run(&["so-sanh", "2020-03"]);
    told.code(0).says("ho-so.xlsx: nội dung khác").says("Dòng dữ liệu: không so được");
    told.says("(10) Giải quyết quá hạn: 1 → 0");
    assert!(before == case.files("luu-tru"));
}
