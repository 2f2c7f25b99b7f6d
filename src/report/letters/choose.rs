//! Who gets a letter, who has one, and who is held back for what.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rayon::prelude::*;

use crate::measure::{LateDossier, NewDate};
use crate::model::{Matter, Text, code_key, long_date, name_key, named, short_date};
use crate::report::late::{code, department};
use crate::report::letters::address::{AddressKeys, addressed};
use crate::report::letters::book::{Bag, LettersAsked, NumbersBook};
use crate::report::letters::once::{MovedOnce, asked_again, put_off_once, refused_words};
use crate::report::letters::register::number;
use crate::report::letters::{
    AlreadyLettered, Held, HeldBack, Letter, LetterKind, Letters, Past, SecondDelay, Situation,
    Void,
};
use crate::report::options::Run;
use crate::rules::{Said, said};

/// What becomes of one dossier.
enum LetterFate {
    Write(Box<Letter>),
    Held(HeldBack),
    /// A letter from before the run.
    Already,
    /// Not late yet, and nobody asks for a letter.
    Nothing,
}

/// Dossiers that are looked at beside each other.
const AT_ONCE: usize = 8192;

/// Letters of the run, in the order of the register.
pub(crate) fn letters(run: &Run<'_>, book: &NumbersBook) -> Letters {
    let chooser = Chooser::new(run, book);
    let span = run.options.period.span;
    let mut letters = Letters { day: span.to, ..Letters::default() };
    if !run.options.letters.voids.is_empty() {
        letters.voids.clone_from(&run.options.letters.voids);
        return letters;
    }
    let mut late: Vec<_> = run.measures.late.iter().collect();
    late.sort_by_cached_key(|late| (late.due, code(late), late.dossier.place.clone()));
    let fate = |late: &&LateDossier| {
        let situation = if late.end.is_some() { Situation::Late } else { Situation::Overdue };
        chooser.fate(late, situation)
    };
    for some in late.chunks(AT_ONCE) {
        let fates: Vec<LetterFate> = some.par_iter().map(fate).collect();
        for (late, fate) in some.iter().zip(fates) {
            match fate {
                LetterFate::Write(letter) => letters.written.push(*letter),
                LetterFate::Held(held) => letters.held_back.push(held),
                LetterFate::Already | LetterFate::Nothing => {
                    letters.already.push(AlreadyLettered {
                        department: chooser.department(late),
                        place: late.dossier.place.clone(),
                    });
                }
            }
        }
    }
    let mut near: Vec<_> = run.measures.near.iter().collect();
    near.sort_by_cached_key(|near| (near.due, code(near), near.dossier.place.clone()));
    for near in near {
        match chooser.fate(near, Situation::Near) {
            LetterFate::Write(letter) => letters.written.push(*letter),
            LetterFate::Held(held) => letters.near.push(held),
            LetterFate::Already | LetterFate::Nothing => {}
        }
    }
    for matter in &run.measures.matters {
        match chooser.matter(matter) {
            LetterFate::Write(letter) => letters.written.push(*letter),
            LetterFate::Held(held) => letters.held_back.push(held),
            LetterFate::Already | LetterFate::Nothing => {}
        }
    }
    number(run, book, &mut letters.written);
    letters
}

struct Chooser<'a> {
    run: &'a Run<'a>,
    asking: LettersAsked<'a>,
    /// Letters of other bags that stand, by key.
    past: BTreeMap<&'a str, Vec<(&'a Bag, &'a Letter)>>,
    /// Keys of the letters that the run's own bag already has: they stay in it.
    own: BTreeSet<&'a str>,
    /// Letters that were made void, by kind and key: the latest.
    void: BTreeMap<(LetterKind, &'a str), &'a Void>,
    address: AddressKeys,
    /// Names of departments as printed, by their keys.
    departments: BTreeMap<Option<Text>, Text>,
}

impl<'a> Chooser<'a> {
    fn new(run: &'a Run<'a>, book: &'a NumbersBook) -> Self {
        let folder = &run.options.letters.folder;
        let mut past: BTreeMap<&str, Vec<_>> = BTreeMap::new();
        for (bag, letter) in book.standing(folder) {
            past.entry(letter.key.as_str()).or_default().push((bag, letter));
        }
        let all = || book.bags.iter().flat_map(|bag| &bag.letters);
        let by_id: BTreeMap<_, _> = all().map(|letter| (letter.id(), letter)).collect();
        let voids = book.voids().filter_map(|(_, void)| {
            let letter = by_id.get(&(void.year, void.order))?;
            Some(((letter.kind, letter.key.as_str()), void))
        });
        let asking = LettersAsked { folder, span: run.options.period.span };
        let own = book.bags.iter().filter(|bag| bag.folder == *folder && !bag.is_replaced);
        let own = own.flat_map(|bag| &bag.letters).map(|letter| letter.key.as_str());
        let address = AddressKeys::of(&run.options.letters.address);
        let named = run.lines.departments().into_iter();
        let named = named.map(|key| (key.clone(), Text::from(run.lines.name(key.as_ref()))));
        Self {
            run,
            asking,
            past,
            own: own.collect(),
            void: voids.collect(),
            address,
            departments: named.collect(),
        }
    }

