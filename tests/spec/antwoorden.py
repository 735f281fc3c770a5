# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The codes in an answer, by the place a reader knows it by: kop, cliënt, start 2, regel R1."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from noaber.berichten.definitions import classes as c
from noaber.berichten.judge import Verdict

_NAMEN: dict[type, str] = {
    c.StartProduct: "start",
    c.StopProduct: "stop",
    c.ToegewezenProduct: "toewijzing",
    c.AangevraagdProduct: "product",
    c.OngewijzigdProduct: "ongewijzigd",
    c.TeWijzigenProduct: "te wijzigen",
    c.NieuwProduct: "nieuw",
    c.Relatie: "relatie",
    c.Contact: "contact",
}
_EEN = {
    c.Verzoek: "verzoek",
    c.Antwoord: "antwoord",
    c.Woonplaatsbeginsel: "woonplaats",
}

Codes = dict[str, tuple[str, ...]]


def kop_codes(antwoord: Verdict) -> tuple[str, ...]:
    return tuple(_kop(antwoord).retour_codes)


def xslt_versie(antwoord: Verdict) -> str | None:
    found: str | None = _kop(antwoord).xslt_versie
    return found


def heeft_inhoud(antwoord: Verdict) -> bool:
    """Whether there is anything below the header."""
    if antwoord.columns is not None:
        return antwoord.columns.body is not None
    return _inhoud(antwoord) is not None


def klassen(antwoord: Verdict) -> Codes:
    """The codes of every class of a retourbericht below the header."""
    return dict(_klassen(_inhoud(antwoord), {}))


def _kop(antwoord: Verdict) -> Any:
    return (antwoord.columns or antwoord.value).header  # type: ignore[union-attr]


def _inhoud(antwoord: Verdict) -> Any:
    return getattr(antwoord.value, "client", None) or getattr(antwoord.value, "antwoord", None)


def _klassen(value: Any, counted: dict[str, int]) -> Iterator[tuple[str, tuple[str, ...]]]:
    if isinstance(value, tuple):
        for item in value:
            yield from _klassen(item, counted)
    elif is_dataclass(value):
        if isinstance(value, c.Klasse):
            yield _plek(value, counted), tuple(value.retour_codes)
        for field in fields(value):
            yield from _klassen(getattr(value, field.name), counted)


def _plek(value: Any, counted: dict[str, int]) -> str:
    if type(value) in _EEN:
        return _EEN[type(value)]
    naam = _NAMEN.get(type(value))
    if naam is None:
        assert "Client" in type(value).__name__, type(value)
        return "cliënt"
    counted[naam] = counted.get(naam, 0) + 1
    return f"{naam} {counted[naam]}"


# ── declaratie-antwoord ──────────────────────────────────────────────────────────────────────────


def toegekend(antwoord: Verdict) -> int:
    """Eurocents, debits minus credits."""
    assert antwoord.columns is not None
    assert antwoord.columns.antwoord is not None
    return antwoord.columns.antwoord.totaal_toegekend_bedrag.cents


def ingediend(antwoord: Verdict) -> int:
    assert antwoord.columns is not None
    assert antwoord.columns.antwoord is not None
    return antwoord.columns.antwoord.totaal_ingediend_bedrag.cents


def declaratie_codes(antwoord: Verdict) -> tuple[str, ...]:
    assert antwoord.columns is not None
    assert antwoord.columns.antwoord is not None
    return tuple(antwoord.columns.antwoord.retour_codes)


def regel_codes(antwoord: Verdict) -> Codes:
    """By ReferentieNummer the codes of the lines that come back."""
    assert antwoord.columns is not None
    rows = antwoord.columns.lines.select("referentie_nummer", "retour_codes")
    return {referentie: tuple(codes) for referentie, codes in rows.iter_rows()}


def client_codes(antwoord: Verdict) -> Codes:
    """By bsn the codes of the clients that come back."""
    assert antwoord.columns is not None
    rows = antwoord.columns.lines.select("bsn", "client_retour_codes").unique()
    return {bsn: tuple(codes) for bsn, codes in rows.iter_rows()}
