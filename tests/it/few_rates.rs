//! What so few citizens answered that a rate would say it: no paper has the rate, nor figures from which it follows.

use std::fs;

use crate::case::{Case, Outcome, named};
use crate::documents::html_text;
use crate::formats::xlsx_rows;
use crate::privacy::texts;

/// Sheets and contented answers of a department; each sheet has two answers.
type Sheets = (&'static str, usize, usize);

/// A date within each month: periods end on the 14th.
const MONTHS: [(&str, &str); 3] =
    [("2020-01", "13/01/2020"), ("2020-02", "13/02/2020"), ("2020-03", "13/03/2020")];

fn play(case: &Case, (code, day): (&str, &str), departments: &[Sheets]) -> Outcome {
    counted(case, code, &[(day, departments)])
}

/// Of sheets of several days.
fn counted(case: &Case, code: &str, days: &[(&str, &[Sheets])]) -> Outcome {
    let mut table = "Số phiếu | Ngày trả lời | Đơn vị | Thái độ | Thời gian".to_owned();
    for (day, departments) in days {
        for (name, sheets, contented) in *departments {
            for number in 0..*sheets {
                let answer = |at: usize| {
                    if 2 * number + at < *contented { "Hài lòng" } else { "Bình thường" }
                };
                let [first, second] = [answer(0), answer(1)];
                table =
                    format!("{table}\n{name} {day} {number} | {day} | {name} | {first} | {second}");
            }
        }
    }
    let path = case.root().join("du-lieu/phieu.xlsx");
    fs::write(path, crate::case::workbook(&[("Phiếu", &table)])).unwrap();
    let outcome = case.run(&["bao-cao", "--ky", code, "--du-lieu-thieu"]);
    assert!(matches!(outcome.code, 0 | 3), "{}", outcome.stderr);
    outcome
}

/// Papers of all months and the page over them; not what keeps the figures themselves.
fn papers(case: &Case) -> Vec<(String, String)> {
    let figures = ["/nguon/", "/ky-truoc/", "so-lieu.json"];
    let files = case.files("luu-tru").into_iter();
    let files = files.filter(|(name, _)| !figures.iter().any(|kept| name.contains(kept)));
    files.map(|(name, bytes)| (name.clone(), texts(&name, &bytes).replace('\u{a0}', " "))).collect()
}

/// As documents print a rate, and as a workbook keeps it.
#[track_caller]
fn no_paper_says(case: &Case, rates: &[&str]) {
    for (name, text) in papers(case) {
        for rate in rates {
            let found = text.find(rate).map(|at| text[..at + rate.len()].to_owned());
            let found = found.map(|text| text.chars().rev().take(80).collect::<Vec<_>>());
            let found = found.map(|tail| tail.into_iter().rev().collect::<String>());
            assert_eq!(found, None, "{name} says {rate}");
        }
    }
}

#[test]
fn a_rate_of_few_sheets_is_printed_nowhere_nor_is_one_that_gives_it_away() {
    // 60/80 = 75 %, 5/6 = 83,33 %, 23/24 = 95,83 %; of B and C together it is 28/30.
    let case = Case::new();
    let departments = [("Phòng A", 40, 60), ("Phòng B", 3, 5), ("Phòng C", 12, 23)];
    let [.., outcome] = MONTHS.map(|month| play(&case, month, &departments));
    no_paper_says(&case, &["83,33%", "0.8333", "95,83%", "0.9583"]);
    let report = html_text(&outcome.archived("bao-cao.html"));
    assert!(report.contains("75,00%") && report.contains("80,00%"), "{report}");
    assert!(report.contains("không nêu kết quả của đơn vị có dưới 05 phiếu"), "{report}");
    assert!(report.contains("Phòng B (03 phiếu)"), "{report}");
    // Each is told why.
    let notice = |room: &str| html_text(&outcome.archived(&format!("don-vi/phong-{room}.html")));
    let own = notice("b");
    assert!(own.contains("vì có dưới 05 phiếu hợp lệ, để bảo vệ người trả lời"), "{own}");
    let other = notice("c");
    assert!(other.contains("kết quả của đơn vị khác có dưới 05 phiếu"), "{other}");
    // A table of nothing but “–” is none.
    assert!(!other.contains("Kết quả trả lời theo câu hỏi"), "{other}");
    assert!(!other.contains("dưới 10 phiếu"), "{other}");
    assert!(notice("a").contains("Kết quả trả lời theo câu hỏi"));
    assert!(notice("a").contains("75,00% (60/80 câu trả lời"));
    // In the workbook its number of sheets is all that is left.
    let rows = xlsx_rows(outcome.archived("phu-luc.xlsx")).into_iter();
    let mut rows = rows.map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>());
    let row = rows.find(|row| row.len() > 12 && row[1] == "Phòng B" && row[9] == "3");
    let row = row.expect("its row");
    assert!(row[2..9].iter().chain(&row[10..13]).all(|cell| cell == "–"), "{row:?}");
    // What stays in the office has it.
    let figures = outcome.figures();
    let line = named(&figures["hai_long"]["theo_don_vi"], "Phòng B");
    assert_eq!(line["ty_le"]["phan_tram"], "83,33%");
}

