//! What a report came to, in a few lines for the console.

use std::fmt::Write as _;

use crate::model::in_thousands;
use crate::report::{LetterFigures, Report};

/// The figures that whoever ran it looks for first.
pub(crate) fn summary(office: &Report) -> String {
    let days = format!("từ ngày {} đến ngày {}", office.period.from_text, office.period.to_text);
    let mut lines = Vec::new();
    let dossiers = &office.dossiers.total;
    if dossiers.columns.taken > 0 {
        let mut line = format!(
            "hồ sơ: đã giải quyết {}, đúng hạn và trước hạn {}",
            in_thousands(dossiers.columns.resolved),
            dossiers.on_time_rate
        );
        if dossiers.columns.open > 0 {
            write!(
                line,
                "; đang giải quyết {}, quá hạn {}",
                in_thousands(dossiers.columns.open),
                dossiers.columns.open_overdue.map_or("–".to_owned(), in_thousands)
            )
            .expect("writing to a string");
        }
        lines.push(line);
    }
    let surveys = &office.satisfaction;
    if surveys.returned > 0 {
        let [returned, valid] = [surveys.returned, surveys.valid].map(in_thousands);
        lines.push(format!("phiếu: {returned} thu về, {valid} hợp lệ"));
    }
    let complaints = &office.complaints.total;
    if complaints.carried + complaints.received > 0 {
        lines.push(format!(
            "đơn thư: {} nhận giải quyết, {} đã giải quyết",
            complaints.carried + complaints.received,
            complaints.resolved
        ));
    }
    // What units owe their citizens lies in their own archives.
    if office.consolidated.is_none() {
        lines.extend(of_letters(&office.letters));
    }
    if is_empty(office) {
        lines.push("Kỳ này không có hồ sơ, phiếu, đơn nào; xem lại kỳ đã chọn".to_owned());
    }
    let name = &office.period.name;
    let mut text = if *name == days { name.clone() } else { format!("{name} ({days})") };
    for line in lines {
        write!(text, "\n   = {line}").expect("writing to a string");
    }
    text
}

fn of_letters(letters: &LetterFigures) -> Vec<String> {
    let mut lines = Vec::new();
    if letters.owed > 0 {
        let mut line = format!(
            "thư: {} phiếu xin lỗi và hẹn lại, {} thư xin lỗi, trong thu-xin-loi",
            letters.appointments, letters.apologies
        );
        if letters.held_back > 0 {
            write!(
                line,
                "; {} chưa lập được, xem trang “Chưa lập được thư” của noi-bo/danh-sach-qua-han.xlsx",
                letters.held_back
            )
            .expect("writing to a string");
        }
        if letters.written_issued > 0 {
            write!(
                line,
                "; in-tat-ca.pdf không có {} thư mà sổ theo dõi đã ghi ngày phát hành",
                letters.written_issued
            )
            .expect("writing to a string");
        }
        let there = letters.already + letters.later;
        if there > 0 {
            write!(line, "; {there} đã có thư lập trước").expect("writing to a string");
        }
        lines.push(line);
    }
    if letters.refused > 0 {
        lines.push(format!(
            "LỖI: {} hồ sơ bị đề nghị hẹn lại lần hai, không được lập phiếu; xem trang “Chưa lập được thư” của noi-bo/danh-sach-qua-han.xlsx",
            letters.refused
        ));
    }
    if letters.near > 0 {
        lines.push(format!("{} hồ sơ sắp đến hạn chưa có thư", letters.near));
    }
    lines
}

/// Nothing of what the report is about falls into the period.
fn is_empty(office: &Report) -> bool {
    let complaints = &office.complaints.total;
    office.dossiers.total.columns.taken == 0
        && office.satisfaction.returned == 0
        && complaints.carried + complaints.received == 0
}
