# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What goes to the aanbieder: the 301 with the complete set, the 319, and what its retour means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from noaber.berichten.answers import Envelope
from noaber.berichten.definitions import classes as c
from noaber.berichten.definitions import groups as g
from noaber.berichten.definitions import messages as m
from noaber.berichten.definitions.registry import definition
from noaber.kernel.finding import Finding
from noaber.partijen.queries import get_lane
from noaber.partijen.types import Contactgegevens, Lane, Naaste, Persoonsgegevens
from noaber.storage.history import history_of
from noaber.toewijzingen import models, queries
from noaber.toewijzingen.operations.store import store_status
from noaber.toewijzingen.rules import antwoord_319, termijnen, verzoeken
from noaber.toewijzingen.rules.set_301 import bericht_301, client_warnings, set_301
from noaber.toewijzingen.types import (
    Antwoordbesluit,
    Investigate,
    VerzendStatus,
    Verzoek,
    VerzoekStatus,
)


@dataclass(frozen=True, slots=True)
class Composed:
    """A 301 that is ready to go, and what someone should look at first."""

    message: m.Bericht301
    warnings: tuple[Finding, ...]


def compose_301(
    *,
    lane: Lane,
    persoon_id: int,
    persoon: Persoonsgegevens,
    envelope: Envelope,
    vow_referentie: str | None = None,
) -> Composed | None:
    """The next 301 about this client to this aanbieder; None when there is nothing to send.

    Raises:
        Stacked: the aanbieder would have to reject it (TR302).
    """
    versions = queries.list_versions(lane, persoon_id, persoon.bsn)
    sent = queries.list_sent(lane, persoon_id, persoon.bsn)
    products = set_301(versions, sent, on=envelope.dagtekening, vow_referentie=vow_referentie)
    if not products:
        return None
    client = _client(persoon)
    known = queries.list_verzoeken(lane, persoon_id, persoon.bsn)
    warnings = client_warnings(
        client,
        lane.wet,
        envelope.dagtekening,
        is_gezagsdrager_bekend=any(verzoek.is_gezagsdrager_bekend for verzoek in known),
    )
    return Composed(bericht_301(versions[0], client, products, envelope), tuple(warnings))


def mark_301_sent(*, lane: Lane, persoon_id: int, message: m.Bericht301, bericht_id: int) -> None:
    """What is new in this 301 is on its way, and the verzoeken that it honours are answered."""
    models.ToewijzingVersie.objects.filter(
        toewijzing__lane_id=lane.id,
        toewijzing__persoon_id=persoon_id,
        status__in=[
            VerzendStatus.VOORBEREID,
            VerzendStatus.AFGEKEURD,
            VerzendStatus.NIET_AFGELEVERD,
        ],
    ).update(status=VerzendStatus.VERZONDEN, bericht_id=bericht_id)
    known = queries.list_verzoeken(lane, persoon_id, message.client.bsn)
    honoured = verzoeken.after_301(known, message.client.toegewezen_producten)
    store_status(lane, honoured, bericht_id)


def apply_302(*, bericht_id: int, status: VerzendStatus) -> None:
    """The retour or foutbericht on a 301 says what became of it.

    Rejected or not delivered: it counts as not sent, and the verzoeken it honoured wait again.
    """
    models.ToewijzingVersie.objects.filter(bericht_id=bericht_id).update(status=status)
    if status is not VerzendStatus.BEVESTIGD:
        reopen_verzoeken(bericht_id=bericht_id)


def apply_retour_on_verzoek(*, bericht_id: int, is_accepted: bool) -> None:
    """As aanbieder: the gemeente took our 315 or 317 in treatment, or it counts as not sent."""
    event = (
        verzoeken.VerzoekEvent.RETOUR_OK if is_accepted else verzoeken.VerzoekEvent.RETOUR_REJECTED
    )
    for row in models.Verzoek.objects.filter(bericht_id=bericht_id):
        to = verzoeken.step(VerzoekStatus(row.status), event).to
        if to is not None and to != row.status:
            row.status = to
            row.uiterlijk = row.uiterlijk if to.is_open else None
            row.save(update_fields=["status", "uiterlijk"])


def reopen_verzoeken(*, bericht_id: int) -> None:
    """The 301 or 319 that answered these verzoeken counts as not sent: they are open again.

    What was in onderzoek before stays so: that can be told the aanbieder only once (TR360).
    """
    for row in models.Verzoek.objects.filter(antwoord_id=bericht_id):
        was = _last_open(row) if row.status != VerzoekStatus.IN_ONDERZOEK else None
        if was is not None and was.status == VerzoekStatus.IN_ONDERZOEK:
            row.status, row.antwoord_id, row.uiterlijk = was.status, was.antwoord_id, was.uiterlijk
        else:
            werkdagen = get_lane(row.lane_id).administratie.instellingen.werkdagen
            row.status, row.antwoord = VerzoekStatus.IN_BEHANDELING, None
            row.uiterlijk = termijnen.first_answer_due(row.ontvangstdatum, werkdagen)
        row.save(update_fields=["status", "antwoord", "uiterlijk"])


