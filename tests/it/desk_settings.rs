//! Cài đặt at the desk: every key as a field, the clerk's own file, faults beside their fields.

use crate::case::Case;
use crate::desk::OpenDesk;
use crate::desk_data::form;

fn opened(case: &Case) -> OpenDesk {
    let desk = OpenDesk::of(case);
    desk.idle();
    desk
}

fn settings(case: &Case) -> String {
    std::fs::read_to_string(case.root().join("congso.toml")).unwrap()
}

/// The mark of the file that a page was made of.
fn mark(page: &str) -> String {
    page.split_once("name=\"moc\" value=\"").unwrap().1.split_once('"').unwrap().0.to_owned()
}

#[test]
fn each_key_is_a_field_and_only_what_was_changed_is_written() {
    let case = Case::new().settings(|old| format!("# của tôi\n{old}"));
    let desk = opened(&case);
    let index = desk.get("/cai-dat").text();
    for (_, file) in [("", "docs/congso.schema.json")] {
        let schema = std::fs::read_to_string(crate::tidy::root().join(file)).unwrap();
        let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
        for (part, table) in schema["properties"].as_object().unwrap() {
            assert!(index.contains(&format!("/cai-dat/{part}\"")), "no {part}: {index}");
            let page = desk.get(&format!("/cai-dat/{part}")).text();
            let keys = table.get("items").unwrap_or(table)["properties"].as_object();
            for key in keys.into_iter().flatten().map(|(key, _)| key) {
                assert!(page.contains(&format!(".{key}\"")), "no {part}.{key}: {page}");
            }
        }
    }
    let letters = desk.get("/cai-dat/thu").text();
    let field = letters.split_once("<select id=\"o--.mau\"").unwrap().1;
    let field = field.split_once("</select>").unwrap().0;
    for choice in ["\"theo_ky\" selected>theo ngày cuối kỳ<", "\"2018\">", "\"2025\">"] {
        assert!(field.contains(choice), "no {choice}: {field}");
    }
    let page = desk.get("/cai-dat/co_quan").text();
    let moc = mark(&page);
    let changed = [
        ("moc", moc.as_str()),
        ("c.-.ten", "Sở Ví Dụ"),
        ("v.-.ten", "Sở Ví Dụ Mới"),
        ("c.-.dia_danh", "Ví Dụ"),
        ("v.-.dia_danh", "Ví Dụ"),
        ("c.-.ten_dong", ""),
        ("v.-.ten_dong", "SỞ VÍ DỤ\r\nMỚI"),
    ];
    let done = desk.post("/cai-dat/co_quan", &form(&changed));
    assert_eq!(done.header("location"), Some("/cai-dat/co_quan"), "{}", done.text());
    let now = settings(&case);
    for text in [
        "# của tôi",
        "ten = \"Sở Ví Dụ Mới\"",
        "ten_dong = [\"SỞ VÍ DỤ\", \"MỚI\"]",
        "dia_danh = \"Ví Dụ\"",
    ] {
        assert!(now.contains(text), "no {text}: {now}");
    }
    assert!(desk.get("/cai-dat/co_quan").text().contains("Đã ghi cài đặt"));
}

#[test]
fn what_cannot_be_stands_beside_its_field_and_is_not_written() {
    let case = Case::new();
    let desk = opened(&case);
    let before = settings(&case);
    let moc = mark(&desk.get("/cai-dat/thu").text());
    let wrong = [("moc", moc.as_str()), ("c.-.bao_truoc", "2"), ("v.-.bao_truoc", "hai")];
    let refused = desk.post("/cai-dat/thu", &form(&wrong));
    assert_eq!(refused.status, 409);
    let page = refused.text();
    let field = page.split_once("id=\"g--.bao_truoc\"").unwrap().1.split_once("</p>").unwrap().0;
    assert!(field.contains("“hai” không phải là số"), "{field}");
    assert!(page.contains("value=\"hai\""), "what was typed stays: {page}");
    // What the reader of the settings refuses: two departments of one name.
    let twice = [("moc", moc.as_str()), ("c.1.ten", "Phòng B"), ("v.1.ten", "Phòng A")];
    let refused = desk.post("/cai-dat/don_vi", &form(&twice));
    assert_eq!(refused.status, 409);
    assert!(refused.text().contains("aria-invalid"), "{}", refused.text());
    for (path, fields) in [
        (
            "/cai-dat/thu",
            vec![("moc", moc.as_str()), ("c.-.kho_giay", "A5"), ("v.-.kho_giay", "A3")],
        ),
        ("/cai-dat/don_vi", vec![("moc", moc.as_str()), ("bo", "17.")]),
        (
            "/cai-dat/cot",
            vec![("moc", moc.as_str()), ("them", "1"), ("moi_khoa", "X"), ("moi_gia_tri", "lạ")],
        ),
    ] {
        assert_eq!(desk.post(path, &form(&fields)).status, 409, "{path} {fields:?}");
    }
    assert_eq!(desk.post("/cai-dat/khong_co", &form(&[("moc", &moc)])).status, 404);
    assert_eq!(desk.get("/cai-dat/../congso.toml").status, 404);
    assert_eq!(settings(&case), before);
}

