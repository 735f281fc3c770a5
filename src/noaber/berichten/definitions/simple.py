# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Simple types: the text of one element, and the facets that bound it.

A facet knows three things from one place: how it reads in an XML schema, how to check a text
without one (for the explanation), and which published rule it carries. A simple type is a
primitive with its facets, and turns text into a Python value and back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, time
from enum import StrEnum
from functools import cached_property
from typing import Protocol
from xml.sax.saxutils import quoteattr

from noaber.berichten.codelists import CodeList, code_list
from noaber.kernel.wet import Wet

Value = str | int | date | time

# XML calls only these white space; Python's \s would also take the no-break space.
_BLANK = " \t\n\r"
# What the scanner dares to accept inside an element: no markup, no control characters, nothing
# that XML forbids. Everything else is left to libxml2.
SCAN_CHARACTER = r"[^<>&\x00-\x1f\ufffe\uffff]"


class UnreadableValue(ValueError):
    """A value that passes the schema and that Python cannot hold; the text is a Dutch phrase.

    Years outside 1 to 9999, the time 24:00, a time with a zone.
    """


# Far above every bound of the standard. Python refuses to read numbers of thousands of digits.
_HUGE = 10**18


def whole(text: str) -> int:
    """The value of a whole number as XML writes it; of a huge one only that it is huge."""
    digits = text.lstrip("+-").lstrip("0")
    value = int(digits or "0") if len(digits) <= 18 else _HUGE
    return -value if text.startswith("-") else value


class Base(StrEnum):
    """The primitive that a simple type restricts, as XML schema names it."""

    TEXT = "xs:string"
    WHOLE = "xs:integer"
    DATE = "xs:date"
    TIME = "xs:time"


class Facet(Protocol):
    """One bound on the text of an element."""

    @property
    def rule(self) -> str | None:
        """Code of the published rule that this bound carries, if there is one."""

    def xsd(self) -> str:
        """The bound as it stands inside an xs:restriction."""

    def complaint(self, text: str) -> str | None:
        """A Dutch phrase after "De waarde …" that says what is wrong, or None when it is right."""


@dataclass(frozen=True)
class NotEmpty:
    """At least one character (RS033)."""

    rule: str | None = "RS033"

    def xsd(self) -> str:
        return '<xs:minLength value="1"/>'

    def complaint(self, text: str) -> str | None:
        return None if text else "is leeg; laat het element weg of vul het"


@dataclass(frozen=True)
class NotBlank:
    """One line with at least one character that is not white space."""

    rule: str | None = "RS033"

    def xsd(self) -> str:
        return '<xs:pattern value="[ \\t]*\\S.*"/>'

    def complaint(self, text: str) -> str | None:
        if "\n" in text or "\r" in text:
            return "bevat een regeleinde; schrijf de waarde op één regel"
        return None if text.strip(_BLANK) else "bestaat alleen uit spaties"


@dataclass(frozen=True)
class NotBlankText:
    """At least one character that is not white space; line ends are allowed."""

    rule: str | None = "RS031"

    def xsd(self) -> str:
        return '<xs:pattern value="\\s*\\S[\\s\\S]*"/>'

    def complaint(self, text: str) -> str | None:
        return None if text.strip(_BLANK) else "bevat geen tekst"


@dataclass(frozen=True)
class MaxLength:
    """At most so many characters."""

    length: int
    rule: str | None

    def xsd(self) -> str:
        return f'<xs:maxLength value="{self.length}"/>'

    def complaint(self, text: str) -> str | None:
        if len(text) <= self.length:
            return None
        return f"is {len(text)} tekens lang; ten hoogste {self.length} is toegestaan"


@dataclass(frozen=True)
class Pattern:
    """The whole text matches an expression that reads the same in XML schema and in Python."""

    expression: str
    phrase: str
    rule: str | None

    def xsd(self) -> str:
        return f"<xs:pattern value={quoteattr(self.expression)}/>"

    def complaint(self, text: str) -> str | None:
        return None if re.fullmatch(self.expression, text) else self.phrase


