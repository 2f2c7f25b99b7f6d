//! What the data name and the settings do not know, and the change of the settings that settles each.

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::civil::Date;

use crate::config::{
    InForce, KeyPlace, SettingEdit, SettingValue, Settings, edited, in_force, settings_error,
};
use crate::error::Result;
use crate::files;
use crate::ledger::{Code, Finding};
use crate::office::folder::Office;
use crate::office::refusal::{OfficeAnswer, Refusal};
use crate::pipeline::{self, Edges, Input, SeenData};

/// What somebody has chosen of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SettingsChoice {
    /// The column of this header is read as a field, by its key in the settings: `ngay_tiep_nhan`.
    Column { header: String, field: String },
    /// The name is another one of a department of the settings.
    Alias { found: String, department: String },
    /// A department that the settings lack, with other names and fields.
    Department { name: String, others: Vec<String>, fields: Vec<String> },
    /// A word of a column of words, in its part of the settings: `trang_thai`, and what it means: `dang_xu_ly`.
    Word { part: &'static str, word: String, meaning: String },
    /// What digits in answers mean: `5_tot_nhat`.
    Digits(String),
    /// Time limit of a procedure: `15 ngày làm việc`.
    Procedure { code: Option<String>, name: String, limit: String },
}

impl Office {
    /// Of all that lies in `du-lieu`.
    pub(crate) fn unrecognised(&self, today: Date, edges: Edges<'_>) -> OfficeAnswer<SeenData> {
        let inputs = self.everything()?;
        Ok(pipeline::seen(&inputs, &self.settings.normalize(Some(today)), today, edges))
    }

    /// Departments of the settings, in their order.
    pub(crate) fn department_names(&self) -> Vec<String> {
        in_force(&self.settings_text).iter().filter_map(declared).map(str::to_owned).collect()
    }

    /// The changes that make the choices true, for `change_settings`.
    pub(crate) fn settling(&self, choices: &[SettingsChoice]) -> OfficeAnswer<Vec<SettingEdit>> {
        settling(&self.settings_text, choices)
    }
}

/// The same for the settings of an office that is made now.
pub(crate) fn settling_new(choices: &[SettingsChoice]) -> OfficeAnswer<Vec<SettingEdit>> {
    settling("", choices)
}

/// The same for the text of settings.
fn settling(text: &str, choices: &[SettingsChoice]) -> OfficeAnswer<Vec<SettingEdit>> {
    let all = in_force(text);
    let entry_of = |department: &str| {
        all.iter().find(|one| declared(one) == Some(department)).and_then(|one| one.place.entry)
    };
    let text_of = |text: &String| SettingValue::Text(text.clone());
    let place = |part: &str, entry, key: &str| KeyPlace {
        part: part.to_owned(),
        entry,
        key: key.to_owned(),
    };
    let add = |part: &str, keys: Vec<(&str, SettingValue)>| SettingEdit::Add {
        part: part.to_owned(),
        keys: keys.into_iter().map(|(key, value)| (key.to_owned(), value)).collect(),
    };
    let edit = |choice: &SettingsChoice| -> OfficeAnswer<SettingEdit> {
        Ok(match choice {
            SettingsChoice::Column { header, field } => {
                SettingEdit::Set(place("cot", None, header), text_of(field))
            }
            SettingsChoice::Alias { found, department } => {
                let known = || all.iter().filter_map(declared).map(str::to_owned).collect();
                let Some(entry) = entry_of(department) else {
                    let (asked, known) = (department.clone(), known());
                    return Err(Refusal::NoSuchDepartment { asked, known }.into());
                };
                let entry = Some(entry);
                SettingEdit::Include(place("don_vi", entry, "ten_khac"), found.clone())
            }
            SettingsChoice::Department { name, others, fields } => {
                let mut keys = vec![("ten", text_of(name))];
                for (key, words) in [("ten_khac", others), ("linh_vuc", fields)] {
                    if !words.is_empty() {
                        keys.push((key, SettingValue::Words(words.clone())));
                    }
                }
                add("don_vi", keys)
            }
            SettingsChoice::Word { part, word, meaning } => {
                SettingEdit::Set(place(part, None, word), text_of(meaning))
            }
            SettingsChoice::Digits(best) => {
                SettingEdit::Set(place("lua_chon", None, "chu_so"), text_of(best))
            }
            SettingsChoice::Procedure { code, name, limit } => {
                let mut keys: Vec<(&str, SettingValue)> = Vec::new();
                keys.extend(code.as_ref().map(|code| ("ma", text_of(code))));
                keys.extend([("ten", text_of(name)), ("thoi_han", text_of(limit))]);
                add("thu_tuc", keys)
            }
        })
    };
    choices.iter().map(edit).collect()
}

