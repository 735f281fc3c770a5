# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Mistakes of aanbieders in starts (305) and stops (307)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from noaber.berichten.definitions.groups import Product
from noaber.berichten.xml.write import write
from noaber.demo.brieven import andere_bsn, brief_305, brief_307, start, stop, zonder_cijfer
from noaber.demo.leveringen import IN_OVEREENSTEMMING
from noaber.demo.stand import Levering, Toewijzing
from noaber.demo.stappen import PAUZE
from noaber.demo.zoeken import GEEN_GEMEENTE, GEEN_TOEWIJZING, SCHEMA, Gemaakt, Zoeker, fout, regel

M = "melding"
START = "Client/StartProducten/StartProduct[1]"
STOP = "Client/StopProducten/StopProduct[1]"
_ONE_DAY = timedelta(days=1)


def _lopend(zoeker: Zoeker) -> tuple[Toewijzing, Levering] | None:
    one = zoeker.met(
        lambda one: (
            one.geldt_op(zoeker.gisteren)
            and one.levering is not None
            and one.levering.loopt
            and one.levering.begin < zoeker.gisteren - 3 * _ONE_DAY
        )
    )
    return None if one is None or one.levering is None else (one, one.levering)


def _gepauzeerd(zoeker: Zoeker) -> tuple[Toewijzing, Levering] | None:
    one = zoeker.met(
        lambda one: (
            one.levering is not None
            and one.levering.pauze is not None
            and one.levering.einde is None
        )
    )
    return None if one is None or one.levering is None else (one, one.levering)


def _geeindigd(zoeker: Zoeker) -> tuple[Toewijzing, Levering] | None:
    one = zoeker.met(
        lambda one: (
            one.levering is not None
            and one.levering.einde is not None
            and one.levering.einde[1] < zoeker.gisteren
        )
    )
    return None if one is None or one.levering is None else (one, one.levering)


def _niet_gestart(zoeker: Zoeker) -> Toewijzing | None:
    return zoeker.met(
        lambda one: (
            not one.leveringen
            and one.ingang <= zoeker.gisteren
            and one.product is not None
            and one.product.code is not None
        )
    )


def _start(zoeker: Zoeker, one: Toewijzing, begin_later: int, status: str = "1") -> Gemaakt:
    brief = zoeker.brief(one.client)
    assert one.levering is not None
    begin = one.levering.begin + begin_later * _ONE_DAY
    return Gemaakt(
        one.client, brief, brief_305(brief, one.client, start(one, begin, status=status))
    )


# ── levels 1 and 2 ───────────────────────────────────────────────────────────────────────────────


def _schema(zoeker: Zoeker, *, in_envelop: bool) -> Gemaakt | None:
    one = zoeker.met(
        lambda one: bool(one.leveringen) and one.client.aanbieder.in_envelop is in_envelop
    )
    if one is None:
        return None
    brief = zoeker.brief(one.client)
    message = brief_305(brief, one.client, start(one, one.ingang))
    return Gemaakt(one.client, brief, zonder_cijfer(write(message)))


@fout(M, regel("305-schema-envelop", "305", 1, "XSD", "bsn van 8 cijfers, in envelop", SCHEMA))
def schema_in_envelop(zoeker: Zoeker) -> Gemaakt | None:
    """It comes back as a foutbericht."""
    return _schema(zoeker, in_envelop=True)


@fout(M, regel("305-schema-los", "305", 1, "XSD", "bsn van 8 cijfers, los bericht", SCHEMA))
def schema_zonder_envelop(zoeker: Zoeker) -> Gemaakt | None:
    """There is no answer to it."""
    return _schema(zoeker, in_envelop=False)


@fout(M, regel("305-elfproef", "305", 2, "0001", "bsn doorstaat de elfproef niet"))
def elfproef(zoeker: Zoeker) -> Gemaakt | None:
    """CS002."""
    found = _lopend(zoeker)
    if found is None:
        return None
    one, levering = found
    brief = zoeker.brief(one.client)
    message = brief_305(
        brief, one.client, start(one, levering.begin), bsn=andere_bsn(one.client.bsn)
    )
    return Gemaakt(one.client, brief, message)


