//! Rates of satisfaction of so few sheets that they would say what somebody answered: no paper prints them.

/// A rate of fewer sheets stands in no paper: with one sheet 100 % or 0 % is what that citizen answered. Whoever answers
/// is protected by Điều 27 khoản 3 of Nghị định 61/2018/NĐ-CP; five is the number under which cells of
/// tables by age or sex are left out, and a department is such a part of its office.
pub(crate) const FEWEST_FOR_RATE: u64 = 5;

/// Which of the lines that add up to a printed whole are left out: those of few sheets, and beside them the smallest of
/// the others until what is left out comes to enough sheets of more than one line.
pub(crate) fn withheld(sheets: &[u64]) -> Vec<bool> {
    let mut is_hidden: Vec<bool> = sheets.iter().map(|sheets| are_few(*sheets)).collect();
    while follows(sheets, &is_hidden) {
        let others = sheets.iter().zip(&mut is_hidden);
        let others = others.filter(|(sheets, is_hidden)| **sheets > 0 && !**is_hidden);
        let Some((_, next)) = others.min_by_key(|(sheets, _)| **sheets) else { break };
        *next = true;
    }
    is_hidden
}

/// Whether what is left out is few sheets, or one line: the whole less the others.
pub(crate) fn follows(sheets: &[u64], is_hidden: &[bool]) -> bool {
    let hidden = || sheets.iter().zip(is_hidden).filter(|(_, is_hidden)| **is_hidden);
    let sum: u64 = hidden().map(|(sheets, _)| sheets).sum();
    sum > 0 && (sum < FEWEST_FOR_RATE || hidden().count() < 2)
}

/// Of no sheet there is nothing to leave out.
pub(crate) const fn are_few(sheets: u64) -> bool {
    0 < sheets && sheets < FEWEST_FOR_RATE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_of_few_sheets_does_not_follow_from_the_sum() {
        let case = |sheets: &[u64], want: &[bool]| assert_eq!(withheld(sheets), want, "{sheets:?}");
        case(&[], &[]);
        case(&[40, 5], &[false, false]);
        case(&[40, 0], &[false, false]);
        // The whole less 40 would be the one sheet.
        case(&[40, 1], &[true, true]);
        case(&[40, 4, 25, 12], &[false, true, false, true]);
        // Both are one citizen each, and two are no more than few.
        case(&[1, 1, 40, 30], &[true, true, false, true]);
        case(&[2, 3, 40], &[true, true, false]);
        case(&[4], &[true]);
    }
}
