fn main() {
    log4rs::init_file("log4rs.yml", Default::default()).unwrap();
}

#[cfg(test)]
mod tests {
    #[test]
    fn reads() {
        std::fs::read_to_string("fixtures/one.txt").unwrap();
    }
}
