//! `tong-hop`: a superior office's report from what its units archived.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::case::{Case, Outcome, columns, files_below, named};
use crate::links::lead_to_their_explanation;

/// A unit with its name, and so many dossiers on time and late.
pub(crate) fn unit(name: &str, on_time: usize, late: usize) -> Case {
    let header = "Mã hồ sơ | Phòng ban | Lĩnh vực | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Hình thức nộp";
    let row = |index: usize, end: &str| {
        format!(
            "{name}-{index} | Phòng A | Lĩnh vực A | 02/03/2020 | 05/03/2020 | {end} | Trực tuyến"
        )
    };
    let rows = (0..on_time + late)
        .map(|index| row(index, if index < on_time { "05/03/2020" } else { "09/03/2020" }));
    let table = format!("{header}\n{}", rows.collect::<Vec<_>>().join("\n"));
    let case = Case::new()
        .settings(|old| old.replace("ten = \"Sở Ví Dụ\"", &format!("ten = \"{name}\"")))
        .sheet("ho-so.xlsx", "Hồ sơ", &table);
    case.march().code(0);
    case
}

/// Copies a folder below that of the superior office.
pub(crate) fn hand_over(from: &Path, above: &Case, to: &str) {
    for (path, bytes) in files_below(from) {
        let path = above.root().join("nhan").join(to).join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

pub(crate) fn bag(unit: &Case) -> std::path::PathBuf {
    unit.root().join("luu-tru/2020-03")
}

pub(crate) fn above() -> Case {
    Case::new().settings(|old| {
        let named = "nguon = [\"nhan\"]\ndon_vi = [\"Sở B\", \"Sở A\", \"Sở Vắng\"]\nhan_gui = 2";
        format!("{}\n[tong_hop]\n{named}\n", old.replace("Sở Ví Dụ", "Ủy ban Ví Dụ"))
    })
}

pub(crate) fn add_up(above: &Case) -> (Outcome, Value) {
    let outcome = above.run(&["tong-hop", "--ky", "2020-03", "--tinh-den", "2020-03-20", "--json"]);
    let figures = serde_json::from_str(&outcome.stdout).unwrap_or(Value::Null);
    (outcome, figures)
}

fn states(figures: &Value) -> Vec<(String, String)> {
    let units = figures["tong_hop"]["don_vi"].as_array().unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    units.iter().map(|unit| (text(&unit["ten"]), text(&unit["trang_thai"]))).collect()
}

#[test]
fn counts_of_units_add_up_and_each_is_a_row() {
    let above = above();
    hand_over(&bag(&unit("Sở A", 3, 1)), &above, "so-a/2020-03");
    hand_over(&unit("Sở B", 2, 0).root().join("luu-tru"), &above, "so-b/luu-tru");
    let (outcome, figures) = add_up(&above);
    outcome.code(3).says("1 đơn vị chưa có số liệu").says("Sở Vắng: chưa có số liệu của kỳ này");
    // Lists and letters lie with the units.
    assert!(!outcome.stderr.contains("noi-bo"), "{}", outcome.stderr);
    // In the order of the settings.
    let lines = &figures["ho_so"]["theo_don_vi"];
    assert_eq!(lines[0]["ten"], json!("Sở B"));
    assert_eq!(columns(named(lines, "Sở A")), [4, 4, 0, 0, 4, 0, 3, 1, 0, 0, 0]);
    assert_eq!(columns(&figures["ho_so"]["tong"]), [6, 6, 0, 0, 6, 0, 5, 1, 0, 0, 0]);
    assert_eq!(figures["ho_so"]["tong"]["ty_le_dung_han"]["phan_tram"], json!("83,33%"));
    assert_eq!(columns(&figures["ho_so"]["theo_linh_vuc"][0]), [6, 6, 0, 0, 6, 0, 5, 1, 0, 0, 0]);
    assert_eq!(figures["ho_so"]["sai_dang_thuc"], json!([]));
    let late = &figures["thu_xin_loi"]["doi_chieu"];
    assert_eq!((&late["ten"], &late["qua_han"]), (&json!("Tổng cộng"), &json!(1)));
    let state = |name: &str, state: &str| (name.to_owned(), state.to_owned());
    assert_eq!(
        states(&figures),
        [state("Sở B", "da_xac_minh"), state("Sở A", "da_xac_minh"), state("Sở Vắng", "chua_co")]
    );
    // The bag stands in the chain, and its figures follow again from what it keeps.
    above.run(&["xac-minh"]).code(0).says("tính lại từ nguon: so-lieu.json ra đúng như đã ghi");
    // The rows are units, not departments of an office.
    let page = above.root().join("luu-tru/tong-hop-2020-03/data/bao-cao.html");
    let report = fs::read_to_string(page).unwrap();
    assert!(report.contains("Kết quả theo đơn vị") && !report.contains("theo phòng chuyên môn"));
    // Once more changes nothing; another name in the folder does not make two of one.
    let (again, _) = add_up(&above);
    again.code(3).says("không có gì thay đổi");
    let data = above.root().join("luu-tru/tong-hop-2020-03/data");
    for file in ["bao-cao.pdf", "bao-cao.html", "bao-cao.docx", "phu-luc.xlsx", "gui/cong-van.pdf"]
    {
        assert!(data.join(file).exists(), "{file}");
    }
    let page = fs::read_to_string(data.join("bao-cao.html")).unwrap();
    assert!(page.contains("Mã\u{a0}kiểm\u{a0}tra:") && page.contains("Sở Vắng"));
    // The page of figures says what is made of what; their rows lie with the units.
    let explained = fs::read_to_string(data.join("noi-bo/dien-giai.html")).unwrap();
    assert!(explained.contains("id=\"HS-10-DV-SA\"") && explained.contains("xem ở đơn vị lập"));
}

/// `dien-giai` of the sum, as JSON.
pub(crate) fn explained(above: &Case, ids: &[&str]) -> Value {
    let run = above.run(&[&["dien-giai", "tong-hop-2020-03", "--json"], ids].concat());
    assert!(run.stderr.is_empty(), "{}", run.stderr);
    serde_json::from_str(&run.code(0).stdout).unwrap()
}

#[test]
fn every_figure_of_the_sum_is_what_its_units_add() {
    let above = above();
    let surveyed = unit("Sở A", 3, 1).sheet(
        "phieu.xlsx",
        "Phiếu",
        "Số phiếu | Phòng ban | Ngày | 1. Thái độ | 2. Thời gian\n1 | Phòng A | 03/03/2020 | 5 | 4\n2 | Phòng A | 04/03/2020 | 2 | 3",
    );
    surveyed.run(&["bao-cao", "--ky", "2020-03", "--thay-the"]);
    hand_over(&bag(&surveyed), &above, "so-a/2020-03");
    hand_over(&bag(&unit("Sở B", 2, 0)), &above, "so-b/2020-03");
    let (_, figures) = add_up(&above);
    let all = explained(&above, &[]);
    let ids: Vec<&str> =
        all["figures"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
    let told = explained(&above, &ids);
    let told = told["explanations"].as_array().unwrap();
    assert_eq!(told.len(), ids.len());
    let mut counted = 0;
    for one in told {
        assert_eq!(one["adds_up"], json!(true), "{one}");
        // What a unit does not know, the sum does not know.
        let mut sum = vec![Some(0); one["parts"].as_array().unwrap().len()];
        for row in one["rows"].as_array().unwrap() {
            for (sum, part) in sum.iter_mut().zip(row["adds"].as_array().unwrap()) {
                *sum = sum.zip(part.as_u64()).map(|(sum, part)| sum + part);
            }
        }
        assert_eq!(json!(sum), one["parts"], "{one}");
        counted += usize::from(sum.iter().any(|part| part.is_some_and(|part| part > 0)));
    }
    assert!(counted > 40, "only {counted} figures that are not 0");
    let of = |id: &str| told.iter().find(|one| one["id"] == id).unwrap();
    // Each unit with its numerator and denominator, in the order of the settings.
    let rate = of("TL-01");
    let adds: Vec<&Value> =
        rate["rows"].as_array().unwrap().iter().map(|row| &row["adds"]).collect();
    assert_eq!(adds, [&json!([2, 2]), &json!([3, 4])]);
    let row = &rate["rows"][1];
    assert_eq!(row["department"], json!("Sở A"));
    assert_eq!(row["place"], json!("nguon/so-a/so-lieu.json › ho_so.tong.ty_le_dung_han"));
    let digest = named(&figures["tong_hop"]["don_vi"], "Sở A")["sha256"].as_str().unwrap();
    let why = row["why"].as_str().unwrap();
    assert!(why.contains(digest) && why.contains("đã xác minh"), "{why}");
    assert!(why.ends_with("diễn giải số liệu TL-01 của kỳ 2020-03"), "{why}");
    // A row of the sum is one unit's, and what is asked of it there is its own whole.
    let alone = &of("HS-10-DV-SA")["rows"];
    assert_eq!(alone.as_array().unwrap().len(), 1);
    assert!(alone[0]["why"].as_str().unwrap().contains("số liệu HS-10 của kỳ"), "{alone}");
    assert_eq!(rate["left_out"][0]["rows"][0]["place"], json!("Sở Vắng"));
    // In the report of the sum, each leads there.
    let read = |file: &str| {
        let path = above.root().join("luu-tru/tong-hop-2020-03/data").join(file);
        fs::read_to_string(path).unwrap()
    };
    let links = lead_to_their_explanation(&read("bao-cao.html"), &read("noi-bo/dien-giai.html"));
    assert!(links > 60, "{links}");
    // In words.
    let said = above.run(&["dien-giai", "tong-hop-2020-03", "HS-10"]).stdout;
    assert!(said.contains("2 đơn vị, cộng lại: tính 1; đúng bằng số liệu"), "{said}");
}

#[test]
fn what_cannot_be_believed_or_added_is_named_and_not_added() {
    let above = above();
    let one = unit("Sở A", 3, 1);
    hand_over(&bag(&one), &above, "a");
    hand_over(&bag(&one), &above, "ban-sao");
    // A figure was changed after the bag was made.
    let forged = unit("Sở B", 2, 0);
    hand_over(&bag(&forged), &above, "b");
    let path = above.root().join("nhan/b/data/so-lieu.json");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replacen("\"c7\": 2", "\"c7\": 3", 1)).unwrap();
    // Bare figures, another definition, another period.
    let bare = unit("Sở D", 1, 0);
    hand_over(&bag(&bare).join("data"), &above, "d-ca-goi");
    let _ = fs::remove_dir_all(above.root().join("nhan/d-ca-goi"));
    fs::create_dir_all(above.root().join("nhan/d")).unwrap();
    fs::copy(bag(&bare).join("data/so-lieu.json"), above.root().join("nhan/d/so-lieu.json"))
        .unwrap();
    let other = unit("Sở E", 1, 0)
        .settings(|old| format!("{old}\n[lua_chon]\nrut_tra_lai = \"loai_tru\"\n"));
    other.run(&["bao-cao", "--ky", "2020-03", "--thay-the"]).code(0);
    hand_over(&bag(&other), &above, "e");
    hand_over(&other.root().join("luu-tru/2020-03-cu-1"), &above, "2020-03-cu-1");
    let early = unit("Sở G", 1, 0);
    early.run(&["bao-cao", "--ky", "2020-Q1"]).code(0);
    hand_over(&early.root().join("luu-tru/2020-Q1"), &above, "g");
    let (outcome, figures) = add_up(&above);
    outcome.code(3);
    outcome.says("cùng một số liệu với nhan/a, chỉ cộng một lần");
    outcome.says("gói không còn đúng như khi ghi: data/so-lieu.json");
    outcome.says("chỉ có so-lieu.json, không có gói lưu trữ nên không xác minh được");
    outcome.says("chọn cách tính khác (rut_tra_lai = loai_tru, cơ quan tổng hợp chọn dung_han)");
    outcome.says("là số liệu quý I năm 2020, không phải tháng 3 năm 2020");
    outcome.says("là bản cũ, đã được bản khác thay");
    assert_eq!(columns(&figures["ho_so"]["tong"])[0], 5, "Sở A and Sở D alone");
    assert_eq!(figures["tong_hop"]["da_cong"], json!(2));
    above.run(&["xac-minh"]).code(0);
}

#[test]
fn two_versions_of_one_unit_are_both_left_out_and_namesakes_are_told_apart() {
    let above = above();
    hand_over(&bag(&unit("Sở A", 3, 0)), &above, "mot");
    hand_over(&bag(&unit("Sở A", 4, 0)), &above, "hai");
    let (outcome, _) = add_up(&above);
    outcome.code(1).says("đơn vị này có các bản số liệu khác nhau").says("chưa ghi gì");
    let namesake = unit("Sở A", 2, 0).settings(|old| old.replace("tỉnh Ví Dụ", "tỉnh Khác"));
    namesake.run(&["bao-cao", "--ky", "2020-03", "--thay-the"]).code(0);
    fs::remove_dir_all(above.root().join("nhan/hai")).unwrap();
    hand_over(&bag(&namesake), &above, "khac");
    let (_, figures) = add_up(&above);
    let names = figures["ho_so"]["theo_don_vi"].as_array().unwrap();
    let names: Vec<&str> = names.iter().map(|line| line["ten"].as_str().unwrap()).collect();
    let want = ["Sở A (Ủy ban nhân dân tỉnh Khác)", "Sở A (Ủy ban nhân dân tỉnh Ví Dụ)"];
    assert_eq!(names, want);
}

#[test]
fn a_unit_that_archives_after_its_deadline_is_named() {
    let above = above();
    let late = Case::new()
        .settings(|old| old.replace("ten = \"Sở Ví Dụ\"", "ten = \"Sở A\""))
        .sheet("ho-so.xlsx", "Hồ sơ", "Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Hình thức nộp\nH1 | Phòng A | 02/03/2020 | 05/03/2020 | 05/03/2020 | 1");
    late.run(&["bao-cao", "--ky", "2020-03", "--tinh-den", "2020-03-18"]).code(0);
    hand_over(&bag(&late), &above, "a");
    let (outcome, figures) = add_up(&above);
    // Two working days after Saturday 14 March are up on Tuesday 17.
    outcome.says("Sở A (nhan/a): lập sau hạn gửi 17/3/2020");
    assert_eq!(figures["tong_hop"]["gui_muon"], json!(1));
}

#[test]
fn without_units_there_is_nothing_to_add_up() {
    Case::new()
        .run(&["tong-hop", "--ky", "2020-03"])
        .code(2)
        .says("Chưa biết số liệu của các đơn vị ở đâu");
}
