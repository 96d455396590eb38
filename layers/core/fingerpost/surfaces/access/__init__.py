"""How one comes in: linking an account, the menu and the start page."""
