//! Attacks on every address of the desk that takes a form: the list is read off the table that answers them, so that a
//! new one is attacked as well.

use std::collections::BTreeSet;

use crate::case::{Case, workbook};
use crate::desk::{OpenDesk, Reply};
use crate::tidy::{code_of, sources};

const DOSSIERS: &str = "
    Mã hồ sơ | Lĩnh vực | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý
    H01 | Lĩnh vực A | Phòng A | 20/02/2020 | 02/03/2020 | 28/02/2020
    H02 | Lĩnh vực A | Phòng A | 20/02/2020 | 31/02/2020 | 02/03/2020
";

const FORM: &str = "Content-Type: application/x-www-form-urlencoded\r\n";
const FILES: &str = "Content-Type: multipart/form-data; boundary=x\r\n";

/// The answer to who does not come from the desk.
const FORBIDDEN: u16 = 403;

fn office() -> Case {
    Case::new().sheet("ho-so.xlsx", "Hồ sơ", DOSSIERS)
}

/// A folder where an office is still to be made.
fn no_office() -> Case {
    let case = Case::new();
    std::fs::remove_file(case.root().join("congso.toml")).unwrap();
    std::fs::remove_dir(case.root().join("du-lieu")).unwrap();
    case
}

/// Addresses behind `(true, […])` in the tables of the pages, a name for what stands in a place of its own.
fn forms() -> Vec<String> {
    let mut forms = Vec::new();
    for (path, text) in sources("src/desk/pages") {
        let code = code_of(&text);
        for (at, _) in code.match_indices("(true, [") {
            let parts = &code[at + "(true, [".len()..];
            let parts = &parts[..parts.find(']').unwrap()];
            let one = |part: &str| part.trim().trim_matches('"').to_owned();
            assert!(!parts.contains(".."), "{path}: a form for whatever is asked: {parts}");
            forms.push(format!("/{}", parts.split(',').map(one).collect::<Vec<_>>().join("/")));
        }
        // Nothing else tells a form from an address.
        let asked = code.matches("is_form").count();
        let tables = code.matches("match (visit.is_form, ").count();
        assert_eq!(asked, tables, "{path}");
    }
    assert!(forms.len() >= 15, "only {forms:?}");
    forms
}

/// Texts behind one of `marks` in the sources of the pages: `field("viec")`.
fn named(marks: &[&str]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (_, text) in sources("src/desk/pages") {
        let code = code_of(&text);
        for mark in marks {
            let texts = code.split(mark).skip(1).filter_map(|rest| rest.split_once('"'));
            found.extend(texts.map(|(name, _)| name.to_owned()));
        }
    }
    found
}

/// What the folder holds.
fn state(case: &Case) -> Vec<(String, Vec<u8>)> {
    case.files(".")
}

/// With one of these answers.
#[track_caller]
fn refused(what: &str, reply: &Reply, want: &[u16]) {
    assert!(want.contains(&reply.status), "{what}: {} {}", reply.status, reply.text());
    assert!(reply.header("set-cookie").is_none(), "{what}: a cookie");
}

/// Forms of other pages, of other names, of other programs.
fn forged(desk: &OpenDesk, path: &str) {
    let (cookie, origin) = (desk.cookie(), desk.origin());
    let port = origin.trim().rsplit(':').next().unwrap().to_owned();
    let wrong = cookie.replace('=', "=0");
    for headers in [
        origin.clone(),
        format!("{wrong}{origin}"),
        format!("{}{origin}", cookie.replace("congso-", "congso-1")),
        cookie.clone(),
        format!("{cookie}Origin: null\r\n"),
        format!("{cookie}Origin: http://127.0.0.1:1\r\n"),
        format!("{cookie}Origin: https://127.0.0.1:{port}\r\n"),
        format!("{cookie}Origin: http://127.0.0.1:{port}.a.example\r\n"),
        format!("{cookie}{origin}Sec-Fetch-Site: cross-site\r\n"),
        format!("{cookie}{origin}Sec-Fetch-Site: same-site\r\n"),
        format!("{cookie}{origin}Host: a.example:{port}\r\n"),
        format!("{cookie}{origin}Host: localhost:{port}\r\n"),
        format!("{cookie}{origin}Host: 127.0.0.1\r\n"),
        format!("{cookie}Origin: http://a.example:{port}\r\nHost: a.example:{port}\r\n"),
        format!("{cookie}{origin}Host: 127.0.0.1:{port}\r\nHost: a.example\r\n"),
    ] {
        for kind in [FORM, FILES, "Content-Type: text/plain\r\n"] {
            let reply = desk.request(&format!("POST {path}"), &format!("{headers}{kind}"), b"");
            // Two hosts are refused by the server before anything of ours.
            let is_of_two = headers.matches("Host:").count() > 1;
            let want: &[u16] = if is_of_two { &[400, FORBIDDEN] } else { &[FORBIDDEN] };
            refused(&format!("{path}: {headers}{kind}"), &reply, want);
        }
    }
    // The secret in the address lets nobody in who sends a form.
    let key = cookie.trim().rsplit('=').next().unwrap();
    let keyed = desk.request(&format!("POST {path}?khoa={key}"), &format!("{origin}{FORM}"), b"");
    refused(&format!("{path}: the key alone"), &keyed, &[FORBIDDEN]);
    for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"] {
        let reply = desk.request(&format!("{method} {path}"), &cookie, b"");
        refused(&format!("{method} {path}"), &reply, &[FORBIDDEN]);
        let own = desk.request(&format!("{method} {path}"), &format!("{cookie}{origin}"), b"");
        refused(&format!("{method} {path}"), &own, &[405]);
    }
}

