//! Links given out by their worth: every module begins with the fewest, and the next links go where they lower the loss
//! of all modules most for each link.
//!
//! The loss of a class need not fall evenly with its links: a step may be of several links, the one with the largest gain
//! for each of them.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// A class: how many modules it has, and their mean loss with the fewest links, one more, and so on.
#[derive(Debug, Clone, PartialEq)]
pub struct LossCurve {
    /// Modules.
    pub modules: usize,
    /// Mean losses.
    pub losses: Vec<f64>,
}

/// The next step of a class.
#[derive(Debug, PartialEq)]
struct Step {
    /// What the loss of a module falls by for each link.
    gain: f64,
    class: usize,
    /// Links beyond the fewest before the step, and in the step.
    from: usize,
    links: usize,
}

impl Eq for Step {}

impl Ord for Step {
    fn cmp(&self, other: &Self) -> Ordering {
        self.gain.total_cmp(&other.gain).then(other.class.cmp(&self.class))
    }
}

impl PartialOrd for Step {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// The best step of a class from so many links, of those that cost no more than `left` links.
fn step(class: usize, curve: &LossCurve, from: usize, left: u64) -> Option<Step> {
    let affordable = |links: &usize| *links as u64 * curve.modules as u64 <= left;
    let steps = (1..curve.losses.len() - from).take_while(affordable).map(|links| {
        let gain = (curve.losses[from] - curve.losses[from + links]) / links as f64;
        Step { gain, class, from, links }
    });
    // Of equal gains for each link the shortest step.
    steps.filter(|step| step.gain > 0.0).fold(None, |best: Option<Step>, step| match best {
        Some(best) if best.gain >= step.gain => Some(best),
        _ => Some(step),
    })
}

/// The links of each class beyond the fewest, where `links` are left beyond those.
pub fn give_out(curves: &[LossCurve], links: u64) -> Vec<usize> {
    let mut given = vec![0; curves.len()];
    let mut left = links;
    let mut steps: BinaryHeap<Step> =
        curves.iter().enumerate().filter_map(|(class, curve)| step(class, curve, 0, left)).collect();
    while let Some(best) = steps.pop() {
        let curve = &curves[best.class];
        let cost = best.links as u64 * curve.modules as u64;
        if cost > left {
            // Others took the links in the meantime: what can still be paid waits for its turn.
            steps.extend(step(best.class, curve, best.from, left));
            continue;
        }
        left -= cost;
        given[best.class] += best.links;
        steps.extend(step(best.class, curve, given[best.class], left));
    }
    given
}

#[cfg(test)]
mod tests {
    use super::*;

    fn curve(modules: usize, losses: &[f64]) -> LossCurve {
        LossCurve { modules, losses: losses.to_vec() }
    }

    #[test]
    fn links_go_where_they_are_worth_most() {
        let curves = [curve(1, &[10.0, 4.0, 3.0]), curve(2, &[10.0, 7.0, 6.9]), curve(1, &[1.0, 0.9, 0.8])];
        assert_eq!(give_out(&curves, 0), [0, 0, 0]);
        assert_eq!(give_out(&curves, 1), [1, 0, 0]);
        // Two for the second class, whose two modules gain 3 each; then one for the first.
        assert_eq!(give_out(&curves, 3), [1, 1, 0]);
        assert_eq!(give_out(&curves, 4), [2, 1, 0]);
        assert_eq!(give_out(&curves, 100), [2, 2, 2]);
    }

    #[test]
    fn a_step_may_be_of_several_links_and_must_be_paid() {
        // The first link alone is worth nothing, both together 4 each.
        let late = curve(1, &[10.0, 10.0, 2.0]);
        let even = curve(1, &[10.0, 7.0, 4.0]);
        assert_eq!(give_out(&[late.clone(), even.clone()], 2), [2, 0]);
        assert_eq!(give_out(&[late.clone(), even], 1), [0, 1]);
        // What is left over goes to a smaller class.
        assert_eq!(give_out(&[curve(5, &[9.0, 0.0]), curve(2, &[1.0, 0.5])], 4), [0, 1]);
        // Nothing is given for nothing.
        assert_eq!(give_out(&[curve(1, &[1.0, 1.0, 1.0]), curve(1, &[1.0, 2.0, 1.5])], 9), [0, 0]);
    }

    /// Against every way to give out few links to few classes: as good as the best, where losses fall ever more slowly.
    #[test]
    fn as_good_as_all_ways_tried() {
        for seed in 0..40u64 {
            let number = |at: u64| (crate::data::split::mix(seed * 100 + at) % 1000) as f64;
            let curves: Vec<LossCurve> = (0..3)
                .map(|class| {
                    let mut falls: Vec<f64> = (0..3).map(|at| number(class * 10 + at)).collect();
                    falls.sort_by(|a, b| b.total_cmp(a));
                    let losses = falls.iter().fold(vec![5000.0], |mut losses, fall| {
                        losses.push(losses[losses.len() - 1] - fall);
                        losses
                    });
                    LossCurve { modules: 1, losses }
                })
                .collect();
            fn sum(curves: &[LossCurve], given: &[usize]) -> f64 {
                curves.iter().zip(given).map(|(curve, &at)| curve.losses[at]).sum()
            }
            for links in 0..=9usize {
                let all = (0..64usize).map(|at| [at % 4, at / 4 % 4, at / 16]);
                let best = all.filter(|given| given.iter().sum::<usize>() <= links).map(|given| sum(&curves, &given));
                let best = best.fold(f64::INFINITY, f64::min);
                assert!((sum(&curves, &give_out(&curves, links as u64)) - best).abs() < 1e-9, "{seed} {links}");
            }
        }
    }
}
