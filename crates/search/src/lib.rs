//! The search index over all evidence: words, phrases, senders, kinds and dates.
//!
//! The index follows the archive of evidence: it says itself how far it has come, and what is
//! missing can be added at any time. It holds no text; a snippet is cut from the evidence.

mod query;

pub use query::{ParseQueryError, Query, snippet};

use jiff::Timestamp;
use std::io::{self, ErrorKind};
use std::ops::Bound;
use std::path::{Path, PathBuf};
use tantivy::collector::TopDocs;
use tantivy::directory::error::LockError;
use tantivy::indexer::LogMergePolicy;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, Occur, PhraseQuery, RangeQuery, RegexQuery, TermQuery,
    TermSetQuery,
};
use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{
    AsciiFoldingFilter, LowerCaser, RemoveLongFilter, SimpleTokenizer, TextAnalyzer,
};
use tantivy::{Index as Tantivy, IndexSettings, IndexWriter, TantivyDocument, Term};

/// The index could not be read or written; it can be made again from the evidence.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The index said no.
    #[error("the search index in {} failed; `oxherd rebuild` makes it again", .folder.display())]
    Index {
        /// Its folder.
        folder: PathBuf,
        /// What it said.
        source: tantivy::TantivyError,
    },
    /// There is none.
    #[error("there is no search index in {}; make it again with: oxherd rebuild", .folder.display())]
    Missing {
        /// The folder where it should be.
        folder: PathBuf,
    },
    /// Its folder cannot be used.
    #[error(
        "the folder {} of the search index cannot be used; check the disk and who may use it, then try again",
        .folder.display()
    )]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl SearchError {
    fn of(folder: &Path) -> impl FnOnce(tantivy::TantivyError) -> Self {
        |source| {
            let folder = folder.to_owned();
            match read_only(&source) {
                // Who searches holds a lock, so that nothing is taken away meanwhile.
                Some(source) => Self::Folder { folder, source },
                None => Self::Index { folder, source },
            }
        }
    }
}

/// What the system said where nothing may be written beside the index.
fn read_only(error: &tantivy::TantivyError) -> Option<io::Error> {
    use tantivy::TantivyError::LockFailure;
    let LockFailure(LockError::IoError(error), _) = error else { return None };
    let closed =
        matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem);
    closed.then(|| io::Error::new(error.kind(), error.to_string()))
}

/// How far the index has come: the last record of the archive that it covers, and the place in the
/// archive where the next one begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Covered {
    /// The number of the last record; 0 when there is none.
    pub sequence: u64,
    /// The segment of the archive where it goes on.
    pub segment: u32,
    /// The byte in that segment.
    pub offset: u64,
}

impl Covered {
    /// Nothing is covered.
    pub const NOTHING: Self = Self { sequence: 0, segment: 1, offset: 0 };

    fn parse(text: &str) -> Self {
        let mut numbers = text.split(' ');
        let sequence = numbers.next().and_then(|n| n.parse().ok());
        let segment = numbers.next().and_then(|n| n.parse().ok());
        let offset = numbers.next().and_then(|n| n.parse().ok());
        match (sequence, segment, offset) {
            (Some(sequence), Some(segment), Some(offset)) => Self { sequence, segment, offset },
            // Without a place, what is covered is walked over once more.
            (Some(sequence), _, _) => Self { sequence, ..Self::NOTHING },
            (None, _, _) => Self::NOTHING,
        }
    }
}

impl std::fmt::Display for Covered {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} {}", self.sequence, self.segment, self.offset)
    }
}

/// What a message is found by.
#[derive(Debug)]
pub struct Words<'a> {
    /// Its number in the archive.
    pub sequence: u64,
    /// When it was known.
    pub at: Option<Timestamp>,
    /// Its kind.
    pub kind: &'a str,
    /// Name, address and domain of the sender.
    pub from: &'a str,
    /// The subject.
    pub subject: &'a str,
    /// Everything else.
    pub text: &'a str,
}

/// A message found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Found {
    /// Its number in the archive.
    pub sequence: u64,
    /// How well it fits.
    pub score: f32,
}

