//! `allow`: rules of `check` that an author silences, and why.

use crate::content::Allow;
use crate::content::reader::{Keys, Reader};
use crate::content::tree::Node;
use crate::keys;
use crate::source::Spanned;

impl Reader<'_> {
    /// The silenced rules of a booklet, chapter or block.
    pub(super) fn allow(&mut self, keys: &Keys<'_>) -> Vec<Allow> {
        let Some(node) = keys.get("allow") else {
            return Vec::new();
        };
        let Some(nodes) = self.rows_of(node, keys.key("allow")) else {
            return Vec::new();
        };
        nodes.iter().filter_map(|node| self.allowance(node)).collect()
    }

    fn allowance(&mut self, node: &Node) -> Option<Allow> {
        let keys = self.row(node, &keys::ALLOW)?;
        if let Some(hide) = keys.get("hide") {
            self.boolean(hide, "`hide`")?;
        }
        let code = self.need(&keys, "code");
        let code = code.and_then(|node| Some((self.string(node, "`code`")?.trim(), node.span)));
        let reason = self.need(&keys, "reason");
        let reason = reason.and_then(|node| self.plain(node, "`reason`"));
        let (code, span) = code?;
        let own = !self.is_house(node.span);
        Some(Allow {
            code: Spanned::new(code.to_owned(), span),
            reason: reason?.text.to_string(),
            own,
        })
    }
}
