//! The state of dossiers that a heading, the name of their sheet or its title says, for rows that say none themselves.

use std::collections::{BTreeMap, BTreeSet};

use crate::ledger::{Code, Field, Finding, Place};
use crate::model::Standing;
use crate::normalize::rows::states::{self, StateSaid};
use crate::normalize::text::intern::{Id, Interner};
use crate::normalize::values::status::StatusWords;
use crate::normalize::waiting::Waiting;

/// What stands over the rows of a table.
#[derive(Debug, Default)]
pub(crate) struct StatesAbove {
    by_heading: BTreeMap<Id, Standing>,
    by_sheet: Option<(Standing, String)>,
}

impl StatesAbove {
    /// The standing of a row without a status of its own.
    pub(crate) fn standing(&self, heading: Option<Id>) -> Option<Standing> {
        match heading {
            Some(heading) => self.by_heading.get(&heading).copied(),
            None => self.by_sheet.as_ref().map(|(standing, _)| *standing),
        }
    }

    /// The words that say it.
    pub(crate) fn words<'a>(&'a self, heading: Option<Id>, texts: &'a Interner) -> Option<&'a str> {
        match heading {
            Some(heading) => Some(texts.text(heading)),
            None => self.by_sheet.as_ref().map(|(_, words)| words.as_str()),
        }
    }
}

/// Rows below one heading, or of the whole sheet, that have no status of their own.
#[derive(Default)]
struct RowsBelow {
    first: u32,
    count: usize,
    /// Those without any end.
    open: usize,
}

/// What the headings, the name and the titles say, and what that does to the figures.
pub(crate) fn of_table(
    waiting: &Waiting,
    texts: &Interner,
    words: &StatusWords,
) -> (StatesAbove, Vec<Finding>) {
    let mut findings = Vec::new();
    let mut above = StatesAbove::default();
    let of_sheet = of_sheet(waiting, words);
    let below = rows_below(waiting, &of_sheet);
    for (heading, rows) in below {
        let (said, words) = match (heading, &of_sheet) {
            (Some(id), _) => {
                (states::of_heading(texts.text(id), words), texts.text(id).to_string())
            }
            (None, SheetSays::State(said, words)) => (*said, words.clone()),
            (None, SheetSays::Nothing) => continue,
            (None, SheetSays::Two(one, other)) => {
                findings.push(contradiction(waiting, one, other));
                continue;
            }
        };
        let place = Place::row(&waiting.source, rows.first);
        let where_said =
            if heading.is_some() { "Dòng đề mục" } else { "Tên trang, tiêu đề" };
        let code =
            if said == StateSaid::Unknown { Code::UnknownStatus } else { Code::StatusDiffers };
        let finding = Finding::new(code, place)
            .with_found(words.clone())
            .with_advice("đúng thì không cần làm gì; không đúng thì thêm cột “Trạng thái”, ghi trạng thái của từng hồ sơ");
        let finding = match said {
            StateSaid::Nothing | StateSaid::Standing(Standing::Open) => continue,
            StateSaid::Standing(Standing::Done) if rows.open == 0 => continue,
            StateSaid::Standing(Standing::Done) => finding
                .with_message(format!(
                    "{where_said} ghi “{words}”, nhưng {} dòng ở dưới không có ngày kết thúc",
                    rows.open
                ))
                .with_effect("các dòng này được tính là đang giải quyết")
                .with_advice("ghi ngày kết thúc của các hồ sơ này, hoặc chuyển chúng xuống chỗ khác"),
            StateSaid::Standing(standing) => {
                match heading {
                    Some(id) => drop(above.by_heading.insert(id, standing)),
                    None => above.by_sheet = Some((standing, words.clone())),
                }
                let finding = finding.with_message(format!(
                    "{where_said} ghi “{words}”: {} dòng ở dưới, không ghi trạng thái riêng, được đọc theo đó",
                    rows.count
                ));
                finding.with_effect(effect(standing))
            }
            StateSaid::Unknown => finding
                .with_message(format!("{where_said} ghi “{words}”, không rõ là trạng thái nào"))
                .with_effect(format!(
                    "{} dòng ở dưới được tính theo các ngày, dòng không có ngày kết thúc là đang giải quyết",
                    rows.count
                ))
                .with_advice("thêm cột “Trạng thái”, ghi trạng thái như phần mềm một cửa, ví dụ “Chờ bổ sung”"),
        };
        findings.push(finding);
    }
    (above, findings)
}

