//! What a column of a table holds, by its heading in six languages.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Role {
    Booked,
    Date,
    Value,
    Amount,
    Net,
    Debit,
    Credit,
    Sign,
    Balance,
    Currency,
    Counterparty,
    Payee,
    Payer,
    CounterAccount,
    /// An account: whose, its values have to say.
    SomeAccount,
    Bank,
    OwnAccount,
    OwnName,
    Purpose,
    Posting,
    Mandate,
    Creditor,
    EndToEnd,
    Reference,
    Status,
    /// Known, and of no use: sums in other currencies, rates, fees.
    Aside,
    /// Speaks of goods, not of bookings.
    Goods,
}

/// Headings, folded, by role; the first list with a fitting one decides. A heading fits where it stands in
/// the cell as whole words.
const HEADINGS: &[(Role, &str)] = &[
    (
        Role::Goods,
        "quantity; sku; isin; symbol; unit price; order id; order number; item; asset; \
         menge; stuckpreis; artikel; artikelnummer; bestellnummer; wkn; buy asset; \
         quantite; prix unitaire; cantidad pedida; quantita; aantal; invoice number; \
         rechnungsnummer",
    ),
    (
        Role::Reference,
        "transaction id; balance transaction id; transaction reference; transaktionscode; \
         transaktions id; fitid; volgnr; transactiereferentie; numero operation; numero d \
         operation; reference operation; reference de l operation; ref number; ref no; txn \
         id; check number; cheque number; check or slip; numero de movimiento; numero \
         movimiento; umsatz id; bank reference; reference bancaire; id transazione; id \
         operazione; numero operazione; transactie id; movement id",
    ),
    (
        Role::Aside,
        "original amount; foreign amount; amount foreign; type foreign; fremdwahrung; \
         fremdwahrungsbetrag; originalbetrag; originalwahrung; ursprungsbetrag; exchange \
         rate; wechselkurs; umrechnungskurs; instructed amount; converted amount; converted \
         currency; auslagenersatz; original currency; oorspr; koers; taux; tipo de cambio; \
         cambio; montant devise; montant d origine; importe original; importo originale; \
         gross; brutto; fee; fees; gebuhr; gebuehr; entgelt; frais; comision; commissione; \
         commission; kosten; rucklastschrift; time; uhrzeit; heure; hora; ora; tijd; time \
         zone; timezone; started date; bic auftragskonto; bankname auftragskonto; \
         bezeichnung auftragskonto; kategorie; category; categorie; categoria",
    ),
    (
        Role::Mandate,
        "mandatsreferenz; mandate reference; mandate id; mandate; mandat; rum; reference du \
         mandat; reference mandat; referencia del mandato; mandato; riferimento mandato; \
         machtigingskenmerk; machtiging id",
    ),
    (
        Role::Creditor,
        "glaubiger id; glaeubiger id; glaubiger identifikationsnummer; \
         glaubigeridentifikation; creditor id; creditor identifier; ics; identifiant \
         creancier; incassant id; identificador del acreedor; codice identificativo \
         creditore",
    ),
    (
        Role::EndToEnd,
        "end to end; endtoend; e2e; ende zu ende; kundenreferenz; betalingskenmerk; \
         reference client; customer reference",
    ),
    (
        Role::Sign,
        "debit credit; credit debit; d c; dc; c d; cr dr; dr cr; af bij; bij af; soll \
         haben; haben soll; s h; sign; vorzeichen; sens; segno; signo; debe haber; dare \
         avere; credit or debit",
    ),
    (
        Role::Balance,
        "balance; saldo; kontostand; solde; saldo contabile; nieuw saldo; net cash balance",
    ),
    (
        Role::Value,
        "value date; valuta; valutadatum; valutatag; wertstellung; wertstellungsdatum; \
         wert; date valeur; date de valeur; valeur; fecha valor; fecha de valor; f valor; \
         data valuta; rentedatum; valor",
    ),
    (
        Role::Booked,
        "booking date; booked on; posting date; posted date; post date; date posted; \
         transaction date; completed date; date completed; process date; buchungstag; \
         buchungsdatum; buchung; umsatzdatum; date operation; date de l operation; date d \
         operation; date comptable; date de comptabilisation; date transaction; date de \
         transaction; date ecriture; fecha operacion; fecha de operacion; fecha contable; f \
         contable; f operacion; fecha movimiento; data operazione; data contabile; data \
         registrazione; data movimento; boekdatum; boekingsdatum; transactiedatum; \
         uitvoeringsdatum",
    ),
    (Role::Date, "date; datum; fecha; data; timestamp; created utc; dag; tag; giorno"),
    (
        Role::CounterAccount,
        "iban gegenkonto; gegenkonto; gegenkonto iban; iban zahlungsbeteiligter; \
         kontonummer iban; partner iban; partner account; counterparty account; \
         counterparty iban; counterparty number; tegenrekening; compte contrepartie; iban \
         contrepartie; cuenta contrapartida; cuenta destino; conto controparte; iban \
         controparte; iban beneficiario; payee account; payee iban; recipient account; to \
         account; iban empfanger; iban des empfangers; kontonummer empfanger",
    ),
    (
        Role::OwnAccount,
        "auftragskonto; eigenes konto; own account; from account; iban bban; \
         rekeningnummer; rekening; account number; account no; account; numero de compte; \
         numero compte; compte; numero de cuenta; cuenta; numero conto; conto; konto; \
         product",
    ),
    (Role::SomeAccount, "iban; kontonummer"),
    (Role::Bank, "bic; swift; blz; bankleitzahl; sort code; bank code; abi; cab"),
    (
        Role::Debit,
        "debit; debits; debit amount; soll; belastung; ausgang; ausgaben; cargo; cargos; \
         debe; debito; debiti; dare; uscite; addebiti; addebito; debet; af; bedrag af; \
         money out; paid out; withdrawal; withdrawals; outflow; amount out; depense; \
         depenses; salida; salidas; gasto; gastos; uitgaven; spent",
    ),
    (
        Role::Credit,
        "credit; credits; credit amount; haben; gutschrift; eingang; einnahmen; abono; \
         abonos; haber; credito; crediti; avere; entrate; accrediti; accredito; bij; bedrag \
         bij; money in; paid in; deposit; deposits; inflow; amount in; recette; recettes; \
         ingreso; ingresos; entrada; entradas; inkomsten; received",
    ),
    (Role::Net, "net; net amount; netto; nettobetrag"),
    (
        Role::Amount,
        "amount; betrag; umsatz; montant; importe; importo; bedrag; cantidad; monto; \
         transactiebedrag; value; sum",
    ),
    (
        Role::Currency,
        "currency; wahrung; waehrung; devise; divisa; moneda; munt; muntsoort; commodity",
    ),
    (
        Role::OwnName,
        "account name; account holder; kontoinhaber; titulaire; titular; intestatario; \
         rekeninghouder",
    ),
    (
        Role::Payer,
        "zahlungspflichtige; zahlungspflichtiger; auftraggeber; zahler; emetteur; donneur d \
         ordre; ordenante; ordinante; opdrachtgever; payer; sender",
    ),
    (
        Role::Payee,
        "zahlungsempfanger; zahlungsempfangerin; empfanger; begunstigter; beguenstigter; \
         beneficiaire; destinataire; beneficiario; begunstigde; beneficiary; recipient",
    ),
    (
        Role::Counterparty,
        "counterparty; counter party; merchant; payee; partner; name; other party; \
         zahlungsbeteiligter; zahlungspartner; gegenpartei; contrepartie; tiers; \
         contrapartida; contraparte; controparte; tegenpartij; naam",
    ),
    (
        Role::Posting,
        "buchungstext; buchungsart; umsatztyp; umsatzart; transaktionstyp; transaktionsart; \
         transaction type; type; art; nature; type d operation; type operation; tipo; tipo \
         de movimiento; tipo movimento; tipo operazione; mutatiesoort; boekingssoort; \
         geschaftsvorfall",
    ),
    (Role::Status, "status; state; umsatzstatus; statut; estado; stato"),
    (
        Role::Purpose,
        "verwendungszweck; zweck; beschreibung; bemerkung; info; text; description; memo; \
         reference; details; detail; narrative; narration; particulars; notes; note; \
         remittance information; libelle; motif; communication; informations; remarque; \
         concepto; descripcion; observaciones; detalle; causale; descrizione; dettagli; \
         omschrijving; mededelingen; mededeling; notities",
    ),
];

