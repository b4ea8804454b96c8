"""What the pages share: the server's frame, the address, figures, charts, tables."""
