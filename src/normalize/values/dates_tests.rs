//! Every spelling of a date, and the order of a column.

use super::*;

#[track_caller]
fn case(text: &str, expected: &str) {
    let got = parse(text).read(Order::DayFirst).map_or("-".to_owned(), |date| date.to_string());
    assert_eq!(got, expected, "{text}");
}

#[test]
fn dates_are_read_day_first_in_every_spelling() {
    for text in [
        "05/01/2020",
        "5/1/2020",
        "05/01/20",
        "5/1/20",
        "05-01-2020",
        "5-1-2020",
        "05.01.2020",
        "5.1.20",
        " 05/01/2020 ",
        "'05/01/2020",
        "05 / 01 / 2020",
        "05/01/2020 14:05",
        "05/01/2020 14:05:33",
        "05/01/2020 2:05 PM",
        "05/01/2020 2:05:33 CH",
        "14:05 05/01/2020",
        "14:05:33 05/01/2020",
        "8h30 05/01/2020",
        "08 giờ 30 phút, ngày 05/01/2020",
        "8 giờ ngày 5/1/2020",
        "20200105",
        " 20200105",
        "20200105143359",
        "2020-01-05",
        "2020-1-5",
        "2020/01/05",
        "2020-01-05 00:00:00",
        "2020-01-05T14:05:33",
        "2020-01-05T14:05:33.123Z",
        "2020-01-05T14:05:33+07:00",
        "ngày 05 tháng 01 năm 2020",
        "Ngày 5 tháng 1 năm 2020",
        "ngày\u{a0}05\u{a0}tháng\u{a0}01\u{a0}năm\u{a0}2020",
        "05 tháng 01 năm 2020",
        "5 tháng 1, 2020",
        "ngày 05/01/2020",
        "Chủ nhật, 05/01/2020",
        "5-Jan-2020",
        "05 January 2020",
        "CN, 05-01-2020 , 09:12:33",
        "lúc 13:39:50 05/01/2020 Giờ Đông Dương",
        "5 tháng 1, 2020 lúc 13:39:50 Giờ Đông Dương",
        "5/1/2020 9:12:33 SA",
        "2020/01/05 9:12:33 SA GMT+7",
        "Sun Jan 05 2020 09:12:33 GMT+0700 (Giờ Đông Dương)",
        "Sun, 05 Jan 2020 09:12:33 GMT",
        "05/01/2020 09:12:33,120",
        "2020-01-04T17:00:00.000Z",
        "2020-01-04T23:30:00+00:00",
        "2020-01-06 00:30:00+08:00",
        "04/01/2020 5:00 PM UTC",
    ] {
        case(text, "2020-01-05");
    }
    // As Excel in Vietnamese shows dd-mmm-yyyy, and with the day of the week behind.
    case("09-Thg2-2026", "2026-02-09");
    case("9-Thg10-26", "2026-10-09");
    case("16/02/2026 (thứ hai)", "2026-02-16");
    case("Thứ 2, 05-10-2026 , 09:12:33", "2026-10-05");
    case("T2, 05/10/2026", "2026-10-05");
    case("Thứ 5 ngày 01/10/2026", "2026-10-01");
    case("29/02/2020", "2020-02-29");
    case("31/12/99", "1999-12-31");
    case("01/01/90", "1990-01-01");
    case("01/01/89", "2089-01-01");
}

#[test]
fn what_is_no_date_is_bad() {
    for text in [
        "",
        "-",
        "chưa rõ",
        "31/02/2026",
        "31/06/2025",
        "29/02/2021",
        "00/01/2020",
        "32/13/2020",
        "05/01",
        "01/2020",
        "2020",
        "05/01/020",
        "5/1/20200",
        "05/01/2020 và 06/01/2020",
        "05/01/2020 chờ bổ sung",
        "123",
        "12:30",
        "05/01/2020 25:00",
        "1/2/3/2020",
        "tháng 5 năm 2020",
        "0/0/0",
        "ngày 31 tháng 02 năm 2026",
        "46062.5.1",
    ] {
        case(text, "-");
    }
}

#[test]
fn a_worded_date_is_never_month_first() {
    let read = |text: &str| parse(text).read(Order::MonthFirst).map(|date| date.to_string());
    assert_eq!(read("ngày 05 tháng 01 năm 2020").as_deref(), Some("2020-01-05"));
    assert_eq!(read("2020-01-05").as_deref(), Some("2020-01-05"));
    assert_eq!(read("02/15/2026").as_deref(), Some("2026-02-15"));
    assert_eq!(read("15/02/2026"), None);
}

#[track_caller]
fn serial(value: f64, epoch: DateEpoch, expected: Option<Date>) {
    assert_eq!(from_serial(value, epoch), expected, "{value}");
}

