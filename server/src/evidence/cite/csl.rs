//! x
use super::*;
/// x
pub fn csl(_c: &Cite, id: &str) -> serde_json::Value {
    serde_json::json!({"id": id})
}
