# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""StUF envelopes (koppelvlak ggk0210): from bytes to values and back.

``names`` (namespaces, tags, limits) · ``read`` (bytes → envelop) · ``write`` (envelop → bytes) ·
``kop`` (the header of the message inside) · ``ontvangst`` (bytes → post, checked for coherence).

No files, no network, no clock. XML is parsed by ``berichten.xml`` alone, with entities off.
"""
