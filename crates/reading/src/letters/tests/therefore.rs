//! Letters that tell what happened first and end the agreement because of it, by its name.

use super::tables;

const ENDED: [(&str, &[(&str, &str)]); 6] = [
    (
        "en",
        &[
            (
                "I have sold the boat on 3 September 2025 and therefore cancel the policy HB-2290 with effect from that day.",
                "sold 2025-09-03; cancel 2025-09-03",
            ),
            ("I therefore cancel the policy.", "cancel"),
            ("We therefore terminate the maintenance contract.", "cancel"),
            ("I cancel policy HB-2290.", "cancel"),
            ("Please note the sale and cancel the insurance.", "cancel"),
            ("Please take me off your books and end the agreement.", "cancel"),
            ("I have sold the boat and ask you to cancel the insurance.", "sold; cancel"),
            ("We have sold the boat and would ask you to end the cover.", "sold; cancel"),
            ("I would like to tell you of the sale and cancel the policy.", "cancel"),
            ("The boat has a new owner and I cancel the insurance.", "sold; cancel"),
        ],
    ),
    (
        "de",
        &[
            ("Ich habe das Boot verkauft und kündige daher die Versicherung.", "sold; cancel"),
            (
                "Das Boot wurde am 3. September 2025 verkauft, und ich kündige die Versicherung zu diesem Tag.",
                "sold 2025-09-03; cancel 2025-09-03",
            ),
            ("Ich kündige daher die Versicherung.", "cancel"),
            ("Daher beende ich den Vertrag.", "cancel"),
            ("Das Boot ist verkauft, ich bitte Sie, die Versicherung zu beenden.", "sold; cancel"),
            (
                "Bitte nehmen Sie den Verkauf zur Kenntnis und beenden Sie die Versicherung.",
                "cancel",
            ),
            ("Wir haben das Boot verkauft und bitten Sie, den Vertrag aufzuheben.", "sold; cancel"),
            ("Wir lösen daher den Vertrag auf.", "cancel"),
            ("Ich hebe den Vertrag daher auf.", "cancel"),
        ],
    ),
    (
        "fr",
        &[
            ("J'ai vendu le bateau et résilie donc l'assurance.", "sold; cancel"),
            ("Je résilie donc l'assurance.", "cancel"),
            (
                "J'ai vendu le bateau le 3 septembre 2025 et résilie le contrat à compter de cette date.",
                "sold 2025-09-03; cancel 2025-09-03",
            ),
            ("Je mets donc fin à l'assurance.", "cancel"),
            ("J'ai vendu le bateau et je mets par conséquent un terme au contrat.", "sold; cancel"),
            ("J'ai vendu le bateau et vous prie de résilier le contrat.", "sold; cancel"),
            ("Le bateau a été vendu, je vous prie donc d'annuler l'assurance.", "sold; cancel"),
            ("Merci d'enregistrer la vente et de résilier l'assurance.", "cancel"),
            ("Veuillez prendre note de la vente et mettre fin au contrat.", "cancel"),
            ("Je souhaite vous informer de la vente et résilier le contrat.", "cancel"),
            ("J'annule donc le contrat.", "cancel"),
        ],
    ),
    (
        "es",
        &[
            ("He vendido el barco y por tanto cancelo la póliza.", "sold; cancel"),
            ("Por ello anulo el seguro.", "cancel"),
            ("Pongo fin, por tanto, al contrato.", "cancel"),
            ("Les ruego que tomen nota de la venta y den de baja el seguro.", "cancel"),
            ("Quiero informarles de la venta y cancelar la póliza.", "cancel"),
            ("He vendido el barco y les pido que anulen el seguro.", "sold; cancel"),
        ],
    ),
    (
        "it",
        &[
            ("Ho venduto la barca e pertanto disdico la polizza.", "sold; cancel"),
            ("Annullo quindi la polizza.", "cancel"),
            ("Pongo pertanto fine al contratto.", "cancel"),
            ("Vi prego di prendere nota della vendita e di annullare la polizza.", "cancel"),
            ("Vorrei comunicarvi la vendita e disdire il contratto.", "cancel"),
            ("Ho venduto la barca e vi chiedo di annullare l'assicurazione.", "sold; cancel"),
        ],
    ),
    (
        "nl",
        &[
            ("Ik heb de boot verkocht en zeg daarom de verzekering op.", "sold; cancel"),
            ("Ik zeg daarom de verzekering op.", "cancel"),
            ("Daarom beëindig ik de polis.", "cancel"),
            ("Ik heb de boot verkocht en verzoek u de verzekering te beëindigen.", "sold; cancel"),
            ("Wij vragen u de verkoop te verwerken en de polis stop te zetten.", "cancel"),
            ("Wilt u de verkoop noteren en de verzekering stopzetten.", "cancel"),
            ("Ik wil u de verkoop melden en het contract opzeggen.", "cancel"),
        ],
    ),
];

