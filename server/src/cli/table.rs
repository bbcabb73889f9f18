//! Cells of a table for people.

use unicode_width::UnicodeWidthStr;

/// `cell` in exactly `width` columns, cut with an ellipsis if it is longer.
pub(super) fn fitted(cell: &str, width: usize) -> String {
    let mut fitted = String::new();
    for character in cell.chars() {
        fitted.push(character);
        if fitted.width() > width {
            while fitted.width() >= width {
                fitted.pop();
            }
            fitted.push('…');
            break;
        }
    }
    let filling = width.saturating_sub(fitted.width());
    fitted + &" ".repeat(filling)
}
