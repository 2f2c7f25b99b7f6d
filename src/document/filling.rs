//! Which templates are being filled at this moment, so that one that does not end can be named from outside.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// Those of all threads, oldest first, and the number of the next.
static NOW: Mutex<(Vec<Filling>, u64)> = Mutex::new((Vec::new(), 0));
static BEGUN: Condvar = Condvar::new();

/// One filling of one template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Filling {
    number: u64,
    name: String,
}

impl Filling {
    /// Waits until a template is being filled, and tells which: of several the one that began first.
    pub(crate) fn oldest() -> Self {
        let mut now = lock();
        loop {
            if let Some(oldest) = now.0.first() {
                return oldest.clone();
            }
            now = BEGUN.wait(now).unwrap_or_else(PoisonError::into_inner);
        }
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }
}

/// Runs `fill`, which fills the template `name`.
pub(super) fn filling<T>(name: &str, fill: impl FnOnce() -> T) -> T {
    let number = {
        let mut now = lock();
        let number = now.1;
        now.1 = number.wrapping_add(1);
        now.0.push(Filling { number, name: name.to_owned() });
        number
    };
    BEGUN.notify_all();
    let ended = Ended(number);
    let filled = fill();
    drop(ended);
    filled
}

/// Takes a filling off the list, even where it panics.
struct Ended(u64);

impl Drop for Ended {
    fn drop(&mut self) {
        lock().0.retain(|filling| filling.number != self.0);
    }
}

fn lock() -> MutexGuard<'static, (Vec<Filling>, u64)> {
    NOW.lock().unwrap_or_else(PoisonError::into_inner)
}
