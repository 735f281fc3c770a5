# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The fourteen messages, as values. Each exists for both laws.

The header leaves out what the kind of message already says (BerichtCode, BerichtVersie,
BerichtSubversie): reader and writer take care of those.
"""

from __future__ import annotations

from dataclasses import dataclass

from noaber.berichten.definitions import classes as c
from noaber.berichten.definitions import groups as g
from noaber.berichten.definitions import types as t
from noaber.kernel.wet import Wet


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Header of a heenbericht. Gemeenten go by CBS code, aanbieders by AGB code."""

    afzender: t.Afzender
    ontvanger: t.Ontvanger
    bericht_identificatie: g.BerichtIdentificatie
    xsd_versie: g.XsdVersie


@dataclass(frozen=True, slots=True, kw_only=True)
class RetourHeader:
    """Header of a retourbericht: that of the heenbericht, not swapped, with the answer (IV028)."""

    afzender: t.Afzender
    ontvanger: t.Ontvanger
    bericht_identificatie: g.BerichtIdentificatie
    xsd_versie: g.XsdVersie
    identificatie_retour: t.IdentificatieBericht
    dagtekening_retour: t.Datum
    xslt_versie: t.Versie | None = None
    xsd_versie_retour: g.XsdVersie
    retour_codes: tuple[t.RetourCode, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaratieAntwoordHeader:
    """Header of a 325: an own header of the gemeente that names the 323 it answers (IV087)."""

    afzender: t.Afzender
    ontvanger: t.Ontvanger
    bericht_identificatie: g.BerichtIdentificatie
    xsd_versie: g.XsdVersie
    declaratie_identificatie: g.BerichtIdentificatie
    xslt_versie: t.Versie | None = None
    xsd_versie_declaratie: g.XsdVersie
    retour_codes: tuple[t.RetourCode, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bericht:
    """Any message, with the law it belongs to."""

    wet: Wet


@dataclass(frozen=True, slots=True, kw_only=True)
class Heenbericht(Bericht):
    """A message that asks for an answer."""

    header: Header


@dataclass(frozen=True, slots=True, kw_only=True)
class Retourbericht(Bericht):
    """An answer; without body when there is nothing to say about a class."""

    header: RetourHeader


@dataclass(frozen=True, slots=True, kw_only=True)
class Bericht301(Heenbericht):
    """Toewijzing: gemeente assigns; all current toewijzingen of one client at one aanbieder."""

    client: c.ToewijzingClient


@dataclass(frozen=True, slots=True, kw_only=True)
class Bericht302(Retourbericht):
    """Answer of the aanbieder to a 301."""

    client: c.ToewijzingClient | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bericht305(Heenbericht):
    """Start of delivery."""

    client: c.StartClient


@dataclass(frozen=True, slots=True, kw_only=True)
class Bericht306(Retourbericht):
    """Answer of the gemeente to a 305."""

    client: c.StartClient | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bericht307(Heenbericht):
    """Stop of delivery, for good or as a pause."""

    client: c.StopClient


@dataclass(frozen=True, slots=True, kw_only=True)
class Bericht308(Retourbericht):
    """Answer of the gemeente to a 307."""

    client: c.StopClient | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bericht315(Heenbericht):
    """Verzoek om toewijzing (VOT): the aanbieder asks for one or more toewijzingen."""

    client: c.AanvraagClient


@dataclass(frozen=True, slots=True, kw_only=True)
class Bericht316(Retourbericht):
    """Answer of the gemeente to a 315 as a message; the decision follows in a 301 or 319."""

    client: c.AanvraagClient | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bericht317(Heenbericht):
    """Verzoek om wijziging (VOW): the aanbieder asks for another package during delivery."""

    client: c.WijzigingClient


@dataclass(frozen=True, slots=True, kw_only=True)
class Bericht318(Retourbericht):
    """Answer of the gemeente to a 317 as a message; the decision follows in a 301 or 319."""

    client: c.WijzigingClient | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bericht319(Heenbericht):
    """Antwoord: the gemeente refuses a request or says that it is looking into it."""

    antwoord: c.Antwoord


@dataclass(frozen=True, slots=True, kw_only=True)
class Bericht320(Retourbericht):
    """Answer of the aanbieder to a 319."""

    antwoord: c.Antwoord | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bericht323(Heenbericht):
    """Declaratie of an aanbieder over one calendar month."""

    declaratie: c.Declaratie


@dataclass(frozen=True, slots=True, kw_only=True)
class Bericht325(Bericht):
    """Declaratie-antwoord: the gemeente says what it pays, and which prestaties it rejects."""

    header: DeclaratieAntwoordHeader
    declaratie_antwoord: c.DeclaratieAntwoord | None = None
