//! Which reports have been sent, and when, as the office says: a file of its own beside the settings. Nothing is counted
//! by it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;

use crate::config::line_of;
use crate::error::{Error, Result};
use crate::files;
use crate::model::Period;
use crate::office::folder::Office;
use crate::office::refusal::{OfficeAnswer, Refusal};
use crate::office::shelf::ArchiveLook;

/// Beside `congso.toml`.
pub(crate) const SENT: &str = "da-gui.toml";

const HEAD: &str = "# Kỳ nào đã gửi, ngày nào: ghi ở trang Báo cáo của bàn làm việc. Không số liệu nào tính theo tệp này.\n";

/// That a report was sent.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SentReport {
    #[serde(rename = "ngay")]
    pub(crate) day: Date,
    /// The mark of its bag then: one that takes its place was not sent.
    #[serde(rename = "goi")]
    mark: String,
}

/// By code of the period.
pub(crate) type SentReports = BTreeMap<String, SentReport>;

/// Whether the report of a period was sent, as the office says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SentState {
    Unstated,
    /// What the archive has, on this day.
    Sent(Date),
    /// What lay there on this day; another has taken its place since.
    SentBefore(Date),
}

impl SentState {
    /// Of the report that the archive has in a folder.
    pub(crate) fn of(sent: &SentReports, look: &ArchiveLook, folder: &str) -> Self {
        match sent.get(folder) {
            None => Self::Unstated,
            Some(SentReport { day, mark }) => {
                let is_there = look.tags.get(folder).is_some_and(|tags| tags.mark == *mark);
                if is_there { Self::Sent(*day) } else { Self::SentBefore(*day) }
            }
        }
    }

    /// On which day, if on any.
    pub(crate) fn day(self) -> Option<Date> {
        match self {
            Self::Unstated => None,
            Self::Sent(day) | Self::SentBefore(day) => Some(day),
        }
    }
}

impl Office {
    pub(crate) fn sent_reports(&self) -> Result<SentReports> {
        let Some(text) = files::read_text(&self.path(SENT))? else {
            return Ok(SentReports::new());
        };
        toml::from_str(&text).map_err(|error| Error::Input {
            message: format!(
                "Không đọc được {SENT}{}\n   = gợi ý: sửa dòng đó như các dòng khác, hoặc xóa tệp rồi ghi lại ngày gửi",
                error.span().map_or_else(String::new, |span| {
                    format!("\n  --> {SENT} › dòng {}", line_of(&text, span.start))
                })
            ),
        })
    }

    /// Of a period in the archive; without a day it was not sent after all.
    pub(crate) fn state_sent(&self, period: Period, day: Option<Date>) -> OfficeAnswer<()> {
        let code = period.code();
        let look = self.look()?;
        let Some(tags) = look.tags.get(&code) else {
            return Err(Refusal::NotMade(period).into());
        };
        let mut sent = self.sent_reports()?;
        match day {
            Some(day) => sent.insert(code, SentReport { day, mark: tags.mark.clone() }),
            None => sent.remove(&code),
        };
        let line = |(code, SentReport { day, mark }): (&String, &SentReport)| {
            format!("\"{code}\" = {{ ngay = \"{day}\", goi = \"{mark}\" }}\n")
        };
        let lines: String = sent.iter().map(line).collect();
        files::write(&self.path(SENT), format!("{HEAD}{lines}").as_bytes())?;
        Ok(())
    }
}
