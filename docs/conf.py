# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Settings of the documentation. Nothing is fetched: building and reading work offline."""

from docutils import nodes
from sphinx.application import Sphinx

project = "noaber"
author = "The noaber authors"
copyright = "2026, The noaber authors"  # noqa: A001 - the name that Sphinx asks for
language = "nl"

extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = "noaber"
html_show_sourcelink = False
html_copy_source = False


def leave_rule_pages_out_of_the_menu(app: Sphinx, doctree: nodes.document) -> None:
    """Only rules/index is in the menu: hundreds of codes beside every page help nobody.

    And it makes the build seven times faster. Every other page must be in index.md.
    """
    page = app.env.docname
    if page.startswith("rules/") and page != "rules/index":
        app.env.metadata[page]["orphan"] = True


def setup(app: Sphinx) -> None:
    """Called by Sphinx."""
    app.connect("doctree-read", leave_rule_pages_out_of_the_menu)
