fn main() {
    dotenvy::dotenv().expect("an .env");
    println!("{}", std::env::var("PORT").unwrap_or_default());
}
