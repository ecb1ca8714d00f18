"""The legal communities: condominiums and super-condominiums."""
