//! What sounds like more than it says: no accusation, no visit, no parcel, no term follows from it.

use crate::kit::{Household, one};
use crate::mail::Mail;

const NETS: &str = "Northline <bills@northline.example>";

#[test]
fn a_bill_that_names_the_last_payment_beside_what_it_asks_for_is_not_paid() {
    for (country, bill, reminder) in [
        (
            "GB",
            "Your bill NL-2026-04 is here.\n\nAccount number: 77120431\nInvoice: NL-2026-04\nPayment received, thank you: \u{a3}30.00\nTotal: \u{a3}30.00\nAmount due: \u{a3}30.00",
            "Our bill NL-2026-04 of \u{a3}30.00 is still unpaid. Please pay within 7 days.",
        ),
        (
            "GB",
            "Your bill NL-2026-04 is here.\n\nAccount number: 77120431\nInvoice: NL-2026-04\nLast payment received: \u{a3}30.00\nTotal: \u{a3}30.00\nPlease pay by 15 April 2026.",
            "Our bill NL-2026-04 of \u{a3}30.00 is still unpaid. Please pay within 7 days.",
        ),
        (
            "DE",
            "Ihre Rechnung NL-2026-04.\n\nKundennummer: 77120431\nRechnungsnummer: NL-2026-04\nIhre letzte Zahlung, vielen Dank: 30,00 EUR\nGesamtbetrag: 30,00 EUR\nZu zahlen: 30,00 EUR",
            "Unsere Rechnung NL-2026-04 \u{fc}ber 30,00 EUR ist noch offen. Bitte zahlen Sie binnen 7 Tagen.",
        ),
        (
            "FR",
            "Votre facture NL-2026-04.\n\nNum\u{e9}ro client : 77120431\nFacture : NL-2026-04\nPaiement re\u{e7}u, merci : 30,00 \u{20ac}\nTotal : 30,00 \u{20ac}\nMontant \u{e0} payer : 30,00 \u{20ac}",
            "Sauf erreur, notre facture NL-2026-04 de 30,00 \u{20ac} reste impay\u{e9}e. Merci de la r\u{e9}gler sous 7 jours.",
        ),
        (
            "ES",
            "Su factura NL-2026-04.\n\nN\u{fa}mero de cliente: 77120431\nFactura: NL-2026-04\nPago recibido, gracias: 30,00 \u{20ac}\nTotal: 30,00 \u{20ac}\nImporte a pagar: 30,00 \u{20ac}",
            "Nuestra factura NL-2026-04 de 30,00 \u{20ac} sigue pendiente. P\u{e1}guela en 7 d\u{ed}as.",
        ),
        (
            "IT",
            "La sua fattura NL-2026-04.\n\nCodice cliente: 77120431\nFattura: NL-2026-04\nPagamento ricevuto, grazie: 30,00 \u{20ac}\nTotale: 30,00 \u{20ac}\nImporto da pagare: 30,00 \u{20ac}",
            "La nostra fattura NL-2026-04 di 30,00 \u{20ac} risulta non pagata. La preghiamo di pagare entro 7 giorni.",
        ),
        (
            "NL",
            "Uw factuur NL-2026-04.\n\nKlantnummer: 77120431\nFactuur: NL-2026-04\nOntvangen betaling, dank u: \u{20ac} 30,00\nTotaal: \u{20ac} 30,00\nTe betalen: \u{20ac} 30,00",
            "Onze factuur NL-2026-04 van \u{20ac} 30,00 staat nog open. Betaal binnen 7 dagen.",
        ),
    ] {
        let mails = [
            Mail::from(NETS, "2026-04-02", "NL-2026-04").body(bill),
            Mail::from(NETS, "2026-05-04", "NL-2026-04").body(reminder),
        ];
        let found =
            Household::of_ada_in(country, &mails).list(&["contradictions", "--at", "2026-05-20"]);
        assert!(found.is_empty(), "{found:?} of {bill}");
    }
}

