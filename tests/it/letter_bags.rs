//! Bags of letters: printed again byte for byte, numbered in series, whole or not there at all.

use crate::case::Case;
use crate::letter_year::{json, letters, register, sheet};

#[test]
fn a_letter_printed_alone_has_the_bytes_that_it_has_in_its_bag() {
    let rows = "
        A | Thủ tục X | Phòng A | Nguyễn Văn Ví Dụ 1 | 20/02/2020 | 02/03/2020 |            | Lý do | 25/03/2020 | Trực tiếp
        B | Thủ tục X | Phòng A | Văn Ňová 2         | 20/02/2020 | 02/03/2020 | 05/03/2020 | Lý do |            | Trực tiếp
        C | Thủ tục X | Phòng A | Nguyễn Văn Ví Dụ 3 | 20/02/2020 | 02/03/2020 | 05/03/2020 | Lý do |            | Trực tiếp";
    let case = sheet(Case::new(), rows);
    case.march().code(0);
    let bag = |name: &str| {
        std::fs::read(case.root().join("luu-tru/2020-03/data/thu-xin-loi").join(name)).unwrap()
    };
    let again = |orders: &str| {
        case.run(&["thu-xin-loi", "--chi", orders, "--tinh-den", "2020-03-20"]).code(0);
        std::fs::read(case.root().join("thu-in-lai.pdf")).unwrap()
    };
    for (order, name) in [("1", "pxl-a.pdf"), ("2", "txl-b.pdf"), ("3", "txl-c.pdf")] {
        assert!(again(order) == bag(name), "{name}");
    }
    // Settings that have changed since do not change what was written.
    let settings = case.root().join("congso.toml");
    let old = std::fs::read_to_string(&settings).unwrap();
    std::fs::write(&settings, old.replace("Nguyễn Văn Ví Dụ", "Người Ký Khác")).unwrap();
    let text = crate::documents::pdf_text(&again("1,3"));
    assert!(text.contains("Nguyễn Văn Ví Dụ 3") && !text.contains("Người Ký Khác"), "{text}");
    case.run(&["thu-xin-loi", "--chi", "1,9", "--tinh-den", "2020-03-20"]).code(2).says("thứ tự 9");
    // The one file to print: a list, then two letters to a sheet.
    let pages = lopdf_pages(&bag("in-tat-ca.pdf"));
    assert_eq!(pages, 1 + 2);
    let alone = sheet(Case::new(), rows.lines().nth(3).unwrap());
    alone.march().code(0);
    let of_alone =
        std::fs::read(alone.root().join("luu-tru/2020-03/data/thu-xin-loi/txl-c.pdf")).unwrap();
    assert!(of_alone == bag("txl-c.pdf"), "a letter depends on its neighbours");
    let of_alone =
        std::fs::read(alone.root().join("luu-tru/2020-03/data/thu-xin-loi/txl-c.docx")).unwrap();
    assert!(of_alone == bag("txl-c.docx"), "a letter depends on its neighbours");
}

fn lopdf_pages(bytes: &[u8]) -> usize {
    lopdf::Document::load_mem(bytes).unwrap().get_pages().len()
}

