"""Convert a theme to Textual's: inks and grounds become the variables that widgets use."""

from textual.theme import Theme as TextualTheme

from themes.theme import Ground, Ink, LinkColor, StateColor, Theme

UNTHEMED = dict.fromkeys(
    (*(f"link-{kind}" for kind in LinkColor), *(f"unit-{place}" for place in StateColor)), "ansi_default"
)
"""Our variables in the terminal's default colour, for the moment before a theme is set."""


def to_textual_theme(theme: Theme) -> TextualTheme:
    """Return the theme for Textual. Text colours are passed unchanged, so that the tested contrast holds."""
    ink, ground = theme.inks, theme.grounds
    return TextualTheme(
        name=theme.name,
        primary=ink[Ink.PRIMARY],
        secondary=ink[Ink.SECONDARY],
        accent=ink[Ink.ACCENT],
        success=ink[Ink.GOOD],
        warning=ink[Ink.WARN],
        error=ink[Ink.BAD],
        foreground=ink[Ink.FOREGROUND],
        background=ground[Ground.BACKGROUND],
        surface=ground[Ground.SURFACE],
        panel=ground[Ground.PANEL],
        dark=theme.dark,
        ansi=theme.ansi,
        variables=_variables(theme),
    )


def _variables(theme: Theme) -> dict[str, str]:
    ink, ground = theme.inks, theme.grounds
    return {
        "foreground-muted": ink[Ink.QUIET],
        "text": ink[Ink.FOREGROUND],
        "text-muted": ink[Ink.QUIET],
        "text-disabled": ink[Ink.QUIET],
        "text-primary": ink[Ink.PRIMARY],
        "text-secondary": ink[Ink.SECONDARY],
        "text-accent": ink[Ink.ACCENT],
        "text-success": ink[Ink.GOOD],
        "text-warning": ink[Ink.WARN],
        "text-error": ink[Ink.BAD],
        "surface-lighten-1": ground[Ground.CURSOR],
        "surface-lighten-2": ground[Ground.CURSOR],
        "primary-muted": ground[Ground.LIT],
        "secondary-muted": ground[Ground.CHOSEN],
        "block-cursor-background": ground[Ground.CURSOR],
        "block-cursor-foreground": ink[Ink.FOREGROUND],
        "block-cursor-text-style": "reverse" if theme.ansi else "bold",
        "block-cursor-blurred-text-style": "reverse" if theme.ansi else "none",
        "input-cursor-background": ink[Ink.FOREGROUND],
        "input-cursor-foreground": ground[Ground.BACKGROUND],
        "input-cursor-text-style": "reverse" if theme.ansi else "none",
        "ansi-background": ground[Ground.BACKGROUND],
        "ansi-foreground": ink[Ink.FOREGROUND],
        **{f"link-{kind}": colour for kind, colour in theme.links.items()},
        **{f"unit-{place}": colour for place, colour in theme.standing.items()},
    }
