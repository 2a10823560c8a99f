//! What was lent and is back with who lent it.

use super::READER;
use crate::values::Surroundings;
use crate::words::Words;
use oxherd_model::{Handed, HandedHow, Handing, Language};

fn is_back(language: &str, text: &str) -> bool {
    let words = Words::cut(text, 1_000);
    let of = Surroundings {
        text,
        words: &words,
        language: Language::from_code(language),
        sent_on: None,
        month_first: None,
        currency_hint: None,
    };
    let mut handed = Vec::new();
    READER.handed(&of, &[], &mut handed);
    handed.contains(&Handing { what: Handed::Goods, how: HandedHow::Arrived })
}

#[test]
fn a_return_that_is_complete_says_that_the_goods_are_back() {
    for (language, text) in [
        ("en", "We have checked the alarm button. The return is complete."),
        ("de", "Wir haben den Notrufknopf geprüft. Die Rückgabe ist damit abgeschlossen."),
        ("fr", "Le médaillon est bien chez nous. La restitution est terminée."),
        ("es", "El colgante está en nuestro almacén. La devolución ha quedado completada."),
        ("it", "Il braccialetto è in magazzino. La restituzione è stata completata."),
        ("nl", "De alarmknop ligt bij ons. De retourzending is afgerond."),
    ] {
        assert!(is_back(language, text), "{text}");
    }
}

#[test]
fn a_return_that_has_yet_to_be_complete_says_nothing() {
    for (language, text) in [
        ("en", "Once the return is complete we will refund the deposit."),
        ("de", "Sobald die Rückgabe abgeschlossen ist, erstatten wir die Kaution."),
        ("de", "Die Rückgabe ist noch nicht abgeschlossen."),
        ("fr", "Dès que la restitution est terminée, nous rendons la caution."),
        ("es", "Cuando la devolución esté completada, abonaremos la fianza."),
        ("it", "Una volta che la restituzione è completata rimborsiamo la cauzione."),
        ("nl", "Zodra de retourzending is afgerond, storten wij de borg terug."),
    ] {
        assert!(!is_back(language, text), "{text}");
    }
}
