//! Dossiers without a code that stand in several tables: books that are kept by hand carry what is still open over to
//! the next month, and late ones stand again in a list of their own. Who asked, on which day and for what tells them,
//! where each table has it once; whatever else the tables say in other words, or not at all.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use hashbrown::HashMap;
use jiff::civil::Date;

use crate::ledger::{Code, Finding, Place, Source};
use crate::model::{Dossier, Span, Text, name_key, word_key};
use crate::normalize::named_rows::first_few;
use crate::normalize::settle::books::Books;
use crate::normalize::settle::order::Ages;
use crate::normalize::settle::rules::{Gone, Member, SettleOutcome, Settling as _, settle_group};

/// Of rows that are one dossier the latest counts; said once for each sheet that gives way. Rows that look like one, and
/// differ in what one dossier has once, count each and are said.
pub(crate) fn settle(
    dossiers: Vec<Dossier>,
    spans: &[(Arc<Source>, Span)],
    books: &mut Books,
) -> Vec<Dossier> {
    let (groups, mut alike) = groups(&dossiers);
    if groups.is_empty() && alike.is_empty() {
        return dossiers;
    }
    let places: Vec<Place> = dossiers.iter().map(|dossier| dossier.place.clone()).collect();
    if groups.is_empty() {
        books.find_all(alike_said(&places, &alike));
        return dossiers;
    }
    let ages = Ages::of(spans, &dossiers);
    let mut dossiers: Vec<Option<Dossier>> = dossiers.into_iter().map(Some).collect();
    let mut given_way: BTreeMap<Arc<Source>, Vec<(Place, Place)>> = BTreeMap::new();
    for group in groups {
        let members = group.iter().filter_map(|index| {
            let entry = dossiers.get(*index).cloned().flatten()?;
            let named = books.named(entry.department.as_ref(), &entry.place);
            let age = ages.age(&entry.place.source);
            Some(Member { index: *index, entry, named, age })
        });
        let SettleOutcome { kept: Some((index, kept)), gone, findings, filled } =
            settle_group(members.collect())
        else {
            // Departments that no setting knows: each may be another.
            alike.extend(group.first().zip(group.get(1)).map(|(first, other)| (*other, *first)));
            continue;
        };
        for gone in gone {
            let gone = match gone {
                // Nothing tells which is later, and nothing is against their being one.
                Gone::Rejected(old) => {
                    let rows = group.iter().filter_map(|at| dossiers.get(*at)?.as_ref());
                    let row = rows.into_iter().find(|row| row.place == old);
                    let changed = row.map(|row| row.differences(&kept)).unwrap_or_default();
                    let changed = changed.iter().map(|difference| difference.name).collect();
                    Gone::Updated { old, new: kept.place.clone(), changed }
                }
                gone @ Gone::Updated { .. } => gone,
            };
            if let Gone::Updated { old, new, .. } = &gone {
                let of_sheet = given_way.entry(Arc::clone(&old.source)).or_default();
                of_sheet.push((old.clone(), new.clone()));
            }
            books.go(gone);
        }
        let of_days = findings.into_iter().filter(|finding| finding.code == Code::DueChanged);
        of_days.for_each(|finding| books.find(finding));
        books.fill(&kept.place, filled);
        for other in group {
            if let Some(slot) = dossiers.get_mut(other) {
                *slot = (other == index).then(|| kept.clone());
            }
        }
    }
    given_way.values().filter_map(|rows| said(rows)).for_each(|finding| books.find(finding));
    books.find_all(alike_said(&places, &alike));
    dossiers.into_iter().flatten().collect()
}

/// What a row says of its matter, folded once.
struct MatterRow<'a> {
    index: usize,
    dossier: &'a Dossier,
    has_code: bool,
    procedure: Option<String>,
    area: Option<String>,
    department: Option<String>,
    address: Option<String>,
}

/// Whether two rows are one matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum MatterLikeness {
    Other,
    /// In all but what one dossier has once.
    Alike,
    /// Its due date was moved.
    Moved,
    Same,
}

impl<'a> MatterRow<'a> {
    fn of(index: usize, dossier: &'a Dossier) -> Self {
        let key = |text: &Option<Text>| text.as_deref().map(name_key).filter(|key| !key.is_empty());
        Self {
            index,
            dossier,
            has_code: dossier.has_key(),
            procedure: key(&dossier.procedure).or_else(|| key(&dossier.procedure_code)),
            area: key(&dossier.field),
            department: key(&dossier.department),
            address: dossier.address.as_deref().map(word_key).filter(|key| !key.is_empty()),
        }
    }

