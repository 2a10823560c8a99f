//! Free times without their name, terms that go on from month to month, days called `that day`, payments that are
//! awaited, parcels that were brought, letters that stop something: as many hands write them.

use super::{Desk, Mail, days, sums};
use oxherd_model::{
    AmountRole, DateRole, Fact, IdentifierRole, Kind, LetterAct, NamedPart, PledgedDeed,
};

/// Free until 14 March 2024, paid from the 15th.
const COST_NOTHING: &[Mail] = &[
    (
        "en",
        "Your photo shelf",
        "Hi Toni,\n\nFor 10 days it costs you nothing; on 15 March 2024 we start charging £6.50 a month to your card.\n\nAlderley",
    ),
    (
        "de",
        "Ihr Speicher ist bereit",
        "Guten Tag,\n\n10 Tage lang zahlen Sie nichts; am 15. März 2024 buchen wir zum ersten Mal 5,99 € im Monat ab.\n\nAlderley",
    ),
    (
        "fr",
        "Votre espace",
        "Bonjour Toni,\n\nPendant 10 jours, c'est gratuit ; le 15 mars 2024 nous commençons à prélever 4,50 € par mois.\n\nAlderley",
    ),
    (
        "es",
        "Tu espacio",
        "Hola Toni:\n\nDurante 10 días es gratis; el 15 de marzo de 2024 empezamos a cobrar 4,50 € al mes en tu tarjeta.\n\nAlderley",
    ),
    (
        "it",
        "Il tuo spazio",
        "Ciao Toni,\n\nper 10 giorni non paghi nulla; dal 15 marzo 2024 ti addebitiamo 4,50 € al mese.\n\nAlderley",
    ),
    (
        "nl",
        "Je ruimte",
        "Hoi Toni,\n\nDe eerste 10 dagen betaal je niets; op 15 maart 2024 schrijven we voor het eerst 4,50 euro per maand af.\n\nAlderley",
    ),
];

/// The first weeks are free, until 18 March 2024 or the day after.
const FIRST_WEEKS: &[Mail] = &[
    (
        "en",
        "Your reading app",
        "Hi Toni,\n\nYour first fortnight with us is free. We'll take £7.99 from your card on 19 March 2024 and every month after that.\n\nAlderley",
    ),
    (
        "de",
        "Ihre Lesewelt",
        "Hallo Toni,\n\ndie ersten 14 Tage schenken wir Ihnen. Ab dem 19. März 2024 kostet Lesewelt 7,99 € im Monat.\n\nAlderley",
    ),
    (
        "fr",
        "Votre Lirama",
        "Bonjour Toni,\n\nvos deux premières semaines sont offertes. À partir du 19 mars 2024, Lirama coûte 7,99 € par mois.\n\nAlderley",
    ),
    (
        "es",
        "Tu Leolé",
        "Hola Toni:\n\nlas dos primeras semanas corren de nuestra cuenta. El 19 de marzo de 2024 te cobraremos 7,99 € y así cada mes.\n\nAlderley",
    ),
    (
        "it",
        "La tua Leggimi",
        "Ciao Toni,\n\nle prime due settimane te le regaliamo noi. Dal 19 marzo 2024 Leggimi costa 7,99 € al mese.\n\nAlderley",
    ),
    (
        "nl",
        "Je Leesvoer",
        "Hoi Toni,\n\nde eerste twee weken krijg je van ons. Vanaf 19 maart 2024 kost Leesvoer € 7,99 per maand.\n\nAlderley",
    ),
    (
        "en",
        "Your taster",
        "Hi Toni,\n\nYou read for nothing up to and including 18 March 2024. After that it's £7.99 a month.\n\nAlderley",
    ),
    (
        "de",
        "Ihr Lesestoff",
        "Hallo Toni,\n\nSie lesen bis einschließlich 18. März 2024 kostenlos. Danach zahlen Sie 7,99 € im Monat.\n\nAlderley",
    ),
    (
        "nl",
        "Leesvoer",
        "Hoi Toni,\n\nJe leest tot en met 18 maart 2024 voor niets. Daarna betaal je € 7,99 per maand.\n\nAlderley",
    ),
];

/// What costs nothing and is no trial.
const NO_TRIAL: &[Mail] = &[
    (
        "en",
        "Your parcel",
        "Hi Toni,\n\nReturns are free for 10 days, until 15 March 2024.\n\nAlderley",
    ),
    (
        "de",
        "Ihr Paket",
        "Guten Tag,\n\nDie Rückgabe ist kostenlos, 10 Tage lang, bis 15. März 2024.\n\nAlderley",
    ),
];

