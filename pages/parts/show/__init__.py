"""What pages show in one way: figures and their sources, charts, tables, findings, texts."""
