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

pub(crate) fn closes(quiet: Quiet) -> bool {
    let Quiet { is_asked, is_working, silence, patience } = quiet;
    !is_working && (is_asked || silence >= patience)
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
        assert!(!closes(Quiet { is_working: true, ..silent }));
        assert!(!closes(Quiet { is_working: true, is_asked: true, ..silent }));
    }
}
