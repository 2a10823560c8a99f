//! What suppliers promise, by what comes of it for the owner and not by a list of verbs of promising: that goods
//! come, money comes back, word comes, a thing is mended, by a day that is ahead; and what of it is told as done.
//!
//! `The boots are done on Wednesday`, `Lieferung: KW 14`, `l'accredito avverrà entro il 9 maggio` have no word of
//! promising. What makes them promises is a deed of the lists, a day or a span in the same sentence, and nothing
//! that leaves it open: a condition, an example, a denial, something that is asked of the owner.

use super::ahead::Ahead;
use super::promises::trimmed;
use super::{Found, Surroundings};
use crate::letters::Sentence;
use crate::lists;
use crate::words::{Hit, Phrases, Words, as_index, fold};
use burdens::Burden;
use oxherd_model::{Claim, Kept, Language, Pledge, PledgedDeed, VisitNews, VisitTold};

mod burdens;
mod denied;

/// Three files for each language: of deeds of every sort, of visits, and of what is none.
const FILES: [(&str, [&str; 3]); 6] = [
    (
        "en",
        [
            include_str!("../../data/pledges/en.txt"),
            include_str!("../../data/visits/en.txt"),
            include_str!("../../data/burdens/en.txt"),
        ],
    ),
    (
        "de",
        [
            include_str!("../../data/pledges/de.txt"),
            include_str!("../../data/visits/de.txt"),
            include_str!("../../data/burdens/de.txt"),
        ],
    ),
    (
        "fr",
        [
            include_str!("../../data/pledges/fr.txt"),
            include_str!("../../data/visits/fr.txt"),
            include_str!("../../data/burdens/fr.txt"),
        ],
    ),
    (
        "es",
        [
            include_str!("../../data/pledges/es.txt"),
            include_str!("../../data/visits/es.txt"),
            include_str!("../../data/burdens/es.txt"),
        ],
    ),
    (
        "it",
        [
            include_str!("../../data/pledges/it.txt"),
            include_str!("../../data/visits/it.txt"),
            include_str!("../../data/burdens/it.txt"),
        ],
    ),
    (
        "nl",
        [
            include_str!("../../data/pledges/nl.txt"),
            include_str!("../../data/visits/nl.txt"),
            include_str!("../../data/burdens/nl.txt"),
        ],
    ),
];

/// Phrases of one text that are looked at.
const MARKS_MAX: usize = 600;

/// Words from the first part of a verb to the second: `stellen .. zu`.
const APART: usize = 16;

/// Words between a deed and its day.
const REACH: usize = 32;

/// Words of a row with a label.
const ROW_WORDS: usize = 14;

/// A thing that comes back is what is promised only where no deed stands so many words nearer to the day.
const BACK_WORDS: usize = 6;

/// The same of what only comes, beside word that comes.
const COMES_WORDS: usize = 4;

/// Words between a word for `by` and its day.
const BY_WORDS: usize = 3;

/// Deeds of one text that are told as done.
const KEPT_MAX: usize = 8;

/// Words behind words for `instead of` among which the day stands that is over.
const OLD_DAY: usize = 5;

/// A text of so few words is looked at in every language, where its own is not known.
const FEW_WORDS: usize = 24;

/// Bytes before a sentence among which the sign of its first sum stands.
const SIGN_BYTES: usize = 4;