    fn past(&self, key: &str) -> &[(&'a Bag, &'a Letter)] {
        self.past.get(key).map_or(&[], Vec::as_slice)
    }

    fn fate(&self, late: &LateDossier, situation: Situation) -> LetterFate {
        let key = late.dossier.code.as_deref().map(code_key).unwrap_or_default();
        let past = self.past(&key);
        let before: Vec<_> =
            past.iter().copied().filter(|(bag, _)| self.asking.comes_after(bag)).collect();
        let first = |of: &[(&'a Bag, &'a Letter)]| {
            let appointment = |one: &&(_, &Letter)| one.1.kind == LetterKind::Appointment;
            of.iter().find(appointment).or(of.first()).copied()
        };
        if let Some((bag, letter)) = first(&before) {
            return self.with_letter(late, situation, (bag, letter), &before);
        }
        // A letter of a later bag keeps this one from being written, and changes nothing else that the period
        // says when it is written again.
        let later = first(past).filter(|_| !self.own.contains(&*key));
        match (self.without_letter(late, situation), later) {
            (LetterFate::Write(_), Some((bag, letter))) => match asked_again(late, letter) {
                Some(second) => LetterFate::Held(self.refused(
                    late,
                    situation,
                    (bag, Past::Later),
                    letter,
                    second,
                )),
                None if situation == Situation::Near => LetterFate::Already,
                None => {
                    let has = vec![Cow::Owned(format!("đã có thư {}", bag.name))];
                    let held = self.held(late, situation, has);
                    LetterFate::Held(HeldBack { why: Held::WrittenLater, ..held })
                }
            },
            (fate, _) => fate,
        }
    }

    /// The first letter, from before the run.
    fn with_letter(
        &self,
        late: &LateDossier,
        situation: Situation,
        (bag, letter): (&Bag, &Letter),
        before: &[(&Bag, &Letter)],
    ) -> LetterFate {
        if let (Some(second), LetterKind::Appointment) = (asked_again(late, letter), letter.kind) {
            return LetterFate::Held(self.refused(
                late,
                situation,
                (bag, Past::Before),
                letter,
                second,
            ));
        }
        let has_apology = before.iter().any(|(_, letter)| letter.kind == LetterKind::Apology);
        let broken = late.end.zip(letter.new_day).filter(|(end, new)| end > new);
        let again = self.run.options.letters.second_delay == SecondDelay::Apology;
        if broken.is_some() && again && !has_apology && letter.kind == LetterKind::Appointment {
            return self.complete(late, Situation::LateAgain, letter.new_day);
        }
        LetterFate::Already
    }

    /// No letter is known.
    fn without_letter(&self, late: &LateDossier, situation: Situation) -> LetterFate {
        let in_time = late.dossier.end().is_some_and(|end| end <= late.due);
        if situation == Situation::Near && in_time {
            return LetterFate::Nothing;
        }
        self.complete(late, situation, None)
    }

