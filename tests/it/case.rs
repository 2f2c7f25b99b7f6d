//! `Case`: an office's folder from text, the real binary over it, and what came of it.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::Value;
use tempfile::TempDir;

/// The binary under test.
pub(crate) const CONGSO: &str = env!("CARGO_BIN_EXE_congso");

/// An office with three departments, of which tests use as many as they need.
pub(crate) const SETTINGS: &str = r#"[co_quan]
ten = "Sở Ví Dụ"
chu_quan = "Ủy ban nhân dân tỉnh Ví Dụ"
dia_danh = "Ví Dụ"
ky_hieu = "SVD"
don_vi_soan_thao = "VP"

[nguoi_ky]
quyen_han = ["GIÁM ĐỐC"]
ho_ten = "Nguyễn Văn Ví Dụ"

[[don_vi]]
ten = "Phòng A"
linh_vuc = ["Lĩnh vực A"]

[[don_vi]]
ten = "Phòng B"
linh_vuc = ["Lĩnh vực B"]

[[don_vi]]
ten = "Phòng C"
"#;

/// An office's folder being made.
pub(crate) struct Case {
    root: Arc<TempDir>,
}

/// What a run did.
pub(crate) struct Outcome {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    /// Keeps the folder as long as its outcome is looked at.
    root: Arc<TempDir>,
}

impl Case {
    /// A folder with `SETTINGS` and no data.
    pub(crate) fn new() -> Self {
        let case = Self { root: Arc::new(TempDir::new().unwrap()) };
        case.put("congso.toml", SETTINGS.as_bytes());
        fs::create_dir_all(case.root().join("du-lieu")).unwrap();
        case
    }

    /// A copy of a folder of the repository.
    pub(crate) fn of(folder: &str) -> Self {
        let case = Self { root: Arc::new(TempDir::new().unwrap()) };
        let from = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        for (path, bytes) in files_below(&from) {
            if !path.starts_with("luu-tru/") && !path.starts_with("can-sua/") {
                case.put(&path, &bytes);
            }
        }
        case
    }

    pub(crate) fn root(&self) -> &Path {
        self.root.path()
    }

    /// Adds to the settings, or replaces a line of them.
    pub(crate) fn settings(self, change: impl FnOnce(&str) -> String) -> Self {
        let old = fs::read_to_string(self.root().join("congso.toml")).unwrap();
        self.put("congso.toml", change(&old).as_bytes());
        self
    }

    /// A workbook of one sheet below `du-lieu/`, from a table as text.
    pub(crate) fn sheet(self, file: &str, sheet: &str, table: &str) -> Self {
        self.put(&format!("du-lieu/{file}"), &workbook(&[(sheet, table)]));
        self
    }

    /// Any file below the office's folder.
    pub(crate) fn file(self, path: &str, bytes: impl AsRef<[u8]>) -> Self {
        self.put(path, bytes.as_ref());
        self
    }

    fn put(&self, path: &str, bytes: &[u8]) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// `congso <arguments> -C <folder>`.
    pub(crate) fn run(&self, arguments: &[&str]) -> Outcome {
        self.run_with(arguments, &[])
    }

    pub(crate) fn run_with(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Outcome {
        let output = Command::new(CONGSO)
            .args(arguments)
            .arg("-C")
            .arg(self.root())
            .env("NO_COLOR", "1")
            .envs(environment.iter().copied())
            .output()
            .unwrap();
        let folder = self.root().display().to_string();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace(&folder, "<folder>");
        Outcome {
            code: output.status.code().expect("an exit code"),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
            root: Arc::clone(&self.root),
        }
    }

    /// `congso bao-cao --ky 2020-03`: 15 February to 14 March.
    pub(crate) fn march(&self) -> Outcome {
        self.run(&["bao-cao", "--ky", "2020-03"])
    }

    /// `congso kiem-tra --json --tinh-den 2020-03-14`, parsed.
    pub(crate) fn check(&self) -> Value {
        let outcome = self.run(&["kiem-tra", "--json", "--tinh-den", "2020-03-14"]);
        serde_json::from_str(&outcome.stdout)
            .unwrap_or_else(|error| panic!("{error}: {}\n{}", outcome.stdout, outcome.stderr))
    }

    /// Files below the folder, relative, in order.
    pub(crate) fn files(&self, below: &str) -> Vec<(String, Vec<u8>)> {
        files_below(&self.root().join(below))
    }
}

impl Outcome {
    #[track_caller]
    pub(crate) fn code(&self, want: i32) -> &Self {
        assert_eq!(self.code, want, "{}\n{}", self.stdout, self.stderr);
        self
    }

