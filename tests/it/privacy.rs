//! Nothing of a citizen goes out, whatever column it slid into; no character stops a month.

use std::fs;
use std::io::{Cursor, Read};

use crate::case::{Case, Outcome};
use crate::documents::pdf_text;
use crate::publications;

const DOSSIERS: [&str; 12] = [
    "Mã hồ sơ",
    "Tên thủ tục",
    "Lĩnh vực",
    "Phòng ban",
    "Ngày tiếp nhận",
    "Ngày hẹn trả",
    "Ngày kết thúc xử lý",
    "Trạng thái",
    "Hình thức nộp",
    "Số lần bổ sung",
    "Ngày hẹn lại",
    "Lý do trễ hạn",
];
const SURVEYS: [&str; 5] = ["Số phiếu", "Ngày trả lời", "Đơn vị", "Câu 1", "Câu 2"];
const COMPLAINTS: [&str; 6] =
    ["Số đơn", "Loại đơn", "Đơn vị", "Ngày tiếp nhận", "Hạn giải quyết", "Ngày giải quyết"];

/// What says who somebody is: name, telephone, number, address, e-mail.
fn person(number: usize) -> [String; 5] {
    const SURNAMES: [&str; 10] =
        ["Nguyễn", "Trần", "Thạch", "Lâm", "Hồ", "Đỗ", "Kim", "Phạm", "Sơn", "Lý"];
    const MIDDLES: [&str; 6] = ["Văn", "Thị", "Ngọc", "Hoàng", "Thị Mỹ", "Quốc"];
    const NAMES: [&str; 5] = ["Mẫu", "Giả", "Vờ", "Ảo", "Nháp"];
    let pick = |list: &[&str], at: usize| list[at % list.len()].to_owned();
    let name = format!(
        "{} {} {}",
        pick(&SURNAMES, number),
        pick(&MIDDLES, number / 10),
        pick(&NAMES, number / 60)
    );
    [
        name,
        format!("09{number:08}"),
        format!("0841900{number:05}"),
        format!("{} Lê Vờ Vịt, phường {}", number + 1, number % 9 + 1),
        format!("nguoi{number}@vidu.vn"),
    ]
}

