"""What the committee takes home, made from the slides and the figures: a presentation, a workbook, a report."""
