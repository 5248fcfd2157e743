//! Owns what is offered where a page does not exist: the addresses that look most like the one that was asked for.

/// How many addresses are offered.
const OFFERED: usize = 6;
/// The longest name that others are held against, in characters: to compare costs the product of both lengths.
const LONGEST: usize = 160;
/// How alike an address must be to be offered.
const ALIKE: f64 = 0.6;

/// The paths most like `asked`, the likest first.
pub(super) fn near(asked: &str, paths: &[String]) -> Vec<String> {
    let asked = asked.trim_matches('/').to_lowercase();
    if asked.chars().nth(LONGEST).is_some() {
        return Vec::new();
    }
    let name = last(&asked);
    let mut found: Vec<(f64, &String)> = paths
        .iter()
        .filter(|path| path.ends_with(".html") && *path != "404.html")
        .map(|path| {
            let bare = path.trim_end_matches(".html").to_lowercase();
            let whole = strsim::jaro_winkler(asked.trim_end_matches(".html"), &bare);
            let own = strsim::jaro_winkler(name.trim_end_matches(".html"), last(&bare));
            // The same name in another folder is a page that was moved.
            (whole.max(own * 0.95), path)
        })
        .filter(|(alike, _)| *alike >= ALIKE)
        .collect();
    found.sort_by(|(one, path), (other, second)| other.total_cmp(one).then(path.cmp(second)));
    let best = found.into_iter().take(OFFERED);
    best.map(|(_, path)| path.clone()).collect()
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_and_a_move_are_found() {
        let paths: Vec<String> = [
            "2017/10/26/irak-al-qaim.html",
            "2017/10/26.html",
            "tags/irak.html",
            "404.html",
            "style.css",
        ]
        .map(str::to_owned)
        .into();
        assert_eq!(near("2017/10/26/irak-al-qiam.html", &paths)[0], paths[0]);
        assert_eq!(near("/2018/01/02/irak-al-qaim", &paths)[0], paths[0]);
        assert!(near("zzz", &paths).is_empty());
        let long = format!("{}/irak-al-qaim", "2017/".repeat(100));
        assert!(near(&long, &paths).is_empty());
        assert!(!near("404", &paths).contains(&paths[3]));
    }
}
