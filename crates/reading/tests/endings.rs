//! Ends that were carried out, agreements that only may be ended, and trials: short mails in six languages.

use jiff::civil::date;
use oxherd_model::{DateRole, Kind, Reading};
use oxherd_reading::{Depth, Form, Reader};

fn read(reader: &Reader, subject: &str, text: &str) -> Reading {
    let mail = format!(
        "From: Larkmoor <service@larkmoor.example>\r\nTo: Ida Brandt <ida@hushmail.example>\r\n\
         Date: Tue, 4 Jun 2024 09:00:00 +0000\r\nSubject: {subject}\r\nMIME-Version: 1.0\r\n\
         Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{text}\r\n\r\nLarkmoor\r\n"
    );
    reader.read(mail.as_bytes(), Form::Mail, Depth::Full).reading
}

fn days(reading: &Reading, wanted: DateRole) -> Vec<jiff::civil::Date> {
    let dates = reading.facts.iter().filter_map(|fact| fact.claim.date());
    dates.filter(|(role, _)| *role == wanted).map(|(_, day)| day).collect()
}

/// What went wrong, one line each.
fn failures(cases: &[(&str, &str)], fails: impl Fn(&Reading) -> bool) -> Vec<String> {
    let reader = Reader::new();
    let wrong = cases.iter().filter_map(|(subject, text)| {
        let reading = read(&reader, subject, text);
        fails(&reading).then(|| {
            let dates: Vec<_> = reading.facts.iter().filter_map(|f| f.claim.date()).collect();
            let (kind, sure) = (reading.kind.as_str(), reading.kind_confidence.thousandths());
            format!("{kind} {sure} {} {dates:?} | {subject} | {text}", reading.language)
        })
    });
    wrong.collect()
}

/// Subject and text of what confirms an end of 31 May 2024.
const ENDED: &[(&str, &str)] = &[
    (
        "About your account",
        "Hello Ida,\n\nthis is to let you know that your gym membership G-771 was terminated with effect from 31 May 2024. We hope to welcome you again.",
    ),
    (
        "G-771",
        "Dear Ms Brandt,\n\nthank you for your call. Your breakdown cover G-771 ceased on 31 May 2024 and nothing more will be collected.",
    ),
    (
        "Your phone line",
        "Hello,\n\nas you asked, we have disconnected your line G-771 from 31 May 2024.",
    ),
    (
        "Ihr Anliegen",
        "Guten Tag Frau Brandt,\n\nvielen Dank für Ihr Schreiben. Ihre Rechtsschutzversicherung G-771 haben wir zum 31.05.2024 aufgelöst.",
    ),
    (
        "Vertrag G-771",
        "Guten Tag,\n\nIhr Mobilfunktarif G-771 ist mit Ablauf des 31.05.2024 gekündigt. Für Ihre Treue danken wir Ihnen.",
    ),
    (
        "Schutzbrief",
        "Sehr geehrte Frau Brandt,\n\nder Schutzbrief G-771 wurde auf Ihren Wunsch per 31.05.2024 storniert.",
    ),
    (
        "Votre demande",
        "Bonjour,\n\nnous avons bien arrêté votre forfait G-771 à la date du 31 mai 2024. Merci de votre confiance.",
    ),
    (
        "Contrat G-771",
        "Madame,\n\nsuite à votre courrier, votre assurance G-771 a été clôturée au 31/05/2024.",
    ),
    (
        "Votre abonnement",
        "Bonjour Ida,\n\nvotre abonnement G-771 a cessé le 31 mai 2024. Vous ne recevrez plus de facture.",
    ),
    (
        "Su solicitud",
        "Estimada Ida:\n\nle informamos de que su línea G-771 ha sido dada de baja con fecha 31 de mayo de 2024.",
    ),
    (
        "Contrato G-771",
        "Hola:\n\nhemos rescindido el contrato G-771 con efectos de 31/05/2024, tal y como nos pidió.",
    ),
    (
        "Tu gimnasio",
        "Hola Ida:\n\ntu abono G-771 terminó el 31 de mayo de 2024. Gracias por estos años.",
    ),
    (
        "La sua richiesta",
        "Gentile cliente,\n\nabbiamo disattivato la sua linea G-771 con effetto dal 31 maggio 2024.",
    ),
    (
        "Contratto G-771",
        "Gentile signora,\n\nil suo abbonamento G-771 risulta cessato dal 31/05/2024.",
    ),
    (
        "Palestra",
        "Ciao Ida,\n\nla tua iscrizione G-771 è terminata il 31 maggio 2024. Grazie per essere stata con noi.",
    ),
    (
        "Uw bericht",
        "Beste mevrouw Brandt,\n\nuw rechtsbijstandverzekering G-771 hebben wij per 31 mei 2024 stopgezet.",
    ),
    (
        "Contract G-771",
        "Hallo Ida,\n\nop jouw verzoek is het abonnement G-771 met ingang van 31 mei 2024 ontbonden.",
    ),
    (
        "Sportschool",
        "Hoi Ida,\n\nje lidmaatschap G-771 is op 31 mei 2024 geëindigd. Bedankt voor alles.",
    ),
];