    /// Of a row of another table, of the same applicant and day of receipt.
    fn likeness(&self, other: &Self) -> MatterLikeness {
        let is_apart = self.dossier.place.source == other.dossier.place.source;
        if is_apart || self.has_code && other.has_code {
            return MatterLikeness::Other;
        }
        let differ = |one: &Option<String>, two: &Option<String>| {
            one.as_ref().zip(two.as_ref()).is_some_and(|(one, two)| one != two)
        };
        let same_procedure = self.procedure.is_some() && self.procedure == other.procedure;
        let dues = self.dossier.due.zip(other.dossier.due);
        let same_due = dues.is_some_and(|(one, two)| one == two);
        let other_procedure = differ(&self.procedure, &other.procedure);
        if other_procedure {
            let words = self.procedure.as_ref().zip(other.procedure.as_ref());
            let is_near = words.is_some_and(|(one, two)| are_near(one, two));
            return if is_near && same_due { MatterLikeness::Alike } else { MatterLikeness::Other };
        }
        if !same_procedure && !same_due {
            return MatterLikeness::Other;
        }
        let addresses = self.address.as_ref().zip(other.address.as_ref());
        let ends = self.dossier.end().zip(other.dossier.end());
        let contradicts = differ(&self.department, &other.department)
            || addresses.is_some_and(|(one, two)| !holds(one, two) && !holds(two, one))
            || ends.is_some_and(|(one, two)| one != two)
            || !same_procedure && differ(&self.area, &other.area);
        match (contradicts, dues) {
            (true, _) => MatterLikeness::Alike,
            (false, Some(_)) if !same_due => MatterLikeness::Moved,
            (false, _) => MatterLikeness::Same,
        }
    }
}

/// `xã A` stands in `Xã A, tỉnh B`.
fn holds(long: &str, short: &str) -> bool {
    let words = |text: &str| -> BTreeSet<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_owned).collect()
    };
    words(short).is_subset(&words(long))
}

fn are_near(one: &str, two: &str) -> bool {
    one.starts_with(two) || two.starts_with(one) || strsim::osa_distance(one, two) <= 2
}

/// Rows of one matter in tables of their own, of which one at least has no code; and pairs that look like one.
fn groups(dossiers: &[Dossier]) -> (Vec<Vec<usize>>, Vec<(usize, usize)>) {
    let is_lone = |dossier: &Dossier| !dossier.has_key();
    if !dossiers.iter().any(|dossier| is_lone(dossier) && dossier.applicant.is_some()) {
        return (Vec::new(), Vec::new());
    }
    let mut people: HashMap<(String, Date), Vec<usize>> = HashMap::new();
    for (index, dossier) in dossiers.iter().enumerate() {
        if let Some(who) = dossier.applicant.as_deref().map(without_title)
            && !who.is_empty()
        {
            people.entry((who, dossier.received)).or_default().push(index);
        }
    }
    let mut people: Vec<Vec<usize>> = people.into_values().filter(|rows| rows.len() > 1).collect();
    people.sort_unstable();
    let (mut groups, mut alike) = (Vec::new(), Vec::new());
    for of_one in people {
        let rows: Vec<MatterRow<'_>> = of_one
            .iter()
            .filter_map(|index| Some(MatterRow::of(*index, dossiers.get(*index)?)))
            .collect();
        let mut matters: Vec<Vec<&MatterRow<'_>>> = Vec::new();
        for row in &rows {
            let fits = |matter: &&mut Vec<&MatterRow<'_>>| -> MatterLikeness {
                matter
                    .iter()
                    .map(|other| row.likeness(other))
                    .min()
                    .unwrap_or(MatterLikeness::Other)
            };
            // Of several the one that is as far as this one.
            let is_open = |matter: &&mut Vec<&MatterRow<'_>>| {
                matter.iter().all(|other| other.dossier.end() == row.dossier.end())
            };
            let best = matters
                .iter_mut()
                .rev()
                .filter(|matter| fits(matter) >= MatterLikeness::Moved)
                .max_by_key(|matter| (fits(matter), is_open(matter)));
            match best {
                Some(matter) => matter.push(row),
                None => matters.push(vec![row]),
            }
        }
        let lone: Vec<&MatterRow<'_>> =
            matters.iter().filter(|matter| matter.len() == 1).flatten().copied().collect();
        for (at, row) in lone.iter().enumerate() {
            let before = lone.get(..at).unwrap_or_default();
            let twin = before.iter().find(|other| row.likeness(other) >= MatterLikeness::Alike);
            alike.extend(twin.map(|other| (row.index, other.index)));
        }
        for matter in matters.iter().filter(|matter| matter.len() > 1) {
            let indices: Vec<usize> = matter.iter().map(|row| row.index).collect();
            match lone.iter().find(|row| may_be_instead(row, matter)) {
                Some(_) => alike.extend(indices.windows(2).filter_map(pair)),
                None => groups.push(indices),
            }
        }
    }
    groups.sort_unstable();
    alike.sort_unstable();
    (groups, alike)
}