/// The index of one household.
#[derive(Debug)]
pub struct Index {
    folder: PathBuf,
    index: Tantivy,
    fields: Fields,
}

/// Adds messages to the index.
pub struct Writer {
    folder: PathBuf,
    writer: IndexWriter,
    fields: Fields,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Writer(..)")
    }
}

#[derive(Debug, Clone, Copy)]
struct Fields {
    sequence: Field,
    at: Field,
    kind: Field,
    from: Field,
    subject: Field,
    text: Field,
}

/// Memory for words that are not yet written, in bytes.
const WRITER_BYTES: usize = 48 << 20;

/// Segments of more messages than this are not merged, so that the cost of a message stays the
/// same however many there are.
const MERGED_MESSAGES_MAX: usize = 6_000;

/// Words of more bytes than this are not indexed.
const WORD_BYTES_MAX: usize = 60;

/// The file that says what an index consists of.
const META: &str = "meta.json";

/// Whether a file of this name was made by the engine: its two lists, its locks, and the parts of a
/// segment, which is named by 32 hexadecimal digits.
fn is_of_an_index(name: &str) -> bool {
    let part = |stem: &str| stem.len() == 32 && stem.bytes().all(|b| b.is_ascii_hexdigit());
    name == META
        || name == ".managed.json"
        || name.starts_with(".tantivy-")
        || name.starts_with(".tmp")
        || name.split_once('.').is_some_and(|(stem, _)| part(stem))
}

impl Index {
    /// Opens or makes the index in a folder.
    ///
    /// # Errors
    /// When the folder or what is in it cannot be used.
    pub fn open(folder: &Path) -> Result<Self, SearchError> {
        let unusable = |source| SearchError::Folder { folder: folder.to_owned(), source };
        std::fs::create_dir_all(folder).map_err(unusable)?;
        let (schema, fields) = schema();
        let directory = tantivy::directory::MmapDirectory::open(folder)
            .map_err(tantivy::TantivyError::OpenDirectoryError)
            .map_err(SearchError::of(folder))?;
        let index = Tantivy::builder()
            .schema(schema)
            .settings(IndexSettings::default())
            .open_or_create(directory)
            .map_err(SearchError::of(folder))?;
        let analyzer = TextAnalyzer::builder(SimpleTokenizer::default())
            .filter(RemoveLongFilter::limit(WORD_BYTES_MAX))
            .filter(LowerCaser)
            .filter(AsciiFoldingFilter)
            .build();
        index.tokenizers().register("words", analyzer);
        Ok(Self { folder: folder.to_owned(), index, fields })
    }

    /// Opens the index in a folder to search it; nothing is made there.
    ///
    /// # Errors
    /// When there is none, or it cannot be used.
    pub fn open_to_read(folder: &Path) -> Result<Self, SearchError> {
        let in_its_place = folder.exists() && !folder.is_dir();
        if in_its_place || folder.join(META).exists() {
            Self::open(folder)
        } else {
            Err(SearchError::Missing { folder: folder.to_owned() })
        }
    }

    /// Removes the index from a folder, and the folder when nothing else is in it: what others put
    /// there stays.
    ///
    /// # Errors
    /// When a file of the index cannot be removed.
    pub fn remove(folder: &Path) -> Result<(), SearchError> {
        let unusable = |source| SearchError::Folder { folder: folder.to_owned(), source };
        let entries = match std::fs::read_dir(folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
            entries => entries.map_err(unusable)?,
        };
        let mut others = false;
        for entry in entries {
            let entry = entry.map_err(unusable)?;
            if is_of_an_index(&entry.file_name().to_string_lossy()) {
                std::fs::remove_file(entry.path()).map_err(unusable)?;
            } else {
                others = true;
            }
        }
        if others { Ok(()) } else { std::fs::remove_dir(folder).map_err(unusable) }
    }

