fn main() {
    println!("{}", rustls_native_certs::load_native_certs().unwrap().len());
}
