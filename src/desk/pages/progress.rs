//! Đang làm: how far a run is.

use std::time::Duration;

use serde::Serialize;

use crate::desk::exchange::DeskAnswer;
use crate::desk::pages::{filled, own};
use crate::desk::shop::Shop;
use crate::desk::work::TaskState;

#[derive(Debug, Serialize)]
struct ProgressView {
    trang: &'static str,
    viec: String,
    ve: String,
    giai_doan: &'static str,
    xong: usize,
    tong: usize,
    tinh_trang: &'static str,
    dang_chay: bool,
}

fn view(shop: &Shop) -> Option<ProgressView> {
    let task = shop.work.task()?;
    let state = match task.state {
        TaskState::Running => "Đang làm",
        TaskState::Done => "Xong",
        TaskState::Stopped => "Đã dừng, chưa ghi gì vào lưu trữ",
        TaskState::Broken => "Chương trình gặp lỗi bên trong; chưa ghi gì vào lưu trữ",
    };
    Some(ProgressView {
        trang: "",
        viec: task.name,
        ve: task.back,
        giai_doan: task.stage,
        xong: task.done,
        tong: task.of,
        tinh_trang: state,
        dang_chay: task.state == TaskState::Running,
    })
}

/// Once it is done, what came of it is on the page that it was begun for.
pub(crate) fn page(shop: &Shop) -> DeskAnswer {
    match (view(shop), shop.work.task()) {
        (Some(view), Some(task)) if task.state != TaskState::Done => {
            filled(shop, "dang-lam.html", &view)
        }
        (_, Some(task)) => DeskAnswer::See(task.back),
        (_, None) => DeskAnswer::See("/".to_owned()),
    }
}

/// What is done at once needs no page that says how far it is.
const AT_ONCE: u32 = 20;
const MOMENT: Duration = Duration::from_millis(10);

/// Where a run that was just begun is followed. Where another one is going on, its page says so.
pub(crate) fn begun(shop: &Shop, is_begun: bool) -> DeskAnswer {
    for _ in 0..AT_ONCE {
        if is_begun && shop.work.is_running() {
            std::thread::sleep(MOMENT);
        }
    }
    DeskAnswer::See("/dang-lam".to_owned())
}

/// The same for the script.
pub(crate) fn state(shop: &Shop) -> DeskAnswer {
    let json = view(shop).and_then(|view| serde_json::to_string(&view).ok());
    own("application/json", json.unwrap_or_else(|| "{}".to_owned()))
}
