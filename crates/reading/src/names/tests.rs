use super::*;
use jiff::civil::date;
use oxherd_model::Language;

fn names(text: &str) -> Vec<String> {
    let found =
        NameReader::default().read(text, &Words::cut(text, usize::MAX), ("", &Words::default()));
    found.into_iter().map(|f| text[f.start..f.end].to_owned()).collect()
}

fn goods(text: &str) -> Vec<(String, u32)> {
    goods_in(Language::EN, text)
}

fn goods_in(language: Language, text: &str) -> Vec<(String, u32)> {
    let words = Words::cut(text, usize::MAX);
    let goods = NameReader::default().goods(text, (&words, language), &[]);
    goods.into_iter().map(|g| (g.name, g.quantity)).collect()
}

fn period(text: &str) -> Option<Period> {
    let words = Words::cut(text, usize::MAX);
    let found = crate::values::ValueReader::new().read(&Surroundings {
        text,
        words: &words,
        language: Language::EN,
        sent_on: Some(date(2026, 4, 3)),
        month_first: None,
        currency_hint: None,
    });
    NameReader::default().period_beside(text, &words, &found.found)
}

#[test]
fn an_everyday_word_of_a_language_is_no_thing_in_it() {
    let sold = ["Used van, one owner \u{a3}4,900.00", "Used car, one owner \u{a3}4,900.00"];
    for text in sold {
        assert_eq!(goods(text).len(), 1, "{text}");
    }
    for (language, text) in [
        (
            Language::NL,
            "Hoi Anne, je abonnement Klankkast van \u{20ac} 9,99 per maand is bevestigd",
        ),
        (Language::FR, "Votre facture change, car le prix passe \u{e0} 9,99 \u{20ac} par mois"),
    ] {
        assert_eq!(goods_in(language, text), [], "{text}");
    }
}

#[test]
fn a_make_is_taken_with_its_model() {
    assert_eq!(names("Vehicle: Skoda Octavia, registered 2019"), ["Skoda Octavia"]);
    assert_eq!(names("we can ford the river"), Vec::<String>::new());
}

#[test]
fn a_model_ends_before_a_registration_a_year_or_a_measure() {
    assert_eq!(names("Skoda Octavia Estate WX70 HTF"), ["WX70 HTF", "Skoda Octavia Estate"]);
    assert_eq!(names("Skoda Octavia Estate 1.5 litre"), ["Skoda Octavia Estate"]);
    assert_eq!(names("Skoda Octavia    39,870 miles"), ["Skoda Octavia"]);
    assert_eq!(names("Skoda Octavia 2019"), ["Skoda Octavia"]);
    assert_eq!(names("Peugeot 308 SW"), ["Peugeot 308 SW"]);
}

#[test]
fn a_mark_right_behind_a_model_is_that_of_the_vehicle() {
    for (text, mark) in [
        ("Votre Renault Clio BC-412-DE est assurée.", "BC-412-DE"),
        ("tu Seat Ibiza 4471 KLM está asegurado", "4471 KLM"),
        ("la tua Fiat Panda GF 912 KL è coperta", "GF 912 KL"),
        ("Ihr VW Polo (B-AQ 912) ist versichert", "B-AQ 912"),
        ("your Ford Fiesta, AB12 CDE, is covered", "AB12 CDE"),
    ] {
        assert_eq!(names(text).first().map(String::as_str), Some(mark), "{text}");
    }
    for text in ["the Ford Fiesta 2019 model", "Skoda Octavia 1968 ccm", "VW Polo for 412 EUR"] {
        assert_eq!(names(text).len(), 1, "{text}");
    }
}

#[test]
fn the_name_of_an_animal_follows_what_it_is() {
    assert_eq!(names("The check-up for your dog Bruno is due"), ["Bruno"]);
    assert_eq!(names("Termin für Ihren Hund Bella am Montag"), ["Bella"]);
    assert_eq!(names("your dog is due"), Vec::<String>::new());
}

#[test]
fn the_name_of_an_animal_owns_its_booster() {
    assert_eq!(names("Bruno's vaccination is due"), ["Bruno"]);
    assert_eq!(names("Pet: Bruno"), ["Bruno"]);
    assert_eq!(
        names("Dear Ada, Bruno's cover renews. Give your pet a hug; Bruno deserves it."),
        ["Bruno"]
    );
    assert_eq!(
        names("Dear Ada, Ada's policy covers every pet. Thanks, Ada"),
        Vec::<String>::new(),
        "a person who is greeted is no animal"
    );
    assert_eq!(names("Ada's insurance renews"), Vec::<String>::new());
}