    #[track_caller]
    pub(crate) fn says(&self, text: &str) -> &Self {
        // Long lines are broken between words.
        let plain = self.stderr.split_whitespace().collect::<Vec<_>>().join(" ");
        let wanted = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(plain.contains(&wanted), "no “{text}” in:\n{}", self.stderr);
        self
    }

    /// A file of the archived March.
    #[track_caller]
    pub(crate) fn archived(&self, name: &str) -> Vec<u8> {
        let path = self.root.path().join("luu-tru/2020-03/data").join(name);
        fs::read(&path).unwrap_or_else(|error| panic!("{name}: {error}\n{}", self.stderr))
    }

    /// `so-lieu.json` of the archived March.
    #[track_caller]
    pub(crate) fn figures(&self) -> Value {
        let figures: Value = serde_json::from_slice(&self.archived("so-lieu.json")).unwrap();
        // In every case: what does not count is listed, row by row, and nothing else is.
        let input = &figures["du_lieu"];
        let listed = input["khong_tinh"].as_array().unwrap().len();
        assert_eq!(input["dong_khong_tinh"], listed, "{input}");
        figures
    }

    /// Columns (3) to (13) of the office's total.
    #[track_caller]
    pub(crate) fn columns(&self) -> [u64; 11] {
        columns(&self.figures()["ho_so"]["tong"])
    }

    /// How often each code was found, in order of code.
    #[track_caller]
    pub(crate) fn found(&self) -> Vec<(String, u64)> {
        let figures = self.figures();
        let mut found: Vec<_> = figures["du_lieu"]["phat_hien"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| {
                (item["ma"].as_str().unwrap().to_owned(), item["so_luong"].as_u64().unwrap())
            })
            .collect();
        found.sort();
        found
    }
}

/// Columns (3) to (13) of one line.
#[track_caller]
pub(crate) fn columns(line: &Value) -> [u64; 11] {
    std::array::from_fn(|index| {
        let name = format!("c{}", index + 3);
        line["cot"][&name].as_u64().unwrap_or_else(|| panic!("no {name} in {line}"))
    })
}

/// The line of a list that has this `ten`.
#[track_caller]
pub(crate) fn named<'a>(list: &'a Value, name: &str) -> &'a Value {
    let lines = list.as_array().unwrap();
    lines.iter().find(|line| line["ten"] == name).unwrap_or_else(|| panic!("no {name} in {list}"))
}

/// All files below a folder, with `/`, in order.
pub(crate) fn files_below(folder: &Path) -> Vec<(String, Vec<u8>)> {
    fn walk(root: &Path, folder: &Path, out: &mut Vec<(String, Vec<u8>)>) {
        let Ok(entries) = fs::read_dir(folder) else { return };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, out);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
                out.push((name, fs::read(&path).unwrap()));
            }
        }
    }
    let mut out = Vec::new();
    walk(folder, folder, &mut out);
    out.sort();
    out
}

/// A workbook whose sheets are tables as text: a line a row, `|` between cells.
///
/// `05/03/2020` becomes a date cell, digits a number, anything else text; `'` keeps a cell text.
pub(crate) fn workbook(sheets: &[(&str, &str)]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let day = Format::new().set_num_format("dd/mm/yyyy");
    for (name, table) in sheets {
        let sheet = workbook.add_worksheet().set_name(*name).unwrap();
        let lines = table.lines().map(str::trim).filter(|line| !line.is_empty());
        for (row, line) in (0..).zip(lines) {
            for (column, cell) in (0..).zip(line.split('|').map(str::trim)) {
                if let Some(text) = cell.strip_prefix('\'') {
                    sheet.write_string(row, column, text).unwrap();
                } else if let Some(date) = date_cell(cell) {
                    sheet.write_datetime_with_format(row, column, date, &day).unwrap();
                } else if is_number(cell) {
                    sheet.write_number(row, column, cell.parse::<f64>().unwrap()).unwrap();
                } else if !cell.is_empty() {
                    sheet.write_string(row, column, cell).unwrap();
                }
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}

fn date_cell(cell: &str) -> Option<ExcelDateTime> {
    let (day, rest) = cell.split_once('/')?;
    let (month, year) = rest.split_once('/')?;
    let year = (year.len() == 4).then(|| year.parse().ok()).flatten()?;
    ExcelDateTime::from_ymd(year, month.parse().ok()?, day.parse().ok()?).ok()
}

fn is_number(cell: &str) -> bool {
    !cell.is_empty()
        && cell.bytes().all(|byte| byte.is_ascii_digit())
        && (cell == "0" || !cell.starts_with('0'))
}
