//! Products in the lines of a message: labelled, in rows with a price or a number of pieces, and
//! below the head of a column.
//!
//! One walk over the lines, which stops after a bound. A line of prose costs a look for the signs of
//! a row; words are looked up only where a cell begins and in what may be a name.

mod piece;
#[cfg(test)]
mod tests;
mod vocabulary;

use crate::roles::{Around, Spot};
use crate::values::Found;
use oxherd_model::{AmountRole, Claim, Confidence, Kind};
use piece::{Count, Piece, cells};
use vocabulary::{Sort, Vocabulary};

/// Products of one message.
const PRODUCTS_MAX: usize = 12;
/// Bytes of a text that are looked at: the goods of an order stand above what follows it.
const BYTES_MAX: usize = 40_000;
/// A line longer than this is prose.
const ROW_MAX: usize = 300;
/// Lines with a sum of which none names how many it is for.
const WAITING_MAX: usize = 24;
/// Lines between a name and the number of pieces below it.
const ABOVE: usize = 3;

/// How sure, in thousandths.
const LABELLED: u16 = 800;
const COUNTED: u16 = 700;
const BELOW_HEAD: u16 = 650;
const UNPRICED: u16 = 620;
const UNCOUNTED: u16 = 600;

/// Finds the products that lines name.
#[derive(Debug)]
pub(super) struct ProductReader {
    vocabulary: Vocabulary,
}

/// Which lines of a message can name goods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sale {
    /// Goods are ordered, on their way or come back: every row counts.
    Goods,
    /// A paper with sums, most of them for work: only rows that count pieces.
    Paper,
    /// Something bought long ago: only what is labelled.
    Owned,
}

impl Sale {
    const fn of(kind: Kind) -> Option<Self> {
        use Kind as K;
        if matches!(kind, K::OrderConfirmed | K::DeliveryUnderWay | K::Delivered | K::OrderTrouble)
            || matches!(kind, K::ReturnInstructions | K::RefundCredit)
        {
            Some(Self::Goods)
        } else if matches!(kind, K::Bill | K::PaymentDone | K::Quote) {
            Some(Self::Paper)
        } else if matches!(kind, K::RecallSafety | K::WarrantyNotice) {
            Some(Self::Owned)
        } else {
            None
        }
    }
}

impl ProductReader {
    pub(super) fn new() -> Self {
        Self { vocabulary: Vocabulary::new() }
    }

    /// The products of one text, of which `found` are the values.
    pub(super) fn read(&self, around: &Around<'_>, found: &[Found]) -> Vec<Found> {
        let sale = Sale::of(around.kind).filter(|_| around.spot == Spot::Body);
        let Some(sale) = sale else { return Vec::new() };
        let mut walk = Walk {
            vocabulary: &self.vocabulary,
            around,
            sale,
            spans: spans(found),
            table: None,
            named: false,
            above: [None; ABOVE],
            costs: None,
            out: Vec::new(),
            waiting: Vec::new(),
        };
        let end = around.text.floor_char_boundary(BYTES_MAX);
        let text = around.text.get(..end).unwrap_or_default();
        let mut start = 0;
        for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
            walk.line(Piece::of(text, start, end));
            start = end + 1;
            if walk.out.len() >= PRODUCTS_MAX {
                break;
            }
        }
        walk.finish()
    }
}

/// Sums and days by their place, as a name holds none of them.
fn spans(found: &[Found]) -> Vec<(usize, usize, Option<AmountRole>)> {
    let mut spans: Vec<_> = found
        .iter()
        .filter_map(|f| match f.claim {
            Claim::Amount { role, .. } => Some((f.start, f.end, Some(role))),
            Claim::Date { .. } => Some((f.start, f.end, None)),
            Claim::Reference { .. }
            | Claim::Identifier { .. }
            | Claim::Promise { .. }
            | Claim::Product { .. }
            | Claim::Contact { .. }
            | Claim::Act { .. }
            | Claim::Length { .. }
            | Claim::Renewal { .. } => None,
        })
        .collect();
    spans.sort_unstable_by_key(|(start, _, _)| *start);
    spans
}

