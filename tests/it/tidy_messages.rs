//! All that the program can say, read off the sources into one list, `docs/thong-bao.md`: none is missing from it, and
//! none speaks the English of a crate.

use std::fmt::Write as _;

use crate::english::english;
use crate::tidy::{code_of, root, sources};

/// Rooms whose every sentence is for a clerk, and what they speak of.
const SPEAKING: &[(&str, &str)] = &[
    ("error", "Điều làm dừng một việc"),
    ("cli", "Dòng lệnh, kể cả trợ giúp"),
    ("desk", "Bàn làm việc"),
    ("telling", "Điều cơ quan được trả lời"),
    ("office", "Việc của cơ quan"),
    ("config", "Cài đặt"),
    ("ledger", "Phát hiện trong dữ liệu"),
    ("normalize", "Phát hiện khi đọc dữ liệu"),
    ("read", "Phát hiện khi mở tệp"),
    ("rules", "Lịch và luật"),
    ("pipeline", "Việc lập tài liệu"),
    ("archive", "Lưu trữ"),
    ("files", "Ổ đĩa"),
    ("console", "Màn hình"),
    ("templating", "Mẫu"),
];

/// Rooms whose words stand on papers. Their files that make an error, or a refusal, speak as well.
const PRINTING: &[&str] = &["document", "render", "report", "measure", "model"];

/// Files of speaking rooms whose words are not said but looked for in sheets: names of columns, states, levels.
const LOOKED_FOR: &[&str] =
    &["normalize/header/", "normalize/rows/sums", "normalize/values/", "normalize/text/"];

/// What is no message, by how it begins: a name within a file, a request, what is wrong with a table of ours.
const NO_MESSAGE: &[&str] =
    &["Root Entry", "GET /song HTTP", "{from} has", "{from} ends", "{day} is", "{year} has"];

/// A menu of Excel, as Excel calls it.
const MENU: &str = "Data › From Text/CSV";

/// One text between quotes, and what stands before it in its statement.
struct Literal {
    before: String,
    text: String,
}

/// Texts of a source, without its comments and its tests.
fn literals(code: &str) -> Vec<Literal> {
    let mut found = Vec::new();
    let mut rest = code;
    let mut before = String::new();
    while let Some(c) = rest.chars().next() {
        if rest.starts_with("//") {
            rest = rest.find('\n').map_or("", |end| &rest[end..]);
        } else if rest.starts_with("'\"'")
            || rest.starts_with("'\\''")
            || rest.starts_with("'\\\\'")
        {
            rest = &rest[rest[1..].find('\'').unwrap() + 2..];
        } else if let Some(raw) = rest.strip_prefix("r#\"") {
            let (text, after) = raw.split_once("\"#").expect("a raw text is closed");
            found.push(Literal { before: before.clone(), text: text.to_owned() });
            rest = after;
        } else if c == '"' {
            let (text, after) = quoted(&rest[1..]);
            found.push(Literal { before: before.clone(), text });
            rest = after;
        } else {
            if matches!(c, ';' | '{' | '}') {
                before.clear();
            }
            before.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    found
}

/// A text behind its opening quote, as it is meant, and what follows its closing one.
fn quoted(from: &str) -> (String, &str) {
    let mut text = String::new();
    let mut chars = from.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return (text, &from[at + 1..]),
            '\\' => match chars.next().map(|(_, c)| c) {
                Some('n') => text.push('\n'),
                // A line that goes on: its indentation is of the source.
                Some('\n') => {
                    let spaces = chars.as_str().len() - chars.as_str().trim_start().len();
                    for _ in 0..spaces {
                        chars.next();
                    }
                }
                Some(other) => text.push(other),
                None => break,
            },
            other => text.push(other),
        }
    }
    panic!("a text is not closed: {text}")
}

fn is_vietnamese(text: &str) -> bool {
    text.chars().any(|c| c.is_alphabetic() && !c.is_ascii())
}

/// Whether a text is for whoever reads the code, or is held against one of a crate.
fn is_for_the_code(before: &str) -> bool {
    const STATEMENTS: [&str; 4] = ["assert", "panic!", "unreachable!", "expect("];
    const MARKS: [&str; 7] =
        ["reason =", "starts", "starts_with", "contains", "split_once", "include_str!", "=="];
    let last = before.trim_end().trim_end_matches('(');
    STATEMENTS.iter().any(|mark| before.contains(mark))
        || MARKS.iter().any(|mark| last.ends_with(mark))
}

/// What the help says stands in comments, each above its argument or its command.
fn helped(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let above = lines.iter().zip(lines.iter().skip(1));
    above
        .filter(|(_, next)| next.starts_with("#[arg(") || next.starts_with("#[command("))
        .filter_map(|(line, _)| line.strip_prefix("/// "))
        .map(str::to_owned)
        .collect()
}

