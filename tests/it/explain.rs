//! Every figure down to its rows: whatever `so-lieu.json` says is the sum of the rows that `dien-giai` names.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::case::Case;
use crate::links::{between, lead_to_their_explanation};

/// Numbers of `so-lieu.json` that are no figures: versions, years, bounds of classes, places in a questionnaire, marks in trends.
const NO_FIGURES: [&str; 13] = [
    "phien_ban",
    ".nam",
    "qua_han.theo_so_ngay[].tu",
    "qua_han.theo_so_ngay[].den",
    "theo_cau_hoi[].so",
    // Numbers of the indices, and the most that the circular gives.
    "cham_diem.chi_so[].so",
    "cham_diem.chi_so[].toi_da_phan_muoi",
    "cham_diem.con_thieu[]",
    // They stand in words beside.
    "cham_diem.chi_so[].diem_phan_muoi",
    "cham_diem.tong_phan_muoi",
    "cham_diem.chi_so[].so_ho_so",
    ".moc[].so",
    ".moc[]",
];

fn explain(case: &Case, arguments: &[&str]) -> Value {
    let outcome = case.run(&[&["dien-giai", "2020-03", "--json"], arguments].concat());
    outcome.code(0);
    serde_json::from_str(&outcome.stdout).unwrap()
}

fn ids(figures: &Value) -> Vec<&str> {
    figures.as_array().unwrap().iter().map(|figure| figure["id"].as_str().unwrap()).collect()
}

/// Every number of a value by its path, `ho_so.theo_don_vi[2].cot.c3`.
fn numbers(path: &str, value: &Value, found: &mut BTreeMap<String, u64>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                let dot = if path.is_empty() { "" } else { "." };
                numbers(&format!("{path}{dot}{key}"), value, found);
            }
        }
        Value::Array(items) => {
            for (at, value) in items.iter().enumerate() {
                numbers(&format!("{path}[{at}]"), value, found);
            }
        }
        Value::Number(number) => drop(found.insert(path.to_owned(), number.as_u64().unwrap())),
        Value::Null | Value::Bool(_) | Value::String(_) => {}
    }
}

fn without_places(path: &str) -> String {
    let parts = path.split('[').enumerate();
    parts
        .map(|(at, part)| {
            if at == 0 {
                part.to_owned()
            } else {
                format!("[{}", part.trim_start_matches(|c: char| c.is_ascii_digit()))
            }
        })
        .collect()
}

fn at<'v>(figures: &'v Value, path: &str) -> &'v Value {
    let pointer = path.replace(['.', '['], "/").replace(']', "");
    figures.pointer(&format!("/{pointer}")).unwrap_or_else(|| panic!("no {path}"))
}

/// What the rows of an explanation add up to, counted here.
fn sum(explanation: &Value) -> Vec<Option<u64>> {
    let parts = explanation["parts"].as_array().unwrap().len();
    let mut sums = vec![Some(0); parts];
    for row in explanation["rows"].as_array().unwrap() {
        for (sum, adds) in sums.iter_mut().zip(row["adds"].as_array().unwrap()) {
            *sum = sum.zip(adds.as_u64()).map(|(sum, adds)| sum + adds);
        }
    }
    sums
}

/// N / (1 + N × 0.05²), rounded up.
fn sample_size(population: u64) -> u64 {
    (400 * population).div_ceil(400 + population)
}