@dataclass(frozen=True)
class Minimum:
    """A whole number that is not below the bound."""

    bound: int
    rule: str | None = "RS001"

    def xsd(self) -> str:
        return f'<xs:minInclusive value="{self.bound}"/>'

    def complaint(self, text: str) -> str | None:
        return None if whole(text) >= self.bound else f"is lager dan {self.bound}"


@dataclass(frozen=True)
class Maximum:
    """A whole number that is not above the bound."""

    bound: int
    rule: str | None

    def xsd(self) -> str:
        return f'<xs:maxInclusive value="{self.bound}"/>'

    def complaint(self, text: str) -> str | None:
        return None if whole(text) <= self.bound else f"is hoger dan {self.bound}"


@dataclass(frozen=True)
class OneOf:
    """A code of a code list. The list is bound to a law before use."""

    list_name: str
    codes: CodeList | None = None

    @property
    def rule(self) -> str | None:
        """The name of the list as the law of the message has it (JZ588 for WMO588-JZ588)."""
        return self.codes.title if self.codes is not None else self.list_name

    def xsd(self) -> str:
        assert self.codes is not None
        return "".join(f'<xs:enumeration value="{entry.code}"/>' for entry in self.codes)

    def complaint(self, text: str) -> str | None:
        assert self.codes is not None
        if text in self.codes:
            return None
        # A long text is not a mistyped code but something else, perhaps a BSN: do not repeat it.
        shown = f" {text}" if 0 < len(text) <= 5 else ""
        return f"is een code{shown} die niet in codelijst {self.codes.title} staat"


_DATE = re.compile(r"(-?(?:[1-9][0-9]{3,}|0[0-9]{3}))-([0-9]{2})-([0-9]{2})")
_TIME = re.compile(r"([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]+)?")


@dataclass(frozen=True)
class WithoutZone:
    """A date (RS032) or time (RS034) without a time zone."""

    rule: str | None
    expression: str
    phrase: str

    def xsd(self) -> str:
        return f"<xs:pattern value={quoteattr(self.expression)}/>"

    def complaint(self, text: str) -> str | None:
        return None if re.fullmatch(self.expression, text) else self.phrase


