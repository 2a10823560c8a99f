//! A shop takes goods back for longer than the law asks of it: its own last day stands beside that of the law, in six
//! languages, counted from the delivery or from the order, and only where something was bought.

use crate::kit::{Household, each};
use crate::mail::Mail;
use serde_json::Value;

/// Country, sender, subjects and texts of the order and the delivery, and the shop's words: from the delivery on (40
/// days) and from the order on (30 days).
struct Shop {
    country: &'static str,
    from: &'static str,
    order: [&'static str; 2],
    delivery: [&'static str; 2],
    words: [&'static str; 2],
}

const SHOPS: &[Shop] = &[
    Shop {
        country: "GB",
        from: "Alderbrook Store <orders@alderbrook.example>",
        order: [
            "Order confirmed AB-2207",
            "thank you for your order AB-2207.\n\nEnamel kettle  £39.00\nTotal £39.00",
        ],
        delivery: ["Delivered: order AB-2207", "your order AB-2207 was delivered today."],
        words: [
            "You can send it back within 40 days of delivery.",
            "Free returns for 30 days from the date of your order.",
        ],
    },
    Shop {
        country: "DE",
        from: "Erlenbach Laden <bestellung@erlenbach.example>",
        order: [
            "Bestellbestätigung AB-2207",
            "vielen Dank für Ihre Bestellung AB-2207.\n\nEmaillekessel  39,00 €\nGesamtbetrag 39,00 €",
        ],
        delivery: [
            "Zugestellt: Bestellung AB-2207",
            "Ihre Bestellung AB-2207 wurde heute zugestellt.",
        ],
        words: ["Bei uns gilt: 40 Tage Rückgaberecht.", "Rückgabe 30 Tage ab Bestellung möglich."],
    },
    Shop {
        country: "FR",
        from: "Aulnaie Boutique <commandes@aulnaie.example>",
        order: [
            "Commande confirmée AB-2207",
            "merci pour votre commande AB-2207.\n\nBouilloire émaillée  39,00 €\nTotal 39,00 €",
        ],
        delivery: [
            "Votre commande AB-2207 a été livrée",
            "votre commande AB-2207 a été livrée le 6 mars 2026.",
        ],
        words: [
            "Vous pouvez nous retourner vos articles sous 40 jours après la livraison.",
            "Retours gratuits pendant 30 jours à compter de la commande.",
        ],
    },
    Shop {
        country: "ES",
        from: "Alisos Tienda <pedidos@alisos.example>",
        order: [
            "Pedido confirmado AB-2207",
            "gracias por tu pedido AB-2207.\n\nHervidor esmaltado  39,00 €\nTotal 39,00 €",
        ],
        delivery: ["Entregado: pedido AB-2207", "tu pedido AB-2207 se ha entregado hoy."],
        words: [
            "Devolución gratuita en 40 días.",
            "Tienes 30 días desde la fecha del pedido para devolverlo.",
        ],
    },
    Shop {
        country: "IT",
        from: "Ontaneto Negozio <ordini@ontaneto.example>",
        order: [
            "Ordine confermato AB-2207",
            "grazie per il tuo ordine AB-2207.\n\nBollitore smaltato  39,00 €\nTotale 39,00 €",
        ],
        delivery: ["Consegnato: ordine AB-2207", "il tuo ordine AB-2207 è stato consegnato oggi."],
        words: [
            "Reso gratuito entro 40 giorni dalla consegna.",
            "Hai 30 giorni dalla data dell'ordine per restituirlo.",
        ],
    },
    Shop {
        country: "NL",
        from: "Elzenbroek Winkel <bestellingen@elzenbroek.example>",
        order: [
            "Bestelling bevestigd AB-2207",
            "bedankt voor je bestelling AB-2207.\n\nEmaille ketel  € 39,00\nTotaal € 39,00",
        ],
        delivery: ["Bezorgd: bestelling AB-2207", "je bestelling AB-2207 is vandaag bezorgd."],
        words: [
            "Je kunt je aankoop 40 dagen na ontvangst retourneren.",
            "Retourneren kan tot 30 dagen na je bestelling.",
        ],
    },
];

impl Shop {
    /// Ordered on 2 March with these words, come on 6 March.
    fn household(&self, words: &str) -> Household {
        let (from, [subject, text]) = (self.from, self.order);
        let order = Mail::from(from, "2026-03-02", subject);
        let came = Mail::from(from, "2026-03-06", self.delivery[0]);
        Household::of_ada_in(
            self.country,
            &[
                order.body(&format!("Ada,\n\n{text}\n\n{words}\n")),
                came.body(&format!("Ada,\n\n{}\n", self.delivery[1])),
            ],
        )
    }
}

/// Last days of a sort: to send back those by the word of the shop, as the law has days of its own for what is faulty.
fn days(dues: &[Value], what: &str) -> Vec<String> {
    let said = |due: &&Value| what != "return" || due["law"].is_null();
    let of = dues.iter().filter(|due| due["what"] == what).filter(said);
    of.filter_map(|due| due["on"].as_str()).map(str::to_owned).collect()
}

#[test]
fn the_shops_own_last_day_to_send_it_back_stands_beside_that_of_the_law() {
    for shop in SHOPS {
        for (words, on) in shop.words.iter().zip(["2026-04-15", "2026-04-01"]) {
            let household = shop.household(words);
            let dues = household.list(&["dues", "--at", "2026-03-07"]);
            assert_eq!(days(&dues, "return"), [on], "{words}: {dues:?}");
            assert_eq!(days(&dues, "withdraw_by"), ["2026-03-20"], "{words}: {dues:?}");
            let mut by_shop =
                dues.iter().filter(|due| due["what"] == "return" && due["law"].is_null());
            let due = by_shop.next().expect("one");
            let quotes = due["says"].as_array().expect("quotes");
            assert!(each(quotes, "quote").contains(words), "{words}: {quotes:?}");
            // Of what has not come nobody knows yet until when it may go back.
            let before = household.list(&["dues", "--at", "2026-03-04"]);
            let known = if on == "2026-04-01" { vec![on.to_owned()] } else { Vec::new() };
            assert_eq!(days(&before, "return"), known, "{words}: {before:?}");
            let after = household.list(&["dues", "--at", "2026-04-16"]);
            assert!(days(&after, "return").is_empty(), "{words}: {after:?}");
        }
    }
}

#[test]
fn who_bought_nothing_or_was_told_no_more_than_the_law_sends_nothing_back() {
    let shop = &SHOPS[0];
    let news = Mail::from(shop.from, "2026-03-05", "Spring is here: new kettles")
        .header("List-Unsubscribe: <mailto:off@alderbrook.example>")
        .header("Precedence: bulk")
        .body("New kettles, 20% off. Free returns within 60 days. Shop now.\n\nUnsubscribe here.");
    let household = Household::of_ada(&[news]);
    assert!(household.list(&["dues", "--at", "2026-03-07"]).is_empty());
    let household = shop.household("You can send it back within 14 days of delivery.");
    let dues = household.list(&["dues", "--at", "2026-03-07"]);
    assert!(days(&dues, "return").is_empty(), "{dues:?}");
}