/// What a phrase of the lists is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Deed(PledgedDeed),
    /// The same, told as done.
    Kept(PledgedDeed),
    /// The owner may fetch a thing: from a day on it is ready, by a day it waits.
    Collect,
    /// Somebody comes, and brings nothing.
    Comes,
    /// Who comes to work at the owner's, what is done there, and that it is there.
    Who,
    Job,
    Place,
    /// Comes or goes: of who works there it is a visit.
    Goes,
    /// It is at the firm's.
    Firm,
    /// What is said of a visit that was set, and what must stand beside it to be that.
    News(VisitNews, Beside),
    /// A visit.
    Visit,
    /// A case that may come.
    If,
    /// Words for `by` and `until` before a day.
    By,
    Until,
    /// Something comes back: money where a sum stands beside it, else a thing.
    Back,
    /// How money is handed over, whoever pays: it is given to the owner only where the sentence says so.
    Means,
    /// It leaves open whether anything is done.
    Open,
    /// An example, what holds for everybody, hours of opening: nothing of the owner's.
    Standing,
    /// The same of what the clause of a day or of its deed says.
    Could,
    /// Something stays as it is, and words for `until` that mean `by` elsewhere.
    Fixed,
    Till,
    /// It comes again and again.
    Again,
    /// Something is asked of the owner.
    Ask,
    Not,
    Will,
    /// Another day takes the place of one.
    Instead,
    /// `instead of`, before the day that is over.
    Than,
    You,
    /// Looks like one of the others and is none: `no later than`.
    Fine,
    /// What is said of a day that is no deed for the owner.
    Burden(Burden),
}

/// What must stand in the sentence of words that are news of a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Beside {
    Nothing,
    /// A visit, or its day.
    Day,
    /// A visit.
    Visit,
}

impl Class {
    fn of(section: &str) -> Option<Self> {
        use PledgedDeed as D;
        let kept = section.strip_suffix(".kept");
        let deed = match kept.unwrap_or(section) {
            "delivery" => Some(D::Delivery),
            "refund" => Some(D::Refund),
            "reply" => Some(D::Reply),
            "repair" => Some(D::Repair),
            "visit" => Some(D::Visit),
            _ => None,
        };
        if let Some(deed) = deed {
            return Some(if kept.is_some() { Self::Kept(deed) } else { Self::Deed(deed) });
        }
        Some(match section {
            "back" => Self::Back,
            "means" => Self::Means,
            "collect" => Self::Collect,
            "comes" => Self::Comes,
            "who" => Self::Who,
            "goes" => Self::Goes,
            "job" => Self::Job,
            "place" => Self::Place,
            "firm" => Self::Firm,
            "missed" => Self::News(VisitNews::Missed, Beside::Nothing),
            "off" => Self::News(VisitNews::CalledOff, Beside::Day),
            "called_off" => Self::News(VisitNews::CalledOff, Beside::Visit),
            "appointment" => Self::Visit,
            "moved" => Self::News(VisitNews::Moved, Beside::Nothing),
            "further" => Self::News(VisitNews::Further, Beside::Nothing),
            "if" => Self::If,
            "by" => Self::By,
            "until" => Self::Until,
            "open" => Self::Open,
            "standing" => Self::Standing,
            "could" => Self::Could,
            "fixed" => Self::Fixed,
            "till" => Self::Till,
            "again" => Self::Again,
            "ask" => Self::Ask,
            "not" => Self::Not,
            "will" => Self::Will,
            "instead" => Self::Instead,
            "than" => Self::Than,
            "you" => Self::You,
            "fine" => Self::Fine,
            _ => return Burden::of(section).map(Self::Burden),
        })
    }
}

/// A phrase in a text, by its first and last word.
#[derive(Debug, Clone, Copy)]
struct Mark {
    class: Class,
    first: usize,
    last: usize,
}

/// Behind the name of a section: its phrases count only as they are written there, with their diacritics.
const WRITTEN: &str = ".written";

/// What a phrase is, and what else must hold.
#[derive(Debug)]
struct Rule {
    class: Class,
    /// Words that must follow.
    then: Option<Words>,
    /// How it must be written: `könnten wir`, which folds to what was.
    written: Option<&'static str>,
}

/// The phrases of one language.
#[derive(Debug)]
struct Lists {
    language: Language,
    phrases: Phrases,
    rules: Vec<Rule>,
    /// Endings of words for agreements, folded.
    agreements: Vec<String>,
}

