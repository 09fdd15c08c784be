use super::Entry;
use super::tree::Tree;
use crate::error::Result;
pub(super) fn check(_: &Entry, _: &Tree<'_>) -> Result<()> {
    Ok(())
}
