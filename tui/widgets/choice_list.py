"""A list of choices whose highlight is also visible in themes without grounds of their own."""

from dataclasses import replace

from textual.style import Style
from textual.widgets import OptionList

HIGHLIGHT = "option-list--option-highlighted"


class ChoiceList(OptionList):
    """Shows its highlight in reverse video where the theme says so: Textual leaves that out of its options."""

    def get_visual_style(self, *component_classes: str, partial: bool = False) -> Style:
        style = super().get_visual_style(*component_classes, partial=partial)
        if HIGHLIGHT in component_classes and self.get_component_styles(HIGHLIGHT).text_style.reverse:
            return replace(style, reverse=True)
        return style
