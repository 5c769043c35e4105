"""All defects, in the order they are told: what stops Word from opening a file first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxplan_cli.intake.word.defects import (
    changes,
    comments,
    container,
    drawings,
    fields,
    letters,
    ranges,
    references,
    structure,
    tables,
)

if TYPE_CHECKING:
    from dxplan_cli.intake.word.defects.inspection import Rule

RULES: Final[tuple[tuple[str, Rule], ...]] = (
    # The file as a package
    ("broken-part", container.find_broken_parts),
    ("duplicate-entry", container.find_duplicate_entries),
    ("untyped-part", container.find_untyped_parts),
    ("type-without-part", container.find_types_without_part),
    ("missing-target", container.find_missing_targets),
    ("duplicate-relationship", container.find_duplicate_relationships),
    ("unknown-relationship", container.find_unknown_relationships),
    ("undeclared-prefix", container.find_undeclared_prefixes),
    # What stands where
    ("disordered-children", structure.find_disordered_children),
    ("misplaced-element", structure.find_misplaced_elements),
    ("misplaced-section", structure.find_misplaced_sections),
    ("cell-without-paragraph", tables.find_cells_without_paragraph),
    ("row-without-cells", tables.find_rows_without_cells),
    ("wide-table", tables.find_wide_tables),
    ("grid-mismatch", tables.find_grid_mismatches),
    ("loose-merge", tables.find_loose_merges),
    # Tracked changes
    ("plain-text-in-deletion", changes.find_plain_text_in_deletions),
    ("deleted-text-outside", changes.find_deleted_text_outside),
    ("bad-change-id", changes.find_bad_ids),
    ("unsigned-change", changes.find_unsigned_changes),
    ("unpaired-move", changes.find_unpaired_moves),
    ("move-outside-range", changes.find_moves_outside_range),
    ("change-in-move", changes.find_changes_in_moves),
    ("mark-without-next", changes.find_marks_without_next),
    ("unknown-person", changes.find_unknown_people),
    # What is tied together
    ("unpaired-range", ranges.find_unpaired_ranges),
    ("duplicate-bookmark", ranges.find_duplicate_bookmarks),
    ("bad-bookmark-name", ranges.find_bad_bookmark_names),
    ("dead-link", ranges.find_dead_links),
    ("comment-without-reference", comments.find_comments_without_reference),
    ("reference-without-comment", comments.find_references_without_comment),
    ("comment-range-without-reference", comments.find_comment_ranges_without_reference),
    ("long-initials", comments.find_long_initials),
    ("loose-thread", comments.find_loose_threads),
    ("bad-paragraph-id", comments.find_bad_paragraph_ids),
    ("open-field", fields.find_open_fields),
    ("field-across-holders", fields.find_fields_across_holders),
    ("half-changed-field", fields.find_half_changed_fields),
    ("unknown-style", references.find_unknown_styles),
    ("loose-style", references.find_loose_styles),
    ("unknown-numbering", references.find_unknown_numbering),
    ("unknown-note", references.find_unknown_notes),
    # Pictures and letters
    ("picture-without-words", drawings.find_pictures_without_words),
    ("duplicate-picture", drawings.find_duplicate_pictures),
    ("empty-picture", drawings.find_empty_pictures),
    ("control-character", letters.find_control_characters),
    ("lost-blanks", letters.find_lost_blanks),
)
