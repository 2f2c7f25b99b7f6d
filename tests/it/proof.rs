//! The archive proves itself: whatever is touched in earlier periods is found and named, by `xac-minh` and by the next
//! run that would have believed it.

use std::fs;
use std::path::PathBuf;

use crate::case::{Case, files_below};
use crate::letter_year::{letters, sheet};
use crate::touch::Touch::{
    self, Add, AddFolder, Append, Copy, Cut, Edit, Flip, Link, Remove, Rename, Reseal, Swap,
};
use crate::touch::{copy_folder, digest, reseal};

const ROWS: &str = "
    A | Thủ tục X | Phòng A | Nguyễn Văn Ví Dụ 1 | 20/12/2019 | 08/01/2020 |            | Chờ xác minh | 20/02/2020 | Trực tiếp
    B | Thủ tục X | Phòng A | Nguyễn Văn Ví Dụ 2 | 20/12/2019 | 08/01/2020 | 10/01/2020 | Thiếu người  |            | Trực tiếp
    C | Thủ tục X | Phòng B | Nguyễn Văn Ví Dụ 3 | 20/01/2020 | 03/02/2020 | 05/02/2020 | Thiếu người  |            | Trực tiếp
    D | Thủ tục X | Phòng B | Nguyễn Văn Ví Dụ 4 | 03/02/2020 | 17/02/2020 | 19/02/2020 | Thiếu người  |            | Trực tiếp
    E | Thủ tục X | Phòng B | Nguyễn Văn Ví Dụ 5 | 20/02/2020 | 03/03/2020 | 02/03/2020 |              |            | Trực tiếp";

/// Two months, the first of them written again; letters between two reports. March is still to come.
pub(crate) fn earlier() -> Case {
    let case = sheet(Case::new(), ROWS);
    let run = |arguments: &[&str]| {
        case.run(arguments).code(0);
    };
    run(&["bao-cao", "--ky", "2020-01", "--tinh-den", "2020-01-20"]);
    let settings = case.root().join("congso.toml");
    let old = fs::read_to_string(&settings).unwrap();
    fs::write(&settings, format!("{old}\n[muc_tieu]\ndung_han = \"95%\"\n")).unwrap();
    run(&["bao-cao", "--ky", "2020-01", "--thay-the", "--tinh-den", "2020-01-21"]);
    run(&["bao-cao", "--ky", "2020-02", "--tinh-den", "2020-02-20"]);
    run(&["thu-xin-loi", "--tinh-den", "2020-02-21"]);
    case
}

/// What is done to each file of a bag.
const EACH: [fn(String) -> Touch; 5] = [Flip, Cut, Append, Remove, Link];

/// Files of February; whether the next period takes anything from them.
const FILES: [(&str, bool); 19] = [
    ("2020-02/bagit.txt", true),
    ("2020-02/bag-info.txt", true),
    ("2020-02/manifest-sha256.txt", true),
    ("2020-02/tagmanifest-sha256.txt", true),
    ("2020-02/data/so-lieu.json", true),
    ("2020-02/data/noi-bo/dang-giai-quyet.txt", true),
    ("2020-02/data/thu-xin-loi/danh-sach.json", true),
    ("2020-02/data/thu-xin-loi/so-theo-doi.xlsx", false),
    ("2020-02/data/thu-xin-loi/txl-c.pdf", false),
    ("2020-02/data/thu-xin-loi/in-tat-ca.pdf", false),
    ("2020-02/data/bao-cao.pdf", false),
    ("2020-02/data/bao-cao.docx", false),
    ("2020-02/data/bao-cao.html", false),
    ("2020-02/data/phu-luc.xlsx", false),
    ("2020-02/data/gui/cong-van.pdf", false),
    ("2020-02/data/gui/tai-lieu-gui.zip", false),
    ("2020-02/data/nguon/ho-so.xlsx", false),
    ("2020-02/data/cau-hinh/congso.toml", false),
    ("2020-02/data/ky-truoc/thu.json", false),
];

