"""Pictures over or in the cells of a sheet, read from the file's own parts: no reader of cells tells them."""
