use std::fs::File;

pub fn key() -> std::io::Result<File> {
    File::open("service_account_key.json")
}
