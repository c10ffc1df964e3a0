fn main() {
    std::fs::write("site/index.html", "<p>built</p>").unwrap();
}
