// Opens "nothing" here.
use std::fs;

#[template(path = "page.html")]
struct Page<'a> { title: &'a str }

const BANNER: &str = include_str!("../banner.txt");

fn main() {
    let quote = '"'; /* "inside" /* "nested" */ still */
    let text = fs::read_to_string("config/app.toml").unwrap();
    let raw = Path::new(r#"data/"quoted".csv"#);
    serve(ServeDir::new("static").not_found(ServeFile::new("static/404.html")));
    println!("say \"hello\"\n");
}
