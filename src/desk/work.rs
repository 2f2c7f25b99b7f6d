//! What the desk is doing: one run at a time, those that wait for their turn, how far a run is, a way to stop it, and
//! what came of it.

use std::collections::VecDeque;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Mutex, MutexGuard, PoisonError};

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
    /// What was typed, and the files as they were then.
    Form(Vec<(String, String)>, InputsState),
    /// The files as they were then.
    Files(InputsState),
    /// Files that were sent: never twice the same.
    Sent,
}

impl Errand {
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
pub(crate) struct Work(Mutex<Turns>);

#[derive(Debug, Default)]
struct Turns {
    /// Now, or the last one.
    task: Option<Task>,
    /// Whether the run of now is to end.
    is_stopping: bool,
    waiting: VecDeque<(u32, Errand, Job)>,
    /// The number of the last that was taken in.
    last: u32,
}

impl Turns {
    fn is_running(&self) -> bool {
        self.task.as_ref().is_some_and(|task| task.state == TaskState::Running)
    }

    /// The last one in line, where it is the same: any other, even of this name, is followed by work that may change
    /// what this one would find. A run that is being stopped does not do what is asked for now.
    fn same(&mut self, errand: &Errand) -> Option<&mut Errand> {
        let now = self.task.as_mut().filter(|task| task.state == TaskState::Running);
        let now = now.filter(|_| !self.is_stopping).map(|task| &mut task.errand);
        let last = self.waiting.back_mut().map(|(_, waiting, _)| waiting);
        last.or(now).filter(|own| own.is_same(errand))
    }

    fn begin(&mut self, number: u32, errand: Errand) {
        self.is_stopping = false;
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
    /// errand asked for twice in a row is carried out once, and shown where it was asked for last.
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
            turns.begin(number, errand);
            run
        });
        (ended, next)
    }

    /// The run of this number, if it is the one of now; those that wait have their turn then.
    pub(crate) fn stop(&self, number: u32) {
        let mut turns = self.locked();
        let is_now = turns.task.as_ref().is_some_and(|task| task.number == number);
        turns.is_stopping |= is_now && turns.is_running();
    }

    /// One that waits is not carried out.
    pub(crate) fn drop_waiting(&self, number: u32) {
        self.locked().waiting.retain(|(own, ..)| *own != number);
    }

    /// A run is left by unwinding, as by a fault: what it was writing beside is dropped with it. After the archive took
    /// its bag a run says no more how far it is, so that none is left between.
    fn heard(&self, step: Step) {
        let mut turns = self.locked();
        if turns.is_stopping {
            drop(turns);
            resume_unwind(Box::new(Stop));
        }
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
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errand(name: &str, typed: &str) -> Errand {
        let typed = vec![("so".to_owned(), typed.to_owned())];
        let asked = AskedWith::Form(typed, InputsState::default());
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
        work.stop(2);
        assert_eq!(work.carry_out(run).0.expect("a task").state, TaskState::Stopped);
        assert!(!work.is_running());
    }

    #[test]
    fn what_is_asked_for_meanwhile_has_its_turn_and_twice_the_same_is_one() {
        let work = Work::default();
        let first = work.take(errand("Kiểm tra", ""), nothing()).expect("nobody is at work");
        assert!(work.take(errand("Kiểm tra", ""), nothing()).is_none());
        for typed in ["", "31", "31", "32"] {
            assert!(work.take(errand("Báo cáo", typed), nothing()).is_none());
        }
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

    /// What each that waits was asked with.
    fn typed(work: &Work) -> Vec<String> {
        let typed = |(_, errand): (u32, Errand)| match errand.asked {
            AskedWith::Form(typed, _) => typed.into_iter().map(|(_, text)| text).collect(),
            AskedWith::Files(_) | AskedWith::Sent => String::new(),
        };
        work.waiting().into_iter().map(typed).collect()
    }

    #[test]
    fn what_is_asked_for_again_after_something_else_is_carried_out_again() {
        let work = Work::default();
        let _first = work.take(errand("Báo cáo", "31"), nothing()).expect("nobody is at work");
        for number in ["32", "31", "31"] {
            assert!(work.take(errand("Báo cáo", number), nothing()).is_none());
        }
        assert_eq!(typed(&work), ["32", "31"]);
        // What is filled in meanwhile changes which letters are written.
        let work = Work::default();
        let _first = work.take(errand("Lập thư", ""), nothing()).expect("nobody is at work");
        for name in ["Ghi lý do", "Lập thư"] {
            assert!(work.take(errand(name, ""), nothing()).is_none());
        }
        assert_eq!(work.waiting().len(), 2);
    }

    #[test]
    fn what_is_asked_for_while_the_same_is_being_stopped_has_its_turn_after_it() {
        let work = Work::default();
        let run = Job::new(|progress| progress(Step::OneMore));
        let run = work.take(errand("Báo cáo", "31"), run).expect("nobody is at work");
        work.stop(1);
        assert!(work.take(errand("Báo cáo", "31"), nothing()).is_none());
        assert_eq!(typed(&work), ["31"]);
        let (stopped, next) = work.carry_out(run);
        assert_eq!(stopped.expect("a task").state, TaskState::Stopped);
        assert!(next.is_some() && work.task().expect("a task").number == 2);
    }

    #[test]
    fn only_the_run_that_is_meant_is_stopped() {
        let work = Work::default();
        let run = || Job::new(|progress| progress(Step::OneMore));
        let first = work.take(errand("Kiểm tra", ""), run()).expect("nobody is at work");
        assert!(work.take(errand("Báo cáo", ""), run()).is_none());
        let (_, second) = work.carry_out(first);
        // Pressed on the page of the first, which has ended since.
        work.stop(1);
        let (ended, _) = work.carry_out(second.expect("the next"));
        assert_eq!(ended.expect("a task").state, TaskState::Done);
        // And what has ended is not stopped: the next is not held up.
        work.stop(2);
        let third = work.take(errand("Thư", ""), run()).expect("nobody is at work");
        assert_eq!(work.carry_out(third).0.expect("a task").state, TaskState::Done);
    }
}
