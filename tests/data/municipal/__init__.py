"""The registers that the Comune owns, auctions, public projects, lists of cases."""
