//! A message taken apart as it is laid out: what, where (`-->`), what follows (`=`), what to do (`= gợi ý:`).

/// One thing that is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SaidThing {
    pub(crate) what: String,
    pub(crate) places: Vec<String>,
    pub(crate) effects: Vec<String>,
    pub(crate) advice: Vec<String>,
}

/// A blank line parts one thing from the next.
pub(crate) fn said(message: &str) -> Vec<SaidThing> {
    let mut all = Vec::new();
    for block in message.split("\n\n").filter(|block| !block.trim().is_empty()) {
        let mut one = SaidThing::default();
        let mut last = SaidPart::What;
        for line in block.lines() {
            let text = line.trim();
            let (part, text) = if let Some(place) = text.strip_prefix("--> ") {
                (SaidPart::Place, place)
            } else if let Some(advice) = text.strip_prefix("= gợi ý: ") {
                (SaidPart::Advice, advice)
            } else if let Some(effect) = text.strip_prefix("= ") {
                (SaidPart::Effect, effect)
            } else {
                one.go_on(last, text);
                continue;
            };
            one.part(part).push(text.to_owned());
            last = part;
        }
        all.push(one);
    }
    all
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SaidPart {
    What,
    Place,
    Effect,
    Advice,
}

impl SaidThing {
    fn part(&mut self, part: SaidPart) -> &mut Vec<String> {
        match part {
            SaidPart::Place => &mut self.places,
            SaidPart::Advice => &mut self.advice,
            SaidPart::What | SaidPart::Effect => &mut self.effects,
        }
    }

    /// A further line of what was begun; what is to be copied stays a line of its own.
    fn go_on(&mut self, part: SaidPart, text: &str) {
        let begun = match part {
            SaidPart::What => Some(&mut self.what),
            SaidPart::Place | SaidPart::Effect | SaidPart::Advice => self.part(part).last_mut(),
        };
        if let Some(begun) = begun {
            if !begun.is_empty() {
                begun.push('\n');
            }
            begun.push_str(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_what_where_effect_and_advice() {
        let text = "Thiếu khóa “ten”\n  --> congso.toml › dòng 3\n   = chưa ghi gì\n   = gợi ý: thêm dòng\n     ten = \"…\"\n\nHai";
        let all = said(text);
        assert_eq!(all.len(), 2);
        let owned = |text: &str| vec![text.to_owned()];
        let first = SaidThing {
            what: "Thiếu khóa “ten”".to_owned(),
            places: owned("congso.toml › dòng 3"),
            effects: owned("chưa ghi gì"),
            advice: owned("thêm dòng\nten = \"…\""),
        };
        assert_eq!(all[0], first);
        assert_eq!(all[1], SaidThing { what: "Hai".to_owned(), ..SaidThing::default() });
    }
}
