//! Owns the tests of `depeche headers`.

use super::harness::Folder;

const HOSTED: &str =
    "base_url = \"https://news.example/\"\n[hosting]\nheaders = [\"netlify\", \"apache\"]\n";

#[test]
fn what_is_printed_for_a_host_is_what_a_build_writes_for_it() {
    let folder = Folder::empty().with("site.toml", HOSTED);
    folder.run(&["build"]).fine();
    for (host, file) in [("netlify", "_headers"), ("apache", ".htaccess")] {
        let written = folder.read(&format!("public/{file}"));
        folder
            .run(&["headers", host])
            .fine()
            .prints(&written)
            .says("");
    }
}

#[test]
fn a_host_that_could_read_a_file_of_the_site_is_said_to() {
    let folder = Folder::empty().with("site.toml", HOSTED);
    folder.run(&["headers", "cloudflare"]).fine().says(
        "`headers = [\"cloudflare\"]` under [hosting] in site.toml makes each build write this, as `_headers`\n",
    );
    let nginx = folder.run(&["headers", "nginx"]).fine().says("");
    assert!(
        nginx.out.contains("    server_name news.example;\n"),
        "{}",
        nginx.out
    );
}

#[test]
fn machines_hear_which_file_it_is() {
    let folder = Folder::empty().with("site.toml", HOSTED);
    let said = folder.run(&["headers", "caddy", "--json"]).fine().json();
    assert_eq!(
        (&said["ok"], &said["file"]),
        (&true.into(), &serde_json::Value::Null)
    );
    let text = said["text"].as_str().expect("a text");
    assert!(text.contains("\nnews.example {\n"), "{text}");
    let said = folder.run(&["headers", "apache", "--json"]).fine().json();
    assert_eq!(said["file"], ".htaccess");
}

#[test]
fn outside_an_archive_there_is_nothing_to_say() {
    Folder::empty()
        .run(&["headers", "nginx"])
        .code(2)
        .prints("");
}