fn pair(indices: &[usize]) -> Option<(usize, usize)> {
    match indices {
        [first, other] => Some((*other, *first)),
        _ => None,
    }
}

/// Whether a row that is left over is as good as the one that its table has among those of a matter: who asked twice,
/// and stands once in the next table, may have asked a third time.
fn may_be_instead(row: &MatterRow<'_>, matter: &[&MatterRow<'_>]) -> bool {
    let source = |row: &MatterRow<'_>| Arc::clone(&row.dossier.place.source);
    matter.iter().any(|own| {
        source(own) == source(row) && own.dossier.end() == row.dossier.end() && !row.has_code
    }) && matter
        .iter()
        .filter(|other| source(other) != source(row))
        .all(|other| row.likeness(other) >= MatterLikeness::Moved)
}

/// `Ông Nguyễn Văn A` is `NGUYỄN VĂN A`.
fn without_title(name: &str) -> String {
    const TITLES: [&str; 9] =
        ["Ông/Bà", "Ông (Bà)", "Ông, Bà", "Ông", "Bà", "Anh", "Chị", "Cô", "Chú"];
    let key = name_key(name);
    let behind = |title: &&str| key.strip_prefix(name_key(title).as_str())?.strip_prefix(' ');
    let rest = TITLES.iter().find_map(behind);
    rest.filter(|rest| rest.contains(' ')).map_or(key.clone(), str::to_owned)
}

fn said(rows: &[(Place, Place)]) -> Option<Finding> {
    let (first, _) = rows.first()?;
    let pair = |(old, new): &(Place, Place)| Some(format!("dòng {} là {new}", old.row?));
    Some(
        Finding::new(Code::RepeatedRows, Place { column: None, ..first.clone() })
            .with_found(rows.len().to_string())
            .with_message(format!(
                "{} dòng không đủ mã hồ sơ để phân biệt có lại ở trang khác, cùng chủ hồ sơ, ngày tiếp nhận, thủ tục hoặc ngày hẹn trả: {}",
                rows.len(),
                first_few(rows.iter().filter_map(pair), rows.len())
            ))
            .with_effect("được coi là cùng một hồ sơ: chỉ tính một lần, theo dòng mới nhất")
            .with_advice("đúng thì không cần làm gì; nếu là các hồ sơ khác nhau thì ghi mã hồ sơ cho từng dòng"),
    )
}

/// Once for each sheet with rows that look like those of another.
fn alike_said(places: &[Place], pairs: &[(usize, usize)]) -> Vec<Finding> {
    let mut of_sheets: BTreeMap<Arc<Source>, Vec<(&Place, &Place)>> = BTreeMap::new();
    for (row, other) in pairs {
        let (Some(row), Some(other)) = (places.get(*row), places.get(*other)) else { continue };
        of_sheets.entry(Arc::clone(&row.source)).or_default().push((row, other));
    }
    of_sheets.into_values().filter_map(|rows| alike_in_sheet(&rows)).collect()
}

fn alike_in_sheet(rows: &[(&Place, &Place)]) -> Option<Finding> {
    let (first, _) = rows.first()?;
    let pair = |(row, other): &(&Place, &Place)| Some(format!("dòng {} và {other}", row.row?));
    Some(
        Finding::new(Code::RepeatedRows, Place { column: None, ..(*first).clone() })
            .with_found(rows.len().to_string())
            .with_message(format!(
                "{} dòng không đủ mã hồ sơ để phân biệt trông như có lại ở trang khác, cùng chủ hồ sơ, ngày tiếp nhận, nhưng khác đơn vị, địa chỉ, ngày kết thúc hoặc cách ghi thủ tục: {}",
                rows.len(),
                first_few(rows.iter().filter_map(pair), rows.len())
            ))
            .with_effect("mọi dòng đều được tính; nếu là cùng một hồ sơ thì số liệu bị cộng hai lần")
            .with_advice("nếu là cùng một hồ sơ thì ghi cho giống nhau, hoặc xóa dòng cũ; nếu là các hồ sơ khác nhau thì ghi mã hồ sơ cho từng dòng"),
    )
}
