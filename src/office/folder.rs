//! The office's folder: settings, inputs, templates, prose and archive, read once.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::archive::Existing;
use crate::archive::layout;
use crate::config::{FILE, Settings};
use crate::error::{Error, Result, shown_path};
use crate::files;
use crate::measure::Coverage;
use crate::model::Period;
use crate::office::refusal::{Notice, OfficeAnswer, Refusal};
use crate::pipeline::Input;
use crate::rules::Calendar;

pub(crate) const INPUTS: &str = "du-lieu";
pub(crate) const PROSE: &str = "noi-dung";
pub(crate) const TEMPLATES: &str = "mau";
pub(crate) const ARCHIVE: &str = "luu-tru";
/// Copies of sheets to mend.
pub(crate) const CORRECTED: &str = "can-sua";

/// An office's folder whose settings have been read.
#[derive(Debug)]
pub(crate) struct Office {
    pub(crate) folder: PathBuf,
    pub(crate) settings: Settings,
    /// `congso.toml` as it stands.
    pub(crate) settings_text: String,
}

impl Office {
    pub(crate) fn is_one(folder: &Path) -> bool {
        files::exists(&folder.join(FILE))
    }

    pub(crate) fn open(folder: &Path) -> OfficeAnswer<Self> {
        let Some(settings_text) = files::read_text(&folder.join(FILE))? else {
            return Err(without_settings(folder).into());
        };
        let settings = Settings::parse(&settings_text)?;
        Ok(Self { folder: folder.to_owned(), settings, settings_text })
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Paths of all inputs below `du-lieu`.
    pub(crate) fn input_paths(&self) -> Result<Vec<String>> {
        files::list(&self.path(INPUTS))
    }

    /// The named inputs with their bytes.
    pub(crate) fn inputs(&self, paths: Vec<String>) -> Result<Vec<Input>> {
        let folder = self.path(INPUTS);
        paths
            .into_iter()
            .map(|path| Ok(Input { bytes: files::read(&folder.join(&path))?, path }))
            .collect()
    }

    /// Templates that the office has overridden, by name.
    pub(crate) fn templates(&self) -> Result<BTreeMap<String, String>> {
        texts(&self.path(TEMPLATES))
    }

    /// Prose of a period, as it stands.
    pub(crate) fn prose(&self, period: &str) -> OfficeAnswer<Option<String>> {
        let wanted = format!("{period}.md");
        let text = files::read_text(&self.path(PROSE).join(&wanted))?;
        let misnamed = self.misnamed_prose()?;
        match misnamed.iter().find(|name| text.is_none() && meant(name) == wanted) {
            Some(name) => Err(Refusal::ProseMisnamed(name.clone()).into()),
            None => Ok(text),
        }
    }

    /// Texts of `noi-dung` that the program does not read: `2020-03.md.txt`, as Notepad saves it.
    pub(crate) fn misnamed_prose(&self) -> Result<Vec<String>> {
        let mut names = files::list(&self.path(PROSE))?;
        names.retain(|name| !name.contains('/') && ending(name) == "txt");
        Ok(names)
    }

    /// What the archive holds of a period.
    pub(crate) fn existing(&self, period: &str) -> Result<Option<Existing>> {
        let folder = self.path(ARCHIVE).join(period);
        if !files::exists(&folder) {
            return Ok(None);
        }
        let manifest = files::read_text(&folder.join(layout::MANIFEST))?;
        let info = files::read_text(&folder.join(layout::INFO))?;
        let (Some(manifest), Some(info)) = (manifest, info) else {
            return Err(Error::Archive {
                message: format!(
                    "Thư mục của kỳ trong lưu trữ không phải do chương trình này ghi\n  --> {}\n   = gợi ý: chuyển thư mục này ra ngoài luu-tru rồi chạy lại",
                    shown_path(&folder)
                ),
            });
        };
        Ok(Some(Existing::read(&manifest, &info)))
    }

    /// The page over all that the archive holds. That is archived, whatever becomes of the page: why it was not
    /// written, if it was not.
    pub(crate) fn write_index(&self, page: &str) -> Option<Error> {
        written_anew(&self.path(ARCHIVE).join(layout::PAGE), page.as_bytes())
    }

    /// Files of the registers of the years.
    pub(crate) fn registers(&self) -> Result<Vec<String>> {
        let mut registers = files::names(&self.path(ARCHIVE))?;
        registers.retain(|name| layout::year_of_register(name).is_some());
        Ok(registers)
    }

    /// `luu-tru/so-theo-doi-2020.xlsx`: the register as of the latest bag, to be filled in by the clerk's office.
    /// The letters are archived, whatever becomes of this copy: why it was not written, if it was not.
    pub(crate) fn write_register(&self, year: i16, register: &[u8]) -> Option<Error> {
        written_anew(&self.path(ARCHIVE).join(layout::register_of(year)), register)
    }

    /// All of `du-lieu`.
    pub(crate) fn everything(&self) -> OfficeAnswer<Vec<Input>> {
        let paths = self.input_paths()?;
        if paths.is_empty() {
            return Err(self.no_inputs().into());
        }
        Ok(self.inputs(paths)?)
    }

    pub(crate) fn no_inputs(&self) -> Refusal {
        Refusal::NoInputs(self.path(INPUTS))
    }

    /// Notes prose that would not be read.
    pub(crate) fn note_misnamed(&self, notices: &mut Vec<Notice>) -> Result<()> {
        notices.extend(self.misnamed_prose()?.into_iter().map(Notice::Misnamed));
        Ok(())
    }

    /// Without `--ky`: the last period that the data fill; where they fill none, the last of the calendar.
    pub(crate) fn proposed(
        &self,
        coverage: &Coverage,
        calendar: &Calendar,
        today: Date,
    ) -> Result<Period> {
        let mut ended = self.settings.ended_periods(today);
        match ended.find(|period| coverage.fills(period.span, calendar)) {
            Some(period) => Ok(period),
            None => self.settings.period(None, today),
        }
    }
}

/// Why a file does not hold this now; one that does is not written.
fn written_anew(path: &Path, bytes: &[u8]) -> Option<Error> {
    let is_there = files::read_optional(path).is_ok_and(|old| old.as_deref() == Some(bytes));
    if is_there { None } else { files::write(path, bytes).err() }
}

/// Every text below a folder, by name.
fn texts(folder: &Path) -> Result<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    for name in files::list(folder)? {
        if let Some(text) = files::read_text(&folder.join(&name))? {
            found.insert(name, text);
        }
    }
    Ok(found)
}