impl Lists {
    fn new(code: &str, files: &[&'static str]) -> Self {
        let mut lists = Self {
            language: Language::from_code(code),
            phrases: Phrases::new(),
            rules: Vec::new(),
            agreements: Vec::new(),
        };
        for entry in files.iter().copied().flat_map(lists::entries) {
            let exact = entry.section.strip_suffix(WRITTEN);
            let Some(class) = Class::of(exact.unwrap_or(entry.section)) else { continue };
            if let Some(ending) = entry.phrase.strip_prefix('-') {
                lists.agreements.push(fold(ending));
                continue;
            }
            let (head, then) = match entry.phrase.split_once(" .. ") {
                Some((head, then)) => (head, Some(Words::cut(then, APART))),
                None => (entry.phrase, None),
            };
            let number = u32::try_from(lists.rules.len()).unwrap_or(u32::MAX);
            let written = exact.map(|_| head);
            lists.rules.push(Rule { class, then, written });
            lists.phrases.add(head, number);
        }
        lists
    }

    /// The phrases of a text that are part of no longer one.
    fn marks(&self, s: &Surroundings<'_>) -> Vec<Mark> {
        let words = s.words;
        let mut marks: Vec<Mark> = Vec::new();
        self.phrases.find(words, |hit| {
            let Some(rule) = self.rules.get(as_index(hit.phrase)) else { return };
            let last = match &rule.then {
                Some(then) => follows(words, hit.last, then),
                None => Some(hit.last),
            };
            let written = rule.written.is_none_or(|as_told| is_written(s, &hit, as_told));
            if let Some(last) = last.filter(|_| written && marks.len() < MARKS_MAX) {
                marks.push(Mark { class: rule.class, first: hit.first, last });
            }
        });
        // `Whenever you like` promises nothing, and speaks to the owner all the same.
        let hidden = |one: &Mark| {
            if matches!(one.class, Class::You | Class::Burden(_)) {
                return false;
            }
            // Nor does `the price does not change` deny what stands beside it.
            let fixed = one.class == Class::Not;
            let fine = |other: &&Mark| {
                matches!(other.class, Class::Fine | Class::Than)
                    || fixed && other.class == Class::Fixed
            };
            // `Wir kommen Ihrem Wunsch nach und melden uns um 9 Uhr`: the second half is of another verb.
            let visit = one.class == Class::Deed(PledgedDeed::Visit);
            marks.iter().filter(fine).any(|other| {
                let inside = other.first <= one.first && one.last <= other.last;
                other.class != one.class && (inside || visit && other.first == one.first)
            })
        };
        let mut marks: Vec<Mark> = marks.iter().filter(|mark| !hidden(mark)).copied().collect();
        self.name_agreements(words, &mut marks);
        marks
    }
}

/// Whether words stand in a text as they are written in the lists.
fn is_written(s: &Surroundings<'_>, hit: &Hit, as_told: &str) -> bool {
    let all = s.words.all();
    let span = all.get(hit.first).zip(all.get(hit.last));
    let own = span.and_then(|(from, to)| s.text.get(as_index(from.start)..as_index(to.end)));
    own.is_some_and(|own| own.to_lowercase() == as_told)
}

/// The last word of what must follow, where it does.
fn follows(words: &Words, from: usize, then: &Words) -> Option<usize> {
    let all = words.all();
    let wanted: Vec<&str> = then.all().iter().map(|word| then.folded(*word)).collect();
    let last = wanted.len().checked_sub(1)?;
    (from + 1..all.len()).take(APART).find_map(|at| {
        let fits = |own: &str, word: &str| match word {
            NUMBER => own.starts_with(|c: char| c.is_ascii_digit()),
            _ => own == word,
        };
        let here = wanted.iter().enumerate().all(|(next, word)| {
            all.get(at + next).is_some_and(|own| fits(words.folded(*own), word))
        });
        here.then_some(at + last)
    })
}

/// Finds deeds that are promised; built once.
#[derive(Debug)]
pub(super) struct PledgeReader {
    languages: Vec<Lists>,
}

impl PledgeReader {
    pub(super) fn new() -> Self {
        Self { languages: FILES.iter().map(|(code, files)| Lists::new(code, files)).collect() }
    }

