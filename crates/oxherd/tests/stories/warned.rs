//! What the law asks of who has a thing is asked of nobody who sold it and ended its insurance.

use crate::kit::Household;
use crate::mail::Mail;

const INSURER: &str = "Hollowell Motor <service@hollowell-motor.example>";
const REGISTER: &str = "Keeper Register <noreply@keeper-register.example>";

/// A car, its insurance, the end of that, and the car's new keeper.
fn ended() -> Vec<Mail> {
    vec![
        Mail::from(INSURER, "2023-02-06", "Your car insurance documents").body(
            "Dear Ada,\n\nyour car insurance is in force.\n\nPolicy number: HM-440918\nVehicle: Marlow Estate\n\
             Registration: KV19 TRE\nStart date: 6 February 2023\nEnd date: 5 February 2024\n\
             Yearly premium: \u{a3}264.00\n\nYour policy renews automatically each year.",
        ),
        Mail::from(REGISTER, "2024-05-14", "You are no longer the registered keeper of KV19 TRE").body(
            "Dear Ada Quill,\n\nwe have recorded that you sold vehicle KV19 TRE on 11 May 2024. \
             You are no longer the registered keeper.\n\nRegistration: KV19 TRE",
        ),
        Mail::from(INSURER, "2024-05-17", "Your policy has been cancelled").body(
            "Dear Ada,\n\nwe confirm that your car insurance policy HM-440918 for KV19 TRE ended on 17 May 2024. \
             Please remember: whoever keeps a car on the road must be insured, and driving without insurance is an offence.",
        ),
    ]
}

/// Warnings of a register and of the insurer, in six languages.
const WARNINGS: &[(&str, &str)] = &[
    (
        "Your vehicle KV19 TRE",
        "our records show no policy for KV19 TRE. It is against the law to drive without insurance.",
    ),
    (
        "About KV19 TRE",
        "your vehicle KV19 TRE appears to be uninsured. If you keep an uninsured car on the road you may be fined.",
    ),
    (
        "Ihr Fahrzeug KV19 TRE",
        "f\u{fc}r das Fahrzeug KV19 TRE liegt uns kein Nachweis vor. Das Fahren ohne Versicherungsschutz ist strafbar.",
    ),
    (
        "Wichtiger Hinweis zu KV19 TRE",
        "als Halter sind Sie verpflichtet, KV19 TRE zu versichern. Wer ein nicht versichertes Fahrzeug f\u{fc}hrt, macht sich strafbar.",
    ),
    (
        "Votre v\u{e9}hicule KV19 TRE",
        "selon nos registres, KV19 TRE n\u{2019}est plus assur\u{e9}. Rouler sans assurance est un d\u{e9}lit.",
    ),
    (
        "Information importante",
        "tout v\u{e9}hicule doit \u{ea}tre assur\u{e9}, m\u{ea}me s\u{2019}il ne roule pas. Aucun contrat n\u{2019}est connu pour KV19 TRE.",
    ),
    (
        "Su veh\u{ed}culo KV19 TRE",
        "seg\u{fa}n nuestros registros, KV19 TRE no est\u{e1} asegurado. Circular sin seguro es una infracci\u{f3}n muy grave.",
    ),
    (
        "Aviso sobre KV19 TRE",
        "todo veh\u{ed}culo debe estar asegurado. Consta que KV19 TRE carece de seguro obligatorio.",
    ),
    (
        "Il suo veicolo KV19 TRE",
        "dai nostri registri KV19 TRE risulta non assicurato. Circolare senza assicurazione \u{e8} vietato dalla legge.",
    ),
    (
        "Avviso per KV19 TRE",
        "ogni veicolo deve essere assicurato: per KV19 TRE non risulta alcuna polizza. \u{c8} prevista una sanzione.",
    ),
    (
        "Uw voertuig KV19 TRE",
        "volgens ons register is KV19 TRE niet verzekerd. Rijden zonder verzekering is verboden.",
    ),
    (
        "Bericht over KV19 TRE",
        "elk voertuig op kenteken moet verzekerd zijn. Voor KV19 TRE is geen verzekering bekend; u riskeert een boete.",
    ),
];

#[test]
fn a_warning_of_the_law_contradicts_an_end_in_six_languages() {
    let mut missed = Vec::new();
    for (subject, text) in WARNINGS {
        for from in [REGISTER, INSURER] {
            let warning =
                Mail::from(from, "2024-07-02", subject).body(&format!("Ada Quill,\n\n{text}"));
            let home = Household::of_ada_in("GB", &[ended(), vec![warning]].concat());
            let before = home.list(&["contradictions", "--at", "2024-07-01"]);
            assert_eq!(before.len(), 0, "{before:?}");
            let found = home.list(&["contradictions", "--at", "2024-07-03"]);
            if found.len() != 1 {
                missed.push(format!("{from}: {text}\n{found:?}"));
            }
            let binding = home.list(&["agreements", "--at", "2024-07-03"]);
            let running = binding.iter().filter(|a| a["state"] != "ended");
            assert_eq!(running.count(), 0, "nothing binds by a warning: {text}\n{binding:?}");
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn who_has_the_car_still_is_warned_without_a_contradiction() {
    for (subject, text) in WARNINGS {
        let warning =
            Mail::from(REGISTER, "2023-07-02", subject).body(&format!("Ada Quill,\n\n{text}"));
        let first = ended().into_iter().take(1).collect::<Vec<_>>();
        let home = Household::of_ada_in("GB", &[first, vec![warning]].concat());
        let found = home.list(&["contradictions", "--at", "2023-07-03"]);
        assert_eq!(found.len(), 0, "{text}\n{found:?}");
    }
}
