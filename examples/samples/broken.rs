//! An office made to break documents: twenty departments with long and hostile names, thirty questions, late dossiers
//! by the hundred, sections with nothing in them. Everybody in it is invented, and it is always the same.

use jiff::ToSpan;
use jiff::civil::{Date, date};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use crate::random::Random;

/// How much of everything.
pub(crate) struct Size {
    /// Of each department, about.
    pub(crate) dossiers: u32,
    pub(crate) sheets: u32,
}

pub(crate) struct Office {
    /// Paths below the office's folder, and bytes.
    pub(crate) files: Vec<(&'static str, Vec<u8>)>,
    departments: Vec<Department>,
}

struct Department {
    name: String,
    resolved: u32,
    late: u32,
    open: u32,
}

impl Office {
    /// What a report must say: a line for each department, with dossiers resolved, late and open.
    pub(crate) fn expected(&self) -> String {
        let line = |one: &Department| {
            format!("{}\t{}\t{}\t{}\n", one.name, one.resolved, one.late, one.open)
        };
        self.departments.iter().map(line).collect()
    }
}

/// Formulas, markup, marks of templates, of lists and of direction, a word that no column holds.
const HOSTILE: [&str; 8] = [
    "=HYPERLINK(\"http://vi.invalid\",\"Phòng A\")",
    "@Phòng <script>alert(1)</script>",
    "Phòng *Đậm* | _Nghiêng_ & Cộng",
    "+84 Phòng Một cửa",
    "-Phòng gạch đầu dòng",
    "Phòng {{ ky.ten }} [[bang:don-vi]] # {% if %}",
    "Phòng \u{202e}Ngược\u{202c} chiều",
    "Phòng RấtdàikhôngdấucáchRấtdàikhôngdấucáchRấtdàikhôngdấucách",
];

const LONG: &str = "Phòng Quản lý, kiểm tra, giám sát và tổng hợp công tác lao động, người có công, bảo trợ xã hội số";

const REASONS: [&str; 5] = [
    "Chờ xác minh",
    "Chờ ý kiến cơ quan khác",
    "",
    "Nguyên nhân khác \"ghi trong ngoặc\" & <b>",
    "Thiếu nhân lực",
];

const SETTINGS: &str = r#"# Thiết lập của cơ quan dùng để thử tài liệu. Mọi tên và số liệu đều là minh họa.

[co_quan]
ten = "Sở Lao động - Thương binh và Xã hội và Quản lý các công việc có tên rất dài"
ten_dong = ["SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "VÀ QUẢN LÝ CÁC CÔNG VIỆC CÓ TÊN RẤT DÀI"]
chu_quan = "Ủy ban nhân dân tỉnh Ví Dụ"
dia_danh = "Ví Dụ"
ky_hieu = "SLĐTBXHQLCCVCTRD"
don_vi_soan_thao = "VP"

[nguoi_ky]
quyen_han = ["TUQ. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"]
ho_ten = "Nguyễn Thị Hoàng Ví Dụ"

[bao_cao]
kinh_gui = ["Ủy ban nhân dân tỉnh Ví Dụ", "Sở Nội vụ", "Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh Ví Dụ, nơi theo dõi việc giải quyết thủ tục hành chính"]
noi_nhan = ["Như trên", "Ban Giám đốc Sở", "Các phòng chuyên môn, nghiệp vụ và các đơn vị sự nghiệp trực thuộc Sở", "Phòng Lao động - Thương binh và Xã hội các huyện, thị xã, thành phố", "Cổng thông tin điện tử của Sở", "Lưu: VT, VP"]

[cong_van]
kinh_gui = ["Sở Nội vụ", "Văn phòng Ủy ban nhân dân tỉnh Ví Dụ", "Trung tâm Phục vụ hành chính công tỉnh Ví Dụ, nơi tiếp nhận và trả kết quả giải quyết thủ tục hành chính của Sở"]

[[thong_tin]]
ten = "Nghề nghiệp"
lua_chon = ["Cán bộ, công chức, viên chức", "Doanh nghiệp", "Nông dân", "Lao động tự do", "Học sinh, sinh viên", "Hưu trí", "Khác"]

[muc_tieu]
dung_han = "95%"
hai_long = "90%"
"#;

/// The office, with what its report must say.
pub(crate) fn office(size: &Size) -> Result<Office, XlsxError> {
    let mut random = Random::new(20_200_314);
    let names: Vec<String> = HOSTILE
        .iter()
        .map(|name| (*name).to_owned())
        .chain((1..=10).map(|number| format!("{LONG} {number}")))
        .chain(["A", "Phòng không có hồ sơ nào"].map(str::to_owned))
        .collect();
    let mut departments: Vec<Department> =
        names.into_iter().map(|name| Department { name, resolved: 0, late: 0, open: 0 }).collect();
    let settings = departments.iter().fold(SETTINGS.to_owned(), |settings, department| {
        let name = department.name.replace('\\', "\\\\").replace('"', "\\\"");
        format!("{settings}\n[[don_vi]]\nten = \"{name}\"\n")
    });
    let dossiers = dossiers(&mut departments, size.dossiers, &mut random)?;
    let surveys = surveys(&departments, size.sheets, &mut random)?;
    // With prose of its own the copy for Word has the words of the one to sign.
    let sections = ["Chỉ đạo", "Ưu điểm", "Tồn tại", "Nguyên nhân", "Nhiệm vụ", "Kiến nghị"];
    let prose = sections.map(|name| format!("# {name}\n\nĐoạn văn ví dụ.\n")).join("\n");
    let files = vec![
        ("congso.toml", settings.into_bytes()),
        ("noi-dung/2020-03.md", prose.into_bytes()),
        ("du-lieu/2020-03/ho-so.xlsx", dossiers),
        ("du-lieu/2020-03/phieu.xlsx", surveys),
    ];
    Ok(Office { files, departments })
}

/// All but the last department have some; nearly half of them are late.
fn dossiers(
    departments: &mut [Department],
    about: u32,
    random: &mut Random,
) -> Result<Vec<u8>, XlsxError> {
    let header = [
        "Mã hồ sơ",
        "Tên thủ tục hành chính",
        "Lĩnh vực",
        "Phòng ban",
        "Chủ hồ sơ",
        "Ngày tiếp nhận",
        "Ngày hẹn trả",
        "Ngày kết thúc xử lý",
        "Lý do trễ hạn",
        "Hình thức nộp",
    ];
    let mut rows = Vec::new();
    let with_dossiers = departments.len().saturating_sub(1);
    for (place, department) in departments.iter_mut().take(with_dossiers).enumerate() {
        let count = random.between(about / 2, about + about / 2).max(2);
        for number in 0..count {
            let received = days_after(date(2020, 2, 17), random.below(5));
            let due = days_after(received, 5);
            let late = random.chance(450);
            let open = random.chance(200);
            let end = days_after(due, if late { random.between(1, 12) } else { 0 });
            department.resolved += u32::from(!open);
            department.late += u32::from(late && !open);
            department.open += u32::from(open);
            let again = "cấp, cấp lại, điều chỉnh giấy phép ".repeat((number % 4) as usize + 1);
            rows.push(vec![
                Cell::Text(format!("H{place:02}-{number:04}")),
                Cell::Text(format!("Thủ tục {}: {}", number % 40, again.trim_end())),
                Cell::Text(format!("Lĩnh vực {}", number % 9)),
                Cell::Text(department.name.clone()),
                Cell::Text(format!("Nguyễn Văn Thí Dụ {number}")),
                Cell::Date(received),
                Cell::Date(due),
                if open { Cell::Text(String::new()) } else { Cell::Date(end) },
                Cell::Text(if late { (*random.pick(&REASONS)).to_owned() } else { String::new() }),
                Cell::Text(if number % 3 == 0 { "Trực tuyến" } else { "Trực tiếp" }.to_owned()),
            ]);
        }
    }
    workbook("Hồ sơ", &header.map(str::to_owned), &rows)
}

/// Thirty questions, the longest over several lines, answered by all departments but two.
fn surveys(
    departments: &[Department],
    sheets: u32,
    random: &mut Random,
) -> Result<Vec<u8>, XlsxError> {
    let questions = (1..=30).map(|number| {
        let more = "trong quá trình giải quyết hồ sơ của Ông/Bà ".repeat(number % 5);
        format!("Câu {number}. Ông/Bà đánh giá thế nào về nội dung \"{number}\" & <b>tương tự</b> {more}")
            .trim_end()
            .to_owned()
    });
    let header: Vec<String> = ["Số phiếu", "Ngày trả lời", "Đơn vị"]
        .map(str::to_owned)
        .into_iter()
        .chain(questions)
        .collect();
    let words =
        ["Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng", ""];
    let answering = departments.get(..departments.len().saturating_sub(2)).unwrap_or_default();
    let rows: Vec<Vec<Cell>> = (0..sheets)
        .map(|number| {
            let place = [
                Cell::Text(format!("P{number:04}")),
                Cell::Date(days_after(date(2020, 2, 17), number % 20)),
                Cell::Text(random.pick(answering).name.clone()),
            ];
            let answers: Vec<Cell> = (0..30)
                .map(|_| random.weighted([1, 2, 4, 9, 6, 1].into_iter()))
                .map(|level| Cell::Text(words.get(level).copied().unwrap_or_default().to_owned()))
                .collect();
            place.into_iter().chain(answers).collect()
        })
        .collect();
    workbook("Phiếu", &header, &rows)
}

enum Cell {
    Text(String),
    Date(Date),
}

/// Text as text, whatever it begins with.
fn workbook(name: &str, header: &[String], rows: &[Vec<Cell>]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(2020, 3, 14)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let day = Format::new().set_num_format("dd/mm/yyyy");
    let sheet = workbook.add_worksheet();
    sheet.set_name(name)?;
    for (column, text) in (0_u16..).zip(header) {
        sheet.write_string(0, column, text)?;
    }
    for (row, cells) in (1_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(cells) {
            match cell {
                Cell::Text(text) if text.is_empty() => {}
                Cell::Text(text) => {
                    sheet.write_string(row, column, text)?;
                }
                Cell::Date(date) => {
                    let (year, month) = (date.year().unsigned_abs(), date.month().unsigned_abs());
                    let serial = ExcelDateTime::from_ymd(year, month, date.day().unsigned_abs())?;
                    sheet.write_datetime_with_format(row, column, serial, &day)?;
                }
            }
        }
    }
    workbook.save_to_buffer()
}

fn days_after(day: Date, days: u32) -> Date {
    day.checked_add(i64::from(days).days()).expect("a day of 2020")
}