/// The columns of a table.
#[derive(Debug, Clone, Copy)]
struct Table {
    /// The one that names.
    name: usize,
    /// The one that counts.
    count: Option<usize>,
    columns: usize,
    /// Whether its head says that it holds products.
    sure: bool,
}

/// One way through the lines of a text.
struct Walk<'a> {
    vocabulary: &'a Vocabulary,
    around: &'a Around<'a>,
    sale: Sale,
    spans: Vec<(usize, usize, Option<AmountRole>)>,
    table: Option<Table>,
    /// Whether the line before ended in a label.
    named: bool,
    /// The lines before, the nearest first.
    above: [Option<Piece<'a>>; ABOVE],
    /// Where a line says what sending costs.
    costs: Option<usize>,
    out: Vec<Found>,
    /// Rows with a sum that count no pieces.
    waiting: Vec<Found>,
}

impl<'a> Walk<'a> {
    fn line(&mut self, line: Piece<'a>) {
        let line = line.bare();
        if line.text.is_empty() {
            return;
        }
        let named = std::mem::take(&mut self.named);
        if line.text.len() > ROW_MAX {
            (self.table, self.above) = (None, [None; ABOVE]);
            return;
        }
        if !(named && self.label_value(line)) {
            self.bare_line(line);
        }
        let [nearest, next, _] = self.above;
        self.above = [Some(line), nearest, next];
    }

    /// A line that no label stands above.
    fn bare_line(&mut self, line: Piece<'a>) {
        let spans = self.spans_in(line);
        let looks = spans.0 < spans.1
            || line.text.starts_with(|c: char| c.is_ascii_digit())
            || memchr::memchr3(b':', b'\t', b'|', line.text.as_bytes()).is_some()
            || line.text.contains("  ")
            || line.ends_counted();
        if !looks {
            self.table = None;
            return;
        }
        let cells = cells(line);
        if self.counts(&cells) || self.labelled(&cells) || self.head(&cells) {
            return;
        }
        if self.sale == Sale::Owned {
            return;
        }
        if cells.len() == 1 {
            self.table = None;
        }
        if !self.below(&cells) && !self.pieces(&cells) {
            self.row(&cells);
        }
    }

