# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The base data of the scenarios, and small builders of messages around it.

Toewijzing T1: client B1, aanbieder P1, gemeente G1, 3 uur per week, 2026-01-01 to 2026-06-30.
"Today" is Monday 2026-03-16. Every builder makes a message that passes levels 1 and 2.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from itertools import count
from typing import Any

from noaber.berichten.definitions import classes as c
from noaber.berichten.definitions import groups as g
from noaber.berichten.definitions import messages as m
from noaber.berichten.definitions.groups import Omvang, Product
from noaber.berichten.definitions.registry import definition
from noaber.berichten.examples import base_message
from noaber.berichten.judge import judge_bytes
from noaber.kernel.period import Period
from noaber.kernel.wet import Wet
from noaber.toewijzingen.types import (
    Agreement,
    AgreementKind,
    Decision,
    Granted,
    Pgb,
    Situation,
    ToewijzingVersion,
)

G1, G2 = "1969", "0014"
P1, P2 = "99010014", "99010035"
B1, B2 = "999900134", "999900122"
TODAY = date(2026, 3, 16)

BEGELEIDING = {
    Wet.WMO: Product(categorie="07", code="07A12"),
    Wet.JW: Product(categorie="45", code="45A04"),
}
OTHER = {
    Wet.WMO: Product(categorie="02", code="02A03"),
    Wet.JW: Product(categorie="44", code="44A09"),
}
PRODUCTCODES = frozenset({*BEGELEIDING.values(), *OTHER.values()})

_numbers = count(1)


def day(text: str) -> date:
    """A date as a reader knows it: 2026-03-16."""
    return date.fromisoformat(text)


def maybe(text: str | None) -> date | None:
    return None if text is None else day(text)


def omvang(volume: int, eenheid: str = "04", frequentie: str = "2") -> Omvang:
    """Hours per week, unless said otherwise."""
    return Omvang(volume=volume, eenheid=eenheid, frequentie=frequentie)


PER_WEEK = omvang(3)


def totaal(volume: int, eenheid: str = "04") -> Omvang:
    """So much for the whole duration (Frequentie 6)."""
    return omvang(volume, eenheid, "6")


# ── toewijzing ───────────────────────────────────────────────────────────────────────────────────


def toewijzing(
    nummer: int = 1001,
    van: str = "2026-01-01",
    tot: str | None = "2026-06-30",
    *,
    wet: Wet = Wet.WMO,
    besloten: str = "2025-12-15",
    **different: Any,
) -> ToewijzingVersion:
    """T1, or something like it. ``tot`` is the last day."""
    fields: dict[str, Any] = {
        "gemeente": G1,
        "wet": wet,
        "nummer": nummer,
        "aanbieder": P1,
        "bsn": B1,
        "product": BEGELEIDING[wet],
        "toewijzingsdatum": day(besloten),
        "toewijzingstijd": time(9, 30),
        "ingangsdatum": day(van),
        "einddatum": maybe(tot),
        "omvang": PER_WEEK,
    }
    return ToewijzingVersion(**fields | different)


T1 = toewijzing()
T2 = toewijzing(1002, product=OTHER[Wet.WMO])


def as_product(version: ToewijzingVersion, **different: Any) -> c.ToegewezenProduct:
    """The version as it stands in a 301."""
    return replace(
        c.ToegewezenProduct(
            toewijzing_nummer=version.nummer,
            referentie_aanbieder=version.referentie_aanbieder,
            product=version.product,
            toewijzingsdatum=version.toewijzingsdatum,
            toewijzingstijd=version.toewijzingstijd,
            ingangsdatum=version.ingangsdatum,
            einddatum=version.einddatum,
            reden_wijziging=version.reden_wijziging,
            omvang=version.omvang,
            budget=version.budget,
        ),
        **different,
    )


# ── decisions ────────────────────────────────────────────────────────────────────────────────────


def besluit(
    op: str = "2026-03-16", reden: str | None = None, afspraak: AgreementKind | None = None
) -> Decision:
    """A decision of that day, with or without a talk with the aanbieder."""
    agreement = None if afspraak is None else Agreement(kind=afspraak, datum=day(op))
    return Decision(datum=day(op), tijd=time(14, 0), reden=reden, agreement=agreement)


OVERLEG, OVEREENSTEMMING = AgreementKind.OVERLEG, AgreementKind.OVEREENSTEMMING


