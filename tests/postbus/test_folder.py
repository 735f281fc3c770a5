# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The carrier of folders, with one worker: what comes in, what goes out, what is put aside."""

import errno
import hashlib
import io
import os
import re
import resource
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from noaber.postbus.envelop.names import RECEIVED_MAX_BYTES
from noaber.postbus.envelop.write import write_envelop
from noaber.postbus.folder import contents, durable
from noaber.postbus.folder.carrier import FolderCarrier, Tally, TryLater
from noaber.postbus.folder.claims import MAX_ATTEMPTS
from noaber.postbus.folder.layout import FolderUnusable, shown_name
from noaber.postbus.folder.outbox import OutboxNameTaken
from noaber.postbus.types import Accepted, Duplicate, EarlierPost, Outcome, Post, Quarantined
from tests.postbus.builders import BSN, di01, message

START = message("WMO305")
(A_BSN,) = set(BSN.findall(START))


@pytest.fixture
def carrier(tmp_path: Path) -> Iterator[FolderCarrier]:
    with FolderCarrier.open(tmp_path) as opened:
        yield opened


def drop(root: Path, name: str, data: bytes = START) -> Path:
    path = root / "in" / name
    path.write_bytes(data)
    return path


def accept(post: Post) -> Outcome:
    return Accepted()


def never(post: Post) -> Outcome:
    raise AssertionError("this must not be handed out")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def zipped(**entries: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name.replace("_", "."), data)
    return stream.getvalue()


def is_quiet(root: Path) -> bool:
    """Nothing waits, nothing is held but this worker's own empty lease."""
    held = [path for lease in (root / "bezig").iterdir() for path in lease.iterdir()]
    return names(root / "in") == [] and {path.name for path in held} <= {"slot"}


# ── in ───────────────────────────────────────────────────────────────────────────────────────────

NAMES = {
    "plain": "bericht.xml",
    "diaeresis": "bericht van Zoë.xml",
    "spaces": "  bericht   1 .xml",
    "apostrophe": "aanbieder 't Huis.xml",
    "quote and dollar": 'a"$(x);`y`.xml',
    "newline": "a\nb.xml",
    "not UTF-8": os.fsdecode(b"\xff\xfe.xml"),
    "longest": "x" * 251 + ".xml",
    "no ending": "bericht",
    "a dash first": "-rf",
    "a long number": f"301_{A_BSN.decode()}.xml",
    "emoji": "📮.xml",
}


@pytest.mark.parametrize("kind", NAMES)
def test_a_file_of_any_name_is_taken_in(kind: str, carrier: FolderCarrier, tmp_path: Path) -> None:
    drop(tmp_path, NAMES[kind])
    taken = []

    def process(post: Post) -> Outcome:
        taken.append(post)
        return Accepted()

    assert carrier.work(process) == Tally(accepted=1)
    assert taken[0].data == START
    assert taken[0].name.isprintable()
    assert names(tmp_path / "verwerkt") == [f"{sha(START)}.xml"]
    assert is_quiet(tmp_path)


def test_an_envelop_and_a_bare_message_are_both_post(
    carrier: FolderCarrier, tmp_path: Path
) -> None:
    drop(tmp_path, "a.xml", write_envelop(di01()))
    drop(tmp_path, "b.xml")
    taken = []

    def process(post: Post) -> Outcome:
        taken.append(post.envelop is not None)
        return Accepted()

    carrier.work(process)
    assert taken == [True, False]


def test_the_same_content_under_two_names_is_handed_out_twice_and_kept_once(
    carrier: FolderCarrier, tmp_path: Path
) -> None:
    drop(tmp_path, "a.xml")
    drop(tmp_path, "b.xml")
    earlier = EarlierPost(sha256=sha(START), payload_sha256=sha(START))
    outcomes = iter([Accepted(), Duplicate(of=earlier, new_envelop=False)])
    assert carrier.work(lambda post: next(outcomes)) == Tally(accepted=1, duplicates=1)
    assert names(tmp_path / "verwerkt") == [f"{sha(START)}.xml"]


def test_a_new_file_never_takes_the_place_of_one_that_is_held(
    carrier: FolderCarrier, tmp_path: Path
) -> None:
    held = []
    for number in range(3):
        drop(tmp_path, "bericht.xml", b"%d" % number)
        claim = carrier.claim()
        assert claim is not None
        held.append(claim)
    assert [claim.path.read_bytes() for claim in held] == [b"0", b"1", b"2"]
    assert carrier.claim() is None


