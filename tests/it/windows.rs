//! What a clerk at a Windows machine does, as far as it is seen on any system; `.ci/windows` sees the rest.

use std::fs;
use std::process::Command;

use crate::case::{CONGSO, Case};

const ROW: &str = "
    Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Hình thức nộp
    A-1 | Phòng A | 20/02/2020 | 02/03/2020 | 28/02/2020 | Trực tiếp
";

fn good() -> Case {
    Case::new().sheet("ho-so.xlsx", "Hồ sơ", ROW)
}

/// As the system starts it: nothing but these arguments.
#[track_caller]
fn congso(arguments: &[&str]) -> (i32, String) {
    let run = Command::new(CONGSO).args(arguments).output().unwrap();
    (run.status.code().unwrap(), String::from_utf8(run.stderr).unwrap())
}

#[test]
fn files_dropped_on_the_program_are_looked_at() {
    let case = good().sheet("them.xlsx", "Hồ sơ", &ROW.replace("A-1", "A-2"));
    let path = |name: &str| case.root().join("du-lieu").join(name).display().to_string();
    let (code, said) = congso(&[&path("ho-so.xlsx"), &path("them.xlsx")]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("Đã đọc 2 tệp: 2 dòng"), "{said}");
    let (code, said) = congso(&[&path("khong-co.xlsx")]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("Không có lệnh"), "{said}");
}

/// Where nobody can be asked, a folder alone gets what no command at all gets.
#[test]
fn a_folder_dropped_on_the_program_is_the_office() {
    let case = good();
    let (code, said) = congso(&[&case.root().display().to_string()]);
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("Cách dùng: congso") && !said.contains("Không có lệnh"), "{said}");
    // The name of a command is a command, whatever lies in the folder.
    fs::create_dir(case.root().join("bao-cao")).unwrap();
    let run = Command::new(CONGSO).arg("bao-cao").current_dir(case.root()).output().unwrap();
    assert!(case.root().join("luu-tru").exists(), "{}", String::from_utf8_lossy(&run.stderr));
}

/// The command window of Windows leaves patterns as they are.
#[test]
fn a_pattern_of_files_is_what_it_means() {
    let case = good().sheet("them.xlsx", "Hồ sơ", &ROW.replace("A-1", "A-2"));
    let case = case.file("du-lieu/ghi-chu.txt", "x");
    let pattern = case.root().join("du-lieu").join("*.xlsx").display().to_string();
    let (code, said) = congso(&["kiem-tra", &pattern]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("Đã đọc 2 tệp: 2 dòng"), "{said}");
    let none = case.root().join("du-lieu").join("*.ods").display().to_string();
    let (code, said) = congso(&["kiem-tra", &none]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("không có tệp hoặc thư mục này"), "{said}");
}

/// `-C "co quan\" bao-cao` is one argument there, the mark within it.
#[test]
fn a_stroke_before_the_closing_mark_is_named() {
    let (code, said) = congso(&["-C", "co quan\" bao-cao"]);
    assert_eq!(code, 2);
    assert!(said.starts_with("Không có thư mục “co quan”"), "{said}");
    assert!(said.contains("bỏ dấu \\ ở cuối tên thư mục"), "{said}");
}

/// Notepad of older systems shows a text without returns as one line; what is written for it comes out the same.
#[test]
fn texts_to_edit_have_the_line_ends_of_notepad() {
    let folder = tempfile::TempDir::new().unwrap();
    let office = folder.path().join("co-quan");
    assert_eq!(congso(&["khoi-tao", "--mau", &office.display().to_string()]).0, 0);
    let mut texts = vec![office.join("congso.toml"), office.join("DOC-TRUOC.txt")];
    texts.extend(fs::read_dir(office.join("mau")).unwrap().map(|entry| entry.unwrap().path()));
    assert!(texts.len() > 5);
    for path in &texts {
        let text = fs::read_to_string(path).unwrap();
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{path:?}");
    }
    let (embedded, written) = (good(), good());
    fs::create_dir(written.root().join("mau")).unwrap();
    for path in &texts[2..] {
        let to = written.root().join("mau").join(path.file_name().unwrap());
        fs::copy(path, to).unwrap();
    }
    let (embedded, written) = (embedded.march(), written.march());
    for paper in ["bao-cao.html", "gui/cong-van.pdf", "so-lieu.json"] {
        let (one, other) = (embedded.archived(paper), written.archived(paper));
        assert!(one == other, "{paper}");
    }
}

/// A checkout under Windows would else put its own line ends into the program.
#[test]
fn no_text_of_the_program_has_returns() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let attributes = fs::read_to_string(root.join(".gitattributes")).unwrap();
    assert!(attributes.lines().any(|line| line == "* text=auto eol=lf"), "{attributes}");
    for folder in ["templates", "src"] {
        for (path, bytes) in crate::case::files_below(&root.join(folder)) {
            let is_text = [".md", ".toml", ".txt", ".css", ".html", ".rs", ".json"];
            if is_text.iter().any(|ending| path.ends_with(ending)) {
                assert!(!bytes.contains(&b'\r'), "{folder}/{path}");
            }
        }
    }
}
