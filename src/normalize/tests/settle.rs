//! One code is one dossier over all sheets of a run.

use std::slice::from_ref;

use jiff::civil::date;
use proptest::prelude::*;
use proptest::sample::select;

use super::{Sheet, codes};
use crate::ledger::Code;
use crate::model::{Channel, Standing};
use crate::normalize::{DepartmentOption, NormalizeOptions, Settled, settle};

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
    let settled = settle(readings, &NormalizeOptions::default());
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
    // Twice in one table is once too often; again in another table is how exports overlap.
    case(&[&format!("{row}\n{row}")], &["a.xlsx 2"], &["a.xlsx duplicate_code 3"]);
    let settled = case(&[row, row], &["a.xlsx 2"], &["b.xlsx updated_row"]);
    let rows = settled.ledger.rows();
    assert_eq!((rows.accepted, rows.rejected, rows.skipped, rows.updated), (1, 0, 1, 1));
    case(
        &[&format!("{row}\n{row}"), row],
        &["a.xlsx 2"],
        &["a.xlsx duplicate_code 3", "b.xlsx updated_row"],
    );
    case(&[row, &row.replace("H1", "h 1")], &["a.xlsx 2"], &["b.xlsx updated_row"]);
    case(&[row, &row.replace("H1", "H2")], &["a.xlsx 2", "b.xlsx 2"], &[]);
    case(&[row, &row.replace("H1", "")], &["a.xlsx 2", "b.xlsx 2"], &[]);
}

#[test]
fn a_closed_row_beats_an_open_one() {
    let open = "H1 | P | 02/03/2020 | 05/03/2020 | | 4 | 1";
    let closed = "H1 | P | 02/03/2020 | 05/03/2020 | 04/03/2020 | 9 | 1";
    case(&[open, closed], &["b.xlsx 2"], &["a.xlsx updated_row"]);
    case(&[closed, open], &["a.xlsx 2"], &["b.xlsx updated_row"]);
    case(&[&format!("{closed}\n{open}")], &["a.xlsx 2"], &["a.xlsx updated_row"]);
}

#[test]
fn the_earliest_due_date_is_the_first_appointment() {
    let first = "H1 | P | 02/03/2020 | 05/03/2020 | | 4 | 1";
    let later = "H1 | P | 02/03/2020 | 12/03/2020 | 10/03/2020 | 9 | 1";
    let settled =
        case(&[later, first], &["a.xlsx 2"], &["b.xlsx updated_row", "b.xlsx due_changed 2"]);
    let dossier = &settled.records.dossiers[0];
    assert_eq!(dossier.due, Some(date(2020, 3, 5)));
    assert_eq!(dossier.reappointed, Some(date(2020, 3, 12)));
    let message = settled.ledger.files[1].findings[1].message();
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
    let message = settled.ledger.files[1].findings[0].message();
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
        &["a.xlsx updated_row"],
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
    let message = settled.ledger.files[1].findings[0].message();
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
        &NormalizeOptions::default(),
    );
    let [dossier] = settled.records.dossiers.as_slice() else { panic!("{settled:?}") };
    assert_eq!(dossier.place.source.file, "c.xlsx");
    // Of two re-appointments the first stays, and the second is said: only one is allowed.
    assert_eq!(dossier.reappointed, Some(date(2020, 3, 12)));
    let second = settled.ledger.files[1].findings[1].message();
    assert_eq!(
        second,
        "Hồ sơ “H1” được hẹn lại lần hai, đến 20/3/2020: đã hẹn lại đến 12/3/2020 (a.xlsx › Trang 1 › dòng 2); chỉ được hẹn lại một lần"
    );
    assert_eq!(dossier.reason.as_deref(), Some("Thiếu người"));
    assert_eq!(dossier.applicant.as_deref(), Some("Bà A"));
    // Of two addresses that of the later row: it was promised a later day.
    assert_eq!(dossier.address.as_deref(), Some("Ấp 2"));
    let message = settled.ledger.files[0].findings[0].message();
    assert_eq!(
        message,
        "1 dòng có lại ở c.xlsx › Trang 1, mới hơn về chủ hồ sơ, lý do, ngày kết thúc xử lý, trạng thái, địa chỉ (dòng 2)"
    );
}