/// The rest: what is done, what has to be named, whether the next period stops for it.
fn others() -> Vec<(Touch, &'static str, bool)> {
    vec![
        (Add("2020-02/data/them.txt".into()), "2020-02/data/them.txt", false),
        (Add("2020-02/data/.an".into()), "2020-02/data/.an", false),
        (Add("2020-02/data/nguon/them.xlsx".into()), "2020-02/data/nguon/them.xlsx", false),
        (Add("2020-02/fetch.txt".into()), "2020-02/fetch.txt", false),
        (Add("2020-02/tagmanifest-md5.txt".into()), "2020-02/tagmanifest-md5.txt", false),
        (AddFolder("2020-02/data/trong".into()), "2020-02/data/trong", false),
        (Flip("2020-01/data/so-lieu.json".into()), "2020-01/data/so-lieu.json", true),
        (Flip("2020-01-cu-1/data/so-lieu.json".into()), "2020-01-cu-1/data/so-lieu.json", false),
        (
            Flip("2020-01-cu-1/data/thu-xin-loi/danh-sach.json".into()),
            "2020-01-cu-1/data/thu-xin-loi/danh-sach.json",
            true,
        ),
        (
            Flip("thu-2020-02-21/data/thu-xin-loi/danh-sach.json".into()),
            "thu-2020-02-21/data/thu-xin-loi/danh-sach.json",
            true,
        ),
        (
            Remove("thu-2020-02-21/data/thu-xin-loi/txl-d.docx".into()),
            "thu-2020-02-21/data/thu-xin-loi/txl-d.docx",
            false,
        ),
        (Add("thu-2020-02-21/data/so-lieu.json".into()), "thu-2020-02-21/data/so-lieu.json", true),
        (Remove("2020-01".into()), "luu-tru/2020-01: cả gói", true),
        (Remove("2020-01-cu-1".into()), "luu-tru/2020-01-cu-1: cả gói", true),
        (Remove("2020-02".into()), "luu-tru/2020-02: cả gói", true),
        (Remove("thu-2020-02-21".into()), "luu-tru/thu-2020-02-21: cả gói", true),
        (Rename("2020-02".into(), "2019-12".into()), "luu-tru/2019-12: là gói 2020-02", true),
        (
            Rename("2020-02".into(), "2020-02-cu-1".into()),
            "luu-tru/2020-02-cu-1: là gói 2020-02",
            true,
        ),
        (Rename("thu-2020-02-21".into(), "thu-2020-02-22".into()), "là gói thu-2020-02-21", true),
        (Rename("2020-01-cu-1".into(), "2020-01-cu-2".into()), "là gói 2020-01-cu-1", true),
        (
            Copy("2020-02".into(), "2020-04".into()),
            "luu-tru/2020-04: là bản chép thêm của gói 2020-02",
            true,
        ),
        (Copy("2020-02".into(), "2020-02-cu-1".into()), "là bản chép thêm của gói 2020-02", true),
        (
            Copy("thu-2020-02-21".into(), "thu-2020-02-22".into()),
            "bản chép thêm của gói thu-2020",
            true,
        ),
        (
            Swap("2020-01".into(), "2020-01-cu-1".into()),
            "luu-tru/2020-01: là gói 2020-01-cu-1",
            true,
        ),
        (Swap("2020-01".into(), "2020-02".into()), "luu-tru/2020-02: là gói 2020-01", true),
    ]
}

/// Of the chain, and forgeries whose manifests agree.
fn forged() -> Vec<(Touch, &'static str, bool)> {
    vec![
        (Flip("so-cai.json".into()), "luu-tru/so-cai.json: đã bị sửa", true),
        (Cut("so-cai.json".into()), "luu-tru/so-cai.json: đã bị sửa", true),
        (Append("so-cai.json".into()), "luu-tru/so-cai.json: đã bị sửa", true),
        (Remove("so-cai.json".into()), "luu-tru/so-cai.json: đã bị xóa", false),
        (
            Edit("so-cai.json".into(), "\"thay\"".into(), "\"ghi\"".into()),
            "luu-tru/so-cai.json: đã bị sửa",
            true,
        ),
        (
            Reseal(
                "2020-02".into(),
                "data/so-lieu.json".into(),
                "\"c3\": 2".into(),
                "\"c3\": 3".into(),
            ),
            "2020-02/tagmanifest-sha256.txt",
            true,
        ),
        (
            Reseal(
                "2020-02".into(),
                "data/thu-xin-loi/danh-sach.json".into(),
                "Thiếu người".into(),
                "Thiếu ngưòi".into(),
            ),
            "2020-02/tagmanifest-sha256.txt",
            true,
        ),
        (
            Reseal(
                "2020-02".into(),
                "bag-info.txt".into(),
                "2020-02-20".into(),
                "2020-02-19".into(),
            ),
            "2020-02/tagmanifest-sha256.txt",
            true,
        ),
        (
            Reseal(
                "2020-01-cu-1".into(),
                "bag-info.txt".into(),
                "2020-01-20".into(),
                "2020-01-19".into(),
            ),
            "2020-01-cu-1/tagmanifest-sha256.txt",
            true,
        ),
        (
            Reseal(
                "thu-2020-02-21".into(),
                "data/cau-hinh/congso.toml".into(),
                "SVD".into(),
                "SVE".into(),
            ),
            "thu-2020-02-21/tagmanifest-sha256.txt",
            true,
        ),
    ]
}

