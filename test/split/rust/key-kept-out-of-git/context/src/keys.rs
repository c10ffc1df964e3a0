use std::io::Result;

pub fn key() -> Result<Client> {
    Client::new("service_account_key.json")
}
