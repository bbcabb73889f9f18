//! The names of the calendar: months, seasons, days of the week, as they are written and misspelled.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::FixedState;
use tree_sitter_debate::data::{self, entries};

use crate::evidence::gazetteer::{SHORT, plain_key};

/// A season of a year, as EDTF numbers them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Season {
    /// 21
    Spring,
    /// 22
    Summer,
    /// 23
    Autumn,
    /// 24; `Winter 94/95` is the winter of 1994.
    Winter,
}

/// A name of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CalendarWord {
    /// 1–12
    Month(i8),
    /// Spring, summer, autumn, winter.
    Season(Season),
    /// A day of the week.
    Weekday,
}

/// The month, season or day of the week that `word` names, if it does.
pub(crate) fn calendar(word: &str) -> Option<CalendarWord> {
    // The longest form has ten letters; most words of a cite are told off by their first.
    if word.len() > 11 || !word.starts_with(|c: char| "jfmasondwtJFMASONDWT".contains(c)) {
        return None;
    }
    CALENDAR.get(plain_key(word, &mut [0; SHORT])?).copied()
}

static CALENDAR: LazyLock<HashMap<&'static str, CalendarWord, FixedState>> = LazyLock::new(|| {
    let mut words = HashMap::default();
    for (section, line) in entries(data::CALENDAR) {
        let mut forms = line.split_whitespace();
        let number: i8 = forms.next().and_then(|number| number.parse().ok()).unwrap_or_default();
        let word = match (section, number) {
            ("month", _) => CalendarWord::Month(number),
            ("weekday", _) => CalendarWord::Weekday,
            (_, 21) => CalendarWord::Season(Season::Spring),
            (_, 22) => CalendarWord::Season(Season::Summer),
            (_, 23) => CalendarWord::Season(Season::Autumn),
            _ => CalendarWord::Season(Season::Winter),
        };
        words.extend(forms.map(|form| (form, word)));
    }
    words
});

impl Season {
    /// 1–12
    pub(super) fn first_month(self) -> i8 {
        match self {
            Self::Spring => 3,
            Self::Summer => 6,
            Self::Autumn => 9,
            Self::Winter => 12,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_calendar_is_known() {
        assert_eq!(calendar("Sept"), Some(CalendarWord::Month(9)));
        assert_eq!(calendar("FALL"), Some(CalendarWord::Season(Season::Autumn)));
        assert_eq!(calendar("Jul."), Some(CalendarWord::Month(7)));
        assert_eq!(calendar("Syria"), None);
    }
}