    /// `Quantity: 2` below the name of a product.
    fn counts(&mut self, cells: &[Piece<'a>]) -> bool {
        let (Some(cell), 1 | 2) = (cells.first(), cells.len()) else { return false };
        let Some(index) = self.vocabulary.index(self.around, cell.unlisted()) else { return false };
        let Some((_, end)) = self.vocabulary.at(self.around, index, &[Sort::Quantity]) else {
            return false;
        };
        let rest = cell.from(end);
        let rest = rest.after(".").unwrap_or(rest).bare();
        let rest = rest.after(":").unwrap_or(rest).bare();
        let number = if rest.text.is_empty() { cells.get(1).copied() } else { Some(rest) };
        let Some(number) = number.and_then(Piece::number) else { return false };
        let oldest = self.above.iter().flatten().next_back().map_or(usize::MAX, |line| line.at);
        if let Some(last) = self.out.last_mut().filter(|last| last.start >= oldest) {
            if let Claim::Product { quantity: quantity @ 1, .. } = &mut last.claim {
                *quantity = number;
            }
            return true;
        }
        let names = self.above.into_iter().flatten().map(|line| line.unlisted().without_count().1);
        let mut names = names.filter(|line| !line.text.contains([':', '/', '\t', '|']));
        if let Some(name) =
            names.find(|line| self.is_name(*line)).filter(|_| self.sale == Sale::Goods)
        {
            self.push(name, Some(number), COUNTED);
        }
        true
    }

    /// Sums and days of a line, by index.
    fn spans_in(&self, line: Piece<'_>) -> (usize, usize) {
        let first = self.spans.partition_point(|(start, _, _)| *start < line.at);
        let last = self.spans.partition_point(|(start, _, _)| *start < line.end());
        (first, last)
    }

    fn values(&self, piece: Piece<'_>) -> &[(usize, usize, Option<AmountRole>)] {
        let (first, last) = self.spans_in(piece);
        self.spans.get(first..last).unwrap_or_default()
    }

    /// A word for products and the name behind it: `Item: Wool socks`.
    fn labelled(&mut self, cells: &[Piece<'a>]) -> bool {
        let mut any = false;
        for (at, cell) in cells.iter().enumerate() {
            let Some((sort, end)) = self.label(*cell) else { continue };
            if sort == Sort::Plan && !self.sells_plans() {
                continue;
            }
            let rest = cell.from(end);
            let rest = rest.after("(s)").or_else(|| rest.after("(e)")).unwrap_or(rest).bare();
            let value = match (rest.after(":"), cells.get(at + 1)) {
                (Some(value), _) if !value.bare().text.is_empty() => value,
                (Some(_), None) => {
                    self.named = sort == Sort::Label;
                    return true;
                }
                (Some(_), Some(next)) => *next,
                (None, Some(next)) if rest.text.is_empty() && !self.is_head(*next) => *next,
                (None, _) => continue,
            };
            any |= self.label_value(value);
        }
        any
    }

    /// Whether a plan, a course or a title is what was bought; a bill names the plan that it is for.
    const fn sells_plans(&self) -> bool {
        matches!(
            self.around.kind,
            Kind::OrderConfirmed | Kind::Delivered | Kind::OrderTrouble | Kind::PaymentDone
        )
    }

    /// What a label names: one product, or several with their numbers.
    fn label_value(&mut self, value: Piece<'a>) -> bool {
        let before = self.out.len();
        for part in value.counted_parts() {
            let (leading, name) = part.leading();
            let marked = leading.filter(|count| matches!(count, Count::Marked(_)));
            let name = if marked.is_some() { name } else { part };
            let name = self.values(name).first().map_or(name, |(at, _, _)| name.until(*at));
            let (trailing, name) = name.first_sentence().without_count();
            let counted = marked.map(Count::number).or(trailing);
            if self.is_name(name) {
                self.push(name, counted, LABELLED);
            }
        }
        self.out.len() > before
    }

    /// The label that a cell begins with, and where it ends.
    fn label(&self, cell: Piece<'_>) -> Option<(Sort, usize)> {
        let index = self.vocabulary.index(self.around, cell.unlisted())?;
        let sorts = [Sort::Label, Sort::Plan, Sort::Contents];
        self.vocabulary.at(self.around, index, &sorts)
    }

    /// Whether a cell is a word that heads a column, and no more.
    fn is_head(&self, cell: Piece<'_>) -> bool {
        self.head_of(cell).is_some()
    }

    fn head_of(&self, cell: Piece<'_>) -> Option<Sort> {
        let index = self.vocabulary.index(self.around, cell)?;
        let sorts = [Sort::Quantity, Sort::Label, Sort::Head, Sort::Column];
        sorts.into_iter().find(|sort| {
            let hit = self.vocabulary.at(self.around, index, &[*sort]);
            hit.is_some_and(|(_, end)| cell.from(end).text.trim_matches(['.', ':', ' ']).is_empty())
        })
    }

    /// The head of a table: which column names and which counts.
    fn head(&mut self, cells: &[Piece<'a>]) -> bool {
        if cells.len() < 2 || cells.iter().any(|c| c.text.bytes().any(|b| b.is_ascii_digit())) {
            return false;
        }
        let sorts: Vec<Option<Sort>> = cells.iter().map(|cell| self.head_of(*cell)).collect();
        let place = |sort: Sort| sorts.iter().position(|s| *s == Some(sort));
        let count = place(Sort::Quantity);
        let sure = place(Sort::Label);
        let others = sorts.iter().flatten().count();
        let name = sure.or_else(|| count.and_then(|_| place(Sort::Head)));
        let (Some(name), true) = (name, others > 1) else { return false };
        // A column of numbers of articles stands before the one of their names.
        let named = place(Sort::Head).filter(|at| *at > name).unwrap_or(name);
        self.table = Some(Table { name: named, count, columns: cells.len(), sure: sure.is_some() });
        true
    }

    /// A row below a head.
    fn below(&mut self, cells: &[Piece<'a>]) -> bool {
        let Some(table) = self.table.filter(|table| table.columns == cells.len()) else {
            return false;
        };
        let counted = table.count.and_then(|at| cells.get(at)?.number());
        if counted.is_none() && (!table.sure || self.sale == Sale::Paper) {
            return false;
        }
        let Some(cell) = cells.get(table.name) else { return false };
        let (leading, rest) = cell.leading();
        let marked = leading.filter(|count| matches!(count, Count::Marked(_)));
        let (trailing, name) = if marked.is_some() { rest } else { *cell }.without_count();
        if !self.is_name(name) {
            return false;
        }
        let counted = counted.or(marked.map(Count::number)).or(trailing);
        self.push(name, counted, if counted.is_some() { COUNTED } else { BELOW_HEAD });
        true
    }

    /// Ordered, sent, to follow: a name and nothing but numbers of pieces.
    fn pieces(&mut self, cells: &[Piece<'a>]) -> bool {
        let cells = positioned(cells);
        let Some((name, rest)) = cells.split_first() else { return false };
        let only = rest.iter().all(|c| c.number().is_some() || matches!(c.text, "-" | "0"));
        if self.sale != Sale::Goods || rest.len() < 2 || !only || !self.is_name(*name) {
            return false;
        }
        self.push(*name, rest.first().and_then(|c| c.number()), UNPRICED);
        true
    }

    /// A row of its own: a name with a sum, or with a number of pieces, or with both.
    fn row(&mut self, cells: &[Piece<'a>]) {
        let all = cells;
        let cells = positioned(cells);
        let Some((cell, rest)) = cells.split_first() else { return };
        let cell = cell.unlisted();
        let row = all.len() > cells.len() && all.first().is_some_and(|c| c.is_named_position());
        let placed = cell.without_position().or_else(|| row.then_some(cell));
        let (leading, body) = placed.unwrap_or(cell).leading();
        // Between a name and its number stand sums alone.
        let column = rest.iter().find(|c| self.values(**c).is_empty()).and_then(|c| c.number());
        let body = match leading {
            Some(Count::Bare(_)) if column.is_some() => cell,
            _ => body,
        };
        let body = if placed.is_some() || matches!(leading, Some(Count::Marked(_))) {
            body.before(": ")
        } else {
            body
        };
        let priced = self.price(all);
        let Some(name) = self.until_sum(body) else { return };
        let (trailing, name) = name.without_count();
        let marked =
            leading.and_then(|count| matches!(count, Count::Marked(_)).then(|| count.number()));
        let loose = self.sale == Sale::Goods && self.around.kind != Kind::RefundCredit;
        let bare = leading.map(Count::number).filter(|_| loose);
        let counted = marked.or(trailing).or(column.filter(|_| priced != Price::None));
        if !self.is_name(name) {
            return;
        }
        // `2 x` says more than the words around a sum.
        let priced = if marked.is_some() && priced == Price::Other { Price::Sole } else { priced };
        match (counted.or(bare.filter(|_| priced != Price::None)), priced) {
            (_, Price::Other) => {}
            (Some(count), Price::Row | Price::Sole) => self.push(name, Some(count), COUNTED),
            (Some(count), Price::None) if self.sale == Sale::Goods && rest.is_empty() => {
                self.push(name, Some(count), UNPRICED);
            }
            (None, Price::None) if placed.is_some() && self.sale == Sale::Goods => {
                self.push(name, None, UNPRICED);
            }
            (None, Price::Row) if self.waiting.len() < WAITING_MAX => {
                let found = product(name, None, UNCOUNTED);
                self.waiting.push(found);
            }
            (Some(_) | None, _) => {}
        }
    }

    /// What the sums of a row say of it.
    fn price(&self, cells: &[Piece<'_>]) -> Price {
        use AmountRole as R;
        let mut price = Price::None;
        if cells.iter().skip(1).any(|cell| cell.is_plain_sum()) {
            price = Price::Row;
        }
        for (_, _, role) in cells.iter().flat_map(|cell| self.values(*cell)) {
            match role {
                Some(R::Line) => price = Price::Row,
                Some(
                    R::Price | R::Other | R::Total | R::Paid | R::Due | R::Refund | R::Subtotal,
                ) => {
                    if price == Price::None {
                        price = Price::Sole;
                    }
                }
                Some(
                    R::Tax
                    | R::Shipping
                    | R::Fee
                    | R::Discount
                    | R::Deposit
                    | R::Balance
                    | R::Old
                    | R::New,
                )
                | None => return Price::Other,
            }
        }
        price
    }

    /// The name before the sum of its own cell; nothing where a sentence goes on behind the sum.
    fn until_sum(&self, body: Piece<'a>) -> Option<Piece<'a>> {
        // `Lock, left (second parcel, planned 22 June)`
        let note = body.note().filter(|note| !self.values(*note).is_empty());
        let body = note.map_or(body, |note| body.until(note.at));
        let values = self.values(body);
        let (Some((start, _, _)), Some((_, end, _))) = (values.first(), values.last()) else {
            return Some(body);
        };
        let tail = body.from(*end).text;
        let tail = tail.trim_matches(|c: char| !c.is_alphanumeric());
        let brief = tail.is_empty()
            || tail.chars().count() <= 3
            || matches!(tail, "each" | "EUR" | "CHF" | "GBP" | "USD" | "Stück" | "stuk" | "pièce");
        brief.then(|| body.until(*start).without_price_words())
    }

    /// Whether a piece of a line can be what a product is called.
    fn is_name(&self, piece: Piece<'_>) -> bool {
        piece.can_be_a_name()
            && self.values(piece).is_empty()
            && self.vocabulary.no_product(self.around, piece).is_none()
    }

    fn push(&mut self, name: Piece<'_>, count: Option<u32>, sure: u16) {
        keep(&mut self.out, product(name, count, sure));
    }

    /// Rows that count no pieces are goods where another row counts or where a price is for sending.
    fn finish(mut self) -> Vec<Found> {
        let counted = self.out.iter().any(|f| f.confidence.thousandths() == COUNTED);
        let sent = self.costs.is_some()
            || self.spans.iter().any(|(_, _, role)| *role == Some(AmountRole::Shipping));
        let fits = match self.sale {
            Sale::Goods => counted || sent,
            Sale::Paper => counted && self.around.kind == Kind::PaymentDone,
            Sale::Owned => false,
        };
        // Costs stand below the goods.
        let costs = self.spans.iter().filter(|(_, _, role)| role.is_some_and(is_cost));
        let end = costs.map(|(start, _, _)| *start).chain(self.costs).min().unwrap_or(usize::MAX);
        for found in std::mem::take(&mut self.waiting) {
            if fits && found.start < end {
                keep(&mut self.out, found);
            }
        }
        self.out
    }
}

/// Sums that stand below those of the goods.
const fn is_cost(role: AmountRole) -> bool {
    use AmountRole as R;
    matches!(role, R::Shipping | R::Subtotal | R::Tax | R::Discount | R::Fee | R::Deposit)
}

/// What the sums of a row are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Price {
    /// There are none.
    None,
    /// One of a listing.
    Row,
    /// One that may be that of the whole message.
    Sole,
    /// Costs of another sort.
    Other,
}

/// The cells of a row without the number that it begins with.
fn positioned<'c, 'a>(cells: &'c [Piece<'a>]) -> &'c [Piece<'a>] {
    match cells {
        [first, rest @ ..] if !rest.is_empty() && first.is_position() => rest,
        all => all,
    }
}

/// Adds a product that is not known by this name yet.
fn keep(out: &mut Vec<Found>, found: Found) {
    let known = |other: &Found| match (&other.claim, &found.claim) {
        (Claim::Product { name: one, .. }, Claim::Product { name: two, .. }) => {
            one.eq_ignore_ascii_case(two)
        }
        _ => false,
    };
    if out.len() < PRODUCTS_MAX && !out.iter().any(known) {
        out.push(found);
    }
}

fn product(name: Piece<'_>, count: Option<u32>, sure: u16) -> Found {
    let claim = Claim::Product { name: name.text.to_owned(), quantity: count.unwrap_or(1) };
    let confidence = Confidence::from_thousandths(sure);
    Found { claim, start: name.at, end: name.end(), confidence }
}
