//! Whether a target is met, in words that stay true beside a rounded rate.

use serde::Serialize;

use crate::document::marked::figure;
use crate::document::text::{target as percent, thousands};
use crate::model::Ratio;
use crate::report::SMALL;

/// A target of the settings beside its rate.
#[derive(Debug, PartialEq, Serialize)]
pub(crate) struct Target {
    /// `null` where the base is small or there is no rate.
    #[serde(rename = "dat")]
    reached: Option<bool>,
    /// `đạt mục tiêu 95%`, to follow the rate; `null` without a verdict.
    #[serde(rename = "menh_de")]
    clause: Option<String>,
    /// The same as a clause of its own: `tỷ lệ giải quyết đúng hạn (92,98%) chưa đạt mục tiêu 95%`.
    #[serde(rename = "cau")]
    sentence: String,
}

/// What a target is about: its name in a sentence, and what it is counted in.
#[derive(Clone, Copy)]
pub(crate) struct Subject<'a> {
    pub(crate) name: &'static str,
    /// `hồ sơ`, `câu trả lời`: of the rate.
    pub(crate) unit: &'static str,
    /// `hồ sơ đã giải quyết`, `phiếu`: of the base by which it is judged.
    pub(crate) base: &'static str,
    /// Ids of the rate and of the target.
    pub(crate) figures: [&'a str; 2],
}

/// By the exact rate, not by the printed one; no verdict on a small base. `None` where no target is set.
pub(crate) fn target(of: Subject<'_>, base: u64, rate: Ratio, aim: Option<u64>) -> Option<Target> {
    let aim = aim?;
    let Subject { name, unit, base: base_name, figures: [rate_id, goal_id] } = of;
    let goal = figure(Some(goal_id), &percent(aim));
    let reached = if base < SMALL { None } else { rate.reaches(aim) };
    let clause = reached.map(|reached| {
        if reached {
            format!("đạt mục tiêu {goal}")
        } else {
            format!("chưa đạt mục tiêu {goal}{}", rounded_up(rate, aim, unit))
        }
    });
    let sentence = match (&clause, rate.hundredths()) {
        (Some(clause), _) => {
            format!("{name} ({}) {clause}", figure(Some(rate_id), &rate.to_string()))
        }
        (None, None) if base == 0 => {
            format!("chưa có số liệu để đánh giá mục tiêu {goal} về {name}")
        }
        // Left out: that of few would follow from it.
        (None, None) if base >= SMALL => {
            format!("không nêu việc đạt mục tiêu {goal} về {name} để bảo vệ người trả lời")
        }
        (None, _) => {
            format!("chưa đánh giá mục tiêu {goal} về {name} vì số {base_name} dưới {SMALL}")
        }
    };
    Some(Target { reached, clause, sentence })
}

/// Why a rate that is printed as high as its target does not meet it.
fn rounded_up(rate: Ratio, aim: u64, unit: &str) -> String {
    if rate.hundredths().is_none_or(|printed| printed < aim) {
        return String::new();
    }
    let needed = (u128::from(aim) * u128::from(rate.whole)).div_ceil(10_000);
    let needed = u64::try_from(needed).unwrap_or(u64::MAX);
    format!(
        " (tỷ lệ nêu trên đã làm tròn; để đạt mục tiêu cần ít nhất {}/{} {unit})",
        thousands(needed),
        thousands(rate.whole)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::marked::words;

    const ON_TIME: Subject<'_> = Subject {
        name: "tỷ lệ giải quyết hồ sơ đúng hạn",
        unit: "hồ sơ",
        base: "hồ sơ đã giải quyết",
        figures: ["TL-01", "MT-01"],
    };

    #[track_caller]
    fn case(base: u64, (part, whole): (u64, u64), want: &str) {
        let got = target(ON_TIME, base, Ratio::new(part, whole), Some(9500)).expect("a target");
        assert_eq!(words(&got.sentence), want);
        let said = got.clause.map(|clause| got.sentence.ends_with(&clause));
        assert!(said.unwrap_or(true), "{}", got.sentence);
    }

    #[test]
    fn a_target_is_met_by_the_exact_rate_and_the_words_say_so() {
        case(30, (95, 100), "tỷ lệ giải quyết hồ sơ đúng hạn (95,00%) đạt mục tiêu 95%");
        case(30, (94, 100), "tỷ lệ giải quyết hồ sơ đúng hạn (94,00%) chưa đạt mục tiêu 95%");
        case(
            20_000,
            (18_999, 20_000),
            "tỷ lệ giải quyết hồ sơ đúng hạn (95,00%) chưa đạt mục tiêu 95% (tỷ lệ nêu trên đã làm tròn; để đạt mục tiêu cần ít nhất 19.000/20.000 hồ sơ)",
        );
        case(
            29,
            (29, 29),
            "chưa đánh giá mục tiêu 95% về tỷ lệ giải quyết hồ sơ đúng hạn vì số hồ sơ đã giải quyết dưới 30",
        );
        case(
            0,
            (0, 0),
            "chưa có số liệu để đánh giá mục tiêu 95% về tỷ lệ giải quyết hồ sơ đúng hạn",
        );
        assert_eq!(target(ON_TIME, 30, Ratio::new(1, 1), None), None);
    }
}