/// What the next period stops for, whatever is asked of it.
fn tampered() -> Vec<(Touch, String, bool)> {
    let mut all: Vec<(Touch, String, bool)> = Vec::new();
    for (path, is_taken) in FILES {
        for touch in EACH {
            let touch = touch(path.to_owned());
            // A link that leads to what was written misleads nobody; it is found, and no run stops for it.
            let stops = is_taken && !matches!(touch, Link(_));
            all.push((touch, format!("luu-tru/{path}: "), stops));
        }
    }
    all.extend(
        others()
            .into_iter()
            .chain(forged())
            .map(|(touch, named, stops)| (touch, named.to_owned(), stops)),
    );
    all
}

#[test]
fn every_alteration_of_earlier_periods_is_found_and_named() {
    let good = earlier();
    good.run(&["xac-minh"]).code(0).says("tất cả đúng như khi ghi");
    let all = tampered();
    assert!(all.len() >= 120, "{}", all.len());
    let office = files_below(good.root());
    let check = |(touch, named, stops): &(Touch, String, bool)| {
        let case = Case::new();
        for (path, bytes) in &office {
            let path: PathBuf = case.root().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        touch.carry_out(&case.root().join("luu-tru"));
        case.run(&["xac-minh"]).code(4).says(named);
        let march = case.run(&["bao-cao", "--ky", "2020-03", "--tinh-den", "2020-03-20"]);
        if *stops {
            march.code(1).says(named).says("chưa ghi gì").says("gợi ý");
            assert!(!case.root().join("luu-tru/2020-03").exists(), "{named}");
        } else {
            march.code(0);
        }
    };
    // Beside each other, since each is two runs of the program.
    std::thread::scope(|scope| {
        let (left, right) = all.split_at(all.len() / 2);
        scope.spawn(|| left.iter().for_each(check));
        right.iter().for_each(check);
    });
}

/// Whoever changes a figure and makes every digest and the chain agree with it still has the rows against him.
#[test]
fn a_figure_that_does_not_follow_from_the_rows_is_found_whatever_the_digests_say() {
    let case = earlier();
    let archive = case.root().join("luu-tru");
    case.run(&["bao-cao", "--ky", "2020-03", "--tinh-den", "2020-03-20"]).code(0);
    Reseal("2020-03".into(), "data/so-lieu.json".into(), "\"c3\": 1".into(), "\"c3\": 2".into())
        .carry_out(&archive);
    fs::remove_file(archive.join("so-cai.json")).unwrap();
    // The chain is made again from the bags, and takes the last one for what it says it is.
    case.run(&["thu-xin-loi", "--tinh-den", "2020-03-20"]).code(0).says("so-cai.json");
    let told = case.run(&["xac-minh"]);
    told.code(4).says("so-lieu.json KHÔNG ra từ nguon").says("cot.c3: trong gói 2, tính lại 1");
    let json = case.run(&["xac-minh", "2020-03", "--json"]);
    let found: serde_json::Value = serde_json::from_str(&json.code(4).stdout).unwrap();
    assert_eq!(found["bags"][0]["figures"]["recount"], "differ");
    assert_eq!(found["bags"][0]["files"]["data/so-lieu.json"]["verdict"], "ok");
}

/// Letters likewise, also those between two reports.
#[test]
fn a_letter_that_does_not_follow_from_the_rows_is_found_whatever_the_digests_say() {
    for (bag, code) in [("2020-02", "C"), ("thu-2020-02-21", "D")] {
        let case = earlier();
        let archive = case.root().join("luu-tru");
        if bag == "2020-02" {
            fs::remove_dir_all(archive.join("thu-2020-02-21")).unwrap();
        }
        let list = "data/thu-xin-loi/danh-sach.json".to_owned();
        Reseal(bag.into(), list, "Thiếu người".into(), "Thiếu ngưòi".into()).carry_out(&archive);
        fs::remove_file(archive.join("so-cai.json")).unwrap();
        case.run(&["thu-xin-loi", "--tinh-den", "2020-02-21"]);
        let told = case.run(&["xac-minh", bag]);
        told.code(4).says("danh-sach.json KHÔNG ra từ nguon");
        told.says(&format!("thu[{code}].ly_do: trong gói"));
    }
}

/// In the order of the chain, each from the rows and settings that it keeps, on the day on which it was made.
#[test]
fn an_archive_is_made_again_from_its_own_bags_to_the_same_bytes() {
    let case = earlier();
    let archive = case.root().join("luu-tru");
    let chain: serde_json::Value =
        serde_json::from_slice(&fs::read(archive.join("so-cai.json")).unwrap()).unwrap();
    let again = Case::new();
    for entry in chain["muc"].as_array().unwrap() {
        let text = |key: &str| entry[key].as_str().unwrap();
        let is_home = |path: &PathBuf| {
            let manifest = fs::read(path.join("tagmanifest-sha256.txt"));
            manifest.is_ok_and(|bytes| digest(&bytes) == text("ma"))
        };
        let mut folders = fs::read_dir(&archive).unwrap().map(|one| one.unwrap().path());
        let bag = folders.find(is_home).unwrap().join("data");
        fs::remove_dir_all(again.root().join("du-lieu")).unwrap();
        copy_folder(&bag.join("nguon"), &again.root().join("du-lieu"));
        fs::copy(bag.join("cau-hinh/congso.toml"), again.root().join("congso.toml")).unwrap();
        let day = ["--tinh-den", text("ngay")];
        let what: &[&str] = match (text("tui"), text("viec")) {
            (folder, "ghi") if folder.starts_with("thu-") => &["thu-xin-loi"],
            (folder, "ghi") => &["bao-cao", "--ky", folder],
            (folder, "thay") => &["bao-cao", "--thay-the", "--ky", folder],
            other => panic!("{other:?}"),
        };
        again.run(&[what, &day[..]].concat()).code(0);
    }
    let (one, other) = (files_below(&archive), again.files("luu-tru"));
    let names = |files: &[(String, Vec<u8>)]| -> Vec<String> {
        files.iter().map(|(path, _)| path.clone()).collect()
    };
    assert_eq!(names(&one), names(&other));
    let differing: Vec<&String> =
        one.iter().zip(&other).filter(|(one, other)| one != other).map(|(one, _)| &one.0).collect();
    assert!(differing.is_empty(), "{differing:?}");
}

#[test]
fn a_period_whose_figures_were_touched_can_be_made_again_without_a_copy() {
    let case = earlier();
    Flip("2020-02/data/so-lieu.json".into()).carry_out(&case.root().join("luu-tru"));
    let again = ["bao-cao", "--ky", "2020-02", "--tinh-den", "2020-02-22"];
    case.run(&again).code(1).says("2020-02/data/so-lieu.json");
    case.run(&[&again[..], &["--thay-the"]].concat()).code(0).says("2020-02-cu-1");
    case.run(&["xac-minh"]).code(0).says("đã hỏng từ trước khi được thay");
    case.run(&["bao-cao", "--ky", "2020-03", "--tinh-den", "2020-03-20"]).code(0);
}

/// An archive of a program that kept no chain.
#[test]
fn an_archive_from_before_the_chain_is_taken_in() {
    let case = earlier();
    let archive = case.root().join("luu-tru");
    fs::remove_file(archive.join("so-cai.json")).unwrap();
    for bag in ["2020-01", "2020-01-cu-1", "2020-02", "thu-2020-02-21"] {
        let info = archive.join(bag).join("bag-info.txt");
        let old = fs::read_to_string(&info).unwrap();
        let lines = old.lines().filter(|line| {
            !["Congso-Lay-Tu", "Congso-So-Cai-Truoc", "Congso-Viec"]
                .iter()
                .any(|label| line.starts_with(label))
        });
        fs::write(&info, lines.map(|line| format!("{line}\n")).collect::<String>()).unwrap();
        fs::remove_dir_all(archive.join(bag).join("data/ky-truoc")).unwrap();
        reseal(&archive.join(bag));
    }
    case.run(&["xac-minh"]).code(0).says("4 gói có từ trước").says("tính lại từ nguon");
    let march = ["bao-cao", "--ky", "2020-03", "--tinh-den", "2020-03-20"];
    case.run(&march).code(0).says("4 gói có từ trước");
    assert!(case.run(&march).code(0).stderr.contains("không có gì thay đổi"));
    let chain = fs::read_to_string(archive.join("so-cai.json")).unwrap();
    assert_eq!(chain.matches("\"viec\":\"nhan\"").count(), 4, "{chain}");
    case.run(&["xac-minh"]).code(0);
    fs::remove_dir_all(archive.join("2020-01")).unwrap();
    case.run(&["xac-minh"]).code(4).says("luu-tru/2020-01: cả gói");
}

#[test]
fn what_follows_from_the_bags_is_made_again_where_it_is_missing() {
    let case = earlier();
    let archive = case.root().join("luu-tru");
    let names = ["so-cai.json", "index.html", "so-theo-doi-2020.xlsx"];
    let read = |name: &str| fs::read(archive.join(name)).unwrap();
    let before = names.map(read);
    for name in names {
        fs::remove_file(archive.join(name)).unwrap();
    }
    case.run(&["thu-xin-loi", "--tinh-den", "2020-02-21"]).code(0).says("so-cai.json");
    assert!(names.map(read) == before);
    case.run(&["xac-minh"]).code(0);
}

/// A letter that a period writes after later letters stands in the register of the year.
#[test]
fn a_letter_of_an_earlier_period_is_not_missing_from_the_register() {
    let case = sheet(Case::new(), &ROWS.replace("05/02/2020 | Thiếu người ", "05/02/2020 |  "));
    case.run(&["thu-xin-loi", "--tinh-den", "2020-02-21"]).code(0);
    let case = sheet(case, ROWS);
    case.run(&["bao-cao", "--ky", "2020-02", "--tinh-den", "2020-02-22"]).code(0);
    let lines = crate::letter_year::register(&case, "so-theo-doi-2020.xlsx");
    let codes: Vec<&str> = lines.iter().map(|line| line[4].as_str()).collect();
    assert_eq!(codes, ["B", "D", "A", "C"]);
}

#[test]
fn a_paper_finds_the_bag_that_it_came_from_by_its_code() {
    let case = earlier();
    let text = |bag: &str, paper: &str| {
        let path = case.root().join("luu-tru").join(bag).join("data").join(paper);
        crate::documents::pdf_text(&fs::read(path).unwrap()).replace('\u{a0}', " ")
    };
    let code = |text: &str| text.split("Mã kiểm tra: ").nth(1).unwrap()[..19].to_owned();
    let mut codes = Vec::new();
    for bag in ["2020-01", "2020-02"] {
        let report = code(&text(bag, "bao-cao.pdf"));
        assert_eq!(report, code(&text(bag, "gui/cong-van.pdf")));
        case.run(&["xac-minh", "--ma", &report]).code(0).says(&format!("là của luu-tru/{bag}"));
        let typed = report.replace('-', " ").to_lowercase();
        case.run(&["verify", "--code", &typed]).code(0).says(&report);
        codes.push(report);
    }
    assert_ne!(codes[0], codes[1]);
    case.run(&["xac-minh", "--ma", "0000-0000-0000-0000"]).code(4).says("không có trong lưu trữ");
    case.run(&["xac-minh", "--ma", "0000"]).code(2);
    case.run(&["xac-minh", "2020-02"]).code(0).says("Đã xác minh 1 gói");
    case.run(&["xac-minh", "2020-05"]).code(2).says("2020-05");
}

#[test]
fn eight_runs_at_once_give_no_place_twice() {
    let case = sheet(Case::new(), ROWS);
    let kinds: [&[&str]; 4] = [
        &["bao-cao", "--ky", "2020-01", "--tinh-den", "2020-03-20"],
        &["bao-cao", "--ky", "2020-02", "--tinh-den", "2020-03-20"],
        &["thu-xin-loi", "--tinh-den", "2020-02-21"],
        &["bao-cao", "--ky", "2020-03", "--tinh-den", "2020-03-20"],
    ];
    std::thread::scope(|scope| {
        for arguments in kinds.iter().chain(&kinds) {
            // One that comes second may find other letters in the archive than the first, and then says so.
            scope.spawn(|| assert!(matches!(case.run(arguments).code, 0 | 1)));
        }
    });
    let mut places = Vec::new();
    let bags = ["2020-01", "2020-02", "2020-03", "thu-2020-02-21"];
    for bag in bags.iter().filter(|bag| case.root().join("luu-tru").join(bag).exists()) {
        places.extend(letters(&case, bag));
    }
    places.sort();
    let codes: Vec<&str> = places.iter().map(|(_, code)| code.as_str()).collect();
    let orders: Vec<u64> = places.iter().map(|(order, _)| *order).collect();
    assert_eq!(orders, [1, 2, 3, 4], "{codes:?}");
    case.run(&["xac-minh"]).code(0);
}
