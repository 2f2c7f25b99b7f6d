//! The figures of a bag and its list of letters again, from the rows and settings that it keeps.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;
use serde::Deserialize;

use crate::archive::layout::{self, in_bag};
use crate::archive::{AGENT, AGENT_LABEL, Archived, BagTags, Payload};
use crate::config::{DocumentExtras, FILE, Settings};
use crate::document::Templates;
use crate::error::Result;
use crate::files;
use crate::ledger::Finding;
use crate::model::Period;
use crate::office::book::{book, known};
use crate::office::consolidate::kept::units_again;
use crate::office::differences::{Changed, figure_changes};
use crate::office::folder::{ARCHIVE, Office};
use crate::office::inputs::digests;
use crate::office::letters::letter_plan;
use crate::office::shelf::ArchiveLook;
use crate::office::taken::{earlier, earlier_of};
use crate::pipeline::{
    self, ConsolidatePlan, CountedAgain, Edges, Input, Intake, Lettered, Making, OpenDays, Plan,
};
use crate::report::{AddedUnit, Earlier, LettersAsked, ReportOptions, TakenLetters, Void};

/// What came of it.
#[derive(Clone, Debug)]
pub(crate) enum Recounted {
    /// The same to the last byte.
    Same,
    /// The same program gives others.
    Differs { file: &'static str, figures: Vec<Changed> },
    /// Another version of the program, or one that kept nothing of what it took, gives others: that alone says nothing
    /// against the bag.
    Otherwise { file: &'static str, figures: Vec<Changed> },
    /// Why it cannot be tried.
    Impossible(String),
}

#[derive(Deserialize)]
struct KeptFigures {
    #[serde(rename = "du_lieu")]
    input: KeptInput,
    #[serde(rename = "ky")]
    period: KeptPeriod,
}

#[derive(Deserialize)]
struct KeptInput {
    #[serde(rename = "tep_bo_qua", default)]
    skipped: Vec<String>,
}

#[derive(Deserialize)]
struct KeptPeriod {
    #[serde(rename = "ma")]
    code: String,
}

impl Office {
    /// Of a bag whose files are what was written.
    pub(crate) fn recounted(
        &self,
        folder: &str,
        tags: &BagTags,
        look: &ArchiveLook,
        edges: Edges<'_>,
    ) -> Result<Recounted> {
        let path = self.path(ARCHIVE).join(folder);
        let bag = KeptBag { path: &path, folder, tags };
        bag.recounted(edges, |period, settings| {
            self.earlier_as_of_now(folder, period, settings, look).map(Some)
        })
    }

    /// What a bag keeps of what its figures were made from, ready to be counted again.
    pub(crate) fn kept(
        &self,
        folder: &str,
        tags: &BagTags,
        look: &ArchiveLook,
        edges: Edges<'_>,
    ) -> Result<Kept> {
        let path = self.path(ARCHIVE).join(folder);
        KeptBag { path: &path, folder, tags }.kept(edges, |period, settings| {
            self.earlier_as_of_now(folder, period, settings, look).map(Some)
        })
    }

    /// For a bag from before, which kept nothing of them: the bags that lie before it now.
    fn earlier_as_of_now(
        &self,
        folder: &str,
        period: Period,
        settings: &Settings,
        look: &ArchiveLook,
    ) -> Result<Earlier> {
        let mut bags: Vec<Archived> = Vec::new();
        for (other, tags) in look.tags.iter().filter(|(other, _)| other.as_str() != folder) {
            bags.extend(self.bag(other, tags, &mut Vec::new())?);
        }
        let mut letters = book(&bags)?;
        let asking = LettersAsked { folder, span: period.span };
        letters.bags.retain(|bag| asking.comes_after(bag));
        Ok(Earlier { letters, ..earlier(&bags, period, settings.cut_off())? })
    }
}

/// What is counted again, and by what; or why it cannot be.
type Again = std::result::Result<(Intake, Box<Plan>), String>;

/// A bag's figures, and what they follow from.
pub(crate) struct Kept {
    /// `so-lieu.json`.
    pub(crate) archived: Vec<u8>,
    /// Whether it kept what it took from others.
    pub(crate) has_evidence: bool,
    pub(crate) again: Again,
}

/// What a bag keeps.
#[derive(Clone, Copy)]
pub(crate) struct KeptBag<'a> {
    /// Folder of the bag, and its name.
    pub(crate) path: &'a Path,
    pub(crate) folder: &'a str,
    pub(crate) tags: &'a BagTags,
}

/// Of a bag of a superior office.
pub(crate) const UNREADABLE_UNITS: &str = "không đọc được số liệu của các đơn vị trong gói";
const UNREADABLE_SETTINGS: &str = "bản chương trình này không đọc được cài đặt trong gói";

/// What `danh-sach.json` says of the run that wrote it.
#[derive(Deserialize)]
struct KeptList {
    #[serde(rename = "ngay")]
    day: Date,
    #[serde(rename = "huy", default)]
    voids: Vec<Void>,
}

impl KeptBag<'_> {
    /// Of a bag that lies in no archive that could help.
    pub(crate) fn recounted_alone(self, edges: Edges<'_>) -> Result<Recounted> {
        self.recounted(edges, |_, _| Ok(None))
    }

