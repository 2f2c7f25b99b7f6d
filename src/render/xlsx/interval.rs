//! The 95 % interval of a rate, as formulas that the receiver can count again.

use crate::render::xlsx::cell::{Figure, OutCell};
use crate::render::xlsx::meaning::{Meaning, meaning};
use crate::report::SatisfactionLine;

pub(super) const FROM: Meaning = meaning(
    "Khoảng tin cậy 95% – Từ",
    "Tỷ lệ thật có thể nằm trong khoảng từ … đến …; một chữ số thập phân",
    "(p + z²/2n − z√(p(1 − p)/n + z²/4n²)) / (1 + z²/n), z = 1,96",
    "Công thức Wilson; p là tỷ lệ hài lòng, n là số phiếu",
);
pub(super) const TO: Meaning = meaning(
    "Khoảng tin cậy 95% – Đến",
    "Như trên",
    "(p + z²/2n + z√(p(1 − p)/n + z²/4n²)) / (1 + z²/n)",
    "Công thức Wilson",
);

/// Wilson's 95 % interval as formulas, from an expression for the rate and one for n.
pub(super) fn bounds(rate: &str, sheets: &str, line: &SatisfactionLine) -> [OutCell; 2] {
    // z = 1.96: z²/2 = 1.9208, z²/4 = 0.9604, z² = 3.8416.
    let (p, n) = (rate, sheets);
    let middle = format!("{p}+1.9208/{n}");
    let reach = format!("1.96*SQRT({p}*(1-{p})/{n}+0.9604/{n}^2)");
    let low = format!("IF({n}=0,\"–\",ROUND(MAX(0,({middle}-{reach})/(1+3.8416/{n})),3))");
    let high = format!("IF({n}=0,\"–\",ROUND(MIN(1,({middle}+{reach})/(1+3.8416/{n})),3))");
    let end = |place: usize| line.interval.and_then(|ends| ends.get(place).copied());
    [(low, end(0)), (high, end(1))].map(|(formula, end)| OutCell::Live(formula, Figure::Bound(end)))
}
