//! Buffer: one FIFO of 16-bit words between packets of any length and links of fixed speed.
//!
//! Literally the model behind the golden vectors, with its finite storage of 400 words: writes
//! beyond it are lost although the write pointer advances, and the shift leaves stale words at the
//! top. Five published vectors (T1 above 400) need exactly that.

use super::formatter::{PACKET_WORDS, Packet};
use super::stage::{Meaning, Stage, StageInfo, StagePart};
use crate::registers::{ChipConfig, FIFO_WORDS};

fn condition_in_words(condition: i64) -> String {
    let words = match condition {
        v if v == Condition::BeyondT1 as i64 => "truncated: the packet would pass T1",
        v if v == Condition::BeyondT2 as i64 => "truncated: more than T2 wait and the packet is short",
        v if v == Condition::LongerThanT3 as i64 => "sent: more than T2 wait, but the packet is longer than T3",
        _ => "sent",
    };
    words.to_owned()
}

/// What the stage records.
pub(super) fn stage(config: &ChipConfig) -> StageInfo {
    // The model's counters of waiting words go beyond the FIFO.
    let parts = vec![
        StagePart::one("NBUF", 32, Meaning::Text("words waiting before this BX".into())),
        StagePart::one("NBXC", PACKET_WORDS.ilog2() + 1, Meaning::Text("words of this BX's packet".into())),
        StagePart::one("CONDITION", 3, Meaning::Value(condition_in_words)),
        StagePart::one("NBUF_AFTER", 32, Meaning::Text("words waiting after this BX".into())),
    ];
    let about =
        format!("Packets wait in a FIFO of 16-bit words; each BX sends {} of them.", 2 * u32::from(config.links));
    StageInfo::new(Stage::Buffer, "buffer", "Buffer", about, parts)
}

/// Why a packet was sent or truncated, in the order in which the conditions are tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// 1: the packet would pass T1; truncated, bit 8 of its first word 0.
    BeyondT1 = 1,
    /// 2: more than T2 words wait and the packet is at most T3 long; truncated, bit 8 set.
    BeyondT2 = 2,
    /// 3: more than T2 words wait, but the packet is longer than T3; sent.
    LongerThanT3 = 3,
    /// 4: at most T2 words wait; sent.
    Normal = 4,
}

/// Thresholds and links.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BufferSettings {
    /// Words that may wait, the new packet included.
    pub t1: usize,
    /// Waiting words above which short packets are truncated.
    pub t2: usize,
    /// Length up to which they are.
    pub t3: usize,
    /// Active links; each BX sends two words on each.
    pub links: usize,
}

impl From<&ChipConfig> for BufferSettings {
    fn from(config: &ChipConfig) -> Self {
        BufferSettings {
            t1: config.buffer_t1.into(),
            t2: config.buffer_t2.into(),
            t3: config.buffer_t3.into(),
            links: config.links.into(),
        }
    }
}

/// What one BX did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BufferStep {
    /// Words sent, two for each active link, zeros behind.
    pub words: [u16; PACKET_WORDS],
    /// Words waiting before the BX (`Nbuf`).
    pub waiting: usize,
    /// Words of the packet (`NBXc`).
    pub packet_words: usize,
    /// The condition that applied.
    pub condition: Condition,
}

/// The FIFO: its words and the number waiting.
#[derive(Debug, Clone)]
pub struct Buffer {
    words: [u16; FIFO_WORDS],
    waiting: usize,
}

impl Default for Buffer {
    /// Empty and zero, as every vector starts.
    fn default() -> Self {
        Buffer { words: [0; FIFO_WORDS], waiting: 0 }
    }
}

impl Buffer {
    /// A FIFO with these words, of which some number waits.
    pub(crate) fn restored(words: [u16; FIFO_WORDS], waiting: usize) -> Self {
        Buffer { words, waiting }
    }

    /// Its words, those that wait first.
    pub(crate) fn words(&self) -> &[u16; FIFO_WORDS] {
        &self.words
    }

    /// Words waiting.
    pub fn waiting(&self) -> usize {
        self.waiting
    }

