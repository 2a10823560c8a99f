//! Who and what a message is about, and what its greeting or its reproach makes it.

use super::{Desk, Mail};
use oxherd_model::{Fact, IdentifierRole, Kind, NamedPart, Reading, ThingKind, TopicName};

/// Plans and covers that stand where the name of an animal may stand.
const PLANS: &[Mail] = &[
    (
        "en",
        "Welcome to the Pet Health Plan",
        "Dear Toni,\n\nGood news: Biscuit is now on our Pet Health Plan. Your dog is covered.\n\nPlan number: PHP-1\n\nAlderley Vets",
    ),
    (
        "en",
        "Your Pet Care Club",
        "Dear Toni,\n\nWelcome to the Animal Care Club. Your pet Insurance starts today.\n\nAlderley",
    ),
    (
        "de",
        "Ihr Tiergesundheitsplan",
        "Guten Tag,\n\nIhr Hund Gesundheitsplan Plus ist aktiv. Wir freuen uns auf Biko.\n\nAlderley",
    ),
    ("fr", "Votre formule", "Bonjour,\n\nVotre chien Santé Plus est actif.\n\nAlderley"),
    ("es", "Su plan", "Hola:\n\nSu perro Plan Salud ya está activo.\n\nAlderley"),
    ("it", "Il suo piano", "Gentile cliente,\n\nil suo cane Salute Plus è attivo.\n\nAlderley"),
    ("nl", "Uw zorgplan", "Beste Toni,\n\nuw hond Zorgplan Compleet is actief.\n\nAlderley"),
];

/// Animals.
const ANIMALS: &[Mail] = &[
    ("en", "Booster reminder", "Dear Toni,\n\nyour dog Biscuit is due a booster.\n\nAlderley Vets"),
    ("de", "Impfung", "Guten Tag,\n\nIhr Hund Biko ist mit der Impfung dran.\n\nAlderley"),
    ("en", "Pet Health Plan", "Dear Toni,\n\nPet: Biscuit\nPlan: Gold\n\nAlderley"),
    (
        "nl",
        "Enting",
        "Beste Toni,\n\nuw hond Biko is aan de beurt voor zijn vaccinatie.\n\nAlderley",
    ),
];

/// Orders of devices that are not called so.
const DEVICES: &[Mail] = &[
    (
        "en",
        "Your order 8344",
        "Hello,\n\nthank you for your order.\n\nOrder number: 8344\nItem: Corvid Air 14, 16 GB / 512 GB, silver\nTotal: £1149.00",
    ),
    (
        "de",
        "Ihre Bestellung 8344",
        "Guten Tag,\n\nvielen Dank für Ihre Bestellung.\n\nBestellnummer: 8344\nArtikel: Corvid Air 14, 8 GB RAM, 256 GB SSD\nGesamtbetrag: 1.149,00 €",
    ),
    (
        "fr",
        "Votre commande 8344",
        "Bonjour,\n\nMerci pour votre commande.\n\nCommande n° 8344\nArticle : Corvid Air 14 - 16 Go / 512 Go\nTotal : 1 149,00 €",
    ),
    (
        "es",
        "Su pedido 8344",
        "Hola:\n\nGracias por su pedido.\n\nPedido: 8344\nArtículo: Corvid A5 8/256 GB negro\nTotal: 1.149,00 €",
    ),
    (
        "it",
        "Il suo ordine 8344",
        "Gentile cliente,\n\ngrazie per il suo ordine.\n\nOrdine: 8344\nArticolo: Corvid A5 8GB 256GB nero\nTotale: 1.149,00 €",
    ),
    (
        "nl",
        "Uw bestelling 8344",
        "Beste klant,\n\nbedankt voor uw bestelling.\n\nBestelnummer: 8344\nArtikel: Corvid Air 14, 16 GB werkgeheugen, 512 GB\nTotaal: € 1.149,00",
    ),
];

