# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What an installation holds after all, in a form that two runs can be compared in.

Numbers that are handed out along the way (ids, our Identificaties, referentienummers) are left out;
everything else must be equal to the letter: each message with what came of it and its answer, and
every row of what was kept, booked, signalled and logged.

One message in two envelopes is two files, of which the first that is taken in counts. With two
commands at work either may be first, so what is compared goes by the hash of the message.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from noaber.access.sealing import Keyring
from noaber.postbus.envelop.stored import from_stored
from noaber.postbus.envelop.write import render_envelop

TWIN = "tweeling"
"""Ends the name of a file whose bytes are there twice: which of the two was first is chance."""
_OUR_NUMBER = re.compile(rb">N\d{11}<")

_LANE = "concat_ws('/', l.gemeente, l.aanbieder, l.wet)"
_SHA = "encode(coalesce(b.payload_sha256, b.sha256), 'hex')"
TABLES = {
    "declaraties": f"""
        SELECT {_LANE}, {_SHA}, d.declaratie_nummer, d.periode, d.dagtekening, d.ingediend_cents,
            d.toegekend_cents, d.regels, d.toegekende_regels, d.is_als_geheel_afgewezen,
            d.retourcodes
        FROM declaraties d JOIN lanes l ON l.id = d.lane_id JOIN berichten b ON b.id = d.bericht_id
    """,
    "prestaties": """
        SELECT d.declaratie_nummer, p.regel, t.nummer, p.referentie_nummer,
            p.vorig_referentie_nummer, p.begindatum, p.geleverd_volume, p.bedrag_cents,
            p.is_credit, p.is_granted, p.codes, p.stand_uren, p.stand_overig, p.stand_cents
        FROM prestaties p JOIN declaraties d ON d.id = p.declaratie_id
        LEFT JOIN toewijzingen t ON t.id = p.toewijzing_id
    """,
    "betaalregels": """
        SELECT d.declaratie_nummer, r.bedrag_cents, r.uiterlijk
        FROM betaalregels r JOIN declaraties d ON d.id = r.declaratie_id
    """,
    "boekingen": """
        SELECT a.code, k.soort, k.wet, k.product_categorie, k.product_code, k.maand, k.boekmaand,
            k.max_cents, k.verwacht_cents, k.bedrag_cents, t.nummer, d.declaratie_nummer
        FROM boekingen k JOIN administraties a ON a.id = k.administratie_id
        LEFT JOIN toewijzingen t ON t.id = k.toewijzing_id
        LEFT JOIN declaraties d ON d.id = k.declaratie_id
    """,
    "start_stops": f"""
        SELECT {_LANE}, {_SHA}, s.toewijzing_nummer, s.product_code, s.begindatum, s.einddatum,
            s.reden_beeindiging, s.is_delete, s.volgnummer
        FROM start_stops s JOIN lanes l ON l.id = s.lane_id JOIN berichten b ON b.id = s.bericht_id
    """,
    "verzoeken": f"""
        SELECT {_LANE}, {_SHA}, v.soort, v.referentie_aanbieder, v.status, v.uiterlijk
        FROM verzoeken v JOIN lanes l ON l.id = v.lane_id JOIN berichten b ON b.id = v.bericht_id
    """,
    "toewijzingen": f"""
        SELECT {_LANE}, t.nummer, v.toewijzingsdatum, v.einddatum, v.volume, v.status,
            v.id = t.newest_id
        FROM toewijzing_versies v JOIN toewijzingen t ON t.id = v.toewijzing_id
        JOIN lanes l ON l.id = t.lane_id
    """,
    "personen": """
        SELECT a.code, encode(p.bsn_index, 'hex'), p.achternaam, count(x.id)
        FROM personen p JOIN administraties a ON a.id = p.administratie_id
        LEFT JOIN adressen x ON x.persoon_id = p.id
        GROUP BY 1, 2, 3
    """,
    "signalen": f"""
        SELECT s.soort, s.regel, s.tekst, {_SHA}
        FROM signalen s LEFT JOIN berichten b ON b.id = s.bericht_id
    """,
    "quarantaine": """
        SELECT q.naam, q.reden, encode(q.sha256, 'hex'), q.afgehandeld_at FROM quarantaine q
    """,
    "verwerkingen": f"""
        SELECT w.actor, w.handeling, w.administratie, {_SHA}
        FROM verwerkingen w
        LEFT JOIN berichten b ON b.id = w.onderwerp_id AND w.onderwerp_soort = 'bericht'
    """,
}
_MESSAGES = f"""
    SELECT b.id, b.richting, encode(b.sha256, 'hex'), {_SHA}, b.functie, {_LANE}, b.status,
        b.uitkomst, b.retourcodes, b.uiterlijk, b.pogingen, b.herhaling_van_id, b.antwoord_op_id,
        b.envelop, b.naam, i.sealed
    FROM berichten b LEFT JOIN lanes l ON l.id = b.lane_id
    JOIN bericht_inhoud i ON i.bericht_id = b.id
    ORDER BY b.id
"""


@dataclass(frozen=True)
class Out:
    """One message of ours."""

    name: str
    data: bytes
    is_made_only: bool
    """And not carried yet."""


