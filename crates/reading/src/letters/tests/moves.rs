//! Letters that tell a new address: by a word for moving, or by where one lives from a day on.

use super::table;

#[test]
fn who_lives_elsewhere_from_a_day_on_moves() {
    let rows: [(&str, &[&str]); 6] = [
        (
            "en",
            &[
                "From 1 October 2025 we will live at 9 Hill Road, York.",
                "As of 1 October 2025 my address is 9 Hill Road.",
                "We are moving on 1 October 2025 from 4 Mill Lane to 9 Hill Road.",
                "I am relocating. From 1 October 2025 letters go to 9 Hill Road.",
            ],
        ),
        (
            "de",
            &[
                "Ab dem 1. Oktober 2025 wohnen wir im Kiefernweg 9.",
                "Ab 1. Oktober 2025 lautet unsere Anschrift Kiefernweg 9, 50937 Köln.",
                "Ich teile Ihnen mit, dass wir am 1. Oktober 2025 umziehen.",
                "Zum 1. Oktober 2025 ziehen wir in den Kiefernweg 9.",
            ],
        ),
        (
            "fr",
            &[
                "À partir du 1er octobre 2025 nous habiterons au 15 quai des Brumes.",
                "Dès le 1er octobre 2025, mon adresse sera le 15 quai des Brumes.",
                "J'emménage le 1er octobre 2025 au 15 quai des Brumes.",
            ],
        ),
        (
            "es",
            &[
                "A partir del 1 de octubre de 2025 viviremos en la calle Pino 9.",
                "El 1 de octubre de 2025 cambiamos de casa.",
                "Desde el 1 de octubre de 2025 mi domicilio es calle Pino 9.",
            ],
        ),
        (
            "it",
            &[
                "Dal 1° ottobre 2025 abiteremo in via Pino 9.",
                "Il 1° ottobre 2025 traslochiamo da via Olmo 4 a via Pino 9.",
                "Il 1° ottobre 2025 andiamo ad abitare in via Pino 9.",
            ],
        ),
        (
            "nl",
            &[
                "Vanaf 1 oktober 2025 woon ik op Kastanjeplein 12.",
                "Per 1 oktober 2025 is ons adres Kastanjeplein 12.",
                "Ik laat u weten dat ik op 1 oktober 2025 verhuis.",
            ],
        ),
    ];
    for (language, texts) in rows {
        let expected: Vec<(&str, &str)> =
            texts.iter().map(|text| (*text, "move 2025-10-01")).collect();
        table(language, &expected);
    }
}

#[test]
fn where_one_lives_tells_no_move() {
    for (language, text) in [
        ("en", "I live at 4 Mill Lane and have been a customer since 1 May 2020."),
        ("en", "Our address is 4 Mill Lane."),
        ("de", "Seit dem 1. Mai 2020 wohne ich in der Ulmenstraße 4."),
        ("de", "Ich wohne in der Ulmenstraße 4."),
        ("fr", "J'habite au 7 rue des Tilleuls depuis le 1er mai 2020."),
        ("es", "Vivo en la calle Olmo 4 desde el 1 de mayo de 2020."),
        ("it", "Abito in via Olmo 4 dal 1° maggio 2020."),
        ("nl", "Ik woon sinds 1 mei 2020 op Lindelaan 4."),
    ] {
        table(language, &[(text, "")]);
    }
}
