"""The solidarity fund's domain: workbooks in, figures out. Knows nothing of Streamlit."""
