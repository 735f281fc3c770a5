# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The machine and the versions, described so that nobody can tell which machine it was."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import psutil

_PACKAGES = ("lxml", "polars", "xsdata", "pydantic-xml", "pydantic", "xmlschema")
_GIGABYTE = 1024**3
# Half a million lines: 430 MB on disk, and up to two gigabytes while it is read.
_LARGE_MEMORY = 3 * _GIGABYTE
_LARGE_DISK = 2 * _GIGABYTE


def description() -> str:
    """Cores, memory, Python and packages, in Dutch."""
    memory = round(psutil.virtual_memory().total / _GIGABYTE)
    python = f"{platform.python_implementation()} {platform.python_version()}"
    packages = ", ".join(_installed())
    return (
        f"{psutil.cpu_count()} kernen ({platform.machine()}), {memory} GB geheugen, "
        f"{platform.system()}, {python}, {packages}"
    )


def _installed() -> Iterator[str]:
    for name in _PACKAGES:
        # A comparison on its own may need fewer of them.
        with suppress(PackageNotFoundError):
            yield f"{name} {version(name)}"


def busy() -> float:
    """Share of the cores that others were using over the last minute."""
    return float(psutil.getloadavg()[0]) / (psutil.cpu_count() or 1)


def has_room(folder: Path) -> bool:
    """Whether the largest declaratie fits in memory and on disk."""
    enough_memory = psutil.virtual_memory().available > _LARGE_MEMORY
    return enough_memory and shutil.disk_usage(folder).free > _LARGE_DISK
