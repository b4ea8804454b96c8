"""The solidarity fund's domain: workbooks in, figures out. Knows nothing of Streamlit."""

import os

# Where lxml is installed (python-pptx brings it), openpyxl would prefer it to defusedxml, which refuses XML bombs.
os.environ["OPENPYXL_LXML"] = "False"
