use std::fmt::Write as _;

use super::*;
use crate::evidence::cite::Name;

mod fixture;
mod properties;

fn read_all(text: &str) -> Cite {
    parse(text, Span::new(0, text.len()), &CiteOptions::default())
}

/// The cite, a line a field that it has.
fn show(text: &str) -> String {
    let cite = read_all(text);
    let mut shown = String::new();
    let mut line = |name: &str, value: &str| writeln!(shown, "{name}: {value}").expect("writing to a string");
    if let Some(short) = &cite.short {
        let names: Vec<_> = short.names.iter().map(|name| name.value.as_str()).collect();
        let et_al = if short.et_al.is_some() { " et al." } else { "" };
        let year = short.year.as_ref().map_or(String::new(), |year| format!(" {:?}", year.value));
        line("short", &(names.join(" + ") + et_al + &year));
    }
    for author in &cite.authors {
        line("author", &author.name.family_first());
    }
    for (name, date) in [("issued", &cite.issued), ("accessed", &cite.accessed)] {
        if let Some(date) = date {
            let value = date.edtf.map_or("none".to_owned(), |edtf| edtf.to_string());
            let doubt = date.inferred.as_ref().map_or(String::new(), |why| format!(" ({why})"));
            let fault = date.fault.map_or(String::new(), |fault| format!(" {fault:?}"));
            line(name, &format!("{value} ‹{}›{fault}{doubt}", date.span.of(text)));
        }
    }
    let fields = [
        ("title", &cite.title),
        ("container", &cite.container),
        ("volume", &cite.volume),
        ("issue", &cite.issue),
        ("pages", &cite.pages),
        ("url", &cite.url),
        ("doi", &cite.doi),
        ("database", &cite.database),
    ];
    for (name, field) in fields {
        if let Some(field) = field {
            line(name, &field.value);
        }
    }
    for (name, list) in [("qualification", &cite.qualifications), ("edit note", &cite.edit_notes)] {
        list.iter().for_each(|field| line(name, &field.value));
    }
    cite.initials.iter().for_each(|initials| line("initials", &initials.value));
    cite.fillers.iter().for_each(|filler| line("filler", &format!("{:?} ‹{}›", filler.value, filler.span.of(text))));
    shown
}