/// The explanation of every figure, its rows added up here and held against `so-lieu.json`. Gives the ids.
fn every_figure_is_the_sum_of_its_rows(case: &Case) -> BTreeSet<String> {
    let figures = case.march().figures();
    let listed = explain(case, &[])["figures"].take();
    let ids = ids(&listed);
    let explained = explain(case, &ids)["explanations"].take();
    let explained = explained.as_array().unwrap();
    assert_eq!(explained.len(), ids.len());
    let unique: BTreeSet<String> = ids.iter().map(|id| (*id).to_owned()).collect();
    assert_eq!(unique.len(), ids.len());

    let mut open = BTreeMap::new();
    numbers("", &figures, &mut open);
    open.retain(|path, _| !NO_FIGURES.iter().any(|none| without_places(path).ends_with(none)));
    for one in explained {
        let id = &one["id"];
        let sum = sum(one);
        let Some(path) = one["path"].as_str() else {
            let is_known = one["parts"] != serde_json::json!([null]);
            assert!(!is_known || one["parts"] == serde_json::json!(sum), "{id}: {sum:?}");
            continue;
        };
        open.retain(|other, _| other != path && !other.starts_with(&format!("{path}.")));
        let value = at(&figures, path);
        match (value, sum.as_slice()) {
            (Value::Number(number), [Some(population)]) if id == "HL-06" => {
                assert_eq!(number.as_u64(), Some(sample_size(*population)), "{id}");
            }
            (Value::Number(number), [Some(population), Some(valid)]) if id == "HL-07" => {
                let missing = sample_size(*population).saturating_sub(*valid);
                assert_eq!(number.as_u64(), Some(missing), "{id}");
            }
            (Value::Number(number), [Some(count)]) => {
                assert_eq!(number.as_u64(), Some(*count), "{id}");
            }
            (Value::Object(rate), [part, whole]) if rate.contains_key("mau") => {
                assert_eq!((rate["tu"].as_u64(), rate["mau"].as_u64()), (*part, *whole), "{id}");
            }
            // Of an average of points, the number of dossiers stands beside.
            (Value::Number(sum), [Some(given), Some(lost), Some(dossiers)]) => {
                assert_eq!(sum.as_u64(), Some(given - lost), "{id}");
                assert_eq!(one["printed"], format!("{sum}/{dossiers}"), "{id}");
            }
            (Value::Number(tenths), []) if id.as_str().unwrap().starts_with("CD-0") => {
                let tenths = tenths.as_u64().unwrap();
                assert_eq!(one["printed"], format!("{},{}", tenths / 10, tenths % 10), "{id}");
            }
            // Means, intervals, changes: as they are printed.
            (Value::String(text), _) => assert_eq!(one["printed"], text.as_str(), "{id}"),
            (Value::Null, _) => assert_eq!(one["printed"], "–", "{id}"),
            // Counts of other periods have no rows here: as they are printed.
            (Value::Number(number), []) if !id.as_str().unwrap().starts_with("MT-") => {
                let printed = one["printed"].as_str().unwrap().replace('.', "");
                assert_eq!(printed, number.to_string(), "{id}");
            }
            // Targets and rates of other periods have no rows here.
            (Value::Number(_) | Value::Object(_), []) => {}
            other => panic!("{id}: {other:?}"),
        }
        assert_eq!(one["adds_up"], true, "{id}");
        let is_known = one["parts"] != serde_json::json!([null]);
        assert!(!is_known || one["parts"] == serde_json::json!(sum), "{id}: {sum:?}");
        assert!(
            !one["name"].as_str().unwrap().is_empty()
                && !one["meaning"].as_str().unwrap().is_empty()
        );
    }
    // The interval in numbers stands beside the one in words.
    open.retain(|path, _| !path.contains("khoang_tin_cay["));
    assert!(open.is_empty(), "figures that nothing explains: {open:#?}");
    unique
}

#[test]
fn every_figure_of_the_sample_is_the_sum_of_its_rows() {
    let case = Case::of("samples/so-ldtbxh-tra-vinh");
    let ids = every_figure_is_the_sum_of_its_rows(&case);
    for id in [
        "TL-01",
        "HS-10-DV-PNCC",
        "QH-02-NG-3",
        "HL-21",
        "DT-09-LOAI-KN",
        "TX-06",
        "DC-10",
        "DL-03",
    ] {
        assert!(ids.contains(id), "{id}");
    }
}

