//! The period that the words around a table name, and where they contradict each other.

use crate::ledger::{Code, Finding, Place, SheetKind};
use crate::model::{CutOff, Span, short_date, word_key};
use crate::normalize::values::periods;
use crate::normalize::waiting::Waiting;

/// The periods that the titles of a table, the tab of its sheet and the folder of its file name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct NamedPeriods {
    titled: Option<Span>,
    of_tab: Option<Span>,
    /// A month that the tab names without its year.
    month: Option<i8>,
    pub(crate) of_folder: Option<Span>,
    /// The words name a week, or another part of a month.
    is_part: bool,
}

impl NamedPeriods {
    pub(crate) fn of(waiting: &Waiting, path: &str, cut: CutOff) -> Self {
        let titles = waiting.table.titles.iter().map(String::as_str);
        let tab = waiting.source.sheet.as_deref().unwrap_or_default();
        let is_counted = matches!(waiting.table.header.kind, SheetKind::Totals | SheetKind::Served);
        let says = |of: fn(&str) -> bool| is_counted && titles.clone().chain([tab]).any(of);
        if says(periods::is_part) {
            // Of a week nobody knows the days.
            return Self { titled: periods::interval_of(titles), is_part: true, ..Self::default() };
        }
        let titled = periods::of_titles(titles.clone(), cut);
        let is_since = says(periods::is_cumulative);
        Self {
            // `Lũy kế 10 tháng` on the tab, the month above the table.
            titled: titled
                .map(|span| if is_since { periods::since_new_year(span, cut) } else { span }),
            of_tab: periods::of_titles([tab].into_iter(), cut),
            month: month(tab),
            of_folder: periods::of_folder(path, cut).filter(|_| !is_since),
            is_part: false,
        }
    }

    /// Says that nobody knows the period of a table that needs one.
    pub(crate) fn missing(self, waiting: &Waiting) -> Finding {
        let finding = Finding::new(Code::NoPeriod, Place::whole(&waiting.source));
        if self.is_part {
            finding
                .with_message("Bảng ghi số liệu của một tuần hoặc một phần của tháng")
                .with_advice(
                    "ghi rõ ở dòng trên bảng, ví dụ “Từ ngày 01/10/2026 đến ngày 07/10/2026”",
                )
        } else {
            finding
        }
    }

    /// What the sheet itself says: its titles, else its tab.
    pub(crate) fn own(self) -> Option<Span> {
        self.titled.or(self.of_tab)
    }

    pub(crate) fn any(self) -> Option<Span> {
        self.own().or(self.of_folder)
    }

    /// A tab or a folder whose period has no day of that of the title: one of them was copied.
    pub(crate) fn contradiction(self, waiting: &Waiting) -> Option<Finding> {
        let apart = |one: Span, other: Span| one.to < other.from || other.to < one.from;
        if let (Some(title), None, Some(month)) = (self.titled, self.of_tab, self.month)
            && (title.to - title.from).get_days() <= 31
            && title.to.month() != month
        {
            return Some(said(waiting, title, &format!("tháng {month}"), ["tiêu đề", "tên trang"]));
        }
        let (one, other, names) = match (self.titled, self.of_tab, self.of_folder) {
            (Some(title), Some(tab), _) if apart(title, tab) => {
                (title, tab, ["tiêu đề", "tên trang"])
            }
            (Some(title), _, Some(folder)) if apart(title, folder) => {
                (title, folder, ["tiêu đề", "thư mục"])
            }
            (None, Some(tab), Some(folder)) if apart(tab, folder) => {
                (tab, folder, ["tên trang", "thư mục"])
            }
            _ => return None,
        };
        Some(said(waiting, one, &days(other), names))
    }
}

fn days(span: Span) -> String {
    format!("{} – {}", short_date(span.from), short_date(span.to))
}

fn said(waiting: &Waiting, counted: Span, other: &str, [own, beside]: [&str; 2]) -> Finding {
    Finding::new(Code::NoPeriod, Place::whole(&waiting.source))
        .with_message(format!("Kỳ ghi ở {own} là {}, ở {beside} là {other}", days(counted)))
        .with_effect(format!("số liệu của trang được tính cho kỳ ghi ở {own}"))
        .with_advice("kiểm tra lại, sửa chỗ sai cho khớp nhau")
}

/// `Tháng 3`, `T03`.
fn month(tab: &str) -> Option<i8> {
    let key = word_key(tab);
    let tokens: Vec<&str> = key.split(|c: char| !c.is_alphanumeric()).collect();
    let months =
        tokens.iter().zip(tokens.iter().skip(1).chain([&""])).filter_map(|(token, next)| {
            let number = if *token == "thang" { next } else { token.strip_prefix('t')? };
            number.parse().ok().filter(|month| (1..=12).contains(month))
        });
    let months: Vec<i8> = months.collect();
    match months.as_slice() {
        [month] => Some(*month),
        _ => None,
    }
}
