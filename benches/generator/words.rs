//! Owns the words that articles are made of, all invented for measuring: no place, person or event in them exists.
//! A sentence is a subject, a verb, an object and a circumstance; each list of a language fits the others.

/// The words of one language.
pub struct Words {
    /// Its tag.
    pub language: &'static str,
    subjects: &'static [&'static str],
    verbs: &'static [&'static str],
    objects: &'static [&'static str],
    circumstances: &'static [&'static str],
    /// Headings within the text.
    pub crossheads: &'static [&'static str],
    /// Words over the headline.
    pub kickers: &'static [&'static str],
    /// Before a link to an earlier article.
    pub earlier: &'static str,
    /// What a drawing shows.
    pub drawing: &'static str,
    /// What a photograph shows.
    pub photograph: &'static str,
    /// Who signs.
    pub byline: &'static str,
    /// The nouns and qualities that tags are made of.
    tags: (&'static [&'static str], &'static [&'static str]),
}

impl Words {
    /// Subject, verb, object and circumstance of the sentence `choice`.
    pub fn sentence(&self, mut choice: impl FnMut(usize) -> usize) -> [&'static str; 4] {
        [self.subjects, self.verbs, self.objects, self.circumstances]
            .map(|list| list[choice(list.len())])
    }

    /// Its tags, in an order that mixes nouns and qualities.
    pub fn tags(&self) -> Vec<String> {
        let (nouns, qualities) = self.tags;
        let pairs = qualities
            .iter()
            .flat_map(|quality| nouns.iter().map(move |noun| (noun, quality)));
        pairs
            .map(|(noun, quality)| format!("{noun} {quality}"))
            .collect()
    }
}

/// French: 300 tags.
pub const FRENCH: Words = Words {
    language: "fr",
    subjects: &[
        "Le comité de la vallée",
        "La brigade du fleuve",
        "Le porte-parole du canton",
        "Une équipe de relevé",
        "Le service des ponts",
        "La caravane de secours",
        "Le bureau des passages",
        "Un témoin joint au téléphone",
        "La régie des eaux",
        "Le conseil des anciens",
        "Une colonne de camions",
        "Le poste de garde",
        "L'équipe médicale",
        "Le gardien du barrage",
        "La garnison du plateau",
        "Un responsable local",
    ],
    verbs: &[
        "a annoncé",
        "a décrit",
        "a confirmé",
        "a contesté",
        "a signalé",
        "a suspendu",
        "a repris",
        "a observé",
        "a recensé",
        "a différé",
        "a examiné",
        "a approuvé",
    ],
    objects: &[
        "le retrait des barrages",
        "la réouverture de la route haute",
        "l'arrivée de deux convois",
        "la fermeture du marché couvert",
        "le comptage des familles déplacées",
        "une trêve de trois jours",
        "la réparation du pont de bois",
        "le départ des observateurs",
        "la livraison de farine et de sel",
        "un échange de prisonniers",
        "l'installation d'un hôpital de toile",
        "la coupure des lignes",
        "un tir isolé près du gué",
        "la relève de la garnison",
    ],
    circumstances: &[
        "dans la nuit",
        "au lever du jour",
        "selon deux sources concordantes",
        "sans donner de bilan",
        "à la sortie nord du bourg",
        "après plusieurs heures d'attente",
        "malgré la crue",
        "d'après un relevé encore provisoire",
        "en présence de médiateurs",
        "sur la rive gauche",
        "pour la deuxième fois de la semaine",
        "faute de carburant",
    ],
    crossheads: &[
        "Une route rouverte",
        "Des chiffres prudents",
        "Ce que l'on sait",
        "La crue complique tout",
        "Un accord fragile",
    ],
    kickers: &["Plateau", "Vallée", "Récit", "Reportage", "Fleuve"],
    earlier: "À lire aussi",
    drawing: "Croquis de la zone",
    photograph: "Le pont de bois, vu de la rive gauche",
    byline: "La rédaction du relevé",
    tags: (
        &[
            "convois",
            "ponts",
            "trêves",
            "marchés",
            "barrages",
            "routes",
            "hôpitaux",
            "écoles",
            "puits",
            "garnisons",
            "crues",
            "récoltes",
            "émissaires",
            "observateurs",
            "abris",
        ],
        &[
            "du nord",
            "du sud",
            "de l'est",
            "de l'ouest",
            "du plateau",
            "de la vallée",
            "du fleuve",
            "de la côte",
            "des collines",
            "du désert",
            "du canton",
            "du bourg",
            "de nuit",
            "d'hiver",
            "d'été",
            "suspendus",
            "provisoires",
            "disputés",
            "recensés",
            "surveillés",
        ],
    ),
};