/// Papers that name who it is for.
const PEOPLE: &[Mail] = &[
    (
        "it",
        "Contract 217",
        "Hello,\n\nPersona assistita: Iolanda Ferri\nIntestatario del contratto: Ettore Ferri\nPagante: Marisa Ferri\n\nAlderley",
    ),
    ("it", "Contract 217", "Hello,\n\nUtente: Iolanda Ferri\nTitolare: Ettore Ferri\n\nAlderley"),
    (
        "de",
        "Contract 217",
        "Hello,\n\nTeilnehmerin: Ida Ferri\nAuftraggeber: Emil Ferri\nBeitragszahler: Max Ferri\n\nAlderley",
    ),
    (
        "fr",
        "Contract 217",
        "Hello,\n\nPersonne accompagnée : Ida Ferri\nSouscripteur : Emil Ferri\nPayeur : Max Ferri\n\nAlderley",
    ),
    (
        "es",
        "Contract 217",
        "Hello,\n\nPersona atendida: Ida Ferri\nA nombre de: Emil Ferri\nPagador: Max Ferri\n\nAlderley",
    ),
    (
        "nl",
        "Contract 217",
        "Hello,\n\nDeelnemer: Ida Ferri\nOpdrachtgever: Emil Ferri\nBetaler: Max Ferri\n\nAlderley",
    ),
    (
        "en",
        "Contract 217",
        "Hello,\n\nPerson supported: Ida Ferri\nContract holder: Emil Ferri\nPayer: Max Ferri\n\nAlderley",
    ),
    (
        "en",
        "Contract 217",
        "Hello,\n\nInsured person: Ida Ferri\nPolicyholder: Emil Ferri\n\nAlderley",
    ),
];

/// Welcomes to what was taken out.
const WELCOMES: &[Mail] = &[
    (
        "nl",
        "Welkom aan boord!",
        "Beste Toni,\n\nWelkom aan boord! Bedankt voor het afsluiten van uw bootverzekering. Uw polisblad kunt u vandaag nog downloaden.\n\nPolisnummer: BV-5521.908\n\nAlderley",
    ),
    (
        "nl",
        "Bedankt dat u klant bent",
        "Beste Toni,\n\nFijn dat u voor ons kiest. Download hier uw voorwaarden. Uw verzekering loopt nu.\n\nPolisnummer: BV-5521\n\nAlderley",
    ),
    (
        "en",
        "Welcome on board!",
        "Dear Toni,\n\nWelcome aboard! Thank you for taking out your boat insurance. You can download your documents today.\n\nPolicy number: BV-5521\n\nAlderley",
    ),
    (
        "en",
        "You are covered",
        "Dear Toni,\n\nThanks for choosing us. Download your documents from your account.\n\nPolicy number: BV-5521\n\nAlderley",
    ),
    (
        "de",
        "Willkommen an Bord!",
        "Guten Tag,\n\nwillkommen an Bord! Danke für den Abschluss Ihrer Versicherung. Ihre Unterlagen können Sie heute herunterladen.\n\nVersicherungsnummer: BV-5521\n\nAlderley",
    ),
    (
        "fr",
        "Bienvenue à bord !",
        "Bonjour,\n\nBienvenue à bord ! Merci d'avoir souscrit votre assurance bateau. Vous pouvez télécharger vos documents dès aujourd'hui.\n\nNuméro de contrat : BV-5521\n\nAlderley",
    ),
    (
        "es",
        "¡Bienvenido a bordo!",
        "Hola Toni:\n\n¡Bienvenido a bordo! Gracias por contratar su seguro. Ya puede descargar su documentación.\n\nNúmero de póliza: BV-5521\n\nAlderley",
    ),
    (
        "it",
        "Benvenuto a bordo!",
        "Gentile Toni,\n\nbenvenuto a bordo! Grazie per aver sottoscritto la polizza. Può scaricare oggi i suoi documenti.\n\nNumero di polizza: BV-5521\n\nAlderley",
    ),
];

