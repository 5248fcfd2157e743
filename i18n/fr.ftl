# Les mots de l'interface, au format Fluent (https://projectfluent.org). Un site en remplace un, ou ajoute une langue,
# par un fichier du même nom dans son propre dossier i18n/ : une clé absente est prise ici, puis en anglais.

## Le cadre
home = Accueil
skip = Aller au contenu
navigation = Menu principal
sections = Rubriques de l’archive
breadcrumbs = Vous êtes ici
moved = Cette page a changé d’adresse
not-found = Page introuvable
not-found-note = Cette adresse ne mène à aucune page de l’archive. Elle a pu être mal recopiée.
empty = Aucun article pour l’instant.
empty-terms = Rien n’est encore classé ici.
comma = ,

## Les listes
articles = Articles
newest = Les plus récents
articles-coarse = Sans date plus précise
count-articles = { $count ->
    [one] { $text } article
   *[other] { $text } articles
}
count-terms = { $count ->
    [one] { $text } entrée
   *[other] { $text } entrées
}
chart-all = Par année
chart-year = Par mois
chart-month = Par jour
chart-day = Ce jour
chart-undated = Sans date
partial-all = Les articles plus anciens se trouvent dans les pages des années ci-dessus.
partial-year = Les autres articles de l’année se trouvent dans les pages des mois ci-dessus.
partial-month = Les autres articles du mois se trouvent dans les pages des jours ci-dessus.
partial-day = Cette page ne montre qu’une partie des articles du jour.
partial-undated = Cette page ne montre qu’une partie des articles sans date.
neighbours-periods = Périodes voisines
period-previous = Période précédente
period-next = Période suivante
period-up = Vue d’ensemble
letters = Index alphabétique
undated = Sans date
years = Années
term-span = { $first } – { $last }
term-spellings = Autres graphies dans l’archive :
coordinates = Coordonnées :
feed-term = S’abonner à ce fil (Atom)
feed-site-atom = Fil Atom
feed-site-json = Fil JSON
feed-title = { $site } : { $term }

## Les index
taxonomy-tags = Sujets
taxonomy-tags-one = Sujet
taxonomy-places = Lieux
taxonomy-places-one = Lieu
taxonomy-people = Personnes
taxonomy-people-one = Personne
taxonomy-actors = Acteurs
taxonomy-actors-one = Acteur
taxonomy-conflicts = Conflits
taxonomy-conflicts-one = Conflit
taxonomy-agencies = Agences
taxonomy-agencies-one = Agence
taxonomy-languages = Langues
taxonomy-languages-one = Langue

## Les dates
date-published = Publié
date-event = Faits
date-modified = Modifié
date-retrieved = Versé à l’archive
dateline = Écrit à
date-inferred = déduit de :
date-uncertain = date incertaine
date-approximate-mark = date approchée
date-words = dans le texte :
date-about = vers { $date }
date-span = du { $first } au { $last }
date-before = avant { $date }
date-after = à partir de { $date }

## L'article
headline-stands-in = La source n’a pas de titre : les premiers mots du texte en tiennent lieu.
translations = Ce texte dans d’autres langues
warning = Avertissement :
warning-graphic = scènes de violence
warning-death = récit de morts
warning-sexual-violence = violences sexuelles
warning-torture = torture
warning-children = enfants victimes
warning-suicide = suicide
corrected = { $count ->
    [one] Cet article a été modifié après sa publication : voir la note
   *[other] Cet article a été modifié après sa publication : voir les notes
}
corrections = Modifications après publication
correction-update = Mise à jour
correction-correction = Correction
correction-clarification = Précision
correction-retraction = Retrait
correction-redaction = Anonymisation
redaction-note = Des noms ou des détails ont été ôtés de cet article pour protéger des personnes.
retracted = Article retiré.
retracted-mark = retiré
retracted-note = Cet article a été retiré par la rédaction. Son texte n’est plus diffusé ; l’adresse demeure, avec les raisons du retrait.
related = À lire aussi
related-missing = hors de l’archive
more = Sur le même sujet
neighbours-articles = Articles voisins
article-previous = Article précédent
article-next = Article suivant

## Les médias
media-absent = Document absent de l’archive : seule sa légende est conservée.
media-within = Dans le texte
media-sensitive = Contenu sensible : afficher
media-captions = Sous-titres
media-video = Télécharger la vidéo
media-audio = Télécharger le son
media-file = Télécharger le document
media-left-out = Image ou enregistrement, absent de cette édition légère :

## La fiche
subjects = De qui, de quoi, d’où
casualties = Bilans annoncés
casualties-note = Chaque ligne rapporte une déclaration ; elles ne s’additionnent pas.
casualties-what = Bilan
casualties-figure = Nombre
casualties-source = Selon
casualties-date = En date du
casualty-killed = Tués
casualty-injured = Blessés
casualty-missing = Disparus
casualty-detained = Détenus
casualty-displaced = Déplacés
unattributed = source non précisée
figure-between = { $low } à { $high }
figure-at-least = au moins { $low }
figure-at-most = au plus { $high }
known = Comment nous le savons
sources = Sources
source-retrieved = consulté le
source-archived = copie archivée
verification = Vérification
verification-by = par
status-verified = vérifié
status-partly-verified = vérifié en partie
status-unverified = non vérifié
status-disputed = contesté
agency-origin = texte original
agency-with = contribution
agency-republisher = reprise
language = Langue
original = Fichier d’origine
format-markdown = texte mis en forme (Markdown)
format-press = texte de presse, tel que reçu
rights = Droits
cite = Citer cet article
precision-exact = lieu exact
precision-settlement = localité
precision-district = district
precision-province = province
precision-country = pays
identifier = Identifiant permanent :

## Le corps du texte
body-notes = Notes
body-note = Note
body-back = Retour au texte
body-table = Tableau

## Vérifier une copie
verify-title = Vérifier une copie
verify-intro = Chacun peut vérifier si une copie de ce site, sur une clé, chez un autre hébergeur ou ici même, est complète et intacte. Le site donne de chaque fichier l’empreinte SHA-256 : un nombre qui change dès qu’une seule lettre du fichier change.
verify-lists = Le fichier manifest.sha256 énumère les fichiers du premier niveau du site et les listes du dossier nommé manifest ; chacune de celles-ci énumère les fichiers d’un dossier. Des outils présents sur presque tous les systèmes savent les lire.
verify-where = Ouvrez un terminal dans le dossier de la copie, celui qui contient manifest.sha256, et tapez les lignes de votre système.
verify-silence = Si rien ne s’affiche, chaque fichier est tel qu’il a été publié. Sinon, chaque fichier absent ou modifié est nommé.
verify-depeche = Le programme qui a produit ce site vérifie tout en une fois, dans un dossier ou à son adresse, et nomme aussi les fichiers étrangers : ceux qu’aucune liste ne nomme et que les autres outils ignorent.
verify-ours = De qui vient la copie
verify-signed = Le fichier manifest.sha256 est signé. Avec cette clé, minisign dit si les listes sont bien celles qui ont été publiées ici.
verify-key = Une copie falsifiée montrerait une autre clé : comparez-la avec celle que vous connaissez par ailleurs ou depuis une visite antérieure.
verify-unsigned = Les listes ne sont pas signées : elles montrent qu’une copie est complète, non de qui elle vient. Comparez son manifest.sha256 avec celui qui se trouve à l’adresse du site.