#[test]
fn a_further_term_that_is_only_offered_after_the_end_contradicts_nothing() {
    const COVER: &str = "Harbour Insurance <post@harbour.example>";
    for (country, papers, ending, offer) in [
        (
            "GB",
            "Policy number: HB-20417\nHome insurance\nStart date: 12 June 2024\nPremium: \u{a3}310.00 a year",
            "We confirm that your policy HB-20417 ends on 11 June 2025, as you asked.",
            "Your renewal of policy HB-20417: if you renew with us now you will be covered until 11 June 2026. That costs \u{a3}352.00.",
        ),
        (
            "DE",
            "Versicherungsnummer: HB-20417\nHausratversicherung\nBeginn: 12. Juni 2024\nJahresbeitrag: 310,00 EUR",
            "Wir best\u{e4}tigen, dass Ihre Police HB-20417 wie gew\u{fc}nscht am 11. Juni 2025 endet.",
            "Verl\u{e4}ngerung Ihrer Police HB-20417.\n\nVerl\u{e4}ngern Sie noch heute und bleiben Sie bis 11. Juni 2026 versichert.",
        ),
        (
            "FR",
            "Contrat n\u{b0} : HB-20417\nAssurance habitation\nDate d'effet : 12 juin 2024\nCotisation annuelle : 310,00 \u{20ac}",
            "Nous confirmons que votre contrat HB-20417 prend fin le 11 juin 2025, comme demand\u{e9}.",
            "Renouvellement de votre contrat HB-20417.\n\nSi vous renouvelez d\u{e8}s maintenant, vous serez couvert jusqu'au 11 juin 2026.",
        ),
        (
            "IT",
            "Polizza: HB-20417\nAssicurazione casa\nDecorrenza: 12 giugno 2024\nPremio annuo: 310,00 \u{20ac}",
            "Confermiamo che la tua polizza HB-20417 termina l'11 giugno 2025, come richiesto.",
            "Rinnovo della tua polizza HB-20417.\n\nSe rinnovi adesso sarai coperta fino all'11 giugno 2026.",
        ),
        (
            "NL",
            "Polisnummer: HB-20417\nInboedelverzekering\nIngangsdatum: 12 juni 2024\nPremie: \u{20ac} 310,00 per jaar",
            "Wij bevestigen dat uw polis HB-20417 op uw verzoek eindigt op 11 juni 2025.",
            "Verlenging van uw polis HB-20417.\n\nAls u nu verlengt, bent u verzekerd tot 11 juni 2026.",
        ),
    ] {
        let mails = [
            Mail::from(COVER, "2024-06-10", "HB-20417").body(papers),
            Mail::from(COVER, "2025-04-01", "HB-20417").body(ending),
            Mail::from(COVER, "2025-05-05", "HB-20417").body(offer),
        ];
        let household = Household::of_ada_in(country, &mails);
        let found = household.list(&["contradictions", "--at", "2025-05-06"]);
        assert!(found.is_empty(), "{found:?} of {offer}");
        let agreements = household.list(&["agreements", "--at", "2025-05-06"]);
        let cover = one(&agreements, "reference", "HB-20417");
        assert_eq!(cover["ended_on"], "2025-06-11", "{offer}");
        assert_eq!(cover["price"]["value"], "310.00", "{offer}");
    }
}

#[test]
fn a_payment_that_goes_out_is_a_payment_whatever_it_is_for() {
    for (country, text) in [
        ("GB", "Your standing order payment of \u{a3}30.00 goes out on 4 April 2026."),
        ("GB", "Your card payment of \u{a3}30.00 goes out on 4 April 2026."),
        ("GB", "The payment for your TV package goes out on 4 April 2026."),
        ("DE", "Die Zahlung f\u{fc}r Ihr TV-Paket geht am 4. April 2026 raus."),
        ("FR", "Le paiement de votre commande de 30,00 \u{20ac} part le 4 avril 2026."),
        ("ES", "El pago de su pedido sale el 4 de abril de 2026."),
        ("IT", "Il pagamento del tuo ordine parte il 4 aprile 2026."),
        ("NL", "De betaling voor je tv-pakket gaat op 4 april 2026 van je rekening."),
    ] {
        let mail = Mail::from(NETS, "2026-03-20", "Your account").body(text);
        let household = Household::of_ada_in(country, &[mail]);
        let promises = household.list(&["promises", "--at", "2026-03-25"]);
        assert!(promises.is_empty(), "{promises:?} of {text}");
        let dues = household.list(&["dues", "--at", "2026-03-25"]);
        let dues: Vec<_> = dues.iter().map(|due| (&due["what"], &due["on"])).collect();
        assert_eq!(dues, [(&"payment".into(), &"2026-04-04".into())], "{text}");
    }
}

