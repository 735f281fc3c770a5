# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Texts for an element: at the edge of what its type allows, just over it, and spelled oddly."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from noaber.berichten.codelists import code_list
from noaber.berichten.definitions.simple import (
    Base,
    Maximum,
    MaxLength,
    OneOf,
    Pattern,
    SimpleType,
)
from noaber.kernel.wet import Wet

Text = tuple[str, str]
"""What is special about it, and the text as it stands in XML."""

_DATES = """
    2026-02-30 2024-02-29 2023-02-29 1900-02-29 2000-02-29 0000-01-01 0001-01-01 -0044-01-01
    12026-01-01 012026-01-01 2026-1-1 2026-01-1 26-01-01 2026-13-01 2026-00-10 2026-01-00
    2026-01-32 2026-04-31 9999-12-31 20260101 2026/01/01 01-01-2026 2026-01-01Z
    2026-01-01+01:00 2026-01-01-05:00 2026-01-01+14:00 2026-01-01+14:01 2026-01-01T00:00:00
    +2026-01-01 2026-01 2026-01-01- morgen
"""
_TIMES = """
    00:00:00 24:00:00 24:00:01 23:59:60 23:60:00 10:00 10 10:00:00.123 10:00:00. 1:00:00
    10:00:00Z 10:00:00-05:00 10:00:00+01:00 10:00:00.5Z -10:00:00 10.00.00 100000
    2026-01-01T10:00:00 10:00:00,5 noen
"""
_NUMBERS = """
    0 -1 -0 +0 +5 007 00000000000000000007 1.0 1. .5 1e3 1,5 0x10 NaN INF - + --1 1-1 een
    9999999999999999999999999999999999
"""


def wrong_texts(type_: SimpleType, wet: Wet, text: str) -> Iterator[Text]:
    """Texts that try the bounds of a simple type; some of them are right."""
    yield "empty", ""
    yield "one letter", "x"
    yield "one digit", "1"
    if type_.base is Base.DATE:
        yield from ((value, value) for value in _DATES.split())
    elif type_.base is Base.TIME:
        yield from ((value, value) for value in _TIMES.split())
    elif type_.base is Base.WHOLE:
        yield from ((value, value) for value in _NUMBERS.split())
    for facet in type_.facets:
        if isinstance(facet, Maximum):
            yield from ((str(n), str(n)) for n in (facet.bound - 1, facet.bound, facet.bound + 1))
        elif isinstance(facet, MaxLength) and type_.codes is None:
            yield from _lengths(facet.length, text)
        elif isinstance(facet, Pattern):
            yield from _patterns(text)
        elif isinstance(facet, OneOf):
            yield from _codes(facet, wet)
    if type_.base is Base.TEXT and type_.codes is None:
        yield "long", "lang " * 400
        yield "two lines", "een\ntwee"
        yield "lines around", "\n een \n"
        yield "accents", "éèÿŸỳỴçÀ"
        yield "outside the first plane", "\U0001f600\U00010000"
        yield "right to left", "\u202eabc\u0628"
        yield "combining", "e\u0301"


def _lengths(limit: int, text: str) -> Iterator[Text]:
    for length in (limit - 1, limit, limit + 1):
        yield f"{length} digits", "1" * length
        yield f"{length} letters", "b" * length
        yield f"{length} characters of its own", ((text or "x") * length)[:length]
    yield f"{limit} emoji", "\U0001f600" * limit
    yield f"{limit + 1} emoji", "\U0001f600" * (limit + 1)
    yield f"{limit} letters and a blank", "b" * limit + " "
    yield f"{limit} combining pairs", "e\u0301" * limit


def _patterns(text: str) -> Iterator[Text]:
    yield "letter for the last", text[:-1] + "A"
    yield "accent for the last", text[:-1] + "é"
    yield "Arabic digit for the last", text[:-1] + "\u0663"
    yield "fullwidth digit for the last", text[:-1] + "\uff13"
    yield "one less", text[:-1]
    yield "one more", text + text[-1:]
    yield "dot inside", text[:1] + "." + text[1:]
    yield "hyphen inside", text[:1] + "-" + text[1:]
    yield "blank inside", text[:1] + " " + text[1:]
    yield "zero before", "0" + text
    for value in ("1.0", "1.0.0", "01.0.0", "1.0.0.0", "0.0.0", "1..0", "10.20.30", "1.0.0-a"):
        yield value, value


def _codes(facet: OneOf, wet: Wet) -> Iterator[Text]:
    other = Wet.JW if wet is Wet.WMO else Wet.WMO
    mine = [entry.code for entry in code_list(facet.list_name, wet)]
    theirs = [entry.code for entry in code_list(facet.list_name, other)]
    if len(mine) <= 40:
        yield from ((f"code {code}", code) for code in mine)
        strange = [code for code in theirs if code not in mine]
        yield from ((f"code {code} of the other law", code) for code in strange)
    first, last = mine[0], mine[-1]
    yield from (
        ("the last code", last),
        ("a code in lower case", "nl" if "NL" in mine else last.lower()),
        ("a code with a blank", first + " "),
        ("a code after a blank", " " + first),
        ("a code twice", first + first),
        ("a code without its first", first[1:]),
        ("a code with a zero", "0" + first),
        ("unknown code", "ZZ"),
        ("unknown number", "99"),
        ("unknown digit", "8"),
    )


def spellings(text: str) -> Iterator[Text]:
    """The same text written in another way, or with something hardly visible around it."""
    half = len(text) // 2
    left, right = text[:half], text[half:]
    for how, blank in (
        ("blank", " "),
        ("tab", "\t"),
        ("line end", "\n"),
        ("CR LF", "\r\n"),
        ("reference to CR", "&#13;"),
        ("reference to a line end", "&#10;"),
        ("reference to a tab", "&#9;"),
        ("no-break space", "\xa0"),
        ("zero-width space", "\u200b"),
        ("byte order mark", "\ufeff"),
        ("next line", "\x85"),
        ("line separator", "\u2028"),
        ("wide space", "\u3000"),
    ):
        yield f"{how} before", blank + text
        yield f"{how} after", text + blank
        yield f"{how} inside", left + blank + right
        yield f"only {how}", blank
        yield f"only {how}, twice", blank * 2
    yield "comment inside", f"{left}<!-- x -->{right}"
    yield "comment before", f"<!-- x -->{text}"
    yield "only a comment", "<!-- x -->"
    yield "instruction inside", f"{left}<?x y?>{right}"
    yield "only an instruction", "<?x y?>"
    yield "CDATA", f"<![CDATA[{text}]]>"
    yield "CDATA inside", f"{left}<![CDATA[{right}]]>"
    yield "empty CDATA", "<![CDATA[]]>"
    yield "CDATA with a blank", "<![CDATA[ ]]>"
    yield "CDATA with markup", "<![CDATA[<b>]]>"
    yield "decimal references", "".join(f"&#{ord(letter)};" for letter in text)
    yield "hexadecimal references", "".join(f"&#x{ord(letter):X};" for letter in text)
    yield "predefined entities", "&lt;&gt;&amp;&apos;&quot;"
    yield "escaped", escape(text) + "&amp;"
    yield "letters before", "abc" + text
    yield "emoji after", text + "\U0001f600"
