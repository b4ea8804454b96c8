"""What is stored of a workbook: its pictures cleaned or removed, everything else as it was dropped."""
