"""The table of settings. The reader, the checks, the JSON Schema and the reference all use it."""

from dataclasses import dataclass
from enum import Enum


class SettingKind(Enum):
    """The type of a setting; the value is its name in messages."""

    TEXT = "a string"
    FLAG = "true or false"
    TEXTS = "a list of strings"
    PATH = "a path"
    KEYS = "a table of keys by action name"


Value = str | bool | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DeclaredSetting:
    """A setting. A project's file may come from a stranger, so only harmless settings are read from it."""

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
        "daemon.instance", SettingKind.TEXT, "default", "Which daemon to use, if you run several.", from_project=False
    ),
    DeclaredSetting("project.name", SettingKind.TEXT, "", "The project's name; empty means the name of its folder."),
    DeclaredSetting(
        "project.folders", SettingKind.TEXTS, (".",), "The folders to watch, relative to the project's folder."
    ),
    DeclaredSetting("project.ignore", SettingKind.TEXTS, (), "Globs of files and folders to ignore."),
    DeclaredSetting(
        "export.dialect", SettingKind.TEXT, "full", "The dialect that `export` writes.", choices=("full", "core")
    ),
    DeclaredSetting(
        "deck.theme",
        SettingKind.TEXT,
        "dark",
        "The theme of the deck: a built-in one, or the name of your own file.",
        from_project=False,
    ),
    DeclaredSetting(
        "deck.keys",
        SettingKind.TEXT,
        "vim",
        "The key preset.",
        choices=("vim", "prodigy", "plain"),
        from_project=False,
    ),
    DeclaredSetting(
        "deck.welcome", SettingKind.FLAG, True, "Show the welcome when the deck is first opened.", from_project=False
    ),
    DeclaredSetting(
        "keys", SettingKind.KEYS, (), "Your own keys by action name; they override the preset.", from_project=False
    ),
    DeclaredSetting(
        "review.advance",
        SettingKind.FLAG,
        True,
        "Go to the next unit after a decision: in the list, in a unit, and in `review --plain`.",
        from_project=False,
    ),
    DeclaredSetting(
        "model.embedder", SettingKind.PATH, "", "The folder of the embedding model (ONNX).", from_project=False
    ),
)
BY_KEY = {setting.key: setting for setting in SETTINGS}

# Variables with the prefix of settings that are not settings.
OTHER_VARIABLES = {
    "SPECDECK_DRILLS": "For tests and benches: enable the job kinds that do nothing or misbehave.",
    "SPECDECK_CPU_WORKERS": "How many workers the daemon starts for the queue `cpu`. Default: one a core.",
    "SPECDECK_FAILPOINT": "For tests: the named place where the daemon kills itself.",
    "SPECDECK_FAILPOINT_ONCE": "For tests: a file that makes the daemon kill itself only once.",
    "SPECDECK_ASSESS_SECONDS": "How often the daemon looks for projects to assess. Default: 60.",
    "SPECDECK_CLOUD_KEY": "The key of the cloud model's API. It is used only by projects that allow the cloud.",
    "SPECDECK_CLOUD_PROTOCOL": "The protocol of the cloud model's API: `anthropic` or `openai`. Default: `anthropic`.",
    "SPECDECK_CLOUD_URL": "The address of the cloud model's API. Default: Anthropic's.",
    "SPECDECK_JOB_SECONDS": "How long one run of a kind of job may take, as `convert=60,trial=3600`.",
    "SPECDECK_LEASE_SECONDS": "How long a worker can be silent before its job is given to another worker.",
    "SPECDECK_MODEL_NAME": "The name that the server of `SPECDECK_MODEL_URL` knows its model by.",
    "SPECDECK_MODEL_URL": "A server of the OpenAI protocol on this machine, up to `/v1`, instead of a model file.",
    "SPECDECK_MODELS": "The folder of local models. Default: `~/.specql/models`.",
    "SPECDECK_NO_AUTOSTART": "Never start a daemon, regardless of `daemon.start`.",
    "SPECDECK_SSH": "The ssh command to use, with options.",
    "SPECDECK_TRACEBACK": "Show the traceback of an internal error.",
    "SPECDECK_SOCK": "The path of the daemon's socket.",
}
