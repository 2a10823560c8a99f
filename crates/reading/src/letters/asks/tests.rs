//! Sentences of letters by language: what they ask for, and which account they tell.

use super::*;
use crate::letters::tests::table;

#[test]
fn every_line_of_every_list_of_requests_is_understood() {
    for (list, _) in FILES {
        for entry in lists::entries(list) {
            assert!(class_of(entry.section).is_some(), "{}", entry.section);
        }
    }
}

#[test]
fn a_new_account_or_card_is_told() {
    table(
        "en",
        &[
            ("Please use my new bank account for the Direct Debit from now on.", "bank"),
            ("My card has been replaced. Please take payments from my new card.", "bank"),
            ("We have changed banks, our new IBAN follows below.", "bank"),
            ("I need to update the credit card on my subscription.", "bank"),
            ("The bank has sent me a new credit card, the old one is blocked.", "bank"),
        ],
    );
    table(
        "de",
        &[
            ("Meine Bankverbindung hat sich geändert.", "bank"),
            ("Ab Oktober buchen Sie bitte von meinem neuen Konto ab.", "bank"),
            ("Wir haben die Bank gewechselt.", "bank"),
            ("Bitte hinterlegen Sie meine neue Kreditkarte.", "bank"),
        ],
    );
    table(
        "fr",
        &[
            ("Voici mon nouveau RIB pour les prélèvements.", "bank"),
            ("Je change de banque à partir d'octobre.", "bank"),
            ("Ma carte bancaire a été remplacée.", "bank"),
            ("Merci de mettre à jour mes coordonnées bancaires.", "bank"),
        ],
    );
    table(
        "es",
        &[
            ("He cambiado de banco.", "bank"),
            ("A partir de octubre carguen los recibos en mi nueva cuenta.", "bank"),
            ("Les comunico mis nuevos datos bancarios.", "bank"),
            ("Quiero cambiar la tarjeta de crédito de mi suscripción.", "bank"),
        ],
    );
    table(
        "it",
        &[
            ("Ho cambiato banca.", "bank"),
            ("Vi comunico il mio nuovo IBAN per gli addebiti.", "bank"),
            ("Vorrei aggiornare la carta di credito del mio abbonamento.", "bank"),
            ("Le mie coordinate bancarie sono cambiate, vi invio le nuove.", "bank"),
        ],
    );
    table(
        "nl",
        &[
            ("Ik ben overgestapt naar een andere bank.", "bank"),
            ("Mijn nieuwe rekeningnummer is hieronder te vinden.", "bank"),
            ("Wilt u voortaan incasseren van mijn nieuwe rekening?", "bank"),
            ("Mijn bankgegevens zijn gewijzigd.", "bank"),
        ],
    );
}

#[test]
fn an_account_that_is_not_the_writers_or_not_new_is_none() {
    table(
        "en",
        &[
            ("I noticed that your bank account on the invoice has changed.", ""),
            ("My bank details have not changed.", ""),
            ("If I change my bank account, I will tell you.", ""),
            ("I cannot log in to my new account.", ""),
            ("I noticed the new bank account on your invoice.", ""),
            ("Did you get my new bank details?", ""),
        ],
    );
    table(
        "de",
        &[("Ihre Bankverbindung auf der Rechnung ist neu.", ""), ("Mein Konto ist gesperrt.", "")],
    );
    table("fr", &[("Votre nouveau RIB est-il exact ?", ""), ("Mon compte client est bloqué.", "")]);
    table(
        "es",
        &[("He visto que su cuenta bancaria ha cambiado.", ""), ("Mi cuenta está bloqueada.", "")],
    );
    table(
        "it",
        &[("Il vostro nuovo IBAN è in fattura.", ""), ("Il mio conto cliente è bloccato.", "")],
    );
    table(
        "nl",
        &[
            ("Uw nieuwe rekeningnummer staat op de factuur.", ""),
            ("Mijn account is geblokkeerd.", ""),
        ],
    );
}

#[test]
fn english_letters_ask() {
    table(
        "en",
        &[
            ("I would like to stay, but only at the current price of £31.00.", "request"),
            ("Please let me know in writing.", "request"),
            ("Could you match the offer that new customers get?", "request"),
            ("I'd be grateful if you could send somebody before Friday.", "request"),
            ("We look forward to your reply.", "request"),
            ("I need a copy of the contract.", "request"),
            ("Please do not charge the card again.", "request"),
            ("I would like to order the free replacement battery under the recall.", "claim"),
            ("Could you put the £9.99 back on my card?", "claim"),
            ("I expect you to mend the lift that you installed.", "claim"),
        ],
    );
    table(
        "en",
        &[
            ("Please find attached the photos.", ""),
            ("If you have any questions, please call me.", ""),
            ("I would like to thank you for your help.", ""),
            ("I would like to inform you that the boiler works again.", ""),
            ("Please do not hesitate to contact me.", ""),
            ("I don't want a refund.", ""),
            ("You wrote: \u{201c}Please call us.\u{201d}", ""),
            ("Thank you for the photos.", ""),
            ("Please let me know if you need anything else.", ""),
        ],
    );
}

