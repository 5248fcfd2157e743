//! Owns the tests of `depeche new`.

use super::harness::Folder;

#[test]
fn a_new_article_stands_in_its_place_and_is_a_draft() {
    let site = Folder::site();
    site.run(&["new", "L'assaut : \"al-Qaïm\" tombe"])
        .fine()
        .prints("content/2017/11/l-assaut-al-qaim-tombe.md\n")
        .says("");
    assert_eq!(
        site.read("content/2017/11/l-assaut-al-qaim-tombe.md"),
        "+++\n\
         headline = \"\"\"L'assaut : \"al-Qaïm\" tombe\"\"\"\n\
         published = 2017-11-22\n\
         language = \"fr\"\n\
         # Un brouillon n’apparaît nulle part. Écrire \"published\" pour publier.\n\
         status = \"draft\"\n\
         # À compléter au besoin, en ôtant le dièse :\n\
         # standfirst = \"\"\n\
         # byline = \"\"\n\
         # agencies = []\n\
         # event = \"2017-11-22\"\n\
         # places = []\n\
         # tags = []\n\
         +++\n\n"
    );
    let built = site.run(&["build", "--json"]).fine().json();
    assert_eq!(built["summary"]["articles"], 0);
    assert_eq!(built["diagnostics"], serde_json::json!([]));
}

#[test]
fn once_published_it_is_built() {
    let site = Folder::site();
    site.run(&["new", "Un", "pont", "rouvert"]).fine();
    let path = "content/2017/11/un-pont-rouvert.md";
    let text = site.read(path).replace("\"draft\"", "\"published\"");
    site.write(path, format!("{text}Le pont a rouvert.\n"));
    site.run(&["check"]).fine();
    site.run(&["build"]).fine();
    let page = site.read("public/2017/11/22/un-pont-rouvert.html");
    assert!(page.contains("Un pont rouvert"), "{page}");
}

#[test]
fn nothing_is_overwritten() {
    let site = Folder::site();
    site.run(&["new", "Un pont"]).fine();
    site.write("content/2017/11/un-pont.md", "mine");
    site.run(&["new", "Un pont"]).code(2).prints("").says(
        "error: `content/2017/11/un-pont.md` exists already; nothing was written\n\
         help: move or delete it first: depeche never overwrites a file of yours\n",
    );
    assert_eq!(site.read("content/2017/11/un-pont.md"), "mine");
}

#[test]
fn a_headline_without_letters_names_no_file() {
    let site = Folder::site();
    site.run(&["new", "… !"]).code(2).says(
        "error: the headline holds no letter and no digit, so no file can be named after it\n\
         help: write some words: `depeche new \"Frappe sur un marché\"`\n",
    );
    assert_eq!(site.files(), ["site.toml"]);
}

#[test]
fn the_name_of_a_very_long_headline_is_cut() {
    let site = Folder::site();
    let headline = "Un très long titre ".repeat(100);
    let path = site.run(&["new", &headline]).fine().out;
    let name = path.trim_end().rsplit('/').next().expect("a name");
    assert!(name.len() <= 203, "{name}");
    assert!(site.read(path.trim_end()).contains(headline.trim()));
}

#[test]
fn the_path_is_written_from_where_the_person_stands() {
    let site = Folder::site()
        .with("archive/site.toml", "")
        .with("elsewhere/a", "");
    let from = |folder, words: &[&str]| site.run_in(folder, words).fine().out;
    assert_eq!(
        from("", &["new", "Un", "--root", "archive"]),
        "archive/content/2017/11/un.md\n"
    );
    assert_eq!(
        from("archive/content", &["new", "Deux"]),
        "2017/11/deux.md\n"
    );
    assert_eq!(
        from("elsewhere", &["new", "Trois", "--root", "../archive"]),
        "../archive/content/2017/11/trois.md\n"
    );
    assert!(site.has("archive/content/2017/11/trois.md"));
}

#[test]
fn today_is_the_day_of_the_archive() {
    let site = Folder::site().at("1511391600"); // 23:00 in London, 2:00 in Baghdad
    site.run(&["new", "Un"])
        .fine()
        .prints("content/2017/11/un.md\n");
    site.write("site.toml", "timezone = \"Asia/Baghdad\"\n");
    site.run(&["new", "Deux"]).fine();
    assert!(
        site.read("content/2017/11/un.md")
            .contains("published = 2017-11-22\n")
    );
    assert!(
        site.read("content/2017/11/deux.md")
            .contains("published = 2017-11-23\n")
    );
}

#[test]
fn a_time_that_is_none_is_refused() {
    for time in ["hier", "99999999999999"] {
        let site = Folder::site().at(time);
        site.run(&["new", "Un"]).code(2).says(&format!(
            "error: SOURCE_DATE_EPOCH is `{time}`, and must be a number of seconds since 1970\n\
             help: unset it, or set it to a number: `SOURCE_DATE_EPOCH=1509012000`\n",
        ));
    }
}
