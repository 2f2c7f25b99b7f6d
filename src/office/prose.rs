//! The office's own prose of a period, section by section, as a form shows and changes it.

use std::collections::BTreeMap;

use crate::archive;
use crate::config::{PROSE_SECTIONS, parse_prose, written_prose};
use crate::error::Error;
use crate::files;
use crate::model::Period;
use crate::office::folder::{Office, PROSE};
use crate::office::refusal::OfficeAnswer;

/// The texts, and which state of the file they were read from.
#[derive(Debug)]
pub(crate) struct ShownProse {
    pub(crate) mark: String,
    pub(crate) sections: Vec<ProseSection>,
}

#[derive(Clone, Debug)]
pub(crate) struct ProseSection {
    pub(crate) key: &'static str,
    pub(crate) heading: &'static str,
    pub(crate) text: String,
}

/// What the sections are to say; those that are not named stay.
#[derive(Clone, Debug, Default)]
pub(crate) struct ProseRequest {
    /// Of `ShownProse`.
    pub(crate) mark: String,
    pub(crate) texts: BTreeMap<String, String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ProseChange {
    Written,
    Unchanged,
    /// The file is no more as it was when it was shown; nothing was written.
    Outdated,
}

impl Office {
    pub(crate) fn shown_prose(&self, period: Period) -> OfficeAnswer<ShownProse> {
        let code = period.code();
        let mark = mark(self.prose(&code)?.as_deref());
        let mut texts = self.parsed_prose(&code)?;
        let section = |(key, heading): (&'static str, &'static str)| ProseSection {
            text: texts.remove(key).unwrap_or_default(),
            key,
            heading,
        };
        Ok(ShownProse { mark, sections: PROSE_SECTIONS.into_iter().map(section).collect() })
    }

    /// `noi-dung/2020-03.md`: written where anything is other.
    pub(crate) fn write_prose(
        &self,
        period: Period,
        request: &ProseRequest,
    ) -> OfficeAnswer<ProseChange> {
        let code = period.code();
        let old = self.prose(&code)?;
        if mark(old.as_deref()) != request.mark {
            return Ok(ProseChange::Outdated);
        }
        let name = format!("{PROSE}/{code}.md");
        let before = self.parsed_prose(&code)?;
        let mut wanted = before.clone();
        let is_section = |key: &str| PROSE_SECTIONS.iter().any(|(own, _)| *own == key);
        for (key, text) in request.texts.iter().filter(|(key, _)| is_section(key)) {
            let text = text.replace("\r\n", "\n").replace('\r', "\n");
            wanted.insert(key.clone(), text.trim().to_owned());
        }
        wanted.retain(|_, text| !text.is_empty());
        if wanted == before {
            return Ok(ProseChange::Unchanged);
        }
        let text = written_prose(old.as_deref().unwrap_or_default(), &wanted);
        if parse_prose(&name, &text)? != wanted {
            return Err(Error::Input {
                message: "Lời văn không được có dòng bắt đầu bằng dấu #; chưa ghi gì\n   = gợi ý: bỏ dấu # ở đầu dòng".to_owned(),
            }
            .into());
        }
        let path = self.path(PROSE).join(format!("{code}.md"));
        if files::leads_out(&self.folder, &path) {
            return Err(Error::Input {
                message: format!(
                    "“{name}” là lối tắt dẫn ra ngoài thư mục của cơ quan nên không ghi\n   = gợi ý: bỏ lối tắt đó đi"
                ),
            }
            .into());
        }
        files::write(&path, text.as_bytes())?;
        Ok(ProseChange::Written)
    }
}

/// Of a file that is not there, nothing.
fn mark(text: Option<&str>) -> String {
    text.map(|text| archive::digest(text.as_bytes())).unwrap_or_default()
}
