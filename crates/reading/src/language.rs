//! Which language the words of a message are in.

use crate::words::{Words, as_index};
use oxherd_model::Language;
use rustc_hash::FxHashMap;

/// Tells languages by their commonest words, by script, and, when unsure, by a trained detector.
#[derive(Debug)]
pub struct LanguageReader {
    /// By the key of the word: the languages that have it, one bit each.
    stopwords: FxHashMap<u64, u32>,
}

/// Words looked at.
const WORDS_MAX: usize = 400;

/// So many common words of one language settle it.
const ENOUGH: u32 = 3;

/// What a word says for the only language that has it; one of several says as much less.
const SAYS: u32 = 60;

/// Characters of a text whose accents are looked at.
const ACCENTS_WITHIN: usize = 2_000;

impl Default for LanguageReader {
    fn default() -> Self {
        let mut stopwords: FxHashMap<u64, u32> = FxHashMap::default();
        for (index, (_, list)) in STOPWORDS.iter().enumerate() {
            for word in Words::cut(list, usize::MAX).all() {
                *stopwords.entry(Words::key(*word)).or_default() |= 1 << index;
            }
        }
        Self { stopwords }
    }
}

/// How often and how strongly words speak for each language.
struct Counts {
    words: [u32; STOPWORDS.len()],
    points: [u32; STOPWORDS.len()],
}

impl LanguageReader {
    /// The language of `text`, whose words are `words`.
    pub fn read(&self, text: &str, words: &Words) -> Language {
        let mut counts = self.counts(words);
        spell(text, &mut counts.points);
        let best = counts.points.iter().copied().max().unwrap_or(0);
        let leaders = counts.points.iter().filter(|c| **c == best).count();
        let close = counts.points.iter().filter(|c| **c * 10 > best * 8).count();
        let index = counts.points.iter().position(|c| *c == best).unwrap_or(0);
        let enough = counts.words.get(index).is_some_and(|words| *words >= ENOUGH);
        if enough && leaders == 1 && close == 1 {
            return named(index);
        }
        if let Some(language) = by_script(text) {
            return language;
        }
        if words.len() < 3 {
            return Language::UNKNOWN;
        }
        let heard = detected(text);
        // Between two that the words leave close, the detector decides; not for a third.
        let is_heard = |(code, _): &(&str, &str)| Language::from_code(code) == heard;
        let known = STOPWORDS.iter().position(is_heard).and_then(|at| counts.points.get(at));
        if enough && leaders == 1 && known.is_none_or(|points| *points * 10 <= best * 8) {
            return named(index);
        }
        // Of a line or two the detector knows little; a word or two of another language is more.
        let some = counts.words.get(index).is_some_and(|words| *words > 1);
        if some && leaders == 1 && known.is_some_and(|points| *points * 10 <= best * 6) {
            return named(index);
        }
        heard
    }

    fn counts(&self, words: &Words) -> Counts {
        let mut counts = Counts { words: [0; STOPWORDS.len()], points: [0; STOPWORDS.len()] };
        for word in words.all().iter().take(WORDS_MAX) {
            let mut set = self.stopwords.get(&Words::key(*word)).copied().unwrap_or(0);
            let share = SAYS / set.count_ones().max(1);
            while set != 0 {
                let at = as_index(set.trailing_zeros());
                if let Some((words, points)) =
                    counts.words.get_mut(at).zip(counts.points.get_mut(at))
                {
                    *words += 1;
                    *points += share;
                }
                set &= set - 1;
            }
        }
        counts
    }
}

/// Letters of which a language uses one in nearly every text of some length, where it uses accents.
const SPELLED_WITH: &[(&str, &str)] = &[
    ("ro", "ășțşţâî"),
    ("sv", "åäö"),
    ("da", "åæø"),
    ("nb", "åæø"),
    ("fi", "äö"),
    ("pl", "ąęłżśćńóź"),
    ("cs", "ěščřžýůď"),
    ("sk", "ľščťžýďň"),
    ("hu", "őűöüáé"),
    ("tr", "şğıüöç"),
    ("hr", "čćžšđ"),
    ("sl", "čšž"),
];

