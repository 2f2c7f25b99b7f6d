//! Tables and rows that are no data: examples of how a form is filled in, drafts, what was thrown away.

use std::collections::BTreeSet;

use crate::ledger::{Code, Field, Finding, Place, SheetKind};
use crate::model::{tidy, word_key};
use crate::normalize::text::intern::Interner;
use crate::normalize::waiting::Waiting;

/// A table that its sheet or its title calls an example, a draft or deleted; none of its rows counts.
pub(crate) fn whole(waiting: &Waiting) -> Option<Finding> {
    if !is_of_records(waiting.table.header.kind) || waiting.table.rows.is_empty() {
        return None;
    }
    let tab = waiting.source.sheet.as_deref().filter(|name| is_none_tab(name));
    let title =
        || waiting.table.titles.iter().map(String::as_str).find(|title| is_none_title(title));
    let (what, words) = match tab {
        Some(name) => ("Trang tên", name),
        None => ("Bảng có tiêu đề", title()?),
    };
    Some(
        Finding::new(Code::SheetUnreadable, Place::whole(&waiting.source))
            .rejecting()
            .with_found(words)
            .with_message(format!("{what} “{}” không được đọc là số liệu", words.trim()))
            .with_effect(format!("{} dòng của bảng không được tính", waiting.table.rows.len()))
            .with_advice("nếu là số liệu thật thì đổi tên trang, tiêu đề; nếu không thì xóa trang này khỏi tệp"),
    )
}

/// A sheet called after a form to fill in: whether its rows are examples, only who filled it in knows.
pub(crate) fn asked(waiting: &Waiting) -> Option<Finding> {
    let name = waiting.source.sheet.as_deref()?;
    let is_form = matches!(
        word_key(name).as_str(),
        "mau"
            | "mau nhap"
            | "mau nhap lieu"
            | "bang mau"
            | "bieu mau"
            | "du lieu mau"
            | "template"
            | "test"
    );
    if !is_form || !is_of_records(waiting.table.header.kind) || waiting.table.rows.is_empty() {
        return None;
    }
    Some(
        Finding::new(Code::BadValue, Place::whole(&waiting.source))
            .with_found(name)
            .with_message(format!(
                "Trang tên “{name}”: không rõ các dòng là số liệu thật hay là ví dụ"
            ))
            .with_effect(format!("{} dòng của trang vẫn được tính", waiting.table.rows.len()))
            .with_advice("nếu là ví dụ thì xóa trang này; nếu là số liệu thật thì đổi tên trang"),
    )
}

/// Takes the rows out that show how the others are filled in.
pub(crate) fn take_out(waiting: &mut Waiting, texts: &Interner) -> Vec<Finding> {
    // Each text is looked at once, not each cell: a million codes are as many texts as rows.
    if !is_of_records(waiting.table.header.kind) || !texts.any(is_example) {
        return Vec::new();
    }
    let mut out = BTreeSet::new();
    let mut findings = Vec::new();
    let fields = [Field::Code, Field::Number, Field::Procedure, Field::Applicant, Field::Note];
    for field in fields {
        let Some(index) = waiting.table.index_of(field).filter(|at| waiting.table.has_text(*at))
        else {
            continue;
        };
        for (row, slot) in waiting.table.column(index) {
            let Some(text) = slot.text(texts).filter(|text| is_example(text)) else { continue };
            if out.insert(row.number) {
                findings.push(
                    Finding::new(Code::BadValue, waiting.place(row, field))
                        .rejecting()
                        .with_field(field)
                        .with_message(format!(
                            "Dòng ví dụ: ô {} bắt đầu bằng “{}”",
                            field.vietnamese(),
                            beginning(&text)
                        ))
                        .with_effect("dòng này không được tính")
                        .with_advice(
                            "xóa dòng ví dụ; nếu là số liệu thật thì bỏ chữ “Ví dụ” ở ô này",
                        ),
                );
            }
        }
    }
    if !out.is_empty() {
        waiting.table.take_out(&out);
    }
    findings
}

