//! Blank data-entry workbooks: what is typed into them is read without a finding.

mod column;
mod forms;
mod score_forms;
mod survey;
mod write;

use crate::error::Result;
use crate::render::xlsx::entry::column::{Entry, EntryColumn, EntryForm, List};
use crate::render::xlsx::entry::forms::FORMS;
pub(crate) use crate::render::xlsx::entry::survey::SurveyEntry;
use crate::render::xlsx::failed;

/// What the settings know and a clerk should not have to type.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DataEntry<'a> {
    /// In the order of the settings; empty: any name may be typed.
    pub(crate) departments: &'a [String],
    pub(crate) fields: &'a [String],
    pub(crate) procedures: &'a [String],
    /// Key and text, in the order of the questionnaire.
    pub(crate) questions: &'a [(String, String)],
}

impl List {
    fn items(self, entry: &DataEntry) -> Vec<String> {
        let fixed = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        match self {
            Self::Departments => entry.departments.to_vec(),
            Self::Fields => entry.fields.to_vec(),
            Self::Procedures => entry.procedures.to_vec(),
            Self::Channels => fixed(forms::CHANNELS),
            Self::Statuses => fixed(forms::STATUSES),
            Self::Levels => fixed(forms::LEVELS),
            Self::ComplaintKinds => fixed(forms::COMPLAINT_KINDS),
            Self::Contents => fixed(forms::CONTENTS),
            Self::ScoreItems => fixed(score_forms::SCORE_ITEMS),
            Self::OfficerItems => fixed(score_forms::OFFICER_ITEMS),
        }
    }
}

/// A column of one workbook, questions spelt out.
#[derive(Clone, Copy)]
struct Headed<'a> {
    header: &'a str,
    column: &'a EntryColumn,
}

/// The columns of a form, with one for each question in place of `Entry::Questions`.
fn headed<'a>(form: &'a EntryForm, entry: &DataEntry<'a>) -> Vec<Headed<'a>> {
    form.columns
        .iter()
        .flat_map(|column| {
            let headers: Vec<&str> = match column.entry {
                Entry::Questions if entry.questions.is_empty() => forms::QUESTIONS.to_vec(),
                Entry::Questions => entry.questions.iter().map(question_header).collect(),
                Entry::Text | Entry::Date | Entry::Count | Entry::Only(_) | Entry::Mostly(_) => {
                    vec![column.header]
                }
            };
            headers.into_iter().map(move |header| Headed { header, column })
        })
        .collect()
}

fn question_header((key, text): &(String, String)) -> &str {
    if text.is_empty() { key } else { text }
}

/// File names and bytes, in the order of `FORMS`.
pub(super) fn workbooks(entry: &DataEntry) -> Result<Vec<(String, Vec<u8>)>> {
    FORMS
        .iter()
        .map(|form| {
            let bytes = write::workbook(form, entry).map_err(|error| failed(form.file, &error))?;
            Ok((form.file.to_owned(), bytes))
        })
        .collect()
}

/// `nhap-phieu-0001-0100.xlsx`: with the numbers of the printed sheets.
pub(super) fn survey_workbook(survey: &SurveyEntry) -> Result<Vec<u8>> {
    survey::workbook(survey).map_err(|error| failed("nhap-phieu.xlsx", &error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::word_key;
    use crate::render::xlsx::cell::OutCell;

    const KNOWN: &[&str] = &[
        "ma ho so",
        "ten thu tuc hanh chinh",
        "ma tthc",
        "linh vuc",
        "phong ban",
        "chu ho so",
        "dia chi",
        "hinh thuc nop",
        "ngay tiep nhan",
        "ngay hen tra",
        "ngay hen lai",
        "ngay ket thuc xu ly",
        "ngay tra ket qua",
        "trang thai",
        "can bo",
        "can bo xu ly",
        "ly do tre han",
        "so lan bo sung",
        "ngay yeu cau bo sung",
        "so phieu",
        "ngay tra loi",
        "y kien khac",
        "so don",
        "loai don",
        "han giai quyet",
        "ngay giai quyet",
        "ngay tam dinh chi",
        "ngay tiep tuc",
        "noi dung",
        "tu danh gia",
        "ghi chu",
        "chi so",
        "diem tu cham",
        "so dat",
        "trong so",
        "can cu",
        "so luot",
        "so phieu phat ra",
    ];

    #[test]
    fn every_header_is_one_that_the_reader_knows() {
        for column in FORMS.iter().flat_map(|form| form.columns) {
            if column.entry != Entry::Questions {
                let key = word_key(column.header);
                assert!(KNOWN.contains(&key.as_str()), "{}", column.header);
            }
        }
    }

    /// Letters and digits only.
    fn bare(text: &str) -> String {
        word_key(text).chars().filter(|c| c.is_alphanumeric()).collect()
    }

    #[test]
    fn instructions_and_lists_hold_no_header() {
        let known: Vec<String> = KNOWN.iter().map(|name| bare(name)).collect();
        let names = ["Phòng Người có công".to_owned()];
        let entry =
            DataEntry { departments: &names, fields: &names, procedures: &names, questions: &[] };
        for form in FORMS {
            let lists = write::lists(form, &entry);
            for sheet in [write::instructions(form), write::list_sheet(&lists)] {
                let headers = sheet.header.iter().flatten().map(|cell| cell.text.as_str());
                let cells = sheet.rows.iter().flat_map(|row| &row.cells);
                let texts = cells.filter_map(|cell| match cell {
                    OutCell::Text(text) => Some(text.as_str()),
                    _ => None,
                });
                for text in headers.chain(texts) {
                    assert!(!known.contains(&bare(text)), "{} › {text}", sheet.name);
                }
            }
        }
    }

    #[test]
    fn a_questionnaire_of_the_settings_takes_the_place_of_the_blank_questions() {
        let questions = [("c1".to_owned(), "Nơi ngồi chờ".to_owned())];
        let some =
            DataEntry { departments: &[], fields: &[], procedures: &[], questions: &questions };
        let none = DataEntry { questions: &[], ..some };
        let form = FORMS.iter().find(|form| form.file == "phieu-khao-sat.xlsx").expect("a form");
        let with: Vec<_> = headed(form, &some).iter().map(|headed| headed.header).collect();
        let without: Vec<_> = headed(form, &none).iter().map(|headed| headed.header).collect();
        assert!(with.contains(&"Nơi ngồi chờ") && !with.contains(&"Câu 1"), "{with:?}");
        assert!(without.contains(&"Câu 1"), "{without:?}");
    }
}
