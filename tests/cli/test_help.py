"""Help pages are Chinese from the first word to the last, and name what there is."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from rich.cells import cell_len

import gongwen
from gongwen.cli.commands import commands
from tests.cli.running import Run, as_program
from tests.model.chinese import foreign_words

CONTEXT = click.Context(commands)
COMMANDS = {name: commands.get_command(CONTEXT, name) for name in commands.list_commands(CONTEXT)}
GROUPS = {name: command for name, command in COMMANDS.items() if isinstance(command, click.Group)}
PAGES = [[], *([name] for name in COMMANDS)]
ENGLISH = (
    "Usage",
    "Options",
    "Arguments",
    "Commands",
    "Show",
    "message",
    "exit",
    "required",
    "default",
    "Try",
    "Error",
)
NAMES = re.compile(
    r"--?[a-z]+(?:-[a-z]+)*|\.(?:docx|pdf|ofd|png|html|xlsx|csv|json|md|yaml|db|zip|txt)\b|JSON Schema|SARIF|GB/T"
    r"|PDF|OFD|\b(?:docx|pdf|ofd)\b|\b(?:document|batch|fonts|rules|text|sarif|validation|serialization)\b"
    r'|(?m:^  [a-z]+ )|\bTab\b|\bbash\b|eval\s+"\$\([^"]*\)"'
)


@pytest.mark.parametrize("words", PAGES, ids=lambda words: " ".join(words) or "gongwen")
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_a_help_page_is_chinese(words: list[str], option: str, run: Run) -> None:
    outcome = run(*words, option)
    assert (outcome.code, outcome.err) == (0, "")
    page = outcome.text
    assert page.startswith(f"用法：{' '.join(['gongwen', *words])} ")
    assert [word for word in ENGLISH if word in page] == []
    assert foreign_words(NAMES.sub("", page)) == []
    assert all(len(line) <= 100 for line in page.splitlines())


@pytest.mark.parametrize("words", PAGES, ids=lambda words: " ".join(words) or "gongwen")
@pytest.mark.parametrize("columns", [60, 80])
def test_the_columns_of_a_help_page_stand_one_below_the_other(
    words: list[str], columns: int, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    page = run(*words, "--help").text
    table = page[page.index("选项:") :].split("\n命令:")
    for lines in ([line for line in part.splitlines() if line.startswith("  ")] for part in table):
        rows = [re.match(r"( +\S.*?(?: {2,})|  +)(?=\S)", line) for line in lines]
        assert len({cell_len(row[1]) for row in rows if row}) == 1, page
        assert all(cell_len(line) <= columns for line in lines)


@pytest.mark.parametrize(("group", "name"), [(group, name) for group in GROUPS for name in GROUPS[group].commands])
def test_the_help_page_of_a_command_in_a_group_is_chinese(group: str, name: str, run: Run) -> None:
    own = ["发文.db"] if any(isinstance(one, click.Argument) for one in GROUPS[group].params) else []
    outcome = run(group, *own, name, "--help")
    assert (outcome.code, outcome.err) == (0, "")
    assert re.match(rf"用法：gongwen {group} (?:\S+ )?{name} ", outcome.text)
    assert [word for word in ENGLISH if word in outcome.text] == []
    assert foreign_words(NAMES.sub("", outcome.text)) == []
    for parameter in GROUPS[group].commands[name].params:
        for option in parameter.opts:
            assert not option.startswith("-") or re.search(
                rf"(?m)^  (?:-\w, )?{option}(?:,| ).*[\u4e00-\u9fff]{{2}}", outcome.text
            )


@pytest.mark.parametrize("words", PAGES, ids=lambda words: " ".join(words) or "gongwen")
def test_every_option_has_a_chinese_line(words: list[str], run: Run) -> None:
    command = COMMANDS[words[0]] if words else commands
    assert command is not None
    page = run(*words, "--help").text
    for parameter in command.params:
        for name in parameter.opts:
            if name.startswith("-"):
                (line,) = [line for line in page.splitlines() if re.match(rf"  (?:-\w, )?{name}(?:, | )", line)]
                assert re.search("[\u4e00-\u9fff]{2}", line.split("  ")[-1])


def test_the_first_page_lists_every_command_with_a_line(run: Run) -> None:
    page = run("--help").text
    for name, command in COMMANDS.items():
        assert re.search(rf"(?m)^  {name}\s+\S*[\u4e00-\u9fff]", page)
        assert command is not None
        assert command.help


def test_the_version_is_told_and_where_the_program_stands(run: Run) -> None:
    outcome = run("--version")
    said = f"gongwen {gongwen.__version__}（{Path(gongwen.__file__).parent}）\n"
    assert (outcome.code, outcome.text) == (0, said)
    assert as_program("--version").text == said


def test_the_program_is_called_gongwen_however_it_is_started() -> None:
    assert as_program("--help").text.startswith("用法：gongwen ")
