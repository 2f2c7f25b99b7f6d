//! What goes out: the công văn and its parcel, complete, checkable, without a citizen's name.

use std::io::{Cursor, Read};

use sha2::{Digest, Sha256};

use crate::case::{Case, Outcome};
use crate::documents::pdf_text;

const HEADER: &str = "Mã hồ sơ | Tên thủ tục hành chính | Phòng ban | Chủ hồ sơ | Địa chỉ | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Lý do trễ hạn | Hình thức nộp";
const PARCEL: &str = "gui/tai-lieu-gui.zip";

/// Members of a zip: name and bytes.
fn members(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|index| {
            let mut member = zip.by_index(index).unwrap();
            let mut bytes = Vec::new();
            member.read_to_end(&mut bytes).unwrap();
            (member.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

/// Every text in a member, that of workbooks and documents part by part.
fn texts(name: &str, bytes: &[u8]) -> String {
    match name.rsplit_once('.').unwrap().1 {
        "pdf" => pdf_text(bytes),
        "xlsx" | "docx" => members(bytes)
            .into_iter()
            .map(|(part, bytes)| format!("{part} {}", String::from_utf8_lossy(&bytes)))
            .collect(),
        _ => String::from_utf8(bytes.to_vec()).unwrap(),
    }
}

fn late_office() -> Case {
    Case::new().sheet(
        "ho-so.xlsx",
        "Hồ sơ",
        &format!(
            "{HEADER}
            XQ-1 | Thủ tục X | Phòng A | Zyx Quidam | Ngõ Bí Mật | 20/02/2020 | 02/03/2020 | 05/03/2020 | Chờ xác minh | Trực tiếp
            XQ-2 | Thủ tục X | Phòng A | Wvu Nemo | Ngõ Bí Mật | 20/02/2020 | 02/03/2020 |            |              | Trực tiếp
            XQ-3 | Thủ tục X | Phòng B | Zyx Quidam | Ngõ Bí Mật | 20/02/2020 | 02/03/2020 | 28/02/2020 | | Trực tuyến"
        ),
    )
}

#[track_caller]
fn cover(outcome: &Outcome) -> String {
    pdf_text(&outcome.archived("gui/cong-van.pdf")).replace('\u{a0}', " ")
}

#[test]
fn the_parcel_holds_what_is_sent_and_its_digests_hold() {
    let outcome = late_office().march();
    outcome.code(0);
    let parcel = members(&outcome.archived(PARCEL));
    let names: Vec<&str> = parcel.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["cong-van.pdf", "bao-cao.pdf", "phu-luc.xlsx", "sha256sum.txt"]);
    let get = |name: &str| &parcel.iter().find(|(other, _)| other == name).unwrap().1;
    assert_eq!(*get("cong-van.pdf"), outcome.archived("gui/cong-van.pdf"));
    assert_eq!(*get("bao-cao.pdf"), outcome.archived("bao-cao.pdf"));
    assert_eq!(*get("phu-luc.xlsx"), outcome.archived("phu-luc.xlsx"));
    let digests = String::from_utf8(get("sha256sum.txt").clone()).unwrap();
    let listed: Vec<(&str, &str)> = digests
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split_once("  ").unwrap())
        .collect();
    assert_eq!(listed.len(), 3, "{digests}");
    for (digest, name) in listed {
        let hex: String = Sha256::digest(get(name)).iter().map(|b| format!("{b:02x}")).collect();
        assert_eq!(hex, digest, "{name}");
    }
}

/// Luật BVDLCN 91/2025/QH15, NĐ 61/2018 Điều 5: what goes out holds counts.
#[test]
fn nothing_that_goes_out_names_a_citizen() {
    let outcome = late_office().march();
    let marks = ["Quidam", "Nemo", "Ngõ Bí Mật", "XQ-1", "XQ-2"];
    // The mark is there where it may be: the office's own list of letters.
    let letters = String::from_utf8(outcome.archived("thu-xin-loi/danh-sach.json")).unwrap();
    assert!(letters.contains("Zyx Quidam"), "{letters}");
    let mut length = 0;
    for (name, bytes) in members(&outcome.archived(PARCEL)) {
        let text = texts(&name, &bytes);
        length += text.len();
        assert!(!text.is_empty(), "{name}");
        for mark in marks {
            assert!(!text.contains(mark), "{mark} in {name}");
        }
    }
    assert!(length > 20_000, "only {length} bytes of text were looked at");
}

#[test]
fn the_number_of_the_report_is_filled_into_its_cong_van() {
    let case = late_office();
    let blank = case.march();
    // The same words for Word, to be worked on; what goes out is the PDF.
    let word = texts("cong-van.docx", &blank.archived("gui/cong-van.docx"));
    for text in ["V/v", "Như trên", "SVD-VP"] {
        assert!(word.contains(text), "no “{text}” in {word}");
    }
    let blank = cover(blank.code(0));
    assert!(blank.contains("V/v gửi báo cáo") && blank.contains("Kính gửi: Sở Nội vụ"), "{blank}");
    assert!(blank.contains("/SVD-VP") && blank.contains("- Như trên;"), "{blank}");
    let run = |arguments: &[&str]| {
        let outcome = case.run(&[&["bao-cao", "--ky", "2020-03"], arguments].concat());
        cover(outcome.code(0))
    };
    let numbered = run(&["--so", "7", "--ngay", "20/03/2020"]);
    assert!(numbered.contains("Báo cáo số 07/BC-SVD ngày 20 tháng 3 năm 2020"), "{numbered}");
    assert!(!numbered.contains("07/SVD"), "{numbered}");
    // Its own number comes later, and needs no --thay-the either.
    let own = run(&["--so-cong-van", "205"]);
    assert!(own.contains("Số: 205/SVD-VP") && own.contains("Báo cáo số 07/BC-SVD"), "{own}");
    // What is given stays given.
    assert_eq!(run(&[]), own);
    case.run(&["bao-cao", "--ky", "2020-03", "--so-cong-van", "206"]).code(1).says("--thay-the");
}

/// Box 13 of NĐ 30/2020/NĐ-CP.
#[test]
fn where_the_office_is_found_stands_at_the_foot_of_its_cong_van() {
    let line = "Thư điện tử: so@vi.invalid; điện thoại: 0200 000 0000";
    let plain = late_office().march();
    assert!(!cover(plain.code(0)).contains("Địa chỉ:"));
    let outcome = late_office()
        .settings(|old| {
            let keys = "dia_chi = \"số 1, đường Ví Dụ, tỉnh Ví Dụ\"\nthu_dien_tu = \"so@vi.invalid\"\ndien_thoai = \"0200 000 0000\"\n";
            old.replace("[co_quan]\n", &format!("[co_quan]\n{keys}"))
        })
        .march();
    let text = cover(outcome.code(0));
    assert!(text.contains("Địa chỉ: số 1, đường Ví Dụ, tỉnh Ví Dụ"), "{text}");
    assert!(text.contains(line), "{text}");
    let word = texts("cong-van.docx", &outcome.archived("gui/cong-van.docx"));
    assert!(word.replace('\u{a0}', " ").contains(line));
    // A report and its letters carry none.
    assert!(!pdf_text(&outcome.archived("bao-cao.pdf")).contains("Địa chỉ:"));
}

#[test]
fn the_office_words_its_cong_van() {
    let outcome = late_office()
        .settings(|old| {
            format!(
                "{old}\n[cong_van]\ntrich_yeu = \"báo cáo {{{{ ky.ten }}}}\"\nmo_dau = \"Thực hiện Kế hoạch số 10/KH-SVD\"\nkinh_gui = [\"Sở Nội vụ\", \"Văn phòng UBND tỉnh\"]\nnoi_nhan = [\"Lưu: VT\"]\n"
            )
        })
        .march();
    let text = cover(outcome.code(0));
    for want in [
        "V/v báo cáo tháng 3 năm 2020",
        "Thực hiện Kế hoạch số 10/KH-SVD, Sở Ví Dụ gửi Quý cơ quan",
        "- Sở Nội vụ; - Văn phòng UBND tỉnh.",
        "- Lưu: VT.",
    ] {
        assert!(text.contains(want), "no “{want}” in {text}");
    }
    let outcome = late_office().file("mau/cong-van.md", "Lời riêng về {{ van_ban.noi_dung }}.");
    let text = cover(outcome.march().code(0));
    assert!(text.contains("Lời riêng về kết quả giải quyết"), "{text}");
}
