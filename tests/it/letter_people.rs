//! Letters to odd applicants: each is addressed as it should be, and no letter has a hole.

use std::fmt::Write as _;

use unicode_normalization::UnicodeNormalization as _;

use crate::case::Case;
use crate::documents::pdf_text;
use crate::formats::docx_text;

/// Code, name as the sheet has it, who the letter is to, and how its sentences call them.
const PEOPLE: [[&str; 4]; 13] = [
    [
        "A-01",
        "Công ty Trách nhiệm hữu hạn Một thành viên Ví Dụ",
        "Công ty Trách nhiệm hữu hạn Một thành viên Ví Dụ",
        "Tổ chức",
    ],
    [
        "A-02",
        "Công Tằng Tôn Nữ Hoàng Lan Thị Ví Dụ Có Cái Tên Rất Là Dài Để Thử Xem Thư In Có Xuống Dòng Ngay Ngắn Trên Khổ Giấy A5 Hay Không",
        "Ông/Bà Công Tằng Tôn Nữ Hoàng Lan Thị Ví Dụ Có Cái Tên Rất Là Dài Để Thử Xem Thư In Có Xuống Dòng Ngay Ngắn Trên Khổ Giấy A5 Hay Không",
        "Ông/Bà",
    ],
    ["A-03", "Thạch", "Ông/Bà Thạch", "Ông/Bà"],
    // Accents apart from their letters.
    ["A-04", "Nguye\u{302}\u{303}n Thi\u{323} A\u{301}nh", "Ông/Bà Nguyễn Thị Ánh", "Ông/Bà"],
    ["A-05", "<b>Ví</b> {{ ma_ho_so }} *Dụ*", "Ông/Bà <b>Ví</b> {{ ma_ho_so }} *Dụ*", "Ông/Bà"],
    ["A-06", "=cmd /C calc'!A0", "Ông/Bà =cmd /C calc'!A0", "Ông/Bà"],
    ["A-07", "TRẦN THỊ VÍ DỤ", "Ông/Bà TRẦN THỊ VÍ DỤ", "Ông/Bà"],
    ["A-08", "Bà Lê Thị Ví Dụ", "Bà Lê Thị Ví Dụ", "Bà"],
    [
        "A-09",
        "Ông Phạm Văn Ví Dụ và bà Lê Thị Ví Dụ",
        "Ông Phạm Văn Ví Dụ và bà Lê Thị Ví Dụ",
        "Ông, Bà",
    ],
    ["A-10", "Jean-Pierre O'Connor Müller", "Ông/Bà Jean-Pierre O'Connor Müller", "Ông/Bà"],
    ["A-11", "Nguyễn Văn Ví Dụ 2 (con 3)", "Ông/Bà Nguyễn Văn Ví Dụ 2 (con 3)", "Ông/Bà"],
    ["A-12", "CTY TNHH VÍ DỤ & CON", "CTY TNHH VÍ DỤ & CON", "Tổ chức"],
    ["A-13", "None", "Ông/Bà None", "Ông/Bà"],
];

/// What the faces of the letter lack is set by another; what has to be shaped waits.
#[test]
fn foreigners_have_their_names_in_their_own_letters() {
    let people = [
        ("김철수", "Ông/Bà김철수;"),
        ("Bà 王小明 (Wang)", "Bà王小明(Wang);"),
        ("山田 たろう", "Ông/Bà山田たろう;"),
    ];
    let mut sheet = String::from(
        "Mã hồ sơ | Tên thủ tục hành chính | Phòng ban | Chủ hồ sơ | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Lý do trễ hạn | Ngày hẹn lại | Hình thức nộp\n",
    );
    for (at, (name, _)) in people.iter().chain([&("សុខ ភារុណ", "")]).enumerate() {
        let _ = writeln!(
            sheet,
            "F-{at} | Cấp giấy phép | Phòng A | {name} | 20/02/2020 | 02/03/2020 | | Chờ xác minh | 25/03/2020 | Trực tiếp"
        );
    }
    let case = Case::new().sheet("ho-so.xlsx", "Hồ sơ", &sheet);
    let outcome = case.run(&["thu-xin-loi", "--tinh-den", "2020-03-16"]);
    outcome.code(0).says("“F-3” tên chủ hồ sơ có ký tự không in được “ស” (U+179F)");
    let files = case.files("luu-tru/thu-2020-03-16/data/thu-xin-loi");
    let bytes = |file: String| &files.iter().find(|(name, _)| *name == file).expect(&file).1;
    for (at, (_, to)) in people.iter().enumerate() {
        for text in [
            pdf_text(bytes(format!("pxl-f-{at}.pdf"))),
            docx_text(bytes(format!("pxl-f-{at}.docx"))),
        ] {
            let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
            assert!(text.contains(to), "no “{to}” in {text}");
        }
    }
}

