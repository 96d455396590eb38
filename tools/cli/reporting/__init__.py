"""One HTML file about a deployment's use: counted from the ledger, small numbers kept back."""
