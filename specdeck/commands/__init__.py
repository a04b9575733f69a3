"""The commands, in the sections of `specdeck --help`; a command is found by the name of its module."""

SECTIONS = {
    "Convert and prove": "specdeck.commands.convert",
    "Understand a code base": "specdeck.commands.understand",
    "Projects and people": "specdeck.commands.projects",
    "Review and decide": "specdeck.commands.decide",
    "Find what repeats": "specdeck.commands.library",
    "Learn from decisions": "specdeck.commands.learning",
    "Ask models": "specdeck.commands.ask",
    "Run and maintain": "specdeck.commands.operate",
}