#[test]
fn what_happened_is_told_and_therefore_the_agreement_is_ended() {
    tables(&ENDED);
}

#[test]
fn what_is_only_told_planned_or_about_something_else_ends_nothing() {
    let rows: [(&str, &[(&str, &str)]); 6] = [
        (
            "en",
            &[
                ("Last year I had to sell the boat and cancel the insurance.", ""),
                ("I am hoping to sell the boat and cancel the policy in spring.", ""),
                ("I am planning to sell the boat and cancel the policy in spring.", ""),
                ("Please take note and cancel the appointment.", "request"),
                ("My brother has sold his boat and wants to cancel the insurance.", ""),
                ("I was told to ring you and cancel the policy.", ""),
                (
                    "I would like to know what it costs to change the boat and cancel the policy.",
                    "ask; request",
                ),
                ("I tried to log in and end the agreement.", ""),
                ("Therefore I cannot cancel the policy.", ""),
                ("Please tell me how to sell the boat and cancel the policy.", "ask; request"),
            ],
        ),
        (
            "de",
            &[
                ("Voriges Jahr musste ich das Boot verkaufen und die Versicherung kündigen.", ""),
                ("Ich kündige daher den Termin.", ""),
            ],
        ),
        (
            "fr",
            &[
                ("L'an dernier j'ai dû vendre le bateau et résilier le contrat.", ""),
                ("Merci de prendre note et d'annuler le rendez-vous.", "request"),
                ("Je ne souhaite pas vendre le bateau et résilier le contrat.", ""),
            ],
        ),
        (
            "es",
            &[
                ("El año pasado tuve que vender el barco y cancelar la póliza.", ""),
                ("Les ruego que tomen nota y cancelen la cita.", "request"),
            ],
        ),
        (
            "it",
            &[
                ("L'anno scorso ho dovuto vendere la barca e disdire la polizza.", ""),
                ("Vi prego di prendere nota e di annullare l'appuntamento.", "request"),
            ],
        ),
        (
            "nl",
            &[
                ("Vorig jaar moest ik de boot verkopen en de verzekering opzeggen.", ""),
                ("Ik zeg daarom de afspraak af.", ""),
            ],
        ),
    ];
    tables(&rows);
}

#[test]
fn who_asks_for_a_confirmation_and_for_money_claims_it() {
    for (language, text) in [
        ("en", "Please confirm the end in writing and refund the unused premium."),
        ("de", "Bitte bestätigen Sie das Ende und erstatten Sie mir den restlichen Beitrag."),
        ("fr", "Merci de confirmer la fin du contrat et de me rembourser le solde."),
        ("es", "Les ruego que confirmen el fin y me devuelvan la prima no consumida."),
        ("it", "Vi prego di confermare la cessazione e di rimborsare il premio residuo."),
        ("nl", "Wilt u het einde bevestigen en de resterende premie terugbetalen?"),
    ] {
        tables(&[(language, &[(text, "claim")])]);
    }
}
