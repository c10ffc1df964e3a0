use gotham::state::State;

fn say_hello(state: State) -> (State, &'static str) {
    (state, "Hello")
}

fn main() {
    gotham::start("0.0.0.0:7878", || Ok(say_hello));
}
