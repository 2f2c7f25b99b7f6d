//! What one place says of its unit, and whether it can be believed.

use std::path::Path;

use crate::archive::layout::{self, in_bag};
use crate::archive::{
    BagTags, Chain, DAY_LABEL, Damage, Harm, PERIOD_LABEL, Payload, TagFiles, digest, examine,
    read_tags,
};
use crate::error::Result;
use crate::files;
use crate::office::bagging::survey;
use crate::office::consolidate::gather::{PlaceHolds, UnitPlace};
use crate::office::recount::{KeptBag, Recounted};
use crate::office::shelf::tag_files;
use crate::office::verify::printed;
use crate::pipeline::Edges;
use crate::report::{Report, UnitState};

/// A place that was looked at.
#[derive(Debug)]
pub(super) struct JudgedUnit {
    pub(super) shown: String,
    pub(super) state: UnitState,
    pub(super) words: String,
    pub(super) report: Option<Report>,
    /// What is kept of it: `so-lieu.json`, and the tag files of its bag, by name.
    pub(super) kept: Payload,
    pub(super) digest: Option<String>,
    pub(super) manifest: Option<String>,
    pub(super) code: Option<String>,
    /// On which its bag was made, ISO.
    pub(super) day: Option<String>,
}

impl JudgedUnit {
    fn new(shown: &str, state: UnitState, words: impl Into<String>) -> Self {
        Self {
            shown: shown.to_owned(),
            state,
            words: words.into(),
            report: None,
            kept: Payload::new(),
            digest: None,
            manifest: None,
            code: None,
            day: None,
        }
    }

    /// With the figures, where they can be read.
    fn with_figures(self, bytes: Vec<u8>) -> Self {
        let digest = Some(digest(&bytes));
        match serde_json::from_slice(&bytes) {
            Ok(report) => {
                let mut kept = self.kept;
                kept.insert(layout::FIGURES.to_owned(), bytes);
                Self { report: Some(report), kept, digest, ..self }
            }
            Err(_) => Self {
                state: UnitState::LeftOut,
                words: "không đọc được so-lieu.json: tệp hỏng, hoặc do bản chương trình khác lập"
                    .to_owned(),
                digest,
                ..self
            },
        }
    }
}

/// Looks at a place as `xac-minh` does.
pub(super) fn judge(place: &UnitPlace, edges: Edges<'_>) -> Result<JudgedUnit> {
    let UnitPlace { shown, holds } = place;
    match holds {
        PlaceHolds::Nothing => Ok(JudgedUnit::new(
            shown,
            UnitState::LeftOut,
            "không có gói lưu trữ hay so-lieu.json nào ở đây",
        )),
        PlaceHolds::NoPeriod => {
            Ok(JudgedUnit::new(shown, UnitState::LeftOut, "chưa lập báo cáo của kỳ này"))
        }
        PlaceHolds::Figures(path) => {
            let words = "chỉ có so-lieu.json, không có gói lưu trữ nên không xác minh được";
            Ok(JudgedUnit::new(shown, UnitState::Unverified, words)
                .with_figures(files::read(path)?))
        }
        PlaceHolds::Bag(path) => bag(shown, path, edges),
    }
}

fn bag(shown: &str, path: &Path, edges: Edges<'_>) -> Result<JudgedUnit> {
    let folder = path.file_name().map(|name| name.to_string_lossy().into_owned());
    let folder = folder.unwrap_or_default();
    let files = tag_files(path)?.unwrap_or_default();
    let (tags, mut damage) = tags(path, &folder, &files)?;
    damage.extend(examine(&tags, &survey(path)?));
    let file = |name: &str| files::read_optional(&path.join(in_bag(name)));
    let mut unit = JudgedUnit {
        manifest: files.manifest.as_deref().map(digest),
        code: printed(&tags, file(layout::INPUT_DIGESTS)?.as_deref()),
        day: tags.labels.get(DAY_LABEL).map(str::to_owned),
        kept: kept_tags(files),
        ..JudgedUnit::new(shown, UnitState::Verified, "")
    };
    if let Some(bytes) = file(layout::FIGURES)? {
        unit = unit.with_figures(bytes);
    } else {
        (unit.state, unit.words) = (UnitState::LeftOut, "gói không có so-lieu.json".to_owned());
    }
    if layout::is_replaced(&folder) {
        unit.state = UnitState::LeftOut;
        "là bản cũ, đã được bản khác thay".clone_into(&mut unit.words);
    } else if let Some(one) = damage.first() {
        unit.state = UnitState::LeftOut;
        unit.words = match damage.len() {
            1 => format!("gói không còn đúng như khi ghi: {}", told(one)),
            more => {
                format!("gói không còn đúng như khi ghi: {}, và {} chỗ nữa", told(one), more - 1)
            }
        };
    } else if unit.report.is_some() {
        let kept = KeptBag { path, folder: &folder, tags: &tags };
        match kept.recounted_alone(edges)? {
            Recounted::Same => {}
            Recounted::Otherwise { figures, .. } => {
                unit.words = format!(
                    "gói do bản chương trình khác lập, tính lại bằng bản này thì {} số liệu khác",
                    figures.len()
                );
            }
            Recounted::Differs { figures, .. } => {
                unit.state = UnitState::LeftOut;
                unit.words =
                    format!("số liệu không ra từ dữ liệu gốc: {} số liệu khác", figures.len());
            }
            Recounted::Impossible(why) => {
                unit.state = UnitState::Unverified;
                unit.words = format!("gói còn đúng như khi ghi nhưng không tính lại được: {why}");
            }
        }
    }
    Ok(unit)
}

fn told(one: &Damage) -> String {
    match &one.harm {
        Harm::Unknown => "sổ cái của đơn vị không có gói này".to_owned(),
        _ if one.path.is_empty() => "sổ cái của đơn vị ghi gói khác".to_owned(),
        _ => one.path.clone(),
    }
}

/// The name of the folder says nothing where a bag was handed over by itself; within its archive, the chain does.
fn tags(path: &Path, folder: &str, files: &TagFiles) -> Result<(BagTags, Vec<Damage>)> {
    let (alone, _) = read_tags(folder, files, None);
    let said = alone.labels.get(PERIOD_LABEL).unwrap_or(folder).to_owned();
    let chain = path.parent().map(|archive| archive.join(layout::CHAIN));
    let chain = chain.map(|chain| files::read_optional(&chain)).transpose()?.flatten();
    let Some(chain) = chain else { return Ok(read_tags(&said, files, None)) };
    let Some(chain) = Chain::read(&chain) else {
        let (tags, mut damage) = read_tags(folder, files, None);
        damage.push(Damage::new(layout::CHAIN, Harm::Altered));
        return Ok((tags, damage));
    };
    let known = chain.known();
    let Some(known) = known.get(folder) else {
        let (tags, mut damage) = read_tags(folder, files, None);
        damage.push(Damage::new("", Harm::Unknown));
        return Ok((tags, damage));
    };
    Ok(read_tags(folder, files, Some(&known.mark)))
}

fn kept_tags(files: TagFiles) -> Payload {
    let TagFiles { bagit, info, manifest, tag_manifest } = files;
    let named = [
        (layout::BAGIT, bagit),
        (layout::INFO, info),
        (layout::MANIFEST, manifest),
        (layout::TAG_MANIFEST, tag_manifest),
    ];
    let there = named.into_iter().filter_map(|(name, bytes)| Some((name.to_owned(), bytes?)));
    there.collect()
}
