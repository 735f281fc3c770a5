# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What holds for post: pure functions over facts.

``answer_terms`` (when an answer is due) · ``states`` (what can happen to a message that we send) ·
``correlation`` (which message an answer belongs to) · ``duplicates`` (what was here before) ·
``routing`` (an envelop and its message say the same) · ``foutcodes`` (what a fault means and what
to do) · ``replies`` (the envelop of an answer, a foutbericht, a resend).
"""
