# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The aanbieder reports starts (305) and stops (307): checked, kept, and what the retour means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from noaber.berichten.answers import Envelope
from noaber.berichten.definitions import classes as c
from noaber.berichten.definitions import groups as g
from noaber.berichten.definitions import messages as m
from noaber.berichten.definitions.registry import definition
from noaber.partijen.types import Lane, Persoonsgegevens
from noaber.toewijzingen import models, queries
from noaber.toewijzingen.operations.store import store_start_stops
from noaber.toewijzingen.rules.start_stop import apply, processing_order, replay
from noaber.toewijzingen.types import (
    Melding,
    MeldingRefused,
    StartKey,
    StartStop,
    StartStopKind,
    StopKey,
    ToewijzingVersion,
)


@dataclass(frozen=True, slots=True)
class Reported:
    """One start or stop as it goes out: with the product, and the first day of its toewijzing."""

    event: StartStop
    ingangsdatum: date | None = field(default=None)
    """None for a taakgericht product, which has no toewijzing."""


def plan_report(
    *, lane: Lane, persoon_id: int, bsn: str, meldingen: Iterable[Melding]
) -> tuple[Reported, ...]:
    """What is reported, in full, after a look at what was assigned and reported before.

    Raises:
        MeldingRefused: the gemeente would have to reject it.
    """
    assigned = {v.nummer: v for v in queries.list_versions(lane, persoon_id, bsn)}
    made = tuple(_reported(melding, assigned) for melding in meldingen)
    leveringen = replay(queries.list_start_stops(lane, persoon_id))
    for event in sorted((one.event for one in made), key=processing_order):
        applied = apply(leveringen, event)
        if applied.is_refused:
            entry, breach = applied.refusals[0]
            raise MeldingRefused(entry.code, f"{breach.text}; {entry.mend}")
        leveringen = applied.leveringen
    return made


def _reported(melding: Melding, assigned: dict[int, ToewijzingVersion]) -> Reported:
    if melding.nummer is None:
        return Reported(_event(melding, melding.product))
    found = assigned.get(melding.nummer)
    if found is None:
        raise MeldingRefused(
            "TR019",
            f"Toewijzing {melding.nummer} is er niet voor deze cliënt van deze gemeente: neem het "
            "nummer over uit de toewijzing",
        )
    event = _event(melding, found.product)
    if found.is_deleted and event.kind is StartStopKind.START:
        raise MeldingRefused(
            "TR019",
            f"Toewijzing {found.nummer} is verwijderd, dus daarop kan niets beginnen: vraag de "
            "gemeente om een nieuwe toewijzing",
        )
    return Reported(event, found.ingangsdatum)


def _event(melding: Melding, product: g.Product | None) -> StartStop:
    start = StartKey(melding.nummer, product, melding.begindatum)
    if melding.einddatum is None:
        return StartStop(key=start, is_delete=melding.is_delete)
    stop = StopKey(start, melding.reden or "", melding.einddatum)
    return StartStop(key=stop, is_delete=melding.is_delete)


def mark_reported(
    *, lane: Lane, persoon_id: int, reported: Sequence[Reported], bericht_id: int
) -> None:
    """Keeps what this message told; until its retour says otherwise it stands."""
    store_start_stops(lane, persoon_id, (one.event for one in reported), bericht_id)


def apply_retour_on_report(*, bericht_id: int, is_accepted: bool, at: datetime) -> None:
    """The retour or foutbericht on a 305 or 307 of ours says what became of it.

    Rejected or not delivered: all of it counts as not sent (IV032).
    """
    rows = models.NietVerzondenMelding.objects
    if is_accepted:
        rows.filter(bericht_id=bericht_id).delete()
    elif models.StartStop.objects.filter(bericht_id=bericht_id).exists():
        rows.get_or_create(bericht_id=bericht_id, defaults={"at": at})


# ── the messages ─────────────────────────────────────────────────────────────────────────────────


def compose_305(
    *, lane: Lane, persoon: Persoonsgegevens, reported: Iterable[Reported], envelope: Envelope
) -> m.Bericht305:
    """The 305 with these starts. It is written down and not judged."""
    return m.Bericht305(
        wet=lane.wet,
        header=header_of(lane, "305", envelope),
        client=c.StartClient(
            bsn=persoon.bsn,
            geboortedatum=geboortedatum_of(persoon),
            geslacht=persoon.geslacht,
            naam=naam_of(persoon),
            start_producten=tuple(map(_start, reported)),
        ),
    )


def compose_307(
    *, lane: Lane, persoon: Persoonsgegevens, reported: Iterable[Reported], envelope: Envelope
) -> m.Bericht307:
    """The 307 with these stops. It is written down and not judged."""
    return m.Bericht307(
        wet=lane.wet,
        header=header_of(lane, "307", envelope),
        client=c.StopClient(
            bsn=persoon.bsn,
            geboortedatum=geboortedatum_of(persoon),
            geslacht=persoon.geslacht,
            naam=naam_of(persoon),
            stop_producten=tuple(map(_stop, reported)),
        ),
    )


def _start(one: Reported) -> c.StartProduct:
    start = one.event.start
    return c.StartProduct(
        toewijzing_nummer=start.toewijzing_nummer,
        product=start.product,
        toewijzing_ingangsdatum=one.ingangsdatum,
        begindatum=start.begindatum,
        status_aanlevering=_status(one.event),
    )


def _stop(one: Reported) -> c.StopProduct:
    stop = one.event.key
    assert isinstance(stop, StopKey), "a 307 holds stops"
    return c.StopProduct(
        toewijzing_nummer=stop.start.toewijzing_nummer,
        product=stop.start.product,
        toewijzing_ingangsdatum=one.ingangsdatum,
        begindatum=stop.start.begindatum,
        reden_beeindiging=stop.reden_beeindiging,
        einddatum=stop.einddatum,
        status_aanlevering=_status(one.event),
    )


def _status(event: StartStop) -> str:
    return "3" if event.is_delete else "1"


# ── for every message of an aanbieder ────────────────────────────────────────────────────────────


def header_of(lane: Lane, number: str, envelope: Envelope) -> m.Header:
    """The header of a message from the owner of these books. For this module alone."""
    version = definition(lane.wet, number).xsd_version
    return m.Header(
        afzender=lane.eigen_code,
        ontvanger=lane.andere_code,
        bericht_identificatie=g.BerichtIdentificatie(
            identificatie=envelope.identificatie, dagtekening=envelope.dagtekening
        ),
        xsd_versie=g.XsdVersie(basisschema_xsd_versie=version, bericht_xsd_versie=version),
    )


def naam_of(persoon: Persoonsgegevens) -> g.VerkorteNaam:
    """The name by which a client is recognised. For this module alone."""
    return g.VerkorteNaam(
        geslachtsnaam=g.Achternaam(
            achternaam=persoon.achternaam, voorvoegsel=persoon.voorvoegsel or None
        ),
        voornamen=persoon.voornamen or None,
        voorletters=persoon.voorletters or None,
    )


def geboortedatum_of(persoon: Persoonsgegevens) -> g.Geboortedatum:
    """The day of birth with what is unknown of it. For this module alone."""
    return g.Geboortedatum(datum=persoon.geboortedatum, datum_gebruik=persoon.datum_gebruik or None)
