//! Compiles what counts the branches taken in C.

fn main() {
    cc::Build::new().file("src/coverage.c").compile("coverage");
    println!("cargo:rerun-if-changed=src/coverage.c");
}
