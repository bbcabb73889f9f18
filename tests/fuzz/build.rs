//! Compiles what counts the branches taken in C.

fn main() {
    cc::Build::new().file("src/coverage.c").compile("coverage");
    println!("cargo:rustc-link-arg-bins=-Wl,--wrap=__sanitizer_cov_trace_pc");
    println!("cargo:rerun-if-changed=src/coverage.c");
}
