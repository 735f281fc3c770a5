# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The law of the house, as far as a machine can read it from the files themselves."""

import ast
import re
import socket
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

import noaber

REPOSITORY = Path(__file__).resolve().parents[2]
MAX_LINES = 400
LOCKS = ["requirements.lock", *(f"requirements-{g}.lock" for g in ("dev", "bench", "fuzz"))]

# Built from pieces, or this file would break its own rule.
DOWNLOAD_HOSTS = ["pypi" + ".org", "python" + "hosted", "npm" + "js", "deb." + "debian"]
MACHINE_PATH = re.compile(r"(?<![\w.:/-])/(?:" + "work|root|home|Users" + r")/\w")
STYLE_ATTRIBUTE = re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE)
EMPTY_NAMES = {"util", "utils", "helper", "helpers", "common", "misc"}
EMPTY_NAMES |= {"manager", "managers", "handler", "handlers"}
PURE = tuple(
    f"src/noaber/{folder}/"
    for folder in (
        "kernel",
        "berichten",
        "budgetten",
        "contracten",
        "declaraties",
        "flows",
        "partijen",
        "postbus",
        "toewijzingen",
    )
)


@cache
def repository_files() -> list[Path]:
    """Every file that is, or on the next `git add` will be, in the repository."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    if listing.returncode != 0:
        pytest.skip("not a git checkout")
    paths = (REPOSITORY / name for name in listing.stdout.split("\0") if name)
    return sorted(path for path in paths if path.is_file())


def texts(*suffixes: str) -> Iterator[tuple[str, str]]:
    """Name and text of every file, or of those with one of these suffixes."""
    for path in repository_files():
        if not suffixes or path.suffix in suffixes:
            yield (
                path.relative_to(REPOSITORY).as_posix(),
                path.read_text(encoding="utf-8", errors="replace"),
            )


def test_no_source_file_is_longer_than_400_lines() -> None:
    # A migration is written by a machine and read once, by a machine.
    lengths = {
        name: text.count("\n")
        for name, text in texts(".py")
        if name.startswith("src/") and "/migrations/" not in name
    }
    assert {name: n for name, n in lengths.items() if n > MAX_LINES} == {}, "split by what is in it"


def test_no_file_or_folder_has_a_name_that_says_nothing() -> None:
    parts = {
        (part, path.relative_to(REPOSITORY).as_posix())
        for path in repository_files()
        for part in path.relative_to(REPOSITORY).with_suffix("").parts
    }
    found = sorted(name for part, name in parts if part.lower() in EMPTY_NAMES)
    assert found == [], "name it after what is in it"


def test_no_file_names_a_download_host() -> None:
    found = [(name, host) for name, text in texts() for host in DOWNLOAD_HOSTS if host in text]
    assert found == [], "which host serves packages is up to the machine, not to the repository"


def test_no_file_holds_a_path_of_one_machine() -> None:
    found = [(name, hit[0]) for name, text in texts() if (hit := MACHINE_PATH.search(text))]
    assert found == [], "it works on that machine only"


def test_no_lock_file_with_addresses_is_there() -> None:
    names = {path.name for path in repository_files()}
    found = {name for name in names if name == "uv.lock" or name.startswith("pylock")}
    assert found == set(), "they hold download addresses; ours are requirements*.lock"


def test_no_page_has_style_in_its_markup() -> None:
    found = [name for name, text in texts(".html", ".md", ".svg") if STYLE_ATTRIBUTE.search(text)]
    assert found == [], "style lives in the design tokens, and our security policy blocks it here"


def test_no_pure_code_computes_with_floats_or_rounds_by_itself() -> None:
    found = [
        f"{name}:{node.lineno} {node.func.id}()"
        for name, text in texts(".py")
        if name.startswith(PURE)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"float", "round"}
    ]
    assert found == [], "money is whole cents; the one rounding function is in noaber.kernel.money"


def test_each_lock_holds_the_one_before_it() -> None:
    pins = [
        set(re.findall(r"^[\w.-]+==\S+.*?(?= \\$)", (REPOSITORY / lock).read_text(), re.MULTILINE))
        for lock in LOCKS
    ]
    for smaller, larger in pairwise(pins):
        assert smaller < larger, "run ./run lock: an environment must be able to grow"


def test_the_locks_hold_every_dependency() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    lock = (REPOSITORY / LOCKS[0]).read_text(encoding="utf-8")
    names = [re.split(r"[<>=!~; \[]", line)[0] for line in project["project"]["dependencies"]]
    assert [name for name in names if f"\n{name}==" not in f"\n{lock}"] == [], "run ./run lock"


def test_the_version_is_the_same_in_both_places() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] == noaber.__version__


def test_no_test_can_reach_the_network() -> None:
    with pytest.raises(AssertionError, match="tried to reach the network"):
        socket.create_connection(("127.0.0.1", 9))