/// English: 125 tags.
pub const ENGLISH: Words = Words {
    language: "en",
    subjects: &[
        "The valley committee",
        "The river brigade",
        "A spokesman for the canton",
        "A survey team",
        "The office of bridges",
        "The relief convoy",
        "A witness reached by telephone",
        "The water board",
        "The council of elders",
        "A column of lorries",
        "The guard post",
        "The dam keeper",
    ],
    verbs: &[
        "announced",
        "described",
        "confirmed",
        "disputed",
        "reported",
        "suspended",
        "resumed",
        "observed",
        "counted",
        "postponed",
        "reviewed",
    ],
    objects: &[
        "the removal of the roadblocks",
        "the reopening of the high road",
        "the arrival of two convoys",
        "the closure of the covered market",
        "a count of displaced families",
        "a three-day truce",
        "repairs to the wooden bridge",
        "the departure of the observers",
        "a delivery of flour and salt",
        "an exchange of prisoners",
        "a field hospital",
        "a single shot near the ford",
    ],
    circumstances: &[
        "overnight",
        "at first light",
        "according to two sources",
        "without giving a toll",
        "at the northern edge of the town",
        "after several hours of waiting",
        "despite the flood",
        "in the presence of mediators",
        "on the left bank",
        "for want of fuel",
    ],
    crossheads: &[
        "A road reopens",
        "Cautious figures",
        "What is known",
        "The flood gets in the way",
        "A fragile accord",
    ],
    kickers: &["Plateau", "Valley", "Dispatch", "River"],
    earlier: "See also",
    drawing: "Sketch of the area",
    photograph: "The wooden bridge from the left bank",
    byline: "Survey desk",
    tags: (
        &[
            "convoys",
            "bridges",
            "truces",
            "markets",
            "roadblocks",
            "roads",
            "hospitals",
            "schools",
            "wells",
            "garrisons",
            "floods",
            "harvests",
            "envoys",
            "observers",
            "shelters",
            "ferries",
            "pylons",
            "mills",
            "orchards",
            "depots",
            "tunnels",
            "quarries",
            "granaries",
            "wards",
            "passes",
        ],
        &[
            "upstream",
            "downstream",
            "on the plateau",
            "by night",
            "in winter",
        ],
    ),
};

