"""Characters that files of XML and databases can't hold; whoever writes one of the two decides what stands for them."""

from __future__ import annotations

import re

NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""Office files are XML: one of these and the whole file does not open."""

NOT_IN_SQL = re.compile("[\x00\ud800-\udfff]")
"""What PostgreSQL or UTF-8 can't hold: NUL and half characters."""
