//! Owns the recognisers of what is not the article: buttons, counters, wire headers, policies, forms. They set lines apart with
//! the name of their rule; nothing is thrown away.

use super::claim::{Bid, Claims, Context, Role};
use super::lexicon::{CONTENTS_SECTION, END, PROMO_SECTION, RELATED_SECTION, is_button, patterns};
use super::lines::Block;

patterns! {
    COUNTER = r"(?i)^\W*(?:\d{1,4}\s*(?:/|of|sur|de|von|із|из|/ ?)\s*\d{1,4}|\d{1,6}|\d+[.,]?\d*\s?[kKM]?\s*(?:comment(?:s|aires?|arios?)?|comentarios?|kommentare?|shares?|partages?|views?|vues?|likes?|reacciones|reactions?|réactions?|коментар\w*|комментари\w*|просмотр\w*|перегляд\w*|تعليق\w*|مشاهد\w*|yorum|görüntülenme|images?|photos?|vidéos?|videos?|fotos?|bilder)|(?:comments?|commentaires?|comentarios?|kommentare?|shares?|views?|vues?|lectures?|visites?|تعليقات|المشاهدات|коментарі|комментарии|просмотров|переглядів|yorum|okunma)\s*[:(]?\s*\d+\)?|\d+(?::\d\d){1,2}|(?:bild|image|photo|foto)\s+\d+\s*(?:/|of|von|sur|de)\s*\d+)\W*$";
    READING = r"(?i)^\W*(?:temps de lecture|lecture|durée de lecture|reading time|lesezeit|lesedauer|tiempo de lectura|okuma süresi|час читання|время чтения|مدة القراءة|وقت القراءة)\b.{0,30}$|^\W*\d+\s*(?:min(?:ute)?s?|mn|minutos|minuten|хв|мин|dk|دقائق|دقيقة)\.?\s*(?:read|de lecture|lesezeit|de lectura|читання|чтения|okuma|قراءة)?\W*$";
    FORM = r"(?i)^.{0,60}(?:opens? in (?:a )?new (?:tab|window)|story continues below|article continues|la suite (?:après|de l.article)|newsletter|sign up (?:for|to)|subscribe to|abonnez-vous|s.abonner (?:à|pour)|inscrivez-vous|recevez (?:nos|les|toute|chaque)|suscríbe(?:te|ase)|suscripción|jetzt abonnieren|abonnieren sie|melden sie sich|folgen sie uns|follow us on|follow us|suivez(?:-nous| l[ea']| les| toute| toutes)|retrouvez (?:toute|nos|l.actualité|ici)|téléchargez (?:l.app|notre|l.application)|download (?:the|our) app|síguenos|síganos|sigue toda|cliquez ici|click here|haga clic|klicken sie|feedback|schicken sie uns|partagez|share (?:this|on|via)|share on|partager (?:sur|par|cet)|compartir en|teilen (?:auf|via|per)|seite drucken|print this|send to a friend|envoyer à un ami|activer? (?:les )?notifications|enable notifications|bizi takip|takip edin|abone ol|haber bülteni|підписуйтесь|підписуйтеся|подписывайтесь|подпишитесь|приєднуйтесь|читайте нас|слідкуйте|стежте за|следите за|تابعونا|تابعنا على|اشترك في|اشتركوا|للاشتراك|انضم إلى|حمل تطبيق|me bişopînin|لێرە کلیک)\b.{0,140}$";
    PROMO = r"(?i)^\W*(?:podcast|en vidéo|vidéo|video|à regarder|à écouter|watch|listen|audio|quiz|sondage|poll|infographie|newsletter|diaporama|en images|jeu|bon plan)s?\s*[-–—:|»]\s*\S.{0,160}$";
    RIGHTS = r"(?i)^\W*(?:(?:©|\(c\)|copyright)\W*(?:\d{4}|.{0,60}\d{4}|.{0,60}(?:rights|droits|reservad|vorbehalten|права|حقوق))|(?:all rights reserved|tous droits réservés|todos los derechos|alle rechte|tüm hakları|усі права|все права|جميع الحقوق)|(?:reproduction|toute reproduction|prohibida|the material in|our standards).{0,160}$)";
    POLICY = r"(?i)terms (?:of (?:use|service)|and conditions)|privacy policy|comment(?:s|ing) polic|community (?:guidelines|standards)|conditions (?:générales )?d.utilisation|politique de confidentialité|charte (?:de modération|des commentaires)|nutzungsbedingungen|datenschutz(?:erklärung|bestimmungen)|netiquette|política de privacidad|términos (?:y condiciones|de uso)|normas de participación|kullanım (?:şartları|koşulları)|gizlilik politikası|политик\w+ конфиденциальности|політик\w+ конфіденційності|пользовательско\w+ соглашени|правил\w+ (?:користування|комментирования)|سياسة الخصوصية|شروط (?:الاستخدام|استخدام)|إرشادات الاستخدام|مراجعة التعليقات|(?:الآراء|التعليقات) .{0,40}(?:لا تعبر|لا تعكس)|do not (?:necessarily )?reflect the (?:views|opinions|position)|n.engagent? que|cookies? .{0,40}(?:accept|settings|paramètres)|javascript|adblock|bloqueur de publicité";
    EMAIL = r"(?i)^\W*(?:e-?mails?|mail|contact|courriel|correo|kontakt|بريد)?\W*[\w.+-]+@[\w-]+\.[\w.-]+\W*$";
    ADDRESS = r"(?i)^\W*(?:https?://\S+|www\.\S+|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|fr|de|es|ua|ru|tr|info|eu|uk|co|tv|news)(?:/\S*)?)\W*$";
    WIRE_HEADER = r"^(?:[a-zA-Z]{1,4}\d{3,5}\b.{0,50}|[A-Z]{2,4}\d{2,5}\s+\d\s+[a-z]{3}\s.{0,40}|BC-[\w-]+.{0,80}|[rubd]\s+[a-z]\s+\S.{0,60}|\^?BC-\S.*|ZCZC.*|NNNN|.{0,80}\b\d*(?:st|nd|rd|th)\s+Ld-Writethru\b.*|.{0,40}\bLd-Writethru\b.*|.{0,60}\bEds?:\s.*|Eds\b.*|PM-\S+.*|AM-\S+.*|HFR\b.*|.{0,40}\d{2,4}\s+words?)$";
    NOTE = r"(?i)^\(?(?:adds?|updates?|corrects?|recasts?|refiles?|repeats?|rewrites?|eds|with|changes|fixes|removes|ajoute|actualise|avec (?:précisions|réactions)|añade|amplía|actualiza|(?:neu|aktualisierung|berichtigt|mit)\s?:)\b[^)]{3,140}\)$|^\(?(?:1st|2nd|3rd|\d+th) (?:ld|lead|add)\b.{0,60}$";
    DOCUMENT = r"^[A-Z]{2,5}(?:-[A-Z0-9]{2,8}){1,3}(?:\s*\([A-Z ]{2,20}\))?$|^(?:[A-Z]{2,6}\d{4,}|\d{6,}[A-Z]*|[A-Z]{2}\d{10,})$";
    SLUG = r"^[\p{L}\d-]{2,30}(?:/[\p{L}\d-]{2,30})*/$|^[\p{Lu}][\p{L}\d]+(?:-[\p{L}\d/]+){1,5}\s*\(.{2,20}\)$|^[a-z\d]+(?:-[a-z\d]+){2,}$";
    INITIALS = r"^[a-zé]{2,5}(?:[-/][a-zé]{2,5}){1,5}$|^(?:afp|dpa|apa|efe|sda|epd|ats)(?:\s+[a-z][a-z\d]{1,3}){1,4}$|^[a-z]{2,4}/[a-z]{2,4}\b[\sa-z/+-]{0,20}$";
    JOB = r"^(?:The )?(?:AP|Associated Press|Reuters|AFP)\s[\w ]{0,30}(?:Writers?|Correspondents?|Reporters?|Editor)=?$";
    LABEL = r"(?i)^(?:published|updated|posted|last updated|publié|publié le|mis à jour|publicado|actualizado|veröffentlicht|aktualisiert|datum|date|fecha|stand|author|auteur|autor|by|par|von|por|source|опубліковано|оновлено|дата|автор|опубликовано|обновлено|yayınlanma|güncelleme|تاريخ النشر|آخر تحديث|المصدر|الكاتب)\s*[:：]?$";
    HEADING = r"^#{1,4}\s+\S";
    HASHTAGS = r"^(?:#[\p{L}\d_][^#]{0,40}){1,20}$";
    TAGS = r"(?i)^(?:tags?|keywords?|mots[- ]clés|schlagwörter|schlagworte|themenseiten|thèmes?|topics?|sujets?|temas|etiquetas|etiketler|теги|ключові слова|ключевые слова|الكلمات المفتاحية|كلمات مفتاحية|وسوم|الوسوم)\s*[:：]?\s+(?<list>\S.{1,300})$";
}