fn effect(standing: Standing) -> &'static str {
    match standing {
        Standing::NeverCounted => "các dòng này không được tính, vì hồ sơ chưa được tiếp nhận",
        Standing::Waiting => "dòng không có ngày kết thúc được tính là chờ bổ sung, còn trong hạn",
        Standing::Withdrawn => {
            "dòng có ngày kết thúc được tính là rút, trả lại; dòng không có thì không được tính"
        }
        Standing::Stopped => "dòng không có ngày kết thúc được tính là còn trong hạn",
        Standing::Open | Standing::Done => "các dòng này được tính theo các ngày",
    }
}

/// What the name and the titles of a sheet say.
#[derive(Clone, Debug, PartialEq, Eq)]
enum SheetSays {
    Nothing,
    State(StateSaid, String),
    /// Two of them do not agree.
    Two(String, String),
}

fn of_sheet(waiting: &Waiting, words: &StatusWords) -> SheetSays {
    let tab =
        waiting.source.sheet.iter().map(|name| (states::of_heading(name, words), name.as_str()));
    let titles =
        waiting.table.titles.iter().map(|title| (states::of_title(title, words), title.as_str()));
    let mut said: Option<(StateSaid, &str)> = None;
    for (state, words) in tab.chain(titles).filter(|(state, _)| *state != StateSaid::Nothing) {
        match said {
            None | Some((StateSaid::Unknown, _)) => said = Some((state, words)),
            Some((one, first)) if one != state && state != StateSaid::Unknown => {
                return SheetSays::Two(first.to_owned(), words.to_owned());
            }
            Some(_) => {}
        }
    }
    said.map_or(SheetSays::Nothing, |(state, words)| SheetSays::State(state, words.to_owned()))
}

fn contradiction(waiting: &Waiting, one: &str, other: &str) -> Finding {
    Finding::new(Code::StatusDiffers, Place::whole(&waiting.source))
        .with_message(format!("Tên trang, tiêu đề ghi hai trạng thái: “{one}” và “{other}”"))
        .with_effect("các dòng không ghi trạng thái riêng được tính theo các ngày")
        .with_advice("thêm cột “Trạng thái”, hoặc sửa tên trang và tiêu đề cho khớp nhau")
}

/// By heading, the rows that say no status themselves.
fn rows_below(waiting: &Waiting, of_sheet: &SheetSays) -> BTreeMap<Option<Id>, RowsBelow> {
    let table = &waiting.table;
    let filled = |field: Field| -> BTreeSet<u32> {
        let column = table.index_of(field).map(|index| table.column(index));
        let cells = column.into_iter().flatten();
        cells.filter(|(_, slot)| !slot.is_empty()).map(|(row, _)| row.number).collect()
    };
    let mut below = BTreeMap::new();
    let is_plain = waiting.table.rows.iter().all(|row| row.section.state.id().is_none());
    if is_plain && *of_sheet == SheetSays::Nothing {
        return below;
    }
    let (stated, finished, collected) =
        (filled(Field::Status), filled(Field::Finished), filled(Field::Collected));
    for row in table.rows.iter().filter(|row| !stated.contains(&row.number)) {
        let rows: &mut RowsBelow = below.entry(row.section.state.id()).or_default();
        if rows.count == 0 {
            rows.first = row.number;
        }
        rows.count += 1;
        rows.open +=
            usize::from(!finished.contains(&row.number) && !collected.contains(&row.number));
    }
    below
}