/// A text that is written with accents, and with none of those of a language, is hardly in it.
fn spell(text: &str, points: &mut [u32]) {
    let accents: Vec<char> = text
        .chars()
        .take(ACCENTS_WITHIN)
        .filter(|c| !c.is_ascii() && (c.is_alphabetic() || matches!(c, '¿' | '¡')))
        .flat_map(char::to_lowercase)
        .collect();
    if accents.is_empty() {
        return;
    }
    for ((code, _), points) in STOPWORDS.iter().zip(points) {
        let with = SPELLED_WITH.iter().find(|(of, _)| of == code);
        if with.is_some_and(|(_, with)| !accents.iter().any(|c| with.contains(*c))) {
            *points /= 2;
        }
    }
}

fn named(index: usize) -> Language {
    STOPWORDS.get(index).map_or(Language::UNKNOWN, |(code, _)| Language::from_code(code))
}

/// Scripts that one language of ours owns, or nearly.
fn by_script(text: &str) -> Option<Language> {
    let (mut kana, mut han, mut hebrew, mut arabic, mut thai, mut greek) = (0, 0, 0, 0, 0, 0);
    for c in text.chars().take(600) {
        match c {
            '\u{3040}'..='\u{30ff}' => kana += 1,
            '\u{4e00}'..='\u{9fff}' => han += 1,
            '\u{590}'..='\u{5ff}' => hebrew += 1,
            '\u{600}'..='\u{6ff}' => arabic += 1,
            '\u{e00}'..='\u{e7f}' => thai += 1,
            '\u{370}'..='\u{3ff}' => greek += 1,
            _ => {}
        }
    }
    let code = match () {
        () if kana > 5 => "ja",
        () if han > 5 => "zh",
        () if hebrew > 5 => "he",
        () if arabic > 5 => "ar",
        () if thai > 5 => "th",
        () if greek > 20 => "el",
        () => return None,
    };
    Some(Language::from_code(code))
}

fn detected(text: &str) -> Language {
    let mut end = text.len().min(1000);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text.get(..end).unwrap_or_default();
    let letters = head.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 20 {
        return Language::UNKNOWN;
    }
    use whichlang::Lang;
    let code = match whichlang::detect_language(head) {
        Lang::Ara => "ar",
        Lang::Cmn => "zh",
        Lang::Deu => "de",
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Hin => "hi",
        Lang::Ita => "it",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Nld => "nl",
        Lang::Por => "pt",
        Lang::Rus => "ru",
        Lang::Spa => "es",
        Lang::Swe => "sv",
        Lang::Tur => "tr",
        Lang::Vie => "vi",
    };
    Language::from_code(code)
}

