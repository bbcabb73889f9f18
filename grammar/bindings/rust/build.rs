//! Compiles the generated parser and the hand-written scanner.

use std::path::Path;

fn main() {
    let source = Path::new("src");
    let mut build = cc::Build::new();
    build.std("c11").include(source).warnings(false);
    if build.get_compiler().is_like_msvc() {
        build.flag("-utf-8");
    }
    for file in ["parser.c", "scanner.c", "explain.c", "lines.c"] {
        build.file(source.join(file));
    }
    build.compile("tree-sitter-debate");
    println!("cargo:rerun-if-changed=src");
}