/// The other choices of the settings, earlier periods beside, and what stands in no list of dossiers.
#[test]
fn every_figure_is_the_sum_of_its_rows_whatever_is_chosen() {
    let case = Case::of("samples/so-ldtbxh-tra-vinh").settings(|old| {
        let new = old.replace("\"dung_han\"", "\"loai_tru\"");
        new.replace("\"hen_lan_dau\"", "\"hen_lai\"")
    });
    for month in ["2020-01", "2020-02"] {
        case.run(&["bao-cao", "--ky", month]).code(0);
    }
    let ids = every_figure_is_the_sum_of_its_rows(&case);
    for id in ["SS-02-KT", "HS-32", "XT-01", "XT-02-KY-2020-01", "LN-04", "LN-02-KY-2020-02"] {
        assert!(ids.contains(id), "no {id}: {ids:?}");
    }
}

/// The sample office with a scorecard, and these lines of its self-scoring.
fn scored_sample(lines: &str) -> Case {
    let table = format!(
        "Bảng tự chấm điểm
        Từ ngày 15/02/2020 đến ngày 14/3/2020

        Chỉ số | Điểm tự chấm | Số đạt | Trong số | Căn cứ
        {lines}"
    );
    Case::of("samples/so-ldtbxh-tra-vinh")
        .settings(|old| format!("{old}\n[danh_gia]\ncham_diem = \"co\"\n"))
        .sheet("tu-cham-diem.xlsx", "Tự chấm điểm", &table)
}

/// What the data say of the nine indices, and what the office scored itself.
#[test]
fn every_figure_of_the_scorecard_is_explained() {
    let case = scored_sample(
        "2 | 1,7 | | | theo sổ theo dõi
        6 | 2 | | | đã niêm yết
        7a | | 2 | |
        7b | | 1 | |",
    );
    let ids = every_figure_is_the_sum_of_its_rows(&case);
    assert!(ids.contains("CD-01-CS-9") && ids.contains("CD-02"), "{ids:?}");
    let one = explain(&case, &["CD-05-CS-2", "CD-04-CS-3", "CD-03-CS-3"])["explanations"].take();
    assert_eq!(one[0]["printed"], "1,7");
    // An average over dossiers, rounded once.
    let said = one[2]["printed"].as_str().unwrap();
    let (sum, dossiers) = said.split_once('/').unwrap();
    let (sum, dossiers): (u64, u64) = (sum.parse().unwrap(), dossiers.parse().unwrap());
    let tenths = (20 * sum + dossiers) / (2 * dossiers);
    assert_eq!(one[1]["printed"], format!("{},{}", tenths / 10, tenths % 10));
}

/// The indices of Quyết định 766/QĐ-TTg, and the portal's figures and dossiers beside them.
#[test]
fn every_figure_of_the_indices_beside_the_portal_is_explained() {
    let case = Case::of("samples/so-ldtbxh-tra-vinh")
        .settings(|old| format!("{old}\n[danh_gia]\nchi_so_766 = \"co\"\n"))
        .sheet(
            "cong.xlsx",
            "Chỉ số",
            "Số liệu trên Cổng, từ ngày 15/02/2020 đến ngày 14/3/2020
            Chỉ số | Tử số | Mẫu số | Tỷ lệ | Điểm
            2.1 | 900 | 1000 | 90% | 18",
        )
        .sheet(
            "ho-so-cong.xlsx",
            "Hồ sơ",
            "Từ ngày 15/02/2020 đến ngày 14/3/2020
            Mã hồ sơ | Đánh giá của Cổng
            000.00.16.H59-200220-9999 | Quá hạn",
        );
    let ids = every_figure_is_the_sum_of_its_rows(&case);
    for id in ["PV-01", "PV-02", "PV-03", "PV-04-CS-2-1", "PV-05-CS-2-1", "PV-10"] {
        assert!(ids.contains(id), "no {id}: {ids:?}");
    }
    let all = explain(&case, &["PV-04-CS-2-1", "PV-10", "PV-11"])["explanations"].take();
    let rows = |at: usize| all[at]["rows"].as_array().unwrap();
    assert_eq!(rows(0)[0]["place"], "cong.xlsx › Chỉ số › dòng 3");
    assert_eq!(rows(1)[0]["place"], "ho-so-cong.xlsx › Hồ sơ › dòng 3");
    assert_eq!(rows(1)[0]["code"], "000.00.16.H59-200220-9999");
    assert_eq!(all[2]["parts"][0], rows(2).len());
}

