# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The command `run`: in a copy, with a stand-in for uv, so offline and within a second."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
SHELLS = [name for name in ("sh", "dash", "bash", "ksh", "busybox") if shutil.which(name)]

# Makes an environment of links to this Python, and writes down that it was asked to.
STAND_IN_FOR_UV = """#!/bin/sh
echo "$*" >>calls
[ ! -e fail ] || exit 1
if [ "$1" = venv ]; then
    for target; do :; done
    mkdir -p "$target/bin" "$target/lib/python3.11/site-packages"
    printf '#!/bin/sh\\necho "ran $*"\\n' >"$target/bin/python"
    chmod +x "$target/bin/python"
else
    sleep 0.2
fi
"""

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A copy of what `run` needs, in a folder whose name has a space."""
    house = tmp_path / "een huis"
    house.mkdir()
    shutil.copy(REPOSITORY / "run", house)
    for lock in REPOSITORY.glob("requirements*.lock"):
        shutil.copy(lock, house)
    uv = tmp_path / "bin" / "uv"
    uv.parent.mkdir()
    uv.write_text(STAND_IN_FOR_UV)
    uv.chmod(0o755)
    return house


@pytest.fixture
def environ(house: Path) -> dict[str, str]:
    python = Path(sys.executable).parent
    return {"PATH": f"{house.parent / 'bin'}:{python}:{os.environ['PATH']}"}


@pytest.fixture
def run(house: Path, environ: dict[str, str]) -> Run:
    def run(*arguments: str, path: str | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [house / "run", *arguments],
            cwd=house,
            env={"PATH": path} if path else environ,
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def installs(house: Path) -> list[str]:
    """The locks that were installed, in order."""
    return re.findall(r"requirements\S*\.lock$", (house / "calls").read_text(), re.MULTILINE)


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_here_can_read_it(shell: str) -> None:
    command = [shell, "sh", "-n"] if shell == "busybox" else [shell, "-n"]
    subprocess.run([*command, REPOSITORY / "run"], check=True)


def test_without_arguments_it_prints_every_command(run: Run, house: Path) -> None:
    answer = run()
    commands = re.findall(r"^    (\w+)\)$", (house / "run").read_text(), re.MULTILINE)
    assert answer.returncode == 0
    assert len(commands) >= 8
    assert [name for name in commands if f"./run {name} " not in answer.stdout] == []


def test_an_unknown_command_is_refused_in_dutch(run: Run, house: Path) -> None:
    answer = run("vlieg")
    assert answer.returncode == 2
    assert "Het commando 'vlieg' bestaat niet" in answer.stderr
    assert not (house / ".venv").exists()


def test_without_python_it_says_what_to_install(run: Run, tmp_path: Path) -> None:
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "dirname").symlink_to(shutil.which("dirname") or "dirname")
    too_old = tools / "python3"
    too_old.write_text("#!/bin/sh\nexit 1\n")
    too_old.chmod(0o755)
    answer = run("noaber", path=str(tools))
    assert answer.returncode == 2
    assert "Python 3.11 of nieuwer" in answer.stderr


def test_the_first_use_makes_the_environment_and_the_second_does_not(run: Run, house: Path) -> None:
    first, second = run("noaber", "a b"), run("noaber", "a b")
    assert first.stdout == second.stdout == "ran -m noaber a b\n"  # progress is not in the answer
    assert "[1/3]" in first.stderr
    assert second.stderr == ""
    assert installs(house) == ["requirements.lock"]


def test_the_environment_grows_and_then_serves_the_smaller_needs_too(run: Run, house: Path) -> None:
    for command in ("noaber", "test", "bench", "test", "noaber"):
        assert run(command).returncode == 0
    assert installs(house) == [
        "requirements.lock",
        "requirements-dev.lock",
        "requirements-bench.lock",
    ]


def test_a_changed_lock_makes_the_environment_again(run: Run, house: Path) -> None:
    run("noaber")
    with (house / "requirements.lock").open("a") as lock:
        lock.write("# newer\n")
    assert "[1/3] Omgeving .venv maken" in run("noaber").stderr
    assert installs(house) == ["requirements.lock"] * 2


def test_a_failed_install_is_explained_and_made_again_next_time(run: Run, house: Path) -> None:
    run("noaber")
    (house / "fail").touch()
    answer = run("test")
    assert answer.returncode == 1
    assert "De pakketten zijn niet geïnstalleerd" in answer.stderr.splitlines()[-1]
    (house / "fail").unlink()
    assert "[1/3] Omgeving .venv maken" in run("noaber").stderr


def test_two_at_once_make_one_environment(house: Path, environ: dict[str, str]) -> None:
    command = [str(house / "run"), "noaber"]
    started = [
        subprocess.Popen(command, cwd=house, env=environ, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = "".join(process.communicate()[1] for process in started)
    assert [process.returncode for process in started] == [0, 0]
    assert installs(house) == ["requirements.lock"]
    assert "even wachten" in said