#[test]
fn serials_are_checked_before_they_are_converted() {
    serial(43_835.0, DateEpoch::Y1900, Some(date(2020, 1, 5)));
    serial(43_835.99, DateEpoch::Y1900, Some(date(2020, 1, 5)));
    // What Excel shows as the next day; 23:59:59 is still of this one.
    serial(43_834.999_999_999_8, DateEpoch::Y1900, Some(date(2020, 1, 5)));
    serial(43_834.999_999_99, DateEpoch::Y1900, Some(date(2020, 1, 5)));
    serial(43_835.999_988_43, DateEpoch::Y1900, Some(date(2020, 1, 5)));
    serial(42_373.0, DateEpoch::Y1904, Some(date(2020, 1, 5)));
    serial(61.0, DateEpoch::Y1900, Some(date(1900, 3, 1)));
    serial(2_958_465.0, DateEpoch::Y1900, Some(date(9999, 12, 31)));
    for bad in [0.0, -1.0, -1e300, 1e300, 2_958_466.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        serial(bad, DateEpoch::Y1900, None);
    }
    serial(2_958_465.0, DateEpoch::Y1904, None);
}

#[test]
fn plausible_is_1990_to_2100() {
    assert!(!is_plausible(date(1989, 12, 31)));
    assert!(is_plausible(date(1990, 1, 1)));
    assert!(is_plausible(date(2100, 12, 31)));
    assert!(!is_plausible(date(2101, 1, 1)));
}

#[track_caller]
fn order(column: &[&str], others: &[&str], expected: Decision) {
    let gather = |texts: &[&str]| {
        let mut evidence = Evidence::default();
        for text in texts {
            evidence.add(parse(text));
        }
        evidence
    };
    let all: Vec<_> = column.iter().chain(others).copied().collect();
    assert_eq!(decide(gather(column), gather(&all)), expected, "{column:?} beside {others:?}");
}

#[test]
fn a_column_is_day_first_or_month_first_as_a_whole() {
    let day = Decision::Read(Order::DayFirst);
    let month = Decision::Read(Order::MonthFirst);
    order(&["02/09/2026", "03/04/2026"], &[], day);
    order(&["02/09/2026", "15/04/2026"], &[], day);
    order(&["02/09/2026", "04/15/2026"], &[], month);
    order(&["02/09/2026"], &["04/15/2026"], month);
    order(&["02/02/2026"], &["04/15/2026"], day);
    order(&["02/09/2026", "04/15/2026", "15/04/2026"], &[], Decision::Refused);
    order(&["02/09/2026"], &["04/15/2026", "15/04/2026"], Decision::Refused);
    let certain = ["13/01/2026", "14/01/2026", "15/01/2026", "16/01/2026", "17/01/2026"];
    order(&["02/09/2026", "03/13/2026"], &certain, day);
    order(&["02/09/2026", "03/13/2026"], &["15/04/2026"], Decision::Refused);
    let mistake =
        ["13/01/2026", "14/01/2026", "15/01/2026", "16/01/2026", "17/01/2026", "01/18/2026"];
    order(&mistake, &[], day);
}

/// Beside real days, one text that only fits month first is a mistake of its cell; two are a habit.
#[test]
fn one_text_does_not_turn_a_column_of_real_days() {
    let case = |month_first, elsewhere, either, has_late_day, expected| {
        let column = Evidence { month_first, either, has_late_day, ..Evidence::default() };
        let table = Evidence { month_first: month_first + elsewhere, ..column };
        assert_eq!(decide(column, table), Decision::Read(expected), "{column:?} {table:?}");
    };
    case(1, 0, 0, true, Order::DayFirst);
    case(1, 0, 0, false, Order::MonthFirst);
    case(2, 0, 0, true, Order::MonthFirst);
    case(1, 1, 0, true, Order::MonthFirst);
    // Texts that may be read either way are many, and one real day says nothing of them.
    case(1, 0, 20, true, Order::MonthFirst);
}

#[test]
fn eight_digits_are_a_date_only_where_they_can_be_one() {
    for text in
        ["20201305", "20200230", "18991231", "12345678", "2020010", "202001051", "20200105250000"]
    {
        case(text, "-");
    }
    let number = |number| from_number(number, DateEpoch::Y1900).map(|day| day.to_string());
    assert_eq!(number(20_260_209.0).as_deref(), Some("2026-02-09"));
    assert_eq!(number(46_062.4).as_deref(), Some("2026-02-09"));
    assert_eq!(number(20_260_209.5), None);
    assert_eq!(number(20_261_309.0), None);
    assert_eq!(number(99_999_999.0), None);
}
