//! The appointment that counts: given, or computed from the limit of the procedure.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::ledger::{Code, Field, Finding};
use crate::measure::names::Keys;
use crate::measure::{Base, MeasureOptions, PutOff};
use crate::model::{Dossier, Text, code_key, name_key, procedure_key, short_date};
use crate::rules::{Calendar, Limit, deadline};

/// Appointments of one dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Due {
    /// First appointment, given or computed.
    pub(crate) first: Option<Date>,
    /// The one that early, on time and late are judged by.
    pub(crate) base: Option<Date>,
    /// Whether `first` was computed.
    pub(crate) computed: bool,
}

/// Procedures of the settings, found by code, else by folded name.
#[derive(Debug)]
pub(crate) struct Procedures {
    by_code: BTreeMap<String, usize>,
    by_name: BTreeMap<Text, usize>,
    all: Vec<(Text, Limit)>,
}

impl Procedures {
    pub(crate) fn new(options: &MeasureOptions) -> Self {
        let mut procedures =
            Self { by_code: BTreeMap::new(), by_name: BTreeMap::new(), all: Vec::new() };
        for (index, procedure) in options.procedures.iter().enumerate() {
            if let Some(code) = &procedure.code {
                procedures.by_code.entry(procedure_key(code)).or_insert(index);
            }
            procedures.by_name.entry(Text::from(name_key(&procedure.name))).or_insert(index);
            procedures.all.push((Text::from(procedure.name.as_str()), procedure.limit));
        }
        procedures
    }

    /// Name in the settings and limit of a dossier's procedure.
    pub(crate) fn of(&self, dossier: &Dossier, keys: &mut Keys) -> Option<&(Text, Limit)> {
        if self.all.is_empty() {
            return None;
        }
        let by_code = || self.by_code.get(&procedure_key(dossier.procedure_code.as_ref()?));
        let by_name = || self.by_name.get(&keys.of(dossier.procedure.as_ref()?));
        self.all.get(*by_code().or_else(by_name)?)
    }
}

/// Decides which appointment counts; says where a given one differs, or where the calendar ends.
pub(crate) fn decide(
    dossier: &Dossier,
    limit: Option<Limit>,
    base: Base,
    calendar: &Calendar,
    findings: &mut Vec<Finding>,
) -> Due {
    let computed = limit.map(|limit| deadline(dossier.received, limit, calendar)).transpose();
    let computed = match computed {
        Ok(computed) => computed.flatten(),
        Err(outside) => {
            // A due date that is given needs no calendar.
            if dossier.due.is_none() {
                findings.push(
                    Finding::new(Code::OutsideCalendar, dossier.place.clone())
                        .with_field(Field::Due)
                        .with_message(format!("Không tính được ngày hẹn trả: {outside}"))
                        .with_effect("hồ sơ được coi là không có ngày hẹn trả"),
                );
            }
            None
        }
    };
    if let (Some(given), Some(computed)) = (dossier.due, computed)
        && differs(dossier.received, limit, given, computed)
    {
        findings.push(due_differs(dossier, given, computed));
    }
    let first = dossier.due.or(computed);
    Due {
        first,
        base: match base {
            Base::FirstAppointment => first,
            Base::ReAppointment => {
                let later = |new: &Date| first.is_none_or(|first| *new > first);
                dossier.reappointed.filter(later).or(first)
            }
        },
        computed: dossier.due.is_none() && computed.is_some(),
    }
}

/// A dossier whose date is the new one of its letter in the archive, with the first date in its place: the
/// one-stop system writes the new date over the old (NĐ 61/2018/NĐ-CP Điều 19 khoản 9).
pub(crate) fn first_of_letter(
    dossier: &Dossier,
    options: &MeasureOptions,
    findings: &mut Vec<Finding>,
) -> Option<Dossier> {
    if options.put_off.is_empty() {
        return None;
    }
    let PutOff { first, new } = *options.put_off.get(&*code_key(dossier.code.as_deref()?))?;
    let overwritten = dossier.due == Some(new) && first < new && dossier.received <= first;
    if !overwritten {
        return None;
    }
    findings.push(
        Finding::new(Code::DueChanged, dossier.place.clone())
            .with_field(Field::Due)
            .with_found(short_date(new))
            .with_message(format!(
                "Ngày hẹn trả “{}” là ngày hẹn lại của phiếu xin lỗi trong lưu trữ; hẹn lần đầu là “{}”",
                short_date(new),
                short_date(first)
            )),
    );
    let reappointed = dossier.reappointed.max(Some(new));
    Some(Dossier { due: Some(first), reappointed, ..dossier.clone() })
}

