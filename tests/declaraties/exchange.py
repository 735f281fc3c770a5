# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""A real 323 and the real 325 that answers it, written and read again as the other party would.

The gemeente answers with ``berichten.answers``; the aanbieder knows what it sent. A test names only
what differs.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any

import polars as pl

from noaber.berichten.answers import Codes, Envelope, answer
from noaber.berichten.definitions import groups as g
from noaber.berichten.definitions import messages as m
from noaber.berichten.definitions.classes import (
    Declaratie,
    DeclaratieAntwoord,
    DeclaratieClient,
    Prestatie,
)
from noaber.berichten.judge import Outcome, judge_bytes
from noaber.berichten.xml.columns import Columns
from noaber.berichten.xml.values import prestatie_of
from noaber.berichten.xml.write import write
from noaber.declaraties.rules.toekenning import judge_antwoord
from noaber.declaraties.types import (
    VERZONDEN,
    AntwoordFacts,
    AntwoordJudgement,
    Judgement,
    VerzondenDeclaratie,
)
from noaber.kernel.wet import Wet

AANBIEDER, GEMEENTE = "12345678", "0164"
XSD_VERSIE = g.XsdVersie(basisschema_xsd_versie="0.1.0", bericht_xsd_versie="0.1.0")
ANSWERED_ON = date(2026, 4, 10)

# ── what goes to and fro ─────────────────────────────────────────────────────────────────────────


def declaratie(lines: pl.DataFrame, **changes: Any) -> m.Bericht323:
    """The JW323 with these lines, over March 2026."""
    heading: dict[str, Any] = {
        "identificatie": "323-1",
        "dagtekening": date(2026, 4, 3),
        "declaratie_nummer": "D1",
        "periode_begin": date(2026, 3, 1),
        **changes,
    }
    clienten = tuple(
        DeclaratieClient(bsn=bsn, prestaties=tuple(prestatie_of(row) for row in rows))
        for (_, bsn), rows in groupby(
            lines.iter_rows(named=True), key=lambda row: (row["client"], row["bsn"])
        )
    )
    return m.Bericht323(
        wet=Wet.JW,
        header=m.Header(
            afzender=AANBIEDER,
            ontvanger=GEMEENTE,
            bericht_identificatie=g.BerichtIdentificatie(
                identificatie=heading["identificatie"], dagtekening=heading["dagtekening"]
            ),
            xsd_versie=XSD_VERSIE,
        ),
        declaratie=Declaratie(
            declaratie_nummer=heading["declaratie_nummer"],
            declaratie_periode=g.GeslotenPeriode(
                begindatum=heading["periode_begin"],
                einddatum=pl.Series([heading["periode_begin"]]).dt.month_end().item(),
            ),
            declaratie_dagtekening=heading["dagtekening"],
            totaal_ingediend_bedrag=total(
                sum(p.ingediend_bedrag.cents for c in clienten for p in c.prestaties)
            ),
            clienten=clienten,
        ),
    )


def codes_of(judgement: Judgement) -> Codes:
    """What the gemeente found, in the form in which it is answered."""
    if judgement.header:
        return Codes(header=judgement.header)
    if judgement.declaratie:
        return Codes(classes={"Declaratie": judgement.declaratie})
    classes = {
        f"Declaratie/Clienten/Client[{client}]": codes
        for client, codes in judgement.clients.items()
    }
    for row in judgement.lines.iter_rows(named=True):
        if row["codes"] and row["client"] not in judgement.clients:
            place = f"Declaratie/Clienten/Client[{row['client']}]"
            classes[f"{place}/Prestaties/Prestatie[{row['prestatie']}]"] = tuple(row["codes"])
    return Codes(classes=classes)


def answered(
    sent: m.Bericht323, codes: Codes | None = None, *, level_2: bool = True, **envelope: Any
) -> m.Bericht325:
    """The 325 that the gemeente makes; without ``level_2`` it does not look at the 323 itself."""
    verdict = judge_bytes(write(sent))
    assert verdict.columns is not None, verdict.findings
    if not level_2:
        verdict = replace(verdict, outcome=Outcome.VALID)
    made = answer(
        verdict,
        Envelope(**{"identificatie": "325-1", "dagtekening": ANSWERED_ON, **envelope}),
        codes,
    )
    assert isinstance(made, m.Bericht325)
    return made


