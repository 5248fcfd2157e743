//! Owns what the press reader must reach and what it holds: one table. Where the reader has become better, the floor is raised
//! in the same change; it is never lowered without a reason in the message of the commit.

use super::score::{Measure, Score};
use Measure::{Absent, Found, Listed, Noise, Paragraphs};

/// A measure, the goal, and the floor below which a change is refused. Shares from 0 to 1, of all items; noise is counted in lines an
/// article, and must stay below.
#[rustfmt::skip]
pub const FLOORS: &[(Measure, f64, f64)] = &[
    //                            goal  floor
    (Found("kicker"),             0.80, 0.92),
    (Found("headline"),           0.97, 0.96),
    (Found("standfirst_label"),   0.85, 0.66),
    (Found("standfirst"),         0.85, 0.89),
    (Found("byline"),             0.90, 0.94),
    (Found("agency"),             0.90, 0.95),
    (Found("dateline_place"),     0.90, 0.93),
    (Found("dateline_date"),      0.90, 0.90),
    (Found("published_iso"),      0.90, 0.97),
    (Found("language"),           0.95, 1.00),
    (Found("direction"),          1.00, 1.00),
    (Absent("kicker"),            0.95, 0.94),
    (Absent("headline"),          0.95, 0.90),
    (Absent("standfirst_label"),  0.95, 0.99),
    (Absent("standfirst"),        0.95, 0.98),
    (Absent("byline"),            0.95, 0.98),
    (Absent("agency"),            0.95, 0.99),
    (Absent("dateline_place"),    0.95, 0.96),
    (Absent("dateline_date"),     0.95, 1.00),
    (Absent("published_iso"),     0.95, 1.00),
    (Listed("captions"),          0.90, 0.98),
    (Listed("credits"),           0.90, 0.99),
    (Listed("related"),           0.90, 0.98),
    (Listed("crossheads"),        0.90, 0.98),
    (Paragraphs,                  0.95, 0.97),
    (Noise,                       0.33, 0.01),
];

/// Each measure that does not hold, with what it is.
pub fn fallen(score: &Score) -> Vec<String> {
    let fallen = FLOORS.iter().filter_map(|&(measure, _, floor)| {
        let now = score.mean(measure)?;
        (!holds(measure, now, floor)).then(|| format!("{measure}: {now:.3}, and it was {floor:.2}"))
    });
    fallen.collect()
}

/// Whether a value is as good as a bound, in thousandths, as the table shows it.
pub fn holds(measure: Measure, now: f64, bound: f64) -> bool {
    let now = (now * 1000.0).round() / 1000.0;
    match measure {
        Noise => now <= bound,
        _ => now >= bound,
    }
}
