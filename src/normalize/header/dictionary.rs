//! What a header may mean: aliases, the office's own columns, questions, near misses.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::ledger::{Field, SheetKind};
use crate::normalize::NormalizeOptions;
use crate::normalize::header::added::Day;
use crate::normalize::header::alias::{KINDS, UNREAD, fields, header_key};
use crate::normalize::header::qualifier::{self};
use crate::normalize::header::steps;

/// Rank of the office's own column names, above all aliases.
const OWN: usize = 0;

/// What a header means to each kind, and the rank of that name.
type ColumnNames = BTreeMap<SheetKind, BTreeMap<String, (Field, usize)>>;

/// The names that the program knows, the same for every file.
static KNOWN: LazyLock<ColumnNames> = LazyLock::new(|| {
    let of_kind = |kind| {
        let groups = fields(kind).iter().flat_map(|(field, groups)| {
            (1..).zip(*groups).map(|(rank, group)| (*field, rank, *group))
        });
        groups
            .flat_map(|(field, rank, group)| {
                group.iter().map(move |name| (header_key(name), (field, rank)))
            })
            .collect()
    };
    KINDS.into_iter().map(|kind| (kind, of_kind(kind))).collect()
});

static UNREAD_KEYS: LazyLock<BTreeSet<String>> =
    LazyLock::new(|| UNREAD.iter().map(|name| header_key(name)).collect());

/// All names of all kinds, those of the office made once a file.
#[derive(Debug)]
pub(crate) struct Dictionary {
    /// What the settings call columns, before what the program knows.
    own: ColumnNames,
    /// Key of a header → place in the settings' questionnaire.
    questions: BTreeMap<String, usize>,
}

/// The field that a column of this name holds, of whatever kind its sheet is.
pub(crate) fn field_called(header: &str) -> Option<Field> {
    let dictionary = Dictionary::new(&NormalizeOptions::default());
    let key = header_key(header);
    KINDS.iter().find_map(|kind| dictionary.exact(*kind, &key)).map(|(field, _)| field)
}

/// Whether a header is one that many sheets have and nobody reads, such as `STT`: there is nothing to ask about it. Of
/// a day there is: it may be the one that no other column has.
pub(crate) fn is_passed_over(header: &str) -> bool {
    let key = header_key(header.rsplit(" > ").next().unwrap_or(header));
    Dictionary::is_unread(&key) && !key.starts_with("ngay")
}

impl Dictionary {
    pub(crate) fn new(options: &NormalizeOptions) -> Self {
        let mut own = ColumnNames::new();
        for (kind, (header, field)) in
            KINDS.into_iter().flat_map(|kind| options.columns.iter().map(move |one| (kind, one)))
        {
            if belongs(kind, *field) {
                own.entry(kind).or_default().insert(header_key(header), (*field, OWN));
            }
        }
        let mut questions = BTreeMap::new();
        for (index, question) in options.questions.iter().enumerate() {
            for name in [&question.key, &question.text].into_iter().chain(&question.aliases) {
                questions.entry(header_key(name)).or_insert(index);
            }
        }
        questions.remove("");
        Self { own, questions }
    }

    fn named(&self, kind: SheetKind, name: &str) -> Option<(Field, usize)> {
        [&self.own, &*KNOWN].into_iter().find_map(|names| names.get(&kind)?.get(name)).copied()
    }

    /// The field of a header and the rank of that name.
    pub(crate) fn exact(&self, kind: SheetKind, key: &str) -> Option<(Field, usize)> {
        let (added, name) = qualifier::parts(key);
        let (named, rank) = self.named(kind, name)?;
        let field = added.apply(named)?;
        let is_own = rank == OWN && field == named;
        Some((field, if is_own { OWN } else { added.rank(named, rank) }))
    }

    /// The field of a day that a header names with words beside it that leave open which day it is.
    pub(crate) fn doubtful(&self, kind: SheetKind, key: &str) -> Option<Field> {
        let (added, name) = qualifier::parts(key);
        let (named, _) = self.named(kind, name)?;
        (added.day != Day::Length && added.apply(named).is_none()).then_some(named)
    }