/// Arabic: 75 tags.
pub const ARABIC: Words = Words {
    language: "ar",
    subjects: &[
        "مجلس الوادي",
        "لواء النهر",
        "المتحدث باسم الناحية",
        "فريق المسح",
        "مكتب الجسور",
        "قافلة الإغاثة",
        "شاهد عبر الهاتف",
        "مجلس الشيوخ المحلي",
        "رتل من الشاحنات",
        "حارس السد",
    ],
    verbs: &[
        "أعلن",
        "وصف",
        "أكد",
        "نفى",
        "سجل",
        "علق",
        "استأنف",
        "راقب",
        "أحصى",
        "أرجأ",
    ],
    objects: &[
        "رفع الحواجز",
        "إعادة فتح الطريق العليا",
        "وصول قافلتين",
        "إغلاق السوق المسقوف",
        "إحصاء العائلات النازحة",
        "هدنة من ثلاثة أيام",
        "إصلاح الجسر الخشبي",
        "مغادرة المراقبين",
        "تسليم الطحين والملح",
        "تبادل أسرى",
    ],
    circumstances: &[
        "خلال الليل",
        "عند الفجر",
        "بحسب مصدرين",
        "من دون ذكر حصيلة",
        "عند المدخل الشمالي للبلدة",
        "بعد ساعات من الانتظار",
        "رغم الفيضان",
        "بحضور وسطاء",
        "على الضفة اليسرى",
        "بسبب نقص الوقود",
    ],
    crossheads: &["طريق تفتح من جديد", "أرقام حذرة", "ما هو معروف", "اتفاق هش"],
    kickers: &["الهضبة", "الوادي", "تقرير", "النهر"],
    earlier: "اقرأ أيضا",
    drawing: "رسم للمنطقة",
    photograph: "الجسر الخشبي من الضفة اليسرى",
    byline: "قسم المسح",
    tags: (
        &[
            "قوافل",
            "جسور",
            "هدن",
            "أسواق",
            "حواجز",
            "طرق",
            "مشاف",
            "مدارس",
            "آبار",
            "مواقع",
            "فيضانات",
            "محاصيل",
            "وسطاء",
            "مراقبون",
            "ملاجئ",
        ],
        &["الشمال", "الجنوب", "الشرق", "الغرب", "الوادي"],
    ),
};

const BEGINNINGS: &[&str] = &[
    "Var", "Tel", "Osk", "Mir", "Dol", "Ber", "Kas", "Nev", "Ulm", "Sar", "Pel", "Gor", "Ist",
    "Lav", "Rud", "Zen", "Hal", "Cor", "Fen", "Jav",
];
const ENDINGS: &[&str] = &[
    "dane", "mora", "vik", "tesh", "oune", "arq", "elin", "osta", "imar", "ughe", "andre", "issol",
    "eval", "orne", "ata",
];

/// 300 names of places that do not exist.
pub fn places() -> Vec<String> {
    let pairs = ENDINGS
        .iter()
        .flat_map(|end| BEGINNINGS.iter().map(move |begin| (begin, end)));
    pairs.map(|(begin, end)| format!("{begin}{end}")).collect()
}

/// 300 names of persons who do not exist.
pub fn people() -> Vec<String> {
    let initials = ["A.", "E.", "I.", "O.", "U.", "N.", "S.", "T.", "R.", "L."];
    let families = BEGINNINGS
        .iter()
        .flat_map(|begin| ["ovar", "essin", "aldu"].map(|end| (begin, end)));
    let named = families.enumerate().flat_map(|(index, (begin, end))| {
        (0..5).map(move |turn| {
            format!(
                "{} {begin}{end}",
                initials[(index + turn * 3) % initials.len()]
            )
        })
    });
    named.collect()
}

/// Forces and bodies that do not exist.
pub const ACTORS: &[&str] = &[
    "Brigade du fleuve",
    "Garde du plateau",
    "Comité de la vallée",
    "Ligue des cantons",
    "Régie des eaux",
    "Conseil des anciens",
    "Milice des collines",
    "Union des passeurs",
    "Corps des ponts",
    "Mission de médiation",
    "Secours de la côte",
    "Front du gué",
];

/// Conflicts that never were.
pub const CONFLICTS: &[&str] = &[
    "Guerre du plateau",
    "Crise des ponts",
    "Conflit des deux rives",
    "Siège de Varmora",
    "Révolte des cantons",
    "Campagne de la crue",
];

/// Agencies that do not exist.
pub const AGENCIES: &[&str] = &["AVL", "Fleuve Presse", "Agence des cantons", "Plateau Wire"];

/// What the file of an article is called after: what it tells of, and where.
pub const KINDS: &[&str] = &[
    "convoi", "pont", "treve", "crue", "gue", "barrage", "marche", "releve",
];
pub const REGIONS: &[&str] = &[
    "nord",
    "sud",
    "plateau",
    "vallee",
    "rive-gauche",
    "rive-droite",
    "bourg",
];