@dataclass(frozen=True)
class SimpleType:
    """The type of one element without children: a primitive and its facets."""

    name: str
    base: Base
    facets: tuple[Facet, ...]
    is_local: bool = False
    """Belongs to one element of one message and has no name in the schema."""

    def bind(self, wet: Wet) -> SimpleType:
        """The same type with its code list as it holds for one law."""
        if not any(isinstance(facet, OneOf) for facet in self.facets):
            return self
        return replace(
            self,
            facets=tuple(
                replace(facet, codes=code_list(facet.list_name, wet))
                if isinstance(facet, OneOf)
                else facet
                for facet in self.facets
            ),
        )

    @cached_property
    def codes(self) -> CodeList | None:
        """The code list, for a type that has one and is bound to a law."""
        return next((facet.codes for facet in self.facets if isinstance(facet, OneOf)), None)

    def normalized(self, text: str) -> str:
        """The text as XML schema sees it: numbers and dates lose white space around them."""
        return text if self.base is Base.TEXT else text.strip(_BLANK)

    def complaint(self, raw: str) -> tuple[str | None, str] | None:
        """The first bound that the text breaks: its rule code and a Dutch phrase."""
        text = self.normalized(raw)
        primitive = _PRIMITIVE_CHECKS[self.base](text)
        if primitive:
            return (None, primitive)
        for facet in self.facets:
            phrase = facet.complaint(text)
            if phrase:
                return (facet.rule, phrase)
        try:
            self.parse(raw)
        except UnreadableValue as problem:
            return (None, str(problem))
        return None

    def parse(self, raw: str) -> Value:
        """The Python value of a text that the schema accepts.

        Raises:
            UnreadableValue: what the schema lets pass and Python cannot hold as a day or a time.
            ValueError: the schema does not accept the text either.
        """
        if self.base is Base.TEXT:
            return raw
        text = raw.strip(_BLANK)
        if self.base is Base.WHOLE:
            return whole(text)
        return _date(text) if self.base is Base.DATE else _time(text)

    def show(self, value: Value) -> str:
        """The text of a value as it stands in a message (not yet escaped for XML)."""
        if isinstance(value, date | time):
            return value.isoformat()
        return str(value)

    def scan(self) -> str:
        """An expression that accepts only texts which the schema accepts too.

        It may refuse valid texts (spaces around a number); the scanner then steps back.
        """
        if self.base is Base.DATE:
            return r"(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}"
        codes = self.codes
        if codes is not None:
            return "(?:" + "|".join(re.escape(entry.code) for entry in codes) + ")"
        if self.base is Base.WHOLE:
            highest = min(facet.bound for facet in self.facets if isinstance(facet, Maximum))
            digits = len(str(highest))
            if highest != 10**digits - 1:
                raise ValueError(f"{self.name}: only bounds of the form 99…9 can be scanned")
            return f"[0-9]{{1,{digits}}}"
        pattern = next((f.expression for f in self.facets if isinstance(f, Pattern)), None)
        longest = min((f.length for f in self.facets if isinstance(f, MaxLength)), default=1000)
        if pattern is not None:
            return f"(?=[^<]{{1,{longest}}}<)(?:{pattern})"
        blank = (
            "(?! *<)" if any(isinstance(f, NotBlank | NotBlankText) for f in self.facets) else ""
        )
        return f"{blank}{SCAN_CHARACTER}{{1,{longest}}}"


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        if _date_check(text):
            raise
        raise UnreadableValue("heeft een jaartal buiten 0001-9999") from None


def _time(text: str) -> time:
    # Python holds microseconds; what is finer is cut off.
    whole, dot, fraction = text.partition(".")
    if whole.startswith("24:"):
        raise UnreadableValue("is 24:00 uur; schrijf 00:00:00 op de volgende dag")
    value = time.fromisoformat(f"{whole}.{fraction[:6]:0<6}" if dot else whole)
    # libxml2 overlooks the hyphen in the pattern of the standard, and so lets a zone west of
    # Greenwich pass.
    if value.tzinfo is not None:
        raise UnreadableValue("heeft een tijdzone; een tijd is uu:mm:ss")
    return value


def _text_check(text: str) -> str | None:
    return None


def _whole_check(text: str) -> str | None:
    return None if re.fullmatch(r"[+-]?[0-9]+", text) else "is geen geheel getal"


def _date_check(text: str) -> str | None:
    # The zone is the business of WithoutZone: it has a rule of its own.
    found = _DATE.fullmatch(re.sub(r"(?:Z|[+-][0-9]{2}:[0-9]{2})$", "", text))
    if not found:
        return "is geen datum (verwacht: jjjj-mm-dd)"
    # Leap years repeat every 400 years, so a year that Python cannot hold has a twin that it can.
    year = int(found[1][-4:]) % 400 or 400
    try:
        date(year, int(found[2]), int(found[3]))
    except ValueError:
        return "is een dag die niet bestaat"
    return None


def _time_check(text: str) -> str | None:
    found = _TIME.fullmatch(re.sub(r"(?:Z|[+-][0-9]{2}:[0-9]{2})$", "", text))
    if not found:
        return "is geen tijd (verwacht: uu:mm:ss)"
    hour, minute, second = (int(part) for part in found.groups())
    if (hour, minute, second) == (24, 0, 0) and not text[8:].strip(".0"):
        return None
    if hour > 23 or minute > 59 or second > 59:
        return "is een tijd die niet bestaat"
    return None


_PRIMITIVE_CHECKS = {
    Base.TEXT: _text_check,
    Base.WHOLE: _whole_check,
    Base.DATE: _date_check,
    Base.TIME: _time_check,
}
