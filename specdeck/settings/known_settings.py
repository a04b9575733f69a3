"""Every setting there is. The reader, the checks, the JSON Schema and the reference all read this table."""

from dataclasses import dataclass
from enum import Enum


class SettingKind(Enum):
    """What a setting holds, and how a person is told."""

    TEXT = "a text"
    FLAG = "true or false"
    TEXTS = "a list of texts"
    PATH = "a path"
    KEYS = "a table of keys by the names of actions"


Value = str | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeclaredSetting:
    """One setting. What reaches beyond the project is not the project's to set: its file may come from a stranger."""

    key: str
    kind: SettingKind
    default: Value
    help: str
    choices: tuple[str, ...] = ()
    from_project: bool = True

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return "SPECDECK_" + self.key.upper().replace(".", "_")


SETTINGS = (
    DeclaredSetting(
        "host",
        SettingKind.TEXT,
        "",
        "The daemon to use: `ssh://[USER@]HOST`, or empty for this machine.",
        from_project=False,
    ),
    DeclaredSetting(
        "daemon.start", SettingKind.FLAG, True, "Start the daemon when a command needs it.", from_project=False
    ),
    DeclaredSetting(
        "daemon.instance", SettingKind.TEXT, "default", "Which of your daemons, if you run several.", from_project=False
    ),
    DeclaredSetting("project.name", SettingKind.TEXT, "", "The project's name; empty means the name of its folder."),
    DeclaredSetting(
        "project.folders", SettingKind.TEXTS, (".",), "The folders to watch, seen from the project's folder."
    ),
    DeclaredSetting("project.ignore", SettingKind.TEXTS, (), "Globs of files and folders that are not watched."),
    DeclaredSetting(
        "export.dialect", SettingKind.TEXT, "full", "The dialect that `export` writes.", choices=("full", "core")
    ),
    DeclaredSetting(
        "deck.theme",
        SettingKind.TEXT,
        "dark",
        "The theme of the deck: one of ours, or a file of your own.",
        from_project=False,
    ),
    DeclaredSetting(
        "deck.keys",
        SettingKind.TEXT,
        "vim",
        "The preset of keys.",
        choices=("vim", "prodigy", "plain"),
        from_project=False,
    ),
    DeclaredSetting(
        "keys", SettingKind.KEYS, (), "Your own keys, by the names of actions, over the preset's.", from_project=False
    ),
    DeclaredSetting("model.local", SettingKind.PATH, "", "The GGUF file of the local model.", from_project=False),
    DeclaredSetting(
        "model.embedder", SettingKind.PATH, "", "The folder of the embedding model (ONNX).", from_project=False
    ),
)
BY_KEY = {setting.key: setting for setting in SETTINGS}

# Variables that begin like a setting's and are none.
OTHER_VARIABLES = {
    "SPECDECK_FAILPOINT": "For tests: the named place where the daemon dies.",
    "SPECDECK_FAILPOINT_ONCE": "For tests: a file that lets the daemon die once only.",
    "SPECDECK_LEASE_SECONDS": "How long a worker may be silent before its job is given to another.",
    "SPECDECK_NO_AUTOSTART": "Never start a daemon, not even where `daemon.start` says so.",
    "SPECDECK_SSH": "The ssh to use, with its options.",
    "SPECDECK_TRACEBACK": "Show where a fault of Specdeck happened.",
    "SPECDECK_SOCK": "The path of the daemon's socket.",
}