#[test]
fn a_time_that_costs_nothing_and_is_paid_then_is_a_trial() {
    let desk = Desk::new();
    let ends = |wanted: &'static str| {
        move |reading: &oxherd_model::Reading| days(reading, DateRole::TrialEnd) == [wanted]
    };
    assert_eq!(desk.failing(COST_NOTHING, ends("2024-03-14")), [""; 0]);
    assert_eq!(desk.failing(FIRST_WEEKS, ends("2024-03-18")), [""; 0]);
    assert_eq!(desk.failing(NO_TRIAL, |r| days(r, DateRole::TrialEnd).is_empty()), [""; 0]);
}

/// Terms behind which one may leave from month to month.
const THEN_MONTHLY: &[Mail] = &[
    ("en", "Your line", "Contract length: 12 months, then monthly rolling\nMonthly price: £31.00"),
    ("de", "Ihr Anschluss", "Laufzeit: 24 Monate, danach monatlich kündbar\nMonatspreis: 31,00 €"),
    ("fr", "Votre ligne", "Durée : 12 mois, puis résiliable chaque mois\nPrix : 31,00 € par mois"),
    (
        "es",
        "Su línea",
        "Permanencia: 12 meses, después puede darse de baja cualquier mes\nCuota: 31,00 € al mes",
    ),
    (
        "it",
        "La sua linea",
        "Durata: 12 mesi, poi disdetta possibile ogni mese\nCanone: 31,00 € al mese",
    ),
    ("nl", "Uw lijn", "Looptijd: 12 maanden, daarna per maand opzegbaar\nPer maand: € 31,00"),
];

#[test]
fn what_may_be_left_each_month_after_its_term_goes_on() {
    let goes_on = |r: &oxherd_model::Reading| r.facts.iter().filter_map(Fact::renewal).any(|a| a);
    assert_eq!(Desk::new().failing(THEN_MONTHLY, goes_on), [""; 0]);
    let ends: &[Mail] = &[("en", "Your line", "Contract length: 12 months. Monthly price: £31.00")];
    assert_eq!(Desk::new().failing(ends, |r| !goes_on(r)), [""; 0]);
}

/// A visit on the day on which something ends, 30 April 2024.
const THAT_DAY: &[Mail] = &[
    (
        "en",
        "Your notice",
        "Dear Toni,\n\nYour tenancy ends on 30 April 2024. The inspection will be that day at 3pm, Joan is coming.\n\nAlderley",
    ),
    (
        "de",
        "Ihre Kündigung",
        "Guten Tag,\n\nDer Mietvertrag endet am 30. April 2024. Die Übergabe machen wir an diesem Tag um 15 Uhr, Frau Jahn kommt vorbei.\n\nAlderley",
    ),
    (
        "es",
        "Su aviso",
        "Hola:\n\nEl alquiler termina el 30 de abril de 2024. La entrega de llaves la haremos ese mismo día a las 15.00 h.\n\nAlderley",
    ),
    (
        "nl",
        "Uw opzegging",
        "Beste Toni,\n\nDe huur eindigt op 30 april 2024. De oplevering is die dag om 15.00 uur, Joan komt langs.\n\nAlderley",
    ),
];

#[test]
fn that_day_is_the_day_named_before() {
    let desk = Desk::new();
    let comes = |r: &oxherd_model::Reading| {
        let promised = |f: &Fact| f.promise().is_some_and(|(what, _)| !what.contains("2024"));
        days(r, DateRole::Appointment) == ["2024-04-30"] || r.facts.iter().any(promised)
    };
    assert_eq!(desk.failing(THAT_DAY, comes), [""; 0]);
    let goods: &[Mail] =
        &[("en", "Orders", "Dear Toni,\n\nOrders are sent the same day.\n\nAlderley")];
    assert_eq!(desk.failing(goods, |r| days(r, DateRole::Appointment).is_empty()), [""; 0]);
}

/// Payments of the owner that are awaited.
const AWAITED: &[Mail] = &[
    (
        "en",
        "Invoice 4411",
        "Dear Toni,\n\nWe look forward to your transfer of £40.00 by 19 March 2024.\n\nAlderley",
    ),
    (
        "de",
        "Rechnung 4411",
        "Guten Tag,\n\nWir freuen uns über Ihre Überweisung von 40,00 EUR bis 19.03.2024, ohne Abzug.\n\nAlderley",
    ),
    (
        "fr",
        "Facture 4411",
        "Bonjour,\n\nNous attendons votre virement de 40,00 € d'ici le 19 mars 2024.\n\nAlderley",
    ),
    (
        "nl",
        "Factuur 4411",
        "Beste Toni,\n\nWij zien uw overschrijving van € 40,00 graag uiterlijk 19 maart 2024 tegemoet.\n\nAlderley",
    ),
];