#[test]
fn an_office_of_few_sheets_says_how_many_and_no_more() {
    let case = Case::new();
    let outcome = play(&case, MONTHS[2], &[("Phòng A", 1, 2), ("Phòng B", 2, 1)]);
    // 3/6, 2/2, 1/4.
    no_paper_says(&case, &["50,00%", "100,00% (2/2", "25,00%"]);
    let report = html_text(&outcome.archived("bao-cao.html"));
    assert!(report.contains("hợp lệ 03 phiếu"), "{report}");
    assert!(report.contains("vì có dưới 05 phiếu hợp lệ, để bảo vệ người trả lời"), "{report}");
}

#[test]
fn nor_does_a_later_month_say_it() {
    let case = Case::new();
    let many = ("Phòng A", 40, 60);
    play(&case, MONTHS[1], &[many, ("Phòng B", 3, 5), ("Phòng C", 3, 1)]);
    let outcome = play(&case, MONTHS[2], &[many, ("Phòng B", 31, 48), ("Phòng C", 31, 48)]);
    no_paper_says(&case, &["83,33%", "0.8333", "16,67%", "0.1667"]);
    let notice = |room: &str| html_text(&outcome.archived(&format!("don-vi/phong-{room}.html")));
    assert!(notice("a").contains("So với tháng 2 năm 2020 (75,00%"), "{}", notice("a"));
    assert!(!notice("b").contains("mức độ hài lòng với tháng 2"), "{}", notice("b"));
}

/// A longer report sets its counts of answers beside those of its months, where a sheet was taken away meanwhile.
#[test]
fn nor_does_a_quarter_beside_its_months() {
    let beside = |months: [usize; 3], left: [usize; 3]| {
        let case = Case::new();
        let own = |sheets: usize| [("Phòng A", sheets, 2 * sheets - 1)];
        for (month, sheets) in MONTHS.into_iter().zip(months) {
            play(&case, month, &own(sheets));
        }
        let [first, second, third] = left.map(own);
        let [(_, january), (_, february), (_, march)] = MONTHS;
        counted(&case, "2020-Q1", &[(january, &first), (february, &second), (march, &third)]);
        let said = "hợp lệ: các tháng cộng lại";
        let papers = papers(&case).into_iter().filter(|(_, text)| text.contains(said));
        let names: Vec<String> = papers.map(|(name, _)| name).collect();
        let report = fs::read(case.root().join("luu-tru/2020-Q1/data/bao-cao.html")).unwrap();
        (html_text(&report), names)
    };
    let sheets = |months: &str, now: &str| {
        format!(
            "số phiếu: các tháng cộng lại {months}, kỳ này {now}; không đối chiếu câu trả lời vì có kỳ dưới 05 phiếu, để bảo vệ người trả lời"
        )
    };
    // The quarter is of few sheets; then one of its months.
    let (report, names) = beside([2, 1, 2], [2, 1, 1]);
    assert!(report.contains(&sheets("5", "4")) && names.is_empty(), "{names:?} {report}");
    let (report, names) = beside([10, 1, 10], [10, 1, 9]);
    assert!(report.contains(&sheets("21", "20")) && names.is_empty(), "{names:?} {report}");
    let (report, names) = beside([10, 7, 10], [10, 7, 9]);
    assert!(report.contains("hợp lệ: các tháng cộng lại 54, kỳ này 52"), "{report}");
    assert!(!names.is_empty() && !report.contains("không đối chiếu câu trả lời"), "{names:?}");
}

/// What one sheet praises says as much as its answers; the office has the sum of all departments.
#[test]
fn nor_is_it_said_what_few_sheets_praise() {
    let mut table = "Số phiếu | Ngày trả lời | Đơn vị | Thái độ | Ý kiến góp ý".to_owned();
    for (name, sheets) in [("Phòng A", 40), ("Phòng B", 1), ("Phòng C", 12)] {
        for number in 0..sheets {
            let said = if number == 0 { "Cán bộ nhiệt tình" } else { "" };
            table = format!("{table}\n{name} {number} | 06/03/2020 | {name} | Hài lòng | {said}");
        }
    }
    let outcome = Case::new().sheet("phieu.xlsx", "Phiếu", &table).march();
    let notice = |room: &str| html_text(&outcome.archived(&format!("don-vi/phong-{room}.html")));
    for room in ["b", "c"] {
        let own = notice(room);
        assert!(
            own.contains("về đơn vị ghi trên phiếu lấy ý kiến; không nêu ý kiến khen hay góp ý"),
            "{own}"
        );
        assert!(!own.contains("nhiệt tình") && !own.contains("là ý kiến khen"), "{own}");
    }
    assert!(notice("a").contains("là ý kiến khen"), "{}", notice("a"));
}