/// An average of points leads to the dossiers that it is taken of, and to the lines that take points off.
#[test]
fn an_index_of_the_scorecard_leads_to_its_dossiers() {
    let case = scored_sample(
        "7a | | 2 | |
        7b | | 1 | |",
    );
    case.march();
    let all = explain(&case, &["CD-03-CS-1", "CD-03-CS-7", "CD-07-CS-7"])["explanations"].take();
    let rows = |at: usize| all[at]["rows"].as_array().unwrap().clone();
    assert!(rows(0).len() > 100, "{}", rows(0).len());
    assert!(rows(0).iter().all(|row| row["adds"][2] == 1 && row["adds"][0].as_u64() <= Some(2)));
    let off: Vec<_> = rows(1).into_iter().filter(|row| row["adds"][1] != 0).collect();
    assert_eq!(off.len(), 2);
    assert_eq!(off[0]["adds"], serde_json::json!([0, 4, 0]));
    assert_eq!(off[0]["place"], "tu-cham-diem.xlsx › Tự chấm điểm › dòng 4");
    assert_eq!(all[2]["printed"], "5");
}

#[test]
fn a_row_says_what_gave_it_its_department() {
    let case = Case::new()
        .sheet(
            "ho-so.xlsx",
            "Hồ sơ",
            "
            Mã hồ sơ | Phòng ban | Lĩnh vực | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý
            A-1 | Phòng A | Lĩnh vực A | 20/02/2020 | 02/03/2020 | 02/03/2020
            A-2 | | Lĩnh vực A | 20/02/2020 | 02/03/2020 | 02/03/2020",
        )
        .sheet(
            "phieu.xlsx",
            "Phiếu",
            "
            Số phiếu | Mã hồ sơ | Ngày trả lời | Công chức có lịch sự không | Thời hạn có đúng không
            01 | A-1 | 02/03/2020 | Hài lòng | Rất hài lòng",
        );
    case.march();
    let all = explain(&case, &["HS-07-DV-PA", "HL-03-DV-PA"])["explanations"].take();
    let why = |at: usize, row: usize| all[at]["rows"][row]["why"].as_str().unwrap().to_owned();
    assert!(!why(0, 0).contains("lấy theo"), "{}", why(0, 0));
    assert!(why(0, 1).ends_with("đơn vị lấy theo lĩnh vực, thủ tục trong cài đặt"));
    assert!(why(1, 0).ends_with("đơn vị lấy theo hồ sơ cùng mã"), "{}", why(1, 0));
}

const HEADER: &str = "STT | Đơn vị | Tổng số hồ sơ nhận giải quyết | Trực tuyến | Trực tiếp, bưu chính | \
    Từ kỳ trước | Tổng số đã giải quyết | Trước và đúng hạn | Quá hạn | Tổng số đang giải quyết | Trong hạn | Quá hạn";

const LATE: &str = "
    Mã hồ sơ | Phòng ban | Lĩnh vực | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Trạng thái | Lý do trễ hạn
    A-1 | Phòng A | Hộ tịch | 20/02/2020 | 02/03/2020 | 04/03/2020 | Đã trả kết quả | Số lượng hồ sơ tăng
    A-2 | Phòng A | Hộ tịch | 20/02/2020 | 02/03/2020 | 05/03/2020 | Đã trả kết quả | Số lượng hồ sơ tăng
    A-3 | Phòng A | Hộ tịch | 20/02/2020 | 02/03/2020 | 06/03/2020 | Đã trả kết quả | Số lượng hồ sơ tăng
    A-4 | Phòng A | Nguyễn Văn Ví Dụ | 20/02/2020 | 02/03/2020 | | | Mất điện
    A-5 | Phòng A | Hộ tịch | 20/02/2020 | 32/03/2020 | | |
    A-6 | Lê Thị Ví Dụ | Hộ tịch | 20/02/2020 | 09/03/2020 | | Yêu cầu bổ sung giấy tờ |
    A-7 | Phòng A | Hộ tịch | 02/01/2020 | 09/01/2020 | 09/01/2020 | Đã trả kết quả |";

