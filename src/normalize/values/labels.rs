//! What labelled digits say of bare ones: `5 - Rất hài lòng` beside `4`.

use std::collections::BTreeMap;

use crate::normalize::Digits;
use crate::normalize::values::reply::Reply;
use crate::normalize::values::tally::Tally;

/// What labelled digits say of bare ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Labels {
    declared: BTreeMap<u8, u8>,
    contradictory: bool,
}

impl Labels {
    pub(crate) fn of(tally: &Tally) -> Self {
        let mut labels = Self::default();
        for (_, reply, _) in tally.iter() {
            if let Reply::Word { word, digit: Some(digit) } = reply
                && labels
                    .declared
                    .insert(digit, word.level)
                    .is_some_and(|before| before != word.level)
            {
                labels.contradictory = true;
            }
        }
        labels
    }

    /// The level of a bare digit.
    pub(crate) fn digit(&self, digit: u8, digits: Digits) -> Option<u8> {
        if self.contradictory {
            return None;
        }
        let only_middle = self.declared.iter().all(|(digit, level)| (*digit, *level) == (3, 3));
        let direction = match self.direction() {
            Some(direction) => direction,
            // Labels of a scale that is not known stand for themselves alone.
            None if !only_middle => return self.declared.get(&digit).copied(),
            None => match digits {
                Digits::OneIsBest => Direction::Down,
                Digits::FiveIsBest | Digits::Undeclared => Direction::Up,
            },
        };
        match (direction, digit) {
            (Direction::Up, 1..=5) => Some(digit),
            (Direction::Down, 1..=5) => Some(6 - digit),
            (Direction::ThreeUp, 3) | (Direction::ThreeDown, 1) => Some(5),
            (Direction::ThreeUp | Direction::ThreeDown, 2) => Some(4),
            (Direction::ThreeUp, 1) | (Direction::ThreeDown, 3) => Some(2),
            _ => None,
        }
    }

    /// The direction that labelled digits declare: 5 best or 1 best.
    pub(crate) fn direction(&self) -> Option<Direction> {
        if self.contradictory {
            return None;
        }
        let agrees = |level: fn(u8) -> u8| {
            !self.declared.is_empty()
                && self.declared.iter().all(|(digit, found)| level(*digit) == *found)
        };
        let only_middle = self.declared.keys().all(|digit| *digit == 3);
        if agrees(|digit| digit) && !only_middle {
            Some(Direction::Up)
        } else if agrees(|digit| 6_u8.saturating_sub(digit)) && !only_middle {
            Some(Direction::Down)
        } else if agrees(|digit| match digit {
            // Three levels, 3 best.
            3 => 5,
            2 => 4,
            _ => 2,
        }) {
            Some(Direction::ThreeUp)
        } else if agrees(|digit| match digit {
            1 => 5,
            2 => 4,
            _ => 2,
        }) {
            Some(Direction::ThreeDown)
        } else {
            None
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// 5 is best.
    Up,
    /// 1 is best.
    Down,
    /// Three levels, 3 is best.
    ThreeUp,
    /// Three levels, 1 is best.
    ThreeDown,
}