    /// A complete letter, or what is missing for it. Nothing is invented.
    fn complete(
        &self,
        late: &LateDossier,
        situation: Situation,
        broken: Option<Date>,
    ) -> LetterFate {
        let dossier = &late.dossier;
        let kind = match situation {
            Situation::Overdue | Situation::Near => LetterKind::Appointment,
            Situation::Late | Situation::LateAgain | Situation::Matter => LetterKind::Apology,
        };
        if let Some(MovedOnce { why, words, asked_at }) = put_off_once(late, kind) {
            let held = self.held(late, situation, vec![Cow::Owned(words)]);
            let place = asked_at.unwrap_or(held.place);
            return LetterFate::Held(HeldBack { why, place, ..held });
        }
        let entry = late.entry.as_ref();
        let mut needs = Needs::default();
        let recipient = needs.text(dossier.applicant.as_ref(), "chưa có tên chủ hồ sơ");
        let dossier_code = needs.text(dossier.code.as_ref(), "chưa có mã hồ sơ");
        let procedure = dossier.procedure.as_ref().or(dossier.procedure_code.as_ref());
        let procedure = needs.text(procedure, "chưa có tên thủ tục");
        let said = entry.and_then(|entry| entry.reason.as_ref()).or(dossier.reason.as_ref());
        let reason = self.reason(said, &mut needs);
        let asked = entry.and_then(|entry| entry.address_form.as_ref());
        let asked = asked.or(dossier.address_form.as_ref());
        let (address_form, recipient) = self.addressed(&recipient, asked, &mut needs);
        let new_day = match kind {
            LetterKind::Appointment => needs.new_date(late.new_date, self.asking.span.to),
            LetterKind::Apology | LetterKind::Matter => broken,
        };
        let address = own(dossier.address.as_ref());
        self.printable(
            [
                ("tên chủ hồ sơ", recipient.as_str()),
                ("địa chỉ", address.as_deref().unwrap_or_default()),
                ("mã hồ sơ", &dossier_code),
                ("tên thủ tục", &procedure),
                ("lý do", &reason),
            ],
            &mut needs,
        );
        if !needs.missing.is_empty() {
            return LetterFate::Held(self.held(late, situation, needs.missing));
        }
        let key = code_key(&dossier_code).into_owned();
        let end_day = late.end.filter(|_| kind == LetterKind::Apology);
        LetterFate::Write(Box::new(Letter {
            kind,
            situation,
            year: 0,
            order: 0,
            number: None,
            given_number: None,
            given_day: None,
            replaces: self.void.get(&(kind, key.as_str())).map(|void| void.order),
            file: String::new(),
            key,
            code: dossier_code,
            recipient,
            address_form,
            address,
            procedure,
            department: self.department(late).to_string(),
            received: Some(long_date(dossier.received)),
            due: Some(long_date(late.due)),
            reappointed: new_day.or(Self::moved(late, kind)).map(long_date),
            end: end_day.map(long_date),
            reason,
            due_day: Some(late.due),
            new_day,
            end_day,
            moved_day: new_day.map_or_else(|| Self::moved(late, kind), |_| None),
        }))
    }

    /// The day to which the sheet says that the appointment was moved, of a dossier that was then resolved: a letter
    /// does not pass it over.
    fn moved(late: &LateDossier, kind: LetterKind) -> Option<Date> {
        match kind {
            LetterKind::Apology => late.dossier.reappointed.filter(|day| *day > late.due),
            LetterKind::Appointment | LetterKind::Matter => None,
        }
    }

    /// A thư công for a matter that has no receipt.
    fn matter(&self, matter: &Matter) -> LetterFate {
        let last_day = self.asking.span.to;
        if matter.raised.is_some_and(|raised| raised > last_day) {
            return LetterFate::Nothing;
        }
        let mut needs = Needs::default();
        let recipient = needs.text(matter.recipient.as_ref(), "chưa có tên người nhận");
        let content = needs.text(matter.content.as_ref(), "chưa ghi việc chưa giải quyết kịp thời");
        let raised = matter.raised.map(|day| day.to_string()).unwrap_or_default();
        let key = format!("{}|{}|{raised}", name_key(&recipient), name_key(&content));
        if !self.past(&key).is_empty() && !self.own.contains(key.as_str()) {
            return LetterFate::Already;
        }
        let reason = self.reason(matter.reason.as_ref(), &mut needs);
        let asked = matter.address_form.as_ref();
        let (address_form, name) = self.addressed(&recipient, asked, &mut needs);
        if matter.promised.is_some_and(|day| day <= last_day) {
            needs.say("ngày hẹn trả lời đã qua");
        }
        let department = own(matter.department.as_ref()).unwrap_or_default();
        let address = own(matter.address.as_ref());
        self.printable(
            [
                ("tên người nhận", name.as_str()),
                ("địa chỉ", address.as_deref().unwrap_or_default()),
                ("việc", &content),
                ("đơn vị", &department),
                ("lý do", &reason),
            ],
            &mut needs,
        );
        if !needs.missing.is_empty() {
            return LetterFate::Held(HeldBack {
                situation: Situation::Matter,
                code: Text::from("–"),
                recipient: recipient.into(),
                procedure: content.into(),
                department: department.into(),
                due_day: None,
                days: None,
                missing: needs.missing,
                why: Held::Wanting,
                place: matter.place.clone(),
            });
        }
        LetterFate::Write(Box::new(Letter {
            kind: LetterKind::Matter,
            situation: Situation::Matter,
            year: 0,
            order: 0,
            number: None,
            given_number: None,
            given_day: None,
            replaces: self.void.get(&(LetterKind::Matter, key.as_str())).map(|void| void.order),
            file: String::new(),
            key,
            code: String::new(),
            recipient: name,
            address_form,
            address,
            procedure: content.trim_end_matches(['.', ' ']).to_owned(),
            department,
            received: matter.raised.map(long_date),
            due: None,
            reappointed: matter.promised.map(long_date),
            end: None,
            reason,
            due_day: None,
            new_day: matter.promised,
            end_day: None,
            moved_day: None,
        }))
    }

