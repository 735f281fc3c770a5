# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Messages as software writes them that does not look first whether they are right.

noaber's own flows send nothing that is wrong; these go out beside them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time

import polars as pl

from noaber.access.types import Viewer
from noaber.berichten.definitions import classes as c
from noaber.berichten.definitions import groups as g
from noaber.berichten.definitions import messages as m
from noaber.berichten.definitions.registry import definition
from noaber.berichten.xml.write import write
from noaber.berichten.xml.write_columns import write_columns
from noaber.demo import rekenen
from noaber.demo.opdrachten import Gedaan, LaneKey, frame_of, lane_of
from noaber.demo.stand import Client, Regel, Toewijzing
from noaber.kernel.wet import Wet
from noaber.postbus import operations as postbus
from noaber.postbus.types import Opgesteld


@dataclass(frozen=True, slots=True)
class Brief:
    """From whom to whom, under which law, with which number and date."""

    van: str
    naar: str
    wet: Wet
    nummer: str
    """Identificatie."""
    dagtekening: date

    def header(self, number: str) -> m.Header:
        """The header of a message of this kind."""
        version = definition(self.wet, number).xsd_version
        return m.Header(
            afzender=self.van,
            ontvanger=self.naar,
            bericht_identificatie=g.BerichtIdentificatie(
                identificatie=self.nummer, dagtekening=self.dagtekening
            ),
            xsd_versie=g.XsdVersie(basisschema_xsd_versie=version, bericht_xsd_versie=version),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Versturen:
    """A message that goes out as it is."""

    lane: LaneKey
    functie: str
    nummer: str
    dagtekening: date
    payload: bytes
    at: datetime

    def voer_uit(self, viewer: Viewer) -> Gedaan:
        """Keeps it as sent."""
        del viewer
        message = Opgesteld(
            functie=self.functie,
            identificatie=self.nummer,
            dagtekening=self.dagtekening,
            payload=self.payload,
        )
        return Gedaan(postbus.send(lane=lane_of(self.lane), message=message, at=self.at))


def zonder_cijfer(payload: bytes) -> bytes:
    """The message with a bsn of eight digits: it breaks its schema."""
    broken, count = re.subn(rb"(:Bsn>\d{8})\d<", rb"\1<", payload, count=1)
    assert count == 1, "every message about a client holds a bsn"
    return broken


def andere_bsn(bsn: str) -> str:
    """A number that fails the elfproef."""
    return bsn[:-1] + str((int(bsn[-1]) + 1) % 10)


# ── 305 and 307 ──────────────────────────────────────────────────────────────────────────────────


def start(one: Toewijzing, begin: date, *, status: str = "1") -> c.StartProduct:
    """A StartProduct on a toewijzing; status 3 takes it back."""
    return c.StartProduct(
        toewijzing_nummer=one.nummer,
        product=one.product,
        begindatum=begin,
        status_aanlevering=status,
    )


def stop(
    one: Toewijzing, begin: date, eind: date, reden: str, *, status: str = "1"
) -> c.StopProduct:
    """A StopProduct on a toewijzing."""
    return c.StopProduct(
        toewijzing_nummer=one.nummer,
        product=one.product,
        begindatum=begin,
        reden_beeindiging=reden,
        einddatum=eind,
        status_aanlevering=status,
    )


def _naam(client: Client) -> g.VerkorteNaam:
    persoon = client.persoon
    return g.VerkorteNaam(
        geslachtsnaam=g.Achternaam(
            achternaam=persoon.achternaam, voorvoegsel=persoon.voorvoegsel or None
        )
    )


def brief_305(
    brief: Brief, client: Client, *starts: c.StartProduct, bsn: str | None = None
) -> m.Bericht305:
    """A 305."""
    persoon = client.persoon
    return m.Bericht305(
        wet=brief.wet,
        header=brief.header("305"),
        client=c.StartClient(
            bsn=bsn or persoon.bsn,
            geboortedatum=g.Geboortedatum(datum=persoon.geboortedatum),
            geslacht=persoon.geslacht,
            naam=_naam(client),
            start_producten=starts,
        ),
    )


def brief_307(brief: Brief, client: Client, *stops: c.StopProduct) -> m.Bericht307:
    """A 307."""
    persoon = client.persoon
    return m.Bericht307(
        wet=brief.wet,
        header=brief.header("307"),
        client=c.StopClient(
            bsn=persoon.bsn,
            geboortedatum=g.Geboortedatum(datum=persoon.geboortedatum),
            geslacht=persoon.geslacht,
            naam=_naam(client),
            stop_producten=stops,
        ),
    )


# ── 315 and 317 ──────────────────────────────────────────────────────────────────────────────────


def brief_315(
    brief: Brief,
    client: Client,
    referentie: str,
    product: g.Product,
    *,
    omvang: g.Omvang,
    periode: tuple[date, date | None],
) -> m.Bericht315:
    """A 315 for one product."""
    persoon = client.persoon
    return m.Bericht315(
        wet=brief.wet,
        header=brief.header("315"),
        client=c.AanvraagClient(
            bsn=persoon.bsn,
            geboortedatum=g.Geboortedatum(datum=persoon.geboortedatum),
            geslacht=persoon.geslacht,
            naam=_naam(client),
            aangevraagde_producten=(
                c.AangevraagdProduct(
                    referentie_aanbieder=referentie,
                    product=product,
                    toewijzing_ingangsdatum=periode[0],
                    toewijzing_einddatum=periode[1],
                    omvang=omvang,
                    verwijzer=g.Verwijzer(type="06"),
                ),
            ),
        ),
    )


def brief_317(
    brief: Brief,
    bsn: str,
    referentie: str,
    *,
    ongewijzigd: tuple[int, ...] = (),
    gewijzigd: tuple[c.TeWijzigenProduct, ...] = (),
    nieuw: tuple[c.NieuwProduct, ...] = (),
) -> m.Bericht317:
    """A 317."""
    return m.Bericht317(
        wet=brief.wet,
        header=brief.header("317"),
        client=c.WijzigingClient(
            bsn=bsn,
            verzoek=c.Verzoek(
                referentie_aanbieder=referentie,
                reden_verzoek="1",
                ongewijzigde_producten=tuple(
                    c.OngewijzigdProduct(toewijzing_nummer=nummer) for nummer in ongewijzigd
                ),
                te_wijzigen_producten=gewijzigd,
                nieuwe_producten=nieuw,
            ),
        ),
    )


# ── 301 and 319 ──────────────────────────────────────────────────────────────────────────────────


def toegewezen(one: Toewijzing, op: date) -> c.ToegewezenProduct:
    """A toewijzing as it would stand in a 301 of that day, as if decided anew."""
    return c.ToegewezenProduct(
        toewijzing_nummer=one.nummer,
        product=one.product,
        toewijzingsdatum=op,
        toewijzingstijd=time(8),
        ingangsdatum=one.ingang,
        einddatum=one.eind,
        omvang=one.omvang,
        budget=one.budget,
    )


def brief_301(brief: Brief, client: Client, *products: c.ToegewezenProduct) -> m.Bericht301:
    """A 301."""
    persoon = client.persoon
    (adres,) = persoon.contacten
    return m.Bericht301(
        wet=brief.wet,
        header=brief.header("301"),
        client=c.ToewijzingClient(
            bsn=persoon.bsn,
            geboortedatum=g.Geboortedatum(datum=persoon.geboortedatum),
            geslacht=persoon.geslacht,
            naam=g.VolledigeNaam(geslachtsnaam=_naam(client).geslachtsnaam, naam_gebruik="1"),
            contactgegevens=(
                c.Contact(
                    soort="01",
                    adres=g.Adres(
                        huis=g.Huis(huisnummer=adres.huisnummer or 1),
                        postcode=adres.postcode,
                        straatnaam=adres.straatnaam,
                        plaatsnaam=adres.plaatsnaam,
                        land_code="NL",
                    ),
                ),
            ),
            toegewezen_producten=products,
        ),
    )


def brief_319(brief: Brief, referentie: str, code: str, reden: str | None = None) -> m.Bericht319:
    """A 319: 1 is no, 2 is in onderzoek."""
    return m.Bericht319(
        wet=brief.wet,
        header=brief.header("319"),
        antwoord=c.Antwoord(
            referentie_aanbieder=referentie,
            verzoek_antwoord=code,
            reden_afwijzing_verzoek=reden,
        ),
    )


# ── 323 ──────────────────────────────────────────────────────────────────────────────────────────


def brief_323(
    brief: Brief, regels: tuple[Regel, ...], maand: date, declaratie_nummer: str, ernaast: int = 0
) -> bytes:
    """A 323 over a month, with a total that is so many cents beside the right one."""
    total = sum(regel.cents for regel in regels) + ernaast
    value = m.Bericht323(
        wet=brief.wet,
        header=brief.header("323"),
        declaratie=c.Declaratie(
            declaratie_nummer=declaratie_nummer,
            declaratie_periode=g.GeslotenPeriode(
                begindatum=maand, einddatum=rekenen.laatste_dag(maand)
            ),
            declaratie_dagtekening=brief.dagtekening,
            totaal_ingediend_bedrag=g.TotaalBedragMetDC(
                totaal_bedrag=abs(total), debet_credit="C" if total < 0 else "D"
            ),
            clienten=(),
        ),
    )
    lines = frame_of(regels, brief.wet).sort("bsn")
    return write_columns(
        value,
        lines.with_columns(
            client=pl.col("bsn").rle_id().cast(pl.Int64) + 1,
            prestatie=pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("bsn"),
        ),
    )


def payload_of(message: m.Bericht | bytes) -> bytes:
    """The bytes of a message."""
    return message if isinstance(message, bytes) else write(message)