/// A limit in hours ends on one of two days, as the time of receipt, which no sheet gives, decides.
fn differs(received: Date, limit: Option<Limit>, given: Date, computed: Date) -> bool {
    match limit {
        Some(Limit::Hours(_)) => given < received || computed < given,
        _ => given != computed,
    }
}

fn due_differs(dossier: &Dossier, given: Date, computed: Date) -> Finding {
    let (given, computed) = (short_date(given), short_date(computed));
    Finding::new(Code::DueDiffers, dossier.place.clone())
        .with_field(Field::Due)
        .with_found(given.clone())
        .with_message(format!(
            "Ngày hẹn trả “{given}” khác ngày {computed}, tính theo thời hạn của thủ tục từ ngày tiếp nhận {}",
            short_date(dossier.received)
        ))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::measure::ProcedureOption;
    use crate::model::sample::dossiers;

    #[track_caller]
    fn case(row: &str, limit: Limit, base: Base, want: (Option<Date>, bool), codes: &[Code]) {
        let calendar = Calendar::embedded(&[]).unwrap();
        let mut findings = Vec::new();
        let due = decide(&dossiers(row)[0], Some(limit), base, &calendar, &mut findings);
        assert_eq!((due.base, due.computed), want);
        assert_eq!(findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), codes);
    }

    const TEN: Limit = Limit::WorkingHalfDays(20);

    #[test]
    fn a_due_date_is_computed_only_where_none_is_given() {
        let first = Base::FirstAppointment;
        case("H1|||| 01/04/2020 ||", TEN, first, (Some(date(2020, 4, 16)), true), &[]);
        case("H1|||| 01/04/2020 | 16/04/2020 |", TEN, first, (Some(date(2020, 4, 16)), false), &[]);
        let given = (Some(date(2020, 4, 15)), false);
        case("H1|||| 01/04/2020 | 15/04/2020 |", TEN, first, given, &[Code::DueDiffers]);
        case("H1|||| 01/04/2020 ||", Limit::AtOnce, first, (None, false), &[]);
        case("H1|||| 01/04/2020 ||", Limit::None, first, (None, false), &[]);
    }

    #[test]
    fn the_calendar_is_missed_only_where_it_is_needed() {
        let first = Base::FirstAppointment;
        case("H1|||| 01/06/2018 ||", TEN, first, (None, false), &[Code::OutsideCalendar]);
        case("H1|||| 01/06/2018 | 05/06/2018 |", TEN, first, (Some(date(2018, 6, 5)), false), &[]);
    }

    #[test]
    fn a_limit_in_hours_ends_today_or_tomorrow() {
        let (first, four) = (Base::FirstAppointment, Limit::Hours(4));
        for day in [12, 13] {
            let row = format!("H1|||| 12/03/2020 | {day}/03/2020 |");
            case(&row, four, first, (Some(date(2020, 3, day)), false), &[]);
        }
        let row = "H1|||| 12/03/2020 | 16/03/2020 |";
        case(row, four, first, (Some(date(2020, 3, 16)), false), &[Code::DueDiffers]);
    }

    #[test]
    fn the_re_appointment_counts_only_where_it_is_chosen() {
        let row = "H1|||| 01/04/2020 | 16/04/2020 || new=20/04/2020";
        case(row, TEN, Base::FirstAppointment, (Some(date(2020, 4, 16)), false), &[]);
        case(row, TEN, Base::ReAppointment, (Some(date(2020, 4, 20)), false), &[]);
    }

    #[test]
    fn a_procedure_is_found_by_code_then_by_name() {
        let option = |code: Option<&str>, name: &str, limit| ProcedureOption {
            code: code.map(str::to_owned),
            name: name.to_owned(),
            limit,
        };
        let mut options = crate::measure::sample_options();
        options.procedures = vec![
            option(Some("1.010803"), "Trợ cấp thờ cúng liệt sĩ", Limit::Days(12)),
            option(None, "Cấp giấy phép lao động", Limit::Hours(4)),
        ];
        let procedures = Procedures::new(&options);
        let limit = |row: &str| {
            procedures.of(&dossiers(row)[0], &mut Keys::default()).map(|(_, limit)| *limit)
        };
        assert_eq!(
            limit("H1||| x | 01/04/2020 ||| ma=1.010803.000.00.00.H59"),
            Some(Limit::Days(12))
        );
        assert_eq!(limit("H1||| CẤP giấy phép  lao động | 01/04/2020 ||"), Some(Limit::Hours(4)));
        assert_eq!(limit("H1||| khác | 01/04/2020 ||"), None);
    }
}
