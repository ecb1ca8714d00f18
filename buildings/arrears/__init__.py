"""Unpaid contributions and debts of condominiums, as their administrators tell them."""
