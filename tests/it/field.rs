//! Sheets as offices, survey tools and other programs write them: each goes alone into a fresh office, and the
//! report's figures are held against those that the sheet really holds.
//!
//! `tests/field/cases.json` says what stands in a file and what is right; `verdicts.txt` what the program makes of it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use serde::Deserialize;
use serde_json::Value;

use crate::case::Case;
use crate::tidy::root;

const PERIOD: &str = "2026-10-01..2026-10-31";
const DEPARTMENTS: [&str; 3] = ["Phòng Tư pháp", "Phòng Y tế", "Phòng Nội vụ"];

/// A file and what is right of it.
#[derive(Deserialize)]
struct Sheet {
    file: String,
    /// It may be refused, as long as that is said.
    refuse_ok: bool,
    /// It must not pass without a finding.
    say: bool,
    /// By department: dossiers by verdict.
    dossiers: Option<BTreeMap<String, Tally>>,
    /// By department: sheets, and answers of levels 1 to 5 for each question.
    surveys: Option<BTreeMap<String, Survey>>,
    /// By department: columns (3), (8) + (9), (10), (11) of the report, where they are not those of the tally.
    report: Option<BTreeMap<String, [u64; 4]>>,
}

#[derive(Deserialize)]
struct Tally {
    total: u64,
    on_time: u64,
    late: u64,
    open_in_time: u64,
    open_overdue: u64,
}

#[derive(Deserialize)]
struct Survey {
    total: u64,
    answers: Vec<[u64; 5]>,
}

/// What became of a sheet, from best to worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    /// Every figure is as it should be.
    Right,
    /// Nothing was written, which the case allows.
    Refused,
    /// Could be read better: refused, left out row by row, or not told.
    Gap,
    /// Figures that are not those of the sheet stand in a report.
    Wrong,
}

impl Verdict {
    const fn word(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::Refused => "refused",
            Self::Gap => "gap",
            Self::Wrong => "WRONG",
        }
    }
}

fn folder() -> PathBuf {
    root().join("tests/field")
}

#[test]
fn no_sheet_from_the_field_gives_a_wrong_figure() {
    let list = std::fs::read(folder().join("cases.json")).unwrap();
    let sheets: Vec<Sheet> = serde_json::from_slice(&list).unwrap();
    assert!(sheets.len() >= 103, "only {} sheets", sheets.len());
    let settings = settings();
    let found = judge_all(&sheets, &settings);
    let wrong: Vec<_> =
        found.iter().filter(|(_, (verdict, _))| *verdict == Verdict::Wrong).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    let mut table = String::new();
    for (file, (verdict, _)) in &found {
        writeln!(table, "{} {file}", verdict.word()).unwrap();
    }
    let expected = std::fs::read_to_string(folder().join("verdicts.txt")).unwrap();
    let differing: Vec<_> = table
        .lines()
        .filter(|line| !expected.lines().any(|other| other == *line))
        .map(|line| (line, found.iter().find(|(file, _)| line.ends_with(file.as_str()))))
        .collect();
    assert!(differing.is_empty(), "not as verdicts.txt says: {differing:#?}");
}

/// Settings as `khoi-tao` makes them, with three departments.
pub(crate) fn settings() -> String {
    let case = Case::new();
    std::fs::remove_file(case.root().join("congso.toml")).unwrap();
    case.run(&["khoi-tao"]).code(0);
    let text = std::fs::read_to_string(case.root().join("congso.toml")).unwrap();
    let mut text = text.replacen("ten = \"Sở ……………\"", "ten = \"Sở Thử Nghiệm\"", 1);
    for name in DEPARTMENTS {
        write!(text, "\n[[don_vi]]\nten = \"{name}\"\n").unwrap();
    }
    text
}

fn judge_all(sheets: &[Sheet], settings: &str) -> BTreeMap<String, (Verdict, String)> {
    let next = AtomicUsize::new(0);
    let found = Mutex::new(BTreeMap::new());
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(|| {
                while let Some(sheet) = sheets.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let verdict = judge(sheet, settings);
                    found.lock().unwrap().insert(sheet.file.clone(), verdict);
                }
            });
        }
    });
    found.into_inner().unwrap()
}