@dataclass(frozen=True)
class Received:
    """What came of one thing that came in."""

    functie: str
    status: str
    uitkomst: str
    is_repeat: bool
    is_bare: bool
    answers: int
    """So many of ours answer it; a retourbericht that goes out once more not counted."""


@dataclass(frozen=True)
class State:
    """All that was kept."""

    files: dict[str, Received]
    """By hash of what came in: what came of it."""
    messages: dict[str, list[Any]]
    """By hash of the message: what came of it each time that it came in, and all its answers."""
    tables: dict[str, list[tuple[Any, ...]]]
    out: list[Out]


def read_state(address: str, keys: Path) -> State:
    ring = Keyring.load(keys)
    with psycopg.connect(address) as connection:
        tables = {
            name: sorted(connection.execute(query).fetchall(), key=repr)  # type: ignore[arg-type]
            for name, query in TABLES.items()
        }
        rows = connection.execute(_MESSAGES).fetchall()  # type: ignore[arg-type]
    tables["namen"] = []
    keys_of = {row[0]: row[3] for row in rows if row[1] == "in"}
    answers = Counter(row[12] for row in rows if row[1] != "in" and row[11] is None)
    files: dict[str, Received] = {}
    messages: dict[str, list[Any]] = {}
    sent: list[Any] = []
    out = []
    for row in rows:
        number, richting, sha, key, functie, lane, status, uitkomst, codes, due, tries = row[:11]
        repeats, question, envelop, name, sealed = row[11:]
        if richting == "in":
            assert sha not in files, "a message is there twice"
            is_repeat, is_bare = repeats is not None, envelop is None
            files[sha] = Received(functie, status, uitkomst, is_repeat, is_bare, answers[number])
            about = (functie, lane, status, uitkomst, codes, due, tries, is_repeat)
            messages.setdefault(key, []).append(("in", *about, question is not None))
            is_twin = name.endswith(f"{TWIN}.xml")
            tables["namen"].append((sha, TWIN if is_twin else name))
            continue
        payload = ring.unpack(bytes(sealed))
        data = payload
        if envelop is not None:
            data = render_envelop(from_stored(envelop, payload or None))
        kind = functie or "Fo01"
        name = f"{kind}-{hashlib.sha256(data).hexdigest()}.xml"
        out.append(Out(name, data, is_made_only=status == "gemaakt"))
        content = hashlib.sha256(_OUR_NUMBER.sub(b">N<", payload)).hexdigest()
        normal = (
            "uit", kind, lane, status, due, repeats is not None, envelop and envelop["soort"],
            envelop and "cross" in envelop, content,
        )  # fmt: skip
        asked = keys_of.get(question)
        (sent if asked is None else messages.setdefault(asked, [])).append(normal)
    tables["namen"].sort()
    tables["onze"] = sorted(sent, key=repr)
    ordered = {key: sorted(found, key=repr) for key, found in messages.items()}
    return State(files, ordered, tables, out)


def assert_worth_comparing(state: State) -> None:
    """There is some of everything, so that two runs that are equal did the same work."""
    assert len(state.files) > 280
    assert [name for name, rows in state.tables.items() if not rows] == []
    outcomes = Counter(file.uitkomst for file in state.files.values())
    wanted = {"akkoord", "afgekeurd", "deels toegekend", "schema klopt niet", "quarantaine"}
    assert wanted <= outcomes.keys(), outcomes
    assert sum(file.answers for file in state.files.values()) > 200


def assert_equal(found: State, wanted: State) -> None:
    """With a message that says what differs, and not everything."""
    assert found.messages.keys() == wanted.messages.keys()
    different = {
        sha: (found.messages[sha], wanted.messages[sha])
        for sha in wanted.messages
        if found.messages[sha] != wanted.messages[sha]
    }
    assert not different, list(different.items())[:3]
    for name, rows in wanted.tables.items():
        extra = Counter(map(repr, found.tables[name])) - Counter(map(repr, rows))
        missing = Counter(map(repr, rows)) - Counter(map(repr, found.tables[name]))
        assert not extra, (name, list(extra.items())[:3], list(missing.items())[:3])
        assert not missing, (name, list(missing.items())[:3])


def assert_answered_once(state: State) -> None:
    """Whatever deserves an answer has one, whatever does not has none."""
    for sha, file in state.files.items():
        is_answer = file.functie == "" or file.functie[-3:] in ("302", "325")
        nobody_to_tell = file.is_bare and file.uitkomst == "schema klopt niet"
        deserves = file.status == "verwerkt" and not (is_answer or file.is_repeat or nobody_to_tell)
        assert file.answers == int(deserves), (sha, file)
        assert file.status != "ontvangen", (sha, file)


def assert_outbox(folder: Path, state: State, before: set[str]) -> None:
    """Every message of ours is there once and whole, and nothing else is."""
    found = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    wanted = {out.name: out.data for out in state.out if out.name not in before}
    assert not any(out.is_made_only for out in state.out)
    assert len(wanted) == len([out for out in state.out if out.name not in before])
    assert found == wanted
    assert [path for path in (folder / ".bezig").rglob("*") if path.is_file()] == []
