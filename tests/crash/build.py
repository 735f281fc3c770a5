# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Makes the installation and its post: ``python build.py <folder for the post>``.

The installation is that of NOABER_MAP; its server is stopped when this ends.
"""

import sys
import tempfile
from pathlib import Path

from noaber.config.start import start


def main(folder: Path) -> None:
    start()
    from tests.crash.post import make_installation, make_post, write_post  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as scratch:
        post = make_post(make_installation(Path(scratch)))
        sent = [path.name for path in Path(scratch).iterdir() if path.is_file()]
    write_post(folder, post)
    (folder.parent / "verzonden.txt").write_text("\n".join(sent))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