    /// Takes the packet of one BX and gives the words of one BX.
    pub fn step(&mut self, packet: &Packet, settings: &BufferSettings) -> BufferStep {
        let waiting = self.waiting;
        let packet_words = usize::from(packet.words_in_buffer);
        let condition = decide(waiting, packet_words, settings);
        match condition {
            Condition::BeyondT1 | Condition::BeyondT2 => {
                let cause = u16::from(condition == Condition::BeyondT2) << 8;
                self.write(&[packet.truncated[0] & !(1 << 8) | cause, packet.truncated[1]]);
                // Two words are written, one counts: the idle word yields to the next packet.
                self.waiting += 1;
            }
            Condition::LongerThanT3 | Condition::Normal => {
                self.write(&packet.words);
                self.waiting += packet_words;
            }
        }
        let sent = 2 * settings.links;
        let mut words = [0; PACKET_WORDS];
        words[..sent].copy_from_slice(&self.words[..sent]);
        self.words.copy_within(sent.., 0);
        self.waiting = self.waiting.saturating_sub(sent);
        BufferStep { words, waiting, packet_words, condition }
    }

    /// Writes at the write pointer; what falls behind the last word is lost.
    fn write(&mut self, words: &[u16]) {
        let start = self.waiting.min(FIFO_WORDS);
        let end = (start + words.len()).min(FIFO_WORDS);
        self.words[start..end].copy_from_slice(&words[..end - start]);
    }
}

/// The condition for a packet of `packet_words` words when `waiting` words wait.
pub fn decide(waiting: usize, packet_words: usize, settings: &BufferSettings) -> Condition {
    if waiting + packet_words > settings.t1 {
        Condition::BeyondT1
    } else if waiting > settings.t2 && packet_words <= settings.t3 {
        Condition::BeyondT2
    } else if waiting > settings.t2 {
        Condition::LongerThanT3
    } else {
        Condition::Normal
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packet(first: u16, words_in_buffer: u16) -> Packet {
        Packet { words: std::array::from_fn(|i| first + i as u16), words_in_buffer, truncated: [0x700, 0x701] }
    }

    #[test]
    fn a_backlog_is_sent_in_order_and_filler_is_overwritten() {
        let settings = BufferSettings { t1: 100, t2: 100, t3: 0, links: 1 };
        let mut buffer = Buffer::default();
        // At last, 0x31 is filler of the newest packet.
        for (first, words, sent, waiting) in
            [(0x10, 3, [0x10, 0x11], 1), (0x20, 1, [0x12, 0x20], 0), (0x30, 1, [0x30, 0x31], 0)]
        {
            assert_eq!(buffer.step(&packet(first, words), &settings).words[..2], sent);
            assert_eq!(buffer.waiting(), waiting);
        }
    }

    #[test]
    fn the_four_conditions() {
        let settings = BufferSettings { t1: 20, t2: 10, t3: 4, links: 1 };
        assert_eq!(decide(0, 21, &settings), Condition::BeyondT1);
        assert_eq!(decide(0, 20, &settings), Condition::Normal);
        assert_eq!(decide(10, 4, &settings), Condition::Normal);
        assert_eq!(decide(11, 4, &settings), Condition::BeyondT2);
        assert_eq!(decide(11, 5, &settings), Condition::LongerThanT3);
        assert_eq!(decide(18, 3, &settings), Condition::BeyondT1);
    }

    #[test]
    fn truncation_sets_or_clears_bit_8_and_advances_by_one() {
        let t1 = BufferSettings { t1: 0, t2: 0, t3: 0, links: 1 };
        let mut buffer = Buffer::default();
        let step = buffer.step(&packet(0x10, 1), &t1);
        assert_eq!((step.words[0], step.words[1], step.condition), (0x600, 0x701, Condition::BeyondT1));
        let t2 = BufferSettings { t1: 100, t2: 0, t3: 25, links: 1 };
        let mut buffer = Buffer { waiting: 3, ..Buffer::default() };
        let step = buffer.step(&packet(0x10, 5), &t2);
        assert_eq!((step.condition, buffer.waiting(), buffer.words[1]), (Condition::BeyondT2, 2, 0x700));
    }

    #[test]
    fn words_beyond_the_fifo_are_lost_and_stale_words_stay() {
        let settings = BufferSettings { t1: 1000, t2: 1000, t3: 0, links: 1 };
        let mut buffer = Buffer { waiting: 390, ..Buffer::default() };
        buffer.words[399] = 7;
        buffer.step(&packet(0x100, 26), &settings);
        assert_eq!(buffer.waiting(), 414);
        assert_eq!(
            (buffer.words[388], buffer.words[397], buffer.words[398], buffer.words[399]),
            (0x100, 0x109, 0x108, 0x109)
        );
        buffer.step(&packet(0x200, 26), &settings); // wholly beyond the end
        assert!(!buffer.words.contains(&0x200));
        assert_eq!(buffer.waiting(), 438);
    }
}
