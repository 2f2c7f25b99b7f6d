//! What whoever helps an office asks first: the folder and what lies in it. Kinds and counts, no word out of any file,
//! so that it can be sent.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, Prefix};

use jiff::civil::Date;

use crate::archive::ChainState;
use crate::config::{FILE, Settings, in_force};
use crate::error::{Error, Result};
use crate::files::{self, Beside};
use crate::model::Span;
use crate::office::folder::{INPUTS, Office, PROSE, TEMPLATES, ending, require_folder};
use crate::office::refusal::OfficeAnswer;
use crate::pipeline;

/// The state of an office's folder.
#[derive(Debug)]
pub(crate) struct Diagnosis {
    pub(crate) place: FolderPlace,
    pub(crate) settings: SettingsState,
    pub(crate) inputs: FilesThere,
    pub(crate) prose: FilesThere,
    pub(crate) templates: FilesThere,
    /// The days that the calendar knows, those of the settings among them.
    pub(crate) calendar: Result<Span>,
    /// Whether the embedded faces have what a document is written with.
    pub(crate) is_printable: bool,
    /// `None` where the settings are not read.
    pub(crate) archive: Option<Result<ArchiveState>>,
}

/// Where the folder lies, without its name.
#[derive(Debug)]
pub(crate) struct FolderPlace {
    /// Characters of its full path.
    pub(crate) length: usize,
    pub(crate) is_on_a_share: bool,
    /// Octets that the disk has left.
    pub(crate) free: Option<u64>,
    /// Why nothing can be written there.
    pub(crate) unwritable: Option<std::io::ErrorKind>,
}

#[derive(Debug)]
pub(crate) enum SettingsState {
    Missing,
    Unreadable,
    /// Lines that are at fault, from 1; 0 where none is alone at fault.
    Faulty(BTreeSet<usize>),
    /// Entries of each part that is a list, keys of each other one.
    Whole(BTreeMap<String, usize>),
}

/// The files of a folder: how many, by the ending of the name; "" where that may be anything.
#[derive(Debug, Default)]
pub(crate) struct FilesThere {
    pub(crate) kinds: BTreeMap<String, usize>,
    pub(crate) octets: u64,
    /// Marks that a program leaves beside a file which it has open.
    pub(crate) locks: usize,
}

#[derive(Debug)]
pub(crate) struct ArchiveState {
    /// Folders that are bags, or should be; anybody can give one a name.
    pub(crate) bags: usize,
    /// Folders of periods, the first and the last.
    pub(crate) periods: Option<(String, String)>,
    pub(crate) chain: ChainState,
    /// Those whose tag files, or place, are not what was written; their payload is not looked at.
    pub(crate) damaged: usize,
}

/// Endings that are told as they stand; behind the dot of any other there may be somebody's name.
const KINDS: [&str; 15] = [
    "xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "tsv", "txt", "md", "html", "toml", "docx", "pdf",
    "zip", "rar",
];

/// Vietnamese with two marks, signs of documents, names of foreigners.
const PROBE: &str = "Ộ ữ đ Ẵ ỳ – “…” § ≥ 王 日 김";

/// Whatever is wrong in the folder is told, and stops nothing.
pub(crate) fn diagnose(folder: &Path) -> OfficeAnswer<Diagnosis> {
    require_folder(folder)?;
    let text = files::read_text(&folder.join(FILE));
    let (settings, read) = match &text {
        Err(_) => (SettingsState::Unreadable, None),
        Ok(None) => (SettingsState::Missing, None),
        Ok(Some(text)) => match Settings::read(text) {
            Ok(settings) => (SettingsState::Whole(parts(text)), Some(settings)),
            Err(faults) => {
                (SettingsState::Faulty(faults.iter().map(|fault| fault.line).collect()), None)
            }
        },
    };
    let extra = read.map(|settings| settings.extra_days()).unwrap_or_default();
    Ok(Diagnosis {
        place: place(folder),
        settings,
        inputs: files_there(&folder.join(INPUTS))?,
        prose: files_there(&folder.join(PROSE))?,
        templates: files_there(&folder.join(TEMPLATES))?,
        calendar: pipeline::calendar(&extra).map(|calendar| calendar.span()),
        is_printable: pipeline::FACES.missing(PROBE).next().is_none(),
        archive: Office::open(folder).ok().map(|office| archive(&office)),
    })
}

fn place(folder: &Path) -> FolderPlace {
    let full = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let first = full.components().next();
    let is_on_a_share = matches!(first, Some(Component::Prefix(prefix))
        if matches!(prefix.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..)));
    FolderPlace {
        length: full.to_string_lossy().chars().count(),
        is_on_a_share,
        free: files::free_space(folder),
        // Leaves nothing.
        unwritable: match Beside::open(folder).and_then(|probe| probe.put("thu", &[0])) {
            Err(Error::Write { source, .. }) => Some(source.kind()),
            _ => None,
        },
    }
}

fn parts(text: &str) -> BTreeMap<String, usize> {
    let mut parts: BTreeMap<String, BTreeSet<(Option<usize>, String)>> = BTreeMap::new();
    for one in in_force(text).into_iter().filter(|one| one.line.is_some()) {
        let key = one.place.entry.map_or(one.place.key, |_| String::new());
        parts.entry(one.place.part).or_default().insert((one.place.entry, key));
    }
    parts.into_iter().map(|(part, keys)| (part, keys.len())).collect()
}

fn files_there(folder: &Path) -> Result<FilesThere> {
    let mut all = FilesThere::default();
    for path in files::list(folder)? {
        if pipeline::is_lock_file(&path) {
            all.locks += 1;
            continue;
        }
        all.octets += files::written_state(&folder.join(&path)).map_or(0, |(octets, _)| octets);
        let ending = ending(&path);
        let kind = if KINDS.contains(&ending.as_str()) { ending } else { String::new() };
        *all.kinds.entry(kind).or_default() += 1;
    }
    Ok(all)
}

fn archive(office: &Office) -> Result<ArchiveState> {
    let look = office.look()?;
    let is_period = |folder: &&String| office.settings.period(Some(folder), Date::MIN).is_ok();
    let mut periods = look.tags.keys().filter(is_period).cloned().collect::<Vec<_>>().into_iter();
    Ok(ArchiveState {
        bags: look.tags.len(),
        periods: periods.next().map(|first| (first.clone(), periods.next_back().unwrap_or(first))),
        chain: look.state,
        damaged: look.damage.len(),
    })
}
