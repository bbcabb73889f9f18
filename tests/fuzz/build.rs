//! Compiles what counts the branches taken in C.

fn main() {
    // Linked into each target by its object, so that a target needs no item of the library to have it.
    for object in cc::Build::new().file("src/coverage.c").compile_intermediates() {
        println!("cargo:rustc-link-arg-bins={}", object.display());
    }
    println!("cargo:rustc-link-arg-bins=-Wl,--wrap=__sanitizer_cov_trace_pc");
    println!("cargo:rerun-if-changed=src/coverage.c");
}