    /// Fields whose names are a slip of the keyboard away: one letter, two in long names.
    pub(crate) fn near(&self, kind: SheetKind, key: &str) -> BTreeSet<Field> {
        let (added, key) = qualifier::parts(key);
        let length = key.chars().count();
        let is_other = UNREAD_KEYS.contains(key) || steps::is_step(key);
        if length < 8 || is_other || key.contains(|c: char| c.is_ascii_digit()) {
            return BTreeSet::new();
        }
        let slips = if length < 12 { 1 } else { 2 };
        let (own, known) = (self.own.get(&kind), KNOWN.get(&kind));
        let replaced = |name: &String| own.is_some_and(|own| own.contains_key(name));
        own.into_iter()
            .flatten()
            .chain(known.into_iter().flatten().filter(|(name, _)| !replaced(name)))
            .filter(|(name, _)| {
                name.len().abs_diff(length) <= slips
                    && strsim::osa_distance(name, key) <= slips
                    && !is_another_word(name, key)
            })
            .filter_map(|(_, (field, _))| added.apply(*field))
            .collect()
    }

    pub(crate) fn is_unread(key: &str) -> bool {
        UNREAD_KEYS.contains(qualifier::parts(key).1)
    }

    /// Place in the settings' questionnaire.
    pub(crate) fn question(&self, key: &str) -> Option<usize> {
        self.questions.get(qualifier::parts(key).1).copied()
    }

    /// Whether a text is a header of any kind.
    pub(crate) fn is_known(&self, key: &str) -> bool {
        UNREAD_KEYS.contains(key)
            || [&self.own, &*KNOWN]
                .into_iter()
                .flat_map(BTreeMap::values)
                .any(|names| names.contains_key(key))
    }
}

/// Two letters beside each other, both of them others: `ký` for `có` is no slip of the keyboard.
fn is_another_word(name: &str, key: &str) -> bool {
    let differ: Vec<(char, char)> =
        name.chars().zip(key.chars()).skip_while(|(one, two)| one == two).collect();
    match differ.as_slice() {
        [(a, b), (c, d), rest @ ..] => {
            name.len() == key.len()
                && c != d
                && (a, b) != (d, c)
                && rest.iter().all(|(one, two)| one == two)
        }
        _ => false,
    }
}

fn belongs(kind: SheetKind, field: Field) -> bool {
    fields(kind).iter().any(|(known, _)| *known == field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn near(header: &str, expected: &[Field]) {
        let dictionary = Dictionary::new(&NormalizeOptions::default());
        let got: Vec<_> =
            dictionary.near(SheetKind::Dossiers, &header_key(header)).into_iter().collect();
        assert_eq!(got, expected, "{header}");
    }

    #[test]
    fn what_every_sheet_has_is_not_asked_about() {
        let case = |header, expected| assert_eq!(is_passed_over(header), expected, "{header}");
        case("STT", true);
        case("Ghi chú", true);
        case("Người nộp > Giới tính", true);
        case("Ngày chuyển", false);
        case("Thời gian còn lại", false);
        case("Phòng ban", false);
    }

    #[test]
    fn a_slip_of_the_keyboard_is_seen() {
        near("Ngày tiếp nhậm", &[Field::Received]);
        near("Ngay tiêp nhna", &[Field::Received]);
        near("Ngày hẹn trã.", &[Field::Due]);
        near("Trạng thia", &[Field::Status]);
        near("Ngày hn trả kết quả", &[Field::Due, Field::Collected]);
        near("Ngày nhập", &[]);
        near("Ngày hoàn trả", &[]);
        near("Ngày sinh", &[]);
        near("STT", &[]);
    }

    #[test]
    fn another_word_is_no_slip_of_the_keyboard() {
        near("Ngày in kết quả", &[]);
        near("Ngày ký kết quả", &[]);
        near("Ngày nhập kết quả", &[]);
        near("Ngày nhập hồ sơ", &[]);
        near("Ngày lập hồ sơ", &[]);
        near("Ngày đủ kết quả", &[]);
        near("Ngày cso kết quả", &[Field::Finished]);
        near("Ngày cớ kêt quả", &[Field::Finished]);
        near("Ngày có kêt qả", &[Field::Finished]);
    }
}