@fout(M, regel("305-status", "305", 2, "0001", "statusaanlevering 9 mag niet meer"))
def verkeerde_status(zoeker: Zoeker) -> Gemaakt | None:
    """CS058."""
    found = _lopend(zoeker)
    return None if found is None else _start(zoeker, found[0], 1, status="9")


@fout(M, regel("305-later", "305", 2, "0001", "start na de dagtekening"))
def start_na_dagtekening(zoeker: Zoeker) -> Gemaakt | None:
    """TR134."""
    found = _lopend(zoeker)
    if found is None:
        return None
    one, _ = found
    brief = zoeker.brief(one.client)
    later = start(one, zoeker.gisteren + 2 * _ONE_DAY)
    return Gemaakt(one.client, brief, brief_305(brief, one.client, later))


@fout(M, regel("307-eind", "307", 2, "0001", "stop voor de start"))
def stop_voor_start(zoeker: Zoeker) -> Gemaakt | None:
    """TR018."""
    found = _lopend(zoeker)
    return None if found is None else _stop(zoeker, *found, -1)


# ── the header ───────────────────────────────────────────────────────────────────────────────────


@fout(M, regel("305-toekomst", "305", 4, "8848", "dagtekening van morgen"))
def dagtekening_van_morgen(zoeker: Zoeker) -> Gemaakt | None:
    """TR135."""
    found = _lopend(zoeker)
    if found is None:
        return None
    one, levering = found
    brief = zoeker.brief(one.client, dagtekening=zoeker.dag.datum + _ONE_DAY)
    return Gemaakt(one.client, brief, brief_305(brief, one.client, start(one, levering.begin)))


@fout(M, regel("305-gemeente", "305", 4, "S300", "gemeente die niet bestaat"))
def gemeente_die_niet_bestaat(zoeker: Zoeker) -> Gemaakt | None:
    """TR378."""
    found = _lopend(zoeker)
    if found is None:
        return None
    one, levering = found
    brief = zoeker.brief(one.client, naar=GEEN_GEMEENTE)
    return Gemaakt(one.client, brief, brief_305(brief, one.client, start(one, levering.begin)))


# ── starts ───────────────────────────────────────────────────────────────────────────────────────


@fout(M, regel("305-toewijzing", "305", 3, "9019", "toewijzing die er niet is", START))
def start_zonder_toewijzing(zoeker: Zoeker) -> Gemaakt | None:
    """TR019."""
    found = _lopend(zoeker)
    if found is None:
        return None
    one, levering = found
    brief = zoeker.brief(one.client)
    unknown = replace(
        start(one, levering.begin), toewijzing_nummer=GEEN_TOEWIJZING + one.client.index
    )
    return Gemaakt(one.client, brief, brief_305(brief, one.client, unknown))


@fout(
    M,
    regel(
        "305-goed-en-fout", "305", 3, "9019", "één goede start en één op niets",
        "Client/StartProducten/StartProduct[2]",
    ),
)  # fmt: skip
def goed_en_fout(zoeker: Zoeker) -> Gemaakt | None:
    """The message is rejected as a whole: of the good start nothing stays."""
    one = _niet_gestart(zoeker)
    if one is None:
        return None
    brief = zoeker.brief(one.client)
    good = start(one, one.ingang)
    unknown = replace(good, toewijzing_nummer=GEEN_TOEWIJZING + one.client.index)
    return Gemaakt(one.client, brief, brief_305(brief, one.client, good, unknown))


@fout(M, regel("305-product", "305", 4, "S329", "productcode die niemand kent", START))
def start_met_onbekende_code(zoeker: Zoeker) -> Gemaakt | None:
    """TR381."""
    one = _niet_gestart(zoeker)
    if one is None or one.product is None:
        return None
    brief = zoeker.brief(one.client)
    other = Product(categorie=one.product.categorie, code="ZZ999")
    wrong = replace(start(one, one.ingang), product=other)
    return Gemaakt(one.client, brief, brief_305(brief, one.client, wrong))