    fn recounted(
        self,
        edges: Edges<'_>,
        earlier_of_archive: impl FnOnce(Period, &Settings) -> Result<Option<Earlier>>,
    ) -> Result<Recounted> {
        if !self.tags.files.contains_key(&in_bag(layout::FIGURES)) {
            return self.letters_again(edges);
        }
        if self.tags.files.contains_key(&in_bag(layout::UNITS)) {
            return Ok(self.added_again()?.0);
        }
        let Kept { archived: _, has_evidence, again } = self.kept(edges, earlier_of_archive)?;
        let again = match again {
            Ok((taken, plan)) => pipeline::recount(taken, &plan)?.map_err(why),
            Err(why) => Err(why),
        };
        let CountedAgain { figures, letters } = match again {
            Ok(now) => now,
            Err(why) => return Ok(Recounted::Impossible(why)),
        };
        let mut found = self.held(layout::FIGURES, &figures, has_evidence)?;
        if matches!(found, Recounted::Same) && has_evidence {
            found = self.held(layout::LETTER_LIST, &letters, has_evidence)?;
        }
        Ok(found)
    }

    /// The figures of a superior office, and the units that they were added from again.
    pub(crate) fn added_again(self) -> Result<(Recounted, Vec<AddedUnit>)> {
        let impossible = |why| Ok((Recounted::Impossible(why), Vec::new()));
        let (_, settings, period) = match self.settled(&self.file(layout::FIGURES)?)? {
            Ok(settled) => settled,
            Err(why) => return impossible(why),
        };
        match self.consolidated(period, &settings)? {
            Some((figures, added)) => {
                Ok((self.held(layout::FIGURES, &figures, self.has_evidence())?, added))
            }
            None => impossible(UNREADABLE_UNITS.to_owned()),
        }
    }

    /// What its figures were made from.
    fn kept(
        self,
        edges: Edges<'_>,
        earlier_of_archive: impl FnOnce(Period, &Settings) -> Result<Option<Earlier>>,
    ) -> Result<Kept> {
        let (archived, has_evidence) = (self.file(layout::FIGURES)?, self.has_evidence());
        let kept = |again| Ok(Kept { archived: archived.clone(), has_evidence, again });
        let (kept_figures, settings, period) = match self.settled(&archived)? {
            Ok(settled) => settled,
            Err(why) => return kept(Err(why)),
        };
        let earlier = if has_evidence {
            Some(self.earlier(period, &settings)?)
        } else {
            earlier_of_archive(period, &settings)?
        };
        let Some(earlier) = earlier else {
            return kept(Err("gói không giữ số liệu đã lấy của các kỳ trước".to_owned()));
        };
        kept(again(&self, period, &settings, (kept_figures.input.skipped, earlier), edges)?)
    }

    /// Its settings and period, or why they cannot be read.
    fn settled(
        self,
        archived: &[u8],
    ) -> Result<std::result::Result<(KeptFigures, Settings, Period), String>> {
        let Ok(kept) = serde_json::from_slice::<KeptFigures>(archived) else {
            return Ok(Err("không đọc được so-lieu.json".to_owned()));
        };
        let Some(settings) = self.settings()? else {
            return Ok(Err(UNREADABLE_SETTINGS.to_owned()));
        };
        let Ok(period) = settings.period(Some(&kept.period.code), Date::MAX) else {
            return Ok(Err(format!("không hiểu kỳ {}", kept.period.code)));
        };
        Ok(Ok((kept, settings, period)))
    }

    /// Whether it kept what it took from others.
    fn has_evidence(self) -> bool {
        self.tags.files.contains_key(&in_bag(layout::EARLIER_LETTERS))
    }

    fn settings(self) -> Result<Option<Settings>> {
        let text = self.file(&layout::setting(FILE))?;
        Ok(Settings::parse(&String::from_utf8_lossy(&text)).ok())
    }