#[test]
fn a_payment_that_is_awaited_is_no_money_back() {
    let back = |r: &oxherd_model::Reading| {
        r.facts.iter().filter_map(Fact::pledge).any(|p| p.deed == PledgedDeed::Refund)
    };
    assert_eq!(Desk::new().failing(AWAITED, |r| !back(r)), [""; 0]);
    let given: &[Mail] = &[(
        "en",
        "Your refund",
        "Dear Toni,\n\nWe will refund your payment of £40.00 by 19 March 2024.\n\nAlderley",
    )];
    assert_eq!(Desk::new().failing(given, back), [""; 0]);
}

/// Guarantees that ask for care each year, for the first time by 19 October 2024.
const FIRST_CARE: &[Mail] = &[
    (
        "en",
        "Your boiler guarantee",
        "The guarantee holds only if an engineer services the boiler once a year. The first time by 19 October 2024.",
    ),
    (
        "de",
        "Ihre Garantie",
        "Die Garantie gilt nur, wenn ein Fachbetrieb den Ofen einmal im Jahr wartet. Das erste Mal bis 19.10.2024.",
    ),
    (
        "it",
        "La garanzia",
        "La copertura vale solo se un centro effettua la pulizia una volta l'anno. La prima volta entro il 19/10/2024.",
    ),
];

#[test]
fn the_first_time_of_each_year_is_care() {
    let care = |r: &oxherd_model::Reading| days(r, DateRole::ServiceDue) == ["2024-10-19"];
    assert_eq!(Desk::new().failing(FIRST_CARE, care), [""; 0]);
}

/// From 24.90 to 25.90, the old price in brackets.
const IN_BRACKETS: &[Mail] = &[
    (
        "en",
        "Your payments",
        "From 1 April 2024 contract T-551 will be £25.90 a month (£24.90 until now).",
    ),
    (
        "fr",
        "Vos mensualités",
        "Au 1er avril 2024, le contrat T-551 sera à 25,90 € par mois (24,90 € jusqu'à présent).",
    ),
    (
        "it",
        "Il suo canone",
        "Dal 1° aprile 2024 il contratto T-551 costerà 25,90 € al mese (finora 24,90 €).",
    ),
];

#[test]
fn a_price_in_brackets_is_told_behind_it() {
    let both = |r: &oxherd_model::Reading| {
        sums(r, AmountRole::New) == ["25.90"] && sums(r, AmountRole::Old) == ["24.90"]
    };
    assert_eq!(Desk::new().failing(IN_BRACKETS, both), [""; 0]);
}

/// A parcel that was brought today, and one that was handed on.
const BROUGHT: &[Mail] = &[(
    "de",
    "Abgegeben: Paket 0034 8810 2297 41",
    "Ihr Paket ist da\n\nWir haben Ihr Paket heute um 11:21 Uhr an Vale persönlich übergeben.\n\nPaketlinie",
)];

#[test]
fn a_parcel_that_was_brought_was_delivered() {
    assert_eq!(Desk::new().failing(BROUGHT, |r| r.kind == Kind::Delivered), [""; 0]);
}

/// Letters that end something, in the words of who writes to a firm they know.
const ENDED: &[(&str, &str)] = &[
    ("en", "Hi, please stop plan TB-1007 from now on. Thanks, Toni Vale"),
    ("en", "Hi, I won't be carrying on. Please take me off the trial, member TB-1007. Toni"),
    (
        "de",
        "Hiermit kündige ich den Schutzbrief TB-1007 zum 30.09.2024, hilfsweise zum nächstmöglichen Termin. Toni Vale",
    ),
    ("de", "Hallo, ich mache nach dem Probemonat nicht weiter. Toni Vale"),
    (
        "fr",
        "Bonjour, en tant que titulaire je résilie le contrat TB-1007 au 31 mai 2024. Toni Vale",
    ),
    ("fr", "Bonjour, arrêtez mon abonnement TB-1007 s'il vous plaît. Toni Vale"),
    (
        "es",
        "Hola, dadme de baja de la prueba por favor, socia TB-1007, y no me carguéis nada. Toni Vale",
    ),
    ("it", "Ciao, disdite per favore il mio abbonamento TB-1007. Toni Vale"),
    ("nl", "Hallo, ik ga na de proefmaand niet door. Toni Vale"),
    ("nl", "Hoi, stop mijn proefabonnement TB-1007 alsjeblieft. Toni Vale"),
];

