# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""One row carried out: the decision, its message, its money and its kenmerk in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from django.db import transaction
from django.db.utils import InterfaceError, OperationalError
from django.utils import timezone

from noaber.access.types import Viewer
from noaber.berichten.definitions.groups import Product
from noaber.contracten.operations import UnknownProduct
from noaber.contracten.queries import list_productcodes
from noaber.flows.beantwoord_verzoek import beantwoord_verzoek
from noaber.flows.ken_toe import Toegekend, ken_toe
from noaber.flows.wijs_toe.besluiten import agreement_of, answer_of, besluit_of, told
from noaber.flows.wijs_toe.kolommen import ANSWERS, EVENTS
from noaber.flows.wijs_toe.lezen import Regel
from noaber.kernel.finding import Finding
from noaber.partijen.operations import lock_lane, open_lane
from noaber.partijen.queries import find_persoon, get_lane
from noaber.partijen.types import Lane
from noaber.postbus.queries import list_namen
from noaber.storage.locks import wait_for_turn
from noaber.toewijzingen.operations.genomen import afdruk, record_besluit
from noaber.toewijzingen.queries import genomen
from noaber.toewijzingen.types import (
    Assign,
    Besluit,
    CannotAnswer,
    Decision,
    Investigate,
    NothingChanges,
    Reject,
    WijzigingRefused,
)
from noaber.toewijzingen.types.genomen import GenomenBesluit, Gevraagd

ROWS: Final = "wijs toe"
"""Work of which any number of rows may be at hand, and of which a trial waits for all of them."""
_EURO: Final = "83"
_BESIDE_PGB: Final = "OP043"