#[test]
fn german_letters_ask() {
    table(
        "de",
        &[
            ("Ich würde gern bleiben, aber nur zum bisherigen Preis.", "request"),
            ("Bitte bestätigen Sie mir das schriftlich.", "request"),
            ("Könnten Sie mir den Rabatt für Neukunden geben?", "request"),
            ("Ich brauche eine Kopie des Vertrags.", "request"),
            ("Um Bestätigung wird gebeten.", "request"),
            ("Ich beantrage den kostenlosen Ersatzakku aus dem Rückruf.", "request"),
            ("Ich möchte das Gerät auf Garantie reparieren lassen.", "claim"),
            ("Bitte überweisen Sie mir die 9,99 EUR zurück.", "claim"),
            ("Ich bitte um einen Austausch des defekten Teils.", "claim"),
        ],
    );
    table(
        "de",
        &[
            ("Bei Rückfragen melden Sie sich bitte.", ""),
            ("Ich möchte mich für Ihre Hilfe bedanken.", ""),
            ("Bitte entschuldigen Sie die späte Antwort.", ""),
            ("Anbei finden Sie die Unterlagen.", ""),
            ("Wenn Sie noch etwas brauchen, melden Sie sich bitte.", ""),
            ("Ich möchte Ihnen mitteilen, dass alles angekommen ist.", ""),
        ],
    );
}

#[test]
fn french_letters_ask() {
    table(
        "fr",
        &[
            ("Je souhaite rester, mais au tarif actuel.", "request"),
            ("Merci de me confirmer par écrit.", "request"),
            ("Pourriez-vous m'accorder une remise ?", "request"),
            ("J'ai besoin d'une copie du contrat.", "request"),
            ("Dans l'attente de votre réponse.", "request"),
            ("Je voudrais faire réparer l'appareil sous garantie.", "claim"),
            ("Je vous demande de me rendre la somme de 9,99 €.", "claim"),
            ("Veuillez remplacer la batterie rappelée.", "claim"),
        ],
    );
    table(
        "fr",
        &[
            ("Je vous prie d'agréer, Madame, mes salutations distinguées.", ""),
            ("Veuillez trouver ci-joint les photos.", ""),
            ("Veuillez agréer mes salutations.", ""),
            ("Je souhaite vous remercier de votre aide.", ""),
            ("Si vous avez des questions, merci de m'appeler.", ""),
            ("Merci d'avance.", ""),
        ],
    );
}

#[test]
fn spanish_letters_ask() {
    table(
        "es",
        &[
            ("Me gustaría quedarme, pero con el precio actual.", "request"),
            ("Les ruego que me lo confirmen por escrito.", "request"),
            ("¿Podrían igualar la oferta para clientes nuevos?", "request"),
            ("Necesito una copia del contrato.", "request"),
            ("Quedo a la espera de su respuesta.", "request"),
            ("Les pido la devolución de los 9,99 €.", "claim"),
            ("Solicito que reparen la caldera en garantía.", "claim"),
            ("Por favor, abonen de nuevo el importe cobrado.", "claim"),
        ],
    );
    table(
        "es",
        &[
            ("Si tienen alguna duda, por favor llámenme.", ""),
            ("Quiero agradecerles su ayuda.", ""),
            ("Quisiera informarles de que ya funciona.", ""),
            ("Pueden llamarme al 600 100 200.", ""),
            ("No quiero un reembolso.", ""),
        ],
    );
}

#[test]
fn italian_letters_ask() {
    table(
        "it",
        &[
            ("Vorrei restare al prezzo di € 24,90, altrimenti recedo.", "request"),
            ("Attendo riscontro scritto.", "request"),
            ("Potreste applicarmi lo sconto dei nuovi clienti?", "request"),
            ("Mi serve una copia del contratto.", "request"),
            ("Vi prego di confermare per iscritto.", "request"),
            ("Chiedo che mi venga restituito l'importo di 9,99 €.", "claim"),
            ("Vorrei far riparare la lavatrice in garanzia.", "claim"),
            ("Richiedo la batteria sostitutiva.", "claim"),
        ],
    );
    table(
        "it",
        &[
            ("Se avete domande, vi prego di chiamarmi.", ""),
            ("Vorrei ringraziarvi per l'aiuto.", ""),
            ("Vorrei informarvi che ora funziona.", ""),
            ("Vi prego di gradire i miei saluti.", ""),
            ("Potete chiamarmi al 333 100 200.", ""),
        ],
    );
}

