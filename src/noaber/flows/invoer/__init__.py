# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Files that people make, in JSON or CSV: read as rows, with all that is wrong told at once.

``files`` (bytes to sheets of cells) · ``cells`` (a cell to a value) · ``columns`` (which columns a
kind of row has, and a sheet to rows). A problem names file, row and column, and never repeats what
stands there: a bsn may have been typed in any cell.
"""
