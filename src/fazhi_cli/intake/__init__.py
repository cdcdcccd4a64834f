"""What others send in, read as untrusted: a speech or plan in a text or Word file → its paragraphs."""
