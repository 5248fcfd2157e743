//! Owns the table of what a house says under its texts in whole sentences: whose opinion they are, who may keep or reprint them, who pays.

use super::*;

#[test]
fn a_house_says_whose_opinion_a_text_is_and_who_may_keep_it() {
    let mut faults = Vec::new();
    for text in [
        "The opinions in the Sarn Post's Comment section are those of their writers.",
        "The Sarn Post discourages any commentary or claim that insults a person.",
        "Ce blog est l'espace de libre expression des lecteurs de Sarn. Ses contenus n'engagent pas la rédaction.",
        "Los textos firmados son responsabilidad de sus autores.",
        "Dieser Beitrag gibt nicht die Meinung der Redaktion von Sarn wieder.",
        "O texto é de responsabilidade do autor e não reflete necessariamente a opinião do jornal de Sarn.",
        "Tekst wyraża osobiste poglądy autora.",
        "Думка автора може не збігатися з позицією редакції.",
        "Позиция автора может не совпадать с мнением редакции.",
        "Bu köşedeki yazıdaki görüşler yazara aittir, Sarn Postası'nı bağlamaz.",
        "هذا المقال يعبر عن رأي كاتبه.",
        "Sauvegarder cet article pour le lire dans le train",
        "Save this article to read it on the ferry",
        "Diesen Artikel merken",
        "Strona w Sarn wymaga włączonego w Twojej przeglądarce JavaScript.",
        "Materiał chroniony prawem autorskim. Przedruk za zgodą redakcji z Sarn.",
        "Wypróbuj prenumeratę cyfrową z Sarn",
        "Qualitätsjournalismus aus Ihrer Stadt. Nah am Fluss.",
        "Unterstützen Sie unabhängigen Journalismus am Fluss.",
        "Prohibida la reproducción total o parcial de este texto.",
    ] {
        if claims(text).certainty(&[Role::Noise, Role::Policy]) < 0.8 {
            faults.push(format!("{text}: {:?}", claims(text)));
        }
    }
    // The news speaks of the same things.
    for text in [
        "Les chiffres du conseil ne reflètent pas nécessairement l'état des routes, dit la maire.",
        "Unbegrenzter Zugang zum Hafen ist der Wunsch der Fährleute, sagte der Bürgermeister am Montag.",
        "Il presidente ha chiesto accesso illimitato ai documenti della diga, dicono i giornali.",
        "The mayor and the council do not represent the views of the ferry men, the union said.",
        "Президент может не разделять мнение министра, сказал депутат в понедельник.",
        "Полный доступ к порту получили только паромщики, сообщила мэр города.",
    ] {
        if claims(text).certainty(&[Role::Noise]) >= 0.5 {
            faults.push(format!("{text}: {:?}", claims(text)));
        }
    }
    none(&faults);
}
