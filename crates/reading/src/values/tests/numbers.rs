//! Numbers of things beside those under which a supplier files them.

use super::{claims, expect};

#[test]
fn the_number_of_a_thing_is_not_that_of_its_agreement() {
    let mut missed = Vec::new();
    for (language, text, number) in [
        (
            "en",
            "Agreement number: LZ-7714\nBike: Fjell Tour 8 (frame no. FT88C1-20417)",
            "FT88C1-20417",
        ),
        ("en", "Agreement number: LZ-7714\nBike: Fjell Tour 8, lock no. 40117-K2", "40117-K2"),
        ("en", "Policy number: LZ-7714\nVan: Karst 4, CRiS WKRZZZ7HZ4H020417", "WKRZZZ7HZ4H020417"),
        (
            "de",
            "Vertragsnummer: LZ-7714\nRad: Fjell Tour 8 (Rahmen-Nr. FT88C1-20417)",
            "FT88C1-20417",
        ),
        (
            "de",
            "Vertragsnummer: LZ-7714\nWohnwagen Karst 4, WKRZZZ7HZ4H020417",
            "WKRZZZ7HZ4H020417",
        ),
        ("fr", "Contrat n° LZ-7714\nVélo : Fjell Tour 8 (cadre n° FT88C1-20417)", "FT88C1-20417"),
        ("fr", "Contrat n° LZ-7714\nVélo : Fjell Tour 8, antivol n° 40117-K2", "40117-K2"),
        (
            "es",
            "Contrato n.º LZ-7714\nBici: Fjell Tour 8 (cuadro n.º FT88C1-20417)",
            "FT88C1-20417",
        ),
        ("es", "Contrato n.º LZ-7714\nBici: Fjell Tour 8, candado n.º 40117-K2", "40117-K2"),
        ("it", "Contratto n. LZ-7714\nBici: Fjell Tour 8 (telaio n. FT88C1-20417)", "FT88C1-20417"),
        (
            "nl",
            "Contractnummer: LZ-7714\nFiets: Fjell Tour 8 (frame nr. FT88C1-20417)",
            "FT88C1-20417",
        ),
    ] {
        let found = claims(language, text);
        let own = found.iter().any(|c| c == "contract LZ-7714" || c == "policy LZ-7714");
        let taken =
            ["contract", "policy", "customer", "order"].map(|role| format!("{role} {number}"));
        if !own || found.iter().any(|claim| taken.contains(claim)) {
            missed.push(format!("{text:?}: {found:?}"));
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn a_number_behind_its_document_is_that_of_it() {
    let mut missed = Vec::new();
    for (language, text, expected) in [
        ("en", "your contract for the flat, number 114-20417", "contract 114-20417"),
        ("en", "Tracking number: WKRZZZ7HZ4H020417", "tracking WKRZZZ7HZ4H020417"),
        ("de", "zu Ihrem Vertrag (Nr. 114-20417)", "contract 114-20417"),
        ("fr", "votre contrat d'entretien n° 114-20417", "contract 114-20417"),
        ("es", "su contrato de alquiler n.º 114-20417", "contract 114-20417"),
    ] {
        let found = claims(language, text);
        if !found.iter().any(|claim| claim == expected) {
            missed.push(format!("{text:?}: {found:?}"));
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn the_place_where_something_stands_is_read_behind_the_word_for_that() {
    let mut missed = Vec::new();
    for (language, text, place) in [
        (
            "en",
            "From 1 May the insured home is the one situated at 14 Alder Road.",
            "14 Alder Road",
        ),
        (
            "de",
            "Ab dem 01.05.2026 ist versichert das Haus Erlenweg 14, 20099 Hamburg.",
            "Erlenweg 14, 20099 Hamburg",
        ),
        (
            "fr",
            "À compter du 1er mai, le risque assuré est la maison située\n14 allée des Aulnes, 35000 Rennes.",
            "14 allée des Aulnes",
        ),
        ("fr", "L'appartement sis 14 rue des Aulnes est couvert.", "14 rue des Aulnes"),
        (
            "es",
            "La vivienda asegurada es la situada en calle de los Alisos 14, 28001 Madrid.",
            "calle de los Alisos 14, 28001 Madrid",
        ),
        (
            "it",
            "L'abitazione assicurata è quella situata in via degli Ontani 14, 20121 Milano.",
            "via degli Ontani 14, 20121 Milano",
        ),
        (
            "nl",
            "Vanaf 1 mei is de woning gelegen aan Elzenlaan 14, 1012 AB Amsterdam verzekerd.",
            "Elzenlaan 14, 1012 AB Amsterdam",
        ),
    ] {
        let found = claims(language, text);
        if !found.iter().any(|claim| claim.contains(place)) {
            missed.push(format!("{text:?}: {found:?}"));
        }
    }
    let own = claims("fr", "Avec nos salutations\n14 allée des Aulnes, 35000 Rennes");
    assert!(!own.iter().any(|claim| claim.contains("Aulnes")), "{own:?}");
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn a_number_behind_the_label_of_a_contract_and_its_name_is_the_contract_s() {
    for (language, text) in [
        ("en", "Your contract: Home Plus no. 114-20417"),
        ("de", "Ihr Vertrag: Hausrat Plus Nr. 114-20417"),
        ("fr", "Votre contrat : Multirisque Habitation n° 114-20417"),
        ("es", "Su contrato: Hogar Plus n.º 114-20417"),
        ("it", "Il Suo contratto: Casa Più n. 114-20417"),
        ("nl", "Uw contract: Wonen Plus nr. 114-20417"),
    ] {
        expect(language, text, &["contract 114-20417"]);
    }
}