    /// What one text says of deeds.
    pub(super) fn read<'a>(&self, s: &'a Surroundings<'a>) -> Deeds<'a> {
        // A few words tell no language.
        let few = s.language == Language::UNKNOWN && s.words.len() <= FEW_WORDS;
        let lists = self.languages.iter().filter(|lists| few || lists.language == s.language);
        Deeds { s, marks: lists.flat_map(|lists| lists.marks(s)).collect() }
    }
}

/// The deeds of which one text speaks.
#[derive(Debug)]
pub(super) struct Deeds<'a> {
    s: &'a Surroundings<'a>,
    marks: Vec<Mark>,
}

/// In what must follow: any number, as that of an hour.
const NUMBER: &str = "0";

/// Words that join two things that are said, folded.
const JOINS: [&str; 6] = ["and", "und", "et", "y", "e", "en"];

/// Words from one to another.
type Span = (usize, usize);

impl Deeds<'_> {
    /// The deed that is promised by a day or within a span that stands between two bytes, and the bytes of its
    /// sentence.
    pub(super) fn promised(&self, bytes: Span) -> Option<(Pledge, Span)> {
        let day = self.words_of(bytes);
        let sentence = Sentence::around(self.s.text, self.s.words, day.0);
        let inside: Vec<Mark> = self.inside(&sentence).collect();
        let has = |class: Class| inside.iter().any(|mark| mark.class == class);
        let before = |class: Class| {
            let near = |mark: &Mark| mark.last < day.0 && day.0 - mark.last <= BY_WORDS;
            inside.iter().any(|mark| mark.class == class && near(mark))
        };
        if sentence.is_question
            || before(Class::Until)
            || has(Class::Standing)
            || self.fixes((&sentence, &inside), day)
            || has(Class::Open)
            || self.is_old(&inside, day)
            || self.burdens((&sentence, &inside), day)
        {
            return None;
        }
        let own = clause(self.s, &sentence, day.0);
        let waits = before(Class::By);
        let sure = self.sure(&sentence, &inside, own)?;
        let about = self.about(&sentence, &sure, (day, waits))?;
        let brings = about.0 == PledgedDeed::Delivery && has(Class::Comes);
        let visit = about.0 == PledgedDeed::Visit;
        if brings || visit && has(Class::Firm) {
            return None;
        }
        let spans = [own, clause(self.s, &sentence, about.1)];
        let free = |class: Class| {
            let near = |mark: &Mark| spans.iter().any(|s| s.0 <= mark.first && mark.first <= s.1);
            !inside.iter().any(|mark| mark.class == class && near(mark))
        };
        let instead = has(Class::Instead) || has(Class::Than);
        let addressed = self.marks.iter().any(|mark| mark.class == Class::You);
        let row = || self.is_row(&sentence, about.1, day.0);
        let whose = addressed || instead || about.0 != PledgedDeed::Delivery || row();
        let pledge = Pledge { deed: about.0, instead, addressed };
        let ends = [(VisitNews::CalledOff, Beside::Day), (VisitNews::CalledOff, Beside::Visit)];
        let ends = ends.into_iter().chain([(VisitNews::Missed, Beside::Nothing)]);
        let on = !visit || ends.map(|(news, beside)| Class::News(news, beside)).all(free);
        // `You get £40 back by 3 May and nothing more is taken`: what is denied is another matter.
        let last = about.1.max(day.1);
        let apart = |mark: &Mark| mark.class == Class::Not && self.is_joined(last, mark.first);
        let inside: Vec<Mark> = inside.iter().filter(|mark| !apart(mark)).copied().collect();
        let denied = inside.iter().any(|m| {
            m.class == Class::Not && spans.iter().any(|s| s.0 <= m.first && m.first <= s.1)
        });
        (!denied && free(Class::Ask) && whose && on).then_some((pledge, sentence.span))
    }

    /// Money that the sentence before gives the owner, where that of a span only asks for patience: `£40 is going back
    /// to your card. Please allow up to ten working days`. With the bytes of both sentences.
    pub(super) fn given_before(&self, bytes: Span) -> Option<(Pledge, Span)> {
        let span = self.words_of(bytes);
        let sentence = Sentence::around(self.s.text, self.s.words, span.0);
        let other = |mark: &Mark| {
            let deed = matches!(mark.class, Class::Deed(_) | Class::Back | Class::Means);
            let comes = matches!(mark.class, Class::Comes | Class::Collect | Class::Goes);
            deed || comes || matches!(mark.class, Class::Open | Class::Standing)
        };
        if sentence.is_question || self.inside(&sentence).any(|mark| other(&mark)) {
            return None;
        }
        let before = Sentence::around(self.s.text, self.s.words, sentence.first.checked_sub(1)?);
        let both = (before.span.0, sentence.span.1);
        let told = self.s.text.get(both.0..both.1)?;
        let inside: Vec<Mark> = self.inside(&before).collect();
        let leaves = [Class::Ask, Class::Open, Class::Standing, Class::Could, Class::Again];
        let open = |mark: &Mark| leaves.contains(&mark.class);
        // A sign before the first word is part of its sum: `£40 is going back`.
        let lead = self.s.text.floor_char_boundary(before.span.0.saturating_sub(SIGN_BYTES));
        let sum = self.names_sum((lead, before.span.1));
        if before.is_question || told.contains("\n\n") || !sum || inside.iter().any(open) {
            return None;
        }
        let end = (before.last, before.last);
        let (deed, at) = self.about(&before, &inside, (end, false))?;
        // `For what you no longer need £40 is going back`: what is denied is another clause.
        let own = clause(self.s, &before, at);
        let not = |m: &Mark| m.class == Class::Not && own.0 <= m.first && m.first <= own.1;
        if inside.iter().any(not) {
            return None;
        }
        let pledge = Pledge { deed, instead: false, addressed: true };
        (deed == PledgedDeed::Refund).then_some((pledge, both))
    }

    /// The marks of a sentence without those of other clauses than the day's own that tell what might be done: `we would
    /// have come, but we deliver on the 17th`; none where that is said of the day.
    fn sure(&self, sentence: &Sentence<'_>, inside: &[Mark], own: Span) -> Option<Vec<Mark>> {
        // `We could not find you in`: what was, and not what may be.
        let denied =
            |mark: &Mark| inside.iter().any(|m| m.class == Class::Not && m.first == mark.last + 1);
        let could = inside.iter().filter(|m| m.class == Class::Could && !denied(m));
        let open: Vec<Span> = could.map(|m| clause(self.s, sentence, m.first)).collect();
        let within = |mark: &Mark, span: &Span| span.0 <= mark.first && mark.first <= span.1;
        let deed = |mark: &Mark| {
            matches!(mark.class, Class::Deed(_) | Class::Back | Class::Comes | Class::Goes)
        };
        // `We could, for instance, come on the 17th`.
        let of_another = |span: &Span| {
            *span != own && inside.iter().any(|mark| deed(mark) && within(mark, span))
        };
        let told = |mark: &&Mark| !open.iter().any(|span| within(mark, span));
        open.iter().all(of_another).then(|| inside.iter().filter(told).copied().collect())
    }

    /// Whether the sentence of a place tells what holds for everybody, an example, or when a firm is open.
    pub(super) fn is_standing(&self, day: Span) -> bool {
        self.is_in_sentence(day, Class::Standing) || self.stays(day)
    }

    /// Whether the sentence of a place speaks of what comes again and again.
    pub(super) fn comes_again(&self, place: Span) -> bool {
        self.is_in_sentence(place, Class::Again)
    }

    /// Whether something stays as it is until a day that stands between two bytes.
    pub(super) fn stays(&self, bytes: Span) -> bool {
        if !self.marks.iter().any(|mark| mark.class == Class::Fixed) {
            return false;
        }
        let day = self.words_of(bytes);
        let sentence = Sentence::around(self.s.text, self.s.words, day.0);
        let inside: Vec<Mark> = self.inside(&sentence).collect();
        self.fixes((&sentence, &inside), day)
    }

    /// Whether a sentence says of the clause of a day, right behind `until`, that something stays as it is: what it
    /// says of another clause or of what is joined to that is another matter.
    fn fixes(&self, (sentence, inside): (&Sentence<'_>, &[Mark]), day: Span) -> bool {
        let until = |mark: &&Mark| {
            let class = matches!(mark.class, Class::Until | Class::Till);
            class && mark.last < day.0 && day.0 - mark.last <= BY_WORDS
        };
        if !inside.iter().any(|mark| until(&mark)) {
            return false;
        }
        let (first, last) = clause(self.s, sentence, day.0);
        // `Until 17 April, the price stays the same`: the clause is nothing but the day.
        let alone = day.0 - first <= BY_WORDS && last <= day.1 + 1;
        let here = |mark: &Mark| alone || first <= mark.last && mark.first <= last;
        let words = self.s.words.all();
        let joined = |from: usize, to: usize| {
            let between = words.get(from..to.max(from)).unwrap_or_default();
            between.iter().any(|word| JOINS.contains(&self.s.words.folded(*word)))
        };
        inside.iter().filter(|mark| mark.class == Class::Fixed).any(|mark| {
            here(mark) && !joined(mark.last + 1, day.0) && !joined(day.1 + 1, mark.first)
        })
    }

    /// The words between two bytes.
    fn words_of(&self, (start, end): Span) -> Span {
        let word = |at: usize| self.s.words.all().partition_point(|w| as_index(w.end) <= at);
        (word(start), word(end.saturating_sub(1)))
    }

    fn is_in_sentence(&self, (start, _): Span, class: Class) -> bool {
        if !self.marks.iter().any(|mark| mark.class == class) {
            return false;
        }
        let at = self.s.words.all().partition_point(|w| as_index(w.end) <= start);
        let sentence = Sentence::around(self.s.text, self.s.words, at);
        self.inside(&sentence).any(|mark| mark.class == class)
    }

    fn inside<'m>(&'m self, sentence: &Sentence<'_>) -> impl Iterator<Item = Mark> + 'm {
        let (first, last) = (sentence.first, sentence.last);
        self.marks.iter().copied().filter(move |m| first <= m.first && m.last <= last)
    }

    /// Whether a day stands behind the colon of a label: `Drop date: 17 February`.
    fn is_row(&self, sentence: &Sentence<'_>, deed: usize, day: usize) -> bool {
        let bytes = |at: usize| self.s.words.all().get(at).map(|word| as_index(word.start));
        let between = bytes(deed).zip(bytes(day)).and_then(|(from, to)| self.s.text.get(from..to));
        let words = sentence.last - sentence.first;
        words <= ROW_WORDS && between.is_some_and(|text| text.contains(':'))
    }

    /// Whether a word that joins two clauses stands between two words.
    fn is_joined(&self, from: usize, to: usize) -> bool {
        let between = self.s.words.all().get(from + 1..to).unwrap_or_default();
        between.iter().any(|word| JOINS.contains(&self.s.words.folded(*word)))
    }

    /// Whether a day is the one instead of which another is named.
    fn is_old(&self, inside: &[Mark], day: Span) -> bool {
        let than = |mark: &&Mark| mark.class == Class::Than && mark.last < day.0;
        let near = |mark: &Mark| day.0 - mark.last <= OLD_DAY;
        inside.iter().filter(than).any(near)
    }

    /// The deed nearest to a day, and the word where it stands.
    fn about(
        &self,
        sentence: &Sentence<'_>,
        inside: &[Mark],
        (day, waits): (Span, bool),
    ) -> Option<(PledgedDeed, usize)> {
        let sum = self.names_sum(sentence.span);
        let given = self.is_given(sentence, inside);
        let has = |class: Class| inside.iter().any(|mark| mark.class == class);
        let (who, works) = (has(Class::Who), has(Class::Who) || has(Class::Job));
        let gap = |mark: &Mark| {
            if mark.first > day.1 { mark.first - day.1 } else { day.0.saturating_sub(mark.last) }
        };
        let deeds = inside.iter().filter_map(|mark| {
            let deed = match mark.class {
                // `The fitter comes on Tuesday`: who comes to work brings no parcel.
                Class::Deed(PledgedDeed::Delivery) if who => PledgedDeed::Visit,
                Class::Comes | Class::Place if works => PledgedDeed::Visit,
                Class::Goes if who => PledgedDeed::Visit,
                Class::Deed(deed) => deed,
                Class::Back if sum => PledgedDeed::Refund,
                Class::Means if given => PledgedDeed::Refund,
                Class::Back => PledgedDeed::Repair,
                Class::Collect if !waits => PledgedDeed::Repair,
                Class::Kept(_)
                | Class::Means
                | Class::Collect
                | Class::Comes
                | Class::Goes
                | Class::Who
                | Class::Job
                | Class::Place
                | Class::Firm
                | Class::News(..)
                | Class::Visit
                | Class::If
                | Class::By
                | Class::Until
                | Class::Open
                | Class::Standing
                | Class::Could
                | Class::Fixed
                | Class::Till
                | Class::Again
                | Class::Ask
                | Class::Not
                | Class::Will
                | Class::Instead
                | Class::Than
                | Class::You
                | Class::Burden(_)
                | Class::Fine => return None,
            };
            let loose = mark.class == Class::Back && deed == PledgedDeed::Repair;
            // `The decision reaches you`: what comes is the decision.
            let comes = mark.class == Class::Deed(PledgedDeed::Delivery);
            let gap = gap(mark)
                + if loose { BACK_WORDS } else { 0 }
                + if comes { COMES_WORDS } else { 0 };
            // Who comes to mend it comes.
            let visits = deed == PledgedDeed::Visit && !comes;
            let gap = if visits { gap.saturating_sub(COMES_WORDS) } else { gap };
            Some((gap, deed, mark.first)).filter(|(gap, _, _)| *gap <= REACH)
        });
        let money = |deed: PledgedDeed| sum && deed == PledgedDeed::Refund;
        deeds.min_by_key(|(gap, deed, _)| (!money(*deed), *gap)).map(|(_, deed, at)| (deed, at))
    }

    /// Whether a sentence says of money that it goes to the owner: `the deposit is due by 3 May` says no such thing,
    /// and `payable by bank transfer by 3 May` asks for it.
    fn is_given(&self, sentence: &Sentence<'_>, inside: &[Mark]) -> bool {
        let deed = |mark: &Mark| {
            let gives = matches!(mark.class, Class::Deed(PledgedDeed::Refund) | Class::Back);
            gives || matches!(mark.class, Class::Deed(PledgedDeed::Delivery) | Class::Will)
        };
        let said = self.s.text.get(sentence.span.0..sentence.span.1).unwrap_or_default();
        let ahead = || Ahead::new(said, self.s.language);
        inside.iter().any(deed) || ahead().gives() || ahead().comes()
    }

    /// What is told as done: neither ahead nor denied nor open.
    pub(super) fn kept(&self, found: &[Found]) -> Vec<Kept> {
        let mut kept: Vec<Kept> = Vec::new();
        for mark in &self.marks {
            let Class::Kept(deed) = mark.class else { continue };
            if kept.len() >= KEPT_MAX || kept.iter().any(|known| known.deed == deed) {
                continue;
            }
            let sentence = Sentence::around(self.s.text, self.s.words, mark.first);
            let own = clause(self.s, &sentence, mark.first);
            let near = |m: &Mark| own.0 <= m.first && m.first <= own.1.max(mark.last);
            let open = [Class::Not, Class::Will, Class::Ask, Class::Could];
            let open = self.inside(&sentence).any(|m| {
                matches!(m.class, Class::Open | Class::Standing)
                    || open.contains(&m.class) && near(&m)
            });
            let (start, end) = sentence.span;
            let days = found.iter().filter(|value| start <= value.start && value.end <= end);
            let days: Vec<_> = days.filter_map(|v| v.claim.date()).map(|(_, on)| on).collect();
            let ahead = days.iter().any(|on| self.s.sent_on.is_some_and(|sent| *on > sent));
            let promised = found.iter().any(|value| {
                let promise = matches!(value.claim, Claim::Promise { .. });
                promise && start <= value.start && value.end <= end
            });
            if open || sentence.is_question || ahead || promised {
                continue;
            }
            let words = trimmed(self.s.text.get(start..end).unwrap_or_default());
            kept.push(Kept { deed, on: days.into_iter().max(), words });
        }
        kept
    }

    /// What is said of visits that were set; what may be and what is asked is none.
    pub(super) fn visits(&self, found: &[Found]) -> Vec<VisitTold> {
        let mut all: Vec<VisitTold> = Vec::new();
        for mark in &self.marks {
            let Class::News(news, beside) = mark.class else { continue };
            let sentence = Sentence::around(self.s.text, self.s.words, mark.first);
            let inside: Vec<Mark> = self.inside(&sentence).collect();
            let has = |class: Class| inside.iter().any(|mark| mark.class == class);
            let (start, end) = sentence.span;
            let days = found.iter().filter(|value| start <= value.start && value.end <= end);
            let on = days.filter_map(|v| v.claim.date()).map(|(_, on)| on).min();
            let dated = || on.is_some() || names_a_weekday(self.s, &sentence);
            let of_visit = match beside {
                Beside::Nothing => true,
                Beside::Day => has(Class::Visit) || dated(),
                Beside::Visit => has(Class::Visit),
            };
            if sentence.is_question || has(Class::If) || !of_visit || all.len() >= KEPT_MAX {
                continue;
            }
            let told = VisitTold { news, on };
            if !all.contains(&told) {
                all.push(told);
            }
        }
        all
    }
}

