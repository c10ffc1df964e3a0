use tower_http::services::ServeDir;

fn main() {
    let _ = ServeDir::new("site");
}