/// Half of them open, half of them resolved late.
fn sheet() -> String {
    let mut sheet = String::from(
        "Mã hồ sơ | Tên thủ tục hành chính | Phòng ban | Chủ hồ sơ | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Lý do trễ hạn | Ngày hẹn lại | Hình thức nộp\n",
    );
    for [code, name, ..] in PEOPLE {
        for (suffix, end, again) in [("P", "", "25/03/2020"), ("T", "05/03/2020", "")] {
            let _ = writeln!(
                sheet,
                "{code}{suffix} | Cấp giấy phép lao động | Phòng A | {name} | 20/02/2020 | 02/03/2020 | {end} | Chờ xác minh | {again} | Trực tiếp"
            );
        }
    }
    sheet
}

fn words(text: &str) -> String {
    text.replace('\u{a0}', " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn look(case: &Case) {
    case.run(&["thu-xin-loi", "--tinh-den", "2020-03-16"]).code(0);
    let files = case.files("luu-tru/thu-2020-03-16/data/thu-xin-loi");
    for [code, name, to, called] in PEOPLE {
        for (kind, suffix) in [("pxl", "p"), ("txl", "t")] {
            let slug = code.to_lowercase();
            for ending in ["pdf", "docx"] {
                let file = format!("{kind}-{slug}{suffix}.{ending}");
                let (_, bytes) = files.iter().find(|(name, _)| *name == file).expect(&file);
                let text = words(&if ending == "pdf" { pdf_text(bytes) } else { docx_text(bytes) });
                let wants =
                    |part: &str| assert!(text.contains(part), "{file}: no “{part}” in {text}");
                wants(&format!("Kính gửi: {to}"));
                wants("Lý do: Chờ xác minh.");
                let name = words(&name.nfc().collect::<String>());
                match (kind, called) {
                    ("pxl", _) => {
                        wants(&format!("thủ tục hành chính “Cấp giấy phép lao động” của {to}; mã"));
                        wants(&format!("chưa trả kết quả giải quyết hồ sơ của {called} đúng"));
                        wants("Thời gian hẹn trả kết quả lại: ngày 25 tháng 3 năm 2020.");
                    }
                    (_, "Tổ chức") => {
                        wants(&format!("của {name} về thủ tục"));
                        wants("trân trọng gửi lời xin lỗi đến Quý tổ chức về");
                    }
                    _ => {
                        wants(&format!("của {to} về thủ tục"));
                        wants(&format!("trân trọng gửi lời xin lỗi đến {called} về"));
                    }
                }
                // What a template leaves where it has nothing to say.
                let rest = text.replace(&name, "X");
                for hole in ["None", "null", "NaN", "{{", "}}", "[[", "{%", "()", " ,", " ;", ": ."]
                {
                    assert!(!rest.contains(hole), "{file}: “{hole}” in {rest}");
                }
            }
        }
    }
}

#[test]
fn odd_applicants_are_addressed_as_they_should_be() {
    look(&Case::new().sheet("ho-so.xlsx", "Hồ sơ", &sheet()));
}

#[test]
fn on_a4_and_in_the_wording_of_2018_they_are_addressed_alike() {
    let paper = |old: &str| format!("{old}\n[thu]\nkho_giay = \"A4\"\nmau = \"2018\"\n");
    look(&Case::new().settings(paper).sheet("ho-so.xlsx", "Hồ sơ", &sheet()));
}