/// What it begins with, without what may be somebody's name.
fn beginning(text: &str) -> String {
    text.split_whitespace().take(2).collect::<Vec<_>>().join(" ")
}

fn is_of_records(kind: SheetKind) -> bool {
    matches!(kind, SheetKind::Dossiers | SheetKind::Surveys | SheetKind::Complaints)
}

/// `Đã xóa`, `Nháp`, `Ví dụ`; with its accents: “Nhập” is where data are typed.
fn is_none_tab(name: &str) -> bool {
    let name = tidy(name).to_lowercase().replace("xoá", "xóa");
    let name = name.trim_matches(|c: char| !c.is_alphanumeric());
    let name = name.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '(' | ')'));
    matches!(
        name,
        "đã xóa"
            | "xóa"
            | "đã xóa bỏ"
            | "hồ sơ đã xóa"
            | "hồ sơ xóa"
            | "phiếu đã xóa"
            | "thùng rác"
            | "deleted"
            | "nháp"
            | "bản nháp"
            | "draft"
            | "ví dụ"
            | "mẫu ví dụ"
            | "ví dụ mẫu"
            | "dữ liệu ví dụ"
            | "vi du"
            | "example"
            | "examples"
            | "sample"
    )
}

/// `HỒ SƠ ĐÃ XÓA`, `MẪU NHẬP (ví dụ)`; a sentence of advice says more.
fn is_none_title(title: &str) -> bool {
    let key = word_key(title);
    let has = |words: &[&str]| words.contains(&key.as_str());
    has(&[
        "vi du",
        "vi du minh hoa",
        "du lieu vi du",
        "bang vi du",
        "vi du cach ghi",
        "so lieu vi du",
    ]) || key.len() < 60 && (key.ends_with("(vi du)") || key.ends_with("(so lieu vi du)"))
        || has(&[
            "ho so da xoa",
            "danh sach ho so da xoa",
            "cac ho so da xoa",
            "danh sach phieu da xoa",
        ])
}

/// `Ví dụ: H59-260301-0001`.
fn is_example(text: &str) -> bool {
    let text = text.trim_start_matches(['(', '[', '*', ' ', '-']);
    if !text.starts_with(['v', 'V', 'd', 'D']) {
        return false;
    }
    let text = text.to_lowercase();
    let ends = |rest: &str| {
        rest.is_empty() || rest.starts_with([':', ')', ']', ' ', '-', '.', '1', '2', '3'])
    };
    text.strip_prefix("ví dụ").is_some_and(ends)
        || ["vi du:", "vd:", "vd.:", "(vd)", "dòng ví dụ", "dòng mẫu"]
            .iter()
            .any(|word| text.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drafts_and_examples_are_known_by_their_names() {
        for name in ["Đã xóa", "ĐÃ XOÁ", "Nháp", "Bản nháp 2", "Ví dụ", "(Ví dụ)", "Thùng rác"]
        {
            assert!(is_none_tab(name), "{name}");
        }
        for name in ["Nhập", "Mẫu", "Mẫu 06", "Hồ sơ", "Tháng 3", "Xóa nợ", "Nhập liệu"]
        {
            assert!(!is_none_tab(name), "{name}");
        }
        assert!(is_none_title("MẪU NHẬP (ví dụ)"));
        assert!(is_none_title("DANH SÁCH HỒ SƠ ĐÃ XÓA"));
        assert!(!is_none_title("Ghi ngày theo dạng ngày/tháng/năm, ví dụ 05/03/2026"));
        for text in ["Ví dụ: H59-1", "VD: H59-1", "Ví dụ", "(ví dụ) Nguyễn Văn A"] {
            assert!(is_example(text), "{text}");
        }
        for text in ["VD-001", "Vi Du", "Nguyễn Văn Ví Dụ", "Vidu Co."] {
            assert!(!is_example(text), "{text}");
        }
    }
}
