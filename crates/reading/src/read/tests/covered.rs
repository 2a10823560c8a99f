//! Cover that is told by what it is against.

use super::Desk;
use oxherd_model::AgreementKind;

/// What is insured is told by what it is insured against, and by what a policy calls it.
#[test]
fn cover_of_a_thing_is_an_insurance_without_its_word() {
    let desk = Desk::new();
    for text in [
        "Madame,\n\nmerci d'avoir choisi Abrisur pour protéger votre vélo contre le vol et la casse.\n\nNuméro de contrat AB-51\nMatériel garanti vélo Rivo 3\nCotisation 5,90 € par mois",
        "Dear Ms Vale,\n\nyour bike is protected against theft and accidental damage.\n\nContract number AB-51\nInsured item Rivo 3\n£5.90 a month",
        "Sehr geehrte Frau Vale,\n\nIhr Rad ist gegen Diebstahl geschützt.\n\nVertragsnummer AB-51\nVersicherte Sache Rivo 3\n5,90 € im Monat",
        "Estimada señora:\n\nsu bicicleta está protegida contra el robo.\n\nNúmero de contrato AB-51\nBien asegurado Rivo 3\n5,90 € al mes",
        "Gentile signora,\n\nla sua bici è protetta contro il furto.\n\nNumero di contratto AB-51\nBene assicurato Rivo 3\n5,90 € al mese",
        "Beste mevrouw Vale,\n\nuw fiets is beschermd tegen diefstal.\n\nContractnummer AB-51\nVerzekerd object Rivo 3\n€ 5,90 per maand",
    ] {
        let reading = desk.read("AB-51", text);
        let kinds = reading.topics.iter().map(|topic| format!("{topic:?}"));
        let insured = format!("{:?}", AgreementKind::Insurance);
        assert!(
            kinds.into_iter().any(|kind| kind.contains(&insured)),
            "{text}: {:?}",
            reading.topics
        );
    }
}
