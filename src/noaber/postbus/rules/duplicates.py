# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Whether post was here before: first by (zender, referentienummer), then by (zender, BerichtCode,
Identificatie). What was here before is processed once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from noaber.postbus.types import (
    Accepted,
    Alert,
    AlertKind,
    Duplicate,
    EarlierPost,
    Outcome,
    Post,
    Quarantined,
)


@dataclass(frozen=True, slots=True)
class EnvelopKey:
    """What an envelop is known by."""

    zender: str
    referentienummer: str


@dataclass(frozen=True, slots=True)
class BerichtKey:
    """What a message is known by, whatever it travels in (TR056, BRS20)."""

    zender: str
    bericht_code: str
    identificatie: str


def envelop_key(post: Post) -> EnvelopKey | None:
    """None for a bare message."""
    if post.envelop is None:
        return None
    return EnvelopKey(post.envelop.zender.organisatie, post.envelop.referentienummer)


def bericht_key(post: Post) -> BerichtKey | None:
    """None for an Fo01 and for a message that level 1 is going to refuse."""
    if post.kop is None:
        return None
    return BerichtKey(post.kop.zender, post.kop.bericht_code, post.kop.identificatie)


def judge_duplicate(
    post: Post, *, same_envelop: EarlierPost | None, same_bericht: EarlierPost | None
) -> Outcome:
    """What earlier post with the same key means for this post.

    Another message under an Identificatie that was used is not a duplicate: level 3 answers it
    with 9056 (TR056).
    """
    if same_envelop is not None:
        if not _is_same(post, same_envelop):
            alert = Alert(kind=AlertKind.REFERENCE_REUSED, text=_REUSED)
            return Quarantined(reason=_REUSED, alert=alert)
        return Duplicate(of=same_envelop, new_envelop=False)
    if same_bericht is not None and _is_same(post, same_bericht):
        return Duplicate(of=same_bericht, new_envelop=post.envelop is not None)
    return Accepted()


_REUSED: Final = (
    "Deze afzender heeft dit referentienummer al gebruikt voor iets anders. Er is niets mee "
    "gedaan. Vraag de afzender om het opnieuw te sturen met een nieuw referentienummer."
)


def _is_same(post: Post, earlier: EarlierPost) -> bool:
    if post.payload_sha256 is None:
        return post.sha256 == earlier.sha256
    return post.payload_sha256 == earlier.payload_sha256
