//! When somebody or something came: `arrived at 16:05`, `Ankunft: 16:04 Uhr`, `delivered today at 14:47`, `came at
//! twenty to four this afternoon`.

use super::labels::{self, Labels, TermWord};
use super::page::Page;
use super::promises::sentence;
use super::slots;
use super::sorted::{Mark, SortedPhrases};

/// Bytes around an hour in which it is said that it is one of coming.
const BEFORE: usize = 60;
const AFTER: usize = 64;

/// Bytes behind an hour in which words may say at once that it is one of leaving: `um 16 Uhr fertig`.
const AT_ONCE: usize = 14;

/// Bytes behind an hour in which it is told of which half of the day it is.
const HALF: usize = 16;

/// Numbers of one text that are looked at, words of it, and hours that are kept.
const NUMBERS_MAX: usize = 400;
const CUES_MAX: usize = 600;
const HOURS_MAX: usize = 12;

/// Nobody comes before that hour: `at four` is in the afternoon.
const EARLIEST: u32 = 7;

/// `sort: phrase; phrase`, in six languages.
const CUES: &str = include_str!("../../data/arrivals.txt");

/// What words around an hour say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cue {
    Came,
    /// Counts only where work is told as done.
    Began,
    Left,
    /// What was agreed, wished for or is yet to come.
    Agreed,
    /// Stands right before an hour; the same before one in words.
    At,
    Near,
    /// Stands right behind an hour in words.
    Clock,
    Afternoon,
    Morning,
    /// `halb vier` is half an hour before.
    Half,
}

impl Cue {
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "came" => Self::Came,
            "began" => Self::Began,
            "left" => Self::Left,
            "agreed" => Self::Agreed,
            "at" => Self::At,
            "near" => Self::Near,
            "clock" => Self::Clock,
            "afternoon" => Self::Afternoon,
            "morning" => Self::Morning,
            "half" => Self::Half,
            _ => return None,
        })
    }
}

/// An hour of a text at which something may have begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hour {
    /// Where it stands.
    pub start: usize,
    /// The minute of the day.
    pub minute: u16,
    /// Whether its words say that somebody or something came at it, or that work began.
    pub told: bool,
}

/// The hours of a text at which somebody came, or may have come.
#[derive(Debug, Default)]
pub(super) struct Arrivals {
    /// The minute at which it says that somebody or something came.
    pub(super) came: Option<u16>,
    /// Hours that are those of coming where their sentence tells work as done.
    pub(super) hours: Vec<Hour>,
}

/// Finds such hours; built once.
#[derive(Debug)]
pub(super) struct ArrivalReader {
    cues: SortedPhrases<Cue>,
}

/// An hour and its place.
#[derive(Debug, Clone, Copy)]
struct At {
    start: usize,
    end: usize,
    minute: u32,
    /// Whether another hour follows until which it lasts.
    spans: bool,
}

impl ArrivalReader {
    pub(super) fn new() -> Self {
        Self { cues: SortedPhrases::new(CUES, Cue::of) }
    }

    /// The hours of a text.
    pub(super) fn read(&self, page: &Page<'_>, labels: &Labels) -> Arrivals {
        let mut arrivals = Arrivals::default();
        let words = || labels.terms.iter().any(|mark| number(mark.what).is_some());
        if page.chunks.is_empty() && !words() {
            return arrivals;
        }
        let cues = self.cues.find(page.s, CUES_MAX);
        if !cues.iter().any(|mark| matches!(mark.sort, Cue::Came | Cue::Began | Cue::At)) {
            return arrivals;
        }
        let mut hours: Vec<At> = in_digits(page, labels, &cues).collect();
        hours.extend(in_words(page, labels, &cues));
        hours.sort_by_key(|hour| hour.start);
        for hour in hours {
            let told = tells(page, &cues, hour);
            if told == Some(Cue::Came) && !hour.spans {
                arrivals.came = arrivals.came.or(u16::try_from(hour.minute).ok());
            }
            let may = told != Some(Cue::Left) && told != Some(Cue::Agreed);
            if let Ok(minute) = u16::try_from(hour.minute)
                && may
                && arrivals.hours.len() < HOURS_MAX
            {
                let told = told == Some(Cue::Began);
                arrivals.hours.push(Hour { start: hour.start, minute, told });
            }
        }
        arrivals
    }
}