    fn reason(&self, text: Option<&Text>, needs: &mut Needs) -> String {
        let text = text.map_or("", |text| text);
        match said(text, &self.run.options.letters.reasons) {
            Said::Wording(words) => return words,
            Said::Vague(words) => {
                needs.say(format!("lý do “{words}” chưa rõ, cần ghi lý do cụ thể"));
            }
            Said::Status(words) => needs
                .say(format!("lý do “{words}” chỉ là trạng thái của hồ sơ, cần ghi vì sao chậm")),
            Said::Nothing => needs.say("chưa có lý do"),
            Said::UnknownCode(code) => {
                needs.say(format!("mã lý do “{code}” không có trong danh mục"));
            }
        }
        String::new()
    }

    /// A letter exists in every format or in none.
    fn printable(&self, texts: [(&str, &str); 5], needs: &mut Needs) {
        for (what, text) in texts {
            if let Some(missing) = self.run.options.faces.missing(text).next() {
                needs.say(format!("{what} có ký tự không in được {}", named(missing)));
            }
        }
    }

    fn addressed(&self, name: &str, asked: Option<&Text>, needs: &mut Needs) -> (String, String) {
        let asked = asked.map(|asked| &**asked);
        if let Some(found) = addressed(name, asked, &self.address) {
            return (found.form.to_owned(), found.name);
        }
        let asked = asked.unwrap_or_default();
        needs.say(format!("không hiểu xưng hô “{asked}”, chỉ ghi Ông, Bà, Ông/Bà hoặc Tổ chức"));
        (String::new(), String::new())
    }

    fn held(
        &self,
        late: &LateDossier,
        situation: Situation,
        missing: Vec<Cow<'static, str>>,
    ) -> HeldBack {
        let procedure = late.dossier.procedure.as_ref().or(late.dossier.procedure_code.as_ref());
        let applicant = late.dossier.applicant.as_ref().filter(|name| !name.trim().is_empty());
        HeldBack {
            situation,
            code: code(late),
            recipient: applicant.cloned().unwrap_or_default(),
            procedure: procedure.cloned().unwrap_or_default(),
            department: self.department(late),
            due_day: Some(late.due),
            days: late.days,
            missing,
            why: Held::Wanting,
            place: late.dossier.place.clone(),
        }
    }

    /// As printed.
    fn department(&self, late: &LateDossier) -> Text {
        let key = &late.line.department;
        match self.departments.get(key) {
            Some(name) => Text::clone(name),
            None => Text::from(department(self.run, late)),
        }
    }

    fn refused(
        &self,
        late: &LateDossier,
        situation: Situation,
        (bag, past): (&Bag, Past),
        letter: &Letter,
        second: Date,
    ) -> HeldBack {
        let why = Cow::Owned(refused_words(bag, letter, second));
        HeldBack { why: Held::Refused(past), ..self.held(late, situation, vec![why]) }
    }
}

/// What a letter cannot do without.
#[derive(Default)]
struct Needs {
    missing: Vec<Cow<'static, str>>,
}

impl Needs {
    fn say(&mut self, what: impl Into<Cow<'static, str>>) {
        self.missing.push(what.into());
    }

    fn text(&mut self, value: Option<&Text>, what: &'static str) -> String {
        let value = own(value);
        if value.is_none() {
            self.say(what);
        }
        value.unwrap_or_default()
    }

    fn new_date(&mut self, new: NewDate, last_day: Date) -> Option<Date> {
        let what = match new {
            NewDate::Good(day) => return Some(day),
            NewDate::Missing => "chưa có ngày hẹn lại",
            NewDate::NotAfterDue => "ngày hẹn lại không sau ngày hẹn trả",
            NewDate::Past => {
                self.say(format!("ngày hẹn lại phải sau ngày {}", short_date(last_day)));
                return None;
            }
            NewDate::DayOff => "ngày hẹn lại không phải ngày làm việc",
            NewDate::OutsideCalendar => "ngày hẹn lại nằm ngoài các năm của lịch làm việc",
        };
        self.say(what);
        None
    }
}

fn own(text: Option<&Text>) -> Option<String> {
    text.map(Text::to_string).filter(|text| !text.trim().is_empty())
}