#[test]
fn numbers_in_series_have_no_gap_and_stay_when_run_again() {
    let rows = "
        A | Thủ tục X | Phòng A | Nguyễn Văn Ví Dụ 1 | 20/02/2020 | 02/03/2020 |            | Lý do | 25/03/2020 | Trực tiếp
        B | Thủ tục X | Phòng A | Nguyễn Văn Ví Dụ 2 | 20/02/2020 | 03/03/2020 | 05/03/2020 | Lý do |            | Trực tiếp
        C | Thủ tục X | Phòng A | Nguyễn Văn Ví Dụ 3 | 20/02/2020 | 04/03/2020 |            |       | 25/03/2020 | Trực tiếp
        D | Thủ tục X | Phòng A | Nguyễn Văn Ví Dụ 4 | 20/02/2020 | 05/03/2020 |            | Lý do | 25/03/2020 | Trực tiếp";
    let series = |old: &str| format!("{old}\n[thu]\ndanh_so = \"lien_tuc\"\n");
    let case = sheet(Case::new().settings(series), rows);
    case.march().code(0);
    let numbers = |case: &Case| {
        let list = json(case, "2020-03/data/thu-xin-loi/danh-sach.json");
        let letters = list["thu"].as_array().unwrap().iter();
        letters
            .map(|one| {
                format!("{} {} {}", one["thu_tu"], one["ma_ho_so"].as_str().unwrap(), one["so"])
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(numbers(&case), ["1 A 1", "2 B null", "3 D 2"]);
    // A thư công takes no number from the series of the Phiếu, and has no line for one.
    let text = |name: &str| {
        let path = case.root().join("luu-tru/2020-03/data/thu-xin-loi").join(name);
        crate::documents::pdf_text(&std::fs::read(path).unwrap()).replace('\u{a0}', " ")
    };
    assert!(text("pxl-d.pdf").contains("Số: 02/PXL"), "{}", text("pxl-d.pdf"));
    assert!(!text("txl-b.pdf").contains("Số:"), "{}", text("txl-b.pdf"));
    // C gets its reason and the month is written again: nobody is renumbered.
    let case = sheet(case, &rows.replace("|       | 25/03", "| Lý do | 25/03"));
    case.run(&["bao-cao", "--ky", "2020-03", "--thay-the"]).code(0);
    assert_eq!(numbers(&case), ["1 A 1", "2 B null", "3 D 2", "4 C 3"]);
    // A is taken back: its line stays, and its number is given to nobody.
    let case = sheet(
        case,
        &rows.replace("|       | 25/03", "| Lý do | 25/03").replace("A | Thủ", "E | Thủ"),
    );
    case.run(&["bao-cao", "--ky", "2020-03", "--thay-the"]).code(0);
    let lines = register(&case, "so-theo-doi-2020.xlsx");
    let told: Vec<_> = lines
        .iter()
        .map(|line| format!("{} {} {} {}", line[0], line[2], line[4], line[12]))
        .collect();
    assert_eq!(
        told,
        ["1 01 A không còn dùng: kỳ đã được lập lại", "2  B ", "3 02 D ", "4 03 C ", "5 04 E "]
    );
}

/// Whatever moment the program is killed in: the bag is there whole or not at all, and the next run leaves
/// nothing of the broken one.
#[test]
fn a_run_that_is_killed_leaves_nothing_half_written() {
    let row = |number: u32| {
        format!(
            "A-{number} | Thủ tục X | Phòng A | Nguyễn Văn Ví Dụ {number} | 20/02/2020 | 02/03/2020 | 05/03/2020 | Lý do | | Trực tiếp\n"
        )
    };
    let case = sheet(Case::new(), &(1..=40).map(row).collect::<String>());
    let archive = case.root().join("luu-tru");
    std::fs::create_dir_all(archive.join(".congso-cu/tui/data")).unwrap();
    std::fs::write(archive.join(".congso-cu/khoa"), "").unwrap();
    let beside = || {
        let names = std::fs::read_dir(&archive).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<_> = names.map(|name| name.into_string().unwrap()).collect();
        names.retain(|name| name.starts_with(".congso-"));
        names.sort();
        names
    };
    let mut run = std::process::Command::new(crate::case::CONGSO)
        .args(["thu-xin-loi", "--tinh-den", "2020-03-16", "-C"])
        .arg(case.root())
        .stderr(std::process::Stdio::null())
        .spawn()
        .unwrap();
    // The old folder is swept away before the new one is begun.
    let is_beside = |names: Vec<String>| names.iter().any(|name| name != ".congso-cu");
    while run.try_wait().unwrap().is_none() && !is_beside(beside()) {
        std::thread::yield_now();
    }
    run.kill().unwrap();
    run.wait().unwrap();
    let bag = archive.join("thu-2020-03-16");
    assert!(!bag.exists() || bag.join("data/thu-xin-loi/in-tat-ca.pdf").is_file());
    case.run(&["thu-xin-loi", "--tinh-den", "2020-03-16"]).code(0);
    assert_eq!(letters(&case, "thu-2020-03-16").len(), 40);
    case.run(&["bao-cao", "--ky", "2020-03"]).code(0);
    assert_eq!(beside(), [""; 0]);
}
