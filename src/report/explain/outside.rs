//! What is not behind a figure, and why: rows that do not count, and records of other days.

use std::collections::BTreeMap;

use crate::ledger::{Code, Finding, Ledger, SheetAccount, SheetKind, Weight};
use crate::measure::RecordApart;
use crate::model::{Faces, Span, Standing, code_key, is_code};
use crate::report::options::Run;

/// Rows that are left out for one reason.
#[derive(Clone, Debug)]
pub(crate) struct LeftOut {
    /// Code of the finding; `None` for what is no fault of a row.
    pub(crate) code: Option<&'static str>,
    /// Why, as a sentence without a final period.
    pub(crate) why: String,
    pub(crate) count: usize,
    /// `tệp › trang › dòng`, each with what is said of it. Empty where they are only counted.
    pub(crate) rows: SaidRows,
}

/// Places, each with what is said of it.
type SaidRows = Vec<(String, String)>;

/// Records that were read and do not lie in the period, or are left out by choice.
#[derive(Debug, Default)]
pub(super) struct OutsideRecords {
    /// By kind and reason; the place of those that are few by nature.
    groups: BTreeMap<(SheetKind, &'static str), (usize, SaidRows)>,
}

const EARLIER: &str = "kết thúc trước ngày đầu kỳ";
const LATER: &str = "tiếp nhận sau ngày cuối kỳ";
const NEVER: &str = "trạng thái cho biết chưa được tiếp nhận";
const NEVER_THEN: &str = "trạng thái cho biết chưa được tiếp nhận, ngày ghi ngoài kỳ";
const EXCLUDED: &str = "rút, trả lại trong kỳ, loại trừ theo lựa chọn của cơ quan";
const OTHER_DAYS: &str = "không thuộc các ngày của kỳ";

impl OutsideRecords {
    pub(super) fn record(&mut self, record: RecordApart<'_>, run: &Run<'_>) {
        let (span, faces) = (run.options.period.span, run.options.faces);
        let (kind, why, place) = match record {
            RecordApart::Dossier(verdict) => {
                let dossier = &verdict.dossier;
                let (why, is_listed) = if dossier.standing == Standing::NeverCounted {
                    let is_own = span.contains(dossier.received);
                    (if is_own { NEVER } else { NEVER_THEN }, is_own)
                } else if dossier.received > span.to {
                    (LATER, false)
                } else if verdict.counts.withdrawn > 0 {
                    (EXCLUDED, true)
                } else {
                    (EARLIER, false)
                };
                let code = dossier.code.as_deref().filter(|code| is_code(code)).map(code_key);
                let said = code.map_or_else(String::new, |code| faces.printed(code.into_owned()));
                (SheetKind::Dossiers, why, is_listed.then(|| (dossier.place.to_string(), said)))
            }
            RecordApart::Complaint(one) => {
                let why = if one.received > span.to { LATER } else { EARLIER };
                (SheetKind::Complaints, why, None)
            }
            RecordApart::Survey(_) => (SheetKind::Surveys, OTHER_DAYS, None),
            RecordApart::Served(line) => {
                let days = |span: Span| format!("{}–{}", span.from, span.to);
                (SheetKind::Served, OTHER_DAYS, Some((line.place.to_string(), days(line.span))))
            }
            RecordApart::Totals(_) | RecordApart::Comment(_) => return,
        };
        let (count, rows) = self.groups.entry((kind, why)).or_default();
        *count += 1;
        rows.extend(place.map(|(place, said)| (faces.printed(place), said)));
    }

    /// Of figures from sheets of this kind.
    pub(super) fn of(&self, kind: SheetKind) -> impl Iterator<Item = LeftOut> + '_ {
        let own = self.groups.iter().filter(move |((of, _), _)| *of == kind);
        own.map(|((_, why), (count, rows))| LeftOut {
            code: None,
            why: (*why).to_owned(),
            count: *count,
            rows: rows.clone(),
        })
    }
}

/// Rows of sheets of these kinds that a finding keeps out, code by code.
pub(super) fn found(ledger: &Ledger, kinds: &[SheetKind], faces: Faces) -> Vec<LeftOut> {
    let mut groups: BTreeMap<Code, LeftOut> = BTreeMap::new();
    for file in &ledger.files {
        let is_own = |finding: &Finding| {
            let name = finding.place.source.sheet.as_ref();
            let sheets = file.sheets.iter().filter(|sheet| name == Some(&sheet.name));
            sheets.flat_map(SheetAccount::kinds).any(|kind| kinds.contains(&kind))
        };
        for finding in file.findings.iter().filter(|finding| keeps_out(finding) && is_own(finding))
        {
            let group = groups.entry(finding.code).or_insert_with(|| LeftOut {
                code: Some(finding.code.name()),
                why: finding.code.message().to_owned(),
                count: 0,
                rows: Vec::new(),
            });
            group.count += 1;
            let said = faces.printed(finding.outside().message.into_owned());
            group.rows.push((faces.printed(finding.place.to_string()), said));
        }
    }
    groups.into_values().collect()
}

/// Whether something that was read is not in the figures because of it.
fn keeps_out(finding: &Finding) -> bool {
    let of_tables = [Code::UpdatedRow, Code::TotalsNotUsed, Code::PartialPeriod];
    finding.rejects()
        || (finding.weight != Weight::SaidElsewhere && of_tables.contains(&finding.code))
}