#[test]
fn a_friend_who_comes_to_dinner_is_no_supplier_whatever_the_tickets_were() {
    for (country, text) in [
        (
            "GB",
            "I'll come on Monday 8 July 2024 around 7 pm to dinner. The concert tickets were \u{a3}60, you owe me half.",
        ),
        (
            "DE",
            "Hallo Ada,\n\nich komme am Montag, 8. Juli 2024 gegen 19 Uhr zum Essen. Die Karten haben 60 \u{20ac} gekostet, du schuldest mir die H\u{e4}lfte.\n\nTom",
        ),
        (
            "FR",
            "Bonjour Ada,\n\nje passe le lundi 8 juillet 2024 vers 19h pour d\u{ee}ner. Les billets ont co\u{fb}t\u{e9} 60 \u{20ac}, tu me dois la moiti\u{e9}.\n\nTom",
        ),
        (
            "ES",
            "Hola Ada:\n\npasar\u{e9} el lunes 8 de julio de 2024 sobre las 19:00 para cenar. Las entradas costaron 60 \u{20ac}, me debes la mitad.\n\nTom",
        ),
        (
            "IT",
            "Ciao Ada,\n\npasso da te luned\u{ec} 8 luglio 2024 verso le 19 per cena. I biglietti sono costati 60 \u{20ac}, mi devi la met\u{e0}.\n\nTom",
        ),
        (
            "NL",
            "Hoi Ada,\n\nik kom maandag 8 juli 2024 rond 19 uur eten. De kaartjes kostten \u{20ac} 60, je bent me de helft schuldig.\n\nTom",
        ),
    ] {
        let mail = Mail::from("Tom Weber <tom@bigcorp.example>", "2024-06-24", "Monday").body(text);
        let household = Household::of_ada_in(country, &[mail]);
        for list in ["promises", "dues"] {
            let found = household.list(&[list, "--at", "2024-06-30"]);
            let visits = found.iter().filter(|f| f["what"] != "payment");
            assert_eq!(visits.count(), 0, "{found:?} of {text}");
        }
    }
}

#[test]
fn rent_for_a_lease_that_does_not_go_on_is_paid_by_the_month() {
    for (country, text) in [
        (
            "GB",
            "Here are your tenancy papers.\n\nTenancy agreement: HM-2025-11\nTenancy start: 1 October 2025\nTenancy end: 31 March 2026\nRent: \u{a3}850.00\nThe tenancy does not renew automatically.",
        ),
        (
            "DE",
            "Anbei Ihr Mietvertrag.\n\nMietvertrag: HM-2025-11\nMietbeginn: 01.10.2025\nMietende: 31.03.2026\nMiete: 850,00 EUR\nDer Mietvertrag verl\u{e4}ngert sich nicht automatisch.",
        ),
        (
            "FR",
            "Voici votre contrat de location.\n\nContrat : HM-2025-11\nDate de d\u{e9}but : 01/10/2025\nDate de fin : 31/03/2026\nLoyer : 850,00 \u{20ac}\nLe contrat n'est pas reconduit automatiquement.",
        ),
        (
            "ES",
            "Adjuntamos su contrato de alquiler.\n\nContrato: HM-2025-11\nFecha de inicio: 01/10/2025\nFecha de fin: 31/03/2026\nRenta: 850,00 \u{20ac}\nEl contrato no se renueva autom\u{e1}ticamente.",
        ),
        (
            "IT",
            "Ecco il suo contratto di locazione.\n\nContratto: HM-2025-11\nInizio: 01/10/2025\nFine: 31/03/2026\nCanone: 850,00 \u{20ac}\nIl contratto non si rinnova automaticamente.",
        ),
        (
            "NL",
            "Hierbij uw huurovereenkomst.\n\nHuurcontract: HM-2025-11\nIngangsdatum: 01-10-2025\nEinddatum: 31-03-2026\nHuur: \u{20ac} 850,00\nHet huurcontract wordt niet automatisch verlengd.",
        ),
    ] {
        let mail = Mail::from(
            "Hausmann Wohnen <miete@hausmann.example>",
            "2025-09-20",
            "Mietvertrag HM-2025-11",
        )
        .body(text);
        let agreements =
            Household::of_ada_in(country, &[mail]).list(&["agreements", "--at", "2025-12-01"]);
        assert_eq!(agreements[0]["price"]["value"], "850.00", "{agreements:?}");
        assert_eq!(agreements[0]["price"]["per"], "month", "{agreements:?}");
    }
}

#[test]
fn a_club_that_bills_a_year_goes_on_behind_it() {
    const CLUB: &str = "Riverside Rowing Club <office@riverside-rowing.example>";
    let bill = Mail::from(CLUB, "2026-01-20", "Your invoice RR-2026-31").body(
        "Dear Ada,\n\nInvoice number: RR-2026-31\nMembership number: 40418\nMembership fee for the year 1 February 2026 to 31 January 2027\nTotal: \u{a3}180.00\nPlease pay by 10 February 2026.\n\nRiverside Rowing Club",
    );
    let household = Household::of_ada_in("GB", &[bill]);
    let at = |day: &str| household.list(&["agreements", "--at", day]).swap_remove(0);
    assert_eq!(at("2026-03-01")["term_ends_on"], serde_json::Value::Null);
    assert_eq!(at("2027-05-01")["state"], "active");
}

