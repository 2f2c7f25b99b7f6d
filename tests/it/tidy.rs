//! The rules of the house, read off the sources: who may name whom, one door each, nothing that grows.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::case::files_below;
use crate::circles::names;

/// The repository.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Sources below a folder of the repository: path and text.
pub(crate) fn sources(folder: &str) -> Vec<(String, String)> {
    files_below(&root().join(folder))
        .into_iter()
        .filter(|(name, _)| Path::new(name).extension().is_some_and(|extension| extension == "rs"))
        .map(|(name, bytes)| (name, String::from_utf8(bytes).unwrap()))
        .collect()
}

/// Without comments and without the tests at its end.
pub(crate) fn code_of(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or(text);
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// Names of the finding codes, from the list in the source.
pub(crate) fn codes() -> Vec<String> {
    let text = std::fs::read_to_string(root().join("src/ledger/code.rs")).unwrap();
    let list = text.split_once("codes! {").unwrap().1.split_once("\n}").unwrap().0;
    let names = list
        .lines()
        .map(str::trim)
        .filter(|line| line.starts_with(|c: char| c.is_ascii_uppercase()) && line.ends_with(':'));
    let codes: Vec<String> = names.map(|name| snake(name.trim_end_matches(':'))).collect();
    assert!(codes.len() >= 49, "only {codes:?}");
    codes
}

fn snake(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}

/// What each module may name of the others.
fn allowed() -> BTreeMap<&'static str, &'static [&'static str]> {
    let stages: &[&str] = &[
        "ledger",
        "model",
        "rules",
        "read",
        "normalize",
        "measure",
        "report",
        "document",
        "render",
        "archive",
        "error",
    ];
    BTreeMap::from([
        ("ledger", &[] as &[&str]),
        ("model", &["ledger"]),
        ("rules", &["model", "error"]),
        ("read", &["ledger"]),
        ("normalize", &["ledger", "model", "read"]),
        ("measure", &["ledger", "model", "rules"]),
        ("report", &["ledger", "model", "rules", "measure"]),
        ("templating", &[]),
        ("document", &["model", "report", "templating", "error"]),
        ("render", &["ledger", "read", "model", "document", "report", "error"]),
        ("archive", &["error"]),
        ("error", &[]),
        ("files", &["ledger", "error"]),
        ("console", &["ledger", "error"]),
        // The option structs of the stages, and the words that they share.
        (
            "config",
            &["ledger", "normalize", "rules", "measure", "report", "document", "model", "error"],
        ),
        ("pipeline", stages),
        // What its values are made of.
        (
            "office",
            &[
                "pipeline", "config", "archive", "files", "ledger", "model", "rules", "measure",
                "report", "document", "error",
            ],
        ),
        // Types to put into words.
        ("telling", &["office", "ledger", "model", "measure", "report", "error"]),
        // Asks and tells, as the command line does.
        ("desk", &["office", "telling", "templating", "ledger", "model", "report", "error"]),
        // What is typed, and `read` for the child that reads.
        (
            "cli",
            &[
                "office", "desk", "telling", "console", "ledger", "model", "measure", "report",
                "read", "error",
            ],
        ),
    ])
}

/// The first part of a path below `src`: `render/html.rs` → `render`.
fn module_of(path: &str) -> &str {
    path.split('/').next().unwrap().trim_end_matches(".rs")
}

#[test]
fn modules_name_only_those_they_may() {
    let allowed = allowed();
    let mut wrong = Vec::new();
    for (path, text) in sources("src") {
        let module = module_of(&path);
        if matches!(module, "lib" | "main" | "probing") {
            continue;
        }
        let may =
            allowed.get(module).unwrap_or_else(|| panic!("{path}: a module outside the table"));
        let code = code_of(&text);
        let (named, handed_on) = names(&code);
        for named in named.iter().chain(&handed_on) {
            let Some(named) = named.strip_prefix("crate::") else { continue };
            let name = named.split("::").next().unwrap();
            if name != module && !may.contains(&name) {
                wrong.push(format!("{path} names crate::{name}"));
            }
        }
        assert!(!code.contains("super::super"), "{path}");
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let main = std::fs::read_to_string(root().join("src/main.rs")).unwrap();
    assert!(main.lines().count() <= 15, "main.rs grows");
}

/// A crate (or a part of std), and where it may be named.
const DOORS: [(&str, &[&str]); 19] = [
    ("calamine::", &["read/"]),
    ("cap::", &["cli/child"]),
    ("postcard::", &["read/wire"]),
    ("std::process::Command", &["cli/child", "cli/browser"]),
    ("encoding_rs::", &["read/"]),
    ("tera::", &["templating"]),
    ("axum::", &["desk/server"]),
    ("tokio::", &["desk/server"]),
    ("getrandom::", &["desk/secret"]),
    ("rust_xlsxwriter::", &["render/xlsx"]),
    ("docx_rs::", &["render/docx/"]),
    ("flate2::", &["render/packing"]),
    ("rawzip::", &["render/package"]),
    ("clap::", &["cli"]),
    ("glob::", &["files"]),
    ("toml_edit::", &["config/edit"]),
    ("std::fs", &["files"]),
    ("std::env", &["cli"]),
    ("indicatif::", &["console"]),
];

#[test]
fn each_outside_crate_has_one_door() {
    let mut wrong = Vec::new();
    for (path, text) in sources("src") {
        let code = code_of(&text);
        for (name, doors) in DOORS {
            let named = code.match_indices(name).any(|(at, _)| {
                !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':')
            });
            if named && !doors.iter().any(|door| path.starts_with(door)) {
                wrong.push(format!("{path} names {name}"));
            }
        }
        for word in ["println!", "eprintln!", "print!", "eprint!", "stdout()", "stderr()"] {
            if code.contains(word) && !path.starts_with("console") {
                wrong.push(format!("{path} prints: {word}"));
            }
        }
        for word in [
            "#[allow",
            "#![allow",
            "#[ignore",
            "unsafe ",
            "todo!",
            "Zoned::now",
            "SystemTime::now",
            "Timestamp::now",
        ] {
            let clock = word.ends_with("::now") && path.starts_with("cli");
            if code.contains(word) && !clock {
                wrong.push(format!("{path} has {word}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_source_says_what_it_is_for_and_none_grows() {
    let mut wrong = Vec::new();
    for folder in ["src", "tests/it", "examples", "benches"] {
        for (path, text) in sources(folder) {
            let lines = text.lines().count();
            if !text.starts_with("//! ") {
                wrong.push(format!("{folder}/{path} does not begin with //!"));
            }
            if lines > 500 {
                wrong.push(format!("{folder}/{path} has {lines} lines"));
            }
            let stem = Path::new(&path).file_stem().unwrap().to_str().unwrap();
            if ["util", "utils", "common", "helpers", "types"].contains(&stem) {
                wrong.push(format!("{folder}/{path} has no subject"));
            }
            // The library's face: `main`, and `probe` for benchmarks and fuzzing.
            let face = ["lib.rs", "cli/mod.rs"].contains(&path.as_str());
            let public =
                code_of(&text).lines().any(|line| line.trim_start().starts_with("pub ")) && !face;
            if folder == "src" && public {
                wrong.push(format!("{folder}/{path} has something public"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// By name in the sources, or by the wording of a form in the law.
#[test]
fn every_template_is_used() {
    let mut all: String = sources("src").into_iter().map(|(_, text)| text).collect();
    let law = std::fs::read_to_string(root().join("src/rules/law.toml")).unwrap();
    let wordings = law.lines().filter_map(|line| line.strip_prefix("loi_van = "));
    for wording in wordings {
        let name = format!("phieu-xin-loi-{}.md", wording.trim_matches('"'));
        assert!(root().join("templates").join(&name).exists(), "no {name}");
        all.push_str(&name);
    }
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (name, _) in files_below(&root().join("templates")) {
        let file = name.rsplit('/').next().unwrap();
        seen += 1;
        // A licence lies beside what it covers.
        if !all.contains(file) && !file.starts_with("LICENSE") {
            wrong.push(name);
        }
    }
    assert!(seen > 6, "only {seen} templates");
    assert!(wrong.is_empty(), "not used: {wrong:?}");
}

/// Cells of the first column of the table under a heading of the README.
fn table_of(heading: &str) -> BTreeSet<String> {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let part = readme.split_once(heading).unwrap_or_else(|| panic!("no {heading}")).1;
    let part = part.split("\n## ").next().unwrap();
    part.lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once('`'))
        .map(|(name, _)| name.to_owned())
        .collect()
}

#[test]
fn the_readme_lists_every_code() {
    let listed = table_of("## Finding codes");
    let all: BTreeSet<String> = codes().into_iter().collect();
    assert_eq!(listed, all);
}

#[test]
fn the_readme_lists_every_section_of_the_settings() {
    let listed = table_of("## Settings");
    let settings =
        std::fs::read_to_string(root().join("samples/so-ldtbxh-tra-vinh/congso.toml")).unwrap();
    for line in settings.lines().filter(|line| line.starts_with('[')) {
        let section = line.trim_matches(['[', ']']);
        assert!(
            listed.iter().any(|name| name.trim_matches(['[', ']']) == section),
            "{section} in {listed:?}"
        );
    }
}

/// Nothing in the repository points outside it.
#[test]
fn no_path_leads_out_of_the_repository() {
    let mut wrong = Vec::new();
    for folder in ["src", "tests/it", "examples", ".ci", "benches"] {
        for (path, bytes) in files_below(&root().join(folder)) {
            let text = String::from_utf8_lossy(&bytes);
            for mark in [concat!("/work", "/"), concat!("../", "shared"), concat!("/tmp", "/plan")]
            {
                if text.contains(mark) {
                    wrong.push(format!("{folder}/{path}: {mark}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

/// A text that goes on in the next line without `\` has that line's indent between two of its words;
/// what stands behind a colon may be set apart.
#[test]
fn words_that_are_printed_stand_one_space_apart() {
    let is_word = |letter: char| letter.is_alphanumeric();
    let mut found = Vec::new();
    for (path, text) in sources("src").iter().filter(|(path, _)| !path.contains("tests")) {
        for line in code_of(text).lines() {
            let line = line.trim().replace("\\n", "\n");
            let mut parts = line.split("  ");
            let mut before = parts.next().unwrap_or_default();
            for part in parts {
                let ends = before.trim_end_matches([',', ';', '.', ')']).chars().next_back();
                let begins = part.trim_start().chars().next();
                if ends.is_some_and(is_word) && begins.is_some_and(is_word) {
                    found.push(format!("{path}: {line}"));
                }
                before = if begins.is_some() { part } else { before };
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}