#[test]
fn dutch_letters_ask() {
    table(
        "nl",
        &[
            ("Ik wil graag blijven, maar alleen voor de huidige prijs.", "request"),
            ("Graag een bevestiging.", "request"),
            ("Kunt u mij dezelfde korting geven als nieuwe klanten?", "request"),
            ("Ik verzoek u dit schriftelijk te bevestigen.", "request"),
            ("Ik hoor graag van u.", "request"),
            ("Hierbij vraag ik de gratis vervangende accu aan.", "claim"),
            ("Ik wil hem graag onder garantie laten repareren.", "claim"),
            ("Wilt u de € 9,99 terug op mijn rekening storten?", "claim"),
        ],
    );
    table(
        "nl",
        &[
            ("Bij vragen kunt u mij bellen.", ""),
            ("Graag gedaan.", ""),
            ("Ik wil u bedanken voor uw hulp.", ""),
            ("Ik wil u melden dat alles weer werkt.", ""),
            ("Als u meer nodig heeft, hoor ik het graag.", ""),
            ("Dan kunt u mij bellen.", ""),
        ],
    );
}

#[test]
fn english_letters_in_further_words() {
    table(
        "en",
        &[
            (
                "From next month the money should come out of our new account with another bank.",
                "bank",
            ),
            (
                "Our old debit card has expired, here are the details of my new card for the payments.",
                "bank",
            ),
            ("We've switched banks and would like you to note the new sort code.", "bank"),
            ("Would you mind keeping me on the old tariff?", "request"),
            ("Kindly send somebody to look at the leak before the weekend.", "request"),
            (
                "I'd be happy to renew if the premium stays as it is, so please make me an offer.",
                "request",
            ),
            ("I want my £45 back.", "claim"),
            ("Please have the broken pump repaired at your cost.", "claim"),
            ("We request that you reimburse the parking fine.", "claim"),
        ],
    );
}

#[test]
fn german_letters_in_further_words() {
    table(
        "de",
        &[
            ("Ab sofort ziehen Sie die Beiträge bitte von unserem neuen Girokonto ein.", "bank"),
            ("Ich habe eine neue Kreditkarte bekommen, die alte ist gesperrt.", "bank"),
            ("Hiermit teile ich Ihnen meine geänderte Kontoverbindung mit.", "bank"),
            ("Wäre es möglich, mir beim Preis entgegenzukommen?", "request"),
            ("Schicken Sie mir bitte die Rechnung noch einmal.", "request"),
            ("Ich erwarte Ihre schriftliche Zusage bis Freitag.", "request"),
            ("Bitte schreiben Sie mir die doppelt abgebuchten 12,00 EUR wieder gut.", "claim"),
            ("Ich verlange die kostenlose Reparatur der Spülmaschine.", "claim"),
            ("Wir hätten gern unser Geld zurück.", "claim"),
        ],
    );
}

#[test]
fn french_letters_in_further_words() {
    table(
        "fr",
        &[
            ("Veuillez désormais prélever sur mon nouveau compte.", "bank"),
            ("Mes coordonnées bancaires ont changé.", "bank"),
            ("J'ai une nouvelle carte de crédit pour l'abonnement.", "bank"),
            ("Seriez-vous d'accord pour maintenir l'ancien prix ?", "request"),
            ("Je vous serais reconnaissant de m'envoyer un technicien.", "request"),
            ("Nous attendons une réponse de votre part.", "request"),
            ("Je veux être remboursé des 12,00 €.", "claim"),
            ("Merci de faire réparer le lave-linge sous garantie.", "claim"),
            ("Je sollicite le versement de la somme de 30 €.", "claim"),
        ],
    );
}

