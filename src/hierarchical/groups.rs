//! What the levels read of events, every different group once: most of an event is empty.

use std::collections::HashMap;

use super::level::{CHIP_CELLS, Level};

/// An event: the cells that are not 0, by their place in the array of the event, in rising order.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Event {
    /// Place and charge.
    pub cells: Vec<(u32, f32)>,
}

impl Event {
    /// An event of all its cells.
    pub fn of_cells(cells: &[f32]) -> Self {
        let filled = cells.iter().zip(0..).filter(|(charge, _)| **charge != 0.0);
        Event { cells: filled.map(|(&charge, place)| (place, charge)).collect() }
    }

    /// Sum of its charges.
    pub fn sum(&self) -> f64 {
        self.cells.iter().map(|&(_, charge)| f64::from(charge)).sum()
    }
}

/// The groups of some events up to a level. The first of each level is the empty one.
#[derive(Debug, Clone)]
pub struct Groups {
    level: Level,
    /// Charges of the chips.
    chips: Vec<f32>,
    /// For each level above, the groups of the level below that a group consists of.
    below: Vec<Vec<u32>>,
    /// For each event, the groups of the highest level that are not empty: place in the event and number.
    events: Vec<Vec<(u32, u32)>>,
}

/// Gives every different key a number. The first is that of the empty one.
struct Numbers {
    known: HashMap<Vec<u32>, u32>,
    all: Vec<u32>,
}

impl Numbers {
    fn new(width: usize) -> Self {
        Numbers { known: HashMap::from([(vec![0; width], 0)]), all: vec![0; width] }
    }

    fn of(&mut self, key: &[u32]) -> u32 {
        if let Some(&number) = self.known.get(key) {
            return number;
        }
        // No memory holds events of more groups.
        let number = self.known.len() as u32;
        self.known.insert(key.to_vec(), number);
        self.all.extend(key);
        number
    }

    /// Numbers of the groups that these members make; members are a place and what stands there, in rising order.
    fn group(&mut self, members: &[(u32, u32)], width: usize) -> Vec<(u32, u32)> {
        let mut groups = Vec::new();
        let mut key = vec![0; width];
        for members in members.chunk_by(|a, b| a.0 / width as u32 == b.0 / width as u32) {
            key.fill(0);
            for &(place, member) in members {
                key[place as usize % width] = member;
            }
            groups.extend(members.first().map(|(place, _)| (place / width as u32, self.of(&key))));
        }
        // A group of empty ones is the empty one.
        groups.retain(|&(_, number)| number != 0);
        groups
    }
}

impl Groups {
    /// The groups of events.
    pub fn new(events: &[Event], level: Level) -> Self {
        // Charges by their bits.
        let bits = |&(place, charge): &(u32, f32)| (place, charge.to_bits());
        let mut members: Vec<Vec<(u32, u32)>> =
            events.iter().map(|event| event.cells.iter().map(bits).collect()).collect();
        let mut tables = Vec::new();
        for level in level.up_to() {
            let mut numbers = Numbers::new(level.group());
            for members in &mut members {
                *members = numbers.group(members, level.group());
            }
            tables.push(numbers.all);
        }
        let chips = tables.remove(0).into_iter().map(f32::from_bits).collect();
        Groups { level, chips, below: tables, events: members }
    }

    /// The highest level.
    pub fn level(&self) -> Level {
        self.level
    }

    /// Different chips, the empty one too.
    pub fn chips(&self) -> &[f32] {
        &self.chips
    }

    /// For each level above the chips, the members of its different groups, the empty one too.
    pub fn below(&self) -> &[Vec<u32>] {
        &self.below
    }

    /// Different groups of the highest level.
    pub fn len(&self) -> usize {
        match self.below.last() {
            Some(table) => table.len() / self.level.group(),
            None => self.chips.len() / CHIP_CELLS,
        }
    }

    /// Never: the empty group is always there.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// For each event, place and number of the groups of the highest level that are not empty.
    pub fn events(&self) -> &[Vec<(u32, u32)>] {
        &self.events
    }

    /// How often each different group is there.
    pub fn counts(&self) -> Vec<usize> {
        let mut counts = vec![0; self.len()];
        self.events.iter().flatten().for_each(|&(_, number)| counts[number as usize] += 1);
        counts[0] += self.level.count() * self.events.len() - counts.iter().sum::<usize>();
        counts
    }

    /// Cells of a different group of the highest level.
    pub fn cells(&self, number: usize) -> Vec<f32> {
        let mut members = vec![number as u32];
        for (table, level) in self.below.iter().zip(&Level::ALL[1..]).rev() {
            members = rows(table, level.group(), &members).copied().collect();
        }
        rows(&self.chips, CHIP_CELLS, &members).copied().collect()
    }
}

/// Rows of a table by their numbers, one behind the other.
pub fn rows<'a, T>(table: &'a [T], width: usize, numbers: &'a [u32]) -> impl Iterator<Item = &'a T> {
    numbers.iter().flat_map(move |&number| &table[number as usize * width..][..width])
}

#[cfg(test)]
pub(super) mod testing {
    use rand::{Rng, SeedableRng};
    use rand_chacha::ChaCha8Rng;

    use super::*;
    use crate::hierarchical::level::EVENT_CELLS;

    fn one(seed: u64) -> Event {
        let mut rng = ChaCha8Rng::seed_from_u64(seed / 2);
        let mut cells = vec![0.0; EVENT_CELLS];
        for _ in 0..40 {
            let chip = rng.random_range(0..12) * 427;
            cells[16 * chip + rng.random_range(0..16)] = rng.random_range(1..400) as f32 / 32.0;
        }
        cells[16 * 427] += seed as f32;
        Event::of_cells(&cells)
    }

    /// Events with charges here and there, some of them in the same places.
    pub(in crate::hierarchical) fn events(count: u64) -> Vec<Event> {
        (0..count).map(one).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hierarchical::level::EVENT_CELLS;

    #[test]
    fn groups_are_what_stands_in_events() {
        let events = testing::events(4);
        for level in Level::ALL {
            let groups = Groups::new(&events, level);
            assert_eq!(groups.counts().iter().sum::<usize>(), 4 * level.count());
            assert!(groups.counts()[0] >= if level == Level::Stage2 { 0 } else { 4 }, "{level:?}");
            assert_eq!(groups.cells(0), vec![0.0; level.cells()]);
            for (event, members) in events.iter().zip(groups.events()) {
                let mut cells = vec![0.0; EVENT_CELLS];
                for &(place, number) in members {
                    let at = place as usize * level.cells();
                    cells[at..at + level.cells()].copy_from_slice(&groups.cells(number as usize));
                }
                assert_eq!(Event::of_cells(&cells), *event, "{level:?}");
            }
        }
        // Events that are alike in most chips share them.
        let groups = Groups::new(&events, Level::Roc);
        assert!(groups.len() < 1 + 2 * 12 + 3, "{}", groups.len());
        let none = Groups::new(&[Event::default()], Level::Stage2);
        assert_eq!((none.len(), none.counts()), (1, vec![1]));
    }
}
