//! Crates and the system made to fail in each of their ways: what comes of it is said in Vietnamese.

use std::net::TcpListener;
use std::process::{Command, Stdio};

use clap::{ArgAction, Command as CliCommand};

use crate::case::{CONGSO, Case, Outcome, workbook};
use crate::desk::OpenDesk;
use crate::english::english;

const HEADER: &str =
    "Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Hình thức nộp";
const ROW: &str = "A-1 | Phòng A | 20/02/2020 | 02/03/2020 | 28/02/2020 | Trực tiếp";

fn good() -> Case {
    Case::new().sheet("ho-so.xlsx", "Hồ sơ", &format!("{HEADER}\n{ROW}"))
}

/// Says something, in Vietnamese alone.
#[track_caller]
fn vietnamese(what: &str, said: &str) {
    assert!(!said.trim().is_empty(), "{what}: nothing is said");
    let words = english(said);
    assert!(words.is_empty(), "{what}: {words:?} in\n{said}");
}

#[track_caller]
fn refused(what: &str, outcome: &Outcome) {
    assert!(matches!(outcome.code, 1 | 2), "{what}: {}\n{}", outcome.code, outcome.stderr);
    vietnamese(what, &outcome.stderr);
}

#[test]
fn templates_that_are_broken() {
    for template in [
        "{% if %}",
        "{{ ky.khong_co }}",
        "{{ ky | khong_co }}",
        "{{ ky | so }}",
        "{{ ky.nam | hoa_dau }}",
        "{{ ky.nam + \"a\" }}",
        "{{ 1 / 0 }}",
        "{% for a in ky.nam %}{% endfor %}",
        "{% for a in ky %}",
        "{% include \"khong-co.md\" %}",
        "{% include \"bao-cao.md\" %}",
        "{% extends \"khong-co.md\" %}",
        "{% block a %}{% block a %}{% endblock %}{% endblock %}",
        "{{ ky is khong_co }}",
        "{{ khong_co(a=1) }}",
        "{{ \"chưa đóng }}",
        "{{ ky[ }}",
        "{# chưa đóng",
        "{% raw %}",
        "{{ range(end=\"a\") }}",
        "{{ 99999999999999999999999 }}",
        "[[bang:khong-co]]",
        "[[bieu-do:khong-co]]",
    ] {
        let case = good().file("mau/bao-cao.md", template);
        refused(template, &case.march());
    }
    for line in ["{{ khong_co }}", "{{ ky.khong_co }}", "{% if %}", "{{"] {
        let title = format!("[van_ban]\ntrich_yeu = '{line}'\n");
        let run = good().settings(|old| format!("{title}{old}")).march();
        vietnamese(line, &run.stderr);
    }
}

