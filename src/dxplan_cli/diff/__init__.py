"""The comparison of two drafts: what changed, exactly and completely."""
