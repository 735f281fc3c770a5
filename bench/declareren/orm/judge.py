# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""``python -m bench.declareren.orm.judge PATH LINES``: judges the first lines of a declaratie.

Prints the seconds, and for every line whether it was granted. Reading is lxml's; the answer is
built as a tree, of rejected lines alone.
"""

# ruff: noqa: PLC0415, PLR0911 - models exist once Django knows its settings
from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from lxml import etree

from bench.contenders import peak_mb
from bench.declareren.plan import GEMEENTE
from noaber.kernel.period import Period
from noaber.kernel.plafond import Frequentie, Toegewezen, max_in_product_periode


@dataclass(slots=True)
class _Prestatie:
    bsn: str
    referentie: str
    vorig: str
    nummer: int
    categorie: str
    code: str
    begindatum: date
    einddatum: date
    volume: int
    eenheid: str
    tarief: int
    bedrag: int
    is_credit: bool
    element: Any


def _read(path: Path) -> Iterator[_Prestatie]:
    def text(of: Any, name: str) -> str:
        return str(of.findtext(f".//{{*}}{name}") or "")

    for _, client in etree.iterparse(path, tag="{*}Client"):
        bsn = text(client, "Bsn")
        for element in client.iter("{*}Prestatie"):
            yield _Prestatie(
                bsn,
                text(element, "ReferentieNummer"),
                text(element, "VorigReferentieNummer"),
                int(text(element, "ToewijzingNummer")),
                text(element, "ProductCategorie"),
                text(element, "ProductCode"),
                date.fromisoformat(text(element, "Begindatum")),
                date.fromisoformat(text(element, "Einddatum")),
                int(text(element, "GeleverdVolume")),
                text(element, "Eenheid"),
                int(text(element, "ProductTarief")),
                int(text(element, "Bedrag")),
                text(element, "DebetCredit") == "C",
                element,
            )


def judge(prestatie: _Prestatie, lane: Any) -> Any:
    """One line: looked up, checked, stored."""
    from bench.declareren.orm.models import Regel
    from noaber.toewijzingen.models import Toewijzing

    toewijzing = (
        Toewijzing.objects.select_related("newest", "persoon")
        .filter(lane=lane, nummer=prestatie.nummer)
        .first()
    )
    code = _code(prestatie, toewijzing, lane)
    return Regel.objects.create(
        lane=lane,
        toewijzing=toewijzing,
        referentie=prestatie.referentie,
        begindatum=prestatie.begindatum,
        einddatum=prestatie.einddatum,
        volume=prestatie.volume,
        bedrag_cents=prestatie.bedrag,
        is_credit=prestatie.is_credit,
        is_granted=not code,
        code=code,
    )


def _code(prestatie: _Prestatie, toewijzing: Any, lane: Any) -> str:
    """The first thing that is wrong; empty when nothing is."""
    from bench.declareren.orm.models import Regel

    versie = toewijzing.newest if toewijzing else None
    if versie is None or not _is_of(toewijzing, prestatie.bsn):
        return "9019"
    if (prestatie.categorie, prestatie.code) != (versie.product_categorie, versie.product_code):
        return "8023"
    if prestatie.begindatum < versie.ingangsdatum or prestatie.einddatum > versie.einddatum:
        return "9318"
    if prestatie.begindatum.day != 1 and prestatie.begindatum != versie.ingangsdatum:
        return "9387"
    if Regel.objects.filter(lane=lane, referentie=prestatie.referentie, is_granted=True).exists():
        return "9385"
    if not prestatie.is_credit:
        if _tarief(prestatie, lane) != prestatie.tarief:
            return "9383"
        if _volume_with(prestatie, toewijzing) > _most(prestatie, versie):
            return "9321"
    return ""


def _is_of(toewijzing: Any, bsn: str) -> bool:
    from noaber.access.sealing import keyring

    return bytes(toewijzing.persoon.bsn_index) == keyring().blind_index(bsn)


def _tarief(prestatie: _Prestatie, lane: Any) -> int | None:
    from django.db.models import Q

    from noaber.contracten.models import Tarief

    found = (
        Tarief.objects.filter(
            Q(geldig_tot__isnull=True) | Q(geldig_tot__gt=prestatie.einddatum),
            overeenkomst__gemeente=GEMEENTE,
            overeenkomst__aanbieder__agb=lane.aanbieder,
            product__categorie=prestatie.categorie,
            product__code=prestatie.code,
            eenheid=prestatie.eenheid,
            vervallen_at=None,
            geldig_van__lte=prestatie.begindatum,
        )
        .order_by("-geldig_van")
        .first()
    )
    return found.bedrag_cents if found else None


def _volume_with(prestatie: _Prestatie, toewijzing: Any) -> int:
    from django.db.models import Sum

    from bench.declareren.orm.models import Regel

    same = Regel.objects.filter(
        toewijzing=toewijzing,
        is_granted=True,
        begindatum=prestatie.begindatum,
        einddatum=prestatie.einddatum,
    )
    debits = same.filter(is_credit=False).aggregate(total=Sum("volume"))["total"] or 0
    taken_back = same.filter(is_credit=True).aggregate(total=Sum("volume"))["total"] or 0
    return prestatie.volume + int(debits) - int(taken_back)


def _most(prestatie: _Prestatie, versie: Any) -> int:
    return max_in_product_periode(
        Toegewezen(versie.volume, Frequentie(versie.frequentie)),
        Period.from_inclusive(versie.ingangsdatum, versie.einddatum),
        Period.from_inclusive(prestatie.begindatum, prestatie.einddatum),
    )


def main() -> None:
    path, count = Path(sys.argv[1]), int(sys.argv[2])
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.declareren.orm.settings"
    from noaber.config.start import start

    start()
    from django.db import connection, transaction

    from bench.declareren.orm.models import Regel
    from noaber.partijen.models import Lane

    with connection.schema_editor() as editor:
        editor.create_model(Regel)
    sender = etree.parse(path).findtext(".//{*}Afzender")
    lane = Lane.objects.get(gemeente=GEMEENTE, aanbieder=sender)
    granted, references = [], []
    cpu, begin = time.process_time(), time.perf_counter()
    with transaction.atomic():
        answer = etree.Element("Antwoord")
        for prestatie in islice(_read(path), count):
            regel = judge(prestatie, lane)
            granted.append(regel.is_granted)
            references.append(regel.referentie)
            if not regel.is_granted:
                etree.SubElement(prestatie.element, "RetourCode").text = regel.code
                answer.append(prestatie.element)
        etree.tostring(answer)
    wall, cpu = time.perf_counter() - begin, time.process_time() - cpu
    with connection.schema_editor() as editor:
        editor.delete_model(Regel)
    cost = {"wall": wall, "cpu": cpu, "peak": peak_mb()}
    print(json.dumps({**cost, "granted": granted, "references": references}))


if __name__ == "__main__":
    main()
