# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Envelopes, messages and facts for the tests of postbus, and the envelopes hypothesis makes."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from hypothesis import strategies as st

from noaber.berichten.definitions.registry import by_name
from noaber.berichten.examples import base_message
from noaber.postbus.envelop.kop import read_kop
from noaber.postbus.types import (
    AMSTERDAM,
    GGK,
    Di01,
    Du01,
    Fo01,
    Plek,
    Referentienummer,
    Status,
    Systeem,
    Versies,
    Verzonden,
)

MOMENT = datetime(2026, 4, 2, 9, 30, tzinfo=AMSTERDAM)
VERSIES = Versies(applicatie_versie="0001", applicatie_subversie="0000")
BSN = re.compile(rb":Bsn>([0-9]{9})<")


def number(*parts: object) -> Referentienummer:
    return Referentienummer.derived(*map(str, parts))


def message(name: str, identificatie: str | None = None) -> bytes:
    """The example message of this name, with another number of its own if one is given."""
    data = base_message(name)
    if identificatie is None:
        return data
    tag = rb"IdentificatieRetour" if by_name(name).is_retour else rb"Identificatie"
    pattern = rb"(:" + tag + rb">)[^<]*<"
    changed, count = re.subn(pattern, rb"\g<1>" + identificatie.encode() + b"<", data, count=1)
    assert count == 1
    return changed


def di01(name: str = "WMO301", payload: bytes | None = None, **other: Any) -> Di01:
    payload = message(name) if payload is None else payload
    return Di01(**_fields(name, payload) | other)


def du01(name: str = "WMO302", payload: bytes | None = None, **other: Any) -> Du01:
    payload = message(name) if payload is None else payload
    fields = _fields(name, payload) | {"cross_refnummer": number("heen")}
    return Du01(**fields | other)


def _fields(name: str, payload: bytes) -> dict[str, Any]:
    kop = read_kop(payload)
    zender, ontvanger = (kop.zender, kop.ontvanger) if kop else ("1969", "99010014")
    return {
        "zender": Systeem(organisatie=zender, applicatie="Zaaksysteem"),
        "ontvanger": Systeem(organisatie=ontvanger, applicatie=GGK),
        "referentienummer": number("bericht", name),
        "tijdstip": MOMENT,
        "functie": name,
        "versies": VERSIES,
        "payload": payload,
    }


def fo01(**other: Any) -> Fo01:
    fields: dict[str, Any] = {
        "zender": Systeem(organisatie="IB", applicatie="GGK"),
        "ontvanger": Systeem(organisatie="1969", applicatie="Zaaksysteem"),
        "referentienummer": number("fout"),
        "tijdstip": MOMENT,
        "cross_refnummer": number("heen"),
        "code": "IB010",
        "plek": Plek.CLIENT,
        "omschrijving": "Geadresseerde niet aangesloten",
        "details": "WMO301-00030002",
    }
    return Fo01(**fields | other)


def sent(name: str = "WMO301", status: Status = Status.SENT, **other: Any) -> Verzonden:
    kop = read_kop(message(name))
    assert kop is not None
    fields: dict[str, Any] = {
        "referentienummer": number("heen"),
        "functie": name,
        "zender": kop.zender,
        "ontvanger": kop.ontvanger,
        "identificatie": kop.identificatie,
        "status": status,
        "verzenddatum": date(2026, 4, 2),
    }
    return Verzonden(**fields | other)


# ── any envelop ──────────────────────────────────────────────────────────────────────────────────

_SIGN = st.one_of(
    st.sampled_from("abcXYZ 0189<>&\"'éëß€]!-"),
    st.characters(exclude_categories=("Cs",), exclude_characters="\ufffe\uffff", min_codepoint=32),
)
_SIGN_OR_BLANK = st.one_of(_SIGN, st.sampled_from("\n\t"))


def _trimmed(signs: st.SearchStrategy[str], shortest: int, longest: int) -> st.SearchStrategy[str]:
    texts = st.text(signs, min_size=shortest, max_size=longest).map(lambda t: t.strip(" \t\r\n"))
    return texts.filter(lambda text: len(text) >= shortest)


def lines(longest: int, shortest: int = 1) -> st.SearchStrategy[str]:
    return _trimmed(_SIGN, shortest, longest)


_HEX = "0123456789abcdef"
numbers = st.builds(
    lambda digits, variant: Referentienummer(
        f"{digits[:8]}-{digits[8:12]}-4{digits[12:15]}-{variant}{digits[15:18]}-{digits[18:30]}"
    ),
    st.text(_HEX, min_size=30, max_size=30),
    st.sampled_from("89ab"),
)
moments = st.datetimes(timezones=st.just(AMSTERDAM)).map(lambda m: m.replace(microsecond=0))
_digits = st.text("0123456789", min_size=4, max_size=4)
systemen = st.builds(
    Systeem,
    organisatie=lines(200),
    applicatie=lines(50, 3),
    administratie=st.none() | lines(50),
    gebruiker=st.none() | lines(100),
)
_stuur = {
    "zender": systemen,
    "ontvanger": systemen,
    "referentienummer": numbers,
    "tijdstip": moments,
}
_bericht = _stuur | {
    "functie": lines(30),
    "versies": st.builds(
        Versies,
        applicatie_versie=_digits,
        applicatie_subversie=_digits,
        functie_versie=_digits,
        functie_subversie=_digits,
    ),
    "payload": st.binary(min_size=1, max_size=2000),
}
envelopes = st.one_of(
    st.builds(Di01, **_bericht),
    st.builds(Du01, **_bericht, cross_refnummer=numbers),
    st.builds(
        Fo01,
        **_stuur,
        cross_refnummer=lines(40),
        code=st.just("StUF055"),
        plek=st.sampled_from(Plek),
        omschrijving=_trimmed(_SIGN_OR_BLANK, 0, 200),
        details=st.none() | _trimmed(_SIGN_OR_BLANK, 1, 1000),
    ),
)
