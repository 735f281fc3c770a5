# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What we write passes a check that shares nothing with the writer; what was changed does not."""

import ast
import copy
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from noaber.berichten.xml import parse
from noaber.declaraties.sepa import check, shape
from noaber.declaraties.sepa.check import check_betaalbestand
from noaber.declaraties.sepa.write import write_betaalbestand
from noaber.declaraties.types.betaling import EER, Betaalbestand
from noaber.kernel.money import Cents
from tests.declaraties.sepa.builders import (
    AANBIEDER,
    BSN,
    GEMEENTE,
    account,
    bestand,
    bestanden,
    opdracht,
    with_check_digits,
)

WRITTEN = write_betaalbestand(
    bestand(opdracht(1), opdracht(2, bedrag=Cents(7)), opdracht(3), bic="NOABNL2A")
)
NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"


def rules(data: bytes) -> set[str]:
    return {finding.rule for finding in check_betaalbestand(data)}


def swap(old: str, new: str, count: int = 1) -> bytes:
    assert WRITTEN.count(old.encode()) >= 1
    return WRITTEN.replace(old.encode(), new.encode(), count)


@given(bestanden)
def test_what_is_written_passes(made: Betaalbestand) -> None:
    assert check_betaalbestand(write_betaalbestand(made)) == ()


