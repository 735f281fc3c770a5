# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""A database with at least one row in every table, made by noaber itself as far as it can."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from noaber.audit.models import Installatie
from noaber.berichten.xml.write import write
from noaber.partijen.models import Gebied, Huishouden, Lidmaatschap, OudeCode, Relatie
from noaber.postbus.envelop.write import write_envelop
from noaber.postbus.models import Bericht, Quarantaine, Signaal
from noaber.postbus.types import AlertKind
from noaber.toewijzingen.models import GenomenBesluit, NietVerzondenMelding, Pgb
from tests.betalen.wereld import Betaalwereld, afschrift, left, make_betaalwereld, payments
from tests.flows.wereld import B2, P2
from tests.postbus.builders import di01
from tests.toewijzingen.factories import aangevraagd, bericht_305, start, vot

AT = datetime(2026, 4, 2, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))


def fill_database() -> Betaalwereld:
    """Batch 1 is paid, batch 2 is proposed; one line is taken back and one is rejected."""
    world = make_betaalwereld()
    row = world.owe(9)
    world.owe(5, aanbieder=P2)
    sent = world.exported()
    world.read(afschrift(map(left, payments(sent.data))))
    world.declare(world.debit(999, begindatum="2026-02-01"))
    world.take_back(row)
    world.owe(2, aanbieder=P2, bsn=B2)
    world.propose()
    nummer = world.toewijzing(B2, P2, next(iter(world.toewijzingen))[2])
    start_of = bericht_305(start("2026-01-05", nummer), bsn=B2, van=P2)
    assert world.receive(write_envelop(di01("WMO305", write(start_of)))).codes == ()
    assert world.receive(vot(aangevraagd("VOT-1"))).codes == ()
    _make_the_rest(world)
    return world


def _make_the_rest(world: Betaalwereld) -> None:
    """What no flow makes yet, or only when something is wrong."""
    administratie = world.administratie()
    persoon_id = world.persoon(B2)
    incoming = Bericht.objects.filter(richting="in").latest("id")
    Installatie.objects.get_or_create(id=1, defaults={"sleutel_kenmerk": "kenmerk"})
    OudeCode.objects.create(code="0053", administratie_id=administratie.id)
    Gebied.objects.create(administratie_id=administratie.id, code="W1", naam="Wijk")
    Relatie.objects.create(
        persoon_id=persoon_id, nummer="1", soort="01", achternaam="Noabers",
        telefoonnummer="0500000000", geldig_van=date(2026, 1, 1),
    )  # fmt: skip
    huishouden = Huishouden.objects.create(administratie_id=administratie.id, soort="gezin")
    Lidmaatschap.objects.create(
        huishouden=huishouden, persoon_id=persoon_id, geldig_van=date(2026, 1, 1)
    )
    Pgb.objects.create(
        persoon_id=persoon_id, wet="wmo", product_categorie="07", ingangsdatum=date(2026, 1, 1),
        at=AT,
    )  # fmt: skip
    GenomenBesluit.objects.create(
        administratie_id=administratie.id, kenmerk="K1", afdruk=bytes(16), soort="Assign",
        door="Bo", at=AT,
    )  # fmt: skip
    NietVerzondenMelding.objects.create(bericht=incoming, at=AT)
    Quarantaine.objects.create(at=AT, naam="a.xml", sha256=bytes(32), reden="Leeg.")
    Signaal.objects.create(at=AT, soort=AlertKind.WARNING, tekst="Let op.", termijn="t1")