class Stand(StrEnum):
    """What became of a row; the value is what a user reads."""

    GEDAAN = "gedaan"
    AL_GEDAAN = "al gedaan"
    """Its kenmerk says that it was carried out before."""
    GEWEIGERD = "geweigerd"
    MISLUKT = "mislukt"
    """By an error of ours; nothing was done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Uitkomst:
    """What became of one row."""

    rij: int | None
    kenmerk: str | None
    soort: str
    stand: Stand
    reden: str = ""
    """Why it was refused, in Dutch and without a person."""
    nummers: tuple[int, ...] = ()
    berichten: tuple[int, ...] = ()
    namen: tuple[str, ...] = ()
    """Of the messages: ``WMO301 N00000000012``."""
    warnings: tuple[Finding, ...] = field(default=())


class KenmerkUsed(WijzigingRefused):
    """Under this kenmerk another decision was carried out."""


class Repeated(WijzigingRefused):
    """There is a toewijzing with the same content, and no kenmerk says that two are meant."""


def carry_out(regel: Regel, *, viewer: Viewer, at: datetime) -> Uitkomst:
    """Carries out one row, or says why not. An error of ours is an outcome too.

    Raises:
        NotAllowed: the viewer may not.
        OperationalError, InterfaceError: the database went away.
    """
    try:
        with transaction.atomic():
            wait_for_turn(ROWS, shared=True)
            return _named(_carry_out(regel, viewer, at))
    except (WijzigingRefused, UnknownProduct) as refused:
        return _uitkomst(regel, Stand.GEWEIGERD, reden=str(refused))
    except PermissionError:
        raise
    except Exception as error:
        if isinstance(error, InterfaceError | OperationalError):
            raise
        failed = RowFailed(type(error).__name__)
        failed.__cause__ = error
        return _uitkomst(regel, Stand.MISLUKT, reden=str(failed))


class RowFailed(Exception):
    """An error of ours in one row; the others go on. The text is Dutch and names no content."""

    def __init__(self, kind: str) -> None:
        super().__init__(
            f"In noaber ging iets mis ({kind}); met deze rij is niets gedaan. Probeer het opnieuw, "
            "en meld het als dat niet helpt."
        )


def _uitkomst(regel: Regel, stand: Stand, reden: str = "") -> Uitkomst:
    return Uitkomst(
        rij=regel.place.rij, kenmerk=regel.kenmerk, soort=regel.soort, stand=stand, reden=reden
    )


def _named(done: Uitkomst) -> Uitkomst:
    found = list_namen(done.berichten)
    namen = [f"{found[one].functie} {found[one].identificatie}" for one in done.berichten]
    return replace(done, namen=tuple(namen))


def _carry_out(regel: Regel, viewer: Viewer, at: datetime) -> Uitkomst:
    print_of_row = afdruk(told(regel))
    if regel.kenmerk is not None:
        wait_for_turn(f"besluit {regel.administratie.id}/{regel.kenmerk}")
        before = genomen.find_genomen_besluit(regel.administratie.id, regel.kenmerk)
        if before is not None:
            return _again(regel, before, print_of_row)
    done = _decide(regel, viewer, at)
    record_besluit(
        administratie=regel.administratie,
        besluit=GenomenBesluit(
            kenmerk=regel.kenmerk,
            afdruk=print_of_row,
            soort=regel.soort,
            nummers=done.nummers,
            berichten=done.berichten,
            afspraak=agreement_of(regel, timezone.localdate(at)),
        ),
        viewer=viewer,
        at=at,
    )
    return done


def _again(regel: Regel, before: GenomenBesluit, print_of_row: bytes) -> Uitkomst:
    if before.afdruk != print_of_row:
        raise KenmerkUsed(
            "",
            "Dit kenmerk is al gebruikt voor een ander besluit: geef dit besluit een eigen "
            "kenmerk, of zet terug wat er eerst stond",
        )
    done = _uitkomst(regel, Stand.AL_GEDAAN)
    return replace(done, nummers=before.nummers, berichten=before.berichten)


def _decide(regel: Regel, viewer: Viewer, at: datetime) -> Uitkomst:
    if regel.soort in ANSWERS:
        return _answer(regel, viewer, at)
    persoon_id = find_persoon(regel.administratie.id, regel.get("bsn"))
    if persoon_id is None:
        raise WijzigingRefused("", "Deze persoon is hier niet meer bekend: leg de persoon vast")
    besluit = besluit_of(regel)
    if regel.soort in EVENTS and (regel.get("aanbieder") is None or regel.get("wet") is None):
        return _everywhere(regel, persoon_id, besluit, viewer, at)
    lane = _lane(regel, persoon_id)
    _check_product(regel, lane)
    _check_eenheid(regel, lane, persoon_id)
    made = _assign(regel, lane, persoon_id, besluit, viewer, at)
    return _done(regel, [made])


def _done(regel: Regel, made: Sequence[Toegekend]) -> Uitkomst:
    return replace(
        _uitkomst(regel, Stand.GEDAAN),
        nummers=tuple(nummer for one in made for nummer in one.nummers),
        berichten=tuple(one.bericht_id for one in made if one.bericht_id is not None),
        warnings=tuple(warning for one in made for warning in one.warnings),
    )


# ── at one aanbieder ─────────────────────────────────────────────────────────────────────────────


def _lane(regel: Regel, persoon_id: int) -> Lane:
    """Where the toewijzing lies: after a herindeling perhaps under an old code."""
    nummer = regel.get("toewijzingnummer")
    if nummer is not None:
        found = genomen.list_lane_ids(
            persoon_id, aanbieder=regel.get("aanbieder"), wet=regel.get("wet"), nummer=nummer
        )
        if found:
            return get_lane(found[-1])
    return open_lane(
        administratie=regel.administratie,
        gemeente=regel.administratie.code,
        aanbieder=regel.get("aanbieder"),
        wet=regel.get("wet"),
    )


def _check_product(regel: Regel, lane: Lane) -> None:
    """The aanbieder would have to reject it (TR381). Raises UnknownProduct."""
    categorie, code = regel.get("categorie"), regel.get("productcode")
    if code is None:
        return
    if Product(categorie=categorie, code=code) not in list_productcodes(lane.gemeente, lane.wet):
        raise UnknownProduct(categorie, code)


def _check_eenheid(regel: Regel, lane: Lane, persoon_id: int) -> None:
    """Volume or bedrag: which of the two follows from the toewijzing."""
    if regel.soort != "volume":
        return
    eenheid = genomen.find_eenheid(lane, persoon_id, regel.get("toewijzingnummer"))
    if eenheid is not None and (eenheid == _EURO) is (regel.get("bedrag") is None):
        asked = "bedrag" if eenheid == _EURO else "volume"
        raise WijzigingRefused(
            "", f"Deze toewijzing is in eenheid {eenheid}: vul de kolom {asked} in"
        )


def _assign(
    regel: Regel, lane: Lane, persoon_id: int, besluit: Besluit, viewer: Viewer, at: datetime
) -> Toegekend:
    lock_lane(lane.id)
    if regel.kenmerk is None and isinstance(besluit, Assign):
        _check_repeated(genomen.find_assigned(lane, persoon_id, besluit.wens))
    made = ken_toe(
        lane=lane,
        persoon_id=persoon_id,
        besluit=besluit,
        decision=_decision(regel, lane, persoon_id, at),
        viewer=viewer,
        at=at,
    )
    if regel.kenmerk is None:
        _check_repeated(genomen.find_repeated(lane, persoon_id, made.nummers))
    return made


def _check_repeated(other: int | None) -> None:
    if other is not None:
        raise Repeated(
            "",
            f"Toewijzing {other} is er al, met precies deze inhoud: is dit een ander besluit, geef "
            "het dan een eigen kenmerk",
        )


def _decision(regel: Regel, lane: Lane, persoon_id: int, at: datetime) -> Decision:
    """The moment of the decision: now, and a second later than the one before (IV013)."""
    now = timezone.localtime(at).replace(microsecond=0, tzinfo=None)
    last = genomen.find_last_decision(lane, persoon_id)
    if last is not None and last[0] == now.date() and last >= (now.date(), now.time()):
        now = datetime.combine(*last) + timedelta(seconds=1)
    return Decision(
        datum=timezone.localdate(at),
        tijd=now.time(),
        reden=regel.get("reden"),
        agreement=agreement_of(regel, timezone.localdate(at)),
    )


# ── at every aanbieder ───────────────────────────────────────────────────────────────────────────


def _everywhere(
    regel: Regel, persoon_id: int, besluit: Besluit, viewer: Viewer, at: datetime
) -> Uitkomst:
    """An event that ends what runs at every aanbieder; in order, so that nobody waits in a ring."""
    made = []
    lanes = genomen.list_lane_ids(
        persoon_id, aanbieder=regel.get("aanbieder"), wet=regel.get("wet")
    )
    for lane_id in lanes:
        try:
            made.append(_assign(regel, get_lane(lane_id), persoon_id, besluit, viewer, at))
        except NothingChanges:
            continue
    if not made:
        raise NothingChanges(
            "",
            "Er loopt bij geen enkele aanbieder een toewijzing die hierdoor eindigt: er is niets "
            "te doen, of vul aanbieder en wet in",
        )
    done = _done(regel, made)
    # What runs beside a pgb at another aanbieder was ended by the next step.
    is_all = regel.get("aanbieder") is None
    kept = [one for one in done.warnings if not (is_all and one.rule == _BESIDE_PGB)]
    return replace(done, warnings=tuple(kept))


# ── answers ──────────────────────────────────────────────────────────────────────────────────────


def _answer(regel: Regel, viewer: Viewer, at: datetime) -> Uitkomst:
    gevraagd = _gevraagd(regel)
    lane = get_lane(gevraagd.lane_id)
    besluit = answer_of(regel, gevraagd)
    if isinstance(besluit, Investigate | Reject):
        number = beantwoord_verzoek(lane=lane, besluit=besluit, viewer=viewer, at=at)
        return replace(_uitkomst(regel, Stand.GEDAAN), berichten=(number,))
    _check_product(regel, lane)
    return _done(regel, [_assign(regel, lane, gevraagd.persoon_id, besluit, viewer, at)])


def _gevraagd(regel: Regel) -> Gevraagd:
    """The verzoek that a row answers. Raises CannotAnswer."""
    if regel.get("verzoek") is not None:
        found = genomen.find_gevraagd(regel.administratie.id, regel.get("verzoek"))
    else:
        found = genomen.find_gevraagd_by_referentie(
            regel.administratie.id,
            regel.get("aanbieder"),
            regel.get("wet"),
            regel.get("referentie"),
        )
    if found is None:
        raise CannotAnswer(
            "TR355", "Dit verzoek is hier niet bekend: kijk met 'noaber verzoeken' wat er open is"
        )
    _check_same(regel, found)
    return found


def _check_same(regel: Regel, found: Gevraagd) -> None:
    """What a row says of a verzoek beside its name must be so. Raises CannotAnswer."""
    lane = get_lane(found.lane_id)
    bsn, aanbieder, wet = regel.get("bsn"), regel.get("aanbieder"), regel.get("wet")
    is_other = (
        (bsn is not None and find_persoon(regel.administratie.id, bsn) != found.persoon_id)
        or (aanbieder is not None and aanbieder != lane.aanbieder)
        or (wet is not None and wet is not lane.wet)
    )
    if is_other:
        raise CannotAnswer(
            "TR355", "Dit verzoek is van een andere cliënt of aanbieder dan deze rij zegt"
        )
