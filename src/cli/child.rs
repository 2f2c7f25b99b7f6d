//! Reads one file in a process of its own, which may die of it: this program again, under a cap of memory and time.

use std::alloc::System;
use std::env;
use std::ffi::OsStr;
use std::io::{Read as _, Write as _};
use std::process::{Child, ChildStdin, Command, ExitCode, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use cap::Cap;

use crate::cli::known_answers::KnownAnswers;
use crate::console;
use crate::office::{Edges, Progress};
use crate::read::{self, Apart, Death};

/// Counts what is asked for; without a limit until `serve` sets one.
#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, usize::MAX);

/// The largest workbook that the preflight lets through needs less.
const MEGABYTES: usize = 1_024;
/// What the smallest file may take, and how much more for each megabyte of it: a hundred times what is usual.
const SECONDS: u64 = 8;
const SECONDS_A_MEGABYTE: u64 = 4;

/// The one argument of such a process. No command: nobody types it, and no help lists it.
const ARGUMENT: &str = "doc-tep-con";

/// What a run of the real program asks of the world outside.
pub(crate) fn edges(progress: Progress<'_>) -> Edges<'_> {
    Edges { progress, apart: apart() }
}

/// Has a file read by a child.
pub(crate) fn apart() -> Apart<'static> {
    &read_apart
}

/// Bytes that this process holds now.
pub(crate) fn held() -> usize {
    MEMORY.allocated()
}

/// Whether this process is such a child.
pub(crate) fn is_one() -> bool {
    env::args_os().nth(1).is_some_and(|argument| argument == OsStr::new(ARGUMENT))
}

/// The child: a file comes in, its answer goes out.
pub(crate) fn serve() -> ExitCode {
    let limited = MEMORY.set_limit(MEGABYTES << 20);
    let Ok(task) = console::input() else { return ExitCode::FAILURE };
    let (Ok(()), Some((path, bytes))) = (limited, task_parts(&task)) else {
        return ExitCode::FAILURE;
    };
    match console::data(&answer(path, bytes)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn answer(path: &str, bytes: &[u8]) -> Vec<u8> {
    // Not in what is handed out: a test lets calamine die of files that the preflight would refuse.
    #[cfg(debug_assertions)]
    if env::var_os("CONGSO_KHONG_XEM_TRUOC").is_some() {
        return read::answer_unseen(path, bytes);
    }
    read::answer(path, bytes)
}

/// Length of the path, path, bytes of the file.
fn task(path: &str, bytes: &[u8]) -> Vec<u8> {
    [&(path.len() as u64).to_le_bytes()[..], path.as_bytes(), bytes].concat()
}

fn task_parts(task: &[u8]) -> Option<(&str, &[u8])> {
    let (length, rest) = task.split_first_chunk()?;
    let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
    let (path, bytes) = rest.split_at_checked(length)?;
    Some((str::from_utf8(path).ok()?, bytes))
}

/// The parent: has a file read by a child of its own, unless it has just been.
fn read_apart(path: &str, bytes: &[u8]) -> Result<Vec<u8>, Death> {
    static KNOWN: Mutex<KnownAnswers> = Mutex::new(KnownAnswers::new());
    let known = || KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let task: Arc<[u8]> = task(path, bytes).into();
    if let Some(answer) = known().to(&task) {
        return Ok(answer);
    }
    let program = env::current_exe().map_err(|_| Death::NotStarted)?;
    let mut command = Command::new(program);
    command.arg(ARGUMENT);
    let megabytes = u64::try_from(bytes.len() >> 20).unwrap_or(u64::MAX);
    let seconds = SECONDS_A_MEGABYTE.saturating_mul(megabytes).saturating_add(SECONDS);
    let answer = ask(command, Arc::clone(&task), seconds)?;
    known().keep(task, &answer);
    Ok(answer)
}

/// Gives a new process its task, and takes what it answers before its time is up.
fn ask(mut command: Command, task: Arc<[u8]>, seconds: u64) -> Result<Vec<u8>, Death> {
    let command = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|_| Death::NotStarted)?;
    let heard = listen(&mut child, task, seconds);
    if heard.is_err() {
        // Fails only for one that has ended by itself.
        drop(child.kill());
    }
    let status = child.wait().map_err(|_| Death::Fell)?;
    let Heard { answer, complaint } = heard?;
    if status.success() {
        Ok(answer)
    } else if complaint.contains("memory allocation of") {
        Err(Death::Memory(MEGABYTES as u64))
    } else {
        Err(Death::Fell)
    }
}

struct Heard {
    answer: Vec<u8>,
    complaint: String,
}

/// One thread gives, one takes, this one watches the time. Both end with the pipes, and those with the child.
fn listen(child: &mut Child, task: Arc<[u8]>, seconds: u64) -> Result<Heard, Death> {
    let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let (Some(stdin), Some(mut stdout), Some(mut stderr)) = pipes else { return Err(Death::Fell) };
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || give(stdin, &task));
    thread::spawn(move || {
        let (mut answer, mut complaint) = (Vec::new(), Vec::new());
        let read = stdout.read_to_end(&mut answer).and_then(|_| stderr.read_to_end(&mut complaint));
        let complaint = String::from_utf8_lossy(&complaint).into_owned();
        // Nobody listens any more once the time is up.
        drop(sender.send(read.map(|_| Heard { answer, complaint })));
    });
    match receiver.recv_timeout(Duration::from_secs(seconds)) {
        Ok(Ok(heard)) => Ok(heard),
        Err(RecvTimeoutError::Timeout) => Err(Death::Time(seconds)),
        Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => Err(Death::Fell),
    }
}

/// A child that dies early takes not all of it, which its answer tells.
fn give(mut stdin: ChildStdin, task: &[u8]) {
    drop(stdin.write_all(task));
}

#[cfg(test)]
mod tests {
    use std::hint::black_box;

    use super::*;
    use crate::config::Settings;
    use crate::ledger::Code;
    use crate::pipeline::{self, CheckPlan, Input};

    /// Which death the stand-in for a child is to die.
    const DEATH: &str = "CONGSO_THU_CHET";
    const STAND_IN: &str = "cli::child::tests::a_stand_in_dies_as_it_is_told";

    /// Runs only where a test starts it, in a process of its own; elsewhere there is nothing to do.
    #[test]
    fn a_stand_in_dies_as_it_is_told() {
        let Ok(death) = env::var(DEATH) else { return };
        match death.as_str() {
            "hang" => loop {
                thread::park();
            },
            "abort" => std::process::abort(),
            "memory" => {
                MEMORY.set_limit(64 << 20).expect("less is in use");
                let mut kept = Vec::new();
                loop {
                    kept.push(black_box(vec![1u8; 1 << 20]));
                }
            }
            "panic" => panic!("as told"),
            // Ends well, having said something else.
            _ => (),
        }
    }

    fn dying(death: &str, seconds: u64) -> Result<Vec<u8>, Death> {
        let mut command = Command::new(env::current_exe().unwrap());
        command.args([STAND_IN, "--exact", "--nocapture"]).env(DEATH, death);
        // More than a pipe holds, and nobody takes it.
        ask(command, task("a.xls", &vec![0; 1 << 20]).into(), seconds)
    }

    #[test]
    fn each_way_to_die_is_told_from_the_others() {
        assert_eq!(dying("hang", 1), Err(Death::Time(1)));
        assert_eq!(dying("abort", 60), Err(Death::Fell));
        assert_eq!(dying("memory", 60), Err(Death::Memory(1_024)));
        assert_eq!(dying("panic", 60), Err(Death::Fell));
        let missing = Command::new("khong-co-chuong-trinh-nay");
        assert_eq!(ask(missing, Vec::new().into(), 60), Err(Death::NotStarted));
    }

    #[test]
    fn a_child_that_dies_costs_its_own_file_and_no_other() {
        let xls = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
        let table = "Mã hồ sơ;Đơn vị;Ngày tiếp nhận;Ngày hẹn trả;Ngày trả kết quả\n\
                     A;B;01/02/2026;02/02/2026;02/02/2026\n";
        let mut inputs: Vec<_> = ["abort", "hang", "memory", "panic", "talks"]
            .map(|death| Input { path: format!("{death}.xls"), bytes: xls.clone() })
            .into();
        inputs.push(Input { path: "whole.csv".to_owned(), bytes: table.into() });
        let as_of = jiff::civil::date(2026, 3, 1);
        let normalize = Settings::default().normalize(Some(as_of));
        let plan = CheckPlan { normalize, as_of, limits: None };
        let apart = |path: &str, _: &[u8]| {
            let death = path.strip_suffix(".xls").unwrap_or(path);
            dying(death, if death == "hang" { 1 } else { 60 })
        };
        let edges = Edges { progress: &|_| {}, apart: &apart };
        let checked = pipeline::check_files(inputs, &plan, edges).unwrap_or_else(|e| panic!("{e}"));
        let files = checked.ledger.files.iter();
        let errors: Vec<_> = files.map(|file| file.error.as_ref().map(|it| it.code)).collect();
        let corrupt = Some(Code::CorruptFile);
        assert_eq!(errors, [corrupt, corrupt, Some(Code::TooLarge), corrupt, corrupt, None]);
        assert_eq!(checked.ledger.rows().accepted, 1);
    }

    #[test]
    fn a_task_arrives_as_it_was_given() {
        let given = task("du-lieu/hồ sơ.xls", &[1, 2, 3]);
        assert_eq!(task_parts(&given), Some(("du-lieu/hồ sơ.xls", &[1, 2, 3][..])));
        assert_eq!(task_parts(&given[..9]), None);
        assert_eq!(task_parts(&[]), None);
    }
}
