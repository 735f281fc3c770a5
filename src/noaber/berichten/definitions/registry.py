# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The 28 messages of release 3.2: who sends them, what answers them, how they are recognised."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property

from noaber.berichten.definitions import messages as m
from noaber.berichten.definitions.nodes import Branch, Context, compile_root
from noaber.kernel.wet import Wet


class Rol(StrEnum):
    """The two parties of every message."""

    GEMEENTE = "gemeente"
    AANBIEDER = "aanbieder"

    @property
    def other(self) -> Rol:
        """The party on the other side."""
        return Rol.AANBIEDER if self is Rol.GEMEENTE else Rol.GEMEENTE


class UnknownMessage(LookupError):
    """There is no message of that name in release 3.2."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of message, the same for both laws."""

    number: str
    naam: str
    cls: type[m.Bericht]
    sender: Rol
    codes: tuple[str, str]
    """BerichtCode (COD002) for Wmo and for the Jeugdwet."""
    answers: str | None = None
    """Number of the message that this one answers."""


_G, _A = Rol.GEMEENTE, Rol.AANBIEDER
KINDS = (
    Kind("301", "toewijzing", m.Bericht301, _G, ("414", "436")),
    Kind("302", "toewijzing retour", m.Bericht302, _A, ("415", "437"), "301"),
    Kind("305", "start levering", m.Bericht305, _A, ("418", "438")),
    Kind("306", "start levering retour", m.Bericht306, _G, ("419", "439"), "305"),
    Kind("307", "stop levering", m.Bericht307, _A, ("420", "440")),
    Kind("308", "stop levering retour", m.Bericht308, _G, ("421", "441"), "307"),
    Kind("315", "verzoek om toewijzing", m.Bericht315, _A, ("444", "446")),
    Kind("316", "verzoek om toewijzing retour", m.Bericht316, _G, ("445", "447"), "315"),
    Kind("317", "verzoek om wijziging", m.Bericht317, _A, ("480", "486")),
    Kind("318", "verzoek om wijziging retour", m.Bericht318, _G, ("481", "487"), "317"),
    Kind("319", "antwoord op verzoek", m.Bericht319, _G, ("482", "488")),
    Kind("320", "antwoord op verzoek retour", m.Bericht320, _A, ("483", "489"), "319"),
    Kind("323", "declaratie", m.Bericht323, _A, ("484", "490")),
    Kind("325", "declaratie-antwoord", m.Bericht325, _G, ("485", "491"), "323"),
)
_BY_NUMBER = {kind.number: kind for kind in KINDS}

# The public schemas of the two laws differ in version; a message we make says ours (flows §10.15).
_XSD_VERSION = {Wet.WMO: "1.0.0", Wet.JW: "0.1.0"}


@dataclass(frozen=True)
class Definition:
    """One message of one law."""

    kind: Kind
    wet: Wet

    @property
    def number(self) -> str:
        """Three digits, e.g. 323."""
        return self.kind.number

    @property
    def name(self) -> str:
        """Name as users and envelopes write it, e.g. WMO323."""
        return f"{'WMO' if self.wet is Wet.WMO else 'JW'}{self.kind.number}"

    @property
    def bericht_code(self) -> str:
        """BerichtCode in the header (COD002)."""
        return self.kind.codes[0 if self.wet is Wet.WMO else 1]

    @property
    def sender(self) -> Rol:
        """The party that makes this message."""
        return self.kind.sender

    @property
    def is_retour(self) -> bool:
        """Whether this is a retourbericht (302, 306, 308, 316, 318, 320); a 325 is not one."""
        return issubclass(self.kind.cls, m.Retourbericht)

    @property
    def prefix(self) -> str:
        """Namespace prefix that we write."""
        return self.name.lower()

    @property
    def basis_prefix(self) -> str:
        """Namespace prefix that we write for the basisschema."""
        return self.wet.standaard.lower()

    @property
    def namespace(self) -> str:
        """Namespace of the message."""
        return f"http://www.istandaarden.nl/{self.basis_prefix}/3_2/{self.prefix}/schema"

    @property
    def basis_namespace(self) -> str:
        """Namespace of the groups."""
        return f"http://www.istandaarden.nl/{self.basis_prefix}/3_2/basisschema/schema"

    @property
    def xsd_version(self) -> str:
        """Version of both schemas (IV034)."""
        return _XSD_VERSION[self.wet]

    @cached_property
    def root(self) -> Branch:
        """The element tree."""
        # A retourbericht repeats the header of the message it answers, parties not swapped.
        heen = _BY_NUMBER[self.kind.answers] if self.is_retour and self.kind.answers else self.kind
        context = Context(
            wet=self.wet,
            is_answer=self.kind.answers is not None,
            gemeente_sends=heen.sender is Rol.GEMEENTE,
            bericht_code=self.bericht_code,
            namespace=self.namespace,
            basis_namespace=self.basis_namespace,
        )
        return compile_root(self.kind.cls, context)

    @property
    def answer(self) -> Definition | None:
        """The message that answers this one, if any."""
        found = next((k.number for k in KINDS if k.answers == self.number), None)
        return definition(self.wet, found) if found else None

    @property
    def question(self) -> Definition | None:
        """The message that this one answers, if any."""
        return definition(self.wet, self.kind.answers) if self.kind.answers else None


@cache
def definition(wet: Wet, number: str) -> Definition:
    """The definition of one message.

    Raises:
        UnknownMessage: release 3.2 has no message of that number.
    """
    if number not in _BY_NUMBER:
        raise UnknownMessage(f"Bericht {number} bestaat niet in release 3.2.")
    return Definition(_BY_NUMBER[number], wet)


@cache
def all_definitions() -> tuple[Definition, ...]:
    """The 28 messages: first iWmo, then iJw."""
    return tuple(definition(wet, kind.number) for wet in Wet for kind in KINDS)


def by_name(name: str) -> Definition:
    """The definition of ``WMO323`` or ``jw305``.

    Raises:
        UnknownMessage: release 3.2 has no message of that name.
    """
    for entry in all_definitions():
        if entry.name == name.upper():
            return entry
    known = ", ".join(entry.name for entry in all_definitions())
    raise UnknownMessage(f"Bericht {name} bestaat niet in release 3.2. Kies uit: {known}.")


@cache
def _by_namespace() -> dict[str, Definition]:
    return {entry.namespace: entry for entry in all_definitions()}


def by_namespace(namespace: str) -> Definition | None:
    """The message whose root element stands in that namespace."""
    return _by_namespace().get(namespace)
