# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Messages as XML: schema, reading, writing, columns and the explanation of level 1.

``source`` (bytes, limits, which message is this) → ``schema`` (generated, libxml2 judges) →
``diagnose`` (why, in Dutch) · ``read`` and ``write`` (values) · ``scan``, ``stream``, ``columns``
(323 and 325 in bulk) · ``locate`` (line numbers).

All XML parsing of noaber happens here, with entities, DTDs and network off.
"""