@fout(M, regel("305-loopt-al", "305", 3, "9326", "tweede start terwijl er één loopt", START))
def tweede_start(zoeker: Zoeker) -> Gemaakt | None:
    """TR326."""
    found = _lopend(zoeker)
    return None if found is None else _start(zoeker, found[0], 2)


@fout(M, regel("305-zelfde", "305", 3, "9074 9326", "dezelfde start nog een keer", START))
def zelfde_start(zoeker: Zoeker) -> Gemaakt | None:
    """TR074, and it runs still."""
    found = _lopend(zoeker)
    return None if found is None else _start(zoeker, found[0], 0)


@fout(M, regel("305-verwijder", "305", 3, "9063", "verwijdert een start die er niet is", START))
def verwijder_onbekende_start(zoeker: Zoeker) -> Gemaakt | None:
    """TR063."""
    found = _lopend(zoeker)
    return None if found is None else _start(zoeker, found[0], 1, status="3")


@fout(M, regel("305-heeft-stop", "305", 3, "9071", "verwijdert een start met een stop", START))
def verwijder_gestopte_start(zoeker: Zoeker) -> Gemaakt | None:
    """TR071."""
    found = _geeindigd(zoeker)
    return None if found is None else _start(zoeker, found[0], 0, status="3")


# ── stops ────────────────────────────────────────────────────────────────────────────────────────


def _stop(
    zoeker: Zoeker,
    one: Toewijzing,
    levering: Levering,
    dagen: int,
    reden: str = "",
    status: str = "1",
) -> Gemaakt:
    """A stop so many days after the start."""
    brief = zoeker.brief(one.client)
    wrong = stop(
        one,
        levering.begin,
        levering.begin + dagen * _ONE_DAY,
        reden or IN_OVEREENSTEMMING[one.client.wet],
        status=status,
    )
    return Gemaakt(one.client, brief, brief_307(brief, one.client, wrong))


def _dagen(zoeker: Zoeker, levering: Levering) -> int:
    return (zoeker.gisteren - levering.begin).days


@fout(M, regel("307-start", "307", 3, "9069", "stop zonder start", STOP))
def stop_zonder_start(zoeker: Zoeker) -> Gemaakt | None:
    """TR382."""
    one = _niet_gestart(zoeker)
    if one is None:
        return None
    return _stop(zoeker, one, Levering(one.ingang), 0)


@fout(M, regel("307-verwijder", "307", 3, "9063", "verwijdert een stop die er niet is", STOP))
def verwijder_onbekende_stop(zoeker: Zoeker) -> Gemaakt | None:
    """TR063."""
    found = _lopend(zoeker)
    return None if found is None else _stop(zoeker, *found, 1, status="3")


@fout(M, regel("307-pauze", "307", 3, "9413", "tweede tijdelijke stop", STOP))
def tweede_pauze(zoeker: Zoeker) -> Gemaakt | None:
    """TR413."""
    found = _gepauzeerd(zoeker)
    if found is None:
        return None
    return _stop(zoeker, *found, _dagen(zoeker, found[1]), PAUZE)


@fout(M, regel("307-voor-pauze", "307", 3, "9414", "stop voor de tijdelijke stop", STOP))
def stop_voor_pauze(zoeker: Zoeker) -> Gemaakt | None:
    """TR414."""
    found = _gepauzeerd(zoeker)
    if found is None or found[1].pauze is None or found[1].pauze == found[1].begin:
        return None
    return _stop(zoeker, *found, (found[1].pauze - found[1].begin).days - 1)


@fout(M, regel("307-al-gestopt", "307", 3, "9415", "stop na de definitieve stop", STOP))
def stop_na_stop(zoeker: Zoeker) -> Gemaakt | None:
    """TR415."""
    found = _geeindigd(zoeker)
    return None if found is None else _stop(zoeker, *found, _dagen(zoeker, found[1]), PAUZE)