#[test]
fn a_price_that_is_fixed_until_a_day_ends_nothing_on_it_and_must_not_rise_before_it() {
    for (country, papers, rise) in [
        (
            "GB",
            "Thank you for choosing us.\n\nContract: FX-3310\nBroadband\nStart date: 1 September 2025\nPrice: \u{a3}29.00 a month\nThe price is fixed until 31 August 2027.",
            "As of 1 June 2026 your contract FX-3310 will cost \u{a3}33.00 a month instead of \u{a3}29.00.",
        ),
        (
            "DE",
            "Vielen Dank f\u{fc}r Ihren Auftrag.\n\nVertragsnummer: FX-3310\nInternet\nVertragsbeginn: 1. September 2025\nPreis: 29,00 EUR im Monat\nDer Preis ist bis zum 31. August 2027 garantiert.",
            "Ab dem 1. Juni 2026 kostet Ihr Vertrag FX-3310 33,00 EUR im Monat statt 29,00 EUR.",
        ),
        (
            "DE",
            "Vielen Dank f\u{fc}r Ihren Auftrag.\n\nVertragsnummer: FX-3310\nInternet\nVertragsbeginn: 1. September 2025\nPreis: 29,00 EUR im Monat\nPreisgarantie bis 31.08.2027",
            "Ab dem 1. Juni 2026 kostet Ihr Vertrag FX-3310 33,00 EUR im Monat statt 29,00 EUR.",
        ),
        (
            "FR",
            "Merci de votre commande.\n\nContrat : FX-3310\nInternet\nDate de d\u{e9}but : 1er septembre 2025\nPrix : 29,00 \u{20ac} par mois\nLe prix est garanti jusqu'au 31 ao\u{fb}t 2027.",
            "\u{c0} partir du 1er juin 2026, votre contrat FX-3310 co\u{fb}tera 33,00 \u{20ac} par mois au lieu de 29,00 \u{20ac}.",
        ),
        (
            "ES",
            "Gracias por su pedido.\n\nContrato: FX-3310\nInternet\nFecha de inicio: 1 de septiembre de 2025\nPrecio: 29,00 \u{20ac} al mes\nPrecio fijo hasta el 31/08/2027",
            "A partir del 1 de junio de 2026 su contrato FX-3310 costar\u{e1} 33,00 \u{20ac} al mes en lugar de 29,00 \u{20ac}.",
        ),
        (
            "IT",
            "Grazie per il suo ordine.\n\nContratto: FX-3310\nInternet\nInizio: 1 settembre 2025\nPrezzo: 29,00 \u{20ac} al mese\nIl prezzo \u{e8} bloccato fino al 31 agosto 2027.",
            "Dal 1\u{b0} giugno 2026 il suo contratto FX-3310 coster\u{e0} 33,00 \u{20ac} al mese invece di 29,00 \u{20ac}.",
        ),
        (
            "NL",
            "Bedankt voor uw bestelling.\n\nContract: FX-3310\nInternet\nIngangsdatum: 1 september 2025\nPrijs: \u{20ac} 29,00 per maand\nDe prijs staat vast tot 31 augustus 2027.",
            "Vanaf 1 juni 2026 kost uw contract FX-3310 \u{20ac} 33,00 per maand in plaats van \u{20ac} 29,00.",
        ),
    ] {
        let mails = [
            Mail::from(NETS, "2025-08-20", "FX-3310").body(papers),
            Mail::from(NETS, "2026-04-20", "FX-3310").body(rise),
        ];
        let household = Household::of_ada_in(country, &mails);
        let agreements = household.list(&["agreements", "--at", "2026-04-25"]);
        let line = one(&agreements, "reference", "FX-3310");
        assert_eq!(line["term_ends_on"], serde_json::Value::Null, "{papers}");
        let found = household.list(&["contradictions", "--at", "2026-04-25"]);
        assert_eq!(one(&found, "kind", "price_differs")["open"], true, "{papers}");
        assert!(household.list(&["contradictions", "--at", "2026-04-15"]).is_empty(), "{papers}");
    }
}

#[test]
fn a_renewal_that_contradicts_the_end_is_due_with_the_word_that_it_does() {
    const COVER: &str = "Harbour Insurance <post@harbour.example>";
    let mails = [
        Mail::from(COVER, "2024-06-10", "Your policy HB-20417").body(
            "Thank you for choosing us.\n\nPolicy number: HB-20417\nHome insurance\nStart date: 12 June 2024\nPremium: \u{a3}310.00 a year",
        ),
        Mail::from(COVER, "2025-04-01", "Your policy HB-20417 ends")
            .body("We confirm that your policy HB-20417 ends on 11 June 2025, as you asked."),
        Mail::from(COVER, "2026-05-05", "Your renewal: policy HB-20417")
            .body("Your policy HB-20417 renews on 12 June 2026. Your premium is \u{a3}352.00."),
    ];
    let dues = Household::of_ada_in("GB", &mails).list(&["dues", "--at", "2026-05-06"]);
    let why = one(&dues, "what", "renewal")["why"].as_str().expect("words");
    assert!(
        why.contains("its end on 2025-06-11 was confirmed") && why.contains("contradict"),
        "{why}"
    );
}