#[test]
fn an_end_that_was_carried_out_ends_whatever_stands_around_it() {
    let wrong = failures(ENDED, |reading| {
        let ends = matches!(reading.kind, Kind::CancelConfirmed | Kind::ContractEnding);
        !ends || days(reading, DateRole::End) != [date(2024, 5, 31)]
    });
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), ENDED.len(), wrong.join("\n"));
}

/// Subject and text of what began and may be ended.
const MAY_END: &[(&str, &str)] = &[
    (
        "Welcome to Larkmoor Play",
        "Hi Ida,\n\nyour subscription is now active at £7.99 a month. If you change your mind, cancel whenever you like in your settings.",
    ),
    (
        "Your new phone contract",
        "Dear Ida,\n\nyour contract G-771 runs for 24 months. You may cancel it within 14 days. After that it can be terminated with 30 days' notice.",
    ),
    (
        "Order confirmed",
        "Hi Ida,\n\nthanks for subscribing! £12.00 every month, no commitment: cancelling takes two clicks.",
    ),
    (
        "Willkommen bei Larkmoor",
        "Hallo Ida,\n\ndein Abo ist jetzt aktiv, 7,99 € im Monat. Kündigen kannst du jederzeit in deinem Konto.",
    ),
    (
        "Ihr neuer Vertrag",
        "Guten Tag Frau Brandt,\n\nIhr Vertrag G-771 läuft 24 Monate. Er kann mit einer Frist von einem Monat gekündigt werden. Wird er nicht gekündigt, verlängert er sich.",
    ),
    (
        "Bestellbestätigung",
        "Hallo Ida,\n\ndanke für dein Abo für 12,00 € im Monat. Ohne Mindestlaufzeit, monatlich kündbar.",
    ),
    (
        "Bienvenue chez Larkmoor",
        "Bonjour Ida,\n\nvotre abonnement est désormais actif, 7,99 € par mois. Il est résiliable quand vous le souhaitez depuis votre espace.",
    ),
    (
        "Votre nouveau contrat",
        "Madame,\n\nvotre contrat G-771 dure 24 mois. Il pourra ensuite être résilié avec un préavis d'un mois.",
    ),
    (
        "Confirmation",
        "Bonjour Ida,\n\nmerci pour votre abonnement à 12,00 € par mois. Sans engagement : annulez en deux clics.",
    ),
    (
        "Bienvenida a Larkmoor",
        "Hola Ida:\n\ntu suscripción ya está activa, 7,99 € al mes. Si quieres darte de baja, puedes hacerlo cuando quieras.",
    ),
    (
        "Su nuevo contrato",
        "Estimada Ida:\n\nsu contrato G-771 dura 24 meses. Podrá ser cancelado con un mes de preaviso.",
    ),
    (
        "Confirmación",
        "Hola Ida:\n\ngracias por suscribirte por 12,00 € al mes. Sin permanencia: cancela cuando quieras.",
    ),
    (
        "Benvenuta in Larkmoor",
        "Ciao Ida,\n\nil tuo abbonamento è attivo, 7,99 € al mese. Puoi annullarlo in ogni momento dal tuo account.",
    ),
    (
        "Il suo nuovo contratto",
        "Gentile signora,\n\nil suo contratto G-771 dura 24 mesi. Può essere disdetto con un mese di preavviso.",
    ),
    (
        "Conferma",
        "Ciao Ida,\n\ngrazie per esserti abbonata a 12,00 € al mese. Senza vincoli: disdici quando vuoi.",
    ),
    (
        "Welkom bij Larkmoor",
        "Hoi Ida,\n\nje abonnement is nu actief voor € 7,99 per maand. Stoppen mag wanneer je wilt, via je account.",
    ),
    (
        "Uw nieuwe contract",
        "Beste mevrouw Brandt,\n\nuw contract G-771 loopt 24 maanden. Daarna kan het met een maand opzegtermijn worden beëindigd.",
    ),
    (
        "Bevestiging",
        "Hoi Ida,\n\nbedankt voor je abonnement van € 12,00 per maand. Je zit nergens aan vast: opzeggen doe je zelf.",
    ),
];