#[test]
fn a_duplicate_gives_what_the_row_that_counts_lacks() {
    let header = "Mã hồ sơ | Phòng ban | Tên thủ tục | Mã TTHC | Lĩnh vực | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Hình thức nộp | Số lần bổ sung";
    let bare = "H1 | P | | | | 02/03/2020 | | 04/03/2020 | |";
    let full = "H1 | P | Khai sinh | 1.001 | Hộ tịch | 02/03/2020 | 05/03/2020 | | Trực tuyến | 2";
    let rows = format!("{header}\n{bare}\n{full}");
    let reading = Sheet { rows: &rows, ..Sheet::default() }.read();
    let settled = settle(vec![reading], &NormalizeOptions::default());
    let [dossier] = settled.records.dossiers.as_slice() else { panic!("{settled:?}") };
    assert_eq!(dossier.place.row, Some(2));
    assert_eq!(dossier.procedure.as_deref(), Some("Khai sinh"));
    assert_eq!(dossier.procedure_code.as_deref(), Some("1.001"));
    assert_eq!(dossier.field.as_deref(), Some("Hộ tịch"));
    assert_eq!(dossier.channel, Some(Channel::Online));
    assert_eq!(dossier.supplements, Some(2));
    assert_eq!(dossier.due, Some(date(2020, 3, 5)));
    // What was said of the blanks is no longer true.
    assert_eq!(codes(&settled.ledger.files[0].findings), ["updated_row"]);
}

#[test]
fn an_export_that_comes_later_by_its_title_or_by_its_dates_has_the_last_word() {
    let row = |code: &str, day: &str, channel: &str| {
        format!("{code} | P | {day} | 20/04/2020 | | Đang xử lý | {channel}")
    };
    let read = |path: &str, title: &str, rows: &[String]| {
        let rows = format!("{title}\n{HEADER}\n{}", rows.join("\n"));
        Sheet { path, rows: &rows, ..Sheet::default() }.read()
    };
    let channel = |settled: &Settled| {
        let mut dossiers = settled.records.dossiers.iter();
        let first = dossiers.find(|dossier| dossier.code.as_deref() == Some("H1"));
        (first.and_then(|dossier| dossier.channel), settled.ledger.rows().rejected)
    };
    let (old, new) = (row("H1", "02/03/2020", "Trực tiếp"), row("H1", "02/03/2020", "Trực tuyến"));
    // By title, whichever file stands first.
    for [first, last] in [["b.xlsx", "a.xlsx"], ["a.xlsx", "b.xlsx"]] {
        let readings = vec![
            read(first, "Tháng 3 năm 2020", from_ref(&old)),
            read(last, "Tháng 4 năm 2020", from_ref(&new)),
        ];
        assert_eq!(
            channel(&settle(readings, &NormalizeOptions::default())),
            (Some(Channel::Online), 0)
        );
        // By the latest date; a year in the title says nothing.
        let readings = vec![
            read(first, "Năm 2020", from_ref(&old)),
            read(last, "Năm 2020", &[new.clone(), row("H2", "01/04/2020", "Trực tiếp")]),
        ];
        assert_eq!(
            channel(&settle(readings, &NormalizeOptions::default())),
            (Some(Channel::Online), 0)
        );
    }
    // Nothing tells: the first by place, and somebody should look.
    let readings = vec![read("a.xlsx", "", &[old]), read("b.xlsx", "", &[new])];
    assert_eq!(
        channel(&settle(readings, &NormalizeOptions::default())),
        (Some(Channel::Counter), 1)
    );
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
        &["a.xlsx missing_department B2", "b.xlsx updated_row"],
    );
    let finding = &settled.ledger.files[0].findings[0];
    assert_eq!(finding.effect(), "hồ sơ này được tính cho “P”");
    assert!(finding.message().contains("b.xlsx › Trang 1 › dòng 2"), "{}", finding.message());
    // A name that no setting knows is a name.
    let options = || NormalizeOptions {
        departments: vec![DepartmentOption { name: "P".to_owned(), ..DepartmentOption::default() }],
        ..NormalizeOptions::default()
    };
    let read = |path: &str, row: &str| {
        let rows = format!("{HEADER}\n{row}");
        Sheet { path, rows: &rows, options: options(), ..Sheet::default() }.read()
    };
    let other = named.replace("| P |", "| Ban Lạ |");
    let settled = settle(vec![read("a.xlsx", &other), read("b.xlsx", named)], &options());
    assert!(settled.records.dossiers.is_empty());
}

/// Ways in which rows of one code come: every field that may tell against or for another.
fn rows_of_one_code() -> impl Strategy<Value = Vec<String>> {
    let row = (
        select(vec!["P", "P", "", "Ban Lạ", "Q"]),
        select(vec!["02/03/2020", "02/03/2020", "02/03/2020", "03/03/2020"]),
        select(vec!["", "05/03/2020", "12/03/2020"]),
        select(vec!["", "", "04/03/2020", "04/03/2020", "06/03/2020"]),
        select(vec!["1", "4", "5", "8", "9", "7", ""]),
    )
        .prop_map(|(department, received, due, end, status)| {
            // Closed without an end is rejected by itself.
            let status = if end.is_empty() && matches!(status, "7" | "9") { "4" } else { status };
            format!("H1 | {department} | {received} | {due} | {end} | {status} | 1")
        });
    proptest::collection::vec(row, 2..5)
}