/// The commonest words of each language that few of the others share.
const STOPWORDS: &[(&str, &str)] = &[
    (
        "en",
        "the and you your for is of to with this that have are was will not our from be by on please we been has it if or can thank their what which about as at any we've you'll dear hello hi kind regards yours sincerely would may more when they until before after number month year start starts end price amount payment",
    ),
    (
        "de",
        "der die das und ist nicht mit für ihre ihr ihnen sie von den dem des ein eine einen wir haben wurde wird auf bei zum zur auch oder ich im am uns vielen dank unter nach so als hat kann sein vom bis hallo sehr geehrte geehrter freundlichen grüßen diese dieser dieses ab aus durch nur noch er es dass wenn bitte gerne werden ihrem ihren ihrer liebe lieber herr frau monat monatlich jahr jährlich nummer beginn betrag preis euro ab",
    ),
    (
        "fr",
        "de le la les des et est vous votre vos pour avec dans une sur nous par que qui ne pas au aux ce cette été sont merci du avez notre nos sera un du ou en son ses plus bonjour cher chère madame monsieur cordialement avons votre bien été vos toute tout cet elle il lors dès jusqu'au depuis afin sous être à d'un d'une mois début numéro montant prix année an le à",
    ),
    (
        "es",
        "de el los las y es su sus para con una por que no se del al ha le en lo hemos usted gracias más este esta tu como ya si puede la un o este está desde hasta sobre sido nos te mi hola estimado estimada saludo saludos atentamente cada cuando también sin pero entre ser fue son estos esta han muy gracias días nuestro nuestra señor señora sido será mes año importe precio inicio número fecha pago",
    ),
    (
        "it",
        "il lo gli e è per con una che non di del della nel la le sono ha suo tuo grazie più questo questa ti ci dei delle alla puoi abbiamo stato stata da un al ai si come in o dal dalla dalle entro fino gentile salve ciao cordiali saluti siamo sarà nostro nostra anche dopo prima essere nei nella signora signor tua sua suoi vi ed agli allo degli mese anno importo prezzo inizio numero scadenza pagamento",
    ),
    (
        "nl",
        "de het een en is van je uw voor met niet op aan dat zijn wij we heeft deze naar om bij ook als te dit kunt bedankt door wordt onze hebben u per of er was hoi beste geachte tot kan meer dan nog uit groet groeten vriendelijke mevrouw heer hierbij wel zal kunnen worden via jou jouw ben bent hebt maand jaar bedrag prijs ingangsdatum einddatum klantnummer betaling premie",
    ),
    (
        "pt",
        "de o os as e é seu sua para com uma por que não do da dos das em no na foi você obrigado pelo mais ao são este esta nosso um uma ou já às aos ser seus suas nossa pela pelos pagamento fatura número data cliente caro cara olá estimado obrigada mês ano tem pode quando também até foram está muito",
    ),
    (
        "sv",
        "och att det är för med på av du din ditt har inte som en ett vi den till dig tack kan ditt vår från om kommer",
    ),
    (
        "da",
        "og at det er for med på af du din dit har ikke som en et vi den til dig tak kan vores fra hvis bliver ordre os venlig hilsen betaling faktura beløb dato mange jer kære hej ved efter",
    ),
    (
        "nb",
        "og å det er for med på av du din ditt har ikke som en et vi den til deg takk kan vår fra hvis blir bestilling oss vennlig hilsen betaling faktura beløp dato mange dere kjære hei ved etter",
    ),
    (
        "fi",
        "ja on ei se että tilaus tilauksen teidän sinun kiitos olet voit kanssa sekä tai ovat oma meidän jos tämä olemme",
    ),
    (
        "pl",
        "i w na z do nie się jest to że dla od po o za jak zostało zostało dziękujemy twoje twój zamówienie przez państwa oraz lub",
    ),
    (
        "cs",
        "a v na s se je to že pro od po o za jak byla vaše vaší děkujeme objednávka objednávky bylo jsme nebo není vás ke",
    ),
    (
        "sk",
        "a v na s sa je to že pre od po o za ako bola vaša vašej ďakujeme objednávka objednávky bolo sme alebo nie vás ku",
    ),
    (
        "hu",
        "a az és hogy nem van egy meg az ön önnek köszönjük rendelés rendelését kérjük vagy már csak ha lesz",
    ),
    (
        "ro",
        "și în la cu de pe nu este pentru din un o să vă comanda dumneavoastră mulțumim care sau fost ați dvs prin",
    ),
    (
        "tr",
        "ve bir bu için ile da de siparişiniz sipariş teşekkürler olarak olan size değil sizin tarafından lütfen veya",
    ),
    ("ru", "и в на не что с по для вы ваш ваше заказ это от из за или мы вас был спасибо"),
    ("uk", "і в на не що з по для ви ваш ваше замовлення це від із за або ми вас був дякуємо та"),
    (
        "bg",
        "и в на не че с по за вие вашата поръчка това от из или ние вас беше благодарим е да се",
    ),
    (
        "el",
        "και το να η ο την του της σας για με από δεν είναι που στο παραγγελία ευχαριστούμε μας",
    ),
    (
        "hr",
        "i u na s se je to da za od po o ili kao vaša vaše hvala narudžba narudžbe nije smo bila koji",
    ),
    (
        "sl",
        "in v na s se je to da za od po o ali kot vaše hvala naročilo naročila ni smo bila ki vam",
    ),
    ("lt", "ir į su kad yra iš jūsų užsakymas ačiū ne už arba mes buvo bus prie jums"),
    ("lv", "un ar ka ir no jūsu pasūtījums paldies nav par vai mēs tika būs uz jums"),
    ("et", "ja on ei see et teie tellimus täname kui või me oli tuleb teile kohta"),
    (
        "id",
        "dan di yang untuk dengan anda ini itu dari pesanan terima kasih tidak akan telah kami atau pada",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn language_of(text: &str) -> String {
        let words = Words::cut(text, WORDS_MAX);
        LanguageReader::default().read(text, &words).to_string()
    }

    #[test]
    fn short_mails_full_of_numbers_and_names_are_told_apart() {
        for (code, text) in [
            (
                "es",
                "Número de póliza: ZZ-10. Seguro de hogar. Prima: 20,00 € al mes. Inicio: 1 de enero de 2024.",
            ),
            (
                "es",
                "Pedido nº: 4009-221785. Portátil Vextor 14. Precio: 899,00 €. Entrega: 11/03/2024. Gracias por la compra.",
            ),
            ("es", "Hola, Robin: tu cita es el martes 5 de marzo. Un saludo, Clínica Alba"),
            (
                "it",
                "Polizza n. ZZ-10, assicurazione casa. Premio: 20,00 € al mese. Decorrenza: 1 gennaio 2024.",
            ),
            (
                "it",
                "Gentile Robin Vale, la revisione della caldaia è fissata per il 5 marzo. Cordiali saluti, Calda srl",
            ),
            (
                "fr",
                "Contrat n° ZZ-10, assurance habitation. Cotisation : 20,00 € par mois. Début : 1er janvier 2024.",
            ),
            ("fr", "Bonjour Robin, votre rendez-vous est le 5 mars à 9 h. Merci, Garage Pomme"),
            (
                "nl",
                "Polisnummer: ZZ-10, inboedelverzekering. Premie: € 20,00 per maand. Ingangsdatum: 1 januari 2024.",
            ),
            (
                "de",
                "Versicherungsnummer: ZZ-10, Hausratversicherung. Beitrag: 20,00 EUR monatlich. Beginn: 01.01.2024.",
            ),
            (
                "ro",
                "Comanda dumneavoastră nr. 4411 a fost expediată și va ajunge marți. Vă mulțumim!",
            ),
            (
                "pt",
                "Obrigado pela sua compra. A encomenda 4411 foi enviada e não precisa de fazer nada.",
            ),
        ] {
            assert_eq!(language_of(text), code, "{text}");
        }
    }

    #[test]
    fn languages_are_told_apart() {
        for (code, text) in [
            ("en", "Thank you for your order. We will let you know when it is on its way."),
            ("de", "Vielen Dank für Ihre Bestellung. Wir haben die Ware heute an Sie versandt."),
            ("fr", "Nous vous remercions pour votre commande, elle est en cours de préparation."),
            ("es", "Gracias por su compra. Su pedido ha sido enviado y llegará el martes."),
            ("it", "Grazie per il tuo ordine, che è stato spedito con il corriere questa mattina."),
            ("nl", "Bedankt voor je bestelling. We hebben het pakket aan de bezorger gegeven."),
            ("ja", "ご注文ありがとうございます。商品を発送しました。"),
            ("und", "12 34"),
        ] {
            assert_eq!(language_of(text), code, "{text}");
        }
    }
}
