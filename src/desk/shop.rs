//! What the desk holds between requests: whose folder, what was read of it, and the run that is going on.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::civil::Date;

use crate::desk::came::{ComparedCame, ExplainedCame, LettersCame, ReportCame};
use crate::desk::draft::Draft;
use crate::desk::exchange::Visit;
use crate::desk::running;
use crate::desk::templates::PageTemplates;
use crate::desk::work::{AskedWith, Errand, Job, TaskState, Work};
use crate::error::Result;
use crate::office::{
    self, CheckDone, Edges, InputsState, KeptReports, LettersDone, LettersRequest, LookedOver,
    Office, Progress,
};
use crate::telling::advice::Reader;
use crate::telling::refusals;

/// What the desk is opened with.
#[derive(Clone, Debug)]
pub(crate) struct DeskOptions {
    /// In which it is opened: an office's, or where one is made.
    pub(crate) folder: PathBuf,
    /// 0 for any that is free.
    pub(crate) port: u16,
    /// Where the program may note for this user which office was open last; nowhere where the system does not say.
    pub(crate) kept: Option<PathBuf>,
    /// After so long without a page it closes by itself.
    pub(crate) patience: Duration,
    pub(crate) clock: fn() -> Date,
    /// The day that stands for today, whatever the clock says.
    pub(crate) as_of: Option<Date>,
    pub(crate) edges: fn(Progress<'_>) -> Edges<'_>,
}

/// The desk between two requests.
#[derive(Debug)]
pub(crate) struct Shop {
    pub(crate) options: DeskOptions,
    pub(crate) templates: PageTemplates,
    pub(crate) work: Work,
    /// An office that is being made.
    pub(crate) draft: Mutex<Draft>,
    /// Whose desk it is now.
    folder: Mutex<PathBuf>,
    door: (u16, String),
    known: Latest<Known>,
    pub(crate) reports: KeptReports,
    pub(crate) report: Latest<ReportCame>,
    pub(crate) letters: Latest<LettersCame>,
    pub(crate) explained: Latest<ExplainedCame>,
    pub(crate) compared: Latest<ComparedCame>,
    /// What came of what was just done, for the next page.
    said: Mutex<Vec<String>>,
    is_to_close: AtomicBool,
}

/// What came of the last run of its kind.
#[derive(Debug)]
pub(crate) struct Latest<T>(Mutex<Option<Arc<T>>>);

impl<T> Default for Latest<T> {
    fn default() -> Self {
        Self(Mutex::new(None))
    }
}

impl<T> Latest<T> {
    pub(crate) fn get(&self) -> Option<Arc<T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn forget(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    pub(crate) fn set(&self, came: T) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(came));
    }
}

/// What the last check found.
#[derive(Debug)]
pub(crate) struct Known {
    /// The files as they were when they were read.
    state: InputsState,
    pub(crate) day: Date,
    /// What was noticed on the way.
    pub(crate) notices: Vec<String>,
    /// Why there is no answer, if there is none.
    pub(crate) answer: std::result::Result<LookedOver, String>,
}

impl Known {
    pub(crate) fn done(&self) -> Option<&CheckDone> {
        Some(&self.answer.as_ref().ok()?.done)
    }
}

/// So that it can be found again. A desk works as well where it cannot be noted.
fn note(options: &DeskOptions, folder: &Path) {
    if let Some(kept) = &options.kept {
        drop(office::note_office(kept, folder));
    }
}

impl Shop {
    /// `door` is the port and the secret of its address.
    pub(crate) fn new(options: DeskOptions, door: (u16, String)) -> Result<Self> {
        running::enter(&options.folder, door.0, &door.1);
        note(&options, &options.folder);
        Ok(Self {
            draft: Mutex::default(),
            folder: Mutex::new(options.folder.clone()),
            door,
            options,
            templates: PageTemplates::new()?,
            work: Work::default(),
            known: Latest::default(),
            reports: KeptReports::default(),
            report: Latest::default(),
            letters: Latest::default(),
            explained: Latest::default(),
            compared: Latest::default(),
            said: Mutex::default(),
            is_to_close: AtomicBool::new(false),
        })
    }

