//! A tub on disk: scanned, changed, searched, with caches that are damaged, locked or not there.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use tempfile::TempDir;

use super::find::{Query, find};
use super::folder_index::FolderIndex;
use super::scan::{self, Scan, Scanned};
use super::store::Store;
use crate::evidence::cite::CiteOptions;
use crate::features::workspace_symbols::SymbolQuery;

const BODY: &str = "The ministry said on Monday that exports had recovered to the level of the spring, and that the \
    shortage of parts, which the café owners had feared most, was over for the year.";

/// A folder of briefs, and a place for the cache.
struct Tub {
    folder: TempDir,
    cache: PathBuf,
}

fn tub(files: &[(&str, String)]) -> Tub {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("briefs")).expect("made");
    let cache = folder.path().join("cache/index.sqlite");
    let tub = Tub { folder, cache };
    files.iter().for_each(|(name, text)| tub.write(name, text));
    tub
}

impl Tub {
    fn briefs(&self) -> PathBuf {
        self.folder.path().join("briefs")
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.briefs().join(name), text).expect("written");
    }

    fn open(&self) -> (Store, Scanned) {
        open(&self.briefs(), Some(&self.cache), &|| false).expect("opened")
    }

    /// `file:line tag` of each card with these words, the best first.
    fn found(&self, words: &str) -> Vec<String> {
        self.ask(Query { words: vec![words.to_owned()], ..Query::default() })
    }

    fn ask(&self, query: Query) -> Vec<String> {
        let hits = find(&self.open().0, &Query { limit: 100, ..query }).expect("read");
        let name = |path: &str| Path::new(path).file_name().expect("a name").to_string_lossy().into_owned();
        hits.iter().map(|hit| format!("{}:{} {}", name(&hit.path), hit.card.line, hit.card.tag)).collect()
    }
}

/// A scan that meets neither a Word file nor a problem.
fn quiet() -> Scan<'static> {
    Scan {
        min_cached_files: 0,
        cite_options: &|_| CiteOptions::default(),
        read_word: &|path| panic!("{}", path.display()),
        progress: &|_, _, _| {},
        is_canceled: &|| false,
        problem: &|problem| panic!("{problem}"),
    }
}

fn open(
    folder: &Path,
    file: Option<&Path>,
    is_canceled: &(dyn Fn() -> bool + Sync),
) -> Result<(Store, Scanned), String> {
    let problems = Mutex::new(Vec::new());
    let scan = Scan {
        min_cached_files: 0,
        cite_options: &|_| CiteOptions::default(),
        read_word: &|path| fs::read_to_string(path).map_err(|error| error.to_string()),
        progress: &|_, _, _| {},
        is_canceled,
        problem: &|problem| problems.lock().expect("not poisoned").push(problem),
    };
    let opened = scan::open(folder, file, &scan)?;
    assert_eq!(problems.into_inner().expect("not poisoned"), Vec::<String>::new());
    Ok(opened)
}

fn card(tag: &str, cite: &str) -> String {
    format!("#### {tag}\n\n{cite}\n\n{BODY}\n\n")
}

fn two_files() -> Tub {
    let marsh = card("Talks fail", "Marsh 2021 (Ann Marsh, professor, “Off,” The Hill, 9-2-21)");
    let diaz = card("Exports are up – don’t worry", "Díaz 19 (Lucía Díaz, editor, “Up,” Foreign Affairs, 3-1-2019)");
    let uncited = format!("#### Nobody said it\n\n{BODY}\n");
    tub(&[("a.debate", format!("### AT: Heg\n\n{marsh}")), ("b.cards", diaz + &uncited)])
}

#[test]
fn cards_are_found_by_their_words() {
    let tub = two_files();
    assert_eq!(tub.found("Marsh 21"), ["a.debate:3 Talks fail"], "by its cite, with the year in two digits");
    assert_eq!(tub.found("talks fail"), ["a.debate:3 Talks fail"]);
    assert_eq!(
        tub.found("EXPORTS"),
        ["b.cards:1 Exports are up – don’t worry", "a.debate:3 Talks fail", "b.cards:7 Nobody said it"]
    );
    assert_eq!(tub.found("up - don't"), ["b.cards:1 Exports are up – don’t worry"], "quotes and dashes are alike");
    assert_eq!(tub.found("diaz cafe"), ["b.cards:1 Exports are up – don’t worry"], "without diacritics");
    assert_eq!(tub.found("heg ministry"), ["a.debate:3 Talks fail"], "one word in a heading, one in the text");
    assert_eq!(tub.found("talks exports zebra"), Vec::<String>::new(), "all words have to be there");
    assert_eq!(tub.found("\" OR * NEAR( talks"), Vec::<String>::new(), "no word is an operator");
    let in_tag = Query { words: vec!["exports".to_owned()], in_tag: true, ..Query::default() };
    assert_eq!(tub.ask(in_tag), ["b.cards:1 Exports are up – don’t worry"]);
}

