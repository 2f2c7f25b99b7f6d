//! What the desk is doing: one run at a time, how far it is, a way to stop it, and what came of it.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::office::Step;

/// A run, now or the last one.
#[derive(Clone, Debug)]
pub(crate) struct Task {
    pub(crate) name: String,
    /// The page on which it shows what came of it.
    pub(crate) back: String,
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

/// One run at a time.
#[derive(Debug, Default)]
pub(crate) struct Work {
    task: Mutex<Option<Task>>,
    stops: AtomicBool,
}

/// Unwinds a run that is to be stopped.
struct Stop;

impl Work {
    pub(crate) fn task(&self) -> Option<Task> {
        self.locked().clone()
    }

    pub(crate) fn is_running(&self) -> bool {
        self.locked().as_ref().is_some_and(|task| task.state == TaskState::Running)
    }

    /// Takes the place of the one run; not so where another has it.
    pub(crate) fn begin(&self, name: &str, back: &str) -> bool {
        let mut task = self.locked();
        if task.as_ref().is_some_and(|task| task.state == TaskState::Running) {
            return false;
        }
        self.stops.store(false, Ordering::SeqCst);
        *task = Some(Task {
            name: name.to_owned(),
            back: back.to_owned(),
            stage: "Bắt đầu",
            done: 0,
            of: 0,
            state: TaskState::Running,
        });
        true
    }

    /// Carries out what was begun.
    pub(crate) fn carry_out(&self, run: impl FnOnce(&(dyn Fn(Step) + Sync))) {
        let ended = catch_unwind(AssertUnwindSafe(|| run(&|step| self.heard(step))));
        let state = match ended {
            Ok(()) => TaskState::Done,
            Err(why) if why.is::<Stop>() => TaskState::Stopped,
            Err(_) => TaskState::Broken,
        };
        if let Some(task) = self.locked().as_mut() {
            task.state = state;
        }
    }

    pub(crate) fn stop(&self) {
        self.stops.store(true, Ordering::SeqCst);
    }

    /// A run is left by unwinding, as by a fault: what it was writing beside is dropped with it. After the archive took
    /// its bag a run says no more how far it is, so that none is left between.
    fn heard(&self, step: Step) {
        if self.stops.load(Ordering::SeqCst) {
            resume_unwind(Box::new(Stop));
        }
        let mut task = self.locked();
        let Some(task) = task.as_mut() else { return };
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

    fn locked(&self) -> MutexGuard<'_, Option<Task>> {
        self.task.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_run_at_a_time_and_a_stopped_one_ends() {
        let work = Work::default();
        assert!(work.begin("Kiểm tra", "/"));
        assert!(!work.begin("Kiểm tra", "/"));
        work.carry_out(|progress| {
            progress(Step::Read(2));
            progress(Step::OneMore);
        });
        let task = work.task().expect("a task");
        assert_eq!((task.state, task.done, task.of), (TaskState::Done, 1, 2));
        assert!(work.begin("Báo cáo", "/"));
        work.stop();
        let mut went_on = false;
        work.carry_out(|progress| {
            progress(Step::OneMore);
            went_on = true;
        });
        assert!(!went_on);
        assert_eq!(work.task().expect("a task").state, TaskState::Stopped);
        assert!(!work.is_running());
    }
}
