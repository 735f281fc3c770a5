# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The outcome of an exercise: what was expected beside what is there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Final

from noaber.declaraties.queries import get_betaalstand
from noaber.declaraties.queries.maanden import Maandtotaal, digest_per_lane, list_maandtotalen
from noaber.demo.fouten import Foutsoort
from noaber.demo.gevonden import lees
from noaber.demo.inrichting import EERSTE, boeken
from noaber.demo.oefening import Oefening
from noaber.demo.recepten import SOORTEN
from noaber.demo.uitbetalen import Betaalronde
from noaber.demo.verwachting import GOED, Fout, Uitkomst, Verschil, Verwachting, verschillen
from noaber.demo.vreemd import QUARANTAINE
from noaber.flows.controleer import controleer
from noaber.kernel.money import format_euro
from noaber.postbus.queries.verzonden import count_per_soort, list_initiatieven
from noaber.toewijzingen.queries.kanten import Side, digests

_TEGELIJK: Final = 100
_PAGE: Final = 5000


@dataclass(frozen=True, slots=True)
class Soortregel:
    """One kind of mistake: how often it was made, and how often exactly that came back."""

    soort: Foutsoort
    verwacht: int
    gevonden: int


@dataclass(frozen=True, slots=True)
class Berichtregel:
    """One kind of message one way, with what came of it."""

    functie: str
    richting: str
    stand: str
    aantal: int


@dataclass(frozen=True, slots=True)
class Geldregel:
    """One gemeente, one month."""

    gemeente: str
    maand: date
    regels: int
    afgewezen: int
    ingediend: int
    toegekend: int
    betaald: int


@dataclass(frozen=True, slots=True)
class Controle:
    """Something that must hold, and whether it does."""

    naam: str
    zegt: str
    gekeken: int
    klopt: bool
    breuken: tuple[str, ...] = ()


@dataclass(slots=True)
class Verslag:
    """All of it."""

    soorten: list[Soortregel] = field(default_factory=list)
    berichten: list[Berichtregel] = field(default_factory=list)
    geld: list[Geldregel] = field(default_factory=list)
    betalingen: list[Betaalronde] = field(default_factory=list)
    controles: list[Controle] = field(default_factory=list)
    verschillen: list[Verschil] = field(default_factory=list)
    beantwoord: int = 0
    """Messages whose answer was compared with what was expected."""

    @property
    def klopt(self) -> bool:
        """Whether everything is as expected."""
        return not self.verschillen and all(controle.klopt for controle in self.controles)

    def as_json(self) -> dict[str, Any]:
        """For machines."""
        return {
            "klopt": self.klopt,
            "beantwoord": self.beantwoord,
            "fouten": [
                {**asdict(line.soort), "verwacht": line.verwacht, "gevonden": line.gevonden}
                for line in self.soorten
            ],
            "berichten": [asdict(line) for line in self.berichten],
            "geld": [{**asdict(line), "maand": str(line.maand)} for line in self.geld],
            "betalingen": [asdict(line) for line in self.betalingen],
            "controles": [asdict(line) for line in self.controles],
            "verschillen": [asdict(line) for line in self.verschillen],
        }


def maak_verslag(oefening: Oefening, *, vervals: str | None = None) -> Verslag:
    """Compares everything. ``vervals``: a kind of mistake of which another code is expected than
    the standard gives, to see that a difference is found.
    """
    made = Verslag(betalingen=oefening.betalingen)
    found: Counter[str] = Counter()
    expected: Counter[str] = Counter()
    for verwacht, bericht, gevonden in _beantwoord(oefening):
        made.beantwoord += 1
        should = _vervalst(verwacht, vervals)
        made.verschillen += verschillen(bericht, should.uitkomst, gevonden)
        for fout in should.fouten:
            expected[fout.soort] += 1
            found[fout.soort] += _kwam_terug(fout, gevonden)
    for soort, verwachte in _terzijde(oefening, made):
        expected[soort] += 1
        found[soort] += verwachte
    made.soorten = [Soortregel(soort, expected[soort.naam], found[soort.naam]) for soort in SOORTEN]
    made.berichten = [Berichtregel(f or "Fo01", r, s, n) for r, f, s, n in count_per_soort()]
    _geld(oefening, made)
    _controles(oefening, made)
    return made


