# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""``python -m bench.declareren.single COUNT FROM``: starts and stops, one at a time.

Prints how long each message took from a file on disk to an answer that is committed, and to an
answer that stands in the outbox. The program is warm, as a server is.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from bench.contenders import peak_mb
from bench.declareren.plan import CATEGORIE, CODE, GEMEENTE, agb
from bench.generate import test_bsns
from noaber.access.types import systeem
from noaber.berichten.definitions import classes as c
from noaber.berichten.definitions import groups as g
from noaber.berichten.definitions import messages as m
from noaber.berichten.definitions.registry import definition
from noaber.berichten.xml.write import write
from noaber.config.start import start
from noaber.kernel.wet import Wet

_STARTED, _STOPPED = date(2026, 2, 2), date(2026, 4, 30)
_SENT = {"305": date(2026, 2, 3), "307": date(2026, 5, 4)}
_AT = datetime(2026, 5, 5, 10, tzinfo=UTC)
_WARM = 20


def message(number: str, identificatie: str, bsn: str, nummer: int) -> bytes:
    """A 305 or 307 of the first aanbieder about this toewijzing."""
    version = definition(Wet.WMO, number).xsd_version
    header = m.Header(
        afzender=agb(0),
        ontvanger=GEMEENTE,
        bericht_identificatie=g.BerichtIdentificatie(
            identificatie=identificatie, dagtekening=_SENT[number]
        ),
        xsd_versie=g.XsdVersie(basisschema_xsd_versie=version, bericht_xsd_versie=version),
    )
    about: dict[str, Any] = {
        "toewijzing_nummer": nummer,
        "product": g.Product(categorie=CATEGORIE, code=CODE),
        "begindatum": _STARTED,
        "status_aanlevering": "1",
    }
    client: dict[str, Any] = {
        "bsn": bsn,
        "geboortedatum": g.Geboortedatum(datum=date(1960, 1, 1)),
        "geslacht": "1",
        "naam": g.VerkorteNaam(geslachtsnaam=g.Achternaam(achternaam="Verzonnen")),
    }
    if number == "305":
        starts = (c.StartProduct(**about),)
        return write(
            m.Bericht305(
                wet=Wet.WMO, header=header, client=c.StartClient(**client, start_producten=starts)
            )
        )
    stops = (c.StopProduct(**about, einddatum=_STOPPED, reden_beeindiging="19"),)
    return write(
        m.Bericht307(
            wet=Wet.WMO, header=header, client=c.StopClient(**client, stop_producten=stops)
        )
    )


def messages(count: int, first: int) -> list[tuple[str, bytes]]:
    """A start and a stop for each of half as many toewijzingen."""
    nummers = range(first, first + count // 2)
    bsns = list(islice(test_bsns(), nummers.stop))
    return [
        (
            f"{number}_{nummer}.xml",
            message(number, f"S{number}{nummer:08}", bsns[nummer - 1], nummer),
        )
        for number in ("305", "307")
        for nummer in nummers
    ]


def _commit(nummers: range) -> None:
    """Books what these toewijzingen may cost, as happens when they are decided."""
    from noaber.flows.boek_verplichting import boek_verplichting  # noqa: PLC0415
    from noaber.partijen.queries import list_lanes  # noqa: PLC0415
    from noaber.toewijzingen.queries import find_toewijzing_ids  # noqa: PLC0415

    (lane,) = (
        lane for lane in list_lanes(viewer=systeem("meten van noaber")) if lane.aanbieder == agb(0)
    )
    ids = find_toewijzing_ids(lane, nummers).values()
    boek_verplichting(lane, ids, on=_AT.date(), at=_AT)


def main() -> None:
    count, first = int(sys.argv[1]), int(sys.argv[2])
    start()
    from noaber.flows.inbox import process_next  # noqa: PLC0415
    from noaber.flows.verwerk_map import carry, take_in_file  # noqa: PLC0415
    from noaber.postbus.folder.outbox import Outbox  # noqa: PLC0415
    from noaber.postbus.types import Uitkomst  # noqa: PLC0415

    viewer = systeem("meten van noaber")
    _commit(range(first, first + count // 2 + _WARM))
    committed, written = [], []
    with tempfile.TemporaryDirectory() as name, Outbox.open(Path(name) / "uit") as outbox:
        inbox = Path(name)
        files = messages(count + 2 * _WARM, first)
        for file, data in files:
            (inbox / file).write_bytes(data)
        cpu = time.process_time()
        for file, _ in files:
            begin = time.perf_counter()
            (taken,) = take_in_file(inbox / file, file, lambda: _AT)
            found = process_next(viewer=viewer, at=_AT)
            committed.append(time.perf_counter() - begin)
            assert found is not None
            done = found[0]
            assert (done.bericht_id, done.uitkomst) == (taken.bericht_id, Uitkomst.AKKOORD), done
            assert done.antwoord_id is not None
            carry(done.antwoord_id, outbox, lambda: _AT)
            written.append(time.perf_counter() - begin)
    cost = {"cpu": time.process_time() - cpu, "peak": peak_mb()}
    print(json.dumps({**cost, "committed": committed[_WARM:], "written": written[_WARM:]}))


if __name__ == "__main__":
    main()