/// Lists beside tables of totals that leave columns open, reasons in other words, names that are not printed.
pub(crate) fn mixed() -> Case {
    let totals = format!(
        "{HEADER}\n1 | Phòng B | 9 | 5 | 0 | 4 | 8 | 6 | 2 | 1 | 0 | 1\n2 | Phòng A | 9 | 5 | 0 | 4 | 8 | 6 | 2 | 1 | 0 | 1"
    );
    Case::new()
        .sheet("ho-so.xlsx", "Hồ sơ", LATE)
        .sheet("2020-03/tong-hop.xlsx", "Tổng hợp", &totals)
        .sheet(
            "phieu.xlsx",
            "Phiếu",
            "
            Số phiếu | Phòng ban | Ngày trả lời | Công chức có lịch sự không | Thời hạn có đúng không | Ý kiến góp ý
            01 | Phòng A | 02/03/2020 | Hài lòng | Rất hài lòng | Cán bộ lịch sự, chờ lâu
            02 | Phòng A | 02/03/2020 | Không hài lòng | | Cảm ơn
            03 | Phòng B | 03/03/2020 | Không ý kiến | |
            04 | Phòng B | 03/01/2020 | Hài lòng | Hài lòng | Tốt",
        )
}

#[test]
fn tables_of_totals_and_names_that_are_not_printed_are_explained_as_they_are_counted() {
    let case = mixed();
    let ids = every_figure_is_the_sum_of_its_rows(&case);
    assert!(ids.contains("QH-04-LK-SLHST"), "{ids:?}");
    let one = explain(&case, &["HS-08-DV-PB", "HS-03-LV-LVK", "HS-28"])["explanations"].take();
    // (8) and (9) stand in one column: nothing tells them apart, and the line that does not is named.
    assert_eq!(
        (&one[0]["printed"], one[0]["rows"].as_array().unwrap().len()),
        (&Value::from("–"), 1)
    );
    assert_eq!(one[1]["rows"][0]["place"], "ho-so.xlsx › Hồ sơ › dòng 5");
    assert_eq!(one[2]["rows"][0]["adds"], serde_json::json!([9]));
}

#[test]
fn what_is_left_out_is_named_with_its_reason_and_nobody_is() {
    let case = mixed();
    case.march();
    let outcome = case.run(&["dien-giai", "2020-03", "hs3", "tl-1", "HL-20"]);
    outcome.code(0);
    let text = &outcome.stdout;
    for said in [
        "HS-03  (3) Nhận giải quyết, tổng số – toàn cơ quan",
        "đúng bằng số liệu",
        "ho-so.xlsx › Hồ sơ › dòng 2",
        "(bad_date): 1",
        "ho-so.xlsx › Hồ sơ › E6",
        "(totals_not_used)",
        "kết thúc trước ngày đầu kỳ: 1",
        "không thuộc các ngày của kỳ: 1",
        "Điều 30 Nghị định số 61/2018/NĐ-CP",
    ] {
        assert!(text.contains(said), "no “{said}” in:\n{text}");
    }
    assert!(!text.contains("Ví Dụ"), "{text}");
}

