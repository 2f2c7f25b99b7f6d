//! On which level the headings of a table stand: one ends what another of its level gave.

use std::sync::Arc;

use crate::ledger::{Code, Field, Finding, Place, Source};
use crate::model::word_key;
use crate::normalize::rows::groups::{Gives, Heading, Numbered};

/// How the headings were numbered that the rows below still stand under.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Levels {
    /// How the last heading was numbered that gave a department.
    department: Numbered,
    seen: SeenBelow,
    state: State,
    /// Headings without a number stand inside the departments of this table.
    holds_groups: bool,
}

/// What was seen below the heading of a department.
#[derive(Clone, Copy, Debug, Default)]
struct SeenBelow {
    /// It still lasts.
    department: bool,
    /// A heading inside it began to number anew in the same way.
    nested: bool,
    /// A row stands below it.
    row: bool,
}

/// The heading that said a state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    None,
    /// It stands over departments.
    Over(Numbered),
    /// It stands inside one.
    Inside,
}

/// What a heading ends of the headings before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ends {
    pub(crate) department: bool,
    pub(crate) state: bool,
}

impl Levels {
    pub(crate) fn ends(self, heading: &Heading, gives: Gives) -> Ends {
        let is_beside = heading.numbered == self.department;
        let department = match gives {
            Gives::Department | Gives::Nobody => true,
            Gives::Unknown => is_beside,
            // “III. Hồ sơ liên thông” beside “II. Phòng Y tế”; “I. Kỳ trước” below it begins a level of its own.
            Gives::Nothing => {
                is_beside
                    && heading.numbered != Numbered::Not
                    && !heading.is_first
                    && !self.seen.nested
            }
            Gives::Area | Gives::Procedure => false,
        };
        let state = match (self.state, gives) {
            (State::None, _) | (_, Gives::Area | Gives::Procedure) => false,
            (State::Inside, Gives::Department) | (_, Gives::Nobody) => true,
            (State::Over(numbered), Gives::Department) => {
                numbered == heading.numbered && numbered != Numbered::Not && !heading.is_first
            }
            // A page or a month in between says nothing of it, unless it is numbered alike.
            (State::Over(numbered), Gives::Nothing | Gives::Unknown) => {
                department
                    || numbered == heading.numbered
                        && (numbered != Numbered::Not || is_of_dossiers(heading))
            }
            (State::Inside, Gives::Nothing | Gives::Unknown) => {
                department || is_of_dossiers(heading)
            }
        };
        Ends { department, state }
    }

    /// A row of data stands below.
    pub(crate) fn has_row(&mut self) {
        self.seen.row = true;
    }

    /// Whether nobody can know if it belongs to the department before it: `Hồ sơ tồn đọng` behind the rows of
    /// “II. Phòng Y tế”.
    pub(crate) fn is_loose(self, heading: &Heading, gives: Gives) -> bool {
        matches!(gives, Gives::Nothing | Gives::Unknown)
            && self.seen.department
            && self.department != Numbered::Not
            && heading.numbered == Numbered::Not
            && self.seen.row
            && !self.holds_groups
            && is_of_dossiers(heading)
    }

    /// Stands under the heading from now on; `is_state` if it says one.
    pub(crate) fn enter(&mut self, heading: &Heading, gives: Gives, is_state: bool) {
        let ends = self.ends(heading, gives);
        if ends.state {
            self.state = State::None;
        }
        let has_department = self.seen.department && !ends.department;
        self.holds_groups |=
            has_department && heading.numbered == Numbered::Not && is_of_dossiers(heading);
        match gives {
            Gives::Department => {
                self.department = heading.numbered;
                self.seen.nested = false;
                self.seen.department = true;
                self.seen.row = false;
                return;
            }
            Gives::Nobody => self.seen.department = false,
            _ if ends.department => self.seen.department = false,
            _ => {
                self.seen.nested |=
                    has_department && heading.is_first && heading.numbered == self.department;
            }
        }
        if is_state {
            self.state = if has_department { State::Inside } else { State::Over(heading.numbered) };
        }
    }
}

/// Asks whose the rows below such a heading are.
pub(crate) fn loose(name: &str, source: &Arc<Source>) -> Finding {
    Finding::new(Code::MissingDepartment, Place::whole(source))
        .with_field(Field::Department)
        .with_found(name)
        .with_message(format!(
            "Dòng đề mục “{name}” đứng sau các dòng của một đơn vị, không ghi là của đơn vị nào"
        ))
        .with_effect("các dòng dưới đề mục vẫn được tính cho đơn vị ở đề mục trước")
        .with_advice("ghi tên đơn vị vào đề mục, hoặc thêm cột “Phòng ban”")
}

/// `Hồ sơ quá hạn`: another group of dossiers.
fn is_of_dossiers(heading: &Heading) -> bool {
    let key = word_key(&heading.name);
    ["ho so", "cac ho so", "danh sach ho so", "da ", "dang ", "con lai"]
        .iter()
        .any(|word| key.starts_with(word))
}