def _last_open(row: models.Verzoek) -> Any:
    """How the verzoek stood the last time that it was open, from its history."""
    return (
        history_of(models.Verzoek)
        .filter(
            pgh_obj_id=row.pk,
            status__in=[VerzoekStatus.IN_BEHANDELING, VerzoekStatus.IN_ONDERZOEK],
        )
        .order_by("-pgh_id")
        .first()
    )


# ── 319 ──────────────────────────────────────────────────────────────────────────────────────────


def compose_319(
    *, lane: Lane, verzoek: Verzoek, besluit: Antwoordbesluit, envelope: Envelope
) -> m.Bericht319:
    """The answer to a verzoek. Raises CannotAnswer."""
    if isinstance(besluit, Investigate):
        antwoord = antwoord_319.put_in_onderzoek(verzoek, on_woonplaats=besluit.on_woonplaats)
    else:
        antwoord = antwoord_319.reject(
            verzoek,
            besluit.reden,
            on=envelope.dagtekening,
            woonplaats_gemeente=besluit.woonplaats_gemeente,
        )
    version = definition(lane.wet, "319").xsd_version
    return m.Bericht319(
        wet=lane.wet,
        header=m.Header(
            afzender=lane.gemeente,
            ontvanger=lane.aanbieder,
            bericht_identificatie=g.BerichtIdentificatie(
                identificatie=envelope.identificatie, dagtekening=envelope.dagtekening
            ),
            xsd_versie=g.XsdVersie(basisschema_xsd_versie=version, bericht_xsd_versie=version),
        ),
        antwoord=antwoord,
    )


def mark_319_sent(
    *,
    lane: Lane,
    verzoek: Verzoek,
    message: m.Bericht319,
    bericht_id: int,
    on_woonplaats: bool = False,
) -> None:
    """The verzoek has its answer.

    ``on_woonplaats``: it is looked into because another gemeente may be responsible (OP359).
    """
    after = verzoeken.after_319([verzoek], message.antwoord)
    store_status(lane, after, bericht_id, on_woonplaats=on_woonplaats)


# ── the client as a 301 tells it ─────────────────────────────────────────────────────────────────


def _client(persoon: Persoonsgegevens) -> c.ToewijzingClient:
    return c.ToewijzingClient(
        bsn=persoon.bsn,
        geboortedatum=g.Geboortedatum(
            datum=persoon.geboortedatum, datum_gebruik=persoon.datum_gebruik or None
        ),
        geslacht=persoon.geslacht,
        naam=g.VolledigeNaam(
            geslachtsnaam=g.Achternaam(
                achternaam=persoon.achternaam, voorvoegsel=persoon.voorvoegsel or None
            ),
            partnernaam=(
                g.Achternaam(
                    achternaam=persoon.partner_achternaam,
                    voorvoegsel=persoon.partner_voorvoegsel or None,
                )
                if persoon.partner_achternaam
                else None
            ),
            voornamen=persoon.voornamen or None,
            voorletters=persoon.voorletters or None,
            naam_gebruik=persoon.naam_gebruik,
        ),
        relaties=tuple(_relatie(naaste) for naaste in persoon.naasten),
        contactgegevens=tuple(_contact(contact) for contact in persoon.contacten),
        toegewezen_producten=(),
    )


def _contact(contact: Contactgegevens) -> c.Contact:
    huis = None
    if contact.huisnummer is not None:
        huis = g.Huis(
            huisnummer=contact.huisnummer,
            huisletter=contact.huisletter or None,
            huisnummer_toevoeging=contact.toevoeging or None,
        )
    return c.Contact(
        soort=contact.soort,
        adres=g.Adres(
            huis=huis,
            postcode=contact.postcode or None,
            straatnaam=contact.straatnaam or None,
            plaatsnaam=contact.plaatsnaam or None,
            land_code=contact.land_code if contact.postcode else None,
        )
        if huis or contact.postcode or contact.straatnaam
        else None,
        telefoon=_telefoon(contact.telefoonnummer),
        emailadres=contact.emailadres or None,
    )


def _relatie(naaste: Naaste) -> c.Relatie:
    return c.Relatie(
        nummer=naaste.nummer,
        soort=naaste.soort,
        geboortedatum=g.Geboortedatum(datum=naaste.geboortedatum) if naaste.geboortedatum else None,
        geslacht=naaste.geslacht or None,
        naam=g.VolledigeNaam(
            geslachtsnaam=g.Achternaam(
                achternaam=naaste.achternaam, voorvoegsel=naaste.voorvoegsel or None
            ),
            voornamen=naaste.voornamen or None,
            voorletters=naaste.voorletters or None,
            naam_gebruik=naaste.naam_gebruik,
        ),
        # Where somebody lives (01) needs a postcode (CD034), and only a number is known here.
        contact=c.Contact(soort="02", telefoon=_telefoon(naaste.telefoonnummer)),
    )


def _telefoon(nummer: str) -> g.Telefoonnummers | None:
    if not nummer:
        return None
    return g.Telefoonnummers(telefoon01=g.Telefoon(telefoonnummer=nummer, landnummer="+31"))
