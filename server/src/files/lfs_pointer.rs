//! Git LFS: a large file’s pointer, which stands for it in a repository.
//!
//! <https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md>

use std::path::PathBuf;

/// How long a pointer can be, in bytes.
const LONGEST: usize = 1024;

/// Where the content is, from the `.git` folder, if these bytes are a pointer to it. It may not have been fetched.
pub fn object(bytes: &[u8]) -> Option<PathBuf> {
    let text = std::str::from_utf8(bytes).ok().filter(|text| text.len() < LONGEST)?;
    let mut lines = text.lines();
    lines.next().filter(|line| *line == "version https://git-lfs.github.com/spec/v1")?;
    let id = lines.find_map(|line| line.strip_prefix("oid sha256:"))?;
    let is_id = id.len() == 64 && id.bytes().all(|digit| digit.is_ascii_hexdigit());
    is_id.then(|| ["lfs", "objects", &id[..2], &id[2..4], id].iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_names_the_place_of_its_content() {
        let id = "4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393";
        let pointer = format!("version https://git-lfs.github.com/spec/v1\noid sha256:{id}\nsize 12345\n");
        assert_eq!(object(pointer.as_bytes()), Some(PathBuf::from(format!("lfs/objects/4d/7a/{id}"))));
        let climbs = pointer.replace(id, &format!("{}{}", "../".repeat(21), "x"));
        assert_eq!(object(climbs.as_bytes()), None);
        assert_eq!(object(format!("{pointer}{}", "\n".repeat(LONGEST)).as_bytes()), None);
        assert_eq!(object("# Neg\n".as_bytes()), None);
    }
}