#[test]
fn the_best_card_is_first() {
    let cite = |day: &str| format!("Marsh 21 (Ann Marsh, professor, “War,” The Hill, {day})");
    let files = [
        ("body.debate", card("Talks fail", &cite("9-9-21")) + "A nuclear war is close.\n"),
        ("cite.debate", card("Talks fail", "Marsh 21 (Ann Marsh, professor, “Nuclear war,” The Hill, 9-8-21)")),
        ("undated.debate", card("Nuclear war is close", "Marsh n.d. (Ann Marsh, professor, “Off,” The Hill, n.d.)")),
        ("apart.debate", card("War goes nuclear", &cite("9-7-21"))),
        ("old.debate", card("Nuclear — “war” — is close", &cite("9-1-21"))),
        ("new.debate", card("No NUCLEAR WAR", &cite("9-3-21"))),
    ];
    let tub = tub(&files);
    let found = tub.found("nuclear war");
    let files: Vec<&str> = found.iter().filter_map(|hit| hit.split(':').next()).collect();
    let want = ["new.debate", "old.debate", "undated.debate", "apart.debate", "cite.debate", "body.debate"];
    assert_eq!(files, want, "words of a tag, as they were typed; then the newest");
    let two = Query { words: vec!["nuclear war".to_owned()], limit: 2, ..Query::default() };
    let found = find(&tub.open().0, &two).expect("read");
    assert_eq!(found.iter().map(|hit| hit.card.line).collect::<Vec<_>>(), [1, 1], "no more than were asked for");
}

#[test]
fn the_index_of_a_folder_has_all_files_in_order() {
    let files: Vec<(String, String)> =
        (0..9).map(|number| (format!("{number}.debate"), card(&format!("Talks fail {number}"), "Marsh 21"))).collect();
    let files: Vec<(&str, String)> = files.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
    let tub = tub(&files);
    let (store, _) = tub.open();
    let folder = FolderIndex::load(&store).expect("it can be read");
    let found = folder.symbols.search(&SymbolQuery::new("talks"), |path| path.ends_with("3.debate"));
    let names: Vec<&str> = found.iter().map(|hit| hit.name.as_str()).collect();
    let want: Vec<String> = [0, 1, 2, 4, 5, 6, 7, 8].iter().map(|number| format!("Talks fail {number}")).collect();
    assert_eq!(names, want, "in order");
    let letters = folder.symbols.search(&SymbolQuery::new("tlks fl 7"), |_| false);
    assert_eq!(letters.first().map(|hit| hit.name.as_str()), Some("Talks fail 7"));
    let words = folder.symbols.search(&SymbolQuery::new("marsh 2021"), |_| false);
    assert_eq!(words.len(), 9, "by their cites");
}

#[test]
fn cards_are_found_by_their_source() {
    let tub = two_files();
    let talks = ["a.debate:3 Talks fail"];
    assert_eq!(tub.ask(Query { author: Some("marsh".to_owned()), ..Query::default() }), talks);
    assert_eq!(tub.ask(Query { publication: Some("hill".to_owned()), ..Query::default() }), talks);
    assert_eq!(tub.ask(Query { from: Some(20210902), ..Query::default() }), talks);
    assert_eq!(tub.ask(Query { from: Some(20210903), ..Query::default() }), Vec::<String>::new());
    assert_eq!(tub.ask(Query { to: Some(20210901), ..Query::default() }), ["b.cards:1 Exports are up – don’t worry"]);
    assert_eq!(tub.ask(Query { needs_cite: true, ..Query::default() }), ["b.cards:7 Nobody said it"]);
}

#[test]
fn only_what_changed_is_read_again() {
    let tub = two_files();
    assert_eq!(tub.open().1, Scanned { files: 2, read: 2, gone: 0 });
    assert_eq!(tub.open().1, Scanned { files: 2, read: 0, gone: 0 });
    tub.write("a.debate", &card("Talks succeed after all", "Marsh 21 (Ann Marsh, “On,” The Hill, 9-3-21)"));
    assert_eq!(tub.open().1, Scanned { files: 2, read: 1, gone: 0 });
    assert_eq!(tub.found("talks"), ["a.debate:1 Talks succeed after all"]);
    fs::remove_file(tub.briefs().join("b.cards")).expect("removed");
    assert_eq!(tub.open().1, Scanned { files: 1, read: 0, gone: 1 });
    assert_eq!(tub.found("exports"), ["a.debate:1 Talks succeed after all"]);
}

