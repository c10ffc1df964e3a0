use rusqlite::Connection;

fn main() {
    let _ = Connection::open("notes.db");
}