    /// Why there is nothing to count again.
    fn no_inputs(self) -> &'static str {
        if self.tags.files.contains_key(&in_bag(layout::INPUT_DIGESTS)) {
            "gói chỉ giữ mã SHA-256 của tệp dữ liệu (luu_nguon = false); muốn tính lại thì lập lại kỳ trong một thư mục riêng từ chính các tệp đó"
        } else {
            "gói không giữ tệp dữ liệu nào"
        }
    }

    /// What is archived beside what comes out now.
    fn held(self, file: &'static str, now: &[u8], has_evidence: bool) -> Result<Recounted> {
        let archived = &*self.file(file)?;
        if archived == now {
            return Ok(Recounted::Same);
        }
        let figures = figure_changes(archived, now);
        let is_own = self.tags.labels.get(AGENT_LABEL) == Some(AGENT) && has_evidence;
        Ok(if is_own {
            Recounted::Differs { file, figures }
        } else {
            Recounted::Otherwise { file, figures }
        })
    }

    /// `danh-sach.json` of letters between two reports.
    fn letters_again(self, edges: Edges<'_>) -> Result<Recounted> {
        let impossible = |why: &str| Ok(Recounted::Impossible(why.to_owned()));
        let archived = self.file(layout::LETTER_LIST)?;
        let Ok(KeptList { day, voids }) = serde_json::from_slice(&archived) else {
            return impossible("không đọc được danh-sach.json");
        };
        let Some(settings) = self.settings()? else { return impossible(UNREADABLE_SETTINGS) };
        let (inputs, book) = (self.inputs()?, self.file(layout::EARLIER_LETTERS)?);
        if inputs.is_empty() {
            return impossible(self.no_inputs());
        }
        let Ok(book) = serde_json::from_slice::<TakenLetters>(&book) else {
            return impossible("gói không giữ các thư đã có lúc đó");
        };
        let asked = (layout::placed_as(self.folder), day, voids);
        let plan = letter_plan(&settings, &BTreeMap::new(), &inputs, book.book(), asked)?;
        let taken = pipeline::take_in(&inputs, &settings.normalize(None), edges);
        match pipeline::letters(taken, &plan, Making::Look, edges)? {
            Lettered::Stopped(_) => impossible("dữ liệu trong gói có chỗ không đọc được"),
            Lettered::Done(done) => {
                let now = pipeline::letter_list(&done.letters)?;
                self.held(layout::LETTER_LIST, &now, true)
            }
        }
    }

    /// Figures of a superior office, from those of its units; `None` where the bag does not keep them.
    fn consolidated(
        self,
        period: Period,
        settings: &Settings,
    ) -> Result<Option<(Vec<u8>, Vec<AddedUnit>)>> {
        let inputs = self.inputs()?;
        let Some((list, added)) = units_again(&inputs) else { return Ok(None) };
        let digests = digests(&inputs);
        let plan = ConsolidatePlan {
            period,
            report: settings.report(period, digests, Vec::new()),
            added,
            units: list.units,
            earlier: self.earlier_called(period, settings, layout::consolidated)?,
            document: settings.document(period, DocumentExtras::default()),
            templates: Templates::new(&BTreeMap::new())?,
        };
        let figures = pipeline::reconsolidate(&plan)?;
        Ok(Some((figures, plan.added)))
    }

    pub(crate) fn file(self, path: &str) -> Result<Vec<u8>> {
        Ok(files::read_optional(&self.path.join(in_bag(path)))?.unwrap_or_default())
    }

    pub(crate) fn inputs(self) -> Result<Vec<Input>> {
        let inputs = in_bag(&layout::input(""));
        let paths = self.tags.files.keys().filter_map(|path| path.strip_prefix(&inputs));
        let read = |path: &str| {
            Ok(Input { path: path.to_owned(), bytes: self.file(&layout::input(path))? })
        };
        paths.map(read).collect()
    }

    /// What it took from others.
    fn earlier(self, period: Period, settings: &Settings) -> Result<Earlier> {
        self.earlier_called(period, settings, str::to_owned)
    }

    /// The same where the folder of a period is called so.
    fn earlier_called(
        self,
        period: Period,
        settings: &Settings,
        folder: impl Fn(&str) -> String,
    ) -> Result<Earlier> {
        let letters: TakenLetters =
            serde_json::from_slice(&self.file(layout::EARLIER_LETTERS)?).unwrap_or_default();
        let data = in_bag("");
        let paths = self.tags.files.keys().filter_map(|path| path.strip_prefix(&data));
        let mut files = Payload::new();
        for path in paths.filter(|path| layout::is_earlier(path)) {
            files.insert(path.to_owned(), self.file(path)?);
        }
        let figures = earlier_of(&files, period, settings.cut_off(), folder);
        Ok(Earlier { letters: letters.book(), ..figures })
    }
}

/// Why a count does not come out.
pub(crate) fn why(found: Option<Finding>) -> String {
    found.map_or_else(String::new, |found| format!("{}: {}", found.place, found.message()))
}

/// What `so-lieu.json` and `danh-sach.json` are made from, or why they cannot be.
fn again(
    bag: &KeptBag<'_>,
    period: Period,
    settings: &Settings,
    (skipped, earlier): (Vec<String>, Earlier),
    edges: Edges<'_>,
) -> Result<Again> {
    let inputs = bag.inputs()?;
    if inputs.is_empty() {
        return Ok(Err(bag.no_inputs().to_owned()));
    }
    let calendar = pipeline::calendar(&settings.extra_days())?;
    let code = period.code();
    let asking = LettersAsked { folder: &code, span: period.span };
    let digests = digests(&inputs);
    let taken = pipeline::take_in(&inputs, &settings.normalize(None), edges);
    let plan = Plan {
        measure: settings.measure(period, known(&earlier.letters, asking)),
        report: ReportOptions {
            gaps: taken.coverage.gaps(period.span, &calendar),
            ..settings.report(period, digests, skipped)
        },
        earlier,
        open_before: None,
        document: settings.document(period, DocumentExtras::default()),
        templates: Templates::new(&BTreeMap::new())?,
        calendar,
        open_days: OpenDays::Say,
    };
    Ok(Ok((taken, Box::new(plan))))
}