/// Whether a sentence names a day of the week.
fn names_a_weekday(s: &Surroundings<'_>, sentence: &Sentence<'_>) -> bool {
    let words = s.words.all().iter().skip(sentence.first).take(sentence.last + 1 - sentence.first);
    words.into_iter().any(|word| super::labels::is_weekday(s.words.folded(*word)))
}

/// The words of the clause that holds a word: a comma before a date parts nothing.
fn clause(s: &Surroundings<'_>, sentence: &Sentence<'_>, at: usize) -> Span {
    let number = |at: usize| {
        let word = s.words.all().get(at).and_then(|w| s.text.get(as_index(w.start)..));
        word.is_some_and(|text| text.starts_with(|c: char| c.is_ascii_digit()))
    };
    let begins = |at: &usize| sentence.clause_begins(*at) && !number(*at);
    let first = (sentence.first + 1..=at).rev().find(begins).unwrap_or(sentence.first);
    let last = (at + 1..=sentence.last).find(begins).map_or(sentence.last, |next| next - 1);
    (first, last)
}

/// Whether a sentence names a sum with its currency.
fn names_a_sum(said: &str) -> bool {
    const SIGNS: [&str; 8] = ["€", "£", "$", "eur", "gbp", "chf", "usd", "pound"];
    let lower = said.to_lowercase();
    lower.contains(|c: char| c.is_ascii_digit()) && SIGNS.iter().any(|sign| lower.contains(sign))
}