#[test]
fn entries_and_words_are_added_and_dropped() {
    let case = Case::new();
    let desk = opened(&case);
    let moc = || mark(&desk.get("/cai-dat/don_vi").text());
    let first = moc();
    let added = [
        ("moc", first.as_str()),
        ("them", "1"),
        ("v.+.ten", "Phòng D"),
        ("v.+.ten_khac", "PD\r\nP. D"),
        ("v.+.ho_ten", ""),
    ];
    assert_eq!(desk.post("/cai-dat/don_vi", &form(&added)).status, 303);
    assert!(
        settings(&case).contains("[[don_vi]]\nten = \"Phòng D\"\nten_khac = [\"PD\", \"P. D\"]\n")
    );
    let second = moc();
    assert_eq!(desk.post("/cai-dat/don_vi", &form(&[("moc", &second), ("bo", "1.")])).status, 303);
    assert!(!settings(&case).contains("Phòng B"));
    let third = moc();
    let word =
        [("moc", third.as_str()), ("them", "1"), ("moi_khoa", "Xong"), ("moi_gia_tri", "da_xong")];
    assert_eq!(desk.post("/cai-dat/trang_thai", &form(&word)).status, 303);
    assert!(settings(&case).contains("Xong = \"da_xong\""), "{}", settings(&case));
    let page = desk.get("/cai-dat/trang_thai").text();
    assert!(page.contains("value=\"da_xong\" selected"), "{page}");
    let fourth = moc();
    desk.post("/cai-dat/trang_thai", &form(&[("moc", &fourth), ("bo", "-.Xong")]));
    assert!(settings(&case).contains("# Xong = \"da_xong\""), "{}", settings(&case));
}

#[test]
fn what_was_changed_in_notepad_meanwhile_is_not_written_over() {
    let case = Case::new();
    let desk = opened(&case);
    let moc = mark(&desk.get("/cai-dat/co_quan").text());
    let other = settings(&case).replace("dia_danh = \"Ví Dụ\"", "dia_danh = \"Nơi khác\"");
    std::fs::write(case.root().join("congso.toml"), &other).unwrap();
    let fields = |moc: &str, place: &str| {
        form(&[
            ("moc", moc),
            ("c.-.ten", "Sở Ví Dụ"),
            ("v.-.ten", "Sở Mới"),
            ("c.-.dia_danh", place),
            ("v.-.dia_danh", place),
        ])
    };
    let refused = desk.post("/cai-dat/co_quan", &fields(&moc, "Ví Dụ"));
    assert_eq!(refused.status, 409);
    assert_eq!(settings(&case), other);
    let page = refused.text();
    // What was typed stays, what was not touched is as it is now.
    assert!(page.contains("vừa được sửa ở nơi khác"), "{page}");
    assert!(page.contains("value=\"Sở Mới\"") && page.contains("value=\"Nơi khác\""), "{page}");
    assert_eq!(desk.post("/cai-dat/co_quan", &fields(&mark(&page), "Nơi khác")).status, 303);
    let now = settings(&case);
    assert!(now.contains("ten = \"Sở Mới\"") && now.contains("dia_danh = \"Nơi khác\""), "{now}");
}

#[test]
fn settings_that_nobody_can_read_say_so_and_are_mended_here() {
    let case = Case::new()
        .settings(|old| old.replace("[nguoi_ky]", "[thu]\nkho_giay = \"A3\"\n\n[nguoi_ky]"));
    let desk = opened(&case);
    let index = desk.get("/cai-dat").text();
    assert!(index.contains("1 chỗ cần sửa"), "{index}");
    let page = desk.get("/cai-dat/thu").text();
    assert!(page.contains("aria-invalid"), "{page}");
    let fields = [("moc", &*mark(&page)), ("c.-.kho_giay", "A3"), ("v.-.kho_giay", "A4")];
    assert_eq!(desk.post("/cai-dat/thu", &form(&fields)).status, 303);
    assert!(settings(&case).contains("kho_giay = \"A4\""));
    desk.idle();
    assert_eq!(desk.get("/").status, 200);
}
