//! Days that name streets, days until which one may leave for nothing, and the first of several that money is taken.

use super::{claims, expect};

#[test]
fn a_street_that_bears_a_day_is_no_day() {
    for (language, text) in [
        ("de", "Ort: Straße des 17. Juni 135, 10623 Berlin"),
        ("de", "Wir sind umgezogen: Platz des 18. März 2, 79098 Freiburg."),
        ("de", "Treffpunkt ist die Allee des 4. November 7."),
        ("fr", "Adresse : 12 rue du 8 mai 1945, 29200 Brest"),
        ("fr", "Nous vous attendons place du 11 Novembre 1918."),
        ("fr", "14 avenue du 6 juin 1944, Caen"),
        ("es", "Nos vemos en la Plaza del 2 de Mayo 4, Madrid."),
        ("es", "Calle 19 de Abril 3, 2.º B"),
        ("es", "Dirección: Av. de la Mar 8, 03700 Dénia"),
        ("es", "Calle Mayo 3"),
        ("es", "Avenida 9 de Julio 210"),
        ("it", "Lo studio si trova in Via 4 Novembre 12, Lecce."),
        ("it", "Piazza 25 Aprile 9, Milano"),
        ("it", "Corso 11 Settembre 40, 61121 Pesaro"),
        ("nl", "Het kantoor is aan het Plein 4 Mei 12."),
        ("nl", "Adres: 5 Mei-laan 20, Leiden"),
        ("en", "Our shop is at 4 July Street 12."),
    ] {
        let found = claims(language, text);
        let dated = found.iter().find(|claim| claim.contains("-0") || claim.contains("-1"));
        assert!(dated.is_none(), "{text:?}: {found:?}");
    }
}

#[test]
fn a_day_beside_an_address_or_a_word_that_looks_like_one_stays_a_day() {
    for (language, text, day) in [
        ("de", "Termin: Bahnhofstraße 4, 16. April 2026, 10 Uhr", "2026-04-16"),
        ("en", "The fair takes place 16 April 2026 in the town hall.", "2026-04-16"),
        ("it", "Ti scriviamo via 16 aprile 2026", "2026-04-16"),
        ("fr", "La visite a lieu sur place du 16 avril 2026 au 18 avril 2026", "2026-04-16"),
        ("es", "Visita en Calle Mayor 3, el 16 de abril de 2026", "2026-04-16"),
        ("nl", "De markt is op 16 april 2026 op het Plein", "2026-04-16"),
    ] {
        let found = claims(language, text);
        assert!(found.iter().any(|claim| claim.ends_with(day)), "{text:?}: {found:?}");
    }
}

#[test]
fn who_may_go_for_nothing_until_a_day_may_cancel_by_it() {
    for (language, text) in [
        ("en", "If you'd rather not, you may end the agreement without charge by 30 April 2026."),
        ("en", "Until 30 April 2026 you can walk away with no exit fees."),
        ("en", "You are entitled to leave free of charge up to 30 April 2026."),
        ("de", "Sie können den Vertrag bis einschließlich 30.04.2026 ohne Kosten beenden."),
        ("de", "Bis zum 30. April 2026 dürfen Sie kostenfrei aussteigen."),
        ("de", "Du kannst bis 30.04.2026 gebührenfrei raus aus dem Vertrag."),
        ("fr", "Vous pouvez nous quitter gratuitement jusqu'au 30 avril 2026."),
        ("fr", "Jusqu'au 30 avril 2026, il vous est possible de sortir du contrat sans pénalité."),
        ("fr", "Vous avez le droit de partir sans frais au plus tard le 30 avril 2026."),
        ("es", "Puedes irte sin coste hasta el 30 de abril de 2026."),
        ("es", "Hasta el 30 de abril de 2026 tiene derecho a dejar el contrato sin penalización."),
        ("es", "Podrá desvincularse gratuitamente hasta el 30 de abril de 2026."),
        ("it", "Puoi andartene senza penali fino al 30 aprile 2026."),
        ("it", "Fino al 30 aprile 2026 hai diritto di uscire dal contratto senza costi."),
        ("it", "Potrà sciogliere il contratto gratuitamente entro il 30 aprile 2026."),
        ("nl", "Je kunt tot en met 30 april 2026 zonder kosten vertrekken."),
        ("nl", "Tot en met 30 april 2026 mag u kosteloos van uw abonnement af."),
        ("nl", "U kunt uiterlijk 30 april 2026 boetevrij overstappen."),
    ] {
        expect(language, text, &["cancel_by 2026-04-30"]);
    }
    for (language, text) in [
        ("en", "You can send goods back free of charge until 30 April 2026."),
        ("de", "Bis zum 30.04.2026 können Sie kostenlos parken."),
        ("fr", "Vous pouvez essayer sans frais jusqu'au 30 avril 2026."),
        ("es", "Puedes ver la serie gratis hasta el 30 de abril de 2026."),
        ("it", "Puoi provare gratuitamente fino al 30 aprile 2026."),
        ("nl", "U kunt tot en met 30 april 2026 gratis reizen."),
    ] {
        let found = claims(language, text);
        let leaves = found.iter().any(|claim| claim.starts_with("cancel_by"));
        assert!(!leaves, "{text:?}: {found:?}");
    }
}

