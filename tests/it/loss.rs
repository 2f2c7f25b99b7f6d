//! A bag that is lost for good is written off: the archive says so for ever, goes on, and gives no place twice.

use std::collections::BTreeSet;
use std::fs;

use crate::case::{Case, Outcome, files_below};
use crate::letter_year::{letters, register};
use crate::proof::earlier;
use crate::touch::Touch;

const WHY: &str = "ổ đĩa hỏng, không có bản sao lưu";

fn write_off(case: &Case, bag: &str) -> Outcome {
    case.run(&["xac-minh", "--ghi-mat", bag, "--ly-do", WHY])
}

fn march(case: &Case) -> Outcome {
    case.run(&["bao-cao", "--ky", "2020-03", "--tinh-den", "2020-03-20"])
}

fn chain(case: &Case) -> String {
    fs::read_to_string(case.root().join("luu-tru/so-cai.json")).unwrap()
}

fn page(case: &Case) -> String {
    fs::read_to_string(case.root().join("luu-tru/index.html")).unwrap()
}

/// Every place in the register of the year, each of which one letter has.
#[track_caller]
fn places(case: &Case) -> Vec<u32> {
    let lines = register(case, "so-theo-doi-2020.xlsx");
    let places: Vec<u32> = lines.iter().map(|line| line[0].parse().unwrap()).collect();
    assert_eq!(places.iter().collect::<BTreeSet<_>>().len(), places.len(), "{lines:?}");
    // D alone may have two: one that was made void, and the one instead of it.
    let once = lines.iter().map(|line| &line[4]).filter(|code| !["", "D"].contains(&code.as_str()));
    let once: Vec<&String> = once.collect();
    assert_eq!(once.iter().collect::<BTreeSet<_>>().len(), once.len(), "{lines:?}");
    places
}

fn copy(office: &[(String, Vec<u8>)]) -> Case {
    office.iter().fold(Case::new(), |case, (path, bytes)| case.file(path, bytes))
}

/// Whatever is lost of whichever bag, the office goes on, and a later bag or the bag itself says which places it gave.
#[test]
fn a_lost_bag_is_written_off_and_the_office_goes_on() {
    let good = earlier();
    good.run(&["thu-xin-loi", "--huy", "D", "--ly-do", "sai tên", "--tinh-den", "2020-02-22"])
        .code(0);
    let office = files_below(good.root());
    let before = places(&good);
    for bag in ["2020-01", "2020-01-cu-1", "2020-02", "thu-2020-02-21"] {
        let list = format!("{bag}/data/thu-xin-loi/danh-sach.json");
        let manifest = format!("{bag}/manifest-sha256.txt");
        let all = [Touch::Remove(bag.to_owned()), Touch::Append(list), Touch::Cut(manifest)];
        // Each is some eight runs of the program: the last is tried once.
        for touch in all.into_iter().take(if bag == "2020-02" { 3 } else { 2 }) {
            let case = copy(&office);
            touch.carry_out(&case.root().join("luu-tru"));
            march(&case).code(1).says(bag).says("--ghi-mat");
            case.run(&["xac-minh", "--ghi-mat", bag]).code(2).says("phải có lý do");
            write_off(&case, bag).code(0).says(&format!("Đã ghi mất gói luu-tru/{bag}"));
            case.run(&["xac-minh"]).code(0).says(&format!("{bag}: gói đã mất")).says(WHY);
            march(&case).code(0);
            let page = page(&case);
            assert!(page.contains(&format!("<li>{bag}: gói đã mất, ghi nhận ngày ")), "{page}");
            assert_eq!(places(&case)[..before.len()], before, "{bag}");
            let whole = chain(&case);
            assert!(whole.contains(&format!("\"viec\":\"mat\",\"tui\":\"{bag}\"")), "{whole}");
            // What is written off stays so, and the chain is made again from what the bags say of it.
            fs::remove_file(case.root().join("luu-tru/so-cai.json")).unwrap();
            march(&case).code(0).says("lập lại được từ chính các gói");
            assert_eq!(chain(&case), whole, "{bag}");
            case.run(&["xac-minh"]).code(0);
        }
    }
}

/// Of the newest letters nobody else knows: then the office says which places they had, and none is guessed.
#[test]
fn places_that_nobody_knows_are_asked_for() {
    let case = earlier();
    let last = *places(&case).last().unwrap();
    Touch::Remove("thu-2020-02-21".to_owned()).carry_out(&case.root().join("luu-tru"));
    write_off(&case, "thu-2020-02-21").code(2).says("Không biết gói").says("--thu-den");
    let place = (last + 2).to_string();
    let all = ["xac-minh", "--ghi-mat", "thu-2020-02-21", "--ly-do", WHY, "--thu-den", &place];
    case.run(&all).code(0);
    march(&case).code(0);
    let orders: Vec<u64> = letters(&case, "2020-03").iter().map(|(order, _)| *order).collect();
    assert!(orders.iter().all(|order| *order > u64::from(last) + 2), "{orders:?}");
    assert!(places(&case).contains(&(last + 2)));
    case.run(&["thu-xin-loi", "--chi", &place, "--tinh-den", "2020-03-20"]).code(2).says("đã mất");
}

/// The rows are still there: the period is made again over the note, and its letters keep their places.
#[test]
fn a_period_that_was_written_off_can_be_made_again() {
    let case = earlier();
    let had = letters(&case, "2020-02");
    Touch::Append("2020-02/data/thu-xin-loi/danh-sach.json".to_owned())
        .carry_out(&case.root().join("luu-tru"));
    write_off(&case, "2020-02").code(0).says("giữ ở luu-tru/2020-02-cu-1");
    case.run(&["bao-cao", "--ky", "2020-02", "--tinh-den", "2020-02-22"]).code(0);
    assert_eq!(letters(&case, "2020-02"), had);
    case.run(&["xac-minh"]).code(0).says("2020-02-cu-2: gói đã mất");
    march(&case).code(0);
    places(&case);
}

#[test]
fn nothing_is_written_off_that_is_there() {
    let case = earlier();
    let before = files_below(case.root());
    write_off(&case, "2020-02").code(2).says("không mất gì");
    write_off(&case, "2020-07").code(2).says("Không có gói “2020-07”");
    assert!(files_below(case.root()) == before);
    Touch::Swap("2020-01".to_owned(), "2020-02".to_owned()).carry_out(&case.root().join("luu-tru"));
    write_off(&case, "2020-02").code(1).says("là gói 2020-01");
}

/// The note is a bag like any other.
#[test]
fn a_note_that_is_touched_is_found() {
    let case = earlier();
    Touch::Remove("2020-01".to_owned()).carry_out(&case.root().join("luu-tru"));
    write_off(&case, "2020-01").code(0);
    Touch::Flip("2020-01/data/ghi-mat.json".to_owned()).carry_out(&case.root().join("luu-tru"));
    case.run(&["xac-minh"]).code(4).says("2020-01/data/ghi-mat.json: đã bị sửa");
    march(&case).code(1).says("ghi-mat.json");
}
