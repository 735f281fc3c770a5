# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What names a person can be read with the keys of this installation, and not without."""

from __future__ import annotations

import base64
import json
import stat
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from noaber.access.sealing import Keyring, KeysUnusable, Unopenable, keyring, make_keys
from noaber.partijen import queries
from noaber.partijen.models import Persoon
from noaber.postbus.models import BerichtInhoud
from tests.flows.wereld import B1, B2, World, make_world, t1
from tests.hostile.dutch import english_words

BSN = B1.encode()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "sleutels.json"
    make_keys(made)
    return made


@pytest.fixture
def ring(path: Path) -> Keyring:
    return Keyring.load(path)


def other_keys(folder: Path) -> Keyring:
    made = folder / "andere.json"
    make_keys(made)
    return Keyring.load(made)


def change(path: Path, **changes: Any) -> None:
    path.write_text(json.dumps({**json.loads(path.read_text()), **changes}))


# ── sealing ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("data", [b"", BSN, bytes(range(256)) * 100])
def test_what_is_sealed_opens_again(ring: Keyring, data: bytes) -> None:
    assert ring.open(ring.seal(data)) == data
    assert ring.unpack(ring.pack(data)) == data


def test_sealed_bytes_do_not_show_what_is_in_them_nor_that_it_is_the_same(ring: Keyring) -> None:
    one, two = ring.seal(BSN), ring.seal(BSN)
    assert BSN not in one
    assert one != two


def test_with_other_keys_nothing_opens(ring: Keyring, tmp_path: Path) -> None:
    with pytest.raises(Unopenable):
        other_keys(tmp_path).open(ring.seal(BSN))


def test_bytes_that_were_changed_do_not_open(ring: Keyring) -> None:
    sealed = ring.seal(BSN)
    for at in range(len(sealed)):
        torn = bytearray(sealed)
        torn[at] ^= 1
        with pytest.raises(Unopenable):
            ring.open(bytes(torn))
    for end in range(len(sealed)):
        with pytest.raises(Unopenable):
            ring.open(sealed[:end])


def test_a_new_key_seals_and_the_old_one_still_opens(ring: Keyring, path: Path) -> None:
    before = ring.seal(BSN)
    keys = json.loads(path.read_text())["keys"]
    new = {"0badcafe": base64.b64encode(bytes(32)).decode()}
    change(path, current="0badcafe", keys={**keys, **new})
    rotated = Keyring.load(path)
    assert rotated.open(before) == BSN
    after = rotated.seal(BSN)
    assert rotated.open(after) == BSN
    with pytest.raises(Unopenable):
        ring.open(after)
    # Persons are still found, and the database knows these keys as its own.
    assert rotated.blind_index(B1) == ring.blind_index(B1)
    assert rotated.fingerprint == ring.fingerprint


def test_an_index_finds_the_same_number_and_tells_nothing(ring: Keyring, tmp_path: Path) -> None:
    assert ring.blind_index(B1) == ring.blind_index(B1) != ring.blind_index(B2)
    assert len(ring.blind_index(B1)) == 16
    others = other_keys(tmp_path)
    assert others.blind_index(B1) != ring.blind_index(B1)
    assert others.fingerprint != ring.fingerprint


def test_keys_are_not_shown(ring: Keyring, path: Path) -> None:
    (key,) = json.loads(path.read_text())["keys"].values()
    assert key not in repr(ring)
    assert repr(ring) == "Keyring(1 keys)"


# ── the file ─────────────────────────────────────────────────────────────────────────────────────


def test_the_file_is_for_its_owner_and_is_never_made_twice(path: Path) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    before = path.read_bytes()
    make_keys(path)
    assert path.read_bytes() == before
    assert [other.name for other in path.parent.iterdir()] == [path.name]  # nothing half-made


def test_without_the_file_the_reason_is_given_in_dutch(tmp_path: Path) -> None:
    with pytest.raises(KeysUnusable, match="NOABER_SLEUTEL") as refused:
        Keyring.load(tmp_path / "weg.json")
    assert "back-up" in str(refused.value)
    assert english_words(str(refused.value)) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "geen json",
        "[]",
        "{}",
        '{"current": "00", "keys": {}, "index": ""}',
        '{"current": "zz", "keys": {"zz": "AA=="}, "index": "AA=="}',
    ],
)
def test_a_file_that_is_not_whole_is_refused(path: Path, text: str) -> None:
    path.write_text(text)
    with pytest.raises(KeysUnusable, match="niet leesbaar of niet heel"):
        Keyring.load(path)


@pytest.mark.parametrize(
    "changes",
    [
        {"current": "deadbeef"},
        {"index": base64.b64encode(bytes(31)).decode()},
        {"keys": {"deadbeef": base64.b64encode(bytes(5)).decode()}, "current": "deadbeef"},
    ],
    ids=["no such key", "short index", "short key"],
)
def test_keys_that_cannot_be_are_refused(path: Path, changes: dict[str, Any]) -> None:
    change(path, **changes)
    with pytest.raises(KeysUnusable):
        Keyring.load(path)


def test_keys_that_cannot_be_written_are_an_error_in_dutch(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("")
    with pytest.raises(KeysUnusable, match="kan niet worden gemaakt") as refused:
        make_keys(tmp_path / "bestand" / "sleutels.json")
    assert english_words(str(refused.value)) == []


# ── in the database ──────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def world(db: None) -> World:
    made = make_world()
    made.decide(t1())
    return made


def test_no_table_holds_a_bsn_that_can_be_read(world: World) -> None:
    """Every value of every table, also of the histories, as text and as bytes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables "
            "WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'"
        )
        names = [name for (name,) in cursor.fetchall()]
        assert "personen" in names
        found = []
        for name in names:
            cursor.execute(
                f'SELECT count(*) FROM "{name}" t WHERE t::text LIKE %s OR t::text LIKE %s',
                [f"%{B1}%", f"%{BSN.hex()}%"],
            )
            if cursor.fetchone()[0]:
                found.append(name)
    assert found == []


def test_a_person_is_found_by_bsn_and_opened_again(world: World) -> None:
    number = queries.find_persoon(world.administratie().id, B1)
    assert number is not None
    assert queries.get_bsns([number], viewer=world.viewer) == {number: B1}
    assert queries.get_persoon(number, on=world.today, viewer=world.viewer).bsn == B1
    row = Persoon.objects.get(pk=number)
    assert keyring().open(bytes(row.bsn_sealed)) == BSN
    assert bytes(row.bsn_index) == keyring().blind_index(B1)


def test_messages_are_kept_sealed_and_small(world: World) -> None:
    kept = BerichtInhoud.objects.select_related("bericht").get()
    assert BSN in keyring().unpack(bytes(kept.sealed))
    assert len(kept.sealed) < kept.bericht.grootte / 2
