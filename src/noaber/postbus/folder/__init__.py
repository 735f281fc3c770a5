# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""A carrier of folders on a disk: the one room of postbus that touches files.

``layout`` (which folders) · ``durable`` (written whole, moved for good) · ``lease`` (what one
worker holds, and what a dead one left) · ``contents`` (a file as messages, also a zip) ·
``aside`` (quarantaine, with the reason) · ``claims`` (each file to one worker) · ``outbox`` (what
goes out) · ``carrier`` (take in, put out).

::

    in/            others put files here, by renaming them into it
    bezig/         what a worker holds, until it is done
    verwerkt/      taken in; the name is the hash of the content
    quarantaine/   not taken in; beside each file a .reden.txt in Dutch
    uit/           what noaber sends; others take it away

Needs a disk of one machine with POSIX renames and flock; all folders on one file system. How it
survives a crash is explained in docs/algorithms/post.md. Reads no clock and writes no log.
"""
