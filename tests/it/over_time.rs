//! A year, month by month: figures over time against what is counted here, from the same dossiers, by other code.

use std::fs;

use jiff::ToSpan;
use jiff::civil::{Date, date};
use serde_json::Value;

use crate::case::{Case, SETTINGS, named};

/// A dossier as it came to be.
struct Dossier {
    code: String,
    department: &'static str,
    received: Date,
    due: Date,
    end: Date,
}

/// One dossier every four days; each takes its time.
fn dossiers() -> Vec<Dossier> {
    let first = date(2019, 12, 16);
    (0_i32..96)
        .map(|number| {
            let received = first + (number * 4).days();
            Dossier {
                code: format!("H{number:03}"),
                department: if number % 3 == 0 { "Phòng B" } else { "Phòng A" },
                received,
                due: received + 12.days(),
                end: received + (number * 7 % 23 + 1).days(),
            }
        })
        .collect()
}

/// 15 of the month before to 14.
fn span(month: i8) -> (Date, Date) {
    let to = date(2020, month, 14);
    (to - 1.month() + 1.day(), to)
}

const HEADER: &str = "Mã hồ sơ | Lĩnh vực | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Trạng thái | Hình thức nộp | Chủ hồ sơ";

fn shown(day: Date) -> String {
    format!("{:02}/{:02}/{}", day.day(), day.month(), day.year())
}

/// The export of a month: what was open when it began, and what came in, as known on its last day.
fn export(month: i8) -> String {
    let (from, to) = span(month);
    let mut lines = vec![HEADER.to_owned()];
    for one in dossiers().iter().filter(|one| one.received <= to && one.end >= from) {
        let (end, status) = if one.end <= to {
            (shown(one.end), "Đã trả kết quả")
        } else {
            (String::new(), "Đang xử lý")
        };
        let field = if one.department == "Phòng A" { "Lĩnh vực A" } else { "Lĩnh vực B" };
        let (received, due) = (shown(one.received), shown(one.due));
        lines.push(format!(
            "{} | {field} | {} | {received} | {due} | {end} | {status} | Trực tiếp | Trần Thị Mẫu",
            one.code, one.department
        ));
    }
    lines.join("\n")
}

/// Three sheets a month; a question more from July on.
fn surveys(month: i8) -> String {
    let (_, to) = span(month);
    let (head, second) =
        if month < 7 { ("", "") } else { (" | Thời gian giải quyết", " | Hài lòng") };
    let level = if month % 2 == 0 { "Hài lòng" } else { "Không hài lòng" };
    let day = shown(to - 3.days());
    format!(
        "Số phiếu | Ngày trả lời | Đơn vị | Thái độ phục vụ{head} | Ý kiến góp ý
         P{month}-1 | {day} | Phòng A | Hài lòng{second} | Cán bộ nhiệt tình
         P{month}-2 | {day} | Phòng B | {level}{second} |
         P{month}-3 | {day} | Phòng A | Rất hài lòng{second} |"
    )
}

/// What a month counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Month {
    resolved: u64,
    in_time: u64,
    late: u64,
    overdue: u64,
    open: u64,
    carried: u64,
    received: u64,
    liked: u64,
    answers: u64,
}

fn counted(from: Date, to: Date) -> Month {
    let all = dossiers();
    let count = |is: &dyn Fn(&Dossier) -> bool| all.iter().filter(|one| is(one)).count() as u64;
    let is_in = |day: Date| from <= day && day <= to;
    let resolved = count(&|one| is_in(one.end));
    let in_time = count(&|one| is_in(one.end) && one.end <= one.due);
    let months = (1..=12).filter(|month| is_in(span(*month).1));
    let (mut liked, mut answers) = (0, 0);
    for month in months {
        let questions = if month < 7 { 1 } else { 2 };
        answers += 3 * questions;
        // Of the first question, one in two months is disliked; the second always pleases.
        liked += 3 * questions - u64::from(month % 2 == 1);
    }
    Month {
        resolved,
        in_time,
        late: resolved - in_time,
        overdue: count(&|one| one.received <= to && one.end > to && one.due < to),
        open: count(&|one| one.received <= to && one.end > to),
        carried: count(&|one| one.received < from && one.end >= from),
        received: count(&|one| is_in(one.received)),
        liked,
        answers,
    }
}

fn month_of(month: i8) -> Month {
    let (from, to) = span(month);
    counted(from, to)
}