/// Which cells hold people instead of what belongs there.
#[derive(Clone, Copy)]
enum Slid {
    /// In each row one, in turn; of a table with answers in one row of ten, as more would be no scale.
    OneOfEachRow,
    /// In all rows these.
    Columns(&'static [usize]),
}

impl Slid {
    fn holds(self, row: usize, column: usize, header: &[&str]) -> bool {
        let every = if header == SURVEYS { 10 } else { 1 };
        match self {
            Self::OneOfEachRow => row.is_multiple_of(every) && row / every % header.len() == column,
            Self::Columns(columns) => columns.contains(&column),
        }
    }
}

/// 300 rows; each kind of text that tells who somebody is in every fifth.
fn table(header: &[&str], slid: Slid, good: impl Fn(usize) -> Vec<String>) -> String {
    let mut lines = vec![header.join(" | ")];
    for number in 0..300 {
        let mut cells = good(number);
        for (column, cell) in cells.iter_mut().enumerate() {
            if slid.holds(number, column, header) {
                *cell = format!("'{}", person(number)[(number / header.len() + column) % 5]);
            }
        }
        lines.push(cells.join(" | "));
    }
    lines.join("\n")
}

fn office(slid: Slid) -> Case {
    let words = |row: &[&str]| row.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
    let dossiers = table(&DOSSIERS, slid, |number| {
        let code = format!("H-{number:04}");
        let end = if number % 50 == 0 { "06/03/2020" } else { "28/02/2020" };
        words(&[
            &code,
            "Cấp giấy phép",
            "Lĩnh vực A",
            "Phòng A",
            "20/02/2020",
            "02/03/2020",
            end,
            "Đã trả kết quả",
            "Trực tiếp",
            "0",
            "",
            "",
        ])
    });
    let surveys = table(&SURVEYS, slid, |number| {
        words(&[&format!("P{number}"), "02/03/2020", "Phòng A", "Hài lòng", "Rất hài lòng"])
    });
    let complaints = table(&COMPLAINTS, slid, |number| {
        words(&[
            &format!("D{number}"),
            "Kiến nghị",
            "Phòng A",
            "20/02/2020",
            "02/03/2020",
            "28/02/2020",
        ])
    });
    // Without departments in the settings, those of the sheets are taken as found.
    let bare = |settings: &str| settings.split("[[don_vi]]").next().unwrap().to_owned();
    Case::new()
        .settings(bare)
        .sheet("ho-so.xlsx", "Hồ sơ", &dossiers)
        .sheet("phieu.xlsx", "Phiếu", &surveys)
        .sheet("don.xlsx", "Đơn thư", &complaints)
}

/// All texts of a file, those of the files within it as well.
pub(crate) fn texts(name: &str, bytes: &[u8]) -> String {
    match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "pdf" => pdf_text(bytes),
        "xlsx" | "docx" | "zip" => {
            let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
            let mut all = String::new();
            for index in 0..zip.len() {
                let mut member = zip.by_index(index).unwrap();
                let mut inner = Vec::new();
                member.read_to_end(&mut inner).unwrap();
                let name = member.name().unwrap().into_owned();
                all.push_str(&texts(&name, &inner));
            }
            all
        }
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// What goes out, as one text with single spaces: not letters and their register, inputs, internal lists.
pub(crate) fn outgoing(case: &Case) -> Vec<(String, String)> {
    let inside = ["thu-xin-loi/", "nguon/", "noi-bo/"];
    case.files("luu-tru/2020-03/data")
        .into_iter()
        .filter(|(name, _)| !inside.iter().any(|inside| name.starts_with(inside)))
        .map(|(name, bytes)| {
            let text = texts(&name, &bytes).replace('\u{a0}', " ");
            (name, text.split_whitespace().collect::<Vec<_>>().join(" "))
        })
        .collect()
}

fn report(case: &Case) -> Outcome {
    case.march()
}

#[test]
fn no_citizen_goes_out_whatever_column_a_row_slid_into() {
    let people: Vec<String> = (0..300).flat_map(person).collect();
    for slid in [Slid::OneOfEachRow, Slid::Columns(&[0, 1, 2])] {
        let case = office(slid);
        let outcome = report(&case);
        outcome.code(3);
        let files = outgoing(&case);
        assert!(files.iter().any(|(name, _)| name == "gui/tai-lieu-gui.zip"));
        for (name, text) in &files {
            let found: Vec<_> =
                people.iter().filter(|person| text.contains(person.as_str())).take(3).collect();
            assert!(found.is_empty(), "{name} has {found:?}");
        }
    }
}

/// Comments and the contents of petitions are counted; none of their words leaves, whatever they hold.
#[test]
fn what_citizens_said_is_counted_and_nobody_is_named() {
    let said = |number: usize| {
        let [name, telephone, identity, address, mail] = person(number);
        match number % 5 {
            0 => format!("Tôi là {name}, thời gian chờ còn lâu"),
            1 => format!("Gọi lại cho tôi số {telephone}, không có người nghe"),
            2 => format!("CCCD {identity}: cán bộ hướng dẫn rất nhiệt tình"),
            3 => format!("Nhà tôi ở {address}, cảm ơn cơ quan"),
            _ => format!("Trả lời về {mail} giúp bà {name}"),
        }
    };
    let mut surveys = vec![format!("{} | Ý kiến góp ý", SURVEYS.join(" | "))];
    let mut complaints = vec![format!("{} | Nội dung", COMPLAINTS.join(" | "))];
    for number in 0..300 {
        let comment = said(number);
        surveys.push(format!(
            "P{number} | 02/03/2020 | Phòng A | Hài lòng | Rất hài lòng | {comment}"
        ));
        let kind = if number % 2 == 0 { "Kiến nghị" } else { "Khiếu nại" };
        complaints.push(format!(
            "D{number} | {kind} | Phòng B | 20/02/2020 | 02/03/2020 | 28/02/2020 | {comment}"
        ));
    }
    let case = Case::new().sheet("phieu.xlsx", "Phiếu", &surveys.join("\n")).sheet(
        "don.xlsx",
        "Đơn thư",
        &complaints.join("\n"),
    );
    let outcome = case.march();
    let people: Vec<String> = (0..300).flat_map(person).collect();
    let data = case.files("luu-tru/2020-03/data");
    let inside = data.iter().filter(|(name, _)| !name.starts_with("nguon/"));
    for (name, bytes) in inside {
        let text = texts(name, bytes).replace('\u{a0}', " ");
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let found = people.iter().find(|person| text.contains(person.as_str()));
        assert_eq!(found, None, "{name}");
    }
    let told = format!("{}{}", outcome.stdout, outcome.stderr);
    assert_eq!(people.iter().find(|person| told.contains(person.as_str())), None, "{told}");
    let comments = &outcome.figures()["y_kien"];
    let line = |name: &str| crate::case::named(&comments["theo_noi_dung"], name)["so"].clone();
    let total = &comments["tong"];
    assert_eq!(
        (&comments["tren_phieu"], &comments["kien_nghi_phan_anh"]),
        (&300.into(), &150.into())
    );
    assert_eq!(
        (&total["so"], &total["khen"], &total["gop_y"]),
        (&450.into(), &180.into(), &180.into())
    );
    assert_eq!(line("Thời gian giải quyết, chờ đợi"), 90);
    assert_eq!(line("Liên hệ, tiếp nhận góp ý"), 90);
    assert_eq!(line("Thái độ của công chức, viên chức"), 90);
    assert_eq!(line("Nhận xét chung"), 90);
    assert_eq!(line("Nội dung khác"), 90);

    // All of them ticked: their words go out, and still nobody is named.
    publications::check(&case);
    let mut all = publications::lines(&case);
    assert_eq!(all.len(), 450);
    for line in &mut all {
        line[4] = "x".to_owned();
    }
    let case = case.file("du-lieu/y-kien.xlsx", publications::book(&all));
    let outcome = case.run(&["bao-cao", "--ky", "2020-03", "--thay-the"]);
    assert_eq!(outcome.figures()["y_kien"]["so_dang"], 450);
    let book = fs::read(case.root().join(publications::BOOK)).unwrap();
    let mut files = case.files("luu-tru/2020-03/data");
    files.retain(|(name, _)| !name.starts_with("nguon/"));
    files.push((publications::BOOK.to_owned(), book));
    let mut saying = Vec::new();
    for (name, bytes) in &files {
        let text = texts(name, bytes).replace('\u{a0}', " ");
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        // Without the surname, too: Văn Mẫu, Thị Mỹ Vờ.
        let parts = people.iter().flat_map(|person| {
            let given = person.split_once(' ').map(|(_, given)| given);
            [Some(person.as_str()), given.filter(|_| !person.contains(','))]
        });
        let found = parts.flatten().find(|part| text.contains(part));
        assert_eq!(found, None, "{name}");
        if text.contains("Tôi là [tên], thời gian chờ còn lâu") {
            saying.push(name.as_str());
        }
    }
    let papers = ["a", "b"].iter().flat_map(|room| {
        ["docx", "html", "pdf"].map(|ending| format!("don-vi/phong-{room}.{ending}"))
    });
    assert_eq!(saying, papers.chain([publications::BOOK.to_owned()]).collect::<Vec<_>>());
}

/// The same where a single row slid: nothing is refused, and all else is counted.
#[test]
fn a_row_that_slid_is_told_to_the_office_and_to_nobody_else() {
    let row = "H-1 | Cấp giấy phép | Lĩnh vực A | Phòng A | 20/02/2020 | 02/03/2020 | 28/02/2020";
    let slid = [
        "H-2 | Nguyễn Văn Mẫu | Lĩnh vực A | Phòng A | 20/02/2020 | 02/03/2020 | 28/02/2020",
        "H-3 | Cấp giấy phép | Trần Thị Vờ | Phòng A | 20/02/2020 | 02/03/2020 | 28/02/2020",
        "H-4 | Cấp giấy phép | Lĩnh vực A | Phòng A | 20/02/2020 | 0912 345 678 | 28/02/2020",
        "H-5 | Cấp giấy phép | Lĩnh vực A | Phòng A | Lê Thị Ảo | 02/03/2020 | 28/02/2020",
        "084190001234 | Cấp giấy phép | Lĩnh vực A | Phòng A | 20/02/2020 | 02/03/2020 | 06/03/2020",
    ];
    let table = format!("{}\n{row}\n{}", DOSSIERS[..7].join(" | "), slid.join("\n"));
    let case = Case::new().sheet("ho-so.xlsx", "Hồ sơ", &table);
    let outcome = report(&case);
    outcome.code(3);
    for (name, text) in outgoing(&case) {
        for person in ["Nguyễn Văn Mẫu", "Trần Thị Vờ", "0912 345 678", "Lê Thị Ảo", "084190001234"]
        {
            assert!(!text.contains(person), "{name} has {person}");
        }
    }
    let figures = outcome.figures();
    let line = |list: &str, name: &str| {
        let lines = figures["ho_so"][list].as_array().unwrap();
        let line = lines.iter().find(|line| line["ten"] == name);
        line.unwrap_or_else(|| panic!("no {name} in {lines:?}"))["cot"]["c3"].clone()
    };
    assert_eq!(line("theo_thu_tuc", "Thủ tục khác"), 1);
    assert_eq!(line("theo_linh_vuc", "Lĩnh vực khác"), 1);
    assert_eq!(line("theo_linh_vuc", "Lĩnh vực A"), 3);
    let check = case.check();
    let said = check["files"][0]["findings"].to_string();
    for person in ["Nguyễn Văn Mẫu", "Trần Thị Vờ", "0912 345 678", "Lê Thị Ảo"] {
        assert!(said.contains(person), "the office is not told of {person}");
    }
}

/// How people are written where something else belongs, and what of it must not be seen outside.
const WAYS: [(&str, &str); 21] = [
    ("Nguyễn Văn Mẫu", "Văn Mẫu"),
    ("TRẦN THỊ VỜ VỊT", "VỜ VỊT"),
    ("le thi nhap ao", "nhap ao"),
    ("Le Hoang Giay Bong", "Giay Bong"),
    ("Bà Thạch Thị Sa Rây Giả", "Sa Rây"),
    ("Ông Kim Ảo (đã nhận)", "Kim Ảo"),
    ("Đã trả cho ông Lâm Nháp Vờ", "Nháp Vờ"),
    ("Chờ bà Sơn Mẫu bổ sung", "Sơn Mẫu"),
    ("Nguyễn Giả Mẫu - 0912000117", "0912000117"),
    ("0912000118", "0912000118"),
    ("+84 912 000 119", "912 000 119"),
    ("0912.000.120", "0912.000.120"),
    ("(0294) 3855 121", "3855 121"),
    ("331234122", "331234122"),
    ("CMND 331234123", "331234123"),
    ("084190001124", "084190001124"),
    ("'084190001125", "084190001125"),
    ("12/5 Lê Vờ Vịt, phường 7", "Lê Vờ Vịt"),
    ("Ấp Giả Định, xã Vờ Ảo", "Giả Định"),
    ("mau126@vidu.vn", "mau126"),
    ("05/01/1980 Phạm Nháp", "Phạm Nháp"),
];

/// A thousand good rows, and among them each way of writing people once in each column.
#[test]
fn no_way_of_writing_people_slips_out_of_any_column() {
    let rows = |header: &[&str], key: usize, good: &[&str]| {
        let mut lines = vec![header.join(" | ")];
        let mut number = 0;
        let mut add = |cells: &[String]| {
            number += 1;
            let mut cells = cells.to_vec();
            if cells[key].is_empty() {
                cells[key] = format!("K-{number:05}");
            }
            lines.push(cells.join(" | "));
        };
        let good: Vec<String> = good.iter().map(|cell| (*cell).to_owned()).collect();
        for _ in 0..400 {
            add(&good);
        }
        for column in (0..header.len()).filter(|column| *column != key) {
            for (way, _) in WAYS {
                let mut cells = good.clone();
                way.trim_start_matches('\'').clone_into(&mut cells[column]);
                if way.starts_with('\'') || !way.bytes().all(|byte| byte.is_ascii_digit()) {
                    cells[column].insert(0, '\'');
                }
                add(&cells);
            }
        }
        lines.join("\n")
    };
    let dossiers = rows(
        &DOSSIERS[..10],
        0,
        &[
            "",
            "Cấp giấy phép",
            "Lĩnh vực A",
            "Phòng A",
            "20/02/2020",
            "02/03/2020",
            "28/02/2020",
            "Đã trả kết quả",
            "Trực tiếp",
            "0",
        ],
    );
    let surveys = rows(&SURVEYS, 0, &["", "02/03/2020", "Phòng A", "Hài lòng", "Rất hài lòng"]);
    let complaints = rows(
        &COMPLAINTS,
        0,
        &["", "Kiến nghị", "Phòng A", "20/02/2020", "02/03/2020", "28/02/2020"],
    );
    let bare = |settings: &str| settings.split("[[don_vi]]").next().unwrap().to_owned();
    for is_declared in [true, false] {
        let case = if is_declared { Case::new() } else { Case::new().settings(bare) };
        let case = case
            .sheet("ho-so.xlsx", "Hồ sơ", &dossiers)
            .sheet("phieu.xlsx", "Phiếu", &surveys)
            .sheet("don.xlsx", "Đơn thư", &complaints);
        let outcome = report(&case);
        outcome.code(3);
        let mut hits = Vec::new();
        for (name, text) in outgoing(&case) {
            let found = WAYS.iter().filter(|(_, seen)| text.contains(seen));
            hits.extend(found.map(|(way, _)| format!("{name}: {way}")));
        }
        assert!(hits.is_empty(), "{hits:#?}");
    }
}

/// A letter that no face has stands in every column; all is said by the check, and the report is made.
#[test]
fn no_character_stops_a_month() {
    let header = format!("{} | Chủ hồ sơ | Địa chỉ", DOSSIERS.join(" | "));
    let table = format!(
        "{header}
        H-1 | Cấp giấy phép ✔ | Lĩnh vực ✔ | Phòng ✔ | 20/02/2020 | 02/03/2020 | | Đang xử lý | Trực tiếp | 0 | 20/03/2020 | Chờ xác minh | ᚠᚢᚦ ᚨᚱᚲ | Khóm ✔
        H-2 | Cấp giấy phép ✔ | Lĩnh vực ✔ | Phòng ✔ | 20/02/2020 | 02/03/2020 | 06/03/2020 | Đã trả kết quả | Trực tiếp | 0 | | Chờ xác minh ✔ | Nguyễn Văn Mẫu | Khóm 1
        H-3 ✔ | Cấp giấy phép ✔ | Lĩnh vực ✔ | Phòng ✔ | 20/02/2020 | 02/03/2020 | 06/03/2020 | Đã trả ✔ | Trực tiếp ✔ | 0 ✔ | | Chờ xác minh | Nguyễn Văn Mẫu | Khóm 1
        H-4 | Cấp giấy phép ✔ | Lĩnh vực ✔ | Phòng ✔ | 20/02/2020 ✔ | 02/03/2020 | 06/03/2020 | Đã trả | Trực tiếp | 0 | | | Nguyễn Văn Mẫu | Khóm 1"
    );
    let surveys = "Số phiếu | Ngày trả lời | Đơn vị | Câu 1 ✔ | Góp ý\n1 | 02/03/2020 | Phòng ✔ | Hài lòng | Tốt ✔";
    let bare = |settings: &str| settings.split("[[don_vi]]").next().unwrap().to_owned();
    let case = Case::new().settings(bare).sheet("ho-so.xlsx", "Hồ sơ ✔", &table).sheet(
        "phieu.xlsx",
        "Phiếu",
        surveys,
    );
    let check = case.check();
    let cells: Vec<String> = check["files"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|file| file["findings"].as_array().unwrap())
        .filter(|finding| finding["code"] == "unprintable_text")
        .map(|finding| format!("{} {}", finding["cell"], finding["field"]).replace('"', ""))
        .collect();
    assert_eq!(
        cells,
        [
            "null null",
            "B2 procedure",
            "C2 field",
            "D2 department",
            "M2 applicant",
            "N2 address",
            "L3 reason",
            "A4 code",
            "D1 null",
            "C2 department",
        ]
    );
    let outcome = report(&case);
    outcome.code(3);
    let figures = outcome.figures();
    assert_eq!(figures["ho_so"]["theo_don_vi"][0]["ten"], "Phòng □");
    assert_eq!(figures["hai_long"]["theo_cau_hoi"][0]["ten"], "Câu 1 □");
    let letters = String::from_utf8(outcome.archived("thu-xin-loi/danh-sach.json")).unwrap();
    assert!(letters.contains("tên chủ hồ sơ có ký tự không in được “ᚠ” (U+16A0)"), "{letters}");
    assert!(letters.contains("lý do có ký tự không in được “✔” (U+2714)"), "{letters}");
}

/// What was typed full-width is read as what it is.
#[test]
fn full_width_figures_and_letters_are_plain_ones() {
    let table = format!(
        "{}\nＨ５９－１ | Cấp giấy phép | Lĩnh vực A | Phòng A | '２０／０２／２０２０ | '０２／０３／２０２０ | '２８／０２／２０２０",
        DOSSIERS[..7].join(" | ")
    );
    let case = Case::new().sheet("ho-so.xlsx", "Hồ sơ", &table);
    let outcome = report(&case);
    outcome.code(0);
    assert_eq!(outcome.figures()["ho_so"]["tong"]["cot"]["c8"], 1);
}