/// Bills that were not paid.
const UNPAID: &[Mail] = &[
    (
        "es",
        "Recibo impagado",
        "Estimado cliente:\n\nEl recibo de 187,50 € de su póliza AL-217 permanece impagado. Le rogamos que regularice el pago antes del 20 de marzo de 2024.\n\nAlderley",
    ),
    (
        "es",
        "Recibo pendiente",
        "Estimado cliente:\n\nNos consta pendiente de pago el recibo AL-217 por 187,50 €. De no abonarlo, lo pasaremos a recobro.\n\nAlderley",
    ),
    (
        "en",
        "Unpaid bill",
        "Dear customer,\n\nour bill AL-217 of £187.50 remains unpaid. Please settle it by 20 March 2024.\n\nAlderley",
    ),
    (
        "en",
        "Your account is overdue",
        "Dear customer,\n\nwe have still not received £187.50 for policy AL-217. If we do not hear from you we will pass this to a collection agency.\n\nAlderley",
    ),
    (
        "de",
        "Offene Rechnung",
        "Guten Tag,\n\ndie Rechnung AL-217 über 187,50 € ist weiterhin unbezahlt. Bitte begleichen Sie sie bis zum 20.03.2024.\n\nAlderley",
    ),
    (
        "de",
        "Zahlungsrückstand",
        "Guten Tag,\n\nder Betrag von 187,50 € aus Vertrag AL-217 steht noch aus. Sonst müssen wir ein Inkassobüro beauftragen.\n\nAlderley",
    ),
    (
        "fr",
        "Quittance impayée",
        "Bonjour,\n\nVotre quittance de 187,50 € pour le contrat AL-217 demeure impayée. Merci de régulariser avant le 20 mars 2024.\n\nAlderley",
    ),
    (
        "fr",
        "Relance",
        "Bonjour,\n\nSauf erreur de notre part, la somme de 187,50 € reste due au titre du contrat AL-217.\n\nAlderley",
    ),
    (
        "it",
        "Bolletta non pagata",
        "Gentile cliente,\n\nla quietanza di 187,50 € della polizza AL-217 risulta ancora insoluta. La preghiamo di saldare entro il 20 marzo 2024.\n\nAlderley",
    ),
    (
        "it",
        "Sollecito",
        "Gentile cliente,\n\nnon ci risulta pervenuto il pagamento di 187,50 € per la polizza AL-217.\n\nAlderley",
    ),
    (
        "nl",
        "Openstaande rekening",
        "Geachte klant,\n\nde rekening van € 187,50 voor polis AL-217 is nog steeds niet betaald. Wilt u deze voor 20 maart 2024 voldoen?\n\nAlderley",
    ),
    (
        "nl",
        "Betalingsachterstand",
        "Geachte klant,\n\nhet bedrag van € 187,50 voor polis AL-217 staat nog open. Anders dragen wij de vordering over aan een incassobureau.\n\nAlderley",
    ),
];

/// Payments that did not work.
const FAILED: &[Mail] = &[
    (
        "es",
        "Recibo devuelto",
        "Estimado cliente:\n\nSu banco ha devuelto el recibo de 18,50 €. Actualice su cuenta para que volvamos a pasarlo.\n\nAlderley",
    ),
    (
        "en",
        "Payment failed",
        "Hello,\n\nwe could not take your payment of £18.50. Please update your card, we will try again on 12 March 2024.\n\nAlderley",
    ),
    (
        "de",
        "Zahlung fehlgeschlagen",
        "Guten Tag,\n\ndie Abbuchung von 18,50 € ist fehlgeschlagen. Bitte aktualisieren Sie Ihre Zahlungsart.\n\nAlderley",
    ),
];

fn names(reading: &Reading) -> usize {
    let mut named = reading.facts.iter().filter_map(Fact::identifier);
    named.by_ref().filter(|(role, _, _)| *role == IdentifierRole::Name).count()
}

#[test]
fn a_word_of_a_plan_is_no_animal() {
    let desk = Desk::new();
    let plan = |reading: &Reading| {
        let mut named = reading.facts.iter().filter_map(Fact::identifier);
        named.any(|(role, name, _)| {
            let words =
                ["Health", "Care", "Gesundheitsplan", "Santé", "Plan", "Salute", "Zorgplan"];
            role == IdentifierRole::Name && words.contains(&name)
        })
    };
    let failing = desk.failing(PLANS, |reading| !plan(reading));
    assert!(failing.is_empty(), "{failing:#?}");
    let failing = desk.failing(ANIMALS, |reading| names(reading) == 1 && !plan(reading));
    assert!(failing.is_empty(), "{failing:#?}");
}

#[test]
fn its_memory_tells_a_device() {
    let failing = Desk::new().failing(DEVICES, |reading| {
        reading.topics.iter().any(|topic| topic.name == TopicName::Thing(ThingKind::Device))
    });
    assert!(failing.is_empty(), "{failing:#?}");
}

#[test]
fn who_is_cared_for_uses_it() {
    let failing = Desk::new().failing(PEOPLE, |reading| {
        let parts: Vec<NamedPart> = reading.people.iter().map(|person| person.part).collect();
        parts.starts_with(&[NamedPart::User, NamedPart::Holder])
    });
    assert!(failing.is_empty(), "{failing:#?}");
}

#[test]
fn a_welcome_is_no_delivery_and_a_reproach_no_failed_payment() {
    let desk = Desk::new();
    let welcome =
        |reading: &Reading| matches!(reading.kind, Kind::ContractPack | Kind::AccountSetup);
    let failing = desk.failing(WELCOMES, welcome);
    assert!(failing.is_empty(), "{failing:#?}");
    let failing = desk.failing(UNPAID, |reading| reading.kind == Kind::Dunning);
    assert!(failing.is_empty(), "{failing:#?}");
    let failing = desk.failing(FAILED, |reading| reading.kind == Kind::PaymentFailed);
    assert!(failing.is_empty(), "{failing:#?}");
}