/// Hours by the clock, and bare ones behind words for `at`.
fn in_digits<'a>(
    page: &'a Page<'_>,
    labels: &'a Labels,
    cues: &'a [Mark<Cue>],
) -> impl Iterator<Item = At> + 'a {
    let numbers = page.chunks.iter().take(NUMBERS_MAX);
    let mut floor = 0;
    numbers.filter(|chunk| chunk.digit == chunk.start).filter_map(move |chunk| {
        let start = chunk.start;
        if start < floor {
            return None;
        }
        if let Some((minute, end)) = slots::first_of_two(page, start) {
            floor = end;
            return Some(At { start, end, minute: minute.into(), spans: true });
        }
        if let Some((minute, end)) = slots::single(page, start) {
            let leading = page.slice(start, start + 1) == "0";
            let minute = if leading { u32::from(minute) } else { of_day(cues, minute.into(), end) };
            return Some(At { start, end, minute, spans: false });
        }
        let opened = cues.iter().any(|m| m.sort == Cue::At && is_right_before(m, start));
        let (minute, end) = slots::bare(page, labels, start).filter(|_| opened)?;
        Some(At { start, end, minute: of_day(cues, minute.into(), end), spans: false })
    })
}

/// Hours in words: `at four`, `a las cuatro de la tarde`, `um halb vier`.
fn in_words<'a>(
    page: &'a Page<'_>,
    labels: &'a Labels,
    cues: &'a [Mark<Cue>],
) -> impl Iterator<Item = At> + 'a {
    labels.terms.iter().take(NUMBERS_MAX).filter_map(move |mark| {
        let hour = number(mark.what)?;
        let (start, end) = (mark.start, mark.end);
        let before = |sort: Cue| cues.iter().any(|m| m.sort == sort && is_right_before(m, start));
        let behind =
            |sort: Cue| cues.iter().any(|m| m.sort == sort && m.start >= end && m.start - end <= 2);
        let counted = labels::from(&labels.terms, end).first().is_some_and(|next| {
            matches!(next.what, TermWord::Unit(_)) && next.start - end <= 2 && !behind(Cue::Clock)
        });
        let opened = before(Cue::At) || before(Cue::Near) || behind(Cue::Clock);
        let half =
            before(Cue::Half) && !page.slice(start.saturating_sub(5), start).contains("past");
        let minute = of_day(cues, hour * 60, end) - if half { 30 } else { 0 };
        (opened && !counted).then_some(At { start, end, minute, spans: false })
    })
}

/// The hour of a clock that a number in words may be.
fn number(what: TermWord) -> Option<u32> {
    let TermWord::Number(number) = what else { return None };
    Some(u32::from(number)).filter(|number| (2..=12).contains(number))
}

fn is_right_before(mark: &Mark<Cue>, start: usize) -> bool {
    mark.end <= start && start - mark.end <= 2
}

/// The minute of the day of an hour by the half of the day that words behind it name; nobody comes at night.
fn of_day(cues: &[Mark<Cue>], minute: u32, end: usize) -> u32 {
    let near = |m: &&Mark<Cue>| m.start >= end && m.start - end <= HALF;
    // `At four rather than in the morning`.
    let sorts = [Cue::Afternoon, Cue::Morning, Cue::Agreed];
    let half = cues.iter().filter(near).find(|m| sorts.contains(&m.sort)).map(|m| m.sort);
    let late = match half {
        Some(Cue::Afternoon) => minute < 12 * 60,
        Some(Cue::Morning) => false,
        Some(_) | None => minute < EARLIEST * 60,
    };
    if late { minute + 12 * 60 } else { minute }
}

/// What the words nearest to an hour in its sentence say of it.
fn tells(page: &Page<'_>, cues: &[Mark<Cue>], hour: At) -> Option<Cue> {
    let (from, to) = sentence(page, hour.start, hour.end);
    let from = from.max(hour.start.saturating_sub(BEFORE));
    // A clause of its own tells its own hour.
    let semi = |text: &str| text.find([';', ':', '\n']).unwrap_or(text.len());
    let to = to.min(hour.end + AFTER);
    let to = hour.end + semi(page.slice(hour.end, page.text.floor_char_boundary(to)));
    let tells = |m: &&Mark<Cue>| matches!(m.sort, Cue::Came | Cue::Began | Cue::Left | Cue::Agreed);
    let head = cues.iter().filter(tells).filter(|m| m.start >= from && m.end <= hour.start);
    let parted = |m: &&Mark<Cue>| !page.slice(m.end, hour.start).contains(';');
    let before = head.clone().filter(parted);
    let before = before.max_by_key(|m| (m.end, std::cmp::Reverse(m.start))).map(|m| m.sort);
    if head.filter(parted).any(|m| m.sort == Cue::Agreed) {
        return Some(Cue::Agreed);
    }
    let tail = cues.iter().filter(tells).filter(|m| m.start >= hour.end && m.end <= to);
    let behind = tail.clone().min_by_key(|m| m.start);
    let left = behind.filter(|m| m.sort == Cue::Left && m.start - hour.end <= AT_ONCE);
    if left.is_some() && before != Some(Cue::Came) {
        return Some(Cue::Left);
    }
    let came = || tail.clone().find(|m| m.sort == Cue::Came).map(|m| m.sort);
    match before {
        Some(Cue::Began) => came().or(before),
        Some(_) => before,
        None => came().or(behind.map(|m| m.sort).filter(|sort| *sort == Cue::Began)),
    }
}