@pytest.mark.parametrize("module", [check, shape])
def test_the_check_shares_nothing_with_the_writer(module: object) -> None:
    source = Path(module.__file__).read_text(encoding="utf-8")  # type: ignore[attr-defined]
    names = {
        node.module if isinstance(node, ast.ImportFrom) else alias.name
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    ours = {name for name in names if name and name.startswith("noaber")}
    assert ours <= {
        "noaber.berichten.xml.parse",
        "noaber.declaraties.sepa.shape",
        "noaber.kernel.finding",
    }


def test_both_know_the_same_countries() -> None:
    assert set(check._EEA.split()) == EER


# ── every change of the form is seen ─────────────────────────────────────────────────────────────


def _delete(element: etree._Element) -> bool:
    parent = element.getparent()
    if parent is None:
        return False
    parent.remove(element)
    return True


def _duplicate(element: etree._Element) -> bool:
    if element.getparent() is None:
        return False
    element.addnext(copy.deepcopy(element))
    return True


def _swap(element: etree._Element) -> bool:
    following = element.getnext()
    if following is None or following.tag == element.tag:
        return False
    following.addnext(element)
    return True


def _rename(element: etree._Element) -> bool:
    element.tag = f"{element.tag}x"
    return True


def _other_namespace(element: etree._Element) -> bool:
    element.tag = etree.QName("urn:x", etree.QName(element).localname)
    return True


def _add_attribute(element: etree._Element) -> bool:
    element.set("lang", "nl")
    return True


def _add_element(element: etree._Element) -> bool:
    etree.SubElement(element, f"{{{NAMESPACE}}}Id")
    return True


def _add_text(element: etree._Element) -> bool:
    element.tail = "J. Voorbeeld"
    return element.getparent() is not None


def _change(new: Callable[[str], str]) -> Callable[[etree._Element], bool]:
    def change(element: etree._Element) -> bool:
        if len(element):
            return False
        element.text = new(element.text or "")
        return True

    return change


CHANGES = {
    "delete": _delete,
    "duplicate": _duplicate,
    "swap with the next": _swap,
    "rename": _rename,
    "another namespace": _other_namespace,
    "an attribute more": _add_attribute,
    "an element more": _add_element,
    "text behind it": _add_text,
    "no text": _change(lambda text: ""),
    "a letter that no bank reads": _change(lambda text: f"{text}é"),
    "a space in front": _change(lambda text: f" {text}"),
    "a line end behind": _change(lambda text: f"{text}\n"),
    "too long": _change(lambda text: text + "1" * 141),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_change_of_any_element_is_seen(change: Callable[[etree._Element], bool]) -> None:
    count = len(list(etree.fromstring(WRITTEN).iter()))
    tried = 0
    for place in range(count):
        root = etree.fromstring(WRITTEN)
        element = list(root.iter())[place]
        name = etree.QName(element).localname
        if not change(element):
            continue
        tried += 1
        data = b'<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(root)
        assert check_betaalbestand(data) != (), name
    assert tried > 10


DIGITS = ("IBAN", "InstdAmt", "CtrlSum", "NbOfTxs")


@given(st.data())
def test_another_digit_in_an_account_an_amount_or_a_total_is_seen(data: st.DataObject) -> None:
    root = etree.fromstring(WRITTEN)
    element = data.draw(st.sampled_from([e for e in root.iter() if e.tag.endswith(DIGITS)]))
    text = element.text or ""
    place = data.draw(st.sampled_from([n for n, sign in enumerate(text) if sign.isdigit()]))
    digit = data.draw(st.sampled_from(sorted(set("0123456789") - {text[place]})))
    element.text = text[:place] + digit + text[place + 1 :]
    changed = b'<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(root)
    assert check_betaalbestand(changed) != ()


# ── every rule, with its code ────────────────────────────────────────────────────────────────────

BROKEN = {
    "SEPA-VORM": {
        "another version": swap(".001.09", ".001.03"),
        "a prefix": WRITTEN.replace(b"xmlns=", b"xmlns:p=").replace(b"</", b"</p:"),
        "a namespace that is not used": swap("<Dbtr>", '<Dbtr xmlns:x="urn:x">'),
        "a comment": swap("<Dbtr>", "<!-- J. Voorbeeld --><Dbtr>"),
        "an instruction": swap("<Dbtr>", "<?x y?><Dbtr>"),
        "CDATA": swap(">TRF<", "><![CDATA[TRF]]><"),
        "no declaration": WRITTEN.split(b"\n", 1)[1],
        "a BOM": b"\xef\xbb\xbf" + WRITTEN,
        "another encoding": WRITTEN.decode().encode("utf-16"),
        "another currency": swap('Ccy="EUR"', 'Ccy="USD"'),
        "no currency": swap(' Ccy="EUR"', ""),
        "cut off": WRITTEN[:-40],
        "something behind it": WRITTEN + b"<x/>",
        "two batches": WRITTEN.replace(b"</PmtInf>", b"</PmtInf><PmtInf/>"),
    },
    "SEPA-TEKST": {
        "not SEPA": swap(">SEPA<", ">URGP<"),
        "other charges": swap(">SLEV<", ">SHAR<"),
        "a cheque": swap(">TRF<", ">CHK<"),
        "name of 71": swap("Zorgboerderij 't Hoogeland", "x" * 71),
        "text of 141": swap("Declaratie 1 maart 2026", "x" * 141),
        "reference of 36": swap("2026-03/1", "x" * 36),
        "slash in front": swap("2026-03/1", "/2026-03"),
        "two slashes": swap("2026-03/1", "2026//1"),
        "no reference": swap("2026-03/1", "NOTPROVIDED"),
        "only a full stop": swap("Zorgboerderij 't Hoogeland", "."),
        "a letter as reference to a character": swap("Zorgboerderij", "Zorg&#235;"),
        "three decimals": swap("1234.56<", "1234.560<"),
        "a comma": swap(">0.07<", ">0,07<"),
        "a minus": swap(">0.07<", ">-0.07<"),
        "a billion": swap(">0.07<", ">1000000000.00<"),
        "a day in Dutch": swap(">2026-04-03<", ">03-04-2026<"),
        "BIC in small letters": swap("NOABNL2A", "noabnl2a"),
        "IBAN with spaces": swap(AANBIEDER.number, AANBIEDER.number.replace("NOAB", " NOAB ")),
    },
    "SEPA-BEDRAG": {
        "nothing": swap(">0.07<", ">0.00<").replace(b"<CtrlSum>2469.19", b"<CtrlSum>2469.12")
    },
    "SEPA-TELLING": {
        "total of the file": swap("<CtrlSum>2469.19", "<CtrlSum>2469.20"),
        "number in the file": swap("<NbOfTxs>3", "<NbOfTxs>2"),
        "an amount": swap(">0.07<", ">0.08<"),
        "one amount like the others": swap(">0.07<", ">1234.56<"),
    },
    "SEPA-KENMERK": {"the same reference": swap("2026-03/2", "2026-03/1")},
    "SEPA-DATUM": {
        "no day": swap("<Dt>2026-04-03", "<Dt>2026-02-30"),
        "no hour": swap("T09:30:00", "T25:30:00"),
        "no zone": swap("+02:00", "+99:00"),
        "before it was made": swap("<Dt>2026-04-03", "<Dt>2026-04-01"),
    },
    "SEPA-REKENING": {
        "check digits of the crediteur": swap(AANBIEDER.number, "NL38" + AANBIEDER.number[4:]),
        "check digits of the debiteur": swap(GEMEENTE.number, "NL21" + GEMEENTE.number[4:]),
        "a Dutch one too long": swap(AANBIEDER.number, with_check_digits("NOAB02000000021")),
        "outside the EEA": swap(AANBIEDER.number, account("NOAB" + "0" * 14, "GB").number),
    },
    "SEPA-PERSOON": {
        "a BSN in the text": swap("Declaratie 1 maart", f"Declaratie {BSN}"),
        "a BSN as reference": swap("2026-03/1", f"B{BSN}"),
        "a BSN in a name": swap("Hoogeland", BSN),
        "a BSN as number of the file": swap("NOABER-2026-04-02-1", BSN),
    },
}


@pytest.mark.parametrize(
    ("rule", "data"),
    [
        pytest.param(rule, data, id=f"{rule}: {name}")
        for rule, cases in BROKEN.items()
        for name, data in cases.items()
    ],
)
def test_each_rule_is_told_by_its_code(rule: str, data: bytes) -> None:
    assert rules(data) == {rule}


def test_a_sum_in_hundreds_of_millions_is_no_bsn() -> None:
    made = bestand(opdracht(bedrag=Cents(int(BSN) * 100)))
    assert check_betaalbestand(write_betaalbestand(made)) == ()


def test_a_finding_names_the_place_and_the_line() -> None:
    (finding,) = check_betaalbestand(swap("2026-03/2", "2026-03/1"))
    assert finding.place == "CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf[2]/PmtId/EndToEndId"
    assert finding.line == WRITTEN.decode().split("2026-03/2")[0].count("\n") + 1
    assert finding.retourcode is None


def test_more_than_one_problem_of_one_kind_is_told_at_once() -> None:
    data = swap("2026-03/", "2026-//", count=3)
    assert [finding.rule for finding in check_betaalbestand(data)] == ["SEPA-TEKST"] * 3


@pytest.mark.parametrize("data", [data for cases in BROKEN.values() for data in cases.values()])
def test_no_finding_repeats_the_file(data: bytes) -> None:
    for finding in check_betaalbestand(data):
        said = f"{finding.text} {finding.place}"
        for secret in (BSN, AANBIEDER.number, GEMEENTE.number, "Hoogeland", "Voorbeeld", "2026-03"):
            assert secret not in said


def test_too_large_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "MAX_TREE_BYTES", 100)
    (finding,) = check_betaalbestand(WRITTEN)
    assert "verdeel de opdrachten" in finding.text
    assert parse.MAX_TREE_BYTES > 100


@given(st.binary(max_size=200), st.integers(0, len(WRITTEN)), st.integers(0, 40))
def test_any_bytes_end_in_findings_and_not_in_a_crash(new: bytes, at: int, cut: int) -> None:
    data = WRITTEN[:at] + new + WRITTEN[at + cut :]
    for finding in check_betaalbestand(data):
        assert finding.text.endswith(".")
    assert check_betaalbestand(new) != ()
