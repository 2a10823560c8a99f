//! One renewal is announced twice, in six languages: for another day, at a higher price, and with the word that the first
//! notice does not count.

use crate::kit::{Household, each};
use crate::mail::Mail;
use serde_json::Value;

/// An insurer, its papers, its notice (day, premium), two days, two premiums, and the sentence that replaces the first.
struct Insurer {
    from: &'static str,
    papers: [&'static str; 2],
    subject: &'static str,
    notice: fn(&str, &str) -> String,
    days: [&'static str; 2],
    premiums: [&'static str; 2],
    instead: &'static str,
}

const INSURERS: &[Insurer] = &[
    Insurer {
        from: "Sedgeford Cover <info@sedgeford.example>",
        papers: [
            "Your home insurance policy SC-9034",
            "your home insurance SC-9034 starts on 1 June 2025 and runs until 31 May 2026. The yearly premium is £96.00.",
        ],
        subject: "Your renewal",
        notice: |day, sum| {
            format!(
                "your home insurance SC-9034 renews automatically on {day}. The new yearly premium is {sum}."
            )
        },
        days: ["1 June 2026", "1 July 2026"],
        premiums: ["£104.00", "£118.00"],
        instead: "This letter replaces our letter of 20 April 2026.",
    },
    Insurer {
        from: "Seggenfurt Versicherung <info@seggenfurt.example>",
        papers: [
            "Ihre Hausratversicherung SC-9034",
            "Ihre Hausratversicherung SC-9034 beginnt am 01.06.2025 und läuft bis zum 31.05.2026. Der Jahresbeitrag \
             beträgt 96,00 €.",
        ],
        subject: "Verlängerung Ihrer Versicherung",
        notice: |day, sum| {
            format!(
                "Ihre Hausratversicherung SC-9034 verlängert sich am {day} automatisch. Der neue Jahresbeitrag \
                 beträgt {sum}."
            )
        },
        days: ["01.06.2026", "01.07.2026"],
        premiums: ["104,00 €", "118,00 €"],
        instead: "Dieses Schreiben ersetzt unser Schreiben vom 20.04.2026.",
    },
    Insurer {
        from: "Laîche Assurances <info@laiche.example>",
        papers: [
            "Votre assurance habitation SC-9034",
            "votre assurance habitation SC-9034 débute le 1er juin 2025 et court jusqu'au 31 mai 2026. La cotisation \
             annuelle est de 96,00 €.",
        ],
        subject: "Renouvellement de votre assurance",
        notice: |day, sum| {
            format!(
                "votre assurance habitation SC-9034 sera renouvelée automatiquement le {day}. La nouvelle cotisation \
                 annuelle est de {sum}."
            )
        },
        days: ["1er juin 2026", "1er juillet 2026"],
        premiums: ["104,00 €", "118,00 €"],
        instead: "Ce courrier annule et remplace celui du 20 avril 2026.",
    },
    Insurer {
        from: "Juncia Seguros <info@juncia.example>",
        papers: [
            "Tu seguro de hogar SC-9034",
            "tu seguro de hogar SC-9034 empieza el 1 de junio de 2025 y termina el 31 de mayo de 2026. La prima anual \
             es de 96,00 €.",
        ],
        subject: "Renovación de tu seguro",
        notice: |day, sum| {
            format!(
                "tu seguro de hogar SC-9034 se renovará automáticamente el {day}. La nueva prima anual es de {sum}."
            )
        },
        days: ["1 de junio de 2026", "1 de julio de 2026"],
        premiums: ["104,00 €", "118,00 €"],
        instead: "Esta carta sustituye a la del 20 de abril de 2026.",
    },
    Insurer {
        from: "Carice Assicurazioni <info@carice.example>",
        papers: [
            "La tua polizza casa SC-9034",
            "la tua polizza casa SC-9034 inizia il 1 giugno 2025 e dura fino al 31 maggio 2026. Il premio annuo è di \
             96,00 €.",
        ],
        subject: "Rinnovo della tua polizza",
        notice: |day, sum| {
            format!(
                "la tua polizza casa SC-9034 si rinnova automaticamente il {day}. Il nuovo premio annuo è di {sum}."
            )
        },
        days: ["1 giugno 2026", "1 luglio 2026"],
        premiums: ["104,00 €", "118,00 €"],
        instead: "Questa lettera sostituisce la nostra lettera del 20 aprile 2026.",
    },
    Insurer {
        from: "Zeggevoorde Verzekeringen <info@zeggevoorde.example>",
        papers: [
            "Je woonverzekering SC-9034",
            "je woonverzekering SC-9034 gaat in op 1 juni 2025 en loopt tot en met 31 mei 2026. De jaarpremie is \
             € 96,00.",
        ],
        subject: "Verlenging van je verzekering",
        notice: |day, sum| {
            format!(
                "je woonverzekering SC-9034 wordt op {day} automatisch verlengd. De nieuwe jaarpremie is {sum}."
            )
        },
        days: ["1 juni 2026", "1 juli 2026"],
        premiums: ["€ 104,00", "€ 118,00"],
        instead: "Deze brief vervangt onze brief van 20 april 2026.",
    },
];

/// The papers and both notices of every insurer; the second with another day, another premium, and a further sentence.
fn mails((day, premium): (usize, usize), more: fn(&Insurer) -> &'static str) -> Vec<Mail> {
    let of = |insurer: &'static Insurer| {
        let mail = |on: &str, subject: &str, text: &str| {
            Mail::from(insurer.from, on, subject).body(&format!("Ada Quill,\n\n{text}\n"))
        };
        let notice =
            |at: (usize, usize)| (insurer.notice)(insurer.days[at.0], insurer.premiums[at.1]);
        let second = format!("{}\n\n{}", notice((day, premium)), more(insurer));
        [
            mail("2025-05-28", insurer.papers[0], insurer.papers[1]),
            mail("2026-04-20", insurer.subject, &notice((0, 0))),
            mail("2026-04-27", insurer.subject, &second),
        ]
    };
    INSURERS.iter().flat_map(of).collect()
}

fn clashes(mails: &[Mail]) -> Vec<Value> {
    Household::of_ada(mails).list(&["contradictions", "--all", "--at", "2026-04-28"])
}

#[test]
fn another_day_or_a_higher_premium_for_one_term_contradicts_the_first_notice() {
    for (at, kind) in [((1, 0), "date_differs"), ((0, 1), "price_differs")] {
        let found = clashes(&mails(at, |_| ""));
        for insurer in INSURERS {
            let name = insurer.from.split(" <").next().expect("a name");
            let of: Vec<&Value> = found.iter().filter(|c| c["supplier"]["name"] == name).collect();
            assert_eq!(of.len(), 1, "{name}: {kind}: {found:?}");
            assert_eq!(of[0]["kind"], kind, "{name}");
            let sides = if kind == "date_differs" { insurer.days } else { insurer.premiums };
            for (side, words) in [("against", sides[0]), ("says", sides[1])] {
                let quotes = of[0][side].as_array().expect("a list");
                assert!(each(quotes, "quote")[0].contains(words), "{name}: {quotes:?}");
            }
        }
    }
}

#[test]
fn the_same_again_and_what_takes_the_place_of_the_first_contradict_nothing() {
    let again = clashes(&mails((0, 0), |_| ""));
    assert!(again.is_empty(), "{again:?}");
    let instead = clashes(&mails((1, 1), |insurer| insurer.instead));
    assert!(instead.is_empty(), "{instead:?}");
}
