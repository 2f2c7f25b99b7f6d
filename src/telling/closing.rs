//! The end of what `kiem-tra` says: how much was read, what is left to do, and the next command.

use std::fmt::Write as _;

use crate::ledger::{FileAccount, Finding, FindingsPart, Ledger, MendScope};
use crate::office::{Checked, CommentBook, CommentBookState, Corrected};
use crate::telling::text::counts;
use crate::telling::wrap;
use crate::telling::{coverage, refusals};

/// So many copies to mend are named.
const SHOWN: usize = 20;

/// What the clerk types next.
#[derive(Clone, Debug)]
pub(crate) struct Commands {
    /// `congso kiem-tra -C co-quan`.
    pub(crate) check: String,
    /// `congso bao-cao -C co-quan --ky 2020-03`; `None` where there is no office to report on.
    pub(crate) report: Option<String>,
}

/// What is left to do, in the order in which it is done.
pub(crate) fn closing(
    checked: &Checked,
    corrected: &Corrected,
    comments: Option<&CommentBook>,
    commands: Option<&Commands>,
) -> String {
    let Checked { ledger, stopped, coverage, as_of, .. } = checked;
    let mut text = "TÓM TẮT\n=======\n".to_owned();
    let mut add = |line: &str| wrap::push(&mut text, "  ", "    ", line);
    add(&read(ledger));
    if let Some(reaches) = coverage::reaches(coverage, *as_of) {
        add(&reaches);
    }
    add(&still_left(checked));
    let left = Left::of(checked.findings(), stopped);
    for notice in &corrected.notices {
        add(&refusals::mending_notice(notice));
    }
    if !corrected.copies.is_empty() {
        add("Mở bằng Excel để sửa, các ô cần sửa đã được tô màu và ghi chú:");
    }
    let copied: Vec<_> = ledger
        .files
        .iter()
        .filter_map(|file| Some((file, corrected.copies.get(&file.path)?)))
        .collect();
    for (file, copy) in copied.iter().take(SHOWN) {
        let left = Left::of(of_file(file), stopped);
        wrap::push(&mut text, "   - ", "       ", &format!("{}: {}", copy.shown, left.words()));
    }
    if copied.len() > SHOWN {
        let more = format!("và {} tệp nữa trong can-sua", copied.len() - SHOWN);
        wrap::push(&mut text, "   - ", "       ", &more);
    }
    let lists = copied.iter().any(|(_, copy)| copy.scope == MendScope::Rows);
    let mut add = |line: &str| wrap::push(&mut text, "  ", "    ", line);
    if lists {
        add("Tệp lớn chỉ có danh sách các dòng cần sửa: sửa các dòng đó trong tệp gốc");
    }
    if commands.is_some() && !corrected.copies.is_empty() {
        add(
            "Sửa xong: lưu, đóng Excel, chép tệp đã sửa vào du-lieu (để cạnh hay chép đè tệp gốc đều được)",
        );
    }
    if let Some(book) = comments {
        add(&comment_book(book));
    }
    let Some(commands) = commands else { return text.trim_end().to_owned() };
    if !left.is_nothing() {
        add(&format!("Kiểm tra lại: {}", commands.check));
    }
    if let Some(report) = &commands.report
        && left.stops == 0
    {
        let lead = if left.is_nothing() {
            "Lệnh tiếp theo"
        } else {
            "Lập báo cáo, khi đã vừa ý"
        };
        add(&format!("{lead}: {report}"));
    }
    text.trim_end().to_owned()
}

/// `Còn phải xem: 2 chỗ làm dòng không được tính`.
pub(crate) fn still_left(checked: &Checked) -> String {
    let left = Left::of(checked.findings(), &checked.stopped);
    if left.is_nothing() {
        "Không còn gì phải sửa".to_owned()
    } else {
        format!("Còn phải xem: {}", left.words())
    }
}

/// `Đã đọc 3 tệp: 120 dòng = 117 được tính + 3 không tính`.
pub(crate) fn read(ledger: &Ledger) -> String {
    let unread = ledger.files.iter().filter(|file| file.error.is_some()).count();
    let mut text = format!("Đã đọc {} tệp: {}", ledger.files.len() - unread, counts(ledger.rows()));
    if unread > 0 {
        write!(text, "; {unread} tệp không đọc được").expect("writing to a string");
    }
    text
}

/// What may be done with the comments.
fn comment_book(book: &CommentBook) -> String {
    let CommentBook { name, comments, published, state } = book;
    let chosen = match published {
        0 => "chưa chọn đăng ý kiến nào".to_owned(),
        some => format!("đã chọn đăng {some}"),
    };
    let next = match state {
        CommentBookState::Written => {
            format!("muốn đăng thì mở {name}, ghi x ở cột Đăng, lưu rồi chép vào du-lieu")
        }
        CommentBookState::Ticked => format!(
            "{name} có dấu chưa chép vào du-lieu nên giữ nguyên: chép vào du-lieu rồi kiểm tra lại"
        ),
        CommentBookState::Locked(error) => {
            format!("không ghi được {name}, hãy đóng Excel: {error}")
        }
    };
    format!("Ý kiến của tổ chức, cá nhân: {comments}, {chosen}; {next}")
}

fn of_file(file: &FileAccount) -> impl Iterator<Item = &Finding> {
    file.error.iter().chain(&file.findings)
}

/// How many findings of each weight.
#[derive(Clone, Copy, Debug, Default)]
struct Left {
    stops: usize,
    out: usize,
    look: usize,
}

impl Left {
    fn of<'a>(findings: impl Iterator<Item = &'a Finding>, stopped: &[Finding]) -> Self {
        let mut left = Self::default();
        for finding in findings {
            match FindingsPart::of(finding, stopped) {
                FindingsPart::Stops => left.stops += 1,
                FindingsPart::Out => left.out += 1,
                FindingsPart::Look => left.look += 1,
                FindingsPart::Told => {}
            }
        }
        left
    }

    const fn is_nothing(self) -> bool {
        self.stops == 0 && self.out == 0 && self.look == 0
    }

    fn words(self) -> String {
        let parts: Vec<String> = [
            (self.stops, "điều làm báo cáo dừng lại"),
            (self.out, "chỗ làm dòng không được tính"),
            (self.look, "chỗ vẫn được tính, nên xem lại"),
        ]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
        if parts.is_empty() { "không có gì".to_owned() } else { parts.join(", ") }
    }
}
