# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Against what the standards body published: its example envelopes and its schemas."""

from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from noaber.postbus.envelop.read import UnreadableEnvelop, read_envelop
from noaber.postbus.envelop.write import render_envelop, write_envelop
from noaber.postbus.rules.foutcodes import Lijst, _read_foutcodes
from noaber.postbus.rules.replies import Stempel, refuse_for_schema
from noaber.postbus.types import AMSTERDAM, Di01, Du01, Envelop, Fo01, Plek, Systeem
from tests.postbus.builders import MOMENT, VERSIES, di01, du01, envelopes, fo01, number


@pytest.fixture(scope="session")
def examples(shared_standards: Path) -> Path:
    return shared_standards / "stuf" / "examples"


@pytest.fixture(scope="session")
def schema(shared_standards: Path) -> etree.XMLSchema:
    folder = shared_standards / "stuf" / "ggk0210" / "ggkberichten"
    return etree.XMLSchema(file=folder / "ggk0210_msg_ggkberichten.xsd")


def is_valid(schema: etree.XMLSchema, data: bytes) -> bool:
    return schema.validate(etree.fromstring(data, etree.XMLParser(huge_tree=True)))


def test_the_published_heenbericht_is_read(examples: Path) -> None:
    envelop = read_envelop((examples / "envelopHeenbericht-ggk_Di01_v21-xml.xml").read_bytes())
    assert isinstance(envelop, Di01)
    assert envelop.zender == Systeem(organisatie="0548", applicatie="Wmo Applicatie")
    assert envelop.ontvanger == Systeem(organisatie="01023456", applicatie="GGk")
    assert envelop.referentienummer == "9c0f7b90-5c69-41e5-a837-0800200c9a66"
    assert envelop.tijdstip == datetime(2016, 4, 21, 13, 25, 14, tzinfo=AMSTERDAM)
    assert envelop.functie == "WMO301"
    assert envelop.versies.applicatie_versie == "0004"
    assert envelop.versies.applicatie_subversie == "0003"
    assert (envelop.versies.functie_versie, envelop.versies.functie_subversie) == ("0002", "0002")
    assert envelop.payload == b"Hier staat een iWmo/iJw-heenbericht."


def test_the_published_retourbericht_is_read(examples: Path) -> None:
    envelop = read_envelop((examples / "envelopRetourbericht-ggk_Du01-v21.xml").read_bytes())
    assert isinstance(envelop, Du01)
    assert envelop.cross_refnummer == "9c0f7b90-5c69-41e5-a837-0800200c9a66"
    assert envelop.functie == "WMO302"
    assert envelop.payload.startswith(b"Hier staat een ")


def test_the_published_foutbericht_is_read(examples: Path) -> None:
    """Its crossRefnummer is a UUID of version 1: a node reports on numbers that are no good too."""
    envelop = read_envelop((examples / "Fo01.xml").read_bytes())
    assert isinstance(envelop, Fo01)
    assert (envelop.code, envelop.plek) == ("IB210", Plek.CLIENT)
    assert envelop.cross_refnummer == "9c0f7b90-5c69-11e5-a837-0800200c9a66"
    assert envelop.ontvanger.administratie == "test"
    assert envelop.ontvanger.gebruiker == "gebruiker1"
    assert envelop.omschrijving.startswith("Ontvangende organisatie onbekend")
    assert envelop.details == "JW315-00010004"


def test_the_published_envelop_with_a_text_file_is_refused_by_name(examples: Path) -> None:
    with pytest.raises(UnreadableEnvelop, match="zit een tekstBestand; een bericht van iWmo"):
        read_envelop((examples / "envelopHeenbericht-ggk_Di01_v21-tekst.xml").read_bytes())


@given(envelop=envelopes)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_published_schema_accepts_all_that_we_write(
    envelop: Envelop, schema: etree.XMLSchema
) -> None:
    data = write_envelop(envelop)
    assert is_valid(schema, data), schema.error_log.last_error


def test_the_published_schema_accepts_our_foutbericht(schema: etree.XMLSchema) -> None:
    stempel = Stempel(
        referentienummer=number("fout"), tijdstip=MOMENT, applicatie="noaber", versies=VERSIES
    )
    assert is_valid(schema, write_envelop(refuse_for_schema(di01(), stempel)))


@pytest.mark.parametrize(
    ("envelop", "broken"),
    [
        (di01(), b"<StUF:functie>WMO301</StUF:functie>"),
        (di01(), b"<StUF:berichtcode>Di01</StUF:berichtcode>"),
        (du01(), f"<StUF:crossRefnummer>{number('heen')}</StUF:crossRefnummer>".encode()),
        (di01(), b"<GGK:functieVersie>0003</GGK:functieVersie>"),
        (fo01(), b"<StUF:code>IB010</StUF:code>"),
        (fo01(), b"<StUF:plek>client</StUF:plek>"),
    ],
    ids=["functie", "berichtcode", "crossRefnummer", "functieVersie", "code", "plek"],
)
@pytest.mark.parametrize("change", ["missing", "twice", "empty"])
def test_reader_and_published_schema_refuse_the_same_elements(
    envelop: Envelop, broken: bytes, change: str, schema: etree.XMLSchema
) -> None:
    data = render_envelop(envelop)
    assert data.count(broken) == 1
    empty = broken.partition(b">")[0] + b"></" + broken.rpartition(b"</")[2]
    new = {"missing": b"", "twice": broken + broken, "empty": empty}[change]
    changed = data.replace(broken, new)
    # The schema lets functie and code be empty; an envelop without them can go nowhere.
    stricter = change == "empty" and (b"functie>" in broken or b"code>IB" in broken)
    assert is_valid(schema, changed) is stricter
    with pytest.raises(UnreadableEnvelop):
        read_envelop(changed)


def test_every_published_fault_code_has_a_meaning(shared_standards: Path) -> None:
    import csv  # noqa: PLC0415

    files = {
        Lijst.GGK_2025: "Fo01_foutcodes.csv",
        Lijst.GGK_2020: "Fo01_foutcodes_ggk_2.1_oud.csv",
        Lijst.VECOZO: "VECOZO_foutcodes.csv",
    }
    for lijst, name in files.items():
        text = (shared_standards / "codelists" / name).read_text(encoding="utf-8")
        published = {line["code"] for line in csv.DictReader(text.splitlines())}
        assert {code for in_list, code in _read_foutcodes() if in_list is lijst} == published
