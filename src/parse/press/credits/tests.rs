//! Captions and credits as the trade writes them, in invented words; and lines that only look like them.

use super::*;
use crate::parse::press::lines;

fn claims(text: &str) -> Claims {
    let (blocks, _) = lines::blocks(text);
    let context = Context {
        order: Order::of("en"),
        dated: true,
    };
    let mut claims = Claims::default();
    recognise(&blocks[0], context, &mut claims);
    claims
}

#[test]
fn the_credit_is_parted_from_the_caption() {
    let scene = "A ferry crosses the river near the mill";
    let mut faults = Vec::new();
    for (form, wanted) in [
        ("@. — ANNA EXAMPLE / AFP", "ANNA EXAMPLE / AFP"),
        (
            "@. — NOUR EXEMPLE / LA DEPECHE",
            "NOUR EXEMPLE / LA DEPECHE",
        ),
        (
            "@, mardi. — UWE EXEMPEL / DPA / AFP",
            "UWE EXEMPEL / DPA / AFP",
        ),
        ("@ on Friday. (KXYZ)", "KXYZ"),
        ("@ (AFP / Anna Example)", "AFP / Anna Example"),
        ("@ (AFP/File photo)", "AFP/File photo"),
        ("@ [Nour Sabel/Al Jazeera]", "Nour Sabel/Al Jazeera"),
        ("@. HANDOUT / AFP", "HANDOUT / AFP"),
        ("@. ANNA EXAMPLE / REUTERS", "ANNA EXAMPLE / REUTERS"),
        ("@. ANNA EXAMPLE (REUTERS)", "ANNA EXAMPLE (REUTERS)"),
        ("@. (AP Photo/Anna Example)", "AP Photo/Anna Example"),
        ("@ (AP Photo/Anna Example)", "AP Photo/Anna Example"),
        ("@. AP Photo/Anna Example", "AP Photo/Anna Example"),
        ("@. Anna Example via REUTERS", "Anna Example via REUTERS"),
        ("@. REUTERS/Anna Example", "REUTERS/Anna Example"),
        (
            "@. REUTERS/Anna Example/File Photo",
            "REUTERS/Anna Example/File Photo",
        ),
        ("@. EPA-EFE/ANNA EXAMPLE", "EPA-EFE/ANNA EXAMPLE"),
        ("@. EFE/ Ana Ejemplo", "EFE/ Ana Ejemplo"),
        ("@. Foto: Anna Beispiel (dpa)", "Anna Beispiel (dpa)"),
        ("@. Foto: dpa/Anna Beispiel", "dpa/Anna Beispiel"),
        ("@. - Foto: © APA/AFP", "APA/AFP"),
        ("@. Bild: reuters", "reuters"),
        ("@. Getty Images", "Getty Images"),
        ("@ © Anna Exemple, AFP", "Anna Exemple, AFP"),
        ("@. © Photo Mediapart", "Mediapart"),
        ("@. © AFP or licensors", "AFP or licensors"),
        (
            "@. Photograph: Anna Example/Reuters",
            "Anna Example/Reuters",
        ),
        (
            "@. Photograph: Anna Example/AFP/Getty Images",
            "Anna Example/AFP/Getty Images",
        ),
        (
            "@.Credit...Anna Example for The New York Times",
            "Anna Example for The New York Times",
        ),
        (
            "@.CreditCredit...Anna Example/The Outlet",
            "Anna Example/The Outlet",
        ),
        (
            "@. Credit Anna Example/Agence France-Presse — Getty Images",
            "Anna Example/Agence France-Presse — Getty Images",
        ),
        (
            "@ Credit: Anna Example/Shutterstock",
            "Anna Example/Shutterstock",
        ),
        (
            "@. Anna Example/AFP/Getty Images",
            "Anna Example/AFP/Getty Images",
        ),
        (
            "@.Anna Example / AFP - Getty Images",
            "Anna Example / AFP - Getty Images",
        ),
        (
            "@ le 19 janvier 2025 AFP / Sami Exemple",
            "AFP / Sami Exemple",
        ),
        (
            "@. (Photo by Anna Example/AFP via Getty Images)",
            "Anna Example/AFP via Getty Images",
        ),
        ("@. [Photo: Anna Example]", "Anna Example"),
        (
            "@ (photo credit: ANNA EXAMPLE / REUTERS)",
            "ANNA EXAMPLE / REUTERS",
        ),
        ("@Credit: Alamy", "Alamy"),
        ("@Foto: Anna Beispiel/dpa", "Anna Beispiel/dpa"),
        ("@ / AFP", "AFP"),
        ("@. | Photo Credit: PTI", "PTI"),
        ("@.—PPI", "PPI"),
        ("@. — Photo by author", "Photo by author"),
        (
            "@. All photos: Anna Example for The National",
            "Anna Example for The National",
        ),
        (
            "@ (Anna Example/mexample@outlet.example)",
            "Anna Example/mexample@outlet.example",
        ),
        (
            "@. (Oana Exemplescu for The Washington Post)",
            "Oana Exemplescu for The Washington Post",
        ),
        (
            "@ PHOTO ANNA EXEMPLE, ARCHIVES AGENCE FRANCE-PRESSE",
            "ANNA EXEMPLE, ARCHIVES AGENCE FRANCE-PRESSE",
        ),
        (
            "@. Photo Anna Exemple / L'Orient-Le Jour",
            "Anna Exemple / L'Orient-Le Jour",
        ),
        ("@. Photo AFP/Anna Exemple", "AFP/Anna Exemple"),
        ("@. LP/Anna Exemple", "LP/Anna Exemple"),
        (
            "@. L'Orient-Le Jour/Mohammad Exemple",
            "L'Orient-Le Jour/Mohammad Exemple",
        ),
        ("@. Crédits photo : Anna Exemple", "Anna Exemple"),
        ("@. (Photo Anna Exemple. AFP)", "Anna Exemple. AFP"),
        ("@, mardi. - Reuters.", "Reuters"),
        ("@, lundi 8 avril 2024. | AFP", "AFP"),
        ("@, le 11 janvier 2024 - Anna Exemplova", "Anna Exemplova"),
        (
            "@, le 21 janvier 2021 - Sabah EXEMPLE [AFP]",
            "Sabah EXEMPLE [AFP]",
        ),
        ("@. Florent Exemple/AFP", "Florent Exemple/AFP"),
        (
            "@ (image d'illustration). AFP - ANNA EXEMPLE",
            "AFP - ANNA EXEMPLE",
        ),
        ("@. | Fotoğraf: Anna Örnek/Evrensel", "Anna Örnek/Evrensel"),
        ("@. Fotoğraf: DHA", "DHA"),
        (
            "@. (Anna Örnek - Anadolu Ajansı)",
            "Anna Örnek - Anadolu Ajansı",
        ),
        ("@. Фото: Анна Приклад / УНІАН", "Анна Приклад / УНІАН"),
        ("@ (Фото: Анна Пример / AFP)", "Анна Пример / AFP"),
        ("@ / фото ГУ ДСНС", "ГУ ДСНС"),
        ("@. Fot. PAP/Anna Przykład", "PAP/Anna Przykład"),
        ("@. / ANNA PRZYKŁAD / PAP/EPA", "ANNA PRZYKŁAD / PAP/EPA"),
        ("@. foto: tpi.it", "tpi.it"),
        ("@. TASS/Anna Example", "TASS/Anna Example"),
        ("@. AA/Anna Example", "AA/Anna Example"),
        ("@. IMAGO / Anna Example", "IMAGO / Anna Example"),
        ("@. AFP PHOTO / ANNA EXAMPLE", "AFP PHOTO / ANNA EXAMPLE"),
        (
            "@. Regional administration / Telegram",
            "Regional administration / Telegram",
        ),
        (
            "@. REUTERS/Anna Example Purchase Licensing Rights, opens new tab",
            "REUTERS/Anna Example",
        ),
        ("[1/3]@. REUTERS/Anna Example", "REUTERS/Anna Example"),
        (
            "Photo 2 of 7: @. (AP Photo/Anna Example)",
            "AP Photo/Anna Example",
        ),
        ("Image: @. Pic: AP", "AP"),
        (
            "1of4@. (Anna Example/The Outlet via AP)",
            "Anna Example/The Outlet via AP",
        ),
        ("@ (AP Foto/Ana Ejemplo)", "AP Foto/Ana Ejemplo"),
        ("@ en el norte de la provincia. Ana Ejemplo", "Ana Ejemplo"),
        ("@. / AFP PHOTO / STRINGER", "AFP PHOTO / STRINGER"),
        (
            "@. /Photo prise le 12 mars 2016/REUTERS/Anna Exemple",
            "Photo prise le 12 mars 2016/REUTERS/Anna Exemple",
        ),
        (
            "@. /Photo d'archives/REUTERS/Anna Exemple (le bac. REUTERS)",
            "Photo d'archives/REUTERS/Anna Exemple",
        ),
        ("camera icon@ (Anna Example/Outlet)", "Anna Example/Outlet"),
    ] {
        let text = form.replacen('@', scene, 1);
        let read = caption(&text);
        let credit = read.as_ref().and_then(|read| read.credit);
        let starts = read
            .as_ref()
            .is_some_and(|read| read.text.starts_with(scene));
        if credit != Some(wanted) || !starts || claims(&text).certainty(&[Role::Caption]) < 0.6 {
            faults.push(format!("{text}: {read:?} {:?}", claims(&text)));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn captions_in_arabic_are_parted() {
    let scene = "عبارة تقطع النهر قرب الطاحونة";
    let mut faults = Vec::new();
    for (form, wanted) in [
        ("@ (الجزيرة)", "الجزيرة"),
        ("@ (الأناضول)", "الأناضول"),
        ("@ (غيتي)", "غيتي"),
        ("@ (أسوشيتد برس)", "أسوشيتد برس"),
        ("@ (أ.ف.ب)", "أ.ف.ب"),
        ("@ (مواقع التواصل-أرشيف)", "مواقع التواصل-أرشيف"),
        ("@ - ناشطون", "ناشطون"),
        ("@- سانا", "سانا"),
        ("@ (إ.ب.أ)", "إ.ب.أ"),
        ("@ © أ ف ب", "أ ف ب"),
        ("@ / Sputnik", "Sputnik"),
        ("@ (عنب بلدي/ سالم النجار)", "عنب بلدي/ سالم النجار"),
    ] {
        let text = form.replacen('@', scene, 1);
        let read = caption(&text);
        if read
            .as_ref()
            .is_none_or(|read| (read.text, read.credit) != (scene, Some(wanted)))
        {
            faults.push(format!("{text}: {read:?}"));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn labels_head_captions() {
    let mut faults = Vec::new();
    for (text, wanted) in [
        (
            "Image caption, Traders look for their stock",
            "Traders look for their stock",
        ),
        (
            "Media caption The ferry was late again",
            "The ferry was late again",
        ),
        (
            "Media captionThe ferry was late again",
            "The ferry was late again",
        ),
        (
            "BildunterschriftDie Brücke am Tag danach",
            "Die Brücke am Tag danach",
        ),
        (
            "Pie de foto, El puente fue abierto el lunes.",
            "El puente fue abierto el lunes.",
        ),
        (
            "Підпис до фото, Міст відкрили в понеділок",
            "Міст відкрили в понеділок",
        ),
        (
            "Подпись к фото, Мост открыли в понедельник",
            "Мост открыли в понедельник",
        ),
        (
            "Fotoğraf altı yazısı, Köprü pazartesi günü açıldı",
            "Köprü pazartesi günü açıldı",
        ),
        ("التعليق على الصورة، الجسر بعد افتتاحه", "الجسر بعد افتتاحه"),
        (
            "FILE - The bridge over the river, April 2, 2016.",
            "FILE - The bridge over the river, April 2, 2016.",
        ),
        (
            "Мост через реку - РИА Новости, 1920, 17.10.2023",
            "Мост через реку",
        ),
        (
            "The bridge at dusk. (file photo)",
            "The bridge at dusk. (file photo)",
        ),
        ("حادث انقلاب - أرشيفية", "حادث انقلاب - أرشيفية"),
        (
            "Міст через річку. Архівне фото",
            "Міст через річку. Архівне фото",
        ),
        ("Markt in Rawa, 3. Mai 2016", "Markt in Rawa, 3. Mai 2016"),
        (
            "File photo of the bridge at Rawa.",
            "File photo of the bridge at Rawa.",
        ),
        ("Foto de archivo del puente.", "Foto de archivo del puente."),
        (
            "Anna Example (left) shakes the hand of the mayor of Rawa",
            "Anna Example (left) shakes the hand of the mayor of Rawa",
        ),
        (
            "Bürgermeister Uwe Beispiel (2. von links) am Ufer",
            "Bürgermeister Uwe Beispiel (2. von links) am Ufer",
        ),
        (
            "Мэр Равы Анна Пример (слева) у моста",
            "Мэр Равы Анна Пример (слева) у моста",
        ),
        (
            "In this May 3, 2016 file photo, a ferry crosses the river.",
            "In this May 3, 2016 file photo, a ferry crosses the river.",
        ),
    ] {
        let read = caption(text).map_or(text, |caption| caption.text);
        if read != wanted || claims(text).certainty(&[Role::Caption]) < 0.6 {
            faults.push(format!("{text}: {read:?} {:?}", claims(text)));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn a_credit_may_stand_alone() {
    let mut faults = Vec::new();
    for (text, wanted) in [
        ("AP Photo/Anna Example", "AP Photo/Anna Example"),
        ("Anna Example/AP Photo", "Anna Example/AP Photo"),
        ("ANNA EXAMPLE / AFP", "ANNA EXAMPLE / AFP"),
        ("Getty Images", "Getty Images"),
        (
            "Press office of the State Border Service/AP",
            "Press office of the State Border Service/AP",
        ),
        (
            "(photo credit: ANNA EXAMPLE / REUTERS)",
            "ANNA EXAMPLE / REUTERS",
        ),
        ("صدر الصورة، Getty Images", "Getty Images"),
        ("مصدر الصورة: رويترز", "رويترز"),
        (
            "صورة من: picture-alliance/dpa/M. Beispiel",
            "picture-alliance/dpa/M. Beispiel",
        ),
        ("تصوير : سالم النجار", "سالم النجار"),
        ("Crédit photo : Anna Exemple", "Anna Exemple"),
        (
            "Photo : Associated Press / Anna Exemple",
            "Associated Press / Anna Exemple",
        ),
        ("Fuente de la imagen, Reuters", "Reuters"),
        ("Image source, Getty Images", "Getty Images"),
        ("Image: Anna Example/REUTERS", "Anna Example/REUTERS"),
        ("Bildquelle: Anna Beispiel", "Anna Beispiel"),
        ("Foto:Archivo particular", "Archivo particular"),
        ("Bild: Gazette", "Gazette"),
        ("Fotos: Anna Beispiel/123RF", "Anna Beispiel/123RF"),
        ("Copyright: Anna Example", "Anna Example"),
        ("© Anna Example/TASS", "Anna Example/TASS"),
        ("© picture alliance/dpa", "picture alliance/dpa"),
        ("Автор фото, EPA-EFE", "EPA-EFE"),
        ("Источник изображения, Reuters", "Reuters"),
        ("Фото: AP/ТАСС", "AP/ТАСС"),
        (
            "Фото: Анна Пример, Коммерсантъ / купить фото",
            "Анна Пример, Коммерсантъ",
        ),
        ("Kaynak, Anna Örnek/BBC", "Anna Örnek/BBC"),
        ("Fotoğraf: Anna Örnek/Evrensel", "Anna Örnek/Evrensel"),
        ("| צילום: דנה כהן", "דנה כהן"),
        ("File image: Getty Images", "Getty Images"),
        (
            "Getty Images/EyeEm (Symbolbild)",
            "Getty Images/EyeEm (Symbolbild)",
        ),
        ("Anna Example, AP", "Anna Example, AP"),
        ("Ana Ejemplo | Getty Images", "Ana Ejemplo | Getty Images"),
    ] {
        if credit(text) != Some(wanted) || claims(text).certainty(&[Role::Credit]) < 0.6 {
            faults.push(format!("{text}: {:?} {:?}", credit(text), claims(text)));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn a_sentence_is_no_caption() {
    let mut faults = Vec::new();
    for text in [
        "The ferry was late - and nobody in Reuters square seemed to mind it at all",
        "The Reuters building was closed",
        "The ministry said that the bridge would stay closed until Monday. Engineers are looking at its pillars, and the road to the north is open. (AFP)",
        "BAGHDAD (Reuters) - The bridge over the river was closed on Monday.",
        "(Reuters) - The bridge over the river was closed on Monday.",
        "Le ministre a parlé du pont devant la presse, a rapporté l'AFP.",
        "Der Minister sprach am Montag mit der Agentur dpa.",
        "El alcalde habló con EFE sobre el puente y dijo que abrirá el lunes.",
        "Images of the bridge were shared by thousands on Monday.",
        "Foto und Text stammen nicht von ihm, sagte der Mann.",
        "Photo exhibitions have been held in the mill since 1990.",
        "1 of 3 roads was open on Monday morning.",
        "وقال مراسل الجزيرة إن الجسر مغلق منذ صباح الاثنين.",
        "Guerre en Ukraine : la Russie affirme avoir rouvert le pont",
        "Le pont rouvre - enfin",
        "Two hurt in fall from the old bridge - governor",
        "© 2021 The Outlet. All rights reserved.",
        "By Anna Example",
        "By Anna Example - The Outlet - Wednesday, May 3, 2016",
        "This story is from May 3, 2016",
        "La Rawa, Sarnia // Copyright 2016 · www.outlet.example",
        "Der Geheimdienst hatte das früher vermutet. Belege gab es dafür nie, und auch der Minister schwieg. (NN mit dpa)",
        "The party turned left, and then right, over the years.",
        "Archives opened in Rawa will tell more, the minister said.",
        "Anna Example",
        "World",
    ] {
        if claims(text).certainty(&[Role::Caption, Role::Credit]) > 0.5 {
            faults.push(format!("{text}: {:?}", claims(text)));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn a_day_dates_a_caption_and_a_month_a_statement() {
    for (text, wanted) in [
        ("The ferry near the old mill, 3 May 2016", true),
        ("The ferry crosses near the old mill on 3 May 2016.", true),
        ("The three mayors will step down in June 2017.", false),
        ("Les trois maires démissionneront dès juin 2017.", false),
    ] {
        let dated = claims(text)
            .iter()
            .any(|bid| bid.rule == "press/dated-caption");
        assert_eq!(dated, wanted, "{text}");
    }
}
