//! What the desk is doing: one run at a time, those that wait for their turn, how far a run is, a way to stop it, and
//! what came of it.

use std::collections::VecDeque;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::desk::exchange::Visit;
use crate::office::{InputsState, Progress, Step};

/// What somebody asked for.
#[derive(Clone, Debug)]
pub(crate) struct Errand {
    pub(crate) name: String,
    /// The page on which it shows what came of it.
    pub(crate) back: String,
    pub(crate) asked: AskedWith,
}

/// By which a button that is pressed twice is told from one that is pressed for something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum AskedWith {
    /// What was typed.
    Form(Vec<(String, String)>),
    /// The files as they were then.
    Files(InputsState),
    /// Files that were sent: never twice the same.
    Sent,
}

impl Errand {
    pub(crate) fn of_form(name: impl Into<String>, back: impl Into<String>, visit: &Visit) -> Self {
        let asked = AskedWith::Form(visit.fields.clone());
        Self { name: name.into(), back: back.into(), asked }
    }

    fn is_same(&self, other: &Self) -> bool {
        let is_same = self.name == other.name && self.asked == other.asked;
        is_same && self.asked != AskedWith::Sent
    }
}

/// A run, now or the last one.
#[derive(Clone, Debug)]
pub(crate) struct Task {
    /// Tells it from all others of this desk.
    pub(crate) number: u32,
    pub(crate) errand: Errand,
    pub(crate) stage: &'static str,
    pub(crate) done: usize,
    pub(crate) of: usize,
    pub(crate) state: TaskState,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TaskState {
    Running,
    Done,
    /// By whoever sits at the desk; nothing was written.
    Stopped,
    /// A fault of the program itself.
    Broken,
}

impl TaskState {
    pub(crate) fn said(self) -> &'static str {
        match self {
            Self::Running => "Đang làm",
            Self::Done => "Xong",
            Self::Stopped => "Đã dừng, chưa ghi gì vào lưu trữ",
            Self::Broken => "Chương trình gặp lỗi bên trong; chưa ghi gì vào lưu trữ",
        }
    }
}

