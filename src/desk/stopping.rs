//! When the desk closes: at once by its button, and by itself once no page has been heard of for some minutes. Never
//! while work is in progress.

use std::time::Duration;

/// What decides it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Quiet {
    pub(crate) is_asked: bool,
    pub(crate) is_working: bool,
    pub(crate) silence: Duration,
    pub(crate) patience: Duration,
}

/// The page that says so asks for its style and its icon first.
const LAST_PAGE: Duration = Duration::from_secs(1);

pub(crate) fn closes(quiet: Quiet) -> bool {
    let Quiet { is_asked, is_working, silence, patience } = quiet;
    let enough = if is_asked { patience.min(LAST_PAGE) } else { patience };
    !is_working && silence >= enough
}

#[cfg(test)]
mod tests {
    use super::*;

    const USUAL: Duration = Duration::from_secs(900);

    #[test]
    fn work_in_progress_is_never_cut() {
        let silent = Quiet { is_asked: false, is_working: false, silence: USUAL, patience: USUAL };
        assert!(closes(silent));
        assert!(!closes(Quiet { silence: USUAL / 2, ..silent }));
        assert!(closes(Quiet { silence: USUAL / 2, is_asked: true, ..silent }));
        assert!(!closes(Quiet { silence: Duration::ZERO, is_asked: true, ..silent }));
        assert!(!closes(Quiet { is_working: true, ..silent }));
        assert!(!closes(Quiet { is_working: true, is_asked: true, ..silent }));
    }
}
