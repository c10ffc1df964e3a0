use rocket::fs::{relative, FileServer};
use rocket_dyn_templates::Template;

#[rocket::launch]
fn rocket() -> _ {
    rocket::build().attach(Template::fairing()).mount("/static", FileServer::from(relative!("static")))
}
