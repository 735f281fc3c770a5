# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""One message as a person looks at it: what stands on the outside, and what happened to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from noaber.access.types import Recht, Viewer
from noaber.postbus import models
from noaber.postbus.queries.berichten import UnknownBericht
from noaber.postbus.queries.lijsten import soort_of, to_regels, visible
from noaber.postbus.rules.foutcodes import find_foutcode
from noaber.postbus.types import (
    BerichtDetail,
    EnvelopFeiten,
    Gebeurtenis,
    InStatus,
    PostVerwijzing,
    Richting,
    Status,
)


def get_detail(*, viewer: Viewer, bericht_id: int) -> BerichtDetail:
    """All of a message but its content.

    Raises:
        NotAllowed: the viewer may not.
        UnknownBericht: not there, or not for this viewer; the two look the same.
    """
    viewer.require(Recht.POST_BEKIJKEN)
    row = (
        visible(viewer)
        .select_related("administratie", "antwoord_op", "herhaling_van")
        .filter(pk=bericht_id)
        .first()
    )
    if row is None:
        raise UnknownBericht
    antwoorden = list(row.antwoorden.order_by("pk"))
    herhalingen = list(models.Bericht.objects.filter(herhaling_van=row).order_by("pk"))
    (regel,) = to_regels([row])
    return BerichtDetail(
        regel=regel,
        lane_id=row.lane_id,
        naam=row.naam,
        grootte=row.grootte,
        sha256=bytes(row.sha256).hex(),
        pogingen=row.pogingen,
        envelop=None if row.envelop is None else _envelop(row.envelop),
        antwoord_op=_verwijzing(row.antwoord_op),
        antwoorden=tuple(_verwijzingen(antwoorden)),
        herhaling_van=_verwijzing(row.herhaling_van),
        herhalingen=tuple(_verwijzingen(herhalingen)),
        gebeurtenissen=tuple(
            sorted(
                [
                    *_own_events(row),
                    *_answer_events(antwoorden),
                    *_repeat_events(row, herhalingen),
                    *_signal_events(row),
                    *_quarantaine_events(row),
                ],
                key=lambda event: event.at,
            )
        ),
    )


def _envelop(stored: dict[str, object]) -> EnvelopFeiten:
    zender, ontvanger = stored["zender"], stored["ontvanger"]
    assert isinstance(zender, list)
    assert isinstance(ontvanger, list)
    cross, code = stored.get("cross"), stored.get("code")
    return EnvelopFeiten(
        soort=str(stored["soort"]),
        referentienummer=str(stored["referentienummer"]),
        verwijst_naar=None if cross is None else str(cross),
        zender=f"{zender[0]} ({zender[1]})",
        ontvanger=f"{ontvanger[0]} ({ontvanger[1]})",
        tijdstip=datetime.fromisoformat(str(stored["tijdstip"])),
        fout="" if code is None else _fault(str(code)),
    )


def _fault(code: str) -> str:
    """The code and what the published list says of it: what a node wrote itself may hold more."""
    found = find_foutcode(code)
    if found is None:
        return f"{code}: deze code staat in geen lijst. Vraag het knooppunt wat zij betekent."
    return f"{code}: {found.omschrijving} {found.wat_te_doen}".strip()


def _verwijzing(row: models.Bericht | None) -> PostVerwijzing | None:
    if row is None:
        return None
    return PostVerwijzing(
        id=row.pk,
        wat=f"{soort_of(row)} {row.identificatie}".strip(),
        stand=row.uitkomst or row.status,
        at=row.at,
    )


def _verwijzingen(rows: Iterable[models.Bericht]) -> Iterator[PostVerwijzing]:
    for row in rows:
        found = _verwijzing(row)
        assert found is not None
        yield found


# ── what happened ────────────────────────────────────────────────────────────────────────────────


def _own_events(row: models.Bericht) -> Iterator[Gebeurtenis]:
    is_in = row.richting == Richting.IN
    yield Gebeurtenis(at=row.at, wat="ontvangen en bewaard" if is_in else "gemaakt")
    if row.afgerond_at is None or row.status == InStatus.QUARANTAINE:
        return
    if is_in:
        yield Gebeurtenis(at=row.afgerond_at, wat=f"verwerkt: {row.uitkomst}")
    elif row.status != Status.MADE:
        yield Gebeurtenis(at=row.afgerond_at, wat="verzonden")


def _answer_events(antwoorden: Iterable[models.Bericht]) -> Iterator[Gebeurtenis]:
    for row in antwoorden:
        done = "antwoord gemaakt" if row.richting == Richting.UIT else "antwoord ontvangen"
        yield Gebeurtenis(at=row.at, wat=f"{done}: {soort_of(row)} (nummer {row.pk})")


def _repeat_events(row: models.Bericht, rows: Iterable[models.Bericht]) -> Iterator[Gebeurtenis]:
    again = "nog eens ontvangen" if row.richting == Richting.IN else "opnieuw verzonden"
    for repeat in rows:
        yield Gebeurtenis(at=repeat.at, wat=f"{again}, als nummer {repeat.pk}")


def _signal_events(row: models.Bericht) -> Iterator[Gebeurtenis]:
    for signaal in row.signalen.order_by("pk"):
        yield Gebeurtenis(at=signaal.at, wat=f"signaal {signaal.pk}: {signaal.soort}")
        if signaal.afgehandeld_at is not None:
            yield Gebeurtenis(
                at=signaal.afgehandeld_at,
                wat=f"signaal {signaal.pk} afgehandeld: {signaal.besluit}",
                door=signaal.afgehandeld_door,
            )


def _quarantaine_events(row: models.Bericht) -> Iterator[Gebeurtenis]:
    for aside in models.Quarantaine.objects.filter(bericht=row).defer("sealed").order_by("pk"):
        yield Gebeurtenis(at=aside.at, wat=f"in quarantaine (nummer {aside.pk}): {aside.reden}")
        if aside.afgehandeld_at is not None:
            yield Gebeurtenis(
                at=aside.afgehandeld_at,
                wat=f"besluit over quarantaine {aside.pk}: {aside.besluit}",
                door=aside.afgehandeld_door,
            )
