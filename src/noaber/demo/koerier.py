# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The post between the parties: from the folder of what goes out to the postbus of the addressee.

It plays the part of the knooppunt: it reads who a message is for and nothing else. Now and then it
delivers something twice, as post does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from noaber.demo.opzet import VREEMDE_AGB
from noaber.postbus.envelop.ontvangst import UnacceptablePost, read_post
from noaber.postbus.folder.layout import Layout
from noaber.postbus.types import Fo01

_TWEE_KEER: Final = 40
"""One of so many messages is delivered twice."""
_ONTVANGER: Final = re.compile(rb":Ontvanger>([0-9]{4,8})<")


@dataclass(slots=True)
class Koerier:
    """Carries post within one folder."""

    root: Path
    codes: frozenset[str]
    """Who has a postbus here."""
    vreemd: Path
    """Where post goes for the aanbieder elsewhere."""
    bezorgd: int = 0
    dubbel: int = 0
    """Deliveries of what was delivered before."""
    _nog_eens: list[tuple[Path, bytes]] = field(default_factory=list)

    @property
    def uit(self) -> Path:
        """What goes out."""
        return self.root / "uit"

    def bus(self, code: str) -> Path:
        """The postbus of a party."""
        return self.root / code

    def open(self) -> None:
        """Makes the folders."""
        for code in self.codes:
            Layout(self.bus(code)).prepare()
        self.uit.mkdir(parents=True, exist_ok=True)
        self.vreemd.mkdir(parents=True, exist_ok=True)

    def bezorg(self) -> None:
        """Delivers all that goes out."""
        again, self._nog_eens = self._nog_eens, []
        for path in sorted(self.uit.glob("*.xml")):
            code = self._adres(path)
            target = self._naar(code)
            self.bezorgd += 1
            if self.bezorgd % _TWEE_KEER == 0 and code in self.codes:
                self._nog_eens.append((target / f"nog-eens-{path.name}", path.read_bytes()))
            path.rename(target / path.name)
        for path, data in again:
            path.write_bytes(data)
            self.dubbel += 1

    def _naar(self, code: str) -> Path:
        if code == VREEMDE_AGB:
            return self.vreemd
        # For a gemeente that does not exist: with the first that does, who can say so.
        return Layout(self.bus(code if code in self.codes else min(self.codes))).incoming

    def gevulde(self) -> list[Path]:
        """The postbussen in which something waits."""
        roots = (self.bus(code) for code in sorted(self.codes))
        return [root for root in roots if any(Layout(root).incoming.iterdir())]

    def _adres(self, path: Path) -> str:
        data = path.read_bytes()
        try:
            post = read_post(data, path.name)
        except UnacceptablePost:
            return ""
        if post.kop is not None:
            return post.kop.ontvanger
        if isinstance(post.envelop, Fo01) or post.envelop is not None:
            return post.envelop.ontvanger.organisatie
        found = _ONTVANGER.search(data)
        return found[1].decode() if found else ""

    def ruim_op(self) -> None:
        """Throws away what was taken in: noaber has kept it."""
        for code in self.codes:
            for path in Layout(self.bus(code)).done.iterdir():
                path.unlink()
