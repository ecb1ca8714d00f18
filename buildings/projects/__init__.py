"""Public projects as the open registers of public investment tell them."""
