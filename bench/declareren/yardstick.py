# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""``python -m bench.declareren.yardstick FOLDER``: what lxml takes to read and validate alone.

Parse and schema of every file, over all cores, and nothing after that.
"""

from __future__ import annotations

import os
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree


def is_valid(path: Path) -> bool:
    return bool(_schema(path.parent / "WMO323.xsd").validate(etree.parse(path)))


@cache
def _schema(path: Path) -> Any:
    return etree.XMLSchema(etree.parse(path))


def main() -> None:
    files = sorted(Path(sys.argv[1]).glob("*.xml"))
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        valid = sum(pool.map(is_valid, files))
    if valid != len(files) or not files:
        sys.exit(f"{valid} of {len(files)} files are valid")


if __name__ == "__main__":
    main()
