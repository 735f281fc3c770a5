# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""From bytes to post: what an envelop says must be what the message inside says."""

import hashlib
import re
from datetime import date

import pytest

from noaber.berichten.definitions.registry import Rol, all_definitions, by_name
from noaber.berichten.judge import Outcome, judge_bytes
from noaber.postbus.envelop.kop import read_kop
from noaber.postbus.envelop.names import RECEIVED_MAX_BYTES
from noaber.postbus.envelop.ontvangst import UnacceptablePost, read_post
from noaber.postbus.envelop.write import render_envelop, write_envelop
from noaber.postbus.types import Kop, Systeem
from tests.postbus.builders import BSN, di01, du01, fo01, message

NAMES = [definition.name for definition in all_definitions()]
OTHER = Systeem(organisatie="0344", applicatie="Zaaksysteem")


def wrapped(name: str) -> bytes:
    """The example message in the envelop it belongs in."""
    return write_envelop(du01(name) if by_name(name).is_retour else di01(name))


@pytest.mark.parametrize("name", NAMES)
def test_every_message_is_taken_in_bare_and_in_its_envelop(name: str) -> None:
    bare = read_post(message(name), "bericht.xml")
    inside = read_post(wrapped(name), "envelop.xml")
    assert bare.envelop is None
    assert bare.data == bare.payload == inside.payload == message(name)
    assert bare.sha256 == bare.payload_sha256 == inside.payload_sha256
    assert inside.sha256 == hashlib.sha256(wrapped(name)).hexdigest()
    assert bare.kop == inside.kop
    assert bare.kop is not None
    assert bare.kop.functie == name
    assert bare.kop.bericht_code == by_name(name).bericht_code
    assert (bare.kop.antwoord_op is not None) is (by_name(name).question is not None)
    assert len(bare.kop.zender) == (8 if by_name(name).sender is Rol.AANBIEDER else 4)
    assert len(bare.kop.zender) + len(bare.kop.ontvanger) == 12


def test_the_header_of_a_retourbericht_is_told_from_the_side_of_who_answers() -> None:
    """IV028: it repeats the parties of the heenbericht, not swapped."""
    assert read_kop(message("WMO302")) == Kop(
        functie="WMO302",
        bericht_code="415",
        zender="99010014",
        ontvanger="1969",
        identificatie="RT2603180001",
        antwoord_op="301260316001",
        dagtekening=date(2026, 3, 18),
    )


def test_the_header_of_a_325_names_the_323_and_has_its_own_direction() -> None:
    assert read_kop(message("WMO325")) == Kop(
        functie="WMO325",
        bericht_code="485",
        zender="1969",
        ontvanger="99010048",
        identificatie="325260413006",
        antwoord_op="DECL26030001",
        dagtekening=date(2026, 4, 13),
    )


def test_a_325_travels_as_du01_or_as_di01() -> None:
    """The source does not say which (traffic); both are taken."""
    for envelop in (du01("WMO325"), di01("WMO325")):
        assert read_post(write_envelop(envelop), "x").kop is not None


def test_a_foutbericht_is_post_without_a_message() -> None:
    post = read_post(render_envelop(fo01()), "fout.xml")
    assert (post.payload, post.payload_sha256, post.kop) == (None, None, None)
    assert post.envelop == fo01()


