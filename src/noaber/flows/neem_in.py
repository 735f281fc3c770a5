# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Post that comes in is stored in the lane it belongs to, before anything is done with it."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from noaber.berichten.definitions.registry import Rol, by_name
from noaber.kernel import gemeentecode
from noaber.partijen.operations import open_lane
from noaber.partijen.queries import find_administratie
from noaber.partijen.types import Administratie, Instellingen, Lane
from noaber.postbus.operations import Received, receive, refuse
from noaber.postbus.queries import find_lane, find_received
from noaber.postbus.types import Duplicate, EarlierPost, Fo01, Kop, Post, Quarantined

_GEMEENTECODE: Final = re.compile("[0-9]{4}")
_AGB: Final = re.compile("[0-9]{8}")
_NOT_OURS: Final = (
    "Dit bericht is voor een gemeente of aanbieder waarvan noaber hier geen administratie voert. "
    "Stuur het door, of richt die administratie in en zet het bericht dan terug."
)


def neem_in(post: Post, *, at: datetime) -> Received:
    """Stores post once; post that is not for us waits for a person."""
    known = find_received(post.sha256)
    if known is not None:  # a folder that is handled again: one look instead of five
        same = EarlierPost(sha256=post.sha256, payload_sha256=post.payload_sha256)
        return Received(Duplicate(of=same, new_envelop=False), known)
    if isinstance(post.envelop, Fo01):
        administratie_id, lane_id = find_lane(post.envelop.cross_refnummer)
        return receive(post=post, administratie_id=administratie_id, lane_id=lane_id, at=at)
    if post.kop is None:
        # A message that level 1 is going to refuse: there is no lane to look up.
        administratie = _addressee(post)
        return receive(
            post=post,
            administratie_id=administratie.id if administratie else None,
            lane_id=None,
            at=at,
            werkdagen=(administratie.instellingen if administratie else Instellingen()).werkdagen,
        )
    administratie = find_administratie(post.kop.ontvanger)
    if administratie is None:
        if _exists_somewhere(post.kop.ontvanger):
            outcome = Quarantined(reason=_NOT_OURS)
            refuse(data=post.data, naam=post.name, outcome=outcome, at=at)
            return Received(outcome, None)
        # TR378: the sender is told that this gemeente does not exist.
        return receive(post=post, administratie_id=None, lane_id=None, at=at)
    lane = _lane(post.kop, administratie)
    return receive(
        post=post,
        administratie_id=administratie.id,
        lane_id=None if lane is None else lane.id,
        at=at,
        werkdagen=administratie.instellingen.werkdagen,
    )


def _addressee(post: Post) -> Administratie | None:
    if post.envelop is None:
        return None
    return find_administratie(post.envelop.ontvanger.organisatie)


def _exists_somewhere(code: str) -> bool:
    """Whether this is an aanbieder, or a gemeente that exists or has existed."""
    return len(code) != 4 or gemeentecode.was_ever_known(code)


def _lane(kop: Kop, administratie: Administratie) -> Lane | None:
    """None when it is not between a gemeente and an aanbieder: level 1 is going to refuse it."""
    gemeente, aanbieder = kop.ontvanger, kop.zender
    if administratie.rol is Rol.AANBIEDER:
        gemeente, aanbieder = aanbieder, gemeente
    if not _GEMEENTECODE.fullmatch(gemeente) or not _AGB.fullmatch(aanbieder):
        return None
    return open_lane(
        administratie=administratie,
        gemeente=gemeente,
        aanbieder=aanbieder,
        wet=by_name(kop.functie).wet,
    )
