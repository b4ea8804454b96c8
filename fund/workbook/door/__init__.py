"""Is this file safe, and what is it: from bytes to the parts of its zip. Knows no sheet of the contract."""
