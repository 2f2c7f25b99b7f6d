//! What differs between two runs, in words: sections of lines.

use std::fmt::Write as _;

use crate::office::{ARCHIVE, Changed, ChangedText, ComparedKind, Differences, RowChange};
use crate::telling::changes::{known, lines};

/// Lines of a section that are told.
const SHOWN: usize = 20;

/// What is other of one kind.
#[derive(Debug)]
pub(crate) struct ComparedSection {
    pub(crate) title: String,
    pub(crate) lines: Vec<String>,
    /// Lines that are not told.
    pub(crate) more: usize,
}

impl ComparedSection {
    fn new(title: String, all: impl IntoIterator<Item = String>) -> Self {
        let mut lines: Vec<String> = all.into_iter().collect();
        let more = lines.len().saturating_sub(SHOWN);
        lines.truncate(SHOWN);
        Self { title, lines, more }
    }
}

/// `luu-tru/2020-02 → luu-tru/2020-03`.
pub(crate) fn names(found: &Differences) -> String {
    let side = |folder: &Option<String>| match folder {
        Some(folder) => format!("{ARCHIVE}/{folder}"),
        None => "bản sẽ có nếu lập lại từ du-lieu".to_owned(),
    };
    format!("{} → {}", side(&found.before), side(&found.after))
}

/// For the terminal.
pub(crate) fn words(found: &Differences) -> String {
    let names = names(found);
    if found.is_none() {
        return format!("{names}: không khác gì");
    }
    let mut text = format!("{names}\n");
    for section in sections(found) {
        writeln!(text, "{}", section.title).expect("writing to a string");
        for line in section.lines {
            writeln!(text, "     {line}").expect("writing to a string");
        }
        if section.more > 0 {
            writeln!(text, "     và {} chỗ nữa (--json cho đủ)", section.more)
                .expect("writing to a string");
        }
    }
    text
}

/// Those in which anything is other.
pub(crate) fn sections(found: &Differences) -> Vec<ComparedSection> {
    let mut all = Vec::new();
    for (name, changed) in [
        ("Số liệu", &known(&found.figures)),
        ("Số liệu lấy từ kỳ khác", &known(&found.taken)),
        ("Cách tính, mục tiêu, cơ quan", &known(&found.definitions)),
        ("Dữ liệu đã đọc", &known(&found.input)),
        ("Cài đặt (congso.toml)", &found.settings),
    ] {
        if !changed.is_empty() {
            let title = format!("{name}: {} chỗ khác", changed.len());
            all.push(ComparedSection::new(title, lines(changed)));
        }
    }
    if !found.words.is_empty() {
        let title = format!("Lời văn: {} tệp khác", found.words.len());
        all.push(ComparedSection::new(title, found.words.iter().flat_map(text_lines)));
    }
    if !found.files.is_empty() {
        let title = format!("Tệp dữ liệu: {} tệp khác", found.files.len());
        all.push(ComparedSection::new(title, found.files.iter().map(file_line)));
    }
    match &found.rows {
        Some(changes) => all.extend(rows(changes)),
        None => all.push(ComparedSection::new(
            "Dòng dữ liệu: không so được, có gói không giữ dữ liệu gốc".to_owned(),
            [],
        )),
    }
    all
}

fn text_lines(ChangedText { path, went, came }: &ChangedText) -> Vec<String> {
    let went = went.iter().map(|line| format!("- {line}"));
    let came = came.iter().map(|line| format!("+ {line}"));
    std::iter::once(format!("{path}:")).chain(went).chain(came).collect()
}

fn file_line(one: &Changed) -> String {
    let what = match (&one.before, &one.after) {
        (None, _) => "thêm",
        (_, None) => "bớt",
        (Some(_), Some(_)) => "nội dung khác",
    };
    format!("{}: {what}", one.path)
}

fn rows(changes: &[RowChange]) -> Vec<ComparedSection> {
    let kinds = [
        (ComparedKind::Dossier, "Hồ sơ"),
        (ComparedKind::Survey, "Phiếu"),
        (ComparedKind::Complaint, "Đơn thư"),
    ];
    let of_kind = |(kind, name)| {
        let own: Vec<&RowChange> = changes.iter().filter(|one| one.kind == kind).collect();
        let count = |is: fn(&RowChange) -> bool| own.iter().filter(|one| is(one)).count();
        let title = format!(
            "{name}: thêm {}, bớt {}, đổi {}",
            count(|one| one.before.is_none()),
            count(|one| one.after.is_none()),
            count(|one| one.before.is_some() && one.after.is_some())
        );
        let lines: Vec<String> = own.into_iter().map(row).collect();
        (!lines.is_empty()).then(|| ComparedSection::new(title, lines))
    };
    kinds.into_iter().filter_map(of_kind).collect()
}

/// `H03 (ho-so.xlsx › Hồ sơ › dòng 5): ngày kết thúc xử lý 2020-03-02 → 2020-03-05`.
fn row(change: &RowChange) -> String {
    let code = change.code.as_deref().unwrap_or("không có mã");
    let place = change.after.as_ref().or(change.before.as_ref()).cloned().unwrap_or_default();
    let what = match (&change.before, &change.after) {
        (None, _) => "thêm".to_owned(),
        (_, None) => "bớt".to_owned(),
        (Some(_), Some(_)) => {
            let value =
                |value: &Option<String>| value.clone().unwrap_or_else(|| "trống".to_owned());
            let facts = change.facts.iter().map(|fact| {
                if fact.is_untold {
                    format!("{} khác", fact.name)
                } else {
                    format!("{} {} → {}", fact.name, value(&fact.before), value(&fact.after))
                }
            });
            facts.collect::<Vec<_>>().join("; ")
        }
    };
    format!("{code} ({place}): {what}")
}
