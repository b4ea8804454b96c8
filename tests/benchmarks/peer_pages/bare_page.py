"""Nothing but a choice, an amount and what both say: what the framework alone needs to answer."""

import streamlit as st

st.html('<div class="page-head"><h1>Bare</h1></div>')
with st.container(key="period-choice"):
    chosen = st.selectbox("Year", list(range(2020, 2030)))
with st.container(key="asking"):
    typed = st.text_input("Amount")
st.html(f'<p class="figure-part">{chosen} {typed}</p>')
