//! Keeps the process's memory close to what it uses: glibc's allocator keeps freed memory, in one arena for each thread.
//! Other allocators are not changed.

/// Makes all threads share one arena, and returns large blocks as soon as they are freed. Call it before starting threads.
pub(super) fn share_one_arena() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    // SAFETY: sets numbers in the allocator, under its own lock.
    #[expect(unsafe_code, reason = "libc has no safe wrapper")]
    unsafe {
        libc::mallopt(libc::M_ARENA_MAX, 1);
        libc::mallopt(libc::M_MMAP_THRESHOLD, 256 << 10);
    }
}

/// Returns all freed pages to the system. Milliseconds for each 100 MiB.
pub(super) fn return_freed_pages() {
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    // SAFETY: touches only pages that are free, under the allocator's own lock.
    #[expect(unsafe_code, reason = "libc has no safe wrapper")]
    unsafe {
        libc::malloc_trim(0);
    }
}