@pytest.mark.parametrize("name", [".bericht.xml", "a.tmp", "a.xml.part", "a.FILEPART", ".~lock"])
def test_what_somebody_is_still_writing_is_left_alone(
    name: str, carrier: FolderCarrier, tmp_path: Path
) -> None:
    drop(tmp_path, name)
    assert carrier.work(never) == Tally()
    assert names(tmp_path / "in") == [name]


def test_a_file_that_arrives_during_the_work_is_taken_in_too(
    carrier: FolderCarrier, tmp_path: Path
) -> None:
    drop(tmp_path, "a.xml")
    more = iter(["b.xml", "c.xml"])

    def process(post: Post) -> Outcome:
        for name in more:
            drop(tmp_path, name, message("WMO307", name[0]))
            break
        return Accepted()

    assert carrier.work(process).accepted == 3


# ── zip ──────────────────────────────────────────────────────────────────────────────────────────


def test_a_zip_is_several_messages(carrier: FolderCarrier, tmp_path: Path) -> None:
    data = zipped(een_xml=START, twee_xml=message("JW307"))
    drop(tmp_path, "post van Zoë.zip", data)
    taken = []

    def process(post: Post) -> Outcome:
        taken.append((post.name, post.data))
        return Accepted()

    assert carrier.work(process).accepted == 2
    assert taken == [
        ("post van Zoë.zip/een.xml", START),
        ("post van Zoë.zip/twee.xml", message("JW307")),
    ]
    assert names(tmp_path / "verwerkt") == [f"{sha(data)}.zip"]


def test_of_a_zip_only_what_is_no_message_goes_to_quarantaine(
    carrier: FolderCarrier, tmp_path: Path
) -> None:
    data = zipped(een_xml=START, twee_xml=b"<onzin/>", drie_xml=message("JW307"))
    drop(tmp_path, "post.zip", data)
    tally = carrier.work(accept)
    assert (tally.accepted, len(tally.reasons)) == (2, 1)
    assert names(tmp_path / "verwerkt") == [f"{sha(data)}.zip"]
    kept = f"{sha(b'<onzin/>')}.xml"
    assert names(tmp_path / "quarantaine") == [kept, f"{kept}.reden.txt"]
    reason = (tmp_path / "quarantaine" / f"{kept}.reden.txt").read_text(encoding="utf-8")
    assert "Naam bij binnenkomst: post.zip/twee.xml" in reason


def encrypted() -> bytes:
    data = bytearray(zipped(een_xml=START))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(signature) + offset] |= 1
    return bytes(data)


def folders_only() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.mkdir("map")
    return stream.getvalue()


def damaged() -> bytes:
    data = bytearray(zipped(een_xml=START * 50))
    data[200] ^= 0xFF
    return bytes(data)


ZIPS = {
    "damaged": (damaged(), "is beschadigd"),
    "cut off": (zipped(een_xml=START)[:-30], "is beschadigd"),
    "password": (encrypted(), "heeft een wachtwoord"),
    "empty": (zipped(), "is leeg"),
    "folders only": (folders_only(), "is leeg"),
    "too many": (zipped(**{f"a{n}": b"" for n in range(10_001)}), "bevat te veel"),
    "a bomb": (zipped(a=bytes(RECEIVED_MAX_BYTES + 1)), "bevat te veel"),
}


@pytest.mark.parametrize("kind", ZIPS)
def test_a_zip_that_is_no_good_goes_to_quarantaine_whole(
    kind: str, carrier: FolderCarrier, tmp_path: Path
) -> None:
    data, expected = ZIPS[kind]
    drop(tmp_path, "post.zip", data)
    (reason,) = carrier.work(never).reasons
    assert expected in reason
    files = names(tmp_path / "quarantaine")
    assert [name.endswith(".reden.txt") for name in files] == [False, True]
    assert (tmp_path / "quarantaine" / files[0]).read_bytes() == data


def test_a_zip_in_a_zip_is_not_opened(carrier: FolderCarrier, tmp_path: Path) -> None:
    drop(tmp_path, "post.zip", zipped(post_zip=zipped(een_xml=START)))
    (reason,) = carrier.work(never).reasons
    assert "is een zip-bestand" in reason


