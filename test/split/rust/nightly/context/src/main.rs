fn main() {
    let path = std::env::args().nth(2).unwrap_or_else(|| "./config.cfg".into());
    println!("{}", std::fs::read_to_string(path).unwrap_or_default());
}