def situation(*toewijzingen: ToewijzingVersion, **more: Any) -> Situation:
    """What stands around a change: by default T1 alone."""
    versions = toewijzingen or (T1,)
    first = versions[0]
    return Situation(
        gemeente=first.gemeente,
        wet=first.wet,
        aanbieder=first.aanbieder,
        bsn=first.bsn,
        toewijzingen=versions,
        **more,
    )


def granted(volume: int = 0, cents: int = 0, tot: str = "2026-02-28") -> Granted:
    """Approved and not credited lines, until that day."""
    return Granted(volume=volume, cents=cents, last_day=day(tot))


def pgb(van: str, product: Product | None) -> Pgb:
    """A PGB from that day on."""
    return Pgb(product=product, period=Period(day(van), None))


# ── messages ─────────────────────────────────────────────────────────────────────────────────────


def header(wet: Wet, number: str, afzender: str, ontvanger: str, **different: Any) -> m.Header:
    """A header of today, with an Identificatie of its own."""
    version = definition(wet, number).xsd_version
    dagtekening = different.get("dagtekening", TODAY)
    return m.Header(
        afzender=afzender,
        ontvanger=ontvanger,
        bericht_identificatie=g.BerichtIdentificatie(
            identificatie=different.get("identificatie") or f"N{next(_numbers):08}",
            dagtekening=day(dagtekening) if isinstance(dagtekening, str) else dagtekening,
        ),
        xsd_versie=g.XsdVersie(basisschema_xsd_versie=version, bericht_xsd_versie=version),
    )


_PERSON: dict[str, Any] = {
    "geboortedatum": g.Geboortedatum(datum=date(1980, 5, 17)),
    "geslacht": "2",
    "naam": g.VerkorteNaam(geslachtsnaam=g.Achternaam(achternaam="Voorbeeld")),
}


def start(
    begin: str, nummer: int | None = 1001, *, status: str = "1", **different: Any
) -> c.StartProduct:
    """A StartProduct on T1; status 3 takes it back."""
    different.setdefault("product", BEGELEIDING[Wet.WMO])
    return c.StartProduct(
        toewijzing_nummer=nummer, begindatum=day(begin), status_aanlevering=status, **different
    )


def stop(
    begin: str,
    eind: str,
    reden: str = "19",
    nummer: int | None = 1001,
    *,
    status: str = "1",
    **different: Any,
) -> c.StopProduct:
    """A StopProduct on T1; reden 20 is a pause, status 3 takes it back."""
    different.setdefault("product", BEGELEIDING[Wet.WMO])
    return c.StopProduct(
        toewijzing_nummer=nummer,
        begindatum=day(begin),
        einddatum=day(eind),
        reden_beeindiging=reden,
        status_aanlevering=status,
        **different,
    )


def bericht_305(
    *starts: c.StartProduct,
    wet: Wet = Wet.WMO,
    bsn: str = B1,
    van: str = P1,
    naar: str = G1,
    **different: Any,
) -> m.Bericht305:
    return m.Bericht305(
        wet=wet,
        header=header(wet, "305", van, naar, **different),
        client=c.StartClient(bsn=bsn, start_producten=starts, **_PERSON),
    )


def bericht_307(
    *stops: c.StopProduct,
    wet: Wet = Wet.WMO,
    bsn: str = B1,
    van: str = P1,
    naar: str = G1,
    **different: Any,
) -> m.Bericht307:
    return m.Bericht307(
        wet=wet,
        header=header(wet, "307", van, naar, **different),
        client=c.StopClient(bsn=bsn, stop_producten=stops, **_PERSON),
    )


def aangevraagd(
    referentie: str = "VOT-1",
    van: str = "2026-04-01",
    tot: str | None = "2026-12-31",
    **different: Any,
) -> c.AangevraagdProduct:
    """One product of a VOT: 3 hours per week."""
    fields: dict[str, Any] = {
        "referentie_aanbieder": referentie,
        "product": BEGELEIDING[Wet.WMO],
        "toewijzing_ingangsdatum": day(van),
        "toewijzing_einddatum": maybe(tot),
        "omvang": PER_WEEK,
        "verwijzer": g.Verwijzer(type="06"),
    }
    return c.AangevraagdProduct(**fields | different)