fn judge(sheet: &Sheet, settings: &str) -> (Verdict, String) {
    let bytes = std::fs::read(folder().join(&sheet.file)).unwrap();
    let case = Case::new()
        .settings(|_| settings.to_owned())
        .file(&format!("du-lieu/{}", sheet.file), bytes);
    let checked = case.run(&["kiem-tra", "--tinh-den", "2026-11-01", "--json"]);
    let made = case.run(&["bao-cao", "--ky", PERIOD]);
    assert!(!made.stderr.contains("panicked"), "{}: {}", sheet.file, made.stderr);
    let account: Value = serde_json::from_str(&checked.stdout).unwrap();
    if made.code == 1 {
        let verdict = if sheet.refuse_ok { Verdict::Refused } else { Verdict::Gap };
        return (verdict, made.stderr);
    }
    let figures: Value = case
        .files("luu-tru")
        .into_iter()
        .find(|(path, _)| path.ends_with("data/so-lieu.json"))
        .map_or_else(
            || panic!("{}: no figures: {}", sheet.file, made.stderr),
            |(_, bytes)| serde_json::from_slice(&bytes).unwrap(),
        );
    let verdict = sheet.verdict(&figures, &account["files"][0]);
    (verdict, format!("{:?} {}", dossiers(&figures), made.stderr))
}

impl Sheet {
    fn verdict(&self, figures: &Value, account: &Value) -> Verdict {
        let findings: Vec<&str> = account["findings"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|finding| finding["code"].as_str())
            // Said of every sheet here, and no fault of it.
            .filter(|code| *code != "missing_channel")
            .collect();
        let rejected: u64 = account["sheets"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|sheet| sheet["rows"]["rejected"].as_u64())
            .sum();
        let (got, want) = (dossiers(figures), self.want());
        let (sheets, levels) = surveys(figures);
        let want_surveys = self.surveys.as_ref().map(sums);
        let same = match (&want, &want_surveys) {
            (None, None) => got.is_empty() && sheets == 0,
            (want, want_surveys) => {
                want.as_ref().is_none_or(|want| *want == got)
                    && (self.report.is_some()
                        || want_surveys.is_none_or(|want| want == (sheets, levels)))
            }
        };
        if same {
            return if self.say && findings.is_empty() { Verdict::Gap } else { Verdict::Right };
        }
        let total =
            |rows: &BTreeMap<String, [u64; 4]>| rows.values().map(|row| row[0]).sum::<u64>();
        if let Some(want) = &want {
            let lost = total(want).saturating_sub(total(&got));
            if lost > 0 && rejected >= lost {
                return Verdict::Gap;
            }
        } else if let Some((want, wanted_levels)) = want_surveys {
            let short: Option<u64> = wanted_levels
                .iter()
                .zip(levels)
                .map(|(want, got)| want.checked_sub(got))
                .sum::<Option<u64>>();
            let bad = u64::try_from(findings.iter().filter(|code| **code == "bad_answer").count());
            let lost = want.saturating_sub(sheets);
            if short.is_some_and(|short| {
                rejected >= lost && (rejected > 0 || bad.is_ok_and(|bad| bad >= short))
            }) {
                return Verdict::Gap;
            }
        }
        Verdict::Wrong
    }

    fn want(&self) -> Option<BTreeMap<String, [u64; 4]>> {
        if let Some(report) = &self.report {
            return Some(report.clone());
        }
        let dossiers = self.dossiers.as_ref()?;
        let row = |tally: &Tally| {
            [tally.total, tally.on_time, tally.late, tally.open_in_time + tally.open_overdue]
        };
        Some(dossiers.iter().map(|(name, tally)| (name.clone(), row(tally))).collect())
    }
}

/// (3), early and on time, late, open: by department, those that are not all 0.
fn dossiers(figures: &Value) -> BTreeMap<String, [u64; 4]> {
    let part = &figures["ho_so"];
    if part["co_du_lieu"] != true {
        return BTreeMap::new();
    }
    let rows = part["theo_don_vi"].as_array().unwrap();
    rows.iter()
        .filter(|row| {
            row["cot"].as_object().unwrap().values().any(|count| count.as_u64() != Some(0))
        })
        .map(|row| {
            let columns = ["c3", "c8_9", "c10", "c11"].map(|key| row["cot"][key].as_u64().unwrap());
            (row["ten"].as_str().unwrap().to_owned(), columns)
        })
        .collect()
}

/// Sheets returned, and answers 1 to 5 over all questions.
fn surveys(figures: &Value) -> (u64, [u64; 5]) {
    let part = &figures["hai_long"];
    if part["co_du_lieu"] != true {
        return (0, [0; 5]);
    }
    let levels = &part["tong"]["tra_loi"]["muc"];
    (part["thu_ve"].as_u64().unwrap(), std::array::from_fn(|at| levels[at].as_u64().unwrap()))
}

fn sums(surveys: &BTreeMap<String, Survey>) -> (u64, [u64; 5]) {
    let levels = std::array::from_fn(|level| {
        surveys.values().flat_map(|survey| &survey.answers).map(|question| question[level]).sum()
    });
    (surveys.values().map(|survey| survey.total).sum(), levels)
}
