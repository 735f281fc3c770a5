# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Repeatable comparisons of time and memory: ratios in one run, never a timed test.

Words: a *contender* does one job on one input, in a process of its own; a *round* runs every
contender of a comparison once, in turn; a *ratio* divides two times of the same round, so that a
machine that is busy for a while slows both. What is reported is the middle one of the rounds.

Does not: pass or fail. It measures, and says in words whether the target was met.
"""
