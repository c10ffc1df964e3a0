fn main() {
    let settings = config::Config::builder().add_source(config::File::with_name("settings/default"));
    sqlx::migrate!("./migrations");
    let page = tera::Tera::new("pages/**/*.html");
}
