//! Lets `cargo check` work before the UI was built, and takes the built pages in again when they change.

fn main() {
    let pages = "../ui/dist";
    if let Err(error) = std::fs::create_dir_all(pages) {
        println!("cargo:warning={pages}: {error}");
    }
    println!("cargo:rerun-if-changed={pages}");
    tauri_build::build();
}