/// What decides figures, of the row that counts.
fn decided(rows: &[String]) -> Vec<String> {
    let options = || NormalizeOptions {
        departments: ["P", "Q"]
            .map(|name| DepartmentOption { name: name.to_owned(), ..DepartmentOption::default() })
            .into(),
        ..NormalizeOptions::default()
    };
    let text = format!("{HEADER}\n{}", rows.join("\n"));
    let reading = Sheet { rows: &text, options: options(), ..Sheet::default() }.read();
    let settled = settle(vec![reading], &options());
    let rows = settled.ledger.rows();
    // A dossier that nobody took on decides no figure, whichever of its rows is kept.
    let counted = settled.records.dossiers.iter();
    let counted = counted.filter(|dossier| dossier.standing != Standing::NeverCounted);
    let kept = counted.map(|dossier| {
        let is_waiting = dossier.standing == Standing::Waiting;
        format!(
            "{:?} {} {:?} {:?} {:?} {is_waiting} {rows:?}",
            dossier.department,
            dossier.received,
            dossier.due,
            dossier.reappointed,
            dossier.end()
        )
    });
    kept.collect()
}

proptest! {
    #[test]
    fn what_counts_does_not_depend_on_the_order_of_the_rows(
        (rows, shuffled) in rows_of_one_code().prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle()))
    ) {
        prop_assert_eq!(decided(&rows), decided(&shuffled));
    }

    #[test]
    fn complaints_do_not_depend_on_the_order_of_their_rows_either(
        (rows, shuffled) in proptest::collection::vec(
            (
                select(vec!["P", "", "Ban Lạ"]),
                select(vec!["Khiếu nại", "Tố cáo"]),
                select(vec!["02/03/2020", "02/03/2020", "03/03/2019"]),
                select(vec!["", "05/03/2020", "09/03/2020"]),
                select(vec!["", "04/03/2020", "06/03/2020"]),
            ),
            2..5,
        )
        .prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle()))
    ) {
        let decided = |rows: &[(&str, &str, &str, &str, &str)]| {
            let header = "Số đơn | Đơn vị | Loại đơn | Ngày tiếp nhận | Hạn giải quyết | Ngày giải quyết";
            let lines: Vec<String> = rows
                .iter()
                .map(|(department, kind, received, due, end)| {
                    format!("1 | {department} | {kind} | {received} | {due} | {end}")
                })
                .collect();
            let text = format!("{header}\n{}", lines.join("\n"));
            let options = || NormalizeOptions {
                departments: vec![DepartmentOption { name: "P".to_owned(), ..DepartmentOption::default() }],
                ..NormalizeOptions::default()
            };
            let reading = Sheet { rows: &text, options: options(), ..Sheet::default() }.read();
            let settled = settle(vec![reading], &options());
            let mut kept: Vec<String> = settled
                .records
                .complaints
                .iter()
                .map(|one| {
                    format!("{:?} {:?} {} {:?} {:?}", one.kind, one.department, one.received, one.due, one.resolved)
                })
                .collect();
            kept.sort();
            (kept, settled.ledger.rows())
        };
        prop_assert_eq!(decided(&rows), decided(&shuffled));
    }
}

#[test]
fn numbers_of_complaints_begin_anew_with_the_year_and_with_the_kind() {
    let header = "Số đơn | Loại đơn | Ngày tiếp nhận | Hạn giải quyết | Ngày giải quyết";
    let rows = "1 | Khiếu nại | 02/03/2020 | |\n1 | Tố cáo | 03/03/2020 | |\n1 | Khiếu nại | 02/03/2019 | |\n1 | Khiếu nại | 02/03/2020 | | 04/03/2020";
    let reading = Sheet { rows: &format!("{header}\n{rows}"), ..Sheet::default() }.read();
    let settled = settle(vec![reading], &NormalizeOptions::default());
    assert_eq!(settled.records.complaints.len(), 3);
    assert_eq!(settled.ledger.rows().updated, 1);
}

#[test]
fn what_was_never_taken_in_is_no_fault() {
    let good = "H1 | P | 02/03/2020 | 05/03/2020 | 04/03/2020 | 9 | 1";
    let settled = case(
        &[&format!(
            "{good}\nH2 | | | | | Mới đăng ký |\nH3 | P | 31/02/2020 | x | | 3 | 1\nH4 | | 02/03/2020 | | | 1 |"
        )],
        &["a.xlsx 2", "a.xlsx 5"],
        &[],
    );
    let rows = settled.ledger.rows();
    assert_eq!((rows.accepted, rows.rejected, rows.skipped), (2, 0, 2));
}

