# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Ties noaber to its surroundings: settings, the database server, the key, the start.

Whoever opens a door (a command, later a web server) calls ``start.start`` first; after that the
models can be imported. Everything that differs per installation comes from the environment and is
read here and nowhere else.
"""