def test_the_paths_in_a_zip_lead_nowhere(carrier: FolderCarrier, tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("../../buiten.xml", START)
        archive.writestr("/buiten.xml", b"<onzin/>")
    drop(tmp_path, "post.zip", stream.getvalue())
    assert carrier.work(accept).accepted == 1
    assert not list(tmp_path.rglob("buiten.xml"))
    assert not list(tmp_path.parent.glob("buiten.xml"))


# ── what cannot be read ──────────────────────────────────────────────────────────────────────────


def test_a_folder_a_link_and_a_pipe_go_to_quarantaine(
    carrier: FolderCarrier, tmp_path: Path
) -> None:
    secret = tmp_path / "geheim"
    secret.write_bytes(START)
    (tmp_path / "in" / "map").mkdir()
    (tmp_path / "in" / "map" / "bericht.xml").write_bytes(START)
    (tmp_path / "in" / "verwijzing.xml").symlink_to(secret)
    os.mkfifo(tmp_path / "in" / "pijp.xml")
    assert len(carrier.work(never).reasons) == 3
    assert is_quiet(tmp_path)
    assert secret.read_bytes() == START
    kept = [name for name in names(tmp_path / "quarantaine") if not name.endswith(".txt")]
    assert len(kept) == 3
    assert all(re.fullmatch("ongelezen-[0-9a-f]{16}", name) for name in kept)
    assert list((tmp_path / "quarantaine").rglob("bericht.xml")), "what was in the folder is there"


@pytest.mark.parametrize(
    ("number", "expected"), [(errno.EACCES, "geen rechten"), (errno.EIO, "een leesfout")]
)
def test_a_file_that_cannot_be_read_goes_to_quarantaine(
    number: int,
    expected: str,
    carrier: FolderCarrier,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drop(tmp_path, f"{A_BSN.decode()}.xml")

    def refused(*args: object) -> int:
        raise OSError(number, os.strerror(number), args[0])

    with monkeypatch.context() as patch:
        patch.setattr(contents.os, "open", refused)
        claim = carrier.claim()
        assert claim is not None
        with pytest.raises(contents.UnreadableFile, match=expected) as caught:
            contents.read_contents(claim.path)
    assert A_BSN.decode() not in str(caught.value)
    claim.quarantine(str(caught.value))
    assert len(names(tmp_path / "quarantaine")) == 2
    assert is_quiet(tmp_path)


def test_a_file_that_is_too_large_is_not_read(carrier: FolderCarrier, tmp_path: Path) -> None:
    with drop(tmp_path, "groot.xml", b"").open("r+b") as stream:
        stream.truncate(RECEIVED_MAX_BYTES + 1)
    (reason,) = carrier.work(never).reasons
    assert "meer dan 160 MB wordt niet gelezen" in reason


@pytest.mark.parametrize("data", [b"", b"hallo", b"<x/>", START[:-20].replace(b"3_2", b"3_1")])
def test_what_is_no_message_goes_to_quarantaine_with_a_reason_in_dutch(
    data: bytes, carrier: FolderCarrier, tmp_path: Path
) -> None:
    drop(tmp_path, f"301 van {A_BSN.decode()}.xml", data)
    (reason,) = carrier.work(never).reasons
    kept = f"{sha(data)}.xml"
    assert names(tmp_path / "quarantaine") == [kept, f"{kept}.reden.txt"]
    text = (tmp_path / "quarantaine" / f"{kept}.reden.txt").read_text(encoding="utf-8")
    assert reason in text
    assert "Naam bij binnenkomst: 301 van •••.xml" in text
    assert "zet het bestand dan terug in de map in" in text
    assert (tmp_path / "quarantaine" / kept).read_bytes() == data


def test_what_the_processing_refuses_goes_to_quarantaine_again_and_again(
    carrier: FolderCarrier, tmp_path: Path
) -> None:
    kept = tmp_path / "quarantaine" / f"{sha(START)}.xml"
    for reason in ("Een reden.", "Een andere reden."):
        drop(tmp_path, "bericht.xml")
        tally = carrier.work(lambda post, reason=reason: Quarantined(reason=reason))
        assert tally.reasons == (reason,)
        assert kept.read_bytes() == START
        assert reason in kept.with_name(f"{kept.name}.reden.txt").read_text(encoding="utf-8")


# ── what goes wrong on the way ───────────────────────────────────────────────────────────────────


def test_post_that_cannot_be_processed_now_waits_and_is_not_counted(tmp_path: Path) -> None:
    def later(post: Post) -> Outcome:
        raise TryLater

    for attempt in range(MAX_ATTEMPTS * 2):
        with FolderCarrier.open(tmp_path) as carrier:
            if attempt == 0:
                drop(tmp_path, "bericht.xml")
            with pytest.raises(TryLater):
                carrier.work(later)
            with pytest.raises(TryLater):
                carrier.work(later)
    with FolderCarrier.open(tmp_path) as carrier:
        assert carrier.work(accept).accepted == 1


def test_a_file_that_ends_its_worker_every_time_does_not_stop_all_post(tmp_path: Path) -> None:
    class Broken(Exception):
        pass

    def process(post: Post) -> Outcome:
        if post.data == START:
            raise Broken
        return Accepted()

    with FolderCarrier.open(tmp_path):
        drop(tmp_path, "a.xml")
        drop(tmp_path, "b.xml", message("WMO307"))
    for _ in range(MAX_ATTEMPTS):
        with FolderCarrier.open(tmp_path) as carrier, pytest.raises(Broken):
            carrier.work(process)
    with FolderCarrier.open(tmp_path) as carrier:
        carrier.work(never)
    assert names(tmp_path / "verwerkt") == [f"{sha(message('WMO307'))}.xml"]
    (text,) = (tmp_path / "quarantaine").glob("*.reden.txt")
    assert "5 keer begonnen en niet één keer afgemaakt" in text.read_text(encoding="utf-8")
    assert names(tmp_path / "bezig") == []


def test_a_file_that_cannot_be_moved_is_told_when_all_else_is_done(
    carrier: FolderCarrier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stuck = drop(tmp_path, f"{A_BSN.decode()}.xml")
    drop(tmp_path, "b.xml")
    original = os.rename

    def rename(source: Path, target: Path) -> None:
        if Path(source) == stuck:
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM), source)
        original(source, target)

    monkeypatch.setattr(os, "rename", rename)
    with pytest.raises(FolderUnusable, match=r"niet te verplaatsen zijn: 1 \(geen") as caught:
        carrier.work(accept)
    assert A_BSN.decode() not in str(caught.value)
    assert names(tmp_path / "in") == [stuck.name]
    assert len(names(tmp_path / "verwerkt")) == 1


def test_a_postbus_that_cannot_be_made_is_told_in_dutch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bestand").write_bytes(b"")
    with pytest.raises(FolderUnusable, match="is niet te gebruiken als postbus"):
        FolderCarrier.open(tmp_path / "bestand" / "postbus")
    systems = iter(range(100))
    original = Path.stat

    def stat(path: Path, **options: bool) -> os.stat_result:
        values = list(original(path, **options))
        if path.name in ("in", "bezig", "verwerkt", "quarantaine", "uit"):
            values[2] = next(systems)
        return os.stat_result(values)

    monkeypatch.setattr(Path, "stat", stat)
    with pytest.raises(FolderUnusable, match="op verschillende schijven"):
        FolderCarrier.open(tmp_path / "postbus")


def test_a_postbus_that_disappears_is_told_in_dutch(tmp_path: Path) -> None:
    with FolderCarrier.open(tmp_path) as carrier:
        (tmp_path / "in").rmdir()
        with pytest.raises(FolderUnusable, match="De map in lezen is niet gelukt"):
            carrier.claim()


# ── out ──────────────────────────────────────────────────────────────────────────────────────────


def test_the_same_answer_twice_is_one_file(carrier: FolderCarrier, tmp_path: Path) -> None:
    first, second = carrier.put(b"antwoord"), carrier.put(b"antwoord")
    assert first == second
    assert first == tmp_path / "uit" / f"{sha(b'antwoord')}.xml"
    assert first.read_bytes() == b"antwoord"
    carrier.put(b"ander antwoord")
    assert len(names(tmp_path / "uit")) == 2


def test_a_name_that_is_taken_by_something_else_is_never_overwritten(
    carrier: FolderCarrier, tmp_path: Path
) -> None:
    taken = tmp_path / "uit" / f"{sha(b'antwoord')}.xml"
    taken.write_bytes(b"veranderd")
    with pytest.raises(OutboxNameTaken, match="met een andere inhoud"):
        carrier.put(b"antwoord")
    assert taken.read_bytes() == b"veranderd"
    assert is_quiet(tmp_path)


@pytest.mark.parametrize("step", ["fsync", "rename"])
def test_a_full_disk_leaves_nothing_in_uit(
    step: str, carrier: FolderCarrier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), f"{A_BSN.decode()}.xml")

    with monkeypatch.context() as patch:
        patch.setattr(os, step, full)
        with pytest.raises(FolderUnusable, match="de schijf is vol") as caught:
            carrier.put(b"antwoord")
    assert A_BSN.decode() not in str(caught.value)
    assert names(tmp_path / "uit") == []
    assert carrier.put(b"antwoord").read_bytes() == b"antwoord"
    assert is_quiet(tmp_path)


