"""What an extract is made from."""
