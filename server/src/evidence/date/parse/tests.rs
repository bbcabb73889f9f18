use proptest::prelude::*;

use super::*;

/// Every date of `text`: what it says, how it is typed, and what is doubtful.
fn read(text: &str) -> String {
    let show = |date: CiteDate| {
        let mut line = format!("{} {:?}", date.edtf.map_or("none".into(), |edtf| edtf.to_string()), date.form);
        line += &date.fault.map_or(String::new(), |fault| format!(" {fault:?}"));
        line += if date.short_year { " short" } else { "" };
        line += if date.ambiguous { " ambiguous" } else { "" };
        line + &format!(" ‹{}›", date.span.of(text))
    };
    dates_in(text, Span::new(0, text.len()), 30).into_iter().map(show).collect::<Vec<_>>().join("; ")
}

#[track_caller]
fn check(cases: &[(&str, &str)]) {
    let wrong: Vec<_> = cases
        .iter()
        .filter(|(text, want)| read(text) != *want)
        .map(|(text, want)| format!("{text}\n  want {want}\n  got  {}", read(text)))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn days() {
    check(&[
        ("September 15, 2021", "2021-09-15 MonthFirst ‹September 15, 2021›"),
        ("Sept. 15 2021", "2021-09-15 MonthFirst ‹Sept. 15 2021›"),
        ("Tuesday, September 15th, 2021", "2021-09-15 MonthFirst ‹Tuesday, September 15th, 2021›"),
        ("15 September 2021", "2021-09-15 DayFirst ‹15 September 2021›"),
        ("10 Nov. 2020,", "2020-11-10 DayFirst ‹10 Nov. 2020›"),
        ("3rd of June 2014", "2014-06-03 DayFirst ‹3rd of June 2014›"),
        ("15-Sep-21", "2021-09-15 DayFirst short ‹15-Sep-21›"),
        ("9-15-21", "2021-09-15 Dashes short ‹9-15-21›"),
        ("9/15/2021", "2021-09-15 Slashes ‹9/15/2021›"),
        ("9.15.2021", "2021-09-15 Dots ‹9.15.2021›"),
        ("9–15–21", "2021-09-15 Dashes short ‹9–15–21›"),
        ("TASS, 9-15, 21,", "2021-09-15 Dashes short ‹9-15, 21›"),
        ("X, 9-2, 21, The Hill", "2021-09-02 Dashes short ambiguous ‹9-2, 21›"),
        ("2021-09-15", "2021-09-15 Iso ‹2021-09-15›"),
        ("(2021, September 15)", "2021-09-15 MonthFirst ‹2021, September 15›"),
        ("31/5/2021", "2021-05-31 Slashes ‹31/5/2021›"),
        ("8/9/11", "2011-08-09 Slashes short ambiguous ‹8/9/11›"),
        ("1-1-99", "1999-01-01 Dashes short ‹1-1-99›"),
    ]);
}

#[test]
fn less_than_days() {
    check(&[
        ("September 2021", "2021-09 MonthYear ‹September 2021›"),
        ("Jul., 1976", "1976-07 MonthYear ‹Jul., 1976›"),
        ("11-2014", "2014-11 MonthYear ‹11-2014›"),
        ("June ’14", "2014-06 MonthYear short ‹June ’14›"),
        ("Spring 2006", "2006-21 Season ‹Spring 2006›"),
        ("Fall, 2012", "2012-23 Season ‹Fall, 2012›"),
        ("Winter 94/95", "1994-24 Season short ‹Winter 94/95›"),
        ("(Winter 2012/13)", "2012-24 Season ‹Winter 2012/13›"),
        ("(2013)", "2013 Year ‹2013›"),
        ("2021b", "2021 Year ‹2021b›"),
        ("X ’13,", "2013 Year short ‹’13›"),
        ("n.d.", "none None ‹n.d.›"),
        ("n/d", "none None ‹n/d›"),
        ("No Date", "none None ‹No Date›"),
        ("Harvard, no date given, x", "none None ‹no date given›"),
    ]);
}

#[test]
fn intervals() {
    check(&[
        ("Ace, 9 -16 September 2021, Is", "2021-09-09/2021-09-16 DayFirst ‹9 -16 September 2021›"),
        ("September 9-16, 2021", "2021-09-09/2021-09-16 MonthFirst ‹September 9-16, 2021›"),
        ("September 28 - October 3, 2014", "2014-09-28/2014-10-03 MonthFirst ‹September 28 - October 3, 2014›"),
        ("July/August 2004", "2004-07/2004-08 MonthYear ‹July/August 2004›"),
        ("1998-2000", "1998/2000 Year ‹1998-2000›"),
        ("2012-13", "2012/2013 Year ‹2012-13›"),
    ]);
}

#[test]
fn doubts() {
    check(&[
        ("Istomin, 9-1, , With", "XXXX-09-01 Dashes YearMissing ‹9-1›"),
        ("6/31/21", "none Slashes NoSuchDay short ‹6/31/21›"),
        ("13-45-21", "none Dashes NoSuchDay short ‹13-45-21›"),
        ("February 30, 2012", "none MonthFirst NoSuchDay ‹February 30, 2012›"),
        ("Hartocollis 8/4", "XXXX-08-04 Slashes ‹8/4›"),
        ("John, 7-12, “T”", "XXXX-07-12 Dashes ‹7-12›"),
        ("February 11th, http", "XXXX-02-11 MonthFirst ‹February 11th›"),
    ]);
}

#[test]
fn what_is_no_date() {
    check(&[
        ("https://www.x.org/2021/09/15/a", ""),
        ("www.x.org/2021/09/15/a", ""),
        ("pp. 9-15, 21 dogs", ""),
        ("Vol. 117, No. 4", ""),
        ("expert on the 9/11 attacks", ""),
        ("open 24/7", ""),
        ("Communicatio22n", ""),
        ("p.1626-1691", ""),
        ("call 555-123-4567", ""),
        ("version 1.2.3.4", ""),
        ("may be", ""),
    ]);
}

#[test]
fn several_in_one_text() {
    check(&[
        (
            "2-13-2019. “X.” Stratfor. Accessed 1-4-2020.",
            "2019-02-13 Dashes ‹2-13-2019›; 2020-01-04 Dashes ambiguous ‹1-4-2020›",
        ),
        ("Smith 12 May 3, 2012", "2012-05-03 MonthFirst ‹May 3, 2012›"),
    ]);
}

proptest! {
    #[test]
    fn any_text_is_read_and_spans_fit(text in "([0-9]{1,5}|[-/., ()'’–\n]|Sept|May|Winter|n\\.d\\.|Monday|of|é|w){0,40}") {
        let mut end = 0;
        for date in dates_in(&text, Span::new(0, text.len()), 30) {
            prop_assert!(date.span.start >= end && !date.span.is_empty());
            prop_assert!(text.get(date.span.start..date.span.end).is_some());
            end = date.span.end;
        }
    }

    #[test]
    fn a_date_is_read_back_from_every_form(year in 1950i16..2049, month in 1i8..=12, day in 1i8..=28) {
        let iso = format!("{year:04}-{month:02}-{day:02}");
        let names = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
        let name = names[month as usize - 1];
        for text in [
            iso.clone(),
            format!("{month}-{day}-{year}"),
            format!("{month:02}/{day:02}/{year}"),
            format!("{month}.{day}.{year}"),
            format!("{name} {day}, {year}"),
            format!("{day} {name} {year}"),
            format!("{}. {day}, {year}", &name[..3]),
            format!("{month}-{day}, {year}"),
        ] {
            let dates = dates_in(&text, Span::new(0, text.len()), 30);
            prop_assert_eq!(dates.len(), 1, "{}", &text);
            prop_assert_eq!(dates[0].edtf.map(|edtf| edtf.to_string()), Some(iso.clone()), "{}", &text);
        }
    }
}