#[test]
fn settings_that_are_no_toml_or_hold_what_no_key_can_have() {
    let wrong = [
        "ten = \"a",
        "ten = 'a",
        "ten = \"\"\"a",
        "ten = a",
        "ten =",
        "ten",
        "= \"a\"",
        "[co_quan",
        "[[don_vi]",
        "[]",
        "[co_quan]\n[co_quan]",
        "a.b.c = 1",
        "ten = [\"a\"",
        "ten = [\"a\" \"b\"]",
        "ten = {a = 1",
        "ten = \"\\q\"",
        "ten = \"\\u12\"",
        "ten = 1_",
        "ten = 99999999999999999999",
        "ten = 0x",
        "ten = 1.2.3",
        "ten = 2020-13-45",
        "ten = tru",
        "ten = \"a\" b",
        "ten = \"a\u{0}\"",
        "\u{1}",
        "tên = \"a\"",
        "ten = 1",
        "ten = 1.5",
        "ten = true",
        "ten = [1]",
        "ten = {a = \"b\"}",
        "ten = 2020-03-01",
        "[thu]\nmau = 3",
        "[thu]\nmau = true",
        "[thu]\nmau = [\"a\"]",
        "[thu]\ndanh_so = 4",
        "[phieu]\nco_mau = -1",
        "[phieu]\nco_mau = 1.5",
        "[phieu]\nco_mau = \"a\"",
        "don_vi = 3",
        "don_vi = [3]",
        "co_quan = 3",
        "cot = 3",
        "[cot]\na = 3",
        "[[ngay_them]]\nngay = \"khong\"",
        "[[ngay_them]]\nngay = 3",
        "[ho_so]\nkhong_co = 1",
    ];
    for text in wrong {
        let case = good().file("congso.toml", format!("{text}\n"));
        refused(text, &case.march());
        refused(text, &case.run(&["cau-hinh", "--dat", "co_quan.ten=Sở"]));
        vietnamese(text, &case.run(&["chan-doan"]).stdout);
    }
    // Each key of the published settings with a value of each kind.
    let schema = std::fs::read_to_string(crate::tidy::root().join("docs/congso.schema.json"));
    let schema: serde_json::Value = serde_json::from_str(&schema.unwrap()).unwrap();
    let parts = schema["properties"].as_object().unwrap();
    for (part, about) in parts {
        let (head, keys) = match about["items"]["properties"].as_object() {
            Some(keys) => (format!("[[{part}]]"), Some(keys)),
            None => (format!("[{part}]"), about["properties"].as_object()),
        };
        let Some(keys) = keys else { continue };
        for value in ["-1", "1.5", "true", "\"?\"", "[true]", "{a = 1}", "2020-03-01T01:00:00"] {
            let lines: String = keys.keys().map(|key| format!("{key} = {value}\n")).collect();
            let case = good().file("congso.toml", format!("{head}\n{lines}"));
            vietnamese(&format!("{part} {value}"), &case.march().stderr);
        }
    }
}

/// Every option of every command, with a value that none can have, without one, and twice.
#[test]
fn command_lines_that_are_wrong() {
    let case = good();
    let run = |arguments: &[&str]| {
        let run = Command::new(CONGSO)
            .args(arguments)
            .current_dir(case.root())
            .env("NO_COLOR", "1")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        (run.status.code(), String::from_utf8(run.stderr).unwrap())
    };
    let whole = congso::probe::command();
    let mut refusals = 0;
    let mut hold = |arguments: &[&str]| {
        let (code, said) = run(arguments);
        if code == Some(2) {
            refusals += 1;
            vietnamese(&arguments.join(" "), &said);
        }
    };
    for command in whole.get_subcommands() {
        let name = command.get_name();
        hold(&[name, "--khong-co"]);
        hold(&[name, "--bo-qua=", "-Z"]);
        hold(&[name, "a", "b", "c", "d"]);
        for option in command.get_arguments().filter_map(clap::Arg::get_long) {
            let flag = format!("--{option}");
            hold(&[name, &flag, &flag]);
            hold(&[name, &format!("{flag}=")]);
            if opens_a_desk(name, option) {
                continue;
            }
            hold(&[name, &format!("{flag}=-?{{")]);
            hold(&[name, &format!("{flag}=99999999999999999999999")]);
        }
    }
    hold(&["khong-co-lenh"]);
    hold(&["bao-cao", "--ky", "2020-03", "--json=co"]);
    assert!(refusals > 150, "only {refusals}");
    for (variable, value) in [
        ("CONGSO_KY", "?"),
        ("CONGSO_SO", "x"),
        ("CONGSO_NGAY", "x"),
        ("CONGSO_TINH_DEN", "x"),
        ("CONGSO_SO_CONG_VAN", "x"),
    ] {
        refused(variable, &case.run_with(&["bao-cao"], &[(variable, value)]));
    }
}

/// What is no fault there, and would wait for a browser.
fn opens_a_desk(command: &str, option: &str) -> bool {
    command == "mo" && option == "thu-muc"
}

#[test]
fn the_help_of_every_command() {
    fn held(command: &mut CliCommand, path: &str) {
        let name = format!("{path} {}", command.get_name());
        let help = command.render_long_help().to_string();
        for word in ["Usage", "Options", "Arguments", "Commands", "default:", "possible", "Print"] {
            assert!(!help.contains(word), "{name}: {word}\n{help}");
        }
        for argument in command.get_arguments() {
            let is_flag = !matches!(argument.get_action(), ArgAction::Set | ArgAction::Append);
            assert!(argument.get_help().is_some(), "{name}: {argument}");
            assert!(is_flag || argument.get_value_names().is_some(), "{name}: {argument}");
        }
        for below in command.get_subcommands_mut() {
            held(below, &name);
        }
    }
    let mut whole = congso::probe::command();
    whole.build();
    held(&mut whole, "");
}

