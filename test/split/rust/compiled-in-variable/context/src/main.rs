fn main() {
    println!("{} {:?}", env!("APP_VERSION"), std::env::var("GREETING"));
}