/// Letters that end nothing.
const NOT_ENDED: &[(&str, &str)] = &[
    ("fr", "Bonjour, je résilie le contrat TB-1007 tant que vous ne répondez pas. Toni Vale"),
    ("de", "Hallo, ich mache mir nicht weiter Sorgen. Toni Vale"),
    ("es", "Hola, no quiero seguir esperando su respuesta. Toni Vale"),
    ("en", "Hi, please stop the noise. Toni Vale"),
];

#[test]
fn an_order_to_stop_ends_and_a_worry_does_not() {
    let desk = Desk::new();
    let ends = |body: &str| {
        let reading = desk.read("TB-1007", body);
        let mut acts = reading.facts.iter().filter_map(Fact::act);
        acts.any(|(act, _)| act == LetterAct::Cancel)
    };
    for (_, body) in ENDED {
        assert!(ends(body), "{body}");
    }
    for (_, body) in NOT_ENDED {
        assert!(!ends(body), "{body}");
    }
}

#[test]
fn a_sum_that_was_promised_is_claimed() {
    let desk = Desk::new();
    let acts = |body: &str| {
        let reading = desk.read("TB-1007", body);
        reading.facts.iter().filter_map(Fact::act).map(|(act, _)| act).collect::<Vec<_>>()
    };
    for body in [
        "Buonasera, il tecnico è arrivato tardi. Chiedo i 30 euro previsti dalla vostra Carta. Toni Vale",
        "Hola, el técnico llegó tarde. Solicito los 30 euros previstos en su carta de compromisos. Toni Vale",
    ] {
        assert!(acts(body).contains(&LetterAct::Claim), "{body}: {:?}", acts(body));
    }
}

#[test]
fn who_wears_what_a_contract_is_for_uses_it() {
    let desk = Desk::new();
    for body in [
        "Contrat n° T-551, au nom de Ann Lee\nPersonne équipée : Mme Bo Lee, 3 allée des Tilleuls\nPayeur : Cy Lee",
        "Contract T-551 (person equipped: Bo Lee)",
        "Contratto T-551, portatrice: Bo Lee",
    ] {
        let people = desk.read("T-551", body).people;
        let uses = people.iter().any(|p| p.part == NamedPart::User && p.name.contains("Bo Lee"));
        assert!(uses, "{body}: {people:?}");
    }
}

#[test]
fn a_sentence_tells_who_has_wears_and_pays() {
    use NamedPart::{Holder, Payer, User};
    let desk = Desk::new();
    for body in [
        "The agreement is in the name of Ann Lee, the pendant is worn by Bo Lee and the bills go to Cy Lee.",
        "Vertragspartnerin ist Ann Lee, das Gerät trägt Bo Lee, die Rechnung bekommt Cy Lee.",
        "Le contrat est au nom d'Ann Lee, le médaillon est porté par Bo Lee et les factures sont adressées à Cy Lee.",
        "El contrato está a nombre de Ann Lee, el colgante lo lleva Bo Lee y los recibos se cargan a Cy Lee.",
        "Il contratto è a nome di Ann Lee, il ciondolo lo porta Bo Lee e le bollette le paga Cy Lee.",
        "Het contract staat op naam van Ann Lee, de hanger wordt gedragen door Bo Lee en de rekening gaat naar Cy Lee.",
    ] {
        let people = desk.read("T-551", body).people;
        for (part, name) in [(Holder, "Ann Lee"), (User, "Bo Lee"), (Payer, "Cy Lee")] {
            assert!(people.iter().any(|p| p.part == part && p.name == name), "{body}: {people:?}");
        }
    }
}

/// Policies whose year is over on 15 May 2024.
const OVER: &[Mail] = &[
    (
        "en",
        "Your next year with us",
        "Dear Toni,\n\nYour policy TB-2089 comes to an end on 15 May 2024.\n\nAlderley",
    ),
    (
        "fr",
        "Votre prochaine année",
        "Bonjour,\n\nVotre contrat TB-2089 arrive à son terme le 15 mai 2024.\n\nAlderley",
    ),
    (
        "es",
        "Su próximo año",
        "Hola:\n\nSu póliza TB-2089 llega a su fin el 15 de mayo de 2024.\n\nAlderley",
    ),
    (
        "it",
        "Il suo prossimo anno",
        "Buongiorno,\n\nla sua polizza TB-2089 arriva a scadenza il 15 maggio 2024.\n\nAlderley",
    ),
    (
        "nl",
        "Uw volgende jaar",
        "Beste Toni,\n\nUw polis TB-2089 komt op 15 mei 2024 aan het eind van het jaar.\n\nAlderley",
    ),
];

