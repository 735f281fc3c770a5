# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Sealing: what names a person is stored so that only this installation can read it.

AES-256-GCM with a key from a file outside the database; a copy of the database without that file
tells nothing. A bsn is found by its blind index: a MAC with a key of its own, so equal numbers
have equal indexes and nobody can make the index of a number by guessing.

The file holds several keys, so that a new one can be added and the old ones still open what they
sealed: ``{"current": "a1b2c3d4", "keys": {"a1b2c3d4": "<base64>"}, "index": "<base64>"}``. The key
for the index is never changed: all bsns would have to be indexed again.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
import sys
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Final, Self

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_FORMAT: Final = b"\x01"
_KEY_NAME_BYTES: Final = 4
_NONCE_BYTES: Final = 12
_KEY_BYTES: Final = 32
_HEAD_BYTES: Final = len(_FORMAT) + _KEY_NAME_BYTES + _NONCE_BYTES
INDEX_BYTES: Final = 16
_LEVEL: Final = 1
"""A declaratie shrinks to a thirtieth at the lowest level already."""


class KeysUnusable(Exception):
    """The file with the keys is not there or not whole; the text is Dutch and says what to do."""


class Unopenable(ValueError):
    """These bytes were not sealed by a key that we have, or were changed since."""


@dataclass(frozen=True)
class Keyring:
    """The keys of one installation; it never prints them."""

    _current: bytes
    _keys: dict[bytes, bytes]
    _index: bytes

    def __repr__(self) -> str:
        return f"Keyring({len(self._keys)} keys)"

    @classmethod
    def load(cls, path: Path) -> Self:
        """The keys in this file.

        Raises:
            KeysUnusable: with the reason.
        """
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            keys = {
                bytes.fromhex(name): base64.b64decode(key) for name, key in data["keys"].items()
            }
            ring = cls(bytes.fromhex(data["current"]), keys, base64.b64decode(data["index"]))
            for key in keys.values():
                AESGCM(key)
            _check(len(ring._index) == _KEY_BYTES and ring._current in keys)
        except FileNotFoundError:
            raise KeysUnusable(
                "Het bestand met de sleutels van noaber is er niet, en zonder die sleutels is de "
                "database niet te lezen. Zet het terug uit uw back-up (zie NOABER_SLEUTEL)."
            ) from None
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            raise KeysUnusable(
                "Het bestand met de sleutels van noaber is niet leesbaar of niet heel. Zet het "
                "terug uit uw back-up (zie NOABER_SLEUTEL)."
            ) from None
        return ring

    @cached_property
    def _cipher(self) -> AESGCM:
        return AESGCM(self._keys[self._current])

    def seal(self, data: bytes) -> bytes:
        """The data, readable with this keyring alone. The same data never gives the same bytes."""
        nonce = os.urandom(_NONCE_BYTES)
        head = _FORMAT + self._current + nonce
        return head + self._cipher.encrypt(nonce, data, head)

    def open(self, sealed: bytes) -> bytes:
        """The data that was sealed. Raises Unopenable."""
        head = sealed[:_HEAD_BYTES]
        key = self._keys.get(head[1 : 1 + _KEY_NAME_BYTES])
        if len(head) < _HEAD_BYTES or head[:1] != _FORMAT or key is None:
            raise Unopenable
        cipher = self._cipher if key is self._keys[self._current] else AESGCM(key)
        try:
            return cipher.decrypt(head[-_NONCE_BYTES:], sealed[_HEAD_BYTES:], head)
        except InvalidTag:
            raise Unopenable from None

    def pack(self, data: bytes) -> bytes:
        """The data, small and sealed: for whole messages, which repeat themselves a lot."""
        return self.seal(zstd.compress(data, _LEVEL))

    def unpack(self, packed: bytes) -> bytes:
        """The data that was packed. Raises Unopenable."""
        return zstd.decompress(self.open(packed))

    def blind_index(self, text: str) -> bytes:
        """What a text can be found by; the same text always gives the same 16 bytes."""
        # Keyed BLAKE2 (RFC 7693) is a MAC, at half the price of an HMAC; a declaratie asks a lot.
        return blake2b(text.encode(), digest_size=INDEX_BYTES, key=self._index).digest()

    @property
    def fingerprint(self) -> str:
        """Tells keyrings apart that would index differently; tells nothing of the keys."""
        return blake2b(b"noaber fingerprint", digest_size=8, key=self._index).hexdigest()


def _check(is_right: bool) -> None:
    if not is_right:
        raise ValueError


def make_keys(path: Path) -> None:
    """Writes a file with new keys, for its owner's eyes only. Does nothing if it is there.

    Raises:
        KeysUnusable: it cannot be written.
    """
    name = secrets.token_hex(_KEY_NAME_BYTES)
    content = {
        "current": name,
        "keys": {name: base64.b64encode(secrets.token_bytes(_KEY_BYTES)).decode()},
        "index": base64.b64encode(secrets.token_bytes(_KEY_BYTES)).decode(),
    }
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_once(path, json.dumps(content, indent=2))
    except OSError:
        raise KeysUnusable(
            "Het bestand met de sleutels van noaber kan niet worden gemaakt. Controleer of u in de "
            "map mag schrijven en of er ruimte op de schijf is, of kies met NOABER_SLEUTEL een "
            "ander bestand."
        ) from None


def _write_once(path: Path, text: str) -> None:
    """There for good when this returns: what is sealed with keys that are lost stays sealed."""
    half = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        os.link(half, path)  # fails when another program made it just now; then that one counts
    except FileExistsError:
        pass
    finally:
        half.unlink()
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


@cache
def keyring() -> Keyring:
    """The keys of this installation, read once. Raises KeysUnusable."""
    return Keyring.load(Path(settings.NOABER_KEY_FILE))
