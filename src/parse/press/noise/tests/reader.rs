//! Owns the tables of what pages say to their readers, and of news that sounds like it.

use super::*;

#[test]
fn forms_speak_to_the_reader() {
    let mut faults = Vec::new();
    each(
        &mut faults,
        Role::Noise,
        "press/form",
        0.8,
        &[
            "You'll receive one email every morning with the top headlines, and you can unsubscribe at any time.",
            "We use your sign-up to provide content in ways you’ve consented to.",
            "If you’re on a desktop, simply scan the QR code with your phone and click the link.",
            "En vous inscrivant, vous acceptez de recevoir nos offres et celles de nos partenaires par e-mail.",
            "Votre inscription a bien été prise en compte, vous recevrez un e-mail avec un lien.",
            "Puedes darte de baja cuando quieras con el enlace que encontrarás en tu correo electrónico.",
            "Mit Ihrer Anmeldung stimmen Sie der Datenschutzerklärung zu, der Newsletter ist jederzeit kündbar.",
            "Yorum yapmak için sitemize üye olmanız ve size gelen e-postadaki bağlantıya tıklamanız gerekir, lütfen.",
            "Щоб залишити коментар, вам потрібно увійти на сайт або пройти реєстрацію.",
            "Чтобы оставить комментарий, вам нужно войти на сайт или пройти регистрацию.",
            "بالضغط على الرابط يصلك بريدك الإلكتروني مع النشرة كل صباح بعد التسجيل في الموقع.",
        ],
    );
    each(
        &mut faults,
        Role::Noise,
        "press/post",
        0.9,
        &[
            "— Mill of Tolwa (@tolwamill) May 4, 2022",
            "The bridge is open pic.twitter.com/aBcDeFg1",
        ],
    );
    each(
        &mut faults,
        Role::Noise,
        "press/comments",
        0.9,
        &[
            "Commentaires (6)",
            "133 Comentarios",
            "Kommentare: 12",
            "Yorumlar (3)",
            "12 комментариев",
            "تعليقات (4)",
        ],
    );
    each(
        &mut faults,
        Role::Noise,
        "press/contact",
        0.75,
        &["• Ada Merin can be reached at amerin@mill.example."],
    );
    none(&faults);
}

#[test]
fn the_news_speaks_to_nobody() {
    let mut faults = Vec::new();
    for text in [
        "“You can click on the link, but you will find nothing there,” the mayor told the council.",
        "The form asked refugees for an email address and a password, the report says.",
        "The platform said it had removed the account and the comments under the video.",
        "Les autorités ont fermé le site et bloqué les comptes de la rédaction.",
        "La página web del ministerio no estaba disponible, y el enlace llevaba a un formulario vacío.",
        "Die Behörde hat die Konten gesperrt und die Webseite abgeschaltet.",
        "Сайт редакции заблокировали, а ссылки удалили из поиска.",
        "Site kapatıldı, yorumlar silindi ve hesap askıya alındı.",
        "الموقع حجب الحساب وحذف التعليقات من الصفحة.",
        "Comments on the plan were due in May.",
        "Six people were hurt (@ the market)",
        "— The mill stands still since 2022",
        "You never know with the river here in spring.",
    ] {
        let claims = claims(text);
        let sure = claims.certainty(&[Role::Noise, Role::Policy, Role::End]);
        if sure > 0.61 {
            faults.push(format!("{text}: {claims:?}"));
        }
    }
    none(&faults);
}

#[test]
fn dashes_on_both_sides_set_a_crosshead() {
    let mut faults = Vec::new();
    each(
        &mut faults,
        Role::Crosshead,
        "press/dashed-crosshead",
        0.9,
        &[
            "- A bridge too late -",
            "– « Un champ de ruines » –",
            "*** Der Fluss steigt ***",
        ],
    );
    for text in [
        "- Publicité -",
        "-30-",
        "- MORE -",
        "- a second bridge",
        "--- AFP ---",
    ] {
        if claims(text).certainty(&[Role::Crosshead]) > 0.5 {
            faults.push(text.to_owned());
        }
    }
    none(&faults);
}
