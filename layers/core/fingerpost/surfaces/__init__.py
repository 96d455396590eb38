"""What people see: channel-neutral views, and one package per product that draws them."""
