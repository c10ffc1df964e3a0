pub fn count() -> usize {
    include_str!("../ships.txt").lines().count()
}
