"""A document as text with places: sections, subtasks, paragraphs and the sentences that measures stand on."""