/// More than a form may hold, said, or not said.
fn huge(desk: &OpenDesk, path: &str) {
    let own = format!("{}{}", desk.cookie(), desk.origin());
    for (kind, length) in
        [(FORM, (1 << 20) + 1), (FILES, (300 << 20) + 1), (FILES, 999_999_999_999_u64)]
    {
        let headers = format!("{own}{kind}Content-Length: {length}\r\n");
        let reply = desk.request(&format!("POST {path}"), &headers, b"a=b");
        refused(&format!("{path}: {length} bytes"), &reply, &[413]);
    }
    let host = desk.origin().trim().rsplit('/').next().unwrap().to_owned();
    let unsaid = format!(
        "POST {path} HTTP/1.1\r\nHost: {host}\r\n{own}{FORM}Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n3\r\na=b\r\n0\r\n\r\n"
    );
    refused(&format!("{path}: no length"), &desk.raw(unsaid.as_bytes()), &[411]);
}

#[test]
fn no_form_is_taken_from_anybody_else_and_none_by_its_address_alone() {
    for case in [office(), no_office()] {
        let desk = OpenDesk::of(&case);
        desk.idle();
        let before = state(&case);
        for path in forms() {
            forged(&desk, &path);
            huge(&desk, &path);
            // What is asked for by its address alone, as a link or a picture of another page may, does nothing.
            for line in
                [format!("GET {path}"), format!("HEAD {path}"), format!("GET {path}?viec=lap")]
            {
                let reply = desk.request(&line, &desk.cookie(), b"");
                assert!(reply.status < 500, "{line}: {}", reply.status);
            }
            assert!(!desk.get("/tien-do").text().contains("\"dang_chay\":true"), "{path}: a run");
        }
        assert!(state(&case) == before, "something was written");
        assert_eq!(desk.get("/tien-do").status, 200, "it is still open");
    }
}

/// What a form says where a name of a file is not asked for; `None` of all other fields.
fn plausible(name: &str) -> Option<&'static str> {
    Some(match name {
        "hang" => "2",
        "cot" | "so_phieu" | "tu" => "1",
        "trang_tinh" => "Hồ sơ",
        "ky" => "2020-03",
        "ngay" => "20/03/2020",
        _ => return None,
    })
}

/// Every field of every form names a workbook that lies outside, for every choice that a form can make: alone, and
/// beside what else the form asks for.
#[test]
fn no_field_of_a_form_leads_out_of_the_folder() {
    let case = office().file("noi-dung/2020-03.md", "# Chỉ đạo\n\nĐã họp.\n");
    case.march().code(3);
    let outside = tempfile::tempdir_in(case.root().parent().unwrap()).unwrap();
    let secret = outside.path().join("bi-mat.xlsx");
    let bytes = workbook(&[("Hồ sơ", &DOSSIERS.replace("H01", "BI-MAT-01"))]);
    std::fs::write(&secret, &bytes).unwrap();
    let marks = ["field(\"", "all(\"", "name == \"", "text(\"", "is_set(\"", "number(\""];
    let fields: Vec<String> = named(&marks)
        .into_iter()
        // Where an office is made, its folder may be any.
        .filter(|name| name != "thu_muc")
        .collect();
    assert!(fields.len() > 30, "only {fields:?}");
    let choices: Vec<String> = named(&["Some(\""]).into_iter().collect();
    assert!(choices.len() > 8, "only {choices:?}");
    let above = outside.path().file_name().unwrap().to_str().unwrap();
    let desk = OpenDesk::of(&case);
    desk.idle();
    let closing = ["/dong", "/dung"];
    for path in forms().into_iter().filter(|path| !closing.contains(&path.as_str())) {
        for target in [format!("../../{above}/bi-mat.xlsx"), secret.display().to_string()] {
            for choice in &choices {
                for is_plausible in [false, true] {
                    let value = |name: &str| match name {
                        "viec" | "cach" | "trung_ten" => choice.clone(),
                        name => match plausible(name).filter(|_| is_plausible) {
                            Some(value) => value.to_owned(),
                            None => target.clone(),
                        },
                    };
                    let pairs = fields.iter().map(|name| format!("{name}={}", value(name)));
                    let reply = desk.post(&path, &pairs.collect::<Vec<_>>().join("&"));
                    assert!(!reply.text().contains("BI-MAT-01"), "{path} {choice} {target}");
                    desk.idle();
                }
            }
            for name in [&target, &target.replace('/', "\\\\")] {
                let reply = desk.send_to(&path, name, b"x", "thay");
                assert!(!reply.text().contains("BI-MAT-01"), "{path} {name}");
                desk.idle();
            }
        }
    }
    for page in ["/", "/du-lieu", "/bao-cao", "/thu-xin-loi"] {
        assert!(!desk.get(page).text().contains("BI-MAT-01"), "{page}");
    }
    assert!(std::fs::read(&secret).unwrap() == bytes, "it was written to");
    assert_eq!(std::fs::read_dir(outside.path()).unwrap().count(), 1);
    assert_eq!(desk.get("/").status, 200, "it is still open");
}
