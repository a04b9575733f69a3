"""The parts of the diff that a theme can style, and their default style."""

from tui.diff.content.link_kinds import LinkKind

PARTS = (
    *("text", "head", "head-active", "head-remark", "rule", "number", "mark", "cursor", "lit", "chosen", "hit"),
    *("comment", "string", "value", "keyword", "type", "key", *LinkKind),
    *("removed", "added", "own", "removed-sign", "added-sign", "own-sign", "changed"),
    *("note", "note-comment", "note-finding"),
)

GROUNDED = frozenset({"head", "head-active", "head-remark", "rule", "note"})
"""Parts with a background of their own; the others are drawn over a line that already has one."""

CSS = """
DiffPane {
    height: 1fr; background: $background; color: $foreground;
    overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1; scrollbar-gutter: stable;
    & > .diff--head { color: $text-muted; }
    & > .diff--head-active { color: $primary; text-style: bold; }
    & > .diff--head-remark { color: $text-error; }
    & > .diff--rule { color: $text-muted; }
    & > .diff--number { color: $text-disabled; }
    & > .diff--mark { color: $accent; text-style: bold; }
    & > .diff--cursor { background: $surface-lighten-1; }
    & > .diff--lit { color: $text; background: $primary-muted; text-style: bold; }
    & > .diff--chosen { background: $secondary-muted; }
    & > .diff--hit { text-style: reverse; }
    & > .diff--comment { color: $text-muted; text-style: italic; }
    & > .diff--string { color: $text-success; }
    & > .diff--value { color: $text-success; }
    & > .diff--keyword { color: $text-primary; }
    & > .diff--type { color: $text-accent; }
    & > .diff--key { color: $text-primary; }
    & > .diff--exact { color: $link-exact; }
    & > .diff--inferred { color: $link-inferred; text-style: bold; }
    & > .diff--pattern { color: $link-pattern; text-style: bold; }
    & > .diff--invented { color: $link-invented; text-style: bold; }
    & > .diff--raw { color: $link-raw; text-style: bold; }
    & > .diff--finding { color: $link-finding; text-style: bold; }
    & > .diff--removed { background: $error 12%; }
    & > .diff--added { background: $success 12%; }
    & > .diff--own { background: $secondary 12%; }
    & > .diff--removed-sign { color: $text-error; text-style: bold; }
    & > .diff--added-sign { color: $text-success; text-style: bold; }
    & > .diff--own-sign { color: $text-secondary; text-style: bold; }
    & > .diff--changed { text-style: bold underline; }
    & > .diff--note { background: $surface; }
    & > .diff--note-comment { color: $text-accent; text-style: bold; }
    & > .diff--note-finding { color: $text-warning; text-style: bold; }
    &:ansi {
        & > .diff--number, & > .diff--head, & > .diff--rule, & > .diff--exact { text-style: dim; }
        & > .diff--cursor, & > .diff--chosen, & > .diff--note { background: ansi_default; }
        & > .diff--lit { color: ansi_default; background: ansi_default; text-style: reverse; }
        & > .diff--removed, & > .diff--added, & > .diff--own { background: ansi_default; }
    }
}
"""