def received(antwoord: m.Bericht325) -> Columns:
    """The 325 as the aanbieder reads it; levels 1 and 2 have nothing against it."""
    verdict = judge_bytes(write(antwoord))
    assert verdict.columns is not None
    assert verdict.outcome is Outcome.VALID, verdict.findings
    return verdict.columns


# ── what the aanbieder knows ─────────────────────────────────────────────────────────────────────


def facts(sent: m.Bericht323 | None, **changes: Any) -> AntwoordFacts:
    """That it sent this 323 and has no answer yet. ``sent_…`` changes what it knows of the 323."""
    of_sent = {
        name.removeprefix("sent_"): changes.pop(name)
        for name in list(changes)
        if name.startswith("sent_")
    }
    known: dict[str, Any] = {
        "vandaag": ANSWERED_ON,
        "is_known_gemeente": True,
        "used_identificaties": frozenset[str](),
        "declaratie": None if sent is None else replace(verzonden(sent), **of_sent),
    }
    assert changes.keys() <= known.keys(), changes.keys() - known.keys()
    return AntwoordFacts(**{**known, **changes})


def verzonden(sent: m.Bericht323) -> VerzondenDeclaratie:
    """What is kept of a 323 that was sent."""
    columns = judge_bytes(write(sent)).columns
    assert columns is not None
    identificatie = sent.header.bericht_identificatie
    return VerzondenDeclaratie(
        identificatie=identificatie.identificatie,
        dagtekening=identificatie.dagtekening,
        xsd_versie=sent.header.xsd_versie,
        declaratie_nummer=sent.declaratie.declaratie_nummer,
        lines=columns.lines.select(*VERZONDEN),
    )


def judged(sent: m.Bericht323, antwoord: m.Bericht325, **changes: Any) -> AntwoordJudgement:
    """What the aanbieder makes of this 325, with facts that differ."""
    return judge_antwoord(received(antwoord), facts(sent, **changes))


# ── a 325 that says something else ───────────────────────────────────────────────────────────────


def with_body(antwoord: m.Bericht325, **changes: Any) -> m.Bericht325:
    """With another DeclaratieAntwoord."""
    return replace(antwoord, declaratie_antwoord=replace(body_of(antwoord), **changes))


def with_client(antwoord: m.Bericht325, number: int = 1, **changes: Any) -> m.Bericht325:
    """With one client changed."""
    clienten = list(body_of(antwoord).clienten)
    clienten[number - 1] = replace(clienten[number - 1], **changes)
    return with_body(antwoord, clienten=tuple(clienten))


def with_prestatie(
    antwoord: m.Bericht325, client: int = 1, number: int = 1, **changes: Any
) -> m.Bericht325:
    """With one prestatie changed, and the total that then belongs to it (TR342).

    A change is a field of the Prestatie or of one of its groups: ``bedrag``, ``begindatum`` …
    """
    prestaties = list(body_of(antwoord).clienten[client - 1].prestaties)
    prestaties[number - 1] = _changed(prestaties[number - 1], changes)
    return with_right_total(with_client(antwoord, client, prestaties=tuple(prestaties)))


def with_right_total(antwoord: m.Bericht325) -> m.Bericht325:
    """Toegekend is ingediend minus what comes back, so that level 2 is content."""
    body = body_of(antwoord)
    back = sum(p.ingediend_bedrag.cents for c in body.clienten for p in c.prestaties)
    granted = total(body.totaal_ingediend_bedrag.cents - back)
    return with_body(antwoord, totaal_toegekend_bedrag=granted)


def body_of(antwoord: m.Bericht325) -> DeclaratieAntwoord:
    assert antwoord.declaratie_antwoord is not None
    return antwoord.declaratie_antwoord


def total(cents: int) -> g.TotaalBedragMetDC:
    return g.TotaalBedragMetDC(totaal_bedrag=abs(cents), debet_credit="C" if cents < 0 else "D")


def _changed(prestatie: Prestatie, changes: dict[str, Any]) -> Prestatie:
    for name, value in changes.items():
        if hasattr(prestatie, name):
            prestatie = replace(prestatie, **{name: value})
            continue
        for group in ("product_referentie", "product_periode", "ingediend_bedrag"):
            inner = getattr(prestatie, group)
            if hasattr(inner, name):
                prestatie = replace(prestatie, **{group: replace(inner, **{name: value})})
    return prestatie