#[test]
fn the_first_day_on_which_money_is_taken_is_a_payment() {
    for (language, text) in [
        (
            "en",
            "We will collect £18.95 on or around the 1st of each month, starting on 1 June 2026.",
        ),
        ("en", "Your Direct Debit of £12.00 is taken monthly, beginning 1 June 2026."),
        ("de", "Monatlicher Abschlag: 64,00 €, erstmals am 01.06.2026"),
        ("de", "Den Beitrag ziehen wir monatlich ein, zum ersten Mal am 1. Juni 2026."),
        ("fr", "Vos mensualités de 18 € seront prélevées pour la première fois le 1er juin 2026."),
        ("fr", "Prélèvement mensuel de 18,00 €, le premier le 1er juin 2026."),
        ("es", "Te cobraremos 18,00 € al mes, por primera vez el 1 de junio de 2026."),
        ("es", "Cargo mensual de 18 €, empezando el 1 de junio de 2026."),
        ("it", "Addebiteremo 18,00 € al mese, per la prima volta il 1° giugno 2026."),
        ("it", "Addebito mensile di 18 €, a cominciare dal 1 giugno 2026."),
        ("nl", "We schrijven elke maand € 18,00 af, voor het eerst op 1 juni 2026."),
        ("nl", "Wij incasseren maandelijks € 18,00, te beginnen op 1 juni 2026."),
    ] {
        expect(language, text, &["payment 2026-06-01"]);
    }
    for (language, text) in [
        ("en", "Your course runs weekly, starting on 1 June 2026."),
        ("de", "Der Kurs findet erstmals am 01.06.2026 statt."),
        ("nl", "De cursus is voor het eerst op 1 juni 2026."),
    ] {
        let found = claims(language, text);
        assert!(!found.iter().any(|claim| claim.starts_with("payment")), "{text:?}: {found:?}");
    }
}

#[test]
fn each_day_of_a_sentence_has_its_own_promise() {
    for (language, text, first, second) in [
        (
            "en",
            "We'll fetch the camera on 14 May 2026 and we will return it to you by 29 May 2026.",
            "We'll fetch the camera on 14 May 2026",
            "and we will return it to you by 29 May 2026",
        ),
        (
            "de",
            "Wir werden das Gerät bis zum 14.05.2026 prüfen und werden Ihnen bis zum 29.05.2026 antworten.",
            "Wir werden das Gerät bis zum 14.05.2026 prüfen",
            "und werden Ihnen bis zum 29.05.2026 antworten",
        ),
        (
            "nl",
            "We zullen de camera uiterlijk 14 mei 2026 nakijken en we zullen u uiterlijk 29 mei 2026 antwoorden.",
            "We zullen de camera uiterlijk 14 mei 2026 nakijken",
            "en we zullen u uiterlijk 29 mei 2026 antwoorden",
        ),
    ] {
        let found = super::read(language, text).found;
        let said: Vec<&str> = found
            .iter()
            .filter_map(|f| {
                let oxherd_model::Claim::Promise { what, .. } = &f.claim else { return None };
                Some(what.as_str())
            })
            .collect();
        assert_eq!(said, [first, second], "{text:?}");
    }
}

#[test]
fn a_mark_that_fills_its_brackets_is_one() {
    for (language, text, mark) in [
        ("es", "Te vendo el Ardent (1234 KBC) por 4.200 euros.", "registration 1234KBC none"),
        ("it", "Ti vendo la Ardent (AB123CD) per 4.200 euro.", "registration AB123CD none"),
        ("fr", "Je te vends l'Ardent (AB-123-CD).", "registration AB123CD none"),
        ("de", "Ich verkaufe dir den Ardent (KI-AB 1234).", "registration KIAB1234 none"),
        ("nl", "Ik verkoop je de Ardent (KX-123-Z).", "registration KX123Z none"),
    ] {
        expect(language, text, &[mark]);
    }
}