#[test]
fn workbooks_that_are_broken() {
    let whole = workbook(&[("Hồ sơ", &format!("{HEADER}\n{ROW}"))]);
    let cut = |at: usize| whole[..at.min(whole.len())].to_vec();
    let mut flipped = whole.clone();
    for at in (40..flipped.len()).step_by(97) {
        flipped[at] ^= 0x55;
    }
    let compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    let mut case = Case::new();
    for (name, bytes) in [
        ("cut.xlsx", cut(whole.len() / 2)),
        ("short.xlsx", cut(30)),
        ("flipped.xlsx", flipped.clone()),
        ("empty.xlsx", Vec::new()),
        ("text.xlsx", b"no workbook".to_vec()),
        ("pdf.xlsx", b"%PDF-1.7".to_vec()),
        ("ole.xls", compound.clone()),
        ("ole2.xls", [compound, vec![0xff; 2_000]].concat()),
        ("cut.ods", cut(whole.len() / 2)),
        ("flipped.ods", flipped.clone()),
        ("flipped.xlsb", flipped),
        ("zeros.xlsb", vec![0; 700]),
        ("open.csv", b"a,\"b\nc,d\n".to_vec()),
        ("wide.csv", b"a,b\n1,2,3,4\n".to_vec()),
        ("zeros.csv", vec![0; 300]),
        ("thousand.csv", vec![0xfe; 300]),
    ] {
        case = case.file(&format!("du-lieu/{name}"), bytes);
    }
    let said = case.run(&["kiem-tra"]);
    // The names of these files are ours.
    let said = said.stderr.replace("empty.xlsx", "").replace("open.csv", "");
    vietnamese("kiem-tra", &said);
    refused("bao-cao", &case.march());
    // A file that is handed over is read into proposals.
    let file = case.root().join("du-lieu/cut.xlsx");
    let target = case.root().join("moi");
    let made = case.run(&["khoi-tao", target.to_str().unwrap(), "--tu", file.to_str().unwrap()]);
    vietnamese("khoi-tao --tu", &made.stderr);
}

#[test]
fn folders_and_files_that_the_system_refuses() {
    let inputs = good();
    for (name, made) in [
        ("luu-tru", "a file"),
        ("noi-dung", "a file"),
        ("mau", "a file"),
        ("noi-dung/2020-03.md", "a folder"),
        ("mau/bao-cao.md", "a folder"),
        ("congso.toml", "a folder"),
        ("du-lieu", "a file"),
    ] {
        let case = good();
        let path = case.root().join(name);
        if path.is_dir() {
            std::fs::remove_dir_all(&path).unwrap();
        } else if path.exists() {
            std::fs::remove_file(&path).unwrap();
        }
        if made == "a file" {
            std::fs::write(&path, "x").unwrap();
        } else {
            std::fs::create_dir_all(&path).unwrap();
        }
        for command in ["kiem-tra", "bao-cao", "thu-xin-loi", "xac-minh", "chan-doan"] {
            let run = case.run(&[command]);
            vietnamese(&format!("{command}: {name} is {made}"), &(run.stdout + &run.stderr));
        }
    }
    let long = "a".repeat(300);
    refused("a name too long", &inputs.run(&["kiem-tra", &long]));
    refused("no such file", &inputs.run(&["kiem-tra", "khong-co.xlsx"]));
    let below = inputs.root().join("congso.toml/x.xlsx");
    refused("below a file", &inputs.run(&["kiem-tra", below.to_str().unwrap()]));
}