#[test]
fn a_row_at_fault_that_a_later_export_has_right_is_out_of_date() {
    let good =
        |code: &str, day: &str| format!("{code} | P | {day} | 25/03/2020 | 24/03/2020 | 9 | 1");
    let old = format!(
        "{}\nH1 | P | 02/03/2020 | 31/02/2020 | | 4 | 1",
        good("H2", "02/03/2020").replace("24/03", "09/03")
    );
    let new = format!("{}\n{}", good("H1", "02/03/2020"), good("H3", "16/03/2020"));
    let settled =
        case(&[&old, &new], &["a.xlsx 2", "b.xlsx 2", "b.xlsx 3"], &["a.xlsx updated_row"]);
    let rows = settled.ledger.rows();
    assert_eq!((rows.rejected, rows.updated), (0, 1));
    // An earlier export cannot mend a later one.
    let settled = self::settled(&[&new.replace("24/03", "04/03").replace("16/03", "03/03"), &old]);
    assert_eq!(settled.ledger.rows().rejected, 1);
}

#[test]
fn codes_that_look_alike_are_one_where_all_else_agrees_and_are_said_where_not() {
    let row = "HS-0111 | P | 02/03/2020 | 05/03/2020 | 04/03/2020 | 9 | 1";
    let slip = row.replace("HS-0111", "HS-O111");
    case(&[row, &slip], &["a.xlsx 2"], &["b.xlsx updated_row", "b.xlsx similar_codes 2"]);
    let other = slip.replace("05/03", "06/03");
    case(&[row, &other], &["a.xlsx 2", "b.xlsx 2"], &["b.xlsx similar_codes 2"]);
    let bare = row.replace("HS-0111", "HS-111");
    case(&[row, &bare], &["a.xlsx 2"], &["b.xlsx updated_row", "b.xlsx similar_codes 2"]);
    // Received on another day it is another dossier.
    case(&[row, &slip.replace("02/03", "03/03")], &["a.xlsx 2", "b.xlsx 2"], &[]);
    case(&[row, &row.replace("HS-0111", "'ＨＳ–0111")], &["a.xlsx 2"], &["b.xlsx updated_row"]);
    // A dash is no code.
    let none = row.replace("HS-0111", "-");
    case(&[&none, &none.replace("02/03", "01/03")], &["a.xlsx 2", "b.xlsx 2"], &[]);
}

#[test]
fn equal_rows_without_a_code_are_said_and_a_block_of_them_is_asked_about() {
    let row = |day: u8| format!(" | P | {day:02}/03/2020 | 20/03/2020 | | 4 | 1");
    let rows = |days: &[u8]| days.iter().map(|day| row(*day)).collect::<Vec<_>>().join("\n");
    let said = settled(&[&rows(&[2, 2, 3])]);
    let finding = &said.ledger.files[0].findings[0];
    assert_eq!(
        finding.message(),
        "1 dòng không có mã hồ sơ và giống hệt một dòng khác: dòng 3 như dòng 2"
    );
    assert!(said.stopped.is_empty());
    // Forty equal rows of one day are a day's work; four days over again are a block pasted twice.
    assert!(settled(&[&rows(&[2; 40])]).stopped.is_empty());
    let twice = rows(&[2, 3, 4, 5, 6, 2, 3, 4, 5]);
    let (old, new) = (rows(&[2, 3, 4, 5]), rows(&[2, 3, 4, 5, 6]));
    for files in [&[twice.as_str()][..], &[old.as_str(), new.as_str()][..]] {
        let asked = settled(files);
        assert_eq!(asked.stopped.len(), 1, "{files:?}");
        assert_eq!(asked.stopped[0].code, Code::RepeatedRows);
    }
}

#[test]
fn complaints_of_one_code_are_one() {
    let header = "Mã đơn | Loại đơn | Ngày tiếp nhận | Hạn giải quyết | Ngày giải quyết";
    let read = |path: &str, row: &str| {
        Sheet { path, rows: &format!("{header}\n{row}"), ..Sheet::default() }.read()
    };
    let open = read("a.xlsx", "D1 | Khiếu nại | 02/03/2020 | 05/03/2020 |");
    let closed = read("b.xlsx", "D1 | Khiếu nại | 02/03/2020 | 05/03/2020 | 04/03/2020");
    let settled = settle(vec![open, closed], &NormalizeOptions::default());
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