#[test]
fn a_label_names_an_animal_in_six_languages() {
    for (text, name) in [
        ("Dog: Bella", "Bella"),
        ("Haustier: Bella", "Bella"),
        ("Nom du chat : Bella", "Bella"),
        ("Mascota: Bella", "Bella"),
        ("Animale\tBella, gatta", "Bella"),
        ("Huisdier: Bella", "Bella"),
        ("Tier: Hund, Bella", "Bella"),
        ("Name: Bella\nRasse: Labrador\nChip: 276098100441872", "Bella"),
    ] {
        assert_eq!(names(text), [name], "{text}");
    }
    assert_eq!(names("Name: Ada\nOrder: 12"), Vec::<String>::new(), "no record of an animal");
    assert_eq!(names("Hund: Ada Byron"), Vec::<String>::new(), "two names are a person's");
}

#[test]
fn subject_and_body_tell_the_name_together() {
    let (subject, body) = ("Invoice 12: Bruno", "Seen by the vet: Bruno, ear infection.");
    let words = (Words::cut(subject, 100), Words::cut(body, 100));
    let reader = NameReader::default();
    assert_eq!(reader.read(subject, &words.0, (body, &words.1)).len(), 1);
    assert_eq!(names("Bruno is due for his booster"), ["Bruno"]);
    assert_eq!(names("Brunos Impfung ist fällig. Bruno freut sich nicht."), ["Bruno"]);
}

#[test]
fn lasting_goods_are_taken_from_lines() {
    let text = "Your order\n2 x Aurora smartphone 128 GB\t£398.00\nGift wrap\t£2.00\nWe love smartphones and talk about them all day long.";
    assert_eq!(goods(text), [("Aurora smartphone 128 GB".to_owned(), 2)]);
}

#[test]
fn a_row_gives_the_name_of_its_product_and_no_more() {
    for (row, name, quantity) in [
        ("Holm HT9 washing machine, 8 kg:   £479.00", "Holm HT9 washing machine, 8 kg", 1),
        ("Holm dishwasher (2) @ £300.00 = £600.00", "Holm dishwasher", 2),
        ("Holm tumble dryer - £300.00", "Holm tumble dryer", 1),
        ("Holm fridge\t3\t£300.00", "Holm fridge", 3),
    ] {
        assert_eq!(goods(row), [(name.to_owned(), quantity)], "{row}");
    }
}

#[test]
fn a_head_names_what_the_rows_below_it_are() {
    let text = "Phone                IMEI             For\nNova 5 128 GB  359999172044182  Ada\nNova 5 128 GB  359999172066532  Bo\n\nBye";
    assert_eq!(goods(text), [("Nova 5 128 GB".to_owned(), 2)]);
}

#[test]
fn firms_addresses_and_notes_are_no_goods() {
    for text in [
        "Bike House Van Holm B.V., High Street 12, 9999 ZX Holm",
        "Motorcycle:  Triumph Street Twin, AB12 CDE",
        "Holm Motorcycle Cover is arranged by Holm Riders Ltd and underwritten",
        "New screen fitted, phone tested, and on its way to you with Longacre (LZ",
    ] {
        assert_eq!(goods(text), [], "{text}");
    }
}

#[test]
fn the_period_is_the_one_beside_the_main_price() {
    assert_eq!(
        period("Once a year we ask you. Your plan costs £12.00 a month."),
        Some(Period::Month)
    );
    assert_eq!(
        period("Your annual premium is £300.00. You may cancel each month."),
        Some(Period::Year)
    );
    assert_eq!(period("Your boiler is serviced once a year. Total £98.00 for today's visit"), None);
    assert_eq!(period("Monthly price: £31.00"), Some(Period::Month));
}

#[test]
fn the_name_of_a_period_behind_a_stroke_is_its_period() {
    let month = [
        "Plan fee: 9,90 € / mois",
        "Price: 4,49 €/mes",
        "Price: 12,00 € / Monat",
        "Price: £3.20/month",
        "Price: 7,99 €/mese",
        "Price: € 5,50 / maand",
        "Amount £10.99/mo",
    ];
    for text in month {
        assert_eq!(period(text), Some(Period::Month), "{text}");
    }
    for text in ["Price: 49,00 €/an", "Price: 48 € / año", "Price: £60/year", "Price: € 60/jaar"]
    {
        assert_eq!(period(text), Some(Period::Year), "{text}");
    }
    for text in ["Price: 19,00 € / Woche", "Price: £16.50 / week", "Price: 12 €/settimana"] {
        assert_eq!(period(text), Some(Period::Week), "{text}");
    }
    assert_eq!(period("Price: 4,49 € mes"), None);
    assert_eq!(period("Price: £60 in one year"), None);
}
