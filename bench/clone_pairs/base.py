"""A routine and changes of its text."""

from dataclasses import dataclass

Changes = tuple[str, ...]
"""Each `old >>> new`, every occurrence; a text without the arrow is the whole routine."""


@dataclass(frozen=True, slots=True)
class Base:
    """`same` are copies: a person who decided about `text` has decided about them. `different` are not."""

    text: str
    same: tuple[Changes, ...]
    different: tuple[Changes, ...]

    def changed(self, changes: Changes) -> str:
        """Return the text after some changes; each must apply."""
        text = self.text
        for change in changes:
            old, arrow, new = change.partition(" >>> ")
            if arrow and old not in text:
                raise ValueError(f"{old} is not in {text}")
            text = text.replace(old, new) if arrow else change
        return text