    pub(crate) fn folder(&self) -> PathBuf {
        self.folder.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// To the folder of another office, of which nothing is known yet.
    pub(crate) fn move_to(&self, folder: PathBuf) {
        self.leave();
        running::enter(&folder, self.door.0, &self.door.1);
        note(&self.options, &folder);
        self.known.forget();
        self.report.forget();
        self.letters.forget();
        self.explained.forget();
        self.compared.forget();
        *self.folder.lock().unwrap_or_else(PoisonError::into_inner) = folder;
    }

    /// Nobody is to find it here any more.
    pub(crate) fn leave(&self) {
        running::leave(&self.folder(), &self.door.1);
    }

    pub(crate) fn today(&self) -> Date {
        self.options.as_of.unwrap_or_else(self.options.clock)
    }

    pub(crate) fn known(&self) -> Option<Arc<Known>> {
        self.known.get()
    }

    /// Whether files have changed since they were read, or another day has come.
    pub(crate) fn is_stale(&self, known: &Known) -> bool {
        let state = office::inputs_state(&self.folder());
        known.day != self.today() || !state.is_ok_and(|state| state == known.state)
    }

    pub(crate) fn close(&self) {
        self.is_to_close.store(true, Ordering::SeqCst);
    }

    pub(crate) fn is_to_close(&self) -> bool {
        self.is_to_close.load(Ordering::SeqCst)
    }

    /// To be said on the next page that asks for it.
    pub(crate) fn say(&self, message: String) {
        self.said.lock().unwrap_or_else(PoisonError::into_inner).push(message);
    }

    pub(crate) fn say_all(&self, messages: impl IntoIterator<Item = String>) {
        messages.into_iter().for_each(|message| self.say(message));
    }

    pub(crate) fn take_said(&self) -> Vec<String> {
        std::mem::take(&mut *self.said.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn inputs_state(&self) -> InputsState {
        office::inputs_state(&self.folder()).unwrap_or_default()
    }

    /// What a form asks for.
    pub(crate) fn errand(
        &self,
        name: impl Into<String>,
        back: impl Into<String>,
        visit: &Visit,
    ) -> Errand {
        let asked = AskedWith::Form(visit.fields.clone(), self.inputs_state());
        Errand { name: name.into(), back: back.into(), asked }
    }

    /// Reads all of `du-lieu` beside the requests.
    pub(crate) fn check(self: &Arc<Self>, back: &str) {
        let errand = Errand {
            name: "Kiểm tra dữ liệu".to_owned(),
            back: back.to_owned(),
            asked: AskedWith::Files(self.inputs_state()),
        };
        let shop = Arc::clone(self);
        self.start(errand, move |progress| shop.look_over(progress));
    }

    /// Within a run.
    pub(crate) fn look_over(&self, progress: Progress<'_>) {
        let (folder, today) = (&self.folder(), self.today());
        let state = self.inputs_state();
        let (notices, answer) = match Office::open(folder) {
            Ok(office) => {
                let edges = (self.options.edges)(progress);
                let told = office.look_over(today, edges);
                self.look_at_letters(&office, today, edges);
                (told.notices, told.answer)
            }
            Err(failure) => (Vec::new(), Err(failure)),
        };
        let known = Known {
            state,
            day: today,
            notices: notices.iter().map(|one| refusals::notice(one, Reader::Desk)).collect(),
            answer: answer.map_err(refusals::on_page),
        };
        self.known.set(known);
    }

    /// Who is owed a letter, where it was looked up before or the latest report no longer says it: letters were made
    /// since. What keeps it from being seen is said by the check itself, and by the page of letters.
    fn look_at_letters(&self, office: &Office, today: Date, edges: Edges<'_>) {
        let came = self.letters.get();
        let is_said = || {
            let look = office.archive_look().ok()?;
            let overview = office.overview(&look, &self.reports, None, today).ok()?;
            let (_, latest) = overview.latest_made()?;
            Some(latest.held_back() == 0 || !latest.has_later_letters)
        };
        if came.is_none() && is_said() != Some(false) {
            return;
        }
        let has_print = came.is_some_and(|came| came.has_print);
        let look = match office.letters(&LettersRequest::Look, today, edges).answer {
            Ok(LettersDone::Looked(look)) => Some(*look),
            Ok(_) | Err(_) => None,
        };
        self.letters.set(LettersCame { day: today, look, has_print });
    }

    /// Beside the requests, in its turn.
    pub(crate) fn start(
        self: &Arc<Self>,
        errand: Errand,
        run: impl FnOnce(Progress<'_>) + Send + 'static,
    ) {
        let mut next = self.work.take(errand, Job::new(run));
        if next.is_none() {
            return;
        }
        let shop = Arc::clone(self);
        std::thread::spawn(move || {
            while let Some(run) = next.take() {
                let (ended, follows) = shop.work.carry_out(run);
                // The page of the run that follows shows nothing of this one.
                let ended = ended.filter(|task| task.state != TaskState::Done && follows.is_some());
                if let Some(task) = ended {
                    shop.say(format!("{}\n   = {}", task.errand.name, task.state.said()));
                }
                next = follows;
            }
        });
    }
}