/// Refuses a folder that is not there, before anything is said of its contents.
pub(crate) fn require_folder(folder: &Path) -> OfficeAnswer<()> {
    if files::is_folder(folder) { Ok(()) } else { Err(Refusal::NoFolder(folder.to_owned()).into()) }
}

/// Why `folder` is no office's, and which is.
pub(crate) fn without_settings(folder: &Path) -> Refusal {
    if files::exists(&folder.join(format!("{FILE}.txt"))) {
        return Refusal::SettingsMisnamed(folder.to_owned());
    }
    let full = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let own = [INPUTS, PROSE, TEMPLATES, CORRECTED, ARCHIVE];
    let inner = full.file_name().and_then(|name| name.to_str()).filter(|name| own.contains(name));
    let above = folder.parent().filter(|above| !above.as_os_str().is_empty());
    match inner {
        Some(inner) if full.parent().is_some_and(Office::is_one) => Refusal::InsideOffice {
            folder: folder.to_owned(),
            inner: inner.to_owned(),
            office: above.unwrap_or(Path::new("..")).to_owned(),
        },
        _ => Refusal::NoSettings(folder.to_owned()),
    }
}

/// Whether an office may be made of a folder: it is none, and lies in none.
pub(crate) fn is_unclaimed(folder: &Path) -> bool {
    !Office::is_one(folder) && matches!(without_settings(folder), Refusal::NoSettings(_))
}

/// `2020-03.md` for `2020-03.md.txt` and `2020-03.txt`.
pub(crate) fn meant(name: &str) -> String {
    let stem = name.get(..name.len().saturating_sub(".txt".len())).unwrap_or(name);
    if matches!(ending(stem).as_str(), "md" | "toml") {
        stem.to_owned()
    } else {
        format!("{stem}.md")
    }
}

/// Extension of a file name, in lower case.
pub(crate) fn ending(name: &str) -> String {
    let ending = Path::new(name).extension().and_then(|ending| ending.to_str());
    ending.unwrap_or_default().to_ascii_lowercase()
}
