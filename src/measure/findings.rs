//! Findings of the count, put where those of reading stand.

use crate::ledger::{FileAccount, Finding, Ledger};

/// Puts each finding into the account of its file, in order of place.
pub(crate) fn enter(findings: Vec<Finding>, ledger: &mut Ledger) {
    for mut finding in findings {
        let path = &finding.place.source.file;
        if let Some(file) = ledger.files.iter_mut().find(|file| file.path == *path) {
            // A record knows its row; the sheet knows in which column the field stands.
            finding.place.column = file.column_of(&finding);
            file.findings.push(finding);
        }
    }
    for file in &mut ledger.files {
        let FileAccount { sheets, findings, .. } = file;
        let sheet = |finding: &Finding| {
            let name = finding.place.source.sheet.as_ref()?;
            sheets.iter().position(|sheet| sheet.name == *name)
        };
        // Those about the whole file come first; sheets stay in the order of the workbook.
        findings.sort_by_key(|found| (sheet(found), found.place.row, found.place.column));
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::ledger::{Code, Place, RowCounts, SheetAccount, Source};

    #[test]
    fn findings_stand_in_order_of_place() {
        let at = |sheet: &str, row| {
            let source = Source { file: "a.xlsx".to_owned(), sheet: Some(sheet.to_owned()) };
            Place::row(&Arc::new(source), row)
        };
        let sheet = |name: &str| SheetAccount {
            name: name.to_owned(),
            kind: None,
            further: Vec::new(),
            rows: RowCounts::default(),
            columns: Vec::new(),
        };
        let file = FileAccount {
            path: "a.xlsx".to_owned(),
            error: None,
            sheets: vec![sheet("Tháng 3"), sheet("Hồ sơ")],
            findings: vec![
                Finding::new(Code::HiddenRows, at("Tháng 3", 9)),
                Finding::new(Code::BadDate, at("Hồ sơ", 2)),
            ],
            mends: None,
        };
        let mut ledger = Ledger { files: vec![file] };
        let found = [("Hồ sơ", 1), ("Tháng 3", 4)];
        let found = found.map(|(sheet, row)| Finding::new(Code::DueDiffers, at(sheet, row)));
        enter(found.into(), &mut ledger);
        let rows: Vec<_> = ledger.findings().filter_map(|finding| finding.place.row).collect();
        assert_eq!(rows, [4, 9, 1, 2]);
    }
}
