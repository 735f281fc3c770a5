# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Where modules meet: one file per process, and nothing hidden.

``neem_in`` (post is stored, in the lane it belongs to) · ``inbox`` (message code → flow, one
message in one transaction) · ``verwerk_…`` (what one kind of message leads to) · ``ken_toe`` and
``beantwoord_verzoek`` (what the gemeente decides and sends) · ``boek_verplichting`` (what that may
cost) · ``stel_in`` and ``sluit_uit`` (a setting, and who is kept out) · ``handhaving`` (where every
rule of the standard is honoured) · ``verwerk_map`` (a folder of post, from files to answers).

A flow asks one module for facts and hands them to the next. It decides nothing about the content.
"""