#[test]
fn an_id_that_nothing_has_gets_the_nearest_and_a_file_is_not_written_over() {
    let case = mixed();
    case.march();
    let run = |arguments: &[&str]| case.run(&[&["dien-giai", "2020-03"], arguments].concat());
    run(&["HS-10-DV-PX"]).code(2).says("gần nhất là HS-10-DV-PA");
    run(&["--json", "TL-99"]).code(2).says("gần nhất là TL-0");
    case.run(&["dien-giai", "2020-02"]).code(2).says("Không có gói");
    let file = case.root().join("dien-giai.xlsx");
    let path = file.to_str().unwrap();
    run(&["TL-01", "--xlsx", path]).code(0).says("Đã ghi");
    let bytes = std::fs::read(&file).unwrap();
    run(&["TL-01", "--xlsx", path]).code(0);
    run(&["TL-02", "--xlsx", path]).code(2).says("đã có và là tệp khác");
    assert_eq!(std::fs::read(&file).unwrap(), bytes);
}

#[test]
fn a_bag_that_was_touched_explains_nothing() {
    let case = mixed();
    case.march();
    let input = case.root().join("luu-tru/2020-03/data/nguon/ho-so.xlsx");
    std::fs::write(&input, b"x").unwrap();
    let outcome = case.run(&["dien-giai", "2020-03", "TL-01"]);
    outcome.code(1).says("nguon/ho-so.xlsx").says("nên dừng lại");
    assert_eq!(outcome.stdout, "");
}

#[test]
fn figures_of_the_page_lead_to_what_dien_giai_says_of_them() {
    let case = Case::of("samples/so-ldtbxh-tra-vinh");
    let outcome = case.march();
    let read = |path: &str| String::from_utf8(outcome.archived(path)).unwrap();
    let (report, page) = (read("bao-cao.html"), read("noi-bo/dien-giai.html"));
    let listed = explain(&case, &[])["figures"].take();
    let said: BTreeMap<&str, &str> = listed
        .as_array()
        .unwrap()
        .iter()
        .map(|figure| (figure["id"].as_str().unwrap(), figure["printed"].as_str().unwrap()))
        .collect();

    let explained: Vec<(&str, &str)> = between(&page, "<tr id=\"", "</tr>")
        .into_iter()
        .filter(|row| !row.starts_with("la-"))
        .map(|row| (row.split_once('"').unwrap().0, between(row, "<td class=\"so\">", "</td>")[0]))
        .collect();
    assert!(explained.len() > 1_000, "{}", explained.len());
    for (id, value) in &explained {
        assert_eq!(said.get(id), Some(value), "{id}");
    }
    let links = lead_to_their_explanation(&report, &page);
    assert!(links > 800, "{links}");
    // A link fills its cell, but not where it stands in a line of words.
    let cells = between(&report, "<td", "</td>").into_iter();
    let mut in_words = 0;
    for cell in cells.filter(|cell| cell.contains("<a ")) {
        let (head, text) = cell.split_once('>').unwrap();
        let is_whole = text.starts_with("<a ") && text.ends_with("</a>");
        assert_eq!(!is_whole, head.contains(" words\""), "{cell}");
        in_words += usize::from(!is_whole);
    }
    assert!(in_words > 0);
    // What goes out leads nowhere that is kept in the office.
    for path in between(&page, "href=\"", "\"") {
        assert!(path.starts_with('#') || path == "../bao-cao.html", "{path}");
    }
    let department = read("don-vi/phong-nguoi-co-cong.html");
    assert!(!department.contains("noi-bo"));
}

#[test]
fn a_late_dossier_that_was_only_put_off_is_told_with_its_new_day() {
    let case = Case::new().sheet(
        "ho-so.xlsx",
        "Hồ sơ",
        "
        Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày hẹn lại | Ngày kết thúc xử lý
        A-1 | Phòng A | 20/02/2020 | 02/03/2020 | 06/03/2020 | 05/03/2020",
    );
    case.march();
    let rows = explain(&case, &["HS-33"])["explanations"][0]["rows"].take();
    assert!(rows[0]["why"].as_str().unwrap().contains("hẹn lại 06/3/2020"), "{rows}");
}
