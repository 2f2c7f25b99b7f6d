//! Dirty spreadsheets with known answers. Those of `still-failing.txt` may fail; the list may only shrink.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use crate::case::CONGSO;
use crate::tidy::root;

const LIMIT: Duration = Duration::from_secs(15);

fn folder() -> PathBuf {
    root().join("tests/torture")
}

#[test]
fn every_dirty_file_is_right_but_those_that_still_fail() {
    let mut cases: Vec<PathBuf> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| expectation(path).exists())
        .collect();
    cases.sort();
    assert!(cases.len() >= 77, "only {} files", cases.len());
    let wrong: BTreeMap<String, String> = judge_all(&cases);
    let list = std::fs::read_to_string(folder().join("still-failing.txt")).unwrap();
    let allowed: BTreeSet<&str> =
        list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let new: Vec<_> = wrong.iter().filter(|(name, _)| !allowed.contains(name.as_str())).collect();
    let mended: Vec<_> = allowed.iter().filter(|name| !wrong.contains_key(**name)).collect();
    assert!(new.is_empty(), "wrong, and not in still-failing.txt: {new:#?}");
    assert!(mended.is_empty(), "right now, take out of still-failing.txt: {mended:#?}");
}

/// Never a crash and never a hang, also for those that still fail.
fn judge_all(cases: &[PathBuf]) -> BTreeMap<String, String> {
    let next = AtomicUsize::new(0);
    let wrong = Mutex::new(BTreeMap::new());
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(|| {
                while let Some(path) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if let Err(what) = judge(path) {
                        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
                        wrong.lock().unwrap().insert(name, what);
                    }
                }
            });
        }
    });
    wrong.into_inner().unwrap()
}

fn expectation(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".expected.json");
    PathBuf::from(name)
}

fn judge(path: &Path) -> Result<(), String> {
    let want: Value = serde_json::from_slice(&std::fs::read(expectation(path)).unwrap()).unwrap();
    let (code, stdout, stderr) = run(path)?;
    if !(0..101).contains(&code) || stderr.contains("panicked") {
        return Err(format!("crash: {code} {stderr}"));
    }
    let json: Value = serde_json::from_str(&stdout)
        .map_err(|error| format!("no JSON: {code} {error} {stderr}"))?;
    let file = &json["files"][0];
    let mut codes: BTreeSet<&str> = file["findings"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|finding| finding["code"].as_str())
        .collect();
    codes.extend(file["error"]["code"].as_str());
    let outcome = file["outcome"].as_str().unwrap_or("");
    let acceptable = want.get("also_acceptable").map(Value::to_string).unwrap_or_default();
    let is_acceptable = |codes: &BTreeSet<&str>| codes.iter().any(|code| acceptable.contains(code));
    if want["outcome"] == "error" {
        let error = want["error"].as_str().or(want["error"]["code"].as_str()).unwrap_or("");
        return match outcome {
            "error" if codes.contains(error) || is_acceptable(&codes) => Ok(()),
            "error" => Err(format!("error {codes:?}, want {error}")),
            _ if acceptable.contains(outcome) => Ok(()),
            _ => Err(format!("read as {outcome}, want error {error}")),
        };
    }
    if outcome == "error" {
        return if is_acceptable(&codes) { Ok(()) } else { Err(format!("refused: {codes:?}")) };
    }
    let survey = want["schema"] == "survey";
    let part = if survey { "surveys" } else { "dossiers" };
    let (want_counts, got_counts) =
        (departments(&want["by_department"], survey), departments(&file[part], survey));
    if want_counts != got_counts {
        return Err(format!("counts: {got_counts:?}, want {want_counts:?}"));
    }
    let silent: Vec<&str> = want["warnings"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|warning| warning.as_str().or(warning["code"].as_str()))
        .filter(|code| !codes.contains(code))
        .collect();
    if silent.is_empty() { Ok(()) } else { Err(format!("says nothing of {silent:?} ({codes:?})")) }
}

/// Counts by department as texts that can be compared; early counts as on time.
fn departments(list: &Value, survey: bool) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    for (name, counts) in list.as_object().into_iter().flatten() {
        let name: String = name.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect();
        let number = |key: &str| counts[key].as_u64().unwrap_or(0);
        let text = if survey {
            counts.to_string()
        } else {
            format!(
                "{} total, {} on time, {} late, {} open in time, {} open overdue, {} no due",
                number("total"),
                number("on_time") + number("early"),
                number("late"),
                number("open_in_time"),
                number("open_overdue"),
                number("no_due")
            )
        };
        out.insert(name, text);
    }
    out
}

/// Exit code (−1 for a signal), stdout and stderr, within the time limit.
fn run(path: &Path) -> Result<(i32, String, String), String> {
    let mut child = Command::new(CONGSO)
        .args(["kiem-tra", "--json", "--tinh-den", "2026-11-01"])
        .arg(path)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let out = drain(child.stdout.take().unwrap());
    let err = drain(child.stderr.take().unwrap());
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return Ok((status.code().unwrap_or(-1), out.join().unwrap(), err.join().unwrap()));
        }
        if start.elapsed() > LIMIT {
            child.kill().unwrap();
            child.wait().unwrap();
            return Err("hang: 15 s".to_owned());
        }
        thread::sleep(Duration::from_millis(5));
    }
}

/// Reads a pipe to its end beside the clock, so that it never fills.
fn drain(mut pipe: impl Read + Send + 'static) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        pipe.read_to_end(&mut bytes).unwrap();
        String::from_utf8_lossy(&bytes).into_owned()
    })
}
