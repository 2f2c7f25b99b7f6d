//! One code is one dossier over all sheets of a run.

use jiff::civil::date;

use super::{Sheet, codes};
use crate::normalize::{DepartmentOption, Options, Settled, settle};

const HEADER: &str = "Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Trạng thái | Hình thức nộp";

/// Each text is a file of its own: a.xlsx, b.xlsx, …
fn settled(files: &[&str]) -> Settled {
    let readings = files
        .iter()
        .zip(['a', 'b', 'c'])
        .map(|(rows, letter)| {
            let rows = format!("{HEADER}\n{rows}");
            Sheet { path: &format!("{letter}.xlsx"), rows: &rows, ..Sheet::default() }.read()
        })
        .rev()
        .collect();
    let settled = settle(readings, &Options::default());
    let counted = usize::try_from(settled.ledger.rows().accepted).expect("few rows");
    assert_eq!(counted, settled.records.dossiers.len(), "what is accepted is what counts");
    settled
}

/// Places of the dossiers that count, and the findings.
#[track_caller]
fn case(files: &[&str], counted: &[&str], expected: &[&str]) -> Settled {
    let settled = settled(files);
    let places: Vec<_> = settled
        .records
        .dossiers
        .iter()
        .map(|dossier| format!("{} {}", dossier.place.source.file, dossier.place.row.unwrap_or(0)))
        .collect();
    assert_eq!(places, counted, "{files:?}");
    let findings: Vec<_> = settled
        .ledger
        .files
        .iter()
        .flat_map(|file| {
            codes(&file.findings)
                .into_iter()
                .map(|code| format!("{} {code}", file.path))
                .collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(findings, expected, "{files:?}");
    settled
}

#[test]
fn equal_rows_count_once() {
    let row = "H1 | P | 02/03/2020 | 05/03/2020 | 04/03/2020 | 9 | 1";
    case(&[row, row], &["a.xlsx 2"], &["b.xlsx duplicate_code 2"]);
    case(
        &[&format!("{row}\n{row}"), row],
        &["a.xlsx 2"],
        &["a.xlsx duplicate_code 3", "b.xlsx duplicate_code 2"],
    );
    case(&[row, &row.replace("H1", "h 1")], &["a.xlsx 2"], &["b.xlsx duplicate_code 2"]);
    case(&[row, &row.replace("H1", "H2")], &["a.xlsx 2", "b.xlsx 2"], &[]);
    case(&[row, &row.replace("H1", "")], &["a.xlsx 2", "b.xlsx 2"], &[]);
}

#[test]
fn a_closed_row_beats_an_open_one() {
    let open = "H1 | P | 02/03/2020 | 05/03/2020 | | 4 | 1";
    let closed = "H1 | P | 02/03/2020 | 05/03/2020 | 04/03/2020 | 9 | 1";
    case(&[open, closed], &["b.xlsx 2"], &["a.xlsx duplicate_code 2"]);
    case(&[closed, open], &["a.xlsx 2"], &["b.xlsx duplicate_code 2"]);
}

#[test]
fn the_earliest_due_date_is_the_first_appointment() {
    let first = "H1 | P | 02/03/2020 | 05/03/2020 | | 4 | 1";
    let later = "H1 | P | 02/03/2020 | 12/03/2020 | 10/03/2020 | 9 | 1";
    let settled = case(&[later, first], &["a.xlsx 2"], &["b.xlsx due_changed 2"]);
    let dossier = &settled.records.dossiers[0];
    assert_eq!(dossier.due, Some(date(2020, 3, 5)));
    assert_eq!(dossier.reappointed, Some(date(2020, 3, 12)));
    let message = &settled.ledger.files[1].findings[0].message;
    assert!(
        message.contains("a.xlsx › Trang 1 › dòng 2")
            && message.contains("b.xlsx › Trang 1 › dòng 2"),
        "{message}"
    );
}

#[test]
fn rows_that_contradict_each_other_are_all_rejected() {
    let row = "H1 | P | 02/03/2020 | 05/03/2020 | 04/03/2020 | 9 | 1";
    let both = ["a.xlsx conflicting_rows 2", "b.xlsx conflicting_rows 2"];
    case(&[row, &row.replace("02/03", "01/03")], &[], &both);
    case(&[row, &row.replace("04/03", "03/03")], &[], &both);
    let settled = case(&[row, &row.replace('P', "Q")], &[], &both);
    assert_eq!(settled.ledger.rows().rejected, 2);
    let message = &settled.ledger.files[1].findings[0].message;
    assert!(message.contains("a.xlsx") && message.contains("b.xlsx"), "{message}");
}

#[test]
fn a_row_that_does_not_count_gives_way_to_a_good_one() {
    let good = "H1 | P | 02/03/2020 | 05/03/2020 | 04/03/2020 | 9 | 1";
    case(
        &["H1 | P | x | 05/03/2020 | 04/03/2020 | 9 | 1", good],
        &["b.xlsx 2"],
        &["a.xlsx bad_date C2"],
    );
    case(
        &["H1 | Q | 01/03/2020 | 05/03/2020 | | 1 | 1", good],
        &["b.xlsx 2"],
        &["a.xlsx duplicate_code 2"],
    );
}

#[test]
fn of_two_open_rows_the_one_that_does_not_wait_counts() {
    let waiting = "H1 | P | 02/03/2020 | 05/03/2020 | | 5 | 1";
    let open = "H1 | P | 02/03/2020 | 05/03/2020 | | 4 | 1";
    case(&[waiting, open], &["b.xlsx 2"], &["a.xlsx duplicate_code 2"]);
}

#[test]
fn other_differences_are_named_and_the_first_by_place_counts() {
    let row = "H1 | P | 02/03/2020 | 05/03/2020 | 04/03/2020 | 9 | 1";
    let settled =
        case(&[row, &row.replace("| 1", "| 2")], &["a.xlsx 2"], &["b.xlsx duplicate_code 2"]);
    let message = &settled.ledger.files[1].findings[0].message;
    assert_eq!(message, "Mã trùng với a.xlsx › Trang 1 › dòng 2, khác nhau ở hình thức nộp");
}

/// A row that gives way still says why it was late and to when it was moved.
#[test]
fn what_is_blank_in_the_row_that_counts_comes_from_the_others() {
    let header = format!("{HEADER} | Ngày hẹn lại | Lý do trễ hạn | Chủ hồ sơ | Địa chỉ");
    let read = |path: &str, row: &str| {
        Sheet { path, rows: &format!("{header}\n{row}"), ..Sheet::default() }.read()
    };
    let open =
        "H1 | P | 02/03/2020 | 05/03/2020 | | 4 | 1 | 12/03/2020 | Thiếu người | Bà B | Ấp 1";
    let waiting = "H1 | P | 02/03/2020 | 05/03/2020 | | 5 | 1 | 20/03/2020 | | | Ấp 2";
    let closed = "H1 | P | 02/03/2020 | 05/03/2020 | 10/03/2020 | 9 | 1 | | | Bà A |";
    let settled = settle(
        vec![read("a.xlsx", open), read("b.xlsx", waiting), read("c.xlsx", closed)],
        &Options::default(),
    );
    let [dossier] = settled.records.dossiers.as_slice() else { panic!("{settled:?}") };
    assert_eq!(dossier.place.source.file, "c.xlsx");
    assert_eq!(dossier.reappointed, Some(date(2020, 3, 20)));
    assert_eq!(dossier.reason.as_deref(), Some("Thiếu người"));
    assert_eq!(dossier.applicant.as_deref(), Some("Bà A"));
    assert_eq!(dossier.address.as_deref(), Some("Ấp 1"));
    let message = &settled.ledger.files[0].findings[0].message;
    assert!(message.ends_with("lấy thêm từ dòng này: ngày hẹn lại, lý do, địa chỉ"), "{message}");
}

#[test]
fn a_blank_department_is_filled_in_by_the_other_row_and_an_unknown_one_is_not() {
    let blank = "H1 | | 02/03/2020 | 05/03/2020 | 04/03/2020 | 9 | 1";
    let named = "H1 | P | 02/03/2020 | 05/03/2020 | 04/03/2020 | 9 | 1";
    for files in [[blank, named], [named, blank]] {
        let settled = settled(&files);
        let [dossier] = settled.records.dossiers.as_slice() else { panic!("{files:?}") };
        assert_eq!(dossier.department.as_deref(), Some("P"), "{files:?}");
    }
    let settled = case(
        &[blank, named],
        &["a.xlsx 2"],
        &["a.xlsx missing_department B2", "b.xlsx duplicate_code 2"],
    );
    let finding = &settled.ledger.files[0].findings[0];
    assert_eq!(finding.effect, "hồ sơ này được tính cho “P”");
    assert!(finding.message.contains("b.xlsx › Trang 1 › dòng 2"), "{}", finding.message);
    // A name that no setting knows is a name.
    let options = || Options {
        departments: vec![DepartmentOption { name: "P".to_owned(), ..DepartmentOption::default() }],
        ..Options::default()
    };
    let read = |path: &str, row: &str| {
        let rows = format!("{HEADER}\n{row}");
        Sheet { path, rows: &rows, options: options(), ..Sheet::default() }.read()
    };
    let other = named.replace("| P |", "| Ban Lạ |");
    let settled = settle(vec![read("a.xlsx", &other), read("b.xlsx", named)], &options());
    assert!(settled.records.dossiers.is_empty());
}

#[test]
fn complaints_of_one_code_are_one() {
    let header = "Mã đơn | Loại đơn | Ngày tiếp nhận | Hạn giải quyết | Ngày giải quyết";
    let read = |path: &str, row: &str| {
        Sheet { path, rows: &format!("{header}\n{row}"), ..Sheet::default() }.read()
    };
    let open = read("a.xlsx", "D1 | Khiếu nại | 02/03/2020 | 05/03/2020 |");
    let closed = read("b.xlsx", "D1 | Khiếu nại | 02/03/2020 | 05/03/2020 | 04/03/2020");
    let settled = settle(vec![open, closed], &Options::default());
    assert_eq!(settled.records.complaints.len(), 1);
    assert_eq!(settled.records.complaints[0].resolved, Some(date(2020, 3, 4)));
    assert_eq!(settled.ledger.rows().accepted, 1);
}

#[test]
fn similar_names_are_proposed_and_never_merged() {
    let row = "H1 | Phòng Người có công | 02/03/2020 | 05/03/2020 | 04/03/2020 | 9 | 1";
    let other = "H2 | Phòng NCC | 02/03/2020 | 05/03/2020 | 04/03/2020 | 9 | 1";
    let same = "H3 | PHÒNG người có  công | 02/03/2020 | 05/03/2020 | 04/03/2020 | 9 | 1";
    let settled = case(
        &[row, other, same],
        &["a.xlsx 2", "b.xlsx 2", "c.xlsx 2"],
        &["b.xlsx similar_departments B2"],
    );
    let names: Vec<_> = settled
        .records
        .dossiers
        .iter()
        .filter_map(|dossier| dossier.department.as_deref())
        .collect();
    assert_eq!(names, ["Phòng Người có công", "Phòng NCC", "Phòng Người có công"]);
}