def vot(
    *asked: c.AangevraagdProduct,
    wet: Wet = Wet.WMO,
    bsn: str = B1,
    van: str = P1,
    naar: str = G1,
    **different: Any,
) -> m.Bericht315:
    """A verzoek om toewijzing."""
    known = different.pop("gezagsdrager_bekend", None)
    return m.Bericht315(
        wet=wet,
        header=header(wet, "315", van, naar, **different),
        client=c.AanvraagClient(
            bsn=bsn,
            gezagsdrager_bekend=known,
            aangevraagde_producten=asked or (aangevraagd(),),
            **_PERSON,
        ),
    )


def kept(nummer: int) -> c.OngewijzigdProduct:
    return c.OngewijzigdProduct(toewijzing_nummer=nummer)


def changed(
    nummer: int = 1001, vanaf: str = "2026-04-01", tot: str | None = "2026-06-30", **different: Any
) -> c.TeWijzigenProduct:
    """A TeWijzigenProduct: 5 hours per week, unless said otherwise."""
    if "omvang" not in different and "budget" not in different:
        different["omvang"] = omvang(5)
    return c.TeWijzigenProduct(
        toewijzing_nummer=nummer,
        gewenste_ingangsdatum=day(vanaf),
        einddatum=maybe(tot),
        **different,
    )


def new(vanaf: str, tot: str | None = "2026-12-31", **different: Any) -> c.NieuwProduct:
    """A NieuwProduct: another product, 3 hours per week."""
    fields: dict[str, Any] = {"product": OTHER[Wet.WMO], "omvang": PER_WEEK}
    return c.NieuwProduct(
        gewenste_ingangsdatum=day(vanaf), einddatum=maybe(tot), **fields | different
    )


def verzoek(
    *parts: c.OngewijzigdProduct | c.TeWijzigenProduct | c.NieuwProduct, referentie: str = "VOW-1"
) -> c.Verzoek:
    """The content of a VOW."""
    return c.Verzoek(
        referentie_aanbieder=referentie,
        reden_verzoek="1",
        ongewijzigde_producten=tuple(p for p in parts if isinstance(p, c.OngewijzigdProduct)),
        te_wijzigen_producten=tuple(p for p in parts if isinstance(p, c.TeWijzigenProduct)),
        nieuwe_producten=tuple(p for p in parts if isinstance(p, c.NieuwProduct)),
    )


def vow(
    *parts: c.OngewijzigdProduct | c.TeWijzigenProduct | c.NieuwProduct,
    wet: Wet = Wet.WMO,
    bsn: str = B1,
    van: str = P1,
    naar: str = G1,
    referentie: str = "VOW-1",
    **different: Any,
) -> m.Bericht317:
    """A verzoek om wijziging."""
    return m.Bericht317(
        wet=wet,
        header=header(wet, "317", van, naar, **different),
        client=c.WijzigingClient(bsn=bsn, verzoek=verzoek(*parts, referentie=referentie)),
    )


def antwoord(
    referentie: str, code: str = "2", reden: str | None = None, **different: Any
) -> m.Bericht319:
    """A 319: 2 is in onderzoek, 1 is rejected."""
    wet = different.pop("wet", Wet.WMO)
    woonplaats = different.pop("woonplaats", None)
    return m.Bericht319(
        wet=wet,
        header=header(wet, "319", G1, different.pop("naar", P1), **different),
        antwoord=c.Antwoord(
            referentie_aanbieder=referentie,
            verzoek_antwoord=code,
            reden_afwijzing_verzoek=reden,
            woonplaatsbeginsel=(
                None if woonplaats is None else c.Woonplaatsbeginsel(gemeente=woonplaats)
            ),
        ),
    )


def client_301(wet: Wet = Wet.WMO, bsn: str = B1) -> c.ToewijzingClient:
    """The client of a 301, with an address."""
    found = judge_bytes(base_message("WMO301" if wet is Wet.WMO else "JW301")).value
    assert isinstance(found, m.Bericht301)
    return replace(found.client, bsn=bsn)


def bericht_301(
    *products: c.ToegewezenProduct,
    wet: Wet = Wet.WMO,
    client: c.ToewijzingClient | None = None,
    **different: Any,
) -> m.Bericht301:
    """A 301 for B1, or for that client."""
    return m.Bericht301(
        wet=wet,
        header=header(wet, "301", different.pop("van", G1), P1, **different),
        client=replace(client or client_301(wet), toegewezen_producten=products),
    )