#[cfg(target_os = "linux")]
#[test]
fn disks_and_pipes_that_take_no_more() {
    let case = good();
    case.march().code(0);
    let full = || Stdio::from(std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap());
    for arguments in [
        &["kiem-tra", "--json"][..],
        &["xac-minh", "--json"],
        &["dien-giai", "2020-03", "--json"],
        &["dien-giai", "2020-03"],
        &["cau-hinh"],
        &["chan-doan"],
        &["--help"],
        &["so-sanh", "2020-03", "--json"],
    ] {
        let run = Command::new(CONGSO)
            .args(arguments)
            .arg("-C")
            .arg(case.root())
            .stdout(full())
            .output()
            .unwrap();
        let said = String::from_utf8(run.stderr).unwrap();
        assert_eq!(run.status.code(), Some(1), "{arguments:?}\n{said}");
        vietnamese(&arguments.join(" "), &said);
        assert!(said.contains("ổ đĩa đã đầy"), "{said}");
    }
    // A link that leads to itself has no words of ours: its number is told.
    let loops = case.root().join("du-lieu/vong.xlsx");
    std::os::unix::fs::symlink(&loops, &loops).unwrap();
    vietnamese("a link to itself", &case.run(&["kiem-tra"]).stderr);
    let run = case.run(&["kiem-tra", loops.to_str().unwrap()]);
    vietnamese("a link to itself", &run.stderr);
}

#[test]
fn archives_that_are_no_json_or_no_bags() {
    let case = good();
    case.march().code(0);
    let archived = case.files("luu-tru");
    for name in [
        "luu-tru/so-cai.json",
        "luu-tru/2020-03/data/so-lieu.json",
        "luu-tru/2020-03/bag-info.txt",
        "luu-tru/2020-03/bagit.txt",
        "luu-tru/2020-03/manifest-sha256.txt",
        "luu-tru/2020-03/tagmanifest-sha256.txt",
    ] {
        for bytes in [&b"{"[..], b"\xff\xfe", b"", b"{\"a\": 1}"] {
            std::fs::remove_dir_all(case.root().join("luu-tru")).unwrap();
            for (path, bytes) in &archived {
                let path = case.root().join("luu-tru").join(path);
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(path, bytes).unwrap();
            }
            std::fs::write(case.root().join(name), bytes).unwrap();
            for arguments in [
                &["xac-minh"][..],
                &["dien-giai", "2020-03"],
                &["so-sanh", "2020-03"],
                &["bao-cao", "--ky", "2020-04"],
                &["thu-xin-loi", "--tinh-den", "2020-04-16"],
                &["tong-hop", "luu-tru", "--ky", "2020-03"],
            ] {
                let run = case.run(arguments);
                let said = format!("{}{}", run.stdout, run.stderr);
                vietnamese(&format!("{name} {arguments:?}"), &said);
            }
        }
    }
}

#[test]
fn a_port_that_is_taken_and_requests_that_are_none() {
    let case = good();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    refused("a taken port", &case.run(&["mo", "--cong", &port, "--khong-trinh-duyet"]));
    let desk = OpenDesk::of(&case);
    desk.idle();
    let (cookie, origin) = (desk.cookie(), desk.origin());
    let multipart = "Content-Type: multipart/form-data";
    for (line, headers, body) in [
        ("POST /du-lieu", format!("{multipart}\r\n"), &b"x"[..]),
        ("POST /du-lieu", format!("{multipart}; boundary=x\r\n"), b"--x\r\nbroken"),
        ("POST /du-lieu", "Content-Type: text/plain\r\n".to_owned(), b"a"),
        ("POST /du-lieu", String::new(), b"\xff%%%"),
        (
            "POST /cai-dat/co_quan",
            "Content-Type: application/x-www-form-urlencoded\r\n".to_owned(),
            b"a=%ff%zz&=&&",
        ),
        ("PUT /", String::new(), b""),
        ("POST /khong-co", String::new(), b""),
        ("GET /%ff", String::new(), b""),
    ] {
        let headers = format!("{cookie}{origin}{headers}");
        let reply = desk.request(line, &headers, body);
        assert!(reply.status >= 400, "{line} {headers}: {}", reply.status);
        let text = reply.text();
        if !text.starts_with('<') {
            vietnamese(line, &text);
        }
    }
}