/// Every text of a file that may be said: those that hold more than one word.
fn said(path: &str, text: &str) -> Vec<String> {
    let mut all = if path.starts_with("cli/") { helped(text) } else { Vec::new() };
    let texts = literals(&code_of(text)).into_iter();
    let texts = texts.filter(|one| !is_for_the_code(&one.before)).map(|one| one.text);
    let is_said = |text: &String| {
        text.trim().contains(' ') && !NO_MESSAGE.iter().any(|start| text.starts_with(start))
    };
    all.extend(texts.filter(is_said));
    all
}

fn speaks(path: &str, text: &str) -> bool {
    let room = path.split('/').next().unwrap().trim_end_matches(".rs");
    if path.contains("tests") {
        return false;
    }
    if SPEAKING.iter().any(|(name, _)| *name == room) {
        return !LOOKED_FOR.iter().any(|folder| path.starts_with(folder))
            || text.contains("Finding");
    }
    PRINTING.contains(&room) && text.contains("Error::")
}

/// A message as it is listed: values as `…`, further lines set apart.
fn shown(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text.trim();
    while let Some((before, behind)) = rest.split_once('{') {
        out.push_str(before);
        if let Some(after) = behind.strip_prefix('{') {
            out.push('{');
            rest = after;
        } else if let Some((_, after)) = behind.split_once('}') {
            out.push('…');
            rest = after;
        } else {
            out.push('{');
            rest = behind;
        }
    }
    out.push_str(rest);
    let lines = out.replace("}}", "}");
    let lines = lines.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ⏎ ")
}

fn list() -> String {
    let all: Vec<(String, String)> =
        sources("src").into_iter().filter(|(path, text)| speaks(path, text)).collect();
    let mut list = "# Thông báo của chương trình\n\nMọi câu mà chương trình có thể nói với người dùng, đọc ra từ mã nguồn: `…` là chỗ điền giá trị, `⏎` là xuống dòng. Câu in trên báo cáo, thư, phiếu không ở đây; chúng ở `templates`. Danh sách này do phép thử ghi ra và so lại: `INSTA_UPDATE=always cargo test --test it tidy_messages`.\n".to_owned();
    let rooms = SPEAKING.iter().map(|(room, about)| (*room, *about));
    for (room, about) in rooms.chain(PRINTING.iter().map(|room| (*room, "Lỗi khi lập tài liệu")))
    {
        let own = all
            .iter()
            .filter(|(path, _)| path.split('/').next().unwrap().trim_end_matches(".rs") == room);
        for (path, text) in own {
            let mut messages: Vec<String> = said(path, text)
                .into_iter()
                .filter(|text| is_vietnamese(text))
                .map(|text| shown(&text))
                .collect();
            let mut seen = std::collections::BTreeSet::new();
            messages.retain(|message| seen.insert(message.clone()));
            if messages.is_empty() {
                continue;
            }
            write!(list, "\n## {about}: `src/{path}`\n\n").unwrap();
            for message in messages {
                writeln!(list, "- {message}").unwrap();
            }
        }
    }
    list
}

#[test]
fn every_message_stands_in_the_list() {
    let path = root().join("docs/thong-bao.md");
    let list = list();
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        std::fs::write(&path, &list).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    let new: Vec<&str> =
        list.lines().filter(|line| !kept.lines().any(|old| old == *line)).collect();
    let gone: Vec<&str> =
        kept.lines().filter(|line| !list.lines().any(|new| new == *line)).collect();
    assert!(
        kept == list,
        "docs/thong-bao.md is not what the program says; read these, then run again with INSTA_UPDATE=always\nnew: {new:#?}\ngone: {gone:#?}"
    );
}

#[test]
fn every_room_speaks_or_prints() {
    let known: Vec<&str> =
        SPEAKING.iter().map(|(room, _)| *room).chain(PRINTING.iter().copied()).collect();
    // These hold no words: the front of the library, the way in, and what benchmarks ask.
    let silent = ["lib", "main", "probing"];
    for (path, _) in sources("src") {
        let room = path.split('/').next().unwrap().trim_end_matches(".rs");
        assert!(known.contains(&room) || silent.contains(&room), "{path}");
    }
}

#[test]
fn no_message_speaks_the_english_of_a_crate() {
    let mut wrong = Vec::new();
    for (path, text) in sources("src").into_iter().filter(|(path, text)| speaks(path, text)) {
        for message in said(&path, &text) {
            let words = english(&shown(&message).replace(MENU, ""));
            if !words.is_empty() {
                wrong.push(format!("{path}: {words:?}: {message}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn texts_are_read_as_they_are_meant() {
    let code = r#"a("Một \"hai\"\n   = ba \
        bốn"); // "không"
        b('"', "năm").expect("seven");"#;
    let texts: Vec<String> = literals(code).into_iter().map(|one| one.text).collect();
    assert_eq!(texts, ["Một \"hai\"\n   = ba bốn", "năm", "seven"]);
    assert_eq!(shown("Kỳ {code} có {} {{x}}\n  --> {path:?}"), "Kỳ … có … {x} ⏎ --> …");
}
