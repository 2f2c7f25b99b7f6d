//! Ends the program where filling a template would take all memory, or never end: neither can be stopped from within.
//!
//! What a run writes appears whole or not at all, so that it may be ended at any moment.

use std::process;
use std::thread;
use std::time::{Duration, Instant};

use crate::cli::child;
use crate::console::{self, Color};
use crate::error::Error;
use crate::office::Filling;

/// What one filling may ask for beyond what the program held when it began: more than the longest report that ships.
const MEGABYTES: usize = 1_024;
/// How long one may take. The longest that ships takes a few seconds.
const SECONDS: u64 = 120;
/// Between two looks: shorter than the copying of a text that has grown to the limit.
const LOOK: Duration = Duration::from_millis(5);

/// Watches from a thread of its own, which sleeps while no template is being filled.
pub(crate) fn begin(color: Color) {
    // Without it the templates of the office are trusted as those that ship.
    drop(thread::Builder::new().name("canh-mau".to_owned()).spawn(move || watch(color)));
}

fn watch(color: Color) {
    let mut seen: Option<(Filling, Instant, usize)> = None;
    loop {
        let now = Filling::oldest();
        match &seen {
            Some((filling, since, held)) if *filling == now => {
                if let Some(excess) = excess(since.elapsed(), child::held().saturating_sub(*held)) {
                    end(filling, &excess, color);
                }
            }
            _ => seen = Some((now, Instant::now(), child::held())),
        }
        thread::sleep(LOOK);
    }
}

/// What one filling took too much of.
fn excess(time: Duration, bytes: usize) -> Option<String> {
    if bytes > MEGABYTES << 20 {
        Some(format!("điền mẫu cần hơn {MEGABYTES} MB bộ nhớ"))
    } else if time.as_secs() >= SECONDS {
        Some(format!("điền mẫu quá {SECONDS} giây không xong"))
    } else {
        None
    }
}

#[expect(clippy::exit, reason = "the thread that fills the template cannot be stopped")]
fn end(filling: &Filling, excess: &str, color: Color) -> ! {
    let message = format!(
        "{excess} nên đã dừng\n   = không có gì được ghi\n   = gợi ý: xem lại các vòng lặp {{% for … %}} và các dòng {{% set … %}} của mẫu; bỏ tệp này khỏi mau thì chương trình dùng mẫu có sẵn"
    );
    let error = Error::Template { name: filling.name().to_owned(), message };
    console::complain(&error.to_string(), color);
    process::exit(1);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filling_may_take_what_a_long_report_takes_and_no_more() {
        assert_eq!(excess(Duration::from_secs(119), 1 << 30), None);
        let memory = excess(Duration::ZERO, (1 << 30) + 1).expect("too much");
        assert!(memory.contains("1024 MB"), "{memory}");
        let time = excess(Duration::from_secs(120), 0).expect("too long");
        assert!(time.contains("120 giây"), "{time}");
    }
}
