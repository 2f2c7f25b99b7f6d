//! What the data cover: a report of days that they leave open asks first, and the period proposed is one that they fill.

use serde_json::Value;

use crate::case::{Case, Outcome};

const HEADER: &str =
    "Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Hình thức nộp";

/// Dossiers received on days of a month, each due eight days later; those of the first half ended on the fifth.
fn rows(month: u32, days: std::ops::RangeInclusive<u32>) -> String {
    let row = |day: u32| {
        let due = if day + 8 > 28 {
            format!("{:02}/{:02}/2020", day - 20, month + 1)
        } else {
            format!("{:02}/{month:02}/2020", day + 8)
        };
        let end = if day <= 9 { format!("{:02}/{month:02}/2020", day + 5) } else { String::new() };
        format!("M{month}-{day} | Phòng A | {day:02}/{month:02}/2020 | {due} | {end} | Trực tiếp\n")
    };
    days.map(row).collect()
}

fn office(sheets: &[(&str, String)]) -> Case {
    let case = Case::new().settings(|old| format!("[ky]\nloai = \"duong_lich\"\n\n{old}"));
    sheets
        .iter()
        .fold(case, |case, (file, rows)| case.sheet(file, "Hồ sơ", &format!("{HEADER}\n{rows}")))
}

fn report(case: &Case, arguments: &[&str]) -> Outcome {
    case.run(&[&["bao-cao", "--tinh-den", "2020-07-10"], arguments].concat())
}

fn gaps(case: &Case, code: &str) -> Value {
    let path = case.root().join("luu-tru").join(code).join("data/so-lieu.json");
    let figures: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    figures["du_lieu"]["thieu"].clone()
}

#[test]
fn data_that_end_in_the_month_before_are_no_month() {
    let case = office(&[("thang-4.xlsx", rows(4, 1..=20))]);
    let refused = report(&case, &["--ky", "2020-05"]);
    refused
        .code(1)
        .says("Số liệu chưa có đủ các ngày của kỳ 2020-05 (01/5/2020–31/5/2020)")
        .says("từ ngày 01/5/2020 đến ngày 31/5/2020 không có hồ sơ tiếp nhận hay kết thúc nào (có đến ngày 20/4/2020)")
        .says("9 hồ sơ đang giải quyết có hạn trong những ngày đó sẽ bị tính là quá hạn")
        .says("--du-lieu-thieu");
    assert!(case.files("luu-tru").is_empty());

    report(&case, &["--ky", "2020-05", "--du-lieu-thieu"]).code(0).says("số liệu thiếu ngày");
    let gap = &gaps(&case, "2020-05")[0];
    assert_eq!(gap["loai"], "dossiers");
    assert_eq!((&gap["tu"], &gap["den"]), (&"2020-05-01".into(), &"2020-05-31".into()));
    let html = case.files("luu-tru/2020-05/data");
    for name in ["bao-cao.html", "don-vi/phong-a.html"] {
        let (_, html) = html.iter().find(|(path, _)| path == name).unwrap();
        let html = String::from_utf8_lossy(html);
        assert!(html.contains("Số liệu của kỳ chưa đầy đủ, các số dưới đây tính trên phần đã có: từ ngày 01/5/2020"), "{name}");
    }

    // Those that are overdue only since nothing is known of these days, one by one.
    let asked = case.run(&["dien-giai", "2020-05", "--json", "dl-07-kh-hs-2020-05-01"]);
    let told: Value = serde_json::from_str(&asked.code(0).stdout).unwrap();
    let told = &told["explanations"][0];
    assert_eq!((&told["printed"], &told["adds_up"]), (&"9".into(), &true.into()), "{told}");
    assert_eq!(told["rows"].as_array().unwrap().len(), 9);
    let (_, html) = html.iter().find(|(path, _)| path == "bao-cao.html").unwrap();
    let link = "href=\"noi-bo/dien-giai.html#DL-07-KH-HS-2020-05-01\"";
    assert!(String::from_utf8_lossy(html).contains(link));

    // April itself is whole, though nothing is dated on its last ten days: one dossier a day says nothing by that.
    report(&case, &["--ky", "2020-04"]).code(0);
    assert_eq!(gaps(&case, "2020-04"), Value::Array(Vec::new()));
}

#[test]
fn a_quarter_without_the_file_of_a_month_asks_for_it() {
    let months =
        [("4.xlsx", rows(4, 1..=28)), ("5.xlsx", rows(5, 1..=28)), ("6.xlsx", rows(6, 1..=28))];
    report(&office(&months), &["--ky", "2020-Q2"]).code(0);
    report(&office(&months[..2]), &["--ky", "2020-Q2"])
        .code(1)
        .says("từ ngày 29/5/2020 đến ngày 30/6/2020");
    report(&office(&months[1..]), &["--ky", "2020-Q2"])
        .code(1)
        .says("từ ngày 01/4/2020 đến ngày 30/4/2020");
    let case = office(&[months[0].clone(), months[2].clone()]);
    report(&case, &["--ky", "2020-Q2"])
        .code(1)
        .says("từ ngày 29/4/2020 đến ngày 31/5/2020")
        .says("hồ sơ của những ngày đó sẽ không có trong số liệu");
    report(&case, &["--ky", "2020-Q2", "--incomplete-data"]).code(0);
}

#[test]
fn the_period_proposed_is_the_last_one_that_the_data_fill() {
    let case = office(&[("thang-4.xlsx", rows(4, 1..=28))]);
    report(&case, &[]).code(0).says("báo cáo là của kỳ 2020-04, chưa phải kỳ 2020-06 vừa hết");
    assert!(case.root().join("luu-tru/2020-04").is_dir());
    case.run(&["kiem-tra", "--tinh-den", "2020-07-10"]).says("--ky 2020-04");
}

#[test]
fn a_check_says_from_which_to_which_day_the_data_reach() {
    let case = office(&[("thang-4.xlsx", rows(4, 1..=20))]);
    case.run(&["kiem-tra", "--tinh-den", "2020-07-10"]).says(
        "Số liệu hiện có: hồ sơ tiếp nhận 01/4/2020–20/4/2020; hồ sơ kết thúc 06/4/2020–14/4/2020",
    );
    let outcome = case.run(&["kiem-tra", "--json", "--tinh-den", "2020-04-10"]);
    let coverage = serde_json::from_str::<Value>(&outcome.stdout).unwrap()["coverage"].clone();
    assert_eq!(coverage["dossiers_received"]["from"], "2020-04-01");
    // Days after the day of the check are told apart, as days yet to come.
    assert_eq!(coverage["dossiers_received"]["to"], "2020-04-10");
    assert_eq!(coverage["surveys"], Value::Null);
}
