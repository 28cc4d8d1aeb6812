"""The README says what the program does: commands, settings and dependencies are held against it."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest
from pydantic import SecretStr

from assistant.cli_options import build_parser
from ingest.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = "\n".join(re.findall(r"```console\n(.*?)```", README, re.S))
COMMANDS = [line.strip() for line in BLOCKS.splitlines() if "plan-assistant " in line]
MAKE = re.findall(r"(?:^|`)make ([a-z]+)", README, re.M)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_in_the_readme_is_one_the_program_takes(command: str) -> None:
    words = shlex.split(command)
    words = words[words.index(next(word for word in words if word.endswith("plan-assistant"))) + 1 :]
    build_parser().parse_args(words)


@pytest.mark.parametrize("target", sorted(set(MAKE)))
def test_a_make_target_in_the_readme_is_there(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)


def test_the_readme_begins_with_two_commands() -> None:
    assert BLOCKS.split()[:4] == ["make", "chat", "make", "test"]


@pytest.mark.parametrize("name", Settings.model_fields)
def test_a_setting_is_in_the_readme_with_what_it_is(name: str) -> None:
    field = Settings.model_fields[name]
    row = next((line for line in README.splitlines() if line.startswith(f"| `PLAN_ASSISTANT_{name.upper()}`")), "")
    assert field.description
    assert field.description in row
    if name != "cache" and field.default not in (None, "", SecretStr("")):
        assert f"`{field.default}`" in row


def test_no_setting_in_the_readme_is_unknown_to_the_program() -> None:
    named = set(re.findall(r"PLAN_ASSISTANT_([A-Z_]+)", README))
    assert named <= {name.upper() for name in Settings.model_fields}


def test_each_dependency_has_its_reason_and_its_pinned_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    constraints = (ROOT / "constraints.txt").read_text(encoding="utf-8").lower().replace("_", "-")
    for wanted in [*project["dependencies"], *project["optional-dependencies"]["test"]]:
        name = re.split(r"[<>=\[]", wanted)[0]
        assert name in README or name.startswith("types-"), f"{name} has no reason in the README"
        assert re.search(rf"^{re.escape(name)}==", constraints, re.M), f"{name} is not pinned in constraints.txt"


def test_links_in_the_readme_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target