#[test]
fn what_comes_to_an_end_brings_nothing_and_a_first_box_does() {
    let desk = Desk::new();
    let brought = |r: &oxherd_model::Reading| {
        r.facts.iter().filter_map(Fact::pledge).any(|p| p.deed == PledgedDeed::Delivery)
    };
    assert_eq!(desk.failing(OVER, |r| !brought(r)), [""; 0]);
    let first: &[Mail] = &[(
        "en",
        "Your first crate",
        "First crate arrives by Friday 8 March 2024. Skip, pause or stop whenever you like.",
    )];
    assert_eq!(desk.failing(first, brought), [""; 0]);
}

#[test]
fn the_number_in_the_row_of_a_thing_is_that_of_the_thing() {
    let desk = Desk::new();
    for (row, number) in [
        ("Device: Corvid Air 14, CA14-24A-009912", "CA1424A009912"),
        ("Gerät: Corvid Air 14, CA14-24A-009912", "CA1424A009912"),
        ("Appareil : Corvid Air 14, CA14-24A-009912", "CA1424A009912"),
    ] {
        let body = format!("Contract: ES-5567120\n{row}\nFrom: 1 April 2024");
        let reading = desk.read("Your cover ES-5567120", &body);
        let mut named = reading.facts.iter().filter_map(Fact::identifier);
        let serial =
            named.any(|(role, value, _)| role == IdentifierRole::Serial && value == number);
        assert!(serial, "{row}: {:?}", reading.facts);
        let mut numbers = reading.facts.iter().filter_map(Fact::reference);
        assert!(!numbers.any(|(_, value)| value.starts_with("CA14")), "{row}");
    }
}

#[test]
fn an_article_of_a_law_is_no_number_of_a_contract() {
    let desk = Desk::new();
    let numbers = |body: &str| {
        let reading = desk.read("Votre forfait", body);
        reading
            .facts
            .iter()
            .filter_map(Fact::reference)
            .map(|(_, n)| n.to_owned())
            .collect::<Vec<_>>()
    };
    let law = "Bonjour,\n\nConformément à l'article L.224-33 du Code de la consommation, vous pouvez résilier le contrat.";
    assert!(!numbers(law).iter().any(|n| n.contains("224-33")), "{:?}", numbers(law));
}

#[test]
fn who_may_leave_until_the_day_before_the_next_payment_has_a_last_day() {
    let mails: &[Mail] = &[
        (
            "en",
            "Welcome to the Beacon",
            "Until 31 August 2024: £1 in all. From 1 September 2024: £9.90 a month. You can leave whenever you like up to the day before the next payment.",
        ),
        (
            "de",
            "Willkommen",
            "Bis 31. August 2024: 1 € insgesamt. Ab 1. September 2024: 9,90 € im Monat. Sie können jederzeit bis zum Tag vor der nächsten Abbuchung kündigen.",
        ),
    ];
    let last = |r: &oxherd_model::Reading| days(r, DateRole::CancelBy) == ["2024-08-31"];
    assert_eq!(Desk::new().failing(mails, last), [""; 0]);
}

#[test]
fn how_to_stop_a_renewal_names_the_last_day() {
    let mails: &[Mail] = &[
        (
            "en",
            "Your next year",
            "Policy TB-1007 comes to the end of its year on 15 May. To stop the renewal, ring us by 15 May 2024.",
        ),
        (
            "de",
            "Ihr nächstes Jahr",
            "Ihre Police TB-1007 geht am 16.05.2024 in ein weiteres Jahr. Um die Verlängerung zu stoppen, rufen Sie bis zum 15. Mai 2024 an.",
        ),
        (
            "nl",
            "Uw volgende jaar",
            "Polis TB-1007 gaat op 16 mei 2024 een nieuw jaar in. Om de verlenging te stoppen belt u ons uiterlijk 15 mei 2024.",
        ),
    ];
    let last = |r: &oxherd_model::Reading| days(r, DateRole::CancelBy) == ["2024-05-15"];
    assert_eq!(Desk::new().failing(mails, last), [""; 0]);
}