#[test]
fn what_may_be_ended_has_not_ended() {
    let wrong = failures(MAY_END, |reading| {
        let ends = |kind: &Kind| matches!(kind, Kind::CancelConfirmed | Kind::ContractEnding);
        ends(&reading.kind) || reading.secondary.iter().any(ends)
    });
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), MAY_END.len(), wrong.join("\n"));
}

/// Subject and text of a trial whose last day is 18 June 2024.
const TRIALS: &[(&str, &str)] = &[
    (
        "Welcome",
        "Hi Ida,\n\nyour 14-day trial of Larkmoor Plus starts today. Afterwards it is £6.00 a month.\n",
    ),
    (
        "You're in",
        "Hi Ida,\n\nyour trial period is up and running until 18 June 2024. Then we charge £6.00 a month.\n",
    ),
    (
        "Enjoy",
        "Hi Ida,\n\nenjoy your two free weeks, your trial has begun! You'll pay £6.00 a month unless you cancel by 18 June 2024.\n",
    ),
    (
        "Willkommen",
        "Hallo Ida,\n\ndeine 14-tägige Testphase von Larkmoor Plus hat begonnen. Danach zahlst du 6,00 € im Monat.\n",
    ),
    (
        "Los geht's",
        "Hallo Ida,\n\ndein Probeabo läuft bis zum 18.06.2024 kostenlos. Danach kostet es 6,00 € im Monat.\n",
    ),
    (
        "Testen",
        "Hallo Ida,\n\ndie kostenlose Probephase ist gestartet. Falls du nicht bis zum 18.06.2024 kündigst, buchen wir monatlich 6,00 € ab.\n",
    ),
    (
        "Bienvenue",
        "Bonjour Ida,\n\nvotre essai de 14 jours commence aujourd'hui. Ensuite, 6,00 € par mois.\n",
    ),
    (
        "C'est parti",
        "Bonjour Ida,\n\nvotre période d'essai gratuite dure jusqu'au 18 juin 2024. Ensuite, vous payez 6,00 € par mois.\n",
    ),
    (
        "Votre essai",
        "Bonjour Ida,\n\nvotre période d'essai a commencé. À moins que vous ne résiliiez au plus tard le 18 juin 2024, nous prélèverons 6,00 € par mois.\n",
    ),
    ("Bienvenida", "Hola Ida:\n\ntu prueba de 14 días empieza hoy. Después, 6,00 € al mes.\n"),
    (
        "Ya está",
        "Hola Ida:\n\ntu periodo de prueba gratuito dura hasta el 18 de junio de 2024. Después pagarás 6,00 € al mes.\n",
    ),
    (
        "Disfruta",
        "Hola Ida:\n\ntu prueba gratis ha empezado. A menos que la canceles a más tardar el 18 de junio de 2024, te cobraremos 6,00 € al mes.\n",
    ),
    ("Benvenuta", "Ciao Ida,\n\nla tua prova di 14 giorni inizia oggi. Poi 6,00 € al mese.\n"),
    (
        "Si parte",
        "Ciao Ida,\n\nil tuo periodo di prova gratuito dura fino al 18 giugno 2024. Poi pagherai 6,00 € al mese.\n",
    ),
    (
        "Prova",
        "Ciao Ida,\n\nla prova gratuita è iniziata. A meno che tu non disdica entro il 18 giugno 2024, addebiteremo 6,00 € al mese.\n",
    ),
    (
        "Welkom",
        "Hoi Ida,\n\nje proefperiode van 14 dagen begint vandaag. Daarna betaal je € 6,00 per maand.\n",
    ),
    (
        "Aan de slag",
        "Hoi Ida,\n\nje gratis proefabonnement loopt tot en met 18 juni 2024. Daarna betaal je € 6,00 per maand.\n",
    ),
    (
        "Veel plezier",
        "Hoi Ida,\n\nje gratis proefperiode is begonnen. Als je niet uiterlijk 18 juni 2024 opzegt, schrijven we elke maand € 6,00 af.\n",
    ),
];

#[test]
fn a_trial_names_its_last_free_day_or_it_is_counted() {
    let wrong = failures(TRIALS, |reading| {
        let runs =
            matches!(reading.kind, Kind::RenewalNotice | Kind::ContractPack | Kind::OrderConfirmed);
        !runs || days(reading, DateRole::TrialEnd) != [date(2024, 6, 18)]
    });
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), TRIALS.len(), wrong.join("\n"));
}
