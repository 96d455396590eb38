"""The ledger sealed hour by hour: what a seal says, and what its examination finds."""
