# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""A message that came in: judged by what we know, and kept when it is accepted.

Each function fetches the facts that are ours in a fixed number of queries, asks the rules, and
stores what an accepted message leaves behind. A rejected message leaves nothing (OP286).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from noaber.access.types import Viewer
from noaber.berichten.definitions import classes as c
from noaber.berichten.definitions import messages as m
from noaber.berichten.definitions.groups import Product
from noaber.kernel.period import Period
from noaber.partijen.operations import register_persoon
from noaber.partijen.queries import find_persoon
from noaber.partijen.types import Contactgegevens, Lane, Naaste, Persoonsgegevens
from noaber.toewijzingen import queries
from noaber.toewijzingen.operations.store import (
    store_start_stops,
    store_status,
    store_versions,
    store_verzoeken,
)
from noaber.toewijzingen.rules.received_301 import judge_toewijzing
from noaber.toewijzingen.rules.received_305_307 import judge_start_stop
from noaber.toewijzingen.rules.received_315_317 import judge_verzoek
from noaber.toewijzingen.rules.received_319 import judge_antwoord
from noaber.toewijzingen.types import (
    AntwoordFacts,
    Granted,
    Judgement,
    StartStopFacts,
    ToewijzingFacts,
    VerzendStatus,
    VerzoekFacts,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """What other modules know and a judgement needs."""

    bericht_id: int
    ontvangstdatum: date
    """Also "today": what a message says of the future is judged on the day it came."""
    at: datetime
    used_identificaties: frozenset[str]
    productcodes: frozenset[Product]
    taakgericht: frozenset[Product] = frozenset()
    granted: Mapping[int, Granted] = field(default_factory=dict)
    """Approved and not credited, by ToewijzingNummer of this client."""
    gecontracteerd: Mapping[Product, tuple[Period, ...]] | None = None
    """What the aanbieder may deliver by its contracts, and when (OP296)."""


def receive_start_stop(
    *, lane: Lane, message: m.Bericht305 | m.Bericht307, outside: Outside
) -> Judgement:
    """A 305 or 307, received by the gemeente."""
    client = message.client
    persoon_id = find_persoon(lane.administratie.id, client.bsn)
    judgement = judge_start_stop(
        message,
        StartStopFacts(
            vandaag=outside.ontvangstdatum,
            used_identificaties=outside.used_identificaties,
            productcodes=outside.productcodes,
            toewijzingen=queries.list_versions(lane, persoon_id, client.bsn),
            start_stops=queries.list_start_stops(lane, persoon_id),
            taakgericht=outside.taakgericht,
            werkdagen=lane.administratie.instellingen.werkdagen,
        ),
    )
    if judgement.start_stops:
        if persoon_id is None:  # bought as a task: nobody was assigned to anybody
            persoon_id = register_persoon(administratie=lane.administratie, persoon=_short(client))
        store_start_stops(lane, persoon_id, judgement.start_stops, outside.bericht_id)
    return judgement


def receive_verzoek(
    *, lane: Lane, message: m.Bericht315 | m.Bericht317, outside: Outside, viewer: Viewer
) -> Judgement:
    """A 315 or 317, received by the gemeente."""
    bsn = message.client.bsn
    persoon_id = find_persoon(lane.administratie.id, bsn)
    referenties = _referenties(message)
    used = queries.list_verzoeken_by_referentie(lane, referenties, viewer=viewer)
    judgement = judge_verzoek(
        message,
        VerzoekFacts(
            vandaag=outside.ontvangstdatum,
            used_identificaties=outside.used_identificaties,
            productcodes=outside.productcodes,
            toewijzingen=queries.list_versions(lane, persoon_id, bsn),
            verzoeken=queries.list_verzoeken(lane, persoon_id, bsn),
            used_referenties=frozenset(verzoek.referentie_aanbieder for verzoek in used),
            granted=outside.granted,
            gecontracteerd=outside.gecontracteerd,
        ),
    )
    if judgement.verzoeken:
        if persoon_id is None:
            assert isinstance(message, m.Bericht315), "a VOW is about a known client"
            persoon_id = register_persoon(
                administratie=lane.administratie, persoon=_short(message.client)
            )
        store_verzoeken(lane, persoon_id, judgement.verzoeken, outside.bericht_id)
    return judgement


def _referenties(message: m.Bericht315 | m.Bericht317) -> list[str]:
    if isinstance(message, m.Bericht317):
        return [message.client.verzoek.referentie_aanbieder]
    return [asked.referentie_aanbieder for asked in message.client.aangevraagde_producten]


def receive_toewijzing(
    *, lane: Lane, message: m.Bericht301, outside: Outside, viewer: Viewer
) -> Judgement:
    """A 301, received by the aanbieder."""
    client = message.client
    persoon_id = find_persoon(lane.administratie.id, client.bsn)
    nummers = [product.toewijzing_nummer for product in client.toegewezen_producten]
    referenties = [
        product.referentie_aanbieder
        for product in client.toegewezen_producten
        if product.referentie_aanbieder is not None
    ]
    of_client = queries.list_versions(lane, persoon_id, client.bsn, only_newest=False)
    by_nummer = queries.list_versions_by_nummer(lane, nummers, viewer=viewer)
    verzoeken = queries.list_verzoeken(lane, persoon_id, client.bsn)
    named = queries.list_verzoeken_by_referentie(lane, referenties, viewer=viewer)
    judgement = judge_toewijzing(
        message,
        ToewijzingFacts(
            vandaag=outside.ontvangstdatum,
            used_identificaties=outside.used_identificaties,
            productcodes=outside.productcodes,
            toewijzingen=tuple(dict.fromkeys((*of_client, *by_nummer))),
            verzoeken=tuple(dict.fromkeys((*verzoeken, *named))),
            granted=outside.granted,
        ),
    )
    if judgement.is_rejected:
        return judgement
    persoon_id = register_persoon(
        administratie=lane.administratie, persoon=_whole(client, outside.ontvangstdatum)
    )
    store_versions(
        lane,
        persoon_id,
        judgement.toewijzingen,
        status=VerzendStatus.ONTVANGEN,
        bericht_id=outside.bericht_id,
        at=outside.at,
    )
    store_status(lane, judgement.verzoeken, outside.bericht_id)
    return judgement


def receive_antwoord(
    *, lane: Lane, message: m.Bericht319, outside: Outside, viewer: Viewer
) -> Judgement:
    """A 319, received by the aanbieder."""
    referentie = message.antwoord.referentie_aanbieder
    judgement = judge_antwoord(
        message,
        AntwoordFacts(
            vandaag=outside.ontvangstdatum,
            used_identificaties=outside.used_identificaties,
            verzoeken=queries.list_verzoeken_by_referentie(lane, [referentie], viewer=viewer),
        ),
    )
    store_status(lane, judgement.verzoeken, outside.bericht_id)
    return judgement


# ── who it is about ──────────────────────────────────────────────────────────────────────────────


def _short(client: c.StartClient | c.StopClient | c.AanvraagClient) -> Persoonsgegevens:
    naam = client.naam
    return Persoonsgegevens(
        bsn=client.bsn,
        achternaam=naam.geslachtsnaam.achternaam,
        voorvoegsel=naam.geslachtsnaam.voorvoegsel or "",
        voornamen=naam.voornamen or "",
        voorletters=naam.voorletters or "",
        geboortedatum=client.geboortedatum.datum,
        datum_gebruik=client.geboortedatum.datum_gebruik or "",
        geslacht=client.geslacht,
    )


def _whole(client: c.ToewijzingClient, vanaf: date) -> Persoonsgegevens:
    naam = client.naam
    partner = naam.partnernaam
    return Persoonsgegevens(
        bsn=client.bsn,
        achternaam=naam.geslachtsnaam.achternaam,
        voorvoegsel=naam.geslachtsnaam.voorvoegsel or "",
        partner_achternaam=partner.achternaam if partner else "",
        partner_voorvoegsel=(partner.voorvoegsel or "") if partner else "",
        voornamen=naam.voornamen or "",
        voorletters=naam.voorletters or "",
        naam_gebruik=naam.naam_gebruik,
        geboortedatum=client.geboortedatum.datum,
        datum_gebruik=client.geboortedatum.datum_gebruik or "",
        geslacht=client.geslacht,
        contacten=tuple(_contact(contact, vanaf) for contact in client.contactgegevens),
        naasten=tuple(_naaste(relatie, vanaf) for relatie in client.relaties),
    )


def _contact(contact: c.Contact, vanaf: date) -> Contactgegevens:
    adres, telefoon = contact.adres, contact.telefoon
    huis = adres.huis if adres else None
    return Contactgegevens(
        soort=contact.soort,
        straatnaam=(adres.straatnaam or "") if adres else "",
        huisnummer=huis.huisnummer if huis else None,
        huisletter=(huis.huisletter or "") if huis else "",
        toevoeging=(huis.huisnummer_toevoeging or "") if huis else "",
        postcode=(adres.postcode or "") if adres else "",
        plaatsnaam=(adres.plaatsnaam or "") if adres else "",
        land_code=(adres.land_code or "NL") if adres else "NL",
        telefoonnummer=telefoon.telefoon01.telefoonnummer if telefoon else "",
        emailadres=contact.emailadres or "",
        geldig_van=vanaf,
    )


def _naaste(relatie: c.Relatie, vanaf: date) -> Naaste:
    naam, telefoon = relatie.naam, relatie.contact.telefoon
    return Naaste(
        nummer=relatie.nummer,
        soort=relatie.soort,
        achternaam=naam.geslachtsnaam.achternaam,
        voorvoegsel=naam.geslachtsnaam.voorvoegsel or "",
        voornamen=naam.voornamen or "",
        voorletters=naam.voorletters or "",
        naam_gebruik=naam.naam_gebruik,
        geboortedatum=relatie.geboortedatum.datum if relatie.geboortedatum else None,
        geslacht=relatie.geslacht or "",
        telefoonnummer=telefoon.telefoon01.telefoonnummer if telefoon else "",
        geldig_van=vanaf,
    )
