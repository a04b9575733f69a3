"""The behaviour that all commands share: help, errors, exit codes, streams."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from specdeck.command_line import run
from specdeck.commands import SECTIONS
from specdeck.reference.command_tree import command_entries

PROGRAM = Path(sys.executable).with_name("specdeck")


@pytest.mark.parametrize("entry", list(command_entries()), ids=lambda entry: entry.name)
def test_every_command_has_an_example_of_itself(entry, capsys):
    assert run([*entry.words, "--help"]) == 0
    shown = capsys.readouterr()
    example = shown.out.partition("Example: ")[2]
    assert entry.name in " ".join(example.split())
    assert shown.err == ""


@pytest.mark.parametrize("entry", list(command_entries()), ids=lambda entry: entry.name)
def test_every_argument_and_option_has_a_help_text(entry):
    assert [each.name for each in (*entry.arguments, *entry.options) if not each.help] == []


def test_without_a_terminal_alternatives_to_the_deck_are_suggested(shell):
    ran = shell.specdeck()
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines() == [
        "error: The deck needs a terminal, and the output is not a terminal.",
        "hint: `specdeck --help` lists the commands; `specdeck review --plain` reviews line by line.",
    ]


@pytest.mark.parametrize(
    ("arguments", "sentence", "hint"),
    [
        (["dctor"], "No such command 'dctor'", "specdeck --help"),
        (["doctor", "--jsn"], "No such option: --jsn", "specdeck doctor --help"),
        (["config", "shw"], "Did you mean 'show'?", "specdeck config --help"),
        (["completion", "tcsh"], "'tcsh' is not one of", "specdeck completion --help"),
    ],
)
def test_a_typing_mistake_gives_one_sentence_and_a_hint(arguments, sentence, hint, shell):
    ran = shell.specdeck(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    first, second = ran.err.splitlines()
    assert first.startswith("error: ")
    assert sentence in first
    assert second.startswith("hint: ")
    assert hint in second


def test_a_closed_pipe_is_not_an_error(shell):
    program = subprocess.Popen(
        [PROGRAM, "doctor"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=shell.environment, cwd=shell.folder
    )
    program.stdout.close()
    assert program.stderr.read() == b""
    assert program.wait() == 141


def test_version_names_the_program(shell):
    assert shell.specdeck("--version").out.startswith("specdeck ")


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_completion_prints_a_script_for_the_shell(name, shell):
    ran = shell.specdeck("completion", name)
    assert (ran.code, "_SPECDECK_COMPLETE" in ran.out) == (0, True)


def test_bash_completes_a_command(shell):
    ran = shell.specdeck(_SPECDECK_COMPLETE="complete_bash", COMP_WORDS="specdeck doc", COMP_CWORD="1")
    assert ran.out.split() == ["doctor"]


@pytest.mark.parametrize("group", [(), ("review",)])
def test_the_summary_of_a_command_is_not_cut(group, shell):
    lines = shell.specdeck(*group, "--help", COLUMNS="80").out.splitlines()
    assert not [line for line in lines if line.startswith("  ") and line.endswith("...")]


def test_the_help_lists_every_command_once_below_the_heading_of_its_section(shell):
    lines = shell.specdeck("--help", COLUMNS="80").out.splitlines()
    listed = [line.split()[0] for line in lines[lines.index("Convert and prove:") :] if re.match(r"  [a-z]", line)]
    assert sorted(listed) == sorted({each.words[0] for each in command_entries()})
    assert [line[:-1] for line in lines if line.endswith(":") and line[:-1] in SECTIONS] == list(SECTIONS)