# ── answers ──────────────────────────────────────────────────────────────────────────────────────


def _beantwoord(oefening: Oefening) -> Iterator[tuple[Verwachting, str, Uitkomst]]:
    """Every message that anybody sent, what had to come back and what did."""
    verwacht = oefening.postkamer.verwacht
    ids: list[int] = []
    while page := list_initiatieven(after=ids[-1] if ids else 0, limit=_PAGE):
        ids += page
    pieces = [tuple(ids[n : n + _TEGELIJK]) for n in range(0, len(ids), _TEGELIJK)]
    with oefening.voortgang.task("Antwoorden vergelijken", len(ids)) as advance:
        for _, _, rows in oefening.krachten.chains(lees, [[piece] for piece in pieces]):
            for lot, uitkomst in rows:
                bericht = f"{lot.functie} {lot.identificatie}"
                yield verwacht.get(lot.id, GOED), bericht, uitkomst
            advance(len(rows))
    for one in oefening.vreemde.verstuurd.values():
        yield one.verwacht, one.naam, one.gevonden


def _vervalst(verwacht: Verwachting, vervals: str | None) -> Verwachting:
    if vervals is None or not any(fout.soort == vervals for fout in verwacht.fouten):
        return verwacht
    wrong = ("0000",)
    fouten = tuple(
        Fout(fout.soort, fout.plek, wrong) if fout.soort == vervals else fout
        for fout in verwacht.fouten
    )
    places = {fout.plek for fout in verwacht.fouten if fout.soort == vervals}
    old = verwacht.uitkomst
    uitkomst = Uitkomst(
        antwoord=old.antwoord,
        header=wrong if "Header" in places else old.header,
        codes={plek: wrong if plek in places else codes for plek, codes in old.codes.items()},
        toegekend=old.toegekend,
    )
    return Verwachting(uitkomst, fouten)


def _kwam_terug(fout: Fout, gevonden: Uitkomst) -> bool:
    if fout.plek == "schema":
        return gevonden.antwoord != "antwoord"
    if fout.plek == "Header":
        return gevonden.header == fout.codes
    return gevonden.codes.get(fout.plek) == fout.codes


def _terzijde(oefening: Oefening, made: Verslag) -> Iterator[tuple[str, bool]]:
    """What had to be put aside, and nothing else."""
    aside, expected = oefening.postkamer.terzijde, oefening.vreemde.quarantaine
    for name, soort in sorted(expected.items()):
        if name not in aside:
            made.verschillen.append(Verschil(name, QUARANTAINE, soort, "verwerkt"))
        yield soort, name in aside
    for name in sorted(set(aside) - set(expected)):
        made.verschillen.append(Verschil(name, QUARANTAINE, "verwerkt", aside[name]))


# ── money ────────────────────────────────────────────────────────────────────────────────────────


def _geld(oefening: Oefening, made: Verslag) -> None:
    expected: dict[tuple[str, date], Counter[str]] = {}
    for one in oefening.declarant.bedragen:
        sums = expected.setdefault((one.gemeente, one.maand), Counter())
        sums.update(
            regels=one.regels,
            afgewezen=one.afgewezen,
            ingediend=one.ingediend,
            toegekend=one.toegekend,
        )
    there = {
        (total.administratie, total.periode): total
        for total in list_maandtotalen()
        if total.is_ontvangen
    }
    for key in sorted({*expected, *there}):
        total, sums = there.get(key), expected.get(key, Counter())
        _vergelijk_geld(f"{key[0]} {key[1]:%m-%Y}", sums, total, made)
        if total is not None:
            made.geld.append(
                Geldregel(
                    *key,
                    regels=total.regels,
                    afgewezen=total.afgewezen,
                    ingediend=total.ingediend,
                    toegekend=total.toegekend,
                    betaald=total.betaald,
                )
            )


