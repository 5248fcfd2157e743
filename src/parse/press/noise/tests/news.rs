//! Owns the table of what looks like noise and is not.

use super::*;

/// Sentences of the news, headlines, names, dates and crossheads that look alike.
#[test]
fn the_news_is_not_noise() {
    let mut faults = Vec::new();
    for text in [
        "The party sent its members a newsletter in which it asked them to subscribe to the fund.",
        "Cookies and biscuits were handed out to the children at the gate of the camp.",
        "The company changed its privacy policy after the breach, the regulator said.",
        "Le ministre a partagé la vidéo sur Telegram avant de la retirer.",
        "Soldiers shared the photographs on Facebook, the report says.",
        "Er sagte, man werde die Anzeige bei der Polizei prüfen und dann entscheiden.",
        "Die Anzeige gegen den Bürgermeister wurde zurückgezogen",
        "He was asked to sign up for the army at the age of seventeen.",
        "Share of women in parliament rises to a third",
        "Print works in Tolwa burns down",
        "Home Secretary visits the border",
        "More rain is expected in the north",
        "Menu prices rise in the capital for the third month",
        "Five videos show the moment of the strike on the market",
        "COVID-19",
        "G-20",
        "SAINT-JEAN-DE-RAWA",
        "Saint-Jean-de-Rawa",
        "Clermont-sur-Tolwa, France",
        "27/11/2021",
        "2024-05-12",
        "03.04.2018 11:20",
        "Ada Merin",
        "Ada Merin/Tolwa Wire",
        "A320 aircraft leaves the runway in Tolwa",
        "M23 rebels take a third town in the east",
        "The army said on Tuesday it had ended the operation.",
        "Son of the mayor held after the crash",
        "More than 40 people were hurt",
        "With reporting from the border, the court heard the case (again)",
        "وقال إن الحكومة ستنشر إعلانا عن موعد الانتخابات الأسبوع المقبل.",
        "تابع الرئيس زيارته إلى المدينة صباح اليوم واجتمع مع المحافظ.",
        "Реклама азартних ігор буде заборонена з травня, вирішив парламент.",
        "Поліцейські поширили відео з місця події у соцмережах.",
        "Reklam panosu rüzgarda devrildi, iki kişi yaralandı",
        "Son dakika golüyle kazandılar",
        "Contact with the crew was lost at noon, the coast guard said.",
        "Background checks will be needed for every buyer",
        "Updates to the law will be voted on in May.",
        "Suivez mon regard : le maire de Rawa change encore d'avis",
        "“Follow us to the river,” the boy told the soldiers.",
        "It is 23 degrees in Tolwa and the wells are dry",
        "The story was translated into nine languages.",
        "All rights groups in the country were banned last year.",
        "\"End the war\", say the marchers",
        "The end",
        "In Tolwa, the river rose again",
        "Themen des Treffens waren der Handel, die Grenze und das Wasser.",
    ] {
        let claims = claims(text);
        let apart = [
            Role::Noise,
            Role::Policy,
            Role::Tags,
            Role::End,
            Role::PromoHeading,
            Role::RelatedHeading,
            Role::ContentsHeading,
        ];
        let sure = claims.certainty(&apart);
        if sure > 0.61 {
            faults.push(format!("{text}: {claims:?}"));
        }
    }
    none(&faults);
}
