//! Hours that head the entries of a live page.

use super::*;

#[test]
fn an_hour_heads_an_entry_of_a_live_page() {
    let mut faults = Vec::new();
    each(
        &mut faults,
        Role::Crosshead,
        "press/hour",
        0.6,
        &["7:50 p.m.", "11:30 a.m.", "4.15 pm"],
    );
    for text in ["7:50", "At 7:50 p.m.", "7:50 p.m. on the northern bridge"] {
        if claims(text).iter().any(|bid| bid.rule == "press/hour") {
            faults.push(text.to_owned());
        }
    }
    none(&faults);
}
