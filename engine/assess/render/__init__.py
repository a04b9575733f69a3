"""The assessment as text, Markdown and HTML."""