#[test]
fn every_field_of_a_full_cite() {
    insta::assert_snapshot!(show(
        "**Johnson ’05** \\[Andrew B. Johnson; Professor of Law, Northfield University; March 2005; “The Limits of Preemption,” \
         Northfield Law Review, Vol. 12, No. 3, pp. 50-63; https://x.org/a/b; accessed 9-1-21; *Brackets for gendered language\\] IB"
    ), @r"
    short: Johnson Year(2005)
    author: Johnson, Andrew B.
    issued: 2005-03 ‹March 2005›
    accessed: 2021-09-01 ‹9-1-21›
    title: The Limits of Preemption
    container: Northfield Law Review
    volume: 12
    issue: 3
    pages: 50-63
    url: https://x.org/a/b
    qualification: Professor of Law, Northfield University
    edit note: Brackets for gendered language
    initials: IB
    ");
}

#[test]
fn the_seeds_cites() {
    insta::assert_snapshot!(
        [
            "Thai News Service, September 7, 2021\n\nSyria/Russia: Syria Resumes Pounding Militants’ Positions in Dara’a After Russia-Mediated Deal Fails",
            "Mehmet Ace, 9 -16 September 2021, Is Putin prepping the ground for another attack on Idlib after Assad’s visit?,",
            "Igor Istomin |Associate Professor at the Department of Applied International Political Analysis, 9-1, , With Russian-American entente moving forward, is there a place in Europe?",
            "Joseph Choi, 9-2, 21, The Hill, Kremlin: US military assistance could ’cause unpredictable actions’ by Ukraine,",
        ]
        .map(show)
        .join("---\n"), @r"
    author: Thai News Service (organization)
    issued: 2021-09-07 ‹September 7, 2021›
    title: Syria/Russia: Syria Resumes Pounding Militants’ Positions in Dara’a After Russia-Mediated Deal Fails
    ---
    author: Ace, Mehmet
    issued: 2021-09-09/2021-09-16 ‹9 -16 September 2021›
    title: Is Putin prepping the ground for another attack on Idlib after Assad’s visit?
    ---
    author: Istomin, Igor
    issued: XXXX-09-01 ‹9-1› YearMissing
    title: With Russian-American entente moving forward, is there a place in Europe?
    qualification: Associate Professor at the Department of Applied International Political Analysis
    ---
    author: Choi, Joseph
    issued: 2021-09-02 ‹9-2, 21›
    title: Kremlin: US military assistance could ’cause unpredictable actions’ by Ukraine
    container: The Hill
    ");
}

#[test]
fn what_the_short_cite_lacks_or_adds() {
    insta::assert_snapshot!(
        [
            "Kagan 12 (Robert Kagan, “Title Of A Work,” Vox, February 11th)",
            "Ikenberry 14 (G. John, “Title Of A Work,” Foreign Affairs, May/June)",
            "Hartocollis 8/4 (Anemona, “Title Of A Work,” 2020)",
            "Shonkoff et. al 2 (Jack, “Title Of A Work,” February 2010)",
            "Wright 18 (Thomas, 6/31/18, “Title Of A Work”)",
            "McMahan n.d. (“Title Of A Work,” https://x.org/2014/05/06/a)",
        ]
        .map(show)
        .join("---\n"), @r"
    short: Kagan Year(2012)
    author: Kagan, Robert
    issued: 2012-02-11 ‹February 11th› (the year is the short cite’s)
    title: Title Of A Work
    container: Vox
    ---
    short: Ikenberry Year(2014)
    author: Ikenberry, G. John
    issued: 2014-05/2014-06 ‹May/June› (the year is the short cite’s)
    title: Title Of A Work
    container: Foreign Affairs
    ---
    short: Hartocollis MonthDay(8, 4)
    author: Hartocollis, Anemona
    issued: 2020-08-04 ‹2020› (month and day are the short cite’s)
    title: Title Of A Work
    ---
    short: Shonkoff et al. Year(2002)
    author: Shonkoff, Jack
    issued: 2010-02 ‹February 2010›
    title: Title Of A Work
    ---
    short: Wright Year(2018)
    author: Wright, Thomas
    issued: none ‹6/31/18› NoSuchDay
    title: Title Of A Work
    ---
    short: McMahan NoDate
    author: McMahan
    issued: none ‹n.d.›
    title: Title Of A Work
    url: https://x.org/2014/05/06/a
    ");
}

#[test]
fn a_suffix_is_no_family_name() {
    insta::assert_snapshot!(
        [
            "Ferrant Jr. 14, The Harbor Post. Ana Ferrant Jr. 14, reporter",
            "Ana Ferrant Jr. 14, The Hill. Ana Ferrant Jr. 14, reporter",
            "Ana Ferrant Jr. 14 (Ana Ferrant, reporter, “Title Of A Work”)",
            "Ferrant 14 (Ana Ferrant Jr., reporter, “Title Of A Work”)",
            "Ferrant 14 (Ferrant Jr., reporter, “Title Of A Work”)",
        ]
        .map(show)
        .join("---\n"), @r"
    short: Ferrant Jr Year(2014)
    author: Ferrant, Ana, Jr.
    issued: 2014 ‹14›
    container: The Harbor Post
    qualification: 14, reporter
    ---
    short: Ana Ferrant Jr Year(2014)
    author: Ferrant, Ana, Jr.
    issued: 2014 ‹14›
    container: The Hill
    qualification: 14, reporter
    ---
    short: Ana Ferrant Jr Year(2014)
    author: Ferrant, Ana, Jr
    issued: 2014 ‹14›
    title: Title Of A Work
    qualification: Ana Ferrant, reporter
    ---
    short: Ferrant Year(2014)
    author: Ferrant, Ana, Jr.
    issued: 2014 ‹14›
    title: Title Of A Work
    qualification: reporter
    ---
    short: Ferrant Year(2014)
    author: Ferrant, Jr.
    issued: 2014 ‹14›
    title: Title Of A Work
    qualification: reporter
    ");
}

/// A line for each cite: its authors, date, publication, volume, issue, pages, and qualifications.
fn lines(cites: &[&str]) -> String {
    let line = |cite: &&str| {
        let fields = show(cite);
        let kept = fields.lines().filter(|line| !["short", "title", "url"].iter().any(|other| line.starts_with(other)));
        kept.collect::<Vec<_>>().join(" | ")
    };
    cites.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn names_that_are_words() {
    insta::assert_snapshot!(lines(&[
        "August 15 [Andrea August, historian, 2015, “Locks,” Harbor Review, p. 12]",
        "Jessica Winter 21, staff writer, “Locks,” Harbor Review, May 6, 2021",
        "Winter 21 [Tom Winter, correspondent, 5-6-2021, “Locks,” Harbor Review]",
        "bell hooks 89 [bell hooks, writer, 1989, “Locks,” Harbor Review, p. 12]",
        "Sen Gupta 18 [Anita Sen Gupta, professor of hydrology, 2018, “Locks,” Harbor Review, p. 2]",
        "Dean 20 [Jodi Dean, professor of political science, 5-6-2020, “Locks,” Harbor Review]",
        "Page 11 [Susan Page, bureau chief, 5-6-2011, “Locks,” Harbor Review]",
        "Kim Jong Un 18 [Kim Jong Un, Supreme Leader, 1-1-2018, “Locks,” Harbor Review]",
    ]), @r"
    author: August, Andrea | issued: 2015 ‹2015› | container: Harbor Review | pages: 12 | qualification: historian
    author: Winter, Jessica | issued: 2021-05-06 ‹May 6, 2021› | container: Harbor Review | qualification: staff writer
    author: Winter, Tom | issued: 2021-05-06 ‹5-6-2021› | container: Harbor Review | qualification: correspondent
    author: hooks, bell | issued: 1989 ‹1989› | container: Harbor Review | pages: 12 | qualification: writer
    author: Sen Gupta, Anita | issued: 2018 ‹2018› | container: Harbor Review | pages: 2 | qualification: professor of hydrology
    author: Dean, Jodi | issued: 2020-05-06 ‹5-6-2020› | container: Harbor Review | qualification: professor of political science
    author: Page, Susan | issued: 2011-05-06 ‹5-6-2011› | container: Harbor Review | qualification: bureau chief
    author: Un, Kim Jong | issued: 2018-01-01 ‹1-1-2018› | container: Harbor Review | qualification: Supreme Leader
    ");
}

#[test]
fn all_co_authors() {
    insta::assert_snapshot!(lines(&[
        "Oakes et al. 20 [Dara Oakes, Leeds University. Ida Hale, Centre for Harbors. Jan 2020, “Locks,” Harbor Review]",
        "Oakes et al. 20. Dara Oakes is professor of law at Leeds; Ida Hale is a fellow at York, “Locks,” 2020",
        "Oakes 20 [Daniel and Ida Hale; reporters, “Locks,” Harbor Review, 1-2-2020]",
        "Oakes et al. 15 (Ida Oakes, Ann Rye, Bo Sage; professors of law at Leeds; 5-18-2015; “Locks”)",
        "Oakes and colleagues 21 [Helen Oakes and colleagues, 5-6-2021, “Locks,” Harbor Review]",
        "Oakes et al. “Locks in the Open Sea.” Harbor Review, 18 May 2015.",
        "Oakes et al. 21 [Ines Oakes; Jaak Tamm; Lia Oru; May 2021; PhD, Leeds; PhD, Riga; “Locks”; Harbor Review]",
        "Oakes et al. 21 (Ines Oakes [Leeds College], Jaak Tamm [Riga Lab], and Lia Oru [York], “Locks,” May 6, 2021)",
        "Dr. Ines Oakes, PhD, 21 – Professor of Law, Leeds College, “Locks,” Harbor Review, 5-6-21",
        "Oakes, ’21 (Helen Oakes, professor of history at Leeds, “Locks,” Harbor Review, 5-6-2021)",
    ]), @r"
    author: Oakes, Dara | author: Hale, Ida | issued: 2020-01 ‹Jan 2020› | container: Harbor Review | qualification: Leeds University | qualification: Centre for Harbors
    author: Oakes, Dara | author: Hale, Ida | issued: 2020 ‹2020› | qualification: is professor of law at Leeds | qualification: is a fellow at York
    author: Oakes, Daniel | author: Hale, Ida | issued: 2020-01-02 ‹1-2-2020› | container: Harbor Review | qualification: reporters
    author: Oakes, Ida | author: Rye, Ann | author: Sage, Bo | issued: 2015-05-18 ‹5-18-2015› | qualification: professors of law at Leeds
    author: Oakes, Helen | issued: 2021-05-06 ‹5-6-2021› | container: Harbor Review
    author: Oakes | issued: 2015-05-18 ‹18 May 2015› | container: Harbor Review
    author: Oakes, Ines | author: Tamm, Jaak | author: Oru, Lia | issued: 2021-05 ‹May 2021› | container: Harbor Review | qualification: PhD, Leeds; PhD, Riga
    author: Oakes, Ines | author: Tamm, Jaak | author: Oru, Lia | issued: 2021-05-06 ‹May 6, 2021› | qualification: Leeds College | qualification: Riga Lab
    author: Oakes, Ines | issued: 2021-05-06 ‹5-6-21› | container: Harbor Review | qualification: Professor of Law, Leeds College
    author: Oakes, Helen | issued: 2021-05-06 ‹5-6-2021› | container: Harbor Review | qualification: professor of history at Leeds
    ");
}

#[test]
fn publications_that_no_list_knows() {
    insta::assert_snapshot!(lines(&[
        "Oakes 25; PhD in economics from Leeds; May 1; LockMarket, “Nobody Waits,” https://x.org/a/b",
        "Oakes 26 [Dara Oakes, 1-6-2026, Harbor Gazette, Staff Writer @ Leeds, “Nobody Waits”, DOA: 1-26-2026]",
        "Duke 22 [Annie Duke, professor of law, 5-6-2022, “Nobody Waits,” Duke Law Journal, https://x.org/a]",
        "Oakes 21 [Helen Oakes, professor of history, 5-6-2021, “Nobody Waits,” American Boatman, https://x.org/a]",
        "Oakes 21 [Helen Oakes, 5-6-2021, “Nobody Waits,” The Harbor Lawyer, https://x.org/a]",
        "Mashable 21, Ann Rye (June 3, “Nobody Waits”, https://mashable.com/a/b)",
        "Oakes 24 [Helen Oakes, Washington, DC, 5 min read, Published March 3, 2024, 4:05 PM ET, “Nobody Waits,” Harbor Review]",
    ]), @r"
    author: Oakes | issued: 2025-05-01 ‹May 1› (the year is the short cite’s) | container: LockMarket | qualification: PhD in economics from Leeds
    author: Oakes, Dara | issued: 2026-01-06 ‹1-6-2026› | accessed: 2026-01-26 ‹1-26-2026› | container: Harbor Gazette | qualification: Staff Writer @ Leeds
    author: Duke, Annie | issued: 2022-05-06 ‹5-6-2022› | container: Duke Law Journal | qualification: professor of law
    author: Oakes, Helen | issued: 2021-05-06 ‹5-6-2021› | container: American Boatman | qualification: professor of history
    author: Oakes, Helen | issued: 2021-05-06 ‹5-6-2021› | container: The Harbor Lawyer
    author: Rye, Ann | issued: 2021-06-03 ‹June 3› (the year is the short cite’s) | container: Mashable
    author: Oakes, Helen | issued: 2024-03-03 ‹March 3, 2024› | container: Harbor Review
    ");
}

#[test]
fn volume_issue_and_pages_are_no_dates() {
    insta::assert_snapshot!(lines(&[
        "Plum, Theron. “Moral Locks.” Harbor Ethics 12.3 (2015): 1-14.",
        "Plum 15 (Theron Plum, “Moral Locks,” Harbor Ethics 12(3), 3-12)",
        "Plum 15 (Theron Plum, “Moral Locks,” Tide & Event, Volume 18, Numbers 1-2, 2015)",
        "Plum 15 (Theron Plum, “Moral Locks,” 128 Harb. L. Rev. 1901, 1905)",
        "Theron Plum, Moral Locks, 128 HARB. L. REV. 1901 (2015)",
        "Plum 12 [Theron Plum. “Moral Locks.” Global Harbors (2012) 4:15]",
    ]), @r"
    author: Plum, Theron | issued: 2015 ‹2015› | container: Harbor Ethics | volume: 12 | issue: 3 | pages: 1-14
    author: Plum, Theron | issued: 2015 ‹15› | container: Harbor Ethics | volume: 12 | issue: 3 | pages: 3-12
    author: Plum, Theron | issued: 2015 ‹2015› | container: Tide & Event | volume: 18 | issue: 1-2
    author: Plum, Theron | issued: 2015 ‹15› | container: Harb. L. Rev. | volume: 128 | pages: 1901
    author: Plum, Theron | issued: 2015 ‹2015› | container: HARB. L. REV. | volume: 128 | pages: 1901
    author: Plum, Theron | issued: 2012 ‹2012› | container: Global Harbors | volume: 4 | pages: 15
    ");
}

#[test]
fn years_in_other_forms() {
    insta::assert_snapshot!(lines(&[
        "Oakes [Helen Oakes, professor of history, 2010-2011, “Locks,” Harbor Review]",
        "Oakes [Helen Oakes, professor of history, early 2019, “Locks,” Harbor Review]",
        "Oakes 19-20 [Helen Oakes, professor of history, “Locks,” Harbor Review]",
        "Oakes 20?? [Helen Oakes, professor of history, “Locks,” Harbor Review, accessed 5-1-2026]",
        "Oakes 21 [Helen Oakes, professor of history, “Locks,” Harbor Review, AD 5-1-26]",
        "Oakes 21 [Helen Oakes, professor of history, “Locks,” Harbor Review, [5-1-2026 access]]",
        "Oakes 21 [Helen Oakes, professor of history, “Locks,” Harbor Review, 2021-09-15T10:00]",
    ]), @r"
    author: Oakes, Helen | issued: 2010/2011 ‹2010-2011› | container: Harbor Review | qualification: professor of history
    author: Oakes, Helen | issued: 2019 ‹2019› | container: Harbor Review | qualification: professor of history
    author: Oakes, Helen | issued: 2019/2020 ‹19-20› | container: Harbor Review | qualification: professor of history
    author: Oakes, Helen | issued: none ‹20??› | accessed: 2026-05-01 ‹5-1-2026› | container: Harbor Review | qualification: professor of history
    author: Oakes, Helen | issued: 2021 ‹21› | accessed: 2026-05-01 ‹5-1-26› | container: Harbor Review | qualification: professor of history
    author: Oakes, Helen | issued: 2021 ‹21› | accessed: 2026-05-01 ‹5-1-2026› | container: Harbor Review | qualification: professor of history
    author: Oakes, Helen | issued: 2021-09-15 ‹2021-09-15› | container: Harbor Review | qualification: professor of history
    ");
}

#[test]
fn years_in_ranges_and_dates_left_open() {
    insta::assert_snapshot!(lines(&[
        "Oakes 19–20 [Helen Oakes, professor of history, “Locks,” Harbor Review]",
        "Oakes 2019-2020 (Helen Oakes, professor of history, “Locks,” Harbor Review)",
        "Oakes 19 [Helen Oakes, professor of history, “Locks,” Harbor Review, Spring/Summer 2019]",
        "Oakes 6-10 (Helen Oakes, professor of history, “Locks,” Harbor Review, June 2020)",
        "Oakes ’23 (Helen Oakes, professor of history, “Locks,” Harbor Review, 6/xx/23)",
        "Oakes [Helen Oakes, professor of history, xx-xx-2017, “Locks,” Harbor Review]",
    ]), @r"
    author: Oakes, Helen | issued: 2019/2020 ‹19–20› | container: Harbor Review | qualification: professor of history
    author: Oakes, Helen | issued: 2019/2020 ‹2019-2020› | container: Harbor Review | qualification: professor of history
    author: Oakes, Helen | issued: 2019-21/2019-22 ‹Spring/Summer 2019› | container: Harbor Review | qualification: professor of history
    author: Oakes, Helen | issued: 2020-06-10 ‹June 2020› (the day is the short cite’s) | container: Harbor Review | qualification: professor of history
    author: Oakes, Helen | issued: 2023-06 ‹6/xx/23› | container: Harbor Review | qualification: professor of history
    author: Oakes, Helen | issued: 2017 ‹xx-xx-2017› | container: Harbor Review | qualification: professor of history
    ");
}

#[test]
fn another_person_than_the_short_cites() {
    let author = |cite: &str| read_all(cite).authors.first().map(|author| author.name.clone());
    for (cite, want) in [
        ("Quistorp 19 – Yara Gordon is a fellow of the Harbor Forum. (“Locks,” 5-6-2019)", "Gordon"),
        ("Quistorp 10 (Stephen, Stephen Kale is a reporter at the Gazette, “Locks,” 2010)", "Kale"),
        ("Quistorp ’20 [Ann; Congresswoman Ann Wells Ohio 02; “Locks”; 07/30/20]", "Wells"),
        ("Quistorp 19 – Professor of Law, University of Leeds (Thomas B. Nagel, “Locks,” 2019)", "Nagel"),
        ("Quistorp 14; July 03, 2014 Helen Karn Executive Director of the Harbor Fund “Locks”", "Karn"),
        ("Quistorp 23 – Joe Wrote has written for the Gazette. (“Locks,” 25 July 2023)", "Wrote"),
        ("Quistorp 16 Mara Sikova, 10-18-2016, “Locks,” Harbor Review", "Sikova"),
    ] {
        let name = author(cite);
        assert_eq!(name.as_ref().map(Name::key), Some(want), "{cite}");
    }
    for (cite, want) in [
        ("Lee 12 (Hsien Loong, prime minister, “Locks,” 2012)", "Lee"),
        ("Kale 10 (Stephen, Stephen Kale is a reporter at the Gazette, “Locks,” 2010)", "Kale"),
        ("Kale 12 (Henry A. Nagel Distinguished Professor of history, “Locks,” 2012)", "Kale"),
        ("Kale 12 – Senior Fellow at the Harbor Forum, “Locks,” 2012", "Kale"),
    ] {
        let name = author(cite);
        assert_eq!(name.as_ref().map(Name::key), Some(want), "{cite}");
    }
}

#[test]
fn a_publishers_place_is_no_part_of_its_name() {
    let container = |cite: &str| read_all(cite).container.map(|container| container.value);
    for (cite, want) in [
        ("Oakes, Ines. Locks: A Study of One Harbor. New York, NY: Fjord Press, 2019. Print.", "Fjord Press"),
        ("Ines Oakes, “Locks: A Study,” Oslo: Fjord Press, 2019", "Fjord Press"),
        (
            "Ines Oakes, 5-6-2021, “Why One Lock Is Not Enough,” Washington, DC: Tide Caucus, https://x.org/a",
            "Tide Caucus",
        ),
    ] {
        assert_eq!(container(cite).as_deref(), Some(want), "{cite}");
    }
}

#[test]
fn a_post_or_a_department_is_no_author() {
    for cite in [
        "[Associate Professor of Legal Studies; Fall 2020; “Locks,” Harbor Review]",
        "[PhD, Lower Estuary School of Law; October 2001; “Locks”; Harbor Review]",
        "(Senior Writer at LOCKED; 12-04-2024; “Locks,” LOCKED)",
        "(Head of the Lock Research Unit at the Center for Tides in Leeds, 2013, “Locks,” Harbor Review)",
        "(Department of Geography, University of Leeds, “Locks,” Harbor Review, 2011)",
        "–JD, is a professor at Lower Estuary College, 26 August 2020, “Locks”",
    ] {
        assert_eq!(read_all(cite).authors, [], "{cite}");
    }
    let authors = |cite: &str| read_all(cite).authors.into_iter().map(|author| author.name).collect::<Vec<_>>();
    for cite in ["Physicians for Human Rights, 3-4-2021, “Locks”", "Department of State, 3-4-2021, “Locks”"] {
        assert!(matches!(authors(cite).as_slice(), [Name::Literal(_)]), "{cite}");
    }
}

#[test]
fn some_cites_point_to_the_card_before() {
    for cite in
        ["Ibid.", "Ibid., p. 12", "[Same source as above]", "Choi continues", "Choi 21 continues…", "SAME ARTICLE"]
    {
        let cite = read_all(cite);
        assert!(cite.refers_back && cite.title.is_none() && cite.container.is_none(), "{cite:?}");
    }
    for cite in ["Choi 21", "Choi 21 (Joseph Choi, “The War Continues,” The Hill, 9-2-21)"] {
        assert!(!read_all(cite).refers_back, "{cite}");
    }
}

#[test]
fn nothing_is_taken_from_link_access_date_or_note() {
    insta::assert_snapshot!(show(
        "“Title Of A Work,” https://x.org/2021/09/15/joseph-choi-kremlin, accessed 9-1-21 //edited for gendered language by Joseph Choi 2012"
    ), @r"
    accessed: 2021-09-01 ‹9-1-21›
    title: Title Of A Work
    url: https://x.org/2021/09/15/joseph-choi-kremlin
    edit note: edited for gendered language by Joseph Choi 2012
    ");
}
