//! Owns the tests of the habits. With `DEPECHE_LEARN` they are learned anew.

use std::path::Path;

use super::learn;
use super::*;

#[test]
fn every_trait_has_a_name_of_its_own() {
    for at in 0..traits::count() {
        assert_eq!(traits::named(&traits::name(at)), Some(at));
    }
    assert_eq!(traits::named("words 99"), None);
    assert_eq!(traits::named("nothing 1"), None);
}

#[test]
fn every_state_has_a_name_of_its_own() {
    for (at, state) in STATES.into_iter().enumerate() {
        assert_eq!(state_named(&state_name(state)), Some(at));
    }
}

#[test]
fn the_learned_figures_are_those_of_the_file() {
    let file = include_str!("learned.txt");
    let figures = file.split_once('\n').map_or("", |(_, figures)| figures);
    // A trait that nothing was learned of needs no line.
    let printed = HABITS.print();
    let says = |line: &&str| line.split(',').skip(1).any(|figure| !figure.is_empty());
    let lines: Vec<&str> = printed.lines().filter(says).collect();
    assert_eq!(lines, figures.lines().filter(says).collect::<Vec<_>>());
    let most = HABITS.said.iter().flatten().copied().fold(0.0, f32::max);
    assert!((0.5..6.0).contains(&most), "{most}");
}

#[test]
fn learning_makes_fewer_faults_than_knowing_nothing() {
    if std::env::var_os("DEPECHE_LEARN").is_some() {
        return learn::anew();
    }
    let items = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/press/items");
    let mut texts = learn::texts(&[items]);
    texts.truncate(40);
    let habits = learn::learned(&texts, 2);
    let (before, after) = (
        learn::faults(&texts, &Habits::silent()),
        learn::faults(&texts, &habits),
    );
    assert!(after < before, "{before} faults before, {after} after");
}