def test_a_disk_that_refuses_half_way_leaves_nothing_in_uit(
    carrier: FolderCarrier, tmp_path: Path
) -> None:
    """The kernel itself refuses, after 4096 bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    try:
        with pytest.raises(FolderUnusable, match="te groot voor deze schijf"):
            carrier.put(b"antwoord" * 10_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert names(tmp_path / "uit") == []
    assert is_quiet(tmp_path)


def test_a_half_written_file_is_never_in_uit_and_is_cleaned_up(tmp_path: Path) -> None:
    with FolderCarrier.open(tmp_path) as carrier:
        lease = carrier._lease.folder
        (lease / "half-0123").write_bytes(b"antw")
    assert names(tmp_path / "bezig") == [lease.name]
    with FolderCarrier.open(tmp_path) as carrier:
        carrier.work(never)
    assert names(tmp_path / "bezig") == []
    assert names(tmp_path / "uit") == []


def test_a_file_is_on_the_disk_before_it_has_its_name(
    carrier: FolderCarrier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = []
    for name in ("rename", "fsync"):
        original = getattr(os, name)

        def noted(*args: object, name: str = name, original=original) -> None:
            steps.append(name)
            original(*args)

        monkeypatch.setattr(durable.os, name, noted)
    carrier.put(b"antwoord")
    assert steps == ["fsync", "rename", "fsync"]


# ── names and texts ──────────────────────────────────────────────────────────────────────────────


def test_no_bsn_is_in_any_name_or_reason(carrier: FolderCarrier, tmp_path: Path) -> None:
    bsn = A_BSN.decode()
    dotted = f"{bsn[:3]}.{bsn[3:6]}.{bsn[6:]}"
    drop(tmp_path, f"{bsn}.xml", START[:-3])
    drop(tmp_path, f"Jan {dotted}.xml", b"<onzin/>")
    drop(tmp_path, f"{bsn}.zip", zipped(**{f"{bsn}_xml": b"<onzin2/>", "a_xml": START}))
    drop(tmp_path, f"{bsn}-x.xml", write_envelop(di01(payload=START)))
    seen = []

    def process(post: Post) -> Outcome:
        seen.append(repr(post))
        carrier.put(post.data)
        return Accepted()

    seen.extend(carrier.work(process).reasons)
    paths = list(tmp_path.rglob("*"))
    seen.extend(str(path.relative_to(tmp_path)) for path in paths)
    seen.extend(path.read_text(encoding="utf-8") for path in paths if path.suffix == ".txt")
    assert len(seen) > 10
    assert not [text for text in seen if bsn in text or dotted in text]


@given(
    st.text(max_size=12),
    st.integers(0, 999_999_999),
    st.sampled_from(["", ".", " ", "-", "_", "/"]),
)
def test_a_name_for_people_never_holds_a_long_number(
    around: str, digits: int, between: str
) -> None:
    number = f"{digits:09}"
    written = between.join((number[:4], number[4:6], number[6:]))
    shown = shown_name(f"{around}{written}{around}")
    assert shown.isprintable()
    assert written not in shown
    assert number not in re.sub(r"\D", "", shown) or number in re.sub(r"\D", "", around)


def test_a_name_for_people_is_left_as_it_is_otherwise() -> None:
    assert (
        shown_name("Declaratie 't Huis, Zoë 2026-04.xml") == "Declaratie 't Huis, Zoë 2026-04.xml"
    )
    assert shown_name("a\nb\x1b[31m.xml") == "a?b?[31m.xml"
