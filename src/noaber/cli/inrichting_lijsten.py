# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""``noaber inrichting toon``: what is recorded, kind by kind. Persons are not listed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import quote, unquote

import typer

from noaber.cli.boeken import get_gemeente
from noaber.cli.options import AsJson, fail, open_database, viewer
from noaber.cli.tabel import Aantal, Csv, Kolom, Lijst, show

if TYPE_CHECKING:
    from noaber.contracten.types import Overeenkomst, Product, Tarief
    from noaber.partijen.types import Aanbieder, Administratie, Gebied, Rekening

_DOEL = "bekijken wat er is vastgelegd"
_PAGE = 50


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked for."""

    gemeente: str | None
    zoek: str
    aanbieder: str | None
    wacht: bool


def toon(
    soort: Annotated[
        str | None,
        typer.Argument(
            help="administraties, gebieden, aanbieders, rekeningen, producten, overeenkomsten of "
            "tarieven.",
            metavar="SOORT",
            show_default=False,
        ),
    ] = None,
    *,
    gemeente: Annotated[
        str | None, typer.Option(metavar="CODE", help="Van welke gemeente.", show_default=False)
    ] = None,
    zoek: Annotated[
        str, typer.Option(metavar="TEKST", help="Alleen wat deze tekst bevat.", show_default=False)
    ] = "",
    aanbieder: Annotated[
        str | None,
        typer.Option(metavar="AGB", help="Alleen rekeningen van deze aanbieder."),
    ] = None,
    wacht: Annotated[
        bool,
        typer.Option("--wacht", help="Alleen rekeningen die op bevestiging wachten."),
    ] = False,
    na: Annotated[
        str | None,
        typer.Option(
            "--na", metavar="SLEUTEL", help="Ga verder na deze regel.", show_default=False
        ),
    ] = None,
    aantal: Aantal = _PAGE,
    as_json: AsJson = False,
    to_csv: Csv = None,
) -> None:
    """Toon wat er is vastgelegd. Personen worden niet getoond."""
    if soort == "personen":
        fail("Personen worden hier niet getoond. Kies een andere soort.")
    make = _LISTS.get(soort or "administraties")
    if make is None:
        fail(f"Deze soort bestaat niet. Kies uit: {', '.join(_LISTS)}.")
    if zoek and soort in ("gebieden", "rekeningen"):
        fail(f"Bij {soort} kunt u niet zoeken. Laat --zoek weg.")
    if (aanbieder or wacht) and soort != "rekeningen":
        fail("--aanbieder en --wacht horen bij rekeningen. Laat ze weg.")
    open_database()
    lijst = make(_Asked(gemeente, zoek, aanbieder, wacht))
    show(lijst, after=na, count=aantal, as_json=as_json, to=to_csv)
    if soort is None and not as_json and to_csv is None:
        typer.echo(f"Meer: noaber inrichting toon met {', '.join(list(_LISTS)[1:])}.")
        _tell_waiting()


def _tell_waiting() -> None:
    from noaber.partijen.queries import list_administraties, page_rekeningen

    for found in list_administraties(viewer=viewer(None, _DOEL)):
        if page_rekeningen(administratie_id=found.id, only_waiting=True, limit=1):
            typer.echo(
                f"Bij {found.naam} wacht een rekeningnummer op bevestiging door een tweede "
                f"persoon: noaber inrichting toon rekeningen --gemeente {found.code} --wacht"
            )


# ── keys of a page ───────────────────────────────────────────────────────────────────────────────


def _key(*parts: Any) -> str:
    """One word that a shell leaves alone."""
    return "/".join(quote(str(part), safe="") for part in parts)


def _after(key: str | None, parts: int) -> tuple[str, ...]:
    if key is None:
        return ()
    found = tuple(unquote(part) for part in key.split("/"))
    if len(found) != parts:
        fail("De sleutel bij --na klopt niet. Neem haar over van de vorige bladzijde.")
    return found


# ── whose ────────────────────────────────────────────────────────────────────────────────────────


def _gemeente(asked: _Asked) -> str:
    """The gemeente that was asked for, or the only one there is. An aanbieder has products and
    contracts of gemeenten that have no books here.
    """
    return asked.gemeente or get_gemeente(None, _DOEL).code


def _books(asked: _Asked) -> Administratie:
    return get_gemeente(asked.gemeente, _DOEL)


# ── the lists ────────────────────────────────────────────────────────────────────────────────────

_LAAD = "Leg ze vast met noaber inrichting laad."


def _administraties(asked: _Asked) -> Lijst[Administratie]:
    from noaber.partijen.queries import list_administraties, list_oude_codes

    def page(after: str | None, limit: int) -> list[Administratie]:
        found = list_administraties(viewer=viewer(None, _DOEL))
        wanted = [
            one
            for one in found
            if one.code > (after or "") and asked.zoek.casefold() in one.naam.casefold()
        ]
        return wanted[:limit]

    old: dict[str, list[str]] = {}
    for code, now in list_oude_codes().items():
        old.setdefault(now, []).append(code)
    return Lijst(
        title="Administraties",
        columns=[
            Kolom("Code", "code", lambda row: row.code),
            Kolom("Naam", "naam", lambda row: row.naam),
            Kolom("Betaalt van", "iban", lambda row: row.iban.masked if row.iban else None),
            Kolom("In envelop", "in_envelop", lambda row: row.in_envelop),
            Kolom("Oude codes", "oude_codes", lambda row: sorted(old.get(row.code, []))),
        ],
        page=page,
        key=lambda row: row.code,
        empty=f"Er is nog geen administratie. {_LAAD}",
    )


def _gebieden(asked: _Asked) -> Lijst[Gebied]:
    from noaber.partijen.queries import page_gebieden

    books = _books(asked)
    return Lijst(
        title=f"Gebieden van {books.naam}",
        columns=[
            Kolom("Code", "code", lambda row: row.code),
            Kolom("Naam", "naam", lambda row: row.naam),
            Kolom("Sleutel", "sleutel", lambda row: _key(row.code), is_shown=False),
        ],
        page=lambda after, limit: page_gebieden(
            administratie_id=books.id, after=(_after(after, 1) or ("",))[0], limit=limit
        ),
        key=lambda row: _key(row.code),
        empty=f"Er zijn geen gebieden. {_LAAD}",
    )


def _aanbieders(asked: _Asked) -> Lijst[Aanbieder]:
    from noaber.partijen.queries import page_aanbieders

    return Lijst(
        title="Aanbieders",
        columns=[
            Kolom("AGB", "agb", lambda row: row.agb),
            Kolom("Naam", "naam", lambda row: row.naam),
            Kolom("KvK", "kvk", lambda row: row.kvk),
        ],
        page=lambda after, limit: page_aanbieders(zoek=asked.zoek, after=after or "", limit=limit),
        key=lambda row: row.agb,
        empty=f"Er zijn geen aanbieders die hieraan voldoen. {_LAAD}",
    )


def _rekeningen(asked: _Asked) -> Lijst[Rekening]:
    from noaber.partijen.queries import page_rekeningen

    books = _books(asked)

    def page(after: str | None, limit: int) -> list[Rekening]:
        key = _after(after, 2)
        if key and not key[1].isdecimal():
            fail("De sleutel bij --na klopt niet. Neem haar over van de vorige bladzijde.")
        return page_rekeningen(
            administratie_id=books.id,
            only_waiting=asked.wacht,
            agb=asked.aanbieder,
            after=(key[0], int(key[1])) if key else None,
            limit=limit,
        )

    return Lijst(
        title=f"Rekeningen waarop {books.naam} betaalt",
        columns=[
            Kolom("AGB", "aanbieder", lambda row: row.aanbieder),
            Kolom("Rekening", "iban", lambda row: row.iban.masked),
            Kolom("Op naam van", "tenaamstelling", lambda row: row.tenaamstelling),
            Kolom("Opgave", "opgegeven_door", lambda row: row.opgegeven_door),
            Kolom("Op", "opgegeven_op", lambda row: _local(row.opgegeven_at)),
            Kolom(
                "Bevestigd door",
                "bevestigd_door",
                lambda row: row.bevestigd_door or "wacht op bevestiging",
            ),
            Kolom("Bevestigd", "is_bevestigd", lambda row: row.is_bevestigd, is_shown=False),
            Kolom("Sleutel", "sleutel", lambda row: _key(row.aanbieder, row.id), is_shown=False),
        ],
        page=page,
        key=lambda row: _key(row.aanbieder, row.id),
        empty="Er wacht geen rekening op bevestiging."
        if asked.wacht
        else f"Er zijn geen rekeningen. {_LAAD}",
    )


def _producten(asked: _Asked) -> Lijst[Product]:
    from noaber.contracten.queries import page_producten

    gemeente = _gemeente(asked)

    def key(row: Product) -> str:
        return _key(row.wet, row.categorie, row.code)

    return Lijst(
        title=f"Producten van gemeente {gemeente}",
        columns=[
            Kolom("Wet", "wet", lambda row: row.wet.value),
            Kolom("Categorie", "categorie", lambda row: row.categorie),
            Kolom("Code", "code", lambda row: row.code),
            Kolom("Naam", "naam", lambda row: row.naam),
            Kolom("Taakgericht", "taakgericht", lambda row: row.is_taakgericht),
            Kolom("Taakveld", "taakveld", lambda row: row.taakveld),
            Kolom(
                "Verzilverd",
                "verzilveringsgraad",
                lambda row: f"{row.verzilveringsgraad.normalize():f}".replace(".", ","),
                "right",
            ),
            Kolom("Sleutel", "sleutel", key, is_shown=False),
        ],
        page=lambda after, limit: page_producten(
            gemeente=gemeente, zoek=asked.zoek, after=_after(after, 3), limit=limit
        ),
        key=key,
        empty=f"Er zijn geen producten die hieraan voldoen. {_LAAD}",
    )


def _overeenkomsten(asked: _Asked) -> Lijst[Overeenkomst]:
    from noaber.contracten.queries import page_overeenkomsten
    from noaber.kernel.period import Period

    gemeente = _gemeente(asked)

    def key(row: Overeenkomst) -> str:
        return _key(row.aanbieder, row.nummer)

    return Lijst(
        title=f"Overeenkomsten van gemeente {gemeente}",
        columns=[
            Kolom("AGB", "aanbieder", lambda row: row.aanbieder),
            Kolom("Wet", "wet", lambda row: row.wet.value),
            Kolom("Nummer", "nummer", lambda row: row.nummer),
            Kolom("Vanaf", "ingangsdatum", lambda row: row.ingangsdatum),
            Kolom(
                "Tot en met",
                "einddatum",
                lambda row: Period(row.ingangsdatum, row.einddatum_tot).last_day,
            ),
            Kolom("Sleutel", "sleutel", key, is_shown=False),
        ],
        page=lambda after, limit: page_overeenkomsten(
            gemeente=gemeente, zoek=asked.zoek, after=_after(after, 2), limit=limit
        ),
        key=key,
        empty=f"Er zijn geen overeenkomsten die hieraan voldoen. {_LAAD}",
    )


def _tarieven(asked: _Asked) -> Lijst[Tarief]:
    from noaber.contracten.queries import page_tarieven

    gemeente = _gemeente(asked)

    def key(row: Tarief) -> str:
        return _key(row.overeenkomst, row.categorie, row.code, row.eenheid, row.geldig.start)

    return Lijst(
        title=f"Tarieven van gemeente {gemeente}",
        columns=[
            Kolom("Overeenkomst", "overeenkomst", lambda row: row.overeenkomst),
            Kolom("Cat.", "categorie", lambda row: row.categorie),
            Kolom("Code", "code", lambda row: row.code),
            Kolom("Per", "eenheid", lambda row: _eenheid(row.eenheid)),
            Kolom("Bedrag", "bedrag", lambda row: _euro(row.bedrag_cents), "right"),
            Kolom("Cent", "bedrag_cents", lambda row: row.bedrag_cents, is_shown=False),
            Kolom("Vanaf", "geldig_van", lambda row: row.geldig.start),
            Kolom("Tot en met", "geldig_tot_en_met", lambda row: row.geldig.last_day),
            Kolom("Sleutel", "sleutel", key, is_shown=False),
        ],
        page=lambda after, limit: page_tarieven(
            gemeente=gemeente, zoek=asked.zoek, after=_after(after, 5), limit=limit
        ),
        key=key,
        empty=f"Er zijn geen tarieven die hieraan voldoen. {_LAAD}",
    )


def _local(at: datetime) -> date:
    from django.utils import timezone

    return timezone.localdate(at)


def _euro(cents: int | None) -> str | None:
    from noaber.kernel.money import format_euro

    return None if cents is None else format_euro(cents)


def _eenheid(code: str) -> str:
    from noaber.berichten.codelists import code_list
    from noaber.kernel.wet import Wet

    return f"{code} {code_list('WJ756', Wet.WMO).describe(code).casefold()}"


_LISTS: dict[str, Callable[[_Asked], Lijst[Any]]] = {
    "administraties": _administraties,
    "gebieden": _gebieden,
    "aanbieders": _aanbieders,
    "rekeningen": _rekeningen,
    "producten": _producten,
    "overeenkomsten": _overeenkomsten,
    "tarieven": _tarieven,
}
