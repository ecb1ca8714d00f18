"""What an import changes in the register, row by row, read from the history that it writes."""
