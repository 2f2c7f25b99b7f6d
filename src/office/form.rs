//! The printed questionnaire, and the workbook that its answers are typed into.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::config::{SetChoice, SetNote};
use crate::document::Templates;
use crate::error::Result;
use crate::files;
use crate::office::folder::Office;
use crate::office::printing::Printing;
use crate::office::refusal::{OfficeAnswer, Refusal};
use crate::pipeline;

/// Folder of the office that they are written to.
const FOLDER: &str = "phieu";
const SHEETS: u32 = 100;
/// One run prints no more: a file that a printer takes.
const MOST: u32 = 2_000;

/// What is asked for; `None` is as usual.
#[derive(Clone, Debug)]
pub(crate) struct FormRequest {
    pub(crate) sheets: Option<u32>,
    /// Number of the first sheet.
    pub(crate) from: Option<u32>,
    pub(crate) set: Option<SetChoice>,
    pub(crate) target: Option<PathBuf>,
    /// Decides which law it names.
    pub(crate) date: Date,
}

/// What was written.
#[derive(Debug)]
pub(crate) struct FormDone {
    pub(crate) folder: PathBuf,
    pub(crate) names: Vec<String>,
    pub(crate) questions: usize,
    /// Where the set of questions comes from; `None` for the office's own.
    pub(crate) note: Option<SetNote>,
    /// Other questions than a check and a report will know.
    pub(crate) is_another_set: bool,
}

impl Office {
    /// What lies in the folder of the questionnaires, the latest numbers last.
    pub(crate) fn made_forms(&self) -> OfficeAnswer<Vec<String>> {
        let folder = self.path(FOLDER);
        let mut names = if files::is_folder(&folder) { files::names(&folder)? } else { Vec::new() };
        let is_one = |name: &String| match name.rsplit_once('.') {
            Some((stem, "pdf" | "docx")) => stem.starts_with("phieu-"),
            Some((stem, "xlsx")) => stem.starts_with("nhap-phieu-"),
            _ => false,
        };
        names.retain(is_one);
        Ok(names)
    }

    /// One of them; `None` of what is not among them, or lies behind a link.
    pub(crate) fn made_form(&self, name: &str) -> OfficeAnswer<Option<Vec<u8>>> {
        let path = self.path(FOLDER).join(name);
        if !self.made_forms()?.iter().any(|own| own == name)
            || files::leads_out(&self.folder, &path)
        {
            return Ok(None);
        }
        Ok(files::read_optional(&path)?)
    }

    pub(crate) fn form(&self, request: &FormRequest) -> OfficeAnswer<FormDone> {
        self.settings.require_agency()?;
        let codes = codes(request)?;
        let options = self.settings.form(request.set, request.date);
        if options.questions.is_empty() {
            return Err(Refusal::NoQuestions.into());
        }
        let unprintable = self.unprintable(Printing::Form)?;
        if !unprintable.is_empty() {
            return Err(Refusal::Unprintable(unprintable).into());
        }
        let templates = Templates::new(&self.templates()?)?;
        let folder = request.target.clone().unwrap_or_else(|| self.path(FOLDER));
        let departments = self.settings.normalize(None).departments.into_iter();
        let departments: Vec<String> = departments.map(|department| department.name).collect();
        let made = pipeline::questionnaire(&options, codes, &departments, &templates)?;
        if let Some(name) = differing(&folder, &made)? {
            return Err(Refusal::FormThere { name, folder }.into());
        }
        for (name, bytes) in &made {
            files::write(&folder.join(name), bytes)?;
        }
        Ok(FormDone {
            folder,
            names: made.into_iter().map(|(name, _)| name).collect(),
            questions: options.questions.len(),
            note: self.settings.set_note(request.set),
            is_another_set: self.settings.is_another_set(request.set),
        })
    }
}

/// Numbers of the sheets, alike in length: an even one, which a bar code needs.
fn codes(request: &FormRequest) -> OfficeAnswer<Vec<String>> {
    let (first, count) = (request.from.unwrap_or(1), request.sheets.unwrap_or(SHEETS));
    let last = first.checked_add(count.saturating_sub(1)).filter(|last| *last <= 999_999);
    let Some(last) = last.filter(|_| first > 0 && (1..=MOST).contains(&count)) else {
        return Err(Refusal::NoFormNumbers { first, count, most: MOST }.into());
    };
    let width = if last > 9_999 { 6 } else { 4 };
    Ok((first..=last).map(|number| format!("{number:0width$}")).collect())
}

/// The first file that is there already and holds something else.
fn differing(folder: &Path, made: &[(String, Vec<u8>)]) -> Result<Option<String>> {
    for (name, bytes) in made {
        let there = files::read_optional(&folder.join(name))?;
        if there.is_some_and(|there| there != *bytes) {
            return Ok(Some(name.clone()));
        }
    }
    Ok(None)
}
