//! The only dice: splitmix64, so that a seed gives the same run on every machine.

#[derive(Clone)]
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// 0 up to, not including, `n`.
    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    /// So many times in a thousand.
    pub fn permille(&mut self, n: u64) -> bool {
        self.next() % 1000 < n
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    pub fn bytes(&mut self) -> [u8; 16] {
        let mut bytes = [0; 16];
        bytes[..8].copy_from_slice(&self.next().to_be_bytes());
        bytes[8..].copy_from_slice(&self.next().to_be_bytes());
        bytes
    }
}

#[test]
fn the_dice_are_those_of_the_reference() {
    let mut dice = Dice::new(0);
    // First three numbers of splitmix64 from seed 0.
    assert_eq!(dice.next(), 0xe220_a839_7b1d_cdaf);
    assert_eq!(dice.next(), 0x6e78_9e6a_a1b9_65f4);
    assert_eq!(dice.next(), 0x06c4_5d18_8009_454f);
}