/// A word that the settings may say the meaning of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct UnknownWord {
    /// Of the settings: `trang_thai`.
    pub(crate) part: &'static str,
    pub(crate) word: String,
    pub(crate) rows: u64,
}

/// Words of statuses, channels and kinds that nobody knows, the most frequent first.
pub(crate) fn unknown_words<'a>(findings: impl Iterator<Item = &'a Finding>) -> Vec<UnknownWord> {
    let mut all: BTreeMap<(&'static str, &str), u64> = BTreeMap::new();
    for finding in findings {
        let part = match finding.code {
            Code::UnknownStatus => "trang_thai",
            Code::MissingChannel => "hinh_thuc",
            Code::UnknownComplaintKind => "loai_don",
            _ => continue,
        };
        if let Some(word) = &finding.found {
            *all.entry((part, word)).or_default() += 1;
        }
    }
    let word = |((part, word), rows): ((&'static str, &str), u64)| UnknownWord {
        part,
        word: word.to_owned(),
        rows,
    };
    let mut all: Vec<UnknownWord> = all.into_iter().map(word).collect();
    all.sort_by_key(|word| std::cmp::Reverse(word.rows));
    all
}

/// The name of a department that the settings declare.
fn declared(one: &InForce) -> Option<&str> {
    match &one.value {
        Some(SettingValue::Text(name))
            if one.place.part == "don_vi"
                && one.place.entry.is_some()
                && one.place.key == "ten" =>
        {
            Some(name)
        }
        _ => None,
    }
}

/// An export of no office: to be read, or read already.
#[derive(Clone, Debug)]
pub(crate) enum ExportFile {
    At(PathBuf),
    Read { name: String, bytes: Vec<u8> },
}

impl ExportFile {
    fn input(self) -> Result<Input> {
        Ok(match self {
            Self::At(path) => {
                let shown = path.to_string_lossy().replace('\\', "/");
                Input { bytes: files::read(&path)?, path: shown }
            }
            Self::Read { name, bytes } => Input { path: name, bytes },
        })
    }
}

/// What an office that does not exist yet might declare, from exports of any folder, read with what is chosen already:
/// a column that only this office calls so may be that of the departments.
pub(crate) fn propose(
    files: Vec<ExportFile>,
    chosen: &[SettingsChoice],
    today: Date,
    edges: Edges<'_>,
) -> OfficeAnswer<SeenData> {
    let settings = edited("", &settling_new(chosen)?).and_then(|text| Settings::read(&text));
    let settings = settings.map_err(|faults| settings_error(&faults))?;
    let inputs: Result<Vec<Input>> = files.into_iter().map(ExportFile::input).collect();
    Ok(pipeline::seen(&inputs?, &settings.normalize(Some(today)), today, edges))
}

/// Departments that need no second thought, as they would be declared.
pub(crate) fn sure(seen: &SeenData) -> Vec<SettingsChoice> {
    let sure = seen.departments.iter().filter(|department| department.is_sure);
    sure.map(|department| SettingsChoice::Department {
        name: department.name.clone(),
        others: department.others.clone(),
        fields: department.fields.clone(),
    })
    .collect()
}