#[test]
fn spanish_letters_in_further_words() {
    table(
        "es",
        &[
            ("Mi tarjeta ha sido sustituida, por favor cobren en la nueva tarjeta.", "bank"),
            ("Hemos cambiado de cuenta bancaria.", "bank"),
            ("Les ruego que domicilien los recibos en mi nuevo IBAN.", "bank"),
            ("¿Sería posible mantener la tarifa anterior?", "request"),
            ("Envíenme una copia de la póliza, por favor.", "request"),
            ("Espero su respuesta por escrito.", "request"),
            ("Quiero que me devuelvan los 12,00 €.", "claim"),
            ("Les solicito la reparación gratuita del frigorífico.", "claim"),
            ("Pido que me compensen por la espera.", "claim"),
        ],
    );
}

#[test]
fn italian_letters_in_further_words() {
    table(
        "it",
        &[
            ("Da ottobre vi prego di addebitare la rata sul mio nuovo conto.", "bank"),
            ("Abbiamo cambiato conto corrente.", "bank"),
            ("La mia carta di credito è stata sostituita.", "bank"),
            ("Sarebbe possibile mantenere la tariffa attuale?", "request"),
            ("Fatemi sapere quando passa il tecnico.", "request"),
            ("Resto in attesa di una vostra conferma scritta.", "request"),
            ("Desidero riavere i 12,00 € addebitati per errore.", "claim"),
            ("Vi chiedo di riparare la caldaia in garanzia.", "claim"),
            ("Pretendo il risarcimento del danno.", "claim"),
        ],
    );
}

#[test]
fn dutch_letters_in_further_words() {
    table(
        "nl",
        &[
            ("Ik ben van bank veranderd.", "bank"),
            ("Graag voortaan afschrijven van onze nieuwe bankrekening.", "bank"),
            ("Mijn creditcard is vervangen, dit is het nieuwe nummer.", "bank"),
            ("Zou u de oude prijs willen aanhouden?", "request"),
            ("Stuur mij alstublieft een kopie van de factuur.", "request"),
            ("Ik verneem graag uw reactie.", "request"),
            ("Ik wil de € 12,00 terug.", "claim"),
            ("Wij verzoeken u de wasmachine kosteloos te herstellen.", "claim"),
            ("Graag ontvang ik een vergoeding voor het wachten.", "claim"),
        ],
    );
}

#[test]
fn orders_are_told_by_the_form_of_the_verb() {
    table(
        "en",
        &[
            ("The rise is too much for me. Make me an offer.", "request"),
            ("Your charter grants \u{a3}20, so I am claiming that now.", "claim"),
            ("For me that is too much.", ""),
            ("You made me an offer.", ""),
        ],
    );
    table(
        "de",
        &[
            ("Machen Sie mir doch einen Vorschlag, sonst gehe ich.", "request"),
            ("Das war zu viel, schreiben Sie mir die 3 Euro gut.", "claim"),
            ("Nennen Sie mir einen neuen Termin.", "request"),
            ("Gestern haben Sie mir geschrieben.", ""),
            ("Wenn Sie mir schreiben, antworte ich.", ""),
        ],
    );
    table(
        "fr",
        &[
            ("Votre charte pr\u{e9}voit 20 \u{20ac}, je vous les demande donc.", "request"),
            ("Proposez-moi une autre date.", "request"),
            ("Vous m'avez \u{e9}crit hier.", ""),
            ("Le technicien est venu chez nous.", ""),
        ],
    );
    table(
        "es",
        &[
            ("Prop\u{f3}nganme otra fecha.", "request"),
            ("Su carta promete 20 \u{20ac}, se los pido.", "request"),
            ("Estoy conforme.", ""),
        ],
    );
    table(
        "it",
        &[
            ("Proponetemi un'altra data.", "request"),
            ("La carta prevede 20 \u{20ac}, ve li chiedo.", "request"),
            ("I vostri sistemi non funzionano.", ""),
        ],
    );
    table(
        "nl",
        &[
            ("Doe mij een voorstel, anders stap ik over.", "request"),
            ("Uw handvest noemt \u{20ac} 20, die vraag ik u nu.", "request"),
            ("Voor mij is dat te veel.", ""),
            ("U gaf mij een voorstel.", ""),
        ],
    );
}

#[test]
fn who_accepts_an_offer_asks_for_nothing() {
    for (language, text) in [
        ("en", "I'm happy to accept your offer. Please confirm in writing."),
        ("de", "Ihr Angebot nehme ich gern an, bitte schicken Sie es mir schriftlich."),
        ("fr", "Bon pour accord. Merci de me confirmer la date."),
        ("es", "Acepto la propuesta. Les ruego me lo confirmen."),
        ("it", "Accetto la proposta. Vi prego di confermare."),
        ("nl", "Uw aanbod neem ik graag aan. Graag een bevestiging."),
    ] {
        table(language, &[(text, "accept")]);
    }
}