    /// How far the index has come.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn covered(&self) -> Result<Covered, SearchError> {
        let metas = self.index.load_metas().map_err(SearchError::of(&self.folder))?;
        Ok(metas.payload.as_deref().map_or(Covered::NOTHING, Covered::parse))
    }

    /// Begins to add messages; one writer at a time.
    ///
    /// # Errors
    /// When another writer is at work.
    pub fn writer(&self) -> Result<Writer, SearchError> {
        let writer: IndexWriter = self
            .index
            .writer_with_num_threads(1, WRITER_BYTES)
            .map_err(SearchError::of(&self.folder))?;
        let mut policy = LogMergePolicy::default();
        policy.set_max_docs_before_merge(MERGED_MESSAGES_MAX);
        writer.set_merge_policy(Box::new(policy));
        Ok(Writer { folder: self.folder.clone(), writer, fields: self.fields })
    }

    /// The messages that fit best; `among` limits them to these numbers.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn search(
        &self,
        query: &Query,
        among: Option<&[u64]>,
        most: usize,
    ) -> Result<Vec<Found>, SearchError> {
        self.search_in_index(query, among, most).map_err(SearchError::of(&self.folder))
    }

    fn search_in_index(
        &self,
        query: &Query,
        among: Option<&[u64]>,
        most: usize,
    ) -> tantivy::Result<Vec<Found>> {
        let searcher = self.index.reader()?.searcher();
        let query = self.clauses(query, among)?;
        let top = searcher.search(&query, &TopDocs::with_limit(most.max(1)).order_by_score())?;
        let mut found = Vec::with_capacity(top.len());
        for (score, address) in top {
            let segment = searcher.segment_reader(address.segment_ord);
            let sequences = segment.fast_fields().u64("sequence")?;
            if let Some(sequence) = sequences.first(address.doc_id) {
                found.push(Found { sequence, score });
            }
        }
        Ok(found)
    }

    fn clauses(&self, query: &Query, among: Option<&[u64]>) -> tantivy::Result<BooleanQuery> {
        let fields = self.fields;
        let mut clauses: Vec<(Occur, Box<dyn tantivy::query::Query>)> = Vec::new();
        for words in &query.phrases {
            let analyzed = self.analyzed(words)?;
            clauses.push((Occur::Must, either(fields, &analyzed, Ending::of(words))?));
        }
        for words in &query.from {
            let analyzed = self.analyzed(words)?;
            clauses.push((Occur::Must, one_field(fields.from, &analyzed, Ending::Closed)?));
        }
        if !query.kinds.is_empty() {
            let terms = query.kinds.iter().map(|kind| Term::from_field_text(fields.kind, kind));
            clauses.push((Occur::Must, Box::new(TermSetQuery::new(terms))));
        }
        if query.before.is_some() || query.after.is_some() {
            let bound = |at: i64| Term::from_field_i64(fields.at, at);
            let low =
                query.after.map_or(Bound::Unbounded, |at| Bound::Included(bound(at.as_second())));
            let high =
                query.before.map_or(Bound::Unbounded, |at| Bound::Excluded(bound(at.as_second())));
            clauses.push((Occur::Must, Box::new(RangeQuery::new(low, high))));
        }
        if let Some(among) = among {
            let terms = among.iter().map(|s| Term::from_field_u64(fields.sequence, *s));
            clauses.push((Occur::Must, Box::new(TermSetQuery::new(terms))));
        }
        if clauses.is_empty() {
            clauses.push((Occur::Must, Box::new(AllQuery)));
        }
        Ok(BooleanQuery::new(clauses))
    }

    fn analyzed(&self, words: &str) -> tantivy::Result<Vec<String>> {
        let mut analyzer = self.index.tokenizer_for_field(self.fields.text)?;
        let mut stream = analyzer.token_stream(words);
        let mut out = Vec::new();
        while stream.advance() {
            out.push(stream.token().text.clone());
        }
        Ok(out)
    }
}

impl Writer {
    /// Adds one message.
    ///
    /// # Errors
    /// When the index cannot be written.
    pub fn add(&mut self, words: &Words<'_>) -> Result<(), SearchError> {
        let fields = self.fields;
        let mut document = TantivyDocument::new();
        document.add_u64(fields.sequence, words.sequence);
        document.add_i64(fields.at, words.at.map_or(i64::MIN, |at| at.as_second()));
        document.add_text(fields.kind, words.kind);
        document.add_text(fields.from, words.from);
        document.add_text(fields.subject, words.subject);
        document.add_text(fields.text, words.text);
        self.writer.add_document(document).map_err(SearchError::of(&self.folder))?;
        Ok(())
    }

