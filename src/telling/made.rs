//! What is told of a period that has just been archived.

use std::fmt::Write as _;

use crate::error::shown_path;
use crate::office::{ARCHIVE, MonthDifference, WrittenReport};
use crate::telling::{coverage, summary};

pub(crate) fn words(written: &WrittenReport) -> String {
    let mut text = format!("Đã lập báo cáo {}", summary::summary(&written.report));
    let mut add = |line: String| write!(text, "\n   = {line}").expect("writing to a string");
    let rejected = written.ledger.rows().rejected;
    if rejected > 0 {
        add(format!("{rejected} dòng không được tính, báo cáo nói rõ"));
    }
    let copies: Vec<&str> =
        written.corrected.copies.values().map(|copy| copy.shown.as_str()).collect();
    if !copies.is_empty() {
        add(format!("chỗ cần sửa đã được đánh dấu trong {}", copies.join(", ")));
    }
    if !written.skipped.is_empty() {
        add(format!("bỏ qua theo yêu cầu: {}", written.skipped.join(", ")));
    }
    if let Some(told) = coverage::told(&written.gaps) {
        add(told);
    }
    if !written.months.is_empty() {
        add(against_months(&written.months, &written.months_differ));
    }
    if let Some(old) = &written.kept_as {
        add(format!("bản cũ: {ARCHIVE}/{old}"));
    }
    write!(text, "\n  --> {}", shown_path(&written.archive.folder)).expect("writing to a string");
    text.push_str(
        "\n   = bao-cao.pdf để in và gửi, phu-luc.xlsx là số liệu, don-vi là báo cáo từng phòng, gui là công văn và gói gửi đi",
    );
    text
}

/// Dossiers that are told one by one; the list in the bag has all.
const SHOWN: usize = 12;

fn against_months(months: &[String], differ: &[MonthDifference]) -> String {
    let mut text = format!("lập từ dữ liệu gốc lưu ở {}", months.join(", "));
    if differ.is_empty() {
        text.push_str("; hồ sơ nào cũng được xét như khi báo cáo các tháng");
        return text;
    }
    write!(
        text,
        "; {} hồ sơ nay xét khác khi báo cáo tháng (đủ ở noi-bo/doi-chieu-cac-thang.csv):",
        differ.len()
    )
    .expect("writing to a string");
    for one in differ.iter().take(SHOWN) {
        let said = |said: &Option<String>| said.clone().unwrap_or_else(|| "không tính".to_owned());
        let MonthDifference { month, code, then, now, place } = one;
        write!(text, "\n     {month} › {code}: {} → {} ({place})", said(then), said(now))
            .expect("writing to a string");
    }
    text
}
