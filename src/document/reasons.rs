//! Reasons of late dossiers in a sentence.

use crate::document::marked::figure;
use crate::document::text::{count, without_because, without_capital};
use crate::report::{ReasonLine, Report, TableLines, figure_id, line_code, reason_code};

/// `phối hợp giữa các cơ quan, đơn vị chậm (04 hồ sơ); …; chưa ghi lý do (13 hồ sơ)`: the most frequent first; `None`
/// where no dossier gives one.
pub(crate) fn reasons(report: &Report) -> Option<String> {
    let delays = &report.dossiers.delays;
    let total = |line: &ReasonLine| line.resolved + line.open;
    let id = |lines: TableLines, name: &str| {
        line_code(report, lines, name).map(|code| figure_id("QH-07", &code))
    };
    let listed = delays.by_reason.iter();
    let listed = listed.map(|line| (line, id(TableLines::Reasons, &reason_code(line))));
    let (coded, rest): (Vec<_>, Vec<_>) = listed.partition(|(line, _)| line.code.is_some());
    let opened = !delays.other_words.is_empty();
    let own = rest.into_iter().filter(|(line, _)| !(opened && line.is_own_words()));
    let (none, own): (Vec<_>, Vec<_>) = own.partition(|(line, _)| line.is_none());
    let others = delays.other_words.iter();
    let others = others.map(|line| (line, id(TableLines::OtherReasons, &line.name)));
    let given = coded.into_iter().chain(others).chain(own);
    let mut given: Vec<_> = given.filter(|(line, _)| total(line) > 0).collect();
    if given.is_empty() {
        return None;
    }
    given.sort_by_key(|(line, _)| (line.is_the_rest(), std::cmp::Reverse(total(line))));
    given.extend(none.into_iter().filter(|(line, _)| total(line) > 0));
    let said = given.iter().map(|(line, id)| {
        let words = without_capital(without_because(&line.name));
        format!("{words} ({} hồ sơ)", figure(id.as_deref(), &count(total(line))))
    });
    Some(said.collect::<Vec<_>>().join("; "))
}
