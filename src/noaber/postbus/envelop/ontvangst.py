# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""From the bytes that came in to post: an envelop or a bare message, coherent with itself."""

from __future__ import annotations

import hashlib

from noaber.berichten.xml.source import Source, identify
from noaber.postbus.envelop.kop import read_kop
from noaber.postbus.envelop.names import RECEIVED_MAX_BYTES
from noaber.postbus.envelop.read import UnreadableEnvelop, read_envelop
from noaber.postbus.rules.routing import incoherences
from noaber.postbus.types import Fo01, Post


class UnacceptablePost(ValueError):
    """This cannot be taken in and belongs in quarantaine; the text says why, in Dutch."""


def read_post(data: bytes, name: str) -> Post:
    """The post in these bytes. ``name`` is shown to people, so it holds no person.

    A message that breaks its schema is post like any other: level 1 refuses it and the transport
    answers (Fo01, StUF055).

    Raises:
        UnacceptablePost: no envelop and no message of release 3.2; or an envelop that says
            something else than the message inside.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    if len(data) <= RECEIVED_MAX_BYTES and identify(Source.from_bytes(data)).definition:
        kop = read_kop(data)
        return Post(name=name, sha256=sha256, data=data, envelop=None, kop=kop)
    try:
        envelop = read_envelop(data)
    except UnreadableEnvelop as problem:
        raise UnacceptablePost(str(problem)) from None
    if isinstance(envelop, Fo01):
        return Post(name=name, sha256=sha256, data=data, envelop=envelop, kop=None)
    kop = read_kop(envelop.payload)
    wrong = incoherences(envelop, kop)
    if wrong:
        raise UnacceptablePost(" ".join(wrong))
    return Post(name=name, sha256=sha256, data=data, envelop=envelop, kop=kop)