WRONG = {
    "a 305 in an envelop of a 301": (di01(payload=message("WMO305")), "zegt WMO301, maar er zit"),
    "a JW301 in a WMO301": (di01(payload=message("JW301")), "er zit een JW301 in"),
    "a functie in small letters": (di01(functie="wmo301"), "geen bericht van iWmo of iJw 3.2"),
    "another functie": (di01(functie="WMO401"), "geen bericht van iWmo of iJw 3.2"),
    "another zender": (di01(zender=OTHER), "De zender van de envelop is een ander"),
    "another ontvanger": (di01(ontvanger=OTHER), "De ontvanger van de envelop is een ander"),
    "VECOZO as zender of a heenbericht": (
        di01(zender=Systeem(organisatie="VECOZO", applicatie="VSP")),
        "De zender van de envelop is een ander",
    ),
    "another BerichtCode": (
        di01(payload=message("WMO301").replace(b"BerichtCode>414<", b"BerichtCode>418<")),
        "De BerichtCode in het bericht hoort niet bij een WMO301",
    ),
    "an answer in a Di01": (di01("WMO302"), "is een antwoord en hoort in een Du01"),
    "a heenbericht in a Du01": (du01("WMO301"), "is geen antwoord en hoort in een Di01"),
}


@pytest.mark.regel("OP254")
@pytest.mark.parametrize("name", WRONG)
def test_an_envelop_that_says_something_else_than_its_message_is_refused(name: str) -> None:
    envelop, expected = WRONG[name]
    with pytest.raises(UnacceptablePost, match=expected) as caught:
        read_post(write_envelop(envelop), "x.xml")
    assert str(caught.value).endswith(".")


def test_vecozo_may_be_the_zender_of_an_answer() -> None:
    envelop = du01(zender=Systeem(organisatie="VECOZO", applicatie="VSP"))
    assert read_post(write_envelop(envelop), "x.xml").envelop == envelop


HEADER = re.compile(rb"<wmo301:Header>.*?</wmo301:Header>", re.DOTALL)
LEVEL_1 = {
    "no XML": b"hallo",
    "a DOCTYPE": b"<!DOCTYPE x><x/>",
    "another release": message("WMO301").replace(b"/3_2/", b"/3_1/"),
    "a header cut off": message("WMO301")[:700],
    "no Identificatie": re.sub(
        rb"<iwmo:Identificatie>.*?<", b"<iwmo:Identificatie><", message("WMO301")
    ),
    "no Ontvanger": re.sub(rb"<wmo301:Ontvanger>.*?Ontvanger>", b"", message("WMO301")),
    "no header": HEADER.sub(b"", message("WMO301")),
    "a header elsewhere": HEADER.sub(rb"<x>\g<0></x>", message("WMO301")),
    "a long name": message("WMO301").replace(b">1969<", b">" + b"1" * 41 + b"<"),
    "zip": b"PK\x03\x04",
}


@pytest.mark.parametrize("name", LEVEL_1)
def test_a_message_that_level_1_will_refuse_is_post_like_any_other(name: str) -> None:
    """The transport answers it (Fo01, StUF055), so it may not end in quarantaine."""
    post = read_post(write_envelop(di01(payload=LEVEL_1[name])), "x.xml")
    assert post.kop is None
    assert judge_bytes(LEVEL_1[name]).outcome in (Outcome.REJECTED_SCHEMA, Outcome.UNKNOWN)


def test_a_message_that_breaks_after_its_header_has_a_header() -> None:
    post = read_post(write_envelop(di01(payload=message("WMO301")[:-30])), "x.xml")
    assert post.kop == read_kop(message("WMO301"))


@pytest.mark.parametrize("data", [b"", b"hallo", b"<x/>", b"PK\x03\x04", b"<!DOCTYPE x><x/>"])
def test_what_is_neither_envelop_nor_message_is_refused(data: bytes) -> None:
    with pytest.raises(UnacceptablePost) as caught:
        read_post(data, "x.xml")
    assert str(caught.value).endswith(".")


def test_a_bare_message_that_is_too_large_is_refused() -> None:
    data = message("WMO323") + b" " * RECEIVED_MAX_BYTES
    with pytest.raises(UnacceptablePost, match="wordt niet gelezen"):
        read_post(data, "x.xml")


def test_no_repr_shows_a_bsn() -> None:
    for name in NAMES:
        found = BSN.findall(message(name))
        shown = repr(read_post(wrapped(name), "x.xml"))
        assert not any(bsn.decode() in shown for bsn in found)
