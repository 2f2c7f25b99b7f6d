//! Đang làm: how far a run is.

use std::time::Duration;

use serde::Serialize;

use crate::desk::exchange::{DeskAnswer, Visit};
use crate::desk::pages::{filled, own, words};
use crate::desk::shop::Shop;
use crate::desk::work::{Errand, Task, TaskState};

#[derive(Debug, Serialize)]
struct ProgressView {
    trang: &'static str,
    /// Tells the run from the one before.
    so: u32,
    viec: String,
    ve: String,
    giai_doan: &'static str,
    xong: usize,
    tong: usize,
    tinh_trang: &'static str,
    dang_chay: bool,
    cho: Vec<WaitingView>,
}

/// What has its turn later.
#[derive(Debug, Serialize)]
struct WaitingView {
    so: u32,
    viec: String,
}

fn view(shop: &Shop, task: Task) -> ProgressView {
    let waiting = |(so, errand): (u32, Errand)| WaitingView { so, viec: errand.name };
    ProgressView {
        trang: "",
        so: task.number,
        viec: task.errand.name,
        ve: task.errand.back,
        giai_doan: task.stage,
        xong: task.done,
        tong: task.of,
        tinh_trang: task.state.said(),
        dang_chay: task.state == TaskState::Running,
        cho: shop.work.waiting().into_iter().map(waiting).collect(),
    }
}

/// Once it is done, what came of it is on the page that it was begun for.
pub(crate) fn page(shop: &Shop) -> DeskAnswer {
    match shop.work.task() {
        Some(task) if task.state != TaskState::Done => {
            filled(shop, "dang-lam.html", &view(shop, task))
        }
        Some(task) => DeskAnswer::See(task.errand.back),
        None => DeskAnswer::See("/".to_owned()),
    }
}

/// What is done at once needs no page that says how far it is.
const AT_ONCE: u32 = 20;
const MOMENT: Duration = Duration::from_millis(10);

/// Where a run is followed that was just asked for.
pub(crate) fn begun(shop: &Shop) -> DeskAnswer {
    for _ in 0..AT_ONCE {
        if shop.work.is_running() {
            std::thread::sleep(MOMENT);
        }
    }
    DeskAnswer::See("/dang-lam".to_owned())
}

/// Stops the run of a number, or drops one that waits.
pub(crate) fn stop(shop: &Shop, visit: &Visit) -> DeskAnswer {
    let number = |name| visit.field(name).and_then(|text| text.parse().ok());
    match (number("so"), number("cho")) {
        (Some(running), None) => shop.work.stop(running),
        (None, Some(waiting)) => shop.work.drop_waiting(waiting),
        (None, None) | (Some(_), Some(_)) => {
            let unsaid = "Chưa rõ việc nào cần dừng\n   = gợi ý: bấm lại nút ở trang Đang làm";
            return words(shop, 400, unsaid);
        }
    }
    DeskAnswer::See("/dang-lam".to_owned())
}

/// The same for the script.
pub(crate) fn state(shop: &Shop) -> DeskAnswer {
    let task = shop.work.task().map(|task| view(shop, task));
    let json = task.and_then(|view| serde_json::to_string(&view).ok());
    own("application/json", json.unwrap_or_else(|| "{}".to_owned()))
}