/// The strongest reason to keep a block out of the article, if there is one.
pub(super) fn recognise(block: &Block, _: Context<'_>, claims: &mut Claims) {
    claims.extend(recognised(block));
}

fn recognised(block: &Block) -> Option<Bid> {
    let text = block.text.as_str();
    if !text.contains(char::is_alphanumeric) {
        let end = END.is_match(text);
        return Some(if end {
            Bid::new(Role::End, "press/end", 0.9)
        } else {
            Bid::new(Role::Noise, "press/separator", 0.95)
        });
    }
    if block.shape.chars > 600 {
        return None;
    }
    if POLICY.is_match(text) {
        let confidence = if block.is_prose() { 0.5 } else { 0.7 };
        return Some(Bid::new(Role::Policy, "press/policy", confidence));
    }
    if block.shape.chars > 220 {
        return None;
    }
    section(block).or_else(|| line(block))
}

fn section(block: &Block) -> Option<Bid> {
    if block.shape.chars > 70 {
        return None;
    }
    let text = block.text.as_str();
    if END.is_match(text) {
        return Some(Bid::new(Role::End, "press/end", 0.9));
    }
    if CONTENTS_SECTION.is_match(text) {
        return Some(Bid::new(Role::ContentsHeading, "press/contents", 0.85));
    }
    let bare = text.trim_start_matches('#').trim();
    if RELATED_SECTION.is_match(bare) {
        return Some(Bid::new(
            Role::RelatedHeading,
            "press/related-heading",
            0.85,
        ));
    }
    PROMO_SECTION
        .is_match(bare)
        .then(|| Bid::new(Role::PromoHeading, "press/promotion-heading", 0.85))
}