/// A heading with its role and the place of the role in the order of [`HEADINGS`].
type Heading = (usize, Role, &'static str);

/// The headings by their first word: any text may be a table, so most cells that are looked at are
/// no headings.
static BY_FIRST_WORD: LazyLock<FxHashMap<&str, Vec<Heading>>> = LazyLock::new(|| {
    let mut all: FxHashMap<&str, Vec<Heading>> = FxHashMap::default();
    for (order, (role, list)) in (0..).zip(HEADINGS) {
        for words in list.split("; ") {
            let first = words.split(' ').next().unwrap_or_default();
            all.entry(first).or_default().push((order, *role, words));
        }
    }
    all
});

/// Letters in lower case without marks, everything else as one space.
pub(super) fn fold(text: &str) -> String {
    let text = text.get(..text.floor_char_boundary(120)).unwrap_or_default();
    let mut folded = String::with_capacity(text.len() + 2);
    folded.push(' ');
    for c in text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        if c == '\u{df}' {
            folded.push_str("ss");
        } else if c.is_alphanumeric() {
            folded.push(c);
        } else if !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    if !folded.ends_with(' ') {
        folded.push(' ');
    }
    folded
}

/// Whether a folded text holds the words.
pub(super) fn holds(folded: &str, words: &str) -> bool {
    folded.match_indices(words).any(|(at, found)| {
        let before = at.checked_sub(1).and_then(|b| folded.as_bytes().get(b));
        before == Some(&b' ') && folded.as_bytes().get(at + found.len()) == Some(&b' ')
    })
}

/// What the day is called on which a bank enters what was done before.
const POSTED: [&str; 15] = [
    "post date",
    "posting date",
    "posted date",
    "date posted",
    "posted",
    "booking date",
    "booked on",
    "process date",
    "buchungstag",
    "buchungsdatum",
    "date comptable",
    "date de comptabilisation",
    "fecha contable",
    "data contabile",
    "boekdatum",
];

/// Whether a column holds the day of entry, by its heading.
pub(super) fn is_posting(heading: &str) -> bool {
    let folded = fold(heading);
    POSTED.iter().any(|words| holds(&folded, words))
}

/// The role of a column by its heading.
pub(super) fn role(heading: &str) -> Option<Role> {
    if heading.is_empty() || heading.len() > 90 {
        return None;
    }
    let folded = fold(heading);
    // Too short to be looked for within other words.
    match folded.trim() {
        "in" => return Some(Role::Credit),
        "out" => return Some(Role::Debit),
        "posted" => return Some(Role::Booked),
        _ => {}
    }
    let (mut found, mut payee): (Option<(usize, Role)>, bool) = (None, false);
    let mut rest = folded.trim_start();
    while let Some((word, behind)) = rest.split_once(' ') {
        for (order, role, words) in BY_FIRST_WORD.get(word).into_iter().flatten() {
            if rest.strip_prefix(words).is_some_and(|behind| behind.starts_with(' ')) {
                payee |= *role == Role::Payee;
                found = found.into_iter().chain([(*order, *role)]).min();
            }
        }
        rest = behind;
    }
    let (_, found) = found?;
    // `Auftraggeber/Empfaenger`: whoever is on the other side.
    if found == Role::Payer && payee {
        return Some(Role::Counterparty);
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_six_languages_are_known() {
        for (heading, expected) in [
            ("Buchungstag", Role::Booked),
            ("Beg\u{fc}nstigter/Zahlungspflichtiger", Role::Counterparty),
            ("Zahlungsempf\u{e4}nger*in", Role::Payee),
            ("Betrag (\u{20ac})", Role::Amount),
            ("Saldo nach Buchung", Role::Balance),
            ("Gl\u{e4}ubiger-ID", Role::Creditor),
            ("Posting Date", Role::Booked),
            ("Paid out", Role::Debit),
            ("Money In", Role::Credit),
            ("Date de valeur", Role::Value),
            ("Libell\u{e9}", Role::Purpose),
            ("D\u{e9}bit", Role::Debit),
            ("Fecha operaci\u{f3}n", Role::Booked),
            ("Concepto", Role::Purpose),
            ("Data contabile", Role::Booked),
            ("Importo", Role::Amount),
            ("Af Bij", Role::Sign),
            ("Naam tegenpartij", Role::Counterparty),
            ("Tegenrekening IBAN/BBAN", Role::CounterAccount),
            ("IBAN/BBAN", Role::OwnAccount),
            ("Bedrag (EUR)", Role::Amount),
            ("Exchange Rate", Role::Aside),
        ] {
            assert_eq!(role(heading), Some(expected), "{heading}");
        }
        assert_eq!(role("Wetter"), None);
    }
}