fn figures(case: &Case, code: &str) -> Value {
    let path = case.root().join(format!("luu-tru/{code}/data/so-lieu.json"));
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

fn html(case: &Case, code: &str) -> String {
    let path = case.root().join(format!("luu-tru/{code}/data/bao-cao.html"));
    crate::documents::html_text(&fs::read(path).unwrap())
}

fn code_of(month: i8) -> String {
    format!("2020-{month:02}")
}

/// The months from January on, each from its own export. The first April lacked a dossier and is replaced before May.
fn play(case: &Case, months: std::ops::RangeInclusive<i8>) {
    let write = |name: &str, table: &str| {
        let path = case.root().join("du-lieu").join(name);
        fs::write(path, crate::case::workbook(&[("Bảng", table)])).unwrap();
    };
    for month in months {
        let settings =
            if month < 10 { SETTINGS.to_owned() } else { SETTINGS.replace("Phòng C", "Phòng D") };
        fs::write(case.root().join("congso.toml"), settings).unwrap();
        write("phieu.xlsx", &surveys(month));
        let code = code_of(month);
        let day = (span(month).1 + 2.days()).to_string();
        let run = |more: &[&str]| {
            let asked = ["bao-cao", "--ky", &code, "--tinh-den", &day, "--du-lieu-thieu"];
            case.run(&[&asked[..], more].concat())
        };
        if month == 4 {
            let table = export(month);
            let (without, _) = table.rsplit_once('\n').unwrap();
            write("ho-so.xlsx", without);
            run(&[]).code(0);
            write("ho-so.xlsx", &table);
            run(&["--thay-the"]).code(0);
        } else {
            write("ho-so.xlsx", &export(month));
            run(&[]).code(0);
        }
    }
}

fn rate(value: &Value) -> (u64, u64) {
    (value["tu"].as_u64().unwrap(), value["mau"].as_u64().unwrap())
}

/// Every line of a trend is what its month counted.
fn trends_hold(case: &Case, month: i8) {
    let trend = &figures(case, &code_of(month))["xu_huong"];
    assert_eq!(trend["so_ky"], month, "{trend}");
    let lines = trend["ky"].as_array().unwrap();
    assert_eq!(lines.len(), usize::try_from(month).unwrap());
    for (own, line) in (1_i8..).zip(lines) {
        let want = month_of(own);
        assert_eq!(line["ma"], code_of(own));
        assert_eq!(line["ten_ngan"], format!("{own}/2020"));
        assert_eq!(rate(&line["ty_le_dung_han"]), (want.in_time, want.resolved), "{line}");
        assert_eq!(rate(&line["ty_le_hai_long"]), (want.liked, want.answers), "{line}");
        assert_eq!(
            (&line["qua_han"], &line["dang_qua_han"], &line["n"], &line["y_kien"]),
            (&want.late.into(), &want.overdue.into(), &3.into(), &1.into()),
            "{line}"
        );
        assert_eq!(line["phai_xin_loi"], want.late + want.overdue);
    }
}

#[test]
fn a_year_is_told_over_time_and_proves_itself() {
    let case = Case::new();
    play(&case, 1..=12);

    // Too few periods: no section, no empty table, and nothing of an archive that is only beginning.
    let first = html(&case, "2020-01");
    assert!(!first.contains("mốc thay đổi") && !first.contains("Kết quả qua các kỳ"), "{first}");
    let told = "kỳ báo cáo cùng loại";
    assert!(!first.contains(told) && !html(&case, "2020-02").contains(told));
    for month in 1..=2 {
        let trend = figures(&case, &code_of(month))["xu_huong"].clone();
        assert_eq!((&trend["so_ky"], &trend["ky"]), (&month.into(), &Value::Array(Vec::new())));
    }
    for month in 3..=12 {
        trends_hold(&case, month);
    }

    // What changed on the way, and only that.
    let year = figures(&case, "2020-12");
    let marks: Vec<String> = year["xu_huong"]["moc"]
        .as_array()
        .unwrap()
        .iter()
        .map(|mark| {
            format!("{} {} {} {}", mark["ma"], mark["loai"], mark["dung_han"], mark["hai_long"])
        })
        .collect();
    assert_eq!(marks, [r#""2020-07" "phieu" false true"#, r#""2020-10" "don_vi" true true"#,]);
    assert_eq!(
        year["xu_huong"]["moc"][1]["cau"],
        "Từ tháng 10 năm 2020: danh sách đơn vị thay đổi: thêm Phòng D; bớt Phòng C"
    );
    let lines = &year["xu_huong"]["ky"];
    assert_eq!(
        (&lines[6]["moc"][0], &lines[9]["moc"][0], &lines[10]["moc"]),
        (&1.into(), &2.into(), &Value::Array(Vec::new()))
    );
    let said = html(&case, "2020-12");
    for words in ["có 12 kỳ báo cáo cùng loại", "Có 02 mốc thay đổi", "Kết quả qua các kỳ"]
    {
        assert!(said.contains(words), "no “{words}” in {said}");
    }

    // The office's total stands in the table of the month as before.
    let total = &figures(&case, "2020-05")["ho_so"];
    let may = month_of(5);
    assert_eq!(total["tong"]["cot"]["c6"], may.carried);
    assert_eq!(total["tong"]["cot"]["c11"], may.open);
    assert!(named(&total["theo_don_vi"], "Phòng C")["cot"]["c3"] == 0);

    for month in 2..=12 {
        year_to_date_holds(&case, month);
    }
    assert!(figures(&case, "2020-01")["luy_ke"].is_null());

    case.run(&["xac-minh"]).code(0);
    what_differs_is_told(&case);
    page_tells_the_year(&case);
    long_periods_come_from_the_bags(&case);
    earlier_periods_come_later(&case);
    case.run(&["xac-minh"]).code(0);
}

/// `du-lieu` holds one month only: a quarter, half a year, nine months and the year come from the rows of the bags.
fn long_periods_come_from_the_bags(case: &Case) {
    for (code, last) in [("2020-Q1", 3), ("2020-6T", 6), ("2020-9T", 9), ("2020", 12)] {
        let outcome = case.run(&["bao-cao", "--ky", code, "--tu-luu-tru"]);
        outcome.code(0).says("hồ sơ nào cũng được xét như khi báo cáo các tháng");
        let told = figures(case, code);
        let want = counted(span(1).0, span(last).1);
        let columns = &told["ho_so"]["tong"]["cot"];
        let got = |key: &str| columns[key].as_u64().unwrap();
        let sums = [want.carried + want.received, want.carried, want.resolved, want.in_time];
        assert_eq!([got("c3"), got("c6"), got("c7"), got("c8_9")], sums, "{code}: {columns}");
        let rest = [want.late, want.open, want.overdue];
        assert_eq!([got("c10"), got("c11"), got("c13")], rest, "{code}: {columns}");
        let answers = rate(&told["hai_long"]["tong"]["ty_le"]);
        assert_eq!(answers, (want.liked, want.answers), "{code}");
        let beside = &told["doi_chieu_ky"];
        assert_eq!(beside["ky"].as_array().unwrap().len(), usize::try_from(last).unwrap());
        for key in ["thieu", "lech", "chuyen_ky"] {
            assert_eq!(beside[key], Value::Array(Vec::new()), "{code}: {beside}");
        }
        assert!(html(case, code).contains("số liệu của kỳ khớp với các tháng cộng lại"));
        let again = case.run(&["bao-cao", "--ky", code, "--tu-luu-tru"]);
        again.code(0).says("không có gì thay đổi");
    }
    case.run(&["bao-cao", "--ky", "2020-03", "--tu-luu-tru"])
        .code(2)
        .says("--tu-luu-tru dùng cho quý");
    case.run(&["bao-cao", "--ky", "2019-Q2", "--tu-luu-tru"]).code(2);
}

/// A day that was mended after its month was reported is named, dossier by dossier.
#[test]
fn what_a_quarter_judges_otherwise_than_its_months_is_named() {
    let case = Case::new();
    let row = |code: &str, days: &str| {
        format!(
            "{code} | Lĩnh vực A | Phòng A | {days} | Đã trả kết quả | Trực tiếp | Trần Thị Mẫu"
        )
    };
    let months = [
        (
            "2020-01",
            [
                row("H1", "20/12/2019 | 08/01/2020 | 08/01/2020"),
                row("H2", "20/12/2019 | 08/01/2020 | 06/01/2020"),
            ],
        ),
        (
            "2020-02",
            [
                row("H1", "20/12/2019 | 08/01/2020 | 10/01/2020"),
                row("H3", "20/01/2020 | 03/02/2020 | 03/02/2020"),
            ],
        ),
        (
            "2020-03",
            [
                row("H4", "17/02/2020 | 03/03/2020 | 28/02/2020"),
                row("H5", "17/02/2020 | 03/03/2020 | 05/03/2020"),
            ],
        ),
    ];
    for (code, rows) in months {
        let table = format!("{HEADER}\n{}", rows.join("\n"));
        let bytes = crate::case::workbook(&[("Bảng", &table)]);
        fs::write(case.root().join("du-lieu/ho-so.xlsx"), bytes).unwrap();
        case.run(&["bao-cao", "--ky", code, "--du-lieu-thieu"]).code(0);
    }
    let quarter = case.run(&["bao-cao", "--ky", "2020-Q1", "--tu-luu-tru"]);
    assert!(matches!(quarter.code, 0 | 3), "{}", quarter.stderr);
    quarter
        .says("1 hồ sơ nay xét khác khi báo cáo tháng")
        .says("2020-01 › H1: Đúng hạn (3) (5) (7) (9) →");
    let list = case.root().join("luu-tru/2020-Q1/data/noi-bo/doi-chieu-cac-thang.csv");
    let list = fs::read_to_string(list).unwrap();
    assert!(list.contains("2020-01,H1,") && !list.contains("Mẫu"), "{list}");
    let beside = &figures(&case, "2020-Q1")["doi_chieu_ky"];
    let named = beside["lech"].to_string();
    assert!(named.contains("(8) + (9)"), "{beside}");
    let explained = case.run(&["dien-giai", "2020-Q1", "dk-1-so-hs-14"]);
    explained.code(0);
    assert!(explained.stdout.contains("(8) + (9) trước hạn"), "{}", explained.stdout);
    case.run(&["xac-minh"]).code(0);
}

/// A period that is made again from the same inputs says what it said, whatever was archived since; with `--thay-the`
/// it takes what there is.
fn earlier_periods_come_later(case: &Case) {
    let again = |more: &[&str]| {
        fs::write(case.root().join("congso.toml"), SETTINGS).unwrap();
        // As they were: a workbook that is made again bears another time.
        for name in ["ho-so.xlsx", "phieu.xlsx"] {
            let kept = case.root().join("luu-tru/2020-03/data/nguon").join(name);
            fs::copy(kept, case.root().join("du-lieu").join(name)).unwrap();
        }
        let asked = ["bao-cao", "--ky", "2020-03", "--tinh-den", "2021-01-05", "--du-lieu-thieu"];
        case.run(&[&asked[..], more].concat())
    };
    let is_noted = |text: &str| text.contains("các kỳ trước trong luu-tru nay đã khác");
    let unchanged = again(&[]);
    unchanged.code(0).says("không có gì thay đổi");
    assert!(!is_noted(&unchanged.stderr), "{}", unchanged.stderr);

    fs::write(
        case.root().join("du-lieu/ho-so.xlsx"),
        crate::case::workbook(&[("Bảng", &format!("{HEADER}\nX1 | Lĩnh vực A | Phòng A | 20/11/2019 | 02/12/2019 | 28/11/2019 | Đã trả kết quả | Trực tiếp | Trần Thị Mẫu"))]),
    )
    .unwrap();
    case.run(&["bao-cao", "--ky", "2019-12", "--du-lieu-thieu"]).code(0);

    let unchanged = again(&[]);
    unchanged.code(0).says("không có gì thay đổi");
    assert!(is_noted(&unchanged.stderr), "{}", unchanged.stderr);
    again(&["--so", "31"]).code(0);
    assert_eq!(figures(case, "2020-03")["xu_huong"]["so_ky"], 3);
    case.run(&["xac-minh"]).code(0);
    again(&["--so", "31", "--thay-the"]).code(0);
    let trend = &figures(case, "2020-03")["xu_huong"];
    assert_eq!((&trend["so_ky"], &trend["ky"][0]["ma"]), (&4.into(), &"2019-12".into()));
    // Nothing of the time before is a survey: no change of the questionnaire.
    assert_eq!(trend["moc"], Value::Array(Vec::new()));
}

/// The sums of the months are what the days from the first to the last count by themselves.
fn year_to_date_holds(case: &Case, month: i8) {
    let year = &figures(case, &code_of(month))["luy_ke"];
    let want = counted(span(1).0, span(month).1);
    let total = &year["tong"];
    assert_eq!(year["ky"].as_array().unwrap().len(), usize::try_from(month).unwrap());
    assert_eq!(rate(&total["ty_le_dung_han"]), (want.in_time, want.resolved), "{year}");
    assert_eq!(rate(&total["ty_le_hai_long"]), (want.liked, want.answers), "{year}");
    assert_eq!(
        (&total["tiep_nhan"], &total["qua_han"], &total["n"], &year["dang_giai_quyet"]),
        (&want.received.into(), &want.late.into(), &(3 * month).into(), &want.open.into()),
        "{year}"
    );
    let notes = year["luu_y"].to_string();
    assert_eq!(notes.contains("phiếu lấy ý kiến thay đổi"), month >= 7, "{notes}");
    assert!(!notes.contains("chuyển sang"), "{notes}");
    let said = html(case, &code_of(month));
    assert!(said.contains(&format!("Lũy kế từ tháng 1 đến tháng {month} năm 2020")), "{said}");
}

/// Two bags; a bag and what would take its place, before it does and in the refusal.
fn what_differs_is_told(case: &Case) {
    let before = case.files("luu-tru");
    let table = export(4);
    let (_, last) = table.rsplit_once('\n').unwrap();
    let (code, _) = last.split_once(" | ").unwrap();
    let code = code.trim();
    let compared = |arguments: &[&str]| -> Value {
        let outcome = case.run(&[&["so-sanh"], arguments, &["--json"]].concat());
        outcome.code(0);
        for name in ["Trần Thị Mẫu", "Mẫu"] {
            assert!(!outcome.stdout.contains(name), "{}", outcome.stdout);
        }
        serde_json::from_str(&outcome.stdout).unwrap()
    };
    let told = compared(&["2020-04-cu-1", "2020-04"]);
    let rows = told["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 1, "{told}");
    assert_eq!((&rows[0]["kind"], &rows[0]["code"]), (&"dossier".into(), &code.into()));
    assert!(rows[0]["before"].is_null() && rows[0]["after"].as_str().unwrap().contains("dòng"));
    let figure = |told: &Value, path: &str| -> (String, String) {
        let figures = told["figures"].as_array().unwrap();
        let found = figures.iter().find(|one| one["path"] == path);
        let found = found.unwrap_or_else(|| panic!("no {path} in {told}"));
        (found["before"].as_str().unwrap().to_owned(), found["after"].as_str().unwrap().to_owned())
    };
    let april = month_of(4);
    let taken = april.carried + april.received;
    let want = ((taken - 1).to_string(), taken.to_string());
    assert_eq!(figure(&told, "ho_so.tong.cot.c3"), want);
    assert_eq!(told["settings"], Value::Array(Vec::new()));

    // The months before and after the departments changed: the settings say so.
    let told = compared(&["2020-09", "2020-10"]);
    assert!(told["settings"].to_string().contains("Phòng D"), "{told}");

    // April again, without that dossier: nothing is written, and it is said what would be.
    let (without, _) = table.rsplit_once('\n').unwrap();
    fs::write(case.root().join("congso.toml"), SETTINGS).unwrap();
    for (name, table) in [("ho-so.xlsx", without), ("phieu.xlsx", &surveys(4))] {
        let bytes = crate::case::workbook(&[("Bảng", table)]);
        fs::write(case.root().join("du-lieu").join(name), bytes).unwrap();
    }
    let would = compared(&["2020-04"]);
    assert_eq!(figure(&would, "ho_so.tong.cot.c3"), (want.1.clone(), want.0.clone()));
    assert_eq!(would["after"], Value::Null);
    let words = case.run(&["so-sanh", "2020-04"]);
    words.code(0).says(&format!("(3) Nhận giải quyết, tổng số: {} → {}", want.1, want.0));
    words.says("Hồ sơ: thêm 0, bớt 1, đổi 0");
    let refused = case.run(&["bao-cao", "--ky", "2020-04", "--du-lieu-thieu"]);
    refused.code(1).says("thay thì số liệu đổi");
    refused.says(&format!("(3) Nhận giải quyết, tổng số: {} → {}", want.1, want.0));
    case.run(&["so-sanh", "2020-05", "2020-05"]).code(0).says("không khác gì");
    case.run(&["so-sanh", "2021-05"]).code(2).says("2021-05");
    assert!(before == case.files("luu-tru"));
}

/// One file, no request, every period, the trend, and an honest word about what was checked.
fn page_tells_the_year(case: &Case) {
    let page = fs::read_to_string(case.root().join("luu-tru/index.html")).unwrap();
    for month in 1..=12 {
        let link = format!("href=\"{}/data/bao-cao.pdf\"", code_of(month));
        assert!(page.contains(&link), "no {link}");
    }
    for words in [
        "Theo tháng (12 kỳ)",
        "<svg",
        "(2) Từ tháng 10 năm 2020: danh sách đơn vị thay đổi",
        "bản cũ: chỉ đối chiếu danh sách thư",
        "Các tệp còn lại và việc tính lại số liệu từ dữ liệu gốc chưa được kiểm tra ở đây",
        "sổ cái (13 mục)",
    ] {
        assert!(page.contains(words), "no “{words}” in {page}");
    }
    for beyond in ["<script", "src=", "url(", "<link"] {
        assert!(!page.contains(beyond), "{beyond}");
    }
    assert!(!page.replace("http://www.w3.org/2000/svg", "").contains("//"), "a request leaves");
}
