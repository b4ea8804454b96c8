"""Around Streamlit: the server's routes and gates, the frame of its HTML, who is signed in."""
