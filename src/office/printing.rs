//! What the office itself has written and no document can print: settings, templates and prose, all of it at once.

use std::sync::Arc;

use crate::config::{FILE, Prints, printed};
use crate::error::Result;
use crate::files;
use crate::ledger::{Code, Finding, Place, Source};
use crate::model::{named, tidy};
use crate::office::folder::{Office, PROSE, TEMPLATES};
use crate::pipeline::FACES;

/// What is to be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Printing<'a> {
    /// Of the period of this name.
    Report(&'a str),
    Letters,
    Form,
}

const FORM: &str = "phieu-lay-y-kien.md";
const LETTERS: [&str; 3] = ["phieu-xin-loi.md", "thu-xin-loi.md", "thu-xin-loi-viec.md"];

/// What keeps a run from printing.
const STOPS: &str = "chưa lập được báo cáo, thư cho đến khi sửa";
const STOPS_FORMS: &str = "số liệu không đổi; chỗ nào báo cáo in chữ này thì ký tự đó in là “□”; chưa in được phiếu lấy ý kiến cho đến khi sửa";
const BOXES: &str = "số liệu không đổi; chỗ nào báo cáo in tên này thì ký tự đó in là “□”";

impl Office {
    /// What keeps these documents from being made: a finding for each line.
    pub(crate) fn unprintable(&self, printing: Printing<'_>) -> Result<Vec<Finding>> {
        let mut found = self.of_settings(|prints| match printing {
            Printing::Report(_) => {
                matches!(prints, Prints::All | Prints::Report | Prints::Letters)
            }
            Printing::Letters => matches!(prints, Prints::All | Prints::Letters),
            Printing::Form => matches!(prints, Prints::All | Prints::Form),
        });
        found.extend(self.of_templates(|name| match printing {
            Printing::Report(_) => name != FORM,
            Printing::Letters => LETTERS.contains(&name),
            Printing::Form => name == FORM,
        })?);
        if let Printing::Report(period) = printing {
            found.extend(self.of_prose(&format!("{period}.md"))?);
        }
        Ok(found)
    }

    /// All of it, whatever is to be printed next; the second are those that stop nothing but a questionnaire.
    pub(crate) fn all_unprintable(&self) -> Result<(Vec<Finding>, Vec<Finding>)> {
        let is_named = |prints| matches!(prints, Prints::Form | Prints::Names);
        let mut stops = self.of_settings(|prints| !is_named(prints));
        let mut others = self.of_settings(is_named);
        stops.extend(self.of_templates(|name| name != FORM)?);
        others.extend(self.of_templates(|name| name == FORM)?);
        for name in files::list(&self.path(PROSE))? {
            if name.strip_suffix(".md").is_some() {
                stops.extend(self.of_prose(&name)?);
            }
        }
        Ok((stops, others))
    }

    fn of_settings(&self, is_asked: impl Fn(Prints) -> bool) -> Vec<Finding> {
        let texts = printed(&self.settings_text).into_iter();
        let texts = texts.filter(|printed| is_asked(printed.prints));
        texts
            .filter_map(|printed| {
                let finding = in_line(FILE, printed.line, &printed.text)?;
                Some(match printed.prints {
                    Prints::All | Prints::Report | Prints::Letters => finding,
                    Prints::Form => finding.with_effect(STOPS_FORMS),
                    Prints::Names => finding.with_effect(BOXES),
                })
            })
            .collect()
    }

    fn of_templates(&self, is_asked: impl Fn(&str) -> bool) -> Result<Vec<Finding>> {
        let mut found = Vec::new();
        for (name, text) in self.templates()? {
            if is_asked(&name) {
                let effect = if name == FORM { STOPS_FORMS } else { STOPS };
                let path = format!("{TEMPLATES}/{name}");
                let lines = in_text(&path, &text);
                found.extend(lines.map(|finding| finding.with_effect(effect)));
            }
        }
        Ok(found)
    }

    fn of_prose(&self, name: &str) -> Result<Vec<Finding>> {
        let text = files::read_text(&self.path(PROSE).join(name))?.unwrap_or_default();
        Ok(in_text(&format!("{PROSE}/{name}"), &text).collect())
    }
}

fn in_text(file: &str, text: &str) -> impl Iterator<Item = Finding> {
    (1..).zip(text.lines()).filter_map(move |(number, line)| in_line(file, number, line))
}

/// The characters of a line that no face has.
fn in_line(file: &str, line: u32, text: &str) -> Option<Finding> {
    let text = tidy(text);
    let mut missing: Vec<char> = Vec::new();
    for character in FACES.missing(&text) {
        if !missing.contains(&character) {
            missing.push(character);
        }
    }
    let shown: Vec<String> = missing.iter().map(|character| named(*character)).collect();
    (!shown.is_empty()).then(|| {
        let source = Arc::new(Source { file: file.to_owned(), sheet: None });
        Finding::new(Code::UnprintableText, Place::row(&source, line))
            .with_found(text.clone())
            .with_message(format!("“{text}” có ký tự không in được {}", shown.join(", ")))
            .with_effect(STOPS)
            .with_advice("mở tệp này bằng Notepad, sửa hoặc xóa các ký tự đó ở dòng đã nêu")
    })
}
