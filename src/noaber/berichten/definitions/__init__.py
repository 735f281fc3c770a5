# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""One definition per message: frozen dataclasses whose field types carry the bounds.

``types`` (simple types with their facets) → ``groups`` (composed, basisschema) → ``classes``
(parts that can carry retourcodes) → ``messages`` (the fourteen kinds) → ``nodes`` (element trees)
→ ``registry`` (the 28 messages). Schema, reader, writer, columns and pages all come from here.
"""
