"""What of a unit may be shown to a model."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShownText:
    """Whether string literals and comments leave as they are. Secrets are masked in any case."""

    literals: bool = False
    comments: bool = True


LOCAL_TEXT = ShownText()
CLOUD_TEXT = ShownText(comments=False)