fn line(block: &Block) -> Option<Bid> {
    let text = block.text.as_str();
    let noise = |rule, confidence| Some(Bid::new(Role::Noise, rule, confidence));
    if is_button(text) {
        return noise("press/button", 0.9);
    }
    if HASHTAGS.is_match(text) && text.starts_with('#') && !HEADING.is_match(text)
        || TAGS.is_match(text)
    {
        return Some(Bid::new(Role::Tags, "press/tags", 0.8));
    }
    let rules: [(&regex::Regex, &'static str, f32, usize); 14] = [
        (&COUNTER, "press/counter", 0.8, 40),
        (&LABEL, "press/label", 0.8, 30),
        (&READING, "press/reading-time", 0.85, 60),
        (&EMAIL, "press/e-mail", 0.9, 90),
        (&ADDRESS, "press/address", 0.9, 200),
        (&INITIALS, "press/initials", 0.8, 40),
        (&JOB, "press/job-title", 0.8, 60),
        (&DOCUMENT, "press/document-number", 0.85, 50),
        (&SLUG, "press/slug", 0.75, 80),
        (&WIRE_HEADER, "press/wire-header", 0.75, 120),
        (&NOTE, "press/wire-note", 0.75, 160),
        (&RIGHTS, "press/rights", 0.8, 220),
        (&FORM, "press/form", 0.6, 200),
        (&PROMO, "press/promotion", 0.6, 200),
    ];
    for (pattern, rule, confidence, longest) in rules {
        if block.shape.chars <= longest && pattern.is_match(text) {
            return noise(rule, confidence);
        }
    }
    if HEADING.is_match(text) && block.shape.words <= 8 {
        return Some(Bid::new(Role::MarkedHeading, "press/marked-heading", 0.6));
    }
    None
}

/// The tags in a line of them.
pub(super) fn tags(text: &str) -> Vec<String> {
    let parts: Vec<&str> = match TAGS.captures(text) {
        Some(captures) => captures
            .name("list")
            .map_or("", |list| list.as_str())
            .split([',', '،', ';', '|'])
            .collect(),
        None => text.split('#').collect(),
    };
    parts
        .into_iter()
        .map(|part| part.trim().to_owned())
        .filter(|part| !part.is_empty())
        .collect()
}
