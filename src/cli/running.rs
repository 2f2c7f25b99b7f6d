//! A run of the office with a bar beside it, and what it noticed on the way.

use crate::cli::child;
use crate::console::{self, Bar};
use crate::error::Result;
use crate::office::Told;
use crate::office::{Edges, Step};
use crate::telling::advice::Reader;
use crate::telling::refusals;

/// The bar of one run.
#[derive(Debug)]
pub(crate) struct Running(Bar);

impl Running {
    pub(crate) fn new() -> Self {
        Self(Bar::new())
    }

    /// Runs until the end of `run`, whatever came of it.
    pub(crate) fn with<T>(self, run: impl FnOnce(Edges<'_>) -> T) -> T {
        let bar = &self.0;
        let progress = |step| match step {
            Step::Read(files) => bar.begin("Đọc bảng tính", files),
            Step::Render(documents) => bar.begin("Lập tài liệu", documents),
            Step::OneMore => bar.advance(),
            Step::Wait => console::say(
                "Một lần chạy khác đang làm việc trong lưu trữ của cơ quan; đợi lần đó xong rồi chạy tiếp",
            ),
        };
        let done = run(child::edges(&progress));
        bar.finish();
        done
    }
}

/// Says what was noticed, and hands on the answer.
pub(crate) fn told<T>(told: Told<T>) -> Result<T> {
    for notice in &told.notices {
        console::say(&refusals::notice(notice, Reader::Terminal));
    }
    told.answer.map_err(refusals::error)
}