#[test]
fn what_was_read_so_far_can_be_searched() {
    // More than are read at once.
    let names: Vec<String> = (0..600).map(|number| format!("{number:03}.debate")).collect();
    let files: Vec<(&str, String)> =
        names.iter().map(|name| (name.as_str(), card(&format!("Talks fail in {name}"), "Marsh 21"))).collect();
    let tub = tub(&files);
    let seen = Mutex::new(Vec::new());
    let scan = Scan {
        progress: &|store, done, all| {
            let index = FolderIndex::load(store).expect("read");
            let found = |name| index.symbols.search(&SymbolQuery::new(name), |_| false).len();
            seen.lock().expect("not poisoned").push((done, all, found("in 000"), found("in 599")));
        },
        ..quiet()
    };
    scan::open(&tub.briefs(), Some(&tub.cache), &scan).expect("opened");
    assert_eq!(seen.into_inner().expect("not poisoned"), [(512, 600, 1, 0), (600, 600, 1, 1)]);
}

#[test]
fn a_cache_that_is_no_use_is_filled_anew() {
    let tub = two_files();
    let expected = tub.found("exports");
    let whole = fs::read(&tub.cache).expect("a cache");
    let mut scribbled = whole.clone();
    scribbled.iter_mut().skip(4096).step_by(7).for_each(|byte| *byte ^= 0x5a);
    let mut foreign = whole.clone();
    foreign[68..72].copy_from_slice(b"else");
    let mut newer = whole.clone();
    newer[60..64].copy_from_slice(&99_u32.to_be_bytes());
    let half = whole[..whole.len() / 2].to_vec();
    let cases = [
        ("half", half),
        ("scribbled", scribbled),
        ("foreign", foreign),
        ("newer", newer),
        ("text", BODY.into()),
        ("empty", vec![]),
    ];
    for (name, bytes) in cases {
        super::store::delete(&tub.cache);
        fs::write(&tub.cache, bytes).expect("written");
        assert_eq!(tub.found("exports"), expected, "{name}");
        assert_eq!(tub.open().1, Scanned { files: 2, read: 0, gone: 0 }, "{name}: the next run has a cache again");
    }
}

#[test]
fn a_cache_that_shows_damage_only_when_it_is_asked_is_filled_anew() {
    let tub = two_files();
    let symbols = || {
        let asked = scan::open_and_ask(&tub.briefs(), Some(&tub.cache), &quiet(), FolderIndex::load);
        asked.expect("opened").1.symbols.search(&SymbolQuery::new(""), |_| false)
    };
    let expected = symbols();
    assert_eq!(expected.len(), 4);
    for damage in [
        "UPDATE file SET entries = x'ff' || entries",
        "UPDATE file SET entries = zeroblob(40)",
        "UPDATE file SET entries = x'' WHERE id = 1",
        "UPDATE file SET entries = 'text'",
        "ALTER TABLE file DROP COLUMN entries",
    ] {
        let store = Store::open(&tub.cache).expect("opened");
        store.connection().execute_batch(damage).expect("damaged");
        drop(store);
        assert_eq!(symbols(), expected, "{damage}");
    }
    let query = Query { words: vec!["talks".to_owned()], limit: 9, ..Query::default() };
    let found = || {
        let asked = scan::open_and_ask(&tub.briefs(), Some(&tub.cache), &quiet(), |store| find(store, &query));
        asked.map(|(_, hits)| hits.len())
    };
    assert_eq!(found(), Ok(1));
    for damage in ["UPDATE entry SET kind = 99", "DROP TABLE entry", "DROP TABLE search"] {
        Store::open(&tub.cache).expect("opened").connection().execute_batch(damage).expect("damaged");
        assert_eq!(found(), Ok(1), "{damage}");
    }
}

#[test]
fn without_a_cache_everything_is_in_memory() {
    let tub = two_files();
    // No folder can be made below a file.
    let nowhere = tub.briefs().join("a.debate/cache.sqlite");
    for file in [None, Some(nowhere.as_path())] {
        let (store, scanned) = open(&tub.briefs(), file, &|| false).expect("opened");
        assert_eq!(scanned, Scanned { files: 2, read: 2, gone: 0 });
        assert_eq!(
            find(&store, &Query { words: vec!["talks".into()], limit: 9, ..Query::default() }).map(|hits| hits.len()),
            Ok(1)
        );
    }
}