def _vergelijk_geld(
    which: str, sums: Counter[str], total: Maandtotaal | None, made: Verslag
) -> None:
    for name in ("regels", "afgewezen", "ingediend", "toegekend"):
        found = getattr(total, name) if total is not None else 0
        if sums[name] != found:
            made.verschillen.append(Verschil(which, name, str(sums[name]), str(found)))


# ── what must always hold ────────────────────────────────────────────────────────────────────────


def _controles(oefening: Oefening, made: Verslag) -> None:
    for uitslag in controleer(viewer=EERSTE, at=oefening.slot, with_berichten=True):
        checked = uitslag.checked
        made.controles.append(
            Controle(
                checked.invariant.name,
                checked.invariant.says,
                checked.looked_at,
                checked.holds,
                tuple(f"{where}: {what}" for where, what in uitslag.breuken),
            )
        )
    made.controles += _kanten(oefening)
    made.controles += _betaald(oefening, made)
    made.controles.append(_dubbel(oefening))


def _kanten(oefening: Oefening) -> Iterator[Controle]:
    """Gemeente and aanbieder know the same."""
    for name, found in {**digests(), "declaraties": digest_per_lane()}.items():
        lanes = sorted({key[:3] for key in found if _is_van_beide(oefening, key)})
        different = [
            f"{gemeente} {aanbieder} {wet}"
            for gemeente, aanbieder, wet in lanes
            if found.get((gemeente, aanbieder, wet, True))
            != found.get((gemeente, aanbieder, wet, False))
        ]
        yield Controle(
            f"kanten-{name.replace(' ', '-')}",
            f"Gemeente en aanbieder kennen dezelfde {name}.",
            len(lanes),
            not different,
            tuple(different),
        )


def _is_van_beide(oefening: Oefening, key: Side) -> bool:
    codes = oefening.postkamer.koerier.codes
    return key[0] in codes and key[1] in codes


def _betaald(oefening: Oefening, made: Verslag) -> Iterator[Controle]:
    """The bank and the books say the same, and everything that was granted is paid."""
    for gemeente in oefening.partijen.gemeenten:
        stand = get_betaalstand(boeken(gemeente.code), oefening.slot.date(), viewer=EERSTE)
        rounds = [one for one in oefening.betalingen if one.gemeente == gemeente.code]
        by_bank = sum(one.betaald for one in rounds)
        problems = [problem for one in rounds for problem in one.problemen]
        breaks = [
            text
            for is_wrong, text in (
                (stand.betaald != by_bank, f"bank {format_euro(by_bank)}"),
                (not stand.klopt, "toegekend is niet open, onderweg en betaald samen"),
                (stand.onderweg != 0, f"onderweg {format_euro(stand.onderweg)}"),
                (stand.open > 0, f"nog open {format_euro(stand.open)}"),
            )
            if is_wrong
        ]
        yield Controle(
            f"betaald-{gemeente.code}",
            f"Wat {gemeente.naam} heeft toegekend, is betaald.",
            len(rounds),
            not breaks and not problems,
            (*breaks, *problems),
        )


def _dubbel(oefening: Oefening) -> Controle:
    """What comes twice is known, and done once."""
    expected = oefening.postkamer.koerier.dubbel + oefening.vreemde.herhaald
    found = oefening.postkamer.dubbel
    return Controle(
        "dubbel-bezorgd",
        "Wat twee keer wordt bezorgd, wordt één keer verwerkt.",
        expected,
        expected == found,
        () if expected == found else (f"{found} herkend",),
    )
