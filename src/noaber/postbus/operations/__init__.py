# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Writing post: taking in, ending, answering, sending, watching.

``receive`` (what came in, stored once) · ``process`` (what came of it) · ``send`` (what goes out) ·
``resend`` (once more) · ``answers`` (an answer to a message of ours) · ``watch`` (terms that
passed).
"""

from noaber.postbus.operations.answers import apply_answer
from noaber.postbus.operations.process import (
    AlreadySettled,
    NothingKept,
    Settled,
    finish,
    note_warnings,
    put_in_quarantaine,
    register_failure,
    settle_quarantaine,
    settle_signaal,
    take_next,
)
from noaber.postbus.operations.receive import Received, receive, refuse
from noaber.postbus.operations.resend import NotResendable, resend
from noaber.postbus.operations.send import (
    answer,
    mark_sent,
    next_identificatie,
    refuse_for_schema,
    send,
)
from noaber.postbus.operations.watch import mark_overdue, note_overdue

__all__ = [
    "AlreadySettled",
    "NotResendable",
    "NothingKept",
    "Received",
    "Settled",
    "answer",
    "apply_answer",
    "finish",
    "mark_overdue",
    "mark_sent",
    "next_identificatie",
    "note_overdue",
    "note_warnings",
    "put_in_quarantaine",
    "receive",
    "refuse",
    "refuse_for_schema",
    "register_failure",
    "resend",
    "send",
    "settle_quarantaine",
    "settle_signaal",
    "take_next",
]