/// What is done of an errand.
pub(crate) struct Job(Box<dyn FnOnce(Progress<'_>) + Send>);

impl Job {
    pub(crate) fn new(run: impl FnOnce(Progress<'_>) + Send + 'static) -> Self {
        Self(Box::new(run))
    }
}

impl fmt::Debug for Job {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Job")
    }
}

/// One run at a time, the others in the order in which they were asked for.
#[derive(Debug, Default)]
pub(crate) struct Work {
    turns: Mutex<Turns>,
    stops: AtomicBool,
}

#[derive(Debug, Default)]
struct Turns {
    /// Now, or the last one.
    task: Option<Task>,
    waiting: VecDeque<(u32, Errand, Job)>,
    /// The number of the last that was taken in.
    last: u32,
}

impl Turns {
    fn is_running(&self) -> bool {
        self.task.as_ref().is_some_and(|task| task.state == TaskState::Running)
    }

    /// The same one that runs or waits.
    fn same(&mut self, errand: &Errand) -> Option<&mut Errand> {
        let now = self.task.as_mut().filter(|task| task.state == TaskState::Running);
        let now = now.map(|task| &mut task.errand);
        let waiting = self.waiting.iter_mut().map(|(_, waiting, _)| waiting);
        now.into_iter().chain(waiting).find(|own| own.is_same(errand))
    }

    fn begin(&mut self, number: u32, errand: Errand) {
        let (stage, state) = ("Bắt đầu", TaskState::Running);
        self.task = Some(Task { number, errand, stage, done: 0, of: 0, state });
    }
}

/// Unwinds a run that is to be stopped.
struct Stop;

impl Work {
    pub(crate) fn task(&self) -> Option<Task> {
        self.locked().task.clone()
    }

    pub(crate) fn is_running(&self) -> bool {
        self.locked().is_running()
    }

    /// Those whose turn has not come, each with its number.
    pub(crate) fn waiting(&self) -> Vec<(u32, Errand)> {
        let turns = self.locked();
        turns.waiting.iter().map(|(number, errand, _)| (*number, errand.clone())).collect()
    }

    /// What whoever asks is to carry out now; nothing where somebody is at work, who comes to it in its turn. The same
    /// errand asked for twice is carried out once, and shown where it was asked for last.
    pub(crate) fn take(&self, errand: Errand, run: Job) -> Option<Job> {
        let mut turns = self.locked();
        if let Some(same) = turns.same(&errand) {
            *same = errand;
            return None;
        }
        turns.last += 1;
        let number = turns.last;
        if turns.is_running() {
            turns.waiting.push_back((number, errand, run));
            return None;
        }
        self.stops.store(false, Ordering::SeqCst);
        turns.begin(number, errand);
        Some(run)
    }

    /// Carries out what was begun; how it ended, and what has its turn now.
    pub(crate) fn carry_out(&self, run: Job) -> (Option<Task>, Option<Job>) {
        let ended = catch_unwind(AssertUnwindSafe(|| (run.0)(&|step| self.heard(step))));
        let state = match ended {
            Ok(()) => TaskState::Done,
            Err(why) if why.is::<Stop>() => TaskState::Stopped,
            Err(_) => TaskState::Broken,
        };
        let mut turns = self.locked();
        if let Some(task) = turns.task.as_mut() {
            task.state = state;
        }
        let ended = turns.task.clone();
        let next = turns.waiting.pop_front().map(|(number, errand, run)| {
            self.stops.store(false, Ordering::SeqCst);
            turns.begin(number, errand);
            run
        });
        (ended, next)
    }

    /// The run of now; those that wait have their turn then.
    pub(crate) fn stop(&self) {
        self.stops.store(true, Ordering::SeqCst);
    }

    /// One that waits is not carried out.
    pub(crate) fn drop_waiting(&self, number: u32) {
        self.locked().waiting.retain(|(own, ..)| *own != number);
    }

    /// A run is left by unwinding, as by a fault: what it was writing beside is dropped with it. After the archive took
    /// its bag a run says no more how far it is, so that none is left between.
    fn heard(&self, step: Step) {
        if self.stops.load(Ordering::SeqCst) {
            resume_unwind(Box::new(Stop));
        }
        let mut turns = self.locked();
        let Some(task) = turns.task.as_mut() else { return };
        match step {
            Step::Read(files) => {
                (task.stage, task.done, task.of) = ("Đọc bảng tính", 0, files);
            }
            Step::Render(documents) => {
                (task.stage, task.done, task.of) = ("Lập tài liệu", 0, documents);
            }
            Step::OneMore => task.done += 1,
            Step::Wait => task.stage = "Đợi một lần chạy khác đang làm việc trong lưu trữ",
        }
    }

    fn locked(&self) -> MutexGuard<'_, Turns> {
        self.turns.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errand(name: &str, typed: &str) -> Errand {
        let asked = AskedWith::Form(vec![("so".to_owned(), typed.to_owned())]);
        Errand { name: name.to_owned(), back: "/".to_owned(), asked }
    }

    fn nothing() -> Job {
        Job::new(|_| {})
    }

    #[test]
    fn one_run_at_a_time_and_a_stopped_one_ends() {
        let work = Work::default();
        let run = Job::new(|progress| {
            progress(Step::Read(2));
            progress(Step::OneMore);
        });
        let run = work.take(errand("Kiểm tra", ""), run).expect("nobody is at work");
        let (task, next) = work.carry_out(run);
        let task = task.expect("a task");
        assert_eq!((task.state, task.done, task.of), (TaskState::Done, 1, 2));
        assert!(next.is_none() && !work.is_running());
        let run = Job::new(|progress| {
            progress(Step::OneMore);
            unreachable!("it was stopped");
        });
        let run = work.take(errand("Báo cáo", ""), run).expect("nobody is at work");
        work.stop();
        assert_eq!(work.carry_out(run).0.expect("a task").state, TaskState::Stopped);
        assert!(!work.is_running());
    }

    #[test]
    fn what_is_asked_for_meanwhile_has_its_turn_and_twice_the_same_is_one() {
        let work = Work::default();
        let first = work.take(errand("Kiểm tra", ""), nothing()).expect("nobody is at work");
        for typed in ["", "31", "31", "32"] {
            assert!(work.take(errand("Báo cáo", typed), nothing()).is_none());
        }
        assert!(work.take(errand("Kiểm tra", ""), nothing()).is_none());
        let waiting = work.waiting();
        assert_eq!(waiting.len(), 3, "{waiting:?}");
        work.drop_waiting(waiting.get(1).expect("the second").0);
        let is_now = |other: Errand| {
            work.is_running() && work.task().is_some_and(|task| task.errand.is_same(&other))
        };
        let (_, second) = work.carry_out(first);
        assert!(is_now(errand("Báo cáo", "")));
        let (_, third) = work.carry_out(second.expect("the next"));
        assert!(is_now(errand("Báo cáo", "32")));
        // Once it is over, the same may be asked for again.
        assert!(work.carry_out(third.expect("the last")).1.is_none());
        assert!(work.take(errand("Báo cáo", "32"), nothing()).is_some());
    }
}