    /// Forgets a message, to add it again with other words.
    pub fn forget(&mut self, sequence: u64) {
        self.writer.delete_term(Term::from_field_u64(self.fields.sequence, sequence));
    }

    /// Forgets every message.
    ///
    /// # Errors
    /// When the index cannot be written.
    pub fn forget_all(&mut self) -> Result<(), SearchError> {
        let forgotten = self.writer.delete_all_documents();
        forgotten.map(|_stamp| ()).map_err(SearchError::of(&self.folder))
    }

    /// Puts what was added on disk, with how far the index has come.
    ///
    /// # Errors
    /// When the index cannot be written.
    pub fn commit(&mut self, covered: Covered) -> Result<(), SearchError> {
        let mut prepared = self.writer.prepare_commit().map_err(SearchError::of(&self.folder))?;
        prepared.set_payload(&covered.to_string());
        prepared.commit().map_err(SearchError::of(&self.folder))?;
        Ok(())
    }

    /// Waits for merges and ends.
    ///
    /// # Errors
    /// When a merge failed.
    pub fn finish(self) -> Result<(), SearchError> {
        self.writer.wait_merging_threads().map_err(SearchError::of(&self.folder))
    }
}

fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let positions = TextFieldIndexing::default()
        .set_tokenizer("words")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let words = TextOptions::default().set_indexing_options(positions);
    let fields = Fields {
        sequence: builder.add_u64_field("sequence", INDEXED | FAST),
        at: builder.add_i64_field("at", FAST),
        kind: builder.add_text_field("kind", STRING),
        from: builder.add_text_field("from", words.clone()),
        subject: builder.add_text_field("subject", words.clone()),
        text: builder.add_text_field("text", words),
    };
    (builder.build(), fields)
}

/// Whether more letters may follow the last word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ending {
    Closed,
    Open,
}

impl Ending {
    fn of(words: &str) -> Self {
        if words.ends_with('*') { Self::Open } else { Self::Closed }
    }
}

/// Words in the subject count more than in the text; the sender's name is found as well.
fn either(
    fields: Fields,
    words: &[String],
    ending: Ending,
) -> tantivy::Result<Box<dyn tantivy::query::Query>> {
    let subject = one_field(fields.subject, words, ending)?;
    Ok(Box::new(BooleanQuery::new(vec![
        (Occur::Should, Box::new(BoostQuery::new(subject, 2.0))),
        (Occur::Should, one_field(fields.text, words, ending)?),
        (Occur::Should, one_field(fields.from, words, ending)?),
    ])))
}

fn one_field(
    field: Field,
    words: &[String],
    ending: Ending,
) -> tantivy::Result<Box<dyn tantivy::query::Query>> {
    let terms: Vec<Term> = words.iter().map(|w| Term::from_field_text(field, w)).collect();
    Ok(match (terms.as_slice(), words) {
        ([], _) => Box::new(BooleanQuery::new(Vec::new())),
        ([_], [word]) if ending == Ending::Open && word.chars().all(char::is_alphanumeric) => {
            Box::new(RegexQuery::from_pattern(&format!("{word}.*"), field)?)
        }
        ([only], _) => Box::new(TermQuery::new(only.clone(), IndexRecordOption::WithFreqs)),
        (_, _) => Box::new(PhraseQuery::new(terms)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn a_folder_that_may_not_be_written_to_is_not_made_again() {
        let locked = |kind| {
            let error = LockError::IoError(Arc::new(io::Error::from(kind)));
            SearchError::of(Path::new("a/index"))(tantivy::TantivyError::LockFailure(error, None))
        };
        for kind in [ErrorKind::PermissionDenied, ErrorKind::ReadOnlyFilesystem] {
            let words = locked(kind).to_string();
            assert!(words.contains("check the disk and who may use it"), "{words}");
        }
        let words = locked(ErrorKind::InvalidData).to_string();
        assert!(words.contains("`oxherd rebuild` makes it again"), "{words}");
    }
}
