# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Reading a 323 or 325 in bulk: the scanner when it is sure, libxml2 otherwise."""

from __future__ import annotations

from pathlib import Path

from noaber.berichten.xml.columns import Columns
from noaber.berichten.xml.scan import scan
from noaber.berichten.xml.schema import generated_schema, published_schema
from noaber.berichten.xml.source import Identity, Source
from noaber.berichten.xml.stream import explain_stream as explain
from noaber.berichten.xml.stream import read_stream

__all__ = ["explain", "read_columns"]


def read_columns(source: Source, identity: Identity, published: Path | None = None) -> Columns:
    """The columns of a 323 or 325 that the schema accepts, and the published one where given.

    Raises:
        NotWellFormed: the document is not well-formed, or a schema refuses it (rule XSD).
        UnreadableValue: a date outside the years 1 to 9999.
        SchemaFolderIncomplete: ``published`` lacks the schema of this message.
    """
    definition = identity.definition
    if definition is None:
        raise ValueError(f"{source.name} is not a message of release 3.2")
    columns = scan(source, identity)
    if columns is None:
        columns = read_stream(source, definition, generated_schema(definition))
    if published is not None:
        read_stream(source, definition, published_schema(definition, published))
    return columns