#[test]
fn a_locked_cache_is_passed_by() {
    let tub = two_files();
    let expected = tub.found("exports");
    tub.write("c.debate", &card("A new card", "Choi 21 (Joseph Choi, “New,” The Hill, 9-4-21)"));
    let store = Store::open(&tub.cache).expect("opened");
    store.connection().execute_batch("BEGIN IMMEDIATE").expect("locked");
    let found = tub.found("exports");
    assert_eq!(found.len(), expected.len() + 1, "{found:?}");
    store.connection().execute_batch("ROLLBACK").expect("unlocked");
    assert_eq!(tub.found("exports"), found);
}

#[test]
fn two_processes_fill_one_cache() {
    let files: Vec<(String, String)> = (0..300)
        .map(|number| {
            (
                format!("{number}.debate"),
                card(&format!("Reason {number}"), "Choi 21 (Joseph Choi, “Off,” The Hill, 9-2-21)"),
            )
        })
        .collect();
    let files: Vec<(&str, String)> = files.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
    let tub = tub(&files);
    let count = || tub.found("exports").len();
    let counts: Vec<usize> = std::thread::scope(|scope| {
        let both = [scope.spawn(count), scope.spawn(count)];
        both.map(|one| one.join().expect("no panic")).into()
    });
    assert_eq!(counts, [100, 100], "the limit");
    let (store, scanned) = tub.open();
    assert_eq!(scanned.files, 300);
    let entries: i64 =
        store.connection().query_row("SELECT count(*) FROM entry", [], |row| row.get(0)).expect("a number");
    assert_eq!(entries, 300, "none twice");
}

#[test]
fn a_canceled_scan_goes_on_where_it_ended() {
    let files: Vec<(String, String)> = (0..1200).map(|number| (format!("{number}.debate"), String::new())).collect();
    let files: Vec<(&str, String)> = files.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
    let tub = tub(&files);
    let asked = AtomicUsize::new(0);
    // Asked before each batch and before each file.
    let canceled = || asked.fetch_add(1, Ordering::Relaxed) > 600;
    let (_, scanned) = open(&tub.briefs(), Some(&tub.cache), &canceled).expect("opened");
    assert!(scanned.read < 1200);
    let (_, rest) = tub.open();
    assert!(rest.read > 0 && rest.read <= 1200 - 512, "{rest:?}");
    assert_eq!(tub.open().1, Scanned { files: 1200, read: 0, gone: 0 });
}

#[test]
fn a_file_that_is_replaced_while_it_is_read_is_read_again() {
    let tub = tub(&[("a.debate", card("Talks fail", "Marsh 2021"))]);
    let asked = AtomicUsize::new(0);
    let scan = Scan {
        // Asked when the file is looked at, and again when it has been read.
        cite_options: &|_| {
            if asked.fetch_add(1, Ordering::Relaxed) == 1 {
                tub.write("a.debate", &card("Talks go on for a year", "Marsh 2021"));
            }
            CiteOptions::default()
        },
        ..quiet()
    };
    let (_, scanned) = scan::open(&tub.briefs(), Some(&tub.cache), &scan).expect("opened");
    assert_eq!(scanned, Scanned { files: 1, read: 1, gone: 0 });
    assert_eq!(tub.open().1, Scanned { files: 1, read: 1, gone: 0 });
    assert_eq!(tub.found("talks"), ["a.debate:1 Talks go on for a year"]);
}

#[test]
fn many_files_change_at_once() {
    let files: Vec<(String, String)> = (0..2000).map(|number| (format!("{number}.debate"), String::new())).collect();
    let files: Vec<(&str, String)> = files.iter().map(|(name, text)| (name.as_str(), text.clone())).collect();
    let tub = tub(&files);
    assert_eq!(tub.open().1, Scanned { files: 2000, read: 2000, gone: 0 });
    files.iter().for_each(|(name, _)| tub.write(name, "#### Talks fail\n\nChoi 21\n\nThey are off.\n"));
    assert_eq!(tub.open().1, Scanned { files: 2000, read: 2000, gone: 0 });
    assert_eq!(tub.found("talks").len(), 100);
}

#[cfg(unix)]
#[test]
fn what_is_no_regular_file_is_not_read() {
    let tub = two_files();
    std::os::unix::fs::symlink(tub.briefs(), tub.briefs().join("again")).expect("a link to the folder itself");
    std::os::unix::fs::symlink("/dev/zero", tub.briefs().join("zero.debate")).expect("a link to a device");
    assert_eq!(tub.open().1, Scanned { files: 2, read: 2, gone: 0 });
}

#[test]
fn a_home_is_not_searched() {
    let error = open(Path::new("/"), None, &|| false).expect_err("too wide");
    assert!(error.starts_with("/: not searched"), "{error}");
}
